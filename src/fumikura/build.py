"""Builds the index of a corpus: changed files are replaced, vanished ones removed, all others left as they are.

A file that can't be read is skipped and named in the report, and the index keeps what it had of it, so that a broken copy
loses nothing. The same holds where a stage of ours fails on a file, by whatever exception: it costs this file alone.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, partial
from pathlib import Path
from typing import Literal

from fumikura.arguments import check_arguments
from fumikura.catalog import NAME as CATALOG
from fumikura.catalog import NO_LINES, Catalog, CatalogEntry, key_of, load_catalog
from fumikura.documents import document_ids, failure_of, fingerprint, read_file
from fumikura.dry_run import DryRunWriter, check_corpus
from fumikura.engines import open_writer, prepare
from fumikura.engines.protocol import FileRecord, Prepared, Writer
from fumikura.errors import ArgumentError, CorpusError, FumikuraError, StageError, UnreadableError
from fumikura.file_access import require_corpus
from fumikura.freshness import file_stamp, sidecar_stamp
from fumikura.lexicon.mining import Miner
from fumikura.messages import Coded, Message, in_both, system_reason
from fumikura.models import Definition, Document, Passage
from fumikura.notes import NAME as NOTES
from fumikura.notes import Note, apply_notes, load_notes, notes_of_file
from fumikura.parallel import few_collections, in_processes, most_jobs
from fumikura.reading.decoding import is_encoding
from fumikura.reading.discovery import PassedFile, SourceFile, discover, is_in
from fumikura.reading.registry import has_lines, load_bytes

Progress = Callable[[int, int, str], None]
"""Called with the number of files done, the number of all, and the name of the next one."""


@dataclass(frozen=True, slots=True)
class FileOutcome:
    """What became of a file. `inferred` are its documents without an entry in the catalog.

    `reasons` say why it was skipped. With `fault` it was skipped because fumikura itself failed on it.
    """

    source: str
    status: Literal["added", "replaced", "unchanged", "removed", "skipped"]
    reasons: tuple[Coded, ...] = ()
    inferred: tuple[Document, ...] = ()
    passages: int = 0
    fault: bool = False

    @property
    def reason(self) -> str:
        """Why it was skipped, in English; "" where it was not."""
        return " ".join(map(str, self.reasons))


@dataclass(frozen=True, slots=True)
class BuildReport:
    """What a run did with each file, and what the index holds after it."""

    files: tuple[FileOutcome, ...]
    documents: int
    passages: int
    seconds: float


_UNREAD = ""
"""The fingerprint of a file that could not be read."""


@dataclass(frozen=True, slots=True)
class _Task:
    file: SourceFile
    entries: tuple[CatalogEntry, ...]
    id_: str
    fingerprint: str
    stamp: str
    notes: tuple[Note, ...] = ()


@dataclass(frozen=True, slots=True)
class _Content:
    """The content of a file: its documents, passages, and the names that it defines.

    In another process the engine prepares the passages; then `prepared` stands for them. `fingerprint` is of the bytes
    that were read, as a file may change after it was listed.
    """

    documents: tuple[Document, ...]
    inferred: tuple[Document, ...]
    ids: tuple[str, ...]
    definitions: tuple[Definition, ...]
    passages: tuple[Passage, ...]
    left_out: tuple[tuple[str, Coded], ...]
    fingerprint: str
    prepared: Prepared | None = None


@check_arguments
def build_index(
    corpus: str | Path,
    index: str | Path,
    *,
    paths: Sequence[str | Path] = (),
    rebuild: bool = False,
    jobs: int = 1,
    encoding: str | None = None,
    progress: Progress | None = None,
    dry_run: bool = False,
) -> BuildReport:
    """Index a folder of documents, or one file, and report what was done.

    `paths` restricts the run to files or folders of the corpus; `rebuild` starts from nothing; `encoding` decides
    for files whose encoding can't be told. At most as many `jobs` read as there are cores. With `dry_run` everything is
    read and reported, and the index stays as it is.

    Raises CorpusError where there is no corpus, CatalogError where its catalog is malformed, IndexLockedError where
    another run is under way, IndexError_ where the index is of another corpus, unless it is to be rebuilt.
    """
    started = time.monotonic()
    if jobs < 1:
        raise ArgumentError("argument.jobs", value=jobs)
    if encoding is not None and not is_encoding(encoding):
        raise ArgumentError("argument.encoding", value=encoding)
    root = Path(corpus)
    require_corpus(root)
    beside = sidecar_stamp(root)
    catalog = load_catalog(root)
    found, passed = discover(root)
    chosen = _choose_files(root, found, paths)
    if not rebuild:
        check_corpus(Path(index), root, {each.source for each in found})
    opened: Writer = (
        DryRunWriter(index, rebuild=rebuild)
        if dry_run
        else open_writer(index, rebuild=rebuild, corpus=_relative_to_index(root, Path(index)))
    )
    with few_collections(), opened as writer:
        outcomes = list(_missing_from_corpus(catalog, found)) if root.is_dir() else []
        outcomes += [_skip_unreadable(writer, each) for each in passed if each.fault]
        outcomes += _remove_missing(writer, found, passed, whole=not paths)
        tasks = _make_tasks(root, chosen, found, catalog, beside)
        outcomes += _index_files(writer, chosen, tasks, encoding, jobs, progress)
        if any(outcome.status in ("added", "replaced", "removed") for outcome in outcomes):
            _update_stamps(writer, tasks.values())
        documents = sum(len(record.documents) for record in writer.files.values())
        passages = sum(record.passages for record in writer.files.values())
        writer.commit()
    ordered = tuple(sorted(outcomes, key=lambda outcome: outcome.source))
    return BuildReport(ordered, documents, passages, time.monotonic() - started)


@dataclass(frozen=True, slots=True)
class Description:
    """What is known of the documents of a corpus, the files that were skipped, and parts of others that were.

    Those of `ready` passages (`.jsonl`) say themselves what they are: an entry for them would not be used.
    """

    documents: tuple[Document, ...]
    ready: tuple[Document, ...]
    skipped: tuple[FileOutcome, ...]
    parts: tuple[FileOutcome, ...]


@check_arguments
def describe(corpus: str | Path, paths: Sequence[str | Path] = (), *, new: bool = False) -> Description:
    """What is known of each document: its catalog entry, else what its first lines say. With `new`, of new ones alone.

    New are documents without a catalog entry, but not those of ready passages.

    Raises CorpusError where there is no corpus.
    """
    root = Path(corpus)
    catalog = load_catalog(root)
    found, _ = discover(root)
    ids = document_ids([each.source for each in found], catalog)
    documents: list[Document] = []
    ready: list[Document] = []
    skipped: list[FileOutcome] = []
    parts: list[FileOutcome] = []
    for each in _choose_files(root, found, paths):
        try:
            content = read_file(each, catalog.of(each.source), ids[each.source])
        except CorpusError as error:
            skipped.append(FileOutcome(each.source, "skipped", (error,)))
            continue
        unused = {source for source, why in content.left_out if why.code == "file.catalog-ready"}
        has_entry = {key_of(entry.document.source) for entry in catalog.of(each.source)} - {
            *map(key_of, unused)
        }
        listed = tuple(
            one for one in content.documents if one in content.inferred or key_of(one.source) in has_entry
        )
        ready += (replace(one, lines=NO_LINES) for one in content.documents if one not in listed and not new)
        found_here = content.inferred if new else listed
        if len(content.documents) == 1 and not has_lines(each.source):
            found_here = tuple(replace(one, lines=NO_LINES) for one in found_here)
        documents += found_here
        parts += _skipped_parts(content.left_out)
    return Description(tuple(documents), tuple(ready), tuple(skipped), tuple(parts))


def _choose_files(
    root: Path, found: Sequence[SourceFile], paths: Sequence[str | Path]
) -> tuple[SourceFile, ...]:
    """The files that `paths` name, each relative to the corpus or to the working folder."""
    if not paths:
        return tuple(found)
    base = (root if root.is_dir() else root.parent).resolve()
    places: dict[Path, list[SourceFile]] = {}
    for each in found:
        place = each.path.resolve()
        for folder in (place, *place.parents):
            places.setdefault(folder, []).append(each)
    chosen: dict[str, SourceFile] = {}
    for path in paths:
        try:
            hits = [*places.get((base / path).resolve(), ()), *places.get(Path(path).resolve(), ())]
        except (OSError, ValueError, RuntimeError):  # no name of a file, or links in a ring
            hits = []
        if not hits:
            raise CorpusError("corpus.not-in", path=path, corpus=root)
        chosen.update((hit.source, hit) for hit in hits)
    return tuple(chosen[source] for source in sorted(chosen))


def _missing_from_corpus(catalog: Catalog, found: Sequence[SourceFile]) -> Iterator[FileOutcome]:
    keys = {key_of(each.source) for each in found}
    for key in sorted(set(catalog.entries) - keys):
        if key.split("!")[0] not in keys:  # else it is inside an archive
            source = catalog.entries[key][0].document.source
            yield FileOutcome(source, "skipped", (Message("file.catalog-missing", source=source),))


def _remove_missing(
    writer: Writer, found: Sequence[SourceFile], passed: Sequence[PassedFile], *, whole: bool
) -> list[FileOutcome]:
    """Remove vanished files. A file that exists but can't be read keeps its passages."""
    there = {each.source for each in found}
    faults = {each.source for each in passed if each.fault}
    gone = (
        [source for source in writer.files if source not in there and not is_in(source, faults)]
        if whole
        else []
    )
    outcomes = [
        FileOutcome(source, "removed", passages=writer.files[source].passages)
        for source in gone
        if _is_known(writer, source)
    ]
    for source in gone:
        writer.remove_file(source)
    return outcomes


