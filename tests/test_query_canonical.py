"""The canonical string of queries: one for every way to type the same, in half and full width."""

from __future__ import annotations

import pytest

from fumikura.query import parse
from fumikura.query.tree import Word

CANONICAL = {
    # words and what binds them
    "台湾": "台湾",
    "  台湾　 尖閣 ": "(台湾 尖閣)",
    "台湾 AND 尖閣": "(台湾 尖閣)",
    "台湾　ＡＮＤ　尖閣": "(台湾 尖閣)",
    "台湾 OR 尖閣": "(台湾 OR 尖閣)",
    "台湾 ＯＲ 尖閣": "(台湾 OR 尖閣)",
    "台湾|尖閣": "(台湾 OR 尖閣)",
    "台湾｜尖閣": "(台湾 OR 尖閣)",
    "台湾 -中国": "(台湾 -中国)",
    "台湾 －中国": "(台湾 -中国)",
    "台湾 −中国": "(台湾 -中国)",
    "台湾 NOT 中国": "(台湾 -中国)",
    "台湾 ＮＯＴ 中国": "(台湾 -中国)",
    "a b OR c d": "((a b) OR (c d))",
    "(a OR b) c": "((a OR b) c)",
    "（a ｜ b）　c": "((a OR b) c)",
    # what is left out, of the whole level
    "台湾 –中国": "(台湾 -中国)",
    "台湾 ー中国": "(台湾 -中国)",
    "台湾 !中国": "(台湾 -中国)",
    "台湾 not 中国": "(台湾 -中国)",
    "a OR b -c": "((a OR b) -c)",
    "-c a OR b": "((a OR b) -c)",
    "(a -c) OR b": "((a -c) OR b)",
    "-台湾": "(-台湾)",
    "a OR (-c)": "(a OR (-c))",
    "―日米同盟の役割― 概要": "(日米同盟の役割 概要)",
    "ーサーバーー": "(-サーバーー)",
    # runs
    '"礎であり"': '"礎であり"',
    "＂礎であり＂": '"礎であり"',
    "“礎であり”": '"礎であり"',
    "”礎であり”": '"礎であり"',
    "「礎であり」": '"礎であり"',
    "「「2+2」会合」": '"「2+2」会合"',
    r'"a\"b"': r'"a\"b"',
    # nearness, beginnings, similar words
    "抑止 NEAR/8 同盟": "(抑止 NEAR/8 同盟)",
    "抑止 NEAR 同盟": "(抑止 NEAR/8 同盟)",
    "抑止　ＮＥＡＲ／３　同盟": "(抑止 NEAR/3 同盟)",
    "防衛*": "防衛*",
    "防衛＊": "防衛*",
    "ブリンケン~1": "ブリンケン~1",
    "ブリンケン~": "ブリンケン~1",
    "ブリンケン～１": "ブリンケン~1",
    "極超音速技術～２": "極超音速技術~2",
    # what would be read otherwise side by side
    "2013年 * 3月": "(2013年 AND 3月)",
    "台湾 or": '(台湾 "or")',
    "台湾 or~ 尖閣": '(台湾 "or" 尖閣)',
    "台湾^2^3": "(台湾^2 ^3)",
    "台湾 ー": "台湾",
    # fields and weights
    "title:同盟": "title:同盟",
    "ｔｉｔｌｅ：同盟": "title:同盟",
    "Section:(再編 移設)": "section:(再編 移設)",
    '-title:"共同発表" 台湾': '(-title:"共同発表" 台湾)',
    "同盟^2": "同盟^2",
    "同盟＾２．５": "同盟^2.5",
    "(a b)^0.5": "(a b)^0.5",
    # signs that are parts of words
    **{
        word: word
        for word in (
            "2+2", "２＋２", "F-35", "Ｆ－３５", "SM-3", "C/A", "第5条", "U.S.", "AT&T", "10:30", "10~20", "10～20",
            "日米「2+2」会合", "http://a.jp/b", "C++", "#3", "A・B", "16,000人",
        )
    },
}  # fmt: skip


@pytest.mark.parametrize(("query", "canonical"), CANONICAL.items())
def test_a_query_has_one_canonical_string(query: str, canonical: str) -> None:
    """However it is typed, the tree prints as one string, which parses to the same tree."""
    tree = parse(query).tree
    assert str(tree) == canonical
    assert parse(canonical).tree == tree


@pytest.mark.parametrize("word", ["2+2", "F-35", "SM-3", "C/A", "第5条"])
def test_part_numbers_are_words(word: str) -> None:
    """Signs inside of a word are no operators."""
    assert parse(word).tree == Word(word)
