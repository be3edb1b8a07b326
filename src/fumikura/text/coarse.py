"""The coarse form, in which runs of characters are compared: what a reader reads over is gone, forms of one are one.

It is made of the light form (`normalize.fold_spaced`), from which words are cut. Each rule is about one place and what is
right beside it, so that a run cut out of a text takes the same form as it has there. White space, quotation marks and
middle dots are nothing, but where they part two letters or digits one space stays, for AI ML not to be AIML.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import NamedTuple

_NUMERALS = frozenset("0123456789〇零一二三四五六七八九十百千万億兆")
_KANJI_DIGITS = frozenset("〇零一二三四五六七八九")
_READ_OVER = frozenset(" ・「」『』\"'")
_KANJI = "々㐀-䷿一-鿿"
_EVENT = (  # compiled by `re` once a text has one of `EVENTS`
    "[ ・「」『』\"']+"  # read over
    "|[々ゝゞヽヾ]+"
    "|[ヴゔ][ァィゥェォャュョぁぃぅぇぉゃゅょ]?"
    "|[ァィェォ](?<=[グクウ][ァィェォ])"
    "|[-ー](?<=[a-z0-9][-ー])(?=[a-z0-9])"
    r"|[.。](?<=[a-z][.。])"
)
EVENTS = frozenset(" ・「」『』\"'々ゝゞヽヾヴゔァィェォ-ー.。")
"""The characters of a light form that may be otherwise in the coarse one, but for `LITERAL`."""

_ITERATED = f"[{_KANJI}]+$"
_LONGEST_ITERATED = 4
_SMALL_TO_LARGE = str.maketrans("ァィゥェォ", "アイウエオ")
_V = dict(
    zip(
        "ァィゥェォャュョぁぃぅぇぉゃゅょ",
        "バ ビ ブ ベ ボ ビャ ビュ ビョ ば び ぶ べ ぼ びゃ びゅ びょ".split(),
        strict=True,
    )
)
# One when compared by characters, whatever is around them; MeCab must tell them apart, so this comes last.
_BRACKETS = "(（[［{｛【〔〈《〖〘〚⦅｟«‹", ")）]］}｝】〕〉》〗〙〛⦆｠»›"
LITERAL = str.maketrans(
    {"ー": "-", "、": ",", "。": ".", "ヵ": "カ", "ヶ": "ケ"}
    | dict.fromkeys(_BRACKETS[0], "(")
    | dict.fromkeys(_BRACKETS[1], ")")
)
"""The table for what is one character wherever it stands."""

# What follows a counter where it is the beginning of a word, as in 3 日米間の協議: there the space ends the number.
_WORDS_OF_COUNTERS = {
    "日": "米本中韓朝豪印英仏独露ソ系常程時刊記没欧越比加伊西蘭土葡満台銀産当直光課誌",
    "月": "刊例給謝面光曜次間",
    "年": "次金齢鑑報表頭賀貢",
    "人": "道権口材員事類種物命体工格文民心質選脈名",
    "分": "野析担割類散裂離布配業権断岐隊科煙",
    "国": "連際内会民土防家益境務籍交策債庫難政費力宝教営道有産名外旗歌軍賊勢",
    "時": "代期局刻速差効事給勢節",
    "回": "復答転線収避帰顧路想覧",
    "部": "隊門品署族下長会員局材屋類落",
    "条": "約件例文理",
    "号": "令外泣",
    "円": "滑安高盤陣卓熟",
    "台": "湾風所頭座",
    "機": "関能動構会械密材体種運雷甲器銃微敏",
    "名": "称簿古義誉",
    "本": "部土文格質来国州社隊館省法会音島能題稿項書",
    "点": "検火滅在字",
    "歳": "入出費暮末",
    "件": "名",
    "校": "長舎庭歌則",
    "社": "会長員説交",
    "節": "減約度",
    "千": "葉代島",
    "万": "全博能",
    "百": "科貨",
}


class Edit(NamedTuple):
    """The range `[start, end)` of a light form that is `instead` in the coarse one."""

    start: int
    end: int
    instead: str


def coarse_text(text: str) -> str:
    """The coarse form of a light form."""
    edits = list(coarse_edits(text))
    return (apply_edits(text, edits) if edits else text).translate(LITERAL)


def apply_edits(text: str, edits: list[Edit]) -> str:
    """A light form with `edits`, which are in order."""
    pieces: list[str] = []
    at = 0
    for start, end, instead in edits:
        pieces += (text[at:start], instead)
        at = end
    return "".join([*pieces, text[at:]])


def coarse_edits(text: str) -> Iterator[Edit]:
    """Where the coarse form of a light form differs from it, but for characters that are one wherever they stand."""
    if EVENTS.isdisjoint(text):
        return
    size = len(text)
    for match in re.finditer(_EVENT, text):
        start, end = match.span()
        # Nearly always something between kanji and kana that is read over, told here at once.
        if text[start] in _READ_OVER and start and end < size and text[start - 1] >= "\u3041" <= text[end]:
            if match[0] == "・" and text[start - 1] in _NUMERALS and text[end] in _NUMERALS:
                continue  # 〇・五
            yield Edit(start, end, "")
            continue
        instead = _instead(text, match)
        if instead is not None:
            yield Edit(start, end, instead)


def is_letter_or_digit(char: str) -> bool:
    """Whether a folded character is a letter of a script that parts its words (Latin, Greek, Cyrillic) or a digit."""
    return "a" <= char <= "z" or "0" <= char <= "9" or (char < "\u0530" and char.isalpha())


def is_signed(text: str, at: int = 0) -> bool:
    """Whether a folded text has a dash before a digit at a place: a sign, unless something goes on before it."""
    return text.startswith("-", at) and "0" <= text[at + 1 : at + 2] <= "9"


def _instead(text: str, match: re.Match[str]) -> str | None:
    """What stands for a match; None where it stays."""
    found = match[0]
    start, end = match.span()
    char = found[0]
    if char in "ヴゔ":
        return _V.get(found[1:], "ブ" if char == "ヴ" else "ぶ")
    if char in "ァィェォ":
        return found.translate(_SMALL_TO_LARGE)
    if char in "-ー":  # F-35
        return "" if text[start - 1].isdigit() != text[end].isdigit() else None
    if char in ".。":
        return "" if _is_dot_of_acronym(text, start) else None
    if char in "々ゝゞヽヾ":
        return _repeated(text, start, len(found)) if char == "々" else _repeated_kana(text, start, found)
    return _read_over(text, start, end)


def _read_over(text: str, start: int, end: int) -> str | None:
    """What is left of white space, middle dots and quotation marks."""
    if not start or end == len(text):
        return ""
    before, behind = text[start - 1], text[end]
    if before in ".。" and start > 1 and _is_dot_of_acronym(text, start - 1):
        before = text[start - 2]  # U.S. Army is US Army
    found = text[start:end]
    if is_letter_or_digit(before):
        if is_letter_or_digit(behind):
            return None if found == "'" else " "
        if before.isdigit() and " " in found and begins_word(text, end):
            return " "
    if found == "・" and before in _NUMERALS and behind in _NUMERALS:  # 〇・五
        return None
    return ""


def begins_word(text: str, at: int) -> bool:
    """Whether the character behind a number and a space begins a word, and doesn't count: 3 日米, 3 一般."""
    return text[at] in _KANJI_DIGITS or text[at + 1 : at + 2] in [*_WORDS_OF_COUNTERS.get(text[at], "")]


