"""The index: the seam to an engine (`seam`, `plan`), and the engine that is used, behind it."""

from __future__ import annotations

from fumikura.engines.protocol import (
    NO_FILTERS,
    Engine,
    FileRecord,
    Filters,
    IndexInfo,
    Mode,
    Page,
    Ranked,
    Request,
    Sort,
    Writer,
)
from fumikura.engines.snapshots.restore import restore_index
from fumikura.engines.whoosh_engine import open_engine, open_writer, prepare

__all__ = [
    "NO_FILTERS",
    "Engine",
    "FileRecord",
    "Filters",
    "IndexInfo",
    "Mode",
    "Page",
    "Ranked",
    "Request",
    "Sort",
    "Writer",
    "open_engine",
    "open_writer",
    "prepare",
    "restore_index",
]
