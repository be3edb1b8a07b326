"""What an engine does: the contract behind which any store of passages can stand, and give the same hits.

An engine finds **candidates**: which passages answer a plan, how many, and the best of them by BM25F. The order of the
best is decided behind it (`ranking.second_stage`), from the views of passages and from statistics.
Everything that crosses is a plain value of `models`, `plan.nodes`, `matching.view` or of this module; an engine's own
types stay inside. `tests/test_engine_contract.py` holds what any engine must do, `tests/list_engine.py` is a small one.

**Which passages answer.** A leaf of the plan stands in a passage where `matching.occurrences` finds it in one of the
leaf's fields. A passage answers when the plan is met and at least one leaf that counts for it stands in text or glosses,
or in a field that the query named. `AnyOf` with `by_words` (questions, some words of many) takes a word by its terms, and
by its characters only where no passage has its terms.

**Statistics** are exact and of live passages only, so that an index that was updated ranks as one built anew: the
frequency of a leaf is the number of passages with its terms in text or glosses; where there is none, with its
characters there; where there is none either, with it in a heading.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from types import TracebackType
from typing import Any, Literal, NamedTuple, Protocol, Self, TypeAlias

from fumikura.deadline import NEVER, Deadline
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
"""What an engine makes of some passages before they are written: a value that can go from one process to another."""


@frozen
class FileRecord:
    """A file that is in the index: path relative to the corpus, what it was when read, and what it gave.

    `fingerprint` names its content and whatever else decided its passages, `stamp` its size and times: the same stamp
    spares reading the file again to see that it is the same. `unread` says what of it could not be read, and why: all
    of it, where there are no passages.
    """

    source: str
    fingerprint: str
    documents: tuple[Document, ...]
    passages: int
    stamp: str = ""
    unread: tuple[Wording, ...] = ()


@frozen
class Request:
    """What is asked of an engine: the passages that answer `plan` among those that pass `filters`.

    None for a plan means all of them. `limit` candidates from `offset` on are wanted in the order of `sort`; None means
    all. `terms` are those whose frequency in texts the second stage asks for, `counted` parts of the plan whose own
    numbers of passages are wanted besides. `facets` are fields of `fields.EXACT_FIELDS` whose values are to be counted.
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
    """A passage that answers: the engine's own number for it, its score by BM25F, its level (`MATCH_LEVELS`).

    A passage that the engine found by characters alone is `literal` here; the second stage looks more closely. `place`
    ascends in the order of documents and of the passages in each.
    """

    number: int
    score: float
    level: int
    place: int


@frozen
class Candidates:
    """`total` counts all passages that answer, `best` are those asked for, by sort, level, score and place.

    `counts` has a number for each of `Request.counted`: of the passages that pass the filters and have it in text or
    glosses. Where the time did not suffice for all passages, `searched` says among how many of the first these are.
    `facets` has the values of each of `Request.facets`: of the passages that answer the plan and pass all filters but
    those on that field; a passage counts for each of its values.
    """

    total: int
    best: tuple[Candidate, ...]
    statistics: Statistics
    counts: tuple[int, ...] = ()
    searched: int | None = None
    facets: tuple[Facet, ...] = ()


@frozen
class IndexInfo:
    """What there is to say of an index: size in bytes, versions by name, time of the commit (ISO, UTC)."""

    path: str
    size: int
    passages: int
    segments: int
    committed: str
    versions: Mapping[str, str]


class Lexicon(Protocol):
    """The words of an index: what its documents define, how words are read, what looks alike."""

    def definitions(self, name: str | None = None) -> tuple[Definition, ...]:
        """Those in which a name is the short one or the long one, in any form of writing; all of them for None."""

    def read_as(self, kana: str) -> tuple[tuple[str, ...], ...]:
        """The words that are read as `kana` (hiragana), each as its terms, the most frequent first."""

    def similar_words(self, word: str, distance: int) -> tuple[tuple[str, int], ...]:
        """Whole words within `distance` edits of a folded one, folded, with how often each stands somewhere."""


