"""`catalog.toml`: what a person knows of the documents in a corpus, and a program can't be sure of.

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

import datetime
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import Any

from fumikura.dates import ERAS, era_years, parse_date
from fumikura.errors import CatalogError
from fumikura.file_access import read_if_there
from fumikura.messages import system_reason
from fumikura.models import Document
from fumikura.toml_text import TomlFault, read_toml, toml_value
from fumikura.vocabulary import DOC_TYPES, MEETINGS, canonical

NAME = "catalog.toml"
NO_LINES = (1, 1)
"""The lines of a document that none are known of, as of a page."""
_TEXTS = (
    "id", "file", "title", "publisher", "doc_type", "date", "meeting", "place", "url", "accessed", "container", "pages",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class CatalogEntry:
    """An entry: the document, whether the entry has `lines`, and the keys that it has."""

    document: Document
    has_lines: bool
    known: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Catalog:
    """The entries of a catalog, by the `key_of` a file."""

    entries: Mapping[str, tuple[CatalogEntry, ...]]

    def of(self, source: str) -> tuple[CatalogEntry, ...]:
        """The entries for a file and for those inside it (`archive.zip!name`), in their order."""
        key = key_of(source)
        inside = (found for name, found in self.entries.items() if name.startswith(f"{key}!"))
        return (*self.entries.get(key, ()), *chain.from_iterable(inside))


def key_of(source: str) -> str:
    """The name of a file as it is compared: some file systems and archives take ガ apart, and nobody who types does."""
    return unicodedata.normalize("NFC", source)


def load_catalog(corpus: Path) -> Catalog:
    """The catalog of a corpus; empty where there is none. Raises CatalogError, naming the entry."""
    if not corpus.is_dir():
        return Catalog({})
    try:
        content = read_if_there(corpus / NAME)
        data = read_toml(content or b"")
    except OSError as error:
        raise CatalogError("catalog.unreadable", file=NAME, reason=system_reason(error)) from error
    except TomlFault as fault:
        raise CatalogError("catalog.no-toml", file=NAME, line=fault.line, reason=fault.reason) from fault
    unknown = set(data) - {"document"}
    if unknown or not isinstance(data.get("document", []), list):
        other = tuple(sorted(unknown)) or ("[document]",)
        raise CatalogError("catalog.table-unknown", file=NAME, names=other)
    entries: dict[str, tuple[CatalogEntry, ...]] = {}
    ids: set[str] = set()
    for number, value in enumerate(data.get("document", []), start=1):
        entry = _parse_entry(value, number)
        key = key_of(entry.document.source)
        if entry in entries.get(key, ()):
            continue  # `fumikura catalog >> catalog.toml` a second time
        if entry.document.id in ids:
            raise CatalogError("catalog.id-taken", file=NAME, number=number, id=entry.document.id)
        ids.add(entry.document.id)
        entries[key] = (*entries.get(key, ()), entry)
    return Catalog(entries)


def dump_catalog(documents: Iterable[Document], ready: Iterable[Document] = ()) -> str:
    """Documents as entries of catalog.toml; those of ready passages, for which none would be used, in comments."""
    entries = [_dump_entry(document) for document in documents]
    comments = ["".join(f"# {line}\n" for line in _dump_entry(each).splitlines()) for each in ready]
    return "\n".join([*entries, *comments])


def _dump_entry(document: Document) -> str:
    fields = {
        "id": document.id, "file": document.source, "lines": list(document.lines), "title": document.title,
        "publisher": document.publisher, "doc_type": document.doc_type, "date": document.date,
        "meeting": document.meeting, "place": document.place, "url": document.url, "accessed": document.accessed,
        "container": document.container, "pages": document.pages,
    }  # fmt: skip
    if document.lines == NO_LINES:
        del fields["lines"]
    lines = [f"{name} = {toml_value(value)}" for name, value in fields.items() if value]
    return "\n".join(["[[document]]", *lines, ""])


def _parse_entry(value: Any, number: int) -> CatalogEntry:
    if not isinstance(value, dict):
        raise CatalogError("catalog.no-table", file=NAME, number=number)
    unknown = set(value) - {*_TEXTS, "lines"}
    if unknown:
        names, known = tuple(sorted(unknown)), (*_TEXTS, "lines")
        raise CatalogError("catalog.key-unknown", file=NAME, number=number, names=names, known=known)
    texts = {name: _parse_text(value.get(name, ""), name, number) for name in _TEXTS}
    for name in ("id", "file"):
        if not texts[name]:
            raise CatalogError("catalog.key-missing", file=NAME, number=number, key=name)
    if "#" in texts["id"] or not texts["id"].isprintable() or " " in texts["id"]:
        raise CatalogError("catalog.id", file=NAME, number=number, id=texts["id"])
    lines = value.get("lines")
    if lines is not None and not _are_lines(lines):
        raise CatalogError("catalog.lines", file=NAME, number=number, value=lines)
    document = Document(
        id=texts["id"],
        title=texts["title"],
        publisher=texts["publisher"],
        doc_type=_parse_code(texts["doc_type"], DOC_TYPES, "doc_type", number) or "other",
        date=_parse_date(texts["date"], "date", number),
        meeting=_parse_code(texts["meeting"], MEETINGS, "meeting", number),
        place=texts["place"],
        url=texts["url"],
        source=texts["file"].replace("\\", "/").removeprefix("./"),
        lines=tuple(lines) if lines else NO_LINES,
        container=texts["container"],
        accessed=_parse_date(texts["accessed"], "accessed", number),
        pages=texts["pages"],
    )
    return CatalogEntry(document, lines is not None, tuple(sorted(value)))


def _parse_text(value: object, key: str, number: int) -> str:
    """A text; a date or a whole number without quotes is accepted, too. (2021.10 would be read as 2021.1.)"""
    if isinstance(value, bool) or not isinstance(value, (str, int, datetime.date)):
        raise CatalogError("catalog.no-text", file=NAME, number=number, key=key, value=value)
    return str(value)


def _are_lines(lines: object) -> bool:
    return (
        isinstance(lines, list)
        and len(lines) == 2
        and all(isinstance(n, int) and not isinstance(n, bool) for n in lines)
        and 1 <= lines[0] <= lines[1]
    )


def _parse_code(value: str, names: Mapping[str, tuple[str, ...]], key: str, number: int) -> str:
    if not value:
        return ""
    code = canonical(value, names)
    if code is None:
        raise CatalogError("catalog.code", file=NAME, number=number, key=key, value=value, valid=tuple(names))
    return code


def _parse_date(value: str, key: str, number: int) -> str:
    if not value:
        return ""
    date = parse_date(value)
    named = next((years for era in ERAS if era.name in value and (years := era_years(era.name))), None)
    if date is None or (
        named and int(date[:4]) > named[1]
    ):  # 平成40年 is in plans, but nothing is of that year
        raise CatalogError("catalog.date", file=NAME, number=number, key=key, value=value)
    return date
