"""The days of diaries, logs and chronologies: how they are written, and which year and month they are of."""

from __future__ import annotations

from pathlib import Path

import pytest

from texts import content

DIARY = """山川の日記

2019年9月16日(月)
朝は雨で、昼から晴れた。
橋まで歩いた。
2019年9月15日(日)
本を読んだ。
"""

MONTH = """書斎の記録

■2005年3月■

3日（木）　晴
書類を整理した。

4(金) 雨
本を読み終えた。

10/5(Wed) 休み
洗濯をした。
"""

FISCAL = """庭球部 2013年度活動記録

4/12(土) 総会を開いた。役員を選んだ。
9/6(土) 合宿の反省会を開いた。
1/11(土) 初打ち。十五名が集まった。
"""

BACKWARDS = """活動日誌 2022年

8月10日(水)、駅前で話した。
人が多かった。
8月7日(日)、車を洗った。
7月31日(日)、会議に出た。
"""

CHANGES = """# 頁の更新履歴

## 2011年の更新

- 12/28 年末の挨拶を載せた。
- 1/11 抱負を書いた。

## 2010年の更新

- 【12/30】 写真を載せた。
"""

TABLE = """# 工事の記録

## 令和3年

| 月日 | 事項 |
|---|---|
| 4月1日(木) | 契約を結んだ |
| 12/20 | 橋桁を架けた |
| 1月15日 | 開通を祝った |
"""

HEADED = """港の八月九日

1989 平成元年8月9日(水)

記録その一

【港】荷揚げが始まる

港では荷揚げが始まった。

1990 平成2年8月9日(木)

記録その二

【港】荷揚げが終わる

港では荷揚げが終わった。
"""

CALENDARS = """# 港の年表

| 年号 | (西暦) | できごと |
|---|---|---|
| 安元2年 | 1176 | 御堂が建てられる。 |
| 建久3年 | 1192 | 港が開かれる。 |
"""

RECIPE = """煮物の作り方 2010年5月1日

- 1/2 カップの水
- 1/4 カップの油
- 1/3 カップの酢
"""


@pytest.mark.parametrize(
    ("text", "days"),
    [
        pytest.param(
            DIARY, {"朝は": "2019-09-16", "橋まで": "2019-09-16", "本を": "2019-09-15"}, id="two days alone"
        ),
        pytest.param(
            MONTH, {"書類": "2005-03-03", "本を": "2005-03-04", "洗濯": "2005-10-05"}, id="below a month"
        ),
        pytest.param(
            FISCAL,
            {"総会": "2013-04-12", "合宿": "2013-09-06", "初打ち": "2014-01-11"},
            id="of a fiscal year",
        ),
        pytest.param(
            BACKWARDS,
            {"駅前": "2022-08-10", "人が": "2022-08-10", "車を": "2022-08-07", "会議": "2022-07-31"},
            id="the latest first",
        ),
        pytest.param(
            CHANGES,
            {"年末": "2011-12-28", "抱負": "2011-01-11", "写真": "2010-12-30"},
            id="items below a year",
        ),
        pytest.param(
            TABLE, {"契約": "2021-04-01", "橋桁": "2021-12-20", "開通": "2022-01-15"}, id="rows below a year"
        ),
        pytest.param(HEADED, {"始まった": "1989-08-09", "終わった": "1990-08-09"}, id="above other headings"),
        pytest.param(CALENDARS, {"御堂": "1176", "港が開": "1192"}, id="years in a column of our calendar"),
        pytest.param(RECIPE, {"の水": "2010-05-01", "の酢": "2010-05-01"}, id="fractions are no days"),
    ],
)
def test_what_was_told_of_a_day_has_its_date(tmp_path: Path, text: str, days: dict[str, str]) -> None:
    """A day is of the year and month named above it, however it is written, and dates what stands below or behind it."""
    passages = content(tmp_path, text, "sample.md" if text.startswith("#") else "sample.txt").passages
    found = {words: next(p.date for p in passages if words in p.text) for words in days}
    assert found == days


