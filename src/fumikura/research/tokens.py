"""The words of a passage, in order, with what counting them takes: speech part, base form, reading, how they combine.

The one place where the tools meet the analyzer; whoever keeps tokens elsewhere gives `Tokens` from there.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal, NamedTuple, TypeAlias

from fumikura.text import Analyzer, Role
from fumikura.text.morphemes import Morpheme
from fumikura.text.tokens import Entry, entry
from fumikura.values import frozen

__all__ = ["POS", "Link", "Tokenizer", "Tokens", "WordEntry", "is_word"]

POS: dict[str, str] = {
    "noun": "名詞",
    "adjectival-noun": "形状詞",
    "numeral": "数詞",
    "counter": "助数詞",
    "prefix": "接頭辞",
    "suffix": "接尾辞",
    "verb": "動詞",
    "adjective": "形容詞",
    "adverb": "副詞",
    "pronoun": "代名詞",
    "adnominal": "連体詞",
    "conjunction": "接続詞",
    "interjection": "感動詞",
    "particle": "助詞",
    "auxiliary": "助動詞",
    "symbol": "記号",
}
"""Speech parts as they are written in files and options, with UniDic's names for them."""

Link: TypeAlias = Literal["p", "n", "a", "s", "-"]
"""How a word goes into a long unit: prefix, noun, adjectival noun, nominal suffix, not at all."""

_CODES = {name: code for code, name in POS.items()} | {"補助記号": "symbol", "空白": "symbol"}
_INFLECTED = frozenset({"動詞", "形容詞", "助動詞", "接尾辞"})
_NUMBER = re.compile(r"[0-9]+(?:[.,][0-9]+)*")


class WordEntry(NamedTuple):
    """What is the same for a word wherever it stands: the fields of `text.tokens.Entry`, and those of the dictionary.

    `base` is the form to show, empty where that is the word as written; `kana` how it is read, empty where that is
    unknown; `alphanumeric` whether it is a word at all, and no punctuation; `is_counter` whether it may
    stand behind a number (年).
    """

    length: int
    term: str
    role: Role
    indexed: str
    pos: str
    link: Link
    base: str
    kana: str
    alphanumeric: bool
    is_counter: bool = False


@frozen
class Tokens:
    """A text with its words: word `i` is `entries[i]` at `text[starts[i]:ends[i]]`."""

    text: str
    entries: Sequence[WordEntry]
    starts: Sequence[int]
    ends: Sequence[int]

    def written(self, position: int) -> str:
        """A word as it stands there."""
        return self.text[self.starts[position] : self.ends[position]]


class Tokenizer:
    """Cuts texts into words, as the index does."""

    def __init__(self) -> None:
        self._analyzer = Analyzer(_word_entry)
        self._others: dict[Entry, WordEntry] = {}

    def tokens(self, text: str) -> Tokens:
        """The words of `text`, in order, with offsets in code points."""
        analysis = self._analyzer.analyze(text)
        entries = [each if isinstance(each, WordEntry) else self._other(each) for each in analysis.entries]
        literal, starts, ends = analysis.literal, analysis.starts, analysis.ends
        if isinstance(literal.starts, range) and len(literal.text) == len(text):  # nothing vanished or grew
            return Tokens(text, entries, starts, ends)
        spans = [literal.original(*span) for span in zip(starts, ends, strict=True)]
        return Tokens(text, entries, [start for start, _ in spans], [end for _, end in spans])

    def terms(self, text: str) -> tuple[str, ...]:
        """What the words of a short text are searched by, punctuation left out."""
        return tuple(each.term for each in self.tokens(text).entries if each.alphanumeric)

    def _other(self, made: Entry) -> WordEntry:
        """The entry of what is no morpheme: a compound such as 2+2, a number, a piece beside one of these."""
        if made not in self._others:
            pos, link = _OF_ROLE[made.role]
            if _NUMBER.fullmatch(made.term):
                pos = "numeral"
            self._others[made] = WordEntry(*made[:4], pos, link, "", "", is_word(made.term))
        return self._others[made]


_OF_ROLE: dict[Role, tuple[str, Link]] = {
    Role.CONTENT: ("noun", "n"),
    Role.PREFIX: ("prefix", "p"),
    Role.SUFFIX: ("suffix", "s"),
    Role.WEAK: ("noun", "-"),
    Role.FUNCTION: ("particle", "-"),
}


def is_word(text: str) -> bool:
    """Whether a text has a letter or a digit of any script."""
    return text.isalnum() or any(map(str.isalnum, text))


def _word_entry(morpheme: Morpheme) -> WordEntry:
    made = entry(morpheme)
    base = morpheme.base if morpheme.pos in _INFLECTED and morpheme.base not in ("", "*") else ""
    return WordEntry(
        *made[:4],
        _pos(morpheme),
        _link(morpheme, made.role),
        base,
        "" if morpheme.kana == "*" else morpheme.kana,
        is_word(morpheme.surface),
        morpheme.detail in ("助数詞", "助数詞可能"),
    )


def _pos(morpheme: Morpheme) -> str:
    if morpheme.subpos == "数詞":
        return "numeral"
    if morpheme.detail == "助数詞":
        return "counter"
    return _CODES.get(morpheme.pos, "symbol")


def _link(morpheme: Morpheme, role: Role) -> Link:
    match morpheme.pos, morpheme.subpos:
        case "接頭辞", _:
            return "p"
        case "形状詞", "一般" | "タリ":
            return "a"
        case "接尾辞", "名詞的":
            return "s"
        case "名詞", subpos if (
            subpos != "助動詞語幹" and morpheme.detail != "副詞可能" and role is not Role.WEAK
        ):
            return "n"
    return "-"
