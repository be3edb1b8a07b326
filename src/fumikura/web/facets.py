"""Facets: the values of fields in the hits, as links that narrow the answer or widen it again."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from fumikura.fields import FILTERED, Field, Filters, field_named, is_in_years
from fumikura.messages import Messages
from fumikura.models import Facet
from fumikura.values import frozen
from fumikura.web.addresses import Address

FACETS: tuple[str, ...] = tuple(
    field.name for field, filter_ in FILTERED if filter_.comparison in ("value", "part", "path", "years")
)
"""The fields with facets: all that are filtered by values."""

_FLAGS = {field.name: filter_.parameter for field, filter_ in FILTERED}
_AT_ONCE, _MOST = 8, 100
"""Values that are shown at once, and others that can be unfolded."""

WIDTH, HEIGHT = 300, 84
_WIDEST = 44
_NAMES = 12
"""The height of the row of years below the bars."""


@frozen
class FacetValue:
    """A value of a field, its number of hits, and the address of its link."""

    label: str
    count: int
    address: str
    is_chosen: bool


@frozen
class FacetGroup:
    """The values of a field, the commonest first: those shown at once, and the first of the `number` others."""

    label: str
    values: Sequence[FacetValue]
    others: Sequence[FacetValue]
    number: int
    everything: Address | None


@frozen
class YearBar:
    """A year in the chart: its bar and its link."""

    value: FacetValue
    x: float
    y: float
    width: float
    height: float
    is_named: bool


def facet_groups(
    counted: Mapping[str, Facet], filters: Filters, address: Address, say: Messages, titles: Mapping[str, str]
) -> Iterator[FacetGroup]:
    """The facets, other than years, with something to choose. `titles` has the titles of documents by id."""
    for name, values in counted.items():
        taken = filters.of(name)
        if name == "year" or (len(values) < 2 and not taken):
            continue
        field = field_named(name)
        ordered = sorted(values, key=lambda each: (each[0] not in taken, -each[1]))
        shown = max(_AT_ONCE, len(taken))
        made = [
            _facet_value(field, value, count, taken, address, say, titles)
            for value, count in ordered[: shown + _MOST]
        ]
        everything = address.with_values(_FLAGS[name]) if taken else None
        label = say.wording(field.label)
        yield FacetGroup(label, made[:shown], made[shown:], max(len(ordered) - shown, 0), everything)


def _facet_value(
    field: Field,
    value: str,
    count: int,
    taken: frozenset[str],
    address: Address,
    say: Messages,
    titles: Mapping[str, str],
) -> FacetValue:
    label = titles.get(value, value) if field.name == "document" else value
    if field.codes is not None:
        label = say.label(field.name, value)
    wanted = taken - {value} if value in taken else {*taken, value}
    return FacetValue(
        label, count, str(address.with_values(_FLAGS[field.name], *sorted(wanted))), value in taken
    )


def year_bars(facet: Facet, filters: Filters, address: Address) -> tuple[YearBar, ...]:
    """The chart of years: a bar for each from the first to the last. The link of a chosen year leads back to all."""
    counts = {int(year): count for year, count in facet}
    if not counts:
        return ()
    first, last, top = min(counts), max(counts), max(counts.values())
    step = min(WIDTH / (last - first + 1), _WIDEST)
    every = next(n for n in (1, 2, 5, 10, 20, 50, 100, 500, 10_000) if n * step >= 32)
    made: list[YearBar] = []
    for at, year in enumerate(range(first, last + 1)):
        count = counts.get(year, 0)
        taken = bool(filters.years) and is_in_years(year, filters.years)
        alone = address.values("year") == (str(year),)
        leads_to = str(address.with_values("year", *(() if alone else (year,)))) if count else ""
        value = FacetValue(str(year), count, leads_to, taken)
        height = max((HEIGHT - _NAMES - 4) * count / top, 2) if count else 0
        y = HEIGHT - _NAMES - height
        made.append(
            YearBar(
                value,
                round(at * step, 2),
                round(y, 2),
                round(step * 0.82, 2),
                round(height, 2),
                year % every == 0,
            )
        )
    return tuple(made)


def chosen_filters(address: Address, say: Messages) -> Iterator[tuple[str, str, Address]]:
    """The chosen filters: the label of the field, the value as typed, and the address without it."""
    for field, filter_ in FILTERED:
        name = filter_.parameter
        for value in address.values(name):
            label = say.label(field.name, value) if field.codes is not None else value
            sign = {"from": "≥ ", "to": "≤ "}.get(filter_.comparison, "")
            yield say.wording(field.label), sign + label, address.without_value(name, value)
