"""A passage as a search sees it: the folded text of each searched field, cut into tokens.

Made of a passage once, when it is indexed; kept by the engine, and read back for whatever is asked about that passage. So
everything in this package works on this value and knows no index.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import accumulate, pairwise

from fumikura.dates import NOTHING_NAMED, DateMention, date_term, resolve_dates, terms_between
from fumikura.models import Kind, Passage, Span
from fumikura.plan.nodes import SEARCHED
from fumikura.text import Analysis, Analyzer, fold
from fumikura.text.alternate_readings import MARKER, second_readings
from fumikura.text.normalize import Folded
from fumikura.text.vocabulary import FIRST_SURROGATE, Vocabulary, number_of
from fumikura.text.written import entries_as_written
from fumikura.values import frozen

SEPARATOR = "\x1f"
"""Parts a folded text where no run may go across: between headings of a path, and between glosses."""


@frozen
class DatePlace:
    """A date that a passage speaks of: its `term` (`dates.date_term`), and where: a range of a folded field."""

    term: str
    field: str
    start: int
    end: int


class FieldView:
    """A searched field of one passage.

    `text` is its folded form with the windows of other readings behind it (`text.alternate_readings`), `tokens` a
    string with one character for each token of `text`, in order and without gaps (`text.vocabulary`).
    """

    __slots__ = ("_edges", "_lengths", "_spaces", "text", "tokens")

    def __init__(self, text: str, tokens: str, lengths: Mapping[str, int]) -> None:
        self.text = text
        self.tokens = tokens
        self._lengths = lengths
        self._edges: Sequence[int] | None = None
        self._spaces: Sequence[int] | None = None

    @property
    def edges(self) -> Sequence[int]:
        """Where each token begins, and last, where the last one ends: token `i` is from `edges[i]` to `edges[i + 1]`."""
        if self._edges is None:
            self._edges = tuple(accumulate(map(self._lengths.__getitem__, self.tokens), initial=0))
        return self._edges

    def is_edge(self, offset: int) -> bool:
        """Whether a token begins or ends at an offset of the text."""
        edges = self.edges
        return edges[bisect_right(edges, offset) - 1] == offset

    def token_at(self, offset: int) -> int:
        """The position of the token that a character belongs to."""
        return bisect_right(self.edges, offset) - 1

    def word_at(self, offset: int) -> int:
        """The same, where a space that parts letters (`text.coarse`) is no token: for how far apart words are."""
        if self._spaces is None:
            self._spaces = [match.start() for match in re.finditer(" ", self.text)]
        return self.token_at(offset) - bisect_left(self._spaces, offset)

    def span(self, first: int, last: int) -> Span:
        """The characters from token `first` up to token `last`, which is not included."""
        edges = self.edges
        return edges[first], edges[min(last, len(edges) - 1)]

    @property
    def plain(self) -> str:
        """The folded text without the windows behind it."""
        return self.text.partition(MARKER)[0] if MARKER in self.text else self.text

    @property
    def plain_tokens(self) -> str:
        """The tokens of `plain`."""
        return (
            self.tokens[: bisect_right(self.edges, len(self.plain)) - 1]
            if MARKER in self.text
            else self.tokens
        )


@frozen
class PassageView:
    """The searched fields of a passage that are not empty, by name; `lengths` counts the indexed words of each.

    `packed_dates` says which dates it speaks of, see `pack_dates`: few queries ask.
    """

    document: str
    fields: Mapping[str, FieldView]
    lengths: Mapping[str, int]
    packed_dates: str = ""
    kind: Kind = "paragraph"

    @property
    def dates(self) -> tuple[DatePlace, ...]:
        """The dates that the passage speaks of. Raises ValueError where they are no packed ones."""
        return tuple(DatePlace(term, field, *span) for term, field, span in self._dated(""))

    def dates_of(self, field: str, prefixes: str | tuple[str, ...]) -> list[Span]:
        """Where a field speaks of dates whose terms begin so. Raises ValueError where they are no packed ones."""
        return [span for _, name, span in self._dated(prefixes) if name == field]

    def _dated(self, prefixes: str | tuple[str, ...]) -> Iterator[tuple[str, str, Span]]:
        for line in self.packed_dates.split("\n") if self.packed_dates else ():
            if line.startswith(prefixes):
                term, field, start, end = line.split(" ")
                yield term, field, (int(start), int(end))


def pack_dates(dates: Iterable[DatePlace]) -> str:
    """Dates as one string: a line for each, which `PassageView` reads."""
    return "\n".join(f"{date.term} {date.field} {date.start} {date.end}" for date in dates)


class _TokenLengths(dict[str, int]):
    """The length of each token of a vocabulary in code points, looked up once."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        super().__init__()
        self._vocabulary = vocabulary

    def __missing__(self, char: str) -> int:
        length = self[char] = self._vocabulary[char].length
        return length


