"""Words as a text writes them: what a list of words shows, and where a word of several parts ends.

An index keeps the folded form of a text and its tokens. With what is said here once for each entry, words can be counted
and shown from the tokens alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from fumikura.text.analyzer import Analysis
from fumikura.text.tokens import Entry, Role

_JOINED = ("名詞", "接頭辞", "接尾辞", "形状詞")


def entries_as_written(text: str, analysis: Analysis) -> Sequence[Entry]:
    """The entries of a text with `Entry.written` in its own characters, and with `Entry.apart`."""
    entries, starts, ends, literal = analysis.entries, analysis.starts, analysis.ends, analysis.literal
    if not isinstance(literal.starts, range):  # something vanished or grew
        places, limits = literal.starts, literal.ends
        starts, ends = [places[at] for at in starts], [limits[at - 1] for at in ends]
    found = list(entries)
    for at, (entry, start, end) in enumerate(zip(entries, starts, ends, strict=True)):
        following = starts[at + 1] if at + 1 < len(starts) else end
        if entry.written and (end != following or entry.written != text[start:end]):
            is_apart = end != following and _may_be_joined(entries[at + 1])
            found[at] = _as_written(entry, text[start:end], is_apart)
    return found


@lru_cache(1 << 16)
def _as_written(entry: Entry, written: str, is_apart: bool) -> Entry:
    if not written.isprintable():
        written = "".join(char if char.isprintable() else " " for char in written)
    return entry._replace(written=written, apart=is_apart and _may_be_joined(entry))


def _may_be_joined(entry: Entry) -> bool:
    """Whether a word may be one with that beside it, as far as the part of speech tells; a number or a name has none."""
    return entry.role is not Role.FUNCTION and (not entry.pos or entry.pos.startswith(_JOINED))
