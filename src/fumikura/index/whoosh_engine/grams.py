"""Which passages may have a run of characters: lists of passages for pairs of characters, and for single ones.

A scan of all texts grows with them; the lists of a run's pairs leave the few passages that are to be looked at. A list
holds the gaps between its passages, a byte or two each; a gap that needs more is several, all but the last the largest.
"""

from __future__ import annotations

import struct
import sys
from array import array
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING, Any, Protocol

from fumikura.analysis.second import MARKER

if TYPE_CHECKING:
    from fumikura.index.whoosh_engine.arrays.vectors import Ids

__all__ = ["Grams", "grams_of", "pack_grams"]

# A gram is a number: of one or of two UTF-16 units, the second in the higher half.
_HEADER = struct.Struct("<II")
_MARKER = ord(MARKER)
_LARGEST = {"B": 255, "H": 65535}
_UNITS_AT_ONCE = 500_000
# Second characters of pairs up to which grams are put in order together; the number in front is that of single ones.
_RANGES = tuple(
    code << 16 for code in (1, 0x3044, 0x3050, 0x3066, 0x3070, 0x3085, 0x30A0, 0x5000, 0x7000, 0x10000)
)
_FEW = 16
"""Passages that are sooner looked at than compared with another list."""


class _Content(Protocol):
    def __len__(self) -> int: ...

    def __getitem__(self, part: slice, /) -> bytes: ...


def pack_grams(rows: Iterable[bytes]) -> bytes:
    """The content of a file for the folded texts `rows`, in UTF-8."""
    parts = list(_keys_by_parts(rows))
    keys: array[int] = array("I")
    lists: list[bytes] = []
    for end in _RANGES:
        # A range of grams at a time: all of them at once would take several times the memory of the lists.
        cuts = [int(part.searchsorted(end << 32)) for part in parts]
        _append_lists([part[:cut] for part, cut in zip(parts, cuts, strict=True)], keys, lists)
        parts = [part[cut:] for part, cut in zip(parts, cuts, strict=True)]
    ends = array("I", accumulate(map(len, lists)))
    return b"".join([_HEADER.pack(len(keys), 0), _little(keys), _little(ends), *lists])


class Grams:
    """The lists of a file that `pack_grams` made. Raises ValueError, struct.error or IndexError for what is none."""

    __slots__ = ("_begin", "_content", "_ends", "_keys")

    def __init__(self, content: _Content) -> None:
        self._content = content
        size, _ = _HEADER.unpack(content[: _HEADER.size])
        self._keys = _numbers("I", content[_HEADER.size : _HEADER.size + 4 * size])
        self._begin = _HEADER.size + 8 * size
        self._ends = _numbers("I", content[_HEADER.size + 4 * size : self._begin])
        if len(self._keys) != size or len(self._ends) != size:
            raise ValueError(size)

    def candidates(self, needle: str) -> Sequence[int] | None:
        """The passages that may have `needle`, in order; None where that can't be told."""
        grams, _ = grams_of(needle)
        if not grams:
            return None
        places = [self._place(gram) for gram in grams]
        if None in places:
            return ()
        sizes = sorted((self._ends[at] - self._start(at), at) for at in places if at is not None)
        found: Sequence[int] = self._list(sizes[0][1])
        for _, at in sizes[1:3]:
            if len(found) < _FEW:
                break
            found = sorted(set(found).intersection(self._list(at)))
        return found

    def passages_with(self, gram: int) -> Ids:
        """The passages that have a gram that is kept (see `grams_of`), in order, as an array of numpy."""
        import numpy as np

        at = self._place(gram)
        if at is None:
            return np.empty(0, np.int64)
        data = self._data(at)
        code = chr(data[0])
        gaps = np.frombuffer(data, np.dtype(code).newbyteorder("<"), offset=1)
        found: Ids = np.cumsum(gaps, dtype=np.int64)[gaps != _LARGEST[code]]
        return found

    def bytes_of(self, gram: int) -> int:
        """The bytes of the list of a gram."""
        at = self._place(gram)
        return 0 if at is None else self._ends[at] - self._start(at)

    def _place(self, gram: int) -> int | None:
        at = bisect_left(self._keys, gram)
        return at if at < len(self._keys) and self._keys[at] == gram else None

    def _start(self, at: int) -> int:
        return self._ends[at - 1] if at else 0

    def _data(self, at: int) -> bytes:
        return self._content[self._begin + self._start(at) : self._begin + self._ends[at]]

    def _list(self, at: int) -> array[int]:
        data = self._data(at)
        code = chr(data[0])
        largest, gaps = _LARGEST[code], _numbers(code, data[1:])
        return array(
            "I", [number for gap, number in zip(gaps, accumulate(gaps), strict=True) if gap != largest]
        )


