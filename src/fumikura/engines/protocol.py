"""The contract of an engine: any store of passages that keeps it gives the same hits.

An engine finds **candidates**: it counts the passages that match a plan, and gives the best of them by BM25F. Their final
order comes from the second stage (`ranking.second_stage`), which needs views of passages and statistics. All values that
cross are those of `models`, `plan.nodes`, `matching.view` and of this module; types of a store stay inside its engine.
`tests/test_engine_contract.py` is the contract as tests, `tests/list_engine.py` a small engine that passes them.

**Which passages match.** A leaf of the plan matches a passage where `matching.occurrences` finds it in one of the
leaf's fields. A passage matches if the plan is met, and at least one leaf that counts for it stands in text or glosses,
or in a field that the query named. Inside of `AnyOf` with `by_words` (questions, some words of many) a word matches by
its terms, and by its characters only if no passage has its terms.

**Statistics** are exact and leave out deleted passages, so that an updated index ranks like one built anew. The
frequency of a leaf is the number of passages with its terms in text or glosses; if there are none, with its characters
there; if there are none either, with the leaf in a heading.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, Literal, NamedTuple, Protocol, Self, TypeAlias

from fumikura.deadline import NEVER, Deadline
from fumikura.engines.index_words import MOST_TERMS
from fumikura.fields import NO_FILTERS, Filters
from fumikura.matching.view import PassageView
from fumikura.messages import Coded, Wording
from fumikura.models import Definition, Document, Facet, Passage, file_of
from fumikura.plan.nodes import SEARCHED, Plan, PlanNode
from fumikura.ranking.second_stage import Statistics
from fumikura.text.tokens import Entry
from fumikura.values import frozen

Sort: TypeAlias = Literal["relevance", "date", "-date", "document"]
Prepared: TypeAlias = Any
"""What an engine makes of passages before it writes them: a value that can be sent to another process."""


@frozen
class FileRecord:
    """A file in the index: its path relative to the corpus, and what it was and gave when it was read.

    `fingerprint` stands for its content and whatever else decides on its passages, `stamp` for its size and times: a file
    with the same stamp need not be read again. `unread` says what could not be read, and why.
    """

    source: str
    fingerprint: str
    documents: tuple[Document, ...]
    passages: int
    stamp: str = ""
    unread: tuple[Wording, ...] = ()


@frozen
class Request:
    """What an engine is asked for: the passages that match `plan` (None: all) and pass `filters`.

    `limit` candidates (None: all) from `offset` on are wanted, in the order of `sort`. The second stage needs the
    frequencies of `terms` in texts. `counted` are nodes whose own numbers of passages are wanted as well, `facets` fields
    of `fields.EXACT_FIELDS` whose values are to be counted.
    """

    plan: Plan | None
    filters: Filters = NO_FILTERS
    sort: Sort = "relevance"
    limit: int | None = None
    offset: int = 0
    terms: tuple[str, ...] = ()
    counted: tuple[PlanNode, ...] = ()
    facets: tuple[str, ...] = ()


class Candidate(NamedTuple):
    """A passage that matches: the engine's number for it, its score by BM25F, its level (`MATCH_LEVELS`).

    What was found by characters alone is `literal` here; the second stage looks more closely. `place` ascends in the
    order of documents and of the passages in each.
    """

    number: int
    score: float
    level: int
    place: int


@frozen
class Candidates:
    """`total` counts all passages that match; `best` are those asked for, in their order: by relevance
    first what is no furniture, in each part by level, score and place.

    `counts` has, for each of `Request.counted`, the number of passages that pass the filters and have it in text or
    glosses. If the time was up, `searched` is the number of first passages that were searched. `facets` has the values
    for each of `Request.facets`, counted in the passages that match the plan and pass all filters but those on that
    field; a passage counts for each of its values.
    """

    total: int
    best: tuple[Candidate, ...]
    statistics: Statistics
    counts: tuple[int, ...] = ()
    searched: int | None = None
    facets: tuple[Facet, ...] = ()


@frozen
class IndexInfo:
    """Facts about an index: size in bytes, versions by name, time of the commit (ISO, UTC)."""

    path: str
    size: int
    passages: int
    segments: int
    committed: str
    versions: Mapping[str, str]


class Lexicon(Protocol):
    """The words of an index: names that documents define, readings, similar words."""

    def definitions(self, name: str | None = None) -> tuple[Definition, ...]:
        """The definitions of a name, short or long, in any form of writing; all definitions for None."""

    def read_as(self, kana: str, most_terms: int = MOST_TERMS) -> tuple[tuple[str, ...], ...]:
        """The words of up to `most_terms` terms that are read as `kana` (hiragana), each as its terms.

        The most frequent comes first; longer ones are looked for where there is no shorter one.
        """

    def similar_words(self, word: str, distance: int) -> tuple[tuple[str, int], ...]:
        """Whole words, folded, within `distance` edits of a folded word, with their numbers of occurrences."""


class Engine(Protocol):
    """A reader of an index in the state that was committed when it was opened.

    Content that makes no sense comes out as IndexDamagedError.
    """

    @property
    def files(self) -> Mapping[str, FileRecord]:
        """The files in the index, by source."""

    @property
    def corpus(self) -> str:
        """The path of the corpus, relative to the folder of the index; "" if unknown."""

    @property
    def lexicon(self) -> Lexicon:
        """The words of the index."""

    def search(self, request: Request, deadline: Deadline = NEVER) -> Candidates:
        """The candidates; among as many of the first passages as there is time for."""

    def views(self, numbers: Sequence[int], fields: Sequence[str] = SEARCHED) -> tuple[PassageView, ...]:
        """The views of passages, in the order of `numbers`; only `fields` are needed."""

    def chars_of(self, term: str) -> str:
        """The tokens with a term, as they stand in views: a character for each (`text.vocabulary`)."""

    def entry(self, char: str) -> Entry:
        """The entry of a token, by its character in views."""

    def passages(self, numbers: Sequence[int]) -> tuple[Passage, ...]:
        """The passages themselves, in the order of `numbers`."""

    def ids(self, numbers: Sequence[int]) -> tuple[str, ...]:
        """The ids of passages."""

    def find(self, passage_id: str) -> int | None:
        """The number of the passage of an id, or None."""

    def facet(self, field: str) -> Facet:
        """The number of passages with each value of a field of `fields.EXACT_FIELDS`."""

    def info(self) -> IndexInfo:
        """Size, versions, and the time of the commit."""

    def verify(self, progress: Callable[[int, int], None] | None = None) -> tuple[Coded, ...]:
        """The faults that are found by reading every byte and comparing every passage; empty for a sound index.

        `progress` is called with the number of passages done, and of all.
        """

    def close(self) -> None:
        """Close the files. The engine can't be used any more."""


