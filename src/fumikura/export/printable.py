"""Makes foreign text safe for a terminal: characters that act on it, or can't be seen, are shown by their number.

Escape sequences can move the cursor, bidirectional controls can reorder the text, zero-width characters can hide. JSON
has escapes for all of them.
"""

from __future__ import annotations

import unicodedata
from typing import Any

_SPACES = frozenset("\t\n\v\f\r\x85\u2028\u2029")
# Controls, formats (bidi, zero-width, soft hyphen, tags), surrogates, line and paragraph separators.
_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})
# Takes no room though it is no format character: the combining grapheme joiner.
_JOINER = "\u034f"


def printable(text: str, *, keep: str = "") -> str:
    """`text` with U+XXXX for characters that act on a terminal or can't be seen, and a space for any white space.

    The characters of `keep` pass as they are ("\\n" where lines are wanted).
    """
    table = {
        ord(c): " " if c in _SPACES else f"U+{ord(c):04X}"
        for c in _characters_to_replace(text)
        if c not in keep
    }
    return text.translate(table) if table else text


def json_safe(text: str) -> str:
    r"""A JSON text with `\uXXXX` for characters that act on a terminal and for what UTF-8 can't hold.

    It means the same; line feeds between values stay.
    """
    table = {ord(c): _escape(ord(c)) for c in _characters_to_replace(text) if c != "\n"}
    return text.translate(table) if table else text


def dump_json(value: Any, *, indent: int | None = None, ascii_only: bool = False) -> str:
    """A value as `json_safe` JSON."""
    import json  # imported here, as most searches write none

    return json_safe(json.dumps(value, ensure_ascii=ascii_only, indent=indent))


def _characters_to_replace(text: str) -> set[str]:
    """The characters of `text` that have to be replaced."""
    if text.isprintable() and _JOINER not in text:
        return set()
    return {c for c in set(text) if unicodedata.category(c) in _UNSEEN or c == _JOINER}


def _escape(point: int) -> str:
    if point <= 0xFFFF:
        return f"\\u{point:04x}"
    point -= 0x10000
    return f"\\u{0xD800 + (point >> 10):04x}\\u{0xDC00 + (point & 0x3FF):04x}"
