"""Documents that no one would write, but some program does: the word at their end is found, and marked."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from fault_texts import AWKWARD, documents, fault_of_document, index_of, survey
from fumikura.build import build_index
from fumikura.search import open_index

_TEXTS = dict(documents(3_000, 0))


@pytest.mark.parametrize("ready", [False, True], ids=["file", "passage"])
@pytest.mark.parametrize("name", AWKWARD)
def test_an_awkward_document(tmp_path: Path, name: str, ready: bool) -> None:
    """Runs of one character, open brackets, controls: the sentinel after them is found once, and marked."""
    assert fault_of_document(tmp_path, _TEXTS[name], ready=ready) is None


def test_random_documents(tmp_path: Path) -> None:
    """Pieces of text, markup and controls thrown together."""
    outcome = survey(tmp_path, None, 20, seed=7)
    assert outcome.failures == []
    assert outcome.tried == 40


@pytest.mark.parametrize(
    ("text", "gap"), [("あ" * 300_000, ""), (" " * 70_000, ""), ("\x00" * 1000, ""), ("語" * 150_001, " ")]
)
def test_a_long_run_right_before_the_word(tmp_path: Path, text: str, gap: str) -> None:
    """MeCab would drop the rest or crash; cut to pieces it does neither, and offsets hold."""
    assert fault_of_document(tmp_path, f"初め{text}", ready=True, gap=gap) is None


@settings(
    max_examples=30,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
@given(text=st.text(st.characters(exclude_categories=[]), max_size=60))
@example("\ud800台\udc00")
@example("\x1e\x1f\x1c\x1d")
@example("か\u3099\u3099\u3099")
def test_any_passage(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    """Whatever code points a ready passage has, it is stored as it is, and its last word is found."""
    text = json.loads(json.dumps(text))  # in JSON two surrogates that fit are one character
    place = tmp_path_factory.mktemp("any")
    assert fault_of_document(place, text, ready=True) is None
    with open_index(place / "index") as index:
        assert index.passage("r#1").text == f"{text}\n\n標識語ヌ七"


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "cp932", "euc_jp", "iso2022_jp"]
)
def test_every_encoding(tmp_path: Path, encoding: str) -> None:
    """The sentinel is found in each encoding that is told by itself."""
    text = "日米同盟の抑止力を強化する。閣僚は議論した。\n\n" * 20 + "標識語ヌ七。\n"
    index, skipped = index_of(tmp_path, text, encoding=encoding)
    assert skipped == ""
    with open_index(index) as opened:
        assert opened.search('"標識語ヌ七"').total == 1


def test_mixed_encodings_are_named_and_the_others_indexed(tmp_path: Path) -> None:
    """A file with bytes of two encodings is skipped with its place; the file beside it is found."""
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    (corpus / "mixed.txt").write_bytes(
        "台湾海峡の平和。\n".encode() + "安定の重要性。\n".encode("cp932") * 3 + "\u3042".encode("euc_jp")
    )
    (corpus / "cut.txt").write_bytes("台湾海峡の平和。".encode()[:-1])
    (corpus / "good.txt").write_text("標識語ヌ七。\n", encoding="utf-8")
    report = build_index(corpus, tmp_path / "index")
    skipped = {file.source: file.reason for file in report.files if file.status == "skipped"}
    assert set(skipped) == {"mixed.txt", "cut.txt"}
    assert all("byte" in reason or "valid" in reason for reason in skipped.values())
    with open_index(tmp_path / "index") as index:
        assert index.search("標識語").total == 1


@pytest.mark.parametrize(
    "line",
    [
        '{"id": "a#1", "text": "台湾"', "[]", "null", "1", '"x"', '{"id": 1, "text": "x"}', '{"id": "", "text": "x"}',
        '{"id": "a#1"}', '{"id": "a#1", "text": null}', '{"id": "a#1", "text": "x", "lines": "x"}', "[" * 100_000,
        '{"id": "a#1", "text": "x", "section": 5}', '{"id": "a#1", "text": "x", "date": "99999-99"}',
        '{"id": "a#1", "text": "x", "year": 1e400}', '{"id": "a#1", "text": "x", "year": -5}', "\x00", "{'id': 1}",
        '{"id": "a#1", "text": "x", "kind": "poem"}', '{"id": "a#1", "text": "x"}\n{"id": "a#1", "text": "y"}',
    ],
)  # fmt: skip
def test_ready_passages_of_anything(tmp_path: Path, line: str) -> None:
    """A line that is no passage is named with its number, or read as far as it can be; the other file is indexed."""
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    (corpus / "bad.jsonl").write_text(f"{line}\n", encoding="utf-8")
    (corpus / "good.jsonl").write_text(json.dumps({"id": "g#1", "text": "標識語"}) + "\n", encoding="utf-8")
    report = build_index(corpus, tmp_path / "index")
    statuses = {file.source: file.status for file in report.files}
    assert statuses["good.jsonl"] == "added"
    reasons = [file.reason for file in report.files if file.status == "skipped"]
    assert all("line" in reason or "text" in reason or "binary" in reason for reason in reasons)


@pytest.fixture(scope="module", name="long_passages")
def _long_passages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An index of three passages as long as a book each."""
    place = tmp_path_factory.mktemp("long")
    sentence = "日本と米国は2013年10月3日に同盟の抑止力を協議した①。英Security Consultative Committeeの場で。"
    (place / "corpus").mkdir()
    lines = (json.dumps({"id": f"d#{n}", "text": sentence * 600 + "標識語ヌ七"}) for n in range(3))
    (place / "corpus" / "d.jsonl").write_text("\n".join(lines), encoding="utf-8")
    build_index(place / "corpus", place / "index")
    return place / "index"


@pytest.mark.parametrize(
    "query",
    [
        "日",
        "同盟の抑止力",
        '"協議した1"',
        "日 NEAR/1000 米",
        "日 NEAR/9 米 NEAR/9 同盟",
        "2013年",
        "抑止* OR 日*",
        "Comittee~1",
    ],
)
def test_long_passages_are_searched_and_marked(long_passages: Path, query: str) -> None:
    """A passage of 40,000 characters with thousands of matches is marked in seconds; before, it took minutes."""
    with open_index(long_passages) as index:
        results = index.search(query, explain=True)
        assert results.total == 3
        assert results.took_ms < 20_000
        assert all(hit.highlights for hit in results.hits)
        assert index.search(query, timeout=0.02).took_ms < 5_000
