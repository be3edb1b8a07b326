"""Words as a text writes them: what a list of words shows, and where a word of several parts ends.

An index keeps the folded form of a text and its tokens. With what is said here once for each entry, words can be counted
and shown from the tokens alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from fumikura.text.analyzer import Analysis
from fumikura.text.tokens import Entry


def entries_as_written(text: str, analysis: Analysis) -> Sequence[Entry]:
    """The entries of a text with `Entry.written` in its own characters, and with `Entry.apart`."""
    entries, starts, literal = analysis.entries, analysis.starts, analysis.literal
    if not entries:
        return entries
    ends = following = [*starts[1:], len(literal.text)]
    if not isinstance(literal.starts, range):  # something vanished or grew
        places, limits = literal.starts, literal.ends
        starts, ends = [places[at] for at in starts], [limits[at - 1] for at in ends]
        following = [*starts[1:], ends[-1]]
    found = list(entries)
    for at, (entry, start, end, next_start) in enumerate(zip(entries, starts, ends, following, strict=True)):
        written = entry.written
        if end != next_start or (written and written != text[start:end]):
            found[at] = _as_written(entry, text[start:end], end != next_start)
    return found


def spelling(entry: Entry) -> str:
    """How a word is spelled: as it stands there, or of one that is inflected, its dictionary form in that spelling."""
    return entry.written or entry.base


@lru_cache(1 << 16)
def _as_written(entry: Entry, written: str, is_apart: bool) -> Entry:
    if not written.isprintable():
        written = "".join(char if char.isprintable() else " " for char in written)
    return entry._replace(written=written, apart=is_apart)
