"""The page of a search: its box, hits and facets; without a query, the documents."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import get_args

from starlette.responses import Response

from fumikura.engines.protocol import Sort
from fumikura.errors import FilterError, QueryError
from fumikura.messages import Messages
from fumikura.models import Results
from fumikura.presentation import (
    describe_expansions,
    describe_missing_words,
    describe_reading,
    describe_timeout,
)
from fumikura.search import Index
from fumikura.web.endpoints import FILTERS, SECONDS, Endpoint, Parameter, WebRequest
from fumikura.web.facets import FACETS, chosen_filters, facet_groups, year_bars
from fumikura.web.rendering import render, view_of_error

_SORTS: tuple[Sort, ...] = get_args(Sort)
_PAGE = 20


def run_search(
    asked: WebRequest,
    index: Index,
    *,
    limit: int | None,
    offset: int,
    facets: Sequence[str],
    relax: bool = True,
) -> Results:
    """The hits; without a query, the passages under the filters."""
    query = asked["q"] or ""
    sort: Sort = asked["sort"] or ("relevance" if query else "document")
    if not query:
        return index.listing(sort=sort, limit=limit, offset=offset, facets=facets, **asked.filters)
    return index.search(
        query,
        mode="any" if asked["any"] else "all",
        limit=limit,
        offset=offset,
        sort=sort,
        relax=relax,
        synonyms=not asked["no-synonyms"],
        timeout=SECONDS,
        facets=facets,
        **asked.filters,
    )


def _respond(asked: WebRequest, index: Index) -> Response:
    address, say = asked.address, asked.say
    if not asked["q"] and not asked.filters:
        return _home(asked, index)
    number = asked["page"]
    try:
        results = run_search(asked, index, limit=_PAGE, offset=_PAGE * (number - 1), facets=FACETS)
    except (QueryError, FilterError) as error:
        return render(
            "search.html",
            say,
            address,
            status=400,
            asked=asked,
            mistake=view_of_error(error, say),
            results=None,
        )
    counted = dict(results.facets)
    filters = index.chosen_by(**asked.filters)
    return render(
        "search.html",
        say,
        address,
        asked=asked,
        mistake=None,
        results=results,
        remarks=list(_remarks(results, index, asked)),
        chosen=list(chosen_filters(address, say)),
        years=year_bars(counted.pop("year", ()), filters, address),
        groups=list(facet_groups(counted, filters, address, say, _titles(index))),
        first=_PAGE * (number - 1) + 1,
        earlier=address.with_values("page", *([number - 1] if number > 2 else [])) if number > 1 else None,
        later=address.with_values("page", number + 1) if _PAGE * number < results.total else None,
        sorts=[(each, address.with_values("sort", each)) for each in _SORTS],
        take=[each.name for each in PARAMETERS],
        sort=asked["sort"] or ("relevance" if asked["q"] else "document"),
    )


def _home(asked: WebRequest, index: Index) -> Response:
    results = index.listing(limit=0, facets=FACETS)
    counted = dict(results.facets)
    filters = index.chosen_by()
    return render(
        "home.html",
        asked.say,
        asked.address,
        asked=asked,
        years=year_bars(counted.pop("year", ()), filters, asked.address.at_path("/search", ())),
        documents=index.documents(),
        counts=dict(counted["document"]),
        total=results.total,
    )


def _titles(index: Index) -> Mapping[str, str]:
    return {each.id: each.title for each in index.documents() if each.title}


def _remarks(results: Results, index: Index, asked: WebRequest) -> Iterator[str]:
    """Remarks on an answer."""
    say = asked.say
    words = ", ".join(f"{word} {count}" for word, count in results.words)
    if results.notes:
        yield describe_reading(results, say)
    if results.timed_out:
        yield describe_timeout(results, SECONDS, len(index), say)
    elif not results.total:
        yield say("search.none", words=words) if words else say("search.none-words")
        yield from _hits_without_filters(asked, index, say)
        if words:
            yield from describe_missing_words(index, results, SECONDS, say)
    elif results.relaxed:
        yield say("search.relaxed", words=words)
        yield from describe_missing_words(index, results, SECONDS, say, briefly=True)
    if said := describe_expansions(results, say):
        yield said


def _hits_without_filters(asked: WebRequest, index: Index, say: Messages) -> Iterator[str]:
    if asked["q"] and asked.filters:
        total = index.search(asked["q"], limit=0, highlight=False, timeout=SECONDS).total
        if total:
            yield say("search.unfiltered", total=total)


QUERY = Parameter("q", "web.parameter-q")
PARAMETERS = (
    QUERY,
    *FILTERS,
    Parameter("sort", "option.sort", choices=_SORTS),
    Parameter("any", "option.any", "flag", default=False),
    Parameter("no-synonyms", "option.no-synonyms", "flag", default=False),
)

PAGES = (
    Endpoint("/", "web.search", (), _home),
    Endpoint(
        "/search",
        "web.search",
        (*PARAMETERS, Parameter("page", "web.parameter-page", "number", 1, least=1)),
        _respond,
    ),
)
