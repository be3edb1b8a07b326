"""OpenDocument text and slides (.odt, .odp, ISO/IEC 26300): headings, lists with their numbers, tables, notes, ruby."""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from fumikura.blocks import Cell, Form
from fumikura.errors import UnreadableError
from fumikura.reading.assembly import BREAK, Assembly, Grid
from fumikura.reading.content import About, Blocks, Content
from fumikura.reading.embedded import with_embedded
from fumikura.reading.list_numbers import format_number
from fumikura.reading.registry import File, InputFormat
from fumikura.reading.signatures import zip_has
from fumikura.reading.trees import Package, children, first_text, whole

_MAIN = "content.xml"
_LEFT_OUT = frozenset(
    {"tracked-changes", "sequence-decls", "variable-decls", "forms", "scripts", "table-column"}
)
_NUMBERS = {"1": "decimal", "a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}
_SERIES = (
    ("一, 十", "japaneseCounting"), ("一", "japaneseCounting"), ("壱", "japaneseLegal"), ("①", "decimalEnclosedCircle"),
    ("ア", "aiueoFullWidth"), ("ｱ", "aiueo"), ("イ", "irohaFullWidth"), ("１", "decimalFullWidth"),
    ("甲", "ideographTraditional"), ("子", "ideographZodiac"),
)  # fmt: skip
_MOST_REPEATED = 64


def read_odf(file: File) -> Content:
    """The blocks of a document, and the documents in it. Raises UnreadableError."""
    package, source = Package(file.data, file.source), file.source
    manifest = package.tree("META-INF/manifest.xml")
    if manifest is not None and next(manifest.iter("encryption-data"), None) is not None:
        raise UnreadableError("file.password", source=source)
    tree = package.tree(_MAIN)
    body = next(children(tree, "body"), None)
    if tree is None or body is None:
        raise UnreadableError("file.damaged", source=source, what=_MAIN)
    styles = package.tree("styles.xml")
    walker = _Walker(_list_styles(tree, styles), _named_as(tree))
    walker.blocks_of(body)
    walker.apart(styles)
    title = first_text(package.tree("meta.xml"), "meta", "title")
    made = Blocks(tuple(walker.out.blocks), tuple(walker.out.starts), About(title))
    return with_embedded(made, package)


class _Walker:
    """Goes through the document in the order of reading."""

    def __init__(self, lists: dict[str, dict[int, Element]], named: dict[str, str]) -> None:
        self.out = Assembly()
        self._lists = lists
        self._named = named
        self._style = ""
        self._counts: dict[str, dict[int, int]] = {}
        self._mark = ("", False)  # of the item that the next paragraph begins, and whether that is a bullet
        self._notes: list[Element] = []
        self._boxes: list[Element] = []
        self._comments: list[Element] = []

    def blocks_of(self, parent: Element, form: Form = Form.TEXT, depth: int = 0) -> None:
        """The paragraphs, lists and tables in an element, one after the other."""
        for node in parent:
            if node.tag in ("p", "h"):
                self._paragraph(node, form)
            elif node.tag == "list":
                for item in self._items(node, depth):
                    self.blocks_of(item, form, depth + 1)
            elif node.tag == "table":
                self._table(node)
            elif node.tag == "page":
                self.out.begin_page(str(len(self.out.starts) + 1))
                self.blocks_of(node, form, depth)
            elif node.tag == "notes":
                self.blocks_of(node, Form.FOOTNOTE, depth)
            elif node.tag not in _LEFT_OUT:
                self.blocks_of(node, form, depth)

    def apart(self, styles: Element | None) -> None:
        """What stands apart from the text: comments, then headers and footers."""
        for node in self._comments:
            self.blocks_of(node, Form.FOOTNOTE)
        for page in children(styles, "master-styles", "master-page"):
            for node in page:
                if node.tag in (
                    "header",
                    "footer",
                    "header-left",
                    "footer-left",
                    "header-first",
                    "footer-first",
                ):
                    self.blocks_of(node, Form.FURNITURE)

    def _paragraph(self, node: Element, form: Form) -> None:
        self._inline(node)
        style = self._named.get(node.get("style-name", ""), node.get("style-name", ""))
        level = 0
        bullet = self._put_mark()
        if form is Form.TEXT and (node.tag == "h" or style == "Title"):
            form, level = Form.HEADING, whole(node.get("outline-level"), 1) if node.tag == "h" else 1
        elif form is Form.TEXT and style in ("Caption", "Illustration", "Table", "Figure"):
            form = Form.CAPTION
        elif form is Form.TEXT and bullet:
            form = Form.BULLET
        self.out.end(form, min(max(level, 0), 6))
        notes, boxes = self._notes, self._boxes
        self._notes, self._boxes = [], []
        for box in boxes:
            self.blocks_of(box)
        for note in notes:
            self.blocks_of(note, Form.FOOTNOTE)

    def _put_mark(self) -> bool:
        """Put the number of its list before the paragraph, and say whether it has a bullet instead."""
        mark, bullet = self._mark
        self._mark = ("", False)
        if mark and not self.out.empty:
            self.out.prefix(mark)
        return bullet

    def _inline(self, node: Element) -> None:
        self.out.text(node.text or "")
        for child in node:
            self._child(child)
            self.out.text(child.tail or "")

    def _child(self, child: Element) -> None:
        tag = child.tag
        if tag in ("s", "tab"):
            self.out.text(" ")
        elif tag == "line-break":
            self.out.line_break()
        elif tag == "ruby":
            self._ruby(child)
        elif tag == "note":
            self._notes += children(child, "note-body")
        elif tag == "annotation":
            self._comments.append(child)
        elif tag in ("text-box", "object", "custom-shape", "rect"):
            self._boxes.append(child)
        elif tag == "soft-page-break":
            self.out.turn_page()
        elif tag in ("desc", "title"):  # of a picture, or the field that shows that of the document
            self.out.gloss(child.text or "")
        elif tag not in _LEFT_OUT and tag not in ("change", "change-start", "change-end"):
            self._inline(child)

    def _ruby(self, node: Element) -> None:
        for base in children(node, "ruby-base"):
            self._inline(base)
        for reading in children(node, "ruby-text"):
            self.out.gloss("".join(reading.itertext()))

    def _items(self, node: Element, depth: int) -> Iterator[Element]:
        """The items of a list, with the mark for the first paragraph of each."""
        outer = self._style
        self._style = node.get("style-name") or outer
        if not depth and node.get("continue-numbering") != "true" and "continue-list" not in node.attrib:
            self._counts.pop(self._style, None)
        for item in node:
            if item.tag == "list-item":
                self._mark = self._number(depth)
            yield item
            self._mark = ("", False)
        self._style = outer

    def _number(self, depth: int) -> tuple[str, bool]:
        """The mark of the next item at this depth, and whether it is a bullet."""
        levels = self._lists.get(self._style, {})
        level = levels.get(depth + 1)
        counts = self._counts.setdefault(self._style, {})
        start = whole(level.get("start-value"), 1) if level is not None else 1
        counts[depth] = counts.get(depth, start - 1) + 1
        for deeper in [each for each in counts if each > depth]:
            del counts[deeper]
        if level is None or level.tag != "list-level-style-number":
            return "", True
        first = depth + 1 - whole(level.get("display-levels"), 1)
        numbers = [
            format_number(counts.get(place, 1), _number_style(levels.get(place + 1)))
            for place in range(max(0, first), depth + 1)
        ]
        text = level.get("num-prefix", "") + ".".join(filter(None, numbers)) + level.get("num-suffix", "")
        return (f"{text.strip()} " if text.strip() and any(numbers) else ""), False

    def _table(self, node: Element) -> None:
        rows = list(_rows(node))
        cells = [cell for row in rows for cell in row if cell.tag == "table-cell"]
        if len(cells) == 1:  # a frame around text
            self.blocks_of(cells[0])
            return
        grid = Grid()
        for row in rows:
            grid.begin_row()
            for cell in row:
                if cell.tag in ("table-cell", "covered-table-cell"):
                    made = self._cell(cell) if cell.tag == "table-cell" else Cell(())
                    for _ in range(min(whole(cell.get("number-columns-repeated"), 1), _MOST_REPEATED)):
                        grid.put(made)
        self.out.table(grid.rows)

    def _cell(self, node: Element) -> Cell:
        """A cell, its paragraphs the items; the row of a table inside it is one item."""
        items: list[str] = []
        glosses: list[str] = []
        for each in self._content(node):
            if each.tag == "table":
                for row in _rows(each):
                    inner = [self._cell(cell) for cell in row if cell.tag == "table-cell"]
                    items.append("\u3000".join(cell.text for cell in inner if cell.items))
                continue
            self._inline(each)
            self._put_mark()
            taken = self.out.take()
            items += [item.replace(BREAK, " ") for item in taken.items]
            glosses += taken.glosses
        return Cell(tuple(filter(None, items)), tuple(glosses))

    def _content(self, parent: Element, depth: int = 0) -> Iterator[Element]:
        """The paragraphs and tables in a cell, those in lists too."""
        for node in parent:
            if node.tag in ("p", "h", "table"):
                yield node
            elif node.tag == "list":
                for item in self._items(node, depth):
                    yield from self._content(item, depth + 1)
            elif node.tag not in _LEFT_OUT:
                yield from self._content(node, depth)


def _rows(table: Element) -> Iterator[Element]:
    for node in table:
        if node.tag == "table-row":
            yield node
        elif node.tag in ("table-header-rows", "table-rows", "table-row-group"):
            yield from _rows(node)


def _list_styles(*trees: Element | None) -> dict[str, dict[int, Element]]:
    """The levels of each style of lists, from 1."""
    found: dict[str, dict[int, Element]] = {}
    for tree in trees:
        for style in tree.iter("list-style") if tree is not None else ():
            levels = {whole(each.get("level")): each for each in style if whole(each.get("level"))}
            found.setdefault(style.get("name", ""), levels)
    return found


def _named_as(tree: Element) -> dict[str, str]:
    """The named style that each automatic one is derived from."""
    return {
        style.get("name", ""): style.get("parent-style-name", "")
        for style in children(tree, "automatic-styles", "style")
        if style.get("parent-style-name")
    }


def _number_style(level: Element | None) -> str:
    """The style of numbers as Word calls it."""
    written = level.get("num-format", "") if level is not None else ""
    if written in _NUMBERS or not written:
        return _NUMBERS.get(written, "none")
    return next((style for begins, style in _SERIES if written.startswith(begins)), "decimal")


_TEXT, _SLIDES = (
    b"application/vnd.oasis.opendocument.text",
    b"application/vnd.oasis.opendocument.presentation",
)
FORMAT = InputFormat(
    read_odf,
    (".odt", ".ott", ".odp"),
    recognises=lambda data: zip_has(data, "mimetype", _TEXT) or zip_has(data, "mimetype", _SLIDES),
    most_bytes=2**29,
)
