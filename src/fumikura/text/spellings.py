"""Other ways to write a run that is searched for: each is looked for as it stands, and the text is left as it is.

What can't be told from one character and its neighbours is not folded into one form but asked for in each: a numeral
(四閣僚, 4閣僚), か of 三か国, small kana that old spelling writes large, okurigana that is written or not, and a kanji
that is often written in kana. So a run is found by its own characters first of all, wherever it was cut out of a text.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import TypeAlias

from fumikura.text.analyzer import Analysis, Analyzer
from fumikura.text.characters import is_hiragana, is_kanji
from fumikura.text.coarse import voiced
from fumikura.text.mixed_spellings import (
    has_rare_kanji,
    mixed_spellings,
    other_okurigana,
    scripts,
    with_okurigana,
    without_okurigana,
    written_out,
)
from fumikura.text.morphemes import path_cost
from fumikura.text.normalize import fold, is_plain
from fumikura.text.normalize import needles as forms_of
from fumikura.text.numerals import (
    ascii_digits,
    is_numeral,
    kanji_digits,
    numeral_length,
    value,
    writings,
)

_MOST = 24
_REMEMBERED = 2_048  # runs; the words of one question are asked for again by the next
_LONGEST = 200  # characters; a longer run is quoted as it stands
# Patterns that few queries need are compiled when one does (`re` keeps them): at import they would cost every search.
_MEASURED = r"(?<![a-z0-9.,/_-])[1-9][0-9]{3,14}(?=[a-z])"
_COUNTERS = "かカケヵヶ箇"
_SMALL, _SMALL_TSU = "っゃゅょッャュョァィゥェォ", "っッ"
_LARGE_TSU = str.maketrans(_SMALL_TSU, "つツ")
_LARGE_BUT_TSU = str.maketrans("ゃゅょャュョァィゥェォ", "やゆよヤユヨアイウエオ")
_LARGE = str.maketrans(_SMALL, "つやゆよツヤユヨアイウエオ")
_WRITTEN_LARGE = frozenset("つやゆよツヤユヨアイエオ")
_SMALLER = str.maketrans("つやゆよツヤユヨアイエオ", "っゃゅょッャュョァィェォ")
_LARGE_TSU_BEFORE = "つ(?=[かきくけこさしすせそたちつてとぱぴぷぺぽ])|ツ(?=[カ-ドハ-ポ])"
_LARGE_YA_BEHIND = (
    "(?<=[きしちにひみりぎじぢびぴ])[やゆよ]|(?<=[キシチニヒミリギジヂビピ])[ヤユヨ]|(?<=[テデフ])ユ"
)
_LARGE_VOWEL_BEHIND = "(?<=フ)[アイエオ]|(?<=[テデ])イ|(?<=[シジチ])エ"
_LARGE_KANA = (
    _LARGE_TSU_BEFORE,
    _LARGE_YA_BEHIND,
    _LARGE_VOWEL_BEHIND,
    f"{_LARGE_TSU_BEFORE}|{_LARGE_YA_BEHIND}|{_LARGE_VOWEL_BEHIND}",
)
_SHORT_KANA, _LONG_NAME = 3, 4
_LONGEST_WORD = 8
_COUNTED = rf"(?<=[0-9〇一二三四五六七八九十百千万億兆数何幾])[{_COUNTERS}](?=[一-鿿])"
_NUMBERS, _COUNTED_BY_KA = (
    frozenset("0123456789〇一二三四五六七八九十百千万億兆数何幾"),
    frozenset("月年国所村条件社校店団"),
)
# What any of the rules needs, in kana and kanji; one that is folded to a numeral (萬) is seen once it is.
_MANY_WAYS = (
    rf"[〇零二三四五六七八九十百千万億兆っゃゅょッャュョつツ]|[数何幾][{_COUNTERS}]|[やゆよ](?<=[きしちにひみりぎじぢびぴ].)"
    rf"|[ァィゥェォヤユヨアイエオ](?<=[ァ-ヺー].)"
)
_MAY_HAVE_MANY = frozenset(
    "〇零一二三四五六七八九十百千万億兆数何幾っゃゅょッャュョつツやゆよヤユヨァィゥェォアイエオ"
)
_I_ROW, _SMALL_KATAKANA = "イキシチニヒミリギジビピ", frozenset("ァィゥェォャュョ")
_REPEATING = "[〳〴]〵"
_REPEATED = range(2, 6)  # characters
_MANY_SCRIPTS = re.compile(rf"kh|^k{{2,{_LONGEST_WORD}}}$")


@lru_cache(_REMEMBERED)
def needles(text: str, analyzer: Analyzer, *, exact: bool = False) -> tuple[str, ...]:
    """What to look for in folded texts to find `text`, in every way to write it; most words have one, seen at once.

    The form as typed comes first. An `exact` run is not looked for with other okurigana or other kana than it has.
    """
    if _has_one_way(text):
        return forms_of(text)
    ways = spellings(text, analyzer.analyze(text), _OF_EXACT if exact else _RULES)
    return _forms_of_all(ways)


@lru_cache(_REMEMBERED)
def exact_needles(text: str, analyzer: Analyzer) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """What to look for to find a quoted run, and those of them of which the number must be one in the text, too.

    What was typed in digits is in kanji no part of a longer word: 4日 of 四日市, 3鷹 of 三鷹.
    """
    found = needles(text, analyzer, exact=True)
    if not text[:1].isdigit() or _has_one_way(text):
        return found, ()
    own = analyzer.analyze(text)
    free = (
        way
        for way in spellings(text, own, _OF_EXACT)
        if not numeral_length(way) or _is_counted(analyzer.analyze(way), own, numeral_length(way))
    )
    kept = {form for way in free for form in forms_of(way)}
    return found, tuple(form for form in found if form not in kept)


@lru_cache(_REMEMBERED)
def word_needles(
    text: str, analyzer: Analyzer, *, by_terms: bool, before_kanji: bool = False
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The same for a word, and those of them that count only at the edges of words: い敬 for 畏敬 is not in 古い敬語.

    What is looked for `by_terms` as well is not looked for in a spelling of the same terms, which these find. A word
    `before_kanji` in the query may stand there without its last kana in a text, too: 引上 of 引上率 for 引き上げ率. What
    was typed in digits is in kanji no part of a name: 4日 of 四日市.
    """
    if _has_one_way(text):
        return forms_of(text), ()
    analysis = analyzer.analyze(text)
    numbers = spellings(text, analysis, _OF_EXACT)
    own = _words(analysis)
    names = [way for way in numbers if text[:1].isdigit() and _is_name(analyzer.analyze(way), analysis, way)]
    numbers = tuple(way for way in numbers if way not in names)
    kept = dict.fromkeys(_forms_of_all(numbers))
    counted = (way for way in numbers if text[:1].isdigit() and numeral_length(way)) if by_terms else ()
    at_words = dict.fromkeys(
        form
        for way in counted
        if [term for term, _ in _words(analyzer.analyze(way))] == [term for term, _ in own]
        for form in forms_of(way)
    )
    ways = tuple(way for way in spellings(text, analysis, _RULES) if way not in names)
    bare = (*_without_last_kana(text, analysis),)
    loans = (each for way in ways for each in (*_of_loanword(way), *_without_long_vowel(way)))
    for way in (*ways, *bare, *loans):
        has_kana = re.search("[ぁ-ゖ]", way) is not None
        # A kana word by itself may be another one than in a text: もつとも.
        found_by_terms = by_terms and has_kana and not _differs_in_size(way, text)
        if way in numbers or (found_by_terms and _words(analyzer.analyze(way)) == own):
            continue
        is_word = has_kana or (way not in ways and not (before_kanji and way in bare))
        at_words |= dict.fromkeys(form for form in forms_of(way) if is_word and form not in kept)
        kept |= dict.fromkeys(forms_of(way))
    return tuple(kept), tuple(at_words)