class Writer(Protocol):
    """A writer of an index. Nothing is visible before `commit`, and `cancel` leaves no trace."""

    @property
    def files(self) -> Mapping[str, FileRecord]:
        """The files as they would be committed now, by source."""

    def remove_file(self, source: str) -> None:
        """Remove a file with all passages; an unknown one is no error."""

    def add_file(
        self,
        record: FileRecord,
        passages: Iterable[Passage],
        definitions: Iterable[Definition] = (),
        prepared: Prepared | None = None,
    ) -> None:
        """Add a file, with the names that it defines, or replace it.

        `prepared` is what the engine's `prepare` made of the passages in another process. If preparing them here fails,
        the exception is passed on and the writer is as before.
        """

    def keep_file(self, record: FileRecord) -> None:
        """Replace the record of a file; its passages stay."""

    def holders(self, passage_ids: Iterable[str]) -> Mapping[str, str]:
        """The file of each passage id that is taken, in the order of the ids."""

    def commit(self) -> None:
        """Make all changes durable and visible at once. The writer can't be used any more."""

    def cancel(self) -> None:
        """Drop the changes. The writer can't be used any more."""

    def __enter__(self) -> Self:
        """The writer itself."""

    def __exit__(self, *_: object) -> None:
        """Cancel, if it was not committed."""


def documents_of(engine: Engine) -> tuple[Document, ...]:
    """The documents, in the order of their ids."""
    found = (document for file in engine.files.values() for document in file.documents)
    return tuple(sorted(found, key=lambda document: document.id))


def documents_with_counts(engine: Engine) -> list[tuple[Document, int]]:
    """The documents, in the order of their ids, each with the number of its passages."""
    counts = dict(engine.facet("document"))
    return [(document, counts.get(document.id, 0)) for document in documents_of(engine)]


def ids_of(engine: Engine) -> tuple[str, ...]:
    """The ids of all passages, in the order of documents and of the passages in each."""
    return engine.ids([each.number for each in engine.search(Request(None, sort="document")).best])


def passages_of_file(engine: Engine, source: str) -> tuple[Passage, ...]:
    """The passages of a file, those of each of its documents in order."""
    documents = frozenset(document.id for document in engine.files[source].documents)
    request = Request(None, Filters((("document", documents),)), "document")
    found = engine.passages([each.number for each in engine.search(request).best])
    return tuple(passage for passage in found if file_of(passage.source, (source,)) == source)
