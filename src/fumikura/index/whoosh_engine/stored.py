"""Passages as they were given, compressed a few together: alone each is too short to be made much smaller.

A passage is a line of JSON, in which no line feed is left as it is, so a line feed parts them.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Callable
from operator import attrgetter

from fumikura.models import PASSAGE_FIELDS, Passage

__all__ = ["IN_A_BLOCK", "BlockWriter", "passage_from_bytes", "passage_to_bytes", "unpacked"]

IN_A_BLOCK = 48
"""More are not much smaller, and each hit that is shown has its block unpacked."""


_VALUES = attrgetter(*PASSAGE_FIELDS)
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
            self._write(zlib.compress(b"\n".join(self._rows), 6))
            self._rows.clear()


def unpacked(block: bytes) -> list[bytes]:
    """The rows of a block. Raises zlib.error."""
    return zlib.decompress(block).split(b"\n")


def passage_from_bytes(data: bytes) -> Passage:
    """The passage that was indexed."""
    values = dict(zip(PASSAGE_FIELDS, json.loads(data), strict=True))
    for name in ("section", "glosses", "lines"):
        values[name] = tuple(values[name])
    return Passage(**values)


def passage_to_bytes(passage: Passage) -> bytes:
    """What `passage_from_bytes` reads."""
    # Not ASCII only, but lone surrogates must survive: JSON escapes those that UTF-8 can't carry.
    values = _VALUES(passage)
    try:
        return _encoded(values).encode()
    except UnicodeEncodeError:
        return json.dumps(values, separators=(",", ":")).encode()
