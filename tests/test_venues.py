"""Where a meeting was or a treaty was signed, as documents say of themselves."""

from __future__ import annotations

from pathlib import Path

import pytest

from texts import content


@pytest.mark.parametrize(
    ("head", "place"),
    [
        pytest.param("日乙首脳共同声明\n1996年4月17日\n東京\n", "東京", id="on a line of its own"),
        pytest.param("日乙首脳共同声明\n京都、1996年4月17日\n", "京都", id="before the day"),
        pytest.param("日乙首脳共同声明\n1996年4月17日\n（仮訳）\n", "", id="another line"),
        pytest.param(
            "橋の共用に関する協定\n\n　千九百六十年一月十九日ワシントンで署名\n　同年六月二十三日効力発生\n",
            "ワシントン",
            id="signed",
        ),
        pytest.param("橋の共用に関する協定\n（1960年1月19日、パリにおいて署名）\n", "パリ", id="in brackets"),
    ],
)
def test_the_head_says_where(tmp_path: Path, head: str, place: str) -> None:
    """A city beside the day of what states said together, and the place where a treaty was signed."""
    text = f"{head}\n１　両国は、橋を共に用いることで一致し、その費用を分けて負担することを確認した。\n"
    assert content(tmp_path, text).documents[0].place == place


def test_of_a_house_in_a_city_the_city_is_the_place(tmp_path: Path) -> None:
    """ワシントンの国務省において is in Washington."""
    text = (
        "日米外相会談（概要）\n平成19年5月1日\n\n　5月1日、ワシントンの国務省において、会談が開催された。\n"
    )
    assert content(tmp_path, text).documents[0].place == "ワシントン"
