"""Whether the corpus is still what was indexed: asked at every search, so it must cost next to nothing.

Sizes and times answer for a file that was not touched; only one that was is read again, and only then is the half of
the program imported that reads documents. A file that was changed and given the old size and time is found by `fumikura
index`, which reads every file; times of its inode would find it, and have every copy of a corpus read at each search.
"""

from __future__ import annotations

from pathlib import Path

from fumikura.engines.protocol import Engine
from fumikura.reading.discovery import discover

_CATALOG, _NOTES = "catalog.toml", "notes.toml"


def sidecar_stamp(corpus: Path) -> str:
    """Sizes and times of change of what speaks of the files in a corpus, to be asked for before it is read."""
    folder = corpus if corpus.is_dir() else corpus.parent
    return "".join(f" {_current_stamp(folder / name)}" for name in (_CATALOG, _NOTES))


def file_stamp(path: Path, beside: str) -> str:
    """Size and time of change of a file, and those `beside` it. Raises OSError for no such file."""
    stat = path.stat()
    return f"{stat.st_size}-{stat.st_mtime_ns}{beside}"


def _current_stamp(path: Path, beside: str = "") -> str:
    """The stamp of a file; "" for one that is not there, or vanished since it was listed, which is a changed one."""
    try:
        return file_stamp(path, beside)
    except OSError:
        return ""


def changed_files(corpus: str | Path, engine: Engine) -> tuple[str, ...]:
    """Names of the files that are other, new or gone since they were indexed, in order."""
    root = Path(corpus)
    found, passed = discover(root)
    there = {each.source for each in found} | {each.source for each in passed}
    changed = {source for source in engine.files if source not in there}
    touched, beside = [], sidecar_stamp(root)
    for each in found:
        record = engine.files.get(each.source)
        if record is None:
            changed.add(each.source)
        elif not record.stamp or record.stamp != _current_stamp(each.path, beside):
            touched.append(each.source)
    if touched:
        from fumikura.build import files_changed_since

        changed.update(files_changed_since(root, touched, engine.files))
    return tuple(sorted(changed))