def _make_tasks(
    root: Path, chosen: Sequence[SourceFile], found: Sequence[SourceFile], catalog: Catalog, beside: str
) -> dict[str, _Task | FumikuraError]:
    """The task for each file, or the error why it has none."""
    ids = document_ids([each.source for each in found], catalog)
    all_notes = load_notes(root)
    tasks: dict[str, _Task | FumikuraError] = {}
    for each in chosen:
        entries, id_ = catalog.of(each.source), ids[each.source]
        notes = notes_of_file(all_notes, each.source)
        try:
            stamp = file_stamp(each.path, beside)
            digest = fingerprint(load_bytes(each.path, each.source), entries, id_, notes)
        except OSError as error:
            tasks[each.source] = UnreadableError(
                "file.unreadable", source=each.source, reason=system_reason(error)
            )
            continue
        except UnreadableError as error:
            tasks[each.source] = error
            continue
        tasks[each.source] = _Task(each, entries, id_, digest, stamp, notes)
    return tasks


def _index_files(
    writer: Writer,
    chosen: Sequence[SourceFile],
    tasks: dict[str, _Task | FumikuraError],
    encoding: str | None,
    jobs: int,
    progress: Progress | None,
) -> list[FileOutcome]:
    outcomes: list[FileOutcome] = []
    todo: list[_Task] = []
    for source, task in tasks.items():
        if isinstance(task, FumikuraError):
            outcomes.append(_skip(writer, source, "", task))
            continue
        record = writer.files.get(source)
        # With an encoding a file is read again, as it may have been read wrongly before.
        if record is not None and record.fingerprint == task.fingerprint and encoding is None:
            outcomes.append(FileOutcome(source, "unchanged", passages=record.passages))
            left = [Message("file.unread-before", what=each) for each in record.unread]
            outcomes += [FileOutcome(source, "skipped", (each,)) for each in left]
        else:
            todo.append(task)
    reading = {task.file.source for task in todo}
    for done, (task, content) in enumerate(_read_all(todo, encoding, most_jobs(jobs, len(todo)))):
        if progress:
            progress(done, len(todo), task.file.source)
        made, *displaced = _store(writer, task, content)
        outcomes.append(made)
        for other in displaced:  # one that is still to be read has an outcome of its own later
            outcomes = [each for each in outcomes if each.source != other.source]
            outcomes += [other] if other.source not in reading else []
        if isinstance(content, _Content):
            outcomes += _skipped_parts(content.left_out)
    if progress and todo:
        progress(len(todo), len(todo), "")
    return outcomes


