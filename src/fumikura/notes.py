"""`notes.toml`: what a person wrote of passages, beside the documents.

    [[note]]
    id = "scc-2021-03-16-joint-statement#3"
    source = "2021-03-16-scc-joint-statement.txt"
    sha256 = "…"              # of the text of the passage: by it the passage is found where its id has moved
    begins = "閣僚は、台湾海峡の…"   # for the reader
    tag = "coding/peace"
    text = "…"
    date = "2026-11-28"

A passage may have several notes. The program never removes one.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from fumikura.errors import CorpusError
from fumikura.file_access import exclusive_access, read_if_there, replaced_file
from fumikura.models import Passage
from fumikura.toml_text import TomlFault, read_toml, toml_value

NAME = "notes.toml"
_FIELDS = ("id", "source", "sha256", "begins", "tag", "text", "date")
_BEGINNING = 40  # characters
_JOINER = " / "


@dataclass(frozen=True, slots=True)
class Note:
    """A note on a passage, which is known by its id and the SHA-256 of its text; `date` is ISO 8601."""

    id: str
    source: str
    sha256: str
    begins: str
    tag: str
    text: str
    date: str


def make_note(passage: Passage, *, tag: str, text: str, date: str) -> Note:
    """A new note on a passage."""
    return Note(passage.id, passage.source, _digest(passage), passage.text[:_BEGINNING], tag, text, date)


def load_notes(corpus: Path) -> tuple[Note, ...]:
    """The notes of a corpus; none where there is no file. Raises CorpusError, naming the entry."""
    path = _path(corpus)
    try:
        data = read_toml(read_if_there(path) or b"")
    except TomlFault as fault:
        raise CorpusError("notes.no-toml", file=NAME, line=fault.line, reason=fault.reason) from fault
    entries = data.get("note", [])
    if set(data) - {"note"} or not isinstance(entries, list):
        raise CorpusError("notes.other", file=NAME)
    return tuple(_parse_note(entry, number) for number, entry in enumerate(entries, 1))


def append_note(corpus: Path, note: Note) -> None:
    """Append a note; a failure leaves the file as it was. Raises OSError where it can't be written."""
    path = Path(os.path.realpath(_path(corpus)))
    lines = [f"{name} = {toml_value(getattr(note, name))}" for name in _FIELDS if getattr(note, name)]
    entry = "[[note]]\n" + "\n".join(lines) + "\n"
    with exclusive_access(path):
        before = read_if_there(path) or b""
        between = b"" if not before else b"\n" if before.endswith(b"\n") else b"\n\n"
        with replaced_file(path, "xb") as stream:
            stream.write(before + between + entry.encode())


def notes_of_file(notes: Iterable[Note], source: str) -> tuple[Note, ...]:
    """The notes on passages of a file, or of what is in it (`archive.zip!name`), and those without a source."""
    return tuple(
        note for note in notes if note.source in ("", source) or note.source.startswith(f"{source}!")
    )


def apply_notes(passages: Sequence[Passage], notes: Sequence[Note]) -> tuple[Passage, ...]:
    """The passages of a file with their notes, which are found by id and text, else by source and text."""
    if not notes:
        return tuple(passages)
    found: dict[str, list[Note]] = {}
    by_place = {(passage.id, _digest(passage)): passage.id for passage in passages}
    by_text: dict[tuple[str, str], str] = {}
    for passage in passages:
        for source in ("", passage.source):
            by_text.setdefault((source, _digest(passage)), passage.id)
    for note in notes:
        name = by_place.get((note.id, note.sha256)) or by_text.get((note.source, note.sha256))
        if name is not None:
            found.setdefault(name, []).append(note)
    return tuple(_add_notes(passage, found.get(passage.id, ())) for passage in passages)


def lost_notes(notes: Iterable[Note], passages: Iterable[Passage]) -> tuple[Note, ...]:
    """The notes on texts that no passage of their source has any more."""
    there = {(source, _digest(passage)) for passage in passages for source in ("", passage.source)}
    return tuple(note for note in notes if (note.source, note.sha256) not in there)


def _add_notes(passage: Passage, notes: Sequence[Note]) -> Passage:
    if not notes:
        return passage
    tags = dict.fromkeys((*passage.tags, *(note.tag for note in notes if note.tag)))
    texts = [text for text in (passage.note, *(note.text for note in notes)) if text]
    return replace(passage, tags=tuple(tags), note=_JOINER.join(texts))


def _parse_note(entry: object, number: int) -> Note:
    if not isinstance(entry, dict) or set(entry) - set(_FIELDS):
        raise CorpusError("notes.entry", file=NAME, number=number, known=_FIELDS)
    values = {name: entry.get(name, "") for name in _FIELDS}
    values["date"] = str(values["date"])  # TOML has dates without quotes, too
    if (
        not all(isinstance(value, str) for value in values.values())
        or not values["id"]
        or not values["sha256"]
    ):
        raise CorpusError("notes.entry", file=NAME, number=number, known=_FIELDS)
    return Note(**values)


def _path(corpus: Path) -> Path:
    return (corpus if corpus.is_dir() else corpus.parent) / NAME


def _digest(passage: Passage) -> str:
    return hashlib.sha256(passage.text.encode("utf-8", "surrogatepass")).hexdigest()
