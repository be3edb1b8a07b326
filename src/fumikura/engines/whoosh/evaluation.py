"""Evaluates a plan over Whoosh's posting lists and by scanning folded texts.

A word is looked up by its terms. Its characters are scanned for as well, as far as the plan asks for them: for the first
word in all passages, for other required words only in the passages that are left.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from fumikura.deadline import Deadline
from fumikura.engines.whoosh.passages import Passages, WordHits
from fumikura.matching.edit_distance import pieces
from fumikura.matching.marks import is_near
from fumikura.matching.occurrences import Matcher
from fumikura.matching.whole import needs_check
from fumikura.plan.nodes import (
    BODY,
    AllOf,
    AnyOf,
    Dated,
    Exactly,
    Expanded,
    Leaf,
    NearTo,
    PlanNode,
    Run,
    Similar,
    StartsWith,
    Terms,
    Weighted,
    Without,
)
from fumikura.ranking.bm25f import FIELD_WEIGHTS, INSIDE_OTHERS, inverse_frequency, saturate
from fumikura.ranking.evaluation import LITERAL, Evaluation, Matches, all_of, any_of, restrict, without

_MANY = 5_000
"""With more passages than this, a scan of the whole index is faster than a look into each of them."""


class WhooshEvaluation(Evaluation):
    """One search over the first `most` passages. `frequencies` has those of the leaves that were evaluated."""

    def __init__(self, passages: Passages, matcher: Matcher, deadline: Deadline, most: int) -> None:
        super().__init__()
        self._passages = passages
        self._matcher = matcher
        self._deadline = deadline
        self._most = most
        self._within: set[int] | None = None
        self._by_words = False
        self.frequencies: dict[Leaf, int] = {}

    def matches(self, node: PlanNode) -> Matches:
        """The passages that match a part of a plan, among those that may still match the whole."""
        self._deadline.check()
        return super().matches(node) if self._within is None and not self._by_words else self._matches(node)

    def all_of(self, children: Sequence[PlanNode]) -> Matches:
        """The passages that match all children. Nodes that need a full scan come first, then the rarest words."""
        wanted = sorted((each for each in children if not isinstance(each, Without)), key=self._estimate)
        unwanted = [child.child for child in children if isinstance(child, Without)]
        within, found = self._within, dict[PlanNode, Matches]()
        for child in wanted:
            found[child] = self.matches(child)
            numbers = found[child].scores.keys()
            self._within = set(numbers) if self._within is None else self._within & numbers
        excluded = [self.matches(child) for child in unwanted]
        self._within = within
        if not wanted:
            return without(any_of(excluded), self.everything())
        # Scores are added up in the order of the query, whichever child was evaluated first.
        parts = [found[child] for child in children if not isinstance(child, Without)]
        return all_of(parts, excluded)

    def any_of(self, node: AnyOf) -> Matches:
        """The passages that match any child."""
        if not node.by_words or self._by_words:  # in an inner node, matches in headings alone count, too
            return super().any_of(node)
        before, self._by_words = self._by_words, True
        try:
            return self._sum_scores(node.children)
        finally:
            self._by_words = before

    def leaf(self, leaf: Leaf) -> Matches:
        """The passages that match a leaf."""
        match leaf:
            case Terms():
                return self._match_word(leaf, leaf, self._word_hits(leaf))
            case Dated():
                return self._match_word(leaf, leaf.word, self._date_hits(leaf))
            case Exactly():
                return self._match_characters(leaf, leaf.needles, weight=1.0)
            case StartsWith():
                return self._match_characters(leaf, leaf.needles, weight=1.0)
            case Similar():
                return self._match_characters(
                    leaf, [piece for _, piece in pieces(leaf.needle, leaf.distance)], weight=1.0
                )

    def near(self, node: NearTo, both: Matches) -> Matches:
        """Of `both`, the passages with both sides of a NEAR, those in which they are near one another."""
        there: set[int] = set()
        for number in both.scores:
            self._deadline.check()
            if is_near(node, self._passages.view(number), self._matcher):
                there.add(number)
        return restrict(both, there)

    def in_documents(self, found: Matches, documents: Sequence[str]) -> Matches:
        """Those of `found` that belong to any of `documents`."""
        there: set[int] = set()
        for name in documents:
            there.update(self._passages.with_value("document", name))
        return restrict(found, there & found.scores.keys())

    def everything(self) -> Iterable[int]:
        """All passages that may still match the whole plan."""
        return self._within if self._within is not None else self._passages.all(self._most)

    def _estimate(self, node: PlanNode) -> int:
        """About how many passages match a node; 0 for nodes that need a full scan in any case."""
        match node:
            case Terms():
                return len(self._word_hits(node).scores)
            case Dated():
                return len(self._date_hits(node).scores)
            case AllOf(children):
                return min(map(self._estimate, children), default=0)
            case AnyOf(children, _):
                return sum(map(self._estimate, children))
            case Run(child, _) | Weighted(child, _):
                return self._estimate(child)
            case Expanded(_, child, others):
                return self._estimate(child) + sum(self._estimate(other.terms) for other in others)
            case NearTo(left, right, _):
                return min(self._estimate(left), self._estimate(right))
            case Without():
                return self._most
            case _:
                return 0

    def _sum_scores(self, children: Sequence[PlanNode]) -> Matches:
        """The matches of any of many words; scores are summed without a dictionary for each word."""
        words: list[WordHits] = []
        others: list[Matches] = []
        for child in children:
            hits = self._word_hits(child) if isinstance(child, Terms) else None
            if hits is not None and hits.body and self._most >= self._passages.size:
                self.frequencies[child] = hits.body  # type: ignore[index]
                words.append(hits)
            else:
                others.append(self.matches(child))
        words.sort(key=lambda hits: -hits.body)
        total: dict[int, float] = dict(words[0].pairs(body=True)) if words else {}
        get = total.get
        for hits in words[1:]:
            self._deadline.check()
            for number, score in hits.pairs(body=True):
                total[number] = get(number, 0.0) + score
        for found in others:
            for number in found.body:
                total.setdefault(number, 0.0)
        for found in others:
            for number, score in found.scores.items():
                if number in total:
                    total[number] += score
        for hits in words:
            for number, score in hits.pairs(body=False):
                if number in total:
                    total[number] += score
        levels = self._best_levels(words, others) if others else {}
        return Matches(total, levels, total.keys())

    def _best_levels(self, words: Sequence[WordHits], others: Sequence[Matches]) -> Mapping[int, int]:
        """The best level of each passage without any of `words`."""
        levels: dict[int, int] = {}
        whole: set[int] = set()
        for found in others:
            whole |= found.scores.keys() - found.levels.keys()
            for number, level in found.levels.items():
                levels[number] = min(level, levels.get(number, level))
        for hits in words:
            whole.update(levels.keys() & set(hits.numbers))
        return {number: level for number, level in levels.items() if number not in whole}

    def _word_hits(self, leaf: Terms) -> WordHits:
        return self._passages.word_hits(leaf.terms, leaf.fields, self._matcher)

    def _date_hits(self, leaf: Dated) -> WordHits:
        return self._passages.date_hits(leaf, self._matcher)

    def _match_word(self, leaf: Leaf, written: Terms, words: WordHits) -> Matches:
        """The passages with a word by its terms, `words`, or by its characters, as far as `written` asks for these."""
        if self._by_words and words.body:
            self.frequencies[leaf] = words.body
            return self._to_matches(words)
        anywhere = [needle for needle in written.needles if needle not in written.at_words]
        characters = self._verify(leaf, self._scan(leaf, anywhere, everywhere=not words.body))
        if written.at_words:
            others = self._scan(leaf, written.at_words, everywhere=not words.body)
            for number in characters.weights.keys() | set(words.numbers):
                others.weights.pop(number, None)
            others = self._verify(leaf, others, at_words=True)
            characters.weights |= others.weights
            characters.body |= others.body
        found = self._to_matches(words)
        self.frequencies[leaf] = (
            words.body or len(characters.body) or len({*words.numbers} | characters.weights.keys())
        )
        scores, levels = dict(found.scores), {}
        idf = inverse_frequency(self.frequencies[leaf], self._passages.live)
        for number, weight in characters.weights.items():
            if number not in scores:
                scores[number] = idf * saturate(INSIDE_OTHERS * weight)
                levels[number] = LITERAL
        return Matches(scores, levels, set(found.body) | characters.body)

    def _match_characters(self, leaf: Leaf, needles: Sequence[str], *, weight: float) -> Matches:
        """The passages with a leaf that is looked for by its characters; all are searched, for its frequency."""
        found = self._verify(leaf, self._scan(leaf, needles, everywhere=True))
        self.frequencies[leaf] = len(found.body)
        idf = inverse_frequency(len(found.body), self._passages.live)
        return Matches({n: idf * saturate(weight * x) for n, x in found.weights.items()}, {}, found.body)

    def _to_matches(self, words: WordHits) -> Matches:
        pairs = zip(words.numbers, words.scores, strict=True)
        if self._within is not None:
            within = self._within
            scores = {number: score for number, score in pairs if number in within}
        else:
            scores = dict(pairs)
        body = set(words.numbers[: words.body])
        if self._most < self._passages.size:
            scores = {number: score for number, score in scores.items() if number < self._most}
        return Matches(scores, {}, body & scores.keys() if len(scores) < len(words.numbers) else body)

    def _scan(self, leaf: Leaf, needles: Sequence[str], *, everywhere: bool) -> _Weights:
        """The passages with any of `needles`, with the weights of their occurrences."""
        weights: dict[int, float] = {}
        body: set[int] = set()
        named = not BODY.intersection(leaf.fields)
        within = None if everywhere or (self._within and len(self._within) > _MANY) else self._within
        for field in leaf.fields:
            norms = self._passages.norms(field)
            self._deadline.check()
            for number, count in self._passages.scan(field, tuple(needles), within, self._most):
                weights[number] = weights.get(number, 0.0) + FIELD_WEIGHTS[field] * count / norms[number]
                if named or field in BODY:
                    body.add(number)
        return _Weights(weights, body)

    def _verify(self, leaf: Leaf, found: _Weights, *, at_words: bool = False) -> _Weights:
        """Those of `found` that match the leaf, where that takes more than having its characters."""
        of_words = at_words or (isinstance(leaf, Exactly) and bool(leaf.at_words))
        if isinstance(leaf, Exactly | Terms) and not of_words and not any(map(needs_check, leaf.needles)):
            return found
        weights: dict[int, float] = {}
        body: set[int] = set()
        named = not BODY.intersection(leaf.fields)
        for number in found.weights:
            self._deadline.check()
            view = self._passages.view(number)
            for field in leaf.fields:
                if count := self._matcher.count(leaf, view, field)[1]:
                    norm = self._passages.norms(field)[number]
                    weights[number] = weights.get(number, 0.0) + FIELD_WEIGHTS[field] * count / norm
                    if named or field in BODY:
                        body.add(number)
        return _Weights(weights, body)


class _Weights:
    """Passages with the weights of what was scanned for; `body` are those with it in text or glosses."""

    __slots__ = ("body", "weights")

    def __init__(self, weights: dict[int, float], body: set[int]) -> None:
        self.weights = weights
        self.body = body
