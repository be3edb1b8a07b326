"""Days: the date of sections that a day heads, and of entries that begin with one (diaries, logs, chronologies).

A day without its month or year is of the month and the year that were named before it, by a day or by a heading, the
document's own at first. Where days run forwards a month smaller than the one before is of the next year; where they run
backwards, the latest first, a greater one is of the year before.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from copy import copy
from itertools import pairwise

from fumikura.blocks import Block, Form
from fumikura.dates import find_dates, first_date, parse_date
from fumikura.dates.numerals import iso_date, number
from fumikura.numbering import read_mark, without_age
from fumikura.structure.short_years import read_short_year, read_span_of_years

_NAME_OF_DAY = (
    r"(?:[月火水木金土日](?:曜日?)?(?:[・、]\s?(?:祝日?|休日))?|(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)\.?)"
)
_WEEKDAY = rf"[（(\[［【]?\s?{_NAME_OF_DAY}\s?[）)\]］】]?"
_REST = re.compile(
    rf"(?:付け?)?(?:[\s\u3000]*{_WEEKDAY}(?![ぁ-んァ-ヶ一-龠]))?(?:[\s\u3000、,，:：・（(|｜].{{0,20}})?$"
)
_ENTRY_REST = re.compile(
    rf"[\s\u3000]*(?:{_WEEKDAY}(?=[\s\u3000。、,，:：「】\]］）)]|$)|[：:。{{｛】\]］）)]|[-－–—―]\s|(?<=[\s\u3000])|$)"
)
_KANJI = "〇一二三四五六七八九十"
_NUMBER = rf"[0-9０-９{_KANJI}]{{1,3}}"
_PARTIAL = re.compile(
    rf"(?:(?P<month>{_NUMBER})\s?月)?(?:\s?(?P<day>{_NUMBER})\s?日)?(?=[^間目前後ごぶ月日時]|$)"
)
_SHORT = re.compile(  # 8/9, 01/11（火）, 9（水）
    r"(?:(?P<month>[0-9０-９]{1,2})[/／・](?P<day>[0-9０-９]{1,2})(?=[\s\u3000（(\[［【】］\]）):：、,，\-－~〜～]|$)"
    r"|(?P<alone>[0-9０-９]{1,2})(?=\s?[（(][月火水木金土日](?:曜日?)?[）)]))"
)
_ERA = re.compile(rf"\D{{2}}[ \u3000]*(?P<n>[0-9０-９]{{1,2}}|[{_KANJI}元]{{1,3}})[ \u3000]*年")
_YEAR_OF_ERA = re.compile(
    rf"(?P<n>[0-9０-９]{{1,2}}|[{_KANJI}]{{1,3}})[ \u3000]?年(?![間度代目前後ごぶ])"
    rf"(?:[ \u3000]*(?P<month>{_NUMBER})[ \u3000]?月)?(?:[ \u3000]*(?P<day>{_NUMBER})[ \u3000]?日)?"
)
_YEAR_FIRST = re.compile(
    rf"(?:[12][0-9]{{3}}|(?:明治|大正|昭和|平成|令和)[ \u3000]?(?:[0-9０-９]{{1,2}}|[{_KANJI}元]{{1,3}}))"
    r"[ \u3000]?[年./．]"
)
_LONGEST_ERA = 64  # years
_IN_BRACKETS = re.compile(r"[（(]([^（）()]{2,16})[）)]")
_DAY_IN_BRACKETS = re.compile(rf"[（(](?P<month>{_NUMBER})月(?P<day>{_NUMBER})日(?:{_WEEKDAY})?[）)]")
_SIGNS = "・●○◯■□◆◇※▼▽★☆"
_BEFORE = _SIGNS + " \u3000【（(〔［["
_DAY = len("2000-01-01")
_YEAR = len("2000")
_FIRST_OF_FISCAL_YEAR = 4  # April
HALF_A_YEAR = 6  # months, from one day to the next where a year ends between them
FIRST_OF_DATES = frozenset(
    f"0123456789０１２３４５６７８９'’‘{_KANJI}元同翌明大昭平令西㍻㍼㍽㍾㋿MTSHRＭＴＳＨＲJFAOND"
)
_FIRST_OF_DAYS = FIRST_OF_DATES | frozenset("「『")
_BARE_YEAR = re.compile(r"(?:^|[ \u3000（(「『])((?:18|19|20)[0-9]{2})[）)」』]?$")
_WHOLE_YEAR = re.compile(r"(?:この|同じ)年[、，はにもの \u3000]")
_ENTRY_BEGINS = re.compile(r"[0-9０-９]{1,2}月[ \u3000]?[0-9０-９]{1,2}日[ \u3000]+\S")  # of a chronology
_BEHIND_GAP = re.compile(r"日(?:[（(][^（）()]{1,8}[）)])?[ \u3000]+(\S.*)$")
_WEATHER = re.compile(
    r"[月火水木金土日曜祝晴曇雨雪風霧雷快薄小大強夕朝夜昼後時々一のちくもりはれあめゆき、，・/／→〜～℃度0-9０-９.\-−\s（）()]+$"
)
_OF_YEAR = re.compile("翌年|同年")
_BEHIND_DAY = ("、", "，", "に")  # of a sentence that tells what was then
_ISO = re.compile(r"\d{4}(?:-\d\d){0,2}$")
_LINES = frozenset({Form.LABEL, Form.BULLET, Form.NUMBERED, Form.CAPTION})
_TOLD = frozenset({Form.TEXT, Form.BULLET, Form.NUMBERED, Form.TABLE})
_HEADS = frozenset({Form.LABEL, Form.HEADING})
_MOST_HEADINGS = 3  # the last of which is what was told
_LONGEST_DAY = 40  # code points of a line that is a day, its weather and the like
_LONGEST_HEAD_OF_LETTER = 100  # behind a sign
_REACH = 400
_FEWEST_DAYS = 2
_FEWEST_ENTRIES = 3


class Calendar:
    """What day it is while a text is read from its beginning to its end.

    Its days run `backwards` or not, and its years may have two figures (`short_years`).
    """

    def __init__(self, date: str, *, backwards: bool = False, short_years: bool = False) -> None:
        self._year: int | None = None
        self._month: int | None = None
        self._named = self._fiscal = self._of_one_year = False
        self._before_era: int | None = None  # the year before the first of the era that was named last
        self._backwards, self._short_years = backwards, short_years
        self._own = date  # below it stands what was before as well as what came after
        if _ISO.match(date):
            self._year, self._month = int(date[:4]), int(date[5:7]) if len(date) >= 7 else None
        else:
            self.see(date)

    def see(self, text: str) -> None:
        """Keep in mind the first date that a text names, while nothing else is."""
        first = first_date(text[:_REACH]) if self._year is None else None
        if first is not None:
            self._keep(first.iso)
            self._named = False

    def read(self, text: str) -> tuple[str, int] | None:
        """The date that `text` begins with, and where it ends there; it is kept in mind for those that follow."""
        if (alone := _BARE_YEAR.match(text)) and (self._year is not None or len(text) == _YEAR):
            self._keep(alone[1])
            return alone[1], alone.end()
        if self._short_years and (short := read_short_year(text, self._year) or read_span_of_years(text)):
            self._keep(short[0])
            return short
        if self._year is not None and (of_year := _OF_YEAR.match(text)) and text[of_year.end() :]:
            named = _month_and_day(text[of_year.end() :])
            iso = (
                iso_date(self._year + (of_year[0] == "翌年"), named[0], named[1])
                if named and named[0]
                else None
            )
            if iso is None or named is None:
                return None
            self._keep(iso)
            return iso, of_year.end() + named[2]
        first = first_date(text[:40])
        if first is not None and text[: first.start].strip() in ("", first.iso[:4]):  # 1989 平成元年8月10日
            self._keep(first.iso)
            self._keep_era(text[: first.end])
            again = _IN_BRACKETS.match(text, first.end)  # 一九〇三年（明治三十六年）
            same = again is not None and parse_date(again[1]) == first.iso
            return first.iso, again.end() if again and same else first.end
        if (of_era := self._year_of_era(text)) is not None:
            return of_era
        if (read := _month_and_day(text)) is None or self._year is None:
            return None
        month, day, end = read
        iso = iso_date(self._year_of(month), month or self._month, day) if month or self._month else None
        if iso is None:
            return None
        self._keep(iso)
        return iso, end

    def _keep_era(self, text: str) -> None:
        """Keep in mind in which era the year is counted that a text names: 昭和20年, 1945年（昭和20年）."""
        named = _ERA.search(text)
        counted = number(named["n"]) if named else None
        if counted is not None and self._year is not None:
            self._before_era = self._year - counted

    def _year_of_era(self, text: str) -> tuple[str, int] | None:
        """The date of a text that begins with a year of the era above: 21年 3月."""
        match = _YEAR_OF_ERA.match(text)
        counted = number(match["n"]) if match else None
        if match is None or counted is None or self._before_era is None or self._year is None:
            return None
        year = self._before_era + counted
        if not 0 <= year - self._year <= _LONGEST_ERA:
            return None
        month, day = (number(match[name]) if match[name] else None for name in ("month", "day"))
        iso = iso_date(year, month, day)
        if iso is None:
            return None
        self._keep(iso)
        return iso, match.end()

    def note(self, text: str) -> None:
        """Keep in mind the only year or month that a heading names: 2010年のできごと."""
        named = {mention.iso for mention in find_dates(text)}
        if len(named) == 1 and len(iso := named.pop()) < _DAY:
            self._keep(iso)
            self._named, self._fiscal = False, "年度" in text
            self._of_one_year = self._of_one_year and not self._fiscal

    def _year_of(self, month: int | None) -> int:
        """The year of a month that is named without one, or of the month before where none is named."""
        assert self._year is not None
        if month and self._named and self._month and not self._of_one_year:
            later, earlier = month < self._month, month > self._month
            return self._year - earlier if self._backwards else self._year + later
        return self._year + bool(month and self._fiscal and month < _FIRST_OF_FISCAL_YEAR)

    def heading(self, text: str) -> str:
        """The date of a heading that is a day, a month or a year and little else; "" for any other."""
        bare = text.lstrip(_BEFORE)
        found = self.read(bare)
        rest = bare[found[1] :].rstrip("】）)〕］]") if found else ""
        short = found is not None and len(found[0]) < _DAY
        whole = without_age(rest).strip(_SIGNS) == "" if short else _REST.match(rest)
        if found and not short and text[:1] in _SIGNS and rest[:1] in (" ", "\u3000"):
            whole = whole or _YEAR_FIRST.match(
                bare
            )  # with what else the head of a letter says: ●…年…月…日　…宛
        return found[0] if found and whole else ""

    def in_brackets(self, text: str) -> str:
        """The day that a heading of something else has in brackets: 視察の記録（10月3日）; "" where it has none."""
        found = _DAY_IN_BRACKETS.search(text)
        month, day = (number(found[name]) for name in ("month", "day")) if found else (None, None)
        if self._year is None or month is None:
            return ""
        before = not self._named and self._month is not None and month - self._month >= HALF_A_YEAR
        return iso_date(self._year_of(month) - before, month, day) or ""

    def _keep(self, iso: str) -> None:
        same = self._of_one_year and self._year == int(iso[:4])
        self._year, self._named = int(iso[:4]), iso != self._own
        self._of_one_year = same or len(iso) == len("2000")  # a year that heads days has all of them
        if len(iso) >= 7:
            self._month = int(iso[5:7])
        elif len(iso) == 4:
            self._month = None


def _month_and_day(text: str) -> tuple[int | None, int | None, int] | None:
    """The month and the day that a text begins with, one of them or both, and where they end."""
    match = _SHORT.match(text) or _PARTIAL.match(text)
    parts = match.groupdict() if match else {}
    month, day = parts.get("month"), parts.get("day") or parts.get("alone")
    if match is None or not (month or day) or (month and number(month) is None):
        return None
    return number(month) if month else None, number(day) if day else None, match.end()


def year_at_end(title: str) -> str:
    """The year that a title ends with, as those of diaries do (… 2021), or the title, which may name one otherwise."""
    match = _BARE_YEAR.search(title)
    return match[1] if match else title


def run_backwards(texts: Iterable[str]) -> bool:
    """Whether the days with which texts begin run from the latest to the first, as in logs."""
    days: list[tuple[int, int]] = []
    for text in texts:
        bare = text[:_LONGEST_DAY].lstrip(_BEFORE + "-")
        if bare[:1] not in FIRST_OF_DATES:
            continue
        calendar = Calendar("2000")  # of which no more than month and day is wanted
        read = calendar.read(bare)
        if read is not None and len(read[0]) == _DAY:
            days.append((int(read[0][5:7]), int(read[0][8:])))
    forwards = backwards = near = 0
    for one, other in pairwise(days):
        far = abs(one[0] - other[0]) >= HALF_A_YEAR  # from December to January is forwards
        forwards += (one < other) != far
        backwards += (one > other) != far
        near += not far
    return backwards > forwards and near > 0


def day_headings(blocks: Sequence[Block], calendar: Calendar) -> dict[int, str]:
    """The short lines that are days, where at least two of them have something below, by their indexes: as "day".

    A line right above a day may be its "month", and one above that its "year". Where none is a day, those that are years
    are, as in the story of a life.
    """
    found: dict[int, str] = {}
    years: dict[int, str] = {}
    parts: dict[int, str] = {}
    seen = 0  # how many of the blocks the calendar knows
    for index, block in enumerate(blocks):
        longest = _LONGEST_HEAD_OF_LETTER if block.form is Form.BULLET else _LONGEST_DAY
        if len(block.text) > longest or "。" in block.text or block.form in (Form.TEXT, Form.TABLE):
            continue
        if block.text.lstrip(_BEFORE)[:1] not in _FIRST_OF_DAYS and first_date(block.text) is None:
            continue
        while seen < index and not found:
            calendar.see(blocks[seen].text)
            seen += 1
        day = calendar.heading(block.text)
        if len(day) == _DAY and block.form in _LINES:
            found[index] = day
        elif day and len(day) < _DAY and block.form in (Form.LABEL, Form.CAPTION):
            parts[index] = "year" if len(day) == _YEAR else "month"
            if len(day) == _YEAR and _stands_out(blocks, index):
                years[index] = day
        elif not day:
            calendar.note(block.text)
    days = found or years
    dated = parts.keys() | found.keys() if found else years.keys()
    several = len(days) >= _FEWEST_ENTRIES
    headed = [
        index
        for index in days
        if _heads_what_was_told(blocks, index, dated) or (several and _heads_labels(blocks, index, dated))
    ]
    enough = len({days[index] for index in headed}) >= _FEWEST_DAYS and 2 * len(headed) > len(days)
    headings = {index: "day" for index in days if enough and index >= headed[0]}
    headings |= dict.fromkeys(_of_years_alike(blocks, headings), "day")
    for index in sorted(headings) if found else ():
        above = index - 1
        while above in parts and parts[above] != headings[above + 1]:
            headings[above] = parts[above]
            above -= 1
    return headings


def _of_years_alike(blocks: Sequence[Block], days: Collection[int]) -> list[int]:
    """The lines behind the sign that days have which name no more than a year, as of a letter: ●昭和十三年頃　…宛."""
    signs = {blocks[index].text[0] for index in days if blocks[index].form is Form.BULLET}
    alike = [i for i, b in enumerate(blocks) if signs and b.form is Form.BULLET and b.text[0] in signs]
    return [
        i
        for i in alike
        if i not in days
        and i > min(days)
        and _YEAR_FIRST.match(blocks[i].text.lstrip(_BEFORE))
        and _heads_what_was_told(blocks, i, alike)
    ]


def _stands_out(blocks: Sequence[Block], index: int) -> bool:
    """Whether a line stands apart from what is above, or what is below is set in."""
    below = blocks[index + 1] if index + 1 < len(blocks) else blocks[index]
    return blocks[index].gap > 0 or below.indent > blocks[index].indent


def _heads_what_was_told(blocks: Sequence[Block], index: int, days: Collection[int]) -> bool:
    """Whether something stands below a day, under headings of its own or not; the next of a list of days is nothing."""
    below = next((i for i in range(index + 1, len(blocks)) if blocks[i].form not in _HEADS or i in days), -1)
    if not 0 < below - index <= _MOST_HEADINGS or below in days or blocks[below].form not in _TOLD:
        return False
    if _ENTRY_BEGINS.match(blocks[index].text) and _ENTRY_BEGINS.match(blocks[below].text):
        return False
    return blocks[index].form is not Form.BULLET or blocks[below].text[:1] != blocks[index].text[:1]


def _heads_labels(blocks: Sequence[Block], index: int, days: Collection[int]) -> bool:
    """Whether a short line that is no day stands right below a day on a line of its own, as in chronologies."""
    below = blocks[index + 1] if index + 1 < len(blocks) else None
    if below is None or index + 1 in days or below.gap:
        return False
    told = _BEHIND_GAP.search(blocks[index].text)
    if told and not _WEATHER.match(told[1]):  # the line itself tells what was on that day
        return False
    return blocks[index].form is Form.LABEL and below.form in _LINES


def day_in_year(text: str, year: str) -> str:
    """The month or day with which a paragraph about a year begins (4月、… , 同年5月3日に…), or ""."""
    of_year = _OF_YEAR.match(text)
    bare = text[of_year.end() if of_year else 0 :]
    number_of_year = int(year) + bool(of_year and of_year[0] == "翌年")
    if of_year and of_year[0] == "翌年" and bare[:1] in _BEHIND_DAY:
        return iso_date(number_of_year) or ""
    read = _month_and_day(bare[:_LONGEST_DAY]) if bare[:1] in FIRST_OF_DATES else None
    if read is None or read[0] is None or bare[read[2] : read[2] + 1] not in _BEHIND_DAY:
        return ""
    return iso_date(number_of_year, read[0], read[1]) or ""


def is_of_whole_year(text: str) -> bool:
    """Whether a paragraph tells of the year that it stands under, and not of the month above it: この年、…."""
    return _WHOLE_YEAR.match(text) is not None


def _items_of_days(blocks: Sequence[Block]) -> dict[int, str]:
    """Items without signs or numbers, where all of one kind begin with a year: a chronology (☆1950年6月…, 3 昭和…)."""
    found: dict[str, dict[int, str]] = {}
    for index, block in enumerate(blocks):
        if block.form is Form.BULLET and block.text[0] in _SIGNS:
            found.setdefault(block.text[0], {})[index] = block.text.lstrip(_BEFORE)
        elif block.form is Form.NUMBERED and (mark := read_mark(block.text)):
            found.setdefault(mark.family, {})[index] = block.text[mark.length :].lstrip()
    return {
        index: text
        for items in found.values()
        if len(items) >= _FEWEST_ENTRIES and _all_begin_with_years(tuple(items.values()))
        for index, text in items.items()
    }


def _all_begin_with_years(texts: Sequence[str]) -> bool:
    """Whether each text begins with a year, those behind the first with 同年 or 翌年 instead if they like."""
    named = [_YEAR_FIRST.match(text) is not None for text in texts]
    return named[0] and all(own or _OF_YEAR.match(text) for own, text in zip(named, texts, strict=True))


def entry_days(blocks: Sequence[Block], calendar: Calendar) -> dict[int, str]:
    """The dates of blocks that begin with one, where at least two do; each entry goes on until the next."""
    found: dict[int, str] = {}
    items = _items_of_days(blocks)
    for index, block in enumerate(blocks):
        if block.form in _HEADS and not calendar.heading(block.text):
            calendar.note(block.text)
        if block.form not in (Form.TEXT, Form.BULLET, Form.LABEL, Form.NUMBERED):
            continue
        bare = items.get(index) or block.text.lstrip(_BEFORE + "-")
        if bare[:1] not in FIRST_OF_DATES:
            continue
        told = copy(calendar)
        day = told.read(bare)
        entry = day is not None and (index in items or _ENTRY_REST.match(bare, day[1]) is not None)
        if day is not None and entry:
            found[index] = day[0]
        if entry or _YEAR_FIRST.match(bare):  # the day of a sentence has nothing to do with those of entries
            calendar = told
    short = [day for index, day in found.items() if _SHORT.match(blocks[index].text.lstrip(_BEFORE + "-"))]
    if short not in (sorted(short), sorted(short, reverse=True)):  # fractions, or numbers of something else
        return {}
    texts = sum(blocks[index].form is Form.TEXT for index in found)
    return found if len(found) >= _FEWEST_ENTRIES or texts >= _FEWEST_DAYS else {}