LIFE = """ある画家の年譜

1901（明治34）年　0歳
5月6日、港町に生まれる。父は船頭。

1920（大正9）年　19歳
4月、美術学校に入る。
同年9月に、最初の絵を売る。

1925（大正14）年　24歳
初めての展覧会を開く。
翌年、海を渡る。
"""


def test_years_of_a_life_head_what_was_then(tmp_path: Path) -> None:
    """A year with an age heads what is told of it; a month with which a paragraph begins is of that year."""
    passages = content(tmp_path, LIFE).passages
    assert [(each.section[-1][:4], each.date) for each in passages if "。" in each.text] == [
        ("1901", "1901-05-06"),
        ("1920", "1920-04"),
        ("1920", "1920-09"),
        ("1925", "1925"),
        ("1925", "1926"),
    ]


def test_rows_of_a_chronology_begin_with_their_days(tmp_path: Path) -> None:
    """The line that names the columns is no part of the first row, whatever it ends with."""
    text = "町の歩み\n\n"
    text += (
        "年月　　　　できごと\n1931年4月　　役場が建つ\n1932年　　　　橋が架かる\n　　9月　　　祭りを開く\n"
    )
    assert [(each.date, each.text) for each in content(tmp_path, text).passages][1:] == [
        ("", "年月　　　　できごと"),
        ("1931-04", "1931年4月　　役場が建つ"),
        ("1932", "1932年　　　　橋が架かる"),
        ("1932-09", "9月　　　祭りを開く"),
    ]


def test_the_year_of_a_log_stands_in_its_title(tmp_path: Path) -> None:
    """A year without 年 at the end of a title, and one alone on a line, are those of the days below."""
    text = "庭の記録 2018\n\n4/1（日）\n種をまいた。\n\n12/30（日）\n葉を片付けた。\n\n2019\n\n1/6（日）\n土を入れた。\n"
    assert [(each.date, each.text) for each in content(tmp_path, text).passages if "。" in each.text] == [
        ("2018-04-01", "種をまいた。"),
        ("2018-12-30", "葉を片付けた。"),
        ("2019-01-06", "土を入れた。"),
    ]


def test_the_same_year_and_the_next(tmp_path: Path) -> None:
    """同年 and 翌年 before a month are of the year of the entry above."""
    text = "橋の年表\n\n- 1931年4月 橋が架かる\n- 同年9月 祭りを開く\n- 翌年3月 灯がともる\n"
    assert [each.date for each in content(tmp_path, text).passages][1:] == ["1931-04", "1931-09", "1932-03"]


def test_numbered_sessions_with_their_days(tmp_path: Path) -> None:
    """Rows that are a number, a day and what was dealt with are of these days."""
    rows = ("第1回  平成30年5月28日  進め方", "第2回  平成30年8月3日   橋", "第3回  平成30年11月19日 堤")
    text = "橋の会\n\n会は、次のとおり開かれた。\n\n" + "\n".join(rows) + "\n"
    dates = [p.date for p in content(tmp_path, text).passages if p.text.startswith("第")]
    assert dates == ["2018-05-28", "2018-08-03", "2018-11-19"]


def test_years_of_two_figures_are_of_the_century_of_the_year_above(tmp_path: Path) -> None:
    """51年 below 1947年 is 1951, 03年 below 99年 is 2003; 31・9 is a year and its month, '96.4.17 a day."""
    by_years = "港の歩み\n\n1947年　港を開く\n　51年　倉庫を建てる\n　99年　橋を架ける\n　03年　灯台を直す\n"
    by_months = "港の歩み\n\n1904～5　堤を築く\n10・8　港を開く\n31・9　倉庫を建てる\n'96.4.17　橋を架ける\n"
    assert [each.date for each in content(tmp_path, by_years).passages][1:] == [
        "1947",
        "1951",
        "1999",
        "2003",
    ]
    assert [each.date for each in content(tmp_path, by_months).passages][1:] == [
        "1904",
        "1910-08",
        "1931-09",
        "1996-04-17",
    ]


