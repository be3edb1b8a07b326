"""The index: the seam to an engine (`seam`, `plan`), and the engine that is used, behind it."""

from __future__ import annotations

from fumikura.index.planner import make_plan
from fumikura.index.restore import restore_index
from fumikura.index.seam import (
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
from fumikura.index.whoosh_engine import open_engine, open_writer, prepare

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
    "make_plan",
    "open_engine",
    "open_writer",
    "prepare",
    "restore_index",
]
