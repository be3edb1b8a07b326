"""The registry of export formats: each module of `export/formats/` is one, under its own name, described by `FORMAT`.

A format is imported only when it is asked for.
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
    """What is exported: hits, their neighbours, and `notes`, lines on a hit by the id of its passage.

    `documents` has the documents of the hits by id, for a format that cites them.
    """

    results: Results
    neighbours: Neighbours | None = None
    notes: Mapping[str, Sequence[str]] = {}
    documents: Mapping[str, Document] = {}


Writer: TypeAlias = Callable[[HitList, TextIO], None]
PassageWriter: TypeAlias = "Callable[[Sequence[Passage], TextIO, Neighbours | None], None]"


@frozen
class ExportFormat:
    """An export format. `write` writes hits, `write_passages` passages that are no hits, as `show` has them.

    - `endings`: the endings of file names that choose it, in lower case with the dot.
    - `rows`: a hit is a row of cells, without neighbours and explanations.
    - `all_hits`: without a limit it gets all hits.
    - `relaxes`: it gets passages with some of the words if none has all of them.
    - `data`: it is for programs, so it is UTF-8 in a pipe whatever the locale, with line ends as they are written.
    - `mark`: a file begins with a byte-order mark.
    - `cites`: it needs the documents of the hits.
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


def format_named(name: str) -> ExportFormat:
    """The format of this name. Raises ArgumentError, which lists those that are there."""
    if name not in export_formats():
        raise ArgumentError("argument.choice", name="format", value=name, valid=export_formats())
    found: ExportFormat = import_module(f"{formats.__name__}.{name.replace('-', '_')}").FORMAT
    return found


def format_by_ending(file: str) -> str | None:
    """The name of the format for the ending of a file name; None for a name without an ending.

    Raises OutputError for an unknown ending.
    """
    ending = PurePath(file).suffix.lower()
    if not ending:
        return None
    names = export_formats()
    likely = [name for name in names if f".{name}" == ending]  # most formats have the name of their ending
    for name in (*likely, *names):
        if ending in format_named(name).endings:
            return name
    known = tuple(each for name in names for each in format_named(name).endings)
    raise OutputError("output.ending", path=file, ending=ending, known=known)
