"""Whoosh's writer of one segment and its merging, fed with batches of passages instead of values."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from types import SimpleNamespace
from typing import Any

import numpy as np
from whoosh import writing

from fumikura.engines.snapshots.checksums import FileSum
from fumikura.engines.snapshots.generations import new_generation
from fumikura.engines.whoosh_engine.batch import Batch, Numbers, RowData
from fumikura.engines.whoosh_engine.codec import FumikuraCodec, PlainStorage, make_schema, make_segment
from fumikura.engines.whoosh_engine.gathered import Gathered
from fumikura.engines.whoosh_engine.grams import pack_grams
from fumikura.engines.whoosh_engine.keys import pack_keys
from fumikura.engines.whoosh_engine.merging import batch_of
from fumikura.engines.whoosh_engine.packing import narrow
from fumikura.engines.whoosh_engine.rows import TERMINATOR
from fumikura.engines.whoosh_engine.segment import (
    GRAM_FIELDS,
    INDEX_NAME,
    KEYS,
    PASSAGE,
    SCANNED,
    WORDS,
    Segment,
    SegmentEntry,
)
from fumikura.engines.whoosh_engine.stored import BlockWriter
from fumikura.models import file_of
from fumikura.plan.nodes import SEARCHED

__all__ = ["SegmentWriter", "merge_same_sizes"]

_SAME_SIZE = 4  # segments of about one size before they are merged; each merge makes one of the next size
_SMALLEST = 256


class SegmentWriter(writing.SegmentWriter):  # type: ignore[misc]
    """Whoosh's writer without its table of contents, a pickle, and its lock: the generation has both."""

    def __init__(
        self,
        generation: new_generation,
        entries: Iterable[SegmentEntry],
        sums: Mapping[str, FileSum],
        jobs: int = 1,
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
        self._jobs = jobs
        self._final: list[Any] = []
        self._gathered = Gathered()
        self._hashes = array("I")
        self._words: dict[str, list[Numbers]] = {field: [] for field in SEARCHED}
        self._columns = {name: field.column_type for name, field in schema.items() if field.column_type}
        self._blocks = BlockWriter(self._write_block)

    def add_batch(self, batch: Batch) -> None:
        """Add passages."""
        first: int = self.docnum
        self.perdocwriter.add_docs(len(batch))
        for row in batch.passages:
            self._blocks.add(row)
        for name, rows in batch.rows.items():
            self._write_rows(name, rows)
        for field, found in batch.occurrences.items():
            self._gathered.add(field, found, first)
        for field, words in batch.words.items():
            self._words[field].append(words)
        self._hashes.extend(batch.hashes)
        self._added = True
        self.docnum += len(batch)

    def words(self) -> Iterator[str]:
        """The terms of the passages that were added, of all searched fields."""
        for field in SEARCHED:
            yield from self._gathered.terms(field)

    def delete_files(self, sources: Iterable[str]) -> None:
        """Delete the passages of the files `sources` in the segments that were there before."""
        wanted = frozenset(sources)
        for segment in self.segments if wanted else ():
            entry = SegmentEntry(segment.segid, segment.doc_count_all(), (), ())
            view = Segment(self._generation.path, entry, self._sums)
            for source in [each for each in view.terms("source") if file_of(each, wanted) in wanted]:
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
        self.add_batch(batch_of(view))
        view.close()

    def entries(self) -> Iterator[SegmentEntry]:
        """The segments after `commit`."""
        for segment in self._final:
            yield SegmentEntry(segment.segid, segment.doc_count_all(), ranges(segment.deleted_docs()), ())

    def _write_rows(self, name: str, rows: RowData) -> None:
        self.perdocwriter.write_rows(name, self._columns[name], rows)

    def _write_block(self, block: bytes) -> None:
        self._write_rows(PASSAGE, RowData(block + TERMINATOR, np.array([len(block) + 1])))

    def _flush_segment(self) -> None:
        self._blocks.finish()
        self.perdocwriter.close()
        with ThreadPoolExecutor(1) as beside:
            # Most of making lists of pairs is sorting by numpy, which lets other threads go on meanwhile.
            grams = beside.submit(self._packed_grams) if self._jobs > 1 else None
            self._write_words()
            for field, content in (grams.result() if grams else self._packed_grams()).items():
                self._write_file(f".{field}.grams", content)

    def _write_words(self) -> None:
        self.fieldwriter.write(self._gathered)
        self.fieldwriter.close()
        self._write_file(KEYS, pack_keys(self._hashes))
        for field, words in self._words.items():
            numbers = np.concatenate([np.empty(0, np.int64), *words])
            # One for all where they are the same, as where a field is empty in all passages.
            code, packed = narrow(
                (numbers[:1] if len(numbers) and np.ptp(numbers) == 0 else numbers).tolist()
            )
            self._write_file(f".{field}{WORDS}", bytes((code,)) + packed)

    def _packed_grams(self) -> Mapping[str, bytes]:
        if self.docnum < SCANNED:
            return {}
        view = Segment(self._generation.path, SegmentEntry(self.newsegment.segid, self.docnum, (), ()))
        packed = {field: pack_grams(view.rows(f"{field}_chars")) for field in GRAM_FIELDS}
        view.close()
        return packed

    def _write_file(self, ending: str, content: bytes) -> None:
        with self.storage.create_file(f"{INDEX_NAME}_{self.newsegment.segid}{ending}") as file:
            file.write(content)

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
