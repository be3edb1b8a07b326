"""The export formats: each module of `export/formats/` is one, of its own name, and says what it does in `FORMAT`.

Only the format that is asked for is imported, so a search does not pay for the others.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from importlib import import_module
from pathlib import Path, PurePath
from typing import TextIO, TypeAlias

from fumikura.errors import ArgumentError, OutputError
from fumikura.export import formats
from fumikura.export.rows import Neighbours
from fumikura.models import Document, Passage, Results
from fumikura.values import frozen

_USUAL = ("plain", "json", "jsonl", "csv", "tsv")
"""Those that are listed first, in this order."""


@frozen
class HitList:
    """What is to be written: hits, the passages around each, and `notes`, lines on a hit by the id of its passage.

    `documents` are those of the hits by their ids, for a format that cites them.
    """

    results: Results
    neighbours: Neighbours | None = None
    notes: Mapping[str, Sequence[str]] = {}
    documents: Mapping[str, Document] = {}


Writer: TypeAlias = Callable[[HitList, TextIO], None]
PassageWriter: TypeAlias = "Callable[[Sequence[Passage], TextIO, Neighbours | None], None]"


@frozen
class Format:
    """An export format. `write` writes an answer, `write_passages` passages that are no hits, as `show` has them.

    `endings` are the endings of file names that ask for it, in lower case with their dot. `rows` says that it has a row
    of cells for a hit, and no room for neighbours and explanations. With `all_hits` it is given all hits where no limit
    is asked for, with `relaxes` passages that have only some of the words where none has all. `data` is for programs:
    UTF-8 in a pipe whatever the locale, line ends as they are written. A file begins with a byte-order mark if `mark`.
    What `cites` writes of documents.
    """

    write: Writer
    write_passages: PassageWriter
    endings: tuple[str, ...] = ()
    rows: bool = False
    all_hits: bool = False
    relaxes: bool = True
    data: bool = True
    mark: bool = False
    cites: bool = False


def export_formats() -> tuple[str, ...]:
    """The names of all formats, the usual ones first."""
    files = Path(formats.__path__[0]).iterdir()
    names = {file.stem.replace("_", "-") for file in files if file.suffix == ".py" and file.name[0] != "_"}
    return (*(name for name in _USUAL if name in names), *sorted(names.difference(_USUAL)))


def format_named(name: str) -> Format:
    """The format of this name. Raises ArgumentError, which lists those that are there."""
    if name not in export_formats():
        raise ArgumentError("argument.choice", name="format", value=name, valid=export_formats())
    found: Format = import_module(f"{formats.__name__}.{name.replace('-', '_')}").FORMAT
    return found


def format_by_ending(file: str) -> str | None:
    """The name of the format that the ending of a file's name asks for, None for a name without one.

    Raises OutputError for an ending that no format has; it lists those that some have.
    """
    ending = PurePath(file).suffix.lower()
    if not ending:
        return None
    names = export_formats()
    likely = [name for name in names if f".{name}" == ending]  # most are called as their files end
    for name in (*likely, *names):
        if ending in format_named(name).endings:
            return name
    known = tuple(each for name in names for each in format_named(name).endings)
    raise OutputError("output.ending", path=file, ending=ending, known=known)
