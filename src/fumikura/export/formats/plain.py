"""Plain text for pipes and files: no colour, no marks, a hit in three lines and an empty one.

Every foreign string passes `printable`, as piped text often ends on a terminal.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TextIO

from fumikura.export.printable import printable
from fumikura.export.registry import ExportFormat, HitList
from fumikura.export.rows import SECTION_JOINER, Neighbours, file_and_lines
from fumikura.models import Passage


def _write(answer: HitList, stream: TextIO) -> None:
    """Write for each hit: rank, title, date, meeting and section; the snippet; id and `source:lines`.

    Neighbours stand around the snippet, each after a bar; glosses that match follow it, and notes the place.
    """
    for hit in answer.results.hits:
        passage = hit.passage
        before, after = (answer.neighbours or {}).get(passage.id, ((), ()))
        lines = [f"{hit.rank}. {_head(passage)}"]
        lines += [line for each in before for line in _neighbour(each)]
        lines.append(f"   {printable(hit.snippet)}")
        lines += [f"   ({printable(gloss)})" for gloss, _ in hit.matched_glosses]
        lines += [line for each in after for line in _neighbour(each)]
        lines.append(f"   {_place(passage)}")
        lines += [f"   {printable(note)}" for note in answer.notes.get(passage.id, ())]
        stream.write("\n".join(lines) + "\n\n")


def _write_passages(passages: Sequence[Passage], stream: TextIO, around: Neighbours | None) -> None:
    for passage in passages:
        before, after = (around or {}).get(passage.id, ((), ()))
        lines = [line for each in before for line in _neighbour(each)]
        lines += [_head(passage), printable(passage.text)]
        lines += [f"({printable(gloss)})" for gloss in passage.glosses]
        lines.append(_place(passage))
        lines += [line for each in after for line in _neighbour(each)]
        stream.write("\n".join(lines) + "\n\n")


def _neighbour(passage: Passage) -> tuple[str, str]:
    """A neighbour of a passage, under its own date, id and lines."""
    about = [printable(passage.date)] if passage.date else []
    return f"   | {'  '.join((*about, _place(passage)))}", f"   | {printable(passage.text)}"


def _head(passage: Passage) -> str:
    section = SECTION_JOINER.join(passage.section)
    parts = (passage.title, passage.date, passage.meeting, section)
    return " | ".join(printable(part) for part in parts if part)


def _place(passage: Passage) -> str:
    return f"{printable(passage.id)}  {printable(file_and_lines(passage))}"


FORMAT = ExportFormat(_write, _write_passages, (".txt",), data=False)
