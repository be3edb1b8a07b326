"""The reader of an index of a cluster: one generation. See `engines.protocol.Engine`."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property, partial
from types import MappingProxyType
from typing import Any, NamedTuple, TypeVar

from fumikura.deadline import NEVER, Deadline, TimeUp
from fumikura.engines.opensearch.client import Client
from fumikura.engines.opensearch.counting import Counts, LeafCounts
from fumikura.engines.opensearch.cutting import IN_DOCUMENTS, order, passing
from fumikura.engines.opensearch.documents import passage_of, view_of
from fumikura.engines.opensearch.encoding import key
from fumikura.engines.opensearch.generations import Generation, current_generation
from fumikura.engines.opensearch.leaves import Query
from fumikura.engines.opensearch.lexicon import ClusterLexicon, ClusterVocabulary, entries_in, files_in
from fumikura.engines.opensearch.looking import looked_up
from fumikura.engines.opensearch.planning import EVERYTHING, Looked, PlanQueries, words_in
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
        self._generation: Generation = current_generation(client)
        self._index = self._generation.index
        manifest = self._generation.manifest
        self._passages = int(manifest["passages"])
        self._averages = {
            name: max(total / max(self._passages, 1), 1.0) for name, total in manifest["words"].items()
        }
        self._kept: dict[int, Mapping[str, Any]] = {}
        self._vocabulary = ClusterVocabulary(client, self._index)
        self._facets: dict[str, Facet] = {}
        self._counts = Counts(client, self._index)
        (found,) = self._counts.of([EVERYTHING])
        if found != self._passages:
            raise IndexDamagedError(
                "cluster.other-number", name=self._index, found=found, expected=self._passages
            )

    def search(self, request: Request, deadline: Deadline = NEVER) -> Candidates:
        """The candidates that are asked for, or none of them where the time does not suffice."""
        try:
            return self._candidates(request, deadline)
        except TimeUp:
            pass
        except ClusterError as error:
            if error.code != "cluster.timeout" or not deadline.is_past():
                raise
        return Candidates(0, (), Statistics(self._passages, self._averages, {}, {}), searched=0)

    def views(self, numbers: Sequence[int], fields: Sequence[str] = SEARCHED) -> tuple[PassageView, ...]:
        """The views of candidates, in the order of `numbers`."""
        return tuple(self._read(partial(view_of, fields=fields), numbers))

    def chars_of(self, term: str) -> str:
        """The tokens that are searched by a term, a character for each."""
        return self._vocabulary.chars_of(term)

    def entry(self, char: str) -> Entry:
        """The entry of a token."""
        return self._vocabulary.entry(char)

    def passages(self, numbers: Sequence[int]) -> tuple[Passage, ...]:
        """The passages themselves, in the order of `numbers`."""
        return tuple(self._read(passage_of, numbers))

    def ids(self, numbers: Sequence[int]) -> tuple[str, ...]:
        """Their ids alone."""
        return tuple(passage.id for passage in self._read(passage_of, numbers))

    def find(self, passage_id: str) -> int | None:
        """The number of the passage of an id, or None."""
        query = {"bool": {"filter": [{"term": {"id": key(passage_id)}}]}}
        for page in self._client.pages(
            self._index, {"query": query, "sort": [*IN_DOCUMENTS], "_source": ["kept"]}
        ):
            for hit in self._remembered(page):
                number = int(hit["sort"][-1])
                if self.ids([number]) == (passage_id,):
                    return number
        return None

    def facet(self, field: str) -> Facet:
        """How many passages have each value of a field that is filtered; those with none are not counted."""
        if field not in self._facets:
            body = _values_of(field, EVERYTHING)
            self._facets[field] = self._facet(body, self._client.search(self._index, body))
        return self._facets[field]

    @cached_property
    def files(self) -> Mapping[str, FileRecord]:
        """What was indexed, by source."""
        return MappingProxyType(files_in(self._client, self._index))

    @property
    def corpus(self) -> str:
        """Where the documents are, relative to the folder of the index; "" where that was not said."""
        return str(self._generation.manifest.get("corpus", ""))

    @cached_property
    def lexicon(self) -> ClusterLexicon:
        """The words of the index."""
        return ClusterLexicon(
            self._client,
            self._index,
            lambda query: self._found(query, NEVER),
            lambda terms: self._counts.of([words_in(Terms("", tuple(enumerate(terms)), ()), SEARCHED)])[0],
        )

    def info(self) -> IndexInfo:
        """Size, versions, and the time of the commit."""
        stats = self._client.ask("GET", f"/{self._index}/_stats/store,segments")["_all"]["primaries"]
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
        from fumikura.engines.opensearch.verify import faults_of_passages

        body = {"query": EVERYTHING, "sort": [{"number": "asc"}], "_source": ["kept"]}
        kept = (hit["_source"]["kept"] for page in self._client.pages(self._index, body) for hit in page)
        entries = entries_in(self._client, self._index)
        return faults_of_passages(kept, entries, self.files, self._passages, progress)

    def close(self) -> None:
        """Let go of the connections. The engine can't be used after it."""
        self._client.close()

    def _candidates(self, request: Request, deadline: Deadline) -> Candidates:
        """The candidates. Raises TimeUp."""
        plans = [*([request.plan] if request.plan else []), *request.counted]
        self._vocabulary.remember([*request.terms, *(term for plan in plans for term in _terms_of(plan))])
        queries, frequencies = self._queries(plans, deadline)
        parts = list(_parts(request, queries))
        filters = list(passing(request.filters))
        counted = [
            {"size": 0, **_whole({"filter": [queries.meets(node, body=True), *filters]})}
            for node in request.counted
        ]
        facets = [_facet_of(field, request, queries) for field in request.facets]
        wanted = None if request.limit is None else request.offset + request.limit
        bodies = [_best_of(part, request.sort, wanted) for part in parts]
        answers = self._client.searches(self._index, [*bodies, *counted, *facets], deadline)
        of_facets = answers[len(parts) + len(counted) :]
        best: list[_Found] = []
        for part, body, answer in zip(parts, bodies, answers, strict=False):
            hits = self._hits(body, None if wanted is None else max(wanted - len(best), 0), deadline, answer)
            best += _found(self._remembered(hits), part.level)
        totals = [answer["hits"]["total"]["value"] for answer in answers[: len(parts) + len(counted)]]
        return Candidates(
            sum(totals[: len(parts)]),
            tuple(_in_order(best, request.sort)[request.offset : wanted]),
            Statistics(self._passages, self._averages, frequencies, self._of_terms(request.terms, deadline)),
            tuple(totals[len(parts) :]),
            facets=tuple(map(self._facet, facets, of_facets)),
        )

    def _queries(
        self, plans: Sequence[PlanNode], deadline: Deadline
    ) -> tuple[PlanQueries, Mapping[Leaf, int]]:
        """The queries for the parts of some plans, and the frequencies of the leaves of these."""
        counts = LeafCounts(self._counts, self._passages, deadline)

        def queries(looked: Mapping[PlanNode, Looked]) -> PlanQueries:
            return PlanQueries(self._averages, counts.has_words, counts.weight, looked)

        looked = looked_up(
            plans,
            lambda query: self._found(query, deadline),
            Matcher(self.chars_of, deadline),
            self._averages,
            queries,
        )
        return queries(looked), counts.frequencies([each for plan in plans for each in leaves(plan)], looked)

    def _of_terms(self, terms: Sequence[str], deadline: Deadline) -> Mapping[str, int]:
        """How many passages have each term in their text."""
        asked = [words_in(Terms("", ((0, term),), ()), ("text",)) for term in terms]
        return dict(zip(terms, self._counts.of(asked, deadline), strict=True))

    def _found(self, query: Query, deadline: Deadline) -> Iterator[tuple[int, PassageView]]:
        """The passages that a query finds, in the order of documents, with their views."""
        body = {"query": {"bool": {"filter": [query]}}, "sort": [*IN_DOCUMENTS], "_source": ["kept"]}
        for page in self._client.pages(self._index, body, deadline):
            for hit in page:
                yield int(hit["sort"][-1]), self._made(view_of, hit["_source"]["kept"])

    def _hits(
        self, body: Mapping[str, Any], wanted: int | None, deadline: Deadline, answer: Mapping[str, Any]
    ) -> list[Any]:
        """The first `wanted` hits of a search, of which `answer` was given, and those that may belong among them."""
        hits = list(answer["hits"]["hits"])
        total = answer["hits"]["total"]["value"]
        while hits and len(hits) < total and (wanted is None or not _are_first(hits, wanted)):
            deadline.check()
            after = {"size": _MANY, "search_after": hits[-1]["sort"], "track_total_hits": False}
            more = self._client.search(self._index, {**body, **after}, deadline)["hits"]["hits"]
            if not more:
                break
            hits += more
        return hits if wanted is None else hits[: wanted + _SPARE]

    def _remembered(self, hits: list[Any]) -> list[Any]:
        """Some hits, whose passages are asked for again soon."""
        if len(self._kept) > _KEPT:
            self._kept = {}
        self._kept |= {int(hit["_id"]): hit["_source"]["kept"] for hit in hits if "_source" in hit}
        return hits

    def _read(self, make: Callable[[Mapping[str, Any]], T], numbers: Sequence[int]) -> Iterator[T]:
        """What is made of passages, by their numbers."""
        for at in range(0, len(numbers), _AT_ONCE):
            some = numbers[at : at + _AT_ONCE]
            kept = dict(self._kept)
            if missing := [str(number) for number in some if number not in kept]:
                answer = self._client.ask("POST", f"/{self._index}/_mget", {"ids": missing})
                kept |= {
                    int(each["_id"]): each["_source"]["kept"] for each in answer["docs"] if each.get("found")
                }
            for number in some:
                if number not in kept:
                    raise IndexDamagedError("cluster.nonsense", name=self._index, kind=f"#{number}")
                yield self._made(make, kept[number])

    def _made(self, make: Callable[[Mapping[str, Any]], T], kept: Mapping[str, Any]) -> T:
        try:
            return make(kept)
        except (LookupError, TypeError, ValueError) as error:
            raise IndexDamagedError(
                "cluster.nonsense", name=self._index, kind=type(error).__name__
            ) from error

    def _facet(self, body: Mapping[str, Any], answer: Mapping[str, Any]) -> Facet:
        """The values of a field and how many passages have each, from the answer to a search for them, page by page."""
        values: list[tuple[str, int]] = []
        while True:
            found = answer["aggregations"]["values"]
            values += ((str(each["key"]["value"]), each["doc_count"]) for each in found["buckets"])
            if "after_key" not in found:
                return tuple(sorted(values))
            of = {**body["aggs"]["values"]["composite"], "after": found["after_key"]}
            answer = self._client.search(self._index, {**body, "aggs": {"values": {"composite": of}}})


