"""Cells of a workbook whose formula has no value: what they show (#REF!, #N/A).

The package that reads the cells gives them as empty ones. Sources: ECMA-376 18.3.1.4 for .xlsx, [MS-XLSB] 2.4 for .xlsb,
[MS-XLS] 2.5.10 for .xls, OpenDocument 1.3 19.385 for .ods.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from struct import error, unpack_from

from fumikura.reading.assembly import column_of
from fumikura.reading.sheet_asides import (
    BINARY_WORKBOOK,
    binary_records,
    cells_of_ods,
    parts_of_sheets,
    tables_of_ods,
)
from fumikura.reading.trees import Package, children, whole
from fumikura.reading.xls_asides import records_of_sheets

Errors = Mapping[str, Mapping[int, Mapping[int, str]]]
"""What is shown, by the name of a sheet, the number of a row, and the place of a column from 0."""

_CELL = re.compile(
    rb'<(?:\w+:)?c\b([^<>]{0,200}\bt="e"[^<>]{0,200})>\s*'
    rb"(?:<(?:\w+:)?f\b[^<>]{0,500}(?:/>|>[^<]{0,9000}</(?:\w+:)?f>)\s*)?"
    rb"<(?:\w+:)?v>([^<]{1,40})<"
)
_PLACE = re.compile(rb'\br="([A-Z]{1,3})(\d{1,7})"')
_MOST_REPEATED = 64
_MOST_COLUMNS = 16_384
_VALUE, _FORMULA = 0x205, 0x06  # records of .xls
_ROW, _ERRORS = 0, (3, 11)  # records of .xlsb
_SHOWN = {
    0x00: "#NULL!", 0x07: "#DIV/0!", 0x0F: "#VALUE!", 0x17: "#REF!", 0x1D: "#NAME?", 0x24: "#NUM!", 0x2A: "#N/A",
}  # fmt: skip


_ErrorCell = tuple[str, int, int, str]
"""A sheet, a row from 1, a column from 0, and what is shown there."""


def errors_of(package: Package) -> Errors:
    """The errors in a workbook of OpenDocument, or Excel 2007 or later. Raises UnreadableError where its XML is none."""
    if BINARY_WORKBOOK in package.names:
        return _by_place(_in_xlsb(package))
    return _by_place(_in_ods(package) if "content.xml" in package.names else _in_xlsx(package))


def errors_of_xls(data: bytes) -> Errors:
    """Those in a workbook of Excel 97 to 2003."""
    return _by_place(_in_xls(data))


def _by_place(found: Iterable[_ErrorCell]) -> Errors:
    made: dict[str, dict[int, dict[int, str]]] = {}
    for sheet, row, column, shown in found:
        made.setdefault(sheet, {}).setdefault(row, {})[column] = shown
    return made


def _in_xlsx(package: Package) -> Iterator[_ErrorCell]:
    for sheet, part in parts_of_sheets(package):
        for match in _CELL.finditer(package.bytes(part)):
            if place := _PLACE.search(match[1]):
                shown = match[2].decode("utf-8", "replace")
                yield sheet, int(place[2]), column_of(place[1].decode()), shown


def _in_xlsb(package: Package) -> Iterator[_ErrorCell]:
    """Those of each sheet; what was found before the damage, where there is any."""
    for sheet, part in parts_of_sheets(package):
        row = 0
        with suppress(error, IndexError):
            for kind, content in binary_records(package.bytes(part)):
                if kind == _ROW:
                    row = unpack_from("<I", content)[0]
                elif kind in _ERRORS:
                    column, code = unpack_from("<I4xB", content)
                    if code in _SHOWN and column < _MOST_COLUMNS:
                        yield sheet, row + 1, column, _SHOWN[code]


def _in_ods(package: Package) -> Iterator[_ErrorCell]:
    """Cells whose value is no text, and which show one."""
    for table in tables_of_ods(package):
        for row, column, cell in cells_of_ods(table):
            shown = " ".join("".join(each.itertext()) for each in children(cell, "p"))
            if shown and cell.get("string-value") == "":
                for further in range(min(whole(cell.get("number-columns-repeated"), 1), _MOST_REPEATED)):
                    yield table.get("name", ""), row + 1, column + further, shown


def _in_xls(data: bytes) -> Iterator[_ErrorCell]:
    with suppress(error, IndexError):  # what was found before the damage
        for sheet, kind, content in records_of_sheets(data):
            if kind not in (_VALUE, _FORMULA):
                continue
            row, column, _format, code, is_error = unpack_from("<3HBB", content)
            if kind == _FORMULA:
                code, is_error = content[8], content[6] == 2 and content[12:14] == b"\xff\xff"
            if is_error and code in _SHOWN:
                yield sheet, row + 1, column, _SHOWN[code]


def put_errors(rows: Iterable[tuple[int, list[str]]], errors: Mapping[int, Mapping[int, str]]) -> None:
    """Put what cells show into the rows of a sheet."""
    for number, cells in rows:
        for column, shown in errors.get(number, {}).items():
            cells += [""] * (column + 1 - len(cells))
            cells[column] = shown
