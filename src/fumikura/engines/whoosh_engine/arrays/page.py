"""One page of an answer, by way of arrays: what `engine` does over sets and dictionaries, to the same end."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from fumikura.engines.protocol import Filters, Request
from fumikura.engines.whoosh_engine.arrays.evaluation import ArrayEvaluation, first_of
from fumikura.engines.whoosh_engine.arrays.found import Found
from fumikura.engines.whoosh_engine.arrays.rescoring import gains
from fumikura.engines.whoosh_engine.arrays.vectors import Flags
from fumikura.engines.whoosh_engine.counts import named_counts
from fumikura.engines.whoosh_engine.matches import Matches
from fumikura.engines.whoosh_engine.order import ROUNDED
from fumikura.engines.whoosh_engine.restrict import wanted
from fumikura.engines.whoosh_engine.segment import Segment
from fumikura.models import Expansion
from fumikura.plan.nodes import Dated, Expanded
from fumikura.plan.nodes import words as words_of
from fumikura.ranking.features import RESCORED

__all__ = ["ArrayPage", "passing_flags"]


def passing_flags(filters: Filters, segments: Sequence[Segment]) -> Flags | None:
    """Which of all passages pass the filters, or None where nothing is restricted: `restrict.passing` over arrays."""
    restricted = [(segment, list(wanted(filters, segment))) for segment in segments]
    if not any(fields for _, fields in restricted):
        return None
    return np.concatenate([_passing(fields, segment) for segment, fields in restricted])


def _passing(fields: Iterable[tuple[str, Iterable[str]]], segment: Segment) -> Flags:
    flags = np.zeros(segment.entry.size, np.bool_)
    flags[segment.vectors.living(np.arange(len(flags)))] = True
    for field, terms in fields:
        there = np.zeros(len(flags), np.bool_)
        for term in terms:
            there[segment.vectors.postings(field, term).ids] = True
        flags &= there
    return flags


@dataclass(frozen=True, slots=True)
class ArrayPage:
    """A search over all passages: what it found, and of the first `wanted` in their order all there is to know."""

    total: int
    ids: list[int]
    matches: Matches
    words: tuple[tuple[str, int], ...]
    expanded: tuple[Expansion, ...]

    @classmethod
    def of(cls, request: Request, evaluation: ArrayEvaluation, allowed: Flags | None) -> ArrayPage:
        """The first that are asked for, and those that are as good as the last of them, among the `allowed`."""
        cues, words = request.cues, tuple(dict.fromkeys(words_of(request.plan)))
        wanted = None
        if request.limit is not None and request.sort == "relevance":
            wanted = request.offset + request.limit
        most = wanted if not wanted else max(wanted, RESCORED)
        found = evaluation.settled(request.plan, allowed, most)
        total = len(found.ids)
        if cues.words and (wanted is None or wanted):
            others = [
                (label, evaluation.found(word)) for label, word in words if isinstance(word, Expanded | Dated)
            ]
            chosen = np.sort(first_of(found, RESCORED))
            gained = gains(cues, evaluation.scope, others, found.ids[chosen])
            found = found.with_others(chosen, found.scores[chosen] + gained, found.levels_at(chosen))
        counts, expanded = named_counts(
            words,
            lambda word: _count(evaluation.found(word), allowed),
            lambda other: _count(evaluation.other(other), allowed),
        )
        if wanted is not None:
            found = found.among(first_of(found, wanted, ROUNDED))
        return cls(total, found.ids.tolist(), _as_matches(found), counts, expanded)


def _count(found: Found, allowed: Flags | None) -> int:
    return len(found.ids) if allowed is None else int(allowed[found.ids].sum())


def _as_matches(found: Found) -> Matches:
    ids = found.ids.tolist()
    levels: dict[int, int] = {}
    if found.levels is not None:
        low = found.levels.nonzero()[0]
        levels = dict(zip(found.ids[low].tolist(), found.levels[low].tolist(), strict=True))
    headings = frozenset(() if found.headings is None else found.ids[found.headings].tolist())
    return Matches(dict(zip(ids, found.scores.tolist(), strict=True)), levels, headings)
