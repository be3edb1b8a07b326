"""Dates that several cells of a row tell together, or the row above with them: 1923年 | 9月 | 1日, 同年 | 8月."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from fumikura.dates.numerals import number
from fumikura.structure.days import HALF_A_YEAR
from fumikura.structure.meetings import date_of_cell

_NUMBER = r"[0-9０-９一二三四五六七八九十]{1,3}"
_MONTH = rf"(?P<month>{_NUMBER})[ \u3000]?月[ \u3000]*(?P<day>{_NUMBER}[ \u3000]?日)?$"
_OF_YEAR_ABOVE = re.compile(rf"(?P<of>[同翌])[ \u3000]?年[ \u3000]*(?P<rest>{_MONTH})?$")
_MONTH_AND_DAY = re.compile(_MONTH)
_DAY_ALONE = re.compile(rf"{_NUMBER}[ \u3000]?日$")
_AS_ABOVE = ("", "〃", "″", "同上")
_YEAR, _MONTH_OF_DATE = len("2000"), len("2000-01")


def with_whole_dates(
    rows: Iterable[tuple[str, ...]], column: int = 0, turn: int = 1
) -> Iterator[tuple[str, ...]]:
    """The cells of rows, in the `column` of each the date that the cells from there on tell together, in their place
    nothing.

    `turn` is -1 where rows run backwards.
    """
    above = ""  # the last cell that may be a date
    for row in rows:
        before, cells = row[:column], row[column:]
        first, second = (*cells[:2], "", "")[:2]
        if first in _AS_ABOVE or first[0] in "同翌" or _MONTH_AND_DAY.match(second):
            cells = _with_whole_date(cells, date_of_cell(above) or "", turn)
        above = cells[0] if cells and cells[0] not in _AS_ABOVE else above
        yield (*before, *cells)


def _with_whole_date(cells: tuple[str, ...], above: str, turn: int) -> tuple[str, ...]:
    """The cells of a row below the date `above`, "" for none."""
    first, second, third = (*cells[:3], "", "", "")[:3]
    following = _MONTH_AND_DAY.match(second)
    month, year = number(following["month"]) if following else None, ""
    if above and (of_above := _OF_YEAR_ABOVE.match(first)):
        year = str(int(above[:_YEAR]) + (of_above["of"] == "翌"))
        if rest := of_above["rest"]:
            return (f"{year}年{rest}", *cells[1:])
    elif above and first in _AS_ABOVE:
        at = 2 if second in (*_AS_ABOVE, "同月") else 1
        if len(above) >= _MONTH_OF_DATE and _DAY_ALONE.match((second, third)[at - 1]):
            return (f"{above[:_YEAR]}年{int(above[5:7])}月{cells[at]}", *[""] * at, *cells[at + 1 :])
        year = _year_below(above, month, turn) if month else ""
    elif month:
        year = date_of_cell(first) or ""
    if len(year) != _YEAR:
        return cells
    if following is None:
        return (f"{year}年", *cells[1:])
    if following["day"] is None and _DAY_ALONE.match(third):
        return (f"{year}年{second}{third}", "", "", *cells[3:])
    return (f"{year}年{second}", "", *cells[2:])


def _year_below(above: str, month: int, turn: int) -> str:
    """The year of a month in a row below a date: the next one, in the order of the rows, where half a year is between."""
    before = int(above[5:7] or month)
    return str(int(above[:_YEAR]) + (turn if turn * (before - month) >= HALF_A_YEAR else 0))
