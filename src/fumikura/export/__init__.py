"""Hits, handed on: one format a file, each a pure function from hits to a text stream.

`write` chooses by name; `read_csv` takes back what the CSV of `write` holds.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Literal, TextIO, TypeAlias, get_args

from fumikura.export.csv import read_csv, write_csv
from fumikura.export.json import Neighbours, write_json, write_jsonl
from fumikura.export.plain import write_plain
from fumikura.export.printable import printable
from fumikura.export.tsv import write_tsv
from fumikura.models import Results

__all__ = [
    "FORMATS",
    "Format",
    "Neighbours",
    "printable",
    "read_csv",
    "write",
    "write_csv",
    "write_json",
    "write_jsonl",
    "write_plain",
    "write_tsv",
]

Format: TypeAlias = Literal["plain", "json", "jsonl", "csv", "tsv"]
FORMATS: tuple[Format, ...] = get_args(Format)


def write(
    results: Results,
    format: Format,  # noqa: A002
    stream: TextIO,
    *,
    neighbours: Neighbours | None = None,
    notes: Mapping[str, Sequence[str]] | None = None,
) -> None:
    """Write `results` to `stream` in one of `FORMATS`. CSV and TSV have no room for `neighbours`.

    `notes` are lines on hits, by the id of the passage, for readers of `plain`.
    """
    match format:
        case "json":
            write_json(results, stream, neighbours=neighbours)
        case "jsonl":
            write_jsonl(results.hits, stream, neighbours=neighbours)
        case "plain":
            write_plain(results.hits, stream, neighbours=neighbours, notes=notes)
        case "csv":
            write_csv(results.hits, stream)
        case "tsv":
            write_tsv(results.hits, stream)
