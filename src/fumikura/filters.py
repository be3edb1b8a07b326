"""Turns filter values as people write them into the `Filters` that an engine takes.

The command line and the Python interface both use this, so that a year, a date or the name of a meeting means the same to
both. A value that means nothing is an error, never "0 hits". `fields` has the filters, and how each compares.
"""

from __future__ import annotations

import datetime
import re
import unicodedata
from collections.abc import Callable, Collection, Iterable, Mapping
from typing import Any

from fumikura.dates import era_years, fiscal_year, parse_date, year_span
from fumikura.errors import FilterError
from fumikura.fields import FILTERED, Field, Filter, Filters, YearRange
from fumikura.vocabulary import canonical, fold_name

# Two dots, or one dash between two years; with two dashes it would be a date.
_RANGE = r"(?P<first>[^.]*?)(?:\.{2,3}|[-~\u2010-\u2015\u2212\u301c])(?P<last>[^.]*)"


def make_filters(**given: Any) -> Filters:
    """The filters for these values; the arguments are those of `fields.FILTERED`.

    None and empty lists restrict nothing. Of several values in a list one must hold. `year` also takes a range: a tuple
    of two, either of them None. Fields of a closed vocabulary take its codes and the names people use for them.
    `date_from` and `date_to` become the first and the last day that they mean (`date_to="2013"` is 2013-12-31). Values of
    other fields, which only an index knows, stay as they were written; see `resolve`.

    Raises FilterError, which lists what is valid.
    """
    values: list[tuple[str, frozenset[str]]] = []
    days: dict[str, str | None] = {"from": None, "to": None}
    years: list[YearRange] = []
    for field, filter_ in FILTERED:
        asked = [given.pop(name) for name in filter_.arguments if name in given]
        value = next((each for each in asked if each is not None), None)
        if filter_.comparison in days:
            days[filter_.comparison] = _parse_day(value, filter_)
        elif filter_.comparison == "years":
            years += [_parse_years_value(each) for each in _as_list(value, ranges=True)]
        elif wanted := frozenset(_parse_value(each, field) for each in _as_list(value)):
            values.append((field.name, wanted))
    if given:
        valid = tuple(filter_.arguments[0] for _, filter_ in FILTERED)
        raise FilterError("filter.unknown", names=tuple(sorted(given)), valid=valid)
    if days["from"] and days["to"] and days["from"] > days["to"]:
        raise FilterError("filter.dates-reversed", first=days["from"], last=days["to"])
    return Filters(tuple(values), tuple(years), days["from"], days["to"])


def resolve(filters: Filters, known: Callable[[str], Collection[str]]) -> Filters:
    """`filters` with values that are in an index; `known` gives those of a field.

    A part of a name becomes all names that contain it, a tag also stands for the tags below it. Raises FilterError for a
    value that no passage has, and names similar ones.
    """
    values: list[tuple[str, frozenset[str]]] = []
    for name, wanted in filters.values:
        field, filter_ = next(each for each in FILTERED if each[0].name == name)
        if field.codes is None:
            there = known(name)
            wanted = frozenset(
                value for each in wanted for value in _matching_values(each, field, filter_, there)
            )
        values.append((name, wanted))
    return Filters(tuple(values), filters.years, filters.date_from, filters.date_to)


def _matching_values(wanted: str, field: Field, filter_: Filter, known: Collection[str]) -> Collection[str]:
    if wanted in known and filter_.comparison == "value":
        return (wanted,)
    folded = fold_name(wanted)
    compare = _COMPARISONS[filter_.comparison]
    if found := [each for each in known if compare(folded, fold_name(each))]:
        return found
    near = near_names(wanted, known, most=5, least=0.3) or tuple(sorted(known)[:10])
    if not near:
        raise FilterError("filter.field-empty", field=field.label, value=wanted)
    raise FilterError("filter.value-absent", field=field.label, value=wanted, near=near)


