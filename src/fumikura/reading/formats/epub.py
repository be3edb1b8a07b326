"""E-books (.epub): their chapters in the order of reading, by the walker of web pages."""

from __future__ import annotations

import posixpath
from dataclasses import replace
from urllib.parse import unquote

from fumikura.blocks import Block
from fumikura.errors import UnreadableError
from fumikura.reading.content import About, Blocks
from fumikura.reading.decoding import decode_markup
from fumikura.reading.formats.html import walk_html
from fumikura.reading.registry import File, Format
from fumikura.reading.signatures import zip_has
from fumikura.reading.trees import Package, children

__all__ = ["FORMAT", "read_epub"]

_PAGES = ("application/xhtml+xml", "text/html", "application/x-dtbook+xml")


def read_epub(file: File) -> Blocks:
    """The blocks of a book. Raises UnreadableError, UndecodableError."""
    package, source = Package(file.data, file.source), file.source
    if "META-INF/encryption.xml" in package.names and "META-INF/rights.xml" in package.names:
        raise UnreadableError("file.password", source=source)
    root = next(children(package.tree("META-INF/container.xml"), "rootfiles", "rootfile"), None)
    path = root.get("full-path", "") if root is not None else ""
    book = package.tree(path)
    if book is None:
        raise UnreadableError("file.damaged", source=source, what=path or "container.xml")
    items = {item.get("id", ""): item for item in children(book, "manifest", "item")}
    blocks: list[Block] = []
    for reference in children(book, "spine", "itemref"):
        item = items.get(reference.get("idref", ""))
        if item is None or item.get("media-type", _PAGES[0]) not in _PAGES:
            continue
        name = posixpath.normpath(posixpath.join(posixpath.dirname(path), unquote(item.get("href", ""))))
        data = package.bytes(name)
        if data:
            page = walk_html(decode_markup(data, f"{source}, {name}", file.encoding), source)
            blocks += _counted_on(page.blocks, blocks[-1].lines[1] if blocks else 0)

    def said(name: str) -> str:
        return next((" ".join((node.text or "").split()) for node in children(book, "metadata", name)), "")

    return Blocks(tuple(blocks), about=About(said("title"), said("date"), said("publisher")))


def _counted_on(blocks: tuple[Block, ...], before: int) -> list[Block]:
    """Blocks with their lines counted on from those of the chapters before."""
    return [
        replace(
            block,
            lines=(block.lines[0] + before, block.lines[1] + before),
            rows=tuple(replace(row, line=row.line + before) for row in block.rows),
        )
        for block in blocks
    ]


FORMAT = Format(
    read_epub,
    (".epub",),
    recognises=lambda data: zip_has(data, "mimetype", b"application/epub+zip"),
    most_bytes=2**29,
)
