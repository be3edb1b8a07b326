"""The values that travel between the stages: frozen, plain, and free of any engine's types."""

from __future__ import annotations

from collections.abc import Container, Iterator
from typing import Literal, TypeAlias, get_args

from fumikura.messages import Message
from fumikura.values import frozen

Span: TypeAlias = tuple[int, int]
"""A half-open range `[start, end)` of code points."""

Kind: TypeAlias = Literal[
    "paragraph", "list-item", "table-row", "caption", "footnote", "heading", "furniture"
]
"""What a passage is; `furniture` is what a page has beside its text: page numbers, running heads, menus."""

MatchLevel: TypeAlias = Literal["word", "synonym", "reading", "literal"]
"""How a passage matches, the best first: by the words of the query, by a synonym, by a word with that reading, or by
characters that are part of other words."""

Facet: TypeAlias = tuple[tuple[str, int], ...]
"""The values of a field with the number of passages that have each, in the order of the values."""

Mode: TypeAlias = Literal["all", "any"]
"""Whether a passage must have all words of a query, or one of them."""

MATCH_LEVELS: tuple[MatchLevel, ...] = get_args(MatchLevel)


@frozen
class Document:
    """What is known of a document. `date` is ISO 8601, as exact as known (`2013`, `2013-10`, `2013-10-03`).

    `container` is the site or book that it is part of, `pages` its pages there (`12-34`), `accessed` the day (ISO 8601)
    on which it was downloaded from `url`.
    """

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
    container: str = ""
    accessed: str = ""
    pages: str = ""


@frozen
class Passage:
    """The unit that is searched and cited. The order of the fields is that of every export.

    `date` and `year` are those of the meeting or day that the passage is about, else of its document; `document_date` is
    always of the document. `text` has the document's own characters, `glosses` what was lifted out of the text (ruby,
    readings in the line). `page` is as printed, else counted from 1, and empty in plain text. `lines` are the first and
    the last line in `source`, from 1. `tags` and `note` are what a person wrote of the passage.
    """

    id: str
    document: str
    title: str
    publisher: str = ""
    doc_type: str = "other"
    date: str = ""
    year: int | None = None
    document_date: str = ""
    meeting: str = ""
    place: str = ""
    side: str = ""
    speaker: str = ""
    section: tuple[str, ...] = ()
    kind: Kind = "paragraph"
    text: str = ""
    glosses: tuple[str, ...] = ()
    source: str = ""
    page: str = ""
    lines: tuple[int, int] = (1, 1)
    tags: tuple[str, ...] = ()
    note: str = ""


PASSAGE_FIELDS: tuple[str, ...] = Passage.__match_args__


@frozen
class Definition:
    """Two names of one thing, as a document defines them: `short` stands for `long`.

    `local` says that the document defines the short name for its own use alone (以下「…」という), so that the word may
    mean something else in other documents. `lines` are those of the passage in `source`.
    """

    short: str
    long: str
    passage: str
    document: str
    source: str
    lines: tuple[int, int]
    local: bool = False


@frozen
class Expansion:
    """Another name that was searched besides a word of the query, the number of passages with it, and its level.

    `itself` is the number of passages with the word of the query as it is, 0 for a reading: its kana stand nowhere.
    """

    word: str
    term: str
    level: MatchLevel
    passages: int
    itself: int = 0


@frozen
class Snippet:
    """An excerpt of a passage's text. It begins at `start` of the passage; `highlights` are ranges of `text`."""

    text: str
    start: int
    highlights: tuple[Span, ...]
    cut_before: bool
    cut_after: bool


@frozen
class Reason:
    """One part of the score of a hit: a word of the query (`about`), or how the words stand in the passage.

    `kind` is a match level for a word, `run` for words that stand as they do in the query, or a field of
    `ranking.features.Gains`. `fields` says how often a word stands in each field, `passages` how many passages have it.
    """

    kind: str
    score: float
    about: str = ""
    fields: tuple[tuple[str, int], ...] = ()
    passages: int | None = None


@frozen
class WordRead:
    """A word of a query as it was read: the `form` in which it is compared, and the `pieces` that it was cut into.

    A piece is its text and the term that is searched, "" for one that is too common. With `characters` the word is
    compared by its characters alone, as a run in quotes is.
    """

    text: str
    form: str
    pieces: tuple[tuple[str, str], ...]
    characters: bool = False


@frozen
class Hit:
    """A passage that matches a query. `rank` counts from 1; `highlights` are ranges of `passage.text`.

    Highlights of section and glosses have a tuple for each part. `reasons` add up to the score, where they were asked
    for.
    """

    rank: int
    score: float
    match: MatchLevel
    passage: Passage
    highlights: tuple[Span, ...]
    excerpt: Snippet
    title_highlights: tuple[Span, ...] = ()
    section_highlights: tuple[tuple[Span, ...], ...] = ()
    glosses_highlights: tuple[tuple[Span, ...], ...] = ()
    reasons: tuple[Reason, ...] = ()

    @property
    def matched_glosses(self) -> tuple[tuple[str, tuple[Span, ...]], ...]:
        """The glosses that match, each with its highlights."""
        found = zip(self.passage.glosses, self.glosses_highlights, strict=False)
        return tuple((gloss, spans) for gloss, spans in found if spans)

    @property
    def snippet(self) -> str:
        """The excerpt as plain text, with `…` where it was cut."""
        before = "…" if self.excerpt.cut_before else ""
        after = "…" if self.excerpt.cut_after else ""
        return f"{before}{self.excerpt.text}{after}"


@frozen
class Results:
    """The answer to a query: `total` counts all hits, `hits` are those that were asked for.

    `words` pairs each word of the query with the number of passages that have it, under the same filters. `relaxed`
    says that no passage had all words, and the hits have some of them. `expanded` are other names that were searched at
    a lower weight. When the time was up, `searched` is the number of passages that were searched. `read` says how the
    words of the query were read, where that was asked for; `notes` say what was read otherwise than typed. `facets`
    pairs each field that was asked for with its values in the hits, counted without the filters on that field.
    """

    query: str
    parsed: str
    total: int
    took_ms: float
    hits: tuple[Hit, ...]
    words: tuple[tuple[str, int], ...] = ()
    relaxed: bool = False
    expanded: tuple[Expansion, ...] = ()
    searched: int | None = None
    read: tuple[WordRead, ...] = ()
    notes: tuple[Message, ...] = ()
    facets: tuple[tuple[str, Facet], ...] = ()

    def __iter__(self) -> Iterator[Hit]:
        """The hits, in order."""
        return iter(self.hits)

    @property
    def timed_out(self) -> bool:
        """Whether the time was up before all passages were searched."""
        return self.searched is not None


def file_of(source: str, files: Container[str]) -> str:
    """The one of `files` that has the source of a passage: itself, or the archive or mail before a `!`; else `source`."""
    if source in files:
        return source
    ends = [place for place, char in enumerate(source) if char == "!"]
    return next((source[:end] for end in reversed(ends) if source[:end] in files), source)
