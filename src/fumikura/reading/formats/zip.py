"""ZIP archives: the files in them, one after the other, within bounds."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator

from fumikura.errors import UnreadableError
from fumikura.reading.archives import check_archive, is_aside, named_once
from fumikura.reading.content import Part, Parts
from fumikura.reading.registry import File, InputFormat
from fumikura.reading.trees import read_member


def read_zip(file: File) -> Parts:
    """The files of an archive. Raises UnreadableError where it is damaged or holds too many."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(file.data))
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
        raise UnreadableError("file.damaged", source=file.source, what=str(error)) from error
    infos = [
        info for info in archive.infolist() if not info.filename.endswith("/") and not is_aside(_name(info))
    ]
    check_archive(file.source, len(infos), sum(info.file_size for info in infos))
    return Parts(_parts(archive, infos, file.source))


def _parts(archive: zipfile.ZipFile, infos: list[zipfile.ZipInfo], source: str) -> Iterator[Part]:
    for name, info in named_once((_name(info), info) for info in infos):
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


FORMAT = InputFormat(read_zip, (".zip",), (b"PK\x03\x04", b"PK\x05\x06"), most_bytes=2**29)