def test_days_of_months_and_years_of_eras_are_no_years_of_two_figures(tmp_path: Path) -> None:
    """10/11 below a year of days is a day, and 31年 below 1955年（昭和30年） is the next year of the era."""
    days = "会の記録\n\n1998年度\n10/11　総会を開いた。\n11/12　庭を見た。\n12/05　茶会を開いた。\n"
    eras = "町の歩み\n\n1955年（昭和30年）　町となる\n31年　役場を建てる\n33年　学校を開く\n"
    assert [each.date for each in content(tmp_path, days).passages][2:] == [
        "1998-10-11",
        "1998-11-12",
        "1998-12-05",
    ]
    assert [each.date for each in content(tmp_path, eras).passages][1:] == ["1955", "1956", "1958"]


def test_year_and_month_on_lines_of_their_own_are_over_their_days(tmp_path: Path) -> None:
    """Each may stand above the days, the first of them below the title, too."""
    text = "床の記\n\n昭和十二年\n\n三月\n\n三十日　雨\n\n本を読む。\n\n四月\n\n一日　晴\n\n庭に出る。\n\n"
    text += "昭和十三年\n\n一月\n\n二日\n\n客が来る。\n"
    told = [each for each in content(tmp_path, text).passages if "。" in each.text]
    assert [(each.date, each.section) for each in told] == [
        ("1937-03-30", ("昭和十二年", "三月", "三十日　雨")),
        ("1937-04-01", ("昭和十二年", "四月", "一日　晴")),
        ("1938-01-02", ("昭和十三年", "一月", "二日")),
    ]


def test_times_are_rows_below_the_days_of_a_log(tmp_path: Path) -> None:
    """What breaks off at the end of a row does not go on with the day below it, nor with the next time."""
    text = "大雨の記録\n\n2019年\n10月10日（木）\n　09:00　　詰め所を開く\n　16:30　　早めの避難を呼びかけ\n"
    text += "10月11日（金）\n　5時10分　　職員を集め、堤を見回り\n　06:00　　橋を閉じる\n"
    assert [(each.date, each.text) for each in content(tmp_path, text).passages if ":" in each.text] == [
        ("2019-10-10", "09:00　　詰め所を開く"),
        ("2019-10-10", "16:30　　早めの避難を呼びかけ"),
        ("2019-10-11", "06:00　　橋を閉じる"),
    ]


def test_a_heading_has_its_day_in_brackets(tmp_path: Path) -> None:
    """A day without its year is of that of the document, or of the one before where it would be half a year later."""
    text = "調査の報告\n\n2019年1月8日\n青葉研究会\n\n１　はじめの調査（12月20日）\n\n"
    text += (
        "北の谷を歩き、古い水路の跡を確かめた。住民三人から話を聞いた。\n\n２　次の調査（1月5日（土））\n\n"
    )
    text += "図書館で地図を写した。水路は大正のころに造られたものとわかった。\n"
    told = [each.date for each in content(tmp_path, text).passages if each.text.endswith("。")]
    assert told == ["2018-12-20", "2019-01-05"]


def test_the_first_entry_of_a_log_has_its_heading(tmp_path: Path) -> None:
    """Where a log begins with its first entry, the day and its matter head that as they head the others."""
    text = (
        "令和4年11月30日 第四回堤の会の開催\n公民館の二階において、山川会長と町の役員の出席のもと、会を開きました。\n"
        "A 橋の幅をもう一度測り、川の水が増えたときの高さと比べることにする。\nB 堤の高さを調べたいと思います\n"
        "※高さは役場に聞く\n▲上へ\n令和4年10月25日 第三回堤の会の開催\n"
        "役場の二階において、山川会長と町の役員の出席のもと、会を開きました。\n"
    )
    told = {p.text: (p.date, p.section) for p in content(tmp_path, text).passages}
    assert told["B 堤の高さを調べたいと思います"] == ("2022-11-30", ("令和4年11月30日 第四回堤の会の開催",))
    assert told["役場の二階において、山川会長と町の役員の出席のもと、会を開きました。"] == (
        "2022-10-25",
        ("令和4年10月25日 第三回堤の会の開催",),
    )