def _skipped_parts(parts: Sequence[tuple[str, Coded]]) -> list[FileOutcome]:
    """The outcomes of the parts of a file that were not read."""
    return [
        FileOutcome(source, "skipped", (reason,), fault=isinstance(reason, StageError))
        for source, reason in parts
    ]


def _update_stamps(writer: Writer, tasks: Iterable[_Task | FumikuraError]) -> None:
    """Note the new times of files whose content did not change, as each search would read them again.

    Alone this is no reason to commit, as a commit replaces the state that `--restore` goes back to.
    """
    for task in (each for each in tasks if isinstance(each, _Task)):
        record = writer.files.get(task.file.source)
        if record and record.fingerprint == task.fingerprint and record.stamp != task.stamp:
            writer.keep_file(replace(record, stamp=task.stamp))


def _read_all(
    todo: Sequence[_Task], encoding: str | None, jobs: int
) -> Iterator[tuple[_Task, _Content | FumikuraError]]:
    """The content of each file, in order. With several processes these also prepare the passages for the index."""
    if jobs > 1:
        read = partial(_read_and_prepare, encoding=encoding)
        yield from zip(todo, in_processes(read, todo, jobs, _process_ended), strict=True)
    else:
        yield from ((task, _read(task, encoding=encoding)) for task in todo)


