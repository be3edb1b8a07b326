"""Key word in context: each occurrence of a query with what stands around it, in an order that shows patterns."""

from __future__ import annotations

import hashlib
import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Literal, NamedTuple, TypeAlias, get_args

from fumikura.deadline import until_deadline
from fumikura.errors import FilterError
from fumikura.models import Passage, Span
from fumikura.research.lineage import date_order, passage_order
from fumikura.research.occurrences import PassageOccurrences
from fumikura.research.reading_order import END, OrderKey, order_key
from fumikura.research.selection import Selection
from fumikura.research.sentences import sentence_at
from fumikura.values import frozen

Sort: TypeAlias = Literal["date", "-date", "document", "right", "left", "freq"]
SORTS: tuple[Sort, ...] = get_args(Sort)

_WORDS = 3  # by which lines are ordered, on either side


class KwicRow(NamedTuple):
    """A line: `start` and `end` of the node are code points of the passage's text.

    `times` says how often its sentence stands in the selection, where repeated ones are left out; `ids` where it does.
    """

    n: int
    id: str
    document: str
    title: str
    date: str
    year: int | None
    meeting: str
    doc_type: str
    side: str
    section: tuple[str, ...]
    kind: str
    left: str
    node: str
    right: str
    sentence: str
    start: int
    end: int
    times: int
    source: str
    lines: tuple[int, int]
    ids: tuple[str, ...]


@frozen
class ContextSize:
    """How much is shown on either side: the sentence, the passage, or so many characters or words."""

    unit: Literal["characters", "words", "sentence", "passage"]
    size: int = 0


def context_of(text: str) -> ContextSize:
    """What `20`, `5w`, `sentence` and `passage` mean. Raises FilterError for anything else."""
    if text == "sentence":
        return ContextSize("sentence")
    if text == "passage":
        return ContextSize("passage")
    match = re.fullmatch(r"(\d{1,9})(w?)", text)
    if match is None:
        raise FilterError("research.context", value=text)
    return ContextSize("words" if match[2] else "characters", int(match[1]))


def sampled(found: Iterable[PassageOccurrences], number: int) -> tuple[PassageOccurrences, ...]:
    """As many occurrences, the same on every machine: those with the smallest SHA-256 of `id:start`."""
    every = [(each.passage, span) for each in found for span in each.spans]
    chosen = sorted(every, key=lambda one: hashlib.sha256(f"{one[0].id}:{one[1][0]}".encode()).digest())
    return tuple(PassageOccurrences(passage, (span,)) for passage, span in chosen[:number])


class Concordance:
    """The occurrences of a query in order, of which lines are made as many as are wanted."""

    def __init__(
        self, selection: Selection, found: Iterable[PassageOccurrences], sort: Sort = "date"
    ) -> None:
        self._selection = selection
        self._ordered = _ordered(
            selection, [(each.passage, span) for each in found for span in each.spans], sort
        )

    def lines(self, context: ContextSize, limit: int | None, offset: int) -> tuple[KwicRow, ...]:
        """So many lines from `offset` on; their numbers count from 1."""
        last = None if limit is None else offset + limit
        numbered = enumerate(self._ordered[offset:last], offset + 1)
        return tuple(_row(self._selection, *one, number, context) for number, one in until_deadline(numbered))


def left_out(selection: Selection, found: Iterable[PassageOccurrences]) -> int:
    """How many sentences with these occurrences are left out, as they stand again."""
    later = selection.repeats.later
    places = (
        (each.passage.id, sentence_at(selection.sentences(each.passage), start)[0])
        for each in found
        if later
        for start, _ in each.spans
    )
    return sum(len(later.get(place, ())) for place in set(places))


