"""Slides (.pptx, ECMA-376): titles, text, tables, notes; a slide is a page."""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from fumikura.blocks import Cell, Form
from fumikura.errors import UnreadableError
from fumikura.messages import Message
from fumikura.reading.assembly import BREAK, Assembly, Grid
from fumikura.reading.content import About, Blocks, Content
from fumikura.reading.embedded import with_embedded
from fumikura.reading.registry import File, InputFormat
from fumikura.reading.signatures import zip_has
from fumikura.reading.trees import Package, children, first_text, outermost, texts_of_chart

_TITLES = frozenset({"title", "ctrTitle"})
_FURNITURE = frozenset({"sldNum", "ftr", "dt", "hdr"})
_BESIDE = frozenset({"notesSlide", "diagramData", "chart", "comments"})
_MAIN = "ppt/presentation.xml"


def read_pptx(file: File) -> Content:
    """The slides of a presentation, and the documents in it. Raises UnreadableError."""
    package, source = Package(file.data, file.source), file.source
    slides = list(dict.fromkeys(_slides(package)))
    if not slides:
        raise UnreadableError("file.damaged", source=source, what=_MAIN)
    walker = _Walker(package)
    for number, name in enumerate(slides, start=1):
        walker.slide(name, number)
    title = first_text(package.tree("docProps/core.xml"), "title")
    generic = title.lower().startswith(("powerpoint", "プレゼンテーション", "slide"))
    about = About("" if generic else title)
    made = Blocks(tuple(walker.out.blocks), tuple(walker.out.starts), about, tuple(walker.notes))
    return with_embedded(made, package)


def _slides(package: Package) -> Iterator[str]:
    related = package.related(_MAIN)
    for node in children(package.tree(_MAIN), "sldIdLst", "sldId"):
        # Attributes are known without their namespaces, and `id` is there twice: the reference is the one that is known.
        for value in node.attrib.values():
            if value in related:
                yield related[value][1]


class _Walker:
    def __init__(self, package: Package) -> None:
        self.out = Assembly()
        self.notes: list[Message] = []
        self._package = package

    def slide(self, name: str, number: int) -> None:
        """Read a slide, and the notes to it."""
        tree = self._package.tree(name)
        if tree is None:
            self.notes.append(Message("file.member-missing", source=self._package.source, name=name))
            return
        self.out.begin_page(str(number))
        shapes = list(_shapes(tree))
        for shape in sorted(shapes, key=lambda shape: _kind(shape) not in _TITLES):
            self._shape(shape)
        for kind, target in self._package.related(name).values():
            other = self._package.tree(target) if kind in _BESIDE else None
            for shape in _shapes(other) if other is not None and kind == "notesSlide" else ():
                form = Form.FURNITURE if _kind(shape) in _FURNITURE else Form.FOOTNOTE
                self._paragraphs(shape, form)
            if other is not None and kind == "diagramData":
                self._paragraphs(other, Form.TEXT)
            if other is not None and kind in ("chart", "comments"):
                self._texts(other, kind)

    def _texts(self, tree: Element, kind: str) -> None:
        comments = ("".join(node.itertext()) for node in tree.iter("text"))
        for text in texts_of_chart(tree) if kind == "chart" else comments:
            self.out.text(text)
            self.out.end(Form.TEXT if kind == "chart" else Form.FOOTNOTE)

    def _shape(self, shape: Element) -> None:
        kind = _kind(shape)
        form = Form.HEADING if kind in _TITLES else Form.FURNITURE if kind in _FURNITURE else Form.TEXT
        table = next(shape.iter("tbl"), None)
        if table is not None:
            self._table(table)
        else:
            self._paragraphs(shape, form)

    def _paragraphs(self, parent: Element, form: Form) -> None:
        """The paragraphs in a shape; a title of several is one heading."""
        for paragraph in outermost(parent, "p"):
            self._inline(paragraph)
            if form is Form.HEADING:
                self.out.text(" ")
                continue
            properties = next(children(paragraph, "pPr"), None)
            bullet = properties is not None and any(
                child.tag in ("buChar", "buAutoNum") for child in properties
            )
            self.out.end(Form.BULLET if bullet and form is Form.TEXT else form)
        if form is Form.HEADING:
            self.out.end(form, 1)

    def _inline(self, paragraph: Element) -> None:
        for node in paragraph:
            if node.tag == "br":
                self.out.line_break()
            else:
                for text in node.iter("t"):
                    self.out.text(text.text or "")

    def _table(self, table: Element) -> None:
        grid = Grid()
        for row in children(table, "tr"):
            grid.begin_row()
            for cell in children(row, "tc"):
                if "1" in (cell.get("hMerge"), cell.get("vMerge")):
                    grid.put(Cell(()))
                    continue
                items: list[str] = []
                for paragraph in outermost(cell, "p"):
                    self._inline(paragraph)
                    items += [item.replace(BREAK, " ") for item in self.out.take().items]
                grid.put(Cell(tuple(items)))
        self.out.table(grid.rows)


def _shapes(tree: Element) -> Iterator[Element]:
    """The shapes of a slide that hold text, those in groups too, once where there are alternatives."""
    for node in tree:
        if node.tag in ("sp", "graphicFrame", "cxnSp"):
            yield node
        elif node.tag != "Fallback":
            yield from _shapes(node)


def _kind(shape: Element) -> str:
    """What a shape is on the slide: its title, a number, or "" for text."""
    return next((node.get("type", "") for node in shape.iter("ph")), "")


FORMAT = InputFormat(
    read_pptx, (".pptx", ".pptm", ".ppsx"), recognises=lambda data: zip_has(data, _MAIN), most_bytes=2**29
)
