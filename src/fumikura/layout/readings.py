"""English readings that were set over a term and came down into the line: （RMC）Role Mission Capabilityの考え方.

Such a run is a reading where its words spell out an abbreviation of the same text, or follow one in brackets.
Other English inside Japanese (New York に) is text and stays.
"""

from __future__ import annotations

import re

__all__ = ["lift_readings", "spells_abbreviation"]

_ABBREVIATION = re.compile(r"(?<![A-Za-z])[A-Z][A-Z&]{1,9}(?![a-z])")
_WORD = r"[A-Z][A-Za-z’'\-]*"
_RUN = re.compile(rf"{_WORD}(?:,? (?:(?:of|for|the|on|in|to|and|&) )*{_WORD})+")
_SMALL = {"of", "for", "the", "on", "in", "to", "and", "&"}
_BRACKETED_BEFORE = re.compile(r"[（(]([A-Z][A-Za-z&\-]{1,9})[）)]\s*$")
_INSIDE_LATIN = re.compile(r"[A-Za-z,&'’] ?$")


def spells_abbreviation(reading: str, text: str) -> bool:
    """Whether the initials of `reading` are an abbreviation that stands in `text`."""
    words = [word.strip(",") for word in reading.split()]
    plain = "".join(word[0] for word in words if word.lower() not in _SMALL).upper()
    joined = "".join(
        "&" if word in {"and", "&"} else word[0]
        for word in words
        if word.lower() not in _SMALL - {"and", "&"}
    ).upper()
    every = "".join(word[0] for word in words if word != "&").upper()
    return any(found[0] in {plain, joined, every} for found in _ABBREVIATION.finditer(text))


def lift_readings(text: str) -> tuple[str, tuple[str, ...]]:
    """A text without the readings set into it, and the readings."""
    if not _RUN.search(text):
        return text, ()
    pieces: list[str] = []
    readings: list[str] = []
    end = 0
    for match in _RUN.finditer(text):
        before, after = text[: match.start()], text[match.end() :]
        if not _is_reading(match[0], before, after, text):
            continue
        readings.append(match[0])
        pieces.append(text[end : match.start()].rstrip(" "))
        end = match.end() + (len(after) - len(after.lstrip(" ")))
    pieces.append(text[end:])
    return "".join(pieces), tuple(readings)


def _is_reading(run: str, before: str, after: str, text: str) -> bool:
    if _depth(before) or _INSIDE_LATIN.search(before) or re.match(r" ?[A-Za-z0-9&]", after):
        return False
    if not before.strip() and not after.strip():
        return False
    bracketed = _BRACKETED_BEFORE.search(before)
    if bracketed and bracketed[1][0] == run[0]:
        return True
    return spells_abbreviation(run, before + "\u3000" + after)


def _depth(text: str) -> int:
    return sum(text.count(o) - text.count(c) for o, c in (("（", "）"), ("(", ")"), ("「", "」")))
