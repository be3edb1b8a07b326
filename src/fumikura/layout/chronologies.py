"""Chronologies as lines: which lines are rows that begin with a year, a month, a day or a time, and a gap behind it.

A day with its weekday alone, as heads the times of a log, is one too.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from fumikura.layout.shape import Shaped

_NUMBER = r"(?:[0-9０-９]{1,4}|[〇一二三四五六七八九十元]{1,4})"
_SP = r"[ \u3000]{0,3}"
_ASIDE = rf"(?:{_SP}[（(][^（）()]{{1,14}}[）)])?"
_YEAR = rf"(?:明治|大正|昭和|平成|令和|西暦)?{_SP}{_NUMBER}{_SP}年度?{_ASIDE}"
_DATE = (
    rf"(?:{_YEAR}(?:{_SP}{_NUMBER}{_SP}月)?(?:{_SP}{_NUMBER}{_SP}日)?"
    rf"|{_NUMBER}{_SP}月(?:{_SP}{_NUMBER}{_SP}日)?|{_NUMBER}{_SP}日"
    r"|[12][0-9]{3}(?:[.．/／]\s?[0-9]{1,2}){0,2}|[0-9０-９]{1,2}[/／・．.]\s?[0-9０-９]{1,2})"
)
_TIME = r"(?:午[前後])?[0-9０-９]{1,2}(?:[:：][0-9０-９]{2}|時(?:[0-9０-９]{1,2}分|半)?)頃?"
_DAY_ALONE = rf"{_DATE}{_SP}[（(][月火水木金土日](?:曜日?)?(?:[・、]祝日?)?[）)]$"
_ROW = re.compile(
    rf"[☆★・●○◆◇■□※]?{_SP}(?:{_DAY_ALONE}|午[前後]$|(?:{_DATE}[頃春夏秋冬]?{_ASIDE}|{_TIME})"
    r"(?: {2,}|[\u3000\t]+|[ \u3000]?[:：][ \u3000]?|[ \u3000]?[-－–—―…‥]{1,3}[ \u3000]?)(?=[^\s0-9０-９]))"
)
_FIRST = frozenset("0123456789０１２３４５６７８９〇一二三四五六七八九十元明大昭平令西午☆★・●○◆◇■□※")
_FEWEST = 3
_REACH = 6  # lines from one row to the next


def rows_of_days(lines: Sequence[Shaped]) -> frozenset[int]:
    """The lines that are rows of chronologies: several near each other begin so."""
    found: set[int] = set()
    run: list[int] = []
    rows = (i for i, line in enumerate(lines) if line.text[:1] in _FIRST and _ROW.match(line.text))
    for index in (*rows, None):
        if index is not None and (not run or index - run[-1] <= _REACH):
            run.append(index)
            continue
        found.update(run if len(run) >= _FEWEST else ())
        run = [index] if index is not None else []
    return frozenset(found)
