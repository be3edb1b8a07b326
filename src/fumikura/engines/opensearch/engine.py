"""The engine over one generation of an index in a cluster. See `engines.protocol.Engine`."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property, partial
from types import MappingProxyType
from typing import Any, NamedTuple, TypeVar

from fumikura.deadline import NEVER, Deadline, TimeUp
from fumikura.engines.opensearch.client import Client
from fumikura.engines.opensearch.documents import passage_of, view_of
from fumikura.engines.opensearch.encoding import exact_key
from fumikura.engines.opensearch.frequencies import LeafFrequencies, QueryCounts
from fumikura.engines.opensearch.generations import ClusterGeneration, current_generation
from fumikura.engines.opensearch.inspection import inspect
from fumikura.engines.opensearch.lexicon import ClusterLexicon, ClusterVocabulary, entries_in, files_in
from fumikura.engines.opensearch.planning import Inspected, PlanQueries
from fumikura.engines.opensearch.queries import (
    EVERYTHING,
    FURNITURE,
    IN_DOCUMENTS,
    Query,
    filter_queries,
    sort_keys,
    words_in,
)
from fumikura.engines.opensearch.schema import exact
from fumikura.engines.protocol import Candidate, Candidates, FileRecord, IndexInfo, Request, Sort
from fumikura.errors import ClusterError, IndexDamagedError
from fumikura.matching.occurrences import Matcher
from fumikura.matching.view import PassageView
from fumikura.messages import Coded
from fumikura.models import Facet, Passage
from fumikura.plan.nodes import SEARCHED, Dated, Leaf, PlanNode, Terms, leaves
from fumikura.ranking.second_stage import Statistics
from fumikura.text.tokens import Entry
from fumikura.values import frozen

_FEW = 200  # hits of which the passages come with them
_MANY = 1_000  # hits of a page
_SPARE = 10  # hits more than are asked for, as the last digit of a score may be another at the cluster
_KEPT = 4_000  # passages in memory
_AT_ONCE = 500  # passages that are asked for by their numbers
_VALUES = 1_000  # values of a page of a facet
_DIGITS = 5  # of a score, as Whoosh's engine compares them

T = TypeVar("T")


class ClusterEngine:
    """See `protocol.Engine`, and `engines.open_engine` for what opening it raises."""

    def __init__(self, client: Client) -> None:
        self._client = client
        self._generation: ClusterGeneration = current_generation(client)
        self._index = self._generation.index
        manifest = self._generation.manifest
        self._passages = int(manifest["passages"])
        self._averages = {
            name: max(total / max(self._passages, 1), 1.0) for name, total in manifest["words"].items()
        }
        self._cache: dict[int, Mapping[str, Any]] = {}
        self._vocabulary = ClusterVocabulary(client, self._index)
        self._facets: dict[str, Facet] = {}
        self._counts = QueryCounts(client, self._index)
        (found,) = self._counts.of([EVERYTHING])
        if found != self._passages:
            raise IndexDamagedError(
                "cluster.other-number", name=self._index, found=found, expected=self._passages
            )

    def search(self, request: Request, deadline: Deadline = NEVER) -> Candidates:
        """The candidates, or none of them where there is not enough time."""
        try:
            return self._candidates(request, deadline)
        except TimeUp:
            pass
        except ClusterError as error:
            if error.code != "cluster.timeout" or not deadline.is_past():
                raise
        return Candidates(0, (), Statistics(self._passages, self._averages, {}, {}), searched=0)

    def views(self, numbers: Sequence[int], fields: Sequence[str] = SEARCHED) -> tuple[PassageView, ...]:
        return tuple(self._load(partial(view_of, fields=fields), numbers))

    def chars_of(self, term: str) -> str:
        return self._vocabulary.chars_of(term)

    def entry(self, char: str) -> Entry:
        return self._vocabulary.entry(char)

    def passages(self, numbers: Sequence[int]) -> tuple[Passage, ...]:
        return tuple(self._load(passage_of, numbers))

    def ids(self, numbers: Sequence[int]) -> tuple[str, ...]:
        return tuple(passage.id for passage in self._load(passage_of, numbers))

    def find(self, passage_id: str) -> int | None:
        query = {"bool": {"filter": [{"term": {"id": exact_key(passage_id)}}]}}
        for page in self._client.pages(
            self._index, {"query": query, "sort": [*IN_DOCUMENTS], "_source": ["kept"]}
        ):
            for hit in self._remember(page):
                number = int(hit["sort"][-1])
                if self.ids([number]) == (passage_id,):
                    return number
        return None

    def facet(self, field: str) -> Facet:
        if field not in self._facets:
            body = _values_search(field, EVERYTHING)
            self._facets[field] = self._facet(body, self._client.search(self._index, body))
        return self._facets[field]

    @cached_property
    def files(self) -> Mapping[str, FileRecord]:
        return MappingProxyType(files_in(self._client, self._index))

    @property
    def corpus(self) -> str:
        return str(self._generation.manifest.get("corpus", ""))

    @cached_property
    def lexicon(self) -> ClusterLexicon:
        return ClusterLexicon(
            self._client,
            self._index,
            lambda query: self._find_views(query, NEVER),
            lambda terms: self._counts.of([words_in(Terms("", tuple(enumerate(terms)), ()), SEARCHED)])[0],
        )

    def info(self) -> IndexInfo:
        stats = self._client.request("GET", f"/{self._index}/_stats/store,segments")["_all"]["primaries"]
        manifest = self._generation.manifest
        return IndexInfo(
            path=f"{self._client.settings.addresses[0]}/{self._client.settings.name}",
            size=stats["store"]["size_in_bytes"],
            passages=self._passages,
            segments=stats["segments"]["count"],
            committed=manifest["committed"],
            versions=MappingProxyType(dict(manifest["versions"])),
        )

    def verify(self, progress: Callable[[int, int], None] | None = None) -> tuple[Coded, ...]:
        """The faults found by comparing every passage; the cluster compares the sums of its own files."""
        from fumikura.engines.opensearch.documents import faults_of_passages

        body = {"query": EVERYTHING, "sort": [{"number": "asc"}], "_source": ["kept"]}
        kept = (hit["_source"]["kept"] for page in self._client.pages(self._index, body) for hit in page)
        entries = entries_in(self._client, self._index)
        return faults_of_passages(kept, entries, self.files, self._passages, progress)

    def close(self) -> None:
        self._client.close()

    def _candidates(self, request: Request, deadline: Deadline) -> Candidates:
        """The candidates. Raises TimeUp."""
        plans = [*([request.plan] if request.plan else []), *request.counted]
        self._vocabulary.remember([*request.terms, *(term for plan in plans for term in _terms_of(plan))])
        queries, frequencies = self._queries(plans, deadline)
        parts = list(_level_queries(request, queries))
        filters = list(filter_queries(request.filters))
        counted = [
            {"size": 0, **_counting_search({"filter": [queries.meets(node, body=True), *filters]})}
            for node in request.counted
        ]
        facets = [_facet_search(field, request, queries) for field in request.facets]
        wanted = None if request.limit is None else request.offset + request.limit
        bodies = [_top_search(part, request.sort, wanted) for part in parts]
        answers = self._client.search_all(self._index, [*bodies, *counted, *facets], deadline)
        of_facets = answers[len(parts) + len(counted) :]
        best: list[_Hit] = []
        for part, body, answer in zip(parts, bodies, answers, strict=False):
            hits = self._hits(body, None if wanted is None else max(wanted - len(best), 0), deadline, answer)
            best += _parse_hits(self._remember(hits), part)
        totals = [answer["hits"]["total"]["value"] for answer in answers[: len(parts) + len(counted)]]
        return Candidates(
            sum(totals[: len(parts)]),
            tuple(_sort(best, request.sort)[request.offset : wanted]),
            Statistics(
                self._passages, self._averages, frequencies, self._term_frequencies(request.terms, deadline)
            ),
            tuple(totals[len(parts) :]),
            facets=tuple(map(self._facet, facets, of_facets)),
        )

    def _queries(
        self, plans: Sequence[PlanNode], deadline: Deadline
    ) -> tuple[PlanQueries, Mapping[Leaf, int]]:
        """The queries for the parts of some plans, and the frequencies of their leaves."""
        counts = LeafFrequencies(self._counts, self._passages, deadline)

        def queries(inspected: Mapping[PlanNode, Inspected]) -> PlanQueries:
            return PlanQueries(self._averages, counts.has_words, counts.weight, inspected)

        inspected = inspect(
            plans,
            lambda query: self._find_views(query, deadline),
            Matcher(self.chars_of, deadline),
            self._averages,
            queries,
        )
        return queries(inspected), counts.frequencies(
            [each for plan in plans for each in leaves(plan)], inspected
        )

    def _term_frequencies(self, terms: Sequence[str], deadline: Deadline) -> Mapping[str, int]:
        """The number of passages that have each term in their text."""
        asked = [words_in(Terms("", ((0, term),), ()), ("text",)) for term in terms]
        return dict(zip(terms, self._counts.of(asked, deadline), strict=True))

    def _find_views(self, query: Query, deadline: Deadline) -> Iterator[tuple[int, PassageView]]:
        """The passages that match a query, in the order of documents, with their views."""
        body = {"query": {"bool": {"filter": [query]}}, "sort": [*IN_DOCUMENTS], "_source": ["kept"]}
        for page in self._client.pages(self._index, body, deadline):
            for hit in page:
                yield int(hit["sort"][-1]), self._decode(view_of, hit["_source"]["kept"])

    def _hits(
        self, body: Mapping[str, Any], wanted: int | None, deadline: Deadline, answer: Mapping[str, Any]
    ) -> list[Any]:
        """The first `wanted` hits of a search, and those that may yet come before them; `answer` is its first page."""
        hits = list(answer["hits"]["hits"])
        total = answer["hits"]["total"]["value"]
        while hits and len(hits) < total and (wanted is None or not _are_complete(hits, wanted)):
            deadline.check()
            after = {"size": _MANY, "search_after": hits[-1]["sort"], "track_total_hits": False}
            more = self._client.search(self._index, {**body, **after}, deadline)["hits"]["hits"]
            if not more:
                break
            hits += more
        return hits if wanted is None else hits[: wanted + _SPARE]

    def _remember(self, hits: list[Any]) -> list[Any]:
        """The hits; their passages are cached, as they are soon asked for."""
        if len(self._cache) > _KEPT:
            self._cache = {}
        self._cache |= {int(hit["_id"]): hit["_source"]["kept"] for hit in hits if "_source" in hit}
        return hits

    def _load(self, make: Callable[[Mapping[str, Any]], T], numbers: Sequence[int]) -> Iterator[T]:
        """Load passages by their numbers, and make a value of each."""
        for at in range(0, len(numbers), _AT_ONCE):
            some = numbers[at : at + _AT_ONCE]
            kept = dict(self._cache)
            if missing := [str(number) for number in some if number not in kept]:
                answer = self._client.request("POST", f"/{self._index}/_mget", {"ids": missing})
                kept |= {
                    int(each["_id"]): each["_source"]["kept"] for each in answer["docs"] if each.get("found")
                }
            for number in some:
                if number not in kept:
                    raise IndexDamagedError("cluster.nonsense", name=self._index, kind=f"#{number}")
                yield self._decode(make, kept[number])

    def _decode(self, make: Callable[[Mapping[str, Any]], T], kept: Mapping[str, Any]) -> T:
        try:
            return make(kept)
        except (LookupError, TypeError, ValueError) as error:
            raise IndexDamagedError(
                "cluster.nonsense", name=self._index, kind=type(error).__name__
            ) from error

    def _facet(self, body: Mapping[str, Any], answer: Mapping[str, Any]) -> Facet:
        """All values of a field with their numbers of passages; `answer` is the first page of the search for them."""
        values: list[tuple[str, int]] = []
        while True:
            found = answer["aggregations"]["values"]
            values += ((str(each["key"]["value"]), each["doc_count"]) for each in found["buckets"])
            if "after_key" not in found:
                return tuple(sorted(values))
            of = {**body["aggs"]["values"]["composite"], "after": found["after_key"]}
            answer = self._client.search(self._index, {**body, "aggs": {"values": {"composite": of}}})


class _Hit(NamedTuple):
    """A hit of the cluster."""

    furniture: bool
    level: int
    score: float
    document: str
    number: int


def _terms_of(plan: PlanNode) -> Iterator[str]:
    """The terms of the words of a plan."""
    for leaf in leaves(plan):
        word = leaf.word if isinstance(leaf, Dated) else leaf
        if isinstance(word, Terms):
            yield from (term for _, term in word.terms)


@frozen
class _LevelQuery:
    """The query for the passages that match at one level, of the text or of the page, as clauses of a `bool`."""

    furniture: bool
    level: int
    query: Mapping[str, Any]


def _level_queries(request: Request, queries: PlanQueries) -> Iterator[_LevelQuery]:
    """The queries for a request, in the order of their hits: by relevance one a level, furniture last; else one."""
    filters = list(filter_queries(request.filters))
    plan = request.plan
    if plan is None:
        yield _LevelQuery(False, 0, {"filter": filters or [EVERYTHING]})
        return
    if request.sort != "relevance":
        yield _LevelQuery(False, 0, {"filter": [*filters, queries.meets(plan, body=True)]})
        return
    filters.append(queries.body(plan))
    for furniture in (False, True):
        of_part = [*filters, FURNITURE] if furniture else filters
        others = [] if furniture else [FURNITURE]
        better: list[Query] = []
        for level in sorted(queries.levels(plan)):
            excluded = [*others, *better]
            clauses = {"must": [queries.scores(plan, level)], "filter": of_part, "must_not": excluded}
            yield _LevelQuery(furniture, level, clauses)
            better = [queries.meets(plan, level)]


def _top_search(part: _LevelQuery, sort: Sort, wanted: int | None) -> dict[str, Any]:
    """The search for the first `wanted` passages of a level; where they are few, the hits bring the passages along."""
    few = wanted is not None and wanted <= _FEW
    size = _MANY if wanted is None else min(wanted + _SPARE, _MANY) if wanted else 0
    return {
        **_counting_search(part.query),
        "sort": sort_keys(sort),
        "size": size,
        "_source": ["kept"] if few else False,
    }


def _facet_search(field: str, request: Request, queries: PlanQueries) -> dict[str, Any]:
    """The search for the values of a field in the passages that match without the filters on it."""
    found = [] if request.plan is None else [queries.meets(request.plan, body=True)]
    return _values_search(
        field, {"bool": {"filter": [*found, *filter_queries(request.filters.without(field))]}}
    )


def _values_search(field: str, query: Query) -> dict[str, Any]:
    """The search for the first values of a field in the passages that match a query."""
    of = {"size": _VALUES, "sources": [{"value": {"terms": {"field": exact(field)}}}]}
    return {"size": 0, "query": query, "aggs": {"values": {"composite": of}}}


def _counting_search(query: Mapping[str, Any]) -> dict[str, Any]:
    """A search that counts all matches."""
    return {"query": {"bool": dict(query)}, "track_total_hits": True}


def _parse_hits(hits: Iterable[Any], part: _LevelQuery) -> Iterator[_Hit]:
    for hit in hits:
        document, number = hit["sort"][-2:]
        yield _Hit(part.furniture, part.level, hit.get("_score") or 0.0, document, int(number))


def _sort(found: list[_Hit], sort: Sort) -> list[Candidate]:
    """Hits as candidates in their order; scores that differ in the last digits alone are equal."""
    if sort == "relevance":
        found.sort(key=_by_relevance)
    by_place = sorted((each.document, each.number) for each in found)
    places = {number: place for place, (_, number) in enumerate(by_place)}
    return [Candidate(each.number, each.score, each.level, places[each.number]) for each in found]


def _by_relevance(hit: _Hit) -> tuple[bool, int, float, str, int]:
    return hit.furniture, hit.level, -round(hit.score, _DIGITS), hit.document, hit.number


def _are_complete(hits: Sequence[Any], wanted: int) -> bool:
    """Whether no later hit can belong among the first `wanted` of `hits`."""
    if len(hits) < wanted or not wanted:
        return not wanted
    last, least = hits[-1].get("_score") or 0.0, hits[wanted - 1].get("_score") or 0.0
    # Of those with the very same score the cluster knows the order.
    return last == least or round(last, _DIGITS) < round(least, _DIGITS)
