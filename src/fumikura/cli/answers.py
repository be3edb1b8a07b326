"""What a research command answers, and where that goes: shown on a terminal, written to a file, kept for a later run.

Where it finds nothing, it says why.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, TextIO

import click

from fumikura.cli.building import open_or_build
from fumikura.cli.options import take_filters
from fumikura.cli.output import format_of, open_output
from fumikura.cli.research_options import FORMATS
from fumikura.cli.terminal import columns_of, note, render_styles, takes_style
from fumikura.deadline import time_limit
from fumikura.errors import FilterError
from fumikura.filters import make_filters
from fumikura.messages import Messages, together
from fumikura.presentation import describe_missing_words
from fumikura.values import frozen

if TYPE_CHECKING:
    from fumikura.research.occurrences import Occurrences
    from fumikura.search import Index

_PIPE = 80
"""Columns where the answer goes into a pipe or a file."""


@frozen
class Screen:
    """Where an answer is shown: the stream, its columns, whether it takes colour, and the words of the user."""

    stream: TextIO
    columns: int
    colour: bool
    say: Messages

    def line(self, text: str = "", style: str = "") -> None:
        """Print a line, which was made to fit."""
        self.pieces([(text, style)])

    def pieces(self, pieces: Sequence[tuple[str, str]]) -> None:
        """Print a line in pieces, each with its style in rich's words."""
        if self.colour:
            self.stream.write(f"{render_styles(pieces)}\n")
        else:
            self.stream.write("".join(text for text, _ in pieces).rstrip(" ") + "\n")

    def wrapped(self, text: str, style: str = "", indent: int = 0) -> None:
        """Print a text in as many lines as it takes."""
        from fumikura.cli.wrapping import wrap_text

        for line in wrap_text(text, max(self.columns - indent, 1)):
            self.line(" " * indent + line, style)


@frozen
class CommandAnswer:
    """An answer of a research command.

    `rows` begin with `columns`, which CSV has; `show` prints what a person reads; `ids` are the passages that
    it rests on, `measured` what JSON says of how the rows were made. `plain` are the columns of the format of that name,
    `texts` what other formats than those of rows are, by name.
    """

    rows: Sequence[Any]
    columns: Sequence[str]
    show: Callable[[Screen], None]
    found: bool
    ids: Iterable[str] = ()
    measured: Mapping[str, Any] = {}
    plain: Sequence[str] = ()
    texts: Mapping[str, str] = {}

    def in_short(self) -> tuple[Sequence[Any], Sequence[str]]:
        """Rows and columns of the format `plain`."""
        if not self.plain:
            return self.rows, self.columns
        return [tuple(getattr(row, name) for name in self.plain) for row in self.rows], self.plain


class Recorder:
    """Takes the answer of a command that is run again, in place of any output."""

    def __init__(self) -> None:
        self.answer: CommandAnswer | None = None


def with_index(
    given: dict[str, Any], say: Messages, answer: Callable[[Index, dict[str, Any]], CommandAnswer]
) -> int:
    """Open the index, ask it for an answer under the filters among the options, and deliver that; the exit code."""
    filters = take_filters(given)
    make_filters(**filters)  # a mistake is said before an index is built
    corpus, index = given.pop("corpus"), given.pop("index")
    with open_or_build(corpus, index, say) as searched, time_limit(given.pop("timeout")):
        made = answer(searched, filters)
        if searched.tools.is_partial:
            note(say("research.partial"))
        return deliver(made, searched, given, say)


def deliver(answer: CommandAnswer, index: Index, given: Mapping[str, Any], say: Messages) -> int:
    """Write an answer where the options want it, and keep it where that is asked for; the exit code."""
    from fumikura.cli import saving

    if recorded(answer):
        return 0 if answer.found else 1
    output = given["output"]
    chosen = given["format"] or format_of(output)
    if chosen not in (*FORMATS, *answer.texts):
        raise FilterError("research.choice", name="format", value=chosen, valid=FORMATS)
    keep(answer, index, given)  # first, as whoever reads the output may close it early
    with open_output(output, "plain" if chosen in answer.texts else chosen) as stream:
        if chosen in answer.texts:
            stream.write(answer.texts[chosen])
        elif chosen == "table":
            answer.show(Screen(stream, columns_of(stream) or _PIPE, takes_style(stream), say))
        else:
            from fumikura.export.tables import write_rows

            rows, columns = answer.in_short() if chosen == "plain" else (answer.rows, answer.columns)
            write_rows(rows, columns, chosen, stream, lambda: saving.about(answer, index))
    return 0 if answer.found else 1


def is_recorded() -> bool:
    """Whether the command is run again, and its answer asked for in place of any output."""
    return click.get_current_context().find_object(Recorder) is not None


def recorded(answer: CommandAnswer) -> bool:
    """Hand an answer to whoever runs the command again; whether there is someone."""
    recorder = click.get_current_context().find_object(Recorder)
    if recorder is None:
        return False
    recorder.answer = answer
    return True


def keep(answer: CommandAnswer, index: Index, given: Mapping[str, Any]) -> None:
    """Write how an answer was made, and keep it to be made again, where the options want that."""
    from fumikura.cli import saving

    if given["about"]:
        saving.write_about(given["about"], answer, index)
    if given["save"]:
        saving.save(given["save"], answer, index, with_rows=given["save_rows"])


def say_none(index: Index, found: Occurrences, filters: dict[str, Any], say: Messages) -> None:
    """Say on stderr why a query has no occurrences, where it has none."""
    if found.by_passage:
        return
    said = [say("research.none", query=found.query)]
    if found.inside:
        said.append(say("research.none.inside", count=found.inside, query=found.query))
    if found.in_headings:
        said.append(say("research.none.headings", count=found.in_headings))
    if filters:
        everywhere = index.search(found.query, limit=0, highlight=False, synonyms=False).total
        said += [say("search.unfiltered", total=everywhere)] if everywhere else []
    results = index.search(found.query, mode="any", limit=0, highlight=False)
    note(together(*said, *describe_missing_words(index, results, None, say, briefly=True)))
