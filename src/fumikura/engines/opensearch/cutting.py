"""Filters and orders as the cluster is asked for them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from fumikura.engines.opensearch.encoding import key
from fumikura.engines.opensearch.leaves import Query
from fumikura.engines.opensearch.schema import DAYS, exact
from fumikura.engines.protocol import Sort
from fumikura.fields import Filters, field_named

IN_DOCUMENTS: Sequence[Mapping[str, str]] = ({exact("document"): "asc"}, {"number": "asc"})
"""The order of documents, and of the passages in each."""


def passing(filters: Filters) -> Iterator[Query]:
    """The queries of which a passage must meet each."""
    for field, values in filters.values:
        year = field_named(field).type == "year"
        yield {"terms": {exact(field): sorted(map(int if year else key, values))}}
    if filters.years:
        ranges = ({"gte": first, "lte": last} for first, last in filters.years)
        yield {"bool": {"should": [{"range": {exact("year"): each}} for each in map(_given, ranges)]}}
    first_day, last_day = DAYS
    if filters.date_from is not None:
        yield {"range": {last_day: {"gte": filters.date_from}}}
    if filters.date_to is not None:
        yield {"range": {first_day: {"lte": filters.date_to}}}


def order(sort: Sort) -> list[Mapping[str, object]]:
    """The order of a sort; there are no ties in it."""
    match sort:
        case "relevance":
            return [{"_score": "desc"}, *IN_DOCUMENTS]
        case "document":
            return [*IN_DOCUMENTS]
        case _:
            way = "desc" if sort == "-date" else "asc"
            return [{exact("date"): {"order": way, "missing": "_last"}}, *IN_DOCUMENTS]


def _given(values: Mapping[str, object]) -> Mapping[str, object]:
    return {name: value for name, value in values.items() if value is not None}
