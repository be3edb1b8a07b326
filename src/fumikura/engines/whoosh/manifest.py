"""What the manifest of a generation says of documents, between JSON and frozen values."""

from __future__ import annotations

import contextlib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from fumikura.engines.protocol import FileRecord
from fumikura.engines.records import record_from_plain, record_to_plain
from fumikura.engines.snapshots.failures import reading
from fumikura.engines.snapshots.generations import MANIFEST, Generation
from fumikura.engines.whoosh.versions import check_versions
from fumikura.errors import IndexDamagedError


def files_as_json(files: Mapping[str, FileRecord]) -> list[dict[str, Any]]:
    """The files for a manifest; `file_records` reads them."""
    return [record_to_plain(files[source]) for source in sorted(files)]


def file_records(manifest: Mapping[str, Any]) -> dict[str, FileRecord]:
    """The files that were indexed, by source. Raises LookupError, TypeError or ValueError for what is no manifest."""
    records = map(record_from_plain, manifest["files"])
    return {record.source: record for record in records}


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
