"""Years of two figures, as chronologies have them below a year that is whole: 51年, 51・9, '96.4.17.

They are of the century of the year above; below 99年 comes 01年 of the next.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from fumikura.dates.numerals import iso_date

_D = "0-9０-９"
_WHOLE = re.compile(
    rf"(?P<year>1[6-9]\d\d|20\d\d)(?:(?=[年./．・／])|[〜～~\-－–—―][{_D}]{{1,4}}年?(?=[\s\u3000]))"
)
_SHORT = re.compile(
    rf"(?P<mark>['’‘]?)(?P<year>[{_D}]{{2}})(?:"
    rf"年(?:[ \u3000]*(?P<month>[{_D}]{{1,2}})月(?:[ \u3000]*(?P<day>[{_D}]{{1,2}})日)?)?"
    rf"|(?P<sign>[・./／．])[ \u3000]?(?P<second>[{_D}]{{1,2}})(?:[・./／．][ \u3000]?(?P<third>[{_D}]{{1,2}}))?"
    r")(?=[\s\u3000：:、，（(「]|$)"
)
_ERA = re.compile("明治|大正|昭和|平成|令和|[MTSHR][0-9]")
_SIGNS = "・●○◯■□◆◇※▼▽★☆ \u3000-"
_POINTS = (".", "．")
_FIRST = frozenset("0123456789０１２３４５６７８９'’‘")
_HALF_A_CENTURY = 50
_FEWEST = 2
_MONTHS = 12
_LOOKED_AT = 40


def read_short_year(text: str, above: int | None) -> tuple[str, int] | None:
    """The date that a text begins with whose year has two figures, below a date of the year `above`, and its end."""
    match = _SHORT.match(text) if text[:1] in _FIRST else None
    if match is None or above is None or (match["sign"] in _POINTS and not (match["mark"] or match["third"])):
        return None  # 10.5 is a number
    year = above - above % 100 + int(match["year"])
    if above - year > _HALF_A_CENTURY:
        year += 100
    month, day = match["month"] or match["second"], match["day"] or match["third"]
    iso = iso_date(year, int(month) if month else None, int(day) if day else None)
    return (iso, match.end()) if iso else None


def read_span_of_years(text: str) -> tuple[str, int] | None:
    """The first of the years that a text begins with, and where the last ends: 1894～5　…."""
    match = _WHOLE.match(text) if text[:1] in _FIRST else None
    return (match["year"], match.end()) if match and match.end() > len(match["year"]) else None


def has_short_years(texts: Iterable[str]) -> bool:
    """Whether texts begin with years of two figures, below one that is whole and in order; not with days of months."""
    above = found = 0
    greatest = ""
    for text in texts:
        if text[:1] not in _FIRST and text[:1] not in _SIGNS:
            continue
        bare = text[:_LOOKED_AT].lstrip(_SIGNS)
        if whole := _WHOLE.match(bare):
            above = int(whole["year"])
            if _ERA.search(bare):
                return False
            continue
        match = _SHORT.match(bare) if above else None
        if match is None:
            continue
        read = read_short_year(bare, above)
        if read is None or int(read[0][:4]) < above:
            return False
        above, found = int(read[0][:4]), found + 1
        greatest = max(greatest, "99" if match["sign"] is None or match["mark"] else match["year"])
    return found >= _FEWEST and int(greatest) > _MONTHS
