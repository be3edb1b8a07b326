"""Marks of series: the number, letter or bullet that a heading or an item begins with (第2節, 1, (3), ア, ①, ・).

A family is a way of writing; items of one family at one depth count on from each other. Both layout (is this line
the start of something?) and structure (where in the outline does it belong?) read marks with this one table.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class Mark:
    """A mark at the start of a text: its `family`, its place in the series (from 1), and its length in the text.

    `path` holds all numbers of a dotted one (1.2.3); `certain` is False for marks that prose can begin with too;
    `other` is the place in the other order that the mark may count in (イ is 2 in アイウ, 1 in イロハ), or 0, and
    `other_family` the family of that order, where it is another (I is the first of I, II and the ninth of A, B).
    """

    family: str
    value: int
    length: int
    path: tuple[int, ...] = ()
    certain: bool = True
    other: int = 0
    other_family: str = ""


_D = "0-9０-９"
_KANJI = "一二三四五六七八九十"
_KATAKANA = "アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワヲン"
_IROHA = "イロハニホヘトチリヌルヲワカヨタレソツネナラムウヰノオクヤマケフコエテアサキユメミシヱヒモセス"
# Katakana that recognition of characters takes for kanji of the same shape.
_LOOKALIKE = str.maketrans({"工": "エ", "力": "カ", "口": "ロ", "夕": "タ", "卜": "ト"})
_SP = r"[ \u3000]"
_AGE_AT_END = re.compile(r"[ \u3000]*[（(]?(?:満|数え)?[0-9０-９〇一二三四五六七八九十]{1,3}[歳才][）)]?$")
_AGES = r"(?:代(?![表替理])|歳|才(?![能]))"  # 1．10代 counts one, and is no 1.10
_DOTTED_END = rf"(?!{_AGES})(?=[^{_D}\s.．/\-－,、。年月日の倍万億兆A-Za-z%％])"  # not 1.5km, 3.11の, 2-1年
# What is counted, where a word ends behind it: 21 日に, 1 巻 30 (but 1 年金の改正).
_COUNTED = (
    rf"(?:[年月日時分秒人名巻冊回号条項頁円個件度点つ歳倍番位社校]|世紀|年代|か国|カ国|か所|か月|ヶ月|カ月|[%％])"
    rf"(?=[{_D}ぁ-ん、。，．）)」』・～〜\s]|$)"
)
_ORDINAL = rf"(?P<n>[{_D}]{{1,4}}|[{_KANJI}〇百]{{1,5}}|[Ⅰ-Ⅻⅰ-ⅻIVX]{{1,4}})"
_UNIT = r"(?P<unit>編|部|章|節|款|目|項|条|條|回|話)"
_PATTERNS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("unit", re.compile(rf"第{_SP}?{_ORDINAL}{_SP}?{_UNIT}(?:の[{_KANJI}{_D}]+)?(?={_SP}|$|[（(「：:])")),
    ("ordinal", re.compile(rf"第(?P<n>[{_D}]{{1,2}}|[{_KANJI}]{{1,3}}){_SP}+(?=\S)")),
    (
        "english",
        re.compile(
            rf"(?P<english>Article|Chapter|Section|Part|ARTICLE|CHAPTER|SECTION"
            rf"|PART){_SP}+(?P<n>[{_D}]{{1,3}}|[IVXLC]{{1,6}})(?:[.．:：]?(?={_SP})|$)"
        ),
    ),
    ("dotted", re.compile(rf"(?P<path>[{_D}]{{1,2}}(?:[.．\-－][{_D}]{{1,2}}){{1,4}})[.．]?(?:{_SP}+|{_DOTTED_END})")),
    ("paren", re.compile(rf"[（(]{_SP}?(?P<n>[{_D}]{{1,3}}){_SP}?[）)]{_SP}*")),
    ("boxed", re.compile(rf"【{_SP}?(?P<n>[{_D}]{{1,3}}){_SP}?】{_SP}*")),
    ("half-paren", re.compile(rf"(?P<n>[{_D}]{{1,3}})[）)]{_SP}*")),
    ("circled", re.compile(r"(?P<n>[①-⑳])[ \u3000]*")),
    ("ringed", re.compile(r"(?P<n>[⑴-⒇])[ \u3000]*")),
    (
        "arabic",
        re.compile(
            rf"(?P<n>[{_D}]{{1,2}})(?:[.．](?:(?![{_D}])|(?=[{_D}]{{1,3}}{_AGES})){_SP}*|、{_SP}*|{_SP}+(?!{_COUNTED}))(?=\S)"
        ),
    ),
    ("paren-kanji", re.compile(rf"[（(]{_SP}?(?P<n>[{_KANJI}]{{1,3}}){_SP}?[）)]{_SP}*")),
    ("paren-kana", re.compile(rf"[（(]{_SP}?(?P<k>[{_KATAKANA}ヰヱ工力口夕卜]){_SP}?[）)]{_SP}*")),
    ("paren-roman", re.compile(rf"(?:[（(]{_SP}?(?P<n>[ivxIVX]{{1,5}}|[ⅰ-ⅻⅠ-Ⅻ])|(?P<r>[ⅰ-ⅻⅠ-Ⅻ])){_SP}?[）)]{_SP}*")),
    ("paren-latin", re.compile(rf"[（(]{_SP}?(?P<l>[a-zA-Zａ-ｚＡ-Ｚ]){_SP}?[）)]{_SP}*")),
    (
        "roman",
        re.compile(
            rf"(?P<n>[Ⅰ-Ⅻⅰ-ⅻ]{{1,4}})(?:[.．、]{_SP}*|{_SP}+)(?=\S)"
            rf"|(?P<r>[IVXＩＶＸ]{{1,5}})(?:[.．、]{_SP}*(?=\S)|{_SP}+(?=[^\x00-\x7f]))"
        ),
    ),
    ("kanji", re.compile(rf"(?P<n>[{_KANJI}][{_KANJI}〇]{{0,2}})(?:[、．.]{_SP}*|{_SP}+)(?=\S)")),
    ("kana", re.compile(rf"(?P<k>[{_KATAKANA}])(?:[、．.]{_SP}*|{_SP}+)(?=\S)")),
    ("latin", re.compile(rf"(?P<l>[A-Za-zＡ-Ｚａ-ｚ])(?:[．.、]{_SP}*|{_SP}+)(?=[^\x00-\x7f])")),
)  # fmt: skip
# What any of these begins with.
_MAY_BEGIN = re.compile(rf"[第{_D}{_KANJI}{_KATAKANA}ヰヱ（(【①-⑳⑴-⒇Ⅰ-Ⅻⅰ-ⅻA-Za-zＡ-Ｚａ-ｚ]")
_UNCERTAIN = frozenset({"ordinal", "kana", "latin", "kanji", "dotted"})
_OTHER_FAMILIES = {"roman": "latin", "paren-roman": "paren-latin"}
_WELL_FORMED_ROMAN = re.compile(r"X{0,3}(?:IX|IV|V?I{0,3})")
_ENGLISH_UNITS = {"Article": "条", "Chapter": "章", "Section": "節", "Part": "部"}
_ENCLOSURE = re.compile(
    rf"(?P<word>(?:参考|配[布付]|補足|説明)?資料|別紙|別添|別冊|議案|報告|議題|認定|(?:附属|添付)書類){_SP}?(?:No\.?|第)?{_SP}?"
    rf"(?P<number>[{_D}]{{1,3}})(?:号|[-－‐の][{_D}]{{1,2}})?(?:[ \u3000\t]+|[：:])\S"
)
_FIRST_OF_ENCLOSURES = frozenset("資参配補説別議報認附添")
_LONE_END = "\u3000あ"
_BULLET = re.compile(
    r"(?:(?P<markup>[-*+])[ \t\u3000]+|(?P<sign>[・●○◯■□◆◇▪▶►✓❏➢‣•◦⚫－–—]|[−‐―─]\s|[◎☆★](?!.*[◎☆★]$))[ \t\u3000]*)(?=\S)"
)


def read_enclosure(text: str) -> tuple[str, int] | None:
    """The word and the number that an entry of a list of enclosures or matters begins with (資料2 …), or None."""
    match = _ENCLOSURE.match(text) if text[:1] in _FIRST_OF_ENCLOSURES else None
    return (match["word"], int(match["number"])) if match else None


def without_age(text: str) -> str:
    """A text without the age that stands behind a year in the story of a life: 1901年　三歳."""
    return _AGE_AT_END.sub("", text)


def read_mark(text: str) -> Mark | None:
    """The mark of a series that `text` begins with, or None. `①` and `(1)` are families of their own."""
    if _MAY_BEGIN.match(text) is None:
        return None
    for family, pattern in _PATTERNS:
        if match := pattern.match(text):
            groups = match.groupdict()
            if dotted := groups.get("path"):
                path = tuple(int(part) for part in re.split(r"[.\-]", unicodedata.normalize("NFKC", dotted)))
                return Mark(f"dotted{len(path)}", path[-1], match.end(), path, False)
            value, other = _values(groups, family)
            if value is None:
                continue
            name = _family(family, groups)
            other_family = _OTHER_FAMILIES.get(name, "") if other else ""
            return Mark(name, value, match.end(), (), family not in _UNCERTAIN, other, other_family)
    return None


def read_lone_mark(text: str) -> Mark | None:
    """The mark that a text consists of, as numbers on lines of their own do, or None."""
    if len(text) > 8:
        return None
    mark = read_mark(text + _LONE_END)
    return replace(mark, length=len(text)) if mark and mark.length >= len(text) else None


def read_bullet(text: str) -> tuple[int, bool] | None:
    """Length of the bullet that `text` begins with, and whether it is markup (-, *, +) rather than a character."""
    match = _BULLET.match(text)
    return (match.end(), match["markup"] is not None) if match else None


def _family(family: str, groups: dict[str, str | None]) -> str:
    if family == "unit":
        return f"unit-{str(groups['unit']).replace('條', '条')}"
    if family == "english":
        return f"unit-{_ENGLISH_UNITS[str(groups['english']).capitalize()]}"
    return "paren" if family == "ringed" else family


def _values(groups: dict[str, str | None], family: str) -> tuple[int | None, int]:
    if family in _OTHER_FAMILIES:
        return _roman_or_letter(str(groups.get("r") or groups["n"]))
    if kana := groups.get("k"):
        plain = kana.translate(_LOOKALIKE)
        places = [order.index(plain) + 1 for order in (_KATAKANA, _IROHA) if plain in order]
        return places[0], places[1] if len(places) > 1 else 0
    return _value(groups, family), 0


def _roman_or_letter(text: str) -> tuple[int | None, int]:
    """The value of Roman numerals; one letter alone may be of the alphabet too."""
    plain = unicodedata.normalize("NFKC", text).upper()
    if not _WELL_FORMED_ROMAN.fullmatch(plain):
        return None, 0
    return _roman(plain), ord(plain) - ord("A") + 1 if len(plain) == 1 and text.isascii() else 0


def _value(groups: dict[str, str | None], family: str) -> int | None:
    if letter := groups.get("l"):
        return ord(unicodedata.normalize("NFKC", letter).lower()) - ord("a") + 1
    digits = groups["n"] or ""
    if family in ("circled", "ringed"):
        return ord(digits) - ord("①" if family == "circled" else "⑴") + 1
    plain = unicodedata.normalize("NFKC", digits)
    if plain.isdigit():
        return int(plain) or None
    if re.fullmatch(r"[IVXLCivxlc]+", plain):
        return _roman(plain.upper())
    return _kanji(plain)


def _roman(text: str) -> int:
    values = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}
    numbers = [values[c] for c in text]
    return sum(-n if n < following else n for n, following in zip(numbers, [*numbers[1:], 0], strict=True))


def _kanji(text: str) -> int | None:
    total, digit = 0, 0
    for char in text:
        if char == "百":
            total, digit = total + (digit or 1) * 100, 0
        elif char == "十":
            total, digit = total + (digit or 1) * 10, 0
        elif char in _KANJI or char == "〇":
            digit = digit * 10 + (0 if char == "〇" else _KANJI.index(char) + 1)
        else:
            return None
    return total + digit or None
