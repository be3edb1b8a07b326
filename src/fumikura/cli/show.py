"""`fumikura show`: a passage in full, with its place and its neighbours."""

from __future__ import annotations

import click

from fumikura.cli.command import Command
from fumikura.cli.options import ID, context_option, corpus_option, index_option
from fumikura.cli.output import opened
from fumikura.export.rows import LIST_JOINER
from fumikura.messages import Messages
from fumikura.models import Passage

__all__ = ["command"]


def command(say: Messages) -> click.Command:
    """The command, in the language of `say`."""

    @click.command("show", cls=Command, say=say)
    @ID
    @context_option(say)
    @corpus_option(say)
    @index_option(say)
    def show(id: str, context: int, corpus: str, index: str) -> int:  # noqa: A002
        from fumikura.search import open_index

        with open_index(index) as opened_index:
            passage = opened_index.passage(id)
            before, after = opened_index.neighbours(id, context) if context else ((), ())
        _write(passage, before, after, corpus, say)
        return 0

    return show


def _write(
    passage: Passage, before: tuple[Passage, ...], after: tuple[Passage, ...], corpus: str, say: Messages
) -> None:
    from fumikura.cli.blocks import QUIET, page_for

    with opened(None, "table") as stream:
        page = page_for(stream, say, corpus)
        page.head(passage)
        for each in before:
            page.aside(each.text)
        page.text(passage.text)
        if passage.glosses:
            page.text(say("show.glosses", glosses=LIST_JOINER.join(passage.glosses)), style=QUIET)
        for each in after:
            page.aside(each.text)
        page.place(passage)
