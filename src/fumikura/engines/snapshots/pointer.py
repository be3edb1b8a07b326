"""The pointer of an index: a small file that names the current generation and the previous one.

It is replaced by a rename, which happens as a whole or not at all; what it names is on the disk before that.
"""

from __future__ import annotations

import errno
import hashlib
import json
import os
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from fumikura.errors import IndexDamagedError, OutputError
from fumikura.messages import system_reason
from fumikura.values import frozen

POINTER = "current.json"
NEW_POINTER = f"{POINTER}.new"
GENERATION_NAME = re.compile(r"g[0-9]{6,}")
"""Names of the folders of generations."""

_FORMAT = "fumikura-index"
_KEYS_BEFORE = frozenset({"format", "generation", "manifest"})
# Errors of systems that can't sync a folder at all; others mean that the disk failed.
_NO_FOLDER_SYNC = frozenset(
    {errno.EINVAL, errno.EACCES, errno.EPERM, errno.EISDIR, errno.EBADF, errno.ENOTSUP}
)


@frozen
class GenerationRef:
    """A reference to a generation: its folder, and the SHA-256 of its manifest."""

    generation: str
    manifest: str


@frozen
class Pointer:
    """The current and the previous generation."""

    current: GenerationRef
    previous: GenerationRef | None


def read_pointer(folder: Path) -> Pointer | None:
    """The pointer of the index in a folder, or None. Raises IndexDamagedError."""
    try:
        content = (folder / POINTER).read_bytes()
        value = json.loads(content)
        if value["format"] != _FORMAT:
            raise ValueError(value["format"])
        previous = value.get("previous")
        pointer = Pointer(_parse_ref(value), None if previous is None else _parse_ref(previous))
        # Pointers of older versions have no sum; their generation is refused by its version.
        if value.keys() != _KEYS_BEFORE and content != _encode(pointer):
            raise ValueError(POINTER)
        return pointer
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError as error:
        raise IndexDamagedError("index.unreadable", folder=folder, reason=system_reason(error)) from error
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError) as error:
        raise IndexDamagedError("index.pointer-altered", folder=folder, file=POINTER) from error


def write_pointer(folder: Path, pointer: Pointer) -> None:
    """Write a new pointer beside the old one, and replace that."""
    new = folder / NEW_POINTER
    new.write_bytes(_encode(pointer))
    sync(new)
    new.replace(folder / POINTER)
    try:
        sync_folder(folder)
    except OSError as error:
        raise OutputError("index.not-confirmed", folder=folder, reason=system_reason(error)) from error


def _encode(pointer: Pointer) -> bytes:
    """The bytes of the file; no other bytes are accepted for this pointer."""
    previous = pointer.previous
    value = {
        "format": _FORMAT,
        "generation": pointer.current.generation,
        "manifest": pointer.current.manifest,
        "previous": previous and {"generation": previous.generation, "manifest": previous.manifest},
    }
    digest = hashlib.sha256(json.dumps(value).encode()).hexdigest()
    return json.dumps({**value, "sum": digest}).encode()


def sync(path: Path) -> None:
    """Sync the data of a file to the disk."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def sync_folder(path: Path) -> None:
    """Sync the names in a folder to the disk, if the system can."""
    try:
        sync(path)
    except OSError as error:
        if error.errno not in _NO_FOLDER_SYNC:
            raise


def _parse_ref(value: Mapping[str, Any]) -> GenerationRef:
    if not GENERATION_NAME.fullmatch(value["generation"]) or not isinstance(value["manifest"], str):
        raise ValueError(value)
    return GenerationRef(value["generation"], value["manifest"])
