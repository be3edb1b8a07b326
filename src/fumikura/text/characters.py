"""Kanji, hiragana and katakana by their code points."""

from __future__ import annotations

TO_HIRAGANA = {code: code - 0x60 for code in range(ord("ァ"), ord("ヶ") + 1)}
"""For `str.translate`."""

TO_KATAKANA = {kana: code for code, kana in TO_HIRAGANA.items()}
"""For `str.translate`."""


def is_kanji(char: str) -> bool:
    """Whether a character is a kanji that texts of today are written with; 々 is none. False for ""."""
    return "一" <= char <= "鿿"


def is_hiragana(char: str) -> bool:
    """Whether a character is a kana of hiragana; ー is none. False for ""."""
    return "ぁ" <= char <= "ゖ"
