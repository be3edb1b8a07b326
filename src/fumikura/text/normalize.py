"""The one normal form that both sides of a search are brought to, with a map back to the original.

Width, case, compatibility forms, dakuten written apart and dashes are one; white space and what cannot be
seen are nothing. NFKC alone is too eager for Japanese documents: it turns ① beside a 1 into 11, and the mark
of a footnote into a number of the sentence. So each code point has its rule here, and few need a context.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from functools import lru_cache
from types import MappingProxyType

from fumikura.models import Span
from fumikura.text.contextual import AFTER, BEFORE, as_written
from fumikura.text.variants import current_form
from fumikura.values import frozen

__all__ = [
    "Folded", "fold", "fold_spaced", "folded_text", "form_of", "is_plain", "literal_of", "needles", "without_spaces",
]  # fmt: skip

_AWKWARD = "\0"  # stands for a code point that needs its context, or that is not one code point afterwards
_DASHES = "-‐‑‒–—―−－﹘﹣˗⁃─━⎯⸺⸻"
_EQUAL_FORMS: Mapping[str, str] = MappingProxyType(
    dict.fromkeys(_DASHES, "-")
    | dict.fromkeys("“”„‟〝〟＂", '"')
    | dict.fromkeys("‘’‚‛＇", "'")
    | dict.fromkeys("〜～∼˜", "~")
    | dict.fromkeys("·‧･⸱•∙⋅", "・")
    | {"〻": "々"}
)
_VOICING = {"゛": "\u3099", "゜": "\u309a", "ﾞ": "\u3099", "ﾟ": "\u309a"}
# One when compared by characters, whatever is around them; MeCab must tell them apart, so this comes last.
_BRACKETS = "(（[［{｛「『【〔〈《〖〘〚⦅｟｢«‹", ")）]］}｝」』】〕〉》〗〙〛⦆｠｣»›"
_LITERAL = str.maketrans(
    {"ー": "-", "、": ",", "。": ".", "ヵ": "カ", "ヶ": "ケ"}
    | dict.fromkeys(_BRACKETS[0], "(")
    | dict.fromkeys(_BRACKETS[1], ")")
)
_ONE = "ぁ-ゖァ-ヺー々㐀-䷿丁-鿿"  # kana and kanji but 一, which may be a long vowel (`context`)
_PLAIN = re.compile(f"[{_ONE}]+")
_PLAIN_AT_ENDS = re.compile(f"[{_ONE}0-9A-Za-z].*[{_ONE}0-9A-Za-z]", re.DOTALL)
_SPACES = re.compile(" +")
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
    """The form in which runs of characters are compared: `fold_spaced` without white space, dashes as one."""
    return _fold_short(text) if len(text) <= _SHORT else without_spaces(fold_spaced(text))


@lru_cache(8_192)
def _fold_short(text: str) -> Folded:
    """The same, remembered: a search folds the words of its query many times, and the next one many of them again."""
    return without_spaces(fold_spaced(text))


@lru_cache(2_048)
def needles(text: str) -> tuple[str, ...]:
    """The folded forms that a run cut out of some text may have there, as what stood around it is unknown."""
    if is_plain(text) or _PLAIN_AT_ENDS.fullmatch(text):  # no rule looks further than to the next character
        return (fold(text).text,)
    found: dict[str, None] = {}
    for before in BEFORE:
        for after in AFTER:
            form = fold(f"{before}{text}{after}").text
            # By its surroundings alone, one character would be too many others.
            if len(form) > 3 or not (before and after):
                found[form[len(before) : len(form) - len(after)]] = None
    return tuple(form for form in found if form)


def folded_text(text: str) -> str:
    """The text of `fold`, for whoever needs no way back to the original."""
    mapped = text.translate(_SINGLE)
    return fold(text).text if _AWKWARD in mapped else literal_of(as_written(mapped))


def is_plain(text: str) -> bool:
    """Whether each character of `text` becomes one character, whatever stands beside it."""
    return _PLAIN.fullmatch(text) is not None


def fold_spaced(text: str) -> Folded:
    """The form that is cut into words: white space is kept, one space for each code point of it.

    Superscript digits after a letter or digit are digits (m² = m2); elsewhere they name a note and vanish.
    Circled and bracketed numbers stay what they are. Control, format and variation characters vanish, a lone
    surrogate becomes U+FFFD.
    """
    mapped = text.translate(_SINGLE)
    size = len(text)
    if _AWKWARD not in mapped:
        return Folded(as_written(mapped), range(size), range(1, size + 1), size)
    return _rebuilt(text, mapped)


def without_spaces(spaced: Folded) -> Folded:
    """The literal form of a text that is already folded with its white space."""
    if " " not in spaced.text:  # nothing comes together that was apart: all is as it is written
        return Folded(spaced.text.translate(_LITERAL), spaced.starts, spaced.ends, spaced.length)
    pieces: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    at = 0
    size = len(spaced.text)
    for gap in (*(match.span() for match in _SPACES.finditer(spaced.text)), (size, size)):
        pieces.append(spaced.text[at : gap[0]])
        starts.extend(spaced.starts[at : gap[0]])
        ends.extend(spaced.ends[at : gap[0]])
        at = gap[1]
    return Folded(_literal("".join(pieces)), starts, ends, spaced.length)


def literal_of(text: str) -> str:
    """The text of the literal form of a text that is already folded with its white space."""
    return _literal(text.replace(" ", "")) if " " in text else text.translate(_LITERAL)


def form_of(code: int) -> str | None:
    """What a code point becomes with its white space, but for `as_written`; None where the one before it decides."""
    single = _SINGLE[code]
    form = _alone(chr(code)) if single == _AWKWARD else single
    return None if _AWKWARD in form else form


def _literal(text: str) -> str:
    return as_written(text).translate(_LITERAL)


class _SingleTable(dict[int, str]):
    """What a code point becomes by itself, worked out when it is first met: all of Unicode takes too long."""

    def __missing__(self, code: int) -> str:
        folded = _alone(chr(code))
        single = folded if len(folded) == 1 else _AWKWARD
        self[code] = single
        return single


_SINGLE = _SingleTable()


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
    if category.startswith("M") or char in _VOICING or _is_superscript(char):
        return _AWKWARD
    if category == "No" and not unicodedata.decomposition(char).startswith("<sub>"):
        return char
    compatible = unicodedata.normalize("NFKC", char)
    if compatible.startswith(" "):  # a spacing accent: its parts would be a space and a mark on nothing
        return char
    folded = unicodedata.normalize("NFKC", compatible.casefold())
    return "".join(_EQUAL_FORMS.get(c) or current_form(c) for c in folded)


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
        for index in range(begin, stop):
            _add_awkward(text[index], index, pieces, starts, ends)
        at = stop
    pieces.append(mapped[at:])
    starts.extend(range(at, len(text)))
    ends.extend(range(at + 1, len(text) + 1))
    return Folded(as_written("".join(pieces)), starts, ends, len(text))


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
