"""Whether a name in Latin letters spells an abbreviation: Role Mission Capability, RMC."""

from __future__ import annotations

import re

_SMALL = frozenset({"of", "for", "the", "on", "in", "to", "and", "&", "at", "by", "with", "a", "an"})
_WORD = re.compile(r"[A-Za-z][A-Za-z'’]*|&")


def spells(name: str, abbreviation: str) -> bool:
    """Whether the initials of `name` are the letters of `abbreviation`, small words counted or not."""
    wanted = letters_of(abbreviation)
    words = _WORD.findall(name)
    plain = "".join(word[0] for word in words if word.lower() not in _SMALL)
    every = "".join(word[0] for word in words if word != "&")
    capitals = "".join(char for char in name if char.isupper())
    return len(wanted) > 1 and wanted in {plain.upper(), every.upper(), capitals}


def letters_of(abbreviation: str) -> str:
    """The letters of an abbreviation, in capitals."""
    return "".join(char for char in abbreviation if char.isalpha()).upper()
