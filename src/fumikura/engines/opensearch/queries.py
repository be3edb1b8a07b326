"""The queries that everything is built from: leaves of a plan in one field, combinations, filters and sort keys.

The score of a leaf's query is the number of its occurrences in the field.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, TypeAlias

from fumikura.engines.opensearch.encoding import encode_date, encode_run, encode_term, exact_key
from fumikura.engines.opensearch.schema import DAYS, HOLE, chars, dates, exact, words
from fumikura.engines.protocol import Sort
from fumikura.fields import Filters, field_named
from fumikura.matching.whole import inner_word
from fumikura.plan.nodes import BODY, Dated, Exactly, Leaf, StartsWith, Terms
from fumikura.text.numerals import numeral_length

Query: TypeAlias = dict[str, Any]
"""A query of OpenSearch."""

NOTHING: Query = {"match_none": {}}


EVERYTHING: Query = {"exists": {"field": "number"}}
"""All passages."""


FURNITURE: Query = {"term": {exact("kind"): exact_key("furniture")}}
"""The passages that are of the page and not of the text."""


def by_words(leaf: Leaf, field: str) -> Query:
    """A leaf as words in a field; `NOTHING` for leaves that are found by their characters alone."""
    match leaf:
        case Terms(_, terms, _):
            return _terms_phrase(field, terms)
        case Dated(_, _, prefixes, word):
            spoken = any_of(_phrase(dates(field), prefix) for prefix in prefixes)
            # Words that go on as another date do not count.
            written = all_of([_terms_phrase(field, word.terms), without_score(by_characters(leaf, field))])
            return {"dis_max": {"queries": [spoken, written]}}
        case _:
            return NOTHING


def by_characters(leaf: Leaf, field: str) -> Query:
    """A leaf by its characters in a field. A `Similar` word needs inspection instead."""
    return any_of(_phrase(chars(field), run) for run in run_phrases(leaf))


def words_in(leaf: Leaf, fields: Sequence[str]) -> Query:
    """A leaf as words in any of some fields."""
    return any_of(by_words(leaf, field) for field in fields)


def characters_in(leaf: Leaf, fields: Sequence[str]) -> Query:
    """A leaf by its characters in any of some fields."""
    return any_of(by_characters(leaf, field) for field in fields)


def any_of(queries: Iterable[Query]) -> Query:
    """Passages that match any of some queries, with the sum of the scores."""
    some = [query for query in queries if query != NOTHING]
    return some[0] if len(some) == 1 else {"bool": {"should": some}} if some else NOTHING


def all_of(queries: Sequence[Query]) -> Query:
    """Passages that match all of some queries, with the sum of the scores."""
    if NOTHING in queries:
        return NOTHING
    return queries[0] if len(queries) == 1 else {"bool": {"must": queries}}


def none_of(found: Query, excluded: Iterable[Query]) -> Query:
    """Passages that match a query and none of `excluded`."""
    others = [query for query in excluded if query != NOTHING]
    return {"bool": {"must": [found], "must_not": others}} if others and found != NOTHING else found


def run_phrases(leaf: Leaf) -> Iterator[str]:
    """The phrases of which any finds the characters of a leaf."""
    match leaf:
        case Terms(_, _, needles, _, at_words):
            for needle in filter(None, needles):
                is_word = needle in at_words
                yield encode_run(needle, at_word=is_word, ends_word=is_word)
                if is_word and (inside := inner_word(needle)):
                    yield encode_run(needle, at_word=True, word_inside=inside)
        case Dated():
            yield from map(encode_date, filter(None, leaf.word.needles))
        case Exactly(_, needles, _, open_start, open_end, at_words):
            for needle in at_words:
                for inside in range(numeral_length(needle), len(needle)):
                    yield encode_run(needle, at_word=True, word_inside=inside)
            for needle in needles:
                if not needle or needle in at_words:
                    continue
                yield encode_run(needle, open_start=open_start, open_end=open_end)
        case StartsWith(_, needles):
            for needle in filter(None, needles):
                yield encode_run(needle, open_end=True, at_word=True)
        case _:
            return


def _terms_phrase(field: str, terms: Sequence[tuple[int, str]]) -> Query:
    """Terms at their relative places in a field."""
    if not terms:
        return NOTHING
    tokens = [HOLE] * (terms[-1][0] + 1)
    for place, term in terms:
        tokens[place] = encode_term(term)
    return _phrase(words(field), " ".join(tokens))


def _phrase(field: str, text: str) -> Query:
    # The cluster adds up the score of each token of a phrase, and all have the same one.
    tokens = sum(token != HOLE for token in text.split(" "))
    return {"match_phrase": {field: {"query": text, "boost": 1 / tokens}}}


def without_score(query: Query) -> Query:
    """The same passages with a score of 0."""
    return query if query == NOTHING else {"bool": {"filter": [query]}}


IN_DOCUMENTS: Sequence[Mapping[str, str]] = ({exact("document"): "asc"}, {"number": "asc"})
"""The order of documents, and of the passages in each."""


def filter_queries(filters: Filters) -> Iterator[Query]:
    """Filters as queries, all of which a passage must match."""
    for field, values in filters.values:
        year = field_named(field).type == "year"
        yield {"terms": {exact(field): sorted(map(int if year else exact_key, values))}}
    if filters.years:
        ranges = ({"gte": first, "lte": last} for first, last in filters.years)
        yield {"bool": {"should": [{"range": {exact("year"): each}} for each in map(_without_none, ranges)]}}
    first_day, last_day = DAYS
    if filters.date_from is not None:
        yield {"range": {last_day: {"gte": filters.date_from}}}
    if filters.date_to is not None:
        yield {"range": {first_day: {"lte": filters.date_to}}}


def sort_keys(sort: Sort) -> list[Mapping[str, object]]:
    """The keys of a sort order; they leave no ties."""
    match sort:
        case "relevance":
            return [{"_score": "desc"}, *IN_DOCUMENTS]
        case "document":
            return [*IN_DOCUMENTS]
        case _:
            way = "desc" if sort == "-date" else "asc"
            return [{exact("date"): {"order": way, "missing": "_last"}}, *IN_DOCUMENTS]


def _without_none(values: Mapping[str, object]) -> Mapping[str, object]:
    return {name: value for name, value in values.items() if value is not None}


def body_of(leaf: Leaf) -> tuple[str, ...]:
    """The fields in which a leaf makes a passage a hit."""
    return tuple(field for field in leaf.fields if field in BODY) or leaf.fields
