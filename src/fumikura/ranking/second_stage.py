"""The second stage: the best candidates of an engine are scored again, and the order follows from that.

An engine finds candidates by its posting lists. Here the whole score of a candidate is computed from its view
(`matching.view`) and from statistics, so the order depends neither on the engine nor on the history of its index.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from fumikura.matching.marks import is_near
from fumikura.matching.occurrences import Matcher, TermPlaces
from fumikura.matching.view import SEPARATOR, FieldView, PassageView
from fumikura.models import MATCH_LEVELS, Reason
from fumikura.plan.nodes import (
    SEARCHED,
    AllOf,
    AnyOf,
    Dated,
    Expanded,
    Leaf,
    NearTo,
    Plan,
    PlanNode,
    Run,
    Terms,
    Weighted,
    Without,
)
from fumikura.plan.nodes import words as words_of
from fumikura.ranking.bm25f import (
    FIELD_WEIGHTS,
    INSIDE_OTHERS,
    inverse_frequency,
    length_norm,
    saturate,
)
from fumikura.ranking.evaluation import LITERAL, Evaluation, Matches, any_of, restrict
from fumikura.ranking.features import Evidence, Features, Gains
from fumikura.ranking.query_features import QueryFeatures
from fumikura.ranking.standing import Standing, standing_of
from fumikura.text import fold
from fumikura.text.tokens import Entry
from fumikura.text.written import spelling
from fumikura.values import frozen, replace

_RUN = "run"
_LEAST = 1e-9
_ELSEWHERE = tuple(field for field in SEARCHED if field != "text")
_HEADINGS = ("section", "title")


@frozen
class Statistics:
    """What a score needs to know of the whole index, without deleted passages.

    `averages` has the mean number of words in each searched field, at least 1; `frequencies` the number of passages
    that have a leaf in text or glosses; `term_frequencies` the number of passages that have a term in their text.
    """

    passages: int
    averages: Mapping[str, float]
    frequencies: Mapping[Leaf, int]
    term_frequencies: Mapping[str, int]


class ScoredPassage(NamedTuple):
    """A passage, by its number, with its final score and its level (an index into `MATCH_LEVELS`)."""

    number: int
    score: float
    level: int


class SecondStage(Evaluation):
    """Scores the candidates of one search; `views` has their views by number, `entry` tells the words of their tokens."""

    def __init__(
        self,
        plan: Plan,
        query: QueryFeatures,
        statistics: Statistics,
        views: Mapping[int, PassageView],
        matcher: Matcher,
        entry: Callable[[str], Entry],
    ) -> None:
        super().__init__()
        self._plan = plan
        self._query = query
        self._statistics = statistics
        self._views = views
        self._matcher = matcher
        self._entry = entry
        self._rows = {
            field: [
                (
                    number,
                    view.fields[field],
                    FIELD_WEIGHTS[field] / length_norm(view.lengths[field], statistics.averages[field]),
                )
                for number, view in views.items()
                if field in view.fields
            ]
            for field in SEARCHED
        }
        self._weights = {
            term: inverse_frequency(statistics.term_frequencies.get(term, 0), statistics.passages)
            for term in dict.fromkeys(word.term for word in query.words)
        }
        self._best: frozenset[int] = frozenset()
        self._gained: dict[int, Gains] = {}

    def rescore(self, best: Sequence[int]) -> tuple[ScoredPassage, ...]:
        """All candidates in the order of `views`; to those of `best` the features of the second stage are added."""
        self._best = frozenset(best)
        found = self.matches(self._plan)
        if self._query.words:
            gains, evidence = Features(self._query, self._weights).gains, self._evidence()
            for number in best:
                self._gained[number] = gains(evidence(number))
        return tuple(
            ScoredPassage(
                number, found.scores.get(number, 0.0) + self._gain(number), found.levels.get(number, 0)
            )
            for number in self._views
        )

    def standing(self, number: int) -> Standing:
        """How a candidate stands among the hits, before its score."""
        return standing_of(self._views[number], self._entry)

    def reasons(self, number: int) -> tuple[Reason, ...]:
        """The parts that add up to the score of a candidate: its words, and its features."""
        reasons = list(self._reasons(self._plan, number))
        if gained := self._gained.get(number):
            parts = zip(gained._fields, gained, strict=True)
            reasons += (Reason(name, score) for name, score in parts if score > _LEAST)
        return tuple(reasons)

    def leaf(self, leaf: Leaf) -> Matches:
        """The candidates that match a leaf: by whole words, else by characters."""
        idf = inverse_frequency(self._statistics.frequencies.get(leaf, 0), self._statistics.passages)
        words, characters = self._weights_of(leaf)
        literal = characters.keys() - words.keys()
        scores = {number: idf * saturate(weight) for number, weight in words.items()}
        for number in literal:
            scores[number] = idf * saturate(INSIDE_OTHERS * characters[number])
        return Matches(scores, dict.fromkeys(literal, LITERAL), scores.keys())

    def _weights_of(self, leaf: Leaf) -> tuple[dict[int, float], dict[int, float]]:
        """The summed weights of a leaf by candidate: of its occurrences as whole words, and of all as characters.

        Characters are not looked for in candidates that have the terms of the leaf.
        """
        rows = [(field, self._rows[field]) for field in leaf.fields]
        words = self._matcher.weights(leaf, (each for _, each in rows)) if isinstance(leaf, Terms) else {}
        by_terms = frozenset(words)
        characters: dict[int, float] = {}
        for field, candidates in rows:
            rest = [row for row in candidates if row[0] not in by_terms] if by_terms else candidates
            for number, whole, all_, factor in self._counts(leaf, field, rest):
                if whole:
                    words[number] = words.get(number, 0.0) + factor * whole
                if all_:
                    characters[number] = characters.get(number, 0.0) + factor * all_
        return words, characters

    def _counts(
        self, leaf: Leaf, field: str, rows: Sequence[tuple[int, FieldView, float]]
    ) -> Iterator[tuple[int, int, int, float]]:
        """For each row: number, occurrences as whole words, all occurrences, weight of an occurrence."""
        if isinstance(leaf, Terms):
            yield from self._matcher.run_counts(leaf, rows)
        else:
            for number, view, factor in rows:
                yield number, *self._matcher.count(leaf, self._views[number], field, view), factor

    def run(self, node: Run) -> Matches:
        """Candidates with the words of a run; those with the run as it was typed come before all others."""
        words, whole = self.matches(node.words), self.matches(node.whole)
        if not whole.scores:
            return words
        lead = max((words.scores[number] for number in self._best & words.scores.keys()), default=0.0)
        before = {number: lead + score for number, score in whole.scores.items()}
        return any_of([words, replace(whole, scores=before)])

    def near(self, node: NearTo, both: Matches) -> Matches:
        """Of `both`, the candidates with both sides of a NEAR, those in which they are near one another."""
        there = {number for number in both.scores if is_near(node, self._views[number], self._matcher)}
        return restrict(both, there)

    def in_documents(self, found: Matches, documents: Sequence[str]) -> Matches:
        """Those of `found` that belong to any of `documents`."""
        return restrict(found, {n for n in found.scores if self._views[n].document in documents})

    def everything(self) -> Iterable[int]:
        """All candidates."""
        return self._views

    def _gain(self, number: int) -> float:
        return self._gained[number].total if number in self._gained else 0.0

    def _evidence(self) -> Callable[[int], Evidence]:
        """A function from the number of a candidate to what the features need of it."""
        terms = TermPlaces(tuple(self._weights), self._matcher)
        average = self._statistics.averages["text"]
        typed = self._typed()
        otherwise = [
            (
                frozenset(word.term for word in self._query.words if word.text in fold(label).text),
                self.matches(word).scores,
            )
            for label, word in dict.fromkeys(words_of(self._plan))
            if isinstance(word, Expanded | Dated)  # whatever has them has their terms, however it writes them
        ]

        def evidence(number: int) -> Evidence:
            view = self._views[number]
            fields = view.fields
            text = fields.get("text")
            positions = terms.positions(text) if text else {}
            elsewhere = frozenset[str]().union(
                *(terms.there(fields[field]) for field in _ELSEWHERE if field in fields),
                *(of - positions.keys() for of, found in otherwise if number in found),
            )
            heading = SEPARATOR.join(fields[name].plain if name in fields else "" for name in _HEADINGS)
            length = view.lengths.get("text", 0) / average
            spelled = frozenset(
                term for term in positions if text and not typed[term].isdisjoint(text.tokens)
            )
            return Evidence(text.plain if text else "", heading, positions, elsewhere, length, spelled)

        return evidence

    def _typed(self) -> Mapping[str, frozenset[str]]:
        """The tokens that are spelled as in the query, by their terms."""
        return {
            term: frozenset(
                char
                for char in (self._matcher.chars_of(term) if forms else "")
                if spelling(self._entry(char)) in forms
            )
            for term in self._weights
            for forms in (self._query.typed.get(term, frozenset()),)
        }

    def _reasons(self, node: PlanNode, number: int) -> Iterator[Reason]:
        """The reasons from a part of the plan, in the order of its words; none where the passage does not match it."""
        if number not in self.matches(node).scores:
            return
        match node:
            case Without():
                return
            case AllOf(children) | AnyOf(children, _):
                for child in children:
                    yield from self._reasons(child, number)
            case NearTo(left, right, _):
                yield from self._reasons(left, number)
                yield from self._reasons(right, number)
            case Weighted(child, factor):
                yield from (replace(each, score=each.score * factor) for each in self._reasons(child, number))
            case Run(words, whole):
                yield from self._reasons(words, number)
                rest = self._score(node, number) - self._score(words, number)
                if rest > _LEAST:
                    reason = self._reason(whole, number, rest)
                    yield replace(reason, kind=_RUN, about=whole.label.strip('"'))
            case Expanded():
                yield from self._reasons_of_names(node, number)
            case _:
                yield self._reason(node, number, self._score(node, number))

    def _reasons_of_names(self, node: Expanded, number: int) -> Iterator[Reason]:
        score = self._score(node, number)
        if abs(self._score(node.child, number) - score) < _LEAST:
            yield from self._reasons(node.child, number)
            return
        for other in node.others:
            found = self.other(other).scores.get(number)
            if found is not None and abs(other.factor * found - score) < _LEAST:
                yield replace(self._reason(other.terms, number, score), kind=other.level)
                return

    def _reason(self, leaf: Leaf, number: int, score: float) -> Reason:
        view = self._views[number]
        counts = ((field, len(self._matcher.spans(leaf, view, field))) for field in SEARCHED)
        return Reason(
            kind=MATCH_LEVELS[self.matches(leaf).levels.get(number, 0)],
            score=score,
            about=leaf.label,
            fields=tuple((field, count) for field, count in counts if count),
            passages=self._statistics.frequencies.get(leaf),
        )

    def _score(self, node: PlanNode, number: int) -> float:
        return self.matches(node).scores.get(number, 0.0)
