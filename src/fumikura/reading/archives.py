"""What archives of all formats have in common: how much of them is read, and which files in them are no documents."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import PurePosixPath
from posixpath import splitext
from typing import TypeVar

from fumikura.errors import UnreadableError

_MOST_FILES = 20_000
_MOST_BYTES = 2**30  # of all files together
_ASIDE = frozenset({"thumbs.db", "desktop.ini", ".ds_store"})
_File = TypeVar("_File")


def check_archive(source: str, files: int, size: int) -> None:
    """Raise UnreadableError where an archive holds more files, or more bytes, than a folder of documents does."""
    if files > _MOST_FILES or size > _MOST_BYTES:
        raise UnreadableError("file.archive-too-large", source=source, size=size // 2**20)


def is_aside(name: str) -> bool:
    """Whether a file of that name was left in an archive by a program."""
    parts = PurePosixPath(name).parts
    left = {"__MACOSX"} & set(parts) or (parts and parts[-1].startswith(("~$", "._")))
    return not parts or bool(left) or parts[-1].lower() in _ASIDE


def named_once(files: Iterable[tuple[str, _File]]) -> Iterator[tuple[str, _File]]:
    """Files with their names, each of which is there once: the second `a.txt` is `a (2).txt`, which is text as well."""
    taken: set[str] = set()
    numbers: dict[str, int] = {}
    for name, file in files:
        root, ending = splitext(name)
        own, number = name, numbers.get(name, 1)
        while own in taken:
            number += 1
            own = f"{root} ({number}){ending}"
        taken.add(own)
        numbers[name] = number
        yield own, file
