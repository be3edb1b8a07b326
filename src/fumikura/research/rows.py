"""Rows of the tools' answers: flat and frozen, with the columns of the files that are made of them.

A table of pandas takes them as they are. Lines of a concordance, collocates and key words are made where they are found.
"""

from __future__ import annotations

from collections import namedtuple
from collections.abc import Sequence
from typing import Any, NamedTuple

from fumikura.research.comparison import Compared
from fumikura.research.counting import PER_LABEL, By, Count, Per
from fumikura.research.differences import Operation
from fumikura.research.dispersion import Dispersion
from fumikura.research.lineage import Member
from fumikura.research.units import Unit
from fumikura.research.words import PER_WORDS, ListedWord


class WordRow(NamedTuple):
    """A word of a frequency list; its rate is per 10,000 words. What is undefined of its dispersion is None."""

    word: str
    lemma: str
    reading: str
    pos: str
    unit: Unit
    occurrences: int
    rate: float
    passages: int
    documents: int
    range: int | None = None
    d: float | None = None
    dp: float | None = None
    dp_norm: float | None = None
    da: float | None = None


WORD_COLUMNS = WordRow._fields[:9]
"""The columns of a frequency list without dispersion."""


class LineageRow(NamedTuple):
    """A sentence of a lineage; `after_id` is the passage of the one that it is set beside."""

    n: int
    date: str
    meeting: str
    id: str
    document: str
    sentence: str
    kind_of_change: str
    similarity: float | None
    after_id: str
    similarity_to_seed: float
    containment: float | None
    diff: str
    source: str
    lines: tuple[int, int]
    operations: tuple[Operation, ...]


class DiffRow(NamedTuple):
    """A sentence of two documents, or of one of them."""

    change: str
    id_a: str
    id_b: str
    text_a: str
    text_b: str
    similarity: float | None
    diff: str
    operations: tuple[Operation, ...]


_SIZES = ("occurrences", "passages_found", "documents_found", "passages", "documents", "characters", "words")
_RATES = ("rate", "rate_low", "rate_high", "rate_per")
_ROW_TYPES: dict[tuple[str, ...], Any] = {}


def count_columns(by: Sequence[By]) -> tuple[str, ...]:
    """The columns of counts by these fields."""
    return ("query", *("doc_type" if field == "type" else field for field in by), *_SIZES, *_RATES)


def count_row(count: Count, by: Sequence[By], per: Per) -> Any:
    """A count as a row; where there are no documents, all but its sizes is None."""
    sizes, rate = count.sizes, count.rate
    there = sizes.passages > 0
    found = (count.occurrences, count.passages_found, count.documents_found) if there else (None, None, None)
    size = (sizes.passages, sizes.documents, sizes.characters, sizes.words)
    measured = (rate.value, rate.low, rate.high, PER_LABEL[per]) if rate is not None else (None,) * 4
    cells = [
        int(value) if field == "year" and value.isdecimal() else value
        for field, value in zip(by, count.cell, strict=True)
    ]
    return row_type(count_columns(by))(count.query, *cells, *found, *size, *measured)


def word_row(entry: ListedWord, unit: Unit, words: int, spread: Dispersion | None) -> WordRow:
    """A row of a frequency list of so many words."""
    measures = (spread.range, spread.d, spread.dp, spread.dp_norm, spread.da) if spread else (None,) * 5
    return WordRow(
        *(entry.shown, entry.term, entry.kana, entry.pos, unit, entry.occurrences),
        PER_WORDS * entry.occurrences / words,
        entry.passages,
        entry.documents,
        *measures,
    )


def lineage_row(number: int, member: Member, operations: tuple[Operation, ...], diff: str) -> LineageRow:
    """A row of a lineage."""
    passage = member.sentence.passage
    return LineageRow(
        *(number, passage.date, passage.meeting, passage.id, passage.document),
        *(member.sentence.text, member.kind),
        member.similarity,
        member.after.passage.id if member.after else "",
        member.similarity_to_seed,
        member.containment,
        diff,
        passage.source,
        passage.lines,
        operations,
    )


def diff_row(compared: Compared, operations: tuple[Operation, ...], diff: str) -> DiffRow:
    """A row of a comparison."""
    before, after = compared.before, compared.after
    return DiffRow(
        f"{compared.change} moved" if compared.moved else compared.change,
        before.passage.id if before else "",
        after.passage.id if after else "",
        before.text if before else "",
        after.text if after else "",
        compared.similarity,
        diff,
        operations,
    )


def row_type(columns: tuple[str, ...]) -> Any:
    """The class of rows with these columns, made once. What is no name in Python gets one by its place."""
    if columns not in _ROW_TYPES:
        names = [name if name.isidentifier() else f"column_{at}" for at, name in enumerate(columns)]
        _ROW_TYPES[columns] = namedtuple("Row", names)
        _ROW_TYPES[columns]._fields = columns  # by these pandas and `_asdict` name them
    return _ROW_TYPES[columns]
