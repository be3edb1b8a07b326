"""What a part of a query found: passages with scores, and how the passages of several parts come together.

Scores are BM25F: the weights of a term in the fields of a passage are summed before they are saturated
(Robertson and Zaragoza, The Probabilistic Relevance Framework: BM25 and Beyond, 2009, section 3.6).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from fumikura.models import MATCH_LEVELS
from fumikura.ranking.features import word_weight
from fumikura.values import frozen

__all__ = [
    "FIELD_WEIGHTS",
    "INSIDE_OTHERS",
    "K1",
    "LITERAL",
    "B",
    "Matches",
    "Tally",
    "all_of",
    "any_of",
    "bm25f",
    "expanded",
    "run",
    "without",
]

LITERAL = MATCH_LEVELS.index("literal")

K1 = 0.4
"""How soon more occurrences stop to count. Passages are short: what counts is whether a word is there."""

INSIDE_OTHERS = 0.1
"""What an occurrence counts that is only a part of other words: 国 in 外国 says little of a country."""

B = 0.75
"""How much the length of a field counts against its occurrences."""

FIELD_WEIGHTS: Mapping[str, float] = MappingProxyType(
    {"text": 1.0, "glosses": 0.5, "section": 0.4, "title": 3.0}
)
"""A title that has a word stands for it: its passages go on about the thing without naming it again. So what tells
them apart is the rest of the query, and repeating the title gains little."""


class Tally:
    """Occurrences of a leaf while they are counted: field-weighted frequencies of words and of characters.

    `body` are the passages in which it stands in the passage itself, not in a heading only.
    """

    __slots__ = ("body", "characters", "words")

    def __init__(self) -> None:
        self.words: dict[int, float] = {}
        self.characters: dict[int, float] = {}
        self.body: set[int] = set()


@frozen
class Matches:
    """Passages with their scores. `levels` has those that match less than by whole words of the query.

    A level is an index into `MATCH_LEVELS`: the higher, the worse. `headings` are those in which no word stands in the
    passage itself: they come after all others of their level.
    """

    scores: Mapping[int, float]
    levels: Mapping[int, int] = MappingProxyType({})
    headings: frozenset[int] = frozenset()


def bm25f(tally: Tally, passages: int) -> Matches:
    """The scores of one leaf among so many `passages`: idf * x / (k1 + x), x the field-weighted frequency.

    How rare it is, is counted in the passages themselves: a title is that of all passages of its document.
    """
    inside = {number: INSIDE_OTHERS * x for number, x in tally.characters.items()}
    found = {**inside, **tally.words}
    idf = word_weight(len(tally.body) or len(found), passages)
    scores = {number: idf * x / (K1 + x) for number, x in found.items()}
    literal = dict.fromkeys(found.keys() - tally.words.keys(), LITERAL)
    return Matches(scores, literal, frozenset(found.keys() - tally.body))


def all_of(parts: Sequence[Matches], excluded: Sequence[Matches]) -> Matches:
    """What is in all of `parts` and none of `excluded`, at the level of the worst part."""
    if not parts:
        return Matches({})
    ordered = sorted(parts, key=lambda part: len(part.scores))
    ids = set(ordered[0].scores).intersection(*(part.scores.keys() for part in ordered[1:]))
    ids.difference_update(*(part.scores.keys() for part in excluded))
    scores = {number: sum(part.scores[number] for part in parts) for number in sorted(ids)}
    levels: dict[int, int] = {}
    for part in parts:
        for number in ids & part.levels.keys():
            levels[number] = max(part.levels[number], levels.get(number, 0))
    return Matches(scores, levels, _headings_only(parts) & ids)


def any_of(parts: Sequence[Matches]) -> Matches:
    """What is in any of `parts`, at the level of the best part.

    A passage under a heading with several of the words is as good as one that has some: the score decides.
    """
    scores = dict(parts[0].scores) if parts else {}
    for part in parts[1:]:
        for number, score in part.scores.items():
            scores[number] = scores.get(number, 0.0) + score
    once, often = set[int](), set[int]()
    for part in parts:
        often |= once & part.headings
        once |= part.headings
    return Matches(scores, _best_levels(parts), _headings_only(parts) - often)


def run(words: Matches, whole: Matches) -> Matches:
    """What has the words of a run, what has the run as it stands before it."""
    lead = max(words.scores.values(), default=0.0)
    scores = dict(words.scores)
    for number, score in whole.scores.items():
        scores[number] = scores.get(number, 0.0) + lead + score
    return Matches(scores, _best_levels((words, whole)), _headings_only((words, whole)))


def expanded(child: Matches, others: Sequence[tuple[Matches, int, float]]) -> Matches:
    """What `child` has, as it is, and what only `others` have: each with its level and the factor of its scores."""
    scores = dict(child.scores)
    levels = dict(child.levels)
    for other, lowest, factor in others:
        for number, score in other.scores.items():
            level = max(lowest, other.levels.get(number, 0))
            if number not in scores or level < levels.get(number, 0):
                scores[number] = max(factor * score, scores.get(number, 0.0))
                levels[number] = level
    return Matches(scores, levels, _headings_only((child, *(other for other, _, _ in others))))


def without(matches: Matches, everything: Sequence[int]) -> Matches:
    """All passages but those of `matches`, at a score of 0."""
    return Matches({number: 0.0 for number in everything if number not in matches.scores})


def _headings_only(parts: Sequence[Matches]) -> frozenset[int]:
    """The passages that no part has in the passage itself."""
    found = set[int]().union(*(part.headings for part in parts))
    for part in parts:
        if found:
            found.difference_update(part.scores.keys() - part.headings)
    return frozenset(found)


def _best_levels(parts: Sequence[Matches]) -> dict[int, int]:
    """The level of the best part for each passage that no part has by whole words."""
    levels: dict[int, int] = {}
    for part in parts:
        for number, level in part.levels.items():
            levels[number] = min(level, levels.get(number, level))
    for part in parts:
        for number in levels.keys() & part.scores.keys() - part.levels.keys():
            del levels[number]
    return levels