def begins_words(counter: str) -> str:
    """A kanji with which a counter is the beginning of a word, or none."""
    return _WORDS_OF_COUNTERS.get(counter, "")[:1]


def _is_dot_of_acronym(text: str, at: int) -> bool:
    """Whether a full stop stands behind one letter of several, as in U.S. and D.C."""
    if at > 1 and is_letter_or_digit(text[at - 2]):
        return False
    behind, further = text[at + 1 : at + 2], text[at + 2 : at + 3]
    if behind and is_letter_or_digit(behind):
        return behind.isalpha() and not (further and is_letter_or_digit(further))
    return at > 2 and text[at - 2] in ".。" and text[at - 3].isalpha()


def voiced(kana: str) -> str:
    """A kana with its two dots; one that has none as it is."""
    composed = unicodedata.normalize("NFC", f"{kana}\u3099")
    return composed if len(composed) == 1 else kana


def _repeated(text: str, start: int, size: int) -> str | None:
    """What 々 repeats: so many kanji as there are marks, or the one before them again and again."""
    match = re.search(_ITERATED, text[max(start - _LONGEST_ITERATED, 0) : start])
    if match is None:
        return None
    kanji = match[0]
    return kanji[-size:] if len(kanji) >= size else kanji[-1] * size


def _repeated_kana(text: str, start: int, marks: str) -> str | None:
    """What ゝ and ゞ repeat: the kana before them, voiced by the latter."""
    last = text[start - 1 : start]
    if not ("ぁ" <= last <= "ゖ" or "ァ" <= last <= "ヺ"):
        return None
    made = ""
    for mark in marks:
        if mark in "ゞヾ":
            last = voiced(last)
        elif last in "づヅ":  # 一つづゝ
            last = chr(ord(last) - 1)
        made += last
    return made
