"""Dates as Japanese documents write them, in both calendars."""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fumikura.dates import (
    ERAS,
    both_calendars,
    era_of,
    era_years,
    find_dates,
    find_time_expressions,
    parse_date,
    resolve_dates,
)
from fumikura.errors import FilterError
from fumikura.filters import make_filters

_FULL_WIDTH = str.maketrans("0123456789", "０１２３４５６７８９")
_KANJI_DIGITS = str.maketrans("0123456789", "〇一二三四五六七八九")


def _era(day: date) -> tuple[str, int]:
    found = era_of(day.isoformat())
    assert found is not None
    return found[0].name, found[1]


def _kanji(number: int) -> str:
    """A number up to 99 in kanji: 二十五."""
    tens, ones = divmod(number, 10)
    return (
        ("一二三四五六七八九"[tens - 1] if tens > 1 else "")
        + "十" * (tens > 0)
        + "〇一二三四五六七八九"[ones] * (ones > 0)
    )


def _first_as_gannen(number: int) -> str:
    return "元" if number == 1 else str(number)


def _era_day(day: date) -> str:
    era, number = _era(day)
    return f"{era}{_first_as_gannen(number)}年{day.month}月{day.day}日"


def _kanji_era_day(day: date) -> str:
    era, number = _era(day)
    year = "元" if number == 1 else _kanji(number)
    return f"{era}{year}年{_kanji(day.month)}月{_kanji(day.day)}日"


def _western_kanji(day: date) -> str:
    return f"{str(day.year).translate(_KANJI_DIGITS)}年{_kanji(day.month)}月{_kanji(day.day)}日"


def _both_around(day: date) -> str:
    era, number = _era(day)
    return f"{day.year}（{era}{number}）年{day.month}月{day.day}日"


def _both_short(day: date) -> str:
    era, number = _era(day)
    return f"{day.year % 100:02d}（{era}{number}）年{day.month}月{day.day}日"


def _both_era_first(day: date) -> str:
    era, number = _era(day)
    return f"{era}{number}（{day.year}）年{day.month}月{day.day}日"


def _both_era_whole(day: date) -> str:
    era, number = _era(day)
    return f"{era}{number}年（{day.year}年）{day.month}月{day.day}日"


def _both_western_whole(day: date) -> str:
    era, number = _era(day)
    return f"{day.year}年（{era}{_first_as_gannen(number)}年）{day.month}月{day.day}日"


_WAYS: tuple[Callable[[date], str], ...] = (
    date.isoformat,
    lambda day: f"{day.year}年{day.month}月{day.day}日",
    lambda day: f"{day.year}年{day.month}月{day.day}日".translate(_FULL_WIDTH),
    lambda day: f"{day.year} 年 {day.month} 月 {day.day} 日",
    lambda day: f"{day.year}年{day.month:02d}月{day.day:02d}日",
    lambda day: f"{day.year}/{day.month}/{day.day}",
    lambda day: f"{day.year}／{day.month}／{day.day}".translate(_FULL_WIDTH),
    lambda day: f"{day.year}.{day.month}.{day.day}",
    _western_kanji,
    _era_day,
    lambda day: _era_day(day).translate(_FULL_WIDTH),
    _kanji_era_day,
    _both_around,
    lambda day: _both_around(day).replace("（", "(").replace("）", ")"),
    lambda day: _both_around(day).translate(_FULL_WIDTH),
    _both_short,
    _both_era_first,
    _both_era_whole,
    _both_western_whole,
)
_days = st.dates(date(1868, 1, 25), date(2100, 12, 31))


@given(_days, st.sampled_from(_WAYS))
def test_every_day_is_found_in_every_way_of_writing_it(day: date, way: Callable[[date], str]) -> None:
    """A day from 1868 to 2100 is found in a sentence, whole, and as its ISO form, however it is written."""
    written = way(day)
    text = f"会合は、{written}に東京で開かれた。"
    found = find_dates(text)
    assert [(each.iso, text[each.start : each.end], each.whole) for each in found] == [
        (day.isoformat(), written, True)
    ]
    assert parse_date(written) == day.isoformat()


@given(st.dates(date(1927, 1, 1), date(2088, 12, 31)), st.sampled_from(["{}（同{}）年", "{}（同{}年）"]))
def test_a_year_of_two_digits_is_told_by_the_era_beside_it(day: date, form: str) -> None:
    """14（同26）年 is 2014 and 39（同14）年 is 1939: the century is that in which an era agrees."""
    written = form.format(f"{day.year % 100:02d}", _era(day)[1])
    assert parse_date(written) == f"{day.year:04d}"


