"""Exports rows of the researcher's tools: CSV and TSV have rows alone, JSON also how they were made.

Numbers have all their digits; undefined values are an empty cell, or null. Only texts are defused, as a negative number
is no formula.
"""

from __future__ import annotations

import csv
import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, TextIO

from fumikura.export.printable import dump_json, printable
from fumikura.export.rows import LIST_JOINER, SECTION_JOINER, defuse_formula

TABLE_FORMATS = ("plain", "json", "jsonl", "csv", "tsv")
"""The formats of rows; `plain` is a line a row, with tabs and without a head."""


def write_rows(
    rows: Iterable[Any],
    columns: Sequence[str],
    output_format: str,
    stream: TextIO,
    about: Callable[[], Mapping[str, Any]],
) -> None:
    """Write rows (named tuples that begin with `columns`) to a stream; `about` is called for JSON alone.

    CSV rows end in CRLF: open the stream with `newline=""`.
    """
    match output_format:
        case "csv":
            writer = csv.writer(stream, lineterminator="\r\n")
            writer.writerow(columns)
            writer.writerows(
                [_cell(*each, safe=defuse_formula) for each in zip(columns, row, strict=False)]
                for row in rows
            )
        case "tsv":
            stream.write("\t".join(columns) + "\n")
            stream.writelines(f"{_line(columns, row)}\n" for row in rows)
        case "plain":
            stream.writelines(f"{_line(columns, row)}\n" for row in rows)
        case "jsonl":
            stream.writelines(f"{dump_json(fields_of(row, columns))}\n" for row in rows)
        case "json":
            answer = {"about": about(), "rows": [fields_of(row, columns) for row in rows]}
            stream.write(dump_json(answer, indent=2) + "\n")


def fields_of(row: Any, columns: Sequence[str]) -> dict[str, Any]:
    """A row as JSON has it: its columns, then its other fields."""
    names = (*columns, *row._fields[len(columns) :])
    return {name: _plain(value) for name, value in zip(names, row, strict=True)}


def _plain(value: Any) -> Any:
    if isinstance(value, float):
        return value + 0.0 if math.isfinite(value) else None  # no -0.0
    if isinstance(value, tuple):
        return [_plain(each) for each in value]
    if hasattr(value, "__match_args__"):
        return {name: _plain(getattr(value, name)) for name in value.__match_args__}
    return value


def _line(columns: Sequence[str], row: Any) -> str:
    cells = (_cell(*each, safe=printable) for each in zip(columns, row, strict=False))
    return "\t".join(cells)


def _cell(column: str, value: Any, *, safe: Callable[[str], str]) -> str:
    """A value as a cell of text."""
    match value:
        case None:
            return ""
        case float():
            return repr(value + 0.0) if math.isfinite(value) else ""
        case int():
            return str(value)
        case tuple() if column == "lines":
            return f"{value[0]}-{value[1]}"
        case tuple():
            return safe((SECTION_JOINER if column == "section" else LIST_JOINER).join(map(str, value)))
    return safe(str(value))
