"""Tables: their pages put together, their rows cut into passages, each with its own meeting."""

from __future__ import annotations

from pathlib import Path

import pytest

from extraction import read_bytes
from fumikura.models import Passage
from texts import content


def _rows(folder: Path, *lines: str, name: str = "sample.md") -> list[tuple[str, str, str]]:
    """Date, meeting and text of each row of a text."""
    passages = content(folder, "\n".join(lines) + "\n", name).passages
    return [(each.date, each.meeting, each.text) for each in passages if each.kind == "table-row"]


HEADER = "年月日\t会談／場所\t概要"
SUMMIT = "2019/6/28\t日米首脳会談／大阪\t貿易について意見を交換した。"
DEFENSE = "2019/6/1\t日米防衛相会談／シンガポール\tFMSの合理化を進める。"


def test_a_row_has_its_own_date_and_meeting(tmp_path: Path) -> None:
    """Each row of a table of meetings is about its own, in whatever way the date is written; the header is not."""
    assert _rows(
        tmp_path,
        HEADER,
        DEFENSE,
        "令和元年8月7日\t日米外相会談／東京\t韓国との関係について議論した。",
        "２０１９年９月\t日米「2＋2」／ニューヨーク\t宇宙での協力を進める。",
        "14（平成26）年4月24日\t日米首脳会談\t尖閣について確認した。",
    ) == [
        ("", "", "年月日　会談／場所　概要"),
        ("2019-06-01", "defense-ministers", "2019/6/1　日米防衛相会談／シンガポール　FMSの合理化を進める。"),
        ("2019-08-07", "foreign-ministers", "令和元年8月7日　日米外相会談／東京　韓国との関係について議論した。"),
        ("2019-09", "2+2", "２０１９年９月　日米「2＋2」／ニューヨーク　宇宙での協力を進める。"),
        ("2014-04-24", "summit", "14（平成26）年4月24日　日米首脳会談　尖閣について確認した。"),
    ]  # fmt: skip


def test_the_place_stands_after_the_slash(tmp_path: Path) -> None:
    """日米首脳会談／大阪 was held in 大阪."""
    passages = content(tmp_path, f"{HEADER}\n{SUMMIT}\n", "sample.md").passages
    assert [each.place for each in passages] == ["", "大阪"]


def test_each_item_of_a_cell_is_a_passage(tmp_path: Path) -> None:
    """A cell with a list gives a passage an item, all with the date and the line of their row."""
    row = "2019/6/1\t日米防衛相会談\t<ul><li>瀬取りに対応する。</li><li>訓練を<b>拡充</b>する。</li></ul>"
    passages = content(tmp_path, f"{HEADER}\n{row}\n", "sample.md").passages
    assert [(each.text, each.date, each.lines) for each in passages[1:]] == [
        ("2019/6/1　日米防衛相会談", "2019-06-01", (2, 2)),
        ("瀬取りに対応する。", "2019-06-01", (2, 2)),
        ("訓練を拡充する。", "2019-06-01", (2, 2)),
    ]


@pytest.mark.parametrize("between", [[""], ["", "", "12", ""], ["", "- 12 -", ""], ["", "12ページ", ""]])
def test_a_table_over_two_pages_is_one(tmp_path: Path, between: list[str]) -> None:
    """The header and the row's first cells that the next page repeats are kept once, a page number between or none."""
    repeated = "2019/6/28\t日米首脳会談／大阪\t北朝鮮の非核化に向けて連携する。"
    rows = _rows(tmp_path, HEADER, DEFENSE, SUMMIT, *between, HEADER, repeated, DEFENSE)
    assert [text for _, _, text in rows] == [
        "年月日　会談／場所　概要",
        "2019/6/1　日米防衛相会談／シンガポール　FMSの合理化を進める。",
        "2019/6/28　日米首脳会談／大阪　貿易について意見を交換した。",
        "北朝鮮の非核化に向けて連携する。",
        "2019/6/1　日米防衛相会談／シンガポール　FMSの合理化を進める。",
    ]
    assert rows[3][:2] == ("2019-06-28", "summit")


def test_a_table_may_go_on_without_its_header(tmp_path: Path) -> None:
    """A page that begins with an empty first cell goes on with the row above it."""
    rows = _rows(tmp_path, HEADER, SUMMIT, "", "\t（続き）\t北朝鮮の非核化に向けて連携する。", DEFENSE)
    assert rows[2] == ("2019-06-28", "summit", "（続き）　北朝鮮の非核化に向けて連携する。")


