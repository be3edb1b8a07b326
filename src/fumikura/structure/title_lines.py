"""What a line that may be a title is by itself, as names of weights, and how a title is cited."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from fumikura.blocks import Block, Form
from fumikura.dates import first_date
from fumikura.labels import read_field_label
from fumikura.numbering import read_bullet, read_mark
from fumikura.structure.head_lines import (
    closed_up,
    is_date,
    is_other_than_title,
    is_person,
    is_publisher,
    is_session,
    is_session_of_diet,
    title_of_line,
    without_credit,
)
from fumikura.structure.meetings import meeting_in

LONGEST_TITLE = 100
_TITLE_END = re.compile(
    r"(?:概要|要旨|要約|骨子|結果|ポイント|発表|リリース|声明|宣言|談話|会見|会見録|記録|議事録"
    r"|議事要旨|議事概要|会議録|速記録|について|件|法|法律案?|条例案?|規則|規程|政令|省令|令|協定|条約"
    r"|憲章|憲法|議定書|取極|覚書|報告|報告書|白書|青書|計画|大綱|方針|戦略"
    r"|定款|約款|細則|要綱|要領|指針|ガイドライン|開催|演説|講演|挨拶|あいさつ|意見書|質問主意書|答弁書|日記|日誌"
    r"|年表|歩み|案内|通知|依頼|インタビュー|調査票?|アンケート|Q&A|Ｑ＆Ａ|文書|書簡|決議|規約|会則|会談"
    r"|会合|協議|委員会|号|集|論|史|記|覚え書き?|見直し|訪問|式辞|祝辞|所信|質疑|公報|だより|通信"
    r"|手引|マニュアル|説明|説明書)$"
)
BRACKETS_AT_END = re.compile(
    r"(?:[ \u3000]*(?:（[^（）]*）|\([^()]*\)|「[^「」]*」|〈[^〈〉]*〉|【[^【】]*】|<[^<>]*>))+$"
)
KIND_ALONE = re.compile(
    r"(?:共同発表|共同声明|記者会見|会見|議事録|会議録|概要|談話|声明|質問主意書|答弁書|トピックス|ニュース|お知らせ|報道発表"
    r"|新着情報|INDEX|目次|資料|インタビュー|寄稿|論[説壇文]|評論|社説|書評|随[筆想]|研究ノート|(?:質問|答弁|受領)?本文(?:情報)?)$"
)
KIND_OF_DOCUMENT = re.compile(
    r"(?:共同(?:(?:プレス)?(?:発表|声明)|宣言|文書|記者発表)|(?:記者)?会見(?:録|記録|要旨)?|議事(?:録|要旨|概要)|会議録|談話|報告書?|調査票|答弁書)$"
)
_NUMBER_ALONE = re.compile(
    r"(?:(?:平成|令和|昭和)?[0-9０-９元一二三四五六七八九十]{1,4}年度?[ \u3000]*)?(?:臨時|定例)?"
    r"第[ \u3000]?[0-9０-９〇一二三四五六七八九十百]+[ \u3000]?(?:回(?:国会|(?:定例|臨時)会)?|号|条|節|章)$"
)
# 郷土研究　第8号: the masthead of a periodical; a council numbers its minutes so.
_OF_AN_ISSUE = re.compile(
    r"[^\s、。]{2,16}(?<![会院国])[ \u3000]+(?:号外)?"
    r"(?:(?:第[ \u3000]?[0-9０-９〇一二三四五六七八九十百]+[ \u3000]?[号巻集輯][ \u3000]*){1,2}"
    r"|(?:[Vv]ol|VOL|[Nn]o|NO|№|#|＃)[.． ]?[0-9]{1,4})$"
)
_OF_A_SEASON = re.compile(
    r"[^\s、。]{2,16}[ \u3000]+[0-9]{4}年?[^\s、。]{0,4}号(?:[ \u3000（(].*)?$"
)  # 2011年夏号
_OF_A_SERIES = re.compile(
    r"ブログ[：:].{1,30}$"
    r"|(?:連載|シリーズ|コラム|随筆|エッセイ)[ \u3000：:]?[「『【〈《][^「『【〈《]{1,24}[」』】〉》]$"
    r"|[^「『【〈《]{0,8}[「『【〈《][^「『【〈《]{1,24}[」』】〉》]"
    r"[ \u3000]*[（(]?第?[0-9０-９〇一二三四五六七八九十百]+[ \u3000]?回?[）)]?$"
    r"|(?:連載|シリーズ|コラム|特集)[ \u3000：:].{0,24}"
    r"(?:第[ \u3000]?[0-9０-９〇一二三四五六七八九十百]+[ \u3000]?回|[（(][0-9０-９]{1,3}[）)])$"
)
_PART_OF_A_SITE = re.compile(r"[ \u3000][/／|｜][ \u3000]\S{1,16}$")
_BYLINE = re.compile(
    r"\bby\b|\bposted\b|[朝夕]刊|投稿|読了|更新|配信|掲載|公開日|[0-9]{1,2}(?:[:：][0-9]{2}|時[0-9]{2}分)",
    re.IGNORECASE,
)
_LONGEST_BYLINE = 60
_WAS_ON_A_DAY = re.compile(
    r"会[見議合談]|講演|談話|演説|委員会|審議会|協議|記録|議事録|発表|説明|式[辞典]?$|開催"
)
_STEPS = re.compile(r"[^<＜\s][ \u3000]?[>＞»][ \u3000]?\S")  # from page to page: ホーム > 審議会
_PART_OF_A_BOOK = re.compile(r"第\s?[0-9０-９ⅠⅡⅢⅣⅤIVX一二三四五六七八九十]+\s?[編部章節]")
_EXCERPT = re.compile(r"[ \u3000]+(?:以下)?(?:抜粋|抄)$")
_SIGNED = re.compile(r"[○◯〇●◎■◆][ \u3000]?")  # what collections of rules set before each title
_PAGE_OF_PAGES = re.compile(r"[ \u3000]*[（(][0-9]{1,3}[/／][0-9]{1,3}[ \u3000]?(?:ページ|頁)[)）]$")
DASHED = re.compile(
    r"[-－―—–~〜～]{1,3}[ \u3000]?(?P<inside>[^-－―—–~〜～]{2,}?)[ \u3000]?[-－―—–~〜～]{1,3}$"
)
_BEHIND_NAME = re.compile(r"(?P<name>[^\s:：]{2,16})(?::[ \u3000]|：)[ \u3000]*(?P<title>.{4,})")  # 外務省: …
_PAIRS = ("（）", "()", "〔〕", "【】", "[]", "［］", "〈〉", "《》", "<>", "＜＞", "「」", "『』")
_ENCLOSED = re.compile("|".join(rf"\{pair[0]}(?!.*\{pair[1]}.*\{pair[0]}).*\{pair[1]}$" for pair in _PAIRS))
_SENTENCE_END = re.compile(r"(?:。|です|ます|ました|でした|ません|する|した|、)[」』）)]?$")
_LINES_KEPT = (
    256  # of heads, of which what they are is asked by who looks for the head's end and who weighs titles
)


@lru_cache(maxsize=_LINES_KEPT)
def features_of(block: Block) -> tuple[str, ...]:
    """What a line is by itself, as names of weights."""
    return tuple(_features_of(block))


def _features_of(block: Block) -> Iterator[str]:
    text, title = block.text, closed_up(title_of(block))
    bare = BRACKETS_AT_END.sub("", title)
    label = read_field_label(text)
    yield "line"
    if label is not None and label.field == "title":
        yield "labelled as title"
    match block.form:
        case Form.HEADING:
            yield "heading of the first level" if block.level <= 1 else "heading"
        case Form.NUMBERED if not (is_session(block) or _PART_OF_A_BOOK.match(text)):
            yield "numbered"
        case Form.CAPTION | Form.TEXT:
            yield block.form.value
    publisher = is_publisher(title)
    of_issue = _OF_AN_ISSUE.match(title) is not None or _OF_A_SEASON.match(text) is not None
    of_series = _OF_A_SERIES.match(title) is not None
    tests = {
        "ends as titles do": (_ends_as_title(title) and not (of_issue or of_series or publisher))
        or is_session_of_diet(text),
        "kind alone": KIND_ALONE.match(bare) is not None,
        "number alone": _NUMBER_ALONE.match(bare) is not None
        or (block.form is Form.NUMBERED and len(title) < 6),
        "meeting": meeting_in(text) not in ("", "other"),
        "8 characters": len(title) >= 8,
        "no Japanese": text.isascii(),
        "person": is_person(title),
        "publisher": publisher,
        "other": is_other_than_title(text),
        "enclosed": _ENCLOSED.match(text) is not None,
        "sentence": "。" in text[:-1] or _SENTENCE_END.search(text) is not None,
        "date at end": not of_issue
        and title != text
        and text.startswith(title)
        and title[-1:] not in ",、，",
        "of an issue": of_issue,
        "of a series": of_series,
        "sign before": _SIGNED.match(text) is not None,
        "date before": _is_event_of_a_day(text),
        "steps": _STEPS.search(text) is not None,
        "byline": _BYLINE.search(text) is not None and first_date(text[:_LONGEST_BYLINE]) is not None,
    }
    yield from (name for name, holds in tests.items() if holds)


def _is_event_of_a_day(text: str) -> bool:
    """Whether a line is a day and, behind a space, what was on it: 令和5年5月24日 記者会見."""
    first = first_date(text[:_LONGEST_BYLINE])
    if first is None or first.start or len(first.iso) < len("2000-01-01"):
        return False
    rest = text[first.end :]
    return rest[:1] in " \u3000" and _WAS_ON_A_DAY.search(rest) is not None and _BYLINE.search(rest) is None


def is_short_line(block: Block) -> bool:
    """Whether a block is as short as titles are, and neither a date nor a label of anything else."""
    decrees = "ヲ" in block.text and block.text[-1] in "スムリシタルズ"  # 朕…ヲ裁可シ茲ニ之ヲ公布セシム
    if (
        decrees
        or len(block.text) > LONGEST_TITLE
        or block.form in (Form.TABLE, Form.FOOTNOTE)
        or is_date(block)
    ):
        return False
    label = read_field_label(block.text, bare=True, spaced=True)
    titled = label is None or (label.field == "title" and bool(label.value))
    return titled or (label is not None and not label.field and _is_boxed_title(block.text))


def _is_boxed_title(text: str) -> bool:
    """Whether what looks like a label in brackets is the beginning of a title: 【資料】…声明."""
    return text[0] in "【［[〔" and text[-1] not in "】］]〕" and _ends_as_title(text)


def _ends_as_title(text: str) -> bool:
    return _TITLE_END.search(BRACKETS_AT_END.sub("", _PART_OF_A_SITE.sub("", text))) is not None


@lru_cache(maxsize=_LINES_KEPT)
def title_of(block: Block) -> str:
    """The title as it is cited: without a date at its end or its beginning, a sign, dashes or a label before it."""
    text = block.text
    label = read_field_label(text, spaced=True)
    if label and label.field == "title" and label.value and (label.rank == 0 or read_field_label(text)):
        text = label.value
    sign = _SIGNED.match(text)
    if (bullet := read_bullet(text)) and not bullet[1]:
        text = text[bullet[0] :]
    text = text.rstrip(f"{sign[0]} \u3000") if sign else text  # ■　川辺新報　■
    text = _EXCERPT.sub("", _SIGNED.sub("", text) if _SIGNED.match(text) else text)
    if block.form is Form.NUMBERED and (mark := read_mark(text)) and not mark.family.startswith("unit"):
        text = text[mark.length :]
    if match := DASHED.match(text):
        text = match["inside"]
    if (shown := without_credit(text).strip()) and shown != text:
        text = shown.split()[-1]
    if (match := _BEHIND_NAME.match(text)) and is_publisher(match["name"]):
        text = match["title"]
    return title_of_line(_PAGE_OF_PAGES.sub("", text) or text)
