"""What the manifest of a generation says of documents and segments, between JSON and frozen values."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Mapping
from typing import Any

from fumikura.index.seam import FileRecord
from fumikura.index.whoosh_engine.segment import SegmentEntry
from fumikura.models import Document

__all__ = ["as_json", "file_records", "segment_entries"]


def as_json(
    files: Mapping[str, FileRecord],
    segments: Iterable[SegmentEntry],
    versions: Mapping[str, str],
    committed: str,
) -> dict[str, Any]:
    """The manifest; `file_records` and `segment_entries` read it."""
    return {
        "versions": dict(versions),
        "committed": committed,
        "segments": [dataclasses.asdict(segment) for segment in segments],
        "files": [dataclasses.asdict(files[source]) for source in sorted(files)],
    }


def file_records(manifest: Mapping[str, Any]) -> dict[str, FileRecord]:
    """The files that were indexed, by source."""
    records = (
        FileRecord(
            file["source"],
            file["fingerprint"],
            tuple(
                Document(**{**document, "lines": tuple(document["lines"])}) for document in file["documents"]
            ),
            file["passages"],
            file.get("stamp", ""),
        )
        for file in manifest["files"]
    )
    return {record.source: record for record in records}


def segment_entries(manifest: Mapping[str, Any]) -> tuple[SegmentEntry, ...]:
    """The segments, in their order."""
    return tuple(
        SegmentEntry(
            segment["id"],
            segment["size"],
            tuple((start, end) for start, end in segment["deleted"]),
            tuple(segment["words"]),
        )
        for segment in manifest["segments"]
    )