def test_repeated_cells_are_known_though_misread(tmp_path: Path) -> None:
    """The second reading of 日米「2+2」会合 may have other brackets and spaces."""
    rows = _rows(
        tmp_path,
        HEADER,
        "2023/1/11\t日米安全保障協 議委員会 (「2+2」) ／ワシントン\t認識を共有した。",
        "",
        HEADER,
        "2023/1/11\t日米安全保障協議委員会 (I2+2J)／ワシントン\t協力を深める。",
    )
    assert rows[2] == ("2023-01-11", "2+2", "日米安全保障協議委員会 (I2+2J)／ワシントン　協力を深める。")


def test_two_meetings_of_one_day_are_two(tmp_path: Path) -> None:
    """The first row of a page that has the date of the last one, but another meeting, keeps all of its cells."""
    other = "2019/6/28\t日米外相会談／大阪\t中東の情勢について議論した。"
    rows = _rows(tmp_path, HEADER, SUMMIT, "", HEADER, other)
    assert rows[-1] == ("2019-06-28", "foreign-ministers", other.replace("\t", "　"))


def test_tables_with_other_headers_stay_apart(tmp_path: Path) -> None:
    """Another header begins another table, and is kept."""
    rows = _rows(tmp_path, HEADER, DEFENSE, "", "国\t人数", "豪州\t300")
    assert [text for _, _, text in rows[2:]] == ["国　人数", "豪州　300"]


def test_a_row_without_a_date_goes_on_with_the_one_above(tmp_path: Path) -> None:
    """An empty first cell takes the date above it, and another meeting if it names one; a filled one does not."""
    rows = _rows(
        tmp_path,
        HEADER,
        SUMMIT,
        "\t\t気候変動についても議論した。",
        "\t日米外相会談／大阪\t中東の情勢について議論した。",
        "備考\t\t同日に署名した。",
    )
    assert [(date, meeting) for date, meeting, _ in rows[1:]] == [
        ("2019-06-28", "summit"),
        ("2019-06-28", "summit"),
        ("2019-06-28", "foreign-ministers"),
        ("", ""),
    ]


def test_days_under_a_year_of_their_own(tmp_path: Path) -> None:
    """Where the year stands in a column of its own, or only in the row above, the day is still known."""
    rows = _rows(
        tmp_path,
        "年\t月日\t会談",
        "2018年\t4月18日\t日米首脳会談",
        "\t6月29日\t日米防衛相会談",
        "平成31年\t1月16日\t日米防衛相会談",
    )
    assert [(date, meeting) for date, meeting, _ in rows[1:]] == [
        ("2018-04-18", "summit"),
        ("2018-06-29", "defense-ministers"),
        ("2019-01-16", "defense-ministers"),
    ]


@pytest.mark.parametrize(
    ("row", "date"),
    [
        ("2019/10/1～3\t日米防衛相会談", "2019-10-01"),
        ("2019年10月1日（火）\t日米防衛相会談", "2019-10-01"),
        ("2019年10月1日～3日\t日米防衛相会談", "2019-10-01"),
        ("（2019年10月1日）日米防衛相会談\t東京", "2019-10-01"),
        ("日米防衛相会談（令和元年10月1日）\t東京", "2019-10-01"),
        ("1\t2019.10.1\t日米防衛相会談", "2019-10-01"),
        ("2019年10月1日の訓練\t日米防衛相会談", ""),
        ("2019/10/1\t訓練", ""),
        ("2019/10/1\t日米防衛相会談では、多くのことが議論された。", ""),
    ],
)
def test_where_a_row_has_its_date(tmp_path: Path, row: str, date: str) -> None:
    """A cell that is a date, spans of days by their first, or a cell that names meeting and date; nothing else."""
    (found,) = _rows(tmp_path, row)
    assert found[:2] == (date, "defense-ministers" if date else "")


@pytest.mark.parametrize(
    "lines",
    [
        (
            "| 年度 | 地区 | 数 |",
            "|------|:----:|---:|",
            "| 令和5年度 | 北部 | 3 |",
            "| 令和6年度 | 南部 | 5 |",
        ),
        ("年度\t地区\t数", "令和5年度\t北部\t3", "令和6年度\t南部\t5"),
        (
            "<table><tr><th>年度</th><th>地区</th><th>数</th></tr>",
            "<tr><td>令和5年度</td><td>北部</td><td>3</td></tr>",
            "<tr><td>令和6年度</td><td>南部</td><td>5</td></tr></table>",
        ),
    ],
)
def test_tables_of_three_kinds_read_alike(tmp_path: Path, lines: tuple[str, ...]) -> None:
    """A table in pipes, in tabs and in HTML gives the same passages."""
    rows = _rows(tmp_path, *lines)
    assert [text for _, _, text in rows] == ["年度　地区　数", "令和5年度　北部　3", "令和6年度　南部　5"]


