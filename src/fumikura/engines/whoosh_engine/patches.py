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

from fumikura.engines.whoosh_engine.batch import Numbers
from fumikura.engines.whoosh_engine.stored import PATCH_BASE, as_usually_written
from fumikura.text.normalize import form_of, literal_of

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
        """What makes each text of its literal form; None for a text that is better kept as it is.

        Each code point that is not what is expected is told by its place in the literal form, how much of that it
        became, and what it is. So of a text all of them must have become what they become by themselves.
        """
        codes, sizes, lengths = _codes(texts), _sizes(texts), _sizes(literals)
        widths, ends, begins = self._widths_of(codes), np.cumsum(sizes), np.cumsum(lengths) - lengths
        stops = np.cumsum(widths, dtype=np.int64)
        before = np.append(0, stops)[ends - sizes]
        fits = np.append(0, stops)[ends] - before == lengths
        places = stops - widths + np.repeat(begins - before, sizes)
        differs = (widths != 1) | (self._expected(literals, places) != codes)
        at = np.flatnonzero(differs & np.repeat(fits, sizes))
        until = np.searchsorted(at, ends)
        gaps = _gaps(places[at], widths[at], until, begins)
        entries = np.stack([gaps + PATCH_BASE, widths[at].astype(np.int64) + PATCH_BASE, codes[at]], axis=1)
        return [
            # One as long as the text, as of capitals, saves nothing.
            patch if fit and patch is not None and len(patch) <= len(text) else None
            for patch, fit, text in zip(_cut(entries, until), fits.tolist(), texts, strict=True)
        ]

    def _expected(self, literals: Sequence[str], places: Numbers) -> _Codes:
        """What usually is written for the code points at `places` of all literal forms together."""
        codes = _codes(literals)
        usual = self._usual[codes]
        if not usual.all():
            for code in np.unique(codes[usual == 0]).tolist():
                self._usual[code] = ord(as_usually_written(chr(code)))
            usual = self._usual[codes]
        return usual.take(places, mode="clip") if len(usual) else np.zeros(len(places), np.uint32)

    def _widths_of(self, codes: _Codes) -> NDArray[np.uint8]:
        """How many code points of a literal form each becomes by itself."""
        widths = self._widths[codes]
        if (widths == _NOT_MET).any():
            for code in np.unique(codes[widths == _NOT_MET]).tolist():
                form = form_of(code)
                self._widths[code] = _UNSURE if form is None else len(literal_of(form))
            widths = self._widths[codes]
        return widths


def _codes(texts: Sequence[str]) -> _Codes:
    return np.frombuffer("".join(texts).encode(_ENCODING, "surrogatepass"), "<u4")


def _sizes(texts: Sequence[str]) -> Numbers:
    return np.fromiter(map(len, texts), np.int64, len(texts))


def _gaps(places: Numbers, widths: NDArray[np.uint8], until: Numbers, begins: Numbers) -> Numbers:
    """How far behind the entry before it each is; the first of a text, behind where its literal form begins."""
    gaps = places.copy()
    gaps[1:] -= places[:-1] + widths[:-1]
    some = np.flatnonzero(np.diff(until, prepend=0))
    firsts = np.append(0, until)[some]
    gaps[firsts] = places[firsts] - begins[some]
    return gaps


def _cut(entries: Numbers, ends: Numbers) -> list[str | None]:
    """The entries of each text, up to its end, as a string; None where a number is too large for that."""
    large = np.flatnonzero(entries[:, 0] >= _FARTHEST)
    entries[large, 0] = 0
    whole = entries.astype("<u4").tobytes().decode(_ENCODING, "surrogatepass")
    patches: list[str | None] = [whole[begin:end] for begin, end in pairwise((0, *(3 * ends).tolist()))]
    for text in np.searchsorted(ends, large, "right").tolist():
        patches[text] = None
    return patches
