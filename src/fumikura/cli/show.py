"""`fumikura show`: passages in full, each with its place and its neighbours."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from fumikura.cli.command import Command
from fumikura.cli.options import (
    IDS,
    context_option,
    corpus_option,
    format_option,
    index_option,
    output_option,
    screen_options,
)
from fumikura.cli.output import format_of, open_output
from fumikura.export import Neighbours, format_named
from fumikura.export.rows import LIST_JOINER
from fumikura.messages import Messages
from fumikura.models import Passage

if TYPE_CHECKING:
    from fumikura.cli.passage_blocks import TextPage


def command(say: Messages) -> click.Command:
    """The command, in the language of `say`."""

    @click.command("show", cls=Command, say=say)
    @IDS
    @context_option(say)
    @format_option(say)
    @output_option(say)
    @screen_options(say)
    @corpus_option(say)
    @index_option(say)
    def show(
        ids: tuple[str, ...],
        context: int,
        format: str | None,  # noqa: A002
        output: str | None,
        corpus: str,
        index: str,
    ) -> int:
        from fumikura.research.citations import DATA_STYLES, cite
        from fumikura.search import open_index

        chosen = format or format_of(output)
        with open_index(index) as opened_index:
            passages = [opened_index.passage(each) for each in ids]
            style = next((each for each in DATA_STYLES if each == chosen), None)
            cited = opened_index.cite(ids) if style else ()
            around = {each: opened_index.neighbours(each, context) for each in ids} if context else None
        with open_output(output, chosen) as stream:
            if chosen == "table":
                from fumikura.cli.passage_blocks import make_page

                _write(passages, around or {}, make_page(stream, say, corpus), say)
            elif style:  # what is cited is the document, of which a passage does not know all
                stream.write(cite(cited, style))
            else:
                format_named(chosen).write_passages(passages, stream, around)
        return 0

    return show


def _write(passages: list[Passage], around: Neighbours, page: TextPage, say: Messages) -> None:
    from fumikura.cli.passage_blocks import QUIET

    for number, passage in enumerate(passages):
        before, after = around.get(passage.id, ((), ()))
        if number:
            page.blank()
        page.head(passage)
        for each in before:
            page.neighbour(each)
        page.text(passage.text)
        if passage.glosses:
            page.text(say("command.show.glosses", glosses=LIST_JOINER.join(passage.glosses)), style=QUIET)
        page.place(passage)
        for each in after:
            page.neighbour(each)
