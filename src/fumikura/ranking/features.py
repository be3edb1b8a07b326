"""How well a passage answers a query beyond having its words: where they stand, and what it has of the others.

BM25F counts words, and the best few hundred passages by it are often of one topic: what tells the answer among them is
that the words stand together and as they were asked, and that little is missing. Sums of that kind are the feature-based
reranking of Metzler and Croft, Linear Feature-Based Models for Information Retrieval, 2007. Weights were chosen where
their optimum is flat, on one half of the questions of `bench/relevance.py`; that script gives the figures of both halves.
"""

from __future__ import annotations

import math
from collections.abc import Container, Iterator, Mapping, Sequence
from functools import lru_cache

from fumikura.ranking.query_features import Cues
from fumikura.values import frozen

__all__ = [
    "ANSWER", "EARLY", "EARLY_HALF", "GRAMS", "GRAM_B", "GRAM_IN_HEADING", "GRAM_K1", "PARTLY", "RESCORED", "SHARE",
    "SLACK", "SUBJECT", "TOGETHER", "Evidence", "Parts", "answer", "gram_weight", "kanji_of", "parts", "word_weight",
]  # fmt: skip

RESCORED = 100
"""How many of the best passages by BM25F are weighed anew. Those below are hardly ever the answer."""

GRAMS, TOGETHER, EARLY, SHARE, SUBJECT, ANSWER, PARTLY = 0.15, 0.3, 0.15, 0.3, 2.0, 0.4, 0.4
"""What each kind of evidence weighs."""

GRAM_K1, GRAM_B, GRAM_IN_HEADING = 0.4, 0.75, 1.5
GRAM_OF_NO_WORD = 1.5  # the weight of a word that is in about every fifth passage
SLACK = 2.0  # words between two of the query at which being together counts half
EARLY_HALF = 3.0  # words into a passage after which being early counts half
ANSWER_HALF = 10.0  # characters between a word and what may be the answer at which it counts half


@frozen
class Evidence:
    """A passage as ranking sees it: folded `text` and `heading` (section and title), words of the query in them.

    `positions` gives the places among the words of the text, ascending, for each term that is there; `elsewhere` the
    terms that are in headings or glosses, or there by another name. `relative_length` is that of the text, in words, to
    the average.
    """

    text: str
    heading: str
    positions: Mapping[str, Sequence[int]]
    elsewhere: frozenset[str]
    relative_length: float


@frozen
class Parts:
    """What is added to the score of a passage: never less than 0 each."""

    characters: float = 0.0
    together: float = 0.0
    early: float = 0.0
    share: float = 0.0
    subject: float = 0.0
    answer: float = 0.0
    partly: float = 0.0

    @property
    def total(self) -> float:
        """All of them."""
        return (
            self.characters
            + self.together
            + self.early
            + self.share
            + self.subject
            + self.answer
            + self.partly
        )


def word_weight(frequency: int, passages: int) -> float:
    """How much a word says that is in `frequency` of the passages: the idf of BM25, never negative."""
    return math.log(1 + (passages - frequency + 0.5) / (frequency + 0.5))


def parts(cues: Cues, weights: Mapping[str, float], evidence: Evidence) -> Parts:
    """What a passage gains by each kind of evidence; `weights` has the weight of each term of the cues."""
    return Parts(
        GRAMS * _characters(cues, weights, evidence),
        TOGETHER * _together(cues, weights, evidence),
        EARLY * _early(weights, evidence.positions),
        SHARE * _share(weights, evidence),
        SUBJECT * _subject(cues, weights, evidence),
        ANSWER * answer(cues, weights, evidence.positions, evidence.text),
        PARTLY * _partly(cues, weights, evidence),
    )


def _characters(cues: Cues, weights: Mapping[str, float], evidence: Evidence) -> float:
    """Runs of three characters in common, saturated as words are; each weighs as the words that it is of.

    So a run across two words weighs as both, and no frequencies of runs have to be kept.
    """
    norm = 1 - GRAM_B + GRAM_B * evidence.relative_length
    text, heading = evidence.text, evidence.heading
    total = 0.0
    for gram, of in cues.grams:
        found = text.count(gram) / norm
        if gram in heading:
            found += GRAM_IN_HEADING
        if found:
            total += gram_weight(cues, weights, of) * found / (GRAM_K1 + found)
    return total


