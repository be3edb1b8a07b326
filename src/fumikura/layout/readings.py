"""English readings that were set over a term and came down into the line: （RMC）Role Mission Capabilityの考え方.

Such a run is a reading where its words spell out an abbreviation of the same text, or follow one in brackets.
Other English inside Japanese (New York に) is text and stays.
"""

from __future__ import annotations

import re

_ABBREVIATION = re.compile(r"(?<![A-Za-z])[A-Z][A-Z&]{1,9}(?![a-z])")
_WORD = r"[A-Z][A-Za-z’'\-]*"
_CAPITAL = re.compile("[A-Z]")
_RUN = re.compile(rf"(?<![A-Za-z’'\-]){_WORD}(?:,? (?:(?:of|for|the|on|in|to|and|&) )*{_WORD})+")
_SMALL = {"of", "for", "the", "on", "in", "to", "and", "&"}
_BRACKETED_BEFORE = re.compile(r"[（(]([A-Z][A-Za-z&\-]{1,9})[）)]\s*$")
_INSIDE_LATIN = re.compile(r"[A-Za-z,&'’] ?$")


def spells_abbreviation(reading: str, text: str) -> bool:
    """Whether the initials of `reading` are an abbreviation that stands in `text`."""
    initials = _initials(reading)
    return any(found[0] in initials for found in _ABBREVIATION.finditer(text))


def _initials(reading: str) -> set[str]:
    """The abbreviations that a reading may have: with its small words, without them, with & for and."""
    words = [bare for word in reading.split() if (bare := word.strip(","))]
    great = [word for word in words if word.lower() not in _SMALL]
    joined = [
        "&" if word in {"and", "&"} else word[0] for word in words if word in great or word in {"and", "&"}
    ]
    return {
        "".join(word[0] for word in great).upper(),
        "".join(joined).upper(),
        "".join(word[0] for word in words if word != "&").upper(),
    }


def lift_readings(text: str) -> tuple[str, tuple[str, ...]]:
    """A text without the readings set into it, and the readings."""
    runs = list(_RUN.finditer(text)) if _CAPITAL.search(text) else []
    if not runs:
        return text, ()
    abbreviations = {found[0] for found in _ABBREVIATION.finditer(_RUN.sub("\u3000", text))}
    pieces: list[str] = []
    readings: list[str] = []
    end = depth = seen = 0
    for run in runs:
        depth += _depth(text[seen : run.start()])
        seen = run.start()
        if depth or not _is_reading(run, text, abbreviations):
            continue
        readings.append(run[0])
        pieces.append(text[end : run.start()].rstrip(" "))
        end = run.end() + (text[run.end() : run.end() + 1] == " ")
    pieces.append(text[end:])
    return "".join(pieces), tuple(readings)


def _is_reading(run: re.Match[str], text: str, abbreviations: set[str]) -> bool:
    before, after = text[max(0, run.start() - 16) : run.start()], text[run.end() : run.end() + 4]
    if _INSIDE_LATIN.search(before) or re.match(r" ?[A-Za-z0-9&]", after):
        return False
    if not before.strip() and not after.strip():
        return False
    bracketed = _BRACKETED_BEFORE.search(before)
    return (bracketed is not None and bracketed[1][0] == run[0][0]) or bool(_initials(run[0]) & abbreviations)


def _depth(text: str) -> int:
    return sum(text.count(o) - text.count(c) for o, c in (("（", "）"), ("(", ")"), ("「", "」")))
