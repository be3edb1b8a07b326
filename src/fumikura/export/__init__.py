"""Hits, handed on: one format a file, each a pure function from hits to a text stream.

`write` chooses by name; `read_csv` takes back what the CSV of `write` holds. A format is imported when it is first used.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Literal, TextIO, TypeAlias, get_args

from fumikura.export.printable import printable
from fumikura.export.rows import Neighbours
from fumikura.late import names_from
from fumikura.models import Results

if TYPE_CHECKING:
    from fumikura.export.csv import read_csv, write_csv
    from fumikura.export.json import write_json, write_jsonl
    from fumikura.export.plain import write_plain
    from fumikura.export.tsv import write_tsv

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
            from fumikura.export.json import write_json

            write_json(results, stream, neighbours=neighbours)
        case "jsonl":
            from fumikura.export.json import write_jsonl

            write_jsonl(results.hits, stream, neighbours=neighbours, relaxed=results.relaxed)
        case "plain":
            from fumikura.export.plain import write_plain

            write_plain(results.hits, stream, neighbours=neighbours, notes=notes)
        case "csv":
            from fumikura.export.csv import write_csv

            write_csv(results.hits, stream)
        case "tsv":
            from fumikura.export.tsv import write_tsv

            write_tsv(results.hits, stream)


__getattr__ = names_from(
    __name__,
    {
        "read_csv": "csv",
        "write_csv": "csv",
        "write_json": "json",
        "write_jsonl": "json",
        "write_plain": "plain",
        "write_tsv": "tsv",
    },
)
