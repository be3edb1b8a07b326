"""Whether the corpus is still what was indexed: asked at every search, so it must cost next to nothing.

Sizes and times answer for a file that was not touched; only one that was is read again, and only then is the half of
the program imported that reads documents.
"""

from __future__ import annotations

from pathlib import Path

from fumikura.engines.protocol import Engine
from fumikura.reading.discovery import discover

__all__ = ["corpus_changes", "stamp_of"]

_CATALOG, _NOTES = "catalog.toml", "notes.toml"


def stamp_of(path: Path, corpus: Path) -> str:
    """Sizes and times of change of a file and of what speaks of it. Raises OSError for no such file."""
    folder = corpus if corpus.is_dir() else corpus.parent
    beside = (folder / name for name in (_CATALOG, _NOTES))
    stats = [path.stat(), *(each.stat() for each in beside if each.exists())]
    return " ".join(f"{stat.st_size}-{stat.st_mtime_ns}" for stat in stats)


def _stamp_now(path: Path, corpus: Path) -> str:
    """The stamp of a file; "" for one that vanished since it was listed, which is a changed one."""
    try:
        return stamp_of(path, corpus)
    except OSError:
        return ""


def corpus_changes(corpus: str | Path, engine: Engine) -> tuple[str, ...]:
    """Names of the files that are other, new or gone since they were indexed, in order."""
    root = Path(corpus)
    found, passed = discover(root)
    there = {each.source for each in found} | {each.source for each in passed}
    changed = {source for source in engine.files if source not in there}
    touched = []
    for each in found:
        record = engine.files.get(each.source)
        if record is None:
            changed.add(each.source)
        elif not record.stamp or record.stamp != _stamp_now(each.path, root):
            touched.append(each.source)
    if touched:
        from fumikura.build import other_than_indexed

        changed.update(other_than_indexed(root, touched, engine.files))
    return tuple(sorted(changed))
