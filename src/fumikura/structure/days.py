"""Days: the date of sections that a day heads, and of entries that begin with one (diaries, logs, chronologies).

A day without its month or year is of the month and the year that were named before it, the document's own at first; a
month smaller than the one before is of the next year.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from fumikura.blocks import Block, Form
from fumikura.dates import find_dates
from fumikura.dates.numerals import iso_date, number

_WEEKDAY = r"[（(\[［【]?\s?[月火水木金土日](?:曜日?)?(?:[・、]\s?(?:祝日?|休日))?\s?[）)\]］】]?"
_REST = re.compile(
    rf"(?:[\s\u3000]*{_WEEKDAY}(?![ぁ-んァ-ヶ一-龠]))?(?:[\s\u3000、,，:：・（(|｜].{{0,20}})?$"
)
_ENTRY_REST = re.compile(
    rf"(?:[\s\u3000]*{_WEEKDAY}(?=[\s\u3000。、,，:：「]|$)|[\s\u3000]*[：:。{{｛]|[\s\u3000]+|$)"
)
_KANJI = "〇一二三四五六七八九十"
_NUMBER = rf"[0-9０-９{_KANJI}]{{1,3}}"
_PARTIAL = re.compile(
    rf"(?:(?P<month>{_NUMBER})\s?月)?(?:\s?(?P<day>{_NUMBER})\s?日)?(?=[^間目前後ごぶ月日時]|$)"
)
_SIGNS = "・●○◯■□◆◇※"
_FIRST_OF_DATES = frozenset(
    f"0123456789０１２３４５６７８９{_KANJI}元明大昭平令西㍻㍼㍽㍾㋿MTSHRＭＴＳＨＲJFAOND"
)
_ISO = re.compile(r"\d{4}(?:-\d\d){0,2}$")
_LINES = frozenset({Form.LABEL, Form.BULLET, Form.NUMBERED, Form.CAPTION})
_TOLD = frozenset({Form.TEXT, Form.BULLET, Form.NUMBERED, Form.TABLE})
_LONGEST_DAY = 40  # code points of a line that is a day, its weather and the like
_REACH = 400
_FEWEST_DAYS = 2
_FEWEST_ENTRIES = 3


class Calendar:
    """What day it is while a text is read from its beginning to its end."""

    def __init__(self, date: str) -> None:
        self._year: int | None = None
        self._month: int | None = None
        self._named = False
        if _ISO.match(date):
            self._year, self._month = int(date[:4]), int(date[5:7]) if len(date) >= 7 else None
        else:
            self.see(date)

    def see(self, text: str) -> None:
        """Keep in mind the first date that a text names, while nothing else is."""
        first = next(iter(find_dates(text[:_REACH])), None) if self._year is None else None
        if first is not None:
            self._keep(first.iso)
            self._named = False

    def read(self, text: str) -> tuple[str, int] | None:
        """The date that `text` begins with, and where it ends there; it is kept in mind for those that follow."""
        first = next(iter(find_dates(text[:40])), None)
        if first is not None and first.start == 0:
            self._keep(first.iso)
            return first.iso, first.end
        match = _PARTIAL.match(text)
        if match is None or not (match["month"] or match["day"]) or self._year is None:
            return None
        month = number(match["month"]) if match["month"] else self._month
        day = number(match["day"]) if match["day"] else None
        later = bool(match["month"] and month and self._named and self._month and month < self._month)
        iso = iso_date(self._year + later, month, day) if month is not None else None
        if iso is None:
            return None
        self._keep(iso)
        return iso, match.end()

    def heading(self, text: str) -> str:
        """The date of a heading that is a day, a month or a year and little else; "" for any other."""
        found = self.read(text.lstrip(_SIGNS + " \u3000【（(〔"))
        bare = text.lstrip(_SIGNS + " \u3000【（(〔")
        rest = bare[found[1] :].rstrip("】）)〕") if found else ""
        whole = not rest.strip() if found and len(found[0]) < len("2000-01-01") else _REST.match(rest)
        return found[0] if found and whole else ""

    def _keep(self, iso: str) -> None:
        self._year, self._named = int(iso[:4]), True
        if len(iso) >= 7:
            self._month = int(iso[5:7])
        elif len(iso) == 4:
            self._month = None


def day_headings(blocks: Sequence[Block], calendar: Calendar) -> frozenset[int]:
    """Indexes of the short lines that are days, where at least two of them have something below."""
    found: dict[int, str] = {}
    for index, block in enumerate(blocks):
        if index and not found:
            calendar.see(blocks[index - 1].text)
        bare = block.text.lstrip(_SIGNS + " \u3000")
        if block.form not in _LINES or len(block.text) > _LONGEST_DAY or bare[:1] not in _FIRST_OF_DATES:
            continue
        day = calendar.heading(block.text) if "。" not in block.text else ""
        if len(day) == len("2000-01-01"):
            found[index] = day
    headed = [day for index, day in found.items() if _heads_what_was_told(blocks, index)]
    return frozenset(found if len(set(headed)) >= _FEWEST_DAYS and 2 * len(headed) > len(found) else ())


def _heads_what_was_told(blocks: Sequence[Block], index: int) -> bool:
    """Whether something stands below a day, and not the next of a list of days."""
    below = [block.form for block in blocks[index + 1 : index + 3]]
    if not _TOLD.intersection(
        below if below[:1] == [Form.LABEL] else below[:1]
    ):  # a heading may stand between
        return False
    same_list = blocks[index].form is Form.BULLET and blocks[index + 1].text[:1] == blocks[index].text[:1]
    return not same_list


def entry_days(blocks: Sequence[Block], calendar: Calendar) -> dict[int, str]:
    """The dates of blocks that begin with one, where at least two do; each entry goes on until the next."""
    found: dict[int, str] = {}
    for index, block in enumerate(blocks):
        if block.form not in (Form.TEXT, Form.BULLET, Form.LABEL, Form.NUMBERED):
            continue
        bare = block.text.lstrip(_SIGNS + "- \u3000")
        if bare[:1] not in _FIRST_OF_DATES:
            continue
        day = calendar.read(bare)
        if day is not None and _ENTRY_REST.match(bare, day[1]):
            found[index] = day[0]
    told = sum(blocks[index].form is Form.TEXT for index in found)
    return found if len(found) >= _FEWEST_ENTRIES or told >= _FEWEST_DAYS else {}
