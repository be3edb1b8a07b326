"""Numbers of dates as they are written: ASCII, full-width and kanji digits, by place or by 十 and 千."""

from __future__ import annotations

import re
import unicodedata

__all__ = ["iso_date", "number"]

_DIGITS = {char: value for value, char in enumerate("〇一二三四五六七八九")} | {"零": 0, "元": 1}
_BY_PLACE = re.compile(r"(?:(.?)千)?(?:(.?)百)?(?:(.?)十)?(.?)")


def number(text: str) -> int | None:
    """An integer from ASCII, full-width or kanji digits (二十五, 二〇一三, 千九百六十, 元), or None."""
    plain = unicodedata.normalize("NFKC", text)
    if plain.isascii() and plain.isdigit():
        return int(plain)
    if plain and all(char in _DIGITS for char in plain):
        return int("".join(str(_DIGITS[char]) for char in plain))
    match = _BY_PLACE.fullmatch(plain) if plain else None
    if match is None or not all(digit in _DIGITS for digit in match.groups() if digit):
        return None
    # A place without a digit before it counts once (十 = 10); one that isn't written counts nothing.
    places = ((1000, match[1]), (100, match[2]), (10, match[3]))
    value = sum(place * _DIGITS.get(digit, 1) for place, digit in places if digit is not None)
    return value + _DIGITS.get(match[4], 0)


def iso_date(year: int | None, month: str | int | None = None, day: str | int | None = None) -> str | None:
    """The ISO form of a date as exact as given, or None where there is no such day."""
    if year is None or not 1 <= year <= 9999:
        return None
    if month is None:
        return f"{year:04d}"
    m = number(month) if isinstance(month, str) else month
    d = number(day) if isinstance(day, str) else day
    if m is None or not 1 <= m <= 12:
        return None
    if day is None:
        return f"{year:04d}-{m:02d}"
    if d is None or not 1 <= d <= _days(year, m):
        return None
    return f"{year:04d}-{m:02d}-{d:02d}"


def _days(year: int, month: int) -> int:
    if month == 2:
        return 29 if year % 4 == 0 and (year % 100 != 0 or year % 400 == 0) else 28
    return 30 if month in (4, 6, 9, 11) else 31
