"""Passages as they were given, compressed a few together: alone each is too short to be made much smaller.

A passage is a line of JSON, in which no line feed is left as it is, so a line feed parts them. Its text is told by its
literal form, which is a row of its own, and a patch (`patches`): entries of three characters, how much further on, how
many characters there are in place of the third one.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Callable, Iterator
from operator import attrgetter
from threading import Lock

from fumikura.models import PASSAGE_FIELDS, Passage

__all__ = [
    "IN_A_BLOCK", "PATCH_BASE", "Block", "BlockWriter", "as_usually_written", "id_of", "passage_from_bytes",
    "passage_to_bytes", "source_of",
]  # fmt: skip

IN_A_BLOCK = 16
"""More are not much smaller, and for each hit that is shown its block is unpacked up to it."""

PATCH_BASE = 0x30
"""The code point that stands for 0 in a patch: what follows needs no escape in JSON, but for one."""

_USUAL = ((",", "、"), (".", "。"), ("-", "ー"), ("(", "「"), (")", "」"))

_LEVEL = 5  # of zlib: a sixth faster than 6, for a byte more in a hundred
_AT_ONCE = 3_000  # bytes, unpacked; some passages

_VALUES = attrgetter(*PASSAGE_FIELDS)
_ID, _TEXT, _SOURCE = map(PASSAGE_FIELDS.index, ("id", "text", "source"))
_LISTS = tuple(map(PASSAGE_FIELDS.index, ("section", "glosses", "lines", "tags")))
_encoded = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


class BlockWriter:
    """Puts rows together. `write` is given the blocks, in order."""

    def __init__(self, write: Callable[[bytes], None]) -> None:
        self._write = write
        self._rows: list[bytes] = []

    def add(self, row: bytes) -> None:
        """The next row."""
        self._rows.append(row)
        if len(self._rows) == IN_A_BLOCK:
            self.finish()

    def finish(self) -> None:
        """Write what is left."""
        if self._rows:
            self._write(zlib.compress(b"\n".join(self._rows), _LEVEL))
            self._rows.clear()


class Block:
    """The rows of a block, unpacked as far as they are asked for. May be shared between threads."""

    __slots__ = ("_lock", "_packed", "_rows", "_step", "_unpack")

    def __init__(self, packed: bytes) -> None:
        self._packed = packed
        self._unpack = zlib.decompressobj()
        self._step = _AT_ONCE
        self._rows = [b""]  # the last one is whole once there is nothing left
        self._lock = Lock()

    def __getitem__(self, number: int) -> bytes:
        """A row. Raises IndexError, and zlib.error or ValueError for what is no block."""
        with self._lock:
            while len(self._rows) <= number + 1 and not self._unpack.eof:
                self._unpack_more()
            return self._rows[number]

    def __iter__(self) -> Iterator[bytes]:
        """All of them."""
        with self._lock:
            while not self._unpack.eof:
                self._unpack_more()
        return iter(self._rows)

    def _unpack_more(self) -> None:
        more = self._unpack.decompress(self._packed, self._step)
        self._step *= 2  # each step copies what is left, so of large passages there must be few
        if not more and not self._unpack.eof:
            raise ValueError("a block that breaks off")
        self._packed = self._unpack.unconsumed_tail
        first, *rows = more.split(b"\n")
        self._rows[-1] += first
        self._rows += rows


def passage_to_bytes(passage: Passage, patch: str | None) -> bytes:
    """A passage without its text, which `patch` makes of the literal form of that; with it, where there is no patch."""
    values = [*_VALUES(passage)]
    if patch is not None:
        values[_TEXT] = [patch]
    # Not ASCII only, but lone surrogates must survive: JSON escapes those that UTF-8 can't carry.
    try:
        return _encoded(values).encode()
    except UnicodeEncodeError:
        return json.dumps(values, separators=(",", ":")).encode()


def passage_from_bytes(data: bytes, literal: str) -> Passage:
    """The passage that was indexed; `literal` is the literal form of its text. Raises ValueError for nonsense."""
    values = json.loads(data)
    if isinstance(text := values[_TEXT], list):
        values[_TEXT] = _patched(literal, *text)
    for place in _LISTS:
        values[place] = tuple(values[place])
    if len(values) != len(PASSAGE_FIELDS):
        raise ValueError(len(values))
    return Passage(*values)


def id_of(data: bytes) -> str:
    """The id of a passage."""
    return str(json.loads(data)[_ID])


def source_of(data: bytes) -> str:
    """The file that a passage is of."""
    return str(json.loads(data)[_SOURCE])


def as_usually_written(literal: str) -> str:
    """What a literal form is most often that of, in Japanese; a character for each."""
    for form, usual in _USUAL:
        literal = literal.replace(form, usual)
    return literal


def _patched(literal: str, patch: str) -> str:
    text = as_usually_written(literal)
    if not patch:
        return text
    pieces: list[str] = []
    at = 0
    for gap, width, written in zip(patch[::3], patch[1::3], patch[2::3], strict=True):
        until = at + ord(gap) - PATCH_BASE
        pieces += text[at:until], written
        at = until + ord(width) - PATCH_BASE
    return "".join((*pieces, text[at:]))
