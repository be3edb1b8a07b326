"""What is the same for a word wherever it stands, as arrays over all words that were met."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from operator import attrgetter

import numpy as np

from fumikura.engines.whoosh_engine.batch import Numbers, Terms
from fumikura.engines.whoosh_engine.folding import Flags
from fumikura.text.analyzer import compound, is_number
from fumikura.text.morphemes import Known
from fumikura.text.numerals import value
from fumikura.text.tokens import Entry

__all__ = ["NO_TERM", "Vocabulary"]

NO_TERM = 0
"""The number of the term of what is no word to be found."""

_INDEXED = attrgetter("indexed")


class Vocabulary:
    """Of each word, by its number in `known`: its length without white space, and the number of its term.

    `alone` is the term of a number that stands alone, and that of any other word; `own` that of a word as such.
    """

    def __init__(self, known: Known[Entry]) -> None:
        self.known = known
        self.terms = Terms({"": NO_TERM})
        self.lengths: Numbers = np.empty(0, np.int64)
        self.own: Numbers = np.empty(0, np.int64)
        self.alone: Numbers = np.empty(0, np.int64)
        self.is_number: Flags = np.empty(0, np.bool_)
        self._runs: dict[tuple[int, ...], int] = {}
        self._numerals: dict[int, str] = {}

    def learn(self) -> None:
        """Take note of the words that were met since the last time."""
        first = len(self.lengths)
        surfaces, made = list(self.known.surfaces(first)), self.known.made[first:]
        values = list(map(_value, surfaces, made))
        self.lengths = _longer(self.lengths, (len(word) - word.count(" ") for word in surfaces))
        own = list(self.terms_of(made))
        self.own = _longer(self.own, own)
        alone = (self.terms[found] if found else term for term, found in zip(own, values, strict=True))
        self.alone = _longer(self.alone, alone)
        numerals = np.array([found is not None for found in values], np.bool_)
        self.is_number = np.append(self.is_number, numerals)
        self._numerals.update((first + place, surfaces[place]) for place in np.flatnonzero(numerals).tolist())

    def compound(self, surface: str) -> int:
        """The number of a compound."""
        number = self.known.get(surface)  # as no line of output is, which has columns
        return self.known.add(surface, compound(surface)) if number is None else number

    def terms_of(self, entries: Iterable[Entry]) -> Iterator[int]:
        """The numbers of the terms by which words are found."""
        return map(self.terms.__getitem__, map(_INDEXED, entries))

    def term_of(self, run: tuple[int, ...]) -> int:
        """The term of the number that words make together, `NO_TERM` where they make none."""
        found = self._runs.get(run)
        if found is None:
            number = value("".join(map(self._numerals.__getitem__, run)))
            found = self._runs[run] = NO_TERM if number is None else self.terms[number]
        return found

    def is_plain(self, run: tuple[int, ...]) -> bool:
        """Whether numbers have nothing but digits."""
        return all(self._numerals[number].isalnum() for number in run)


def _value(surface: str, made: Entry) -> str | None:
    """The number that a word is alone; "" where it is but a part of one, None where it is neither."""
    return (value(surface) or "") if surface and is_number(surface, made) else None


def _longer(before: Numbers, more: Iterable[int]) -> Numbers:
    return np.append(before, np.fromiter(more, np.int64))
