"""Exports: a module of `formats/` for each format, whose functions write hits to a text stream.

`write` chooses by name; a format is imported when it is first used.
"""

from __future__ import annotations

from typing import TextIO

from fumikura.export.printable import printable
from fumikura.export.registry import HitList, export_formats, format_named
from fumikura.export.rows import Neighbours
from fumikura.models import Results

__all__ = ["HitList", "Neighbours", "export_formats", "format_named", "printable", "write"]


def write(results: Results, format: str, stream: TextIO, *, neighbours: Neighbours | None = None) -> None:  # noqa: A002
    """Write `results` to `stream` in one of `export_formats()`; those with rows have no room for `neighbours`.

    Open the stream with `newline=""`. Raises ArgumentError for a format that is none.
    """
    format_named(format).write(HitList(results, neighbours), stream)
