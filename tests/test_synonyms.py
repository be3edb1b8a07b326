"""Searching by other names: equals of the thesaurus, names that documents define, readings in kana."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import fumikura
from fumikura.errors import ThesaurusError
from fumikura.lexicon.known import in_other_number
from fumikura.models import Results
from fumikura.search import Index

TEXTS = {
    "a": [
        "既存の同盟調整メカニズム（ACM）を通じて調整する。",
        "ACMの役割を確認した。",
        "思いやり予算について議論した。",
        "尖閣諸島に第5条が適用される。",
    ],
    "b": [
        "同盟調整メカニズムの活用を続ける。",
        "在日米軍駐留経費負担の重要性を確認した。",
        "日米防衛協力のための指針（以下「指針」という。）を見直す。",
        "指針の下で協力する。普天間飛行場の移設。",
        "Host Nation Support remains important.",
    ],
    "c": ["行動の指針を示す。", "日本と米国は東京で会談した。", "先覚者の教えに学ぶ。"],
}
THESAURUS = '[[group]]\nterms = ["思いやり予算", "在日米軍駐留経費負担", "HNS", "Host Nation Support"]\n'


@pytest.fixture(name="folder")
def _folder(tmp_path: Path) -> Path:
    return make(tmp_path)


def make(place: Path) -> Path:
    """A corpus with a thesaurus, and its index."""
    corpus = place / "corpus"
    corpus.mkdir()
    lines: list[dict[str, Any]] = [
        {"id": f"{name}#{number}", "document": name, "text": text}
        for name, texts in TEXTS.items()
        for number, text in enumerate(texts, 1)
    ]
    (corpus / "p.jsonl").write_text(
        "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines), encoding="utf-8"
    )
    (corpus / "thesaurus.toml").write_text(THESAURUS, encoding="utf-8")
    fumikura.build_index(corpus, place / "index")
    return place


@pytest.fixture(scope="module", name="index")
def _index(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Index]:
    with fumikura.open_index(make(tmp_path_factory.mktemp("words")) / "index") as opened:
        yield opened


def found(results: Results) -> list[tuple[str, str]]:
    """Id and level of each hit, the best first."""
    return [(hit.passage.id, hit.match) for hit in results.hits]


def test_equals_come_after_the_word(index: Index) -> None:
    """An equal is found at a lower weight and level, after what has the word itself, and is marked."""
    results = index.search("思いやり予算")
    assert found(results)[0] == ("a#3", "word")
    assert sorted(found(results)[1:]) == [("b#2", "synonym"), ("b#5", "synonym")]
    assert results.hits[0].score > results.hits[1].score
    marked = {hit.passage.id: [hit.passage.text[a:b] for a, b in hit.highlights] for hit in results.hits}
    assert marked["b#2"] == ["在日米軍駐留経費負担"]
    assert marked["b#5"] == ["Host Nation Support"]


def test_what_was_searched_besides_is_named(index: Index) -> None:
    """`parsed` is the query with the equals and their weight; `expanded` counts the passages of each."""
    results = index.search("HNS", explain=True)
    assert (
        results.parsed == '(HNS OR 思いやり予算^0.5 OR 在日米軍駐留経費負担^0.5 OR "Host Nation Support"^0.5)'
    )
    assert [(each.word, each.term, each.level, each.passages) for each in results.expanded] == [
        ("HNS", "思いやり予算", "synonym", 1),
        ("HNS", "在日米軍駐留経費負担", "synonym", 1),
        ("HNS", "Host Nation Support", "synonym", 1),
    ]
    assert results.words == (("HNS", 3),)


def test_the_word_itself_is_counted_beside_its_equals(index: Index) -> None:
    """How many passages have the word as it was typed, with the filters of the search, and not those of its equals."""
    assert {each.itself for each in index.search("ACM").expanded} == {2}
    assert {each.itself for each in index.search("ACM", document="b").expanded} == {0}
    assert {each.itself for each in index.search("HNS").expanded} == {0}


def test_without_synonyms_only_the_word_is_searched(index: Index) -> None:
    """`synonyms=False` leaves out equals, and what has the word is in the same order with and without."""
    assert found(index.search("思いやり予算", synonyms=False)) == [("a#3", "word")]
    plain = found(index.search("同盟調整メカニズム", synonyms=False))
    assert found(index.search("同盟調整メカニズム"))[: len(plain)] == plain
    assert index.search("HNS", synonyms=False).parsed == "HNS"


def test_a_defined_name_is_an_equal_in_all_documents(index: Index) -> None:
    """An abbreviation and its long form find one another, whichever document defined them."""
    assert dict(found(index.search("ACM"))) == {"a#1": "word", "a#2": "word", "b#1": "synonym"}
    assert dict(found(index.search("同盟調整メカニズム"))) == {"a#1": "word", "b#1": "word", "a#2": "synonym"}


@pytest.mark.parametrize(
    ("query", "ids"),
    [("ACMs", {"a#1", "a#2", "b#1"}), ("Host Nation Supports", {"b#5", "a#3", "b#2"}), ("ACMss", set())],
)
def test_english_names_in_the_plural(index: Index, query: str, ids: set[str]) -> None:
    """A name that is known in the singular finds what it stands for in the plural, and itself."""
    assert {hit.passage.id for hit in index.search(query).hits} == ids


@pytest.mark.parametrize(
    ("word", "others"),
    [("exercises", "exercise"), ("capability", "capabilities"), ("capabilities", "capability capabilitie"),
     ("boxes", "box boxe"), ("class", ""), ("day", "days"), ("of", ""), ("演習", ""), ("F-35", ""), ("bus", "bu")],
)  # fmt: skip
def test_the_other_number(word: str, others: str) -> None:
    """What a word may be in the singular or the plural; a word that is not English has none."""
    assert list(in_other_number(word)) == others.split()


def test_a_name_for_a_documents_own_use_counts_there_alone(index: Index) -> None:
    """以下「指針」という: the long form finds 指針 in its document, and not where it means another thing."""
    assert dict(found(index.search("日米防衛協力のための指針"))) == {"b#3": "word", "b#4": "synonym"}
    assert {id_ for id_, _ in found(index.search("指針"))} == {"b#3", "b#4", "c#1"}


def test_words_apart_by_spaces_may_be_one_name(index: Index) -> None:
    """A Latin name of several words is looked up as one."""
    results = index.search("Host Nation Support")
    assert dict(found(results)) == {"b#5": "word", "a#3": "synonym", "b#2": "synonym"}
    assert (
        results.parsed == "((Host Nation Support) OR 思いやり予算^0.5 OR 在日米軍駐留経費負担^0.5 OR HNS^0.5)"
    )


@pytest.mark.parametrize(
    ("query", "ids"),
    [
        ("ACM 活用", {"b#1"}),
        ("ACMの活用をどう続けるか", {"b#1"}),
        ("ACM NEAR/2 活用", {"b#1"}),
        ("HNS重要性", {"b#2"}),  # in parts, as it stands nowhere
        ("HNSの重要性", {"b#2"}),
        ("text:ACM", {"a#1", "a#2", "b#1"}),
        ("title:ACM", set()),
        ('"ACM"', {"a#1", "a#2"}),
        ("ACM*", {"a#1", "a#2"}),
        ("ＡＣＭ", {"a#1", "a#2", "b#1"}),
        ("-ACM 同盟調整", set()),
        ("ACM^3 OR 東京", {"a#1", "a#2", "b#1", "c#2"}),
        ("ACM活用", {"b#1"}),
        ("ACMの", {"a#1", "a#2", "b#1"}),
    ],
)
def test_equals_in_queries_of_all_kinds(index: Index, query: str, ids: set[str]) -> None:
    """A word has its equals wherever it stands as a word; an exact run, a prefix and a word left out mean themselves."""
    assert {id_ for id_, _ in found(index.search(query))} == ids


def test_a_part_of_a_word_has_its_equals(index: Index) -> None:
    """What is known of a part holds for the compound: ACMの in front, 活用 behind."""
    results = index.search("HNS重要性")
    assert "在日米軍駐留経費負担重要性" in [each.term for each in results.expanded]


def test_a_change_of_the_thesaurus_holds_at_the_next_search(folder: Path) -> None:
    """Neither a rebuild nor opening the index again is needed."""
    with fumikura.open_index(folder / "index") as opened:
        assert opened.search("移転").total == 0
        (folder / "corpus" / "thesaurus.toml").write_text(
            '[[group]]\nterms = ["移転", "移設"]\n', encoding="utf-8"
        )
        assert found(opened.search("移転")) == [("b#4", "synonym")]
        (folder / "corpus" / "thesaurus.toml").write_text("[[group]]\nterms = 1\n", encoding="utf-8")
        with pytest.raises(ThesaurusError, match="line 1"):
            opened.search("移転")
        assert opened.search("移転", synonyms=False).total == 0
        (folder / "corpus" / "thesaurus.toml").unlink()
        assert opened.search("移転").total == 0


def test_terms_that_are_kept_apart_are_no_equals(folder: Path) -> None:
    """An [[apart]] entry outweighs what a document seems to define."""
    (folder / "corpus" / "thesaurus.toml").write_text(
        '[[apart]]\nterms = ["ACM", "同盟調整メカニズム"]\n', encoding="utf-8"
    )
    with fumikura.open_index(folder / "index") as opened:
        assert dict(found(opened.search("ACM"))) == {"a#1": "word", "a#2": "word"}


def test_index_and_corpus_moved_together(folder: Path, tmp_path: Path) -> None:
    """The index finds the thesaurus where the corpus lies as seen from it, or where it is told."""
    moved = folder.rename(tmp_path.with_name(tmp_path.name + "-moved"))
    with fumikura.open_index(moved / "index") as opened:
        assert opened.search("HNS").total == 3
    away = (moved / "index").rename(moved.with_name(moved.name + "-away"))
    with fumikura.open_index(away) as opened:
        assert opened.search("HNS").total == 0
    with fumikura.open_index(away, corpus=moved / "corpus") as opened:
        assert opened.search("HNS").total == 3


def test_definitions_follow_their_file(folder: Path) -> None:
    """What a file defined is gone with it, and kept where another file changes."""
    corpus = folder / "corpus"
    (corpus / "q.txt").write_text("国家安全保障会議（NSC）を開いた。\n", encoding="utf-8")
    fumikura.build_index(corpus, folder / "index")
    with fumikura.open_index(folder / "index") as opened:
        assert {each.short for each in opened.definitions()} == {"ACM", "指針", "NSC"}
        assert {each.source for each in opened.definitions()} == {"p.jsonl", "q.txt"}
    (corpus / "q.txt").write_text("会議を開いた。\n", encoding="utf-8")
    fumikura.build_index(corpus, folder / "index")
    with fumikura.open_index(folder / "index") as opened:
        assert {each.short for each in opened.definitions()} == {"ACM", "指針"}
        assert opened.search("せんかく").total == 2
        assert not opened.engine.verify()


@pytest.mark.parametrize(
    ("query", "ids"),
    [
        ("せんかく", {"a#4", "c#3"}),
        ("せんかくしょとう", {"a#4"}),
        ("せんかく諸島", {"a#4"}),
        ("ふてんま", {"b#4"}),
        ("ﾌﾃﾝﾏ", {"b#4"}),
        ("とうきょう", {"c#2"}),
        ("にほん", {"c#2"}),
        ("にっぽん", {"c#2"}),
        ("ふてんま 移設", {"b#4"}),
        ("センカク", {"a#4", "c#3"}),
        ("ほっかいどう", set()),
    ],
)
def test_kana_find_what_is_read_so(index: Index, query: str, ids: set[str]) -> None:
    """Kana find the words that are read so, one or several together, as `reading`, where they are no word themselves."""
    results = index.search(query)
    assert {id_ for id_, _ in found(results)} == ids
    assert {level for _, level in found(results)} <= {"reading"}


def test_levels_rank_in_their_order(tmp_path: Path) -> None:
    """Whole words first, then equals, then characters inside others; what is read so only where nothing is written so."""
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    texts = ["東京都で会った。", "きょうとを見る。", "都を見る。", "京都を見る。", "古都を見る。"]
    (corpus / "t.jsonl").write_text(
        "".join(json.dumps({"id": f"t#{n}", "text": text}) + "\n" for n, text in enumerate(texts, 1)),
        encoding="utf-8",
    )
    (corpus / "thesaurus.toml").write_text('[[group]]\nterms = ["京都", "古都"]\n', encoding="utf-8")
    fumikura.build_index(corpus, tmp_path / "index")
    with fumikura.open_index(tmp_path / "index") as opened:
        assert found(opened.search("京都")) == [("t#4", "word"), ("t#5", "synonym"), ("t#1", "literal")]
        assert found(opened.search("きょうと")) == [("t#2", "word")]


@pytest.mark.parametrize(
    ("word", "near"),
    [
        ("尖閤諸島", "尖閣諸島"),
        ("同明", "同盟"),
        ("普天聞", "普天間"),
        ("メ力ニズム", "メカニズム"),
        ("ベカニズム", "メカニズム"),
        ("先隔", ""),
        ("プロジェクト", ""),
        ("x", ""),
    ],
)
def test_what_a_word_may_have_meant(index: Index, word: str, near: str) -> None:
    """Words of the index that look, or are read, like one without hits."""
    assert index.suggest(word)[:1] == ((near,) if near else ())


def test_the_parts_of_a_word_that_are_there(index: Index) -> None:
    """Of a compound that is nowhere, its longest parts that are."""
    assert index.parts_of("同盟調整機関") == (("同盟調整", 2),)
    assert index.parts_of("雪男") == ()
