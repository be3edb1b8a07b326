"""Tape archives (.tar, .tar.gz, …) and single files that were packed by gzip, bzip2 or xz, within bounds."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import tarfile
import zlib
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import TypeAlias

from fumikura.errors import UnreadableError
from fumikura.reading.archives import check_archive, is_aside, named_once
from fumikura.reading.content import Part, Parts
from fumikura.reading.registry import File, InputFormat
from fumikura.reading.trees import most_unpacked

_Stream: TypeAlias = gzip.GzipFile | bz2.BZ2File | lzma.LZMAFile | io.BytesIO
_GZIP, _BZIP2, _XZ = b"\x1f\x8b", b"BZh", b"\xfd7zXZ"
_FAULTS = (tarfile.TarError, OSError, EOFError, zlib.error, lzma.LZMAError, ValueError)


def read_tar(file: File) -> Parts:
    """The files of an archive, or the one file that was packed. Raises UnreadableError where it is damaged or a bomb."""
    try:
        head = _unpacked(file.data).read(tarfile.BLOCKSIZE)
    except _FAULTS as error:
        raise _damaged(file.source, error) from error
    if not _begins_tar(head):
        return Parts((Part(PurePosixPath(file.source).stem, _bytes(file.data, file.source)),))
    return Parts(_parts(file))


def _parts(file: File) -> Iterator[Part]:
    """The files one after the other: what is behind a fault can't be had."""
    try:
        with tarfile.open(fileobj=_unpacked(file.data), mode="r|") as archive:
            for name, info in named_once(_members(archive, file)):
                stream = archive.extractfile(info)
                yield Part(name, stream.read() if stream else b"")
    except UnreadableError as error:
        yield Part("", fault=error)
    except _FAULTS as error:
        yield Part("", fault=_damaged(file.source, error))


def _members(archive: tarfile.TarFile, file: File) -> Iterator[tuple[str, tarfile.TarInfo]]:
    """The files that are documents; sizes are looked at before anything is unpacked."""
    files = size = 0
    for info in archive:
        files, size = files + 1, size + info.size
        check_archive(file.source, files, size)
        if info.size > most_unpacked(len(file.data)):
            where = f"{file.source}, {info.name}"
            raise UnreadableError("file.unpacked-too-large", source=where, size=info.size // 2**20)
        if info.isfile() and not is_aside(info.name):
            yield info.name.removeprefix("./"), info


def _unpacked(data: bytes) -> _Stream:
    """The bytes of an archive as a stream, unpacked as they are read."""
    stream = io.BytesIO(data)
    if data.startswith(_GZIP):
        return gzip.GzipFile(fileobj=stream)
    if data.startswith(_BZIP2):
        return bz2.BZ2File(stream)
    return lzma.LZMAFile(stream) if data.startswith(_XZ) else stream


def _bytes(data: bytes, source: str) -> bytes:
    """The bytes of the one file that was packed."""
    most = most_unpacked(len(data))
    try:
        unpacked = _unpacked(data).read(most + 1)
    except _FAULTS as error:
        raise _damaged(source, error) from error
    if len(unpacked) > most:
        raise UnreadableError("file.unpacked-too-large", source=source, size=len(unpacked) // 2**20)
    return unpacked


def _damaged(source: str, error: Exception) -> UnreadableError:
    return UnreadableError("file.damaged", source=source, what=str(error))


def _begins_tar(head: bytes) -> bool:
    return head[257:262] == b"ustar"


def _is_tar(data: bytes) -> bool:
    return _begins_tar(data[: tarfile.BLOCKSIZE]) or data.startswith((_GZIP, _BZIP2, _XZ))


FORMAT = InputFormat(read_tar, (".tar", ".gz", ".tgz", ".bz2", ".xz"), recognises=_is_tar, most_bytes=2**29)
