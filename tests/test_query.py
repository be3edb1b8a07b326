"""The grammar: what parses to which tree, and where each mistake is pointed at."""

from __future__ import annotations

import contextlib
import time

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from fumikura.errors import QueryError
from fumikura.query import parse
from fumikura.query.tree import And, Boost, Fuzzy, InField, Near, Not, Or, Phrase, Prefix, Substring, Word


@pytest.mark.parametrize(
    ("query", "tree"),
    [
        ("台湾", Word("台湾")),
        ("台湾　尖閣", And((Word("台湾"), Word("尖閣")))),
        ("台湾 AND 尖閣", And((Word("台湾"), Word("尖閣")))),
        ("A OR B C", Or((Word("A"), And((Word("B"), Word("C")))))),
        ("A|B", Or((Word("A"), Word("B")))),
        ("Ａ　ＯＲ　Ｂ", Or((Word("Ａ"), Word("Ｂ")))),
        ("台湾 -中国", And((Word("台湾"), Not(Word("中国"))))),
        ("台湾 －中国", And((Word("台湾"), Not(Word("中国"))))),
        ("台湾 NOT 中国", And((Word("台湾"), Not(Word("中国"))))),
        ("台湾 NOT -中国", And((Word("台湾"), Word("中国")))),
        ("（A | B） C", And((Or((Word("A"), Word("B"))), Word("C")))),
        ('"礎であり 続ける"', Phrase("礎であり 続ける")),
        ("「礎であり」", Phrase("礎であり")),
        ("「『A』「B」」", Phrase("『A』「B」")),
        ("”礎”", Phrase("礎")),
        (r'"a\"b\\c\d"', Phrase(r'a"b\c\d')),
        ("日米「2+2」会合", Word("日米「2+2」会合")),
        ("title:同盟", InField("title", Word("同盟"))),
        ("ＴＩＴＬＥ：同盟", InField("title", Word("同盟"))),
        ("section:(A B)", InField("section", And((Word("A"), Word("B"))))),
        ("同盟^2 抑止", And((Boost(Word("同盟"), 2.0), Word("抑止")))),
        ('"同盟"^0.5', Boost(Phrase("同盟"), 0.5)),
        ("防衛*", Prefix("防衛")),
        ("極超音速~1", Fuzzy("極超音速", 1)),
        ("極超音速~", Fuzzy("極超音速", 1)),
        ("A NEAR/8 B", Near(Word("A"), Word("B"), 8)),
        ("A ＮＥＡＲ B", Near(Word("A"), Word("B"), 8)),
        *(
            (word, Word(word))
            for word in ("2+2", "F-35", "C/A", "第5条", "U.S.", "http://a.jp/b", "10:30", "日本:米国")
        ),
        *((word, Word(word)) for word in ("10~20", "C++", "ｶﾞ", "①", "２＋２", "10～20", "A・B", "😀", "〒")),
    ],
)
def test_queries_parse(query: str, tree: object) -> None:
    """Each form of the grammar gives its tree, in full width too, and part numbers stay words."""
    assert parse(query).tree == tree


@pytest.mark.parametrize(
    ("query", "position", "says"),
    [
        ("", 0, "empty"),
        (" 　", 2, "empty"),
        ("OR", 0, "no word to search for"),
        ("NOT OR", 0, "no word to search for"),
        ("-", 0, "no word to search for"),
        ("?^0", 0, "no word to search for"),
        ("()", 0, "no word to search for"),
        ('""', 0, "no word to search for"),
        ("*", 0, "no word to search for"),
        ("台湾^1000", 2, "weight"),
        ("極超音速~9", 0, "1 or 2"),
        ("A NEAR/1001 B", 2, "distance"),
        ("(" * 65 + "a", 64, "deep"),
        ("a " * 501, 1000, "more than 500"),
        ("a" * 10_001, 10_000, "10,001 characters"),
        ("a NEAR " * 80 + "b", 51, "NEAR may link"),
    ],
)
def test_mistakes_are_pointed_at(query: str, position: int, says: str) -> None:
    """A mistake is a QueryError that says what is wrong, and where."""
    with pytest.raises(QueryError, match=says) as caught:
        parse(query)
    assert caught.value.position == position
    assert caught.value.query == query


