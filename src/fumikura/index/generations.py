"""The folder of an index: generations, of which one pointer file names the one that counts.

A run builds the next generation beside the current one and switches the pointer over with one rename, so that
a reader sees the old state or the new one and a killed run leaves the old. Files of segments never change, so
the next generation links to those it keeps. Everything is on the disk (fsync) before the switch.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import re
import shutil
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from fumikura.errors import IndexDamagedError, IndexError_, IndexLockedError, IndexMissingError

__all__ = [
    "MANIFEST",
    "Generation",
    "Lock",
    "check_folder",
    "current_generation",
    "file_sums",
    "new_generation",
]

MANIFEST = "manifest.json"
_POINTER = "current.json"
_LOCK = "lock"
_FORMAT = "fumikura-index"
_NAME = re.compile(r"g[0-9]{6,}")
_OURS = re.compile(rf"{_NAME.pattern}|{re.escape(_POINTER)}(?:\.new)?|{_LOCK}")
_TOLERATED = frozenset({".gitkeep", ".gitignore", ".DS_Store"})
_REBUILD = "Build it again: fumikura index --rebuild"


@dataclass(frozen=True, slots=True)
class Generation:
    """A committed state of an index: its folder and what its manifest says."""

    path: Path
    manifest: Mapping[str, Any]

    @property
    def sums(self) -> Mapping[str, tuple[int, str]]:
        """Size in bytes and SHA-256 of each file but the manifest."""
        return {name: (size, digest) for name, (size, digest) in self.manifest["sums"].items()}


class Lock:
    """Keeps a second writer out of an index, where the system can (`flock`); it goes with the process."""

    def __init__(self, folder: Path) -> None:
        self._file = (folder / _LOCK).open("ab")
        try:
            import fcntl

            fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except ImportError:
            return
        except OSError as error:
            self._file.close()
            raise IndexLockedError(
                f"Another process is writing the index {folder}.", "Wait until it is done, and try again."
            ) from error

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.release()

    def release(self) -> None:
        """Let the next writer in."""
        self._file.close()


def check_folder(folder: Path) -> None:
    """Make the folder where there is none. Raises IndexError_ where it holds anything but an index."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        names = {entry.name for entry in folder.iterdir()} - _TOLERATED
    except OSError as error:
        raise IndexError_(
            f"The index folder {folder} can't be used: {error.strerror}.", "Name another with --index."
        ) from error
    foreign = sorted(name for name in names if not _OURS.fullmatch(name))
    if foreign or (any(map(_NAME.fullmatch, names)) and not names & {_POINTER, _LOCK}):
        shown = ", ".join(foreign[:3]) or "folders of unknown origin"
        raise IndexError_(
            f"The folder {folder} holds other things than an index ({shown}).",
            "Name an empty one with --index.",
        )


def current_generation(folder: Path) -> Generation:
    """The state that the pointer names.

    Raises IndexMissingError where there is none, IndexDamagedError where pointer or manifest were altered.
    """
    for attempt in range(5):
        try:
            return _read_current(folder)
        except FileNotFoundError as error:
            # Two commits may pass between reading the pointer and the manifest.
            if not (folder / _POINTER).is_file():
                raise IndexMissingError(
                    f"There is no index in {folder}.", "Build one: fumikura index"
                ) from error
            if attempt == 4:
                raise IndexDamagedError(f"The index in {folder} has lost its files.", _REBUILD) from error
        except OSError as error:
            raise IndexDamagedError(
                f"The index in {folder} can't be read: {error.strerror}.", _REBUILD
            ) from error
        except (ValueError, KeyError, TypeError) as error:
            raise IndexDamagedError(
                f"The manifest of the index in {folder} was altered.", _REBUILD
            ) from error
    raise AssertionError("not reached")


