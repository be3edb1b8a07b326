"""What the tools answer: rows as they go into files, and what is said beside them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from fumikura.research import rows
from fumikura.research.collocates import CollocateRow
from fumikura.research.counting import By, Cell, Count, Per
from fumikura.research.differences import Operation
from fumikura.research.dispersion import Dispersion
from fumikura.research.key_words import KeyRow, of_side
from fumikura.research.kwic import Concordance, KwicRow
from fumikura.research.lineage import Member
from fumikura.research.occurrences import Occurrences
from fumikura.research.sentences import form_of
from fumikura.values import frozen


@frozen
class Kwic:
    """Lines of a concordance: `rows` are those asked for of `total` occurrences in so many `passages`.

    `left_out` counts the sentences that stand again and were left out. `concordance` makes lines of another context.
    """

    rows: tuple[KwicRow, ...]
    total: int
    passages: int
    occurrences: Occurrences
    left_out: int
    concordance: Concordance


@frozen
class Counted:
    """Counts of one or several queries: `rows` as they go into files, `counts` the same as values, by query and cell.

    `total` is of the whole selection, `dispersion` over documents or years, both a value for each query.
    """

    rows: tuple[Any, ...]
    columns: tuple[str, ...]
    counts: tuple[Count, ...]
    total: tuple[Count, ...]
    by: tuple[By, ...]
    per: Per
    cells: tuple[Cell, ...]
    occurrences: tuple[Occurrences, ...]
    dispersion: tuple[Dispersion | None, ...]
    left_out: int


@frozen
class WordList:
    """A list of words or n-grams: `total` are listed, of `words` that were counted."""

    rows: tuple[Any, ...]
    columns: tuple[str, ...]
    total: int
    words: int
    passages: int
    documents: int
    left_out: int


@frozen
class KeyWords:
    """Key words of one part against another, with their sizes; all that were tested, `differ` of them beyond `p`."""

    rows: tuple[KeyRow, ...]
    columns: tuple[str, ...]
    differ: int
    words_a: int
    words_b: int
    p: float
    left_out: int
    passages_a: int
    passages_b: int

    def first(self, limit: int | None) -> Sequence[KeyRow]:
        """So many rows of those that are commoner here, and as many of the others; all for None."""
        if limit is None:
            return self.rows
        return [each for here in (True, False) for each in of_side(self.rows, here=here)[:limit]]


@frozen
class Collocates:
    """Collocates of a word that has so many `nodes`: `windows` words of `words` stand inside of a window."""

    rows: tuple[CollocateRow, ...]
    columns: tuple[str, ...]
    total: int
    nodes: int
    windows: int
    words: int
    occurrences: Occurrences
    left_out: int


@frozen
class Lineage:
    """The lineage of one sentence, or the sentences of a phrase; `seed` is what was asked for."""

    seed: str
    members: tuple[Member, ...]
    operations: tuple[tuple[Operation, ...], ...]
    is_phrase: bool

    @property
    def is_known(self) -> bool:
        """Whether the seed is a sentence of the index that is shown."""
        return any(form_of(each.sentence.text) == form_of(self.seed) for each in self.members)


@frozen
class Lineages:
    """The lineages of the sentences that were asked for, and all their rows."""

    rows: tuple[rows.LineageRow, ...]
    lineages: tuple[Lineage, ...]


@frozen
class Differences:
    """What changed between two documents."""

    rows: tuple[rows.DiffRow, ...]
