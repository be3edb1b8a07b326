"""Lists of words and of n-grams: how often, in how many passages and documents, and compared with another part."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from typing import Generic, TypeAlias, TypeVar

from fumikura.deadline import until_deadline
from fumikura.errors import FilterError
from fumikura.models import Passage
from fumikura.research.reading_order import OrderKey, order_key
from fumikura.research.selection import Selection
from fumikura.research.tokens import POS, Remembered, reading_as_written
from fumikura.research.units import CountedWord, Unit, Units
from fumikura.text import Role
from fumikura.text.normalize import folded_text
from fumikura.values import frozen

_CONTENT = frozenset({Role.CONTENT, Role.PREFIX, Role.SUFFIX})
_NUMBERS = frozenset({"numeral", "counter"})

PER_WORDS = 10_000
"""The words that the rates of lists are relative to."""

Kind: TypeAlias = Callable[[CountedWord], bool]
"""Which words are listed; all are counted."""

Parts: TypeAlias = Mapping[str, Sequence[int]]
"""The numbers of the parts that each passage is in, by its id; a passage of which nothing counts is in none."""


@frozen
class ListedWord:
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

    entries: Mapping[str, ListedWord]
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


def _says_something(word: CountedWord) -> bool:
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
    words = _GramWords(units, kind)
    counter = _Counter(parts, Remembered[_Gram, CountedWord](words.word), words.written)
    total = 0
    for passage in until_deadline(selection.passages):
        found: list[_Gram] = []
        for _, chars in selection.counted_tokens(passage):
            numbers = words.numbers(units.keys(chars))
            total += len(numbers) - numbers.count(_BREAK)
            for size in sizes:
                rows = zip(*(numbers[at:] for at in range(size)), strict=False)
                found += [row for row in rows if _BREAK not in row]
        counter.add(passage, found)
    return counter.tally(selection, total, lambda _: True, least)


def without_parts(entries: Iterable[ListedWord]) -> list[ListedWord]:
    """The n-grams without those that are part of a longer one as frequent as they are."""
    every = [(each, each.term.split(" ")) for each in entries]
    sizes = {len(words) for _, words in every}
    holders: dict[tuple[int, str], list[str]] = {}
    for each, words in every if len(sizes) > 1 else ():
        for size in sizes.intersection(range(1, len(words))):
            for at in range(len(words) - size + 1):
                part = each.occurrences, " ".join(words[at : at + size])
                holders.setdefault(part, []).append(each.shown)
    return [
        each
        for each, _ in every
        if not any(each.shown in longer for longer in holders.get((each.occurrences, each.term), ()))
    ]


def reading_key(entry: ListedWord) -> OrderKey:
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


def contains(entry: ListedWord, word: str) -> bool:
    """Whether a word is part of an entry, in any form of writing."""
    wanted = folded_text(word)
    return wanted in entry.term or wanted in folded_text(entry.shown)


_Gram: TypeAlias = tuple[int, ...]
"""The numbers of its words."""

_BREAK = 0
"""The number of punctuation, which no n-gram goes over."""


class _GramWords(Remembered[str, int]):
    """Words by numbers, so that n-grams are counted as tuples of these, and only those that are listed are put together.

    Words have one number that are written, read, looked up and listed alike.
    """

    def __init__(self, units: Units, kind: Kind) -> None:
        super().__init__(self._number)
        self._units = units
        self._kind = kind
        self._forms: list[tuple[str, str, str]] = [("", "", "")]  # as written, as read, as looked up
        self._known: dict[tuple[tuple[str, str, str], bool, bool], int] = {}
        self._listed: set[int] = set()
        self._apart: set[int] = set()

    def numbers(self, keys: Sequence[str]) -> list[int]:
        """The words of keys, with a break behind one that something which is read over parts from the next."""
        found = list(map(self.__getitem__, keys))
        if self._apart.isdisjoint(found):
            return found
        return [
            each for number in found for each in ((number, _BREAK) if number in self._apart else (number,))
        ]

    def written(self, gram: _Gram) -> str:
        """How an n-gram is written; "" for one without a word that is listed."""
        forms = self._forms
        return "" if self._listed.isdisjoint(gram) else "".join([forms[number][0] for number in gram])

    def word(self, gram: _Gram) -> CountedWord:
        """An n-gram as a word; as none where no word of it is listed."""
        written, kana, terms = zip(*map(self._forms.__getitem__, gram), strict=True)
        read = "".join(kana) if all(kana) else ""
        is_listed = not self._listed.isdisjoint(gram)
        return CountedWord(" ".join(terms), "".join(written), read, "", Role.CONTENT, False, is_listed)

    def _number(self, key: str) -> int:
        word = self._units.words[key]
        if not word.is_word:
            return _BREAK
        parts = self._units.parts(key)
        form = "".join([part.written for part in parts]), reading_as_written(parts), word.term
        number = self._known.setdefault((form, self._kind(word), parts[-1].apart), len(self._forms))
        if number == len(self._forms):
            self._forms.append(form)
            self._listed.update((number,) if self._kind(word) else ())
            self._apart.update((number,) if parts[-1].apart else ())
        return number


K = TypeVar("K", bound=Hashable)


class _Counter(Generic[K]):
    """Adds up the words of one passage after the other, those of a document in a row.

    `words` knows the words of keys; those are one word that have one name.
    """

    def __init__(self, parts: Parts | None, words: Mapping[K, CountedWord], name: Callable[[K], str]) -> None:
        self._words = words
        self._names = Remembered[K, str](name)
        self._parts = parts
        self._size = max((max(numbers) for numbers in parts.values()), default=-1) + 1 if parts else 0
        self._numbers: Counter[K] = Counter()
        self._passages: Counter[str] = Counter()
        self._documents: Counter[str] = Counter()
        self._document: tuple[str, set[str]] = "", set()
        self._by_part: dict[int, Counter[K]] = {}

    def add(self, passage: Passage, keys: Sequence[K]) -> None:
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
        names = list(map(self._names.__getitem__, self._numbers))
        totals: Counter[str] = Counter()
        for name, number in zip(names, self._numbers.values(), strict=True):
            totals[name] += number
        keys_of: dict[str, list[K]] = {}
        for name, key in zip(names, self._numbers, strict=True):
            if totals[name] >= least and (word := self._words[key]).is_word and kind(word):
                keys_of.setdefault(name, []).append(key)
        by_part = self._numbers_by_part(keys_of)
        entries = {name: self._entry(name, keys, tuple(by_part[name])) for name, keys in keys_of.items()}
        passages = [passage for passage in selection.passages if selection.is_counted(passage)]
        return Tally(entries, words, len(passages), len({passage.document for passage in passages}))

    def _numbers_by_part(self, keys_of: Mapping[str, Sequence[K]]) -> Mapping[str, list[int]]:
        """How often there is a word in each part, by its name."""
        found = {name: [0] * self._size for name in keys_of}
        names = {key: name for name, keys in keys_of.items() for key in keys}
        for part, numbers in self._by_part.items():
            for key in numbers.keys() & names.keys():
                found[names[key]][part] += numbers[key]
        return found

    def _entry(self, name: str, keys: Sequence[K], by_part: tuple[int, ...]) -> ListedWord:
        forms: Counter[_Form] = Counter()
        for key in keys:
            word = self._words[key]
            forms[word.shown, word.kana, word.pos] += self._numbers[key]
        shown, kana, pos = _most_frequent(forms)
        number, passages, documents = forms.total(), self._passages[name], self._documents[name]
        return ListedWord(self._words[keys[0]].term, shown, kana, pos, number, passages, documents, by_part)


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
