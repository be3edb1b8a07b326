"""Checksums of the files of an index, and bytes of files that are compared with them.

`fumikura check` compares whole files (SHA-256). A search compares each block before its first use (CRC-32, about 5 µs),
as reading every byte would take longer than the search.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import zlib
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from threading import Lock
from typing import Any

from fumikura.engines.snapshots.error_mapping import damage_error
from fumikura.messages import Message, system_reason
from fumikura.values import frozen

# Windows has no pread; there one thread at a time seeks and reads.
_AT_A_PLACE = hasattr(os, "pread")
_FLAGS: int = getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0)


class FileBytes:
    """The bytes of a file, read by slices; it stays open until `close`. Threads may share it.

    A mapped file would count as memory of the process wherever it was touched, with all that lies around. Reading a slice
    takes a microsecond and leaves nothing behind.
    """

    __slots__ = ("_descriptor", "_lock", "_size")

    def __init__(self, path: Path) -> None:
        self._descriptor = os.open(path, os.O_RDONLY | _FLAGS)
        self._lock = Lock()
        self._size = os.fstat(self._descriptor).st_size

    def __len__(self) -> int:
        return self._size

    def __getitem__(self, part: slice) -> bytes:
        start, stop, _ = part.indices(self._size)
        data = self._read(max(stop - start, 0), start)
        while len(data) < stop - start:  # the system gives less than 2 GB at once
            more = self._read(stop - start - len(data), start + len(data))
            if not more:
                break
            data += more
        return data

    def _read(self, size: int, at: int) -> bytes:
        if _AT_A_PLACE:
            return os.pread(self._descriptor, size, at)
        with self._lock:
            os.lseek(self._descriptor, at, os.SEEK_SET)
            return os.read(self._descriptor, size)

    def close(self) -> None:
        """Let go of the file."""
        descriptor, self._descriptor = self._descriptor, -1
        if descriptor >= 0:
            os.close(descriptor)

    def __del__(self) -> None:
        with contextlib.suppress(AttributeError, OSError):
            self.close()


BLOCK = 1 << 15
"""Bytes of a block, which has one CRC-32."""


@frozen
class FileChecksum:
    """Size in bytes and SHA-256 of a file, and the CRC-32 of each `BLOCK` of it."""

    size: int
    sha256: str
    blocks: tuple[int, ...]


def checksum_of(path: Path) -> FileChecksum:
    """The checksums of a file as it is now. Raises OSError."""
    digest, blocks, size = hashlib.sha256(), [], 0
    with path.open("rb") as file:
        while block := file.read(BLOCK):
            digest.update(block)
            blocks.append(zlib.crc32(block))
            size += len(block)
    return FileChecksum(size, digest.hexdigest(), tuple(blocks))


def checksums_to_json(sums: Mapping[str, FileChecksum]) -> dict[str, list[Any]]:
    """The checksums for a manifest."""
    return {name: [each.size, each.sha256, list(each.blocks)] for name, each in sorted(sums.items())}


def checksums_from_json(value: Mapping[str, Any]) -> dict[str, FileChecksum]:
    """The checksums in a manifest. Raises ValueError or TypeError, also for a name outside of the folder."""
    sums: dict[str, FileChecksum] = {}
    for name, (size, sha256, blocks) in value.items():
        if Path(name).name != name or len(blocks) != -(-int(size) // BLOCK):
            raise ValueError(name)
        sums[name] = FileChecksum(int(size), str(sha256), tuple(map(int, blocks)))
    return sums


def faults_of_files(
    folder: Path, sums: Mapping[str, FileChecksum], names: Iterable[str]
) -> Iterator[Message]:
    """The faults of the files `names` in a folder; every byte is read."""
    for name in names:
        expected = sums[name]
        try:
            found = checksum_of(folder / name)
        except FileNotFoundError:
            yield Message("index.fault-missing", file=name)
            continue
        except OSError as error:
            yield Message("index.fault-unreadable", file=name, reason=system_reason(error))
            continue
        if found.size != expected.size:
            yield Message("index.fault-size", file=name, found=found.size, expected=expected.size)
        elif found != expected:
            first = next(
                (
                    i
                    for i, pair in enumerate(zip(found.blocks, expected.blocks, strict=True))
                    if len({*pair}) > 1
                ),
                0,
            )
            last = min((first + 1) * BLOCK, found.size) - 1
            yield Message("index.fault-altered", file=name, first=first * BLOCK, last=last)


class CheckedBytes:
    """The bytes of a file; each block is compared with its checksum before its first use.

    Slices are bytes. Raises IndexDamagedError. Threads may share it.
    """

    __slots__ = ("_crcs", "_data", "_place", "_seen")

    def __init__(self, data: bytes | FileBytes, expected: FileChecksum, place: Path) -> None:
        if len(data) != expected.size:
            raise damage_error("index.file-size", place)
        self._data = data
        self._crcs = expected.blocks
        self._seen = bytearray(len(expected.blocks))
        self._place = place

    def __len__(self) -> int:
        return len(self._data)

    def __getitem__(self, part: slice) -> bytes:
        start, stop, _ = part.indices(len(self._data))
        if start < stop:
            seen = self._seen
            for block in range(start // BLOCK, (stop - 1) // BLOCK + 1):
                if not seen[block]:
                    self._compare(block)
        return self._data[start:stop]

    def _compare(self, block: int) -> None:
        if zlib.crc32(self._data[block * BLOCK : (block + 1) * BLOCK]) != self._crcs[block]:
            raise damage_error(
                "index.file-altered", self._place, first=block * BLOCK, last=(block + 1) * BLOCK - 1
            )
        self._seen[block] = 1
