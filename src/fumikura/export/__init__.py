"""Hits, handed on: one format a module of `formats/`, each a pure function from hits to a text stream.

`write` chooses by name; `read_csv` takes back what the CSV of `write` holds. A format is imported when it is first used.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TextIO

from fumikura.export.printable import printable
from fumikura.export.registry import Answer, export_formats, format_named
from fumikura.export.rows import Neighbours
from fumikura.late import names_from
from fumikura.models import Results

if TYPE_CHECKING:
    from fumikura.export.formats.csv import read_csv

__all__ = ["Answer", "Neighbours", "export_formats", "format_named", "printable", "read_csv", "write"]


def write(results: Results, format: str, stream: TextIO, *, neighbours: Neighbours | None = None) -> None:  # noqa: A002
    """Write `results` to `stream` in one of `export_formats()`; those with rows have no room for `neighbours`.

    Open the stream with `newline=""`. Raises ArgumentError for a format that is none.
    """
    format_named(format).write(Answer(results, neighbours), stream)


__getattr__ = names_from(__name__, {"read_csv": "formats.csv"})
