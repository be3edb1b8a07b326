"""`catalog.toml`: what a person knows of the documents in a corpus and a program can't be sure of.

    [[document]]
    id = "scc-2013-10-03-joint-statement"
    file = "2013-scc.txt"        # relative to the corpus
    lines = [1, 80]              # where the file holds several documents; else left out
    title = "…"
    publisher = "…"
    doc_type = "joint-statement" # joint-statement, summary, white-paper, minutes, press-conference, law, other
    date = "2013-10-03"          # as exact as known
    meeting = "2+2"              # 2+2, summit, defense-ministers, foreign-ministers, other, or left out
    place = "東京"
    url = "https://…"            # where it was taken from
    accessed = "2026-11-28"      # when it was taken from there
    container = "…"              # the site or the book that it is part of
    pages = "12-34"              # its pages there

`id` and `file` are required. Several entries for one file split it, by their `lines` or, without them, at its heads.
"""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from fumikura.dates import parse_date
from fumikura.errors import CatalogError
from fumikura.models import Document
from fumikura.vocabulary import DOC_TYPES, MEETINGS, canonical

__all__ = ["NAME", "Catalog", "Entry", "dumps", "load"]

NAME = "catalog.toml"
_TEXTS = (
    "id", "file", "title", "publisher", "doc_type", "date", "meeting", "place", "url", "accessed", "container", "pages",
)  # fmt: skip
_REMEDY = "See the head of `fumikura catalog` for the form of an entry."


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry: the document, and whether its lines were given (else they are those found in the file)."""

    document: Document
    has_lines: bool
    known: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Catalog:
    """The entries of a catalog, by the file that each is in."""

    entries: Mapping[str, tuple[Entry, ...]]

    def of(self, source: str) -> tuple[Entry, ...]:
        """The entries for a file, in their order."""
        return self.entries.get(source, ())


def load(corpus: Path) -> Catalog:
    """The catalog of a corpus; one that is not there is empty. Raises CatalogError, naming the entry."""
    path = corpus / NAME
    if not corpus.is_dir() or not path.is_file():
        return Catalog({})
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise CatalogError(f"{NAME}: {error}.", "Mend it; it is TOML in UTF-8.") from error
    unknown = set(data) - {"document"}
    if unknown or not isinstance(data.get("document", []), list):
        other = ", ".join(sorted(unknown)) or "[document]"
        raise CatalogError(f"{NAME}: only [[document]] entries are known, not {other}.", _REMEDY)
    entries: dict[str, tuple[Entry, ...]] = {}
    ids: set[str] = set()
    for number, value in enumerate(data.get("document", []), start=1):
        entry = _entry(value, f"{NAME}, entry {number}")
        if entry.document.id in ids:
            raise CatalogError(
                f"{NAME}, entry {number}: the id {entry.document.id!r} is taken.", "Give it another."
            )
        ids.add(entry.document.id)
        entries[entry.document.source] = (*entries.get(entry.document.source, ()), entry)
    return Catalog(entries)


def dumps(documents: Iterable[Document]) -> str:
    """Documents in catalog.toml's own form."""
    return "\n".join(_dump(document) for document in documents)


def _dump(document: Document) -> str:
    fields = {
        "id": document.id, "file": document.source, "lines": list(document.lines), "title": document.title,
        "publisher": document.publisher, "doc_type": document.doc_type, "date": document.date,
        "meeting": document.meeting, "place": document.place, "url": document.url, "accessed": document.accessed,
        "container": document.container, "pages": document.pages,
    }  # fmt: skip
    lines = [f"{name} = {_toml(value)}" for name, value in fields.items() if value]
    return "\n".join(["[[document]]", *lines, ""])


def _toml(value: object) -> str:
    # A JSON string is a TOML basic string but for DEL, which TOML wants escaped.
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")


def _entry(value: Any, where: str) -> Entry:
    if not isinstance(value, dict):
        raise CatalogError(f"{where}: no table.", _REMEDY)
    unknown = set(value) - {*_TEXTS, "lines"}
    if unknown:
        raise CatalogError(
            f"{where}: unknown key {', '.join(sorted(unknown))}; known are {', '.join((*_TEXTS, 'lines'))}.",
            _REMEDY,
        )
    texts = {name: value.get(name, "") for name in _TEXTS}
    # A bare date or number of TOML is as good as one in quotes.
    texts = {name: text if isinstance(text, str) else str(text) for name, text in texts.items()}
    for name in ("id", "file"):
        if not texts[name]:
            raise CatalogError(f"{where}: {name!r} is missing.", _REMEDY)
    if "#" in texts["id"] or not texts["id"].isprintable() or " " in texts["id"]:
        raise CatalogError(
            f"{where}: the id {texts['id']!r} holds a space, # or a control character.",
            "Use letters, digits and -.",
        )
    lines = value.get("lines")
    if lines is not None and not _are_lines(lines):
        raise CatalogError(f"{where}: lines = {lines!r} is not [first, last].", _REMEDY)
    document = Document(
        id=texts["id"],
        title=texts["title"],
        publisher=texts["publisher"],
        doc_type=_code(texts["doc_type"], DOC_TYPES, "doc_type", where) or "other",
        date=_date(texts["date"], "date", where),
        meeting=_code(texts["meeting"], MEETINGS, "meeting", where),
        place=texts["place"],
        url=texts["url"],
        source=texts["file"].replace("\\", "/"),
        lines=tuple(lines) if lines else (1, 1),
        container=texts["container"],
        accessed=_date(texts["accessed"], "accessed", where),
        pages=texts["pages"],
    )
    return Entry(document, lines is not None, tuple(sorted(value)))


def _are_lines(lines: object) -> bool:
    return (
        isinstance(lines, list)
        and len(lines) == 2
        and all(isinstance(n, int) and not isinstance(n, bool) for n in lines)
        and 1 <= lines[0] <= lines[1]
    )


def _code(value: str, names: Mapping[str, tuple[str, ...]], field: str, where: str) -> str:
    if not value:
        return ""
    code = canonical(value, names)
    if code is None:
        raise CatalogError(f"{where}: {field} = {value!r}; it may be {', '.join(names)}.", _REMEDY)
    return code


def _date(value: str, field: str, where: str) -> str:
    if not value:
        return ""
    date = parse_date(value)
    if date is None:
        raise CatalogError(f"{where}: {field} = {value!r} is no date.", "Write 2013, 2013-10 or 2013-10-03.")
    return date