class _Found(NamedTuple):
    """A passage that answers."""

    level: int
    score: float
    document: str
    number: int


def _terms_of(plan: PlanNode) -> Iterator[str]:
    """The terms that are looked for in the passages that are found."""
    for leaf in leaves(plan):
        word = leaf.word if isinstance(leaf, Dated) else leaf
        if isinstance(word, Terms):
            yield from (term for _, term in word.terms)


@frozen
class _Part:
    """The passages of one level that answer a request."""

    level: int
    query: Mapping[str, Any]


def _parts(request: Request, queries: PlanQueries) -> Iterator[_Part]:
    """What answers a request, level by level where the order asks for it."""
    filters = list(passing(request.filters))
    plan = request.plan
    if plan is None:
        yield _Part(0, {"filter": filters or [EVERYTHING]})
        return
    if request.sort != "relevance":
        yield _Part(0, {"filter": [*filters, queries.meets(plan, body=True)]})
        return
    filters.append(queries.body(plan))
    better: list[Query] = []
    for level in sorted(queries.levels(plan)):
        found = queries.scores(plan, level)
        yield _Part(level, {"must": [found], "filter": filters, "must_not": better})
        better = [queries.meets(plan, level)]


def _best_of(part: _Part, sort: Sort, wanted: int | None) -> dict[str, Any]:
    """The search for the first `wanted` passages of a part, which come with their hits where they are few."""
    few = wanted is not None and wanted <= _FEW
    size = _MANY if wanted is None else min(wanted + _SPARE, _MANY) if wanted else 0
    return {**_whole(part.query), "sort": order(sort), "size": size, "_source": ["kept"] if few else False}


