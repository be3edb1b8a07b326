"""Texts that are too long for one passage, cut at ends of sentences."""

from __future__ import annotations

import re

_LONGEST = 4000  # code points of a passage
_WANTED = 1000
_END = re.compile(r"[。．！？!?][」』）)】]*")


def cut_at_sentences(text: str) -> tuple[str, ...]:
    """A text as it is, or, where it has more than 4,000 code points, in parts of about 1,000 that end with a sentence."""
    if len(text) <= _LONGEST:
        return (text,)
    parts: list[str] = []
    start = 0
    for match in _END.finditer(text):
        if match.end() - start >= _WANTED:
            parts.append(text[start : match.end()].strip())
            start = match.end()
    rest = text[start:].strip()
    return tuple(part for part in (*parts, rest) if part)
