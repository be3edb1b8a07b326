"""Other ways to write a run that is searched for: each is looked for as it stands, and the text is left as it is.

What can't be told from one character and its neighbours is not folded into one form but asked for in each: a numeral
(四閣僚, 4閣僚), か of 三か国, a repeated kanji (人々, 人人) and a dot between two words of katakana. So a run is found by
its own characters first of all, wherever it was cut out of a text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from fumikura.text.analyzer import Analysis, Analyzer
from fumikura.text.normalize import fold, is_plain
from fumikura.text.normalize import needles as forms_of
from fumikura.text.numerals import is_numeral, value, writings

__all__ = ["needles", "spellings"]

_MOST = 24
_LONGEST = 200  # characters; a longer run is quoted as it stands
# Patterns that few queries need are compiled when one does (`re` keeps them): at import they would cost every search.
_COUNTERS = "かカケヵヶ箇"
_COUNTED = rf"(?<=[0-9〇一二三四五六七八九十百千万億兆数何幾])[{_COUNTERS}](?=[一-鿿])"
_REPEATED = r"([一-鿿])(?:々|\1)"
_REPEATED_KANA = r"([ぁ-ゖァ-ヺ])[ゝヽ]"
_DOT = r"(?<=[ァ-ヺー])・(?=[ァ-ヺー])"
_KATAKANA = re.compile(r"[ァ-ヺー]+")
# What any of the rules needs, in kana and kanji; one that is folded to a numeral (萬) is seen once it is.
_MANY_WAYS = re.compile(
    rf"[〇零二三四五六七八九十百千万億兆々ゝヽ]|[数何幾][{_COUNTERS}]|[ァ-ヺー]{{2}}|(.)\1"
)


def needles(text: str, analyzer: Analyzer) -> tuple[str, ...]:
    """What to look for in folded texts to find `text`, in every way to write it; most words have one, seen at once."""
    if len(text) > _LONGEST or (
        is_plain(text) and not _MANY_WAYS.search(text) and not _MANY_WAYS.search(fold(text).text)
    ):
        return forms_of(text)
    ways = spellings(text, analyzer.analyze(text))
    return tuple(dict.fromkeys(form for each in ways for form in forms_of(each)))


def spellings(text: str, analysis: Analysis) -> tuple[str, ...]:
    """`text` and other ways to write it, at most 24 in all."""
    found = {text: None}
    for rule in (_repeated, _numerals, _counted, _dots):
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
        if made.term[0].isdecimal()
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


def _repeated(text: str, _: Analysis) -> Iterator[str]:
    if "々" in text or any(one == other for one, other in pairwise(text)):
        yield re.sub(_REPEATED, r"\1々", text)
        yield re.sub(_REPEATED, r"\1\1", text)
    if "ゝ" in text or "ヽ" in text:
        yield re.sub(_REPEATED_KANA, r"\1\1", text)


def _dots(text: str, analysis: Analysis) -> Iterator[str]:
    if "・" in text:
        yield re.sub(_DOT, "", text)
    elif len(text) == analysis.literal.length:
        yield from _with_dots(text, analysis)


def _with_dots(text: str, analysis: Analysis) -> Iterator[str]:
    """Katakana in a row with a dot wherever MeCab ends a word."""
    places = [
        at
        for start in analysis.starts[1:]
        if (at := analysis.literal.starts[start])
        and at < len(text)
        and _KATAKANA.fullmatch(text[at - 1 : at + 1])
    ]
    if places:
        yield "・".join(text[a:b] for a, b in pairwise([0, *places, len(text)]))
