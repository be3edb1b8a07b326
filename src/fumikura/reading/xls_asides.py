"""What stands beside the cells of an .xls workbook of Excel 97 to 2003: comments, text boxes,
titles of charts, headers of the print.

The package that reads the cells passes over these. Source: [MS-XLS] 2.4.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from struct import error, unpack_from

from fumikura.blocks import Form
from fumikura.messages import Message
from fumikura.reading.assembly import column_name
from fumikura.reading.compound import CompoundFile
from fumikura.reading.sheet_asides import Aside, printed_text

_EOF, _HEADER, _FOOTER, _NOTE, _CONTINUE = 0x0A, 0x14, 0x15, 0x1C, 0x3C
_OBJECT, _SHEET, _TEXT, _BEGIN = 0x5D, 0x85, 0x1B6, 0x809
_OF_CHART = 0x100D  # a title of a chart or an axis, or the name of a row of numbers
_COMMENT = 0x19  # type of the object that a comment is drawn in


def asides_of_xls(data: bytes) -> Iterator[Aside]:
    """All that stands beside cells, sheet by sheet; nothing where the container or the records are damaged."""
    try:
        yield from _asides(records_of_sheets(data))
    except (error, IndexError):
        return


def unread_in_xls(data: bytes, source: str) -> Iterator[Message]:
    """What to say of the documents that are embedded in a workbook."""
    with suppress(error, IndexError):
        for name in sorted(CompoundFile(data).streams):
            if name.startswith("mbd"):
                yield Message("file.part-unread", source=source, name=name.upper())


def _records(stream: bytes) -> Iterator[tuple[int, int, bytes]]:
    """The place, the type and the content of each record."""
    place = 0
    while place + 4 <= len(stream):
        kind, length = unpack_from("<HH", stream, place)
        yield place, kind, stream[place + 4 : place + 4 + length]
        place += 4 + length


def records_of_sheets(data: bytes) -> Iterator[tuple[str, int, bytes]]:
    """The records of each sheet with its name, "" before the first. Raises struct.error or IndexError."""
    names: dict[int, str] = {}
    sheet = ""
    for place, kind, content in _records(CompoundFile(data).stream("Workbook")):
        if kind == _SHEET:
            names[unpack_from("<I", content)[0]] = _string(content[7:], content[6])
        elif kind == _BEGIN and place in names:
            sheet = names[place]
        yield sheet, kind, content


def _asides(records: Iterator[tuple[str, int, bytes]]) -> Iterator[Aside]:
    current, form, id_, left = "", Form.TEXT, 0, 0
    texts: list[tuple[Form, int, str]] = []
    cells: dict[int, str] = {}

    def end_sheet() -> Iterator[Aside]:
        for form, id_, text in texts:
            yield Aside(current, cells.get(id_, "") if form is Form.FOOTNOTE else "", form, text)
        texts.clear()
        cells.clear()

    for sheet, kind, content in records:
        if sheet != current:
            yield from end_sheet()
            current = sheet
        if kind == _OBJECT:
            drawn, id_ = unpack_from("<HH", content, 4)
            form = Form.FOOTNOTE if drawn == _COMMENT else Form.TEXT
        elif kind == _TEXT:
            left = unpack_from("<H", content, 10)[0]
            texts.append((form, id_, ""))
        elif kind == _CONTINUE and left and texts:
            more = _string(content, left)
            texts[-1] = (*texts[-1][:2], texts[-1][2] + more)
            left -= len(more.encode("utf-16-le")) // 2
        elif kind == _NOTE:
            row, column, _flags, comment = unpack_from("<4H", content)
            cells[comment] = f"{column_name(column)}{row + 1}"
        elif kind in (_HEADER, _FOOTER) and content:
            text = _string(content[2:], unpack_from("<H", content)[0])
            yield Aside(sheet, "", Form.FURNITURE, printed_text(text))
        elif kind == _OF_CHART and content:
            yield Aside(sheet, "", Form.TEXT, _string(content[3:], content[2]))
    yield from end_sheet()


def _string(content: bytes, length: int) -> str:
    """At most so many characters; the first byte says whether each has one byte or two."""
    if content[0] & 1:
        return content[1 : 1 + 2 * length].decode("utf-16-le", "replace")
    return content[1 : 1 + length].decode("latin-1")
