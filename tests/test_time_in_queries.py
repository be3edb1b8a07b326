"""Time in queries, through the whole pipeline: a date finds every way of writing it, to the exactness it has."""

from __future__ import annotations

import json
import random
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import fumikura
from fumikura.dates import era_of
from fumikura.filters import make_filters
from fumikura.search import Index


@contextmanager
def _index(rows: Iterable[dict[str, Any]]) -> Iterator[Index]:
    with TemporaryDirectory() as folder:
        file = Path(folder, "passages.jsonl")
        lines = (json.dumps({"id": f"{n}", **row}, ensure_ascii=False) for n, row in enumerate(rows))
        file.write_text("\n".join(lines), encoding="utf-8")
        fumikura.build_index(file, Path(folder, "index"))
        with fumikura.open_index(Path(folder, "index")) as index:
            yield index


def _texts(index: Index, query: str) -> set[str]:
    return {hit.passage.text for hit in index.search(query, limit=None).hits}


DAYS = (
    "2013年10月3日に",
    "２０１３年１０月３日に",
    "二〇一三年十月三日に",
    "二千十三年十月三日に",
    "平成25年10月3日に",
    "平成二十五年十月三日に",
    "13（平成25）年10月3日に",
    "13 (平成25) 年10月3日に",
    "13（平成25年）10月3日に",
    "2013（平成25）年10月3日に",
    "2013年（平成25年）10月3日に",
    "平成25（2013）年10月3日に",
    "平成25年(2013年)10月3日に",
    "2013/10/3に",
    "2013-10-03に",
    "2013.10.3に",
    "２０１３／１０／３に",
    "平成25.10.3に",
    "H25.10.3に",
    "2013 年 10 月 3 日に",
    "2013年10月3日（木）に",
    "2013年10月2日、3日に",
    "2013年10月1日から3日に",
    "平成24年に、25年10月3日に",
    "平成24年に、同25年10月3日に",
    "2013年に、10月3日に",
    "2013年に、同年10月3日に",
    "2013年10月に、同月3日に",
    "2012年に、翌年10月3日に",
    "2014年に、前年10月3日に",
    "2013年10月2日に、翌日に",
    "12（平成24）年に、13（同25）年10月3日に",
)
MONTHS = (
    "2013年10月に",
    "平成25年10月に",
    "平成二十五年十月に",
    "13（同25）年10月に",
    "2013/10に",
    "2013年9月から10月に",
)
YEARS = (
    "2013年に",
    "２０１３年に",
    "平成25年に",
    "平成二十五年に",
    "平成24年及び25年に",
    "平成24、25年に",
    "13（平成25）年に",
    "2010～2013年に",
    "平成22年から25年に",
    "2013年版に",
    "2013年末に",
    "2012～2014年に",
)
SAME_CHARACTERS = (
    "2013年間に",
    "約2013年に",
    "紀元前2013年に",
)  # lengths of time, and another count of years
OTHERS = (
    "第13海兵遠征旅団が",
    "14件が",
    "5年以内に",
    "16,000人が",
    "平成25年度に",
    "2013年度に",
    "50周年に",
    "3年間に",
    "2014年10月4日に",
    "平成13年に",
    "2013人が",
    "10月3日に",
)


@pytest.fixture(scope="module")
def forms() -> Iterator[Index]:
    """Every text above, as a passage without a date."""
    with _index({"text": text} for text in (*DAYS, *MONTHS, *YEARS, *SAME_CHARACTERS, *OTHERS)) as index:
        yield index


@pytest.mark.parametrize(
    "query",
    [
        "2013年",
        "平成25年",
        "平成二十五年",
        "二〇一三年",
        "２０１３年",
        "13（平成25）年",
        "2013年（平成25年）",
        "平成25（2013）年",
        "平成25",
    ],
)
def test_a_year_finds_its_months_and_days(forms: Index, query: str) -> None:
    """A year in any form finds each passage of that year, of its months and days, and else only its own characters.

    A fiscal year is none of that year, but has the characters of 平成25.
    """
    found = _texts(forms, query)
    assert found >= {*DAYS, *MONTHS, *YEARS}
    characters = {*SAME_CHARACTERS, *(() if query.endswith("年") else ("平成25年度に",))}
    assert found - {*DAYS, *MONTHS, *YEARS} <= characters


