"""Which line of a head is the title, below mastheads, series, kinds of document, senders and stamps."""

from __future__ import annotations

from pathlib import Path

import pytest

from texts import content

TEXT = "\n\n　町の外れに古い水車がある。今も粉をひいている。\n　水は山から引いたものである。\n"

TITLES = [
    pytest.param(
        "暮らし帳\n谷の水車小屋の音\n谷川研究員　森山 健\n", "谷の水車小屋の音", id="above who wrote it"
    ),
    pytest.param(
        "連載「谷の便り」第8回\n\n粉ひきの朝\n\n2011年4月3日　文・森山健", "粉ひきの朝", id="series"
    ),
    pytest.param("調査メモ No.6\n2019年5月\n\n谷の水車を数える\n", "谷の水車を数える", id="issue"),
    pytest.param("随想\n\n粉ひきの朝\n森山健（民俗学者）", "粉ひきの朝", id="kind"),
    pytest.param(
        "谷川精粉株式会社\n2020年3月2日\nニュースリリース\n\n石臼の粉を発売\n", "石臼の粉を発売", id="release"
    ),
    pytest.param(
        "平成30年度　水車保存調査\n結果報告書（概要版）\n\n平成31年3月",
        "平成30年度　水車保存調査 結果報告書（概要版）",
        id="kind on its own line",
    ),
    pytest.param(
        "谷川村の暮らし日和帳\n\n« 前の記事 ｜ トップ ｜ 次の記事 »\n\n2012年5月6日\n\n帳面の残る古い家",
        "帳面の残る古い家",
        id="blog",
    ),
    pytest.param(
        "谷川会決議第12号（2016年3月2日、谷川会第7回大会にて採択）", "谷川会決議第12号", id="when it was done"
    ),
    pytest.param("年次報告" + " " * 30 + "2017", "年次報告", id="year far to the right"),
    pytest.param(
        "山の水に関する気象情報　第３号\n\n令和２年７月７日１６時４５分　谷川地方気象台発表",
        "山の水に関する気象情報　第３号",
        id="who told it when",
    ),
    pytest.param(
        "谷川館メール　2014年5月号（2014年5月9日発行・第63号）",
        "谷川館メール　2014年5月号",
        id="name with mail",
    ),
    pytest.param(
        "谷川村長　様\n\n谷の水車を守る会\n代表　森山健\n\n水車の修理を求める要望書",
        "水車の修理を求める要望書",
        id="below who signs",
    ),
    pytest.param("谷と水　2011年夏号\n\n水車を数える旅\n", "水車を数える旅", id="season"),
    pytest.param(
        "朕水車取締規則ヲ裁可シ茲ニ之ヲ公布セシム\n\n御名御璽\n\n明治三十年三月四日\n\n水車取締規則\n",
        "水車取締規則",
        id="below a decree",
    ),
    pytest.param(
        "昭和十九年日記抄\n\n昭和十九年八月\n\n十四日　月　晴\n", "昭和十九年日記抄", id="a year in it"
    ),
]
# What must stay as it was: a heading below a day where there is no menu, a person's short name, a committee and a year.
SAME = [
    pytest.param("水車の催し\n2012年5月6日\n\n広場の工事", "水車の催し", id="no menu"),
    pytest.param("水車の夜\n\n森　進\n", "水車の夜", id="short name"),
    pytest.param("令和元年度 運営委員会\n\n第2回委員会 (2月5日)", "令和元年度 運営委員会", id="committee"),
]


@pytest.mark.parametrize(("head", "title"), [*TITLES, *SAME])
def test_the_title_is_what_a_reader_would_cite(tmp_path: Path, head: str, title: str) -> None:
    """And neither the masthead, the series or the kind above it, nor who wrote or sends it."""
    assert content(tmp_path, head + TEXT).documents[0].title == title


MORE = "\n　石臼は谷の石で作る。重いものは二人で運ぶ。\n" * 14

PUBLISHERS = [
    pytest.param("会員各位\n\n谷川山歩きの会\n会長　森山 健\n\n水車の見学について", "", "谷川山歩きの会", id="signed"),
    pytest.param("水車のあいさつ", "\n2020年4月\n谷川水車の会\n会長　森山 健\n", "谷川水車の会", id="signed below"),
    pytest.param("水車だより", MORE + "\n発行：谷川県水車課\n", "谷川県水車課", id="said at the end"),
    pytest.param("石臼の値上がり\n谷川日報　2019年8月31日 朝刊 23面", "", "谷川日報", id="beside day and page"),
    pytest.param("[文書名]　水車覚書\n[出典]　谷川村史資料編第4巻", "", "谷川村史資料編第4巻", id="source"),
    pytest.param("水車便り\n会長　森山 健", "", "", id="a title is no body"),
    pytest.param("水車便り", "\n出典：石臼の年鑑（2015年版）\n", "", id="the source of a table"),
]  # fmt: skip


@pytest.mark.parametrize(("head", "end", "publisher"), PUBLISHERS)
def test_who_published_is_said_or_signs(tmp_path: Path, head: str, end: str, publisher: str) -> None:
    """In the head or at the end, with a label, beside the day, or above who signs for a body."""
    assert content(tmp_path, head + TEXT + end).documents[0].publisher == publisher


def test_days_with_dots_in_the_middle(tmp_path: Path) -> None:
    """As newspapers print them below an article."""
    document = content(tmp_path, "石臼の値上がり" + TEXT + "　　　　　　（2018・9・3）\n").documents[0]
    assert document.date == "2018-09-03"


def test_a_session_with_its_day_below_is_of_the_head(tmp_path: Path) -> None:
    """As is the kind above it, which says that the document is minutes; of several sessions none is of the head."""
    head = "会議録\n\n第12回 水車談話会\n2009年11月28日（土） 於：谷川会館"
    document = content(tmp_path, head + TEXT).documents[0]
    assert (document.place, document.doc_type) == ("谷川会館", "minutes")
    several = "水車談話会のあゆみ\n\n第1回 会合\n2009年11月28日" + TEXT + "\n第2回 会合\n2010年2月3日" + TEXT
    assert content(tmp_path, several).documents[0].title == "水車談話会のあゆみ"
