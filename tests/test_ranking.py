"""Ranking: the formula against a slow and obvious one, the order it gives, and how well it does on judged questions."""

from __future__ import annotations

import importlib.util
import math
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from statistics import mean
from types import ModuleType

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import fumikura
from fumikura.models import Passage
from fumikura.query import parse
from fumikura.ranking.bm25f import inverse_frequency
from fumikura.ranking.features import Evidence, Features
from fumikura.ranking.query_features import extract_query_features
from fumikura.search import Index
from fumikura.text import Analyzer, Role
from sample import SAMPLE, make_passage, write_index

ROOT = Path(__file__).resolve().parents[1]
ANALYZER = Analyzer()
# Words of one token each, none of them a part of another, so that a word is found where its characters are.
WORDS = ("台湾", "海峡", "尖閣", "会談", "平和", "ミサイル")
WEIGHTS = {"text": 1.0, "glosses": 0.5, "section": 0.4, "title": 3.0}


def _text(words: Sequence[str]) -> str:
    return "、".join(words)


PASSAGES = st.lists(
    st.tuples(
        st.lists(st.sampled_from(WORDS), min_size=1, max_size=8),
        st.lists(st.sampled_from(WORDS), max_size=2),
        st.lists(st.sampled_from(WORDS), max_size=2),
    ),
    min_size=1,
    max_size=8,
)


def _passages(raw: list[tuple[list[str], list[str], list[str]]]) -> list[Passage]:
    return [
        make_passage(_text(text), ordinal=number, title=_text(title), section=tuple(section))
        for number, (text, title, section) in enumerate(raw, 1)
    ]


def _bm25f(raw: list[tuple[list[str], list[str], list[str]]], query: Sequence[str]) -> list[float]:
    """BM25F by its definition, one sum in another, for the first passage, the second, and so on."""
    size = len(raw)
    columns = {
        "text": [text for text, _, _ in raw],
        "title": [title for _, title, _ in raw],
        "section": [section for _, _, section in raw],
    }
    average = {name: max(sum(map(len, texts)) / size, 1.0) for name, texts in columns.items()}
    scores = [0.0] * size
    for word in dict.fromkeys(query):
        having = sum(word in text for text in columns["text"])
        anywhere = sum(any(word in texts[i] for texts in columns.values()) for i in range(size))
        frequency = having or anywhere
        idf = math.log(1 + (size - frequency + 0.5) / (frequency + 0.5))
        for i in range(size):
            weighted = sum(
                WEIGHTS[name] * texts[i].count(word) / (0.25 + 0.75 * len(texts[i]) / average[name])
                for name, texts in columns.items()
            )
            scores[i] += idf * weighted / (0.4 + weighted) if weighted else 0.0
    return scores


@settings(max_examples=40, deadline=None)
@given(PASSAGES, st.lists(st.sampled_from(WORDS), min_size=2, max_size=4, unique=True))
def test_words_score_as_bm25f_defines_it(
    raw: list[tuple[list[str], list[str], list[str]]], query: list[str]
) -> None:
    """What the reasons give to words is BM25F to the last digit, and all reasons together are the score."""
    expected = _bm25f(raw, query)
    with tempfile.TemporaryDirectory() as folder:
        with fumikura.open_index(write_index(Path(folder) / "index", _passages(raw))) as index:
            hits = index.search(" ".join(query), mode="any", limit=None, explain=True, synonyms=False).hits
        # What only headings and titles have is no hit.
        assert len(hits) == sum(any(word in text for word in query) for text, _, _ in raw)
        for hit in hits:
            words = sum(reason.score for reason in hit.reasons if reason.kind == "word")
            assert words == pytest.approx(expected[hit.passage.lines[0] - 1])
            assert sum(reason.score for reason in hit.reasons) == pytest.approx(hit.score, abs=1e-5)


QUESTIONS = st.sampled_from(
    [
        "台湾海峡の平和",
        "尖閣の会談はいつか",
        "平和 会談",
        "何人の会談か",
        "ミサイルと尖閣と台湾",
        "隣国の平和",
    ]
)
TEXTS = st.lists(
    st.sampled_from([*WORDS, "の", "は", "、", "2013年", "5人", "隣", "国"]), min_size=1, max_size=14
).map("".join)


