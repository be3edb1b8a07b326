"""The writer: Whoosh writes and merges segments in the folder of the next generation."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path
from types import MappingProxyType, TracebackType
from typing import Self

from fumikura.engines.protocol import FileRecord, Prepared
from fumikura.engines.snapshots.failures import reading, writing
from fumikura.engines.snapshots.generations import (
    MANIFEST,
    Generation,
    check_folder,
    clear_away,
    current_generation,
    new_generation,
)
from fumikura.engines.snapshots.locks import Lock
from fumikura.engines.snapshots.versions import check_versions, current_versions
from fumikura.engines.whoosh_engine.fields import FieldMaker
from fumikura.engines.whoosh_engine.lexicon import LexiconWriter, lexicon_of
from fumikura.engines.whoosh_engine.manifest import as_json, file_records, segment_entries
from fumikura.engines.whoosh_engine.segment import INDEX_NAME, Segment, SegmentEntry
from fumikura.engines.whoosh_engine.segment_writer import SegmentWriter, merge_same_sizes
from fumikura.engines.whoosh_engine.stored import source_of
from fumikura.errors import IndexError_, IndexMissingError, IndexVersionError
from fumikura.models import Definition, Passage, file_of
from fumikura.plan.nodes import SEARCHED
from fumikura.text import Analyzer

__all__ = ["WhooshWriter"]


class WhooshWriter:
    """See `seam.Writer`, and `whoosh_engine.open_writer` for the arguments."""

    def __init__(
        self,
        folder: Path,
        *,
        rebuild: bool,
        analyzer: Analyzer | None,
        corpus: str | None = None,
        jobs: int = 1,
    ) -> None:
        check_folder(folder)
        self._lock = Lock(folder)
        self._folder = folder
        self._maker = FieldMaker(analyzer or Analyzer())
        self._open = True
        self._jobs = jobs
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
        self._writer: SegmentWriter | None = None
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
        self,
        record: FileRecord,
        passages: Iterable[Passage],
        definitions: Iterable[Definition] = (),
        prepared: Sequence[Prepared] | None = None,
    ) -> None:
        """Put in a file, in place of what there was of it."""
        self._check_open()
        with writing(self._folder):
            writer = self._segment_writer()
            first, holders = writer.docnum, dict[str, str]()
            try:
                for batch in self._maker.batches(passages) if prepared is None else prepared:
                    writer.add_batch(batch)
                    holders |= dict.fromkeys(batch.ids, record.source)
            except Exception:
                for number in range(first, writer.docnum):
                    writer.newsegment.delete_document(number)
                raise
            self.remove_file(record.source)
            self._changed = True
            self._holders |= holders
            self._added[record.source] = (first, writer.docnum)
        self._lexicon.define(record.source, definitions)
        self._files[record.source] = record

    def keep_file(self, record: FileRecord) -> None:
        """Put another record in the place of that of a file, of which all passages stay."""
        self._check_open()
        self._changed = True
        self._files[record.source] = record

    def holder(self, passage_id: str) -> str | None:
        """The file that a passage of this id is of already, or None."""
        if passage_id in self._holders:
            return self._holders[passage_id]
        for segment in self._before:
            for local in segment.with_id(passage_id):
                source = source_of(segment.passage_row(local))
                if file_of(source, self._removed) not in self._removed:
                    return file_of(source, self._files)
        return None

    @cached_property
    def _before(self) -> tuple[Segment, ...]:
        base = self._kept_from
        return tuple(Segment(base.path, entry, base.sums) for entry in self._entries) if base else ()

    def commit(self) -> None:
        """Make the changes durable and visible at once; without any, nothing is written.

        What a run left that died after its commit is cleared away in either case.
        """
        self._check_open()
        with writing(self._folder):
            if self._changed:
                self._commit()
            else:
                clear_away(self._folder)
        self._close()

    def cancel(self) -> None:
        """Drop the changes. Nothing is left of them."""
        if not self._open:
            return
        try:
            if self._writer is not None:
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
            raise IndexError_("index.writer-closed")

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

    def _segment_writer(self) -> SegmentWriter:
        if self._writer is None:
            self._next = new_generation(self._folder, self._current)
            self._next.make()
            if self._kept_from:
                self._next.adopt(self._kept_from)
            sums = self._kept_from.sums if self._kept_from else {}
            self._writer = SegmentWriter(self._next, self._entries, sums, self._jobs)
        return self._writer

    def _commit(self) -> None:
        writer = self._segment_writer()
        assert self._next is not None
        self._lexicon.meet(writer.words())
        writer.delete_files(self._removed)
        writer.commit(mergetype=merge_same_sizes)
        entries = [self._with_words(entry) for entry in writer.entries() if entry.live]
        kept = tuple(f"{INDEX_NAME}_{entry.id}." for entry in entries)
        for path in list(self._next.path.iterdir()):
            if not path.name.startswith(kept):
                path.unlink()
        names = self._lexicon.write(self._next.path)
        now = datetime.now(UTC).isoformat(timespec="seconds")
        manifest = as_json(self._files, entries, current_versions(), now)
        self._next.commit({**manifest, "corpus": self._corpus, "lexicon": names})

    def _with_words(self, entry: SegmentEntry) -> SegmentEntry:
        """The entry with the number of words in each field of its live passages, for their average length."""
        assert self._next is not None
        segment = Segment(self._next.path, entry)
        gone = tuple(entry.deleted_ids())
        sums = [
            sum(lengths) - sum(lengths[local] for local in gone)
            for lengths in (segment.lengths(field) for field in SEARCHED)
        ]
        segment.close()
        return SegmentEntry(entry.id, entry.size, entry.deleted, tuple(sums))


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
