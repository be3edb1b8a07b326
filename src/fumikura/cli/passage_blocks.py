"""Prints a passage as a block of lines that reads well at any width, in pieces of text with rich's styles.

Everything foreign passes `printable`, so that no escape sequence in a title can act. rich, which takes a while to import,
renders the styles only where there is colour.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from typing import TextIO, TypeAlias

from fumikura.cli.terminal import can_encode, columns_of, printable, render_styles, takes_style, width_of
from fumikura.cli.wrapping import cut_pieces, line_starts
from fumikura.export.rows import SECTION_JOINER, file_and_lines
from fumikura.messages import Messages
from fumikura.models import Passage, Span
from fumikura.presentation import passage_facts
from fumikura.values import frozen

Style: TypeAlias = str
"""A style in rich's words; two in a row both apply."""
Text: TypeAlias = list[tuple[str, Style]]

TITLE: Style = "bold"
QUIET: Style = "dim"
MATCH: Style = "bold red"
PLACE: Style = "cyan"
PLAIN: Style = ""

# Longer lines are hard to read, however wide the terminal.
_WIDEST = 120
_NARROW = 40


@frozen
class TextPage:
    """Where blocks are printed: the stream, its columns (None: endless lines), and the messages of the user's language.

    `colour` says whether the stream takes colour and links.
    """

    stream: TextIO
    columns: int | None
    say: Messages
    corpus: Path
    colour: bool
    separator: str

    def indent(self) -> int:
        """The indent, which is 0 where there is little room."""
        return 3 if self.columns is None or self.columns >= _NARROW else 0

    def print(self, text: Text, *, indent: int = 0, bar: str = "", whole: Sequence[Span] = ()) -> None:
        """Print a text in lines that fit; the spans of `whole` are not cut while they fit."""
        for line in self._lines(text, indent + len(bar), whole):
            end = len(_plain_text(line).rstrip())
            self._write([(" " * indent, PLAIN), (bar, QUIET), *cut_pieces(line, 0, end)])

    def blank(self) -> None:
        """Print an empty line."""
        self.stream.write("\n")

    def fits(self, text: Text) -> bool:
        """Whether a text is one line here."""
        return self.columns is not None and width_of(_plain_text(text)) <= min(self.columns, _WIDEST)

    def head(
        self,
        passage: Passage,
        lead: str = "",
        tags: Iterable[str] = (),
        *,
        title: Sequence[Span] = (),
        section: Sequence[Sequence[Span]] = (),
    ) -> None:
        """Print title, facts (date, meeting, place, side, kind) and section path, with matches in colour."""
        first = [(lead, PLAIN), *_mark(passage.title, title, TITLE)[0]]
        facts, whole = self._join_facts([*self._facts(passage), *tags])
        together = [*first, ("  ", PLAIN), *facts]
        indent = self.indent()
        if self.columns is not None and self.columns >= _WIDEST and self.fits(together):
            self.print(together)
        else:
            self.print(first)
            if facts:
                self.print(facts, indent=indent, whole=whole)
        if passage.section:
            marks = [*section, *[()] * (len(passage.section) - len(section))]
            path: Text = []
            for part, found in zip(passage.section, marks, strict=True):
                path += [*([(SECTION_JOINER, QUIET)] if path else []), *_mark(part, found, QUIET)[0]]
            self.print(path, indent=indent)

    def text(self, text: str, highlights: Sequence[Span] = (), *, style: Style = PLAIN) -> None:
        """Print a text of a passage with its matches in colour."""
        shown, whole = _mark(text, highlights, style)
        self.print(shown, indent=self.indent(), whole=whole)

    def neighbour(self, passage: Passage) -> None:
        """Print a neighbour of a passage under its own date, id and lines: dim, each line after a bar."""
        bar = "| " if self.columns is None or self.columns >= _NARROW // 2 else ""
        about = (*self._facts(passage), printable(passage.id), printable(file_and_lines(passage)))
        facts, whole = self._join_facts(about)
        quiet = [(piece, QUIET) for piece, _ in facts]
        self.print(quiet, indent=self.indent(), bar=bar, whole=whole)
        self.print([(printable(passage.text, keep="\n"), QUIET)], indent=self.indent(), bar=bar)

    def remark(self, line: str) -> None:
        """Print a line about a hit."""
        self.print([(printable(line), QUIET)], indent=self.indent())

    def place(self, passage: Passage) -> None:
        """Print the id, tags, file and lines; on a terminal the file is a link."""
        where = printable(file_and_lines(passage))
        tags = "".join(f" [{printable(tag)}]" for tag in passage.tags)
        place = (where, f"{QUIET} {self._link(passage)}")
        shown = [(printable(passage.id), PLACE), (tags, QUIET), ("  ", PLAIN), place]
        self.print(shown, indent=self.indent())

    def _join_facts(self, facts: Sequence[str]) -> tuple[Text, list[Span]]:
        """The facts in a row, and the span of each, so that lines end between two of them."""
        text: Text = []
        whole: list[Span] = []
        at = 0
        for fact in facts:
            if text:
                text.append((self.separator, PLAIN))
                at += len(self.separator)
            whole.append((at, at + len(fact)))
            text.append((fact, PLAIN))
            at += len(fact)
        return text, whole

    def _facts(self, passage: Passage) -> Iterator[str]:
        return map(printable, passage_facts(passage, self.say))

    def _link(self, passage: Passage) -> Style:
        if not self.colour or not passage.source:
            return PLAIN
        try:
            base = self.corpus if self.corpus.is_dir() else self.corpus.parent
            path = (base / passage.source).resolve()
            return f"link {path.as_uri()}" if path.is_file() else PLAIN
        except (OSError, ValueError):
            return PLAIN

    def _lines(self, text: Text, indent: int, whole: Sequence[Span]) -> Iterator[Text]:
        start = 0
        for paragraph in _plain_text(text).split("\n"):
            end = start + len(paragraph)
            starts: Sequence[int] = ()
            if self.columns is not None:
                width = max(min(self.columns, _WIDEST) - indent, 1)
                spans = [
                    (left - start, right - start) for left, right in whole if start <= left and right <= end
                ]
                starts = line_starts(paragraph, width, spans)
            for left, right in pairwise((0, *starts, len(paragraph))):
                yield cut_pieces(text, start + left, start + right)
            start = end + 1

    def _write(self, line: Text) -> None:
        if self.colour:
            self.stream.write(f"{render_styles(line)}\n")
        else:
            self.stream.write(f"{_plain_text(line)}\n")


def make_page(stream: TextIO, say: Messages, corpus: str) -> TextPage:
    """A page on `stream`: colour and links only on a terminal that takes them."""
    separator = " · " if can_encode("·", stream) else " / "
    return TextPage(stream, columns_of(stream), say, Path(corpus), takes_style(stream), separator)


def _plain_text(text: Text) -> str:
    return "".join(piece for piece, _ in text)


def _mark(text: str, highlights: Sequence[Span], style: Style) -> tuple[Text, list[Span]]:
    """`text` with styled highlights, and the spans of these in what is shown."""
    shown: Text = []
    whole: list[Span] = []
    reached = at = 0
    for start, end in highlights:
        before, found = (
            printable(text[left:right], keep="\n") for left, right in ((reached, start), (start, end))
        )
        shown += [(before, style), (found, f"{style} {MATCH}")]
        whole.append((at + len(before), at + len(before) + len(found)))
        reached, at = end, whole[-1][1]
    shown.append((printable(text[reached:], keep="\n"), style))
    return shown, whole