class Engine(Protocol):
    """A reader of an index. It sees the state that was committed when it was opened, until it is closed.

    What makes no sense in its files comes out of it as IndexDamagedError.
    """

    @property
    def files(self) -> Mapping[str, FileRecord]:
        """What was indexed, by source."""

    @property
    def corpus(self) -> str:
        """Where the documents are, relative to the folder of the index; "" where that was not said."""

    @property
    def lexicon(self) -> Lexicon:
        """The words of the index."""

    def search(self, request: Request, deadline: Deadline = NEVER) -> Candidates:
        """The candidates that are asked for; of as many of the first passages as there is time for."""

    def views(self, numbers: Sequence[int], fields: Sequence[str] = SEARCHED) -> tuple[PassageView, ...]:
        """The views of candidates, in the order of `numbers`; only these fields of them are needed."""

    def chars_of(self, term: str) -> str:
        """The tokens in views that are searched by a term, a character for each (`text.vocabulary`)."""

    def entry(self, char: str) -> Entry:
        """The entry of a token, of which views have the character."""

    def passages(self, numbers: Sequence[int]) -> tuple[Passage, ...]:
        """The passages themselves, in the order of `numbers`."""

    def ids(self, numbers: Sequence[int]) -> tuple[str, ...]:
        """Their ids alone."""

    def find(self, passage_id: str) -> int | None:
        """The number of the passage of an id, or None."""

    def facet(self, field: str) -> Facet:
        """How many passages have each value of a field of `fields.EXACT_FIELDS`; those with none are not counted."""

    def info(self) -> IndexInfo:
        """Size, versions, and the time of the commit."""

    def verify(self, progress: Callable[[int, int], None] | None = None) -> tuple[Coded, ...]:
        """The faults found by reading every byte and comparing every passage; empty when sound.

        `progress` is told the passages done, of how many.
        """

    def close(self) -> None:
        """Let go of the files. The engine can't be used after it."""


class Writer(Protocol):
    """A writer of an index: nothing it does is seen before `commit`, and `cancel` leaves no trace."""

    @property
    def files(self) -> Mapping[str, FileRecord]:
        """What is in the index as this writer would commit it, by source."""

    def remove_file(self, source: str) -> None:
        """Take out all passages of a file; one that is not there is no error."""

    def add_file(
        self,
        record: FileRecord,
        passages: Iterable[Passage],
        definitions: Iterable[Definition] = (),
        prepared: Prepared | None = None,
    ) -> None:
        """Put in a file, with the names that it defines, in place of what there was of it.

        `prepared` is what the engine's `prepare` made of the passages, as in another process. Where preparing them here
        fails, the exception is raised on and the writer is as it was before the call.
        """

    def keep_file(self, record: FileRecord) -> None:
        """Put another record in the place of that of a file, of which all passages stay."""

    def holders(self, passage_ids: Iterable[str]) -> Mapping[str, str]:
        """The files that passages of these ids are of already, in their order; ids that are free are not in it."""

    def commit(self) -> None:
        """Make the changes durable and visible at once. The writer can't be used after it."""

    def cancel(self) -> None:
        """Drop the changes. The writer can't be used after it."""

    def __enter__(self) -> Self:
        """The writer itself."""

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Cancel, unless it was committed."""


def documents_of(engine: Engine) -> tuple[Document, ...]:
    """The documents, in the order of their ids."""
    found = (document for file in engine.files.values() for document in file.documents)
    return tuple(sorted(found, key=lambda document: document.id))


def ids_of(engine: Engine) -> tuple[str, ...]:
    """The ids of all passages, in the order of documents and of the passages in each."""
    return engine.ids([each.number for each in engine.search(Request(None, sort="document")).best])


def passages_of_file(engine: Engine, source: str) -> tuple[Passage, ...]:
    """The passages of a file, those of each of its documents in order."""
    documents = frozenset(document.id for document in engine.files[source].documents)
    request = Request(None, Filters((("document", documents),)), "document")
    found = engine.passages([each.number for each in engine.search(request).best])
    return tuple(passage for passage in found if file_of(passage.source, (source,)) == source)
