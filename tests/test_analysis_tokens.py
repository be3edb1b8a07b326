"""Cutting into tokens: compounds, lemmas, roles, and what would hurt MeCab."""

from __future__ import annotations

import threading
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fumikura.text import Analyzer, Role, dictionary_version
from fumikura.text.morphemes import PIECE
from offsets import check_offsets

ANALYZER = Analyzer()


def terms(text: str, *, content: bool = False) -> list[str]:
    """The terms of a text, of all tokens or of those with content."""
    return [token.term for token in ANALYZER.analyze(text).tokens if token.content or not content]


@pytest.mark.parametrize(
    "word",
    [
        "F-35",
        "SM-3",
        "2+2",
        "C/A",
        "MQ-9",
        "1,000",
        "3.11",
        "U.S.",
        "PAC-3",
        "C++",
        "AT&T",
        "5G",
        "ASEAN",
        "３．１１",
    ],
)
def test_a_part_number_or_figure_is_one_token(word: str) -> None:
    """What is one word to a reader is one token, alone and between Japanese."""
    assert len(terms(word)) == 1
    check_offsets(f"日本の{word}を", ANALYZER)
    assert terms(word)[0] in terms(f"日本の{word}を")


@pytest.mark.parametrize("text", ["2022/5/4", "2010-2014", "第5条", "2021年", "①1"])
def test_dates_ranges_and_counters_are_several_tokens(text: str) -> None:
    """A number is searched without its counter, and without the other numbers of a date."""
    assert len(terms(text, content=True)) > 1


@pytest.mark.parametrize(
    ("form", "lemma"), [("損なおう", "損なう"), ("開かれた", "開く"), ("重要な", "重要"), ("２％", "2")]
)
def test_inflected_words_have_their_lemma(form: str, lemma: str) -> None:
    """Words are searched by the form that a dictionary has."""
    assert terms(form)[0] == lemma


def test_names_with_one_reading_stay_apart() -> None:
    """The lemma of a name is its reading only, so a name is searched as it is written."""
    assert terms("安倍総理")[0] != terms("阿部総理")[0]


def test_function_words_have_no_content() -> None:
    """Particles, auxiliaries and punctuation are not searched for."""
    roles = {token.term: token.role for token in ANALYZER.analyze("日米同盟の抑止力は強化される。").tokens}
    assert roles["の"] == roles["は"] == roles["れる"] == roles["."] == Role.FUNCTION
    assert roles["同盟"] == Role.CONTENT
    assert roles["為る"] == Role.WEAK
    assert roles["力"] == Role.SUFFIX


@pytest.mark.parametrize(
    "gap",
    ["\0", " " * 70_000, "\n" * 70_000, "a" * 200_000 + " ", "あ" * (PIECE + 1) + "。", "\ud800", "\x1b[31m"],
)
def test_what_hurts_mecab_hides_nothing(gap: str) -> None:
    """After a NUL, 70,000 spaces or 200,000 letters there are words still, at their own places."""
    text = f"防衛{gap}条約"
    tokens = ANALYZER.analyze(text).tokens
    assert tokens[-1].term == "条約"
    assert text[tokens[-1].start : tokens[-1].end] == "条約"


@given(
    st.text(st.one_of(st.sampled_from("日米同盟F-35の、。 2+ー①Ⅲ\0か\u3099ｶﾞ"), st.characters()), max_size=60)
)
@settings(max_examples=150)
def test_tokens_cover_any_text(text: str) -> None:
    """Whatever the text, its tokens cover its literal form once, and lie where they came from."""
    check_offsets(text, ANALYZER)


def test_threads_share_an_analyzer() -> None:
    """Each thread has its own tagger, so that the features of two texts never mix."""
    texts = [
        "日米同盟の抑止力を強化する。",
        "台湾海峡の平和と安定を損なおうとする。",
        "F-35とSM-3を配備した。",
    ] * 30
    expected = [ANALYZER.analyze(text).tokens for text in texts]
    found: list[object] = []

    def work() -> None:
        found.append([ANALYZER.analyze(text).tokens for text in texts])

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == [expected] * 4


def test_the_dictionary_has_a_version() -> None:
    """An index can say which dictionary it was built with."""
    assert dictionary_version().startswith("unidic-lite ")


@pytest.mark.parametrize("piece", ["1,000,", "1億2,000万", "十", "1.2.", "１，", "二千二十年"])
def test_rows_of_numbers_take_linear_time(piece: str) -> None:
    """Numbers without spaces between them, in a file of columns, are read in a moment; before, it took minutes."""
    started = time.perf_counter()
    assert ANALYZER.analyze(piece * (60_000 // len(piece))).tokens
    assert time.perf_counter() - started < 10


def test_a_number_at_the_end_of_a_row_is_one() -> None:
    """The end of a row that is none is read as a number as it was before: 2013年 after a row of others."""
    assert terms("1,000万" * 40 + "、2013年")[-2:] == ["2013", "年"]
