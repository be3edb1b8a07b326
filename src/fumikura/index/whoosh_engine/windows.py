"""The windows behind a folded text (`analysis.second`), as a search over its bytes meets them."""

from __future__ import annotations

from fumikura.analysis.second import MARKER, window_at

__all__ = ["is_occurrence", "text_of"]

_MARKER = MARKER.encode()


def text_of(row: bytes) -> bytes:
    """A row without its windows."""
    return row.partition(_MARKER)[0]


def is_occurrence(row: bytes, start: int, end: int) -> bool:
    """Whether a range of a row that reads as it should counts: in a window only with what the text itself has not."""
    limit = row.find(_MARKER)
    if limit < 0 or start < limit:
        return True
    first = len(row[:start].decode("utf-8", "replace"))
    window = window_at(row.decode("utf-8", "replace"), first)
    return window is not None and window.is_new(first, first + len(row[start:end].decode("utf-8", "replace")))
