"""Years and dates as values of filters: every way of writing them means the same."""

from __future__ import annotations

import pytest

from fumikura.errors import FilterError
from fumikura.filters import make_filters, parse_years


@pytest.mark.parametrize(
    "text",
    [
        "2013",
        "２０１３年",
        "二〇一三年",
        "平成25",
        "平成二十五年",
        "H25",
        "13（平成25）年",
        "2013年（平成25年）",
        "平成25（2013）年",
        "2013年度",
        "2013..2013",
    ],
)
def test_a_year_in_every_form(text: str) -> None:
    """One year is one year, in either calendar or in both at once."""
    assert parse_years(text) == (2013, 2013)


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("平成19年から21年", (2007, 2009)),
        ("平成19年から平成21年", (2007, 2009)),
        ("平成19..21", (2007, 2009)),
        ("2007～2014年", (2007, 2014)),
        ("2007～14年", (2007, 2014)),
        ("2007-14", (2007, 2014)),
        ("2013年以降", (2013, None)),
        ("平成25年から", (2013, None)),
        ("平成25年以前", (None, 2013)),
        ("1990年代", (1990, 1999)),
    ],
)
def test_periods_in_words(text: str, years: tuple[int | None, int | None]) -> None:
    """A range may be written as it is said, its second year by its last digits."""
    assert parse_years(text) == years


@pytest.mark.parametrize(
    "text", ["2011-06", "平成25年10月", "13", "平成99", "21年", "平成19年、23年", "同年", "5年以降"]
)
def test_what_means_no_years_is_an_error(text: str) -> None:
    """A month, a bare number, a year that an era hadn't, and two single years are refused."""
    with pytest.raises(FilterError, match=r"not a (year|range)"):
        parse_years(text)


@pytest.mark.parametrize(
    "text",
    [
        "2013-10-03",
        "2013/10/3",
        "2013.10.3",
        "２０１３年１０月３日",
        "平成25年10月3日",
        "平成二十五年十月三日",
        "13（平成25）年10月3日",
        "H25.10.3",
        "2013年10月3日（木）",
    ],
)
def test_a_day_in_every_form(text: str) -> None:
    """--from and --to take a day however it is written."""
    filters = make_filters(date_from=text, date_to=text)
    assert (filters.date_from, filters.date_to) == ("2013-10-03", "2013-10-03")
