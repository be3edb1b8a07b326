"""Many texts cut into words together: what `Analyzer.analyze` says of each, as arrays of numbers.

What Python does for each word takes longer than what MeCab does, so its number is looked up and no more: how long it
is and by which term it is searched are arrays over all words that were met. A text that is not simple (see
`Analyzer.words`), as one with Latin letters, is analysed by itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import compress
from operator import attrgetter

import numpy as np

from fumikura.analysis import Analyzer
from fumikura.analysis.analyzer import is_number
from fumikura.analysis.mecab import Known
from fumikura.analysis.numerals import value
from fumikura.analysis.tokens import Entry
from fumikura.index.whoosh_engine.batch import Numbers, Terms
from fumikura.index.whoosh_engine.folding import FoldedTexts, Folder

__all__ = ["MARK", "NO_TERM", "ReadTexts", "Together"]

NO_TERM = 0
"""The number of the term of what is no word to be found."""

MARK = 0
"""The word of `ReadTexts` that is none: it begins at 0 and has no term."""

_INDEXED = attrgetter("indexed")


@dataclass(frozen=True, slots=True, eq=False)
class ReadTexts:
    """Texts in their literal form, and their words.

    Those of text `i` are `sizes[i]` from `begins[i]` on: word `j` begins at code point `starts[j]` and is found by the
    term `terms[j]`, a number in `Together.terms`. `seconds` says which texts may have second readings.
    """

    literals: Sequence[str]
    seconds: Sequence[bool]
    begins: Sequence[int]
    sizes: Sequence[int]
    starts: Numbers
    terms: Numbers


class Together:
    """Reads many texts at a time."""

    def __init__(self, analyzer: Analyzer) -> None:
        self._analyzer = analyzer
        self._folder = Folder()
        self._words = _Words(analyzer.known())

    @property
    def terms(self) -> Terms:
        """The terms met so far with their numbers; others after the next `read`."""
        return self._words.terms

    def read(self, texts: Sequence[str]) -> ReadTexts:
        """Read texts, none of which is empty."""
        known = self._analyzer.known()
        if known is not self._words.known:
            self._words = _Words(known)
        folded = self._folder.fold(texts)
        numbers = np.fromiter(self._analyzer.words(compress(folded.spaced, folded.simple), known), np.int64)
        self._words.learn()
        simple = np.flatnonzero(folded.simple)
        cut = _cut(numbers, self._words, np.asarray(folded.spaces, bool)[simple])
        return self._with_others(texts, folded, simple, cut)

    def _with_others(
        self, texts: Sequence[str], folded: FoldedTexts, simple: Numbers, cut: _Cut
    ) -> ReadTexts:
        """The simple texts with those that are not; so is one of whose literal form the words are not all, too."""
        literals = list(folded.literal)
        lengths = np.fromiter(map(len, literals), np.int64, len(literals))
        begins, sizes = np.full(len(texts), -1), np.zeros(len(texts), np.int64)
        good = cut.good & (lengths[simple] == cut.lengths)
        begins[simple[good]], sizes[simple[good]] = cut.begins[good] + 1, cut.sizes[good]
        starts, terms, at = [np.zeros(1, np.int64), cut.starts], [np.zeros(1, np.int64), cut.terms], 1
        at += len(cut.starts)
        for number in np.flatnonzero(begins < 0).tolist():
            analysis = self._analyzer.analyze(texts[number])
            literals[number] = analysis.literal.text
            begins[number], sizes[number] = at, len(analysis.starts)
            starts.append(np.asarray(analysis.starts, np.int64))
            terms.append(np.fromiter(self._words.numbers_of(analysis.entries), np.int64))
            at += len(analysis.starts)
        return ReadTexts(
            literals,
            folded.seconds,
            begins.tolist(),
            sizes.tolist(),
            np.concatenate(starts),
            np.concatenate(terms),
        )


@dataclass(frozen=True, slots=True, eq=False)
class _Cut:
    """The words of simple texts, and of each text where they are among them, and how long it is without white space.

    A text that is not `good` is to be cut again by itself.
    """

    starts: Numbers
    terms: Numbers
    begins: Numbers
    sizes: Numbers
    lengths: Numbers
    good: Numbers


class _Words:
    """What is the same for a word wherever it stands, by its number in `known`: its length without white space, its term.

    `alone` is the term of a number that stands alone, and that of any other word.
    """

    def __init__(self, known: Known[Entry]) -> None:
        self.known = known
        self.terms = Terms({"": NO_TERM})
        self.lengths = self.own = self.alone = np.empty(0, np.int64)
        self.is_number = np.empty(0, bool)
        self._runs: dict[tuple[int, ...], int] = {}
        self._numerals: dict[int, str] = {}

    def learn(self) -> None:
        """Take note of the words that were met since the last time."""
        first = len(self.lengths)
        surfaces, made = list(self.known.surfaces(first)), self.known.made[first:]
        values = list(map(_value, surfaces, made))
        self.lengths = _longer(self.lengths, (len(word) - word.count(" ") for word in surfaces))
        own = list(self.numbers_of(made))
        self.own = _longer(self.own, own)
        alone = (self.terms[found] if found else term for term, found in zip(own, values, strict=True))
        self.alone = _longer(self.alone, alone)
        self.is_number = np.append(self.is_number, np.array([found is not None for found in values], bool))
        self._numerals.update(
            (number, surfaces[number - first])
            for number in (np.flatnonzero(self.is_number[first:]) + first).tolist()
        )

    def numbers_of(self, entries: Iterable[Entry]) -> Iterator[int]:
        """The numbers of the terms by which words are found."""
        return map(self.terms.__getitem__, map(_INDEXED, entries))

    def term_of(self, run: tuple[int, ...]) -> int:
        """The term of the number that words make together, `NO_TERM` where they make none."""
        found = self._runs.get(run)
        if found is None:
            number = value("".join(map(self._numerals.__getitem__, run)))
            found = self._runs[run] = NO_TERM if number is None else self.terms[number]
        return found


def _value(surface: str, made: Entry) -> str | None:
    """The number that a word is alone; "" where it is but a part of one, None where it is neither."""
    return (value(surface) or "") if surface and is_number(surface, made) else None


def _longer(before: Numbers, more: Iterable[int]) -> Numbers:
    return np.append(before, np.fromiter(more, np.int64))


def _cut(numbers: Numbers, words: _Words, spaces: Numbers) -> _Cut:
    """Words of texts by their numbers, those of each text followed by 0; `spaces` says in which texts is white space."""
    terms, good = words.alone[numbers], np.ones(len(spaces), bool)
    lengths = words.lengths[numbers]
    runs = _runs(words.is_number[numbers])
    if len(runs):
        stays = np.ones(len(numbers), bool)
        good[_texts_of(numbers)[runs[:, 0]]] = False
        good |= ~spaces  # where there is none, words that follow each other stand together
        for begin, end in runs.tolist():
            term = words.term_of(tuple(numbers[begin:end].tolist()))
            if term == NO_TERM:
                terms[begin:end] = words.own[numbers[begin:end]]
            else:
                terms[begin], lengths[begin] = term, lengths[begin:end].sum()
                stays[begin + 1 : end] = False
        numbers, terms, lengths = numbers[stays], terms[stays], lengths[stays]
    ends = np.flatnonzero(numbers == 0)
    begins = np.append(0, ends[:-1] + 1)[: len(ends)]
    starts = np.cumsum(lengths) - lengths
    starts -= np.repeat(starts[begins], ends + 1 - begins)
    return _Cut(starts, terms, begins, ends - begins, starts[ends], good)


def _runs(chosen: Numbers) -> Numbers:
    """Where two or more are chosen that follow each other: where each run begins and ends."""
    edges = np.flatnonzero(np.diff(chosen.astype(np.int8), prepend=0, append=0)).reshape(-1, 2)
    return edges[edges[:, 1] - edges[:, 0] > 1]


def _texts_of(numbers: Numbers) -> Numbers:
    """The text that each word is of."""
    ends = numbers == 0
    found: Numbers = np.cumsum(ends) - ends
    return found
