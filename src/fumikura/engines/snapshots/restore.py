"""Back to the state of an index before its last commit, which is kept until the next one for this."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from fumikura.engines.snapshots.checksums import faults_of_files
from fumikura.engines.snapshots.failures import reading, writing
from fumikura.engines.snapshots.generations import MANIFEST, check_folder, previous_generation, switch_back
from fumikura.engines.snapshots.locks import Lock
from fumikura.errors import IndexDamagedError, IndexMissingError


def restore_index(path: str | Path, check_versions: Callable[[Mapping[str, str], Path], None]) -> None:
    """Make the previous state of the index in the folder `path` the current one, after every byte of it was compared.

    The state that it takes the place of is the previous one then: twice is as if never. Raises IndexMissingError where
    there is no previous state, IndexDamagedError or IndexVersionError where it is of no use, IndexLockedError.
    """
    folder = Path(path)
    if not folder.is_dir():
        raise IndexMissingError("index.missing", folder=folder)
    check_folder(folder)
    with Lock(folder):
        previous = previous_generation(folder)
        if previous is None:
            raise IndexMissingError("index.no-previous", folder=folder)
        try:
            with reading(previous.path / MANIFEST):
                versions = dict(previous.manifest["versions"])
            check_versions(versions, folder)
            sums = previous.sums
            for fault in faults_of_files(previous.path, sums, sorted(sums)):
                raise IndexDamagedError("index.previous-damaged", folder=folder, fault=fault)
            with writing(folder):
                switch_back(folder, previous)
        finally:
            previous.release()