@pytest.mark.parametrize(
    ("written", "iso"),
    [
        ("13（平成25）年", "2013"),
        ("14（同26）年", "2014"),
        ("13（同25年）", "2013"),
        ("07（平成19）年5月1日", "2007-05-01"),
        ("99（同11）年", "1999"),
        ("60（昭和35）年1月", "1960-01"),
        ("1991（平成 3）年", "1991"),
        ("令和6年7月28日", "2024-07-28"),
        ("２０２１年３月１６日", "2021-03-16"),
        ("2022/5/4", "2022-05-04"),
        ("2022／５／４", "2022-05-04"),
        ("2013年10月", "2013-10"),
        ("２０１３年", "2013"),
        ("2013", "2013"),
        ("2013/10", "2013-10"),
        ("平成25年", "2013"),
        ("令和元年5月1日", "2019-05-01"),
        ("昭和64年1月7日", "1989-01-07"),
        ("昭和三五年一月一九日", "1960-01-19"),
        ("平成二十五年十月三日", "2013-10-03"),
        ("一九六〇年一月一九日", "1960-01-19"),
        ("2013年10月3日（木）", "2013-10-03"),
        ("2013年10月3日(木曜日)", "2013-10-03"),
        ("　2013年10月3日　", "2013-10-03"),
        ("2024年2月29日", "2024-02-29"),
    ],
)
def test_a_text_that_is_a_date_is_read(written: str, iso: str) -> None:
    """A text that is a date and nothing else gives its ISO form, as exact as it was written."""
    assert parse_date(written) == iso


@pytest.mark.parametrize(
    "text",
    [
        "",
        "14件",
        "第13海兵遠征旅団",
        "2022/13/4",
        "10月3日",
        "2013年10月3日に開かれた",
        "同26年",
        "平成",
        "3.11",
        "2+2",
    ],
)
def test_what_is_no_date_is_none(text: str) -> None:
    """Numbers that make no date, dates without a year, and texts that only hold a date are none."""
    assert parse_date(text) is None


@pytest.mark.parametrize(
    "text", ["2013年間", "12345年", "第2条", "2021/3/161", "12022/5/4", "30年ぶり", "5年間"]
)
def test_other_numbers_in_a_text_are_no_dates(text: str) -> None:
    """A span of years, an ordinal, and digits that are part of a longer number hold no date."""
    assert find_dates(text) == ()


@pytest.mark.parametrize(
    ("text", "iso"),
    [("平成25年13月", "2013"), ("2013年2月30日", "2013"), ("2013年度", "2013"), ("2000年代", "2000")],
)
def test_an_impossible_day_leaves_the_year(text: str, iso: str) -> None:
    """Where month or day can't be, the year still stands."""
    assert [each.iso for each in find_dates(text)] == [iso]


def test_all_dates_of_a_text_are_found_in_order() -> None:
    """A text with several dates gives each of them once, the longest reading of each."""
    text = "13（平成25）年10月3日の会合、14（同26）年4月の会談、２０２１年３月１６日及び2022/5/4に続くもの。"
    assert [each.iso for each in find_dates(text)] == ["2013-10-03", "2014-04", "2021-03-16", "2022-05-04"]


def test_a_day_without_a_year_takes_that_of_the_context() -> None:
    """5月1日 is found only where a year is given for it, and is marked as not written whole."""
    assert find_dates("5月1日、米国において") == ()
    (found,) = find_dates("5月1日、米国において", year=2007)
    assert (found.iso, found.start, found.end, found.whole) == ("2007-05-01", 0, 4, False)
    assert [each.iso for each in find_dates("2007年5月1日", year=1999)] == ["2007-05-01"]
    assert find_dates("13月1日", year=2007) == ()


_PIECES = st.sampled_from(
    [
        *"0123456789０１９〇零一二三九十百千元廿年月日度代/.-・、～ 　()（）同翌前本今昨来先々間のMTSHR明昭平令㍻暦",
        *(
            "平成",
            "昭和",
            "令和",
            "1990年代",
            "2013",
            "2024/0",
            "July ",
            "9999",
            "10000",
            "から",
            "年度",
            "西暦",
        ),
    ]
)


