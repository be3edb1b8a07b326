"""`fumikura kwic`: every occurrence of a query in its context."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import click

from fumikura.cli import research_options as options
from fumikura.cli.answers import CommandAnswer, Screen, say_none, with_index
from fumikura.cli.command import Command
from fumikura.cli.concordance import print_concordance
from fumikura.cli.options import Number
from fumikura.cli.terminal import note
from fumikura.messages import Messages
from fumikura.research.kwic import SORTS, KwicRow, context_of
from fumikura.research.provenance import of_kwic

if TYPE_CHECKING:
    from fumikura.research.results import Kwic
    from fumikura.search import Index

_PAGE = 50
_PLAIN = ("id", "left", "node", "right")


def command(say: Messages) -> click.Command:
    """The command, in the language of `say`."""

    @click.command("kwic", cls=Command, say=say)
    @click.argument("words", metavar="QUERY...", nargs=-1, required=True)
    @options.choice(
        "--sort", SORTS, say, default="date", help=say("research.option.kwic-sort"), metavar="ORDER"
    )
    @click.option("--context", metavar="SIZE", help=say("research.option.context"))
    @options.unique_option(say)
    @options.synonyms_option(say)
    @click.option("--sample", metavar="N", type=Number(say, 1), help=say("research.option.sample"))
    @click.option("--ids", is_flag=True, help=say("research.option.ids"))
    @options.limit_option(say)
    @click.option("--offset", metavar="N", type=Number(say), default=0, help=say("option.offset"))
    @options.shared_options(say)
    def kwic(words: tuple[str, ...], **given: Any) -> int:
        query = " ".join(words)
        asked = {name: given.pop(name) for name in ("sort", "unique", "synonyms", "sample", "offset")}
        limit, ids, context = given.pop("limit"), given.pop("ids"), given.pop("context")
        context_of(context or "sentence")

        def answer(index: Index, filters: dict[str, Any]) -> CommandAnswer:
            in_files = index.kwic(
                query, context=context or "sentence", limit=limit or None, **asked, **filters
            )
            say_none(index, in_files.occurrences, filters, say)
            if in_files.total and not in_files.rows:
                note(say("search.past", total=in_files.total, offset=asked["offset"]))

            def show(screen: Screen) -> None:
                # On a terminal the line has room for more than the sentence.
                shown = _PAGE if limit is None else limit or None
                size = context_of(context or "passage")
                lines = in_files.concordance.lines(size, shown, asked["offset"])
                _show(lines, in_files, screen, ids=ids, unique=asked["unique"])

            found = in_files.total > 0
            columns = KwicRow._fields[:-1]
            measured = of_kwic(in_files, asked)
            names = [each.passage.id for each in in_files.occurrences.by_passage]
            return CommandAnswer(in_files.rows, columns, show, found, names, measured, _PLAIN)

        return with_index(given, say, answer)

    return kwic


def _show(lines: Sequence[KwicRow], found: Kwic, screen: Screen, *, ids: bool, unique: bool) -> None:
    say = screen.say
    print_concordance(lines, screen, with_ids=ids or screen.columns >= 120)
    if not lines:
        return
    values = {"first": lines[0].n, "last": lines[-1].n, "total": found.total, "passages": found.passages}
    parts = [say("research.kwic.footer", **values)]
    parts += [say("research.all")] if len(lines) < found.total else []
    screen.line()
    screen.wrapped(" · ".join(parts), "dim")
    if found.occurrences.inside:
        screen.wrapped(
            say("research.inside", count=found.occurrences.inside, query=found.occurrences.query), "dim"
        )
    if unique and found.left_out:
        screen.wrapped(say("research.left-out", count=found.left_out), "dim")
