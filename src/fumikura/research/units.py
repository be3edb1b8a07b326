"""The words that are counted: short units as the dictionary cuts, or long units, that put compounds together.

A long unit is a run of prefixes, nouns and nominal suffixes: 抑止|力 is 抑止力, サイバー|空間 is サイバー空間. It
comes near to the 長単位 of NINJAL for nouns; verbs stay as they are.

Texts are strings of tokens here, a character for each, and a word is known by its part of such a string: its key.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Literal, NamedTuple, TypeAlias

from fumikura.models import Span
from fumikura.research.tokens import (
    ADJECTIVAL,
    BRACKET,
    COUNTER,
    COUNTING_SUFFIX,
    LAST_COUNTER,
    LAST_COUNTING_SUFFIX,
    LAST_NOUN,
    LAST_NUMERAL,
    LAST_SUFFIX,
    NO_WORD,
    NOUN,
    NUMERAL,
    PREFIX,
    SUFFIX,
    Remembered,
    TokenTable,
    WordEntry,
)
from fumikura.text import Role
from fumikura.text.normalize import folded_text
from fumikura.text.vocabulary import FIRST_SURROGATE
from fumikura.values import frozen

Unit: TypeAlias = Literal["long", "short"]

_NOUNS = NOUN + NUMERAL + COUNTER
_SUFFIXES = SUFFIX + COUNTING_SUFFIX
_LAST_NOUNS = LAST_NOUN + LAST_NUMERAL + LAST_COUNTER
_LAST = _LAST_NOUNS + LAST_SUFFIX + LAST_COUNTING_SUFFIX
# An adjectival noun belongs to what follows it: 重要 alone, but 重要性.
_JOINED = f"{ADJECTIVAL}(?=[{_NOUNS}{_SUFFIXES}{_LAST}])"
_RUN = re.compile(
    f"(?=[{_NOUNS}{PREFIX}{ADJECTIVAL}][{_NOUNS}{PREFIX}{ADJECTIVAL}{_SUFFIXES}{_LAST}]){PREFIX}*(?:[{_LAST_NOUNS}]|(?:[{_NOUNS}]|{_JOINED})(?:[{_NOUNS}{_SUFFIXES}]|{_JOINED})*[{_LAST}]?)"
)
_COUNTERS = COUNTER + COUNTING_SUFFIX + LAST_COUNTER + LAST_COUNTING_SUFFIX
# A number stands before a word, or in brackets before it: 13（平成25）年.
_COUNTED = re.compile(f"[{NUMERAL}{LAST_NUMERAL}][{BRACKET}]?(?=[{_COUNTERS}])")
_BEHIND_NUMBER = chr(FIRST_SURROGATE)
"""Ends the key of a short unit that counts what stands before it: no token has this character."""


class CountedWord(NamedTuple):
    """A word: what it is counted as (`term`), the form to show, and what is known of it. Punctuation is no word."""

    term: str
    shown: str
    kana: str
    pos: str
    role: Role
    has_numeral: bool
    is_word: bool = True


@frozen
class KeptWords:
    """Words that a person wants whole, as the terms of their short units with the form to show, by the first of them."""

    by_first: Mapping[str, tuple[tuple[tuple[str, ...], str], ...]]

    @classmethod
    def of(cls, words: Iterable[tuple[tuple[str, ...], str]]) -> KeptWords:
        """From the terms of each word; those of one short unit are whole anyway. The longest is tried first."""
        by_first: dict[str, tuple[tuple[tuple[str, ...], str], ...]] = {}
        shown = {terms: word for terms, word in reversed(list(words)) if len(terms) > 1}
        for terms in sorted(shown, key=lambda each: (-len(each), each)):
            by_first[terms[0]] = (*by_first.get(terms[0], ()), (terms, shown[terms]))
        return cls(by_first)


NOTHING_KEPT = KeptWords({})


class Units:
    """Puts the tokens of texts together to words, all of one vocabulary."""

    def __init__(self, known: TokenTable, unit: Unit = "long", kept: KeptWords = NOTHING_KEPT) -> None:
        self._known = known
        self._is_long = unit == "long"
        self._kept = kept if self._is_long else NOTHING_KEPT
        self._begins_kept = Remembered[str, bool](lambda char: known[char].term in kept.by_first)
        self._renamed: set[str] = set()
        self.words = Remembered(self._word)

    def keys(self, chars: str) -> list[str]:
        """The words of a text, a key each, in order; with what stands between them, which `words` knows for no word."""
        keys, links = list(chars), chars.translate(self._known.links)
        for match in _COUNTED.finditer(links):
            keys[match.end()] += _BEHIND_NUMBER
        if not self._is_long:
            return keys
        found: list[str] = []
        done = 0
        for first, last in self._runs(chars, links):
            found += keys[done:first]
            found.append(chars[first:last])
            done = last
        return found + keys[done:] if done else keys

    def _word(self, key: str) -> CountedWord:
        """The word of a key, put together."""
        parts = self.parts(key)
        if len(parts) == 1:
            (one,) = parts
            has_numeral = one.pos == "numeral" or key.endswith(_BEHIND_NUMBER)
            return CountedWord(
                one.term, one.shown, one.kana, one.pos, one.role, has_numeral, one.alphanumeric
            )
        kana = "".join(part.kana for part in parts) if all(part.kana for part in parts) else ""
        has_numeral = any(part.pos == "numeral" for part in parts)
        term, shown = "".join(part.term for part in parts), "".join(part.shown for part in parts)
        return CountedWord(term, shown, kana, "noun", Role.CONTENT, has_numeral)

    def parts(self, key: str) -> Sequence[WordEntry]:
        """The tokens of a word."""
        return [self._known[char] for char in key.removesuffix(_BEHIND_NUMBER)]

    @staticmethod
    def sizes(keys: Sequence[str]) -> Iterable[int]:
        """The number of tokens that each word is."""
        if _BEHIND_NUMBER in "".join(keys):
            return [len(key) - (key[-1] == _BEHIND_NUMBER) for key in keys]
        return map(len, keys)

    def count(self, chars: str) -> int:
        """The number of words of a text."""
        if self._kept.by_first:
            return sum(self.words[key].is_word for key in self.keys(chars))
        links = chars.translate(self._known.links)
        if self._is_long:
            links = _RUN.sub(NOUN, links)
        return len(links) - links.count(NO_WORD) - links.count(BRACKET)

    def _runs(self, chars: str, links: str) -> Iterable[Span]:
        """The tokens that are one long unit, as ranges in order."""
        runs = [span for match in _RUN.finditer(links) if (span := match.span())[1] - span[0] > 1]
        if not self._kept.by_first or not any(map(self._begins_kept.__getitem__, chars)):
            return runs
        whole = list(self._kept_in(chars, runs))
        outside = (
            run for run in runs if not any(first <= run[0] and run[1] <= last for first, last in whole)
        )
        return sorted([*outside, *whole])

    def _kept_in(self, chars: str, runs: Sequence[Span]) -> Iterator[Span]:
        """The kept words that stand by themselves: no run goes on beyond them."""
        terms = [self._known[char].term for char in chars]
        done = 0
        for at, char in enumerate(chars):
            if at < done or not self._begins_kept[char]:
                continue
            for word, shown in self._kept.by_first[terms[at]]:
                last = at + len(word)
                if tuple(terms[at:last]) == word and not any(_crosses(run, at, last) for run in runs):
                    key = chars[at:last]
                    if key not in self._renamed:
                        self._renamed.add(key)
                        self.words[key] = self.words[key]._replace(term=folded_text(shown), shown=shown)
                    yield at, last
                    done = last
                    break


def _crosses(run: Span, first: int, last: int) -> bool:
    """Whether a run has a part of a range and something beyond it."""
    return run[0] < last and first < run[1] and not (first <= run[0] and run[1] <= last)
