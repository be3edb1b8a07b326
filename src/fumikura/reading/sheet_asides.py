"""What stands beside the cells of a workbook: comments, text boxes, titles of charts, headers and footers of the print.

The package that reads the cells knows nothing of these, so their XML is read here (ECMA-376 for .xlsx, OpenDocument 1.3
for .ods). `xls_asides` has those of .xls. In .xlsb, comments and
headers are binary ([MS-XLSB]), and not read.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from contextlib import suppress
from struct import error, unpack_from
from typing import NamedTuple
from xml.etree.ElementTree import Element

from fumikura.blocks import Form
from fumikura.reading.assembly import column_name
from fumikura.reading.trees import Package, children, outermost, whole

_PRINTED = re.compile(rb"<(?:\w+:)?(?:odd|even|first)(?:Header|Footer)\b[^>]*>([^<]+)<")
_CODE = re.compile(r'&(?:"[^"]*"|\d+|K[0-9A-Fa-f+-]{6}|[A-Za-z])')
_THREAD = "tc="  # how the author of a comment is called that only stands for a thread
_REPEATED = 2**20
BINARY_WORKBOOK = "xl/workbook.bin"
_SHEET, _SIZE_BITS = 156, 28  # of its records: the type of one, and the bits that its size has at most


class Aside(NamedTuple):
    """A text, what it is, and where it stands: a sheet, and a cell if it is at one."""

    sheet: str
    cell: str
    form: Form
    text: str


def asides_of(package: Package) -> Iterator[Aside]:
    """All that stands beside cells, sheet by sheet. Raises UnreadableError where the XML of a part is none."""
    yield from _of_ods(package) if "content.xml" in package.names else _of_xlsx(package)


def parts_of_sheets(package: Package) -> Iterator[tuple[str, str]]:
    """The name of each sheet of an .xlsx or .xlsb, and that of the member that holds it."""
    if BINARY_WORKBOOK in package.names:
        yield from _parts_of_xlsb(package)
        return
    related, read = package.related("xl/workbook.xml"), set[str]()
    for node in children(package.tree("xl/workbook.xml"), "sheets", "sheet"):
        for part in {related[each][1] for each in node.attrib.values() if each in related} - read:
            read.add(part)
            yield node.get("name", ""), part


def _parts_of_xlsb(package: Package) -> Iterator[tuple[str, str]]:
    related = package.related(BINARY_WORKBOOK)
    with suppress(error, IndexError):
        for kind, content in binary_records(package.bytes(BINARY_WORKBOOK)):
            if kind == _SHEET:
                reference, end = _text(content, 8)
                name, _ = _text(content, end)
                yield name, related.get(reference, ("", ""))[1]


def binary_records(data: bytes) -> Iterator[tuple[int, bytes]]:
    """The type and the content of each record of a member of .xlsb, before which both stand in seven bits a byte."""
    place = 0
    while place < len(data):
        kind, place = data[place], place + 1
        if kind & 0x80:
            kind, place = kind & 0x7F | (data[place] & 0x7F) << 7, place + 1
        size = shift = 0
        more = True
        while more and shift < _SIZE_BITS:
            size |= (data[place] & 0x7F) << shift
            more = bool(data[place] & 0x80)
            place, shift = place + 1, shift + 7
        yield kind, data[place : place + size]
        place += size


def _text(content: bytes, place: int) -> tuple[str, int]:
    """A text with its length before it, and where it ends."""
    end = place + 4 + 2 * unpack_from("<I", content, place)[0]
    return content[place + 4 : end].decode("utf-16-le", "replace"), end


def _of_xlsx(package: Package) -> Iterator[Aside]:
    for name, part in parts_of_sheets(package):
        for kind, target in sorted(package.related(part).values()):
            if kind in ("comments", "threadedComment") and target.endswith(".xml"):
                yield from _comments(package.tree(target), name)
            elif kind == "drawing" and target.endswith(".xml"):
                yield from _drawing(package, target, name)
                yield from _diagrams(package, target, name)
        for match in _PRINTED.finditer(package.bytes(part).rpartition(b"sheetData")[2]):
            text = printed_text(html.unescape(match[1].decode("utf-8", "replace")))
            yield Aside(name, "", Form.FURNITURE, text)


def printed_text(text: str) -> str:
    """What is printed above or below each page of a sheet, without the codes for fonts and page numbers."""
    return _CODE.sub(" ", text.replace("&&", "\0")).replace("\0", "&")


def _comments(tree: Element | None, sheet: str) -> Iterator[Aside]:
    authors = [node.text or "" for node in children(tree, "authors", "author")]
    for node in tree.iter() if tree is not None else ():
        if node.tag not in ("comment", "threadedComment"):
            continue
        number = whole(node.get("authorId"), len(authors))
        if number < len(authors) and authors[number].startswith(_THREAD):
            continue
        text = "".join(_texts(node, "t")) or "".join(each.text or "" for each in children(node, "text"))
        yield Aside(sheet, node.get("ref", ""), Form.FOOTNOTE, text)


def _texts(node: Element, tag: str) -> Iterator[str]:
    """The texts in the elements of that name, without the readings of kanji."""
    for child in node:
        if child.tag == tag:
            yield child.text or ""
        elif child.tag != "rPh":
            yield from _texts(child, tag)


def _drawing(package: Package, name: str, sheet: str) -> Iterator[Aside]:
    """The paragraphs of text boxes and shapes, and those of the charts of a drawing; their other texts stand in cells."""
    related = package.related(name)
    for anchor in package.tree(name) or ():
        row, column = (
            next((whole((each.text or "").strip()) for each in children(anchor, "from", part)), 0)
            for part in ("row", "col")
        )
        charts = [
            package.tree(related[value][1])
            for each in outermost(anchor, "chart")
            for value in each.attrib.values()
            if value in related
        ]
        for tree in (anchor, *charts):
            for paragraph in outermost(tree, "p") if tree is not None else ():
                text = "".join(node.text or "" for node in paragraph.iter("t"))
                yield Aside(sheet, f"{column_name(column)}{row + 1}", Form.TEXT, text)


def _diagrams(package: Package, drawing: str, sheet: str) -> Iterator[Aside]:
    """The paragraphs of the diagrams (SmartArt) of a drawing."""
    for kind, name in sorted(package.related(drawing).values()):
        tree = package.tree(name) if kind == "diagramData" else None
        for paragraph in outermost(tree, "p") if tree is not None else ():
            yield Aside(sheet, "", Form.TEXT, "".join(node.text or "" for node in paragraph.iter("t")))


def _of_ods(package: Package) -> Iterator[Aside]:
    for table in tables_of_ods(package):
        sheet = table.get("name", "")
        for shape in children(table, "shapes"):
            yield from _paragraphs(shape, sheet, "", Form.TEXT)
        for row, column, cell in cells_of_ods(table):
            where = f"{column_name(column)}{row + 1}"
            for note in children(cell, "annotation"):
                yield from _paragraphs(note, sheet, where, Form.FOOTNOTE)
            for each in outermost(cell, "object"):
                chart = package.tree(f"{each.get('href', '').removeprefix('./')}/content.xml")
                for title in children(chart, "body", "chart", "chart", "title"):
                    yield from _paragraphs(title, sheet, where, Form.TEXT)


def tables_of_ods(package: Package) -> Iterator[Element]:
    """The sheets of an OpenDocument workbook."""
    return children(package.tree("content.xml"), "body", "spreadsheet", "table")


def cells_of_ods(table: Element) -> Iterator[tuple[int, int, Element]]:
    """The row and the column of each cell of a sheet, from 0; of one that is repeated, the first."""
    row = 0
    for line in table.iter("table-row"):
        column = 0
        for cell in line:
            yield row, column, cell
            column += min(whole(cell.get("number-columns-repeated"), 1), _REPEATED)
        row += min(whole(line.get("number-rows-repeated"), 1), _REPEATED)


def _paragraphs(node: Element, sheet: str, cell: str, form: Form) -> Iterator[Aside]:
    for paragraph in node.iter("p"):
        yield Aside(sheet, cell, form, "".join(paragraph.itertext()))
