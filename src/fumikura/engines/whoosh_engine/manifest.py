"""What the manifest of a generation says of documents and segments, between JSON and frozen values."""

from __future__ import annotations

import contextlib
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from fumikura.engines.protocol import FileRecord
from fumikura.engines.snapshots.failures import reading
from fumikura.engines.snapshots.generations import MANIFEST, Generation
from fumikura.engines.snapshots.versions import check_versions
from fumikura.engines.whoosh_engine.segment import SegmentEntry
from fumikura.errors import IndexDamagedError
from fumikura.messages import Wording
from fumikura.models import Document

__all__ = ["as_json", "checked_entries", "file_records", "segment_entries"]


def as_json(
    files: Mapping[str, FileRecord],
    segments: Iterable[SegmentEntry],
    versions: Mapping[str, str],
    committed: str,
) -> dict[str, Any]:
    """The manifest; `file_records` and `segment_entries` read it."""
    from dataclasses import asdict  # imported here, as a search has no use for it

    return {
        "versions": dict(versions),
        "committed": committed,
        "segments": [asdict(segment) for segment in segments],
        "files": [asdict(files[source]) for source in sorted(files)],
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
            tuple(Wording(**each) for each in file.get("unread", ())),
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


def checked_entries(folder: Path, generation: Generation) -> tuple[SegmentEntry, ...]:
    """The segments, after what can be checked at every open: the versions, and that all files are there in full.

    Raises IndexVersionError or IndexDamagedError.
    """
    with reading(generation.path / MANIFEST):
        versions = dict(generation.manifest["versions"])
    check_versions(versions, folder)
    with reading(generation.path / MANIFEST):
        entries = segment_entries(generation.manifest)
    for name, expected in generation.sums.items():
        found = -1
        with contextlib.suppress(OSError):
            found = (generation.path / name).stat().st_size
        if found != expected.size:
            if found < 0:
                raise IndexDamagedError("index.file-missing", folder=folder, file=name)
            raise IndexDamagedError("index.file-size", folder=folder, file=name)
    return entries
