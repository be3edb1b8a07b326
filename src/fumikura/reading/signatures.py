"""What bytes are by how they begin, whatever the name of their file says."""

from __future__ import annotations

import io
import re
import zipfile
import zlib

__all__ = ["is_html", "kind_of", "ole_has", "zip_has"]

_HTML = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]{0,200}\?>\s*)?(?:<!--.{0,2000}?-->\s*)*(?:<!doctype\s+html|<html[\s>])",
    re.IGNORECASE | re.DOTALL,
)
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_KINDS: tuple[tuple[bytes, str], ...] = (
    (b"\x89PNG", "an image"),
    (b"\xff\xd8\xff", "an image"),
    (b"GIF8", "an image"),
    (b"II*\0", "an image"),
    (b"MM\0*", "an image"),
    (b"BM", "an image"),
    (b"7z\xbc\xaf", "an archive (7z)"),
    (b"Rar!", "an archive (RAR)"),
    (b"\x1f\x8b", "an archive (gzip)"),
    (b"BZh", "an archive (bzip2)"),
    (b"\xfd7zXZ", "an archive (xz)"),
    (b"\x7fELF", "a program"),
    (b"MZ", "a program"),
    (b"SQLite format 3\0", "a database"),
    (b"ID3", "a sound"),
    (b"OggS", "a sound"),
    (b"%!PS", "PostScript"),
)


def is_html(data: bytes) -> bool:
    """Whether bytes are a web page, in any encoding that ASCII is part of."""
    return _HTML.match(data[:4096]) is not None


def kind_of(data: bytes) -> str:
    """What kind of file that is none of documents the bytes begin, with its article; "" where none is known."""
    if data[4:8] == b"ftyp" or data[:4] == b"RIFF":
        return "a picture, a sound or a film"
    if data[2:5] in (b"-lh", b"-lz"):
        return "an archive (LZH)"
    short = (b"BM", b"MZ")
    return next(
        (
            kind
            for signature, kind in _KINDS
            if data.startswith(signature) and (signature not in short or b"\0" in data[:64])
        ),
        "",
    )


def ole_has(data: bytes, *streams: str) -> bool:
    """Whether bytes are a file of older Office programs (OLE2) that has a stream of one of those names."""
    return data[:8] == _OLE and any(f"\0{name}\0".encode("utf-16-le")[1:] in data for name in streams)


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