def test_rows_stand_under_the_caption_and_the_heads_of_their_table(tmp_path: Path) -> None:
    """The caption right above a table, and behind it the heads of the columns, end the section path of its rows."""
    parts = (
        "## 3 協議",
        "協議は次のとおりである。",
        "図表1-2 主な日米会談",
        f"{HEADER}\n{SUMMIT}",
        "会談は東京で開かれた。",
    )
    text = "\n\n".join(parts) + "\n"
    passages: tuple[Passage, ...] = content(tmp_path, text, "sample.md").passages
    assert [(each.kind, each.section) for each in passages] == [
        ("paragraph", ("3 協議",)),
        ("caption", ("3 協議",)),
        ("table-row", ("3 協議", "図表1-2 主な日米会談")),
        ("table-row", ("3 協議", "図表1-2 主な日米会談", "年月日 / 会談／場所 / 概要")),
        ("paragraph", ("3 協議",)),
    ]


def test_tables_of_a_page_with_the_same_head_stay_apart(tmp_path: Path) -> None:
    """Only pages of extracted text break a table; where tags end it, the head of the next is a row of its own."""
    table = "<table><tr><th>年</th><th>出席者</th></tr><tr><td>1975</td><td>甲</td></tr></table>"
    passages = read_bytes(
        tmp_path, "a.html", f"{table}<h1>会議の一覧について</h1>{table}{table}".encode()
    ).passages
    assert [p.text for p in passages].count("年\u3000出席者") == 3
    assert [p.text for p in passages].count("1975\u3000甲") == 3


def test_the_same_year_in_a_cell(tmp_path: Path) -> None:
    """同年 and 翌年 in the column of years are of the year of the row above, with a month that has its own cell."""
    head = ("| 年 | 月 | 会議 |", "|--|--|--|")
    rows = (
        "| 1999年 | 3月 | 日米首脳会談 |",
        "| 同年 | 9月 | 日米外相会談 |",
        "| 翌年 | 5月6日 | 日米首脳会談 |",
    )
    assert [date for date, _, _ in _rows(tmp_path, *head, *rows)][1:] == ["1999-03", "1999-09", "2000-05-06"]


def test_dates_in_another_column_than_the_first(tmp_path: Path) -> None:
    """The column that is headed as one of dates gives the rows theirs, wherever it stands."""
    rows = ("回\t開催日\t議題", "第1回\t平成20年4月3日\t堤の高さ", "第2回\t平成20年6月9日\t橋の幅")
    assert [date for date, _, _ in _rows(tmp_path, *rows)] == ["", "2008-04-03", "2008-06-09"]


def test_dates_that_several_cells_tell(tmp_path: Path) -> None:
    """Year, month and day may stand in cells of their own; 同年, 翌年, 〃 and blanks are of the row above."""
    dates = [
        date
        for date, _, _ in _rows(
            tmp_path,
            "| 年 | 月 | 日 | 出来事 |",
            "|---|---|---|---|",
            "| 大正8（1919）年 | 4月 | 1日 | 桟橋を延ばす |",
            "|  |  | 3日 | 定期船が就航する |",
            "| 〃 | 11月 |  | 起工式を行う |",
            "|  | 1月 |  | 工事が止まる |",
            "| 同年 | 8月 |  | 工事を再び始める |",
            "| 翌年3月 |  |  | 落成する |",
            "| 同年 |  |  | 灯台が建つ |",
        )
    ]
    assert dates == ["", "1919-04-01", "1919-04-03", "1919-11", "1920-01", "1920-08", "1921-03", "1921"]


def test_a_table_of_labels_dates_its_document(tmp_path: Path) -> None:
    """Rows that are labels and values say when and where; their first row is no head, nor is a list of rooms a place."""
    text = "# 交通会議の結果について\n\n{}\n\n## 議題\n\n運賃について協議した。\n"
    told = "| 開催日時 | 令和5年11月2日（木）14時から |\n|---|---|\n| 開催場所 | 市役所5階会議室 |\n| 出席者 | 委員12名 |"
    found = content(tmp_path, text.format(told), "sample.md")
    assert [(each.date, each.place) for each in found.documents] == [("2023-11-02", "市役所5階会議室")]
    assert {p.section for p in found.passages if p.kind == "table-row"} == {("交通会議の結果について",)}
    rooms = "| 会場 | 定員 |\n|---|---|\n| 青葉会館 | 120名 |\n| みなと館 | 80名 |"
    assert [each.place for each in content(tmp_path, text.format(rooms), "sample.md").documents] == [""]


def test_a_month_and_its_day_in_cells_of_their_own(tmp_path: Path) -> None:
    """A day beside the cell of its month makes the date whole."""
    rows = ("年月\t日\t会議", "令和2年9月\t1日\t日米首脳会談", "令和2年10月\t5日（月）\t日米外相会談")
    assert [date for date, _, _ in _rows(tmp_path, *rows)][1:] == ["2020-09-01", "2020-10-05"]
