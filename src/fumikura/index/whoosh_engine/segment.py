"""A segment as a search reads it: terms to posting lists, rows of folded texts, passages.

Of Whoosh only the ordered hash is used here, which holds the terms; importing more would take longer than to
search.
"""

from __future__ import annotations

import json
import mmap
import struct
from array import array
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from whoosh.filedb.filetables import OrderedHashReader
from whoosh.filedb.structfile import StructFile

from fumikura.index.plan import SEARCHED
from fumikura.index.whoosh_engine.postings import PostingList
from fumikura.index.whoosh_engine.rows import Rows

__all__ = ["EXACT_FIELDS", "INDEX_NAME", "PlainFile", "Segment", "SegmentEntry"]

INDEX_NAME = "passages"
EXACT_FIELDS: tuple[str, ...] = (
    "id", "document", "source", "doc_type", "meeting", "side", "kind", "year", "date",
)  # fmt: skip

# Whoosh's W3TermInfo: flags, weight, passages, two lengths, weight, first and last; then offset and length.
_TERM_INFO = struct.Struct("!BfIBBfIIqi")
_FIELD_NUMBER = struct.Struct("!H")


class PlainFile(StructFile):  # type: ignore[misc]
    """A file of Whoosh's in which JSON stands for what it would pickle: opening an index must run no code."""

    def write_pickle(self, obj: Any, protocol: int = -1) -> None:
        """Write `obj` as JSON."""
        data = json.dumps(obj).encode()
        self.write_uint(len(data))
        self.write(data)

    def read_pickle(self) -> Any:
        """Read what `write_pickle` wrote."""
        return json.loads(self.read(self.read_uint()))


@dataclass(frozen=True, slots=True)
class SegmentEntry:
    """What the manifest says of a segment: ranges of deleted passages, the words in each of `SEARCHED`."""

    id: str
    size: int
    deleted: tuple[tuple[int, int], ...]
    words: tuple[int, ...]

    @property
    def live(self) -> int:
        """The number of passages that are not deleted."""
        return self.size - sum(end - start for start, end in self.deleted)

    def is_deleted(self, local: int) -> bool:
        """Whether a passage is deleted."""
        return any(start <= local < end for start, end in self.deleted)

    def deleted_ids(self) -> Iterator[int]:
        """The numbers of the deleted passages."""
        for start, end in self.deleted:
            yield from range(start, end)


class Segment:
    """Passages numbered from 0; deleted ones never come out of it but from `Rows`."""

    def __init__(self, folder: Path, entry: SegmentEntry) -> None:
        self._folder = folder
        self._prefix = f"{INDEX_NAME}_{entry.id}"
        self.entry = entry
        self._postings: dict[tuple[str, str], PostingList | None] = {}
        self._rows: dict[str, Rows] = {}
        self._maps: list[mmap.mmap] = []

    def postings(self, field: str, term: str) -> PostingList | None:
        """The posting list of a term, deleted passages included, or None."""
        key = (field, term)
        if key not in self._postings:
            self._postings[key] = self._read_postings(field, term.encode("utf-8", "replace"))
        return self._postings[key]

    def ids(self, field: str, term: str) -> Sequence[int]:
        """The live passages that have a term."""
        postings = self.postings(field, term)
        return self.living(postings.ids) if postings else ()

    def living(self, ids: Iterable[int]) -> Sequence[int]:
        """Those of `ids` that are not deleted."""
        deleted = self._deleted
        return [number for number in ids if number not in deleted] if deleted else array("I", ids)

    def terms(self, field: str, prefix: str = "") -> Iterator[str]:
        """The terms of a field that begin with `prefix`, in order, those of deleted passages too."""
        start = self._key(field, prefix.encode("utf-8", "replace"))
        for key in self._hash.keys_from(start):
            if not key.startswith(start):
                return
            yield key[_FIELD_NUMBER.size :].decode("utf-8")

    def chars(self, field: str) -> Rows:
        """The folded text of a field of each passage, in UTF-8."""
        return self._row_file(f"{field}_chars", mapped=False)

    def cuts(self, field: str) -> Rows:
        """Where the words begin in `chars`, and where the last ends: bit `i` of a row for byte `i`."""
        return self._row_file(f"{field}_cuts", mapped=True)

    def passage(self, local: int) -> bytes:
        """The passage as it was given to the writer."""
        return self._row_file("passage", mapped=True)[local]

    @cached_property
    def lengths(self) -> array[int]:
        """The words of each passage, `len(SEARCHED) + 1` numbers for each, the last of no meaning."""
        return self._row_file("lengths", mapped=True).numbers()

    def length(self, local: int, field: str) -> int:
        """The number of words in a field of a passage."""
        return self.lengths[local * (len(SEARCHED) + 1) + SEARCHED.index(field)]

    def close(self) -> None:
        """Let go of the files."""
        self._rows.clear()
        self._postings.clear()
        for mapped in self._maps:
            mapped.close()
        for name in ("_hash", "_posting_file"):
            if name in self.__dict__:
                self.__dict__.pop(name).close()

    @cached_property
    def _deleted(self) -> frozenset[int]:
        return frozenset(self.entry.deleted_ids())

    @cached_property
    def _hash(self) -> Any:
        path = self._path(".trm")
        return OrderedHashReader(PlainFile(path.open("rb")), path.stat().st_size)

    @cached_property
    def _posting_file(self) -> Any:
        return self._path(".pst").open("rb")

    def _path(self, ending: str) -> Path:
        return self._folder / f"{self._prefix}{ending}"

    def _key(self, field: str, term: bytes) -> bytes:
        return _FIELD_NUMBER.pack(self._hash.extras["fieldmap"].get(field, 0xFFFF)) + term

    def _read_postings(self, field: str, term: bytes) -> PostingList | None:
        info = self._hash.get(self._key(field, term))
        if info is None:
            return None
        *_, offset, length = _TERM_INFO.unpack(info)
        self._posting_file.seek(offset)
        return PostingList(self._posting_file.read(length))

    def _row_file(self, name: str, *, mapped: bool) -> Rows:
        if name not in self._rows:
            with self._path(f".{name}.col").open("rb") as file:
                if mapped:
                    content: bytes | mmap.mmap = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
                    self._maps.append(content)  # type: ignore[arg-type]
                else:
                    content = file.read()
            self._rows[name] = Rows(content)
        return self._rows[name]