def _is_name(way: Analysis, own: Analysis, written: str) -> bool:
    """Whether a numeral is a part of a name, as that of 三鷹 and 八百屋 is, and counts nothing."""
    inside = numeral_length(written)
    return inside > 0 and way.entries[0].length > inside and not _is_counted(way, own, inside)


def _is_counted(way: Analysis, own: Analysis, inside: int) -> bool:
    """Whether a numeral is one word with what it counts (一人, 八戸); `own` has it in digits, apart from that."""
    first, behind = way.entries[0], own.entries[1:2]
    return first.length > inside and (
        any("助数詞" in made.pos or made.term in _COUNTED_BY_KA for made in behind)
        or (inside == 1 and "固有名詞" not in first.pos)
    )


def _has_one_way(text: str) -> bool:
    """Whether no rule has another way to write a run."""
    return len(text) > _LONGEST or (
        is_plain(text)
        and not _has_many_ways(text)
        and not _has_many_ways(fold(text).text)
        and not has_rare_kanji(text)
    )


def _has_many_ways(text: str) -> bool:
    seen = not _MAY_HAVE_MANY.isdisjoint(text) and re.search(_MANY_WAYS, text) is not None
    return (
        seen
        or _MANY_SCRIPTS.search(scripts(text)) is not None
        or any(_places_of_ga(text))
        or any(_repetitions(text))
        or any(_without_long_vowel(text))
    )


