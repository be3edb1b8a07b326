"""Characters that are one only beside certain others: ー and what is mistaken for it, 〇 of 二○一三.

Each rule puts one code point in the place of one, and looks no further than one character to either side: so the
form of a run cut out of a text differs only at its ends, and `BEFORE` and `AFTER` are the surroundings that decide there.
"""

from __future__ import annotations

import re

__all__ = ["AFTER", "BEFORE", "as_written"]

_KATAKANA = "ァ-ヺー"
# A dash or the kanji 一 inside of katakana, or a dash at the end of them, can only be a long vowel. A pattern that
# begins with the character itself, and then looks back, is many times as fast as one that looks back at every place.
_AS_WRITTEN = re.compile(
    rf"[-一](?<=[{_KATAKANA}][-一])(?:(?=[{_KATAKANA}])|(?<=-)(?=[ぁ-ゖ、。,.]|$))"
    r"|[○◯](?<=[〇一二三四五六七八九][○◯])[○◯]*"
)
BEFORE = ("", "a", "ア", "三")
"""What may stand before a run and change its first character: nothing, a letter, katakana, a number."""

AFTER = ("", "ア")
"""What may stand after a run and change its last character."""


def as_written(text: str) -> str:
    """A folded text with a long vowel for what is mistaken for one, and a zero for a circle among digits."""
    return _AS_WRITTEN.sub(_replaced, text)


def _replaced(match: re.Match[str]) -> str:
    return "ー" if match[0] in "-一" else "〇" * len(match[0])
