"""Lists of words and of n-grams: how often, in how many passages and documents, and compared with another part."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import TypeAlias

from fumikura.errors import FilterError
from fumikura.models import Passage
from fumikura.research.reading_order import OrderKey, order_key
from fumikura.research.selection import Selection
from fumikura.research.tokens import POS
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
    counter = _Counter(parts)
    total = 0
    for passage in selection.passages:
        words = list(selection.words(passage, unit))
        total += len(words)
        counter.add(passage, ((word.term, word) for word in words if kind(word)))
    return counter.tally(selection, total)


def ngrams(
    selection: Selection,
    unit: Unit,
    kind: Kind,
    sizes: range,
    *,
    with_function_words: bool = False,
    parts: Mapping[str, int] | None = None,
) -> Tally:
    """Count the runs of words as written, within a sentence and not over punctuation.

    Those of function words alone are left out unless they are wanted. One is listed where `kind` has any of its words.
    """
    counter = _Counter(parts)
    total = 0
    for passage in selection.passages:
        found: list[tuple[str, Word]] = []
        for run in _runs(selection, passage, unit):
            total += len(run)
            for size in sizes:
                for at in range(len(run) - size + 1):
                    gram = run[at : at + size]
                    if with_function_words or any(word.role is not Role.FUNCTION for word in gram):
                        found.append(_joined(selection, passage, gram))
        counter.add(passage, found)
    return counter.tally(selection, total)


def without_parts(entries: Iterable[Entry]) -> list[Entry]:
    """The n-grams without those that are part of a longer one as frequent as they are."""
    every = list(entries)
    by_count: dict[int, list[Entry]] = {}
    for each in every:
        by_count.setdefault(each.occurrences, []).append(each)
    left_out: set[str] = set()
    for group in by_count.values():
        longest_first = sorted(group, key=lambda each: -len(each.shown))
        for at, each in enumerate(longest_first):
            if any(each.shown in other.shown and each.shown != other.shown for other in longest_first[:at]):
                left_out.add(each.term)
    return [each for each in every if each.term not in left_out]


def reading_key(entry: Entry) -> OrderKey:
    """Where a word stands in a list by reading."""
    return order_key(entry.shown, entry.kana, entry.pos == "numeral")


def contains(entry: Entry, word: str) -> bool:
    """Whether a word is part of an entry, in any form of writing."""
    wanted = folded_text(word)
    return wanted in entry.term or wanted in folded_text(entry.shown)


def _runs(selection: Selection, passage: Passage, unit: Unit) -> Iterator[list[Word]]:
    """The words between two marks of punctuation or ends of a sentence."""
    tokens = selection.tokens(passage)
    ends = [end for _, end in selection.sentences(passage)]
    words = list(selection.words(passage, unit))
    cuts = {at for at, entry in enumerate(tokens.entries) if not entry.alphanumeric}
    pauses = [0] * (len(tokens.entries) + 1)
    for at in range(len(tokens.entries)):
        is_end = any(tokens.starts[at] < end <= tokens.ends[at] for end in ends)
        pauses[at + 1] = pauses[at] + (at in cuts or is_end)
    for _, run in groupby(words, key=lambda word: pauses[word.first]):
        yield list(run)


def _joined(selection: Selection, passage: Passage, gram: Sequence[Word]) -> tuple[str, Word]:
    """An n-gram as one word, counted as it is written."""
    tokens = selection.tokens(passage)
    written = "".join(passage.text[tokens.starts[word.first] : tokens.ends[word.last - 1]] for word in gram)
    kana = "".join(word.kana for word in gram) if all(word.kana for word in gram) else ""
    term = " ".join(word.term for word in gram)
    made = Word(term, written, kana, "", Role.CONTENT, gram[0].first, gram[-1].last, False)
    return written, made


class _Counter:
    """Adds up the words of one passage after the other."""

    def __init__(self, parts: Mapping[str, int] | None) -> None:
        self._parts = parts
        self._count = (max(parts.values()) + 1) if parts else 0
        self._passages: Counter[str] = Counter()
        self._documents: dict[str, set[str]] = {}
        self._forms: Counter[_Form] = Counter()
        self._by_part: dict[str, list[int]] = {}

    def add(self, passage: Passage, words: Iterable[tuple[str, Word]]) -> None:
        """Count the words of a passage, each with its key."""
        forms = [(key, word[1], word[2], word[3], word[0]) for key, word in words]
        self._forms.update(forms)
        keys = [form[0] for form in forms]
        here = set(keys)
        self._passages.update(here)
        for key in here:
            if key in self._documents:
                self._documents[key].add(passage.document)
            else:
                self._documents[key] = {passage.document}
        if self._parts is not None:
            part = self._parts[passage.id]
            for key, number in Counter(keys).items():
                self._by_part.setdefault(key, [0] * self._count)[part] += number

    def tally(self, selection: Selection, words: int) -> Tally:
        """What was counted."""
        by_key: dict[str, dict[_Form, int]] = {}
        for form, number in self._forms.items():
            by_key.setdefault(form[0], {})[form] = number
        entries: dict[str, Entry] = {}
        for key, forms in by_key.items():
            _, shown, kana, pos, term = _most_frequent(forms)
            by_part = tuple(self._by_part.get(key, ()))
            entries[key] = Entry(
                term,
                shown,
                kana,
                pos,
                sum(forms.values()),
                self._passages[key],
                len(self._documents[key]),
                by_part,
            )
        counted = [passage for passage in selection.passages if selection.is_counted(passage)]
        return Tally(entries, words, len(counted), len({passage.document for passage in counted}))


_Form: TypeAlias = tuple[str, str, str, str, str]
"""The key of a word, its form to show, its reading and speech part, and what it is counted as."""


def _most_frequent(forms: Mapping[_Form, int]) -> _Form:
    """The commonest form that is shown, with the commonest reading of it; the first in order of several."""
    if len(forms) == 1:
        return next(iter(forms))
    shown: Counter[str] = Counter()
    for form, number in forms.items():
        shown[form[1]] += number
    best = min(shown, key=lambda each: (-shown[each], each))
    return min((form for form in forms if form[1] == best), key=lambda form: (-forms[form], form))
