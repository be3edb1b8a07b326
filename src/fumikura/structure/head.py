"""The head of a document: which of its first blocks are its title, its date and its publisher, and where its text begins.

What stands there is told by what it is (a date, a stamp, the name of a country, of a database or of an office, an
addressee, a label with its value); the title is what is none of these, the more surely the more it reads as titles do.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from fumikura.blocks import Block, Form
from fumikura.dates import find_dates, parse_date
from fumikura.labels import FieldLabel, read_field_label
from fumikura.numbering import read_bullet, read_mark
from fumikura.page_matter import is_page_matter
from fumikura.structure.meetings import meeting_in

__all__ = [
    "Head",
    "date_of_line",
    "fields_of",
    "full_title",
    "is_publisher",
    "is_session",
    "is_stamp",
    "read_head",
    "title_of",
    "title_of_line",
]

_INSTITUTION = (
    "ニュース|テレビ|放送|オンライン|自治会|省|庁|院|府|局|課|室|本部|官邸|委員会|研究所|大学|協会|機構|財団|新聞社|通信社|新聞|通信"
    "|放送協会|出版社|政府|大使館|センター|役所|役場|内閣|連盟|連合会?"
    r"|総領事館|議会|図書館|博物館|株式会社|法人[^\s、。・，,]{1,12}"
    r"|[省庁都道府県市区町村][^\s、。・，,]{1,8}部|[都道府県市区町村]"
)
_PUBLISHER = re.compile(rf"(?:[^\s、。・，,]{{0,14}}(?:{_INSTITUTION})(?:[・、，,\s/／]|$))+$")
_COUNTRIES = (
    "アジア|北米|中南米|欧州|大洋州|中東|アフリカ|国際機関|アメリカ|米国|英国|イギリス|フランス"
    "|ドイツ|イタリア|カナダ|オーストラリア|豪州|ニュージーランド|インド"
    "|中国|韓国|北朝鮮|台湾|モンゴル|ロシア|ウクライナ|フィリピン|ベトナム|タイ|インドネシア"
    "|マレーシア|シンガポール|ミャンマー|カンボジア|ラオス|ブルネイ"
    "|スペイン|ポルトガル|オランダ|ベルギー|スイス|オーストリア|ポーランド|チェコ|ハンガリー"
    "|スウェーデン|ノルウェー|フィンランド|デンマーク|ギリシャ|トルコ"
    "|イラン|イラク|イスラエル|パレスチナ|エジプト|サウジアラビア|カタール|クウェート|ブラジル"
    "|アルゼンチン|チリ|ペルー|メキシコ|キューバ|ケニア|南アフリカ"
    "|欧州連合|EU|ＥＵ|NATO|ASEAN|国連|国際連合"
)
_COUNTRY = re.compile(
    rf"(?:(?:{_COUNTRIES})|[ァ-ヶー・一-龠]{{1,14}}(?:合衆国|共和国|王国|連邦|公国|首長国"
    rf"|人民共和国))(?:[（(].{{1,20}}[）)])?$"
)
_STAMP = re.compile(
    r"[（(〈＜<【［\[]?\s?(?:仮\s?訳|暫定仮?訳|訳文|参考(?:資料)?"
    r"|資料\s?[0-9０-９一二三四五六七八九十－\-]*|別添\s?[0-9０-９]*|別紙\s?[0-9０-９]*|極\s?秘|秘"
    r"|部外秘|取扱注意|厳秘|機密|至急|写し?|案|未定稿|速報|暫定版?|抜粋|抄"
    r"|報道資料|記者発表資料|プレスリリース|press\s?release|news\s?release|お知らせ|公表資料"
    r"|配[布付]資料|全文|本文|日本語|和文|印刷用|NEWS|ニュース|報道発表)\s?[）)〉＞>】］\]]?$",
    re.IGNORECASE,
)
_NUMBER_OF_DOCUMENT = re.compile(
    r"[（(]?[^\s、。（）()]{0,24}(?:(?:法律|政令|省令|府令|条例|規則|告示|訓令|条約|勅令|布告"
    r"|内閣[^第]{0,6}|令|規程|通達"
    r"|達)?第?\s?[0-9０-９〇一二三四五六七八九十百千]+\s?号(?:の[0-9０-９一二三四五六七八九十]+)?)[）)]?$"
)
_LAW_NUMBER = re.compile(
    r"(?:法律|政令|省令|府令|条例|規則|告示|訓令|条約|勅令|規程|規約|庁令"
    r"|委員会規則).{0,3}第?\s?[0-9０-９〇一二三四五六七八九十百千]+\s?号"
)
_ADDRESSEE = re.compile(r".{1,40}(?:[ \u3000]?殿|[ \u3000]様|御中|各位|[ \u3000]先生|宛て?)$")
_DATABASE = re.compile(
    r"データベース|検索システム|ホームページ|公式サイト|ポータル|ウェブサイト|Web\s?サイト|アーカイブ"
    r"|e-Gov|Wikisource|ウィキソース|青空文庫|法令検索",
    re.IGNORECASE,
)
_PERSON = re.compile(
    r"[一-龠々ヶ]{1,4}[ \u3000][一-龠々ヶぁ-んァ-ヶー]{1,5}$|[^\s、。]{1,12}(?:大臣|長官|総理|大統領"
    r"|議長|委員長|首相|会長|理事長|知事|市長|町長|村長|社長|総裁|局長|課長|教授)(?:[ \u3000].{1,12})?$"
    r"|.{1,16}[ \u3000]?(?:著|訳|編|作|筆|文|監修|記者)$"
)
_AT = re.compile(r"[（(]?(?:於|於て|於いて)[ \u3000:：]*(?P<place>.{1,24}?)[）)]?$")
_TITLE_END = re.compile(
    r"(?:概要|要旨|要約|骨子|結果|ポイント|発表|リリース|声明|宣言|談話|会見|会見録|記録|議事録"
    r"|議事要旨|議事概要|会議録|速記録|について|件|法|法律案?|条例案?|規則|規程|政令|省令|令|協定|条約"
    r"|憲章|憲法|議定書|取極|覚書|報告|報告書|白書|青書|計画|大綱|方針|戦略"
    r"|要綱|要領|指針|ガイドライン|開催|演説|講演|挨拶|あいさつ|意見書|質問主意書|答弁書|日記|日誌"
    r"|年表|歩み|案内|通知|依頼|インタビュー|調査票?|アンケート|Q&A|Ｑ＆Ａ|文書|書簡|決議|規約|会談"
    r"|会合|協議|委員会|号|集|論|史|記|覚え書き?|見直し|訪問|式辞|祝辞|所信|質疑|公報|だより|通信"
    r"|手引|マニュアル|説明)$"
)
_BRACKETS_AT_END = re.compile(
    r"(?:[ \u3000]*(?:（[^（）]*）|\([^()]*\)|「[^「」]*」|〈[^〈〉]*〉|【[^【】]*】))+$"
)
_PART_STARTS = re.compile(r"[ \u3000（(〔\[]+")
_BESIDE_DATE = re.compile(
    r"[\s、，,.:：;（）()〔〕\[\]【】「」~〜～\-－–—―/／付]|[月火水木金土日]曜日?"
    r"|[（(][月火水木金土日][）)]|[0-9０-９]{1,2}[:：][0-9０-９]{2}"
    r"|[0-9０-９一二三四五六七八九十]{1,3}(?:時|分|日|月)(?:半|間)?|午[前後]"
    r"|提出|公布|発表|公表|掲載|更新|作成|署名|発出|施行|制定|改正|現在|付け?|版|開催|開会|閉会"
    r"|実施|最終|から|まで|より|日本時間|現地時間|ごろ|頃|発行|送付|受領|放送|配信|起草|採択|発効"
    r"|於|にて|東京|[月火水木金土日]"
)
_SESSION = re.compile(r"第\s?[0-9０-９一二三四五六七八九十百]+\s?回")
_PART_OF_A_BOOK = re.compile(r"第\s?[0-9０-９ⅠⅡⅢⅣⅤIVX一二三四五六七八九十]+\s?[編部章節]")
_SUBTITLE = re.compile(r"[―—–\-－~〜～─].*")
_DATE_BEFORE = re.compile(r"[0-9０-９]{4}[-/.][0-9]{1,2}[-/.][0-9]{1,2}[ \u3000|｜]+")
_SESSION_OF_DIET = re.compile(r"第[ \u3000]?[0-9０-９一二三四五六七八九十百]+[ \u3000]?(?:回国会|号|回)")
_AT_INSIDE = re.compile(r"[ \u3000、,，]*於[ \u3000]?[:：]?[^（）()]{1,20}(?=[）)]?$)")
_TIME = re.compile(r"[ \u3000]*午[前後].{1,12}(?:開議|開会|開始|散会|閉会|休憩|再開|終了)?$")
_KIND_ALONE = re.compile(
    r"(?:共同発表|共同声明|記者会見|会見|議事録|会議録|概要|談話|声明|トピックス|ニュース|お知らせ|報道発表"
    r"|新着情報|INDEX|目次)$"
)
_KIND_OF_DOCUMENT = re.compile(
    r"(?:共同(?:発表|声明|宣言|文書|記者発表)|(?:記者)?会見(?:録|記録|要旨)?|議事(?:録|要旨|概要)|会議録|談話|報告書?|調査票|答弁書)$"
)
_NUMBER_ALONE = re.compile(
    r"第[ \u3000]?[0-9０-９〇一二三四五六七八九十百]+[ \u3000]?(?:回(?:国会)?|号|条|節|章)$"
)
_DAY = re.compile(
    r"(?:[0-9０-９一二三四五六七八九十]{1,3}月[ \u3000]?)?[0-9０-９一二三四五六七八九十]{1,3}日(?![間目前後本])"
)
_LATE = 6  # blocks among which a title may stand below a first sentence
_SURE = 4
_MAY_BE_DATE = re.compile(r"[0-9０-９〇一二三四五六七八九十元]\s*(?:[)）]\s*)?[年./／．\-－]|[A-Za-z]{3}")
_LONGEST_DATE = 80
_REACH = 40  # blocks that a head may have
_LONGEST_TITLE = 100


@dataclass(frozen=True, slots=True)
class Head:
    """The head of a document: indexes of its title, its date (-1 for none), and of the first block of its body."""

    title: int
    date: int
    body: int


def read_head(blocks: Sequence[Block]) -> Head:
    """The head at the start of `blocks`."""
    body = _end(blocks)
    candidates = [i for i in range(body) if _may_be_title(blocks, i)]
    title = _best(blocks, candidates)
    date = next((i for i in range(body) if i != title and is_date(blocks[i])), -1)
    if title == 0 and body == 1 and _is_section(blocks[0]):
        return Head(title, date, 0)
    if title < 0:
        title = _late_title(blocks)
        if title >= 0 and blocks[title].form is not Form.HEADING:
            body = max(body, title + 1)
    return Head(title, date, _without_caption(blocks, title, _without_first_heading(blocks, title, body)))


def _is_section(block: Block) -> bool:
    """Whether a title alone is the heading of all that follows as well."""
    return block.form is Form.HEADING or (block.form is Form.NUMBERED and not is_session(block))


def _late_title(blocks: Sequence[Block]) -> int:
    """The title below a first sentence or a date, where a line reads as titles do; else a month or a year at the top."""
    for index, block in enumerate(blocks[:_LATE]):
        if (
            block.form in (Form.LABEL, Form.HEADING)
            and _may_be_title(blocks, index)
            and _score(block, False) >= _SURE
        ):
            return index
    top = (
        bool(blocks)
        and blocks[0].form is Form.LABEL
        and 0 < len(date_of_line(blocks[0].text)) < len("2000-01-01")
    )
    return 0 if top else -1


def title_of(block: Block) -> str:
    """The title as it is cited: without a date at its end or its beginning, without a bullet or a label before it."""
    text = block.text
    if (label := read_field_label(text)) and label.field == "title" and label.value:
        text = label.value
    if (bullet := read_bullet(text)) and not bullet[1]:
        text = text[bullet[0] :]
    return title_of_line(text)


def full_title(blocks: Sequence[Block], index: int) -> str:
    """The title at `index`, with the line beside it that says what kind of document it is: 共同発表, 議事録."""
    title = title_of(blocks[index])
    before = blocks[index - 1] if index and not blocks[index].gap else None
    after = blocks[index + 1] if index + 1 < len(blocks) and not blocks[index + 1].gap else None
    if before is not None and _KIND_OF_DOCUMENT.match(before.text):
        return f"{before.text} {title}"
    if after is not None and after.form is Form.LABEL and _KIND_OF_DOCUMENT.match(after.text):
        return f"{title} {after.text}"
    return title


def title_of_line(text: str) -> str:
    """A line of a head without the date that it ends or begins with."""
    if (dated := _DATE_BEFORE.match(text)) and _SESSION_OF_DIET.search(text):
        text = text[dated.end() :]
    for match in _PART_STARTS.finditer(text):
        rest = text[match.end() :]
        dated_rest = date_of_line(_AT_INSIDE.sub("", text[match.start() :]))
        if match.start() >= 4 and dated_rest and any(m.start == 0 for m in find_dates(rest)):
            return text[: match.start()].rstrip() if _is_balanced(text[: match.start()]) else text
    return text


def _is_balanced(text: str) -> bool:
    return all(
        text.count(opening) == text.count(closing) for opening, closing in ("「」", "『』", "（）", "()")
    )


def date_of_line(text: str) -> str:
    """The date that a line consists of, whatever weekday, time or word (提出, 更新) stands beside it, or ""."""
    if len(text) > _LONGEST_DATE or not _MAY_BE_DATE.search(text):
        return ""
    if exact := parse_date(text):
        return exact
    mentions = find_dates(text)
    if not mentions or ((label := read_field_label(text)) and label.field != "date"):
        return ""
    rest = text
    for mention in reversed(mentions):
        rest = rest[: mention.start] + rest[mention.end :]
    if _LAW_NUMBER.search(rest) and len(rest) <= 24:
        return mentions[0].iso
    return mentions[0].iso if len(_BESIDE_DATE.sub("", rest)) <= 2 else ""


def fields_of(blocks: Sequence[Block]) -> tuple[FieldLabel, ...]:
    """The labels with values among blocks, in order; the value may stand in the next one."""
    found: list[FieldLabel] = []
    for index, block in enumerate(blocks):
        if block.form in (Form.TABLE, Form.FURNITURE):
            continue
        label = read_field_label(block.text, bare=True, spaced=True)
        if label is None or not label.field:
            if match := _AT.match(block.text):
                found.append(FieldLabel("place", match["place"]))
            continue
        if (
            not label.value
            and index + 1 < len(blocks)
            and not read_field_label(blocks[index + 1].text, bare=True)
        ):
            label = FieldLabel(label.field, blocks[index + 1].text, label.rank)
        if label.value:
            found.append(label)
    return tuple(found)


def is_publisher(text: str) -> bool:
    """Whether a text names who published: institutions, and not a meeting named as a committee is."""
    return len(text) <= 40 and _PUBLISHER.match(text) is not None and meeting_in(text) in ("", "other")


def is_session(block: Block) -> bool:
    """Whether a numbered line names a session (第3回 …): a title of its own, and no part of a book."""
    return block.form is Form.NUMBERED and _SESSION.match(block.text) is not None


def is_date(block: Block) -> bool:
    """Whether a block is a date."""
    return (
        block.form in (Form.LABEL, Form.TEXT, Form.NUMBERED)
        and len(block.text) <= 60
        and bool(date_of_line(block.text))
    )


def is_stamp(text: str) -> bool:
    """Whether a text is stamped on a document: （仮訳）, 極秘, its number."""
    return _STAMP.match(re.sub(r"[ \u3000]", "", text)) is not None or (
        _NUMBER_OF_DOCUMENT.match(text) is not None and not _SESSION.search(text)
    )


def _end(blocks: Sequence[Block]) -> int:
    """Where the text begins: with a sentence, a table, a list, a number, or a section below the title."""
    titled = False
    value_expected = False
    for index, block in enumerate(blocks[:_REACH]):
        label = read_field_label(block.text, bare=True, spaced=True)
        is_value = value_expected
        value_expected = label is not None and bool(label.field) and not label.value
        titled = titled or (label is not None and label.field == "title" and bool(label.value))
        if block.form is Form.FURNITURE or is_page_matter(block.text):
            continue
        if is_value or (label is not None and block.form in (Form.TEXT, Form.LABEL, Form.BULLET)):
            continue
        if block.form is Form.HEADING:
            if titled and index:
                return index
            titled = titled or not is_date(block)
            continue
        if titled and block.form is Form.LABEL and _DAY.match(block.text):
            year_above = index > 1 and 0 < len(date_of_line(blocks[index - 1].text)) < len("2000-01-01")
            return index - year_above
        if block.form is Form.LABEL or (block.form is Form.CAPTION and not titled):
            titled = titled or _may_be_title(blocks, index)
            continue
        if (
            block.form is Form.NUMBERED
            and not titled
            and (is_session(block) or _PART_OF_A_BOOK.match(block.text) or is_stamp(block.text))
        ):
            titled = not is_stamp(block.text)
            continue
        if block.form is Form.BULLET and not titled and _short_sign(block):
            continue
        if block.form is Form.TEXT and _reads_as_line_of_head(block.text):
            titled = titled or _may_be_title(blocks, index)
            continue
        return index
    return _label_run(blocks) if len(blocks) > 1 else len(blocks)


def _short_sign(block: Block) -> bool:
    """Whether a short line behind a sign stands above the title: ○安全保障関係."""
    return (
        not _MAY_BE_DATE.search(block.text[:12])
        and "日" not in block.text[:8]
        and len(block.text) <= 24
        and block.text[0] in "○◯●◎◆◇■□"
        and "。" not in block.text
    )


def _label_run(blocks: Sequence[Block]) -> int:
    """The head of a text that is all short lines: its first lines up to an empty one."""
    return next((i for i in range(1, min(6, len(blocks))) if blocks[i].gap and not is_date(blocks[i])), 1)


def _reads_as_line_of_head(text: str) -> bool:
    """Whether a text that is no label may stand in a head: a long title, a date, names; no sentence ends in it."""
    return (
        len(text) <= _LONGEST_TITLE
        and "。" not in text
        and (bool(date_of_line(text)) or text.count("、") <= 2)
        and text[-1] not in "、，,！？!?."
    )


def _may_be_title(blocks: Sequence[Block], index: int) -> bool:
    block = blocks[index]
    text = block.text
    if (
        block.form not in (Form.LABEL, Form.HEADING, Form.NUMBERED, Form.TEXT, Form.CAPTION)
        or not 2 <= len(text) <= _LONGEST_TITLE
    ):
        return False
    if is_page_matter(text) or is_date(block) or is_stamp(text) or text[0] in "（(〔":
        return False
    label = read_field_label(text, bare=True, spaced=True)
    if label is not None:
        return label.field == "title" and bool(label.value)
    if index and (before := read_field_label(blocks[index - 1].text, bare=True)) and not before.value:
        return before.field == "title"
    other = (
        _COUNTRY.match(text)
        or _ADDRESSEE.match(text)
        or _DATABASE.search(text)
        or _AT.match(text)
        or _TIME.match(text)
        or is_publisher(title_of(block))
    )
    return other is None or other is False


def _best(blocks: Sequence[Block], candidates: Sequence[int]) -> int:
    """The candidate that reads most as a title; the first of those that read alike."""
    return max(candidates, key=lambda i: (_score(blocks[i], i == candidates[0]), -i), default=-1)


def _score(block: Block, first: bool) -> int:
    text = block.text
    bare = _BRACKETS_AT_END.sub("", title_of(block))
    label = read_field_label(text)
    return (
        10 * (label is not None and label.field == "title")
        + 4 * (block.form is Form.HEADING and block.level <= 1)
        + 2 * (block.form is Form.HEADING)
        + 3 * bool(_TITLE_END.search(bare) or _SESSION_OF_DIET.search(text))
        - 4 * bool(_KIND_ALONE.match(bare) or _NUMBER_ALONE.match(bare))
        - 3 * bool(_DATE_BEFORE.match(text) and not _SESSION_OF_DIET.search(text))
        + 2 * bool(meeting_in(text))
        + 2 * first
        + 3 * (not text.isascii())
        + (len(text) >= 8)
        - 2 * (len(text) < 4)
        - 3 * bool(_PERSON.match(text))
        - 3 * bool(_SUBTITLE.match(text))
    )


def _without_first_heading(blocks: Sequence[Block], title: int, body: int) -> int:
    """The end of the head, before a label that heads the first paragraph as others head those that follow."""
    last = body - 1
    if not 0 <= title < last or body >= len(blocks):
        return body
    block = blocks[last]
    if (
        not _heads(blocks, last)
        or is_date(block)
        or is_stamp(block.text)
        or is_publisher(block.text)
        or _PERSON.match(block.text)
    ):
        return body
    if (
        block.text[0] in "（(〔―—–-－~～"
        or read_field_label(block.text, bare=True, spaced=True)
        or _AT.match(block.text)
    ):
        return body
    alike = any(_heads(blocks, index) for index in range(body, len(blocks)))
    return last if alike else body


def _without_caption(blocks: Sequence[Block], title: int, body: int) -> int:
    """The end of the head, before the caption in brackets that the first article below it has."""
    if 0 < body < len(blocks) and title < body - 1 and blocks[body].form is Form.NUMBERED:
        mark = read_mark(blocks[body].text)
        if mark and mark.family == "unit-条" and blocks[body - 1].text[0] in "（(":
            return body - 1
    return body


def _heads(blocks: Sequence[Block], index: int) -> bool:
    block = blocks[index]
    following = blocks[index + 1] if index + 1 < len(blocks) else None
    return (
        block.form is Form.LABEL
        and bool(block.gap)
        and following is not None
        and following.form is Form.TEXT
        and len(following.text) > 30
    )
