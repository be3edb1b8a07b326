"""Which files of a folder are to be read, and why the others are not.

Whether one is a document is for its content to say (`registry`), as a search, which asks here whether the corpus is
still what was indexed, opens no file. Nothing is passed over in silence but what is there for another purpose. Links are
followed inside the folder only, and a file that is reached by two names is taken once.
"""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Collection, Iterable, Iterator
from pathlib import Path, PurePosixPath

from fumikura.messages import Message, system_reason
from fumikura.models import file_of
from fumikura.values import frozen

_NOT_DOCUMENTS = (".toml",)
_LEFT_BY_PROGRAMS = ("thumbs.db", "desktop.ini")
_GENERATION = re.compile(r"g\d{6,}")
_LOCK_OF_OFFICE = "~$"
_NAMES_ASIDE = ("readme", "license", "licence", "notice", "copying", "sources", "makefile")


@frozen
class SourceFile:
    """A file that is to be read: its path, and `source`, the path relative to the corpus with `/` between the parts.

    `named` says that it is the corpus itself: its user takes it for a document, whatever it is called.
    """

    path: Path
    source: str
    named: bool = False


@frozen
class PassedFile:
    """What was passed over, and why: nothing to say of what is there for another purpose.

    `fault` says that it ought to have been a document.
    """

    source: str
    reason: Message | None = None
    fault: bool = False


def discover(corpus: Path) -> tuple[tuple[SourceFile, ...], tuple[PassedFile, ...]]:
    """The files to be read under `corpus` (or `corpus` itself, a file), by name, and what was passed over."""
    if corpus.is_file():
        return (SourceFile(corpus, _source(corpus, corpus.parent), named=True),), ()
    if not corpus.is_dir():
        source = _source(corpus, corpus.parent)
        return (), (PassedFile(source, Message("file.not-regular", source=source), fault=True),)
    root = corpus.resolve()
    found: list[SourceFile] = []
    passed: list[PassedFile] = []
    seen: dict[tuple[int, int], str] = {}
    for path in _walk(corpus, root, passed):
        source = _source(path, corpus)
        try:
            status = path.stat()
        except FileNotFoundError:  # it vanished since it was listed
            continue
        except OSError as error:
            passed.append(_unreadable(source, error))
            continue
        if (why_not := _why_not(path, source, status.st_mode)) is not None:
            passed.append(why_not)
            continue
        key = (status.st_dev, status.st_ino)
        if key in seen:
            passed.append(PassedFile(source, Message("file.same", source=source, other=seen[key])))
            continue
        seen[key] = source
        found.append(SourceFile(path, source))
    return tuple(_with_names_of_their_own(found, passed)), tuple(passed)


def is_in(source: str, names: Collection[str]) -> bool:
    """Whether a file, or a folder above it, is among `names`."""
    return bool({".", source, *(parent.as_posix() for parent in PurePosixPath(source).parents)} & {*names})


def _with_names_of_their_own(found: Iterable[SourceFile], passed: list[PassedFile]) -> Iterator[SourceFile]:
    """Those files, by name, whose source tells them from every other file and from what is in an archive beside them."""
    taken: set[str] = set()
    for each in sorted(found, key=lambda each: each.source):
        if (other := file_of(each.source, taken)) in taken:
            message = Message("file.name-taken", source=each.source, other=other)
            passed.append(PassedFile(each.source, message, fault=True))
        else:
            taken.add(each.source)
            yield each


def _source(path: Path, corpus: Path) -> str:
    """The name of a file inside the corpus; bytes of it that no text can hold are written as `\\xff`."""
    name = path.relative_to(corpus).as_posix()
    return name.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")


def _walk(folder: Path, root: Path, passed: list[PassedFile]) -> Iterator[Path]:
    """All files below, real ones before links to them, so that a file keeps its own name."""
    links: list[Path] = []

    def pass_over(error: OSError) -> None:
        source = _source(Path(error.filename), folder)
        passed.append(_unreadable(source, error))

    for parent, folders, names in os.walk(folder, onerror=pass_over, followlinks=False):
        if _is_index(folders, names):
            folders.clear()
            continue
        folders.sort()
        for name in [n for n in folders if n.startswith(".") or n == "__pycache__"]:
            folders.remove(name)
        here = Path(parent)
        links += [here / name for name in folders if _is_link(here / name)]
        for name in sorted(names):
            path = here / name
            if name.startswith("."):
                continue
            if _is_link(path):
                links.append(path)
            else:
                yield path
    for link in links:
        yield from _linked(link, folder, root, passed)


def _is_link(path: Path) -> bool:
    """Whether a path is a link; False where the system refuses to say, as what is done with the path then says why."""
    return os.path.islink(path)  # noqa: PTH114 - `Path.is_symlink` raises OSError


def _is_index(folders: list[str], names: list[str]) -> bool:
    """Whether a folder with these in it is an index, as where somebody keeps it among the documents."""
    return {"current.json", "lock"} <= {*names} and any(_GENERATION.fullmatch(name) for name in folders)


def _linked(link: Path, folder: Path, root: Path, passed: list[PassedFile]) -> Iterator[Path]:
    source = _source(link, folder)
    try:
        target = link.resolve(strict=True)
    except (OSError, RuntimeError):
        passed.append(PassedFile(source, Message("file.link-nowhere", source=source), fault=True))
        return
    if not target.is_relative_to(root):
        passed.append(PassedFile(source, Message("file.link-out", source=source), fault=True))
    elif target.is_dir():
        above = link.resolve() in [p.resolve() for p in link.parents]
        code = "file.link-above" if above else "file.link-folder"
        passed.append(PassedFile(source, Message(code, source=source)))
    else:
        yield link


def _why_not(path: Path, source: str, mode: int) -> PassedFile | None:
    """Why `path` is not to be read; None where it is."""
    if not stat.S_ISREG(mode):
        return PassedFile(source, Message("file.not-regular", source=source), fault=True)
    return PassedFile(source) if _is_aside(path) else None


def _unreadable(source: str, error: OSError) -> PassedFile:
    return PassedFile(
        source, Message("file.unreadable", source=source, reason=system_reason(error)), fault=True
    )


def _is_aside(path: Path) -> bool:
    """Whether a file lies beside documents on purpose, or was left there by a program."""
    name = path.name.lower()
    return (
        path.suffix.lower() in _NOT_DOCUMENTS
        or name in _NAMES_ASIDE
        or name in _LEFT_BY_PROGRAMS
        or name.startswith(_LOCK_OF_OFFICE)
    )
