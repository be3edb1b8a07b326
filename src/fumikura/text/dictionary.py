"""What MeCab's compiled dictionary says of a word, read from its file.

To have MeCab print the features of every morpheme takes longer than to find the morphemes. It prints what tells an entry
from others, in a few characters, and the features of each different entry are looked up here, once.

Format: dictionary.cpp, mecab.h and darts.h of MeCab 0.996. A header of ten 32-bit numbers and the name of a charset; a
double array that leads from a word's bytes to its entries; these; their features, each ended by a NUL.
"""

from __future__ import annotations

import mmap
import os
import struct
import threading
from pathlib import Path

from fumikura.errors import FumikuraError

_HEADER = struct.Struct("<10I32s")
_MAGIC, _VERSION = 0xEF718F77, 102
_ENTRY = struct.Struct("<HHHhII")  # left and right context, part of speech, cost, place of features, not used
_FEATURES = 512  # bytes that are read at once; nearly all features are shorter
_ASKED = 128  # words after which the entries are let go of: each leaves some ten pages mapped


class Dictionary:
    """A compiled dictionary. May be shared between threads. Raises FumikuraError for a file of another format.

    Entries are mapped into memory, and let go of now and then: MeCab has them mapped as well. Features, five sixths of
    the file, are read where they are asked for. So a process that reads many words does not keep them all.
    """

    def __init__(self, path: Path) -> None:
        self._file = os.open(path, os.O_RDONLY | getattr(os, "O_BINARY", 0))
        self._map = mmap.mmap(self._file, 0, access=mmap.ACCESS_READ)
        header = self._map[: _HEADER.size].ljust(_HEADER.size, b"\0")
        magic, version, *_, array, entries, features, _, charset = _HEADER.unpack(header)
        self._entries = _HEADER.size + array
        self._features = self._entries + entries
        kind = magic ^ len(self._map), version, charset.rstrip(b"\0").lower()
        if kind != (_MAGIC, _VERSION, b"utf8") or self._features + features != len(self._map):
            raise FumikuraError("system.dictionary-unknown", path=path)
        self._nodes = memoryview(self._map)[_HEADER.size : self._entries].cast("i")
        # Where the first characters of words lead to: they are those of many.
        self._firsts: dict[str, int] = {}
        self._last: tuple[str, tuple[tuple[int, ...], ...]] = "", ()
        self._asked = 0

    def features(self, surface: str, left: int, cost: int) -> str | None:
        """The features of the entry that MeCab chose for `surface`, by left context and cost; None where there is none.

        Of several entries that are alike in both, MeCab chooses the first.
        """
        last, entries = self._last
        if last != surface:  # often the same word is asked for several times, in each of its senses
            entries = self._entries_of(surface)
            self._last = surface, entries
        for entry_left, _, _, entry_cost, place, _ in entries:
            if entry_left == left and entry_cost == cost:
                return self._read(place)
        return None

    def by_context_and_cost(self) -> dict[tuple[int, int], str]:
        """The features of an entry of each left context and cost, as of kinds of unknown words there are few."""
        places = range(self._entries, self._features, _ENTRY.size)
        entries = (_ENTRY.unpack_from(self._map, at) for at in places)
        return {(left, cost): self._read(place) for left, _, _, cost, place, _ in entries}

    def _entries_of(self, surface: str) -> tuple[tuple[int, ...], ...]:
        self._asked += 1
        if not self._asked % _ASKED and hasattr(mmap, "MADV_DONTNEED"):
            self._map.madvise(mmap.MADV_DONTNEED)
        # A node is two numbers, its base and its check. The next node is told by the base and a byte; behind the last
        # byte, one has the place of the first entry and how many there are, as a negative number.
        nodes, char = self._nodes, surface[:1]
        base = self._firsts.get(char)
        if base is None:
            base = self._firsts[char] = self._node(nodes[0], char)
        base = self._node(base, surface[1:])
        if base < 0 or nodes[2 * base + 1] != base:
            return ()
        first, size = divmod(-nodes[2 * base] - 1, 256)
        begin = self._entries + _ENTRY.size * first
        return tuple(_ENTRY.iter_unpack(self._map[begin : begin + _ENTRY.size * size]))

    def _node(self, base: int, text: str) -> int:
        """The base of the node that a text leads to from that of another base; -1 where there is none."""
        nodes = self._nodes
        if base < 0:
            return base
        for byte in text.encode():
            at = 2 * (base + byte + 1)
            if nodes[at + 1] != base:
                return -1
            base = nodes[at]
        return base

    def _read(self, place: int) -> str:
        at, data = self._features + place, b""
        while b"\0" not in data and (more := _read_at(self._file, at + len(data), _FEATURES)):
            data += more
        return data.partition(b"\0")[0].decode()


_SEEKING = threading.Lock()


def _read_at(file: int, place: int, size: int) -> bytes:
    if hasattr(os, "pread"):  # which moves no offset: processes that were forked share it
        return os.pread(file, size, place)
    with _SEEKING:
        os.lseek(file, place, os.SEEK_SET)
        return os.read(file, size)
