"""Spreadsheets (.xlsx, .xls, .ods), by python-calamine: a table a sheet, values as text."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from typing import Any

from fumikura.errors import UnreadableError
from fumikura.reading.assembly import Assembly
from fumikura.reading.content import Blocks
from fumikura.reading.optional import needed
from fumikura.reading.registry import File, Format
from fumikura.reading.signatures import ole_has, zip_has
from fumikura.reading.trees import Package

__all__ = ["FORMAT", "read_spreadsheet"]

_ODS = b"application/vnd.oasis.opendocument.spreadsheet"


def read_spreadsheet(file: File) -> Blocks:
    """The sheets of a workbook. Raises UnreadableError, also where the package that reads them is not installed."""
    calamine = needed("python_calamine", "'fumikura[office]'", file.source)
    if file.data[:2] == b"PK":
        Package(file.data, file.source).check()
    out = Assembly()
    try:
        workbook = calamine.CalamineWorkbook.from_object(io.BytesIO(file.data))
        for name in workbook.sheet_names:
            sheet = workbook.get_sheet_by_name(name)
            rows: Sequence[Sequence[Any]] = sheet.to_python(skip_empty_area=False)
            out.sheet(
                name, [(number, [_text(value) for value in row]) for number, row in enumerate(rows, start=1)]
            )
    except (calamine.CalamineError, ValueError, OSError, OverflowError) as error:
        if "assword" in str(error):
            raise UnreadableError("file.password", source=file.source) from error
        raise UnreadableError("file.damaged", source=file.source, what=str(error)) from error
    return Blocks(tuple(out.blocks), tuple(out.starts))


def _text(value: object) -> str:
    """A value as a sheet shows it."""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    if isinstance(value, datetime) and value.time() == time():
        return value.date().isoformat()
    if isinstance(value, datetime):
        return value.isoformat(" ")
    if isinstance(value, date | time | timedelta):
        return str(value)
    return str(value)


def _is_workbook(data: bytes) -> bool:
    return (
        zip_has(data, "xl/workbook.xml")
        or zip_has(data, "xl/workbook.bin")
        or zip_has(data, "mimetype", _ODS)
        or ole_has(data, "Workbook", "Book")
    )


FORMAT = Format(
    read_spreadsheet, (".xlsx", ".xlsm", ".xlsb", ".xls", ".ods"), recognises=_is_workbook, most_bytes=2**28
)
