"""Many texts folded at once: all their code points are looked up in tables, and what few texts need is told beside.

Most code points become one, whatever stands around them (`analysis.normalize`); the tables remember which, once met.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntFlag
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from fumikura.text.alternate_readings import may_be_second
from fumikura.text.analyzer import SIMPLE
from fumikura.text.contextual import as_written
from fumikura.text.normalize import fold_spaced, form_of, literal_of
from fumikura.text.tokens import may_be_compound

__all__ = ["Flags", "FoldedTexts", "Folder"]

Flags: TypeAlias = NDArray[np.bool_]
_Codes: TypeAlias = NDArray[np.uint32]

_ENCODING = "utf-32-le"
_CODES = 0x110000


class _Has(IntFlag):
    """What a text has that few have; `KNOWN` is set for each code point that was met."""

    KNOWN = 1
    AWKWARD = 2  # what the code point before it decides
    SPACE = 4
    IN_CONTEXT = 8
    SECOND = 16
    COMPOUND = 32  # what each compound has
    UNPRINTABLE = 64  # what is not for MeCab as it is
    NOT_ONE = 128  # what is not one code point afterwards


@dataclass(frozen=True, slots=True, eq=False)
class FoldedTexts:
    """Folded texts: `spaced` as they are cut into words, `literal` as they are searched by characters.

    `simple` says which texts are simple in the sense of `Analyzer.words`, `spaces` which have white space, `compounds`
    which may have compounds, `seconds` which may have second readings.
    """

    spaced: Sequence[str]
    literal: Sequence[str]
    simple: Flags
    spaces: Flags
    compounds: Flags
    seconds: Flags


class Folder:
    """Folds texts, and remembers the code points that it met."""

    def __init__(self) -> None:
        # Pages of these that no text needs take no memory.
        self._has = np.zeros(_CODES, np.uint8)
        self._spaced = np.zeros(_CODES, np.uint32)
        self._literal = np.zeros(_CODES, np.uint32)
        self._forms: dict[int, str] = {}

    def fold(self, texts: Sequence[str]) -> FoldedTexts:
        """Fold texts, none of which is empty."""
        sizes = np.fromiter(map(len, texts), np.int64, len(texts))
        ends = np.cumsum(sizes)
        codes = np.frombuffer("".join(texts).encode(_ENCODING, "surrogatepass"), "<u4")
        has = self._properties(codes)
        of_each = np.bitwise_or.reduceat(has, ends - sizes) if len(texts) else has
        spaced = _cut(self._spaced[codes], ends)
        literal = _cut(self._literal[codes], ends)
        simple = ((of_each & _Has.UNPRINTABLE) == 0) & (sizes <= SIMPLE)
        spaces, compounds, seconds = (
            (of_each & what) != 0 for what in (_Has.SPACE, _Has.COMPOUND, _Has.SECOND)
        )
        for number in np.flatnonzero(of_each & (_Has.IN_CONTEXT | _Has.SPACE)).tolist():
            written = as_written(spaced[number])
            if written != spaced[number] or " " in written:
                spaced[number], literal[number] = written, literal_of(written)
        for number in np.flatnonzero(of_each & (_Has.AWKWARD | _Has.NOT_ONE)).tolist():
            awkward = bool(of_each[number] & _Has.AWKWARD)
            text = fold_spaced(texts[number]).text if awkward else self._one_by_one(texts[number])
            spaced[number], literal[number] = text, literal_of(text)
            simple[number] = len(text) <= SIMPLE and text.isprintable()
            spaces[number], compounds[number] = " " in text, may_be_compound(text)
        return FoldedTexts(spaced, literal, simple, spaces, compounds, seconds)

    def _properties(self, codes: _Codes) -> NDArray[np.uint8]:
        has = self._has[codes]
        if not has.all():
            for code in np.unique(codes[has == 0]).tolist():
                self._meet(code)
            has = self._has[codes]
        return has

    def _one_by_one(self, text: str) -> str:
        return as_written(text.translate(self._forms))

    def _meet(self, code: int) -> None:
        form = form_of(code)
        has = _Has.KNOWN | (_Has.SECOND if may_be_second(chr(code)) else 0)
        if form is None:
            has |= _Has.AWKWARD
        elif len(form) != 1:
            has |= _Has.NOT_ONE
        elif not form.isprintable():
            has |= _Has.UNPRINTABLE
        elif may_be_compound(form):
            has |= _Has.COMPOUND
        elif form == " ":
            has |= _Has.SPACE
        elif as_written(f"ア{form}ア三{form}") != f"ア{form}ア三{form}":
            has |= _Has.IN_CONTEXT
        self._has[code] = has
        self._forms[code] = form or ""
        single = form if form and len(form) == 1 else " "  # else looked up in `_forms`, or not at all
        self._spaced[code], self._literal[code] = ord(single), ord(literal_of(single) or " ")


def _cut(codes: _Codes, ends: NDArray[np.int64]) -> list[str]:
    """Code points as texts, one of which ends at each of `ends`."""
    whole = codes.astype("<u4", copy=False).tobytes().decode(_ENCODING)
    places = ends.tolist()
    return [whole[begin:end] for begin, end in zip([0, *places], places, strict=False)]
