"""Lists of words and of n-grams: how often, in how many passages and documents, and compared with another part."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import accumulate
from typing import TypeAlias

from fumikura.deadline import until_deadline
from fumikura.errors import FilterError
from fumikura.models import Passage
from fumikura.research.reading_order import OrderKey, order_key
from fumikura.research.selection import Selection
from fumikura.research.tokens import POS, Remembered
from fumikura.research.units import Unit, Units, Word
from fumikura.text import Role
from fumikura.text.normalize import folded_text
from fumikura.values import frozen

_CONTENT = frozenset({Role.CONTENT, Role.PREFIX, Role.SUFFIX})
_NUMBERS = frozenset({"numeral", "counter"})

Kind: TypeAlias = Callable[[Word], bool]
"""Which words are listed; all are counted."""

Parts: TypeAlias = Mapping[str, Sequence[int]]
"""The numbers of the parts that each passage is in, by its id; a passage of which nothing counts is in none."""


@frozen
class Entry:
    """A word of a list: the form to show, what it is counted as, reading and speech part, each the most frequent one."""

    term: str
    shown: str
    kana: str
    pos: str
    occurrences: int
    passages: int
    documents: int
    by_part: tuple[int, ...] = ()


@frozen
class Tally:
    """The words of a selection by what they are counted as, and the number of all its words, listed or not."""

    entries: Mapping[str, Entry]
    words: int
    passages: int
    documents: int


def kind_of_words(pos: str | None) -> Kind:
    """Which words are meant by `noun,verb`, by `all`, or by None: those that say something, and no numbers.

    Raises FilterError for a speech part that there is none of.
    """
    if pos is None:
        return _says_something
    if pos == "all":
        return lambda _: True
    names = {japanese: code for code, japanese in POS.items()}
    wanted = {names.get(name.strip(), name.strip()) for name in pos.split(",")}
    if unknown := sorted(wanted - set(POS)):
        raise FilterError("research.pos", value=unknown[0], valid=tuple(POS))
    if wanted & _NUMBERS:
        return lambda word: word.pos in wanted
    return lambda word: word.pos in wanted and not word.has_numeral


def _says_something(word: Word) -> bool:
    return word.role in _CONTENT and not word.has_numeral and word.pos not in _NUMBERS


def tally(selection: Selection, unit: Unit, kind: Kind, parts: Parts | None = None) -> Tally:
    """Count the words of a selection; with `parts` in each of them, too."""
    words = selection.units[unit].words
    counter = _Counter(parts, words, lambda key: words[key].term)
    for passage in until_deadline(selection.passages):
        counter.add(passage, selection.keys(passage, unit))
    return counter.tally(selection, sum(counter.numbers(lambda word: word.is_word)), kind)


def ngrams(
    selection: Selection,
    unit: Unit,
    kind: Kind,
    sizes: range,
    parts: Parts | None = None,
    least: int = 1,
) -> Tally:
    """Count the runs of words as written that have a word of a kind, within a sentence and not over punctuation.

    Only those are given that stand at least so often.
    """
    units = selection.units[unit]
    marks = Remembered[str, str](lambda key: _mark(units, key, kind))
    grams = _Grams(units)
    counter = _Counter(parts, grams, units.written)
    total = 0
    for passage in until_deadline(selection.passages):
        found: list[str] = []
        for _, chars in selection.counted_tokens(passage):
            keys = units.keys(chars)
            marked = "".join(map(marks.__getitem__, keys))
            total += len(keys) - marked.count(_BREAK)
            edges = list(accumulate(units.sizes(keys), initial=0))
            for size in sizes:
                places = _places(marked, size)
                here = [chars[edges[at] : edges[at + size]] for at in places]
                grams.add(here, places, keys, size)
                found += here
        counter.add(passage, found)
    return counter.tally(selection, total, lambda _: True, least)


def _places(marked: str, size: int) -> list[int]:
    """Where so many words follow one another without a break between them, and with one that is listed among them."""
    words = marked.lower()
    return [
        at
        for match in _WORDS_IN_A_ROW.finditer(marked)
        for at in range(match.start(), match.end() - size + 1)
        if _LISTED in words[at : at + size]
    ]


def without_parts(entries: Iterable[Entry]) -> list[Entry]:
    """The n-grams without those that are part of a longer one as frequent as they are."""
    every = list(entries)
    holders: dict[tuple[int, str], list[str]] = {}
    for each in every:
        terms = each.term.split(" ")
        for size in range(1, len(terms)):
            for at in range(len(terms) - size + 1):
                part = each.occurrences, " ".join(terms[at : at + size])
                holders.setdefault(part, []).append(each.shown)
    return [
        each
        for each in every
        if not any(each.shown in longer for longer in holders.get((each.occurrences, each.term), ()))
    ]


def reading_key(entry: Entry) -> OrderKey:
    """Where a word stands in a list by reading."""
    return order_key(entry.shown, entry.kana, entry.pos == "numeral")


def gram_sizes(text: str | None) -> range | None:
    """What `2` and `2..4` mean. Raises FilterError for anything else."""
    if text is None:
        return None
    match = re.fullmatch(r"(\d{1,3})(?:(?:\.\.|-)(\d{1,3}))?", text)
    if match is None:
        raise FilterError("research.gram-text", value=text)
    return range(int(match[1]), int(match[2] or match[1]) + 1)


def contains(entry: Entry, word: str) -> bool:
    """Whether a word is part of an entry, in any form of writing."""
    wanted = folded_text(word)
    return wanted in entry.term or wanted in folded_text(entry.shown)


_PASSED_OVER, _LISTED, _BREAK = "p", "l", "|"
"""What a word is to n-grams: of no kind that is listed, of one that is, or punctuation, which none goes over.

