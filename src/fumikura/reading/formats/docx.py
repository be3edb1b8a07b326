"""Word documents (.docx, ECMA-376): paragraphs, headings, lists with their numbers, tables, notes, ruby.

What was struck out in a document with tracked changes is left out; comments, headers and footers come after the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from fumikura.blocks import Cell, Form
from fumikura.errors import UnreadableError
from fumikura.reading.assembly import BREAK, Assembly, Grid
from fumikura.reading.content import About, Blocks, Content
from fumikura.reading.embedded import with_embedded
from fumikura.reading.registry import File, InputFormat
from fumikura.reading.signatures import zip_has
from fumikura.reading.trees import Package, children, first_text, texts_of_chart, whole
from fumikura.reading.word_lists import Lists

_LEFT_OUT = frozenset(
    {
        "del",
        "moveFrom",
        "delText",
        "instrText",
        "delInstrText",
        "Fallback",
        "pPr",
        "rPr",
        "sectPr",
        "tblPr",
        "rubyPr",
    }
)
_HEADING_NAME = re.compile(r"(?:heading|見出し)\s*([1-9])$", re.IGNORECASE)
_TITLE_NAMES = frozenset({"title", "表題"})
_CAPTION_NAMES = frozenset({"caption", "図表番号"})
_SIGNS = {"noBreakHyphen": "-", "tab": " ", "ptab": " "}
_MOST_LEVELS = 9


@dataclass(frozen=True, slots=True)
class _Style:
    level: int = 0  # of a heading, from 1; 0 for text
    caption: bool = False
    list_id: str = ""
    list_level: int | None = None


def read_docx(file: File) -> Content:
    """The blocks of a document, and the documents in it. Raises UnreadableError."""
    package, source = Package(file.data, file.source), file.source
    main = next(
        (name for name in ("word/document.xml", "word/document2.xml") if name in package.names),
        "word/document.xml",
    )
    tree = package.tree(main)
    bodies = list(children(tree, "body"))
    if not bodies:
        raise UnreadableError("file.damaged", source=source, what=main)
    walker = _Walker(package)
    for body in bodies:
        walker.blocks_of(body)
    walker.apart()
    inserted = [name for kind, name in package.related(main).values() if kind == "aFChunk"]
    title = first_text(package.tree("docProps/core.xml"), "title")
    made = Blocks(tuple(walker.out.blocks), tuple(walker.out.starts), About(title))
    return with_embedded(made, package, *inserted)


class _Walker:
    """Goes through the document in the order of reading."""

    def __init__(self, package: Package) -> None:
        self.out = Assembly()
        self._package = package
        self._styles = _styles(package.tree("word/styles.xml"))
        self._lists = Lists(package.tree("word/numbering.xml"))
        self._notes = {
            f"{kind}Reference": _by_id(package.tree(f"word/{kind}s.xml"), kind)
            for kind in ("footnote", "endnote")
        }
        self._pending: list[Element] = []  # notes that the paragraph refers to
        self._boxes: list[Element] = []  # text boxes that are anchored in it

    def blocks_of(self, parent: Element, form: Form = Form.TEXT) -> None:
        """The paragraphs and tables in an element, one after the other."""
        for node in _content(parent):
            if node.tag == "p":
                self._paragraph(node, form)
            else:
                self._table(node)

    def apart(self) -> None:
        """What stands apart from the text: diagrams and charts, comments, then headers and footers."""
        for name in sorted(self._package.names):
            if re.fullmatch(r"word/(?:diagrams/data|charts/chart)\d*\.xml", name):
                self._drawing(name)
        for node in children(self._package.tree("word/comments.xml"), "comment"):
            self.blocks_of(node, Form.FOOTNOTE)
        for name in sorted(self._package.names):
            if (
                re.fullmatch(r"word/(?:header|footer)\d*\.xml", name)
                and (tree := self._package.tree(name)) is not None
            ):
                self.blocks_of(tree, Form.FURNITURE)

    def _drawing(self, name: str) -> None:
        tree = self._package.tree(name)
        if tree is None:
            return
        if "charts/" not in name:
            self.blocks_of(tree)
            return
        for text in texts_of_chart(tree):
            self.out.text(text)
            self.out.end(Form.TEXT)

    def _paragraph(self, node: Element, form: Form) -> None:
        properties = next(children(node, "pPr"), None)
        style = self._style(properties)
        mark, bullet = (
            self._lists.mark(style.list_id, style.list_level or 0) if style.list_id else ("", False)
        )
        before = len(self.out.blocks)
        self._inline(node)
        if mark and not self.out.empty:
            self.out.prefix(mark)
        if form is Form.TEXT:
            form = (
                Form.HEADING
                if style.level
                else Form.CAPTION
                if style.caption
                else Form.BULLET
                if bullet
                else form
            )
        if (
            next(children(properties, "rPr", "del"), None) is None
        ):  # else the next paragraph goes on from this one
            self.out.end(form, style.level if form is Form.HEADING else 0)
        self._after(new=len(self.out.blocks) > before)

    def _after(self, *, new: bool) -> None:
        """The notes and text boxes of a paragraph come after it."""
        notes, boxes = self._pending, self._boxes
        self._pending, self._boxes = [], []
        for box in boxes:
            self.blocks_of(box)
        for note in notes:
            self.blocks_of(note, Form.FOOTNOTE)

    def _style(self, properties: Element | None) -> _Style:
        name = next((each.get("val", "") for each in children(properties, "pStyle")), "")
        return _own_style(properties, self._styles.get(name, self._styles.get("", _Style())))

    def _inline(self, node: Element) -> None:
        for child in node:
            tag = child.tag
            if tag in _LEFT_OUT:
                continue
            if tag == "t":
                self.out.text(child.text or "")
            elif tag in ("br", "cr"):
                self._break(child)
            elif tag in _SIGNS:
                self.out.text(_SIGNS[tag])
            elif tag == "ruby":
                self._ruby(child)
            elif tag in self._notes:
                # One that is referred to again is there once.
                note = self._notes[tag].pop(child.get("id", ""), None)
                self._pending += [note] if note is not None else []
            elif tag == "txbxContent":
                self._boxes.append(child)
            elif tag == "lastRenderedPageBreak":
                self.out.turn_page()
            elif tag == "sym":
                self.out.text(_symbol(child.get("char", "")))
            elif tag == "docPr" and (told := child.get("descr", "").strip()):
                self.out.gloss(told)
            else:
                self._inline(child)

    def _break(self, node: Element) -> None:
        if node.get("type") in (None, "textWrapping"):
            self.out.line_break()

    def _ruby(self, node: Element) -> None:
        for base in children(node, "rubyBase"):
            self._inline(base)
        for reading in children(node, "rt"):
            self.out.capture()
            self._inline(reading)
            self.out.gloss(self.out.captured())

    def _table(self, node: Element) -> None:
        cells = [cell for row in _inside(node, "tr") for cell in _inside(row, "tc")]
        if len(cells) == 1:  # a frame around text
            self.blocks_of(cells[0])
            return
        grid = Grid()
        for row in _inside(node, "tr"):
            grid.begin_row()
            for before in children(row, "trPr", "gridBefore"):
                grid.put(Cell(()), whole(before.get("val"), 1))
            for cell in _inside(row, "tc"):
                merged = next(children(cell, "tcPr", "vMerge"), None)
                columns = next((each.get("val", "") for each in children(cell, "tcPr", "gridSpan")), "")
                covered = merged is not None and merged.get("val", "continue") == "continue"
                grid.put(Cell(()) if covered else self._cell(cell), whole(columns, 1))
        self.out.table(grid.rows)
        self._after(new=True)

    def _cell(self, node: Element) -> Cell:
        """A cell, its paragraphs the items; the row of a table inside it is one item."""
        items: list[str] = []
        glosses: list[str] = []
        for each in _content(node):
            if each.tag == "p":
                self._cell_paragraph(each, items, glosses)
                continue
            for row in _inside(each, "tr"):
                inner = [self._cell(cell) for cell in _inside(row, "tc")]
                items.append("\u3000".join(cell.text for cell in inner if cell.items))
                glosses += [gloss for cell in inner for gloss in cell.glosses]
        return Cell(tuple(filter(None, items)), tuple(glosses))

    def _cell_paragraph(self, node: Element, items: list[str], glosses: list[str]) -> None:
        style = self._style(next(children(node, "pPr"), None))
        mark, _ = self._lists.mark(style.list_id, style.list_level or 0) if style.list_id else ("", False)
        self._inline(node)
        taken = self.out.take()
        items += [mark + item.replace(BREAK, " ") for item in taken.items]
        glosses += taken.glosses


def _content(parent: Element) -> Iterator[Element]:
    """The paragraphs and tables in an element, also where they are wrapped (content controls, insertions)."""
    for node in parent:
        if node.tag in ("p", "tbl"):
            yield node
        elif node.tag not in _LEFT_OUT:
            yield from _content(node)


def _inside(parent: Element, tag: str) -> Iterator[Element]:
    """The rows of a table or the cells of a row, also where they are wrapped (content controls, insertions)."""
    for node in parent:
        if node.tag == tag:
            if next(children(node, "trPr", "del"), None) is None:
                yield node
        elif node.tag not in _LEFT_OUT and node.tag not in ("tblGrid", "trPr"):
            yield from _inside(node, tag)


def _styles(tree: Element | None) -> dict[str, _Style]:
    """The styles of paragraphs by id; "" is the default."""
    nodes = {
        node.get("styleId", ""): node for node in children(tree, "style") if node.get("type") == "paragraph"
    }
    found: dict[str, _Style] = {}

    def read(id_: str, seen: frozenset[str]) -> _Style:
        node = nodes.get(id_)
        if node is None or id_ in seen:
            return _Style()
        if id_ not in found:
            based = next((each.get("val", "") for each in children(node, "basedOn")), "")
            name = next((each.get("val", "") for each in children(node, "name")), "").lower()
            above = read(based, seen | {id_}) if based else _Style()
            own = _own_style(next(children(node, "pPr"), None), above)
            if match := _HEADING_NAME.match(name):
                own = _Style(int(match[1]), False, own.list_id, own.list_level)
            elif name in _TITLE_NAMES:
                own = _Style(1, False, own.list_id, own.list_level)
            elif name in _CAPTION_NAMES:
                own = _Style(0, True, own.list_id, own.list_level)
            found[id_] = own
        return found[id_]

    for id_, node in nodes.items():
        read(id_, frozenset())
        if node.get("default") in ("1", "true"):
            found[""] = read(id_, frozenset())
    return found


def _own_style(properties: Element | None, above: _Style) -> _Style:
    """What the properties of a paragraph or a style say, and what they leave to the style above."""
    level, list_id, list_level = above.level, above.list_id, above.list_level
    for node in children(properties, "outlineLvl"):
        outline = whole(node.get("val"))
        level = outline + 1 if outline < _MOST_LEVELS else 0
    for node in children(properties, "numPr", "numId"):
        list_id = node.get("val", "")
    for node in children(properties, "numPr", "ilvl"):
        list_level = whole(node.get("val"))
    return _Style(level, above.caption, "" if list_id == "0" else list_id, list_level)


def _by_id(tree: Element | None, tag: str) -> dict[str, Element]:
    """Notes by their id, without those that only draw the line above them."""
    return {node.get("id", ""): node for node in children(tree, tag) if node.get("type") in (None, "normal")}


def _symbol(code: str) -> str:
    """A character of a symbol font; those of the private area have no meaning without it."""
    try:
        value = int(code, 16)
    except ValueError:
        return ""
    return "・" if 0xF000 <= value <= 0xF0FF else chr(value) if 32 <= value < 0xD800 else ""


FORMAT = InputFormat(
    read_docx,
    (".docx", ".docm", ".dotx"),
    recognises=lambda data: zip_has(data, "word/document.xml"),
    most_bytes=2**29,
)
