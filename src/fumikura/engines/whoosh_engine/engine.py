"""The reader: runs a plan over the segments of one generation. Passages are numbered across them."""

from __future__ import annotations

import itertools
from bisect import bisect_right
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from fumikura.deadline import NEVER, Deadline
from fumikura.engines.protocol import Facet, FileRecord, Filters, IndexInfo, Page, Ranked, Request
from fumikura.engines.snapshots.failures import reading
from fumikura.engines.snapshots.generations import MANIFEST, current_generation
from fumikura.engines.whoosh_engine.counts import named_counts
from fumikura.engines.whoosh_engine.evaluate import Evaluation
from fumikura.engines.whoosh_engine.kept import Kept
from fumikura.engines.whoosh_engine.lexicon import Lexicon, lexicon_of
from fumikura.engines.whoosh_engine.manifest import checked_entries, file_records
from fumikura.engines.whoosh_engine.marks import Marks
from fumikura.engines.whoosh_engine.matches import Matches
from fumikura.engines.whoosh_engine.nearby import read_as, similar_words
from fumikura.engines.whoosh_engine.rescoring import Rescorer
from fumikura.engines.whoosh_engine.restrict import facet, passing
from fumikura.engines.whoosh_engine.scope import Scope
from fumikura.engines.whoosh_engine.segment import Segment
from fumikura.engines.whoosh_engine.sorting import Sorter, handles_of
from fumikura.engines.whoosh_engine.window import as_much_as_can_be, windows
from fumikura.errors import UnknownIdError
from fumikura.messages import Coded
from fumikura.models import Definition, Document, Passage, Span, file_of
from fumikura.plan.nodes import SEARCHED, Dated, Expanded, Leaf, Plan
from fumikura.plan.nodes import words as words_of

if TYPE_CHECKING:
    from fumikura.engines.whoosh_engine.explain import Reasons

__all__ = ["WhooshEngine"]

_REMEMBERED = 5_000
_KEPT = 24_000_000  # bytes of what was found for the words of earlier searches
ARRAYS_FROM, ARRAYS_FROM_SECOND = 200_000, 1_000
"""Passages from which on arrays are worth the time to import numpy: for one search, and for several."""


