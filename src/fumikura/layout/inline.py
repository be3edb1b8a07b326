"""Markup inside a line: what sets characters (tags, emphasis) goes, what glosses them (ruby, readings) is lifted out.

Ruby is recognised by what it is, kana beside kanji, so that 《》 and superscripts used for other ends stay text.
"""

from __future__ import annotations

import html
import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Inline:
    """A line without its markup, and what was lifted out of it, in order."""

    text: str
    glosses: tuple[str, ...] = ()


_TAG_NAMES = (
    "a|abbr|b|big|blockquote|body|br|center|cite|code|col|colgroup|dd|del|div|dl|dt|em|figcaption|figure|font|h[1-6]|"
    "hr|i|img|ins|kbd|li|mark|ol|p|pre|q|rb|rp|rt|rtc|ruby|s|samp|section|small|span|strike|strong|sub|sup|table|tbody|"
    "td|tfoot|th|thead|tr|tt|u|ul|var|fieldset|legend|details|summary"
)
_TAG = re.compile(rf"</?(?:{_TAG_NAMES})(?:\s[^<>]*)?/?>", re.IGNORECASE)
_COMMENT = re.compile(r"<!--.*?-->")
_GLOSS_TAG = re.compile(r"<(rt|sup)(?:\s[^<>]{0,200})?>(.{0,400}?)</\1>", re.IGNORECASE)
_RUBY_PAREN = re.compile(r"<rp>.{0,20}?</rp>", re.IGNORECASE)
_CARET = re.compile(r"\$?\^\{([^{}]*)\}\$?")
# *a*, **a**, ***a***, _a_, __a__, ~~a~~, ==a== and `a`; a sign beside a letter or digit of its own is part of a formula.
_EMPHASIS = re.compile(
    r"(?<![A-Za-z0-9*_~=`\\])(\*{1,3}|_{1,3}|~~|==|`)(?=[^\s*_~=`])([^\n]{1,400}?)(?<=[^\s*_~=`\\])\1(?![A-Za-z0-9*_~=`])"
)
_EMPHASIS_SIGNS = ("*", "_", "~~", "==", "`")
_RUBY_ELEMENT = re.compile(r"<ruby(?:\s[^<>]{0,200})?>(.{0,800}?)</ruby>", re.IGNORECASE)
_IMAGE = re.compile(r"!\[([^\]]*)\]\(([^()\s]*)(?:\s[^()]*)?\)")
_LINK = re.compile(r"(?<!!)\[([^\]]+)\]\(((?:https?:|mailto:|\.{0,2}/|#(?=\w))[^()\s]*)(?:\s[^()]*)?\)")
_ENTITY = re.compile(r"&(?:[A-Za-z][A-Za-z0-9]{1,31}|#[0-9]{1,7}|#[xX][0-9A-Fa-f]{1,6});")
_KANA = "ぁ-ゖァ-ヺー゛゜・ゝゞヽヾ\u3000 "
_KANJI = "々〆〇ヶ仝\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff※"
_RUBY = re.compile(rf"(?:｜([^｜《》\n]+)|(?<=[{_KANJI}]))《([{_KANA}]+)》")
_MARKED_RUBY = re.compile(r"｜([^｜《》\n]+)《([^《》\n]+)》")
_NEXT_CHARACTER = re.compile("》.《")  # with a reading of its own, as the one before it has
_RUBY_BY_CHARACTERS = re.compile(rf"(?<![{_KANJI}｜])(?:[{_KANJI}]《[{_KANA}]+》){{2,10}}")
_EDITOR_NOTE = re.compile(r"［＃([^［］]{0,400}(?:［[^［］]{0,100}］[^［］]{0,200}){0,4})］")
_GAIJI = re.compile(
    r"※［＃[^［］]{0,200}?(?:第[34]水準)?(?P<plane>[12])-(?P<row>\d{1,2})-(?P<cell>\d{1,2})[^［］]*］"
)
_CODE_POINT = re.compile(r"※［＃[^［］]{0,200}?U\+(?P<code>[0-9A-Fa-f]{4,6})[^［］]*］")
# The mark of a note, of which such an editor says that it is set small beside its line.
_SMALL_MARK = re.compile(
    r"(?<=[^\s［］])(?P<mark>[（(〔][^（）()〔〕［］]{1,5}[）)〕]|[＊*※☆★†‡]{1,4})［＃「(?P=mark)」は行[右左]小書き］"
)
# What notes of the editors of Aozora Bunko say of the setting; see its guide to annotations (注記一覧).
_LAYOUT_NOTES = tuple(
    """
    見出し 字下げ 字詰め 改ページ 改丁 改段 改見開き 地付き 地から 傍点 傍線 太字 斜体 ここから ここで 中央 段階 罫
    縦中横 横組み 行右 行左 返り点 割り注 ページの キャプション
    """.split()
)
_SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_DIGIT = re.compile("[⁰¹²³⁴⁵⁶⁷⁸⁹0-9０-９]")
_REFERENCE = re.compile(
    r"(?<=[^\x00-\x7f⁰¹²³⁴⁵⁶⁷⁸⁹])([⁰¹²³⁴⁵⁶⁷⁸⁹]+)"
    r"|(?:※|＊|\*|[（(〔\[]?注)\s?([0-9０-９]{1,3})(?=[^0-9０-９])"
    r"|(?<=[ぁ-んァ-ヶー一-龠」』）])[（(\[［]?([0-9０-９]{1,3})[）)\]］](?=[、。はがをにのとでもへや])"
)