def test_entries_below_the_day_of_a_report(tmp_path: Path) -> None:
    """What a report lists with days was before it was made, and days in sentences above have nothing to do with it."""
    text = (
        "視察の結果\n\n平成24年5月9日\n\n5月1日、副大臣は、甲国を訪問し、港を見た。結果は次のとおり。\n\n"
        "日程\n　4月30日　東京発\n　5月1日　会談\n　5月4日　東京着\n"
    )
    found = {each.text[:5]: each.date for each in content(tmp_path, text).passages}
    assert (found["4月30日"], found["5月1日　"], found["5月4日　"]) == (
        "2012-04-30",
        "2012-05-01",
        "2012-05-04",
    )


def test_two_rows_half_a_year_apart(tmp_path: Path) -> None:
    """They are of the year above them: nothing else says that the rows run backwards."""
    text = "# 会議の記録\n\n## 平成21年\n\n| 月日 | 会議 |\n|---|---|\n| 5月20日 | 第1回会議 |\n| 11月6日 | 第2回会議 |\n"
    found = {each.text[:3]: each.date for each in content(tmp_path, text, "a.md").passages}
    assert (found["5月2"], found["11月"]) == ("2009-05-20", "2009-11-06")


def test_a_day_that_tells_what_was_then_heads_nothing(tmp_path: Path) -> None:
    """Below years on lines of their own; of what is said of this year the year is the date, not the day above."""
    text = "年表\n1945年（昭和20年）\n8月15日　終戦\n1951年（昭和26年）\n9月8日　平和条約に署名\n"
    text += "この年　経済が上向く\n1960年（昭和35年）\n1月19日　新条約に署名\n6月　広場に人が集まる\n"
    assert [(each.date, each.section) for each in content(tmp_path, text).passages if "　" in each.text] == [
        ("1945-08-15", ()),
        ("1951-09-08", ()),
        ("1951", ()),
        ("1960-01-19", ()),
        ("1960-06", ()),
    ]


@pytest.mark.parametrize(("named", "day"), [("6月12日", "2024-06-12"), ("6月20日", "2024-06-13")])
def test_a_title_has_the_day_that_is_told_in_brackets(tmp_path: Path, named: str, day: str) -> None:
    """Where the page was put up soon after it; one that is still to come is not the document's."""
    text = (
        f"町長の動き（{named}）\n2024年6月13日0時10分\n\n　午前8時、役場に着く。\n　午後1時、町議会に出席。\n"
    )
    assert content(tmp_path, text).documents[0].date == day


def test_a_chronology_is_not_of_the_day_of_its_first_row(tmp_path: Path) -> None:
    """Rows of days tell what was on each; the document has a day where its head or its end says so."""
    rows = "1951. 9. 8　　条約に署名\n1960. 1.19　　港を開く\n1978.11.27　　堤を築く\n"
    for head, date in (("年　月　日　　事　項\n", ""), ("2020年3月1日作成\n", "2020-03-01")):
        found = content(tmp_path, f"港の年表\n\n{head}{rows}")
        assert found.documents[0].date == date
        assert [each.date for each in found.passages][-3:] == ["1951-09-08", "1960-01-19", "1978-11-27"]


def test_numbered_sessions_of_the_same_year(tmp_path: Path) -> None:
    """同年 behind the number of a session is of the year of the one above, and no row of them is a title."""
    rows = (
        "第１回　令和元年５月13日　委員長",
        "第２回　同年７月８日　論点",
        "第３回　令和２年１月20日　骨子",
        "第４回　同年３月２日　報告",
    )
    text = (
        "２　会議の経過\n\n　委員会は次のとおり開催した。\n\n"
        + "\n".join(rows)
        + "\n\n３　今後の予定\n\n　四月に公表する。\n"
    )
    found = content(tmp_path, text)
    assert not found.documents[0].title.startswith("第")
    assert [p.date for p in found.passages if p.text.startswith("第")] == [
        "2019-05-13",
        "2019-07-08",
        "2020-01-20",
        "2020-03-02",
    ]
