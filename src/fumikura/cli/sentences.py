"""Sentences of the library in the user's language.

The library says in English what is wrong, as programmers read its errors, too; the command line knows the shapes of these
sentences and says them in Japanese. `tests/test_messages.py` finds all that the library may say and proves that each is
known here.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache

__all__ = ["Sentences", "in_japanese"]

_HOLE = "{}"
_FILE, _SAID_OF_FILE = "{}: ", "{0}: "  # what a sentence about a file begins with
_ANY_OF_FILE = "{}: {}."  # whose rest alone would be anything


def in_japanese(text: str) -> str:
    """A sentence with what is to be done, if that is said behind it, in Japanese; what is not known stays as it is."""
    return _sentences().said(text)


@cache
def _sentences() -> Sentences:
    from fumikura.cli.catalogue.sentences import JAPANESE  # needed only where something is wrong

    return Sentences(JAPANESE)


class Sentences:
    """Shapes of sentences, `{}` for what varies, and what they are in another language, `{0}` for the first of these.

    `{0:said}` is looked up in turn; what may be a user's own words is not. A sentence that begins with a file is known
    without it, too.
    """

    def __init__(self, texts: Mapping[str, str]) -> None:
        without_file = {
            shape.removeprefix(_FILE): said.replace(_SAID_OF_FILE, "")
            for shape, said in texts.items()
            if shape.startswith(_FILE) and said.startswith(_SAID_OF_FILE) and shape != _ANY_OF_FILE
        }
        self._fixed = {
            shape: said for shape, said in texts.items() if _HOLE not in shape and shape[:1].isupper()
        }
        # Where several shapes fit, that which says most itself is meant. The holes of `without_file` count from 1.
        self._shapes = sorted(
            [(tuple(shape.split(_HOLE)), said, 1) for shape, said in without_file.items()]
            + [(tuple(shape.split(_HOLE)), said, 0) for shape, said in texts.items()],
            key=lambda each: -sum(map(len, each[0])),
        )

    def said(self, text: str) -> str:
        """A text in the other language."""
        for fixed, said in self._fixed.items():
            before = text.removesuffix(f" {fixed}")
            if before != text and (known := self.said(before)) != before:
                return known + said
        for parts, said, first in self._shapes:
            values = _values(parts, text)
            if values is not None:
                return said.format(*[""] * first, *(_Value(value, self) for value in values))
        return text


class _Value:
    """What varies in a sentence; with the format `said` it is looked up."""

    def __init__(self, text: str, sentences: Sentences) -> None:
        self._text = text
        self._sentences = sentences

    def __format__(self, spec: str) -> str:
        return self._sentences.said(self._text) if spec == "said" else self._text


def _values(parts: Sequence[str], text: str) -> list[str] | None:
    """What stands between `parts` in a text that consists of them and of what varies, or None."""
    if not text.startswith(parts[0]) or not text.endswith(parts[-1]):
        return None
    if len(parts) == 1:
        return [] if text == parts[0] else None
    values: list[str] = []
    at, end = len(parts[0]), len(text) - len(parts[-1])
    for part in parts[1:-1]:
        found = text.find(part, at, end)
        if found < 0:
            return None
        values.append(text[at:found])
        at = found + len(part)
    return [*values, text[at:end]] if at <= end else None
