"""Whoosh's segment writer, faster by not making an object of each posting; the format is Whoosh's own.

Postings are inverted in memory and written block by block. What is pickled is in a newer protocol, which stock
Whoosh reads eight times as fast as its own and which takes less room.
"""

from __future__ import annotations

import io
import pickle
import zlib
from array import array
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from operator import sub
from typing import Any, TypeAlias

from whoosh.codec.whoosh3 import (
    WHOOSH3_HEADER_MAGIC,
    W3Codec,
    W3FieldWriter,
    W3PerDocWriter,
    W3Segment,
    W3TermInfo,
)
from whoosh.columns import PickleColumn, VarBytesColumn
from whoosh.reading import SegmentReader
from whoosh.system import pack_int, pack_long, pack_ushort
from whoosh.writing import SegmentWriter

from fumikura.engines.whoosh.safe_loading import SafeCodec
from fumikura.engines.whoosh.schema import positions_value
from fumikura.text.vocabulary import Vocabulary
from fumikura.values import frozen

_BLOCK = 512  # postings; Whoosh takes 128, which cost more bytes and steps each
_PROTOCOL = 4
_LEVEL, _STORED_LEVEL = 3, 6  # of compression
_INCOMPRESSIBLE = 80  # bytes of postings that compression would not make shorter
_SHARED = 16  # bytes up to which values that are equal are one object: most are one position
_SAME_SIZE = 4  # segments of about the same size before they are merged into one of the next size
_SMALLEST = 256

_NONE: tuple[array[int], array[float], list[bytes]] = array("I"), array("f"), []
PostingList: TypeAlias = tuple[str, bytes, "array[int]", "array[float]", list[bytes]]
"""Field, term, and for each passage its number, weight and value."""


@frozen
class IndexedPassage:
    """What an index holds of a passage: the values of `stored`, `exact` and `columns` by fields of the schema.

    `exact` are looked up as they are; `tokens` of the searched fields are inverted, `lengths` are their numbers of words.
    """

    stored: Mapping[str, Any]
    exact: Mapping[str, Any]
    tokens: Mapping[str, str]
    lengths: Mapping[str, int]
    columns: Mapping[str, bytes | int]


class PassageWriter(SegmentWriter):  # type: ignore[misc]
    """Whoosh's writer for `index`, which takes passages that are ready. The caller keeps other writers out."""

    def __init__(self, index: Any, vocabulary: Vocabulary) -> None:
        super().__init__(index, _lk=False, codec=_WritingCodec(), compound=False)
        self.pool = _PostingPool(vocabulary)

    def add_passage(self, made: IndexedPassage) -> None:
        """Add a passage, as Whoosh would a document."""
        number, schema, pool, files = self.docnum, self.schema, self.pool, self.perdocwriter
        files.start_doc(number)
        for name, value in made.stored.items():
            files.add_field(name, schema[name], value, 0)
        for name, value in made.exact.items():
            for term, _, weight, where in schema[name].index(value):
                pool.add((name, term, number, weight, where))
        for name, tokens in made.tokens.items():
            pool.add_tokens(name, tokens, number)
            files.add_field(name, schema[name], None, made.lengths[name])
        for name, value in made.columns.items():
            files.add_column_value(name, schema[name].column_type, value)
        self.end_passage()

    def end_passage(self) -> None:
        """End one that could be added in part only, too, so that it can be deleted and the next one be added."""
        if self.perdocwriter._indoc:
            self.perdocwriter.finish_doc()
            self._added = True
            self.docnum += 1


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

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        self._places: dict[str, _Places] = {}
        self._terms: dict[tuple[str, bytes], tuple[array[int], array[float], list[bytes]]] = {}
        self._values: dict[bytes, bytes] = {}

    def add_tokens(self, field: str, tokens: str, number: int) -> None:
        """Add the tokens of a field of a passage, whose numbers ascend."""
        places_of = self._places.get(field)
        if places_of is None:
            places_of = self._places[field] = _Places(self._vocabulary)
        for position, char in enumerate(tokens):
            places = places_of[char]
            if places is not None:
                places.append(number)
                places.append(position)

    def add(self, item: tuple[str, bytes, int, float, bytes | None]) -> None:
        """Add a posting, behind those of tokens; the postings of a term ascend by passage."""
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
        of_tokens = {(field, term) for field, places_of in self._places.items() for term in places_of.by_term}
        for field, term in sorted(of_tokens | self._terms.keys()):
            numbers, weights, values = self._terms.get((field, term), _NONE)
            if (field, term) in of_tokens:
                first = _inverted(self._places[field].by_term[term])
                numbers, weights, values = first[0] + numbers, first[1] + weights, first[2] + values
            yield field, term, numbers, weights, values

    def cleanup(self) -> None:
        """Drop them."""
        self._places.clear()
        self._terms.clear()


