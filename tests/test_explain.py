"""Why a passage was found: reasons that add up, words as they were read, and marks on what matched and nothing else."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

import fumikura
from fumikura.cli.explain import explain_hit, explain_query
from fumikura.messages import Language, Messages
from fumikura.models import Hit
from fumikura.search import Index
from program import Program, make_folder, program_in
from sample import SAMPLE, make_passage, write_index

QUERIES = (
    "台湾", "台湾 海峡", '"台湾海峡"', "台湾 OR 尖閣", "日米同盟の抑止力はどう強化されるか", "強化^2 抑止",
    "日米 NEAR/9 課題",
    "F-35", "京都", "同盟 -東京", "損なおう", "2007年 会合", "しゅうへん", "抑止*", "ブロックⅡA~1",
)  # fmt: skip


@pytest.fixture(name="index", scope="module")
def _index(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Index]:
    with fumikura.open_index(write_index(tmp_path_factory.mktemp("index") / "index", SAMPLE)) as index:
        yield index


@pytest.fixture(scope="module", name="program")
def _program(tmp_path_factory: pytest.TempPathFactory) -> Program:
    return program_in(make_folder(tmp_path_factory.mktemp("work")))


@pytest.mark.parametrize("mode", ["all", "any"])
@pytest.mark.parametrize("query", QUERIES)
def test_reasons_add_up_to_the_score(index: Index, query: str, mode: str) -> None:
    """Nothing that counts is left unsaid, whatever the operators."""
    results = index.search(query, mode=mode, explain=True)  # type: ignore[arg-type]
    for hit in results.hits:
        assert hit.reasons
        assert sum(reason.score for reason in hit.reasons) == pytest.approx(hit.score, abs=1e-5)
    assert [hit.passage.id for hit in results.hits] == [
        hit.passage.id
        for hit in index.search(query, mode=mode).hits  # type: ignore[arg-type]
    ]


def test_without_asking_there_are_none(index: Index) -> None:
    """Reasons cost a second search, so they are given to those who ask."""
    results = index.search("台湾")
    assert not results.read
    assert not any(hit.reasons for hit in results.hits)


def test_words_are_told_as_they_were_read(index: Index) -> None:
    """The pieces put together are the word in its one form, and what was not asked for is known."""
    (word,) = index.search("同盟は、どう強化されるか", explain=True).read
    assert "".join(text for text, _ in word.pieces) == word.form == "同盟は,どう強化されるか"
    assert [text for text, term in word.pieces if term] == ["同盟", "強化"]
    (run,) = index.search('"台湾海峡"', explain=True).read
    assert (run.text, run.characters, run.pieces) == ("台湾海峡", True, ())


@pytest.mark.parametrize("language", ["en", "ja"])
@pytest.mark.parametrize("query", QUERIES)
def test_it_is_said_in_both_languages(index: Index, query: str, language: Language) -> None:
    """Each reason is a line with its score; no code of ours is left in it."""
    say = Messages(language)
    results = index.search(query, mode="any", explain=True)
    assert len(explain_query(results, say)) >= 3
    for hit in results.hits:
        lines = explain_hit(hit, say)
        assert len(lines) == 1 + len(hit.reasons)
        assert not any("explain." in line or "{" in line for line in lines)


def test_the_program_explains_in_every_format(program: Program) -> None:
    """JSON has it as values, the others as lines, CSV not at all; standard error has the query."""
    answer = json.loads(program("search", "台湾 海峡", "--explain", "--format", "json").out)
    assert answer["explain"]["read"][0]["pieces"] == [{"text": "台湾", "searched": "台湾"}]
    for hit in answer["hits"]:
        assert sum(reason["score"] for reason in hit["explain"]) == pytest.approx(hit["score"], abs=1e-4)
    plain = program("search", "台湾", "--explain", "--format", "plain")
    assert "the word 台湾" in plain.out
    assert "cut into 台湾" in plain.err
    assert "the word" not in program("search", "台湾", "--explain", "--format", "csv").out


def _marked(hit: Hit) -> list[str]:
    return [hit.passage.text[start:end] for start, end in hit.highlights]


@pytest.mark.parametrize(
    ("query", "marked"),
    [
        ("台湾 NEAR/3 会談", ["台湾", "会談"]),
        ("(台湾 火星) OR 首脳", ["首脳"]),
        ("首脳 -火星", ["首脳"]),
        ("会談", ["会談", "会談"]),
        ("title:台湾 首脳", ["首脳"]),
    ],
)
def test_nothing_is_marked_that_did_not_match(tmp_path: Path, query: str, marked: list[str]) -> None:
    """What stands there without its group or its neighbour is no match, and every match is marked."""
    text = "台湾の会談があった。" + "その後は長く何も起こらず、" * 3 + "別の首脳会談で終わった。"
    passages = [make_passage(text, title="台湾の記録")]
    with fumikura.open_index(write_index(tmp_path / "index", passages)) as index:
        (hit,) = index.search(query).hits
    assert _marked(hit) == marked


def test_glosses_sections_and_titles_are_marked(index: Index) -> None:
    """Where a match is not in the text, it is shown where it is: one tuple for each part."""
    (hit,) = index.search("しゅうへん").hits
    assert hit.glosses_highlights == ((), ((0, 5),))
    assert hit.matched_glosses == (("しゅうへん", ((0, 5),)),)
    (hit,) = index.search("section:尖閣 title:発表").hits
    assert hit.section_highlights == ((), ((2, 4),))
    assert [hit.passage.title[start:end] for start, end in hit.title_highlights] == ["発表"]


def test_matched_glosses_are_printed(program: Program, tmp_path: Path) -> None:
    """Each format for people and programs shows the gloss that matched."""
    passage = {"id": "x", "text": "威嚇があった。", "glosses": ["つよい", "どっかつ"]}
    (tmp_path / "passages.jsonl").write_text(json.dumps(passage, ensure_ascii=False), encoding="utf-8")
    folders = ("--corpus", str(tmp_path), "--index", str(tmp_path / "index"))
    program("index", *folders)
    assert "どっかつ" in program("search", "どっかつ", *folders).out
    assert "(どっかつ)" in program("search", "どっかつ", "--format", "plain", *folders).out
    (hit,) = json.loads(program("search", "どっかつ", "--format", "json", *folders).out)["hits"]
    assert hit["glosses_highlights"] == [[], [[0, 4]]]
    assert "section_highlights" not in hit
