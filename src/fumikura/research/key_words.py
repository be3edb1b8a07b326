"""The words by which one part of a corpus differs from another, in order."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Literal, NamedTuple, TypeAlias, get_args

from fumikura.research.dispersion import dispersion
from fumikura.research.measures import holm, keyness, log_ratio_conservative
from fumikura.research.units import Unit
from fumikura.research.words import PER_WORDS, ListedWord, Tally, reading_key

KeySort: TypeAlias = Literal["g2", "log-ratio", "lrc", "freq", "-g2", "reading"]
KEY_SORTS: tuple[KeySort, ...] = get_args(KeySort)


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


KEY_COLUMNS = KeyRow._fields[:21]
"""The columns of key words without dispersion."""


def of_side(found: Sequence[KeyRow], *, here: bool) -> list[KeyRow]:
    """The words that are commoner here, or there."""
    return [row for row in found if (row.g2 >= 0) is here]


def key_words(
    here: Tally,
    there: Tally,
    unit: Unit,
    *,
    least: int,
    sort: KeySort,
    alpha: float,
    by_passages: bool,
    wanted: Callable[[ListedWord], bool],
    parts: Sequence[Sequence[int]],
) -> tuple[KeyRow, ...]:
    """Every word that stands `least` times in both sides together: those that are commoner here, then the others.

    With `by_passages` the passages that have a word are compared, and not how often it stands there. `parts` are the
    words of the parts of either side, for dispersion over them, if any.
    """
    n1, n2 = (each.passages if by_passages else each.words for each in (here, there))
    tested: list[tuple[ListedWord, tuple[ListedWord | None, ListedWord | None], int, int]] = []
    for key in dict.fromkeys((*here.entries, *there.entries)):
        sides = here.entries.get(key), there.entries.get(key)
        word = _commoner(*sides)
        if _occurrences(sides) >= least and wanted(word):
            a, b = (
                0 if each is None else each.passages if by_passages else each.occurrences for each in sides
            )
            tested.append((word, sides, a, b))
    measured = [keyness(a, n1, b, n2) for _, _, a, b in tested]
    adjusted = holm([each.p for each in measured])
    found: list[tuple[KeyRow, ListedWord, int]] = []
    for (word, sides, a, b), measures, p_holm in zip(tested, measured, adjusted, strict=True):
        passages = [side.passages if side else 0 for side in sides]
        documents = [side.documents if side else 0 for side in sides]
        spread = [
            dispersion(side.by_part, sizes) if side and sizes else None
            for side, sizes in zip(sides, parts, strict=True)
        ]
        row = KeyRow(
            word=word.shown,
            lemma=word.term,
            reading=word.kana,
            pos=word.pos,
            unit=unit,
            a=a,
            b=b,
            rate_a=PER_WORDS * a / n1,
            rate_b=PER_WORDS * b / n2,
            passages_a=passages[0],
            passages_b=passages[1],
            documents_a=documents[0],
            documents_b=documents[1],
            g2=measures.g2,
            p=measures.p,
            p_holm=p_holm,
            log_ratio=measures.log_ratio,
            lrc=log_ratio_conservative(a, n1, b, n2, alpha=alpha, tests=len(tested)),
            pct_diff=measures.pct_diff,
            bic=measures.bic,
            chi2=measures.chi2,
            dp_a=spread[0].dp if spread[0] else None,
            dp_b=spread[1].dp if spread[1] else None,
        )
        found.append((row, word, _occurrences(sides)))
    found.sort(key=lambda each: (_place(each[0], each[2], sort), reading_key(each[1])))
    return tuple(row for row, _, _ in found)


def _occurrences(sides: Sequence[ListedWord | None]) -> int:
    return sum(each.occurrences for each in sides if each)


def _commoner(one: ListedWord | None, other: ListedWord | None) -> ListedWord:
    """The entry whose form is shown."""
    if one is None or other is None:
        found = one or other
        assert found is not None
        return found
    return one if one.occurrences >= other.occurrences else other


def _place(row: KeyRow, occurrences: int, sort: KeySort) -> Sequence[float]:
    """Where a row stands by a measure: those that are commoner here first, in each of both the farthest from 0 first."""
    match sort:
        case "freq":
            return (-occurrences,)
        case "reading":
            return ()
        case "-g2":
            return row.g2 >= 0, -abs(row.g2)
        case "g2":
            value = row.g2
        case "log-ratio":
            value = row.log_ratio
        case "lrc":
            value = row.lrc
    return row.g2 < 0, -abs(value)
