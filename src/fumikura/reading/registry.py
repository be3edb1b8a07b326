"""Which reader a file has: each module of `reading/formats/` is a format, and says so in its `FORMAT`.

A file is of the format whose first bytes it has, else of the one that its name ends in. So a PDF that is named .txt is
read as what it is. Building an index imports all formats; a search imports none, so a reader imports heavy packages
where it needs them.
"""

from __future__ import annotations

import pkgutil
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path, PurePosixPath
from types import ModuleType
from typing import TypeAlias

from fumikura.errors import UnreadableError
from fumikura.messages import system_reason
from fumikura.reading import formats
from fumikura.reading.content import Content
from fumikura.reading.signatures import kind_of

TEXT_SUFFIXES = (".txt", ".md", ".markdown", ".text")

MOST_BYTES = 50 * 1024 * 1024
"""Of a file whose format sets no limit of its own."""


@dataclass(frozen=True, slots=True)
class File:
    """A file to be read: its bytes, and what to call it in a message (`source`, its path in the corpus).

    `id` is what its document is called where the file does not say. `encoding` was given by the user, for all files.
    """

    data: bytes
    source: str
    id: str = ""
    encoding: str | None = None


Reader: TypeAlias = Callable[[File], Content]
"""Reads a file. Raises CorpusError (mostly UnreadableError) where it can't, and nothing else."""


@dataclass(frozen=True, slots=True)
class InputFormat:
    """A format of documents.

    `suffixes` are the endings of its files, in lower case with their dot; `magic` are bytes that its files begin with.
    Where those do not tell, `recognises` looks at the whole file.
    """

    read: Reader
    suffixes: tuple[str, ...]
    magic: tuple[bytes, ...] = ()
    recognises: Callable[[bytes], bool] | None = None
    most_bytes: int = MOST_BYTES


@cache
def input_formats() -> tuple[InputFormat, ...]:
    """All formats, in the order of the names of their modules."""
    names = sorted(module.name for module in pkgutil.iter_modules(formats.__path__))
    return tuple(import_module(f"{formats.__name__}.{name}").FORMAT for name in names)


@cache
def suffixes() -> tuple[str, ...]:
    """The endings of all formats."""
    return tuple(suffix for each in input_formats() for suffix in each.suffixes)


def format_of(name: str, data: bytes) -> InputFormat | None:
    """The format of a file of this name with these bytes; None where it has none.

    What a format recognises is its own. Else the ending counts, but for text: what begins as an archive does is none.
    """
    for each in input_formats():
        if each.recognises and each.recognises(data):
            return each
    suffix = Path(name).suffix.lower()
    named = next((each for each in input_formats() if suffix in each.suffixes), None)
    begun = next((each for each in input_formats() if each.magic and data.startswith(each.magic)), None)
    return named if named and (named.recognises or not begun) else begun


def load_bytes(path: Path, source: str) -> bytes:
    """The bytes of a file. Raises UnreadableError where it can't be opened, or is too large for any format."""
    most = max(each.most_bytes for each in input_formats())
    try:
        if path.stat().st_size > most:
            raise _too_large(source, most)
        return path.read_bytes()
    except OSError as error:
        raise UnreadableError("file.unreadable", source=source, reason=system_reason(error)) from error


def read_bytes(
    data: bytes, source: str, id_: str = "", encoding: str | None = None, *, named: bool = False
) -> Content:
    """What a file of these bytes and this name holds. One that was `named` by the user is text if it is nothing else.

    Raises UnreadableError where it is too large or of no known format, and what its reader raises.
    """
    format_ = format_of(source, data)
    if format_ is None and (named or _may_be_text(source)) and not kind_of(data):
        format_ = format_of("a.txt", data)
    if format_ is None:
        what = kind_of(data) or _suffix(source)
        known = tuple(suffix for each in input_formats() for suffix in each.suffixes[:1])
        raise UnreadableError("file.format-unknown", source=source, what=what, known=known)
    if len(data) > format_.most_bytes:
        raise _too_large(source, format_.most_bytes)
    return format_.read(File(data, source, id_, encoding))


def _suffix(source: str) -> str:
    """The ending of a file's name, or of a file's inside an archive (`a.zip!b`)."""
    return PurePosixPath(source.rpartition("!")[2]).suffix


def has_lines(source: str) -> bool:
    """Whether a file is plain text by its name, so that its lines are those that an editor shows."""
    suffix = _suffix(source).lower()
    return suffix in TEXT_SUFFIXES or suffix not in suffixes()


def _too_large(source: str, most: int) -> UnreadableError:
    return UnreadableError("file.too-large", source=source, most=most // 2**20)


def _may_be_text(source: str) -> bool:
    """Whether a file of an unknown ending is tried as text: names without one (議事録, 第2回.概要), not code and data."""
    suffix = _suffix(source)
    return not suffix or not suffix.isascii()


def import_optional(module: str, package: str, source: str) -> ModuleType:
    """A module of a package, which the file `source` needs. Raises UnreadableError where it is not installed."""
    try:
        return import_module(module)
    except ImportError as error:
        raise UnreadableError("file.package-missing", source=source, package=package) from error


def require_installed(module: str, package: str, source: str) -> None:
    """Raise UnreadableError where a package is not installed that another process is to import for `source`."""
    if find_spec(module) is None:
        raise UnreadableError("file.package-missing", source=source, package=package)
