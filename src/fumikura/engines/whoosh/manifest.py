"""What the manifest of a generation says of documents, between JSON and frozen values."""

from __future__ import annotations

import contextlib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from fumikura.engines.protocol import FileRecord
from fumikura.engines.snapshots.failures import reading
from fumikura.engines.snapshots.generations import MANIFEST, Generation
from fumikura.engines.whoosh.versions import check_versions
from fumikura.errors import IndexDamagedError
from fumikura.messages import Wording
from fumikura.models import Document

__all__ = ["check_files", "file_records", "files_as_json"]


def files_as_json(files: Mapping[str, FileRecord]) -> list[dict[str, Any]]:
    """The files for a manifest; `file_records` reads them."""
    from dataclasses import asdict  # imported here, as a search has no use for it

    return [asdict(files[source]) for source in sorted(files)]


def file_records(manifest: Mapping[str, Any]) -> dict[str, FileRecord]:
    """The files that were indexed, by source. Raises LookupError, TypeError or ValueError for what is no manifest."""
    records = [
        FileRecord(
            file["source"],
            file["fingerprint"],
            tuple(_document(each) for each in file["documents"]),
            file["passages"],
            file.get("stamp", ""),
            tuple(Wording(**each) for each in file.get("unread", ())),
        )
        for file in manifest["files"]
    ]
    for record in records:
        if not all(isinstance(text, str) for text in (record.source, record.fingerprint, record.stamp)):
            raise ValueError(record.source)
        if type(record.passages) is not int:
            raise ValueError(record.passages)
    return {record.source: record for record in records}


def _document(value: Mapping[str, Any]) -> Document:
    first, last = value["lines"]
    document = Document(**{**value, "lines": (first, last)})
    texts = (getattr(document, name) for name in Document.__match_args__ if name != "lines")
    if not all(isinstance(text, str) for text in texts) or {type(first), type(last)} != {int}:
        raise ValueError(document.id)
    return document


def check_files(folder: Path, generation: Generation) -> None:
    """What can be checked at every open: the versions, and that all files are there in full.

    Raises IndexVersionError or IndexDamagedError.
    """
    with reading(generation.path / MANIFEST):
        versions = dict(generation.manifest["versions"])
    check_versions(versions, folder)
    for name, expected in generation.sums.items():
        found = -1
        with contextlib.suppress(OSError):
            found = (generation.path / name).stat().st_size
        if found != expected.size:
            code = "index.file-missing" if found < 0 else "index.file-size"
            raise IndexDamagedError(code, folder=folder, file=name)
