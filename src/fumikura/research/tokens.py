"""The words of a text, in order, with what counting them takes: speech part, base form, reading, how they combine.

An index has the tokens of its passages, a character for each, and the entry of each such character; of another text they
are cut here. All that is said of a word is worked out once an entry.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from functools import cached_property
from itertools import accumulate, takewhile
from typing import NamedTuple, TypeVar

from fumikura.models import Span
from fumikura.text import Analyzer, Role, fold
from fumikura.text.characters import TO_KATAKANA
from fumikura.text.tokens import Entry, is_compound_verb, noun_of
from fumikura.text.vocabulary import BEYOND, Vocabulary
from fumikura.text.written import entries_as_written

K = TypeVar("K")
V = TypeVar("V")

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

_CODES = {name: code for code, name in POS.items()} | {"補助記号": "symbol", "空白": "symbol"}
_NUMBER = re.compile(r"[0-9]+(?:[.,][0-9]+)*")


class WordEntry(NamedTuple):
    """What is the same for a word wherever it stands.

    `shown` is the form to show, `written` the one that stands there, `kana` how it is read, empty where that is unknown.
    `link` says how it goes into a long unit, a letter of those below; it is `NO_WORD` or `BRACKET` for what is no word.
    Something that is read over parts it from the next where it is `apart`.
    """

    length: int
    term: str
    role: Role
    pos: str
    shown: str
    written: str
    kana: str
    link: str
    apart: bool

    @property
    def alphanumeric(self) -> bool:
        """Whether it is a word at all, and no punctuation."""
        return self.link not in _NO_WORDS


# Prefix, noun, adjectival noun, nominal suffix, numeral; noun and suffix that may stand behind a number (年); any other
# word. The second row are those that something parts from the next word: these end a long unit.
PREFIX, NOUN, ADJECTIVAL, SUFFIX, NUMERAL, COUNTER, COUNTING_SUFFIX, OTHER = "pnasdcC-"
LAST_NOUN, LAST_SUFFIX, LAST_NUMERAL, LAST_COUNTER, LAST_COUNTING_SUFFIX = "NSDkK"
NO_WORD, BRACKET = ".)"
_NO_WORDS = frozenset((NO_WORD, BRACKET))
_LAST = {
    NOUN: LAST_NOUN,
    SUFFIX: LAST_SUFFIX,
    NUMERAL: LAST_NUMERAL,
    COUNTER: LAST_COUNTER,
    COUNTING_SUFFIX: LAST_COUNTING_SUFFIX,
}


class Remembered(dict[K, V]):
    """What a function makes of each key, made when it is first asked for."""

    def __init__(self, make: Callable[[K], V]) -> None:
        super().__init__()
        self._make = make

    def __missing__(self, key: K) -> V:
        found = self[key] = self._make(key)
        return found


class TokenTable(Remembered[str, WordEntry]):
    """What is known of the tokens of a vocabulary, by their characters. `links` translates tokens, `lengths` has sizes.

    `is_partial` once a word is met that the vocabulary has no room for, and that is not counted therefore.
    """

    def __init__(self, entry: Callable[[str], Entry]) -> None:
        super().__init__(self._word_entry)
        self._entry = entry
        self.is_partial = False
        self.links = Remembered[int, str](lambda code: self[chr(code)].link)
        self.lengths = Remembered[str, int](lambda char: self[char].length)

    def _word_entry(self, char: str) -> WordEntry:
        entry = self._entry(char)
        self.is_partial |= entry.pos == BEYOND
        return _word_entry(entry)


class Tokens:
    """A text with its words: word `i` is what `known` has of `chars[i]`, and stands at `text[starts[i]:ends[i]]`."""

    def __init__(self, text: str, chars: str, known: TokenTable) -> None:
        self.text = text
        self.chars = chars
        self.known = known

    @property
    def entries(self) -> Sequence[WordEntry]:
        """The words."""
        return list(map(self.known.__getitem__, self.chars))

    @property
    def starts(self) -> Sequence[int]:
        """Where each word begins."""
        return self._places[0]

    @property
    def ends(self) -> Sequence[int]:
        """Where each word ends."""
        return self._places[1]

    @cached_property
    def _places(self) -> tuple[Sequence[int], Sequence[int]]:
        edges = list(accumulate(map(self.known.lengths.__getitem__, self.chars), initial=0))
        literal = fold(self.text)
        if isinstance(literal.starts, range):
            return edges[:-1], edges[1:]
        return [literal.starts[at] for at in edges[:-1]], [literal.ends[at - 1] for at in edges[1:]]

    def written(self, position: int) -> str:
        """A word as it stands there."""
        return self.text[self.starts[position] : self.ends[position]]

    def span(self, first: int, last: int) -> Span:
        """Where the words from `first` up to `last`, which is not included, stand."""
        return self.starts[first], self.ends[last - 1]


class WordTokenizer:
    """Cuts texts into words, as an index does."""

    def __init__(self) -> None:
        self._analyzer = Analyzer()
        self._vocabulary = Vocabulary()
        self._known = TokenTable(self._vocabulary.__getitem__)

    def tokens(self, text: str) -> Tokens:
        """The words of `text`, in order, with offsets in code points."""
        entries = entries_as_written(text, self._analyzer.analyze(text))
        return Tokens(text, self._vocabulary.chars(entries), self._known)

    def terms(self, text: str) -> tuple[str, ...]:
        """What the words of a short text are counted as, punctuation left out."""
        return tuple(each.term for each in self.tokens(text).entries if each.alphanumeric)


def is_word(text: str) -> bool:
    """Whether a text has a letter or a digit of any script."""
    return text.isalnum() or any(map(str.isalnum, text))


def shared_term(word: WordEntry) -> str:
    """What a verb of two, as 取り組む, and its noun are both searched by, and counted apart; "" for any other word."""
    if word.pos == "verb":
        return noun_of(word.term) if is_compound_verb(word.term) else ""
    return word.term if word.pos == "noun" and is_compound_verb(word.term) else ""


def _word_entry(entry: Entry) -> WordEntry:
    shown = _form_to_show(entry)
    kana = "" if entry.reading == "*" else entry.reading
    written = entry.written or shown
    link = _link(entry, shown)
    return WordEntry(
        entry.length, _lemma(entry), entry.role, _pos(entry), shown, written, kana, link, entry.apart
    )


def kana_as_written(word: WordEntry) -> str:
    """How a word is read as it stands there, in katakana: of an inflected one `kana` is that of its dictionary form."""
    if word.written == word.shown or not word.kana:
        return word.kana
    if word.term == "来る":  # the only verb whose kanji is read otherwise in other forms
        return ""
    alike = takewhile(lambda pair: pair[0] == pair[1], zip(word.written, word.shown, strict=False))
    stem = len(list(alike))
    ending, own = (form[stem:].translate(TO_KATAKANA) for form in (word.shown, word.written))
    return word.kana.removesuffix(ending) + own if word.kana.endswith(ending) and _is_kana(own) else ""


def reading_as_written(words: Iterable[WordEntry]) -> str:
    """How words are read as they stand there; "" where the reading of one is unknown."""
    readings = list(map(kana_as_written, words))
    return "".join(readings) if all(readings) else ""


def _is_kana(text: str) -> bool:
    return all("ァ" <= char <= "ヺ" or char == "ー" for char in text)


_INFLECTED = ("動詞", "形容詞", "助動詞", "接尾辞,動詞的", "接尾辞,形容詞的")


def _form_to_show(entry: Entry) -> str:
    """A word as it stands there, but one that is inflected, or that only joins others, in its dictionary form."""
    base = "" if entry.base == "*" else entry.base
    if entry.role is Role.FUNCTION or entry.pos.startswith(_INFLECTED):
        return base or entry.term
    return entry.written or base or entry.term


def _lemma(entry: Entry) -> str:
    """What a word is counted as: as it is searched, but a verb that is searched as its noun (取り組み) as the verb."""
    if entry.pos.startswith("動詞") and entry.base:
        for verb in (entry.term[:-1] + entry.base[-1], f"{entry.term}る"):
            if noun_of(verb) == entry.term:
                return verb
    return entry.term


def _pos(entry: Entry) -> str:
    if not entry.pos:  # no morpheme: a compound such as 2+2, a number, a piece beside one of these
        return "numeral" if _NUMBER.fullmatch(entry.term) else _OF_ROLE[entry.role]
    levels = entry.pos.split(",")
    if "数詞" in levels[1:2]:
        return "numeral"
    if "助数詞" in levels[2:]:
        return "counter"
    return _CODES.get(levels[0], "symbol")


_OF_ROLE: dict[Role, str] = {
    Role.CONTENT: "noun",
    Role.PREFIX: "prefix",
    Role.SUFFIX: "suffix",
    Role.WEAK: "noun",
    Role.FUNCTION: "particle",
}


def _link(entry: Entry, shown: str) -> str:
    if not is_word(shown):
        return BRACKET if shown in (")", "）") else NO_WORD
    if entry.pos.startswith("接頭辞"):
        link = PREFIX
    elif entry.pos in ("形状詞,一般", "形状詞,タリ"):
        link = ADJECTIVAL
    elif entry.pos.startswith("接尾辞,名詞的"):
        link = COUNTING_SUFFIX if _may_count(entry) else SUFFIX
    elif _is_noun(entry):
        link = NUMERAL if _pos(entry) == "numeral" else COUNTER if _may_count(entry) else NOUN
    elif not entry.pos:
        link = _LINKS_OF_ROLE.get(entry.role, OTHER)
    else:
        link = OTHER
    return _LAST.get(link, OTHER) if entry.apart else link


_LINKS_OF_ROLE = {Role.PREFIX: PREFIX, Role.SUFFIX: SUFFIX}


def _is_noun(entry: Entry) -> bool:
    """Whether it is a noun that goes into long units."""
    if not entry.pos:
        return entry.role is Role.CONTENT
    named = entry.pos.startswith("名詞") and not entry.pos.startswith("名詞,助動詞語幹")
    return named and not entry.pos.endswith(",副詞可能") and entry.role is not Role.WEAK


def _may_count(entry: Entry) -> bool:
    return entry.pos.endswith((",助数詞", ",助数詞可能"))
