"""The words by which one part of a corpus differs from another, in order."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType
from typing import Literal, TypeAlias, get_args

from fumikura.research.measures import Keyness, holm, keyness, log_ratio_conservative
from fumikura.research.words import ListedWord, Tally, reading_key
from fumikura.values import frozen

KeySort: TypeAlias = Literal["g2", "log-ratio", "lrc", "freq", "-g2", "reading"]
KEY_SORTS: tuple[KeySort, ...] = get_args(KeySort)


@frozen
class KeyWord:
    """A word here and there: `here` or `there` may have none of it. `p_holm` is over all words that were tested."""

    word: ListedWord
    here: ListedWord | None
    there: ListedWord | None
    measures: Keyness
    p_holm: float
    lrc: float


def key_words(
    here: Tally,
    there: Tally,
    *,
    least: int = 3,
    sort: KeySort = "g2",
    alpha: float = 0.05,
    by_passages: bool = False,
    wanted: Callable[[ListedWord], bool] = lambda _: True,
) -> tuple[KeyWord, ...]:
    """Every word that stands `least` times in both parts together: those that are commoner here, then the others.

    With `by_passages` the passages that have a word are compared, and not how often it stands there.
    """
    sizes = (here.passages, there.passages) if by_passages else (here.words, there.words)
    tables: list[tuple[ListedWord, ListedWord | None, ListedWord | None, int, int]] = []
    for key in dict.fromkeys((*here.entries, *there.entries)):
        one, other = here.entries.get(key), there.entries.get(key)
        number = _number(one, by_passages=False) + _number(other, by_passages=False)
        word = _commoner(one, other)
        if number >= least and wanted(word):
            a, b = (_number(each, by_passages=by_passages) for each in (one, other))
            tables.append((word, one, other, a, b))
    measured = [keyness(a, sizes[0], b, sizes[1]) for _, _, _, a, b in tables]
    adjusted = holm([each.p for each in measured])
    found = [
        KeyWord(
            word,
            one,
            other,
            measures,
            p,
            log_ratio_conservative(a, sizes[0], b, sizes[1], alpha=alpha, tests=len(tables)),
        )
        for (word, one, other, a, b), measures, p in zip(tables, measured, adjusted, strict=True)
    ]
    return tuple(sorted(found, key=lambda each: (_ORDERS[sort](each), reading_key(each.word))))


def _number(entry: ListedWord | None, *, by_passages: bool) -> int:
    if entry is None:
        return 0
    return entry.passages if by_passages else entry.occurrences


def _commoner(one: ListedWord | None, other: ListedWord | None) -> ListedWord:
    """The entry whose form is shown."""
    if one is None or other is None:
        found = one or other
        assert found is not None
        return found
    return one if one.occurrences >= other.occurrences else other


def _signed(value: float, each: KeyWord) -> Sequence[float]:
    """Those that are commoner here first, in each of both the farthest from 0 first."""
    return (each.measures.g2 < 0, -abs(value))


_ORDERS: Mapping[KeySort, Callable[[KeyWord], Sequence[float]]] = MappingProxyType(
    {
        "g2": lambda each: _signed(each.measures.g2, each),
        "-g2": lambda each: (each.measures.g2 >= 0, -abs(each.measures.g2)),
        "log-ratio": lambda each: _signed(each.measures.log_ratio, each),
        "lrc": lambda each: _signed(each.lrc, each),
        "freq": lambda each: (
            -_number(each.here, by_passages=False) - _number(each.there, by_passages=False),
        ),
        "reading": lambda _: (),
    }
)
