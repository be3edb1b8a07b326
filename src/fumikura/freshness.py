"""Tells whether the corpus is still as it was indexed. Every search asks this, so it must be cheap.

A file with the same size and time counts as unchanged. Only others are read again, and only then the half of the
program that reads documents is imported. A changed file with its old size and time is found by `fumikura index`, which
reads every file. (Times of inodes would reveal it, but then each search in a copied corpus would read all files.)
"""

from __future__ import annotations

from pathlib import Path

from fumikura.engines.protocol import Engine
from fumikura.reading.discovery import discover, is_in

_CATALOG, _NOTES = "catalog.toml", "notes.toml"


def sidecar_stamp(corpus: Path) -> str:
    """Sizes and times of catalog.toml and notes.toml; to be taken before they are read."""
    folder = corpus if corpus.is_dir() else corpus.parent
    return "".join(f" {_current_stamp(folder / name)}" for name in (_CATALOG, _NOTES))


def file_stamp(path: Path, sidecars: str) -> str:
    """Size and time of a file, followed by `sidecars`. Raises OSError for no such file."""
    stat = path.stat()
    return f"{stat.st_size}-{stat.st_mtime_ns}{sidecars}"


def _current_stamp(path: Path, sidecars: str = "") -> str:
    """The stamp of a file; "" for a missing one, which no record has."""
    try:
        return file_stamp(path, sidecars)
    except OSError:
        return ""


def changed_files(corpus: str | Path, engine: Engine) -> tuple[str, ...]:
    """Names of the files that were changed, added or removed since they were indexed, in order."""
    root = Path(corpus)
    found, passed = discover(root)
    there, aside = {each.source for each in found}, {each.source for each in passed}
    changed = {source for source in engine.files if source not in there and not is_in(source, aside)}
    touched, sidecars = [], sidecar_stamp(root)
    for each in found:
        record = engine.files.get(each.source)
        if record is None:
            changed.add(each.source)
        elif not record.stamp or record.stamp != _current_stamp(each.path, sidecars):
            touched.append(each.source)
    if touched:
        from fumikura.build import files_changed_since

        changed.update(files_changed_since(root, touched, engine.files))
    return tuple(sorted(changed))
