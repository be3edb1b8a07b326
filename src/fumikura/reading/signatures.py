"""What bytes are by how they begin, whatever the name of their file says."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from struct import error

from fumikura.messages import Message
from fumikura.reading.compound import SIGNATURE, CompoundFile

_HTML = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]{0,200}\?>\s*)?(?:<!--.{0,2000}?-->\s*)*(?:<!doctype\s+html|<html[\s>])",
    re.IGNORECASE | re.DOTALL,
)
_KINDS: tuple[tuple[bytes, str], ...] = (
    (b"\x89PNG", "file.kind-image"),
    (b"\xff\xd8\xff", "file.kind-image"),
    (b"GIF8", "file.kind-image"),
    (b"II*\0", "file.kind-image"),
    (b"MM\0*", "file.kind-image"),
    (b"BM", "file.kind-image"),
    (b"7z\xbc\xaf", "file.kind-archive"),
    (b"Rar!", "file.kind-archive"),
    (b"\x7fELF", "file.kind-program"),
    (b"MZ", "file.kind-program"),
    (b"SQLite format 3\0", "file.kind-database"),
    (b"ID3", "file.kind-media"),
    (b"OggS", "file.kind-media"),
    (b"%!PS", "file.kind-postscript"),
)


def is_html(data: bytes) -> bool:
    """Whether bytes are a web page, in any encoding that ASCII is part of."""
    return _HTML.match(data[:4096]) is not None


def kind_of(data: bytes) -> Message | None:
    """What kind of file that is no document the bytes begin; None where none is known."""
    if data[4:8] == b"ftyp" or data[:4] == b"RIFF":
        return Message("file.kind-media")
    if data[2:5] in (b"-lh", b"-lz"):
        return Message("file.kind-archive")
    short = (b"BM", b"MZ")
    for signature, code in _KINDS:
        if data.startswith(signature) and (signature not in short or b"\0" in data[:64]):
            return Message(code)
    return None


def ole_has(data: bytes, *streams: str) -> bool:
    """Whether bytes are a file of older Office programs (OLE2) that has a stream of one of those names itself.

    One that is damaged has it where the name stands in it anywhere.
    """
    if data[:8] != SIGNATURE:
        return False
    try:
        there = CompoundFile(data).streams
        return any(name.lower() in there for name in streams)
    except (error, IndexError):
        return any(f"\0{name}\0".encode("utf-16-le")[1:] in data for name in streams)


def zip_has(data: bytes, member: str, content: bytes = b"") -> bool:
    """Whether bytes are a ZIP file that has a member of that name, which begins with `content`."""
    if data[:4] != b"PK\3\4":
        return False
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            if member not in archive.NameToInfo:
                return False
            if not content:
                return True
            with archive.open(member) as stream:
                return stream.read(len(content)) == content
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, RuntimeError, zlib.error, EOFError):
        return False
