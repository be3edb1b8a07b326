"""What a token is: which morphemes are joined to one, what it is searched by, and how much it says.

A part number or a figure is one word to its reader, so F-35, 2+2, U.S. and 1,000 are one token, where UniDic
has three. A morpheme is searched by its lemma, for its inflected forms and its spellings to be one word; a
proper noun is not, because the lemma of a name is its reading only, which 安倍 shares with 阿部.
"""

from __future__ import annotations

import re
from enum import IntEnum
from functools import lru_cache
from typing import NamedTuple

from fumikura.text.morphemes import Morpheme
from fumikura.text.normalize import folded_text


class Role(IntEnum):
    """How much a token says: FUNCTION words are not indexed; WEAK ones are, but no question asks for them."""

    FUNCTION = 0
    WEAK = 1
    PREFIX = 2
    SUFFIX = 3
    CONTENT = 4


class Entry(NamedTuple):
    """What is the same for a morpheme wherever it stands: length in code points, the term it is searched by, role.

    `indexed` is the term once more, or "" for a word that is not indexed. `pos` holds UniDic's first three levels of
    the part of speech with commas between, `base` the dictionary form as it is written here, `reading` how the word is
    read, in katakana; each is empty where the dictionary doesn't say. See `entry_of`.

    `written` is the word as it stands there, in folded characters, until `text.written` puts those of the text in
    their place, and sets `apart` where something that is read over parts it from the next.
    """

    length: int
    term: str
    role: Role
    indexed: str
    pos: str = ""
    base: str = ""
    reading: str = ""
    written: str = ""
    apart: bool = False


class Token(NamedTuple):
    """A token of a text: `[start, end)` points into the original, `position` counts all tokens from 0."""

    term: str
    start: int
    end: int
    position: int
    role: Role

    @property
    def content(self) -> bool:
        """Whether the token says something by itself."""
        return self.role is not Role.FUNCTION


_LETTER = "a-z\u00df-\u00f6\u00f8-\u024f"
_WORD = rf"[{_LETTER}0-9]*[{_LETTER}][{_LETTER}0-9]*"
COMPOUND = (
    # u.s., a.p.t.: letters each followed by a full stop; ph.d, b.sc.: or two at once, one of them alone
    rf"(?<![{_LETTER}0-9])(?:(?:[{_LETTER}]\.){{2,}}"
    rf"|(?:[{_LETTER}]\.[{_LETTER}]{{2}}|[{_LETTER}]{{2}}\.[{_LETTER}])(?![{_LETTER}0-9])\.?)"
    # f-35, mq-9, c/a, at&t, 3-d: letters and digits joined by signs, with a letter somewhere
    rf"|(?:[0-9]+[-+/&'_ー])*{_WORD}(?:[-+/&'_ー][{_LETTER}0-9]+)*(?:\+\+|#)?"
    # 2+2, 1,000, 3.11
    r"|[0-9]+(?:\+[0-9]+)+|[0-9]+(?:[.,][0-9]+)*"
)
"""Runs of a folded text that are one token whatever the dictionary makes of them."""

_IN_COMPOUNDS = f"[{_LETTER}0-9]"
"""A character that each of them has, and that most texts have none of."""


def may_be_compound(folded: str) -> bool:
    """Whether a folded text may have compounds."""
    return re.search(_IN_COMPOUNDS, folded) is not None


_FUNCTION_POS = frozenset({"助詞", "助動詞", "補助記号", "空白"})
_WEAK_POS = frozenset({"代名詞", "連体詞", "接続詞", "感動詞"})
_AFFIX_POS = {"接頭辞": Role.PREFIX, "接尾辞": Role.SUFFIX}
# Verbs and adjectives that carry another's meaning (~している, ~てくる, ~による, ~ない), as UniDic's lemmas.
_LIGHT_VERBS = frozenset(
    (
        "為る", "居る", "有る", "成る", "出来る", "来る", "行く", "見る", "置く", "仕舞う", "呉れる", "貰う",
        "上げる", "頂く", "下さる", "得る", "因る", "依る", "於く", "於ける", "関する", "対する", "言う",
        "無い", "良い", "欲しい", "致す", "御座る", "参る", "申す",
    )
)  # fmt: skip
_FORMAL_NOUNS = frozenset(
    (
        "事", "物", "為", "所", "訳", "筈", "様", "通り", "上", "内", "際", "由", "儘", "故", "方", "何",
        "誰", "何処", "幾つ",
    )
)  # fmt: skip
_QUESTION_ADVERBS = frozenset(("如何", "どう", "何故", "何時"))