def _read_current(folder: Path) -> Generation:
    pointer = json.loads((folder / _POINTER).read_bytes())
    name, digest = pointer["generation"], pointer["manifest"]
    if pointer["format"] != _FORMAT or not _NAME.fullmatch(name):
        raise ValueError(name)
    content = (folder / name / MANIFEST).read_bytes()
    if hashlib.sha256(content).hexdigest() != digest:
        raise ValueError(MANIFEST)
    return Generation(folder / name, json.loads(content))


class new_generation:  # noqa: N801 - used as a function that gives a context
    """A folder for the next generation, gone again unless it is committed. The lock must be held."""

    def __init__(self, folder: Path, current: Generation | None) -> None:
        self._folder = folder
        self._current = current
        self._committed = False
        _remove_all(folder, keep=_kept(current))
        number = 1 + max((int(path.name[1:]) for path in _generations(folder)), default=0)
        self.path = folder / f"g{number:06d}"
        self.path.mkdir()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if not self._committed:
            shutil.rmtree(self.path, ignore_errors=True)

    def adopt(self, names: Iterable[str]) -> None:
        """Take over files of the current generation, as links where the file system has them."""
        assert self._current is not None
        for name in names:
            source, target = self._current.path / name, self.path / name
            try:
                target.hardlink_to(source)
            except OSError:
                shutil.copyfile(source, target)

    def commit(self, manifest: Mapping[str, Any]) -> None:
        """Write the manifest, with the checksums of all files, and make this generation the current one."""
        known = self._current.sums if self._current else {}
        sums = file_sums(self.path, known, self._current.path if self._current else None)
        content = json.dumps({**manifest, "sums": sums}, ensure_ascii=False, indent=0).encode(
            "utf-8", "replace"
        )
        (self.path / MANIFEST).write_bytes(content)
        for path in (*self.path.iterdir(), self.path, self._folder):
            _sync(path)
        self._point(hashlib.sha256(content).hexdigest())
        self._committed = True
        _remove_all(self._folder, keep={self.path.name, *_kept(self._current)})

    def _point(self, digest: str) -> None:
        new = self._folder / f"{_POINTER}.new"
        pointer = {"format": _FORMAT, "generation": self.path.name, "manifest": digest}
        new.write_text(json.dumps(pointer), encoding="utf-8")
        _sync(new)
        new.replace(self._folder / _POINTER)
        _sync(self._folder)


def file_sums(
    folder: Path, known: Mapping[str, tuple[int, str]] | None = None, adopted_from: Path | None = None
) -> dict[str, tuple[int, str]]:
    """Size and SHA-256 of each file but the manifest; of links to `adopted_from`, those of `known`."""
    sums: dict[str, tuple[int, str]] = {}
    for path in sorted(folder.iterdir()):
        if path.name == MANIFEST:
            continue
        if known and adopted_from and path.name in known and _same_file(path, adopted_from / path.name):
            sums[path.name] = known[path.name]
            continue
        with path.open("rb") as file:
            sums[path.name] = (path.stat().st_size, hashlib.file_digest(file, "sha256").hexdigest())
    return sums


def _same_file(one: Path, other: Path) -> bool:
    with contextlib.suppress(OSError):
        return one.samefile(other)
    return False


def _kept(current: Generation | None) -> set[str]:
    return {current.path.name} if current else set()


def _generations(folder: Path) -> Iterator[Path]:
    for path in folder.iterdir():
        if _NAME.fullmatch(path.name) and path.is_dir() and not path.is_symlink():
            yield path


def _remove_all(folder: Path, keep: set[str]) -> None:
    """Remove the generations that don't count, and what a killed run left."""
    for path in list(_generations(folder)):
        if path.name not in keep:
            shutil.rmtree(path, ignore_errors=True)
    (folder / f"{_POINTER}.new").unlink(missing_ok=True)


def _sync(path: Path) -> None:
    """Have a file or folder on the disk; not every system can sync a folder."""
    with contextlib.suppress(PermissionError, IsADirectoryError):
        descriptor = os.open(path, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