@pytest.mark.parametrize(
    ("query", "same", "codes"),
    [
        ("台湾 + 中国", "台湾 中国", ["query.sign"]),
        ("台湾 / 尖閣", "台湾 尖閣", ["query.sign"]),
        ("台湾 && 尖閣", "台湾 尖閣", []),
        ("+台湾 尖閣", "台湾 尖閣", []),
        ("台湾||尖閣", "台湾 OR 尖閣", []),
        ('台湾 "尖閣', "台湾 尖閣", ["query.unclosed"]),
        ('台湾 "尖閣 諸島', '台湾 "尖閣 諸島"', ["query.unclosed"]),
        ("台湾 「尖閣", "台湾 尖閣", ["query.unclosed"]),
        ('5"砲', "5 砲", ["query.unclosed"]),
        ("台湾 (尖閣 OR 沖縄", "台湾 (尖閣 OR 沖縄)", ["query.unclosed"]),
        ("台湾)", "台湾", ["query.unopened"]),
        ("台湾 ()", "台湾", ["query.sign"]),
        ('台湾 ""', "台湾", ["query.sign"]),
        ("台湾 OR", "台湾", ["query.sign"]),
        ("OR 台湾", "台湾", ["query.sign"]),
        ("台湾 OR AND 尖閣", "台湾 尖閣", ["query.sign"]),
        ("台湾 NOT", "台湾", ["query.sign"]),
        ("台湾 or 尖閣", "台湾 OR 尖閣", ["query.spoken"]),
        ("台湾 Ａｎｄ 尖閣", "台湾 尖閣", ["query.spoken"]),
        ("or 台湾", '"or" 台湾', []),
        ("台湾^0", "台湾", ["query.no-weight"]),
        ("米~1", "米", ["query.similar"]),
        ("year:2013", "year 2013", ["query.field"]),
        ("台湾 US:中国", "台湾 us 中国", ["query.field"]),
        ("title:", "title", []),
        ("text:-台湾 米国", "-text:台湾 米国", []),
        ("A NEAR/0 B", "A NEAR/1 B", ["query.near"]),
        ("A NEAR/ B", "A NEAR/8 B", ["query.near"]),
        ("A NEAR -B", "A -B", ["query.sign"]),
        ('"台湾 尖閣"~5', "台湾 NEAR/5 尖閣", ["query.near"]),
        ('"a b c"~3 d', "(a NEAR/3 b NEAR/3 c) d", ["query.near"]),
        ("台湾 –中国", "台湾 -中国", ["query.minus"]),
        ("台湾 ⁻中国", "台湾 -中国", ["query.minus"]),
        ("台湾 ─中国", "台湾 -中国", ["query.minus"]),
        ("―台湾の海峡―", "台湾の海峡", ["query.dashes"]),
        ("-中国", "-中国", ["query.everything-without"]),
        ("439年 - 589年。", "439年 589年。", ["query.sign"]),
        ("水回り（国内の", "水回り 国内の", ["query.unclosed"]),
        ("日本の首都は ？", "日本の首都は", []),
        ("日本 → 米国", "日本 米国", ["query.sign"]),
        ('日本 "・"', "日本", ["query.sign"]),
        ("「・」", "「」", ["query.sign", "query.read-over"]),
    ],
)
def test_what_can_be_guessed_is_read_and_noted(query: str, same: str, codes: list[str]) -> None:
    """A query with a slip means what another means, and says what of it was read otherwise than typed."""
    parsed = parse(query)
    assert str(parsed.tree) == str(parse(same).tree)
    assert [note.code for note in parsed.notes] == codes


@pytest.mark.parametrize(
    ("query", "tree"),
    [
        ("*湾", Substring("湾", open_end=False)),
        ("＊湾＊", Substring("湾", open_end=True)),
        ("湾*", Prefix("湾")),
        ("a*b", Word("a*b")),
    ],
)
def test_stars(query: str, tree: object) -> None:
    """Behind a word, in front of it, on both sides; inside of it a star is a character."""
    assert parse(query).tree == tree


WORDS = st.sampled_from(["台湾", "F-35", "2+2", "第5条", "a:b"[:1], "同盟の抑止力", "U.S."])
TREES = st.recursive(
    st.one_of(
        WORDS.map(Word),
        WORDS.map(Prefix),
        st.text("日本\"\\'「」()|-^ ab", min_size=1).filter(lambda run: run.strip(" \"'「」")).map(Phrase),
        st.just(Fuzzy("極超音速技術", 2)),
    ),
    lambda inner: st.one_of(
        st.lists(inner, min_size=2, max_size=3).map(lambda found: And(tuple(found))),
        st.lists(inner, min_size=2, max_size=3).map(lambda found: Or(tuple(found))),
        st.tuples(inner, inner, st.integers(1, 9)).map(lambda found: Near(*found)),
        st.tuples(WORDS, WORDS).map(lambda found: And((Word(found[0]), Not(Word(found[1]))))),
        WORDS.map(lambda word: Boost(InField("title", Word(word)), 2.5)),
    ),
    max_leaves=8,
)


@given(TREES)
@example(And((Not(Word("台湾")), Phrase("米-"))))
def test_a_tree_prints_as_a_query_that_parses_to_it(tree: object) -> None:
    """`Results.parsed` can be searched again."""
    assert parse(str(tree)).tree == tree


@given(
    st.text(
        st.one_of(st.sampled_from('台湾 OR NOT-－"「」()（）|^2~1*:*NEAR/'), st.characters()), max_size=60
    )
)
@settings(max_examples=400)
def test_any_text_is_answered(text: str) -> None:
    """Whatever is typed gives a tree or a QueryError that points inside it."""
    try:
        parse(text)
    except QueryError as error:
        assert 0 <= error.position <= len(text)


@pytest.mark.parametrize(
    "query",
    ["(" * 9999, "-" * 9999, "^2" * 4999, '"' * 9999, "「" * 9999, "a OR " * 1900, "~1" * 4999, "a|" * 4999],
)
def test_no_query_takes_long(query: str) -> None:
    """The worst queries of the allowed length are answered in a moment."""
    started = time.process_time()
    with contextlib.suppress(QueryError):
        parse(query)
    assert time.process_time() - started < 1
