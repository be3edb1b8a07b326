"""The seam to a search engine: what a writer and a reader of an index must be able to do.

Nothing of an engine's own types crosses it, so that another engine can stand behind it and give the same
hits: queries arrive as a plan (`index/plan.py`), passages and documents as the frozen values of `models`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from types import TracebackType
from typing import Any, Literal, Protocol, Self, TypeAlias

from fumikura.deadline import NEVER, Deadline
from fumikura.fields import NO_FILTERS, Filters
from fumikura.messages import Coded, Wording
from fumikura.models import Definition, Document, Expansion, MatchLevel, Mode, Passage, Reason, Span
from fumikura.plan.nodes import Plan
from fumikura.ranking.query_features import NO_CUES, Cues
from fumikura.values import frozen

__all__ = [
    "NO_FILTERS",
    "Engine",
    "Facet",
    "FileRecord",
    "Filters",
    "IndexInfo",
    "Mode",
    "Page",
    "Prepared",
    "Ranked",
    "Request",
    "Sort",
    "Writer",
]

Sort: TypeAlias = Literal["relevance", "date", "-date", "document"]
Prepared: TypeAlias = Any
"""What an engine makes of some passages before they are written: a value that can go from one process to another."""

Facet: TypeAlias = tuple[tuple[str, int], ...]
"""The values of a field with the number of passages that have each, in the order of the values."""


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
class Ranked:
    """A passage that answers a query, not yet loaded: `handle` is the engine's own name for it."""

    handle: int
    score: float
    match: MatchLevel


@frozen
class Request:
    """What is asked of an engine: the hits of `plan` among the passages that pass `filters`, ordered by `cues`.

    Of them `limit` from `offset` on, in the order of `sort`; None means all.
    """

    plan: Plan
    filters: Filters = NO_FILTERS
    cues: Cues = NO_CUES
    sort: Sort = "relevance"
    limit: int | None = None
    offset: int = 0


@frozen
class Page:
    """A part of an answer: `total` counts all hits, `words` gives the hits of each word alone.

    `expanded` is what was searched besides the words, by other names and by readings. Where the time did not suffice for
    all passages, `searched` says among how many of the first the hits are.
    """

    total: int
    ranked: tuple[Ranked, ...]
    words: tuple[tuple[str, int], ...] = ()
    expanded: tuple[Expansion, ...] = ()
    searched: int | None = None


@frozen
class IndexInfo:
    """What there is to say of an index: size in bytes, versions by name, time of the commit (ISO, UTC)."""

    path: str
    size: int
    passages: int
    segments: int
    committed: str
    versions: Mapping[str, str]


class Engine(Protocol):
    """A reader of an index. It sees the state that was committed when it was opened, until it is closed."""

    def search(self, request: Request, deadline: Deadline = NEVER) -> Page:
        """The hits that are asked for.

        Where there is not the time for all passages, `Page.searched` says among how many of the first.
        """

    def explain(
        self, request: Request, ranked: Sequence[Ranked], deadline: Deadline
    ) -> tuple[tuple[Reason, ...], ...]:
        """What the words, and how they stand there, gave to the score of `ranked`, of as many as there is time for."""

    def load(self, handle: int) -> Passage:
        """The passage of a hit."""

    def occurrences(self, plan: Plan, handle: int) -> tuple[Span, ...]:
        """Where `plan` matches in the text of a hit: ranges of its folded form, in order."""

    def marks(self, plan: Plan, handle: int) -> Mapping[str, tuple[Span, ...]]:
        """The same for each field that is searched; of one with several parts, they are parted by one character."""

    def passage(self, passage_id: str) -> Passage:
        """The passage of this id. Raises UnknownIdError, naming ids that are near it."""

    def neighbours(self, passage_id: str, n: int) -> tuple[tuple[Passage, ...], tuple[Passage, ...]]:
        """Up to `n` passages before and after, of the same document, in its order. Raises UnknownIdError."""

    @property
    def files(self) -> Mapping[str, FileRecord]:
        """What was indexed, by source."""

    def documents(self) -> tuple[Document, ...]:
        """The documents, in the order of their ids."""

    @property
    def corpus(self) -> str:
        """Where the documents are, relative to the folder of the index; "" where that was not said."""

    def definitions_of(self, name: str) -> tuple[Definition, ...]:
        """The definitions in which a name is the short one or the long one, in any form of writing."""

    def definitions(self) -> tuple[Definition, ...]:
        """All definitions, in the order of their sources and lines."""

    def read_as(self, kana: str) -> tuple[tuple[str, ...], ...]:
        """The words that are read as `kana` (hiragana), each as its terms, the most frequent first."""

    def similar_words(self, word: str, distance: int) -> tuple[tuple[str, int], ...]:
        """Whole words within `distance` edits of a folded one, folded, with how often each stands somewhere."""

    def ids(self) -> tuple[str, ...]:
        """The ids of all passages, in the order of documents and ordinals."""

    def count(self) -> int:
        """How many passages there are."""

    def facet(self, field: str) -> Facet:
        """How many passages have each value of a field of `fields.EXACT_FIELDS`; those with none are not counted."""

    def info(self) -> IndexInfo:
        """Size, versions, and the time of the commit."""

    def passages_of(self, source: str) -> Iterator[Passage]:
        """The passages of a file, in the order in which it gave them."""

    def verify(self, progress: Callable[[int, int], None] | None = None) -> tuple[Coded, ...]:
        """The faults found by reading every byte, every posting and every passage; empty when sound.

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
        prepared: Sequence[Prepared] | None = None,
    ) -> None:
        """Put in a file, with the names that it defines, in place of what there was of it.

        `prepared` is what the engine's `prepare` made of the passages, as in another process. Where preparing them here
        fails, the exception is raised on and the writer is as it was before the call.
        """

    def keep_file(self, record: FileRecord) -> None:
        """Put another record in the place of that of a file, of which all passages stay."""

    def holder(self, passage_id: str) -> str | None:
        """The file that a passage of this id is of already, or None."""

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
