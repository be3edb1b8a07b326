"""Lists of words and of n-grams: how often, in how many passages and documents, and compared with another part."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import TypeAlias

from fumikura.errors import FilterError
from fumikura.models import Passage
from fumikura.research.reading_order import OrderKey, order_key
from fumikura.research.selection import Selection
from fumikura.research.tokens import POS, Tokens
from fumikura.research.units import Unit, Word
from fumikura.text import Role
from fumikura.text.normalize import folded_text
from fumikura.values import frozen

__all__ = ["Entry", "Kind", "Tally", "kind_of_words", "ngrams", "reading_key", "tally", "without_parts"]

_CONTENT = frozenset({Role.CONTENT, Role.PREFIX, Role.SUFFIX})
_NUMBERS = frozenset({"numeral", "counter"})

Kind: TypeAlias = Callable[[Word], bool]
"""Which words are listed; all are counted."""


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


def tally(selection: Selection, unit: Unit, kind: Kind, parts: Mapping[str, int] | None = None) -> Tally:
    """Count the words of a selection; with `parts`, which give the number of a part to each id, also in each part."""
    words = selection.units[unit].words
    counter = _Counter(parts, words)
    for passage in selection.passages:
        counter.add(passage, selection.keys(passage, unit))
    return counter.tally(selection, sum(counter.numbers(lambda word: word.is_word)), kind)


def ngrams(
    selection: Selection,
    unit: Unit,
    kind: Kind,
    sizes: range,
    parts: Mapping[str, int] | None = None,
) -> Tally:
    """Count the runs of words as written that have a word of a kind, within a sentence and not over punctuation."""
    made: dict[str, Word] = {}
    counter = _Counter(parts, made, as_written=True)
    total = 0
    for passage in selection.passages:
        found: list[str] = []
        tokens = selection.tokens(passage)
        for run in _runs(selection, passage, unit):
            total += len(run)
            wanted = [kind(word) for word, _, _ in run]
            for size in sizes:
                found += [
                    _joined(tokens, run[at : at + size], made)
                    for at in range(len(run) - size + 1)
                    if any(wanted[at : at + size])
                ]
        counter.add(passage, found)
    return counter.tally(selection, total, lambda _: True)


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


def contains(entry: Entry, word: str) -> bool:
    """Whether a word is part of an entry, in any form of writing."""
    wanted = folded_text(word)
    return wanted in entry.term or wanted in folded_text(entry.shown)


Placed: TypeAlias = tuple[Word, int, int]
"""A word with the range of tokens that it is."""


def _runs(selection: Selection, passage: Passage, unit: Unit) -> Iterator[list[Placed]]:
    """The words between two marks of punctuation or ends of a sentence."""
    tokens = selection.tokens(passage)
    run: list[Placed] = []
    for placed in selection.words(passage, unit):
        if run and (run[-1][2] != placed[1] or tokens.ends[placed[1] - 1] != tokens.starts[placed[1]]):
            yield run
            run = []
        run.append(placed)
    if run:
        yield run


def _joined(tokens: Tokens, gram: Sequence[Placed], made: dict[str, Word]) -> str:
    """The key of an n-gram, which is counted as it is written."""
    written = tokens.text[tokens.starts[gram[0][1]] : tokens.ends[gram[-1][2] - 1]]
    if written not in made:
        kana = "".join(word.kana for word, _, _ in gram) if all(word.kana for word, _, _ in gram) else ""
        term = " ".join(word.term for word, _, _ in gram)
        made[written] = Word(term, written, kana, "", Role.CONTENT, False)
    return written


class _Counter:
    """Adds up the words of one passage after the other, those of a document in a row.

    `words` knows the words of keys; one word has several keys, unless each is to count `as_written`.
    """

    def __init__(
        self, parts: Mapping[str, int] | None, words: Mapping[str, Word], *, as_written: bool = False
    ) -> None:
        self._words = words
        self._as_written = as_written
        self._parts = parts
        self._size = (max(parts.values()) + 1) if parts else 0
        self._numbers: Counter[str] = Counter()
        self._passages: Counter[str] = Counter()
        self._documents: Counter[str] = Counter()
        self._document: tuple[str, set[str]] = "", set()
        self._by_part: dict[int, Counter[str]] = {}

    def add(self, passage: Passage, keys: Sequence[str]) -> None:
        """Count the words of a passage."""
        self._numbers.update(keys)
        words = self._words
        here = set(keys) if self._as_written else {words[key].term for key in set(keys)}
        self._passages.update(here)
        if passage.document != self._document[0]:
            self._documents.update(self._document[1])
            self._document = passage.document, here
        else:
            self._document[1].update(here)
        if self._parts is not None:
            self._by_part.setdefault(self._parts[passage.id], Counter()).update(keys)

    def numbers(self, kind: Kind) -> Iterator[int]:
        """How often there is each word of a kind."""
        return (number for key, number in self._numbers.items() if kind(self._words[key]))

    def tally(self, selection: Selection, words: int, kind: Kind) -> Tally:
        """What was counted of a kind, among so many words."""
        self._documents.update(self._document[1])
        keys_of: dict[str, list[str]] = {}
        for key in self._numbers:
            word = self._words[key]
            if word.is_word and kind(word):
                keys_of.setdefault(key if self._as_written else word.term, []).append(key)
        entries = {name: self._entry(name, keys) for name, keys in keys_of.items()}
        counted = [passage for passage in selection.passages if selection.is_counted(passage)]
        return Tally(entries, words, len(counted), len({passage.document for passage in counted}))

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
