"""Searching from Python: parses a query, plans it, asks the engine, marks the hits. Each step has a module of its own."""

from __future__ import annotations

import contextlib
import math
import os
import time
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import cached_property, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self, cast, get_args, overload

from fumikura.answering import Answer, find_answer
from fumikura.arguments import check_arguments, check_methods
from fumikura.deadline import Deadline, TimeUp, current_deadline, until_deadline
from fumikura.engines import open_engine
from fumikura.engines.protocol import Engine, FileRecord, Request, Sort, documents_of
from fumikura.errors import ArgumentError, IndexError_, QueryError, UnknownIdError
from fumikura.fields import EXACT_FIELDS, Filters
from fumikura.filters import make_filters, near_names, resolve
from fumikura.highlight import EXCERPT, excerpt, merge, original_spans, spans_of_parts
from fumikura.lexicon import KnownNames, Thesaurus, load_thesaurus, suggest, thesaurus_stamp
from fumikura.matching.marks import marks
from fumikura.matching.occurrences import Matcher
from fumikura.messages import Message
from fumikura.models import MATCH_LEVELS, Definition, Document, Expansion, Hit, Mode, Passage, Results, Span
from fumikura.plan.as_read import as_searched, words_read
from fumikura.plan.expansion import Names
from fumikura.plan.nodes import AnyOf, Expanded, Plan, fields_of, meanings, words
from fumikura.plan.planner import make_plan
from fumikura.query import parse
from fumikura.query.parser import MAX_CLAUSES
from fumikura.query.tree import InField, Node, Or, Phrase, Word
from fumikura.ranking.query_features import extract_query_features
from fumikura.ranking.second_stage import ScoredPassage
from fumikura.text import Analyzer
from fumikura.text.tokens import Entry
from fumikura.values import replace

if TYPE_CHECKING:
    from fumikura.research.citations import Citation
    from fumikura.research.results import Collocates, Counted, Differences, KeyWords, Kwic, Lineages, WordList
    from fumikura.research.sentence_tools import SentenceTools
    from fumikura.research.tools import Tools

_MOST_PARTS = 12  # morphemes of a word whose parts are searched

_REMEMBERED = 1 << 14  # texts with known matches of a query

_FOR_MARKS = 0.5
"""Seconds for marking hits though the time of the search is up, which suffice for the first page."""


@check_arguments
def open_index(path: str | Path, *, corpus: str | Path | None = None) -> Index:
    """Open the index in the folder `path` for searching; use it in a `with` statement, or close it.

    `corpus` is where its thesaurus.toml is, unless it is still in the folder that the index was built from.
    Raises IndexMissingError, IndexVersionError or IndexDamagedError.
    """
    engine = open_engine(path)
    # Resolved, as the folder of an index that a cluster keeps need not be there.
    folder = Path(path, engine.corpus).resolve() if engine.corpus else None
    if folder is not None and os.path.isfile(folder):  # a corpus of one file  # noqa: PTH113 - it raises nothing
        folder = folder.parent
    if folder is None or not os.path.isdir(folder):  # noqa: PTH112
        folder = Path(corpus) if corpus is not None else None
    return Index(engine, folder)


class _ClosedEngine:
    """Replaces the engine of a closed index."""

    def close(self) -> None:
        """Do nothing: an index may be closed twice."""

    def __getattr__(self, name: str) -> Any:
        raise IndexError_("index.closed")


