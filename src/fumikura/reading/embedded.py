"""Documents inside a document: read as its parts, like the files in an archive, and within the same bounds.

What an older program put there lies in a container of its own ([MS-CFB]), and a file of any other kind in a record of
that ([MS-OLEDS] 2.3.6).
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from pathlib import PurePosixPath
from struct import error, unpack_from

from fumikura.errors import UnreadableError
from fumikura.reading.archives import check_archive
from fumikura.reading.compound import SIGNATURE, CompoundFile
from fumikura.reading.content import Blocks, Pages, Part, Parts
from fumikura.reading.registry import format_of
from fumikura.reading.trees import Package

_WHOLE = ("package", "contents")
"""Streams that hold a file as it is: of a newer Office program, and of others."""

_OF_DOCUMENTS = tuple(
    f"application/vnd.oasis.opendocument.{kind}" for kind in ("text", "spreadsheet", "presentation")
)
_NO_MANIFEST = '<manifest xmlns="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>'
_OLE = "application/vnd.sun.star.oleobject"


def with_embedded(main: Blocks, package: Package, *others: str) -> Blocks | Parts:
    """A document, and what is embedded in its package, with those `others` of its members that it is to have.

    What can't be had costs itself alone.
    """
    try:
        found = dict(_embedded(package, others))
    except UnreadableError as fault:
        return Parts((Part("", content=main), Part("", fault=fault)))
    return Parts(_parts(main, found, package.source)) if found else main


def with_files(
    main: Blocks | Pages | UnreadableError, files: Mapping[str, bytes], source: str
) -> Blocks | Pages | Parts:
    """A document, or why it can't be read, and files that are attached to it; bytes of none say that it can't be had."""
    if not files and not isinstance(main, UnreadableError):
        return main
    return Parts(_parts(main, {name: partial(bytes, data) for name, data in files.items()}, source))


def _embedded(package: Package, others: Iterable[str]) -> Iterator[tuple[str, Callable[[], bytes]]]:
    """The name of each document inside, and how its bytes are had. Raises UnreadableError where it is too much.

    Some are members of the package; in OpenDocument others are folders of it, which would be files themselves.
    """
    members, folders = [*package.embedded(), *others], dict[str, str]()
    manifest = package.tree("META-INF/manifest.xml")
    for entry in manifest if manifest is not None else ():
        kind, path = entry.get("media-type", ""), entry.get("full-path", "")
        if path.endswith("/") and path != "/" and kind in _OF_DOCUMENTS:
            folders[path] = kind
        elif kind == _OLE:
            members.append(path)
    inside = [*members, *(name for folder in folders for name in package.names if name.startswith(folder))]
    check_archive(package.source, len(inside), sum(map(package.size, inside)))
    for name in members:
        yield name, partial(package.bytes, name)
    for folder, kind in folders.items():
        yield folder.rstrip("/"), partial(_packed, package, kind, folder)


def _packed(package: Package, kind: str, folder: str) -> bytes:
    """A folder of a package as a file of its own."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", kind, zipfile.ZIP_STORED)
        archive.writestr("META-INF/manifest.xml", _NO_MANIFEST)
        for name in sorted(package.names):
            if name.startswith(folder) and name.endswith(".xml"):
                archive.writestr(name.removeprefix(folder), package.bytes(name))
    return made.getvalue()


def _parts(
    main: Blocks | Pages | UnreadableError, embedded: Mapping[str, Callable[[], bytes]], source: str
) -> Iterator[Part]:
    yield Part("", fault=main) if isinstance(main, UnreadableError) else Part("", content=main)
    for name, load in embedded.items():
        try:
            own, data = _unwrapped(name, load())
        except UnreadableError as fault:
            yield Part(name, fault=fault)
            continue
        if data and format_of(own, data):
            yield Part(own, data)
        else:  # an equation, a drawing
            yield Part(name, fault=UnreadableError("file.part-unread", source=source, name=name))


def _unwrapped(name: str, data: bytes) -> tuple[str, bytes]:
    """A file and what it is called, out of the container that an older program puts it into."""
    if data[:8] != SIGNATURE:
        return name, data
    try:
        container = CompoundFile(data)
        for stream in _WHOLE:
            if inside := container.stream(stream):
                return name, inside
        native = container.stream("\x01Ole10Native")
        return _of_native(name, native) if native else (name, data)
    except (error, IndexError, ValueError):  # ValueError: a name without its end
        return name, data


def _of_native(name: str, native: bytes) -> tuple[str, bytes]:
    """The file in a record: a label, the path that it had, the path it is unpacked to, and its bytes."""
    label_end = native.index(b"\0", 6)
    path_end = native.index(b"\0", label_end + 1)
    place = path_end + 5  # two numbers of two bytes, of which the first is no text
    place += 4 + unpack_from("<I", native, place)[0]
    size = unpack_from("<I", native, place)[0]
    called = native[6:label_end].decode("cp932", "replace")
    own = PurePosixPath(called.replace("\\", "/")).name
    return f"{name}/{own}" if own else name, native[place + 4 : place + 4 + size]
