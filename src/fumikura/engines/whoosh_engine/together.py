"""Many texts cut into words together: what `Analyzer.analyze` says of each, as arrays of numbers.

What Python does for each word takes longer than what MeCab does, so its number is looked up and no more: how long it is
and by which term it is searched are arrays over all words that were met (`vocabulary`). The few texts in which it is not
seen at once what belongs together are analysed by themselves.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import compress

import numpy as np

from fumikura.engines.whoosh_engine.batch import Numbers, Terms
from fumikura.engines.whoosh_engine.folding import Flags, FoldedTexts, Folder
from fumikura.engines.whoosh_engine.vocabulary import NO_TERM, Vocabulary
from fumikura.text import Analyzer
from fumikura.text.tokens import COMPOUND

__all__ = ["MARK", "ReadTexts", "Together"]

MARK = 0
"""The word of `ReadTexts` that is none: it begins at 0 and has no term."""

_END = 0
"""The number that follows the words of a text."""


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
        self._words = Vocabulary(analyzer.known())

    @property
    def terms(self) -> Terms:
        """The terms met so far with their numbers; others after the next `read`."""
        return self._words.terms

    def read(self, texts: Sequence[str]) -> ReadTexts:
        """Read texts, none of which is empty."""
        known = self._analyzer.known()
        if known is not self._words.known:
            self._words = Vocabulary(known)
        folded = self._folder.fold(texts)
        numbers = np.fromiter(self._analyzer.words(compress(folded.spaced, folded.simple), known), np.int64)
        simple = np.flatnonzero(folded.simple)
        spaces, compounds = folded.spaces[simple], folded.compounds[simple]
        good = np.ones(len(simple), bool)
        found = [
            run
            for text in np.flatnonzero(compounds).tolist()
            for run in _compounds(text, folded.spaced[simple[text]], self._words)
        ]
        self._words.learn()
        if found:
            numbers = _with_compounds(numbers, self._words, found, good)
        return self._with_others(texts, folded, simple, _cut(numbers, self._words, spaces, good))

    def _with_others(
        self, texts: Sequence[str], folded: FoldedTexts, simple: Numbers, cut: _Cut
    ) -> ReadTexts:
        """The texts that were cut well, which includes that their words are all of their literal form, and the others."""
        literals = list(folded.literal)
        lengths = np.fromiter(map(len, literals), np.int64, len(literals))
        begins, sizes = np.full(len(texts), -1), np.zeros(len(texts), np.int64)
        good = cut.good & (lengths[simple] == cut.lengths)
        begins[simple[good]], sizes[simple[good]] = cut.begins[good] + 1, cut.sizes[good]
        starts, terms = [np.zeros(1, np.int64), cut.starts], [np.zeros(1, np.int64), cut.terms]
        at = 1 + len(cut.starts)
        for number in np.flatnonzero(begins < 0).tolist():
            analysis = self._analyzer.analyze(texts[number])
            literals[number] = analysis.literal.text
            begins[number], sizes[number] = at, len(analysis.starts)
            starts.append(np.asarray(analysis.starts, np.int64))
            terms.append(np.fromiter(self._words.terms_of(analysis.entries), np.int64))
            at += len(analysis.starts)
        return ReadTexts(
            literals, folded.seconds.tolist(), begins.tolist(), sizes.tolist(),
            np.concatenate(starts), np.concatenate(terms),
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Run:
    """A run of code points of a literal text that is one word, and the number of that."""

    text: int
    begin: int
    end: int
    word: int


@dataclass(frozen=True, slots=True, eq=False)
class _Cut:
    """The words of texts, and of each text where they are among them, and how long it is without white space.

    A text that is not `good` is to be analysed by itself.
    """

    starts: Numbers
    terms: Numbers
    begins: Numbers
    sizes: Numbers
    lengths: Numbers
    good: Flags


def _compounds(text: int, spaced: str, words: Vocabulary) -> Iterator[_Run]:
    """The compounds of a text; there is no white space in one."""
    for match in re.finditer(COMPOUND, spaced):
        begin = match.start() - spaced.count(" ", 0, match.start())
        yield _Run(text, begin, begin + len(match[0]), words.compound(match[0]))


def _with_compounds(numbers: Numbers, words: Vocabulary, found: Sequence[_Run], good: Flags) -> Numbers:
    """The words of texts with each compound as one of them; a text where one ends inside of a word is no more `good`."""
    ends = numbers == _END
    lengths = words.lengths[numbers] + ends  # so that an end has a place of its own
    places = np.cumsum(lengths) - lengths
    first = places[np.append(0, np.flatnonzero(ends) + 1)[:-1]]
    texts, begins, stops, made = np.array([(run.text, run.begin, run.end, run.word) for run in found]).T
    begins, stops = first[texts] + begins, first[texts] + stops
    at, to = np.searchsorted(places, begins), np.searchsorted(places, stops)
    last = len(places) - 1
    whole = (places[np.minimum(at, last)] == begins) & (places[np.minimum(to, last)] == stops)
    good[texts[~whole]] = False
    at, to = at[whole], to[whole]
    numbers = numbers.copy()
    numbers[at] = made[whole]
    return numbers[~_inside(len(numbers), at + 1, to)]


def _cut(numbers: Numbers, words: Vocabulary, spaces: Flags, good: Flags) -> _Cut:
    """Words of texts by their numbers, those of each text followed by `_END`; numbers that stand together are one."""
    terms, lengths = words.alone[numbers], words.lengths[numbers]
    runs = _runs(words.is_number[numbers])
    if len(runs):
        texts = _texts_of(numbers)[runs[:, 0]]
        good[texts[spaces[texts]]] = (
            False  # where there are none, words that follow each other stand together
        )
        numbers, terms, lengths = numbers.copy(), terms.copy(), lengths.copy()
        whole = np.zeros(len(runs), bool)
        for index, (begin, end) in enumerate(runs.tolist()):
            run = tuple(numbers[begin:end].tolist())
            term = words.term_of(run)
            if term != NO_TERM:
                terms[begin], lengths[begin], whole[index] = term, lengths[begin:end].sum(), True
            elif words.is_plain(run):
                terms[begin:end] = words.own[numbers[begin:end]]
            else:
                good[texts[index]] = False
        stays = ~_inside(len(numbers), runs[whole, 0] + 1, runs[whole, 1])
        numbers, terms, lengths = numbers[stays], terms[stays], lengths[stays]
    ends = np.flatnonzero(numbers == _END)
    begins = np.append(0, ends + 1)[:-1]
    starts = np.cumsum(lengths) - lengths
    starts -= np.repeat(starts[begins], ends + 1 - begins)
    return _Cut(starts, terms, begins, ends - begins, starts[ends], good)


def _runs(chosen: Flags) -> Numbers:
    """Where two or more are chosen that follow each other: where each run begins and ends."""
    edges = np.flatnonzero(np.diff(chosen.astype(np.int8), prepend=0, append=0)).reshape(-1, 2)
    return edges[edges[:, 1] - edges[:, 0] > 1]


def _inside(size: int, begins: Numbers, ends: Numbers) -> Flags:
    """What is in one of the ranges, none of which overlaps another."""
    edges = np.zeros(size + 1, np.int8)
    np.add.at(edges, begins, 1)
    np.add.at(edges, ends, -1)
    found: Flags = np.cumsum(edges[:-1], dtype=np.int8) > 0
    return found


def _texts_of(numbers: Numbers) -> Numbers:
    """The text that each word is of."""
    ends = numbers == _END
    found: Numbers = np.cumsum(ends) - ends
    return found
