"""The values that travel between the stages: frozen, plain, and free of any engine's types."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import Literal, TypeAlias, get_args

__all__ = [
    "MATCH_LEVELS",
    "PASSAGE_FIELDS",
    "Definition",
    "Document",
    "Expansion",
    "Hit",
    "Kind",
    "MatchLevel",
    "Passage",
    "Results",
    "Snippet",
    "Span",
]

Span: TypeAlias = tuple[int, int]
"""A half-open range `[start, end)` of code points."""

Kind: TypeAlias = Literal["paragraph", "list-item", "table-row", "caption", "footnote", "heading"]
MatchLevel: TypeAlias = Literal["word", "synonym", "reading", "literal"]
"""How a passage answers, the best first: by the words of the query, by an equal of one, by a word that is read as it is
written, or by characters that are part of other words only."""

MATCH_LEVELS: tuple[MatchLevel, ...] = get_args(MatchLevel)


@dataclass(frozen=True, slots=True)
class Document:
    """What is known of one document. `date` is ISO 8601 as exact as known (`2013`, `2013-10`, `2013-10-03`)."""

    id: str
    title: str
    publisher: str = ""
    doc_type: str = "other"
    date: str = ""
    meeting: str = ""
    place: str = ""
    url: str = ""
    source: str = ""
    lines: tuple[int, int] = (1, 1)


@dataclass(frozen=True, slots=True)
class Passage:
    """The unit that is searched and cited. The order of the fields is the order of every export.

    `text` holds the document's own characters, `glosses` what was lifted out of the text (ruby, readings set
    into the line), `lines` the first and last line in `source`, counted from 1.
    """

    id: str
    document: str
    title: str
    publisher: str
    doc_type: str
    date: str
    year: int | None
    meeting: str
    place: str
    side: str
    section: tuple[str, ...]
    kind: Kind
    text: str
    glosses: tuple[str, ...]
    source: str
    lines: tuple[int, int]


PASSAGE_FIELDS: tuple[str, ...] = tuple(field.name for field in fields(Passage))


@dataclass(frozen=True, slots=True)
class Definition:
    """Two names of one thing, as a document defines them: `short` stands for `long` from there on.

    `local` says that the document gives the short name for its own use only (以下「…」という), so that elsewhere
    the same word may mean another thing. `lines` are those of the passage in `source`.
    """

    short: str
    long: str
    passage: str
    document: str
    source: str
    lines: tuple[int, int]
    local: bool = False


@dataclass(frozen=True, slots=True)
class Expansion:
    """What was searched besides `word`, a word of a query: `term`, in so many `passages`, found at this level."""

    word: str
    term: str
    level: MatchLevel
    passages: int


@dataclass(frozen=True, slots=True)
class Snippet:
    """An excerpt of a passage's text: it starts at `start` of the passage, `highlights` point into `text`."""

    text: str
    start: int
    highlights: tuple[Span, ...]
    cut_before: bool
    cut_after: bool


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage that answers a query. `rank` counts from 1; `highlights` point into `passage.text`."""

    rank: int
    score: float
    match: MatchLevel
    passage: Passage
    highlights: tuple[Span, ...]
    excerpt: Snippet

    @property
    def snippet(self) -> str:
        """The excerpt as plain text, with `…` where it was cut."""
        before = "…" if self.excerpt.cut_before else ""
        after = "…" if self.excerpt.cut_after else ""
        return f"{before}{self.excerpt.text}{after}"


@dataclass(frozen=True, slots=True)
class Results:
    """The answer to a query: `total` counts all hits, `hits` holds those asked for.

    `words` gives each word of the query with the number of passages it is in, under the same filters.
    `relaxed` says that no passage had all the words, and the hits have only some. `expanded` is what was
    searched besides the words, at a lower weight; `suggestions` what a word that is nowhere may have meant.
    Where the time did not suffice, `searched` is the number of passages among which the hits are.
    """

    query: str
    parsed: str
    total: int
    took_ms: float
    hits: tuple[Hit, ...]
    words: tuple[tuple[str, int], ...] = ()
    relaxed: bool = False
    expanded: tuple[Expansion, ...] = ()
    suggestions: tuple[tuple[str, tuple[str, ...]], ...] = ()
    searched: int | None = None

    @property
    def timed_out(self) -> bool:
        """Whether the time did not suffice to search all passages."""
        return self.searched is not None
