"""What the tools give, a row each: flat and frozen, with the columns of the files that are made of them.

A table of pandas takes them as they are.
"""

from __future__ import annotations

from collections import namedtuple
from collections.abc import Sequence
from typing import Any, NamedTuple

from fumikura.research.collocates import Collocate
from fumikura.research.comparison import Compared
from fumikura.research.counting import PER_LABEL, By, Count, Per
from fumikura.research.differences import Operation
from fumikura.research.dispersion import Dispersion, dispersion
from fumikura.research.key_words import KeyWord
from fumikura.research.lineage import Member
from fumikura.research.units import Unit
from fumikura.research.words import ListedWord, Tally

PER_WORDS = 10_000
"""The words that the rates of lists are relative to."""


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


class KeyRow(NamedTuple):
    """A key word: `a` times here and `b` times there; rates are per 10,000 words (or passages)."""

    word: str
    lemma: str
    reading: str
    pos: str
    unit: Unit
    a: int
    b: int
    rate_a: float
    rate_b: float
    passages_a: int
    passages_b: int
    documents_a: int
    documents_b: int
    g2: float
    p: float
    p_holm: float
    log_ratio: float
    lrc: float
    pct_diff: float | None
    bic: float
    chi2: float
    dp_a: float | None = None
    dp_b: float | None = None


def of_side(found: Sequence[KeyRow], *, here: bool) -> list[KeyRow]:
    """The words that are commoner here, or there."""
    return [row for row in found if (row.g2 >= 0) is here]


KEY_COLUMNS = KeyRow._fields[:21]
"""The columns of key words without dispersion."""


class CollocateRow(NamedTuple):
    """A collocate; the last three are those of another part, where one was asked for."""

    word: str
    lemma: str
    pos: str
    near: int
    left: int
    right: int
    all: int
    expected: float
    passages: int
    documents: int
    log_dice: float
    g2: float
    p_holm: float
    mi: float
    mi3: float
    t: float
    delta_p_word: float | None
    delta_p_node: float | None
    near_b: int | None = None
    all_b: int | None = None
    log_dice_b: float | None = None


COLLOCATE_COLUMNS = CollocateRow._fields[:18]
"""The columns without another part."""


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


def key_row(
    key: KeyWord,
    unit: Unit,
    here: Tally,
    there: Tally,
    *,
    by_passages: bool,
    sizes: Sequence[Sequence[int]] = ((), ()),
) -> KeyRow:
    """A row of a list of key words; `sizes` are the words of the parts of either side, for dispersion over them."""
    word, measures = key.word, key.measures
    passages = [side.passages if side else 0 for side in (key.here, key.there)]
    documents = [side.documents if side else 0 for side in (key.here, key.there)]
    numbers = passages if by_passages else [side.occurrences if side else 0 for side in (key.here, key.there)]
    wholes = (here.passages, there.passages) if by_passages else (here.words, there.words)
    spreads = [
        dispersion(side.by_part, parts) if side and parts else None
        for side, parts in zip((key.here, key.there), sizes, strict=True)
    ]
    return KeyRow(
        word=word.shown,
        lemma=word.term,
        reading=word.kana,
        pos=word.pos,
        unit=unit,
        a=numbers[0],
        b=numbers[1],
        rate_a=PER_WORDS * numbers[0] / wholes[0],
        rate_b=PER_WORDS * numbers[1] / wholes[1],
        passages_a=passages[0],
        passages_b=passages[1],
        documents_a=documents[0],
        documents_b=documents[1],
        g2=measures.g2,
        p=measures.p,
        p_holm=key.p_holm,
        log_ratio=measures.log_ratio,
        lrc=key.lrc,
        pct_diff=measures.pct_diff,
        bic=measures.bic,
        chi2=measures.chi2,
        dp_a=spreads[0].dp if spreads[0] else None,
        dp_b=spreads[1].dp if spreads[1] else None,
    )


def collocate_row(found: Collocate, there: Collocate | None, *, compared: bool) -> CollocateRow:
    """A row of a list of collocates, beside the same word in another part where they were `compared`."""
    word, measures = found.word, found.measures
    other: tuple[Any, ...] = (None, None, None)
    if compared:
        other = (there.near, there.elsewhere, there.measures.log_dice) if there else (0, None, None)
    return CollocateRow(
        *(word.shown, word.term, word.pos, found.near, found.left, found.right, found.elsewhere),
        *(measures.expected, word.passages, word.documents, measures.log_dice, measures.g2, found.p_holm),
        *(measures.mi, measures.mi3, measures.t, measures.delta_p_word, measures.delta_p_node),
        *other,
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
