"""Which meeting a title, a heading or a cell names, and when it was."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fumikura.structure.meetings import Occasion, meeting_in, occasion_of


@pytest.mark.parametrize(
    ("text", "meeting"),
    [
        ("日米安全保障協議委員会（２＋２）共同発表", "2+2"),
        ("日米「2＋2」会合", "2+2"),
        ("日豪外務・防衛閣僚協議（「2＋2」）", "2+2"),
        ("日米安全保障協 議委員会／ワシントン", "2+2"),
        ("SCC共同発表（協議の結果）", "2+2"),
        ("ＳＣＣ会合", "2+2"),
        ("日米首脳会談", "summit"),
        ("日米豪印首脳会合", "summit"),
        ("G7広島サミット", "summit"),
        ("日米首脳テレビ会談", "summit"),
        ("日米防衛相会談", "defense-ministers"),
        ("日英防衛相会談（概要）", "defense-ministers"),
        ("日比国防相会談", "defense-ministers"),
        ("日米韓防衛大臣会合", "defense-ministers"),
        ("日米防衛相電話会談", "defense-ministers"),
        ("日米外相会談", "foreign-ministers"),
        ("G7外務大臣会合", "foreign-ministers"),
        ("日米経済政策協議委員会（経済版「2＋2」）", "other"),
        ("日米拡大抑止協議", "other"),
        ("日米戦略対話会議", "other"),
        ("防衛装備品の移転", ""),
        ("国防長官", ""),
        ("会議室の使い方", ""),
        ("参議院本会議", ""),
        ("町議会会議録", ""),
        ("甲乙会議設置法", ""),
        ("外務大臣", ""),
        ("主な日米首脳会談の実績", ""),
        ("日米会談の一覧", ""),
        ("", ""),
    ],
)
def test_the_meeting_that_a_text_names(text: str, meeting: str) -> None:
    """Names of meetings give their code, of Japan with any country; offices, and lists of meetings, name none."""
    assert meeting_in(text) == meeting


def test_the_first_meeting_named_counts() -> None:
    """日米首脳会談 before the 2+2 that prepared it is a summit."""
    assert meeting_in("日米首脳会談（「2＋2」会合を踏まえて）") == "summit"


@pytest.mark.parametrize(
    ("text", "occasion"),
    [
        ("日米首脳会談（14（平成26）年4月24日）", Occasion("2014-04-24", "summit")),
        ("① 日米防衛相会談(14(平成26)年5月31日)", Occasion("2014-05-31", "defense-ministers")),
        ("（2）日米「2＋2」会合（2015年4月27日）", Occasion("2015-04-27", "2+2")),
        ("日米首脳会談の様子（平成26年4月）", Occasion("2014-04", "summit")),
        ("日米外相会談　２０２１年３月１６日", Occasion("2021-03-16", "foreign-ministers")),
        ("日米首脳会談（2014年）", None),
        ("日米首脳会談", None),
        ("共同訓練（2014年4月24日）", None),
    ],
)
def test_a_heading_is_about_a_meeting_where_it_names_its_date(text: str, occasion: Occasion | None) -> None:
    """Meeting and date, at least to the month, make an occasion; one of them alone does not."""
    assert occasion_of(text) == occasion


@given(st.text())
def test_any_text_can_be_asked(text: str) -> None:
    """Whatever the text, the answer is a code that is known, or none."""
    assert meeting_in(text) in {"", "2+2", "summit", "defense-ministers", "foreign-ministers", "other"}
    occasion_of(text)