@pytest.mark.parametrize(
    "query", ["2013年10月", "平成25年10月", "平成二十五年十月", "2013-10", "2013/10", "13（平成25）年10月"]
)
def test_a_month_finds_its_days_and_not_its_year(forms: Index, query: str) -> None:
    """A month finds each passage of it or of one of its days, and none of its year alone."""
    assert _texts(forms, query) == {*DAYS, *MONTHS}


@pytest.mark.parametrize("query", [text.removesuffix("に") for text in DAYS[:19]] + ["2013年10月3日(木)"])
def test_a_day_finds_that_day_only(forms: Index, query: str) -> None:
    """A day finds every way of writing it, and neither its month nor its year alone."""
    assert _texts(forms, query) == set(DAYS)


@pytest.mark.parametrize(
    "query", ["2013年10月4日", "平成25年10月30日", "2013/10/31", "2012-10-03", "平成15年10月3日"]
)
def test_another_day_finds_none_of_them(forms: Index, query: str) -> None:
    """The day after, or the same day of another year, finds nothing."""
    assert _texts(forms, query) == set()


def test_a_date_in_quotes_is_its_characters(forms: Index) -> None:
    """Quotes ask for the characters as they stand, and for no other way of writing the date."""
    assert _texts(forms, '"H25.10.3"') == {"H25.10.3に"}
    assert _texts(forms, '"紀元前2013年"') == {"紀元前2013年に"}


CONTEXTS = (
    ("2007-05-01", "5月1日、ワシントンで", "2007年5月1日"),
    ("2007-05-01", "昨年11月の会談", "2006年11月"),
    ("2007-05-01", "来年夏の予定", "平成20年"),
    ("2011-06-21", "０５年，０７年の目標", "2007年"),
    ("2014-05-31", "同月15日に提出された", "平成26年5月15日"),
    ("2014", "同月15日に提出された", None),
    ("2023-01-13", "11日に開催された", "令和5年1月11日"),
    ("2023-05-18", "今月上旬の訪韓", "2023年5月"),
    ("2023", "4月の公式訪問", "2023年4月"),
    ("2023-02-01", "本年度の予算", "2022年度"),
    ("2014", "25年10月の会合", "2013年10月"),
    ("2014", "14年10月の会合", "2014年10月"),
    ("2020", "昭和62年、翌63年10月、64年1月に", "1989年1月"),
    ("2020", "令和に入り元年5月に", "2019年5月"),
    ("2020", "1997年の改定。9月23日に", "1997年9月23日"),
    ("2020", "2001年、前年に開いた。5月1日に", "2001年5月1日"),
    ("2020", "2007～2009年の計画。5月1日に", "2020年5月1日"),
    ("", "5月1日、ワシントンで", None),
)


@pytest.mark.parametrize(("written", "text", "query"), CONTEXTS)
def test_what_leans_on_its_context_is_resolved(written: str, text: str, query: str | None) -> None:
    """A date without its year is of the year named before it, else of the passage's date; without either it is none."""
    row = {"text": text, "date": written} if written else {"text": text}
    with _index([row]) as index:
        if query is not None:
            assert _texts(index, query) == {text}
        else:
            assert not any(_texts(index, f"{year}年") for year in range(1990, 2030))


def test_the_same_year_may_be_that_of_the_passage_before() -> None:
    """同年 at the head of a passage goes back to the one before it in the section, and to no other."""
    rows: list[dict[str, Any]] = [
        {"text": "2022年12月に発表した。", "date": "2023-01-13", "section": ["1"]},
        {"text": "同年10月の戦略", "date": "2023-01-13", "section": ["1"]},
        {"text": "同年9月の戦略", "date": "2023-01-13", "section": ["2"]},
    ]
    with _index(rows) as index:
        assert _texts(index, "2022年10月") == {"同年10月の戦略"}
        assert _texts(index, "2023年9月") == {"同年9月の戦略"}


