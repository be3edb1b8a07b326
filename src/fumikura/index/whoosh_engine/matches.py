"""What a part of a query found: passages with scores, and how the passages of several parts come together.

Scores are BM25F: the weights of a term in the fields of a passage are summed before they are saturated
(Robertson and Zaragoza, The Probabilistic Relevance Framework: BM25 and Beyond, 2009, section 3.6).
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType

__all__ = ["FIELD_WEIGHTS", "K1", "B", "Matches", "Tally", "all_of", "any_of", "bm25f", "run", "without"]

K1 = 0.4
"""How soon more occurrences stop to count. Passages are short: what counts is whether a word is there."""

B = 0.75
"""How much the length of a field counts against its occurrences."""

FIELD_WEIGHTS: Mapping[str, float] = MappingProxyType(
    {"text": 1.0, "glosses": 0.5, "section": 0.4, "title": 0.2}
)


@dataclass(slots=True)
class Tally:
    """Occurrences of a leaf while they are counted: field-weighted frequencies of words and of characters.

    `body` are the passages in which it stands in the passage itself, not in a heading only.
    """

    words: dict[int, float] = field(default_factory=dict)
    characters: dict[int, float] = field(default_factory=dict)
    body: set[int] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class Matches:
    """Passages with their scores; in those of `literal`, only the characters of some word were found."""

    scores: Mapping[int, float]
    literal: frozenset[int] = frozenset()


def bm25f(tally: Tally, passages: int) -> Matches:
    """The scores of one leaf among so many `passages`: idf * x / (k1 + x), x the field-weighted frequency.

    A passage under a heading that has the words is about them, but one that has them itself comes first: so
    the score from headings alone stays below the least of the others.
    """
    found = {**tally.characters, **tally.words}
    frequency = len(found)
    idf = math.log(1 + (passages - frequency + 0.5) / (frequency + 0.5))
    scores = {number: idf * x / (K1 + x) for number, x in found.items()}
    if tally.body and len(tally.body) < len(found):
        ceiling = min(scores[number] for number in tally.body)
        for number in scores.keys() - tally.body:
            scores[number] *= 0.9 * ceiling / (idf or 1.0)
    return Matches(scores, frozenset(found.keys() - tally.words.keys()))


def all_of(parts: Sequence[Matches], excluded: Sequence[Matches]) -> Matches:
    """What is in all of `parts` and none of `excluded`: literal where one part is."""
    if not parts:
        return Matches({})
    ordered = sorted(parts, key=lambda part: len(part.scores))
    ids = set(ordered[0].scores).intersection(*(part.scores.keys() for part in ordered[1:]))
    ids.difference_update(*(part.scores.keys() for part in excluded))
    scores = {number: sum(part.scores[number] for part in parts) for number in sorted(ids)}
    return Matches(scores, frozenset(ids.intersection(frozenset().union(*(part.literal for part in parts)))))


def any_of(parts: Sequence[Matches]) -> Matches:
    """What is in any of `parts`: literal where no part has it as a word."""
    scores: dict[int, float] = {}
    literal: set[int] = set()
    words: set[int] = set()
    for part in parts:
        for number, score in part.scores.items():
            scores[number] = scores.get(number, 0.0) + score
        literal |= part.literal
        words |= part.scores.keys() - part.literal
    return Matches(scores, frozenset(literal - words))


def run(words: Matches, whole: Matches) -> Matches:
    """What has the words of a run, what has the run as it stands before it."""
    lead = max(words.scores.values(), default=0.0)
    scores = dict(words.scores)
    for number, score in whole.scores.items():
        scores[number] = scores.get(number, 0.0) + lead + score
    literal = words.literal.difference(whole.scores) | (whole.literal - (words.scores.keys() - words.literal))
    return Matches(scores, frozenset(literal))


def without(matches: Matches, everything: Sequence[int]) -> Matches:
    """All passages but those of `matches`, at a score of 0."""
    return Matches({number: 0.0 for number in everything if number not in matches.scores})
