"""Reads a document given as a string through all the stages, for the tests of what they make of it."""

from __future__ import annotations

from pathlib import Path

from fumikura.catalog import load
from fumikura.documents import FileContent, document_ids, read_file
from fumikura.models import Passage
from fumikura.reading.discovery import discover

__all__ = ["content", "sections", "texts", "write"]


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
    entries = load(folder)
    found = [each for each in discover(folder)[0] if each.source == name]
    return read_file(found[0], entries.of(name), document_ids([name], entries)[name])


def texts(passages: tuple[Passage, ...]) -> list[str]:
    """The texts of passages."""
    return [passage.text for passage in passages]


def sections(passages: tuple[Passage, ...]) -> list[tuple[str, str]]:
    """The section path, as CSV has it, and the text of each passage."""
    return [(" > ".join(passage.section), passage.text) for passage in passages]