def _read_and_prepare(task: _Task, *, encoding: str | None) -> _Content | FumikuraError:
    content = _read(task, encoding=encoding)
    if isinstance(content, FumikuraError):
        return content
    try:
        prepared = prepare(content.passages)
    except Exception as error:
        return failure_of(task.file.source, error)
    # What was prepared has all of the passages that is to be written.
    return replace(content, passages=(), prepared=prepared)


def _process_ended(task: _Task) -> FumikuraError:
    return UnreadableError("file.process-ended", source=task.file.source)


def _read(task: _Task, *, encoding: str | None) -> _Content | FumikuraError:
    try:
        data = load_bytes(task.file.path, task.file.source)
        content = read_file(task.file, task.entries, task.id_, encoding, data)
        passages = apply_notes(content.passages, task.notes)
        return _Content(
            content.documents,
            content.inferred,
            tuple(passage.id for passage in passages),
            _miner().definitions(passages),
            passages,
            content.left_out,
            fingerprint(data, task.entries, task.id_, task.notes),
        )
    except Exception as error:
        return failure_of(task.file.source, error)


@cache
def _miner() -> Miner:
    return Miner()


def _store(writer: Writer, task: _Task, content: _Content | FumikuraError) -> list[FileOutcome]:
    """Store a file; the outcomes of it and of the files that it displaces.

    Of two files with the same passage id the first by name is kept, so that the index depends on the files alone and not
    on their history.
    """
    source = task.file.source
    if isinstance(content, FumikuraError):
        return [_skip(writer, source, task.stamp, content)]
    others = {holder: id_ for id_, holder in writer.holders(content.ids).items() if holder != source}
    for holder, id_ in others.items():
        if holder < source:
            return [_drop_for_taken_id(writer, source, task.stamp, id_, holder)]
    known = _is_known(writer, source)
    unread = tuple(in_both(reason) for _, reason in content.left_out)
    record = FileRecord(source, content.fingerprint, content.documents, len(content.ids), task.stamp, unread)
    try:
        writer.add_file(record, content.passages, content.definitions, content.prepared)
    except (FumikuraError, OSError):  # the index can't be written, which is not the fault of this file
        raise
    except Exception as error:
        return [_skip(writer, source, task.stamp, failure_of(source, error))]
    status: Literal["added", "replaced"] = "replaced" if known else "added"
    return [
        FileOutcome(source, status, (), content.inferred, len(content.ids)),
        *(
            _drop_for_taken_id(writer, each, writer.files[each].stamp, id_, source)
            for each, id_ in others.items()
        ),
    ]


