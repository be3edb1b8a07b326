"""Filter values: every way of writing a year, a date or a name, and an error for what is none."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fumikura.errors import ArgumentError, FilterError
from fumikura.fields import NO_FILTERS, Filters
from fumikura.filters import make_filters, parse_years, resolve
from fumikura.search import open_index
from fumikura.vocabulary import DOC_TYPES, KINDS, MEETINGS, SIDES
from sample import SAMPLE, write_index


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("2013", (2013, 2013)),
        ("２０１３", (2013, 2013)),
        ("２０１３年", (2013, 2013)),
        ("平成25", (2013, 2013)),
        ("平成２５年", (2013, 2013)),
        ("H25", (2013, 2013)),
        ("令和元", (2019, 2019)),
        ("令和", (2019, 9999)),
        ("平成", (1989, 2019)),
        ("2007..2014", (2007, 2014)),
        ("2007-2014", (2007, 2014)),
        ("２００７～２０１４", (2007, 2014)),
        ("2007〜2014", (2007, 2014)),
        ("2007…2014", (2007, 2014)),
        ("..2014", (None, 2014)),
        ("2007..", (2007, None)),
        ("平成19..平成26", (2007, 2014)),
        ("平成..令和元", (1989, 2019)),
        (" 2007 .. 2014 ", (2007, 2014)),
    ],
)
def test_years_in_every_form(text: str, years: tuple[int | None, int | None]) -> None:
    """A year, an era and a range are understood however they are written."""
    assert parse_years(text) == years


@pytest.mark.parametrize(
    "value",
    [
        "",
        " ",
        "..",
        "-",
        "abc",
        "2014..2007",
        "2013-10-03",
        "2011-06",
        "平成99",
        "13",
        "20130",
        "2007..x",
        "x" * 10_000,
    ],
)
def test_no_year_is_an_error(value: str) -> None:
    """What is no year is an error that shows the value and says how to write one."""
    with pytest.raises(FilterError) as caught:
        make_filters(year=value)
    assert caught.value.remedy
    assert len(str(caught.value)) < 400


@pytest.mark.parametrize(
    "value", [True, 0, -1, 10_000, 3.5, b"2013", (2001,), (1, 2, 3), (None, None), (2014, 2007)]
)
def test_no_year_from_python_is_an_error(value: object) -> None:
    """A value of the wrong type or size is a FilterError, never a TypeError."""
    with pytest.raises(FilterError):
        make_filters(year=value)


def test_year_values_of_python() -> None:
    """A tuple is a range, a list is OR, and strings may stand in both."""
    assert make_filters(year=2013).years == ((2013, 2013),)
    assert make_filters(year=(2007, 2024)).years == ((2007, 2024),)
    assert make_filters(year=(2007, None)).years == ((2007, None),)
    assert make_filters(year=("平成19", "平成26")).years == ((2007, 2014),)
    assert make_filters(year=[2013, "2015..", (2007, 2009)]).years == (
        (2013, 2013),
        (2015, None),
        (2007, 2009),
    )


def test_nothing_restricts_nothing() -> None:
    """None and empty lists leave every passage in."""
    assert make_filters() == make_filters(year=[], meeting=[], document=()) == NO_FILTERS == Filters()


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        ("2013-10-03", "2013-10-03", ("2013-10-03", "2013-10-03")),
        ("2013", "2013", ("2013-01-01", "2013-12-31")),
        ("2012-02", "2012-02", ("2012-02-01", "2012-02-29")),
        ("平成25年10月3日", "平成25", ("2013-10-03", "2013-12-31")),
        ("２０１３年１０月", "2013/10/3", ("2013-10-01", "2013-10-03")),
        (2013, 2014, ("2013-01-01", "2014-12-31")),
        (datetime.date(2013, 10, 3), None, ("2013-10-03", None)),
    ],
)
def test_dates_are_spans(first: object, last: object, expected: tuple[str | None, str | None]) -> None:
    """`from` means the first day of what is given, `to` the last one."""
    filters = make_filters(date_from=first, date_to=last)
    assert (filters.date_from, filters.date_to) == expected


@pytest.mark.parametrize("value", ["", "x", "2013-13-01", "2013-02-30", True, 3.5, b"2013"])
def test_no_date_is_an_error(value: object) -> None:
    """A bad date is an error on either side."""
    with pytest.raises(FilterError, match="date"):
        make_filters(date_from=value)
    with pytest.raises(FilterError, match="date"):
        make_filters(date_to=value)


def test_reversed_dates_are_an_error() -> None:
    """A span that ends before it begins is a mistake, not an empty answer."""
    with pytest.raises(FilterError, match="2014-01-01"):
        make_filters(date_from="2014", date_to="2013")


def test_names_people_use() -> None:
    """Meetings, types, sides and kinds are found by their Japanese names, in any width and case."""
    filters = make_filters(
        meeting=["日米安全保障協議委員会", "scc", "首脳会談"],
        doc_type="白書",
        side="米側",
        kind=["表", "脚注"],
    )
    assert filters.of("meeting") == {"2+2", "summit"}
    assert filters.of("doc_type") == {"white-paper"}
    assert filters.of("side") == {"us"}
    assert filters.of("kind") == {"table-row", "footnote"}
    assert make_filters(meeting="２＋２").of("meeting") == {"2+2"}


@pytest.mark.parametrize(
    ("name", "valid"), [("meeting", MEETINGS), ("doc_type", DOC_TYPES), ("side", SIDES), ("kind", KINDS)]
)
def test_unknown_names_list_the_valid_ones(name: str, valid: dict[str, object]) -> None:
    """An unknown value is answered with all that are known."""
    with pytest.raises(FilterError) as caught:
        make_filters(**{name: "宴会"})
    assert "宴会" in caught.value.message
    assert all(code in caught.value.remedy for code in valid)


def _resolved(known: set[str], **asked: object) -> set[str]:
    """What a filter becomes where passages have these values."""
    ((_, values),) = resolve(make_filters(**asked), lambda _: known).values
    return set(values)


def test_values_that_only_an_index_knows() -> None:
    """A document is its id, of a name a part will do, and a tag has those below it; width and case make no difference."""
    assert _resolved({"a", "ab"}, document="a") == {"a"}
    assert _resolved({"防衛省", "防衛省・外務省", "内閣府"}, publisher="防衛省") == {
        "防衛省",
        "防衛省・外務省",
    }
    assert _resolved({"甲野委員長", "乙川委員"}, speaker=["甲野", "乙川"]) == {"甲野委員長", "乙川委員"}
    assert _resolved({"ＡＢ Smith"}, speaker="ab smith") == {"ＡＢ Smith"}
    assert _resolved({"coding", "coding/peace", "codings"}, tag="coding") == {"coding", "coding/peace"}
    assert make_filters(type="白書") == make_filters(doc_type="白書")


def test_unknown_values_name_near_ones() -> None:
    """A value that no passage has is answered with those that look like it, or with there being none."""
    known = {"scc-2021-03-16-joint-statement", "white-paper-2014-3-2-2"}
    assert _resolved(known, document=sorted(known)) == known
    with pytest.raises(FilterError, match="scc-2021-03-16-joint-statement"):
        _resolved(known, document="scc-2021")
    reports = {"a-10-report.pdf", "a-10-report.txt", "a-15-faq", "a-20-mail"}
    with pytest.raises(FilterError, match=r"There are: a-10-report\.pdf, a-10-report\.txt, a-15-faq"):
        _resolved(reports, document="a-10")
    with pytest.raises(FilterError, match="No passage has one"):
        _resolved(set(), tag="x")
    with pytest.raises(FilterError):
        make_filters(document=" ")


def test_unknown_filters_list_the_valid_ones() -> None:
    """A filter that is none is an error, not a passage more."""
    with pytest.raises(FilterError, match=r"no filter yaer\. Valid: .*year"):
        make_filters(yaer=2013)


@given(st.text(max_size=30))
def test_any_text_is_a_year_or_an_error(text: str) -> None:
    """No text brings the parser down, and a range is never the wrong way round."""
    try:
        first, last = parse_years(text)
    except FilterError:
        return
    assert first is None or last is None or first <= last


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("query", 3), ("query", None), ("query", b"a"), ("mode", "some"), ("sort", 1), ("limit", "3"), ("limit", True),
        ("limit", -1), ("offset", None), ("offset", 1.5), ("timeout", "1"), ("timeout", 0), ("excerpt_size", None),
    ],
)  # fmt: skip
def test_arguments_of_a_wrong_type(tmp_path: Path, name: str, value: object) -> None:
    """An argument of Python that is none is an error of ours, and what it says names it or what is valid."""
    with open_index(write_index(tmp_path, SAMPLE)) as index:
        arguments: dict[str, Any] = {"query": "台湾", name: value}
        with pytest.raises(ArgumentError) as caught:
            index.search(**arguments)
    assert caught.value.code.startswith("argument.")
    assert str(caught.value)
