"""`fumikura lineage`: where a sentence was said before and after, and how it changed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

import click

from fumikura.cli import completion
from fumikura.cli import research_options as options
from fumikura.cli.answers import CommandAnswer, Screen, with_index
from fumikura.cli.changes import Change, changes_in_lines
from fumikura.cli.command import Command
from fumikura.cli.options import Choice
from fumikura.cli.terminal import note, printable
from fumikura.messages import Messages
from fumikura.presentation import describe_change
from fumikura.research.lineage import RELATED, Member
from fumikura.research.provenance import of_lineage
from fumikura.research.results import Lineage
from fumikura.research.rows import LineageRow

if TYPE_CHECKING:
    from fumikura.models import Document
    from fumikura.search import Index

_INDENT = 4


def command(say: Messages) -> click.Command:
    """The command, in the language of `say`."""

    @click.command("lineage", cls=Command, say=say)
    @click.argument(
        "words",
        metavar="SENTENCE|ID...",
        nargs=-1,
        required=True,
        shell_complete=completion.complete_passages,
    )
    @click.option(
        "--against", metavar="seed", type=Choice(say, ("seed",)), help=say("research.option.against-seed")
    )
    @click.option(
        "--min", "least", metavar="W", type=float, default=RELATED, help=say("research.option.min-related")
    )
    @click.option("--absences", is_flag=True, help=say("research.option.absences"))
    @options.shared_options(say)
    def lineage(words: tuple[str, ...], **given: Any) -> int:
        seed = " ".join(words)
        against, least, absences = given.pop("against"), given.pop("least"), given.pop("absences")

        def answer(index: Index, filters: dict[str, Any]) -> CommandAnswer:
            found = index.lineage(seed, min=least, against=against, **filters)
            if not found.rows:
                note(say("research.lineage.none"))

            def show(screen: Screen) -> None:
                having = {row.document for row in found.rows}
                documents = [each for each in index.documents() if absences and each.id not in having]
                for at, each in enumerate(found.lineages):
                    if at:
                        screen.line()
                    _show(each, screen, documents)

            measured = of_lineage(least, against)
            ids = [row.id for row in found.rows]
            return CommandAnswer(found.rows, LineageRow._fields[:-1], show, bool(found.rows), ids, measured)

        return with_index(given, say, answer)

    return lineage


def _show(found: Lineage, screen: Screen, documents: Sequence[Document]) -> None:
    """Each sentence under its date, what changed in it, and its id; below them what there is in all."""
    say = screen.say
    if not found.is_known and not found.is_phrase:
        screen.line(say("research.lineage.asked-for"), "bold")
        _print_changes([("equal", "", found.seed)], screen)
        screen.line()
    last = ""
    for member, operations in zip(found.members, found.operations, strict=True):
        date = member.sentence.passage.date
        for absent in _absent(documents, last, date):
            screen.line(say("research.lineage.absent", date=absent), "dim")
        last = date
        screen.wrapped(_head(member, screen.say), "bold")
        pieces: list[Change] = [(each.change, each.before, each.after) for each in operations]
        _print_changes(pieces, screen)
        screen.wrapped(printable(member.sentence.passage.id), "cyan", _INDENT)
    if found.members:
        screen.line()
        screen.wrapped(_closing(found, say), "dim")


def _print_changes(changes: Sequence[Change], screen: Screen) -> None:
    for line in changes_in_lines(changes, screen.columns - _INDENT, screen.colour):
        screen.pieces([(" " * _INDENT, ""), *line])


def _absent(documents: Sequence[Document], first: str, last: str) -> Iterator[str]:
    """The dates of documents between two uses, which have none."""
    if first and last:
        yield from sorted({each.date for each in documents if first < each.date < last})


def _head(member: Member, say: Messages) -> str:
    passage = member.sentence.passage
    parts = [passage.date or say("research.count.undated")]
    if passage.meeting:
        parts.append(passage.meeting if passage.meeting == "2+2" else say.label("meeting", passage.meeting))
    return "  ".join([*parts, describe_change(member, say)])


def _closing(found: Lineage, say: Messages) -> str:
    dates = [each.sentence.passage.date for each in found.members if each.sentence.passage.date]
    number = len({each.sentence.passage.id for each in found.members})
    if not dates:
        return say("research.lineage.footer-undated", passages=number)
    if number == 1:
        return say("research.lineage.footer-one", date=dates[0])
    return say("research.lineage.footer", passages=number, first=dates[0], last=dates[-1])
