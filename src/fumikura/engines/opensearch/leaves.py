"""The leaves of a plan as queries on one searched field: what has it as a word, and what has its characters.

Both count occurrences: the score of such a query is how often the leaf stands in the field.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, TypeAlias

from fumikura.engines.opensearch.encoding import date_of, run_of, word_of
from fumikura.engines.opensearch.schema import HOLE, chars, dates, words
from fumikura.plan.nodes import Dated, Exactly, Leaf, StartsWith, Terms

Query: TypeAlias = dict[str, Any]
"""A query as OpenSearch is asked."""

NOTHING: Query = {"match_none": {}}


def by_words(leaf: Leaf, field: str) -> Query:
    """What has a leaf in a field as words; of one that is looked for by its characters alone, nothing."""
    match leaf:
        case Terms(_, terms, _):
            return _together(field, terms)
        case Dated(_, _, prefixes, word):
            spoken = any_of(_phrase(dates(field), prefix) for prefix in prefixes)
            # Words of a date that go on as another are none of it.
            written = all_of([_together(field, word.terms), _constant(by_characters(leaf, field))])
            return {"dis_max": {"queries": [spoken, written]}}
        case _:
            return NOTHING


def by_characters(leaf: Leaf, field: str) -> Query:
    """What has the characters of a leaf in a field. A `Similar` word is found otherwise."""
    return any_of(_phrase(chars(field), run) for run in _runs(leaf))


def any_of(queries: Iterable[Query]) -> Query:
    """What any of some queries finds, with the sum of its scores."""
    some = [query for query in queries if query != NOTHING]
    return some[0] if len(some) == 1 else {"bool": {"should": some}} if some else NOTHING


def all_of(queries: Sequence[Query]) -> Query:
    """What all of some queries find, with the sum of its scores."""
    if NOTHING in queries:
        return NOTHING
    return queries[0] if len(queries) == 1 else {"bool": {"must": queries}}


def none_of(found: Query, excluded: Iterable[Query]) -> Query:
    """What a query finds and none of others."""
    others = [query for query in excluded if query != NOTHING]
    return {"bool": {"must": [found], "must_not": others}} if others and found != NOTHING else found


def _runs(leaf: Leaf) -> Iterator[str]:
    match leaf:
        case Terms(_, _, needles, _, at_words):
            for needle in filter(None, needles):
                yield run_of(needle, at_word=needle in at_words, ends_word=needle in at_words)
        case Dated():
            yield from map(date_of, filter(None, leaf.word.needles))
        case Exactly(_, needles, _, open_start, open_end):
            for needle in filter(None, needles):
                yield run_of(needle, open_start=open_start, open_end=open_end)
        case StartsWith(_, needles):
            for needle in filter(None, needles):
                yield run_of(needle, open_end=True, at_word=True)
        case _:
            return


def _together(field: str, terms: Sequence[tuple[int, str]]) -> Query:
    """What has terms at their relative places in a field."""
    if not terms:
        return NOTHING
    tokens = [HOLE] * (terms[-1][0] + 1)
    for place, term in terms:
        tokens[place] = word_of(term)
    return _phrase(words(field), " ".join(tokens))


def _phrase(field: str, text: str) -> Query:
    # The cluster adds up what its similarity says of each of the tokens of a phrase, which is the same for all.
    tokens = sum(token != HOLE for token in text.split(" "))
    return {"match_phrase": {field: {"query": text, "boost": 1 / tokens}}}


def _constant(query: Query) -> Query:
    return query if query == NOTHING else {"constant_score": {"filter": query, "boost": 0.0}}
