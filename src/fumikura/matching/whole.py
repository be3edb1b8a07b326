"""Whether a run of characters stands whole in a folded text: `AI` is not in main, 3日 not in 13日, 五人 not in 二十五人.

A run that begins or ends in a letter has no letter beside it, one that begins or ends in a digit or a kanji numeral has
none of these beside it, and a number is not cut at its decimal point or between its thousands. A dash before a digit is
a sign only where no letter, digit or katakana is before it: 10-7 has no -7. Kana and other kanji part nothing, so F35
is whole in F35A and 3日 in 3日間. White space between letters or digits is kept by the fold as one space (`text.coarse`),
so it parts them here as it does for a reader.
"""

from __future__ import annotations

from fumikura.text.characters import is_hiragana, is_kanji
from fumikura.text.coarse import begins_words, is_letter_or_digit, is_signed
from fumikura.text.numerals import numeral_length

_NUMERALS = frozenset("0123456789〇零一二三四五六七八九十百千万億兆")
_DIGITS = frozenset("0123456789")
_THOUSANDS = 3  # digits between two commas


def needs_check(needle: str, *, open_start: bool = False, open_end: bool = False) -> bool:
    """Whether an occurrence of `needle` may be one that is not whole; for most words of Japanese none may.

    `open_start` and `open_end` say that the query has a `*` on that side, which allows anything there.
    """
    return bool(needle) and (
        (not open_start and (_parts_matter(needle[0]) or is_signed(needle)))
        or (not open_end and _parts_matter(needle[-1]))
    )


def is_whole(text: str, start: int, end: int, *, open_start: bool = False, open_end: bool = False) -> bool:
    """Whether the run `[start, end)` of a folded text counts as an occurrence of what stands there.

    `open_start` and `open_end` are as in `needs_check`. An empty run is whole.
    """
    if start >= end:
        return True
    return not (
        (not open_start and _goes_on_before(text, start)) or (not open_end and _goes_on_behind(text, end))
    )


def is_whole_date(text: str, start: int, end: int) -> bool:
    """The same for a date as it was written: 2013/10/3 is none in 2013/10/30, nor 1970年 in 1970年度 or 1970年代."""
    goes_on = text.startswith(("度", "代"), end) and not text.startswith(("代表", "代理"), end)
    return is_whole(text, start, end) and not (text[end - 1 : end] == "年" and goes_on)


def is_counted(run: str) -> bool:
    """Whether a folded run is digits and a kanji that counts them: of ③日米間, read as 3日米間 too, 3日 is none."""
    counter = run[-1:]
    is_counter = begins_words(counter) != "" and counter not in _NUMERALS and counter != "年"
    return is_counter and len(run) > 1 and _DIGITS.issuperset(run[:-1])


def inner_word(needle: str) -> int:
    """Where in a word that begins with a number, and ends in kanji, another may begin: 四|日間; 0 for nowhere."""
    return numeral_length(needle) if is_kanji(needle[-1]) else 0


def asks_for_word_end(run: str) -> bool:
    """Whether a run that counts at words alone (`plan.Terms`) counts only where it ends as one, too.

    So one that ends in a single kana, in katakana or in one kanji behind kana, and one of kanji alone.
    """
    before, last = run[-2:-1], run[-1:]
    if is_kanji(last):
        return is_hiragana(before) or all(map(is_kanji, run))
    return _is_katakana(last) or (is_hiragana(last) and not is_hiragana(before))


def ends_as_word(text: str, end: int, *, is_edge: bool) -> bool:
    """Whether such a run, which ends at a place of a folded text, ends as a word; `is_edge`: some word ends there.

    The tagger may put a kanji behind kana to the next one (う|回路), but 桜が丘陵 has no 桜が丘. Katakana go to their
    end, and so do kanji: 受入 is not all of 受入国. 十分 as one word says how, and counts no minutes.
    """
    before, last, behind = text[end - 2 : end - 1], text[end - 1 : end], text[end : end + 1]
    if not is_kanji(last):
        return is_edge and not (_is_katakana(last) and _is_katakana(behind))
    if is_kanji(before):
        return is_edge and (before in _NUMERALS or not is_kanji(behind)) and before + last != "十分"
    return is_edge or (before != "が" and is_kanji(behind))


def _is_katakana(char: str) -> bool:
    return "ァ" <= char <= "ヺ" or char == "-"


def _is_letter(char: str) -> bool:
    return is_letter_or_digit(char) and char not in _DIGITS


def _parts_matter(char: str) -> bool:
    return char in _NUMERALS or _is_letter(char)


def _goes_on_before(text: str, start: int) -> bool:
    if not start:
        return False
    first, before = text[start], text[start - 1]
    if first in _NUMERALS:
        return before in _NUMERALS or _is_inside_number(text, start - 1)
    if is_signed(text, start):
        return _parts_matter(before) or "ァ" <= before <= "ヺ" or before == "-"
    return _is_letter(first) and _is_letter(before)


def _goes_on_behind(text: str, end: int) -> bool:
    if end >= len(text):
        return False
    last, behind = text[end - 1], text[end]
    if last in _NUMERALS:
        return behind in _NUMERALS or _is_inside_number(text, end)
    return _is_letter(last) and _is_letter(behind)


def _is_inside_number(text: str, at: int) -> bool:
    """Whether the character at a place is a decimal point, or a comma between thousands."""
    sign, before, behind = text[at], text[at - 1 : at] if at else "", text[at + 1 : at + 2]
    if sign == "・":  # 〇・五
        return before in {"〇", "零"} and behind in _NUMERALS
    if sign not in ".," or before not in _DIGITS or behind not in _DIGITS or not before or not behind:
        return False
    last = _past_digits(text, at + 1)
    if sign == ",":
        return last - at - 1 == _THOUSANDS
    first = at
    while first and text[first - 1] in _DIGITS:
        first -= 1
    # Of several points none is a decimal one: 25.10.3 is a date, 1.2.3 a section.
    return not text.endswith(".", 0, first) and not (
        text[last : last + 1] == "." and _past_digits(text, last + 1) > last + 1
    )


def _past_digits(text: str, at: int) -> int:
    while at < len(text) and text[at] in _DIGITS:
        at += 1
    return at
