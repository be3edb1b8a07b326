"""ZIP archives: the files in them, one after the other, within bounds."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from pathlib import PurePosixPath

from fumikura.errors import UnreadableError
from fumikura.reading.content import Part, Parts
from fumikura.reading.registry import File, Format
from fumikura.reading.trees import read_member

__all__ = ["FORMAT", "read_zip"]

_MOST_FILES = 20_000
_MOST_BYTES = 2**30  # of all files together
_ASIDE = frozenset({"thumbs.db", "desktop.ini", ".ds_store"})


def read_zip(file: File) -> Parts:
    """The files of an archive. Raises UnreadableError where it is damaged or holds too many."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(file.data))
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
        raise UnreadableError("file.damaged", source=file.source, what=str(error)) from error
    infos = [info for info in archive.infolist() if not info.is_dir() and not _is_aside(_name(info))]
    size = sum(info.file_size for info in infos)
    if len(infos) > _MOST_FILES or size > _MOST_BYTES:
        raise UnreadableError("file.archive-too-large", source=file.source, size=size // 2**20)
    return Parts(_parts(archive, infos, file.source))


def _parts(archive: zipfile.ZipFile, infos: list[zipfile.ZipInfo], source: str) -> Iterator[Part]:
    taken: dict[str, int] = {}
    for info in infos:
        name = _name(info)
        taken[name] = taken.get(name, 0) + 1
        if taken[name] > 1:
            name = f"{name} ({taken[name]})"
        try:
            yield Part(name, read_member(archive, info, source))
        except UnreadableError as error:
            yield Part(name, fault=error)


def _name(info: zipfile.ZipInfo) -> str:
    """A name in the archive; what is not marked as UTF-8 is in the code page of the system that made it."""
    if info.flag_bits & 0x800:
        return info.filename
    try:
        raw = info.filename.encode("cp437")
    except UnicodeEncodeError:
        return info.filename
    for encoding in ("utf-8", "cp932"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return info.filename


def _is_aside(name: str) -> bool:
    parts = PurePosixPath(name).parts
    return not parts or "__MACOSX" in parts or parts[-1].lower() in _ASIDE or parts[-1].startswith("~$")


FORMAT = Format(read_zip, (".zip",), (b"PK\x03\x04", b"PK\x05\x06"), most_bytes=2**29)
