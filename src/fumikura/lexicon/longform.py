"""Where a long form begins that a bracket with its short form follows: 既存の同盟調整メカニズム（ACM）.

The bracket says where it ends. Its first word is told by counting: as many words as the abbreviation has letters, or
items of a list; the compound noun before the bracket is taken whole, and what modifies it (～に関する, ～される) only
where the compound alone has too few words. A clause never reaches over its topic, its 、 or a conjunction.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from fumikura.text.morphemes import Morpheme, Tokenizer

_NOUNS = frozenset({"名詞", "接頭辞", "接尾辞", "記号", "形状詞"})
_INSIDE = frozenset("・-/&+")
_COMMAS = frozenset("、，,．")
_LIST_SIGNS = frozenset({"、", ",", "及び", "および", "と", "や", "並びに", "ならびに"})
_CONJUNCTIONS = frozenset({"及び", "並びに", "又は", "若しくは", "且つ", "又", "其して", "或いは", "並び"})
_OPENING = frozenset("「『（(【〔［[〈《｢")
_ENDS = frozenset("。！？!?:：;；)）」』】〕］]〉》…※●○■□◆◇▼▽▲△①②③④⑤⑥⑦⑧⑨⑩|／→")
_FAR = 40
# Countries as one character each, alone or several together (日米韓): they open many a compound that they are no part of.
_COUNTRIES = frozenset("日米韓朝中台露英仏独伊豪印加欧比越")


@dataclass(frozen=True, slots=True)
class _Word:
    start: int
    end: int
    morpheme: Morpheme

    @property
    def is_noun(self) -> bool:
        inside = self.morpheme.pos in _NOUNS or self.morpheme.surface in _INSIDE
        return inside and self.morpheme.surface not in _COMMAS

    @property
    def counts(self) -> bool:
        """Whether it may be what a letter of an abbreviation stands for."""
        pos = self.morpheme.pos
        return pos in ("名詞", "形状詞", "接頭辞", "動詞", "形容詞") and self.morpheme.lemma not in _LIGHT


_LIGHT = frozenset(
    {"為る", "有る", "成る", "因る", "関する", "対する", "於く", "為", "事", "物", "間", "れる"}
)


class LongForms:
    """Finds long forms. It keeps a MeCab of its own, which gives the parts of speech."""

    def __init__(self) -> None:
        self._tokenizer: Tokenizer[Morpheme] = Tokenizer(lambda morpheme: morpheme)

    def before(self, text: str, letters: int, *, goes_on: bool = False) -> str:
        """The long form at the end of `text`, of at least so many words; "" where there is none.

        `goes_on` says that the compound goes on after the bracket: a country at its head belongs to the whole, then.
        """
        words = self._words(text)
        first = self._compound(words, len(words))
        if first == len(words):
            return ""
        if goes_on:
            first = _without_country(words, first, letters)
        if _count(words[first:]) < letters:
            # Japanese often takes fewer words than the abbreviation has letters.
            if _count(words[first:]) >= max(3, letters - 2):
                return text[words[first].start :].strip()
            items = self._list(words, first, letters)
            first = items if items is not None else self._clause(words, first)
            # Where a clause begins there is nothing more to take; one letter may be of a word that has two.
            least = letters - 1 if first == 0 or _parts(words[first - 1].morpheme) else letters
            if items is None and _count(words[first:]) < max(least, 2):
                return ""
        return text[words[first].start :].strip()

    def count(self, text: str) -> int:
        """The words of `text` that a letter may stand for."""
        return _count(self._words(text))

    def begins_with_noun(self, text: str) -> bool:
        """Whether a compound goes on with `text`."""
        words = self._words(text)
        return (
            bool(words)
            and words[0].start == 0
            and words[0].is_noun
            and words[0].morpheme.surface not in _INSIDE
        )

    def compound(self, text: str) -> str:
        """The compound noun at the end of `text`."""
        words = self._words(text)
        first = self._compound(words, len(words))
        return text[words[first].start :].strip() if first < len(words) else ""

    def clause(self, text: str) -> str:
        """The compound noun at the end of `text`, with all that modifies it; formal names have conjunctions, too."""
        words = self._words(text)
        first = self._clause(words, self._compound(words, len(words)), wide=True)
        return text[words[first].start :].strip() if first < len(words) else ""

    def is_compound(self, text: str) -> int:
        """The words of `text`, where it is one compound noun and nothing else; else 0."""
        words = self._words(text)
        return _count(words) if words and self._compound(words, len(words)) == 0 else 0

    def _words(self, text: str) -> list[_Word]:
        starts, morphemes = self._tokenizer.parse(text)
        return [
            _Word(start, start + len(morpheme.surface), morpheme)
            for start, morpheme in zip(starts, morphemes, strict=True)
        ]

    def _compound(self, words: Sequence[_Word], end: int) -> int:
        """Where the run of nouns that ends at `end` begins; it has no space inside."""
        first = end
        while first > 0 and words[first - 1].is_noun:
            if first < end and words[first - 1].end != words[first].start:
                break
            first -= 1
        while first < end and (
            words[first].morpheme.surface in _INSIDE
            or words[first].morpheme.pos == "接尾辞"
            or _is_number(words[first])
        ):
            first += 1
        return first

    def _list(self, words: Sequence[_Word], first: int, items: int) -> int | None:
        """Where a list of so many compounds begins, the last of them at `first`; None where it is no such list."""
        found = 1
        while found < items:
            if first == 0 or words[first - 1].morpheme.surface not in _LIST_SIGNS:
                return None
            before = self._compound(words, first - 1)
            if before == first - 1:
                return None
            first, found = before, found + 1
        return first if items > 1 else None

    def _clause(self, words: Sequence[_Word], first: int, *, wide: bool = False) -> int:
        """Where what modifies the compound at `first` begins."""
        end = words[-1].end if words else 0
        best = first
        while first > 0 and end - words[first - 1].start <= _FAR:
            word = words[first - 1].morpheme
            if word.surface in _OPENING:
                return first
            joins = _joins_adjectives(words, first) or (wide and word.lemma in _CONJUNCTIONS)
            if _parts(word) and not joins:
                break
            first -= 1
            if words[first].is_noun or words[first].counts:
                best = first
        return best


def _parts(word: Morpheme) -> bool:
    """Whether nothing before this word can belong to a name after it."""
    if word.surface in _ENDS or word.surface in _OPENING or word.surface in ("、", ",", "，"):
        return True
    if word.lemma in _CONJUNCTIONS or word.pos == "接続詞":
        return True
    return word.pos == "助詞" and (
        word.subpos == "係助詞" or word.surface in ("が", "を", "て", "や", "から", "より")
    )


def _joins_adjectives(words: Sequence[_Word], first: int) -> bool:
    """Whether the word before `first` joins two adjectives of one noun: 包括的及び先進的な."""
    return (
        first > 1
        and words[first - 2].morpheme.surface == "的"
        and words[first - 1].morpheme.surface not in ("、", ",")
    )


def _is_number(word: _Word) -> bool:
    return word.morpheme.subpos == "数詞"


def _count(words: Sequence[_Word]) -> int:
    return sum(word.counts for word in words)


def _without_country(words: Sequence[_Word], first: int, letters: int) -> int:
    """`first` moved past the names of places at the head, where enough words are left."""
    at = first
    while at < len(words) and (_COUNTRIES.issuperset(words[at].morpheme.surface)):
        at += 1
    return at if at > first and _count(words[at:]) >= letters else first