def _is_known(writer: Writer, source: str) -> bool:
    record = writer.files.get(source)
    return record is not None and record.fingerprint != _UNREAD


def _drop_for_taken_id(writer: Writer, source: str, stamp: str, id_: str, holder: str) -> FileOutcome:
    """Leave out a file that has a passage id of another file."""
    if _is_known(writer, source):
        writer.remove_file(source)
    return _skip(writer, source, stamp, CorpusError("file.id-taken", source=source, id=id_, holder=holder))


def _skip(writer: Writer, source: str, stamp: str, error: FumikuraError) -> FileOutcome:
    """Skip a file: the index keeps what it has of it; else the file is noted as unread."""
    reasons: tuple[Coded, ...] = (error, Message("file.kept")) if _is_known(writer, source) else (error,)
    _note_unread(writer, source, reasons, stamp)
    return FileOutcome(source, "skipped", reasons, fault=isinstance(error, StageError))


def _skip_unreadable(writer: Writer, passed: PassedFile) -> FileOutcome:
    """Note what can't be looked into, so that a search can say so."""
    reasons = _reasons(passed)
    _note_unread(writer, passed.source, reasons, "")
    return FileOutcome(passed.source, "skipped", reasons)


def _note_unread(writer: Writer, source: str, reasons: Sequence[Coded], stamp: str) -> None:
    unread = tuple(map(in_both, reasons))
    before = writer.files.get(source)
    if before is not None and _is_known(writer, source):
        if before.unread != unread:
            writer.keep_file(replace(before, unread=unread))
    elif before != (record := FileRecord(source, _UNREAD, (), 0, stamp, unread)):
        writer.add_file(record, ())


def _reasons(passed: PassedFile) -> tuple[Coded, ...]:
    return (passed.reason,) if passed.reason else ()


def _relative_to_index(root: Path, index: Path) -> str:
    """The path of the corpus relative to the folder of the index, so that both may be moved together."""
    try:
        return Path(os.path.relpath(root.resolve(), index.resolve())).as_posix()
    except ValueError:  # on another drive
        return root.resolve().as_posix()


def files_changed_since(
    corpus: Path, sources: Sequence[str], records: Mapping[str, FileRecord]
) -> tuple[str, ...]:
    """Those of `sources` that would give other passages than they did according to `records`."""
    beside = sidecar_stamp(corpus)
    try:
        catalog = load_catalog(corpus)
    except CorpusError:
        return (CATALOG,)
    found, _ = discover(corpus)
    try:
        chosen = [each for each in found if each.source in sources]
        tasks = _make_tasks(corpus, chosen, found, catalog, beside)
    except CorpusError:
        return (NOTES,)
    return tuple(
        source
        for source, task in tasks.items()
        if isinstance(task, _Task) and not _is_unchanged(task, records[source])
    )


def _is_unchanged(task: _Task, record: FileRecord) -> bool:
    """Whether a file is as it was recorded; an unread file is unchanged while its stamp is the same."""
    if record.fingerprint == _UNREAD:
        return task.stamp == record.stamp
    return task.fingerprint == record.fingerprint
