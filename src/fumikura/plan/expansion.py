"""What a word of a query may also be called, as the planner asks for it; where the names come from is not its business.

A known name is looked for as the whole word and, where there is none, as a part of it between two of its morphemes: so
what is known of SCC holds in SCC共同発表, too.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from typing import Protocol

from fumikura.models import MatchLevel
from fumikura.text import Analyzer, mixed_parts
from fumikura.text.characters import TO_HIRAGANA, TO_KATAKANA
from fumikura.values import frozen

FACTORS: dict[MatchLevel, float] = {"word": 0.9, "synonym": 0.5, "reading": 0.3}
"""What the score of another name counts beside that of the word itself; of level "word", another spelling of it."""

_MOST = 12
_LONGEST = 16  # morphemes; in longer words no parts are looked for
_HIRAGANA = "ぁ-ゖー"
_READ = re.compile(f"[{_HIRAGANA}]{{2,}}")
_KATAKANA = re.compile("[ァ-ヶー]{2,}")
_READ_INSIDE = re.compile(f"(?<![{_HIRAGANA}])[{_HIRAGANA}]{{3,}}(?![{_HIRAGANA}])")


@frozen
class Name:
    """Another name of a word: its `term` as written, and where a reading led to it, the terms it is of.

    It stands for the word in `documents` only, if there are any.
    """

    term: str
    level: MatchLevel
    documents: tuple[str, ...] = ()
    terms: tuple[str, ...] = ()


class Names(Protocol):
    """What is known of words. Both answers are the same for all forms of writing that are one."""

    def equals(self, word: str) -> Sequence[Name]:
        """The other names of `word`."""

    def may_know_parts(self) -> bool:
        """Whether some part of `word` may have another name: False only where none has."""

    def read_as(self, kana: str) -> Sequence[tuple[str, ...]]:
        """The words of the index that are read as `kana`, in hiragana: the terms that each consists of."""

    def spelled(self, mixed: str) -> Sequence[str]:
        """The words of the index of which one kanji is written in kana in `mixed` (威かく)."""

    def is_word(self, text: str) -> bool:
        """Whether `text` stands somewhere in the index as a word: then it is not taken for a reading of others."""


class _NoNames:
    def equals(self, word: str) -> Sequence[Name]:
        return ()

    def may_know_parts(self) -> bool:
        return False

    def read_as(self, kana: str) -> Sequence[tuple[str, ...]]:
        return ()

    def spelled(self, mixed: str) -> Sequence[str]:
        return ()

    def is_word(self, text: str) -> bool:
        return True


NO_NAMES: Names = _NoNames()


def is_joinable(texts: Sequence[str]) -> bool:
    """Whether words apart by spaces may be one name all the same, as Latin ones may: Host Nation Support."""
    return all(text.isascii() and text.isalpha() for text in texts)


def may_be_reading(text: str) -> bool:
    """Whether `text` as a whole may be how a word is read."""
    return _READ.fullmatch(text) is not None


def names_of(text: str, analyzer: Analyzer, names: Names, *, is_word: bool = True) -> tuple[Name, ...]:
    """The other names of a word: known ones, then those that it is the reading of.

    Where it is a run with function words inside (not `is_word`), its kana are words of their own.
    """
    known = known_names_of(text, analyzer, names)
    return _distinct((*_spelled(text, names), *known, *_readings(text, names, is_word=is_word)))


def known_names_of(text: str, analyzer: Analyzer, names: Names) -> tuple[Name, ...]:
    """The known ones alone."""
    return _distinct(names.equals(text) or (*_by_parts(text, analyzer, names),))


def _distinct(found: Iterable[Name]) -> tuple[Name, ...]:
    return tuple({(name.term, name.level): name for name in found}.values())[:_MOST]


def _by_parts(text: str, analyzer: Analyzer, names: Names) -> Iterator[Name]:
    """The names of the longest known part, each in its place; no name that is in the word already."""
    if len(text) < 2 or not names.may_know_parts():
        return
    analysis = analyzer.analyze(text)
    size = len(analysis.entries)
    if not 1 < size <= _LONGEST:
        return
    for width in range(size - 1, 0, -1):
        for first in range(size - width + 1):
            span = analysis.literal.original(analysis.starts[first], analysis.end(first + width - 1))
            part = text[slice(*span)]
            if known := [name for name in names.equals(part) if name.term not in text]:
                for name in known:
                    whole = text[: span[0]] + name.term + text[span[1] :]
                    yield Name(whole, name.level, name.documents)
                return


def _spelled(text: str, names: Names) -> Iterator[Name]:
    """The word of which `text`, or a part of it, has one kanji in kana: 愛玩動物 of 愛がん動物."""
    for start, end in mixed_parts(text):
        words = names.spelled(text[start:end])
        yield from (Name(f"{text[:start]}{word}{text[end:]}", "word") for word in words)
        if words:
            return


def _readings(text: str, names: Names, *, is_word: bool) -> Iterator[Name]:
    kana = unicodedata.normalize("NFKC", text)
    if _READ.fullmatch(kana) or _KATAKANA.fullmatch(kana):
        if names.is_word(text):
            return
        hiragana = kana.translate(TO_HIRAGANA)
        for terms in names.read_as(hiragana):
            yield Name("".join(terms), "reading", terms=terms)
        yield Name(hiragana if hiragana != kana else kana.translate(TO_KATAKANA), "reading")
        return
    if not is_word or (inside := _READ_INSIDE.search(text)) is None:
        return
    for terms in names.read_as(inside[0]):
        yield Name(text[: inside.start()] + "".join(terms) + text[inside.end() :], "reading")
