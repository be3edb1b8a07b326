"""The writer: Whoosh writes and merges segments in the folder of the next generation. See `protocol.Writer`."""

from __future__ import annotations

import contextlib
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from whoosh.index import FileIndex

from fumikura.engines.base_writer import BaseWriter, PreparedFile, pair_with_views
from fumikura.engines.protocol import FileRecord
from fumikura.engines.serialization import files_from_manifest, files_to_plain, passage_to_plain
from fumikura.engines.snapshots.error_mapping import map_read_errors, map_write_errors
from fumikura.engines.snapshots.generations import (
    MANIFEST,
    Generation,
    NewGeneration,
    check_folder,
    current_generation,
    remove_unused,
)
from fumikura.engines.snapshots.locks import WriteLock
from fumikura.engines.whoosh.engine import INDEX_NAME, open_passages
from fumikura.engines.whoosh.lexicon import LexiconWriter, open_lexicon
from fumikura.engines.whoosh.passages import Passages
from fumikura.engines.whoosh.safe_loading import CheckedStorage
from fumikura.engines.whoosh.schema import (
    DATE_PLACES,
    DATES,
    EXACT,
    ID_COLUMN,
    folded_column,
    length_column,
    make_schema,
    token_column,
)
from fumikura.engines.whoosh.segment_writer import IndexedPassage, PassageWriter, merge_same_sizes
from fumikura.engines.whoosh.versions import check_versions, current_versions
from fumikura.errors import IndexError_, IndexMissingError, IndexVersionError
from fumikura.matching.view import PassageView, ViewMaker
from fumikura.models import Definition, Passage, file_of
from fumikura.text import Analyzer


def document_of(passage: Passage, view: PassageView) -> IndexedPassage:
    """What the index holds of a passage, by the fields of the schema."""
    stored = passage_to_plain(passage)
    # A value is looked up though it is not stored, being the usual one.
    exact = {name: value for name in EXACT if (value := getattr(passage, name)) or name in stored}
    columns: dict[str, bytes | int] = {ID_COLUMN: passage.id.encode("utf-8", "surrogatepass")}
    for name, field in view.fields.items():
        columns[folded_column(name)] = field.text.encode("utf-8", "replace")
        columns[token_column(name)] = field.tokens.encode("utf-8")
        columns[length_column(name)] = view.lengths[name]
    if view.packed_dates:
        exact[DATES] = sorted({place.term for place in view.dates})
        columns[DATE_PLACES] = view.packed_dates.encode()
    tokens = {name: field.tokens for name, field in view.fields.items()}
    return IndexedPassage(stored, exact, tokens, view.lengths, columns)


