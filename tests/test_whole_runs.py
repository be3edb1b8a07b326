"""Letters and digits match whole: where a run of characters may begin and end in a folded text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fumikura.matching.whole import is_whole, is_whole_date, needs_check


def _whole(text: str, run: str, *, open_start: bool = False, open_end: bool = False) -> bool:
    at = text.index(run)
    return is_whole(text, at, at + len(run), open_start=open_start, open_end=open_end)


@pytest.mark.parametrize(
    ("text", "run"),
    [
        ("会議は3日に", "3日"),
        ("f35aを配備", "f35"),
        ("f35aを配備", "35"),
        ("aiの活用", "ai"),
        ("新ai戦略", "ai"),
        ("main stream", "stream"),
        ("二十五人", "二十五人"),
        ("第3部第2章", "3"),
        ("3日間", "3日"),
        ("usjapan", "usjapan"),
        ("25.10.3に", "10"),
        ("25.10.3に", "3"),
        ("1,2,3の", "2"),
        ("6-20-1", "20"),
        ("5 3日", "3日"),
        ("約1.5億", "1.5億"),
        ("日米同盟", "米同"),
        ("2013年10月", "10月"),
    ],
)
def test_a_run_that_is_whole(text: str, run: str) -> None:
    """Nothing of its own kind goes on beside it."""
    assert _whole(text, run)


@pytest.mark.parametrize(
    ("text", "run"),
    [
        ("main stream", "ai"),
        ("the rapist", "rap"),
        ("13日に", "3日"),
        ("14万2000円", "2000円"),
        ("二十五人", "五人"),
        ("pac30を", "pac3"),
        ("1.5度", "5度"),
        ("1.5度", "1"),
        ("10,000人", "000人"),
        ("10,000人", "10"),
        ("〇・五の", "五"),
        ("2013年", "201"),
        ("3万人", "3"),
        ("statusquo", "status"),
        ("größe", "gr"),
        ("москва", "моск"),
    ],
)
def test_a_run_that_is_part_of_another(text: str, run: str) -> None:
    """A letter goes on in a letter, a number in a digit, a kanji numeral, its thousands or its decimals."""
    assert not _whole(text, run)
    assert needs_check(run)
    assert _whole(text, run, open_start=True, open_end=True)
    assert not needs_check(run, open_start=True, open_end=True)


def test_a_star_opens_one_side() -> None:
    """With * behind, what follows doesn't matter; what stands before does."""
    assert _whole("aids", "ai", open_end=True)
    assert not _whole("aids", "ai", open_start=True)
    assert _whole("main", "in", open_start=True)
    assert not _whole("domain", "ma", open_end=True)


@pytest.mark.parametrize("needle", ["台湾海峡", "抑止力の", "-", "「", ""])
def test_most_runs_need_no_check(needle: str) -> None:
    """What begins and ends in neither letter nor numeral is whole wherever it stands."""
    assert not needs_check(needle)


@pytest.mark.parametrize(
    ("text", "date", "whole"),
    [
        ("2013/10/30", "2013/10/3", False),
        ("令和5年度", "令和5年", False),
        ("令和5年の", "令和5年", True),
        ("令和5年度", "令和5年度", True),
        ("2013年10月", "2013年", True),
    ],
)
def test_a_date_that_goes_on_is_another(text: str, date: str, whole: bool) -> None:
    """In a digit, or from a year to a fiscal year."""
    at = text.index(date)
    assert is_whole_date(text, at, at + len(date)) is whole


@given(st.text("a1.,三・年 日", max_size=12), st.integers(0, 12), st.integers(0, 12))
def test_what_needs_no_check_is_always_whole(text: str, start: int, size: int) -> None:
    """`needs_check` never says no of a run that is somewhere not whole; the whole text always is."""
    end = min(start + size, len(text))
    if start < end and not needs_check(text[start:end]):
        assert is_whole(text, start, end)
    assert is_whole(text, 0, len(text))
