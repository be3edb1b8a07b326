"""Labels with a value behind them: 日時：…, [年月日] …, 【場所】…, date: … — what a document says of itself.

The names are those that ministries, councils, databases and notes put before such a value; a label of another
name says nothing of the document and is text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

POSTED_RANK = 2
"""Of days on which a page was put up or changed."""


@dataclass(frozen=True, slots=True)
class FieldLabel:
    """A label: the field of a document that it names ("" where it is of another kind), and the value behind it.

    `rank` orders labels of one field: a day of a meeting before the day that a page was changed.
    """

    field: str
    value: str
    rank: int = 0


_FIELDS: tuple[tuple[str, int, str], ...] = (
    ("title", 0, "文書名 資料名 件名 題名 標題 表題 タイトル 案件名 title"),
    ("title", 0, "会議名 会議の名称 会合名"),
    ("title", 1, "名称 会議 subject"),
    (
        "date",
        0,
        "年月日 日時 日付 開催日 開催日時 開催年月日 会見日 会見日時 会議日時 実施日 実施日時 発表日 発出日 署名日 作成日"
        " 作成年月日 発言日 発言年月日 date",
    ),
    ("date", 1, "期日 日程 公布日 公布年月日 制定日 制定年月日 公表日 発行日 発行年月日 提出日 会期 とき 時"),
    ("date", 2, "掲載日 更新日 最終更新日 登録日 last-updated"),
    ("place", 0, "場所 開催場所 会場 開催地 会見場所 ところ place location venue"),
    (
        "publisher",
        0,
        "出典 発行 発行者 発行元 publisher source",
    ),
    ("publisher", 1, "作成 作成者 作成機関 発信元 発出 発表 発表者 発表元 主催 主催者"),
    (
        "",
        0,
        "取得日 最終取得日 閲覧日 参照日 アクセス日 accessed 備考 全文 出席者 参加者 欠席者 議題 議事 主な議題 配布資料"
        " 配付資料 資料 概要 要旨 本文 対象 人数 言語 分類 区分 カテゴリー カテゴリ キーワード category categories tags"
        " tag author lang layout url",
    ),
)
_NAMES = {name: (field, rank) for field, rank, names in _FIELDS for name in names.split()}
_SIGN = r"[○●◆■◇□・•※▼◎]\s*"
_DIGITS = r"[(（]?[0-9０-９一二三四五六七八九十]{1,2}"
_LEAD = rf"(?:{_SIGN}|(?:{_DIGITS}[)）]?[.．、]?[ \u3000]*))?"
_LABELLED = re.compile(
    rf"{_LEAD}(?:[\[［【〔〈＜]\s*(?P<boxed>[^\]］】〕〉＞]{{1,12}}?)\s*[\]］】〕〉＞][ \u3000]*[：:]?"
    r"|(?P<plain>[^\s：:／、。]{1,12}?(?:[ \u3000][^\s：:／、。]{1,2}){0,3}?)[ \u3000]*[：:／])[ \u3000]*(?P<value>.*)$"
)
_BARE = re.compile(_LEAD + r"(?P<name>\S(?:[ \u3000]?\S){0,9})$")
_SPACED = re.compile(
    rf"(?:{_SIGN}|{_DIGITS}(?:[)）]?[.．、][ \u3000]*|[)）]?[ \u3000]+))?"
    r"(?P<name>[^\s、。：:]{1,9}(?:[ \u3000]{1,2}[^\s、。：:])?)[ \u3000]{1,8}(?P<value>\S.*)$"
)
_MAY_HAVE_LABEL = re.compile(r"[：:／\]］】〕〉＞]")
_LONGEST_LINE = 160
_LINES_KEPT = 4_096  # which are asked for again and again, by layout and by what reads heads
_REACH = 32  # code points within which a label ends
_SEVERAL = re.compile(r"[・、]|及び|と")


def read_field_label(text: str, *, bare: bool = False, spaced: bool = False) -> FieldLabel | None:
    """The label that a line consists of with its value, or None.

    `bare` allows a name without any sign, its value on the next line; `spaced` one with white space alone behind it.
    """
    return _read_field_label(text, bare, spaced) if len(text) <= _LONGEST_LINE else None


@lru_cache(maxsize=_LINES_KEPT)
def _read_field_label(text: str, bare: bool, spaced: bool) -> FieldLabel | None:
    match = _LABELLED.match(text) if _MAY_HAVE_LABEL.search(text[:_REACH]) else None
    if match and (found := _field(match["boxed"] or match["plain"])):
        return FieldLabel(found[0], _unquoted(match["value"]), found[1])
    if bare and (match := _BARE.match(text)) and (found := _field(match["name"])) and found[0]:
        return FieldLabel(found[0], "", found[1])
    if spaced and (match := _SPACED.match(text)) and (found := _field(match["name"])) and found[0]:
        return FieldLabel(found[0], match["value"].strip(), found[1])
    return None


def _field(name: str) -> tuple[str, int] | None:
    """The field and rank that a name stands for; of several names (日時・場所) the first."""
    squeezed = re.sub(r"[ \u3000]", "", name)
    first = _SEVERAL.split(squeezed)[0] or squeezed
    return _NAMES.get(first.lower())


def _unquoted(value: str) -> str:
    """A value as it reads; YAML puts some in quotes."""
    value = value.strip()
    if len(value) >= 2 and value[0] == value[-1] and value[0] in "\"'":
        return value[1:-1]
    return value