class WhooshWriter(BaseWriter):
    """See `protocol.Writer`, and `engines.open_writer` for the arguments."""

    def __init__(self, folder: Path, *, rebuild: bool, corpus: str | None) -> None:
        check_folder(folder)
        self._lock = WriteLock(folder)
        self._folder = folder
        self._current: Generation | None = None
        try:
            self._current = _current(folder, rebuild=rebuild)
            base = None if rebuild else self._current
            files: Mapping[str, FileRecord] = {}
            if base:
                with map_read_errors(base.path / MANIFEST):
                    files = files_from_manifest(base.manifest)
            super().__init__(files)
            self._lexicon = LexiconWriter(open_lexicon(base) if base else None)
        except BaseException:
            self._release()
            raise
        self._base = base
        self._maker = ViewMaker(Analyzer(), self._lexicon.vocabulary)
        self._corpus = (base.manifest.get("corpus", "") if base else "") if corpus is None else corpus
        self._removed: set[str] = set()
        self._changed = rebuild or base is None or self._corpus != base.manifest.get("corpus", "")
        self._next: NewGeneration | None = None
        self._writer: Any = None
        self._added: dict[str, tuple[int, int]] = {}
        self._holders_before: Mapping[str, str] | None = None
        self._before: tuple[CheckedStorage, Passages] | None = None

    def remove_file(self, source: str) -> None:
        if not self._forget_file(source):
            return
        self._lexicon.forget(source)
        if source in self._added:
            self._delete_again(range(*self._added.pop(source)))
        else:
            self._removed.add(source)

    def add_file(
        self,
        record: FileRecord,
        passages: Iterable[Passage],
        definitions: Iterable[Definition] = (),
        prepared: PreparedFile | None = None,
    ) -> None:
        self._check_open()
        self._changed = True
        ids: list[str] = []
        with map_write_errors(self._folder):
            writer = self._segment_writer()
            first = writer.docnum
            try:
                for passage, view in pair_with_views(
                    passages, self._maker, self._lexicon.vocabulary, prepared
                ):
                    writer.add_passage(document_of(passage, view))
                    ids.append(passage.id)
            except Exception:
                writer.end_passage()
                self._delete_again(range(first, writer.docnum))
                raise
        self.remove_file(record.source)
        self._enter_file(record, ids)
        self._added[record.source] = (first, writer.docnum)
        self._lexicon.define(record.source, definitions)

    def holders(self, passage_ids: Iterable[str]) -> Mapping[str, str]:
        found = ((id_, self._holder(id_)) for id_ in passage_ids)
        return {id_: source for id_, source in found if source is not None}

    def _holder(self, passage_id: str) -> str | None:
        if passage_id in self._holders:
            return self._holders[passage_id]
        if self._holders_before is None:
            self._holders_before = self._ids_before()
        source = self._holders_before.get(passage_id)
        if source is None or file_of(source, self._removed) in self._removed:
            return None
        return file_of(source, self._files)

    def commit(self) -> None:
        """Make all changes durable and visible at once; without changes nothing is written.

        What a killed run left behind is removed in either case.
        """
        self._check_open()
        with map_write_errors(self._folder):
            if self._changed:
                self._commit()
            else:
                remove_unused(self._folder)
        self._close()

    def cancel(self) -> None:
        if not self._open:
            return
        try:
            if self._writer is not None:
                # It may have been interrupted anywhere; its files are removed with their folder.
                with contextlib.suppress(Exception):
                    self._writer.cancel()
                for files in (self._writer.perdocwriter, self._writer.fieldwriter):
                    # whoosh3 leaves them open where a commit failed. Closing them twice would write columns twice,
                    # where the run was interrupted just after its generation became the current one.
                    if not files.is_closed:
                        with contextlib.suppress(Exception):
                            files.close()
        finally:
            self._close()

    def _delete_again(self, numbers: Iterable[int]) -> None:
        """Remove passages that this writer has added."""
        for number in numbers:
            self._writer.newsegment.delete_document(number)

    def _ids_before(self) -> Mapping[str, str]:
        """The file of each passage id in the index before this run."""
        if self._base is None:
            return {}
        passages = self._passages_before()
        sources = {
            number: source for source, numbers in passages.values("source").items() for number in numbers
        }
        return {
            segment.ids()[row].decode("utf-8", "surrogatepass"): sources[segment.base + row]
            for segment in passages.segments
            for row in range(segment.size)
            if row not in segment.deleted
        }

    def _passages_before(self) -> Passages:
        assert self._base is not None
        if self._before is None:
            self._before = open_passages(self._base, open_lexicon(self._base))
        return self._before[1]

    def _close(self) -> None:
        self._open = False
        try:
            if self._next is not None:
                self._next.__exit__(None, None, None)
        finally:
            self._release()

    def _release(self) -> None:
        if before := self.__dict__.pop("_before", None):
            before[0].close()
        if self._current is not None:
            self._current.release()
        self._lock.release()

    def _segment_writer(self) -> Any:
        """Whoosh's writer in the folder of the next generation, which begins with links to the files of the last one."""
        if self._writer is None:
            self._next = NewGeneration(self._folder, self._current)
            self._next.make()
            sums = {}
            if self._base:
                self._next.link_files_of(self._base)
                sums = dict(self._base.sums)
            storage = CheckedStorage(self._next.path, sums)
            schema = make_schema()
            index = (
                FileIndex(storage, schema, INDEX_NAME)
                if self._base
                else FileIndex.create(storage, schema, INDEX_NAME)
            )
            self._writer = PassageWriter(index, self._lexicon.vocabulary)
        return self._writer

    def _commit(self) -> None:
        writer = self._segment_writer()
        assert self._next is not None
        if self._removed:
            for source, numbers in self._passages_before().values("source").items():
                if file_of(source, self._removed) in self._removed:
                    for number in numbers:
                        writer.delete_document(number)
        writer.commit(mergetype=merge_same_sizes)
        writer.storage.close()
        for path in list(self._next.path.iterdir()):
            if path.suffix == ".bin":  # those of the last generation
                path.unlink()
        names = self._lexicon.write(self._next.path)
        self._next.commit(
            {
                "versions": current_versions(),
                "committed": datetime.now(UTC).isoformat(timespec="seconds"),
                "files": files_to_plain(self._files),
                "corpus": self._corpus,
                "lexicon": names,
            }
        )


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
