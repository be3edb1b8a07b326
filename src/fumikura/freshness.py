"""Tells whether the corpus is still as it was indexed. Every search asks this, so it must be cheap.

A file with the same size and time counts as unchanged. Only others are read again, and only then the half of the
program that reads documents is imported. A changed file with its old size and time is found by `fumikura index`, which
reads every file. (Times of inodes would reveal it, but then each search in a copied corpus would read all files.)
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from pathlib import Path

from fumikura.engines.protocol import Engine
from fumikura.reading.discovery import PassedFile, SourceFile, discover, is_in

_CATALOG, _NOTES = "catalog.toml", "notes.toml"


def sidecar_stamp(corpus: Path) -> str:
    """Sizes and times of catalog.toml and notes.toml; to be taken before they are read."""
    folder = corpus if corpus.is_dir() else corpus.parent
    return "".join(f" {_current_stamp(folder / name) or ''}" for name in (_CATALOG, _NOTES))


def file_stamp(path: Path, sidecars: str) -> str:
    """Size and time of a file, followed by `sidecars`. Raises OSError for no such file."""
    stat = path.stat()
    return f"{stat.st_size}-{stat.st_mtime_ns}{sidecars}"


def _current_stamp(path: Path, sidecars: str = "") -> str | None:
    """The stamp of a file; None for a missing one."""
    try:
        return file_stamp(path, sidecars)
    except OSError:
        return None


def added_or_removed(
    found: Iterable[SourceFile], passed: Iterable[PassedFile], files: Collection[str]
) -> set[str]:
    """The files that the corpus has and the index has not, or the other way; what could not be looked into is none."""
    there, aside = {each.source for each in found}, {each.source for each in passed}
    gone = {source for source in files if source not in there and not is_in(source, aside)}
    return gone | there.difference(files)


def changed_files(corpus: str | Path, engine: Engine) -> tuple[str, ...]:
    """Names of the files that were changed, added or removed since they were indexed, in order."""
    root = Path(corpus)
    found, passed = discover(root)
    changed, sidecars = added_or_removed(found, passed, engine.files), sidecar_stamp(root)
    touched = [
        each.source
        for each in found
        if each.source not in changed
        and engine.files[each.source].stamp != _current_stamp(each.path, sidecars)
    ]
    if touched:
        from fumikura.build import files_changed_since

        changed.update(files_changed_since(root, touched, engine.files))
    return tuple(sorted(changed))
