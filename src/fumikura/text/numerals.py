"""Numerals in all their forms (2013, 二〇一三, 二千十三, 1万6,000): what number a run is, and how else to write it."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache

DIGITS = "〇一二三四五六七八九"
"""The kanji of the ten digits, as they stand in 二〇一三."""

_UNITS = {"十": 10, "百": 100, "千": 1000}
_MYRIADS = {"万": 10**4, "億": 10**8, "兆": 10**12}
_ONE = {char: number for number, char in enumerate(DIGITS)} | {"零": 0}
NUMERAL = r"[0-9]+(?:[.,][0-9]+)*|[〇零一二三四五六七八九十百千万億兆廿卅]+"
"""A folded token that is a number or a part of one. As all patterns here it is compiled when a text first has a number
(`re` keeps it): at import they would cost every search."""

_KANJI = "〇零一二三四五六七八九十百千万億兆廿卅"
_SHORT = 8  # characters of what is remembered
LONGEST = 64
"""Characters of a number with 万 or 千, of which 九千九百九十九兆… has most, 31."""

_DECIMAL = r"(?:[0-9]+|[0-9]{1,3}(?:,[0-9]{3})+)(?:\.[0-9]+)?"
_POSITIONAL = f"[{DIGITS}零]+"
_TENS = r"([0-9]+(?:\.[0-9]+)?|[一二三四五六七八九]?)([十百千])"
_ALTERNATE = str.maketrans({"廿": "二十", "卅": "三十"})
_MYRIAD = "([^万億兆]*)([万億兆])"
_LARGEST = 15  # digits


def is_numeral(token: str) -> bool:
    """Whether a folded token is a number or a part of one."""
    return _is_numeral(token) if len(token) <= _SHORT else re.fullmatch(NUMERAL, token) is not None


@lru_cache(4_096)
def _is_numeral(token: str) -> bool:
    """The same, remembered: there are few short numbers, and documents are full of them."""
    return re.fullmatch(NUMERAL, token) is not None


def numeral_length(run: str) -> int:
    """How many kanji numerals a run begins with, where kana or another kanji follow them."""
    rest = run.lstrip(_KANJI)
    return len(run) - len(rest) if rest[:1] >= "ぁ" else 0


def value(run: str) -> str | None:
    """The number that a folded run writes, in ASCII digits without separators; None where it is none."""
    return _short_value(run) if len(run) <= _SHORT else _value(run)


@lru_cache(4_096)
def _short_value(run: str) -> str | None:
    return _value(run)


def _value(run: str) -> str | None:
    if run in _MYRIADS:  # 万 of 数万 and 万年筆 is no 10,000
        return None
    run = run.translate(_ALTERNATE)
    plain = run.replace(",", "") if re.fullmatch(_DECIMAL, run) else run
    if plain.replace(".", "", 1).isascii() and re.fullmatch(_DECIMAL, plain):
        return plain
    if len(run) > 1 and re.fullmatch(_POSITIONAL, run):
        return "".join(str(_ONE[char]) for char in run)
    if len(run) > LONGEST:  # a row of numbers without spaces, which would take quadratic time
        return None
    total, at, last = 0.0, 0, 10**16
    for match in re.finditer(_MYRIAD, run):
        part = _below_myriad(match[1] or "1")
        size = _MYRIADS[match[2]]
        if part is None or size >= last:
            return None
        total, at, last = total + round(part * size), match.end(), size
    rest = _below_myriad(run[at:]) if at < len(run) else 0
    if rest is None or not float(total + rest).is_integer():
        return None
    return str(int(total + rest))


def _below_myriad(part: str) -> float | None:
    """A number below 10,000, as 六千, 6千, 六〇〇〇 or 1.5."""
    if re.fullmatch(_DECIMAL, part):
        return float(part.replace(",", ""))
    if re.fullmatch(_POSITIONAL, part):
        return float("".join(str(_ONE[char]) for char in part))
    total, at, last = 0.0, 0, 10_000
    for match in re.finditer(_TENS, part):
        unit = _UNITS[match[2]]
        if (part[at : match.start()].strip("〇零") if at else match.start()) or unit >= last:
            return None
        digit = match[1] or "1"
        total += (_ONE[digit] if digit in _ONE else float(digit)) * unit
        at, last = match.end(), unit
    rest = part[at:].lstrip("〇零") if at else part
    if not rest:
        return total
    if not at or not (rest.isdecimal() or rest in _ONE):
        return None
    number = _ONE[rest] if rest in _ONE else int(rest)
    return total + number if number < last else None


def kanji_digits(digits: str) -> str:
    """ASCII or full-width digits as kanji, one for each: 〇五."""
    return "".join(DIGITS[int(digit)] for digit in digits)


def ascii_digits(digits: str) -> str:
    """Kanji digits as ASCII, one for each."""
    return "".join(str(_ONE[digit]) for digit in digits)


def writings(number: str) -> tuple[str, ...]:
    """Ways to write a number of ASCII digits: 16000, 16,000, 一六〇〇〇, 一万六千, 1万6000, 1万6千; always in this order.

    A number with a decimal point or of more than 15 digits is written in one way only.
    """
    if not number.isdecimal() or len(number) > _LARGEST:
        return (number,)
    digits = number.translate({ord(str(index)): char for index, char in enumerate(DIGITS)})
    if number[0] == "0" or len(number) == 1:
        return number, number, digits, digits, number, number
    size = int(number)
    kanji = _with_myriads(size, _in_kanji)
    return number, f"{size:,}", digits, kanji, _with_myriads(size, str), _with_myriads(size, _with_thousands)


def _with_myriads(number: int, write: Callable[[int], str]) -> str:
    """A number with 万, 億 and 兆, and what stands before each of them by `write`."""
    parts = []
    for name, size in sorted(_MYRIADS.items(), key=lambda item: -item[1]):
        part, number = divmod(number, size)
        if part:
            parts.append(write(part) + name)
    return "".join(parts) + (write(number) if number else "")


def _in_kanji(number: int) -> str:
    """1 to 9,999 as 六千, 十一."""
    written = ""
    for name, size in sorted(_UNITS.items(), key=lambda item: -item[1]):
        digit, number = divmod(number, size)
        if digit:
            written += (DIGITS[digit] if digit > 1 else "") + name
    return written + (DIGITS[number] if number else "")


def _with_thousands(number: int) -> str:
    """1 to 9,999, a round number of thousands as 6千."""
    return f"{number // 1000}千" if number % 1000 == 0 else str(number)
