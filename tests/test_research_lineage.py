"""Sentences that are taken up again, what changed in them, and the comparison of two documents."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from council import COUNCIL
from fumikura.models import Passage
from fumikura.research.comparison import compare
from fumikura.research.differences import difference, marked
from fumikura.research.lineage import Member, SentenceIndex, lineage, sentences_of, with_phrase
from fumikura.research.similarity import Weights, indel_ratio, shingles_of
from fumikura.research.tokens import WordTokenizer
from sample import make_passage

tokenizer = WordTokenizer()
everything = SentenceIndex(sentences_of(COUNCIL))
TEXTS = {passage.id: passage.text for passage in COUNCIL}


def of_document(name: str) -> list[Passage]:
    """The passages of a document of the council."""
    return [passage for passage in COUNCIL if passage.document == name]


def in_short(members: tuple[Member, ...]) -> list[tuple[str, str, str | None]]:
    """Id, kind and predecessor of the members of a lineage."""
    return [
        (each.sentence.passage.id, each.kind, each.after.passage.id if each.after else None)
        for each in members
    ]


@pytest.mark.parametrize(
    ("seed", "expected"),
    [
        ("a-2005#5", [("a-2005#5", "first", None), ("c-2015#4", "reworked", "a-2005#5"),
                      ("e-2020#3", "slight", "c-2015#4")]),
        ("c-2015#1", [("c-2015#1", "first", None), ("e-2020#1", "slight", "c-2015#1")]),
        ("b-2010#6", [("a-2005#6", "first", None), ("b-2010#6", "same", "a-2005#6"), ("c-2015#7", "same", "b-2010#6")]),
        ("d-2020#6", [("d-2020#6", "first", None)]),
    ],
)  # fmt: skip
def test_lineages(seed: str, expected: list[tuple[str, str, str | None]]) -> None:
    """A statement is followed through the years; one that shares formulas only is not its kin."""
    assert in_short(lineage(everything, TEXTS[seed])) == expected


def test_how_near_the_members_are() -> None:
    """Weighted containment and Indel ratio of a sentence that was taken up into a longer one."""
    second = lineage(everything, TEXTS["a-2005#5"])[1]
    measured = (second.containment_to_seed, second.similarity_to_seed, second.similarity)
    assert measured == pytest.approx((0.646681, 0.763636, 0.763636), abs=1e-6)


def test_a_seed_from_elsewhere_and_a_part_of_what_was_found() -> None:
    """The seed need not be in the corpus; a filter leaves out members, not what they are measured by."""
    seed = "両閣僚は、情報の共有を一層強化することで一致した。"
    assert [each.sentence.passage.id for each in lineage(everything, seed)] == [
        "a-2005#5",
        "c-2015#4",
        "e-2020#3",
    ]
    shown = lineage(everything, seed, shown=lambda passage: passage.year != 2005)
    assert in_short(shown) == [("c-2015#4", "first", None), ("e-2020#3", "slight", "c-2015#4")]


def test_what_holds_for_every_lineage() -> None:
    """It has the sentence that was asked for, dates never fall, and each is set beside an earlier one of the list."""
    for seed in everything.sentences:
        members = lineage(everything, seed.text)
        orders = [each.sentence.order for each in members]
        assert seed.form in [each.sentence.form for each in members]
        assert orders == sorted(orders)
        assert all(each.after.order in orders[:at] for at, each in enumerate(members) if each.after)


def test_a_formula_is_no_statement() -> None:
    """Ten shingles in common are a formula, eleven are not; a short sentence that is whole in the other needs no more."""
    weights, rest = Weights(99, {}), "甲乙丙丁戊己庚辛壬癸"
    shared = "国際社会の平和と安定に資する"
    related = [
        weights.are_related(
            shingles_of(f"{shared[:size]}{rest}"), shingles_of(f"{rest[::-1]}{shared[:size]}"), 0.3
        )
        for size in (13, 14)
    ]
    assert related == [False, False]
    longer = shared + "こと"
    assert weights.are_related(shingles_of(longer + rest[:4]), shingles_of(rest[::-1] + longer), 0.3)
    assert weights.are_related(shingles_of("共通の課題である"), shingles_of("それは共通の課題である"), 0.3)


def test_against_the_seed() -> None:
    """Where that is asked for, each is set beside the sentence that was asked for."""
    members = lineage(everything, TEXTS["a-2005#5"], against_seed=True)
    assert in_short(members)[2] == ("e-2020#3", "reworked", "a-2005#5")


def test_a_phrase() -> None:
    """All sentences with a phrase, by date."""
    found = with_phrase(sentences_of(COUNCIL, 1), everything.weights, "日程")
    assert [each.sentence.passage.id for each in found] == ["a-2005#6", "b-2010#6", "c-2015#7"]


def test_undated_sentences() -> None:
    """A sentence without a date is last, and nothing is set beside it."""
    passages = [make_passage(TEXTS["a-2005#6"], document, date=date) for document, date in
                (("a", ""), ("b", ""), ("c", "2020"))]  # fmt: skip
    found = in_short(lineage(SentenceIndex(sentences_of(passages)), TEXTS["a-2005#6"]))
    assert found == [("c#1", "first", None), ("a#1", "same", "c#1"), ("b#1", "same", "c#1")]


DIFFERENCES = [
    ("a-2005#1", "b-2010#1", "両閣僚は、海峡の平和と安定が地域の繁栄に不可欠であることを{+再+}確認した。"),
    (
        "c-2015#4",
        "e-2020#3",
        "両[-閣僚-]{+首脳+}は、サイバー空間の脅威に対する情報の共有を強化することで一致した。",
    ),
    ("a-2005#6", "b-2010#6", "次回の会合の日程は、外交経路を通じて調整する。"),
]


@pytest.mark.parametrize(("before", "after", "expected"), DIFFERENCES)
def test_what_changed(before: str, after: str, expected: str) -> None:
    """Changes are shown in the later text, word by word."""
    found = difference(tokenizer.tokens(TEXTS[before]), tokenizer.tokens(TEXTS[after]))
    assert marked(found) == expected


def test_forms_of_writing_are_no_change() -> None:
    """What is the same for a search is shown as the later text has it."""
    found = difference(tokenizer.tokens("兩岸問題"), tokenizer.tokens("両岸問題"))
    assert marked(found) == "両岸問題"


@given(st.text(max_size=40), st.text(max_size=40))
def test_both_texts_come_back(before: str, after: str) -> None:
    """From the operations of a difference both texts come back exactly."""
    found = difference(tokenizer.tokens(before), tokenizer.tokens(after))
    assert "".join(each.before for each in found) == before
    assert "".join(each.after for each in found) == after


@given(st.text("abcd", max_size=30), st.text("abcd", max_size=30))
def test_likeness_is_mutual(one: str, other: str) -> None:
    """Both measures are the same both ways, within 0 and 1, and 1 of a text with itself."""
    weights = Weights.of([shingles_of(one), shingles_of(other)])
    for measure in (indel_ratio, lambda a, b: weights.containment(shingles_of(a), shingles_of(b))):
        assert measure(one, other) == measure(other, one)
        assert 0 <= measure(one, other) <= 1
    assert indel_ratio(one, one) == 1


@given(st.text("abc", max_size=20), st.text("abc", max_size=20))
def test_the_longest_common_subsequence(one: str, other: str) -> None:
    """The ratio is that of the table of the textbook."""
    rows = [[0] * (len(other) + 1) for _ in range(len(one) + 1)]
    for i, a in enumerate(one, 1):
        for j, b in enumerate(other, 1):
            rows[i][j] = rows[i - 1][j - 1] + 1 if a == b else max(rows[i - 1][j], rows[i][j - 1])
    assert indel_ratio(one, other) == (2 * rows[-1][-1] / (len(one) + len(other)) if one or other else 1)


def compared(before: str, after: str) -> list[str]:
    """The comparison of two documents of the council: a sign and ids."""
    found = compare(
        list(sentences_of(of_document(before), 1)),
        list(sentences_of(of_document(after), 1)),
        everything.weights,
    )
    ids = ("+".join(side.passage.id for side in (each.before, each.after) if side) for each in found)
    return [f"{each.change} {name}" for each, name in zip(found, ids, strict=True)]


def test_two_documents() -> None:
    """Pairs in the order of the later document, what was left out where it stood, before what was put in."""
    assert compared("a-2005", "b-2010") == [
        "slight a-2005#1+b-2010#1",
        "slight a-2005#2+b-2010#2",
        "removed a-2005#3",
        "removed a-2005#4",
        "removed a-2005#5",
        "added b-2010#3",
        "added b-2010#4",
        "added b-2010#5",
        "same a-2005#6+b-2010#6",
    ]


def test_moved_and_short_sentences() -> None:
    """A sentence that changed places is moved; a short one is the same only as a whole."""
    first, second = TEXTS["a-2005#1"], TEXTS["a-2005#5"]
    before = list(sentences_of([make_passage(f"{first}{second}以上。", "x")], 1))
    after = list(sentences_of([make_passage(f"{second}{first}以下。", "y")], 1))
    found = [(each.change, each.moved) for each in compare(before, after, everything.weights)]
    assert sorted(found) == [("added", False), ("removed", False), ("same", False), ("same", True)]