class WhooshEngine:
    """See `seam.Engine`, and `whoosh_engine.open_engine` for what it raises."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._generation = current_generation(folder)
        try:
            entries = checked_entries(folder, self._generation)
        except BaseException:
            self._generation.release()
            raise
        sums = self._generation.sums
        self._segments = tuple(Segment(self._generation.path, entry, sums) for entry in entries)
        self._bases = tuple(itertools.accumulate((entry.size for entry in entries), initial=0))
        self._live = sum(entry.live for entry in entries)
        self._searches = 0
        self._kept: Kept[Leaf, Any] = Kept(_KEPT)
        self._read: dict[str, tuple[tuple[str, ...], ...]] = {}
        self._allowed_last: tuple[Filters | None, Any] = None, None

    def search(self, request: Request, deadline: Deadline = NEVER) -> Page:
        """The hits that are asked for.

        Where there is not the time for all passages, `Page.searched` says among how many of the first.
        """
        self._searches += 1

        def page(most: int, until: Deadline) -> Page:
            return self._page(request, most, until)

        return as_much_as_can_be(page, self._bases[-1], deadline) or Page(0, (), searched=0)

    def _page(self, request: Request, most: int, deadline: Deadline) -> Page:
        """The hits among the first `most` passages. Raises TimeUp."""
        scope = self._scope(most, deadline)
        if most >= self._bases[-1] and self._with_arrays():
            return self._array_page(request, scope)
        plan, evaluation = request.plan, Evaluation(scope)
        matches = evaluation.matches(plan)
        allowed = self._allowed(request.filters)
        ids = (
            list(matches.scores)
            if allowed is None
            else [number for number in matches.scores if number in allowed]
        )
        words, expanded = named_counts(
            tuple(dict.fromkeys(words_of(plan))),
            lambda word: _count(evaluation.matches(word), allowed),
            lambda other: _count(evaluation.other(other), allowed),
        )
        matches = self._rescorer(request, evaluation).rescored(matches, ids)
        ranked = tuple(self._sorter.ranked(ids, matches, request.sort, request.limit, request.offset))
        return Page(len(ids), ranked, words, expanded, None if most >= self._bases[-1] else most)

    def _with_arrays(self) -> bool:
        """Whether to search by arrays: from the second search on, or where there is too much for any other way."""
        return self._bases[-1] >= max(ARRAYS_FROM, 1) or (
            self._bases[-1] >= ARRAYS_FROM_SECOND and self._searches > 1
        )

    def _array_page(self, request: Request, scope: Scope) -> Page:
        from fumikura.engines.whoosh_engine.arrays.evaluation import ArrayEvaluation
        from fumikura.engines.whoosh_engine.arrays.page import ArrayPage

        evaluation = ArrayEvaluation(scope, Evaluation(scope).is_near, self._kept)
        found = ArrayPage.of(request, evaluation, self._allowed_flags(request.filters))
        ranked = tuple(
            self._sorter.ranked(found.ids, found.matches, request.sort, request.limit, request.offset)
        )
        return Page(found.total, ranked, found.words, found.expanded)

    def _allowed_flags(self, filters: Filters) -> Any:
        """The passages that pass, as an array; the last one is kept, as who narrows a search asks again."""
        last, flags = self._allowed_last
        if last != filters:
            from fumikura.engines.whoosh_engine.arrays.page import passing_flags

            flags = passing_flags(filters, self._segments)
            self._allowed_last = filters, flags
        return flags

    def explain(self, request: Request, ranked: Sequence[Ranked], deadline: Deadline) -> Reasons:
        """What the words, and how they stand there, gave to the score of each of `ranked`, found in a second search."""
        from fumikura.engines.whoosh_engine.explain import Explainer, explained  # few searches ask for it

        def explainer() -> Explainer:
            evaluation = Evaluation(self._scope(self._bases[-1], deadline))
            return Explainer(evaluation, self._rescorer(request, evaluation), request.plan)

        return explained(explainer, ranked, self._at, deadline)

    def load(self, handle: int) -> Passage:
        """The passage of a hit."""
        segment, local = self._at(handle)
        return segment.passage(local)

    def occurrences(self, plan: Plan, handle: int) -> tuple[Span, ...]:
        """Where `plan` matches in the text of a hit: ranges of its folded form, in order."""
        return self.marks(plan, handle)["text"]

    def marks(self, plan: Plan, handle: int) -> Mapping[str, tuple[Span, ...]]:
        """The same for each field that is searched; of one with several parts, they are parted by one character."""
        segment, local = self._at(handle)
        marks = Marks(segment, local, self._document(handle, plan))
        return {field: tuple(marks.spans(plan, field)) for field in SEARCHED}

    def passage(self, passage_id: str) -> Passage:
        """The passage of this number. Raises UnknownIdError, naming ids that are near it."""
        return self.load(self._handle(passage_id))

    def neighbours(self, passage_id: str, n: int) -> tuple[tuple[Passage, ...], tuple[Passage, ...]]:
        """Up to `n` passages before and after, of the same document, in its order. Raises UnknownIdError."""
        handle = self._handle(passage_id)
        ids = handles_of(self._segments, self._bases, self.load(handle).document)
        at = ids.index(handle)
        before, after = ids[max(at - n, 0) : at], ids[at + 1 : at + 1 + max(n, 0)]
        return tuple(map(self.load, before)), tuple(map(self.load, after))

    @cached_property
    def files(self) -> Mapping[str, FileRecord]:
        """What was indexed, by source."""
        with reading(self._generation.path / MANIFEST):
            return MappingProxyType(file_records(self._generation.manifest))

    def documents(self) -> tuple[Document, ...]:
        """The documents, in the order of their ids."""
        return tuple(
            sorted(
                (document for file in self.files.values() for document in file.documents), key=lambda d: d.id
            )
        )

    @property
    def corpus(self) -> str:
        """Where the documents are, relative to the folder of the index; "" where that was not said."""
        return str(self._generation.manifest.get("corpus", ""))

    def definitions_of(self, name: str) -> tuple[Definition, ...]:
        """The definitions in which a name is the short one or the long one, in any form of writing."""
        return self._lexicon.definitions_of(name)

    def definitions(self) -> tuple[Definition, ...]:
        """All definitions, in the order of their sources and lines."""
        return self._lexicon.definitions()

    def read_as(self, kana: str) -> tuple[tuple[str, ...], ...]:
        """The words that are read as `kana` (hiragana), each as its terms, the most frequent first."""
        if kana not in self._read:
            if len(self._read) >= _REMEMBERED:
                self._read.clear()
            self._read[kana] = read_as(kana, self._lexicon, self._segments)
        return self._read[kana]

    def similar_words(self, word: str, distance: int) -> tuple[tuple[str, int], ...]:
        """Whole words within `distance` edits of a folded one, folded, with how often each stands somewhere."""
        return similar_words(word, distance, self._segments)

    def ids(self) -> tuple[str, ...]:
        """The ids of all passages, in the order of documents and of the passages in each."""
        names = sorted({name for segment in self._segments for name in segment.terms("document")})
        return tuple(
            self.load(handle).id for name in names for handle in handles_of(self._segments, self._bases, name)
        )

    def count(self) -> int:
        """How many passages there are."""
        return self._live

    def facet(self, field: str) -> Facet:
        """How many passages have each value of a field; those with none are not counted."""
        return facet(self._segments, field)

    def info(self) -> IndexInfo:
        """Size, versions, and the time of the commit."""
        manifest = self._generation.manifest
        return IndexInfo(
            path=str(self._folder),
            size=sum(path.stat().st_size for path in self._generation.path.iterdir()),
            passages=self._live,
            segments=len(self._segments),
            committed=manifest["committed"],
            versions=MappingProxyType(dict(manifest["versions"])),
        )

    def verify(self, progress: Callable[[int, int], None] | None = None) -> tuple[Coded, ...]:
        """The faults found by reading every byte, every posting and every passage; empty when sound."""
        from fumikura.engines.whoosh_engine.inspect import faults_of_index

        return faults_of_index(self._folder, self._generation, self._segments, self.files, progress)

    def passages_of(self, source: str) -> Iterator[Passage]:
        """The passages of a file, in the order in which it gave them."""
        for base, segment in zip(self._bases, self._segments, strict=False):
            for term in segment.terms("source", source):
                for local in segment.ids("source", term) if file_of(term, (source,)) == source else ():
                    yield self.load(base + local)

    def close(self) -> None:
        """Let go of the files. The engine can't be used after it."""
        for segment in self._segments:
            segment.close()
        self._generation.release()

    @cached_property
    def _lexicon(self) -> Lexicon:
        return lexicon_of(self._generation)

    def _document(self, handle: int, plan: Plan) -> str | None:
        """The document of a passage, if the plan asks for it."""
        names = (word for _, word in words_of(plan) if isinstance(word, Expanded))
        if any(other.documents for word in names for other in word.others):
            return self.load(handle).document
        return None

    def _scope(self, most: int, deadline: Deadline) -> Scope:
        """The first `most` passages, until the time is up."""
        segments = windows(self._segments, self._bases, deadline, most)
        return Scope(segments, self._bases, min(self._live, most), self._average_lengths)

    @staticmethod
    def _rescorer(request: Request, evaluation: Evaluation) -> Rescorer:
        others = [
            (label, evaluation.matches(word))
            for label, word in dict.fromkeys(words_of(request.plan))
            if isinstance(word, Expanded | Dated)
        ]
        return Rescorer(request.cues, evaluation.scope, others)

    @cached_property
    def _average_lengths(self) -> Mapping[str, float]:
        totals = [sum(segment.entry.words[i] for segment in self._segments) for i in range(len(SEARCHED))]
        return {
            field: max(total / max(self._live, 1), 1.0) for field, total in zip(SEARCHED, totals, strict=True)
        }

    @cached_property
    def _sorter(self) -> Sorter:
        return Sorter(self._segments, self._bases)

    def _allowed(self, filters: Filters) -> set[int] | None:
        allowed: set[int] = set()
        for base, segment in zip(self._bases, self._segments, strict=False):
            ids = passing(filters, segment)
            if ids is None:
                return None
            allowed.update(base + number for number in ids)
        return allowed

    def _at(self, handle: int) -> tuple[Segment, int]:
        index = bisect_right(self._bases, handle) - 1
        return self._segments[index], handle - self._bases[index]

    def _handle(self, passage_id: str) -> int:
        for base, segment in zip(self._bases, self._segments, strict=False):
            for local in segment.with_id(passage_id):
                return base + local
        raise self._unknown(passage_id)

    def _unknown(self, passage_id: str) -> UnknownIdError:
        """The error for an id that is not there, with what is near it."""
        document = passage_id.rpartition("#")[0] or passage_id
        known = {document.id for document in self.documents()}
        if document in known:
            ids = [self.load(handle).id for handle in handles_of(self._segments, self._bases, document)]
            if ids:
                return UnknownIdError("id.past-end", id=passage_id, first=ids[0], last=ids[-1])
        import difflib  # imported here, as no search needs it

        near = difflib.get_close_matches(document, known, n=3, cutoff=0.4) or sorted(known)[:3]
        if not near:
            return UnknownIdError("id.none", id=passage_id)
        return UnknownIdError("id.unknown", id=passage_id, near=tuple(near))


def _count(matches: Matches, allowed: set[int] | None) -> int:
    return len(matches.scores) if allowed is None else len(matches.scores.keys() & allowed)
