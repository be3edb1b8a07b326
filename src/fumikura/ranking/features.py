"""Features of the second stage: how well a passage answers a query, beyond having its words.

BM25F counts words, and its best passages are often of one topic. What tells the answer among them is that the words stand
together and as they were asked, and that few are missing. Sums of that kind are the feature-based
reranking of Metzler and Croft, Linear Feature-Based Models for Information Retrieval, 2007. Weights were chosen where
their optimum is flat, on one half of the questions of `bench/relevance.py`; that script gives the figures of both halves.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from fumikura.ranking.query_features import QueryFeatures

RESCORED = 30
"""How many of the best passages by BM25F are scored again. Those below are hardly ever the answer.

Relevance is the same for 20, 30 and 50 (`bench/RESULTS.md`), and each costs time.
"""

GRAMS, TOGETHER, EARLY, SHARE, SUBJECT, ANSWER, PARTLY, TYPED = 0.15, 0.3, 0.15, 0.3, 2.0, 0.4, 0.4, 1.0
"""What each kind of evidence weighs; of a word as it was typed more than any number of occurrences of it does."""

GRAM_K1, GRAM_B, GRAM_IN_HEADING = 0.4, 0.75, 1.5
GRAM_OF_NO_WORD = 1.5  # the weight of a word that is in about every fifth passage
SLACK = 2.0  # words between two of the query at which being together counts half
EARLY_HALF = 3.0  # words into a passage after which being early counts half
ANSWER_HALF = 10.0  # characters between a word and what may be the answer at which it counts half


class Evidence(NamedTuple):
    """What the features need of a passage: folded `text`, folded `heading` (section and title), and terms of the query.

    `positions` has, for each term in the text, its places among the words, ascending; `elsewhere` has the terms that
    are in headings or glosses, or there under another name. `relative_length` is the length of the text in words,
    divided by the average. `typed` has the terms that the text spells as the query does.
    """

    text: str
    heading: str
    positions: Mapping[str, Sequence[int]]
    elsewhere: frozenset[str]
    relative_length: float
    typed: frozenset[str] = frozenset()


class Gains(NamedTuple):
    """What is added to the score of a passage: never less than 0 each."""

    characters: float = 0.0
    together: float = 0.0
    early: float = 0.0
    share: float = 0.0
    subject: float = 0.0
    answer: float = 0.0
    partly: float = 0.0
    typed: float = 0.0

    @property
    def total(self) -> float:
        """All of them."""
        return sum(self)


class Features:
    """Computes the features of passages for one query; `weights` has the weight of each of its terms."""

    def __init__(self, query: QueryFeatures, weights: Mapping[str, float]) -> None:
        self._weights = weights
        self._whole = sum(weights.values())
        # A run across two words weighs as both, so that no frequencies of runs have to be kept.
        self._grams = [
            (gram, sum(weights[query.words[index].term] for index in of) or GRAM_OF_NO_WORD)
            for gram, of in query.grams
        ]
        self._pairs = [
            (one.term, other.term, other.position - one.position, min(weights[one.term], weights[other.term]))
            for one, other in pairwise(query.words)
            if one.term != other.term
        ]
        subject = {word.term for word in query.words[: query.subject]}
        self._subject = [(term, weights[term]) for term in subject]
        self._subject_whole = sum(weight for _, weight in self._subject)
        self._answer = query.answer
        self._texts = {word.term: word.text for word in query.words}
        first = {word.term: word.text for word in reversed(query.words)}
        self._kanji = [
            (term, weights[term] / len(kanji), kanji)
            for term, text in first.items()
            if (kanji := _kanji_of(text))
        ]

    def gains(self, evidence: Evidence) -> Gains:
        """The weighted features of a passage."""
        there = evidence.positions.keys() | evidence.elsewhere
        return Gains(
            GRAMS * self._by_characters(evidence),
            TOGETHER * self._by_neighbours(evidence),
            EARLY * self._by_beginning(evidence.positions),
            SHARE * self._by_share(there),
            SUBJECT * self._by_subject(there),
            ANSWER * self._by_answer(evidence) if self._answer else 0.0,
            PARTLY * self._by_parts(evidence.text, there) if len(there) < len(self._weights) else 0.0,
            TYPED * sum([self._weights[term] for term in evidence.typed]),
        )

    def _by_characters(self, evidence: Evidence) -> float:
        """Runs of three characters in common, saturated like words; each weighs as much as the words it lies in."""
        norm = 1 - GRAM_B + GRAM_B * evidence.relative_length
        count, heading = evidence.text.count, evidence.heading
        total = 0.0
        for gram, weight in self._grams:
            found = count(gram) / norm
            if gram in heading:
                found += GRAM_IN_HEADING
            if found:
                total += weight * found / (GRAM_K1 + found)
        return total

    def _by_neighbours(self, evidence: Evidence) -> float:
        """Neighbours in the query that are as near in the passage; farther apart they count less.

        Two words that are both in a heading are left out: they are a name that the passage need not repeat.
        """
        total = 0.0
        positions, elsewhere = evidence.positions, evidence.elsewhere
        for one, other, asked, weight in self._pairs:
            if one in positions and other in positions and not (one in elsewhere and other in elsewhere):
                excess = _least_distance(positions[one], positions[other]) - asked
                total += weight / (1 + max(excess, 0) / SLACK)
        return total

    def _by_beginning(self, positions: Mapping[str, Sequence[int]]) -> float:
        """Words near the beginning of a passage: it is about them, or defines them."""
        weights = self._weights
        return sum([weights[term] / (1 + found[0] / EARLY_HALF) for term, found in positions.items()])

    def _by_share(self, there: set[str]) -> float:
        """The share of the query that is there, squared, so that the last missing word counts most."""
        found = sum([weight for term, weight in self._weights.items() if term in there])
        return found * found / self._whole if self._whole else 0.0

    def _by_subject(self, there: set[str]) -> float:
        """The share, by weight, of the subject of the query that is there."""
        if not self._subject_whole:
            return 0.0
        return sum([weight for term, weight in self._subject if term in there]) / self._subject_whole

    def _by_answer(self, evidence: Evidence) -> float:
        """How near the words stand to a time or a number that the question asks for; the best one counts."""
        assert self._answer is not None
        text = evidence.text
        found = [match.start() for match in self._answer.finditer(text)]
        total = dict.fromkeys(found, 0.0)
        for term in evidence.positions if found else ():
            places = tuple(_places(text, self._texts[term]))
            for at in total if places else ():
                nearest = min([abs(place - at) for place in places])
                total[at] += self._weights[term] / (1 + nearest / ANSWER_HALF)
        return max(total.values(), default=0.0)

    def _by_parts(self, text: str, there: set[str]) -> float:
        """Words that are missing while some of their kanji are there: 隣 of 隣国."""
        total = 0.0
        for term, weight, kanji in self._kanji:
            if term not in there:
                total += weight * sum([char in text for char in kanji])
        return total


def _places(text: str, word: str) -> Iterator[int]:
    at = text.find(word)
    while at >= 0:
        yield at
        at = text.find(word, at + len(word))


@lru_cache(256)
def _kanji_of(text: str) -> frozenset[str]:
    return frozenset(filter(_is_kanji, text))


def _is_kanji(char: str) -> bool:
    return "\u4e00" <= char <= "\u9fff" or char == "々"


def _least_distance(one: Sequence[int], other: Sequence[int]) -> int:
    """The least distance between a number of the one and one of the other, both ascending."""
    if len(one) == len(other) == 1:
        return abs(one[0] - other[0])
    i = j = 0
    best = abs(one[0] - other[0])
    while i < len(one) and j < len(other) and best > 1:
        best = min(best, abs(one[i] - other[j]))
        if one[i] < other[j]:
            i += 1
        else:
            j += 1
    return best