def _row(selection: Selection, passage: Passage, node: Span, number: int, context: ContextSize) -> KwicRow:
    """A line of an occurrence."""
    text, (start, end) = passage.text, node
    sentence = sentence_at(selection.sentences(passage), start)
    first, last = _context(selection, passage, node, sentence, context)
    later = selection.repeats.later.get((passage.id, sentence[0]), ())
    return KwicRow(
        n=number,
        id=passage.id,
        document=passage.document,
        title=passage.title,
        date=passage.date,
        year=passage.year,
        meeting=passage.meeting,
        doc_type=passage.doc_type,
        side=passage.side,
        section=passage.section,
        kind=passage.kind,
        left=text[first:start],
        node=text[start:end],
        right=text[end:last],
        sentence=text[slice(*sentence)],
        start=start,
        end=end,
        times=len(later) + 1,
        source=passage.source,
        lines=passage.lines,
        ids=(passage.id, *later),
    )


def _context(
    selection: Selection, passage: Passage, node: Span, sentence: Span, context: ContextSize
) -> Span:
    """What is shown of a passage around a node."""
    start, end = node
    match context.unit:
        case "sentence":
            return min(sentence[0], start), max(sentence[1], end)
        case "passage":
            return 0, len(passage.text)
        case "characters":
            return max(start - context.size, 0), min(end + context.size, len(passage.text))
    tokens = selection.tokens(passage)
    before = bisect_left(tokens.starts, start)
    after = bisect_left(tokens.starts, end)
    first = tokens.starts[max(before - context.size, 0)] if before and context.size else start
    last = tokens.ends[min(after + context.size, len(tokens.ends)) - 1] if context.size else end
    return min(first, start), max(last, end)


Occurrence: TypeAlias = tuple[Passage, Span]


def _ordered(selection: Selection, every: Sequence[Occurrence], sort: Sort) -> list[Occurrence]:
    ordered = sorted(every, key=_by_document if sort == "document" else _by_date)
    match sort:
        case "-date":
            undated = [one for one in ordered if not one[0].date]
            dated = [one for one in ordered if one[0].date]
            return sorted(dated, key=lambda one: one[0].date, reverse=True) + undated
        case "right" | "left":
            keys = {one: tuple(key for _, key in _words(selection, *one, sort)) for one in ordered}
            return sorted(ordered, key=keys.__getitem__)
        case "freq":
            return _by_frequency({one: _words(selection, *one, "right") for one in ordered})
    return ordered


def _by_document(one: Occurrence) -> tuple[str, int, int]:
    return (*passage_order(one[0]), one[1][0])


def _by_date(one: Occurrence) -> tuple[bool, str, str, int, int]:
    return (*date_order(one[0]), one[1][0])


SortWord: TypeAlias = tuple[str, OrderKey]
"""A word as written, and where it stands in the order of readings."""


def _by_frequency(words: dict[Occurrence, tuple[SortWord, ...]]) -> list[Occurrence]:
    """By how often the words to the right are those: the commonest first word first, in it the commonest second."""
    counts = Counter(
        tuple(word for word, _ in row[:size]) for row in words.values() for size in range(1, _WORDS + 1)
    )

    def key(one: Occurrence) -> list[tuple[int, OrderKey]]:
        row = words[one]
        sizes = range(1, _WORDS + 1)
        return [(-counts[tuple(word for word, _ in row[:size])], row[size - 1][1]) for size in sizes]

    return sorted(words, key=key)


def _words(
    selection: Selection, passage: Passage, node: Span, side: Literal["right", "left"]
) -> tuple[SortWord, ...]:
    """The three words beside a node, nearest first, punctuation passed over; the sentence ends the row."""
    tokens = selection.tokens(passage)
    start, end = sentence_at(selection.sentences(passage), node[0])
    if side == "right":
        places = range(bisect_left(tokens.starts, node[1]), bisect_left(tokens.starts, end))
    else:
        places = range(bisect_left(tokens.starts, node[0]) - 1, bisect_left(tokens.starts, start) - 1, -1)
    found: list[SortWord] = []
    for at in places:
        entry = tokens.known[tokens.chars[at]]
        if entry.alphanumeric:
            written = tokens.written(at)
            found.append((written, order_key(written, entry.kana, entry.pos == "numeral")))
            if len(found) == _WORDS:
                break
    return tuple(found + [("", END)] * (_WORDS - len(found)))