def _facet_of(field: str, request: Request, queries: PlanQueries) -> dict[str, Any]:
    """The search for the values of a field in the passages that answer without the filters on it."""
    found = [] if request.plan is None else [queries.meets(request.plan, body=True)]
    return _values_of(field, {"bool": {"filter": [*found, *passing(request.filters.without(field))]}})


def _values_of(field: str, query: Query) -> dict[str, Any]:
    """The search for the first values of a field in the passages that a query finds."""
    of = {"size": _VALUES, "sources": [{"value": {"terms": {"field": exact(field)}}}]}
    return {"size": 0, "query": query, "aggs": {"values": {"composite": of}}}


def _whole(query: Mapping[str, Any]) -> dict[str, Any]:
    """A search that counts all that it finds."""
    return {"query": {"bool": dict(query)}, "track_total_hits": True}


def _found(hits: Iterable[Any], level: int) -> Iterator[_Found]:
    for hit in hits:
        document, number = hit["sort"][-2:]
        yield _Found(level, hit.get("_score") or 0.0, document, int(number))


def _in_order(found: list[_Found], sort: Sort) -> list[Candidate]:
    """What was found as candidates; what has the same score but for the last digits is in the order of documents."""
    if sort == "relevance":
        found.sort(key=lambda each: (each.level, -round(each.score, _DIGITS), each.document, each.number))
    by_place = sorted((each.document, each.number) for each in found)
    places = {number: place for place, (_, number) in enumerate(by_place)}
    return [Candidate(each.number, each.score, each.level, places[each.number]) for each in found]


def _are_first(hits: Sequence[Any], wanted: int) -> bool:
    """Whether none that comes behind `hits` belongs among the first `wanted` of them."""
    if len(hits) < wanted or not wanted:
        return not wanted
    last, least = hits[-1].get("_score") or 0.0, hits[wanted - 1].get("_score") or 0.0
    # Of those with the very same score the cluster knows the order.
    return last == least or round(last, _DIGITS) < round(least, _DIGITS)
