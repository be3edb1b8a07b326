"""Engines: where passages are kept and found. `protocol` says what one does, `whoosh` is the one that is used."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from fumikura.engines.protocol import Engine, Prepared, Writer
    from fumikura.models import Passage
    from fumikura.text import Analyzer

__all__ = ["open_engine", "open_writer", "prepare", "restore_index"]


def open_engine(path: str | Path) -> Engine:
    """The index in the folder `path`, as it was last committed.

    Raises IndexMissingError, IndexVersionError, or IndexDamagedError where files are missing or cut short.
    """
    from fumikura.engines.whoosh.engine import WhooshEngine
    from fumikura.engines.whoosh.guard import guarded

    return guarded(WhooshEngine(Path(path)), Path(path))


def prepare(passages: Iterable[Passage]) -> Prepared:
    """What `Writer.add_file` would make of the passages of a file, made in whatever process this is."""
    from fumikura.engines.whoosh.writer import prepare

    return prepare(passages)


def open_writer(
    path: str | Path, *, rebuild: bool = False, analyzer: Analyzer | None = None, corpus: str | None = None
) -> Writer:
    """A writer for the index in the folder `path`, which is made where there is none.

    `corpus` is where its documents are, relative to `path`; None leaves what was said of it before. With `rebuild` it
    begins with no files, and whatever is there stays until `commit`. Raises IndexLockedError while another writes,
    IndexVersionError for an index of another version, IndexError_ for a folder that holds other things.
    """
    from fumikura.engines.whoosh.writer import WhooshWriter

    return WhooshWriter(Path(path), rebuild=rebuild, analyzer=analyzer, corpus=corpus)


def restore_index(path: str | Path) -> None:
    """Make the state before the last commit the current one. See `snapshots.restore.restore_index` for what it raises."""
    from fumikura.engines.snapshots.restore import restore_index
    from fumikura.engines.whoosh.versions import check_versions

    restore_index(path, check_versions)