def entry(morpheme: Morpheme) -> Entry:
    """How a morpheme of folded text is searched."""
    pos = ",".join((morpheme.pos, morpheme.subpos, morpheme.detail)).rstrip(",*")
    role = _role(morpheme)
    made = entry_of(len(morpheme.surface), _term(morpheme), role, pos, morpheme.base, morpheme.kana)
    is_as_searched = role is Role.FUNCTION and morpheme.surface == (morpheme.base or made.term)
    return made if is_as_searched else made._replace(written=morpheme.surface)


def entry_of(length: int, term: str, role: Role, pos: str = "", base: str = "", reading: str = "") -> Entry:
    """The entry of a word; one without a part of speech is written as it is searched."""
    indexed = "" if role is Role.FUNCTION else term
    return Entry(length, term, role, indexed, pos, base, reading, "" if pos else indexed)


# 受け入れる, 見直す: verbs of two, whose nouns are written in many ways and are lemmas of their own.
_COMPOUND_VERB = "[一-鿿々][ぁ-ゖ]*[一-鿿々][ぁ-ゖ]+"
_NOUN_ENDINGS = str.maketrans("うくぐすつぬぶむる", "いきぎしちにびみり")
_BEFORE_RU = frozenset("いきぎしじちぢにひびみりえけげせぜてでねへべめれ")


def is_compound_verb(lemma: str) -> bool:
    """Whether a verb is made of two, so that it is searched by its noun."""
    return re.fullmatch(_COMPOUND_VERB, lemma) is not None


def noun_of(verb: str) -> str:
    """The noun of a verb in its dictionary form: 受け入れ of 受け入れる, 引き続き of 引き続く, 立ち入り of 立ち入る."""
    if verb[-1:] == "る" and verb[-2:-1] in _BEFORE_RU:
        return verb[:-1]
    return verb[:-1] + verb[-1:].translate(_NOUN_ENDINGS)


def _term(morpheme: Morpheme) -> str:
    if morpheme.pos == "動詞" and is_compound_verb(morpheme.lemma):
        return _folded(noun_of(morpheme.lemma))
    if morpheme.subpos == "数詞" or not morpheme.lemma or morpheme.lemma == "*":
        return morpheme.surface
    if morpheme.subpos == "固有名詞":
        return _folded(morpheme.base) or morpheme.surface
    return _folded(morpheme.lemma.partition("-")[0]) or morpheme.surface  # パーセント-percent


@lru_cache(1 << 16)
def _folded(word: str) -> str:
    """Remembered, as a lemma is that of many forms."""
    return folded_text(word)


def _role(morpheme: Morpheme) -> Role:
    pos, subpos = morpheme.pos, morpheme.subpos
    if pos in _FUNCTION_POS or not (morpheme.surface.isalnum() or any(map(str.isalnum, morpheme.surface))):
        return Role.CONTENT if pos == "記号" and subpos == "文字" else Role.FUNCTION
    if pos in _WEAK_POS:
        return Role.WEAK
    lemma = morpheme.lemma.partition("-")[0]
    if pos in ("動詞", "形容詞") and subpos == "非自立可能" and lemma in _LIGHT_VERBS:
        return Role.WEAK
    if pos == "接頭辞" and lemma == "御":  # お酒 is 酒
        return Role.WEAK
    if (pos, True) in (("名詞", lemma in _FORMAL_NOUNS), ("副詞", lemma in _QUESTION_ADVERBS)):
        return Role.WEAK
    return _AFFIX_POS.get(pos, Role.CONTENT)
