"""Whoosh's writer of one segment and its merging, fed with rows and posting lists instead of values."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from types import SimpleNamespace
from typing import Any

from whoosh import writing

from fumikura.index.checksums import FileSum
from fumikura.index.generations import new_generation
from fumikura.index.whoosh_engine.codec import FumikuraCodec, PlainStorage, make_schema, make_segment
from fumikura.index.whoosh_engine.gathered import Gathered
from fumikura.index.whoosh_engine.grams import pack_grams
from fumikura.index.whoosh_engine.segment import (
    GRAM_FIELDS,
    INDEX_NAME,
    PASSAGE,
    SCANNED,
    Segment,
    SegmentEntry,
)
from fumikura.index.whoosh_engine.stored import BlockWriter

__all__ = ["SegmentWriter", "merge_same_sizes"]

_SAME_SIZE = 4  # segments of about one size before they are merged; each merge makes one of the next size
_SMALLEST = 256


class SegmentWriter(writing.SegmentWriter):  # type: ignore[misc]
    """Whoosh's writer without its table of contents, a pickle, and its lock: the generation has both."""

    def __init__(
        self, generation: new_generation, entries: Iterable[SegmentEntry], sums: Mapping[str, FileSum]
    ) -> None:
        codec = FumikuraCodec()
        schema = make_schema()
        segments = [
            make_segment(codec, INDEX_NAME, entry.id, entry.size, entry.deleted_ids()) for entry in entries
        ]
        contents = SimpleNamespace(generation=0, schema=schema, segments=segments)
        index = SimpleNamespace(
            storage=PlainStorage(str(generation.path)), indexname=INDEX_NAME, _read_toc=lambda: contents
        )
        super().__init__(index, _lk=False, codec=codec, compound=False)
        self._generation = generation
        self._sums = sums
        self._final: list[Any] = []
        self._gathered = Gathered()
        self._columns = {name: field.column_type for name, field in schema.items() if field.column_type}
        self._blocks = BlockWriter(lambda number, block: self._write_row(PASSAGE, number, block))

    def add_fields(self, fields: Mapping[str, Any]) -> None:
        """Add a passage: rows as bytes, exact terms as strings, words as terms with their positions."""
        rows = {name: value for name, value in fields.items() if isinstance(value, bytes)}
        number = self._add_rows(rows)
        gathered = self._gathered
        for name, value in fields.items():
            if isinstance(value, str):
                if value:
                    gathered.add_exact(name, value, number)
            elif name not in rows:
                gathered.add_words(name, value, number)

    def delete_files(self, sources: Iterable[str]) -> None:
        """Delete the passages of the files `sources` in the segments that were there before."""
        wanted = sorted(sources)
        for segment in self.segments if wanted else ():
            entry = SegmentEntry(segment.segid, segment.doc_count_all(), (), ())
            view = Segment(self._generation.path, entry, self._sums)
            for source in wanted:
                for number in view.ids("source", source):
                    segment.delete_document(number)
            view.close()

    def abandon(self) -> None:
        """Let go of all files; they are removed with their folder. Whoosh would write them to their ends before."""
        self.storage.abandon()
        self.is_closed = True

    def take_over(self, segment: Any) -> None:
        """Take over the live passages of a segment, each byte of it compared with its checksum before."""
        self._generation.check(f"{INDEX_NAME}_{segment.segid}.")
        entry = SegmentEntry(segment.segid, segment.doc_count_all(), ranges(segment.deleted_docs()), ())
        view = Segment(self._generation.path, entry)
        numbers: dict[int, int] = {}
        for local in view.living(range(entry.size)):
            rows = {name: view.row(name, local) for name in self._columns}
            numbers[local] = self._add_rows(rows)
        for field, term, postings, _ in view.walk():
            kept = [local for local in postings.ids if local in numbers]
            counts: list[int] = []
            positions: list[int] = []
            if postings.has_positions:
                for local in kept:
                    found = postings.positions(local)
                    counts.append(len(found))
                    positions.extend(found)
            if kept:
                self._gathered.add_list(field, term, [numbers[local] for local in kept], counts, positions)
        view.close()

    def entries(self) -> Iterator[SegmentEntry]:
        """The segments after `commit`."""
        for segment in self._final:
            yield SegmentEntry(segment.segid, segment.doc_count_all(), ranges(segment.deleted_docs()), ())

    def _add_rows(self, rows: Mapping[str, bytes]) -> int:
        number: int = self.docnum
        self.perdocwriter.start_doc(number)
        for name, row in rows.items():
            if name == PASSAGE:
                self._blocks.add(row)
            elif row or not number:
                self._write_row(name, number, row)
        self.perdocwriter.finish_doc()
        self._added = True
        self.docnum += 1
        return number

    def _write_row(self, name: str, number: int, row: bytes) -> None:
        self.perdocwriter.write_row(name, self._columns[name], number, row)

    def _flush_segment(self) -> None:
        self._blocks.finish()
        self.perdocwriter.close()
        self.fieldwriter.write(self.schema, self._gathered)
        self.fieldwriter.close()
        if self.docnum >= SCANNED:
            self._write_grams()

    def _write_grams(self) -> None:
        view = Segment(self._generation.path, SegmentEntry(self.newsegment.segid, self.docnum, (), ()))
        for field in GRAM_FIELDS:
            rows = view.rows(f"{field}_chars")
            name = f"{INDEX_NAME}_{self.newsegment.segid}.{field}.grams"
            with self.storage.create_file(name) as file:
                file.write(pack_grams(rows[number] for number in range(len(rows))))
        view.close()

    def _commit_toc(self, segments: list[Any]) -> None:
        self._final = segments


def merge_same_sizes(writer: SegmentWriter, segments: list[Any]) -> list[Any]:
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
            writer.take_over(segment)
    return [segment for segment in segments if segment not in merged]


def _size_class(size: int) -> int:
    return max(size // _SMALLEST, 1).bit_length() // 2


def ranges(numbers: Iterable[int]) -> tuple[tuple[int, int], ...]:
    ranges: list[tuple[int, int]] = []
    for number in sorted(numbers):
        if ranges and ranges[-1][1] == number:
            ranges[-1] = (ranges[-1][0], number + 1)
        else:
            ranges.append((number, number + 1))
    return tuple(ranges)
