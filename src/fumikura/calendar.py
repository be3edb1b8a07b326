"""Both calendars: finds dates as Japanese documents write them, and says them in either calendar.

A date is an ISO 8601 string as exact as it was given (`2013`, `2013-10`, `2013-10-03`), because a search for
a year must find its days and a day must not find its year. First days of the eras: 元号を改める政令 and the
edicts before it; Meiji is counted from 1868-01-25 (New Year of the old calendar), as the statutes do.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

__all__ = ["ERAS", "DateMention", "Era", "both_calendars", "era_of", "era_years", "find_dates", "parse_date"]


class Era(NamedTuple):
    """An era: its name, its romanised name, its letter, and its first day."""

    name: str
    english: str
    letter: str
    first_day: date


ERAS: tuple[Era, ...] = (
    Era("明治", "Meiji", "M", date(1868, 1, 25)),
    Era("大正", "Taisho", "T", date(1912, 7, 30)),
    Era("昭和", "Showa", "S", date(1926, 12, 25)),
    Era("平成", "Heisei", "H", date(1989, 1, 8)),
    Era("令和", "Reiwa", "R", date(2019, 5, 1)),
)

OPEN_END = 9999


@dataclass(frozen=True, slots=True)
class DateMention:
    """A date in a text: `iso` and where it stands, `[start, end)` in code points.

    `whole` is False where the year was not written and came from the context (5月1日).
    """

    iso: str
    start: int
    end: int
    whole: bool


_KANJI_DIGITS = {c: i for i, c in enumerate("〇一二三四五六七八九")} | {"零": 0, "元": 1}
_DIGITS = r"[0-9０-９]"
_NUMBER = rf"(?:{_DIGITS}{{1,4}}|[〇零一二三四五六七八九十]{{1,4}}|元)"
_ERA = "|".join(era.name for era in ERAS)
_SPACE = r"[ \u3000]?"
_MONTH_DAY = (
    rf"(?:(?:の)?{_SPACE}(?P<month>{_DIGITS}{{1,2}}|[一二三四五六七八九十]{{1,2}}){_SPACE}月"
    rf"(?:{_SPACE}(?P<day>{_DIGITS}{{1,2}}|[一二三四五六七八九十]{{1,3}}){_SPACE}日)?)?"
)
# The year in one of the ways of writing it; each ends in 年.
_YEAR_FORMS = (
    # 13（平成25）年, 14（同26）年, 13（同25年）, 昭和35(1960)年, 1991（平成 3）年
    rf"(?P<western>{_DIGITS}{{4}}|{_DIGITS}{{2}}){_SPACE}[（(]{_SPACE}(?P<era1>{_ERA}|同){_SPACE}(?P<n1>{_NUMBER})"
    rf"{_SPACE}(?:[）)]{_SPACE}年|年{_SPACE}[）)])",
    rf"(?P<era2>{_ERA}){_SPACE}(?P<n2>{_NUMBER}){_SPACE}年?{_SPACE}[（(]{_SPACE}(?P<western2>{_DIGITS}{{4}})"
    rf"{_SPACE}年?{_SPACE}[）)]{_SPACE}年?",
    rf"(?P<western3>{_DIGITS}{{4}}){_SPACE}年{_SPACE}[（(]{_SPACE}(?P<era3>{_ERA}){_SPACE}(?P<n3>{_NUMBER}){_SPACE}年?{_SPACE}[）)]",
    rf"(?P<era4>{_ERA}){_SPACE}(?P<n4>{_NUMBER}){_SPACE}年",
    rf"(?<!{_DIGITS})(?P<western5>{_DIGITS}{{4}}){_SPACE}年(?!間)",
    r"(?P<western6>[一二][〇零一二三四五六七八九]{3})年(?!間)",
)
_YEAR_RES = tuple(re.compile(f"(?:{form}){_MONTH_DAY}") for form in _YEAR_FORMS)
_NUMERIC = re.compile(
    rf"(?<!{_DIGITS})(?P<y>{_DIGITS}{{4}}){_SPACE}(?P<sep>[/／.．\-－])(?P<m>{_DIGITS}{{1,2}})"
    rf"(?:(?P=sep)(?P<d>{_DIGITS}{{1,2}}))(?!{_DIGITS})"
)
_NUMERIC_MONTH = re.compile(rf"(?P<y>{_DIGITS}{{4}})[/／\-－](?P<m>{_DIGITS}{{1,2}})")
_BARE_DAY = re.compile(
    rf"(?<![0-9０-９年])(?P<month>{_DIGITS}{{1,2}}|[一二三四五六七八九十]{{1,2}})月{_SPACE}(?P<day>{_DIGITS}{{1,2}}|[一二三四五六七八九十]{{1,3}})日"
)


def find_dates(text: str, *, year: int | None = None) -> tuple[DateMention, ...]:
    """The dates in `text`, in order, the longest where several begin together.

    `year` is the context for a day without one (5月1日); without it such days are passed over. Numbers that
    make no date (month 13, 14件, 第13海兵) are none.
    """
    found: list[DateMention] = []
    for pattern in _YEAR_RES:
        found += (mention for match in pattern.finditer(text) if (mention := _year_mention(match)))
    found += (mention for match in _NUMERIC.finditer(text) if (mention := _numeric_mention(match)))
    if year is not None:
        found += (mention for match in _BARE_DAY.finditer(text) if (mention := _bare_mention(match, year)))
    return _without_overlaps(found)


def parse_date(text: str) -> str | None:
    """The ISO form of a text that is a date as a whole, in any way of writing it, or None."""
    stripped = text.strip()
    for mention in find_dates(stripped):
        if mention.start == 0 and _only_weekday(stripped[mention.end :]):
            return mention.iso
    plain = unicodedata.normalize("NFKC", stripped)
    if match := _NUMERIC_MONTH.fullmatch(plain):
        return _iso(int(match["y"]), match["m"], None)
    if re.fullmatch(r"\d{4}年?", plain):
        return plain[:4]
    return None


def era_years(text: str) -> tuple[int, int] | None:
    """First and last year that an expression means: 2013, ２０１３年, 平成25, H25, 令和 (2019 to 9999), or None."""
    plain = "".join(unicodedata.normalize("NFKC", text).split()).removesuffix("年度").removesuffix("年")
    if re.fullmatch(r"\d{4}", plain) and int(plain) > 0:
        return int(plain), int(plain)
    for era, following in zip(ERAS, (*ERAS[1:], None), strict=True):
        last = following.first_day.year if following else OPEN_END
        for name in (era.name, era.english.casefold(), era.letter.casefold()):
            rest = plain.casefold().removeprefix(name)
            if rest == plain.casefold():
                continue
            if not rest and name != era.letter.casefold():
                return era.first_day.year, last
            number = _number(rest)
            if number and era.first_day.year + number - 1 <= last:
                return era.first_day.year + number - 1, era.first_day.year + number - 1
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


def _year_mention(match: re.Match[str]) -> DateMention | None:
    groups = match.groupdict()
    western = next((v for k, v in groups.items() if k.startswith("western") and v), None)
    era = next((v for k, v in groups.items() if k.startswith("era") and v), None)
    count = next((v for k, v in groups.items() if k.startswith("n") and v), None)
    year = _resolve_year(western, era, count)
    if year is None:
        return None
    iso = _iso(year, groups["month"], groups["day"])
    if iso is None:  # 平成25年13月 is a year, and something else after it
        end = match.start("month")
        return DateMention(str(year), match.start(), end, True) if end > 0 else None
    return DateMention(iso, match.start(), match.end(), True)


def _resolve_year(western: str | None, era: str | None, count: str | None) -> int | None:
    number = _number(count) if count else None
    if era and era != "同" and number:
        first = next(e.first_day.year for e in ERAS if e.name == era)
        return first + number - 1
    if western is None:
        return None
    year = _number(western)
    if year is None or len(western) != 2:
        return year
    # 14（同26）年: the two years name the same one; take the century in which some era agrees.
    candidates = [century + year for century in (1900, 2000)]
    for candidate in candidates:
        if number and any(
            candidate - e.first_day.year + 1 == number for e in ERAS if candidate >= e.first_day.year
        ):
            return candidate
    return None


def _numeric_mention(match: re.Match[str]) -> DateMention | None:
    year = _number(match["y"])
    iso = _iso(year, match["m"], match["d"]) if year else None
    return DateMention(iso, match.start(), match.end(), True) if iso else None


def _bare_mention(match: re.Match[str], year: int) -> DateMention | None:
    iso = _iso(year, match["month"], match["day"])
    return DateMention(iso, match.start(), match.end(), False) if iso else None


def _iso(year: int, month: str | None, day: str | None) -> str | None:
    if not 1 <= year <= OPEN_END:
        return None
    if month is None:
        return f"{year:04d}"
    m, d = _number(month), _number(day) if day else None
    try:
        date(year, m or 0, d if d is not None else 1)
    except ValueError:
        return None
    return f"{year:04d}-{m:02d}" + (f"-{d:02d}" if d is not None else "")


def _number(text: str) -> int | None:
    """An integer from ASCII, full-width or kanji digits (二十五, 二〇一三, 元), or None."""
    plain = unicodedata.normalize("NFKC", text)
    if plain.isascii() and plain.isdigit():
        return int(plain)
    if "十" in plain:
        tens, _, ones = plain.partition("十")
        if not all(c in _KANJI_DIGITS for c in tens + ones) or len(tens) > 1 or len(ones) > 1:
            return None
        return _KANJI_DIGITS.get(tens, 1) * 10 + _KANJI_DIGITS.get(ones, 0)
    if plain and all(c in _KANJI_DIGITS for c in plain):
        return int("".join(str(_KANJI_DIGITS[c]) for c in plain))
    return None


def _without_overlaps(found: list[DateMention]) -> tuple[DateMention, ...]:
    kept: list[DateMention] = []
    for mention in sorted(found, key=lambda m: (m.start, -(m.end - m.start))):
        if not kept or mention.start >= kept[-1].end:
            kept.append(mention)
    return tuple(kept)


def _only_weekday(rest: str) -> bool:
    return bool(re.fullmatch(r"\s*(?:[（(][月火水木金土日](?:曜日?)?(?:・祝)?[）)])?\s*", rest))