@given(QUESTIONS, TEXTS, st.sampled_from(["", "台湾海峡", "平和の会談"]), st.floats(0.1, 4))
def test_parts_are_what_they_are_defined_as(question: str, text: str, heading: str, length: float) -> None:
    """Each part of the ranking, computed pair by pair and character by character, is the same."""
    cues = extract_query_features(parse(question).tree, ANALYZER)
    analysis = ANALYZER.analyze(text)
    positions = {
        cue.term: [i for i, made in enumerate(analysis.entries) if made.term == cue.term and made.role]
        for cue in cues.words
    }
    positions = {term: found for term, found in positions.items() if found}
    elsewhere = frozenset(
        made.term for made in ANALYZER.analyze(heading).entries if made.role is not Role.FUNCTION
    )
    weights = {cue.term: 1.0 + len(cue.term) for cue in cues.words}
    literal = analysis.literal.text
    found = Features(cues, weights).gains(Evidence(literal, heading, positions, elsewhere, length))

    def saturated(x: float) -> float:
        return x / (0.4 + x) if x else 0.0

    runs = {
        question[i : i + 3]
        for i in range(len(question) - 2)
        if " " not in question[i : i + 3] and not all("ぁ" <= char <= "ん" for char in question[i : i + 3])
    }
    assert {gram for gram, _ in cues.grams} == runs
    assert found.characters == pytest.approx(
        0.15
        * sum(
            (sum(weights[cues.words[i].term] for i in of) or 1.5)
            * saturated(literal.count(gram) / (0.25 + 0.75 * length) + 1.5 * (gram in heading))
            for gram, of in cues.grams
        )
    )
    near = 0.0
    for one, other in zip(cues.words, cues.words[1:], strict=False):
        if one.term in elsewhere and other.term in elsewhere:
            continue
        gaps = [
            abs(a - b)
            for a in positions.get(one.term, ())
            for b in positions.get(other.term, ())
            if one.term != other.term
        ]
        if gaps:
            excess = max(min(gaps) - (other.position - one.position), 0)
            near += min(weights[one.term], weights[other.term]) / (1 + excess / 2)
    assert found.together == pytest.approx(0.3 * near)
    assert found.early == pytest.approx(
        0.15 * sum(weights[term] / (1 + min(at) / 3) for term, at in positions.items())
    )
    there = sum(weights[term] for term in weights if term in positions or term in elsewhere)
    assert found.share == pytest.approx(0.3 * there**2 / sum(weights.values()))
    assert (found.answer > 0) <= (cues.answer is not None and cues.answer.search(literal) is not None)
    assert found.total == pytest.approx(sum(getattr(found, name) for name in found.__match_args__))


@pytest.fixture(name="index", scope="module")
def _index(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Index]:
    with fumikura.open_index(write_index(tmp_path_factory.mktemp("index") / "index", SAMPLE)) as index:
        yield index


def test_the_rarer_a_word_the_more_it_says() -> None:
    """The weight falls with the passages that have a word, and is never below 0."""
    weights = [inverse_frequency(frequency, 100) for frequency in range(101)]
    assert weights == sorted(weights, reverse=True)
    assert weights[-1] > 0


@pytest.mark.parametrize("query", ["台湾 尖閣 日米", "日米同盟の抑止力はどう強化されるか", "台湾 OR 同盟"])
def test_pages_are_parts_of_one_order(index: Index, query: str) -> None:
    """Whatever the limit and the offset, a hit has the same rank and the same score."""
    whole = index.search(query, mode="any", limit=None).hits
    for offset in range(len(whole)):
        page = index.search(query, mode="any", limit=2, offset=offset).hits
        assert [(hit.rank, hit.score, hit.passage.id) for hit in page] == [
            (hit.rank, hit.score, hit.passage.id) for hit in whole[offset : offset + 2]
        ]


def test_a_heading_alone_is_no_hit(tmp_path: Path) -> None:
    """A passage whose title and section alone have a word is none that has it, however often they do."""
    passages = [
        make_passage("前文を述べる。", ordinal=1, title="台湾と台湾", section=("台湾", "台湾")),
        make_passage("長い文の終わりにただ一度だけ、" * 20 + "台湾と言う。", ordinal=2, title="別の文書"),
    ]
    with fumikura.open_index(write_index(tmp_path / "index", passages)) as index:
        assert [hit.passage.id for hit in index.search("台湾").hits] == ["doc#2"]
        assert index.search("台湾とは何か", mode="any").hits[0].passage.id == "doc#2"


def test_a_date_that_is_written_otherwise_is_there(tmp_path: Path) -> None:
    """A word that is found in another form counts as much for the order as one that is found as it was typed."""
    passages = [
        make_passage("平成25年に会談があった。", ordinal=1),
        make_passage("2013年に登山があった。", ordinal=2),
    ]
    with fumikura.open_index(write_index(tmp_path / "index", passages)) as index:
        hits = index.search("2013年 会談", mode="any").hits
    assert [hit.passage.id for hit in hits] == ["doc#1", "doc#2"]


def test_a_question_for_a_time_prefers_a_date(tmp_path: Path) -> None:
    """Of two passages with the same words, the one with a date beside them answers when it was."""
    passages = [
        make_passage("首脳会談は東京で開かれた。", ordinal=1),
        make_passage("首脳会談は2013年に開かれた。", ordinal=2),
    ]
    with fumikura.open_index(write_index(tmp_path / "index", passages)) as index:
        assert index.search("首脳会談はいつ開かれたか", mode="any").hits[0].passage.id == "doc#2"


@pytest.mark.parametrize("size", [70, 400])
def test_long_questions_are_ranked_too(index: Index, size: int) -> None:
    """A query of many words is weighed by its first ones, and fails on nothing."""
    query = "は".join(WORDS[i % 6] for i in range(size))
    assert index.search(query, mode="any").total


def _judged() -> ModuleType:
    spec = importlib.util.spec_from_file_location("judged", ROOT / "bench" / "judged.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["judged"] = module
    spec.loader.exec_module(module)
    return module


def test_judged_questions(tmp_path: Path) -> None:
    """On the project's own documents forty questions are answered well, and what was judged is still what it was."""
    judged = _judged()
    questions = judged.judged_questions(ROOT / "tests" / "data" / "judged.toml")
    assert len(questions) == 40
    fumikura.build_index(ROOT / "corpus", tmp_path / "index")
    with fumikura.open_index(tmp_path / "index") as index:
        for question in questions:
            for passage_id, says in question.says.items():
                assert says in index.passage(passage_id).text, (question.text, passage_id)
        assert mean(judged.measure_index(index, questions, "any")) >= 0.88
        assert mean(judged.measure_index(index, questions, "all")) >= 0.78