def grams_of(needle: str) -> tuple[tuple[int, ...], bool]:
    """The grams of a run of characters that have lists, and whether a passage that has them has the run."""
    units = _numbers("H", needle.encode("utf-16-le", "surrogatepass"))
    if len(units) == 1:
        return (tuple(units), True) if _is_kept(units[0]) else ((), False)
    pairs = {first | second << 16 for first, second in pairwise(units)}
    return tuple(sorted(pairs)), len(units) == 2


def _is_kept(unit: int) -> bool:
    """Whether a single unit has a list: all but hiragana, which are in most passages, and control characters."""
    return unit == _MARKER or not (unit <= 0x20 or 0x3041 <= unit <= 0x309F)


def _keys_by_parts(rows: Iterable[bytes]) -> Iterator[Any]:
    """The grams of rows, some rows at once, as arrays of `gram << 32 | row`, each once."""
    texts: list[bytes] = []
    size = first = 0
    for row in rows:
        texts.append(row.decode("utf-8", "replace").encode("utf-16-le", "surrogatepass"))
        size += len(texts[-1])
        if size > 2 * _UNITS_AT_ONCE:
            yield _keys(texts, first)
            first += len(texts)
            texts, size = [], 0
    yield _keys(texts, first)


def _keys(texts: Sequence[bytes], first: int) -> Any:
    import numpy as np

    units = np.frombuffer(b"".join(texts), "<u2").astype(np.uint64)
    lengths = np.fromiter(map(len, texts), np.int64, len(texts)) // 2
    rows = np.repeat(np.arange(first, first + len(texts), dtype=np.uint64), lengths)
    together = rows[:-1] == rows[1:]
    pairs = (units[:-1] | units[1:] << np.uint64(16))[together] << np.uint64(32) | rows[:-1][together]
    alone = (units > 0x20) & ((units < 0x3041) | (units > 0x309F)) | (units == _MARKER)
    return np.unique(np.concatenate([pairs, units[alone] << np.uint64(32) | rows[alone]]))


def _append_lists(parts: Sequence[Any], keys: array[int], lists: list[bytes]) -> None:
    """Put the grams of sorted `parts`, and the list of each, behind those that are there."""
    import numpy as np

    found = np.concatenate(parts)
    if not len(found):
        return
    found.sort()
    grams, numbers = (found >> np.uint64(32)).astype(np.uint32), found.astype(np.uint32)
    starts = np.flatnonzero(np.diff(grams, prepend=~grams[:1]))
    gaps = np.diff(numbers, prepend=np.uint32(0))
    gaps[starts] = numbers[starts]
    keys.extend(grams[starts].tolist())
    lists += [_packed(part) for part in np.split(gaps, starts[1:])]


def _packed(gaps: Any) -> bytes:
    """The gaps of a list, in the type that makes the least of them, behind its name."""
    code = (
        "B" if len(gaps) + int((gaps // 255).sum()) <= 2 * (len(gaps) + int((gaps // 65535).sum())) else "H"
    )
    largest = _LARGEST[code]
    if int(gaps.max()) < largest:
        packed: bytes = gaps.astype(f"<u{1 if code == 'B' else 2}").tobytes()
        return code.encode() + packed
    pieces: list[int] = []
    for gap in gaps.tolist():
        pieces += [largest] * (gap // largest)
        pieces.append(gap % largest)
    return code.encode() + _little(array(code, pieces))


def _little(numbers: array[int]) -> bytes:
    if sys.byteorder == "big":
        numbers.byteswap()
    return numbers.tobytes()


def _numbers(code: str, data: bytes) -> array[int]:
    numbers: array[int] = array(code)
    numbers.frombytes(data)
    if sys.byteorder == "big":
        numbers.byteswap()
    return numbers