@given(st.lists(_PIECES, max_size=12).map("".join), st.sampled_from(["", "2013", "2013-10", "9999-12-31"]))
def test_nothing_that_looks_like_a_date_breaks_the_reader(text: str, written: str) -> None:
    """Texts made of the pieces of dates are read in every way there is: as a text, a query, a filter."""
    mentions, named = resolve_dates(text, written)
    resolve_dates(text[::-1], written, named)
    assert all(0 <= each.start < each.end <= len(text) for each in mentions)
    assert all(each.prefixes for each in find_time_expressions(text))
    for name in ("year", "date_from"):
        with contextlib.suppress(FilterError):
            make_filters(**{name: text})


@given(st.text())
def test_any_text_can_be_asked_for_dates(text: str) -> None:
    """Whatever the text, mentions are in order, do not overlap, and are ISO dates that exist."""
    end = 0
    for each in find_dates(text, year=2000):
        assert end <= each.start < each.end <= len(text)
        end = each.end
        parts = [int(part) for part in each.iso.split("-")]
        date(*[*parts, 1, 1][:3])
    parse_date(text)
    era_years(text)


@pytest.mark.parametrize(
    ("expression", "years"),
    [
        ("2013", (2013, 2013)),
        ("２０１３年", (2013, 2013)),
        ("平成25", (2013, 2013)),
        ("平成25年", (2013, 2013)),
        ("平成25年度", (2013, 2013)),
        ("平成二十五年", (2013, 2013)),
        ("H25", (2013, 2013)),
        ("h25", (2013, 2013)),
        ("Ｒ６", (2024, 2024)),
        ("令和元年", (2019, 2019)),
        ("昭和35", (1960, 1960)),
        ("Showa 35", (1960, 1960)),
        ("令和", (2019, 9999)),
        ("平成", (1989, 2019)),
        ("heisei", (1989, 2019)),
        ("大正", (1912, 1926)),
        ("明治", (1868, 1912)),
        ("昭和64", (1989, 1989)),
    ],
)
def test_expressions_of_years(expression: str, years: tuple[int, int]) -> None:
    """A year, a year of an era, and an era alone give the first and last year that they mean."""
    assert era_years(expression) == years


@pytest.mark.parametrize(
    "expression", ["", "abc", "平成99", "昭和65", "平成0", "H", "0000", "20133", "去年", "平成25年10月"]
)
def test_what_is_no_expression_of_years(expression: str) -> None:
    """A year that its era did not have is none, and neither is a letter alone."""
    assert era_years(expression) is None


@pytest.mark.parametrize(
    ("iso", "era", "year"),
    [
        ("1868-01-25", "明治", 1),
        ("1912-07-29", "明治", 45),
        ("1912-07-30", "大正", 1),
        ("1926-12-24", "大正", 15),
        ("1926-12-25", "昭和", 1),
        ("1989-01-07", "昭和", 64),
        ("1989-01-08", "平成", 1),
        ("2019-04-30", "平成", 31),
        ("2019-05-01", "令和", 1),
        ("2019", "令和", 1),
        ("1989", "平成", 1),
        ("2019-04", "平成", 31),
    ],
)
def test_the_first_day_of_each_era(iso: str, era: str, year: int) -> None:
    """An era begins on its first day; a year alone counts as its last day."""
    found = era_of(iso)
    assert found is not None
    assert (found[0].name, found[1]) == (era, year)


def test_before_the_eras_there_is_none() -> None:
    """A date before 明治元年 has no era here, and is shown in the one calendar."""
    assert era_of("1867-12-31") is None
    assert both_calendars("1867-12-31", "ja") == "1867年12月31日"


@pytest.mark.parametrize(
    ("iso", "japanese", "english"),
    [
        ("2013-10-03", "2013年10月3日（平成25年）", "2013-10-03 (Heisei 25)"),
        ("2011-06", "2011年6月（平成23年）", "2011-06 (Heisei 23)"),
        ("2019", "2019年（令和元年）", "2019 (Reiwa 1)"),
        ("", "", ""),
    ],
)
def test_a_date_is_shown_in_both_calendars(iso: str, japanese: str, english: str) -> None:
    """A date reads in both calendars, as exact as it is known, and nothing reads as nothing."""
    assert (both_calendars(iso, "ja"), both_calendars(iso, "en")) == (japanese, english)


@given(_days)
def test_what_is_shown_is_read_again(day: date) -> None:
    """The Japanese form that is shown names one year, of which both calendars agree."""
    shown = both_calendars(day.isoformat(), "ja")
    assert {each.iso[:4] for each in find_dates(shown)} == {str(day.year)}


def test_the_eras_follow_each_other() -> None:
    """The eras are in order, each with its own name and letter."""
    days = [era.first_day for era in ERAS]
    assert days == sorted(days)
    assert [era.letter for era in ERAS] == ["M", "T", "S", "H", "R"]
