"""Texts as a cluster is given them: a phrase stands in one exactly where the run that it is for stands whole."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from fumikura.engines.opensearch.encoding import (
    encode_date,
    encode_dates,
    encode_run,
    encode_term,
    encode_text,
)
from fumikura.engines.opensearch.queries import run_phrases
from fumikura.engines.opensearch.schema import STACK
from fumikura.matching.occurrences import Matcher
from fumikura.matching.view import FieldView, PassageView
from fumikura.matching.whole import is_whole_date
from fumikura.plan.nodes import Exactly, Leaf, StartsWith, Terms
from fumikura.text import fold
from fumikura.text.alternate_readings import second_readings

TEXTS = st.text("ab12五十日年度,.・ 国の\x1f\ue001", min_size=1, max_size=12)


def stands(phrase: str, text: str) -> bool:
    """Whether a phrase stands in a text of tokens, several of which may be at one place: as the cluster matches."""
    wanted, places = phrase.split(" "), [place.split(STACK) for place in text.split(" ")]
    starts = range(len(places) - len(wanted) + 1)
    return any(all(token in places[at + n] for n, token in enumerate(wanted)) for at in starts)


def is_found(leaf: Leaf, text: str, edges: Sequence[int]) -> bool:
    """Whether a leaf stands in a text whose words begin and end at `edges`."""
    lengths = {chr(number): end - start for number, (start, end) in enumerate(pairwise(edges))}
    view = FieldView(text, "".join(lengths), lengths)
    return bool(Matcher(lambda term: "").spans(leaf, PassageView("d", {"text": view}, {"text": 1}), "text"))


@settings(deadline=None)
@given(TEXTS, st.data(), st.booleans(), st.booleans())
def test_a_phrase_stands_where_the_run_is_whole(
    text: str, data: st.DataObject, open_start: bool, open_end: bool
) -> None:
    """Any run of any text, with `*` on either side, at the beginning of a word, and as a date."""
    cuts = data.draw(st.sets(st.integers(1, len(text))))
    edges = sorted({0, *cuts, len(text)})
    start = data.draw(st.integers(0, len(text) - 1))
    run = text[start : data.draw(st.integers(start + 1, len(text)))]
    encoded = encode_text(text, frozenset(edges))
    exactly = Exactly("", (run,), ("text",), open_start, open_end)
    phrase = encode_run(run, open_start=open_start, open_end=open_end)
    assert stands(phrase, encoded) == is_found(exactly, text, edges)
    begins = StartsWith("", (run,), ("text",))
    assert stands(encode_run(run, open_end=True, at_word=True), encoded) == is_found(begins, text, edges)
    places = (at for at in range(len(text)) if text.startswith(run, at))
    assert stands(encode_date(run), encoded) == any(is_whole_date(text, at, at + len(run)) for at in places)


@pytest.mark.parametrize(
    ("text", "run", "expected"),
    [("③日米間", "3日", False), ("③日米間", "3日米", True), ("③日間", "3日", True), ("3日米間", "3日", True)],
)
def test_a_circled_number_counts_nothing_where_a_word_begins(text: str, run: str, expected: bool) -> None:
    """The digits of ③ are found, but 日 of 日米 is no day, for the cluster as for the matcher."""
    windows = [
        header + second.literal.text[slice(*span)]
        for second in second_readings(text)
        for header, span in second.windows()
    ]
    field = "".join([fold(text).text, *windows])
    edges = range(len(field) + 1)
    assert is_found(Exactly("", (run,), ("text",)), field, edges) == expected
    assert stands(encode_run(run), encode_text(field, edges)) == expected


def test_a_quoted_run_may_end_in_a_number_that_is_a_word() -> None:
    """Where its last word is one numeral, which begins there and ends there: 十|あ|十 within other words."""
    run = Exactly("", ("十あ十",), ("text",), at_words=("十あ十",))
    encoded = encode_text("ああ十あ十", frozenset({0, 2, 4, 5}))
    assert any(stands(phrase, encoded) for phrase in run_phrases(run))


_OF_NUMBERS = "あい国日四十"


@settings(deadline=None)
@given(st.text(_OF_NUMBERS, max_size=5), st.text(_OF_NUMBERS, min_size=1, max_size=5), st.data())
def test_a_phrase_with_a_numeral_stands_where_this_is_one(
    before: str, behind: str, data: st.DataObject
) -> None:
    """A quoted run that begins with a numeral which was typed in digits."""
    text = f"{before}{data.draw(st.sampled_from('四十'))}{behind}"
    cuts = data.draw(st.sets(st.integers(1, len(text))))
    numbers = {cut for cut in cuts if set(text[cut - 1 : cut + 1]) <= set("四十")}  # no word ends in one
    edges = sorted({0, *(cuts - numbers), len(text)})
    run = text[len(before) : data.draw(st.integers(len(before) + 2, len(text)))]
    exactly = Exactly("", (run,), ("text",), at_words=(run,))
    encoded = encode_text(text, frozenset(edges))
    assert any(stands(phrase, encoded) for phrase in run_phrases(exactly)) == is_found(exactly, text, edges)


@settings(deadline=None)
@given(st.text("あいがアイ-国民機四十", min_size=2, max_size=10), st.data())
def test_a_phrase_at_words_stands_where_these_are(text: str, data: st.DataObject) -> None:
    """Any run of two characters or more that counts as a word alone; none of these ends in a number."""
    cuts = data.draw(st.sets(st.integers(1, len(text))))
    edges = sorted({0, *cuts, len(text)})
    start = data.draw(st.integers(0, len(text) - 2))
    run = text[start : data.draw(st.integers(start + 2, len(text)))]
    assume(run[-1] not in "四十")
    word = Terms("", (), (run,), ("text",), (run,))
    encoded = encode_text(text, frozenset(edges))
    assert any(stands(phrase, encoded) for phrase in run_phrases(word)) == is_found(word, text, edges)


def test_words_and_dates_are_tokens() -> None:
    """A word is one token whatever is in it; a date is found by whatever it begins with."""
    long = "a" * 300
    assert [" " in encode_term(term) for term in ("防衛", "u.s. army", long)] == [False] * 3
    assert len(encode_term(long)) < 255
    assert encode_term(long) != encode_term(long + "b")
    dates = encode_dates(("2013-10-03", "F2014"))
    assert [stands(prefix, dates) for prefix in ("201", "2013", "2013-10", "F2014", "2014", "2013-1-")] == [
        True, True, True, True, False, False,
    ]  # fmt: skip