def gram_weight(cues: Cues, weights: Mapping[str, float], of: Sequence[int]) -> float:
    """What a run of characters weighs that is of these words of the query."""
    return sum(weights[cues.words[index].term] for index in of) or GRAM_OF_NO_WORD


def _together(cues: Cues, weights: Mapping[str, float], evidence: Evidence) -> float:
    """Neighbours in the query that are as near in the passage; farther apart they count less.

    Two that are both in a heading are a name that the passage need not repeat.
    """
    total = 0.0
    positions, elsewhere = evidence.positions, evidence.elsewhere
    for one, other in zip(cues.words, cues.words[1:], strict=False):
        if one.term == other.term or one.term not in positions or other.term not in positions:
            continue
        if one.term in elsewhere and other.term in elsewhere:
            continue
        apart = _least_distance(positions[one.term], positions[other.term])
        excess = max(apart - (other.position - one.position), 0)
        total += min(weights[one.term], weights[other.term]) / (1 + excess / SLACK)
    return total


def _early(weights: Mapping[str, float], positions: Mapping[str, Sequence[int]]) -> float:
    """Words that a passage begins with: it is about them, or defines them."""
    return sum(weights[term] / (1 + found[0] / EARLY_HALF) for term, found in positions.items())


def _share(weights: Mapping[str, float], evidence: Evidence) -> float:
    """How much of the query is there at all, its square, so that the last missing word counts most."""
    whole = sum(weights.values())
    there = sum(
        weight for term, weight in weights.items() if term in evidence.positions or term in evidence.elsewhere
    )
    return there * there / whole if whole else 0.0


def _subject(cues: Cues, weights: Mapping[str, float], evidence: Evidence) -> float:
    """The share, by weight, that is there of the words that the query begins with, up to its first particle."""
    terms = {cue.term for cue in cues.words[: cues.subject]}
    whole = sum(weights[term] for term in terms)
    there = sum(weights[term] for term in terms if term in evidence.positions or term in evidence.elsewhere)
    return there / whole if whole else 0.0


def answer(cues: Cues, weights: Mapping[str, float], there: Container[str], text: str) -> float:
    """How near the words stand to a time or a number, where the question is for one; of several, to the best."""
    found = [match.start() for match in cues.answer.finditer(text)] if cues.answer else []
    if not found:
        return 0.0
    total = dict.fromkeys(found, 0.0)
    for term, word in {cue.term: cue.text for cue in cues.words if cue.term in there}.items():
        places = tuple(_places(text, word))
        for at in total if places else ():
            total[at] += weights[term] / (1 + min([abs(place - at) for place in places]) / ANSWER_HALF)
    return max(total.values())


def _places(text: str, word: str) -> Iterator[int]:
    at = text.find(word)
    while at >= 0:
        yield at
        at = text.find(word, at + len(word))


def _partly(cues: Cues, weights: Mapping[str, float], evidence: Evidence) -> float:
    """Words that are missing while some of their kanji are there: 隣 of 隣国."""
    total = 0.0
    for term, kanji in kanji_of(cues).items():
        if term not in evidence.positions and term not in evidence.elsewhere:
            total += weights[term] * sum(char in evidence.text for char in kanji) / len(kanji)
    return total


def kanji_of(cues: Cues) -> dict[str, frozenset[str]]:
    """The kanji of each term, as it is first written in the query; those without any are left out."""
    found = {cue.term: _kanji_of(cue.text) for cue in reversed(cues.words)}
    return {term: kanji for term, kanji in found.items() if kanji}


@lru_cache(256)
def _kanji_of(text: str) -> frozenset[str]:
    return frozenset(filter(_is_kanji, text))


def _is_kanji(char: str) -> bool:
    return "\u4e00" <= char <= "\u9fff" or char == "々"


def _least_distance(one: Sequence[int], other: Sequence[int]) -> int:
    """The least distance between a number of the one and one of the other, both ascending."""
    i = j = 0
    best = abs(one[0] - other[0])
    while i < len(one) and j < len(other):
        best = min(best, abs(one[i] - other[j]))
        if one[i] < other[j]:
            i += 1
        else:
            j += 1
    return best