def test_title_section_and_glosses_have_dates_too() -> None:
    """A date is found in each searched field, in several parts of it, and in the one that was named alone."""
    rows: list[dict[str, Any]] = [
        {"text": "本文", "title": "平成25年版白書"},
        {"text": "本文", "section": ["第1章 概観", "会合（13（平成25）年10月3日）"]},
        {"text": "本文", "glosses": ["注記", "2013年"]},
        {"text": "会合は平成25年", "glosses": ["どっかつ"]},
    ]
    with _index(rows) as index:
        found = {
            field: [
                hit.passage.id for hit in index.search(f"{field}2013年", limit=None, sort="document").hits
            ]
            for field in ("", "title:", "section:", "glosses:", "text:")
        }
    assert found == {
        "": ["2", "3"], "title:": ["0"], "section:": ["1"], "glosses:": ["2"], "text:": ["3"],
    }  # fmt: skip


MEETINGS = (
    "平成25年10月の共同発表",
    "2013年10月3日の「2+2」共同発表",
    "2014年の共同発表",
    "2013年の会合",
    "共同発表",
)


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("2013年 共同発表", {0, 1}),
        ("2013年の共同発表", {0, 1}),
        ("2013年共同発表", {0, 1}),
        ("平成25年10月の「2+2」共同発表", {1}),
        ("2013年以降の共同発表は何か", {0, 1}),
        ("共同発表 -2013年", {2, 4}),
        ("平成25年 OR 平成26年", {0, 1, 2, 3}),
        ("2013年 NEAR/8 共同発表", {0, 1}),
        ("(2013年 | 2014年) 会合", {3}),
        ("2012～2013年の共同発表", {0, 1}),
        ("13（平成25）年の共同発表", {0, 1}),
        ("13（平成25）年10月 共同発表", {0, 1}),
    ],
)
def test_a_date_in_a_query_is_a_word_of_its_own(query: str, found: set[int]) -> None:
    """A date is taken out of a longer run, and goes with every operator."""
    with _index({"text": text} for text in MEETINGS) as index:
        assert _texts(index, query) == {MEETINGS[number] for number in found}


PERIODS = (
    "2007～2014年の計画",
    "1990年代の議論",
    "1995年の会合",
    "平成19年度の予算",
    "2007年4月の会合",
    "80年代の議論",
    "1939年～1945年",
)


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("2010年", {0}),
        ("2007年", {0, 4}),
        ("2014年", {0}),
        ("2015年", set()),
        ("2007年度", {3}),
        ("平成19年度", {3}),
        ("1990年代", {1, 2}),
        ("1995年", {2}),
        ("1980年代", {5}),
        ("1942年", {6}),
        ("1994～1996年", {2}),
        ("平成18年から20年", {0, 4}),
        ("2007年3月～5月", {4}),
    ],
)
def test_ranges_decades_and_fiscal_years(query: str, found: set[int]) -> None:
    """A short range speaks of its years, a decade holds its years but is none of them, a fiscal year is itself."""
    with _index({"text": text} for text in PERIODS) as index:
        assert _texts(index, query) == {PERIODS[number] for number in found}


def test_what_was_understood_is_said_and_marked() -> None:
    """`parsed` gives a date in ISO 8601 where the query says it otherwise, and the whole mention is marked."""
    with _index([{"text": "会合は13（平成25）年10月3日に開かれた。"}]) as index:
        results = index.search("平成25年 会合")
        (hit,) = results.hits
        assert results.parsed == "(平成25年 会合) [平成25年 = 2013]"
        assert [hit.passage.text[a:b] for a, b in hit.highlights] == ["会合", "13（平成25）年10月3日"]
        assert index.search("会合").parsed == "会合"


def _era(day: date) -> tuple[str, int]:
    found = era_of(day.isoformat())
    assert found is not None
    return found[0].name, found[1]


def _ways(day: date) -> list[str]:
    era, count = _era(day)
    year, month, number = day.year, day.month, day.day
    return [
        day.isoformat(),
        f"{year}年{month}月{number}日",
        f"{year}/{month}/{number}",
        f"{year}.{month}.{number}",
        f"{era}{'元' if count == 1 else count}年{month}月{number}日",
        f"{era}{count}年{month}月{number}日".translate(str.maketrans("0123456789", "０１２３４５６７８９")),
        f"{year % 100:02d}（{era}{count}）年{month}月{number}日",
        f"{era}{count}（{year}）年{month}月{number}日",
        f"{str(year).translate(str.maketrans('0123456789', '〇一二三四五六七八九'))}年{month}月{number}日",
    ]


