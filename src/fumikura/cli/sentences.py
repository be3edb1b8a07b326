"""Sentences of the library in the user's language.

The library says in English what is wrong, as programmers read its errors, too; the command line knows the shapes of these
sentences and says them in Japanese. `tests/test_messages.py` finds all that the library may say and proves that each is
known here.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache
from typing import TypeAlias

__all__ = ["Sentences", "in_japanese"]

_Shape: TypeAlias = "tuple[tuple[str, ...], str]"

_HOLE = "{}"
_FILE = "{}: "  # what a sentence about a file begins with
_SENTENCE_ENDS = re.compile(r"(?<=[.)]) (?=\S)")
_DEEPEST = 3


def in_japanese(text: str) -> str:
    """A sentence, or several, in Japanese; what is not known stays as it is."""
    return _sentences().said(text)


@cache
def _sentences() -> Sentences:
    from fumikura.cli.catalogue.sentences import JAPANESE  # needed only where something is wrong

    return Sentences(JAPANESE)


class Sentences:
    """Shapes of sentences, `{}` for what varies, and what they are in another language, `{0}` for the first of these."""

    def __init__(self, texts: Mapping[str, str]) -> None:
        without_file = {
            shape.removeprefix(_FILE): said.removeprefix("{0}: ").format("", *_holes(shape)[:-1])
            for shape, said in texts.items()
            if shape.startswith(_FILE) and len(shape) > len(_FILE + _HOLE) + 1
        }
        # Where several shapes fit, that which says most itself is meant.
        self._shapes: list[_Shape] = sorted(
            ((tuple(shape.split(_HOLE)), said) for shape, said in {**without_file, **texts}.items()),
            key=lambda each: -sum(map(len, each[0])),
        )

    def said(self, text: str) -> str:
        """A text in the other language, sentence by sentence."""
        return self._known(text, _DEEPEST) or text

    def _known(self, text: str, depth: int) -> str | None:
        """A text in the other language, or None where it isn't known; what varies is looked up `depth` deep."""
        for gap in _SENTENCE_ENDS.finditer(text):
            first = self._whole(text[: gap.start()], depth)
            if first is not None and (rest := self._known(text[gap.end() :], depth)) is not None:
                return first + rest
        return self._whole(text, depth)

    def _whole(self, text: str, depth: int) -> str | None:
        """The same of one sentence."""
        for parts, said in self._shapes if depth else ():
            values = _values(parts, text)
            if values is not None:
                return said.format(*(self._known(value, depth - 1) or value for value in values))
        return None


def _holes(shape: str) -> list[str]:
    return [f"{{{number}}}" for number in range(shape.count(_HOLE))]


def _values(parts: Sequence[str], text: str) -> list[str] | None:
    """What stands between `parts` in a text that consists of them and of what varies, or None."""
    if not text.startswith(parts[0]) or not text.endswith(parts[-1]):
        return None
    if len(parts) == 1:
        return [] if text == parts[0] else None
    values: list[str] = []
    at, end = len(parts[0]), len(text) - len(parts[-1])
    for part in parts[1:-1]:
        found = text.find(part, at + 1, end)
        if found < 0:
            return None
        values.append(text[at:found])
        at = found + len(part)
    return [*values, text[at:end]] if at < end else None