The letter of a word that something which is read over parts from the next is a capital.
"""
_WORDS_IN_A_ROW = re.compile("[pl]*[PL]|[pl]+")


def _mark(units: Units, key: str, kind: Kind) -> str:
    word = units.words[key]
    if not word.is_word:
        return _BREAK
    mark = _LISTED if kind(word) else _PASSED_OVER
    return mark.upper() if units.is_apart(key) else mark


class _Grams(Remembered[str, Word]):
    """N-grams as words, by their tokens."""

    def __init__(self, units: Units) -> None:
        super().__init__(self._word)
        self._units = units
        self._keys: dict[str, Sequence[str]] = {}

    def add(self, grams: Sequence[str], places: Sequence[int], keys: Sequence[str], size: int) -> None:
        """Note of which words n-grams are; of one made in two ways the first is kept."""
        known = self._keys
        place_of = dict(zip(grams, places, strict=True))
        for gram in set(place_of).difference(known):
            at = place_of[gram]
            known[gram] = keys[at : at + size]

    def _word(self, gram: str) -> Word:
        words = [self._units.words[key] for key in self._keys[gram]]
        term = " ".join(word.term for word in words)
        return Word(term, self._units.written(gram), self._units.kana(gram), "", Role.CONTENT, False)


class _Counter:
    """Adds up the words of one passage after the other, those of a document in a row.

    `words` knows the words of keys; those are one word that have one name.
    """

    def __init__(self, parts: Parts | None, words: Mapping[str, Word], name: Callable[[str], str]) -> None:
        self._words = words
        self._names = Remembered[str, str](name)
        self._parts = parts
        self._size = max((max(numbers) for numbers in parts.values()), default=-1) + 1 if parts else 0
        self._numbers: Counter[str] = Counter()
        self._passages: Counter[str] = Counter()
        self._documents: Counter[str] = Counter()
        self._document: tuple[str, set[str]] = "", set()
        self._by_part: dict[int, Counter[str]] = {}

    def add(self, passage: Passage, keys: Sequence[str]) -> None:
        """Count the words of a passage."""
        self._numbers.update(keys)
        here = set(map(self._names.__getitem__, set(keys)))
        self._passages.update(here)
        if passage.document != self._document[0]:
            self._documents.update(self._document[1])
            self._document = passage.document, here
        else:
            self._document[1].update(here)
        for part in (self._parts or {}).get(passage.id, ()):
            self._by_part.setdefault(part, Counter()).update(keys)

    def numbers(self, kind: Kind) -> Iterator[int]:
        """How often there is each word of a kind."""
        return (number for key, number in self._numbers.items() if kind(self._words[key]))

    def tally(self, selection: Selection, words: int, kind: Kind, least: int = 1) -> Tally:
        """What was counted of a kind, among so many words, that there is `least` times."""
        self._documents.update(self._document[1])
        keys_of: dict[str, list[str]] = {}
        for key in self._numbers:
            keys_of.setdefault(self._names[key], []).append(key)
        entries: dict[str, Entry] = {}
        for name, keys in keys_of.items():
            if least <= 1 or sum(map(self._numbers.__getitem__, keys)) >= least:
                counted = [key for key in keys if (word := self._words[key]).is_word and kind(word)]
                if counted:
                    entries[name] = self._entry(name, counted)
        passages = [passage for passage in selection.passages if selection.is_counted(passage)]
        return Tally(entries, words, len(passages), len({passage.document for passage in passages}))

    def _entry(self, name: str, keys: Sequence[str]) -> Entry:
        forms: Counter[_Form] = Counter()
        for key in keys:
            word = self._words[key]
            forms[word.shown, word.kana, word.pos] += self._numbers[key]
        shown, kana, pos = _most_frequent(forms)
        by_part = tuple(
            sum(self._by_part[part][key] for key in keys) if part in self._by_part else 0
            for part in range(self._size)
        )
        number, passages, documents = forms.total(), self._passages[name], self._documents[name]
        return Entry(self._words[keys[0]].term, shown, kana, pos, number, passages, documents, by_part)


_Form: TypeAlias = tuple[str, str, str]
"""The form of a word to show, its reading and speech part."""


def _most_frequent(forms: Mapping[_Form, int]) -> _Form:
    """The commonest form that is shown, with the commonest reading of it; the first in order of several."""
    if len(forms) == 1:
        return next(iter(forms))
    shown: Counter[str] = Counter()
    for form, number in forms.items():
        shown[form[0]] += number
    best = min(shown, key=lambda each: (-shown[each], each))
    return min((form for form in forms if form[0] == best), key=lambda form: (-forms[form], form))
