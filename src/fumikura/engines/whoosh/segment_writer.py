"""Whoosh's segment writer, faster by not making an object of each posting; the format is Whoosh's own.

Postings are inverted in memory and written block by block. What is pickled is in a newer protocol, which stock
Whoosh reads eight times as fast as its own and which takes less room.
"""

from __future__ import annotations

import io
import pickle
import zlib
from array import array
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, TypeAlias

from whoosh.codec.whoosh3 import (
    WHOOSH3_HEADER_MAGIC,
    W3Codec,
    W3FieldWriter,
    W3PerDocWriter,
    W3PostingsWriter,
    W3Segment,
)
from whoosh.columns import CompressedBytesColumn, PickleColumn
from whoosh.reading import SegmentReader
from whoosh.util.numeric import length_to_byte
from whoosh.writing import SegmentWriter

from fumikura.engines.whoosh.safe_loading import SafeCodec

_BLOCK = 512  # postings; Whoosh takes 128, which cost more bytes and steps each
_PROTOCOL = 4
_STORED_LEVEL = 6  # of compression
_SHARED = 16  # bytes up to which values that are equal are one object: most are one position
_SAME_SIZE = 4  # segments of about the same size before they are merged into one of the next size
_SMALLEST = 256

PostingList: TypeAlias = tuple[str, bytes, "array[int]", "array[float]", list[bytes]]
"""Field, term, and for each passage its number, weight and value."""


def new_writer(index: Any) -> Any:
    """A writer of Whoosh for `index`. The caller keeps other writers out."""
    writer = SegmentWriter(index, _lk=False, codec=_WritingCodec(_BLOCK), compound=False)
    writer.pool = _PostingPool()
    return writer


def end_document(writer: Any) -> None:
    """End a document that could be added in part only, so that it can be deleted and the next one be added."""
    if writer.perdocwriter._indoc:
        writer.perdocwriter.finish_doc()
        writer._added = True
        writer.docnum += 1


def merge_same_sizes(writer: Any, segments: list[Any]) -> list[Any]:
    """Whoosh's merge policy: the segments that stay; those of one size are merged once there are several.

    So n passages added one by one lie in about log(n) segments, and each is rewritten about as often. A
    segment of which half is deleted is rewritten too.
    """
    sizes: dict[int, list[Any]] = {}
    for segment in segments:
        sizes.setdefault(_size_class(segment.doc_count()), []).append(segment)
    merged: list[Any] = []
    total = writer.doc_count()
    for size in sorted(sizes):
        group = sizes[size]
        full = len(group) + (_size_class(total) >= size and total > 0) >= _SAME_SIZE
        chosen = group if full else [s for s in group if 2 * s.deleted_count() >= s.doc_count_all()]
        merged += chosen
        total += sum(segment.doc_count() for segment in chosen)
    for segment in merged:
        if segment.doc_count():
            reader = SegmentReader(writer.storage, writer.schema, segment, codec=SafeCodec())
            writer.add_reader(reader)
    return [segment for segment in segments if segment not in merged]


def _size_class(size: int) -> int:
    return max(size // _SMALLEST, 1).bit_length() // 2


class _PostingPool:
    """Replaces Whoosh's pool, which makes a tuple of each posting and sorts them all."""

    def __init__(self) -> None:
        self._terms: dict[tuple[str, bytes], tuple[array[int], array[float], list[bytes]]] = {}
        self._values: dict[bytes, bytes] = {}

    def add(self, item: tuple[str, bytes, int, float, bytes | None]) -> None:
        """Add a posting; the postings of a term ascend by passage."""
        field, term, number, weight, given = item
        value = given or b""
        lists = self._terms.get((field, term))
        if lists is None:
            lists = self._terms[field, term] = array("I"), array("f"), []
        lists[0].append(number)
        lists[1].append(weight)
        lists[2].append(self._values.setdefault(value, value) if len(value) <= _SHARED else value)

    def iter_postings(self) -> Iterator[PostingList]:
        """All posting lists, in the order of fields and terms."""
        for field, term in sorted(self._terms):
            yield field, term, *self._terms[field, term]

    def cleanup(self) -> None:
        """Drop them."""
        self._terms.clear()


class _WritingCodec(SafeCodec):
    length_stats = False

    def field_writer(self, storage: Any, segment: Any) -> Any:
        return _FieldWriter(self, storage, segment)

    def per_document_writer(self, storage: Any, segment: Any) -> Any:
        return _PerDocWriter(self, storage, segment)

    def postings_writer(self, dbfile: Any, byteids: bool = False) -> Any:
        return _PostingsWriter(dbfile, self._blocklimit, byteids, self._compression, self._inlinelimit)

    def new_segment(self, storage: Any, indexname: str) -> Any:
        """A segment that names Whoosh's own codec in the table of contents."""
        return W3Segment(W3Codec(), indexname)


class _PerDocWriter(W3PerDocWriter):  # type: ignore[misc]
    def _create_column(self, fieldname: str, column: Any) -> None:
        super()._create_column(fieldname, _STORED_COLUMN if fieldname == "_stored" else column)


class _StoredColumn(PickleColumn):  # type: ignore[misc]
    class Writer(PickleColumn.Writer):  # type: ignore[misc]
        def add(self, docnum: int, v: Any) -> None:
            self._child.add(docnum, _pickled(v))


_STORED_COLUMN = _StoredColumn(CompressedBytesColumn(_STORED_LEVEL))


class _FieldWriter(W3FieldWriter):  # type: ignore[misc]
    def add_postings(self, schema: Any, lengths: Any, items: Iterable[PostingList]) -> None:
        last: str | None = None
        for field, term, numbers, weights, values in items:
            if field != last:
                if last is not None:
                    self.finish_field()
                self.start_field(field, schema[field])
                last = field
            self.start_term(term)
            self._postwriter.add_list(numbers, weights, values)
            self.finish_term()
        if last is not None:
            self.finish_field()


class _PostingsWriter(W3PostingsWriter):  # type: ignore[misc]
    _ids: Any

    def add_list(self, numbers: Sequence[int], weights: Sequence[float], values: Sequence[bytes]) -> None:
        """All postings of a term."""
        for at in range(0, len(numbers), self._blocklimit):
            if self._ids:
                self._write_block()
            part = slice(at, at + self._blocklimit)
            self._ids, self._weights, self._values = numbers[part], weights[part], values[part]
            self._maxweight = max(self._weights)

    def _write_block(self, last: bool = False) -> None:
        if not self._blockcount:
            self._postfile.write(WHOOSH3_HEADER_MAGIC)
        self._terminfo.add_block(self)
        lengths = length_to_byte(self._minlength), length_to_byte(self._maxlength)
        content = _pickled((self._mini_ids(), self._mini_weights(), self._mini_values()))
        data = zlib.compress(content, self._compression) if self._compression else content
        about = _pickled((len(self._ids), self._ids[-1], self._maxweight, self._compression, *lengths))
        size = len(about) + len(data)
        self._postfile.write_int(-size if last else size)
        self._postfile.write(about)
        self._postfile.write(data)
        self._blockcount += 1
        self._new_block()


def _pickled(value: Any) -> bytes:
    """A pickle in which no value is numbered to be referred to again; compression sees to those that are equal."""
    file = io.BytesIO()
    pickler = pickle.Pickler(file, _PROTOCOL)
    pickler.fast = True
    pickler.dump(value)
    return file.getvalue()
