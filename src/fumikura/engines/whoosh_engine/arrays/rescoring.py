"""What the best passages gain by where the words of the query stand in them: `ranking.parts` for all of them at once.

Each kind of evidence is one array, a number for each passage; what is told of each term is a row of a table.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from fumikura.engines.whoosh_engine.arrays.found import Found
from fumikura.engines.whoosh_engine.arrays.scanning import joined_rows
from fumikura.engines.whoosh_engine.arrays.texts import Texts
from fumikura.engines.whoosh_engine.arrays.vectors import Flags, Ids, Numbers, Vectors, are_first, places_in
from fumikura.engines.whoosh_engine.rows import TERMINATOR
from fumikura.engines.whoosh_engine.scope import Scope
from fumikura.engines.whoosh_engine.segment import Segment
from fumikura.plan.nodes import SEARCHED
from fumikura.ranking import features as ranking
from fumikura.ranking.query_features import Cues
from fumikura.text import fold
from fumikura.text.alternate_readings import MARKER

__all__ = ["gains"]

_TEXT, *_ELSEWHERE = SEARCHED
_HEADINGS = ("section", "title")
_MARKER = MARKER.encode()

Table: TypeAlias = NDArray[np.bool_]
"""A row for each term, a column for each passage."""


def gains(cues: Cues, scope: Scope, others: Iterable[tuple[str, Found]], ids: Ids) -> Numbers:
    """What is added to the scores of the passages `ids`, which ascend; see `rescoring.Rescorer` for the others."""
    terms = list(dict.fromkeys(cue.term for cue in cues.words))
    frequencies = (sum(_frequency(segment.vectors, term) for segment in scope.segments) for term in terms)
    weights = {
        term: ranking.word_weight(count, scope.passages)
        for term, count in zip(terms, frequencies, strict=True)
    }
    named = [
        ({cue.term for cue in cues.words if cue.text in form}, found)
        for form, found in ((fold(label).text, found) for label, found in others)
    ]
    gained = np.zeros(len(ids))
    for base, segment in scope:
        first, last = ids.searchsorted((base, base + segment.entry.size))
        if first < last:
            inside = ids[first:last]
            elsewhere = [(of, places_in(found.ids, inside)[1]) for of, found in named]
            chosen = _Chosen(cues, weights, segment, inside - base, scope.averages[_TEXT], elsewhere)
            gained[first:last] = chosen.gains()
    return gained


class _Chosen:
    """Passages of one segment that are weighed anew."""

    def __init__(
        self,
        cues: Cues,
        weights: Mapping[str, float],
        segment: Segment,
        local: Ids,
        average: float,
        others: Sequence[tuple[set[str], Flags]],
    ) -> None:
        self._cues = cues
        self._weights = weights
        self._terms = {term: number for number, term in enumerate(weights)}
        self._by_term = np.fromiter(weights.values(), np.float64, len(weights))
        self._segment = segment
        self._local = local
        self._vectors: Vectors = segment.vectors
        self._average = average
        self._there: Table = np.zeros((len(weights), len(local)), np.bool_)
        self._keys = [self._keys_of(term, there) for term, there in zip(weights, self._there, strict=True)]
        self._elsewhere: Table = np.zeros((len(weights), len(local)), np.bool_)
        for term, found in zip(weights, self._elsewhere, strict=True):
            self._look_elsewhere(term, found, others)
        self._present: Table = self._there | self._elsewhere
        self._texts = Texts(_without_windows(segment, _TEXT, local))

    def gains(self) -> Numbers:
        """What they gain, by all kinds of evidence."""
        total: Numbers = (
            ranking.GRAMS * self._characters()
            + ranking.TOGETHER * self._together()
            + ranking.EARLY * self._early()
            + ranking.SHARE * self._share()
            + ranking.SUBJECT * self._subject()
            + ranking.PARTLY * self._partly()
        )
        return total if self._cues.answer is None else total + ranking.ANSWER * self._answer()

    def _keys_of(self, term: str, there: Flags) -> Ids:
        """Where a term stands, as `number of the passage << 32 | position`; `there` is told which have it."""
        postings = self._vectors.postings(_TEXT, term)
        if not len(postings.ids):
            return postings.ids
        at, there[:] = places_in(postings.ids, self._local)
        return postings.keys_at(at[there], there.nonzero()[0])

    def _look_elsewhere(self, term: str, found: Flags, others: Sequence[tuple[set[str], Flags]]) -> None:
        for field in _ELSEWHERE:
            if not self._vectors.is_empty(field):
                postings = self._vectors.postings(field, term)
                if len(postings.ids):
                    found |= places_in(postings.ids, self._local)[1]
        for terms, there in others:
            if term in terms:
                found |= there & ~self._there[self._terms[term]]

    def _characters(self) -> Numbers:
        if not self._cues.grams:
            return np.zeros(len(self._local))
        grams = [gram for gram, _ in self._cues.grams]
        found = self._texts.counts(grams) / self._lengths()
        headings, which = self._headings()
        found += ranking.GRAM_IN_HEADING * (headings.counts(grams) > 0)[:, which]
        weights = [ranking.gram_weight(self._cues, self._weights, of) for _, of in self._cues.grams]
        gained: Numbers = (np.array(weights)[:, None] * found / (ranking.GRAM_K1 + found)).sum(axis=0)
        return gained

    def _lengths(self) -> Numbers:
        relative = self._vectors.words(_TEXT)[self._local] / self._average
        return 1 - ranking.GRAM_B + ranking.GRAM_B * relative

    def _headings(self) -> tuple[Texts, Ids]:
        """The different headings, and which of them each passage has."""
        fields = [field for field in _HEADINGS if not self._vectors.is_empty(field)]
        keys = np.zeros(len(self._local), np.int64)
        for field in fields:
            keys = keys << 32 | self._vectors.runs(field)[self._local]
        first = are_first(keys)
        rows = [_without_windows(self._segment, field, self._local[first]) for field in fields]
        parts = [row.split(TERMINATOR) for row in rows] or [[b""] * (int(first.sum()) + 1)]
        joined = TERMINATOR.join(map(b"\x1f".join, zip(*parts, strict=True)))
        return Texts(joined), first.cumsum() - 1

    def _together(self) -> Numbers:
        """See `ranking`; each pair of words that follow one another has its range of numbers."""
        total = np.zeros(len(self._local))
        pairs = [
            (self._terms[one.term], self._terms[other.term], other.position - one.position)
            for one, other in pairwise(self._cues.words)
            if one.term != other.term
        ]
        pairs = [pair for pair in pairs if len(self._keys[pair[0]]) and len(self._keys[pair[1]])]
        if not pairs:
            return total
        ones = np.concatenate([self._keys[one] + (n << 48) for n, (one, _, _) in enumerate(pairs)])
        others = np.concatenate([self._keys[other] + (n << 48) for n, (_, other, _) in enumerate(pairs)])
        first = are_first(ones >> 32).nonzero()[0]
        apart = np.minimum.reduceat(_least_distances(ones, others), first)
        which, passage = ones[first] >> 48, ones[first] >> 32 & 0xFFFF
        one, other, gap = np.array(pairs).T[:, which]
        both = self._there[other, passage] & ~(
            self._elsewhere[one, passage] & self._elsewhere[other, passage]
        )
        weights = np.minimum(self._by_term[one], self._by_term[other])
        gained = weights / (1 + np.maximum(apart - gap, 0) / ranking.SLACK)
        return np.bincount(passage[both], gained[both], len(total)).astype(np.float64, copy=False)

    def _early(self) -> Numbers:
        total = np.zeros(len(self._local))
        for weight, keys in zip(self._by_term, self._keys, strict=True):
            if len(keys):
                passages = keys >> 32
                first = are_first(passages)
                position = keys[first] & 0xFFFFFFFF
                total[passages[first]] += weight / (1 + position / ranking.EARLY_HALF)
        return total

    def _present_of(self, terms: Iterable[str]) -> tuple[Numbers, float]:
        """The weights of the terms that are there, summed, and those of all."""
        numbers = [self._terms[term] for term in terms]
        weights = self._by_term[numbers]
        return (weights[:, None] * self._present[numbers]).sum(axis=0), sum(weights.tolist())

    def _share(self) -> Numbers:
        there, whole = self._present_of(self._weights)
        return there * there / whole if whole else there

    def _subject(self) -> Numbers:
        there, whole = self._present_of(
            dict.fromkeys(cue.term for cue in self._cues.words[: self._cues.subject])
        )
        return there / whole if whole else there

    def _partly(self) -> Numbers:
        total = np.zeros(len(self._local))
        kanji = {
            self._terms[term]: found
            for term, found in ranking.kanji_of(self._cues).items()
            if not self._present[self._terms[term]].all()
        }
        if not kanji:
            return total
        places = {char: number for number, char in enumerate(sorted(frozenset().union(*kanji.values())))}
        have = self._texts.have("".join(places))
        for term, chars in kanji.items():
            missing = ~self._present[term]
            there = have[[places[char] for char in chars]].sum(axis=0)[missing]
            total[missing] += self._by_term[term] * there / len(chars)
        return total

    def _answer(self) -> Numbers:
        """See `ranking.answer`."""
        gained, texts, answer = np.zeros(len(self._local)), self._texts, self._cues.answer
        found = np.array([match.start() for match in answer.finditer(texts.text)] if answer else [], np.int64)
        if not len(found):
            return gained
        rows, total = texts.rows_of(found), np.zeros(len(found))
        for term, word in {cue.term: cue.text for cue in self._cues.words}.items():
            places = texts.places(word)
            if not len(places):
                continue
            there = self._there[self._terms[term]][rows]
            places_rows = texts.rows_of(places)
            after = places.searchsorted(found)
            nearest = np.full(len(found), np.inf)
            for at in (after, after - 1):
                at = at.clip(0, len(places) - 1)
                same = places_rows[at] == rows
                nearest[same] = np.minimum(nearest[same], np.abs(places[at] - found)[same])
            near = there & np.isfinite(nearest)
            total[near] += self._weights[term] / (1 + nearest[near] / ranking.ANSWER_HALF)
        first = are_first(rows).nonzero()[0]
        gained[rows[first]] = np.maximum.reduceat(total, first)
        return gained


def _frequency(vectors: Vectors, term: str) -> int:
    return len(vectors.living(vectors.postings(_TEXT, term).ids))


def _least_distances(ones: Ids, others: Ids) -> Ids:
    """How far from each of `ones` the nearest of `others` is; both ascend."""
    after = others.searchsorted(ones)
    right = np.abs(others.take(after, mode="clip") - ones)
    left = np.abs(ones - others.take(np.maximum(after - 1, 0)))
    nearest: Ids = np.minimum(left, right)
    return nearest


def _without_windows(segment: Segment, field: str, local: Ids) -> bytes:
    """The rows of passages as one, without the windows behind them."""
    joined, _ = joined_rows(segment, field, local)
    if _MARKER not in joined:
        return joined
    return b"".join(row.partition(_MARKER)[0] + TERMINATOR for row in joined.split(TERMINATOR)[:-1])