def strip_inline(line: str) -> Inline:
    """A line as it reads: without markup, with ruby, readings and addresses lifted into `glosses`."""
    glosses: list[str] = []

    def lift(gloss: str, instead: str = "") -> str:
        if cleaned := _TAG.sub("", gloss).strip():
            glosses.append(html.unescape(cleaned))
        return instead

    text = line
    if "<" in text:
        text = _RUBY_PAREN.sub("", text) if "<rp" in text.lower() else text
        text = _COMMENT.sub("", text) if "-->" in text else text
        text = _RUBY_ELEMENT.sub(lambda m: _with_one_reading(m[1]), text) if "<ruby" in text.lower() else text
        text = _GLOSS_TAG.sub(lambda m: lift(m[2]), text)
        text = _TAG.sub(lambda m: " " if m[0].lower().startswith("<br") else "", text)
    if "^{" in text:
        text = _CARET.sub(lambda m: lift(m[1]), text)
    if "［＃" in text:
        text = _CODE_POINT.sub(
            lambda m: _character(m) or m[0], _GAIJI.sub(lambda m: _character(m) or m[0], text)
        )
        if "小書き］" in text:
            text = _SMALL_MARK.sub(lambda m: lift(m["mark"]), text)
        text = _EDITOR_NOTE.sub(lambda m: lift(_note_worth_keeping(m[1])), text)
    if "《" in text:
        if _NEXT_CHARACTER.search(text):
            text = _RUBY_BY_CHARACTERS.sub(_with_one_aozora_reading, text)
        if "｜" in text:
            text = _MARKED_RUBY.sub(lambda m: lift(m[2], m[1]), text)
        text = _RUBY.sub(lambda m: lift(m[2], m[1] or ""), text)
    if "](" in text:
        text = _IMAGE.sub(lambda m: m[1], text)
        text = _LINK.sub(lambda m: lift(m[2], m[1]), text)
    if any(sign in text for sign in _EMPHASIS_SIGNS):
        text = _EMPHASIS.sub(r"\2", text)
    if "&" in text and text is not line and "<" in line:  # elsewhere &lt; is what the document says
        text = _ENTITY.sub(lambda m: html.unescape(m[0]), text)
    return Inline(text.strip(), tuple(glosses))


def _with_one_reading(ruby: str) -> str:
    """What is inside a ruby element, the readings of its characters behind them as one: とうきょう of 東 and 京."""
    readings = [match[2] for match in _GLOSS_TAG.finditer(ruby) if match[1].lower() == "rt"]
    if len(readings) < 2:
        return ruby
    return _GLOSS_TAG.sub("", ruby) + f"<rt>{''.join(readings)}</rt>"


def _with_one_aozora_reading(match: re.Match[str]) -> str:
    """東《とう》京《きょう》 as ｜東京《とうきょう》."""
    base, kana = re.sub("《[^》]*》", "", match[0]), "".join(re.findall("《([^》]*)》", match[0]))
    return f"｜{base}《{kana}》"


def note_references(line: str) -> frozenset[int]:
    """Numbers of the notes that a line refers to (周辺事態¹, ※2, （注3）)."""
    if not _DIGIT.search(line):
        return frozenset()
    found: set[int] = set()
    for match in _REFERENCE.finditer(line):
        digits = (match[1] or match[2] or match[3]).translate(_SUPERSCRIPTS)
        found.add(int(digits))
    return frozenset(found)


def _note_worth_keeping(note: str) -> str:
    """An editor's note that says something of the text (a character, a variant); instructions of layout are markup."""
    return "" if any(word in note for word in _LAYOUT_NOTES) or len(note) <= 2 else note


def _character(match: re.Match[str]) -> str | None:
    """The character that a note describes by its place in JIS X 0213 (plane-row-cell) or in Unicode."""
    groups = match.groupdict()
    if code := groups.get("code"):
        value = int(code, 16)
        return chr(value) if value <= 0x10FFFF and not 0xD800 <= value <= 0xDFFF else None
    row, cell = int(groups["row"] or 0), int(groups["cell"] or 0)
    if not (1 <= row <= 94 and 1 <= cell <= 94):
        return None
    prefix = b"" if groups["plane"] == "1" else b"\x8f"
    try:
        return (prefix + bytes((row + 0xA0, cell + 0xA0))).decode("euc_jis_2004")
    except UnicodeDecodeError:
        return None
