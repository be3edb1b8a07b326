"""What the best passages gain by where the words of the query stand in them: `ranking.parts` for all of them at once.

Each kind of evidence is one array, a number for each passage.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise

import numpy as np

from fumikura.analysis import fold
from fumikura.index import ranking
from fumikura.index.cues import Cues
from fumikura.index.plan import SEARCHED
from fumikura.index.whoosh_engine.arrays.found import Found
from fumikura.index.whoosh_engine.arrays.vectors import (
    Flags,
    Ids,
    Numbers,
    PostingVectors,
    Vectors,
    places_in,
)
from fumikura.index.whoosh_engine.segment import Segment
from fumikura.index.whoosh_engine.windows import text_of

__all__ = ["gains"]

_TEXT, *_ELSEWHERE = SEARCHED
_HEADINGS = ("section", "title")
_APART = "\x1e"  # ends a row of folded text; no run of characters has it


def gains(
    cues: Cues,
    segments: Sequence[Segment],
    bases: Sequence[int],
    passages: int,
    average: float,
    others: Iterable[tuple[str, Found]],
    ids: Ids,
) -> Numbers:
    """What is added to the scores of the passages `ids`, which ascend; see `rescoring.Rescorer` for the others."""
    terms = list(dict.fromkeys(cue.term for cue in cues.words))
    frequencies = (sum(_frequency(segment.vectors, term) for segment in segments) for term in terms)
    weights = {
        term: ranking.word_weight(count, passages) for term, count in zip(terms, frequencies, strict=True)
    }
    named = [
        ({cue.term for cue in cues.words if cue.text in form}, found)
        for form, found in ((fold(label).text, found) for label, found in others)
    ]
    gained = np.zeros(len(ids))
    for number, segment in enumerate(segments):
        first, last = np.searchsorted(ids, (bases[number], bases[number + 1]))
        if first < last:
            inside = ids[first:last]
            elsewhere = [(of, places_in(found.ids, inside)[1]) for of, found in named]
            chosen = _Chosen(cues, weights, segment, inside - bases[number], average, elsewhere)
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
        self._segment = segment
        self._local = local
        self._vectors: Vectors = segment.vectors
        self._average = average
        places = {term: places_in(self._postings(_TEXT, term).ids, local) for term in weights}
        self._places = {term: at for term, (at, _) in places.items()}
        self._there = {term: there for term, (_, there) in places.items()}
        self._elsewhere = {term: self._in_others(term, others) for term in weights}
        self._texts = _texts(segment, local.tolist())
        self._joined, self._starts = _joined(self._texts)

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

    def _postings(self, field: str, term: str) -> PostingVectors:
        return self._vectors.postings(field, term)

    def _in_others(self, term: str, others: Sequence[tuple[set[str], Flags]]) -> Flags:
        found = np.zeros(len(self._local), np.bool_)
        for field in _ELSEWHERE:
            if not self._vectors.is_empty(field) and len(postings := self._postings(field, term).ids):
                found |= places_in(postings, self._local)[1]
        for terms, there in others:
            if term in terms:
                found |= there & ~self._there[term]
        return found

    def _characters(self) -> Numbers:
        norms = self._lengths()
        total = np.zeros(len(self._local))
        headings, which = self._headings()
        for gram, of in self._cues.grams:
            found = _counts(self._joined, gram, self._starts) / norms
            if in_headings := [gram in heading for heading in headings]:
                found += ranking.GRAM_IN_HEADING * np.array(in_headings)[which]
            weight = ranking.gram_weight(self._cues, self._weights, of)
            total += weight * found / (ranking.GRAM_K1 + found)
        return total

    def _lengths(self) -> Numbers:
        relative = self._vectors.words(_TEXT)[self._local] / self._average
        return 1 - ranking.GRAM_B + ranking.GRAM_B * relative

    def _headings(self) -> tuple[list[str], Ids]:
        """The different headings, and which of them each passage has."""
        sections, titles = (self._vectors.runs(field)[self._local] for field in _HEADINGS)
        _, first, which = np.unique(sections << 32 | titles, return_index=True, return_inverse=True)
        rows = [self._segment.chars(field) for field in _HEADINGS]
        texts = [
            "\x1f".join(text_of(each[local]).decode("utf-8", "replace") for each in rows)
            for local in self._local[first].tolist()
        ]
        return texts, which

    def _together(self) -> Numbers:
        total = np.zeros(len(self._local))
        words = self._cues.words
        for one, other in pairwise(words):
            if one.term == other.term:
                continue
            both = self._there[one.term] & self._there[other.term]
            both &= ~(self._elsewhere[one.term] & self._elsewhere[other.term])
            if not both.any():
                continue
            ids = self._local[both]
            apart = _least_distances(self._postings(_TEXT, one.term), self._postings(_TEXT, other.term), ids)
            excess = np.maximum(apart - (other.position - one.position), 0)
            total[both] += min(self._weights[one.term], self._weights[other.term]) / (
                1 + excess / ranking.SLACK
            )
        return total

    def _early(self) -> Numbers:
        total = np.zeros(len(self._local))
        for term, there in self._there.items():
            if there.any():
                postings = self._postings(_TEXT, term)
                at = self._places[term][there]
                first = postings.flat[at if postings.offsets is None else postings.offsets[at]]
                total[there] += self._weights[term] / (1 + first / ranking.EARLY_HALF)
        return total

    def _present(self, terms: Iterable[str]) -> tuple[Numbers, float]:
        """The weights of the terms that are there, summed, and those of all."""
        total, whole = np.zeros(len(self._local)), 0.0
        for term in terms:
            total += self._weights[term] * (self._there[term] | self._elsewhere[term])
            whole += self._weights[term]
        return total, whole

    def _share(self) -> Numbers:
        there, whole = self._present(self._weights)
        return there * there / whole if whole else there

    def _subject(self) -> Numbers:
        there, whole = self._present({cue.term for cue in self._cues.words[: self._cues.subject]})
        return there / whole if whole else there

    def _answer(self) -> Numbers:
        return np.array(
            [
                ranking.answer(self._cues, self._weights, self._terms_of(place), text)
                for place, text in enumerate(self._texts)
            ]
        )

    def _terms_of(self, place: int) -> set[str]:
        return {term for term, there in self._there.items() if there[place]}

    def _partly(self) -> Numbers:
        total = np.zeros(len(self._local))
        codes = np.frombuffer(self._joined.encode("utf-32-le", "surrogatepass"), "<u4")
        for term, kanji in ranking.kanji_of(self._cues).items():
            missing = np.flatnonzero(~(self._there[term] | self._elsewhere[term]))
            if len(missing):
                there = np.zeros(len(self._local))
                for char in kanji:
                    places = np.flatnonzero(codes == ord(char))
                    there[np.unique(np.searchsorted(self._starts, places, side="right") - 1)] += 1
                total[missing] += self._weights[term] * there[missing] / len(kanji)
        return total


def _frequency(vectors: Vectors, term: str) -> int:
    return len(vectors.living(vectors.postings(_TEXT, term).ids))


def _counts(joined: str, gram: str, starts: Ids) -> Numbers:
    """How often a run of characters stands in each of the texts that are joined, without overlaps."""
    places = list(_occurrences(joined, gram))
    if not places:
        return np.zeros(len(starts))
    texts = np.searchsorted(starts, places, side="right") - 1
    return np.bincount(texts, minlength=len(starts)).astype(np.float64)


def _occurrences(text: str, gram: str) -> Iterator[int]:
    at = text.find(gram)
    while at >= 0:
        yield at
        at = text.find(gram, at + len(gram))


def _least_distances(one: PostingVectors, other: PostingVectors, ids: Ids) -> Ids:
    """The least distance between places of two terms in each of the passages `ids`, which have both."""
    ones, others = (each.keys_at(each.ids.searchsorted(ids), ids) for each in (one, other))
    after = np.searchsorted(others, ones)
    # Keys of another passage are farther away than any of the same.
    right = np.abs(others[np.minimum(after, len(others) - 1)] - ones)
    left = np.abs(ones - others[np.maximum(after - 1, 0)])
    nearest = np.minimum(left, right)
    starts = np.searchsorted(ones, ids << 32)
    return np.minimum.reduceat(nearest, starts)


def _texts(segment: Segment, local: list[int]) -> list[str]:
    data, starts = segment.chars(_TEXT).prepared(local)
    return [text_of(data[starts[at] : starts[at + 1] - 1]).decode("utf-8", "replace") for at in local]


def _joined(texts: Sequence[str]) -> tuple[str, Ids]:
    """Texts as one, and where each begins in it."""
    lengths = np.fromiter(map(len, texts), np.int64, len(texts)) + 1
    return _APART.join(texts), np.cumsum(lengths) - lengths
