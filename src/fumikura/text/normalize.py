"""The one normal form that both sides of a search are brought to, with a map back to the original.

Width, case, compatibility forms, dakuten written apart and dashes are one; white space and what cannot be
seen are nothing. NFKC alone is too eager for Japanese documents: it turns ① beside a 1 into 11, and the mark
of a footnote into a number of the sentence. So each code point has its rule here, and few need a context.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from types import MappingProxyType

from fumikura.models import Span
from fumikura.text.coarse import LITERAL, Edit, begins_words, coarse_edits, coarse_text, is_signed
from fumikura.text.contextual import AFTER, BEFORE, as_written
from fumikura.text.variants import current_form
from fumikura.values import frozen

_AWKWARD = "\0"  # stands for a code point that needs its context, or that is not one code point afterwards
_DASHES = "-‐‑‒–—―−－﹘﹣˗⁃─━⎯⸺⸻"
_EQUAL_FORMS: Mapping[str, str] = MappingProxyType(
    dict.fromkeys(_DASHES, "-")
    | dict.fromkeys("“”„‟〝〟＂", '"')
    | dict.fromkeys("‘’‚‛＇", "'")
    | dict.fromkeys("〜～∼˜", "~")
    | dict.fromkeys("·‧･⸱•∙⋅", "・")
    | {"〻": "々", "№": "no."}
)
_LATIN = {
    "ø": "o",
    "ł": "l",
    "đ": "d",
    "ð": "d",
    "æ": "ae",
    "œ": "oe",
    "þ": "th",
    "ı": "i",
    "ħ": "h",
    "ŧ": "t",
}
_ROMAN = {"i": 1, "v": 5, "x": 10}
_ROMAN_LETTERS = "第(xi{0,2}|ix|iv|vi{0,3}|i{1,3})(?=[部章節編])"
# The mark of kana that are repeated, as it is typed where it has no character of its own: いろ／＼, さま／″＼.
_REPEATED = r"/(?:\u2032\u2032|\"|\u3099)?\\|[〱〲]"
_EDITED, _FIRST_KANA = frozenset("第\\〱〲"), "ぁ"
_ROMAN_SIGNS = frozenset(map(chr, (*range(0x2160, 0x216C), *range(0x2170, 0x217C))))  # Ⅰ to Ⅻ, ⅰ to ⅻ
_VOICING = {"゛": "\u3099", "゜": "\u309a", "ﾞ": "\u3099", "ﾟ": "\u309a"}
_ITERATION, _SMALL_VOWELS = "々ゝゞヽヾ", frozenset("ァィゥェォ")
_AFTER_SPACE = r"[0-9０-９][\s・「」『』\"'“”]+[一-鿿]$"
_SHORT = 24  # characters of what is remembered once it is folded
_AWKWARDS = re.compile(f"{_AWKWARD}+")


@frozen
class Folded:
    """A folded text: code point `i` came from `[starts[i], ends[i])` of an original, `length` long."""

    text: str
    starts: Sequence[int]
    ends: Sequence[int]
    length: int

    def original(self, start: int, end: int) -> Span:
        """The range of the original that the folded range `[start, end)` came from."""
        if start >= end:
            at = self.starts[start] if start < len(self.starts) else self.length
            return at, at
        return self.starts[start], self.ends[end - 1]


def fold(text: str) -> Folded:
    """The form in which runs of characters are compared (`text.coarse`)."""
    return _fold_short(text) if len(text) <= _SHORT else _fold_long(text)


@lru_cache(8_192)
def _fold_short(text: str) -> Folded:
    """The same, remembered: a search folds the words of its query many times, and the next one many of them again."""
    return coarse(fold_spaced(text))


@lru_cache(1)
def _fold_long(text: str) -> Folded:
    """The last one is remembered, as several things are looked for in one passage."""
    return coarse(fold_spaced(text))


@lru_cache(2_048)
def needles(text: str) -> tuple[str, ...]:
    """The folded forms that a run cut out of some text may have there, as what stood around it is unknown."""
    if text[:1] not in _SMALL_VOWELS and text[:1] not in _ITERATION and _is_plain_at_ends(text):
        return (fold(text).text,)  # no rule looks further than to the next character
    text = text.lstrip(_ITERATION) or text  # what these repeat, stood before the run
    found: dict[str, None] = {}
    for before in _before(text):
        for after in (*AFTER, *_behind(text)):
            form = fold(f"{before}{text}{after}").text
            # By its surroundings alone, one character would be too many others.
            if len(form) > 3 or not (before and after):
                found[form[len(before) : len(form) - len(after)]] = None
    return tuple(form for form in found if form.strip())


def _is_plain_at_ends(text: str) -> bool:
    ends = text[:1], text[-1:]
    return is_plain(text) or (
        len(text) > 1 and all(map(_is_plain_end, ends)) and not _ends_behind_space(text)
    )


def _is_plain_end(char: str) -> bool:
    return (char.isascii() and char.isalnum()) or is_plain(char)


def _ends_behind_space(text: str) -> bool:
    """Whether a run ends in a kanji behind a number and a space, which may be a counter or the beginning of a word."""
    return not text[-2:-1].isalnum() and re.search(_AFTER_SPACE, text) is not None


def _before(text: str) -> Iterator[str]:
    """What may stand before a run and change its first character; before the sign of a number nothing may."""
    yield from BEFORE[:1] if is_signed(fold(text).text) else BEFORE
    if text[:1] in _SMALL_VOWELS:
        yield from "ヴグ"


def _behind(text: str) -> Iterator[str]:
    """What else may stand behind a run and change its last character."""
    if text[-1:] in "ヴゔ":
        yield "ァ"
    elif _ends_behind_space(text):
        yield from begins_words(text[-1])
    elif not _is_plain_end(text[-1:]):
        yield from "1a三"


def folded_text(text: str) -> str:
    """The text of `fold`, for whoever needs no way back to the original."""
    mapped = text.translate(_SINGLE)
    edited = _AWKWARD in mapped or not _EDITED.isdisjoint(mapped)
    return fold(text).text if edited else coarse_text(as_written(mapped))


def is_plain(text: str) -> bool:
    """Whether each character of `text` becomes one character, whatever stands beside it."""
    # Kana and kanji but 一, which may be a long vowel. A pattern would cost every start two milliseconds: `re` lays a map
    # of all characters for a class of so many.
    return bool(text) and all(
        "丁" <= char <= "鿿"
        or "ぁ" <= char <= "ゖ"
        or "ァ" <= char <= "ヺ"
        or "㐀" <= char <= "䷿"
        or char in "ー々"
        for char in text
    )


def fold_spaced(text: str) -> Folded:
    """The form that is cut into words: white space is kept, one space for each code point of it.

    Superscript digits after a letter or digit are digits (m² = m2); elsewhere they name a note and vanish.
    Circled and bracketed numbers stay what they are; Ⅰ to Ⅻ are numbers, and so are the letters I to XII between 第 and
    部, 章, 節, 編. Latin letters have no accents. Control, format and variation characters vanish, a lone
    surrogate becomes U+FFFD.
    """
    mapped = text.translate(_SINGLE)
    size = len(text)
    if _AWKWARD not in mapped:
        folded = Folded(as_written(mapped), range(size), range(1, size + 1), size)
    else:
        folded = _rebuilt(text, mapped)
    return folded if _EDITED.isdisjoint(folded.text) else _with_signs_as_meant(folded)


def coarse(spaced: Folded, edits: Sequence[Edit] | None = None) -> Folded:
    """The coarse form of a light one; `edits` are those of `coarse_edits`, where they are known already."""
    if edits is None:
        edits = tuple(coarse_edits(spaced.text))
    edited = _edited(spaced, edits) if edits else spaced
    return Folded(edited.text.translate(LITERAL), edited.starts, edited.ends, edited.length)


def _edited(folded: Folded, edits: Sequence[Edit]) -> Folded:
    """A folded text with other characters in some places. What is as long as before is so character for character."""
    pieces: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    at = 0
    for start, end, instead in edits:
        pieces += (folded.text[at:start], instead)
        starts.extend(folded.starts[at:start])
        ends.extend(folded.ends[at:start])
        if len(instead) == end - start:
            starts.extend(folded.starts[start:end])
            ends.extend(folded.ends[start:end])
        elif instead:
            starts.extend([folded.starts[start]] * len(instead))
            ends.extend([folded.ends[end - 1]] * len(instead))
        at = end
    pieces.append(folded.text[at:])
    starts.extend(folded.starts[at:])
    ends.extend(folded.ends[at:])
    return Folded("".join(pieces), starts, ends, folded.length)


def form_of(code: int) -> str | None:
    """What a code point becomes with its white space, but for `as_written`; None where the one before it decides."""
    single = _SINGLE[code]
    form = _alone(chr(code)) if single == _AWKWARD else single
    return None if _AWKWARD in form else form


class _SingleTable(dict[int, str]):
    """What a code point becomes by itself, worked out when it is first met: all of Unicode takes too long."""

    def __missing__(self, code: int) -> str:
        folded = _alone(chr(code))
        single = folded if len(folded) == 1 else _AWKWARD
        self[code] = single
        return single


_SINGLE = _SingleTable()


@lru_cache(4096)
def _alone(char: str) -> str:
    """The folded form of a code point; `_AWKWARD` where it depends on those before it, "" if it vanishes."""
    if "\u3400" <= char <= "\u9fff":  # most of a text, and no other rule knows them
        return current_form(char)
    category = unicodedata.category(char)
    if char in _EQUAL_FORMS:
        return _EQUAL_FORMS[char]
    if category == "Cs":
        return "\ufffd"
    if char.isspace():
        return " "
    if category in ("Cc", "Cf") or _is_variation_selector(char):
        return ""
    if category.startswith("M") or char in _VOICING or char in _ROMAN_SIGNS or _is_superscript(char):
        return _AWKWARD
    if category == "No" and not unicodedata.decomposition(char).startswith("<sub>"):
        return char
    compatible = unicodedata.normalize("NFKC", char)
    if compatible.startswith(" "):  # a spacing accent: its parts would be a space and a mark on nothing
        return char
    folded = unicodedata.normalize("NFKC", compatible.casefold())
    return "".join(_EQUAL_FORMS.get(c) or current_form(_without_accent(c)) for c in folded)


def _without_accent(char: str) -> str:
    """A Latin letter without its accent or macron; other characters as they are."""
    if not "\xe0" <= char <= "\u1eff":
        return char
    base = unicodedata.normalize("NFD", char)[0]
    return base if base.isascii() else _LATIN.get(char, char)


def _is_variation_selector(char: str) -> bool:
    return (
        "\ufe00" <= char <= "\ufe0f" or "\U000e0100" <= char <= "\U000e01ef" or "\u180b" <= char <= "\u180d"
    )


def _is_superscript(char: str) -> bool:
    return unicodedata.decomposition(char).startswith("<super>") and not char.isalpha()


def _rebuilt(text: str, mapped: str) -> Folded:
    pieces: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    at = 0
    for match in _AWKWARDS.finditer(mapped):
        begin, stop = match.span()
        if begin > at:
            pieces.append(mapped[at:begin])
            starts.extend(range(at, begin))
            ends.extend(range(at + 1, begin + 1))
        index = begin
        while index < stop:
            last = index
            while last < stop and text[last] in _ROMAN_SIGNS:
                last += 1
            if last > index:
                number = _roman_number(text[index:last])
                pieces.append(number)
                starts.extend([index] * len(number))
                ends.extend([last] * len(number))
                index = last
            else:
                _add_awkward(text[index], index, pieces, starts, ends)
                index += 1
        at = stop
    pieces.append(mapped[at:])
    starts.extend(range(at, len(text)))
    ends.extend(range(at + 1, len(text) + 1))
    return Folded(as_written("".join(pieces)), starts, ends, len(text))


def _roman_number(signs: str) -> str:
    """A number in Roman numerals, of signs or of small letters, in ASCII digits."""
    values = [_ROMAN[char] for char in unicodedata.normalize("NFKC", signs).lower()]
    total = 0
    for value, following in zip(values, [*values[1:], 0], strict=True):
        total += -value if value < following else value
    return str(total)


def _with_signs_as_meant(folded: Folded) -> Folded:
    """A light form with the letters between 第 and 部 as the number that they are, and ／＼ behind kana as 〳〵."""
    text = folded.text
    edits = [Edit(*match.span(1), _roman_number(match[1])) for match in re.finditer(_ROMAN_LETTERS, text)]
    edits += [
        Edit(*match.span(), "〳〵" if match[0] in "/\\〱" else "〴〵")
        for match in re.finditer(_REPEATED, text)
        if text[match.start() - 1 : match.start()] >= _FIRST_KANA
    ]
    return _edited(folded, sorted(edits)) if edits else folded


def _add_awkward(char: str, index: int, pieces: list[str], starts: list[int], ends: list[int]) -> None:
    """Append what `char` becomes after the text in `pieces`, which may change the last character there."""
    while pieces and not pieces[-1]:
        pieces.pop()
    before = pieces[-1][-1] if pieces else ""
    mark = _VOICING.get(char, char)
    if _is_superscript(char):
        folded = unicodedata.normalize("NFKC", char) if before.isascii() and before.isalnum() else ""
        folded = "".join(_EQUAL_FORMS.get(c, c) for c in folded)
    elif unicodedata.category(mark).startswith("M") and not _is_variation_selector(char):
        composed = unicodedata.normalize("NFKC", before + mark)
        if before.isascii() and before.isalpha():  # an accent
            composed = before
        if before and len(composed) == 1:
            pieces[-1] = pieces[-1][:-1] + composed
            ends[-1] = index + 1
            return
        folded = mark
    else:
        folded = _alone(char)
    pieces.append(folded)
    starts.extend([index] * len(folded))
    ends.extend([index + 1] * len(folded))
