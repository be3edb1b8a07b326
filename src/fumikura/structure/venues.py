"""Where a meeting was, a treaty was signed or a press conference was held, as a document says of itself."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from fumikura.blocks import Block, Form
from fumikura.dates import find_dates, first_date
from fumikura.structure.head import Head
from fumikura.structure.head_lines import (
    is_date,
    is_of_another_day,
    is_other_than_title,
    is_person,
    is_publisher,
)

DONE_ON = re.compile(
    r"(?:作成した|署名した|(?:において|にて|[に二ニ]於[てテ])[^。]{0,20}(?:作|署名|採択)|発出)|^(?:以上)"
    r"|日に?[、，]?[^\s、。]{1,16}(?:において|にて|で)(?:収録)?[）)]?$"
)
"""What a text ends with that says when, and often where, it was made."""
SAID_AT_END = 16
"""Blocks among which a treaty says when it was done: who signs in each language stands below."""

_AT = re.compile(r"於[ \u3000]?[:：]?[ \u3000]?(?P<place>[^（）()]{1,20})[）)]?$")
_GIVEN_AT = re.compile(  # （二〇一四年十一月三日、乙大学講堂にて）
    r"[（(](?=[^（）()]{4,40}[）)]$).*?日[、，\s\u3000]*(?P<place>[^（）()、，\s\u3000日]{2,20}?)(?:にて|において|で)(?:収録)?[）)]$"
)
_PLACE = re.compile(
    r"(?:[、，]|日[、，に]?|於[：:]?)\s*([^、。，,（）()「」]{2,14}?)(?:において|にて|で開催)"
)
_NO_PLACE = re.compile(r"会[議合談]|協議|開催|機会|[0-9０-９]回")
_TIME_BEHIND = re.compile(r"[ \u3000]+[0-9０-９]{1,2}[:：時].*$")
_BEHIND_DAY = re.compile(
    r"(?:[（(][月火水木金土日][）)])?(?P<sign>[、,，]|[ \u3000])[ \u3000]*"
    r"(?:於[ \u3000]?)?(?P<place>[一-龠ァ-ヶー・A-Za-z.]{2,16})$"
)
_COMMAS = ("、", ",", "，")
_HOURS = re.compile(r"[0-9０-９]{1,2}(?:[:：]|時)[0-9０-９]{0,2}分?\s*[~〜～\-－–—―から]")
_DONE_AT = re.compile(
    r"(?:に)?[、，]?(?P<place>[^\s、。，,0-9０-９の]{1,12}?)(?:において|で(?:[、，]|$)|[に二ニ]於[てテ])"
)
_SIGNED_AT = re.compile(
    r"(?:に)?[、，]?[ \u3000]?(?P<place>[^\s、。，,0-9０-９の（）()]{2,12}?)(?:で|において|にて)(?:署名|作成|調印|採択)"
)
# Where states meet; what else stands beside a day may be anybody's name.
_CITY = (
    r"(?:東京|京都|大阪|奈良|神戸|広島|長崎|札幌|箱根|那覇|名古屋|横浜|仙台|伊勢志摩|洞爺湖"
    r"|ワシントン|ニューヨーク|ホノルル|サンフランシスコ|ロサンゼルス|シアトル|アンカレッジ|キャンプ・?デービッド|ハワイ"
    r"|ロンドン|パリ|ベルリン|ボン|ローマ|ブリュッセル|ジュネーブ|ウィーン|ヘルシンキ|ストックホルム|マドリード|モスクワ"
    r"|ウラジオストク|北京|上海|ソウル|釜山|慶州|済州島?|板門店|ウランバートル|キャンベラ|シドニー|メルボルン|パース"
    r"|ウェリントン|シンガポール|バンコク|マニラ|ジャカルタ|バリ|ハノイ|ダナン|クアラルンプール|プノンペン|ビエンチャン"
    r"|ヤンゴン|ネーピードー|ニューデリー|デリー|イスラマバード|カブール|テヘラン|アンカラ|エルサレム|リヤド|ドバイ|カイロ"
    r"|ナイロビ|オタワ|モントリオール|ハリファックス|メキシコ・?シティー?|ブラジリア|ブエノスアイレス|リマ|サンティアゴ"
    r"|[一-龠ァ-ヴー]{2,8}(?:市|州))(?:[ \u3000]?(?:D\.?[ ]?C\.?|Ｄ．?Ｃ．?|ＤＣ|特別区|市|都|府))?"
)
_CITY_ALONE = re.compile(rf"[（(]?(?P<place>{_CITY})[）)]?$")
_CITY_FIRST = re.compile(rf"[（(]?(?P<place>{_CITY})(?:[、，,]?[ \u3000]*|にて)$")
_IN_CITY = re.compile(rf"(?P<place>{_CITY})(?:の|内の)(?!.*(?:間|会))")
_LONGEST_ROOM = 24
_SHORT_LINE = 60
_NEAR = 3
_LONGEST_OPENING, _OPENING = 80, 8
_DAY = len("2000-01-01")


def place_of(
    blocks: Sequence[Block],
    head: Head,
    opening: Sequence[str],
    date: str,
    *,
    labelled: str,
    between_states: bool,
    with_room: bool,
) -> str:
    """Where the day of a document was: as a label has it, else its head, its opening or its end.

    States meet where a city stands beside the day, and what is held in a room (`with_room`) has it below the hours.
    """
    place = _TIME_BEHIND.sub("", labelled or _place_at(blocks, head))
    if between_states and not place:
        told = (_place_said(text[:_LONGEST_OPENING], date) for text in opening[:_OPENING])
        place = next(filter(None, told), "") or _city_beside_day(blocks, head)
    if not place:
        beside = map(_place_behind_day, beside_title(blocks, head))
        told = (
            found
            for sign, found in beside
            if sign in _COMMAS or _CITY_ALONE.match(found) or (between_states and not is_publisher(found))
        )
        place = next(filter(None, told), "")
    if not place and with_room:
        place = _place_below_time(blocks, head)
    return place or _place_signed(blocks[: head.body]) or _place_at_end(blocks[head.body :])


def beside_title(blocks: Sequence[Block], head: Head) -> Iterator[str]:
    """The short lines right above and below the title."""
    if head.title:
        for block in blocks[max(0, head.title.start - _NEAR) : head.title.stop + _NEAR]:
            short = len(block.text) <= _SHORT_LINE and "。" not in block.text
            if block.form is not Form.TABLE and short and not is_of_another_day(block.text):
                yield block.text


def _place_at(blocks: Sequence[Block], head: Head) -> str:
    """The place that a line of the head ends with: …会見記録（平成22年1月26日 於：本省会見室）."""
    lines = (
        block.text for block in blocks[: max(head.body, head.title.stop)] if block.form is not Form.FURNITURE
    )
    found = (_AT.search(line) or _GIVEN_AT.match(line) for line in lines)
    return next((match["place"].strip() for match in found if match), "")


def _place_behind_day(text: str) -> tuple[str, str]:
    """The place that a line names behind its day, and the sign between them: 2012年8月3日　ワシントンDC."""
    match = _BEHIND_DAY.search(text)
    day = match and first_date(text[: match.start()])
    if match is None or day is None or (day.start, day.end) != (0, match.start()):
        return "", ""
    return match["sign"], match["place"]


def _city_beside_day(blocks: Sequence[Block], head: Head) -> str:
    """The city before the day of a statement, or on a line of its own right above or below it."""
    if not 0 <= head.date < head.body:
        return ""
    text = blocks[head.date].text
    day = first_date(text)
    if day is not None and (match := _CITY_FIRST.match(text[: day.start])):
        return match["place"]
    around = (blocks[at].text for at in (head.date + 1, head.date - 1) if 0 <= at < head.body)
    return next((match["place"] for line in around if (match := _CITY_ALONE.match(line))), "")


def _place_below_time(blocks: Sequence[Block], head: Head) -> str:
    """The place that a short line names right below the day and the hours of a press conference or a sitting."""
    below = blocks[head.date + 1] if 0 <= head.date < head.body - 1 else None
    if below is None or below.form is not Form.LABEL or below.gap or len(below.text) > _LONGEST_ROOM:
        return ""
    known = is_date(below) or is_person(below.text) or is_other_than_title(below.text) or "会見" in below.text
    return "" if known or not _HOURS.search(blocks[head.date].text) else below.text


def _place_said(text: str, date: str) -> str:
    """The place where the opening says that the meeting was, on the day of the document or on one that is not told.

    Of a house in a city, the city is the place.
    """
    match = _PLACE.search(text)
    if match is None or _NO_PLACE.search(match[1]):
        return ""
    days = [mention.iso for mention in find_dates(text[: match.end()]) if len(mention.iso) == _DAY]
    if days and date and not any(day.startswith(date[:10]) for day in days):
        return ""
    city = _IN_CITY.match(match[1])
    return city["place"] if city else match[1]


def _place_signed(head: Sequence[Block]) -> str:
    """The place where the head of a treaty says that it was signed: 1960年1月19日ワシントンで署名."""
    for block in head:
        for mention in find_dates(block.text) if len(block.text) <= _SHORT_LINE else ():
            if match := _SIGNED_AT.match(block.text, mention.end):
                return match["place"]
    return ""


def _place_at_end(body: Sequence[Block]) -> str:
    """The place where a treaty says at its end that it was done."""
    done = [
        block.text
        for block in body[-SAID_AT_END:]
        if block.form is not Form.TABLE and DONE_ON.search(block.text)
    ]
    places = (_DONE_AT.match(text, mention.end) for text in done for mention in find_dates(text))
    return next((match["place"] for match in places if match), "")
