"""`fumikura diff`: what changed between two documents, sentence by sentence."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from fumikura.cli import completion
from fumikura.cli import research_options as options
from fumikura.cli.answers import CommandAnswer, Screen, with_index
from fumikura.cli.changes import Change, changes_in_lines
from fumikura.cli.command import Command
from fumikura.cli.error_reports import UsageMistake
from fumikura.fields import field_named
from fumikura.messages import Messages
from fumikura.research.filter_text import filters_of, values_text
from fumikura.research.provenance import of_diff
from fumikura.research.rows import DiffRow

if TYPE_CHECKING:
    from fumikura.models import Passage
    from fumikura.search import Index

_SIGNS = {"same": "=", "slight": "~", "reworked": "~", "removed": "-", "added": "+"}
_STYLES = {"removed": "red", "added": "green"}


def command(say: Messages) -> click.Command:
    """The command, in the language of `say`."""

    @click.command("diff", cls=Command, say=say)
    @click.argument(
        "documents",
        metavar="[DOC DOC]",
        nargs=-1,
        shell_complete=completion.complete_values(field_named("document")),
    )
    @options.against_option(say, "research.option.diff-against", ())
    @options.limit_option(say, "research.option.diff-limit")
    @options.shared_options(say)
    def diff(documents: tuple[str, ...], **given: Any) -> int:
        against, limit = given.pop("against"), given.pop("limit") or None
        if (len(documents) != 2) if against is None else bool(documents):
            raise UsageMistake("research.diff.two")

        def answer(index: Index, filters: dict[str, Any]) -> CommandAnswer:
            if against is None:
                sides: list[Any] = [_side(name, index, filters) for name in documents]
                names = list(documents)
            else:
                sides = [filters, filters_of(against)]
                names = [values_text(filters) or say("research.words.everything"), against]
            found = index.diff(*sides)

            def show(screen: Screen) -> None:
                _show(found.rows, screen, names, limit)

            measured = of_diff()
            ids = [name for row in found.rows for name in (row.id_a, row.id_b) if name]
            return CommandAnswer(
                found.rows[:limit], DiffRow._fields[:-1], show, bool(found.rows), ids, measured
            )

        return with_index(given, say, answer)

    return diff


def _side(name: str, index: Index, filters: dict[str, Any]) -> dict[str, Any] | str | Sequence[Passage]:
    """A document of the index under the filters, or the passages of a file."""
    if name in {document.id for document in index.documents()}:
        return {**filters, "document": name}
    return _read(Path(name)) if Path(name).is_file() else name


def _read(path: Path) -> Sequence[Passage]:
    from fumikura.documents import read_file
    from fumikura.reading.discovery import discover

    found, _ = discover(path)
    return read_file(found[0], (), path.stem).passages


def _show(rows: Sequence[DiffRow], screen: Screen, names: Sequence[str], limit: int | None) -> None:
    say = screen.say
    kinds = Counter(row.change.partition(" ")[0] for row in rows)
    parts = [
        say(f"research.diff.{kind}", count=kinds[kind])
        for kind in ("same", "slight", "reworked")
        if kinds[kind]
    ]
    parts += [
        say("research.diff.only", count=kinds[kind], name=name)
        for kind, name in zip(("removed", "added"), names, strict=True)
    ]
    screen.wrapped(" · ".join(parts), "bold")
    for row in rows[:limit]:
        change, _, moved = row.change.partition(" ")
        changes: list[Change] = [(each.change, each.before, each.after) for each in row.operations]
        changes = changes or [("equal", "", row.text_b or row.text_a)]
        if moved:
            changes.append(("equal", "", f" {say('research.diff.moved')}"))
        style = _STYLES.get(change, "")
        for at, line in enumerate(changes_in_lines(changes, screen.columns - 2, screen.colour)):
            lead = f"{_SIGNS[change]} " if at == 0 else "  "
            screen.pieces([(lead, style), *((text, own or style) for text, own in line)])
    if limit and limit < len(rows):
        screen.line()
        screen.wrapped(say("research.diff.footer", shown=limit, total=len(rows)), "dim")
