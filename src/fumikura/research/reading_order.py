"""Words in the order of a Japanese dictionary, by their reading: the same on every machine, whatever its locale."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import TypeAlias

from fumikura.text.numerals import value

OrderKey: TypeAlias = tuple[int, str, str, str]
END: OrderKey = (0, "", "", "")
"""Where there is no word: before all words."""

_NO_READING, _KANA, _NUMBER = 1, 2, 3
_TO_KATAKANA = {code: code + 0x60 for code in range(ord("ぁ"), ord("ゖ") + 1)}
_TO_LARGE = str.maketrans("ァィゥェォッャュョヮヵヶ", "アイウエオツヤユヨワカケ")
_ALL_KANA = re.compile("[ァ-ヺー]+")
_ROWS = {
    vowel: frozenset(row)
    for vowel, row in {
        "ア": "アカサタナハマヤラワ",
        "イ": "イキシチニヒミリヰ",
        "ウ": "ウクスツヌフムユル",
        "エ": "エケセテネヘメレヱ",
        "オ": "オコソトノホモヨロヲ",
    }.items()
}


@lru_cache(1 << 16)
def order_key(written: str, kana: str, is_number: bool = False) -> OrderKey:
    """Where a word stands: those without a reading, then by reading (五十音), then numbers by their value.

    The reading is compared without voicing marks, with large kana, and ー as the vowel before it; then as it is. A word
    that is written in kana is its own reading.
    """
    if is_number:
        number = value(unicodedata.normalize("NFKC", written).replace(",", "")) or written
        whole, _, rest = number.partition(".")
        return _NUMBER, f"{whole.lstrip('0').zfill(40)}.{rest}", "", written
    reading = kana or unicodedata.normalize("NFKC", written).translate(_TO_KATAKANA)
    if not _ALL_KANA.fullmatch(reading):
        return _NO_READING, written, "", written
    return _KANA, _plain(reading), reading, written


def _plain(kana: str) -> str:
    """Katakana without voicing marks, all large, with vowels for ー."""
    bare = [char for char in unicodedata.normalize("NFD", kana) if not unicodedata.combining(char)]
    large = "".join(bare).translate(_TO_LARGE)
    plain = ""
    for char in large:
        plain += _vowel(plain[-1:]) if char == "ー" else char
    return plain


def _vowel(kana: str) -> str:
    return next((vowel for vowel, row in _ROWS.items() if kana in row), kana) if kana else ""
