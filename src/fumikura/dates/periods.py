"""Expressions of time as a whole: what someone asks for, and the terms under which an index keeps it.

A term is a date as exact as it was written (`2013`, `2013-10`, `2013-10-03`), `F2013` for a fiscal year and
`199X` for a decade, so that the terms of all that lies within a year, month or decade begin alike: to ask for a
year is to ask for a prefix. A fiscal year is a period of its own, which no calendar year has as a prefix.
"""

from __future__ import annotations

import re
import unicodedata
from datetime import date, timedelta
from functools import lru_cache

from fumikura.dates.eras import era_years
from fumikura.dates.finding import find_dates, find_times
from fumikura.dates.forms import OLD_NUMERALS, after_weekday, plain
from fumikura.dates.mentions import DateMention
from fumikura.dates.numerals import iso_date
from fumikura.values import frozen

_LONGEST_RANGE = 10
"""A range of so many years at most is taken to speak of each year in it."""

_MOST_UNITS = 200
_FISCAL = "F"  # begins the term of a fiscal year
_EARLIEST, _LATEST = 1600, 2199  # a number of four digits that stands alone is a year between these
# As text: `re` keeps what is compiled, and few searches need one of them.
_YEAR, _MONTH = r"\d{4}", r"(\d{4})[/.-](\d{1,2})"
_ERA_YEAR = r"(?:明治|大正|昭和|平成|令和)\s?(?:[0-9]{1,2}|[一二三四五六七八九十]{1,3}|元)"
_OPEN = r"(.+?)(以降|以後|から|以前|まで)"
_DIGITS = frozenset(f"0123456789０１２３４５６７８９〇一二三四五六七八九十廿卅元{OLD_NUMERALS}")


@frozen
class TimeExpression:
    """A date, a decade or a range, `[start, end)` of a text. `prefixes` begin the terms of all that it means."""

    start: int
    end: int
    meaning: str
    prefixes: tuple[str, ...]

    def is_whole(self, text: str) -> bool:
        """Whether it is all there is in `text`, the day of the week aside."""
        return self.start == 0 and _is_over(text, self.end)


@lru_cache(1_024)
def parse_date(text: str) -> str | None:
    """The ISO form of a text that is a date as a whole, in any way of writing it, or None."""
    stripped = text.strip()
    for mention in find_dates(stripped):
        if mention.start == 0 and not mention.fiscal and _is_over(stripped, mention.end):
            return mention.iso
    folded = unicodedata.normalize("NFKC", stripped).removeprefix("西暦")
    if match := re.fullmatch(_MONTH, folded):
        return iso_date(int(match[1]), match[2])
    if re.fullmatch(f"{_YEAR}年?", folded):
        return iso_date(int(folded[:4]))
    return None


def fiscal_year(text: str) -> int | None:
    """The year in which a fiscal year begins, in April, where a text is one as a whole (令和5年度, FY2023); else None."""
    stripped = text.strip()
    for mention in find_dates(stripped):
        if mention.fiscal and mention.start == 0 and _is_over(stripped, mention.end):
            return int(mention.iso)
    return None


def find_time_expressions(text: str) -> tuple[TimeExpression, ...]:
    """What a text asks for by time, in order: dates, decades (1990年代), ranges (2007～2014年) as one.

    As a whole, 2013, 2013-10 and 平成25 are dates too.
    """
    if _DIGITS.isdisjoint(text):
        return ()
    if whole := _whole(text):
        return (whole,)
    found: list[TimeExpression] = []
    read = plain(text)
    for mention in find_times(text):
        term = date_term(mention)
        end = after_weekday(read, mention.end)
        made = TimeExpression(mention.start, end, _meaning(term), (term.removesuffix("X"),))
        if mention.since and found:
            found[-1] = _range(found[-1], made)
        else:
            found.append(made)
    return tuple(found)


def date_term(mention: DateMention) -> str:
    """The term of a mention."""
    return f"{_FISCAL}{mention.iso}" if mention.fiscal else mention.iso


def terms_between(mention: DateMention) -> tuple[str, ...]:
    """Where a mention ends a short range of years, the terms of those between its ends."""
    if (
        not len(mention.since) == len(mention.iso) == 4
        or int(mention.iso) - int(mention.since) > _LONGEST_RANGE
    ):
        return ()
    kind = _FISCAL if mention.fiscal else ""
    return tuple(f"{kind}{year:04d}" for year in range(int(mention.since) + 1, int(mention.iso)))


def year_span(text: str) -> tuple[int | None, int | None] | None:
    """First and last year of an expression that means whole years (平成19年から21年, 2013年以降, 1990年代), or None."""
    written = "".join(unicodedata.normalize("NFKC", text).split())
    if single := era_years(written):
        return single
    if match := re.fullmatch(_OPEN, written):
        inner = year_span(match[1])
        if inner is None:
            return None
        return (inner[0], None) if match[2] in ("以降", "以後", "から") else (None, inner[1])
    for candidate in (written, f"{written}年"):
        found = find_time_expressions(candidate)
        if found and found[0].is_whole(candidate):
            years = _years(found[0])
            # A year of an era by itself is one that the era had (`era_years`); beside a Western one it needn't be.
            return None if years and years[0] == years[1] and "(" not in written else years
    return None


def _is_over(text: str, at: int) -> bool:
    """Whether nothing comes after a date but the day of the week."""
    return not text[after_weekday(plain(text), at) :].strip()


def _whole(text: str) -> TimeExpression | None:
    folded = unicodedata.normalize("NFKC", text.strip()).removeprefix("西暦")
    iso = None
    if re.fullmatch(_YEAR, folded):
        iso = folded if _EARLIEST <= int(folded) <= _LATEST else None
    elif match := re.fullmatch(_MONTH, folded):
        iso = iso_date(int(match[1]), match[2])
    elif re.fullmatch(_ERA_YEAR, folded) and (years := era_years(folded)):
        iso = iso_date(years[0])
    return TimeExpression(0, len(text), iso, (iso,)) if iso else None


def _meaning(term: str) -> str:
    if term.endswith("X"):
        return f"{term[:3]}0..{term[:3]}9"
    return f"FY{term[1:]}" if term.startswith(_FISCAL) else term


def _range(first: TimeExpression, last: TimeExpression) -> TimeExpression:
    """A range from an expression to the one right after it: all that is between its ends."""
    units = _units(first.prefixes[-1], last.prefixes[0], _MOST_UNITS - len(first.prefixes))
    meaning = f"{first.meaning}..{last.meaning}"
    return TimeExpression(first.start, last.end, meaning, (*first.prefixes[:-1], *units))


def _units(first: str, last: str, most: int) -> tuple[str, ...]:
    """The years, months or days from `first` to `last`; of more than `most`, the ends."""
    units = [first]
    while units[-1] < last and len(units) < most:
        units.append(_next(units[-1]))
    return tuple(units) if units[-1] == last else (first, last)


def _next(term: str) -> str:
    if len(term) == 10:
        return (date.fromisoformat(term) + timedelta(days=1)).isoformat()
    if len(term) == 7:
        year, month = int(term[:4]), int(term[5:])
        return f"{year + month // 12:04d}-{month % 12 + 1:02d}"
    kind = _FISCAL if term.startswith(_FISCAL) else ""
    return f"{kind}{int(term.removeprefix(kind)) + 1:04d}"


def _years(found: TimeExpression) -> tuple[int, int] | None:
    terms = [prefix.removeprefix(_FISCAL) for prefix in found.prefixes]
    if any(len(term) > 4 for term in terms):
        return None
    return int(f"{terms[0]:0<4}"), int(f"{terms[-1]:9<4}")
