"""The readable form for pipes and files: no colour, no markers, a hit in three lines and an empty one.

Every foreign string passes `printable`, because what is piped is often looked at in a pager.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TextIO

from fumikura.export.printable import printable
from fumikura.export.rows import SECTION_JOINER, Neighbours, file_and_lines
from fumikura.models import Hit, Passage

__all__ = ["write_plain"]


def write_plain(
    hits: Iterable[Hit],
    stream: TextIO,
    *,
    neighbours: Neighbours | None = None,
    notes: Mapping[str, Sequence[str]] | None = None,
) -> None:
    """Write for each hit: rank, title, date, meeting and section; the snippet; id and `source:lines`.

    Neighbours stand around the snippet, each after a bar; glosses that match follow it, and `notes` (by id) the place.
    """
    for hit in hits:
        before, after = (neighbours or {}).get(hit.passage.id, ((), ()))
        lines = [f"{hit.rank}. {_head(hit.passage)}"]
        lines += [f"   | {printable(passage.text)}" for passage in before]
        lines.append(f"   {printable(hit.snippet)}")
        lines += [f"   ({printable(gloss)})" for gloss, _ in hit.matched_glosses]
        lines += [f"   | {printable(passage.text)}" for passage in after]
        lines.append(f"   {_place(hit.passage)}")
        lines += [f"   {printable(note)}" for note in (notes or {}).get(hit.passage.id, ())]
        stream.write("\n".join(lines) + "\n\n")


def _head(passage: Passage) -> str:
    section = SECTION_JOINER.join(passage.section)
    parts = (passage.title, passage.date, passage.meeting, section)
    return " | ".join(printable(part) for part in parts if part)


def _place(passage: Passage) -> str:
    return f"{printable(passage.id)}  {printable(file_and_lines(passage))}"
