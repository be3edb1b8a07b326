"""Spreadsheets (.xlsx, .xls, .ods), by python-calamine: a table a sheet, values as text."""

from __future__ import annotations

import re
from collections.abc import Iterable
from contextlib import suppress

from fumikura.errors import UndecodableError, UnreadableError
from fumikura.messages import Coded, Message
from fumikura.reading.assembly import Assembly
from fumikura.reading.compound import needs_password
from fumikura.reading.content import Blocks, Content
from fumikura.reading.embedded import with_embedded
from fumikura.reading.formats.csv import read_csv
from fumikura.reading.limited import values_from
from fumikura.reading.registry import File, InputFormat, require_installed
from fumikura.reading.sheet_asides import Aside, asides_of
from fumikura.reading.sheet_errors import Errors, errors_of, errors_of_xls, put_errors
from fumikura.reading.signatures import ole_has, zip_has
from fumikura.reading.trees import Package
from fumikura.reading.xls_asides import asides_of_xls, unread_in_xls

_PATIENCE = 120.0  # seconds until the rows of a sheet are there
_UNREAD = re.compile(r"xl/(?:comments|threadedComments/|drawings/drawing)\d*\.bin")
_ODS = b"application/vnd.oasis.opendocument.spreadsheet"


def read_spreadsheet(file: File) -> Content:
    """The sheets of a workbook, and the documents in it.

    Raises UnreadableError, also where the package that reads sheets is not installed.
    """
    if not _is_workbook(file.data) and (table := _text_table(file)):
        return table
    require_installed("python_calamine", "'fumikura[office]'", file.source)
    asides, notes = list[Aside](), list[Coded]()
    errors: Errors = {}
    package: Package | None = None
    if file.data[:2] == b"PK":
        package = Package(file.data, file.source)
        package.check()
        try:
            asides += asides_of(package)
            errors = errors_of(package)
        except UnreadableError as fault:  # what the cells say does not depend on it
            notes.append(fault)
        parts = filter(_UNREAD.match, sorted(package.names))
        notes += (Message("file.part-unread", source=file.source, name=name) for name in parts)
    else:
        if needs_password(file.data):
            raise UnreadableError("file.password", source=file.source)
        asides += asides_of_xls(file.data)
        errors = errors_of_xls(file.data)
        notes += unread_in_xls(file.data, file.source)
    out = Assembly()
    beside: dict[str, list[Aside]] = {}
    for aside in asides:
        beside.setdefault(aside.sheet, []).append(aside)

    def end_sheet() -> None:
        put_errors(rows, errors.get(name, {}))
        out.sheet(name, rows)
        _put_asides(out, beside.pop(name, ()))

    name, rows, ended = "", list[tuple[int, list[str]]](), False
    for value in values_from("fumikura.reading.spreadsheet_child", file.data, file.source, (), _PATIENCE):
        if error := value.get("error", ""):
            if "assword" in error:
                raise UnreadableError("file.password", source=file.source)
            raise UnreadableError("file.damaged", source=file.source, what=error)
        if what := value.get("fault", ""):
            notes.append(UnreadableError("file.damaged", source=f"{file.source}, {name}", what=what))
        if "sheet" in value:
            end_sheet()
            name, rows = value["sheet"], []
        rows += [(number, cells) for number, cells in value.get("rows", ())]
        ended = ended or "end" in value
    if not ended:
        raise UnreadableError("file.too-much", source=file.source, kind="MemoryError")
    end_sheet()
    for left in beside.values():  # on sheets without cells, such as a chart that is one
        _put_asides(out, left)
    made = Blocks(tuple(out.blocks), tuple(out.starts), notes=tuple(notes))
    return with_embedded(made, package) if package else made


def _text_table(file: File) -> Blocks | None:
    """A table of plain text that is called a workbook, as many are that a site hands out; None where it is none."""
    with suppress(UndecodableError, UnreadableError):
        table = read_csv(file)
        if any(len(row.cells) > 1 for block in table.blocks for row in block.rows):
            return table
    return None


def _put_asides(out: Assembly, asides: Iterable[Aside]) -> None:
    for aside in asides:
        if aside.text.strip():
            out.begin_page(f"{aside.sheet}!{aside.cell}" if aside.cell else aside.sheet)
            out.text(aside.text)
            out.end(aside.form)


def _is_workbook(data: bytes) -> bool:
    return (
        zip_has(data, "xl/workbook.xml")
        or zip_has(data, "xl/workbook.bin")
        or zip_has(data, "mimetype", _ODS)
        or ole_has(data, "Workbook", "Book")
    )


FORMAT = InputFormat(
    read_spreadsheet, (".xlsx", ".xlsm", ".xlsb", ".xls", ".ods"), recognises=_is_workbook, most_bytes=2**28
)
