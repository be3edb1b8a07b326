"""The writer: Whoosh writes and merges segments in the folder of the next generation."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path
from types import MappingProxyType, SimpleNamespace, TracebackType
from typing import Any, Self

from whoosh.reading import SegmentReader
from whoosh.writing import SegmentWriter

from fumikura.analysis import Analyzer
from fumikura.errors import IndexError_, IndexMissingError, IndexVersionError
from fumikura.index.checksums import FileSum
from fumikura.index.failures import reading, writing
from fumikura.index.generations import MANIFEST, Generation, check_folder, current_generation, new_generation
from fumikura.index.locks import Lock
from fumikura.index.plan import SEARCHED
from fumikura.index.seam import FileRecord
from fumikura.index.versions import check_versions, current_versions
from fumikura.index.whoosh_engine.codec import FumikuraCodec, PlainStorage, make_schema, make_segment
from fumikura.index.whoosh_engine.fields import FieldMaker, passage_from_bytes
from fumikura.index.whoosh_engine.lexicon import LexiconWriter, lexicon_of
from fumikura.index.whoosh_engine.manifest import as_json, file_records, segment_entries
from fumikura.index.whoosh_engine.pool import PlainPool
from fumikura.index.whoosh_engine.segment import INDEX_NAME, Segment, SegmentEntry
from fumikura.models import Definition, Passage

__all__ = ["WhooshWriter"]

_SAME_SIZE = 4  # segments of about one size before they are merged; each merge makes one of the next size
_SMALLEST = 256


class WhooshWriter:
    """See `seam.Writer`, and `whoosh_engine.open_writer` for the arguments."""

    def __init__(
        self, folder: Path, *, rebuild: bool, analyzer: Analyzer | None, corpus: str | None = None
    ) -> None:
        check_folder(folder)
        self._lock = Lock(folder)
        self._folder = folder
        self._maker = FieldMaker(analyzer or Analyzer())
        self._open = True
        self._current: Generation | None = None
        self._files: dict[str, FileRecord] = {}
        self._entries: tuple[SegmentEntry, ...] = ()
        try:
            self._current = _current(folder, rebuild=rebuild)
            base = None if rebuild else self._current
            if base:
                with reading(base.path / MANIFEST):
                    self._files, self._entries = file_records(base.manifest), segment_entries(base.manifest)
        except BaseException:
            self._release()
            raise
        self._kept_from = base
        self._lexicon = LexiconWriter(lexicon_of(base) if base else None)
        self._corpus = (base.manifest.get("corpus", "") if base else "") if corpus is None else corpus
        self._removed: set[str] = set()
        self._changed = rebuild or base is None or self._corpus != base.manifest.get("corpus", "")
        self._next: new_generation | None = None
        self._writer: _SegmentWriter | None = None
        self._added: dict[str, tuple[int, int]] = {}
        self._holders: dict[str, str] = {}

    @property
    def files(self) -> Mapping[str, FileRecord]:
        """What would be committed now, by source."""
        return MappingProxyType(self._files)

    def remove_file(self, source: str) -> None:
        """Take out all passages of a file; one that is not there is no error."""
        self._check_open()
        if self._files.pop(source, None) is None:
            return
        self._changed = True
        self._lexicon.forget(source)
        if source in self._added:
            assert self._writer is not None
            self._holders = {id_: held for id_, held in self._holders.items() if held != source}
            for number in range(*self._added.pop(source)):
                self._writer.newsegment.delete_document(number)
        else:
            self._removed.add(source)

    def add_file(
        self, record: FileRecord, passages: Iterable[Passage], definitions: Iterable[Definition] = ()
    ) -> None:
        """Put in a file, in place of what there was of it."""
        self._check_open()
        self.remove_file(record.source)
        self._changed = True
        with writing(self._folder):
            writer = self._segment_writer()
            first = writer.docnum
            for passage in passages:
                writer.add_document(**self._maker.fields(passage))
                self._holders[passage.id] = record.source
            self._added[record.source] = (first, writer.docnum)
        self._lexicon.define(record.source, definitions)
        self._files[record.source] = record

    def holder(self, passage_id: str) -> str | None:
        """The file that a passage of this id is of already, or None."""
        if passage_id in self._holders:
            return self._holders[passage_id]
        for segment in self._before:
            for local in segment.ids("id", passage_id):
                source = passage_from_bytes(segment.passage(local)).source
                if source not in self._removed:
                    return source
        return None

    @cached_property
    def _before(self) -> tuple[Segment, ...]:
        base = self._kept_from
        return tuple(Segment(base.path, entry, base.sums) for entry in self._entries) if base else ()

    def commit(self) -> None:
        """Make the changes durable and visible at once; without any, nothing is written."""
        self._check_open()
        if self._changed:
            with writing(self._folder):
                self._commit()
        self._close()

    def cancel(self) -> None:
        """Drop the changes. Nothing is left of them."""
        if not self._open:
            return
        try:
            if self._writer is not None and not self._writer.is_closed:
                self._writer.abandon()
        finally:
            self._close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.cancel()

    def _check_open(self) -> None:
        if not self._open:
            raise IndexError_("The index writer was already committed or cancelled.", "Open another.")

    def _close(self) -> None:
        self._open = False
        try:
            if self._next is not None:
                self._next.__exit__(None, None, None)
        finally:
            self._release()

    def _release(self) -> None:
        for segment in self.__dict__.pop("_before", ()):
            segment.close()
        if self._current is not None:
            self._current.release()
        self._lock.release()

    def _segment_writer(self) -> _SegmentWriter:
        if self._writer is None:
            self._next = new_generation(self._folder, self._current)
            if self._kept_from:
                self._next.adopt(self._kept_from)
            sums = self._kept_from.sums if self._kept_from else {}
            self._writer = _SegmentWriter(self._next, self._entries, sums)
        return self._writer

    def _commit(self) -> None:
        writer = self._segment_writer()
        assert self._next is not None
        writer.delete_files(self._removed)
        writer.commit(mergetype=_merge_same_sizes)
        entries = [self._with_words(entry) for entry in writer.entries() if entry.live]
        kept = tuple(f"{INDEX_NAME}_{entry.id}." for entry in entries)
        for path in list(self._next.path.iterdir()):
            if not path.name.startswith(kept):
                path.unlink()
        self._lexicon.meet(self._maker.terms)
        names = self._lexicon.write(self._next.path)
        now = datetime.now(UTC).isoformat(timespec="seconds")
        manifest = as_json(self._files, entries, current_versions(), now)
        self._next.commit({**manifest, "corpus": self._corpus, "lexicon": names})

    def _with_words(self, entry: SegmentEntry) -> SegmentEntry:
        """The entry with the number of words in each field of its live passages, for their average length."""
        assert self._next is not None
        segment = Segment(self._next.path, entry)
        width = len(SEARCHED) + 1
        sums = [sum(segment.lengths[field::width]) for field in range(len(SEARCHED))]
        for local in entry.deleted_ids():
            for field in range(len(SEARCHED)):
                sums[field] -= segment.lengths[local * width + field]
        segment.close()
        return SegmentEntry(entry.id, entry.size, entry.deleted, tuple(sums))


class _SegmentWriter(SegmentWriter):  # type: ignore[misc]
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
        self.pool = PlainPool(self.temp_storage(), self.newsegment)
        self._generation = generation
        self._sums = sums
        self._final: list[Any] = []

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
        self.temp_storage().abandon()
        self.is_closed = True

    def take_over(self, segment: Any) -> None:
        """Take over the live passages of a segment, each byte of it compared with its checksum before."""
        self._generation.check(f"{INDEX_NAME}_{segment.segid}.")
        reader = SegmentReader(self.storage, self.schema, segment)
        self.add_reader(reader)
        reader.close()

    def entries(self) -> Iterator[SegmentEntry]:
        """The segments after `commit`."""
        for segment in self._final:
            yield SegmentEntry(segment.segid, segment.doc_count_all(), _ranges(segment.deleted_docs()), ())

    def _commit_toc(self, segments: list[Any]) -> None:
        self._final = segments


def _current(folder: Path, *, rebuild: bool) -> Generation | None:
    try:
        current = current_generation(folder)
    except IndexMissingError:
        return None
    except IndexError_:
        if rebuild:
            return None
        raise
    try:
        check_versions(current.manifest["versions"], folder)
    except IndexVersionError:
        if not rebuild:
            raise
    return current


def _merge_same_sizes(writer: _SegmentWriter, segments: list[Any]) -> list[Any]:
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


def _ranges(numbers: Iterable[int]) -> tuple[tuple[int, int], ...]:
    ranges: list[tuple[int, int]] = []
    for number in sorted(numbers):
        if ranges and ranges[-1][1] == number:
            ranges[-1] = (ranges[-1][0], number + 1)
        else:
            ranges.append((number, number + 1))
    return tuple(ranges)
