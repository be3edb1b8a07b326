"""XML to trees, and members of a ZIP file to bytes, both within bounds: no entities, no bombs.

Office documents and e-books are XML in ZIP, and come from anywhere. Names of elements are given without their namespaces,
which no two elements of one format are told apart by.
"""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
from collections.abc import Iterator
from xml.etree.ElementTree import Element, TreeBuilder
from xml.parsers import expat

from fumikura.errors import UnreadableError

MOST_MEMBER_BYTES = 256 * 1024 * 1024
MOST_XML_BYTES = 64 * 1024 * 1024
"""Of a member that is made a tree of, which takes some twenty times as much memory."""

_MOST_RATIO = 300  # unpacked to packed; Deflate can do 1,032, and no text comes near it
_EMBEDDED = re.compile(r"/embeddings/[^/]+$")
_SMALL = 1024 * 1024  # bytes; below, a ratio says nothing
_DEEPEST = 200


class Package:
    """An office document or an e-book: files in a ZIP file. Raises UnreadableError where it is damaged or a bomb."""

    def __init__(self, data: bytes, source: str) -> None:
        self.source = source
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
            raise UnreadableError("file.damaged", source=source, what=str(error)) from error
        self.names = frozenset(self._zip.namelist())

    def bytes(self, name: str) -> bytes:
        """A member's bytes, b"" for one that is not there."""
        if name not in self.names:
            return b""
        return read_member(self._zip, self._zip.getinfo(name), self.source)

    def check(self) -> None:
        """Raise UnreadableError where a member would unpack to too much, for those who unpack it themselves."""
        for info in self._zip.infolist():
            check_size(info, f"{self.source}, {info.filename}")

    def tree(self, name: str) -> Element | None:
        """The root of a member that is XML, or None where it is not there."""
        data = self.bytes(name)
        return parse_xml(data, f"{self.source}, {name}") if data else None

    def related(self, name: str) -> dict[str, tuple[str, str]]:
        """The members that a member refers to, by the id of the reference: what kind they are of, and their names."""
        folder, base = posixpath.split(name)
        tree = self.tree(f"{folder}/_rels/{base}.rels")
        return {
            node.get("Id", ""): (
                node.get("Type", "").rsplit("/", 1)[-1],
                posixpath.normpath(posixpath.join("/", folder, node.get("Target", ""))).lstrip("/"),
            )
            for node in children(tree, "Relationship")
            if node.get("TargetMode") != "External"
        }

    def size(self, name: str) -> int:
        """The size of a member, 0 for one that is not there."""
        return self._zip.getinfo(name).file_size if name in self.names else 0

    def embedded(self) -> list[str]:
        """The documents that are embedded. The sheet behind a chart is none: it holds the numbers of the chart."""
        charts = [name for name in self.names if "/charts/" in name and "/_rels/" not in name]
        behind = {target for chart in charts for _, target in self.related(chart).values()}
        return [name for name in sorted(self.names - behind) if _EMBEDDED.search(name)]


def read_member(archive: zipfile.ZipFile, info: zipfile.ZipInfo, source: str) -> bytes:
    """The bytes of a member of a ZIP file. Raises UnreadableError, naming it."""
    where = f"{source}, {info.filename}"
    if info.flag_bits & 1:
        raise UnreadableError("file.password", source=where)
    check_size(info, where)
    try:
        with archive.open(info) as stream:
            data = stream.read(info.file_size + 1)
    except Exception as error:  # each way of packing has errors of its own
        raise UnreadableError("file.damaged", source=where, what=str(error)) from error
    if len(data) > info.file_size:
        raise UnreadableError("file.damaged", source=where, what=info.filename)
    return data


def check_size(info: zipfile.ZipInfo, where: str) -> None:
    """Raise UnreadableError where a member would unpack to more than any document is."""
    if info.file_size > most_unpacked(info.compress_size):
        raise UnreadableError("file.unpacked-too-large", source=where, size=info.file_size // 2**20)


def most_unpacked(packed: int) -> int:
    """How many bytes so many packed ones may unpack to in a document."""
    return min(MOST_MEMBER_BYTES, max(_SMALL, _MOST_RATIO * packed))


def parse_xml(data: bytes, source: str) -> Element:
    """The root of a tree. Raises UnreadableError where it is not well-formed, declares entities or nests too deep."""
    if len(data) > MOST_XML_BYTES:
        raise UnreadableError("file.unpacked-too-large", source=source, size=len(data) // 2**20)
    builder = TreeBuilder()
    parser = expat.ParserCreate(namespace_separator="}")
    parser.buffer_text = True
    depth = 0

    def start(tag: str, attributes: dict[str, str]) -> None:
        nonlocal depth
        depth += 1
        if depth > _DEEPEST:
            fault = f"elements nested more than {_DEEPEST} deep"
            raise UnreadableError("file.damaged", source=source, what=fault)
        builder.start(local(tag), {local(name): value for name, value in attributes.items()})

    def end(tag: str) -> None:
        nonlocal depth
        depth -= 1
        builder.end(local(tag))

    def refuse(*_: object) -> None:
        raise UnreadableError("file.entities", source=source)

    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = builder.data
    parser.EntityDeclHandler = refuse
    try:
        parser.Parse(data, True)
        return builder.close()
    except (expat.ExpatError, AssertionError, LookupError, ValueError) as error:
        raise UnreadableError("file.damaged", source=source, what=str(error)) from error


def whole(value: str | None, default: int = 0) -> int:
    """The number that an attribute holds; `default` where it holds none, or one that is none of a document."""
    return int(value) if value and value.isdecimal() and len(value) < 9 else default


def local(name: str) -> str:
    """A name without its namespace."""
    return name.rsplit("}", 1)[-1]


def children(node: Element | None, *path: str) -> Iterator[Element]:
    """The elements that a path of names leads to, in order."""
    if node is None:
        return
    if not path:
        yield node
        return
    for child in node:
        if child.tag == path[0]:
            yield from children(child, *path[1:])


def first_text(node: Element | None, *path: str) -> str:
    """The text of the first element that a path of names leads to; "" where there is none."""
    return next(((each.text or "").strip() for each in children(node, *path)), "")


def outermost(node: Element, tag: str) -> Iterator[Element]:
    """The outermost elements of that name, once where there are alternatives."""
    for child in node:
        if child.tag == tag:
            yield child
        elif child.tag != "Fallback":
            yield from outermost(child, tag)


def texts_of_chart(tree: Element) -> Iterator[str]:
    """The titles of a chart, then the names of its rows and of what they are of; numbers are not read."""
    for paragraph in tree.iter("p"):
        yield "".join(node.text or "" for node in paragraph.iter("t"))
    for names in tree.iter("strCache"):
        yield " ".join(node.text or "" for node in names.iter("v"))
