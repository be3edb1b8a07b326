"""Characters that are one only beside certain others: ー and what is mistaken for it, 〇 of 二○一三, 壱 of 壱万円.

Each rule puts one code point in the place of one, and looks no further than one character to either side: so the
form of a run cut out of a text differs only at its ends, and `BEFORE` and `AFTER` are the surroundings that decide there.
"""

from __future__ import annotations

import re

_KATAKANA = "ァ-ヺー"
_NUMERALS = "〇一二三四五六七八九十百千万億兆壱弐参伍拾佰仟"
_COUNTED = "壱弐参伍拾十佰百仟千万億兆円条項号章節部編"
_OLD_NUMERALS = {"壱": "一", "弐": "二", "参": "三", "伍": "五", "拾": "十", "佰": "百", "仟": "千"}
# A dash or the kanji 一 inside of katakana, or a dash at the end of them, can only be a long vowel. A pattern that
# begins with the character itself, and then looks back, is many times as fast as one that looks back at every place.
# Each is compiled by `re` once a text has one of the characters.
_LONG_VOWEL = rf"[-一](?<=[{_KATAKANA}][-一])(?:(?=[{_KATAKANA}])|(?<=-)(?=[ぁ-ゖ、。,.]|$))"
_LIKE_LONG_VOWELS = frozenset("-一")
_NUMERAL = (
    r"[○◯](?<=[〇一二三四五六七八九][○◯])[○◯]*"
    # 大字: 壱 and 弐 beside what is counted; 参 and 拾, which are frequent in other words, before a unit or behind one,
    # and 拾 behind a digit (参拾人), but where it is a verb.
    rf"|[壱弐](?:(?=[{_COUNTED}人年])|(?<=[第金{_NUMERALS}][壱弐]))"
    rf"|[伍佰仟](?:(?=[{_COUNTED}])|(?<=[第金{_NUMERALS}][伍佰仟]))|[参拾](?:(?=[{_COUNTED}])|(?<=[拾十][参拾]))|参(?<=第参)"
    r"|拾(?<=[壱弐参一二三四五六七八九百佰千仟]拾)(?![いうえっわ得])"
)
_LIKE_NUMERALS = frozenset("○◯").union(_OLD_NUMERALS)
BEFORE = ("", "a", "ア", "三")
"""What may stand before a run and change its first character: nothing, a letter, katakana, a number."""

AFTER = ("", "ア")
"""What may stand after a run and change its last character."""


def as_written(text: str) -> str:
    """A folded text with a long vowel for what is mistaken for one, a zero for a circle among digits, 一 for 壱."""
    if not _LIKE_LONG_VOWELS.isdisjoint(text):
        text = re.sub(_LONG_VOWEL, "ー", text)
    return text if _LIKE_NUMERALS.isdisjoint(text) else re.sub(_NUMERAL, _numeral, text)


def _numeral(match: re.Match[str]) -> str:
    return _OLD_NUMERALS.get(match[0], "〇" * len(match[0]))
