"""What a line is by its shape: marks at its start, what it is made of, whether a sentence ends with it.

Everything here looks at one line alone; what follows from its neighbours is for `flow` to say.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from enum import Enum
from functools import lru_cache

from fumikura.dates import find_dates, parse_date
from fumikura.labels import read_field_label
from fumikura.layout.inline import note_references, strip_inline
from fumikura.layout.lines import Line
from fumikura.layout.words import FIRST_WORDS, NEVER_FIRST, NOMINAL_ENDS, PARTICLES, STEMS
from fumikura.numbering import Mark, read_bullet, read_mark, without_age
from fumikura.page_matter import is_page_matter, is_posted


class Shape(Enum):
    """The kinds of line."""

    __hash__ = (
        object.__hash__
    )  # that of Enum is a function of Python, and sets of shapes are asked at each line

    TEXT = "text"
    HEADING = "heading"
    NUMBERED = "numbered"
    BULLET = "bullet"
    FIGURE = "figure"
    NOTE = "note"
    POINTER = "pointer"  # 【参照】…, 出典：… : a line that points elsewhere
    LATIN = "latin"
    TABLE = "table"
    RULE = "rule"
    PAGE = "page"
    FIELD = "field"  # 日時：…, a name and its value
    DATE = "date"
    SPEAKER = "speaker"  # ○甲野委員長　…, 記者：… : a speech begins
    APART = "apart"  # a menu, a footer, a line that is drawn: of the page, not of the text


@dataclass(frozen=True, slots=True)
class Shaped:
    """A line with its shape: `text` without markup, `mark` of the series it may belong to, `references` to notes.

    `lone` says that the mark or the name of a speaker is all there is, and its text stands on the next line.
    """

    line: Line
    shape: Shape
    text: str
    glosses: tuple[str, ...] = ()
    mark: Mark | None = None
    level: int = 0
    references: frozenset[int] = frozenset()
    raw: str = ""
    lone: bool = False


_HEADING = re.compile(r"(#{2,6}|#(?=\s))\s*([^\s#].*)")
_TAGGED_HEADING = re.compile(r"<h([1-6])(?:\s[^<>]*)?>\s*(\S.*?)\s*</h\1>$", re.IGNORECASE)  # in Markdown
_HEADING_NOTE = re.compile(r"［＃[^［］]{0,200}(大|中|小)見出し］")
_RULE_SIGNS = frozenset("-=_*~")
_PAGE = re.compile(
    r"(?:[-－−–—―‐・~〜■□◆|｜]\s*|[<＜\[［(（〔]\s*)?(?:p\.?\s*|page\s+|第\s*)?(?:([0-9０-９]{1,4})|[ivxl]{1,6}|[一二三四五六七八九十〇百]{2,4})"
    r"(?:\s*(?:頁|ページ))?(?:\s*(?:/|／|of)\s*[0-9０-９]{1,4})?(?:\s*(?:頁|ページ))?"
    r"(?:\s*[-－−–—―‐・~〜■□◆|｜>＞\]］)）〕])?$",
    re.IGNORECASE,
)
_FIGURE_WORD = r"(?:図表|図|表|写真|別表|別図|グラフ|地図|挿絵|画像|Fig(?:ure)?\.?|Table|Photo|Chart)"
_FIGURE_NUMBER = (
    r"(?:[0-9０-９Ⅰ-Ⅻⅰ-ⅻIVX][0-9０-９Ⅰ-ⅻIVX.．\-－‐―–—・の]*"
    r"|[A-ZＡ-Ｚ一二三四五六七八九十①-⑳][0-9\-－]*|(?=[：:】〕］\])）>＞]))"
)
_FIGURE = re.compile(
    rf"[【〔［\[<＜（(]?\s*(?:第\s?[0-9０-９一二三四五六七八九十]{{1,3}}\s?[図表]|{_FIGURE_WORD}\s*{_FIGURE_NUMBER})"
    r"\s*[】〕］\]>＞）)]?(?=[\s：:.．、。】「（(]|[^ぁ-んーに]|$)"
)
_PHOTO = re.compile(
    r"[▲△▼▽◀▶◁▷►◄←→↑↓]\s*\S|写真\u3000+\S|(?:写真|画像|図版?|撮影|提供|出典|出所|資料|Photo|Source)\s*[：:／/]"
    r"|[（(](?:資料|出典|出所)[）)][ \u3000]*\S"
)
# What a picture shows, and behind ＝ where and when it was taken, or by whom.
_CREDITED = re.compile(
    r"[（(](?:写真)?(?:提供|撮影)[：:][^（）()]{1,24}[）)]$|(?<=.)[（(](?:写真|イラスト)[）)]$|[＝=][^＝=。]{1,30}[（(][^（）()。、]{2,10}[）)]$"
    r"|(?<=[^＝=。]{4})[＝=](?:[^＝=。]{0,24}(?:[0-9０-９][年月日]|昨年|今年|写真)[^＝=。]{0,30}"
    r"|[^＝=。]{0,30}(?:[都道府県市区町村内][でに]?|撮影|提供|写す|共同|時事|ロイター|AP|AFP|ヘリから|機から))$"
)
_REPORTED = re.compile(r"[【\[［（(〔][^】\]］）)〕＝=]{1,20}[＝=]")  # where a report is from, and by whom
_NOTE_WORD = r"(?:注|註|脚注|備考)"
_NOTE = re.compile(
    r"(?:※\s?[0-9０-９]{0,3}"
    rf"|[（(〔\[［【]\s?{_NOTE_WORD}\s?[0-9０-９一二三四五六七八九十]{{0,3}}\s?[）)〕\]］】]"
    rf"|{_NOTE_WORD}\s?[0-9０-９]{{0,3}}\s?[：:）)　 ]"
    r"|[*＊†‡]{1,3}\s?[0-9０-９]{0,3}(?=[^*＊])"
    r"|[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,3}|\[\^?[0-9]{1,3}\]:?)\s*(?=\S)"
)
_POINTER = re.compile(
    r"(?:[□■◇◆☞⇒→➡]\s*)?(?:[【〔［\[]\s*(?:参照|参考|出典|出所|資料|関連)[^】〕］\]]{0,6}[】〕］\]]|(?:参照|出典|出所)(?=[\s：:]))"
)
_FIELD = re.compile(r"[^\s：:。、，,「」『』（(]{1,14}(?:（[^）]{1,10}）|\([^)]{1,10}\))?\s?[：:]")
_HEADER_OF_MAIL = re.compile(
    r"(?:From|To|Cc|Bcc|Date|Sent|Subject|Reply-To|差出人|宛先|件名|送信日時|日時)\s?[：:]", re.I
)
_HAS_KANA_OR_KANJI = re.compile(r"[ぁ-ゖァ-ヺ\u3400-\u9fff]")
_LATIN_WORDS = re.compile(r"[A-Za-z][A-Za-z.&'’\-]*")
_BRACKETS = re.compile(r"（[^（）]*）|\([^()]*\)|「[^「」]*」|【[^【】]*】")
_CREDIT = re.compile(r"[＝=][^＝=。]*[0-9０-９]{2,4}年[^＝=。]*$")  # …の閣僚＝2013年、東京都内
_CLOSERS = "」』）)】〕］]〉》”’\"'⁰¹²³⁴⁵⁶⁷⁸⁹ \u3000"
_ASIDE_AT_END = re.compile(r"[。！？][」』]?[（(][^（）()。]{1,12}[）)]$")
_READING_ALONE = re.compile(r"[ぁ-ゖー]{25,}$")
_ERAS = ("明治", "大正", "昭和", "平成", "令和")  # of which the year stands on the next line
_TERMINALS = tuple("。．！？!?…‥｡")
_STOP = re.compile(r"[a-z)）」』ぁ-ヿ一-龠々]\.$")  # not of an initial, nor of a number
_HONORIFIC = re.compile(r"[おご][一-龠]")  # お手元, ご報告
_MAY_BE_DATE = re.compile(r"[0-9０-９〇一二三四五六七八九十元][)）]?\s?[年月/／.．\-－]|[A-Za-z]{3}")
_LONGEST_DATE = 60
_NOTE_ENDS = frozenset(")）]］0123456789０１２３４５６７８９")
_NOTE_MARK_AT_END = re.compile(
    r"(?:[（(\[［]\s?(?:※|＊|\*|注|註)?\s?[0-9０-９]{0,3}\s?[）)\]］]|(?:※|＊|\*|注|註)\s?[0-9０-９]{1,3}"
    r"|(?<=[。！？])[0-9０-９]{1,3})$"
)
_BRACKET_REACH = 600  # characters; a bracket open for longer was never to be closed
_BRACKET_NEAR = 24  # characters
_OPENERS = "「『（(【〔［[〈《“"
_PAIRS = {
    "」": "「",
    "』": "『",
    "）": "（",
    ")": "(",
    "】": "【",
    "〕": "〔",
    "］": "［",
    "]": "[",
    "〉": "〈",
    "》": "《",
}
_LINES_KEPT = 4096  # of which it is kept what they are: one pass after another asks of the same line
_BRACKET = re.compile(f"[{re.escape(''.join((*_PAIRS, *_PAIRS.values())))}]")


def shape_line(line: Line) -> Shaped:
    """The shape of a line."""
    raw = line.text
    if "\t" in raw.strip() and raw.count("\t") >= 1 and not _HEADING.match(raw):
        return Shaped(line, Shape.TABLE, raw, raw=raw)
    if raw.count("|") >= 2 and (raw.startswith("|") or raw.endswith("|")):
        return Shaped(line, Shape.TABLE, raw, raw=raw)
    if raw.lower().startswith(("<table", "<tr", "<td", "<th")):
        return Shaped(line, Shape.TABLE, raw, raw=raw)
    if _is_rule(raw):
        return Shaped(line, Shape.RULE, raw, raw=raw)
    if raw[:2] in ("<h", "<H") and (tagged := _TAGGED_HEADING.match(raw)):
        raw = f"{'#' * int(tagged[1])} {tagged[2]}"
    if match := _HEADING.match(raw):
        inline = strip_inline(_without_closing(match[2]))
        return Shaped(
            line, Shape.HEADING, inline.text, inline.glosses, read_mark(inline.text), len(match[1]), raw=raw
        )
    inline = strip_inline(raw)
    refs = note_references(raw) if not raw.isascii() else frozenset[int]()
    base = Shaped(line, Shape.TEXT, inline.text, inline.glosses, None, 0, refs, raw)
    if "見出し］" in raw and (match := _HEADING_NOTE.search(raw)):
        return replace(
            base, shape=Shape.HEADING, mark=read_mark(inline.text), level="大中小".index(match[1]) + 1
        )
    if not inline.text:
        return replace(base, shape=Shape.RULE)
    return _shape_text(base)


def _without_closing(heading: str) -> str:
    """A heading without the signs that close it (## 題 ##)."""
    bare = heading.rstrip("#")
    return bare.rstrip() if bare[-1:].isspace() else heading


def _is_rule(raw: str) -> bool:
    """Whether a line is drawn, not written: three or more of one of the signs that rules are made of, a bar alone."""
    if raw in "|｜":
        return True
    if len(raw) < 3 or (raw[0] not in _RULE_SIGNS and raw[0] not in " \t"):
        return False
    signs = set(raw) - {" ", "\t"}
    return signs <= _RULE_SIGNS and len(signs) == 1


def _shape_text(base: Shaped) -> Shaped:
    text = base.text
    if is_page_matter(text):
        return replace(base, shape=Shape.APART)
    if _PAGE.match(text):
        return replace(base, shape=Shape.PAGE)
    if (
        len(text) <= _LONGEST_DATE
        and _MAY_BE_DATE.search(text)
        and (parse_date(without_age(text)) or is_posted(text))
    ):
        return replace(base, shape=Shape.DATE)
    if _POINTER.match(text):
        return replace(base, shape=Shape.POINTER)
    pointed = text[0] in "←→" and ends_sentence(text)  # an answer, as in minutes: →（事務局）検討する。
    may_be_credited = "＝" in text or "=" in text or text[-1] in "）)"
    credited = may_be_credited and _CREDITED.search(text) and not _REPORTED.match(text)
    if _FIGURE.match(text) or (_PHOTO.match(text) and not pointed) or credited:
        return replace(base, shape=Shape.FIGURE)
    if _NOTE.match(text) and not base.raw.startswith("**"):
        return replace(base, shape=Shape.NOTE)
    if bullet := read_bullet(text):
        length, markup = bullet
        rest = text[length:].lstrip() if markup else text
        return replace(base, shape=Shape.BULLET, text=rest, mark=read_mark(rest))
    mark = read_mark(text)
    if mark and not _begins_with_date(text):
        return replace(base, shape=Shape.NUMBERED, mark=mark)
    if read_field_label(text) or _HEADER_OF_MAIL.match(text):
        return replace(base, shape=Shape.FIELD)
    if not _HAS_KANA_OR_KANJI.search(text) and len(_LATIN_WORDS.findall(text)) >= 2:
        return replace(base, shape=Shape.LATIN)
    if _FIELD.match(text):
        return replace(base, shape=Shape.FIELD)
    return base


def _begins_with_date(text: str) -> bool:
    return any(mention.start == 0 for mention in find_dates(text[:40]))


@lru_cache(maxsize=_LINES_KEPT)
def ends_sentence(text: str) -> bool:
    """Whether a text ends as a sentence does: 。！？ and the like, brackets and note numbers after it aside."""
    bare = text.rstrip(_CLOSERS)
    if bare.endswith(_TERMINALS):
        return True
    if text[-1:] in "）)" and _ASIDE_AT_END.search(text[-20:]):
        return True
    if text[-1:] in _NOTE_ENDS and (match := _NOTE_MARK_AT_END.search(text[-12:])):
        return text[: len(text) - len(match[0])].rstrip("」』").endswith(("。", "！", "？"))
    return _STOP.search(bare[-2:]) is not None


@lru_cache(maxsize=_LINES_KEPT)
def is_whole(text: str) -> bool:
    """Whether a text ends a sentence, or is one quotation from its first character to its last (「…」)."""
    if ends_sentence(text):
        return True
    first, last = text[:1], text[-1:]
    return last in _PAIRS and _PAIRS[last] == first and first in "「『（(" and not has_open_bracket(text)


def is_utterance(text: str) -> bool:
    """Whether a line begins as speech does: a quotation that is not closed in it, or at its end alone."""
    if text[0] not in "「『":
        return False
    closer = "」" if text[0] == "「" else "』"
    return closer not in text or text.endswith(closer)


def closes_bracket(text: str) -> bool:
    """Whether a text closes a bracket that it did not open."""
    depth = 0
    for char in _BRACKET.findall(text):
        if char not in _PAIRS:
            depth += 1
        else:
            depth -= 1
            if depth < 0:
                return True
    return False


def closes_bracket_of(text: str, following: str) -> bool:
    """Whether a line is the end of a bracket that opens near the end of `text`: …（乙|２）。"""
    return has_open_bracket(text[-_BRACKET_NEAR:]) and closes_bracket(following)


def has_open_bracket(text: str) -> bool:
    """Whether a text opens a bracket that it does not close."""
    return _has_open_bracket(text[-_BRACKET_REACH:])


def is_clause(text: str) -> bool:
    """Whether a text has the subject or the object of a sentence in it (…は…, …が…, …を…)."""
    return len(text) >= 15 and re.search(r"[^\s、。][はがを][、，]?(?=[^\s、。，])", text) is not None


def is_dated(text: str) -> bool:
    """Whether a text ends as captions do: with a year or a source in brackets, or after ＝."""
    return (
        _CREDIT.search(text) is not None
        or re.search(r"【[^【】]+】$|[（(][^（）()]*[0-9０-９]{2,4}年[^（）()]*[）)]$", text) is not None
    )


def same_script(left: str, right: str) -> bool:
    """Whether a break lies inside one katakana word or one number."""
    a, b = left[-1:], right[:1]
    katakana = "ァ" <= a <= "ー" and "ァ" <= b <= "ー" and a != "・" and b != "・"
    return katakana or (a.isdigit() and b.isdigit())


def ends_open(text: str) -> int:
    """How surely a text breaks off in a sentence, by its end alone: 0 (may be whole), 2 (particle), 3 (、 or （)."""
    bare = text.rstrip()
    if not bare or ends_sentence(bare):
        return 0
    if bare[-1] in "、，,・＝=／" + _OPENERS or has_open_bracket(bare):
        return 3
    if bare[-1] in "成和正治" and bare.endswith(_ERAS) and is_clause(bare):
        return 3
    if bare.endswith(STEMS):
        return 2 if is_clause(bare) else 0
    return 2 if bare.endswith(PARTICLES) and not bare.endswith(NOMINAL_ENDS) else 0


def awaits_predicate(text: str) -> bool:
    """Whether a text ends with the subject or object of a sentence, or a clause of it, as no caption does."""
    return text[-1:] in "はがを、，"


def prose(text: str) -> int:
    """How much a text reads as a sentence rather than a label: 0 to 3, by its commas and its length."""
    return ("、" in text or "，" in text) + (len(text) >= 30) + (len(text) >= 60)


def ends_as_item(text: str) -> bool:
    """Whether a text ends as items of a list do that have no full stop: …すること, …等."""
    return text.rstrip(_CLOSERS).endswith(NOMINAL_ENDS)


def is_opener(text: str) -> bool:
    """Whether a text begins as new sentences do (また、さらに、この…)."""
    return text.startswith(FIRST_WORDS)


def starts_inside(text: str) -> int:
    """How surely a text goes on from something before it: 0 (may be a beginning) to 3 (it can't begin there)."""
    if text[0] in NEVER_FIRST:
        return 3
    if "ぁ" <= text[0] <= "ゖ":
        return 0 if text.startswith(FIRST_WORDS) or _HONORIFIC.match(text) else 2
    return 0


@lru_cache(maxsize=_LINES_KEPT)
def is_label(text: str) -> bool:
    """Whether a text is a label rather than a sentence: short, no 、 outside brackets, no sentence in it.

    So is the reading of a title, however long.
    """
    if len(text) > 40 and _READING_ALONE.match(text):
        return True
    bare = _CREDIT.sub("", _BRACKETS.sub("", text))
    return len(bare) <= 40 and not ends_sentence(text) and "。" not in bare and bare.count("、") == 0


def _has_open_bracket(text: str) -> bool:
    stack: list[str] = []
    for char in _BRACKET.findall(text):
        if char not in _PAIRS:
            stack.append(char)
        elif stack and stack[-1] == _PAIRS[char]:
            stack.pop()
    return bool(stack)
