"""An engine that keeps everything in lists and looks into every passage: the protocol, met in the plainest way."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from types import MappingProxyType

from fumikura.deadline import NEVER, Deadline
from fumikura.engines.protocol import (
    Candidate,
    Candidates,
    FileRecord,
    IndexInfo,
    Lexicon,
    Request,
)
from fumikura.matching.marks import is_near
from fumikura.matching.occurrences import Matcher
from fumikura.matching.view import PassageView, ViewMaker
from fumikura.messages import Coded
from fumikura.models import Definition, Facet, Passage
from fumikura.plan.nodes import BODY, SEARCHED, AnyOf, Dated, Leaf, NearTo, Terms
from fumikura.ranking.bm25f import FIELD_WEIGHTS, INSIDE_OTHERS, inverse_frequency, length_norm, saturate
from fumikura.ranking.evaluation import LITERAL, Evaluation, Matches
from fumikura.ranking.second_stage import Statistics
from fumikura.text import Analyzer
from fumikura.text.tokens import Entry
from fumikura.text.vocabulary import Vocabulary

__all__ = ["ListEngine"]


class ListEngine:
    """See `engines.protocol.Engine`. Passages are numbered in the order of documents, so numbers are places."""

    corpus = ""

    def __init__(self, files: Iterable[tuple[FileRecord, Sequence[Passage]]]) -> None:
        given = list(files)
        self.files: Mapping[str, FileRecord] = MappingProxyType(
            {record.source: record for record, _ in given}
        )
        found = (passage for _, passages in given for passage in passages)
        self._all = sorted(found, key=lambda passage: passage.document)
        self.vocabulary = Vocabulary()
        maker = ViewMaker(Analyzer(), self.vocabulary)
        self._views = tuple(map(maker.view, self._all))
        self._terms = [
            {name: maker.indexed_terms(view) for name, view in each.fields.items()} for each in self._views
        ]
        self.lexicon: Lexicon = _NoLexicon()

    def search(self, request: Request, deadline: Deadline = NEVER) -> Candidates:
        """The candidates that are asked for, found by looking into each passage."""
        size = len(self._all)
        totals = {name: sum(view.lengths.get(name, 0) for view in self._views) for name in SEARCHED}
        averages = {name: max(total / max(size, 1), 1.0) for name, total in totals.items()}
        evaluation = _Evaluation(self._views, Matcher(self.chars_of), averages)
        allowed = {n for n, each in enumerate(self._all) if request.filters.accept(each)}
        found = Matches(dict.fromkeys(range(size), 0.0), body=range(size))
        found = found if request.plan is None else evaluation.matches(request.plan)
        numbers = sorted(found.scores.keys() & found.body & allowed if request.plan else allowed)
        if request.sort == "relevance":
            numbers.sort(
                key=lambda n: (
                    self._all[n].kind == "furniture", found.levels.get(n, 0), -round(found.scores[n], 5), n,
                )
            )  # fmt: skip
        elif request.sort != "document":
            numbers.sort(key=lambda n: self._all[n].date, reverse=request.sort == "-date")
            numbers.sort(key=lambda n: not self._all[n].date)
        end = None if request.limit is None else request.offset + request.limit
        counts = tuple(
            len(matches.scores.keys() & matches.body & allowed)
            for matches in map(evaluation.matches, request.counted)
        )
        return Candidates(
            len(numbers),
            tuple(
                Candidate(n, found.scores[n], found.levels.get(n, 0), n)
                for n in numbers[request.offset : end]
            ),
            Statistics(
                size, averages, evaluation.frequencies, {t: self._frequency(t) for t in request.terms}
            ),
            counts,
            facets=tuple(
                self._values(each, self._answering(request, found, each)) for each in request.facets
            ),
        )

    def _answering(self, request: Request, found: Matches, field: str) -> list[Passage]:
        """The passages that answer, whatever value of a field they have."""
        filters = request.filters.without(field)
        numbers = sorted(found.scores.keys() & found.body)
        return [each for each in self.passages(numbers) if filters.accept(each)]

    def views(self, numbers: Sequence[int], fields: Sequence[str] = SEARCHED) -> tuple[PassageView, ...]:
        """The views of candidates."""
        return tuple(self._views[number] for number in numbers)

    def chars_of(self, term: str) -> str:
        """The tokens that are searched by a term."""
        return "".join(char for char, entry in self.vocabulary.items() if entry.indexed == term)

    def entry(self, char: str) -> Entry:
        """The entry of a token."""
        return self.vocabulary[char]

    def passages(self, numbers: Sequence[int]) -> tuple[Passage, ...]:
        """The passages themselves."""
        return tuple(self._all[number] for number in numbers)

    def ids(self, numbers: Sequence[int]) -> tuple[str, ...]:
        """Their ids alone."""
        return tuple(self._all[number].id for number in numbers)

    def find(self, passage_id: str) -> int | None:
        """The number of the passage of an id, or None."""
        return next((n for n, each in enumerate(self._all) if each.id == passage_id), None)

    def facet(self, field: str) -> Facet:
        """How many passages have each value of a field."""
        return self._values(field, self._all)

    def _values(self, field: str, passages: Iterable[Passage]) -> Facet:
        given = [getattr(each, field) for each in passages]
        values = [str(one or "") for each in given for one in (each if isinstance(each, tuple) else (each,))]
        return tuple((value, values.count(value)) for value in sorted({*values} - {""}))

    def info(self) -> IndexInfo:
        """What there is to say of it."""
        return IndexInfo("", 0, len(self._all), 1, "", {})

    def verify(self, progress: Callable[[int, int], None] | None = None) -> tuple[Coded, ...]:
        """Lists have no faults."""
        return ()

    def close(self) -> None:
        """Nothing is to be let go of."""

    def _frequency(self, term: str) -> int:
        return sum(term in terms.get("text", {}) for terms in self._terms)


class _Evaluation(Evaluation):
    def __init__(self, views: Sequence[PassageView], matcher: Matcher, averages: Mapping[str, float]) -> None:
        super().__init__()
        self._views, self._matcher, self._averages = views, matcher, averages
        self._by_words = False
        self.frequencies: dict[Leaf, int] = {}

    def any_of(self, node: AnyOf) -> Matches:
        before, self._by_words = self._by_words, self._by_words or node.by_words
        self._found.clear()
        found = super().any_of(node)
        self._by_words = before
        self._found.clear()
        return found

    def leaf(self, leaf: Leaf) -> Matches:
        terms = leaf.terms if isinstance(leaf, Terms) else leaf.word.terms if isinstance(leaf, Dated) else ()
        by_terms = Terms("", terms, (), leaf.fields)
        words: dict[int, float] = {}
        characters: dict[int, float] = {}
        body_of_words: set[int] = set()
        body: set[int] = set()
        for number, view in enumerate(self._views):
            for field in leaf.fields:
                if field not in view.fields:
                    continue
                weight = FIELD_WEIGHTS[field] / length_norm(view.lengths[field], self._averages[field])
                whole = self._matcher.count(by_terms, view, field)[0]
                if isinstance(leaf, Dated):  # the words of a date may go on as another
                    whole = self._matcher.count(leaf, view, field)[0] if self._may_date(leaf, view) else 0
                there = self._matcher.count(leaf, view, field)[1]
                counts = field in BODY or not BODY.intersection(leaf.fields)
                if whole:
                    words[number] = words.get(number, 0.0) + weight * whole
                    body_of_words |= {number} if counts else set()
                if there:
                    characters[number] = characters.get(number, 0.0) + weight * there
                    body |= {number} if counts else set()
        if not isinstance(leaf, Terms | Dated):  # characters are all that is asked for
            words, body_of_words = characters, body
        if self._by_words and body_of_words:
            characters, body = {}, set()
        self.frequencies[leaf] = len(body_of_words) or len(body) or len(words.keys() | characters.keys())
        idf = inverse_frequency(self.frequencies[leaf], len(self._views))
        literal = characters.keys() - words.keys()
        scores = {n: idf * saturate(x) for n, x in words.items()}
        scores |= {n: idf * saturate(INSIDE_OTHERS * characters[n]) for n in literal}
        return Matches(scores, dict.fromkeys(literal, LITERAL), body | body_of_words)

    def _may_date(self, leaf: Dated, view: PassageView) -> bool:
        """Whether a passage has the words of a date, or speaks of it in whatever words."""
        terms = Terms("", leaf.word.terms, (), leaf.fields)
        return any(date.term.startswith(leaf.prefixes) for date in view.dates) or any(
            self._matcher.count(terms, view, field)[0] for field in leaf.fields
        )

    def near(self, node: NearTo, both: Matches) -> Matches:
        return self._among(both, {n for n in both.scores if is_near(node, self._views[n], self._matcher)})

    def in_documents(self, found: Matches, documents: Sequence[str]) -> Matches:
        return self._among(found, {n for n in found.scores if self._views[n].document in documents})

    def everything(self) -> Iterable[int]:
        return range(len(self._views))

    def _among(self, found: Matches, numbers: set[int]) -> Matches:
        scores = {n: score for n, score in found.scores.items() if n in numbers}
        levels = {n: level for n, level in found.levels.items() if n in numbers}
        return Matches(scores, levels, numbers & set(found.body))


class _NoLexicon:
    def definitions(self, name: str | None = None) -> tuple[Definition, ...]:
        return ()

    def read_as(self, kana: str, most_terms: int = 4) -> tuple[tuple[str, ...], ...]:
        return ()

    def similar_words(
        self, word: str, distance: int, deadline: Deadline = NEVER
    ) -> tuple[tuple[str, int], ...]:
        return ()