class ViewMaker:
    """Makes views of passages, which come in the order of their documents: 同年 may go back to the passage before."""

    def __init__(self, analyzer: Analyzer, vocabulary: Vocabulary) -> None:
        self._analyzer = analyzer
        self._vocabulary = vocabulary
        self._lengths = _TokenLengths(vocabulary)
        # Headings and titles are those of many passages.
        self._remembered = lru_cache(256)(self._made)
        self._dates = _DateReader()

    def view(self, passage: Passage) -> PassageView:
        """The view of a passage."""
        made = {
            name: self._made(parts) if name == "text" else self._remembered(parts)
            for name in SEARCHED
            if (parts := parts_of(passage, name))
        }
        seen = {name: each for name, each in made.items() if each[0].text}  # characters may fold to nothing
        return PassageView(
            passage.document,
            {name: view for name, (view, _) in seen.items()},
            {name: words for name, (_, words) in seen.items()},
            pack_dates(self._dates.places(passage)),
            passage.kind,
        )

    def indexed_terms(self, view: FieldView) -> Mapping[str, Sequence[int]]:
        """The terms of a field with the positions of each, ascending; function words have none."""
        places: dict[str, list[int]] = {}
        entries = self._vocabulary.entries
        for position, char in enumerate(view.tokens):
            code = ord(char)
            term = entries[code if code < FIRST_SURROGATE else number_of(char)].indexed
            if term:
                places.setdefault(term, []).append(position)
        return places

    def _made(self, parts: tuple[str, ...]) -> tuple[FieldView, int]:
        """The view of a field of these parts, and the number of its words."""
        vocabulary = self._vocabulary
        texts: list[str] = []
        tokens: list[str] = []
        words = 0
        for part in parts:
            analysis = self._analyzer.analyze(part)
            if texts:
                texts.append(SEPARATOR)
                tokens.append(vocabulary.gap(1))
            texts.append(analysis.literal.text)
            tokens.append(vocabulary.chars(entries_as_written(part, analysis)))
            words += sum([1 for entry in analysis.entries if entry.indexed])
        for part in parts:
            for header, window, inside in self._windows(part):
                texts += (header, window)
                tokens += (vocabulary.gap(len(header)), inside)
        return FieldView("".join(texts), "".join(tokens), self._lengths), words

    def _windows(self, part: str) -> list[tuple[str, str, str]]:
        """Header, text and tokens of each window of the other readings of a part."""
        found: list[tuple[str, str, str]] = []
        analyses: list[Analysis] = []

        def folded(text: str) -> Folded:
            analyses.append(self._analyzer.analyze(text))
            return analyses[-1].literal

        for second, analysis in zip(second_readings(part, folded), analyses, strict=True):
            for header, (begin, stop) in second.windows():
                tokens = self._edges_between(analysis, begin, stop)
                found.append((header, second.literal.text[begin:stop], tokens))
        return found

    def _edges_between(self, analysis: Analysis, begin: int, stop: int) -> str:
        """Tokens for a range of a text that say where words begin and nothing of which: no word is counted twice."""
        starts = analysis.starts
        inside = starts[bisect_right(starts, begin) : bisect_left(starts, stop)]
        edges = [begin, *inside, stop]
        return "".join([self._vocabulary.gap(end - start) for start, end in pairwise(edges) if start < end])


def parts_of(passage: Passage, field: str) -> tuple[str, ...]:
    """The parts of a searched field that are not empty: the headings of a path, the glosses, or the one text."""
    value = getattr(passage, field)
    return tuple(filter(None, (value,) if isinstance(value, str) else value))


class _DateReader:
    """Finds the dates that passages speak of, one passage after the other."""

    def __init__(self) -> None:
        self._around: tuple[object, ...] = ()
        self._named = NOTHING_NAMED
        self._elsewhere = lru_cache(64)(_places_elsewhere)

    def places(self, passage: Passage) -> tuple[DatePlace, ...]:
        """The dates of a passage, in the order of fields and places."""
        around = (passage.source, passage.document, passage.title, passage.section, passage.date)
        before = self._named if around == self._around else NOTHING_NAMED
        mentions, named = resolve_dates(passage.text, passage.date, before)
        self._around, self._named = around, named
        found = _places(mentions, passage.text, "text", 0) if mentions else ()
        return (*found, *self._elsewhere(passage.glosses, passage.section, passage.title, passage.date))


def _places_elsewhere(
    glosses: tuple[str, ...], section: tuple[str, ...], title: str, date: str
) -> tuple[DatePlace, ...]:
    """The dates of the other fields, each read by itself."""
    found: list[DatePlace] = []
    for field, parts in (("glosses", glosses), ("section", section), ("title", (title,))):
        at = 0
        for part in filter(None, parts):
            mentions, _ = resolve_dates(part, date, NOTHING_NAMED)
            if mentions:
                found += _places(mentions, part, field, at)
            at += len(fold(part).text) + 1
    return tuple(found)


def _places(mentions: Sequence[DateMention], text: str, field: str, at: int) -> tuple[DatePlace, ...]:
    starts = fold(text).starts
    found: dict[DatePlace, None] = {}
    start = 0
    for mention in mentions:
        first, last = _first_at(starts, mention.start), _first_at(starts, mention.end)
        found[DatePlace(date_term(mention), field, at + first, at + max(last, first))] = None
        for term in terms_between(mention):
            found[DatePlace(term, field, at + start, at + max(last, start))] = None
        start = first
    return tuple(found)


def _first_at(starts: Sequence[int], offset: int) -> int:
    """The first folded character that comes from `offset` of the original or from behind it."""
    return bisect_right(starts, offset - 1)
