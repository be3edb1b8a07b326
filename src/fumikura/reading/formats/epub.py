"""E-books (.epub): their chapters in the order of reading, by the walker of web pages."""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING
from urllib.parse import unquote, urldefrag

from fumikura.blocks import Block
from fumikura.errors import FumikuraError, UnreadableError
from fumikura.reading.assembly import moved
from fumikura.reading.content import About, Blocks
from fumikura.reading.decoding import decode_markup
from fumikura.reading.formats.html import walk_html
from fumikura.reading.registry import File, InputFormat
from fumikura.reading.signatures import zip_has
from fumikura.reading.trees import Package, children, first_text

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

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
    blocks: list[Block] = []
    notes: list[FumikuraError] = []
    for name in _chapters(book, posixpath.dirname(path)):
        try:
            if name not in package.names:
                raise UnreadableError("file.member-missing", source=source, name=name)
            page = walk_html(decode_markup(package.bytes(name), f"{source}, {name}", file.encoding), source)
            before = blocks[-1].lines[1] if blocks else 0
            blocks += [moved(block, before) for block in page.blocks]
        except FumikuraError as error:
            notes.append(error)
    if notes and not blocks:
        raise notes[0]

    def said(name: str) -> str:
        return " ".join(first_text(book, "metadata", name).split())

    about = About(said("title"), said("date"), said("publisher"), is_shown=True)
    return Blocks(tuple(blocks), about=about, notes=tuple(notes))


def _chapters(book: Element, folder: str) -> dict[str, None]:
    """The names of the pages of a book, each once: in the order of reading, and then those that are linked to alone."""
    items = {item.get("id", ""): item for item in children(book, "manifest", "item")}
    ordered = [each.get("idref", "") for each in children(book, "spine", "itemref")]
    aside = [
        id_
        for id_, item in items.items()
        if item.get("media-type") in _PAGES and "nav" not in item.get("properties", "").split()
    ]
    # Whatever is read in its turn is a page; one that the list of files has not is named by the reference.
    hrefs = [items[id_].get("href", "") if id_ in items else id_ for id_ in (*ordered, *aside)]
    paths = (posixpath.join("/", folder, unquote(urldefrag(href).url)) for href in hrefs)
    return dict.fromkeys(posixpath.normpath(path).lstrip("/") for path in paths)


FORMAT = InputFormat(
    read_epub,
    (".epub",),
    recognises=lambda data: zip_has(data, "mimetype", b"application/epub+zip"),
    most_bytes=2**29,
)
