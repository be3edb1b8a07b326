"""What a word without hits may have meant: words of the index that are read alike, look alike, or differ little.

A scanner takes カ for 力 and プ for ブ, an input method takes 同明 for 同盟: such slips count less than others.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Sequence
from functools import cache

from fumikura.text import fold, readings_of

LOOK_ALIKES: tuple[str, ...] = (
    "カ力", "ロ口囗", "ニ二", "ハ八", "エ工", "ト卜", "タ夕", "ミ三", "チ千", "へヘ", "りリ", "一ー-", "ソンリ",
    "シツ", "ノ丿", "クワケタ", "コユエ", "アマヤ", "ウワヲ", "ラフヲ", "メナ", "ルレ", "セヒ", "スヌ",
    "oO0〇○", "l1i|", "sS5", "zZ2", "bB8",
    "目日曰", "人入", "大犬太", "土士", "末未", "己已巳", "閣閤関", "徴微", "侯候", "遣遺", "科料", "綱網", "往住",
    "持待", "官宮", "輪輸", "防妨", "締結", "島鳥", "技枝", "衛衞", "理埋", "境鏡", "側測", "復複", "義議儀", "製制",
    "積績",
    "検険倹", "盟明", "態能", "策築", "共其",
    "基墓", "陸睦", "海悔", "空室", "軍車", "米来", "国固", "平乎", "安案", "弾禅",
)  # fmt: skip
"""Characters that a scanner takes for one another: those of one string look alike."""

_LIKE = 0.3
_LONGEST = 24
_MOST = 3


def suggest(
    word: str,
    similar_words: Callable[[str, int], Sequence[tuple[str, int]]],
    read_as: Callable[[str], Sequence[tuple[str, ...]]],
) -> tuple[str, ...]:
    """Up to three words of the index that are near `word`, the nearest first, by what the index answers."""
    own = fold(word).text
    if not 2 <= len(own) <= _LONGEST:
        return ()
    costs: dict[str, tuple[float, int]] = {}
    for place, terms in enumerate(run for kana in _kana_of(own) for run in read_as(kana)):
        costs.setdefault("".join(terms), (_LIKE, place))
    for other, frequency in _similar(own, similar_words):
        if other in own or not all(char.isalnum() or char in own for char in other):
            continue
        cost = distance(own, other)
        if cost < costs.get(other, (len(own) / 2, 0))[0]:
            costs[other] = (cost, -frequency)
    costs.pop(own, None)
    return tuple(sorted(costs, key=lambda other: (costs[other], other))[:_MOST])


def _similar(
    word: str, similar_words: Callable[[str, int], Sequence[tuple[str, int]]]
) -> Sequence[tuple[str, int]]:
    found = similar_words(word, 1)
    return found if found or len(word) < 5 else similar_words(word, 2)


def distance(one: str, other: str) -> float:
    """Levenshtein's distance, in which characters that look alike are less than one edit apart."""
    last = [float(column) for column in range(len(other) + 1)]
    for row, char in enumerate(one, 1):
        current = [float(row)]
        for column, wanted in enumerate(other, 1):
            changed = last[column - 1] + (
                0.0 if char == wanted else _LIKE if _look_alike(char, wanted) else 1.0
            )
            current.append(min(last[column] + 1, current[-1] + 1, changed))
        last = current
    return last[-1]


def _look_alike(one: str, other: str) -> bool:
    return bool(_classes(one) & _classes(other)) or _base(one) == _base(other)


@cache
def _classes(char: str) -> frozenset[int]:
    plain = _base(char)
    return frozenset(number for number, alike in enumerate(LOOK_ALIKES) if char in alike or plain in alike)


def _base(char: str) -> str:
    """A kana without its voicing mark, and in full size."""
    plain = unicodedata.normalize("NFD", char)[0]
    small = "ァィゥェォッャュョヮぁぃぅぇぉっゃゅょゎ"
    return chr(ord(plain) + 1) if plain in small else plain


def _kana_of(word: str) -> Sequence[str]:
    """How `word` may be read as a whole; nothing where a part of it is unknown."""
    return [kana for _, readings in readings_of([word]) for kana in readings]
