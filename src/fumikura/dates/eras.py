"""Eras: which one a date falls in, which years one has, and a date said in both calendars.

First days: 元号を改める政令 and the edicts before it; Meiji is counted from 1868-01-25 (New Year of the old
calendar), as the statutes do.
"""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from typing import NamedTuple

from fumikura.dates.numerals import number


class Era(NamedTuple):
    """An era: its name, its romanised name, its letter, and its first day."""

    name: str
    english: str
    letter: str
    first_day: date

    def year(self, count: int) -> int:
        """The Western year of the era's year `count`, also where the era ended before it."""
        return self.first_day.year + count - 1


ERAS: tuple[Era, ...] = (
    Era("明治", "Meiji", "M", date(1868, 1, 25)),
    Era("大正", "Taisho", "T", date(1912, 7, 30)),
    Era("昭和", "Showa", "S", date(1926, 12, 25)),
    Era("平成", "Heisei", "H", date(1989, 1, 8)),
    Era("令和", "Reiwa", "R", date(2019, 5, 1)),
)

OPEN_END = 9999


def era_named(name: str) -> Era:
    """The era of this name, of its first character, or of its letter."""
    plain = unicodedata.normalize("NFKC", name)  # ㍻ is one character
    return next(era for era in ERAS if plain in (era.name, era.name[0], era.letter))


def era_years(text: str) -> tuple[int, int] | None:
    """First and last year that an expression means: 2013, ２０１３年, 平成25, H25, 令和 (2019 to 9999), or None."""
    plain = "".join(unicodedata.normalize("NFKC", text).split()).removesuffix("年度").removesuffix("年")
    western = plain.removeprefix("西暦")
    year = number(western) if re.fullmatch(r"\d{4}|[〇零一二三四五六七八九十百千廿卅]{3,}", western) else None
    if year and year > 999:
        return year, year
    for era, following in zip(ERAS, (*ERAS[1:], None), strict=True):
        last = following.first_day.year if following else OPEN_END
        for name in (era.name, era.english.casefold(), era.letter.casefold()):
            rest = plain.casefold().removeprefix(name)
            if rest == plain.casefold():
                continue
            if not rest and name != era.letter.casefold():
                return era.first_day.year, last
            count = number(rest)
            if count and era.year(count) <= last:
                return era.year(count), era.year(count)
    return None


def era_of(iso: str) -> tuple[Era, int] | None:
    """The era that an ISO date falls in and its year there; a year alone counts as its last day."""
    year, month, day = (*(int(part) for part in iso.split("-")), 0, 0)[:3]
    try:
        last = date(year, month or 12, day or (28 if month else 31))
    except ValueError:
        return None
    for era in reversed(ERAS):
        if last >= era.first_day:
            return era, last.year - era.first_day.year + 1
    return None


def both_calendars(iso: str, language: str) -> str:
    """A date in both calendars: `2013年10月3日（平成25年）` in ja, `2013-10-03 (Heisei 25)` else; "" for ""."""
    if not iso:
        return ""
    era = era_of(iso)
    if language != "ja":
        return f"{iso} ({era[0].english} {era[1]})" if era else iso
    western = "".join(f"{int(part)}{unit}" for part, unit in zip(iso.split("-"), "年月日", strict=False))
    return f"{western}（{era[0].name}{'元' if era[1] == 1 else era[1]}年）" if era else western
