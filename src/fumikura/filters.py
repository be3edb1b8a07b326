"""Filter values as people write them, turned into the frozen `Filters` that the index takes.

Both the command line and the Python API come through here, so that a year, a date or the name of a meeting
means the same to both, and a value that means nothing is an error and never "0 hits".
"""

from __future__ import annotations

import datetime
import re
import unicodedata
from collections.abc import Collection, Iterable, Mapping
from typing import Any, TypeAlias

from fumikura.dates import era_years, parse_date, year_span
from fumikura.engines.protocol import Filters
from fumikura.errors import FilterError
from fumikura.vocabulary import DOC_TYPES, KINDS, MEETINGS, SIDES, canonical

__all__ = ["YearRange", "check_documents", "make_filters", "parse_years"]

YearRange: TypeAlias = tuple[int | None, int | None]
"""First and last year, both included; None leaves that side open."""

_YEAR_REMEDY = "Write a year (2013, 平成25), an era (令和), or a range (2007..2014, ..2014, 平成19..)."
_DATE_REMEDY = "Write a day, a month or a year: 2013-10-03, 2013-10, 2013, 平成25年10月3日."
# Two dots, or what stands for "to" between two years. One dash only: a second one would be a date.
_RANGE = r"(?P<first>[^.]*?)(?:\.{2,3}|[-~\u2010-\u2015\u2212\u301c])(?P<last>[^.]*)"


def make_filters(
    *,
    year: Any = None,
    date_from: Any = None,
    date_to: Any = None,
    meeting: Any = None,
    doc_type: Any = None,
    side: Any = None,
    document: Any = None,
    kind: Any = None,
) -> Filters:
    """The filters that these values mean; what is None or an empty list restricts nothing.

    A value stands alone, or in a list of which one must hold. `year` also takes a range: a tuple of two,
    either of them None. The others take the codes of `vocabulary` and the names people use for them.
    `date_from` and `date_to` become the first and the last day that they mean (`date_to="2013"` is through
    2013-12-31). Raises FilterError, which lists what is valid.
    """
    first, last = _day(date_from, "from", last=False), _day(date_to, "to", last=True)
    if first and last and first > last:
        raise FilterError(f"The dates are the wrong way round: from {first} to {last}.", "Exchange them.")
    return Filters(
        years=tuple(_years(value) for value in _listed(year, ranges=True)),
        date_from=first,
        date_to=last,
        meetings=_codes(meeting, "meeting", MEETINGS),
        doc_types=_codes(doc_type, "type", DOC_TYPES),
        sides=_codes(side, "side", SIDES),
        documents=frozenset(_document(value) for value in _listed(document)),
        kinds=_codes(kind, "kind", KINDS),
    )


def parse_years(text: str) -> YearRange:
    """First and last year of `2013`, `平成25`, `令和`, `2007..2014`, `2007-2014`, `..2014`, `2007..`, `平成19年から21年`.

    Raises FilterError for what is no year, and for a range that ends before it begins.
    """
    plain = "".join(unicodedata.normalize("NFKC", text).split())
    single = era_years(plain)
    if single:
        return single
    match = re.fullmatch(_RANGE, plain)
    if not match or not all(not side or era_years(side) for side in match.groups()):
        span = year_span(plain)
        if span:
            return _range(*span)
    if not match or not (match["first"] or match["last"]):
        raise FilterError(f"{_shown(text)} is no year.", _YEAR_REMEDY)
    first, last = (era_years(side) if side else None for side in (match["first"], match["last"]))
    if (match["first"] and not first) or (match["last"] and not last):
        raise FilterError(f"{_shown(text)} is no range of years.", _YEAR_REMEDY)
    return _range(first[0] if first else None, last[1] if last else None)


def check_documents(filters: Filters, known: Collection[str]) -> None:
    """Raise FilterError where `filters` names a document that is not among `known`, with ids near it."""
    for wanted in sorted(filters.documents):
        if wanted not in known:
            import difflib  # imported here, as no search that succeeds needs it

            near = difflib.get_close_matches(wanted, known, n=5, cutoff=0.3) or sorted(known)[:10]
            raise FilterError(
                f"There is no document {_shown(wanted)}.", f"Ids that are there: {', '.join(near)}."
            )


def _listed(value: Any, *, ranges: bool = False) -> list[Any]:
    """`value` as a list; None is an empty one. A tuple is one value where it can be a range."""
    if value is None:
        return []
    if (
        isinstance(value, (str, bytes))
        or not isinstance(value, Iterable)
        or (ranges and isinstance(value, tuple))
    ):
        return [value]
    return list(value)


def _years(value: Any) -> YearRange:
    if isinstance(value, tuple):
        if len(value) != 2 or value == (None, None):
            raise FilterError(
                f"{_shown(value)} is no range of years: it has {len(value)} parts.", "Give (first, last)."
            )
        ends = [None if end is None else _years(end) for end in value]
        return _range(ends[0][0] if ends[0] else None, ends[1][1] if ends[1] else None)
    if isinstance(value, int) and not isinstance(value, bool) and 1 <= value <= 9999:
        return value, value
    if isinstance(value, str):
        return parse_years(value)
    raise FilterError(f"{_shown(value)} is no year.", _YEAR_REMEDY)


def _range(first: int | None, last: int | None) -> YearRange:
    if first is not None and last is not None and first > last:
        raise FilterError(
            f"The years are the wrong way round: {first}..{last}.",
            f"Write {last}..{first}, if that is what you mean.",
        )
    return first, last


def _day(value: Any, name: str, *, last: bool) -> str | None:
    """The first or the last day that a date means, as an ISO string."""
    if value is None:
        return None
    if isinstance(value, datetime.date):
        value = value.isoformat()[:10]
    text = str(value) if isinstance(value, int) and not isinstance(value, bool) else value
    if not isinstance(text, str):
        raise FilterError(f"{_shown(value)} is no date (--{name}).", _DATE_REMEDY)
    iso = parse_date(text)
    if iso is None:
        years = era_years(text)
        if years is None:
            raise FilterError(f"{_shown(text)} is no date (--{name}).", _DATE_REMEDY)
        iso = f"{years[1 if last else 0]:04d}"
    from calendar import monthrange  # imported here, as only a filter by date needs it

    year, month, day = (*(int(part) for part in iso.split("-")), 0, 0)[:3]
    month = month or (12 if last else 1)
    day = day or (monthrange(year, month)[1] if last else 1)
    return f"{year:04d}-{month:02d}-{day:02d}"


def _codes(value: Any, name: str, names: Mapping[str, tuple[str, ...]]) -> frozenset[str]:
    return frozenset(_code(item, name, names) for item in _listed(value))


def _code(value: Any, name: str, names: Mapping[str, tuple[str, ...]]) -> str:
    code = canonical(value, names) if isinstance(value, str) else None
    if code is None:
        valid = ", ".join(f"{known} ({aliases[0]})" for known, aliases in names.items())
        raise FilterError(f"There is no {name} {_shown(value)}.", f"Valid: {valid}.")
    return code


def _shown(value: Any) -> str:
    """A value as a message quotes it: a long one is cut."""
    shown = repr(value)
    return shown if len(shown) <= 80 else f"{shown[:77]}…{shown[-1]}"


def _document(value: Any) -> str:
    if not isinstance(value, str) or not value.strip():
        raise FilterError(f"{_shown(value)} is no document id.", "`fumikura info` lists the ids.")
    return value.strip()
