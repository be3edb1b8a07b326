"""Numbers of dates as they are written: ASCII, full-width and kanji digits, by place or by 十 and 千."""

from __future__ import annotations

import unicodedata

_DIGITS = {char: value for value, char in enumerate("〇一二三四五六七八九")} | {"零": 0, "元": 1}
_UNITS = {"十": 10, "百": 100, "千": 1000}
_SHORT_FORMS = str.maketrans({"廿": "二十", "卅": "三十"})


def number(text: str) -> int | None:
    """An integer from ASCII, full-width or kanji digits (二十五, 二〇一三, 千九百六十, 二千〇七, 廿五, 元), or None."""
    plain = unicodedata.normalize("NFKC", text).translate(_SHORT_FORMS)
    if plain.isascii() and plain.isdigit():
        return int(plain)
    total, digits, last = 0, "", 0
    for char in plain:
        if char in _DIGITS:
            digits += str(_DIGITS[char])
            continue
        unit = _UNITS.get(char, 0)
        if not unit or len(digits) > 1 or (last and unit >= last):
            return None
        # A unit without a digit before it, or with a zero that only fills a place, counts once (十 = 10).
        total, digits, last = total + unit * (int(digits or "0") or 1), "", unit
    if not plain or (last and int(digits or "0") >= last):
        return None
    return total + int(digits or "0")


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
