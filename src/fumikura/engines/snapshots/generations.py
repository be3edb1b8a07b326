"""The folder of an index: generations, and a pointer file that names the current and the previous one.

A run builds the next generation beside the current one and switches the pointer by one rename, so that readers see the
old state or the new one, and a killed run leaves the old one. Files of segments never change, so a generation links to
the files that it shares with the last. Data is synced to the disk before the switch, the folder after it.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import re
import time
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any, Self

from fumikura.engines.snapshots.checksums import (
    FileChecksum,
    checksum_of,
    checksums_from_json,
    checksums_to_json,
    faults_of_files,
)
from fumikura.engines.snapshots.error_mapping import map_read_errors, map_write_errors
from fumikura.engines.snapshots.locks import LOCK, WriteLock
from fumikura.engines.snapshots.pointer import (
    GENERATION_NAME,
    NEW_POINTER,
    POINTER,
    GenerationRef,
    Pointer,
    read_pointer,
    sync,
    sync_folder,
    write_pointer,
)  # fmt: skip
from fumikura.errors import IndexDamagedError, IndexError_, IndexMissingError
from fumikura.file_access import LockableFile
from fumikura.messages import Coded, Message, system_reason
from fumikura.values import frozen

MANIFEST = "manifest.json"
_OURS = re.compile(rf"{GENERATION_NAME.pattern}|{re.escape(POINTER)}(?:\.new)?|{LOCK}")
_TOLERATED = frozenset({".gitkeep", ".gitignore", ".DS_Store"})
_ATTEMPTS = 100


@frozen
class Generation:
    """A committed state of an index: its folder, and what its manifest says."""

    path: Path
    manifest: Mapping[str, Any]
    ref: GenerationRef
    manifest_lock: LockableFile

    @property
    def sums(self) -> Mapping[str, FileChecksum]:
        """The checksums of its files except the manifest. Raises IndexDamagedError."""
        with map_read_errors(self.path / MANIFEST):
            return checksums_from_json(self.manifest["sums"])

    def release(self) -> None:
        """Allow its removal."""
        self.manifest_lock.close()


def check_folder(folder: Path) -> None:
    """Make the folder if missing. Raises IndexError_ if it holds anything but an index."""
    try:
        new = [path for path in (folder, *folder.parents) if not path.exists()]
        folder.mkdir(parents=True, exist_ok=True)
        for path in new:
            sync_folder(path.parent)
        names = {entry.name for entry in folder.iterdir()} - _TOLERATED
    except (OSError, ValueError) as error:  # ValueError: a NUL or half a character in the name
        raise IndexError_("index.folder-unusable", folder=folder, reason=system_reason(error)) from error
    foreign = sorted(name for name in names if not _OURS.fullmatch(name))
    if foreign or (any(map(GENERATION_NAME.fullmatch, names)) and not names & {POINTER, LOCK}):
        shown = tuple(foreign[:3]) or (Message("index.foreign-folders"),)
        raise IndexError_("index.folder-foreign", folder=folder, names=shown)


def current_generation(folder: Path) -> Generation:
    """The current generation, which nobody removes until it is released.

    Raises IndexMissingError if there is none, IndexDamagedError if pointer or manifest were altered.
    """
    for _ in range(_ATTEMPTS):
        pointer = read_pointer(folder)
        if pointer is None:
            raise IndexMissingError("index.missing", folder=folder)
        opened = _lock_manifest(folder, pointer.current)
        # Between reading the pointer and locking its generation two commits may have replaced it.
        if opened is not None and read_pointer(folder) == pointer:
            return _load(folder, pointer.current, opened)
        if opened is not None:
            opened.close()
        elif (
            read_pointer(folder) == pointer and not (folder / pointer.current.generation / MANIFEST).exists()
        ):
            break
        time.sleep(0.001)
    raise IndexDamagedError("index.files-lost", folder=folder)


def previous_generation(folder: Path) -> Generation | None:
    """The previous generation, or None. Raises IndexDamagedError."""
    pointer = read_pointer(folder)
    if pointer is None or pointer.previous is None:
        return None
    opened = _lock_manifest(folder, pointer.previous)
    if opened is None:
        raise IndexDamagedError("index.previous-lost", folder=folder)
    return _load(folder, pointer.previous, opened)


def faults_of_generation(generation: Generation) -> Iterator[Message]:
    """The faults of the files of a generation; every byte is read."""
    try:
        there = {path.name for path in generation.path.iterdir()} - {MANIFEST}
        expected = generation.sums
    except OSError as error:
        yield Message("index.fault-folder", reason=system_reason(error))
        return
    yield from (Message("index.fault-foreign", file=name) for name in sorted(there - expected.keys()))
    yield from faults_of_files(generation.path, expected, sorted(expected))


def faults_of_previous(folder: Path, current: Generation) -> Iterator[Message]:
    """The faults of the previous generation, which `restore_index` would go back to.

    One of another version is not checked, as nobody can go back to it.
    """
    try:
        previous = previous_generation(folder)
        if previous is None:
            return
        same = previous.manifest.get("versions") == current.manifest["versions"]
        faults: list[Coded] = [*faults_of_generation(previous)] if same else []
        previous.release()
    except IndexDamagedError as error:
        faults = [error]
    yield from (Message("index.fault-previous", fault=fault) for fault in faults)


def _load(folder: Path, ref: GenerationRef, opened: LockableFile) -> Generation:
    path = folder / ref.generation
    try:
        content = opened.read()
        if hashlib.sha256(content).hexdigest() != ref.manifest:
            raise ValueError(MANIFEST)
        manifest = json.loads(content)
        if not isinstance(manifest, dict):
            raise ValueError(MANIFEST)
        return Generation(path, manifest, ref, opened)
    except OSError as error:
        opened.close()
        raise IndexDamagedError("index.unreadable", folder=folder, reason=system_reason(error)) from error
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError) as error:
        opened.close()
        raise IndexDamagedError("index.manifest-altered", folder=folder) from error


def _lock_manifest(folder: Path, ref: GenerationRef) -> LockableFile | None:
    """The locked manifest, which keeps its generation from being removed; None if it is gone."""
    try:
        file = LockableFile(folder / ref.generation / MANIFEST)
    except FileNotFoundError:
        return None
    except OSError as error:
        raise IndexDamagedError("index.unreadable", folder=folder, reason=system_reason(error)) from error
    if not file.lock(shared=True) or file.is_removed():
        file.close()
        return None
    return file


class NewGeneration:
    """The next generation, which is removed unless it is committed. The lock must be held."""

    def __init__(self, folder: Path, current: Generation | None) -> None:
        self._folder = folder
        self._current = current
        self._adopted: dict[str, FileChecksum] = {}
        self._base = folder
        remove_unused(folder)
        number = 1 + max((int(path.name[1:]) for path in _generation_folders(folder)), default=0)
        self.path = folder / f"g{number:06d}"

    def make(self) -> None:
        """Make the folder; not before the caller can remove it, whatever interrupts the run."""
        self.path.mkdir()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        """Remove it, unless the pointer names it: then it was committed, whatever failed afterwards."""
        with contextlib.suppress(IndexDamagedError):
            if self.path.name in _named_generations(folder=self._folder):
                return
        import shutil  # here and below: only those who write need it, and its import takes a while

        shutil.rmtree(self.path, ignore_errors=True)
        with contextlib.suppress(OSError):
            (self._folder / NEW_POINTER).unlink(missing_ok=True)

    def link_files_of(self, base: Generation) -> None:
        """Take over the files of a generation, as links if the file system has them."""
        import shutil

        for name, expected in base.sums.items():
            source, target = base.path / name, self.path / name
            try:
                target.hardlink_to(source)
            except OSError:
                shutil.copyfile(source, target)
            self._adopted[name] = expected
        self._base = base.path

    def _checksum_of(self, path: Path) -> FileChecksum:
        """The checksums of a file; for a link the known ones, so that new ones never hide a damage."""
        known = self._adopted.get(path.name)
        if known is not None and path.samefile(self._base / path.name):
            return known
        found = checksum_of(path)
        if known is not None and found != known:
            raise IndexDamagedError("index.file-changed", folder=self._folder, file=path.name)
        return found

    def commit(self, manifest: Mapping[str, Any]) -> None:
        """Write the manifest with the checksums of all files, and make this generation the current one."""
        paths = sorted(self.path.iterdir())
        sums = {path.name: self._checksum_of(path) for path in paths}
        content = json.dumps(
            {**manifest, "sums": checksums_to_json(sums)}, ensure_ascii=False, indent=0
        ).encode("utf-8", "surrogatepass")
        (self.path / MANIFEST).write_bytes(content)
        for path in (*paths, self.path / MANIFEST):
            sync(path)
        sync_folder(self.path)
        sync_folder(self._folder)
        ref = GenerationRef(self.path.name, hashlib.sha256(content).hexdigest())
        write_pointer(self._folder, Pointer(ref, self._current.ref if self._current else None))
        remove_unused(self._folder)


def _generation_folders(folder: Path) -> Iterator[Path]:
    for path in folder.iterdir():
        if GENERATION_NAME.fullmatch(path.name) and path.is_dir() and not path.is_symlink():
            yield path


def _named_generations(folder: Path) -> frozenset[str]:
    """The folders that the pointer names. Raises IndexDamagedError."""
    pointer = read_pointer(folder)
    if pointer is None:
        return frozenset()
    return frozenset(each.generation for each in (pointer.current, pointer.previous) if each)


def remove_unused(folder: Path) -> None:
    """Remove generations that the pointer doesn't name and nobody reads, and what a killed run left.

    Nothing is removed while the pointer can't be read.
    """
    with contextlib.suppress(OSError):
        (folder / NEW_POINTER).unlink(missing_ok=True)
    try:
        kept = _named_generations(folder)
    except IndexDamagedError:
        return
    for path in list(_generation_folders(folder)):
        if path.name not in kept:
            _remove_unless_read(path)


def _remove_unless_read(path: Path) -> None:
    """Remove a generation, unless a reader has locked its manifest."""
    import shutil

    try:
        manifest = LockableFile(path / MANIFEST)
    except OSError:
        shutil.rmtree(path, ignore_errors=True)
        return
    if manifest.lock(shared=False):
        shutil.rmtree(path, ignore_errors=True)
    manifest.close()


def restore_index(path: str | Path, check_versions: Callable[[Mapping[str, str], Path], None]) -> None:
    """Make the previous generation the current one, after every byte of it was compared.

    The replaced one becomes the previous one, so a second call undoes the first. Raises IndexMissingError if there is no
    previous generation, IndexDamagedError or IndexVersionError if it is of no use, IndexLockedError.
    """
    folder = Path(path)
    if not folder.is_dir():
        raise IndexMissingError("index.missing", folder=folder)
    check_folder(folder)
    with WriteLock(folder):
        previous = previous_generation(folder)
        if previous is None:
            raise IndexMissingError("index.no-previous", folder=folder)
        try:
            with map_read_errors(previous.path / MANIFEST):
                versions = dict(previous.manifest["versions"])
            check_versions(versions, folder)
            sums = previous.sums
            for fault in faults_of_files(previous.path, sums, sorted(sums)):
                raise IndexDamagedError("index.previous-damaged", folder=folder, fault=fault)
            with map_write_errors(folder):
                pointer = read_pointer(folder)
                assert pointer is not None
                write_pointer(folder, Pointer(previous.ref, pointer.current))
        finally:
            previous.release()


def corpus_of(folder: Path) -> object:
    """The corpus of the index in a folder, as its manifest has it: relative to the folder.

    Raises IndexError_, OSError or ValueError if there is no index that can be read. Its version does not matter.
    """
    generation = current_generation(folder)
    generation.release()
    return generation.manifest.get("corpus")
