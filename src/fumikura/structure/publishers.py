"""Who published a document: the institution that its head names, else who sends it, else whose page it stands on."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from fumikura.blocks import Block, Form
from fumikura.dates import first_date
from fumikura.labels import read_field_label
from fumikura.page_matter import is_site_word
from fumikura.structure.head import Head
from fumikura.structure.head_lines import (
    closed_up,
    date_of_line,
    is_publisher,
    is_signed_body,
    title_of_line,
    without_announcing,
)

# The agency, the place and the day with which news from agencies begin.
DATELINE = re.compile(
    r"[【［\[〔](?P<agency>[^\s】］\]〕0-9]{1,8}?(?:社|通信))(?P<place>[^\s】］\]〕0-9]{0,8})(?P<day>[0-9]{1,2}月[0-9]{1,2}日)"
)
_DATABASE = re.compile(r"データベース|検索システム|アーカイブ")
# Who sends a circular: on a line of its own, or beside those to whom it goes.
_OF_AN_OFFICE = re.compile(
    r"^([^、。]{1,20}[省庁局部課室院所会館校])(?:教育|委員)?長(?:$|から.*(?:あて|宛て?)$)|(?:あて|宛て?)([^、。（）()]{1,24}長)(?:依命)?通[達知][）)]?$"
)
# How a release names who sends it: ミナト計器株式会社（本社：…）は、
_SENDER = re.compile(
    r"(?P<name>(?:株式会社|合同会社|(?:一般|公益)(?:社団|財団)法人|国立大学法人)[ \u3000]?"
    r"[一-龠々ァ-ヶーA-Za-z0-9＆&・]{2,24}"
    r"|[一-龠々ァ-ヶーA-Za-z0-9＆&・]{2,24}(?:株式会社|合同会社|大学))"
    r"[（(](?:本社|本店|所在地|住所|所在|代表|学長|理事長|以下|[^（）()]{1,4}[都道府県市区])"
)
_OPENING = 3  # paragraphs
_AT_END = 8  # blocks
_OF_A_TOWN = re.compile(
    r"(?P<name>[一-龠々ヶケァ-ヴぁ-ん]{1,7}(?<![のたなるら])[都道府県市区町村](?:議会)?)(?:役所|役場|庁)?"
    r"(?:[ \u3000]?公式)?(?:ホームページ|ウェブサイト|サイト|会議録)?(?:[ \u3000][^、。]{1,40})?$"
)
_TOWNS = re.compile(
    r"(?:投票|選挙|学校?|校|地|小)区$|[市区町村都道府県]{2,}$|(?:各|全|同|当|本|他|地)[都道府県市区町村]$"
)
_COPYRIGHT = re.compile(
    r"(?:copyright|©|（c）|\(c\))[\s©（(c)）0-9.,\-–－]*"
    r"(?P<name>[^\s,.。、].{1,30}?)[\s,.]*(?:all rights|無[断斷][転轉複]|$)",
    re.IGNORECASE,
)
_JAPANESE = re.compile(r"[ぁ-ゖァ-ヺ一-龠]")
_FIRST_STEP = re.compile(r"(?P<name>[^>＞»|｜]{3,24}?)[ \u3000]*[>＞»]")
_SITE_BEHIND = re.compile(r"[ \u3000][|｜–—-][ \u3000](?P<name>[^|｜]{2,24})$")
_TWICE = 2
_STEM = 3  # characters with which the names of a site and of its owner begin
_SHORT = 40


def publisher_of(blocks: Sequence[Block], head: Head, title: str, values: set[str]) -> str:
    """The institution that a line of the head names, else the sender of a circular or a release, else whose page it is.

    `values` are those of the labels of the head, none of which names it. Nor does a line above the title where it is of a
    database.
    """
    lines = [block.text for block in blocks[: head.body] if block.form is not Form.FURNITURE]
    database = any(_DATABASE.search(line) for line in lines)
    own = lines[head.title.stop if database else 0 :]
    if head.page:  # above a title there may be names of menus
        below = {block.text for block in blocks[head.title.start : head.body]}
        own = sorted(own, key=lambda line: line not in below)
    unlabelled = (line for line in own if line not in values and read_field_label(line) is None)
    names = [without_announcing(closed_up(_undated(line))) for line in unlabelled if line != title]
    if named := next((name for name in names if is_publisher(name)), ""):
        return _with_rights(blocks, named)
    offices = (_OF_AN_OFFICE.search(re.sub(r"[ \u3000]", "", name)) for name in names)
    if found := next((office[1] or office[2] for office in offices if office), ""):
        return found
    told = [block.text for block in blocks[head.body :] if block.form is not Form.FURNITURE][:_OPENING]
    agency = DATELINE.match(told[0]) if told else None
    if agency:
        return agency["agency"]
    sender = next(filter(None, map(_SENDER.search, told)), None)
    return (
        sender["name"] if sender else _signed(lines, title) or _at_end(blocks, head) or _of_page(blocks, head)
    )


def _signed(lines: Sequence[str], title: str = "") -> str:
    """The body for which one of these lines is signed, below its name."""
    return next((one for one, below in pairwise(lines) if one != title and is_signed_body(one, below)), "")


def _at_end(blocks: Sequence[Block], head: Head) -> str:
    """Who says at the end that he published what stands above, or for whom it is signed there, below its day."""
    last = [block.text for block in blocks[max(head.body, len(blocks) - _AT_END) :]]
    labels = filter(None, map(read_field_label, last))
    said = (label.value for label in labels if label.field == "publisher" and is_publisher(label.value))
    day = next((at for at, line in enumerate(last) if date_of_line(line)), len(last))
    return next(said, "") or _signed(last[day + 1 :])


def _of_page(blocks: Sequence[Block], head: Head) -> str:
    """Whose page it is, by its banner, its footer and its trail; "" where nothing is of a page."""
    if not head.page:
        return ""
    page = [b.text for i, b in enumerate(blocks) if b.form is Form.FURNITURE or i < head.title.start]
    lines = [block.text for block in blocks]
    everything = "\n".join(lines)
    owners = tuple(_owners(page))
    names = (*_towns(page), *owners, *_behind_headlines(lines), *_trails(page))
    named = next((name for name in names if everything.count(name) >= _TWICE), "")
    return named or next(filter(is_publisher, (*owners, *_at_addresses(page))), "")


def _with_rights(blocks: Sequence[Block], named: str) -> str:
    """Who has the rights, where a site is named after him: of 青葉新聞デジタル, 青葉新聞社."""
    owners = _owners([block.text for block in blocks if block.form is Form.FURNITURE])
    return next((owner for owner in owners if is_publisher(owner) and owner[:_STEM] == named[:_STEM]), named)


def _at_addresses(page: Sequence[str]) -> Iterator[str]:
    """Who stands with his number among the lines of a page, or right above his address."""
    for line, below in pairwise((*page, "")):
        if "法人番号" in line or below.startswith("〒"):
            yield line.split("法人番号")[0].strip()


def _towns(page: Sequence[str]) -> Iterator[str]:
    """The towns whose names stand alone or before a motto."""
    towns = (town["name"] for town in map(_OF_A_TOWN.match, page) if town)
    yield from (name for name in towns if not _TOWNS.search(name))


def _owners(page: Sequence[str]) -> Iterator[str]:
    """Who has the rights, by the footer."""
    owners = (owner["name"] for owner in map(_COPYRIGHT.search, page) if owner)
    yield from (name for name in owners if _JAPANESE.search(name))


def _behind_headlines(lines: Sequence[str]) -> Iterator[str]:
    """The site whose name stands behind the headlines of several pages."""
    behind = Counter(match["name"] for match in map(_SITE_BEHIND.search, lines) if match)
    yield from (name for name, times in behind.most_common(1) if times >= _TWICE)


def _trails(page: Sequence[str]) -> Iterator[str]:
    """The sites that trails begin with."""
    first = (step["name"] for step in map(_FIRST_STEP.match, page) if step)
    yield from (name for name in first if not is_site_word(name))


def _undated(line: str) -> str:
    """A line of the head without the date that it ends or begins with."""
    first = first_date(line[:_SHORT])
    return line[first.end :].strip(" \u3000") or line if first and first.start == 0 else title_of_line(line)
