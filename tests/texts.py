"""Reads a document given as a string through all the stages, for the tests of what they make of it."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path

from fumikura.catalog import load_catalog
from fumikura.documents import FileContent, document_ids, read_file
from fumikura.models import Passage
from fumikura.reading.discovery import discover

__all__ = ["content", "cuts_nothing", "sections", "texts", "write"]


def write(folder: Path, **files: str | bytes) -> Path:
    """Put files into a folder, which is made; `a_txt` stands for `a.txt`, `d__a_txt` for `d/a.txt`."""
    for name, data in files.items():
        path = folder / (name.replace("__", "/")[::-1].replace("_", ".", 1)[::-1])
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data.encode("utf-8") if isinstance(data, str) else data)
    return folder


def content(folder: Path, text: str, name: str = "sample.txt", catalog: str = "") -> FileContent:
    """What the file `name` holds when its text is `text` and the catalog beside it `catalog`."""
    (folder / name).write_text(text, encoding="utf-8")
    if catalog:
        (folder / "catalog.toml").write_text(catalog, encoding="utf-8")
    entries = load_catalog(folder)
    found = [each for each in discover(folder)[0] if each.source == name]
    return read_file(found[0], entries.of(name), document_ids([name], entries)[name])


def texts(passages: tuple[Passage, ...]) -> list[str]:
    """The texts of passages."""
    return [passage.text for passage in passages]


def sections(passages: tuple[Passage, ...]) -> list[tuple[str, str]]:
    """The section path, as CSV has it, and the text of each passage."""
    return [(" > ".join(passage.section), passage.text) for passage in passages]


_NUMERAL = "[0-9〇零一二三四五六七八九十百千万億兆]"
_LETTER = "[^\\W\\d_\u0530-\U0010ffff]"
_WHOLE = re.compile(
    f"(?:[A-Za-z][.])+[A-Za-z][.]?|第[IVX]+[部章節編]|{_LETTER}+|{_NUMERAL}+(?:[.,]{_NUMERAL}+)*"
)


_NO_SIGN = re.compile("[\\w‐-―−-](?=[‐-―−-][0-9])")


def cuts_nothing(text: str, start: int, end: int) -> bool:
    """Whether a run begins and ends beside no letter or digit that belongs to its own: it cuts no 13, main, 2-6."""
    plain = "".join(unicodedata.normalize("NFKC", char)[:1] for char in text)
    spans = [match.span() for match in _WHOLE.finditer(plain)]
    if start and _NO_SIGN.match(plain, start - 1):  # a dash at the beginning of a run would be a sign
        return False
    return not any(first < edge < last for first, last in spans for edge in (start, end))
