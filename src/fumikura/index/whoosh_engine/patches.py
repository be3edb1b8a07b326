"""Texts as they are written, told by their literal forms: those the index has anyway, so it need not hold a text twice.

A patch says what stands in a text in place of what its literal form is usually written as: in a Japanese sentence a few
characters, or none. `stored` puts both together again.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from fumikura.analysis.normalize import form_of, literal_of
from fumikura.index.whoosh_engine.batch import Numbers
from fumikura.index.whoosh_engine.stored import PATCH_BASE, as_usually_written

__all__ = ["Patcher"]

_Codes: TypeAlias = NDArray[np.uint32]

_ENCODING = "utf-32-le"
_CODES = 0x110000
_NOT_MET, _UNSURE = 255, 254  # of a code point that was not met yet, and of one that those before it decide
_FARTHEST = 0xD000  # of what is written as one code point: beyond it there are surrogates


class Patcher:
    """Makes patches, and remembers the code points that it met."""

    def __init__(self) -> None:
        # Pages of these that no text needs take no memory.
        self._widths = np.full(_CODES, _NOT_MET, np.uint8)
        self._usual = np.zeros(_CODES, np.uint32)

    def patches(self, texts: Sequence[str], literals: Sequence[str]) -> list[str | None]:
        """What makes each text of its literal form; None for a text that is better kept as it is."""
        widths, sizes = self._widths_of(_codes(texts)), _sizes(texts)
        fits = np.diff(np.append(0, np.cumsum(widths))[np.cumsum(sizes)], prepend=0) == _sizes(literals)
        chosen = np.flatnonzero(fits).tolist()
        found = iter(self._of_fitting([texts[i] for i in chosen], [literals[i] for i in chosen]))
        patches = [next(found) if fit else None for fit in fits.tolist()]
        # A text with a patch as long, as of capitals, is kept as it is.
        return [
            patch if patch is None or len(patch) <= len(text) else None
            for patch, text in zip(patches, texts, strict=True)
        ]

    def _of_fitting(self, texts: Sequence[str], literals: Sequence[str]) -> list[str | None]:
        """The same of texts each code point of which became as many of the literal form as it does by itself.

        So each is told by its place in the literal form, how much of that it became, and what it is.
        """
        codes, sizes, lengths = _codes(texts), _sizes(texts), _sizes(literals)
        widths = self._widths_of(codes)
        stops = np.cumsum(widths)
        places = stops - widths
        differs = widths != 1
        alike = np.flatnonzero(~differs)
        differs[alike] = self._usual_of(_codes(literals))[places[alike]] != codes[alike]
        at = np.flatnonzero(differs)
        # Gaps are counted from where the last entry ends, the first of a text from where its literal form begins.
        ends = np.searchsorted(at, np.cumsum(sizes))
        gaps = places[at] - np.append(0, stops[at])[:-1]
        some = np.flatnonzero(np.diff(ends, prepend=0))
        firsts = np.append(0, ends)[some]
        gaps[firsts] = places[at[firsts]] - (np.cumsum(lengths) - lengths)[some]
        return _cut(np.stack([gaps + PATCH_BASE, widths[at] + PATCH_BASE, codes[at]], axis=1), ends)

    def _widths_of(self, codes: _Codes) -> Numbers:
        """How many code points of a literal form each becomes by itself."""
        widths = self._widths[codes]
        if (widths == _NOT_MET).any():
            for code in np.unique(codes[widths == _NOT_MET]).tolist():
                form = form_of(code)
                self._widths[code] = _UNSURE if form is None else len(literal_of(form))
            widths = self._widths[codes]
        return widths.astype(np.int64)

    def _usual_of(self, codes: _Codes) -> _Codes:
        """What each code point of literal forms is usually written as."""
        usual = self._usual[codes]
        if not usual.all():
            for code in np.unique(codes[usual == 0]).tolist():
                self._usual[code] = ord(as_usually_written(chr(code)))
            usual = self._usual[codes]
        return usual


def _codes(texts: Sequence[str]) -> _Codes:
    return np.frombuffer("".join(texts).encode(_ENCODING, "surrogatepass"), "<u4")


def _sizes(texts: Sequence[str]) -> Numbers:
    return np.fromiter(map(len, texts), np.int64, len(texts))


def _cut(entries: Numbers, ends: Numbers) -> list[str | None]:
    """The entries of each text, up to its end, as a string; None where a number is too large for that."""
    large = np.flatnonzero(entries[:, 0] >= _FARTHEST)
    entries[large, 0] = 0
    whole = entries.astype("<u4").tobytes().decode(_ENCODING, "surrogatepass")
    patches: list[str | None] = [whole[begin:end] for begin, end in pairwise((0, *(3 * ends).tolist()))]
    for text in np.searchsorted(ends, large, "right").tolist():
        patches[text] = None
    return patches