@check_methods
class Index:
    """An index that is open for searching, in the state that was committed when it was opened."""

    def __init__(self, engine: Engine, corpus: Path | None = None) -> None:
        self.engine = engine
        self._corpus = corpus
        self._thesaurus: tuple[object, Thesaurus] = (None, Thesaurus())
        self._analyzer = Analyzer()
        self._original_spans = lru_cache(_REMEMBERED)(original_spans)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Close the files of the index."""
        self.engine.close()
        self.engine = cast("Engine", _ClosedEngine())

    def search(
        self,
        query: str,
        *,
        mode: Mode = "all",
        limit: int | None = 20,
        offset: int = 0,
        sort: Sort = "relevance",
        relax: bool = False,
        highlight: bool = True,
        synonyms: bool = True,
        excerpt_size: int = EXCERPT,
        timeout: float | None = None,
        explain: bool = False,
        facets: Sequence[str] = (),
        **filters: Any,
    ) -> Results:
        """The passages that match `query`, the best first.

        With mode "all" every word must be in a passage, with "any" one of them; `relax` goes from "all" to "any" if there
        are no hits (`Results.relaxed`). `limit` None means all. The
        filters are `year`, `date_from`, `date_to`, `meeting`, `doc_type` (or `type`), `side`, `speaker`, `publisher`,
        `document`, `kind` and `tag`: each takes a value, a list of which one must hold, or (years) a tuple for a range.
        With `synonyms`, other names of a word from thesaurus.toml and from the documents are searched, too, at a lower
        weight. Without `highlight` no passage is marked and excerpts are beginnings, which is faster. After `timeout`
        seconds the answer is what was found so far (`Results.timed_out`, `Results.searched`). With `explain` hits have
        reasons, and the answer says how the query was read. `facets` are fields with filters, whose values in all hits
        are counted (`Results.facets`).

        Raises QueryError for a mistake in the query, FilterError for a wrong value, ArgumentError for an argument of a
        wrong type.
        """
        started = time.perf_counter()
        _check_choice("mode", mode, Mode)
        _check_choice("sort", sort, Sort)
        if (limit is not None and limit < 0) or offset < 0:
            raise ArgumentError("argument.negative")
        if timeout is not None and not 0 < timeout < math.inf:
            raise ArgumentError("argument.timeout")
        deadline = Deadline(timeout)
        chosen = self.chosen_by(**filters)
        parsed = parse(query)
        tree, notes = parsed.tree, parsed.notes
        names = self._names(synonyms=synonyms)
        features = extract_query_features(tree, self._analyzer)
        terms = tuple(dict.fromkeys(word.term for word in features.words))
        facets = _check_facets(facets)

        def find(plan: Plan) -> Answer:
            request = Request(plan, chosen, sort, limit, offset, terms, facets=facets)
            return find_answer(self.engine, request, features, deadline, count_words=explain)

        plan = self._plan(query, tree, mode, names)
        answer = find(plan)
        nowhere = answer.nowhere
        in_parts = self._plan(query, tree, mode, names, nowhere) if nowhere else plan
        if in_parts != plan and answer.searched is None:
            found = find(in_parts)
            if found.total:
                split = sorted(nowhere.difference(label for label, _ in words(in_parts)))
                plan, answer = in_parts, found
                notes = (*notes, Message("query.parts", words=", ".join(split)))
        relaxed = relax and mode == "all" and answer.total == 0 and answer.searched is None
        if relaxed:
            some = self._plan(query, tree, "any", names, nowhere)
            found = find(some)
            if found.total or found.searched is not None:
                plan, answer = some, replace(found, words=found.words or answer.words)
        matcher = Matcher(self.engine.chars_of, deadline.at_least(_FOR_MARKS))
        hits = tuple(
            self._hit(rank, scored, answer, plan if highlight else None, excerpt_size, matcher)
            for rank, scored in enumerate(answer.scored, offset + 1)
        )
        with contextlib.suppress(TimeUp):
            if explain and answer.searched is None:
                hits = tuple(
                    replace(hit, reasons=answer.stage.reasons(scored.number))
                    for hit, scored in zip(hits, answer.scored, strict=True)
                )
        return Results(
            query=query,
            parsed=" ".join((str(as_searched(tree, plan)), *(f"[{each}]" for each in meanings(plan)))),
            total=answer.total,
            took_ms=(time.perf_counter() - started) * 1000,
            hits=hits,
            words=answer.words,
            expanded=self._with_own_counts(answer.expanded, plan, chosen, deadline),
            searched=answer.searched,
            relaxed=relaxed and answer.total > 0,
            read=words_read(tree, self._analyzer) if explain else (),
            notes=notes,
            facets=tuple(zip(facets, answer.facets, strict=False)),
        )

    def _with_own_counts(
        self, expanded: tuple[Expansion, ...], plan: Plan, chosen: Filters, deadline: Deadline
    ) -> tuple[Expansion, ...]:
        """Other names with the number of passages that have the word itself, where these say anything."""
        named = {each.word for each in expanded if each.passages and each.level == "synonym"}
        nodes = {
            label: node.child for label, node in words(plan) if label in named and isinstance(node, Expanded)
        }
        if not nodes:
            return expanded
        request = Request(plan, chosen, "document", limit=0, counted=tuple(nodes.values()))
        counts = dict(zip(nodes, self.engine.search(request, deadline).counts, strict=False))
        return tuple(replace(each, itself=counts.get(each.word, 0)) for each in expanded)

    def listing(
        self,
        *,
        sort: Sort = "document",
        limit: int | None = None,
        offset: int = 0,
        facets: Sequence[str] = (),
        **filters: Any,
    ) -> Results:
        """The passages that pass filters, as the answer to a search without words. Raises FilterError.

        Without words all are equally relevant, so `relevance` is the order of documents.
        """
        started = time.perf_counter()
        _check_choice("sort", sort, Sort)
        order: Sort = "document" if sort == "relevance" else sort
        request = Request(None, self.chosen_by(**filters), order, limit, offset, facets=_check_facets(facets))
        found = self.engine.search(request)
        hits = tuple(
            Hit(rank, 0.0, "word", passage, (), excerpt(passage.text, (), EXCERPT))
            for rank, passage in enumerate(
                self.engine.passages([each.number for each in found.best]), offset + 1
            )
        )
        took_ms = (time.perf_counter() - started) * 1000
        counted = tuple(zip(request.facets, found.facets, strict=True))
        return Results("", "", found.total, took_ms, hits, facets=counted)

    def suggest(self, word: str) -> tuple[str, ...]:
        """Up to three words of the index that a `word` without hits may have meant, the nearest first."""
        return suggest(word, self.engine.lexicon.similar_words, self.engine.lexicon.read_as)

    def thesaurus(self) -> Thesaurus:
        """The groups of equals in thesaurus.toml, as the file is now. Raises ThesaurusError."""
        if self._corpus is None:
            return Thesaurus()
        stamp = thesaurus_stamp(self._corpus)
        if stamp != self._thesaurus[0]:
            self._thesaurus = stamp, load_thesaurus(self._corpus)
        return self._thesaurus[1]

    def parts_of(self, word: str) -> tuple[tuple[str, int], ...]:
        """Up to three of the longest parts of a `word` that passages have, with their numbers of passages."""
        analysis = self._analyzer.analyze(word)
        size = min(len(analysis.entries), _MOST_PARTS)
        for width in range(size - 1, 0, -1):
            spans = [(analysis.starts[i], analysis.end(i + width - 1)) for i in range(size - width + 1)]
            parts = dict.fromkeys(word[slice(*analysis.literal.original(*span))] for span in spans)
            found = [(part, self._count(Phrase(part))) for part in parts if len(part) > 1]
            if found := [(part, count) for part, count in found if count]:
                return tuple(found[:3])
        return ()

    def in_headings(self, word: str) -> int:
        """The number of passages with a word in a heading or the title, which alone makes no hit."""
        return self._count(Or(tuple(InField(name, Word(word)) for name in ("section", "title"))))

    def _count(self, tree: Node) -> int:
        """The number of passages that match a query; 0 for a query without words."""
        try:
            return self.search(str(tree), limit=0, highlight=False, synonyms=False).total
        except QueryError:
            return 0

    def definitions(self) -> tuple[Definition, ...]:
        """The names that the documents define, in the order of their files and lines."""
        return self.engine.lexicon.definitions()

    def passages(self, **filters: Any) -> tuple[Passage, ...]:
        """The passages that pass the filters of `search`, in the order of documents. Raises FilterError."""
        return self.engine.passages(self._numbers(Request(None, self.chosen_by(**filters), "document")))

    def texts(self, plan: Plan | None = None, **filters: Any) -> Iterator[tuple[Passage, str]]:
        """The same passages, each with the tokens of its text, a character for each (see `entry`).

        With a plan, only those that match it.
        """
        numbers = self._numbers(Request(plan, self.chosen_by(**filters), "document"))
        views = self.engine.views(numbers, ("text",))
        for passage, view in until_deadline(zip(self.engine.passages(numbers), views, strict=True)):
            text = view.fields.get("text")
            yield passage, text.plain_tokens if text else ""

    def entry(self, char: str) -> Entry:
        """The entry of a token."""
        return self.engine.entry(char)

    def _numbers(self, request: Request) -> list[int]:
        """The numbers of the passages that match a request. Raises TimeUp."""
        found = self.engine.search(request, current_deadline())
        if found.searched is not None:
            raise TimeUp
        return [each.number for each in found.best]

    def passage(self, passage_id: str) -> Passage:
        """The passage with this id. Raises UnknownIdError, which names similar ids."""
        return self.engine.passages((self._number(passage_id),))[0]

    def neighbours(self, passage_id: str, n: int = 1) -> tuple[tuple[Passage, ...], tuple[Passage, ...]]:
        """Up to `n` passages before and after, of the same document. Raises UnknownIdError."""
        number = self._number(passage_id)
        (passage,) = self.engine.passages((number,))
        numbers = self._numbers_of(passage.document)
        at = numbers.index(number)
        before, after = numbers[max(at - n, 0) : at], numbers[at + 1 : at + 1 + max(n, 0)]
        return self.engine.passages(before), self.engine.passages(after)

    def _number(self, passage_id: str) -> int:
        number = self.engine.find(passage_id)
        if number is None:
            raise self._unknown(passage_id)
        return number

    def _numbers_of(self, document: str) -> list[int]:
        return self._numbers(Request(None, Filters((("document", frozenset((document,))),)), "document"))

    def _unknown(self, passage_id: str) -> UnknownIdError:
        """The error for an unknown id, with similar ones."""
        document = passage_id.rpartition("#")[0] or passage_id
        known = {each.id for each in self.documents()}
        if document in known and (numbers := self._numbers_of(document)):
            first, last = self.engine.ids((numbers[0], numbers[-1]))
            return UnknownIdError("id.past-end", id=passage_id, first=first, last=last)
        if not known:
            return UnknownIdError("id.none", id=passage_id)
        near = near_names(document, known, most=3, least=0.4)
        return UnknownIdError("id.unknown", id=passage_id, near=near or tuple(sorted(known)[:3]))

    def documents(self) -> tuple[Document, ...]:
        """The documents in the index, in the order of their ids."""
        return self._documents

    @cached_property
    def _documents(self) -> tuple[Document, ...]:
        return documents_of(self.engine)

    def chosen_by(self, **filters: Any) -> Filters:
        """The filters with values of this index. Raises FilterError for a wrong value, or one that no passage has."""
        return resolve(make_filters(**filters), self._values)

    def kwic(self, query: str, **options: Any) -> Kwic:
        """The occurrences of `query` in their contexts: see `research.tools.Tools.kwic` for options and filters."""
        return self.tools.kwic(query, **options)

    def count(self, queries: str | Sequence[str], **options: Any) -> Counted:
        """How often queries stand in each part of the passages: see `research.tools.Tools.count`."""
        return self.tools.count(queries, **options)

    @overload
    def words(self, against: None = None, **options: Any) -> WordList: ...

    @overload
    def words(self, against: str | Mapping[str, Any], **options: Any) -> KeyWords: ...

    def words(self, against: str | Mapping[str, Any] | None = None, **options: Any) -> WordList | KeyWords:
        """The words or n-grams of the passages: see `research.tools.Tools.words`; with `against` their `key_words`."""
        return self.tools.words(**options) if against is None else self.tools.key_words(against, **options)

    def key_words(self, against: str | Mapping[str, Any], **options: Any) -> KeyWords:
        """The words by which passages differ from others: see `research.tools.Tools.key_words`."""
        return self.tools.key_words(against, **options)

    def collocates(self, word: str, **options: Any) -> Collocates:
        """The words that stand near a word: see `research.tools.Tools.collocates`."""
        return self.tools.collocates(word, **options)

    def lineage(self, seed: str, **options: Any) -> Lineages:
        """Where a sentence was said before and after: see `research.sentence_tools.SentenceTools.lineage`."""
        return self.sentence_tools.lineage(seed, **options)

    def diff(self, before: Any, after: Any) -> Differences:
        """What changed from one document to another: see `research.sentence_tools.SentenceTools.diff`."""
        return self.sentence_tools.diff(before, after)

    def cite(self, ids: str | Iterable[str], **options: Any) -> tuple[Citation, ...]:
        """How to cite documents and passages: see `research.tools.Tools.cite`, and `research.citations.cite`."""
        return self.tools.cite(ids, **options)

    @cached_property
    def tools(self) -> Tools:
        """The researcher's tools that count words, over this index."""
        from fumikura.research.tools import Tools  # imported here, as no search needs them

        return Tools(self)

    @cached_property
    def sentence_tools(self) -> SentenceTools:
        """Those that follow sentences."""
        from fumikura.research.sentence_tools import SentenceTools

        return SentenceTools(self)

    def plan(self, query: str, *, synonyms: bool = False) -> Plan:
        """The plan of a query, with `synonyms` also for other names.

        Raises QueryError.
        """
        return self._plan(query, parse(query).tree, "all", self._names(synonyms=synonyms))

    def _names(self, *, synonyms: bool) -> Names:
        lexicon, thesaurus = self.engine.lexicon, self.thesaurus() if synonyms else Thesaurus()
        return KnownNames(thesaurus, lexicon.definitions, lexicon.read_as, self._is_word, synonyms=synonyms)

    def ids(self, plan: Plan, filters: Filters) -> tuple[str, ...]:
        """The ids of the passages that match a plan and pass filters, in the order of documents."""
        return self.engine.ids(self._numbers(Request(plan, filters, "document")))

    def matches(
        self, plans: Sequence[Plan], filters: Filters, texts: Mapping[str, str]
    ) -> Iterator[tuple[str, Sequence[Sequence[Span] | None]]]:
        """The passages that match any of several plans, of those with their text in `texts`.

        Each comes with the spans in which each plan matches; None for a plan that it does not match.
        """
        meeting = [self._numbers(Request(plan, filters, "document")) for plan in plans]
        numbers = list(dict.fromkeys(number for found in meeting for number in found))
        names = dict(zip(numbers, self.engine.ids(numbers), strict=True))
        wanted = [number for number in numbers if names[number] in texts]
        matcher = Matcher(self.engine.chars_of, current_deadline())
        fields = sorted({"text"}.union(*map(fields_of, plans)))
        sets = list(map(frozenset, meeting))
        for number, view in zip(wanted, self.engine.views(wanted, fields), strict=True):
            text = texts[names[number]]
            yield (
                names[number],
                [
                    self._original_spans(text, marks(plan, view, matcher, ("text",)).get("text", ()))
                    if number in found
                    else None
                    for plan, found in zip(plans, sets, strict=True)
                ],
            )

    def thesaurus_stamp(self) -> str:
        """A fingerprint of the thesaurus."""
        import hashlib  # imported here, as no search needs it

        thesaurus = self.thesaurus()
        parts = [
            *((group.terms,) for group in thesaurus.groups),
            *map(sorted, thesaurus.apart),
            thesaurus.keep,
        ]
        return f"sha256:{hashlib.sha256(repr(parts).encode()).hexdigest()}"

    def kept_words(self) -> tuple[str, ...]:
        """The words of thesaurus.toml, which are counted as wholes."""
        thesaurus = self.thesaurus()
        return (*thesaurus.keep, *(term for group in thesaurus.groups for term in group.terms))

    @property
    def files(self) -> Mapping[str, FileRecord]:
        """The files in the index, by their path in the corpus."""
        return self.engine.files

    def __len__(self) -> int:
        return self.engine.info().passages

    def _values(self, field: str) -> Collection[str]:
        """The values that passages have in a field."""
        return [value for value, _ in self.engine.facet(field)]

    def _is_word(self, text: str) -> bool:
        """Whether any passage has a text as whole words."""
        # By words first: its characters, which take far longer to look for, decide only where it is none.
        plan = AnyOf((make_plan(Word(text), text, self._analyzer),), by_words=True)
        best = self.engine.search(Request(plan, limit=1)).best
        return bool(best) and MATCH_LEVELS[best[0].level] == "word"

    def _plan(
        self, query: str, tree: Node, mode: Mode, names: Names, in_parts: frozenset[str] = frozenset()
    ) -> Plan:
        plan = make_plan(tree, query, self._analyzer, mode, names, in_parts)
        number = sum(1 for _ in words(plan))
        if number > MAX_CLAUSES:
            counts = {"number": number, "most": MAX_CLAUSES}
            raise QueryError("query.too-many-words", query=query, position=0, **counts)
        return plan

    def _hit(
        self,
        rank: int,
        scored: ScoredPassage,
        answer: Answer,
        plan: Plan | None,
        excerpt_size: int,
        matcher: Matcher,
    ) -> Hit:
        """A hit with its marks; without marks if there is no plan, or no time left."""
        (passage,) = self.engine.passages((scored.number,))
        found: Mapping[str, tuple[Span, ...]] = {}
        if plan is not None:
            with contextlib.suppress(TimeUp):
                marked = marks(plan, answer.views[scored.number], matcher)
                matcher.deadline.check()
                found = marked
        matches = self._original_spans(passage.text, found.get("text", ()))
        return Hit(
            rank=rank,
            score=round(scored.score, 6),
            match=MATCH_LEVELS[scored.level],
            passage=passage,
            highlights=merge(matches),
            excerpt=excerpt(passage.text, matches, excerpt_size),
            title_highlights=merge(original_spans(passage.title, found.get("title", ()))),
            section_highlights=spans_of_parts(passage.section, found.get("section", ())),
            glosses_highlights=spans_of_parts(passage.glosses, found.get("glosses", ())),
        )


def _check_facets(facets: Sequence[str]) -> tuple[str, ...]:
    for field in facets:
        if field not in EXACT_FIELDS:
            raise ArgumentError("argument.choice", name="facets", value=field, valid=EXACT_FIELDS)
    return tuple(facets)


def _check_choice(name: str, value: object, choices: Any) -> None:
    if value not in get_args(choices):
        raise ArgumentError("argument.choice", name=name, value=value, valid=get_args(choices))
