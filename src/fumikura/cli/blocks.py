"""A passage on a terminal: a block of lines that reads well at any width, in rich's texts.

Everything foreign is shown through `printable` and put into `Text` as it stands, so that neither an escape
sequence nor rich's own markup in a title can act.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TextIO

from rich.console import Console
from rich.style import Style
from rich.text import Text

from fumikura.calendar import both_calendars
from fumikura.cli.messages import Messages
from fumikura.cli.terminal import columns_of, encodable, printable, styled
from fumikura.cli.wrapping import line_starts
from fumikura.export.rows import SECTION_JOINER, file_and_lines
from fumikura.models import Passage, Span
from fumikura.values import frozen

__all__ = ["MATCH", "Page", "page_for"]

TITLE = Style(bold=True)
QUIET = Style(dim=True)
MATCH = Style(bold=True, color="red")
PLACE = Style(color="cyan")
PLAIN = Style()

# Longer lines are hard to follow with the eye, however wide the terminal.
_WIDEST = 120
_NARROW = 40


class _Console(Console):
    """rich's console, without an exit code of its own for a closed pipe."""

    def on_broken_pipe(self) -> None:
        """Let the one place decide that decides on exit codes."""
        raise BrokenPipeError


@frozen
class Page:
    """Where blocks are printed: the console, the columns (None without an end), and the words of the user."""

    console: Console
    columns: int | None
    say: Messages
    corpus: Path
    links: bool
    separator: str

    def indent(self, wanted: int = 3) -> int:
        """How far to indent: not at all where there is little room."""
        return wanted if self.columns is None or self.columns >= _NARROW else 0

    def print(self, text: Text, *, indent: int = 0, bar: str = "", whole: Sequence[Span] = ()) -> None:
        """Print a text, cut into lines where the page has an end; `whole` is not cut while it fits."""
        for line in self._lines(text, indent + len(bar), whole):
            line.rstrip()
            self.console.print(Text.assemble(" " * indent, (bar, QUIET), line), soft_wrap=True)

    def blank(self) -> None:
        """Print an empty line."""
        self.console.print()

    def fits(self, text: Text, indent: int = 0) -> bool:
        """Whether a text is one line here."""
        return self.columns is not None and text.cell_len + indent <= min(self.columns, _WIDEST)

    def head(
        self,
        passage: Passage,
        lead: str = "",
        tags: Iterable[str] = (),
        *,
        title: Sequence[Span] = (),
        section: Sequence[Sequence[Span]] = (),
    ) -> None:
        """Title; date in both calendars, meeting, place, who speaks, kind; the section path. Matches are in colour."""
        first = Text.assemble(lead, _marked(passage.title, title, TITLE)[0])
        facts, whole = self._joined([*self._facts(passage), *tags])
        together = Text.assemble(first, "  ", facts)
        indent = self.indent()
        if self.columns is not None and self.columns >= _WIDEST and self.fits(together):
            self.print(together)
        else:
            self.print(first)
            if facts.plain:
                self.print(facts, indent=indent, whole=whole)
        if passage.section:
            marks = [*section, *[()] * (len(passage.section) - len(section))]
            parts = (
                _marked(part, found, QUIET)[0] for part, found in zip(passage.section, marks, strict=True)
            )
            self.print(Text(SECTION_JOINER, QUIET).join(parts), indent=indent)

    def text(self, text: str, highlights: Sequence[Span] = (), *, style: Style = PLAIN) -> None:
        """A text of a passage with its matches in colour."""
        shown, whole = _marked(text, highlights, style)
        self.print(shown, indent=self.indent(), whole=whole)

    def aside(self, text: str) -> None:
        """A text beside the one that was asked for: dim, each line after a bar."""
        bar = "| " if self.columns is None or self.columns >= _NARROW // 2 else ""
        self.print(Text(printable(text, keep="\n"), QUIET), indent=self.indent(), bar=bar)

    def remark(self, line: str) -> None:
        """A line about the hit, not from it."""
        self.print(Text(printable(line), QUIET), indent=self.indent())

    def place(self, passage: Passage) -> None:
        """The id, and file and lines; on a terminal the file is a link."""
        where = printable(file_and_lines(passage))
        shown = Text.assemble((printable(passage.id), PLACE), "  ", (where, QUIET + self._link(passage)))
        self.print(shown, indent=self.indent())

    def _joined(self, facts: Sequence[str]) -> tuple[Text, list[Span]]:
        """The facts in a row, and where each stands, so that a line ends between two of them."""
        text, whole = Text(), []
        for fact in facts:
            if text:
                text.append(self.separator)
            whole.append((len(text), len(text) + len(fact)))
            text.append(fact)
        return text, whole

    def _facts(self, passage: Passage) -> Iterator[str]:
        language = self.say.language
        if passage.date:
            yield printable(both_calendars(passage.date, language))
        if passage.meeting:
            yield printable(self.say.label("meeting", passage.meeting))
        if passage.place:
            yield printable(passage.place)
        if passage.side:
            yield printable(self.say.label("side", passage.side))
        if passage.kind != "paragraph":
            yield printable(self.say.label("kind", passage.kind))

    def _link(self, passage: Passage) -> Style:
        if not self.links or not passage.source:
            return PLAIN
        try:
            base = self.corpus if self.corpus.is_dir() else self.corpus.parent
            path = (base / passage.source).resolve()
            return Style(link=path.as_uri()) if path.is_file() else PLAIN
        except (OSError, ValueError):
            return PLAIN

    def _lines(self, text: Text, indent: int, whole: Sequence[Span]) -> Iterable[Text]:
        for paragraph in text.split("\n", allow_blank=True) if "\n" in text.plain else [text]:
            if self.columns is None:
                yield paragraph
                continue
            width = max(min(self.columns, _WIDEST) - indent, 1)
            # Spans are counted from the start of the text, so they hold for its first paragraph only.
            spans = whole if paragraph is text else ()
            yield from paragraph.divide(line_starts(paragraph.plain, width, spans))


def page_for(stream: TextIO, say: Messages, corpus: str) -> Page:
    """A page on `stream`: colour and links only on a terminal that takes them."""
    colour = styled(stream)
    columns = columns_of(stream)
    console = _Console(
        file=stream,
        width=columns or 80,
        color_system="auto" if colour else None,
        force_terminal=colour,
        force_interactive=False,
        no_color=not colour,
        highlight=False,
        markup=False,
        emoji=False,
        legacy_windows=False,
    )
    separator = " · " if encodable("·", stream) else " / "
    return Page(console, columns, say, Path(corpus), colour, separator)


def _marked(text: str, highlights: Sequence[Span], style: Style) -> tuple[Text, list[Span]]:
    """`text` with its highlights styled, and where they stand in what is shown."""
    shown = Text(style=PLAIN)
    whole: list[Span] = []
    reached = 0
    for start, end in highlights:
        shown.append(printable(text[reached:start], keep="\n"), style)
        before = len(shown)
        shown.append(printable(text[start:end], keep="\n"), style + MATCH)
        whole.append((before, len(shown)))
        reached = end
    shown.append(printable(text[reached:], keep="\n"), style)
    return shown, whole
