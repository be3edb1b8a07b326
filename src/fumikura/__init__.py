"""Full-text search for Japanese documents: nothing missed in silence, every hit citable.

    import fumikura

    fumikura.build_index("corpus", "index")
    with fumikura.open_index("index") as index:
        results = index.search("尖閣 台湾", year=(2007, 2024), meeting="2+2", limit=20)

Names are imported when they are first used, so that the command line starts without what it does not need.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from fumikura.errors import (
    ArgumentError,
    CatalogError,
    CorpusError,
    FilterError,
    FumikuraError,
    IndexDamagedError,
    IndexError_,
    IndexLockedError,
    IndexMissingError,
    IndexVersionError,
    OutputError,
    QueryError,
    StageError,
    ThesaurusError,
    UndecodableError,
    UnknownIdError,
    UnreadableError,
)
from fumikura.models import Document, Hit, Passage, Results, Snippet

if TYPE_CHECKING:
    from fumikura.build import BuildReport, FileOutcome, build_index
    from fumikura.search import Index, open_index

__version__ = "0.1.0"

__all__ = [
    "ArgumentError",
    "BuildReport",
    "CatalogError",
    "CorpusError",
    "Document",
    "FileOutcome",
    "FilterError",
    "FumikuraError",
    "Hit",
    "Index",
    "IndexDamagedError",
    "IndexError_",
    "IndexLockedError",
    "IndexMissingError",
    "IndexVersionError",
    "OutputError",
    "Passage",
    "QueryError",
    "Results",
    "Snippet",
    "StageError",
    "ThesaurusError",
    "UndecodableError",
    "UnknownIdError",
    "UnreadableError",
    "__version__",
    "build_index",
    "open_index",
]

_LAZY = {
    "BuildReport": "build",
    "FileOutcome": "build",
    "build_index": "build",
    "Index": "search",
    "open_index": "search",
}


def __getattr__(name: str) -> object:
    """Import what is asked for first (PEP 562)."""
    if name not in _LAZY:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_LAZY[name]}"), name)