def _forms_of_all(ways: Sequence[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(form for each in ways for form in forms_of(each)))


def _words(analysis: Analysis) -> Sequence[tuple[str, str]]:
    """The terms of a run, each with its part of speech: 打切り is known as a verb alone, and cut otherwise as a noun."""
    return [(made.indexed, made.pos.partition(",")[0]) for made in analysis.entries if made.indexed]


def spellings(text: str, analysis: Analysis, rules: Sequence[_Rule]) -> tuple[str, ...]:
    """`text` and other ways to write it by some rules, at most 24 in all."""
    found = {text: None}
    for rule in rules:
        for each in list(found):
            for other in rule(each, analysis):
                if len(found) >= _MOST:
                    return tuple(found)
                found[other] = None
    return tuple(found)


def _numerals(text: str, analysis: Analysis) -> Iterator[str]:
    """All numerals of the run in one manner after the other; a digit that stands alone is left alone."""
    spans = [
        (span, made.term)
        for start, end, made in zip(analysis.starts, analysis.ends, analysis.entries, strict=True)
        if made.term[:1].isdecimal()
        and _is_numeral(analysis.literal.text[start:end], made.term)
        and (span := analysis.literal.original(start, end))[1] <= len(text)
    ]
    if len(text) != analysis.literal.length or not spans or (len(spans) == 1 and len(text.strip()) == 1):
        return
    for manner in zip(*(writings(number) for _, number in spans), strict=False):
        pieces, at = [], 0
        for (span, _), written in zip(spans, manner, strict=True):
            pieces += [text[at : span[0]], written]
            at = span[1]
        yield "".join([*pieces, text[at:]])


def _is_numeral(run: str, term: str) -> bool:
    return is_numeral(run[0]) and value(run) == term


def _counted(text: str, _: Analysis) -> Iterator[str]:
    if any(char in text for char in _COUNTERS) and re.search(_COUNTED, text):
        for form in "かカケ箇":
            yield re.sub(_COUNTED, form, text)


def _measured(text: str, _: Analysis) -> Iterator[str]:
    """2,500km for 2500km, which is one word, and its number none."""
    form = fold(text).text
    if re.search(_MEASURED, form):
        yield re.sub(_MEASURED, lambda match: f"{int(match[0]):,}", form)


def _decimals(text: str, _: Analysis) -> Iterator[str]:
    """〇・五 for 0.5 and the other way round."""
    if "." in text or "．" in text:
        yield re.sub(
            r"([0-9０-９]+)[.．]([0-9０-９]+)",
            lambda match: f"{kanji_digits(match[1])}・{kanji_digits(match[2])}",
            text,
        )
    if "・" in text:
        yield re.sub(
            r"([〇零一二三四五六七八九]+)・([〇零一二三四五六七八九]+)",
            lambda match: f"{value(match[1])}.{ascii_digits(match[2])}",
            text,
        )


def _old_kana(text: str, _: Analysis) -> Iterator[str]:
    """Small kana written large, as in old spelling (ロツキード); large ones small, where MeCab finds that likelier."""
    old: dict[str, None] = {}
    if any(char in _SMALL_TSU for char in text):
        old[text.translate(_LARGE_TSU)] = None
    long = len(text) > _SHORT_KANA or re.search("[ァ-ヺ]{2}", text)
    if long and any(char in _SMALL for char in text) and "ヴ" not in text:
        old |= dict.fromkeys((text.translate(_LARGE), text.translate(_LARGE_BUT_TSU)))
    modern: set[str] = set()
    if not _WRITTEN_LARGE.isdisjoint(text):
        modern = {re.sub(kana, lambda match: match[0].translate(_SMALLER), text) for kana in _LARGE_KANA}
    if old or len(modern) > 1:
        own = path_cost(text)
        # いつか is no いっか of old; of long names that the dictionary hasn't either may be.
        is_name = len(text) > _LONG_NAME and all("ァ" <= char <= "ー" for char in text)
        yield from (each for each in old if path_cost(each) > own - is_name)
        yield from sorted(each for each in modern - {text} if path_cost(each) < own + is_name)


def _differs_in_size(one: str, other: str) -> bool:
    """Whether two runs are the same kana, some small and some large."""
    return one != other and one.translate(_LARGE) == other.translate(_LARGE)


def _of_loanword(text: str) -> Iterator[str]:
    """ヤ for ア behind キ, シ, リ … in words of old, and the other way round: ロシヤ, ダイアモンド, ギリシア.

    They count as words alone: タイア for タイヤ is not in タイアップ.
    """
    places = [
        at
        for at in range(1, len(text))
        if text[at] in "アヤャ" and text[at - 1] in _I_ROW and text[at + 1 : at + 2] not in _SMALL_KATAKANA
    ]
    for kana in "アヤャ" if places else "":
        # ャ for these stands in names as ギリシャ and ペルシャ alone.
        other = [
            kana if at in places and (kana != "ャ" or text[at - 1] in "シジ") else char
            for at, char in enumerate(text)
        ]
        if "".join(other) != text:
            yield "".join(other)


def _without_long_vowel(text: str) -> Iterator[str]:
    """コンピュータ for コンピューター, as technical texts have it; a shorter word would be another one."""
    if text[-1:] == "ー" and len(text) > _SHORT_KANA and all("ァ" <= char <= "ー" for char in text):
        yield text[:-1]


def _repetitions(text: str) -> Iterator[tuple[int, int]]:
    """Where two kana or more are repeated at once, and how many, the first of them voiced or not: いろいろ, さまざま."""
    for size in _REPEATED:
        for at in range(len(text) - 2 * size + 1):
            first, again = text[at], text[at + size]
            if (
                text[at + 1 : at + size] == text[at + size + 1 : at + 2 * size]
                and again in (first, voiced(first))
                and all(map(_is_repeated, text[at : at + size]))
            ):
                yield at, size


def _is_repeated(char: str) -> bool:
    return is_hiragana(char) or "ァ" <= char <= "ヺ" or is_kanji(char)


def _iterated(text: str, _: Analysis) -> Iterator[str]:
    """Two kana or more that are repeated as their mark, いろ〳〵 and さま〴〵, and the mark as what it may repeat."""
    for at, size in _repetitions(text):
        mark = "〳〵" if text[at] == text[at + size] else "〴〵"
        yield text[: at + size] + mark + text[at + 2 * size :]
    if "〵" not in (form := fold(text).text):
        return
    for match in re.finditer(_REPEATING, form):
        for size in _REPEATED:
            repeated = form[match.start() - size : match.start()] if size <= match.start() else ""
            if repeated and all(map(_is_repeated, repeated)):
                first = repeated[0] if match[0][0] == "〳" else voiced(repeated[0])
                yield form[: match.start()] + first + repeated[1:] + form[match.end() :]


def _places_of_ga(text: str) -> Iterator[int]:
    """Where ヶ of a name stands, between kanji: 霞ヶ関, 八ケ岳; behind a number it may count, and then it is か."""
    for at in range(1, len(text) - 1):
        counts = text[at - 1] in _NUMBERS and text[at + 1] in _COUNTED_BY_KA
        if text[at] in "ヶケガ" and not counts and scripts(text[at - 1 : at + 2]) == "k-k":
            yield at


def _named(text: str, _: Analysis) -> Iterator[str]:
    """ヶ of a name in each kana that it is written with, but for が, which is a particle elsewhere: 霞ヶ関, 霞ケ関."""
    is_name = "が" in text and re.fullmatch("k{1,2}hk{1,4}", scripts(text))
    for at in [text.index("が")] if is_name else _places_of_ga(text):
        yield from (text[:at] + kana + text[at + 1 :] for kana in "ヶケガ")


def _named_by_ga(text: str, _: Analysis) -> Iterator[str]:
    yield from (f"{text[:at]}が{text[at + 1 :]}" for at in _places_of_ga(text))


def _okurigana(text: str, analysis: Analysis) -> Iterator[str]:
    """Each word without kana between its kanji, and with them as its lemma has them: 受入れ, 受け入れ.

    Also with its last kanji as kana, by its reading: 見なおし; and before another kanji without any: 受入国.
    """
    for start, end, made in zip(analysis.starts, analysis.ends, analysis.entries, strict=True):
        first, last = analysis.literal.original(start, end)
        word = text[first:last]
        others = [*other_okurigana(word, made.term)]
        if "一" <= text[last : last + 1] <= "鿿" and (bare := without_okurigana(word)):
            others.append(bare)
        for other in others:
            yield text[:first] + other + text[last:]
    if len(text) <= _LONGEST_WORD:
        yield from with_okurigana(text)
        for (start, middle), end in zip(pairwise(analysis.starts), analysis.ends[1:], strict=True):
            first, last = analysis.literal.original(start, end)
            if middle - start in (1, 2):  # 呼|掛け, 積出|し
                for other in written_out(text[first:last]):
                    yield text[:first] + other + text[last:]


def _without_last_kana(text: str, analysis: Analysis) -> Iterator[str]:
    """後押 for 後押し: what is no kanji counts as the end of it (`matching.whole`)."""
    if analysis.entries and "ぁ" <= text[-1:] <= "ゖ":
        first, last = analysis.literal.original(analysis.starts[-1], analysis.end(len(analysis.entries) - 1))
        if bare := without_okurigana(text[first:last]):
            yield text[:first] + bare


def _mixed(text: str, analysis: Analysis) -> Iterator[str]:
    """A word of two kanji of which one is often written in kana (交ぜ書き): 威かく for 威嚇."""
    if not has_rare_kanji(text):
        return
    for start, end in zip(analysis.starts, analysis.ends, strict=True):
        first, last = analysis.literal.original(start, end)
        for other in mixed_spellings(text[first:last]):
            yield text[:first] + other + text[last:]


_Rule: TypeAlias = Callable[[str, Analysis], Iterator[str]]
_OF_EXACT: tuple[_Rule, ...] = (_numerals, _measured, _decimals, _counted, _named)
_RULES: tuple[_Rule, ...] = (*_OF_EXACT, _named_by_ga, _old_kana, _iterated, _okurigana, _mixed)