class _Places(dict[str, "array[int] | None"]):
    """For each token of a field the places of its term, a passage and a position each; None where it has no term."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        super().__init__()
        self._vocabulary = vocabulary
        self.by_term: dict[bytes, array[int]] = {}

    def __missing__(self, char: str) -> array[int] | None:
        term = self._vocabulary[char].indexed.encode("utf-8", "replace")
        found = self[char] = self.by_term.setdefault(term, array("I")) if term else None
        return found


def _inverted(places: array[int]) -> tuple[array[int], array[float], list[bytes]]:
    """The postings of places."""
    numbers, positions = places[::2], places[1::2]
    if len(set(numbers)) == len(numbers):
        return numbers, array("f", [1.0]) * len(numbers), [*map(_one_position, positions)]
    found: dict[int, list[int]] = {}
    for number, position in zip(numbers, positions, strict=True):
        found.setdefault(number, []).append(position)
    values = [_one_position(*each) if len(each) == 1 else positions_value(each) for each in found.values()]
    return array("I", found), array("f", map(len, found.values())), values


@lru_cache(1 << 14)
def _one_position(place: int) -> bytes:
    return positions_value((place,))


class _WritingCodec(SafeCodec):
    length_stats = False

    def field_writer(self, storage: Any, segment: Any) -> Any:
        return _FieldWriter(self, storage, segment)

    def per_document_writer(self, storage: Any, segment: Any) -> Any:
        return _PerDocWriter(self, storage, segment)

    def new_segment(self, storage: Any, indexname: str) -> Any:
        """A segment that names Whoosh's own codec in the table of contents."""
        return W3Segment(W3Codec(), indexname)


class _PerDocWriter(W3PerDocWriter):  # type: ignore[misc]
    def _create_column(self, fieldname: str, column: Any) -> None:
        super()._create_column(fieldname, _STORED_COLUMN if fieldname == "_stored" else column)


class _StoredColumn(PickleColumn):  # type: ignore[misc]
    class Writer(PickleColumn.Writer):  # type: ignore[misc]
        def add(self, docnum: int, v: Any) -> None:
            self._child.add(docnum, _compressed(_pickled(v), _STORED_LEVEL))


_STORED_COLUMN = _StoredColumn(VarBytesColumn())  # as a CompressedBytesColumn writes it


class _FieldWriter(W3FieldWriter):  # type: ignore[misc]
    def add_postings(self, schema: Any, lengths: Any, items: Iterable[PostingList]) -> None:
        last, at = "", self._postfile.tell()
        for field, term, numbers, weights, values in items:
            if field != last:
                self.start_field(field, schema[field])
                last = field
            data = _posting_list(numbers, weights, values, self._format.fixed_value_size())
            self._postfile.write(data)
            about = W3TermInfo._struct.pack(
                False, sum(weights), len(numbers), 0, 0, max(weights), numbers[0], numbers[-1]
            )
            self._tindex.add(pack_ushort(self._fieldid) + term, about + pack_long(at) + pack_int(len(data)))
            at += len(data)


def _posting_list(numbers: array[int], weights: array[float], values: list[bytes], size: int | None) -> bytes:
    """All postings of a term as W3PostingsWriter writes them; `size` is that of each value, where it is known."""
    parts = [WHOOSH3_HEADER_MAGIC]
    for start in range(0, len(numbers), _BLOCK):
        stop = start + _BLOCK
        some, counts, given = numbers[start:stop], weights[start:stop], values[start:stop]
        different = set(counts)
        content = _pickled(
            (
                (some[0], *map(sub, some[1:], some)),
                None if different == {1.0} else counts[0] if len(different) == 1 else tuple(counts),
                tuple(given) if size is None or size < 0 else b"".join(given) if size else None,
            )
        )
        level = _LEVEL if len(content) > _INCOMPRESSIBLE else 0
        data = _compressed(content, level) if level else content
        about = _pickled((len(some), some[-1], max(counts), level, 0, 0))
        length = len(about) + len(data)
        parts += (pack_int(length if stop < len(numbers) else -length), about, data)
    return b"".join(parts)


def _pickled(value: Any) -> bytes:
    """A pickle in which no value is numbered to be referred to again; compression sees to those that are equal."""
    file = io.BytesIO()
    pickler = pickle.Pickler(file, _PROTOCOL)
    pickler.fast = True
    pickler.dump(value)
    return file.getvalue()


def _compressed(data: bytes, level: int) -> bytes:
    """What zlib makes of a value, with tables no larger than it needs: to clear them takes longer than all else."""
    window = min(max(len(data).bit_length(), 10), zlib.MAX_WBITS)
    packer = zlib.compressobj(level, zlib.DEFLATED, window, max(window - 7, 5))
    return packer.compress(data) + packer.flush()
