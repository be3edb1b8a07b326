"""Characters of documents taken out by other means than the program's own, to be compared with what passages hold."""

from __future__ import annotations

import html
import io
import re
import zipfile
from collections import Counter
from collections.abc import Iterable
from html.parser import HTMLParser
from pathlib import Path

from fumikura.documents import FileContent, read_file
from fumikura.layout.given import from_given
from fumikura.models import Passage
from fumikura.reading import registry
from fumikura.reading.content import Blocks
from fumikura.reading.discovery import SourceFile

__all__ = [
    "blocks_of",
    "held_characters",
    "html_characters",
    "read_bytes",
    "xml_characters",
    "zip_characters",
]


def read_bytes(folder: Path, name: str, data: bytes) -> FileContent:
    """What a file of that name and these bytes gives."""
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    return read_file(SourceFile(path, name), (), "d")


def blocks_of(name: str, data: bytes) -> list[tuple[str, str]]:
    """Form and text of the blocks of a file that come from its format; the cells of a row are parted by |."""
    content = registry.read_bytes(data, name)
    assert isinstance(content, Blocks)
    found: list[tuple[str, str]] = []
    for block in from_given(content.blocks):
        if block.rows:
            found += [("row", "|".join(cell.text for cell in row.cells)) for row in block.rows]
        else:
            found.append((f"{block.form.value}{block.level or ''}", block.text))
    return found


def characters(text: str) -> Counter[str]:
    """How often each character but white space is in a text."""
    return Counter(re.sub(r"\s", "", text))


def held_characters(passages: Iterable[Passage]) -> Counter[str]:
    """The characters of texts and glosses, and those of each heading that is no passage, where it is first above one.

    The heads of columns, joined by ` / ` over each row, are a row of the table as well.
    """
    parts: list[str] = []
    open_: tuple[str, ...] = ()
    found = tuple(passages)
    texts = {passage.text for passage in found if passage.kind in ("caption", "heading")}
    for passage in found:
        same = 0
        while same < min(len(open_), len(passage.section)) and open_[same] == passage.section[same]:
            same += 1
        headed = passage.kind == "table-row" and " / " in passage.section[-1] if passage.section else False
        headings = passage.section[same : len(passage.section) - headed]
        parts += [heading for heading in headings if heading not in texts]
        parts += [passage.text, *passage.glosses]
        open_ = passage.section
    return characters("".join(parts))


class _Texts(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self._inside: list[str] = []
        self._lists: list[tuple[str, int]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in ("script", "style", "rp"):
            self._inside.append(tag)
        if tag in ("ol", "ul"):
            self._lists.append((tag, 0))
        if tag == "li" and self._lists:
            kind, count = self._lists.pop()
            self._lists.append((kind, count + 1))
            self.found += [f"{count + 1}."] if kind == "ol" else []
        if tag == "img":
            self.found += [value or "" for name, value in attrs if name == "alt"]

    def handle_endtag(self, tag: str) -> None:
        if self._inside and self._inside[-1] == tag:
            self._inside.pop()
        if tag in ("ol", "ul") and self._lists:
            self._lists.pop()

    def handle_data(self, data: str) -> None:
        if not self._inside:
            self.found.append(data)


def html_characters(markup: str) -> Counter[str]:
    """The characters of a page, by the parser of the standard library."""
    parser = _Texts()
    parser.feed(markup)
    parser.close()
    return characters("".join(parser.found))


def zip_characters(data: bytes, members: str) -> Counter[str]:
    """The characters between all tags of the members of a ZIP file whose names match a pattern."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        found = [
            archive.read(name).decode("utf-8") for name in archive.namelist() if re.search(members, name)
        ]
    return characters(html.unescape("".join(re.sub(r"<[^<>]*>", "", text) for text in found)))


def xml_characters(data: bytes, member: str, tag: str) -> Counter[str]:
    """The characters inside all elements of that name of a member of a ZIP file, by a pattern."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        text = archive.read(member).decode("utf-8")
    return characters("".join(re.findall(rf"<{tag}(?: [^<>]*)?>([^<>]*)</{tag}>", text)))
