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
