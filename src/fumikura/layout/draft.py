"""A block while it is being put together: its lines so far, and how their ends are joined."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from fumikura.blocks import Block, Form
from fumikura.layout.attested import Attested
from fumikura.layout.readings import lift_readings
from fumikura.layout.shape import Shape, Shaped, is_label, is_whole

_LONGEST_LATIN_LABEL = 80
_LATIN_WORD = re.compile(r"[A-Za-z]{2,}")
_QUOTED = re.compile(r"(?:>[ \u3000]?)+(?=[^>\s])")  # of a mail that answers another
_FIRST_LINE = 2  # columns that the first line of a paragraph is set in by
_FEWEST_WORDS = 3
_LATIN_END, _LATIN_START = re.compile(r"[A-Za-z,;:.)\]]$"), re.compile(r"[A-Za-z(\[]")


def join(left: str, right: str, attested: Attested) -> str:
    """Two lines of one sentence as one: Japanese goes on without a space, Latin words are kept apart."""
    if is_hyphenated(left, right):
        return (left[:-1] if right[:1].islower() else left) + right
    if _LATIN_END.search(left) and _LATIN_START.match(right) and not attested.one_word(left, right):
        ascii_tail = left[-12:].isascii() and right[:12].isascii()
        if ascii_tail or (left[-1].isalpha() and right[0].isalpha()):
            return f"{left} {right}"
    return left + right


def is_hyphenated(left: str, right: str) -> bool:
    """Whether a word or a range goes on from the end of one line at the beginning of the next: corner-, Indo-, 12-."""
    if left[-1:] in "-–" and left[-2:-1].isdigit() and right[:1].isdigit():
        return True
    goes_on = right[:1].islower() or (right[:1].isascii() and right[:1].isupper() and right[1:2].islower())
    return left.endswith("-") and left[-2:-1].isalpha() and left[-2:].isascii() and goes_on


@dataclass(slots=True, eq=False)
class Draft:
    """An unfinished block. `last` and `index` are its latest line and where that stands among the lines."""

    form: Form
    last: Shaped
    index: int
    text: str
    first_line: int
    glosses: list[str] = field(default_factory=list)
    level: int = 0
    indent: int = 0
    gap: int = 0
    hanging: int | None = None
    order: int = 0
    interrupted: bool = False
    begun: int = 0

    @classmethod
    def begin(cls, form: Form, line: Shaped, index: int, order: int) -> Draft:
        """A block that begins with `line`."""
        return cls(
            form, line, index, line.text, line.line.number, list(line.glosses), line.level, line.line.indent,
            line.line.gap, order=order, begun=index,
        )  # fmt: skip

    @property
    def whole(self) -> bool:
        """Whether the text so far ends a sentence, or is a whole quotation."""
        return is_whole(self.text)

    @property
    def in_latin(self) -> bool:
        """Whether its latest line is in Latin letters, or it is all so: the words of another language than Japanese."""
        return self.last.shape is Shape.LATIN or (
            self.text.isascii() and len(_LATIN_WORD.findall(self.text)) >= _FEWEST_WORDS
        )

    @property
    def awaits_text(self) -> bool:
        """Whether there is a number and nothing else so far, of what begins on the next line."""
        return self.last.lone and self.index == self.begun

    def may_go_on_at(self, indent: int) -> bool:
        """Whether a second line that is set in so far has the first line set in by a character more than itself."""
        return self.hanging is None and self.indent - _FIRST_LINE <= indent < self.indent

    def add(self, line: Shaped, index: int, attested: Attested) -> None:
        """Go on with `line`."""
        if self.text[:1] == ">" and (quoted := _QUOTED.match(line.text)):
            self.text = join(self.text, line.text[quoted.end() :], attested)
            self.glosses.append(quoted[0].strip())
        elif self.awaits_text:
            self.text = f"{self.text}\u3000{line.text}"
        elif (
            self.last.shape is Shape.LATIN and line.text.isascii() and not is_hyphenated(self.text, line.text)
        ):
            self.text = f"{self.text} {line.text}"
        else:
            self.text = join(self.text, line.text, attested)
        self.glosses += line.glosses
        if self.hanging is None:
            self.hanging = line.line.indent
        self.last, self.index, self.interrupted = line, index, False

    def block(self) -> Block:
        """The block as it stands, its readings lifted out."""
        text, readings = lift_readings(self.text)
        lines = (self.first_line, self.last.line.last_number)
        form = self._form(text)
        return Block(
            form, text.strip(), lines, (*self.glosses, *readings), self.level, (), self.indent, self.gap
        )

    def _form(self, text: str) -> Form:
        """The form of the whole: a label that grew to a sentence is text, Latin words without an end are a label."""
        if self.form is Form.LABEL and not is_label(text):
            return Form.TEXT
        latin = self.form is Form.TEXT and self.last.shape is Shape.LATIN and self.index == self.begun
        return (
            Form.LABEL
            if latin and len(text) <= _LONGEST_LATIN_LABEL and text[-1:] not in ".:;,"
            else self.form
        )
