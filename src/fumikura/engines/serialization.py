"""Passages, records of files and definitions as plain values, as stored fields of Whoosh and JSON take them; and back."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

from fumikura.engines.protocol import FileRecord
from fumikura.messages import Wording
from fumikura.models import PASSAGE_FIELDS, Definition, Document, Passage
from fumikura.text import fold

_LISTS = frozenset({"section", "glosses", "lines", "tags"})
_EMPTY = Passage("", "", "")
_DEFAULTS: Mapping[str, Any] = {name: getattr(_EMPTY, name) for name in PASSAGE_FIELDS}


def passage_to_plain(passage: Passage) -> dict[str, Any]:
    """The fields of a passage that differ from the defaults."""
    values = ((name, getattr(passage, name)) for name in PASSAGE_FIELDS)
    return {
        name: list(value) if isinstance(value, tuple) else value
        for name, value in values
        if value != _DEFAULTS[name]
    }


def passage_from_plain(stored: Mapping[str, Any]) -> Passage:
    """The passage of such fields. Raises TypeError or ValueError for what is none."""
    values: dict[str, Any] = {**_DEFAULTS, **stored}
    if len(values) != len(_DEFAULTS) or not isinstance(values["id"], str):
        raise ValueError("no passage")
    for name in _LISTS:
        values[name] = tuple(values[name])
    return Passage(*values.values())


def record_to_plain(record: FileRecord) -> dict[str, Any]:
    """The record of a file as plain values."""
    from dataclasses import asdict  # imported here, as a search has no use for it

    return asdict(record)


def record_from_plain(value: Mapping[str, Any]) -> FileRecord:
    """The record of such values. Raises LookupError, TypeError or ValueError for what is none."""
    record = FileRecord(
        value["source"],
        value["fingerprint"],
        tuple(_document_from_plain(each) for each in value["documents"]),
        value["passages"],
        value.get("stamp", ""),
        tuple(Wording(**each) for each in value.get("unread", ())),
    )
    if not all(isinstance(text, str) for text in (record.source, record.fingerprint, record.stamp)):
        raise ValueError(record.source)
    if type(record.passages) is not int:
        raise ValueError(record.passages)
    return record


def _document_from_plain(value: Mapping[str, Any]) -> Document:
    first, last = value["lines"]
    document = Document(**{**value, "lines": (first, last)})
    texts = (getattr(document, name) for name in Document.__match_args__ if name != "lines")
    if not all(isinstance(text, str) for text in texts) or {type(first), type(last)} != {int}:
        raise ValueError(document.id)
    return document


def defined_names(definition: Definition) -> set[str]:
    """The folded names by which a definition is looked up."""
    return {key for name in (definition.short, definition.long) if (key := fold(name).text)}


def definition_to_text(definition: Definition) -> str:
    """A definition as JSON."""
    return json.dumps(
        [
            definition.short,
            definition.long,
            definition.passage,
            definition.document,
            definition.source,
            definition.lines,
            definition.local,
        ],
        ensure_ascii=not _is_utf8(definition),
        separators=(",", ":"),
    )


def definitions_from_texts(texts: Iterable[str]) -> tuple[Definition, ...]:
    """The definitions of such texts, each once, in the order of their sources and lines."""
    found = set(map(_definition_from_text, texts))
    return tuple(
        sorted(found, key=lambda each: (each.source, each.lines, each.passage, each.short, each.long))
    )


def _definition_from_text(text: str) -> Definition:
    short, long, passage, document, source, (first, last), local = json.loads(text)
    return Definition(short, long, passage, document, source, (first, last), local)


def _is_utf8(definition: Definition) -> bool:
    """Whether UTF-8 can hold it; lone surrogates in an id have to be escaped."""
    try:
        f"{definition.passage}{definition.document}{definition.source}".encode()
    except UnicodeEncodeError:
        return False
    return True


def files_to_plain(files: Mapping[str, FileRecord]) -> list[dict[str, Any]]:
    """The records of files for a manifest."""
    return [record_to_plain(files[source]) for source in sorted(files)]


def files_from_manifest(manifest: Mapping[str, Any]) -> dict[str, FileRecord]:
    """The records of files in a manifest, by source. Raises LookupError, TypeError or ValueError for what is none."""
    records = map(record_from_plain, manifest["files"])
    return {record.source: record for record in records}