def near_names(wanted: str, known: Collection[str], *, most: int, least: float) -> tuple[str, ...]:
    """Up to `most` names that may be meant by `wanted`, nearest first: those that begin with it, then those whose ratio
    of difflib is at `least` this. None for an empty `wanted`.
    """
    import difflib  # imported here, as no search that succeeds needs it

    begun = [each for each in sorted(known) if wanted and each.startswith(wanted)]
    alike = difflib.get_close_matches(wanted, known, n=most, cutoff=least)
    return tuple(dict.fromkeys([*begun, *alike]))[:most]


_COMPARISONS: Mapping[str, Callable[[str, str], bool]] = {
    "value": lambda wanted, value: wanted == value,
    "part": lambda wanted, value: wanted in value,
    "path": lambda wanted, value: value == wanted or value.startswith(f"{wanted}/"),
}


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
        raise FilterError("filter.no-year", value=text)
    first, last = (era_years(side) if side else None for side in (match["first"], match["last"]))
    if (match["first"] and not first) or (match["last"] and not last):
        raise FilterError("filter.no-years", value=text)
    return _range(first[0] if first else None, last[1] if last else None)


def _as_list(value: Any, *, ranges: bool = False) -> list[Any]:
    """`value` as a list, empty for None. With `ranges`, a tuple is one value."""
    if value is None:
        return []
    if (
        isinstance(value, (str, bytes))
        or not isinstance(value, Iterable)
        or (ranges and isinstance(value, tuple))
    ):
        return [value]
    return list(value)


def _parse_years_value(value: Any) -> YearRange:
    if isinstance(value, tuple):
        if len(value) != 2 or value == (None, None):
            raise FilterError("filter.years-tuple", value=value, parts=len(value))
        ends = [None if end is None else _parse_years_value(end) for end in value]
        return _range(ends[0][0] if ends[0] else None, ends[1][1] if ends[1] else None)
    if isinstance(value, int) and not isinstance(value, bool) and 1 <= value <= 9999:
        return value, value
    if isinstance(value, str):
        return parse_years(value)
    raise FilterError("filter.no-year", value=value)


def _range(first: int | None, last: int | None) -> YearRange:
    if first is not None and last is not None and first > last:
        raise FilterError("filter.years-reversed", first=first, last=last)
    return first, last


def _parse_day(value: Any, filter_: Filter) -> str | None:
    """The first or the last day that a date means, as an ISO string."""
    if value is None:
        return None
    last = filter_.comparison == "to"
    if isinstance(value, datetime.date):
        value = value.isoformat()[:10]
    text = str(value) if isinstance(value, int) and not isinstance(value, bool) else value
    iso = parse_date(text) if isinstance(text, str) else None
    if iso is None and isinstance(text, str) and (fiscal := fiscal_year(text)):
        return f"{fiscal + 1:04d}-03-31" if last else f"{fiscal:04d}-04-01"
    if iso is None:
        years = era_years(text) if isinstance(text, str) else None
        if years is None:
            raise FilterError("filter.no-date", value=value, option=filter_.flag)
        iso = f"{years[1 if last else 0]:04d}"
    from calendar import monthrange  # imported here, as only a filter by date needs it

    year, month, day = (*(int(part) for part in iso.split("-")), 0, 0)[:3]
    month = month or (12 if last else 1)
    day = day or (monthrange(year, month)[1] if last else 1)
    return f"{year:04d}-{month:02d}-{day:02d}"


def _parse_value(value: Any, field: Field) -> str:
    """A value as a text; of a closed vocabulary, its code."""
    if field.codes is not None:
        code = canonical(value, field.codes) if isinstance(value, str) else None
        if code is None:
            valid = tuple(f"{known} ({aliases[0]})" for known, aliases in field.codes.items())
            raise FilterError("filter.value", field=field.label, value=value, valid=valid)
        return code
    if not isinstance(value, str) or not value.strip():
        raise FilterError("filter.no-text", field=field.label, value=value)
    return value.strip()
