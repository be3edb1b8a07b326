"""The record of a file, between plain values and frozen ones."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from fumikura.engines.protocol import FileRecord
from fumikura.messages import Wording
from fumikura.models import Document


def record_to_plain(record: FileRecord) -> dict[str, Any]:
    """A record as plain values; `record_from_plain` reads them."""
    from dataclasses import asdict  # imported here, as a search has no use for it

    return asdict(record)


def record_from_plain(value: Mapping[str, Any]) -> FileRecord:
    """The record of such values. Raises LookupError, TypeError or ValueError for what is none."""
    record = FileRecord(
        value["source"],
        value["fingerprint"],
        tuple(_document(each) for each in value["documents"]),
        value["passages"],
        value.get("stamp", ""),
        tuple(Wording(**each) for each in value.get("unread", ())),
    )
    if not all(isinstance(text, str) for text in (record.source, record.fingerprint, record.stamp)):
        raise ValueError(record.source)
    if type(record.passages) is not int:
        raise ValueError(record.passages)
    return record


def _document(value: Mapping[str, Any]) -> Document:
    first, last = value["lines"]
    document = Document(**{**value, "lines": (first, last)})
    texts = (getattr(document, name) for name in Document.__match_args__ if name != "lines")
    if not all(isinstance(text, str) for text in texts) or {type(first), type(last)} != {int}:
        raise ValueError(document.id)
    return document
