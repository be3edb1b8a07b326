"""How often a query stands in each part of a selection: by year, by meeting, by two fields; sizes and rates."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import Literal, TypeAlias, get_args

from fumikura.models import Passage
from fumikura.research.dispersion import Dispersion, dispersion
from fumikura.research.intervals import poisson_interval, wilson_interval
from fumikura.research.occurrences import Occurrences
from fumikura.research.selection import Selection, Sizes
from fumikura.values import frozen

By: TypeAlias = Literal[
    "year",
    "month",
    "meeting",
    "type",
    "side",
    "document",
    "kind",
    "publisher",
    "place",
    "section",
    "speaker",
    "tag",
]
BY: tuple[By, ...] = get_args(By)
Per: TypeAlias = Literal["characters", "words", "passages", "nothing"]
PER: tuple[Per, ...] = get_args(Per)

PER_LABEL: Mapping[Per, str] = MappingProxyType(
    {"characters": "10000 characters", "words": "1000000 words", "passages": "passages", "nothing": ""}
)
_CHARACTERS, _WORDS, _PER_CENT = 10_000, 1_000_000, 100
NO_TIME, NO_VALUE = "undated", "none"
"""The values of passages that have none, which come last."""

Cell: TypeAlias = tuple[str, ...]
"""The values of the fields by which is counted."""


@frozen
class Rate:
    """Occurrences, or passages, relative to a size, with the ends of its 95 % interval."""

    value: float
    low: float
    high: float


@frozen
class Count:
    """A query in a cell; `occurrences` is None where nobody can say how often it is there."""

    query: str
    cell: Cell
    occurrences: int | None
    passages_found: int
    documents_found: int
    sizes: Sizes
    rate: Rate | None


EMPTY = Sizes(0, 0, 0, 0)


def cells_of(selection: Selection, by: Sequence[By], years: Iterable[int] = ()) -> dict[Cell, list[Passage]]:
    """The passages of a selection by the values of fields, in the order of their rows; a tagged one in each of its tags.

    By year alone or first, every year from the first to the last is there, and so are `years`. Other values are in the
    order of their earliest date; passages without a value are last.
    """
    found: dict[Cell, list[Passage]] = {}
    orders = [_order(selection, field, years) for field in by]
    for passage in selection.passages:
        if not selection.is_counted(passage):
            continue
        for cell in _product([_values(passage, field) for field in by]):
            found.setdefault(cell, []).append(passage)
    return {cell: found.get(cell, []) for cell in _product(orders)}


def numbers_of(cells: Mapping[Cell, Sequence[Passage]]) -> dict[str, list[int]]:
    """The numbers of the cells that each passage is in, by its id: a passage with two tags is in two."""
    found: dict[str, list[int]] = {}
    for at, passages in enumerate(cells.values()):
        for passage in passages:
            found.setdefault(passage.id, []).append(at)
    return found


def counts(
    selection: Selection,
    occurrences: Sequence[Occurrences],
    cells: Mapping[Cell, Sequence[Passage]],
    per: Per,
    *,
    with_words: bool = True,
) -> tuple[Count, ...]:
    """Each query in each cell, those without hits and without passages too."""
    sizes = {
        cell: selection.sizes(passages, with_words=with_words) if passages else EMPTY
        for cell, passages in cells.items()
    }
    return tuple(
        _count(each, cell, passages, sizes[cell], per)
        for each in occurrences
        for cell, passages in cells.items()
    )


def rate_of(count: int | None, found: int, sizes: Sizes, per: Per) -> Rate | None:
    """A rate of `count` occurrences in `found` passages; None where there is nothing to divide by, or to divide."""
    match per:
        case "passages":
            if not sizes.passages:
                return None
            low, high = wilson_interval(found, sizes.passages)
            return Rate(_PER_CENT * found / sizes.passages, _PER_CENT * low, _PER_CENT * high)
        case "characters":
            size, scale = sizes.characters, _CHARACTERS
        case "words":
            size, scale = sizes.words, _WORDS
        case "nothing":
            size, scale = 0, 0
    if count is None or not size:
        return None
    low, high = poisson_interval(count)
    return Rate(scale * count / size, scale * low / size, scale * high / size)


def spread(
    selection: Selection, found: Occurrences, parts: Literal["document", "year"] = "document"
) -> Dispersion | None:
    """How evenly a query is spread over documents, or years that have any."""
    cells = cells_of(selection, [parts])
    where = {each.passage.id: len(each.spans) for each in found.by_passage}
    numbers = [sum(where.get(passage.id, 0) for passage in passages) for passages in cells.values()]
    words = [selection.sizes(passages).words for passages in cells.values()]
    return dispersion(numbers, words)


def _count(found: Occurrences, cell: Cell, passages: Sequence[Passage], sizes: Sizes, per: Per) -> Count:
    ids = {passage.id for passage in passages}
    here = [each for each in found.by_passage if each.passage.id in ids]
    number = sum(len(each.spans) for each in here) if found.is_single else None
    documents = len({each.passage.document for each in here})
    return Count(
        found.query, cell, number, len(here), documents, sizes, rate_of(number, len(here), sizes, per)
    )


def _values(passage: Passage, field: By) -> tuple[str, ...]:
    match field:
        case "year":
            return (str(passage.year) if passage.year is not None else NO_TIME,)
        case "month":
            return (passage.date[:7] or NO_TIME,)
        case "section":
            return (passage.section[0] if passage.section else NO_VALUE,)
        case "type":
            return (passage.doc_type or NO_VALUE,)
        case "tag":
            return tuple(passage.tags) or (NO_VALUE,)
        case _:
            return (getattr(passage, field) or NO_VALUE,)


def _order(selection: Selection, field: By, years: Iterable[int]) -> list[str]:
    """The values of a field in the order of their rows."""
    found = dict.fromkeys(
        value
        for passage in selection.in_time
        if selection.is_counted(passage)
        for value in sorted(_values(passage, field))
    )
    missing = NO_TIME if field in ("year", "month") else NO_VALUE
    last = [missing] if missing in found else []
    values = [value for value in found if value != missing]
    match field:
        case "year":
            known = [*map(int, values), *years]
            span = range(min(known), max(known) + 1) if known else ()
            return [*map(str, span), *last]
        case "month":
            return [*sorted(values), *last]
    return [*values, *last]


def _product(columns: Sequence[Sequence[str]]) -> list[Cell]:
    """Every combination, the first field changing slowest."""
    found: list[Cell] = [()]
    for values in columns:
        found = [(*cell, value) for cell in found for value in values]
    return found