@settings(max_examples=2, deadline=None)
@given(st.integers())
def test_every_day_is_found_in_every_form_by_every_other(seed: int) -> None:
    """A day from 1868 to 2100 is found by its query in another form, with all passages of that day and no others."""
    chance = random.Random(seed)
    first = date(1868, 1, 25)
    days = [first + timedelta(chance.randrange((date(2100, 12, 31) - first).days)) for _ in range(90)]
    days += [day + timedelta(1) for day in days[:40]]
    rows = [{"text": f"会合は、{chance.choice(_ways(day))}に開かれた。"} for day in days]
    with _index(rows) as index:
        for day in (*days, *(day + timedelta(1) for day in days)):
            expected = {str(number) for number, other in enumerate(days) if other == day}
            found = index.search(chance.choice(_ways(day)), limit=None, highlight=False).hits
            assert {hit.passage.id for hit in found} == expected


@pytest.mark.parametrize(
    ("query", "text"),
    [
        ("H25年10月3日", "平成25年10月3日の会談"),
        ("Ｈ２５．１０．３", "2013年10月3日の会談"),
        ("令和3-7-18", "2021年7月18日に発表"),
        ("令和3.7", "2021年7月に発表"),
        ("昭和45年 1/1", "1970年1月1日に発効"),
        ("西暦2021年7月18日", "令和3年7月18日"),
        ("2021年7月18日", "西暦2021年7月18日の発表"),
        ("2021年7月18日", "Released on July 18, 2021."),
        ("July 18, 2021", "2021年7月18日の発表"),
        ("18 July 2021", "令和3年7月18日の発表"),
        ("2021年7月", "the 2+2 of July 2021"),
        ("2013年", "平成廿五年の白書"),
        ("平成廿五年", "2013年の白書"),
        ("二千〇七年", "2007年の決定"),
        ("2007年", "二千〇七年に決定した。"),
        ("R5年度", "令和5年度の予算"),
        ("令和5年度", "R5年度の予算"),
        ("2023年度", "the budget of FY2023"),
        ("S56年4月", "1981年4月の報告"),
        ("2013年10月3日", "2013年10⽉3⽇の会談"),
        ("2013年10月3日 会談", "October 3, 2013の会談"),
    ],
)
def test_more_ways_to_write_a_date(query: str, text: str) -> None:
    """Letters of eras, English months, the old kanji for twenty, fiscal years: from either side."""
    with _index([{"text": text}]) as index:
        assert index.search(query).total == 1


@pytest.mark.parametrize(
    ("query", "text"),
    [
        ("令和5年", "令和5年度の予算"),
        ("2023年", "R5年度の予算"),
        ("令和5年度", "令和5年の予算"),
        ("2021年7月18日", "July 18, 2022"),
        ("2021年7月1日", "2021年7月18日"),
        ("2021/7/1", "2021/7/18の発表"),
        ("H25年", "第H25号の機材"),
        ("3日", "会議は13日に開かれた。"),
    ],
)
def test_what_is_another_date(query: str, text: str) -> None:
    """A fiscal year is no calendar year, and a date that goes on is another one."""
    with _index([{"text": text}]) as index:
        assert index.search(query).total == 0


@pytest.mark.parametrize(
    ("given", "first", "last"),
    [
        ("H25.10.3", "2013-10-03", "2013-10-03"),
        ("July 18, 2021", "2021-07-18", "2021-07-18"),
        ("西暦2013年", "2013-01-01", "2013-12-31"),
        ("二千〇七年", "2007-01-01", "2007-12-31"),
        ("令和5年度", "2023-04-01", "2024-03-31"),
        ("FY2013", "2013-04-01", "2014-03-31"),
        ("Ｈ２５年", "2013-01-01", "2013-12-31"),
    ],
)
def test_dates_of_filters(given: str, first: str, last: str) -> None:
    """A filter takes every form that a query takes; a fiscal year is from April to March."""
    filters = make_filters(date_from=given, date_to=given)
    assert (filters.date_from, filters.date_to) == (first, last)
