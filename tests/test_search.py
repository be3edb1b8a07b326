"""Searching: which passages are found, as words or as characters, in which order, and what is marked."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

import pytest

from fumikura.build import build_index
from fumikura.engines.protocol import ids_of
from fumikura.errors import FilterError, QueryError
from fumikura.models import Passage, Results
from fumikura.search import Index, open_index
from fumikura.text import fold
from sample import SAMPLE, make_passage, write_index
from texts import cuts_nothing

CORPUS = Path(__file__).parent.parent / "corpus"


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Index]:
    """An index of the sample."""
    with open_index(write_index(tmp_path_factory.mktemp("index"), SAMPLE)) as opened:
        yield opened


@pytest.fixture(scope="module")
def real(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Index]:
    """An index of the documents that come with the project."""
    path = tmp_path_factory.mktemp("real")
    build_index(CORPUS, path)
    with open_index(path) as opened:
        yield opened


def ids(results: Results) -> list[str]:
    """The ids of the hits, the best first."""
    return [hit.passage.id for hit in results.hits]


def marked(results: Results) -> list[list[str]]:
    """What is marked in each hit."""
    return [[hit.passage.text[a:b] for a, b in hit.highlights] for hit in results.hits]


@pytest.mark.parametrize(
    ("query", "found", "level"),
    [
        ("台湾海峡", ["a#1"], "word"),
        ("損なう", ["a#2"], "word"),
        ("行われた", ["c#3"], "word"),
        ("抑止力", ["b#1"], "word"),
        ("SM-3", ["c#1"], "word"),
        ("ｆ－３５", ["c#1"], "word"),
        ("2+2", ["c#2"], "word"),
        ("周辺事態に際して", ["c#2"], "word"),
        ("ガイドライン", ["c#3"], "word"),
        ("ｶﾞｲﾄﾞﾗｲﾝ", ["c#3"], "word"),
        ("イドライ", ["c#3"], "literal"),
        ("situation", ["c#2"], "word"),
        ("ituatio", [], "word"),
        ("「ミサイル」", [], "word"),
        ('"及び対処"', ["b#1"], "word"),
        ('"び対処"', ["b#1"], "literal"),
        ("防衛* 強化", ["b#1", "b#2"], "word"),
        ("止力*", [], "word"),
        ("同盟 -一層", ["b#2"], "word"),
        ("台湾 OR 尖閣", ["a#1", "a#2"], "word"),
        ("text:台湾", ["a#1"], "word"),
        ("section:台湾 見直し", ["c#3"], "word"),
        ("glosses:しゅうへん", ["c#2"], "word"),
        ("title:概要 京都", ["c#2", "c#1"], "word"),
        ("同盟 NEAR/3 抑止", ["b#1"], "word"),
        ("抑止 NEAR/2 同盟", ["b#1"], "word"),
        ("抑止 NEAR/20 同盟", ["b#1", "b#2"], "word"),
        ("台湾 NEAR/9 尖閣", [], "word"),
        ("ガイドランイン~1", ["c#3"], "word"),
        ("ガイトラインズ~2", ["c#3"], "word"),
        ("尖閣群島~1", ["a#2"], "word"),
    ],
)
def test_what_is_found(index: Index, query: str, found: list[str], level: str) -> None:
    """Each kind of query finds its passages, as whole words where they are."""
    results = index.search(query)
    assert ids(results) == found
    assert results.total == len(found)
    if found:
        assert results.hits[0].match == level


def test_results_are_gone_through_as_their_hits(index: Index) -> None:
    """`for hit in results` gives the hits in order, and none where nothing was found."""
    results = index.search("京都")
    assert [*results] == [*results.hits] != []
    assert [*index.search("火星")] == []


def test_words_come_before_characters(index: Index) -> None:
    """京都 in 東京都 is found too, but as characters only, after every passage that has the word."""
    hits = index.search("京都").hits
    assert [(hit.passage.id, hit.match) for hit in hits] == [("c#2", "word"), ("c#1", "literal")]


def test_a_question_finds_its_content_words_and_the_run_itself_first(tmp_path: Path) -> None:
    """All content words are required, wherever they stand; a passage with the run as it stands comes first."""
    texts = [
        "強化の課題は何か。同盟の抑止力。" * 3,
        "長い文章の中で、およそ同盟の抑止力はどう強化されるかと問う者もいるが、答えはここにはない。",
        "同盟の抑止力。",
    ]
    write_index(tmp_path, [make_passage(text, "d", number) for number, text in enumerate(texts, 1)])
    with open_index(tmp_path) as opened:
        results = opened.search("同盟の抑止力はどう強化されるか", explain=True)
        assert ids(results) == ["d#2", "d#1"]
        assert results.words == (("同盟", 3), ("抑止力", 3), ("強化", 2))


def test_headings_alone_make_no_hit(tmp_path: Path) -> None:
    """A passage under such a heading is none that has the words; it is found where the heading is asked for."""
    passages = [
        make_passage("関係のない話。", "d", 1, section=("台湾海峡",), title="台湾海峡の台湾海峡"),
        make_passage("長い話が続く。" * 80 + "台湾海峡。", "d", 2),
    ]
    write_index(tmp_path, passages)
    with open_index(tmp_path) as opened:
        assert ids(opened.search("台湾海峡")) == ["d#2"]
        assert ids(opened.search("section:台湾海峡")) == ["d#1"]


def test_highlights_are_what_matched(index: Index) -> None:
    """Inflected forms, several words and folded characters are marked; what is excluded is not."""
    assert marked(index.search("損なう 施政"))[0] == ["施政", "損なおう"]
    assert marked(index.search("sm-3"))[0] == ["ＳＭ－３"]
    assert marked(index.search("周辺事態に"))[0] == ["周辺事態¹に"]
    assert marked(index.search("台湾 -尖閣"))[0] == ["台湾"]
    assert marked(index.search("section:台湾")) == [[]]
    assert marked(index.search("台湾", highlight=False))[0] == []


def test_results_say_how_they_came_about(index: Index) -> None:
    """A result has its query, how that was read, the total whatever the limit, and on request the hits of each word."""
    results = index.search("日米　同盟", limit=1, offset=1)
    assert results.query == "日米　同盟"
    assert results.parsed == "(日米 同盟)"
    assert results.words == ()
    assert index.search("日米 同盟", explain=True).words == (("日米", 2), ("同盟", 2))
    assert index.search("日米 皆無").words == (("日米", 2), ("皆無", 0))
    assert results.total == 2
    assert [hit.rank for hit in results.hits] == [2]
    assert results.took_ms > 0
    assert index.search("日米", limit=0).hits == ()
    assert index.search("日米", offset=9).hits == ()


def test_mode_any_and_relaxing(index: Index) -> None:
    """Mode any takes some of the words, the more the better; a search relaxes only when told to, and says so."""
    assert ids(index.search("尖閣 台湾 強調")) == []
    assert ids(index.search("尖閣 台湾 強調", mode="any")) == ["a#1", "a#2"]
    relaxed = index.search("尖閣 台湾 強調", relax=True)
    assert relaxed.relaxed
    assert ids(relaxed) == ["a#1", "a#2"]
    assert relaxed.words == (("尖閣", 1), ("台湾", 1), ("強調", 1))
    assert not index.search("尖閣", relax=True).relaxed
    assert not index.search("皆無 絶無", relax=True).relaxed
    assert ids(index.search("尖閣 台湾 -海峡", mode="any")) == ["a#2"]


@pytest.mark.parametrize(
    ("sort", "expected"),
    [
        ("document", ["a#1", "a#2", "b#1", "b#2", "c#1", "c#2", "c#3"]),
        ("date", ["c#1", "c#2", "b#1", "b#2", "a#1", "a#2", "c#3"]),
        ("-date", ["a#1", "a#2", "b#2", "b#1", "c#1", "c#2", "c#3"]),
    ],
)
def test_sorting(index: Index, sort: str, expected: list[str]) -> None:
    """Passages of one date are in the order of the documents; those of none come last, in either direction."""
    assert ids(index.search('"。"', sort=sort, limit=None)) == expected  # type: ignore[arg-type]
    assert ids(index.search('"。"', sort=sort, limit=2, offset=2)) == expected[2:4]  # type: ignore[arg-type]


def test_filters_take_values_lists_and_ranges(index: Index) -> None:
    """The filters of the command line, with a list for OR and a tuple for a range."""
    assert ids(index.search("台湾 OR 日米", year=(2008, None))) == ["a#1", "b#1", "b#2"]
    assert ids(index.search("協力 OR 強調", meeting="日米安全保障協議委員会", side=["us"])) == ["c#2"]
    assert ids(index.search("日米", type="白書", date_from="2014-04")) == ids(index.search("日米"))
    assert index.search("台湾 尖閣", year=2007).words == (("台湾", 0), ("尖閣", 0))


@pytest.mark.parametrize(
    "arguments", [{"mode": "some"}, {"sort": "size"}, {"limit": -1}, {"offset": -1}, {"meeting": "party"}]
)
def test_values_that_are_none_are_refused(index: Index, arguments: dict[str, object]) -> None:
    """A value that means nothing is an error, never 0 hits."""
    with pytest.raises(FilterError):
        index.search("台湾", **arguments)  # type: ignore[arg-type]


@pytest.mark.parametrize("query", ['"\u200b"', "台湾 「\u200b\ufe0f」"])
def test_a_query_of_nothing_is_a_mistake(index: Index, query: str) -> None:
    """Characters that can't be seen can't be searched, and the message points at them."""
    with pytest.raises(QueryError, match="nothing to search for") as caught:
        index.search(query)
    assert caught.value.position == query.index("\u200b")


@pytest.mark.parametrize(
    "text", ["前\0後", "絵文字😀です", "右\u202e左", "\ud800壊れた", "é e\u0301", "=SUM(A1)"]
)
def test_strange_characters_are_found_and_kept(tmp_path: Path, text: str) -> None:
    """Whatever a document has in it can be searched for, and comes back as it was."""
    write_index(tmp_path, [make_passage(text)])
    with open_index(tmp_path) as opened:
        hit = opened.search(f'"{text}"').hits[0]
        assert hit.passage.text == text
        assert hit.highlights == ((0, len(text)),)


def draw_run(passage: Passage, chance: random.Random) -> str:
    """A run of 1 to 50 characters of the passage that cuts no word of letters, with what quotes must escape escaped."""
    while True:
        start = chance.randrange(len(passage.text))
        end = min(start + chance.randint(1, 50), len(passage.text))
        if cuts_nothing(passage.text, start, end):
            return passage.text[start:end].replace("\\", "\\\\").replace('"', '\\"')


def test_any_run_of_characters_is_found_and_marked(real: Index) -> None:
    """150 runs drawn from the documents: each is found by its quoted form, in its passage, and marked there."""
    chance = random.Random(7)
    everything = [real.passage(id_) for id_ in ids_of(real.engine)]
    for _ in range(150):
        passage = chance.choice([p for p in everything if p.text])
        run = draw_run(passage, chance)
        if not fold(run).text:
            continue
        results = real.search(f'"{run}"', document=passage.document, limit=None)
        hit = next((hit for hit in results.hits if hit.passage.id == passage.id), None)
        assert hit is not None, run
        wanted = fold(run.replace('\\"', '"').replace("\\\\", "\\")).text
        assert any(wanted in fold(passage.text[a:b]).text for a, b in hit.highlights), run


@pytest.mark.parametrize(
    "query", ["台湾海峡", "損なう", "抑止力の強化", "日米* 協力", "尖閣 OR 沖縄 -米国", "同盟 NEAR/5 強化"]
)
def test_marks_and_excerpts_hold_on_real_documents(real: Index, query: str) -> None:
    """In every hit marks ascend apart from one another, and the excerpt is of the text and cuts none of them."""
    results = real.search(query, limit=None)
    assert results.total == len(results.hits) > 0
    for hit in results.hits:
        ends = [0]
        for start, end in hit.highlights:
            assert ends[-1] <= start < end <= len(hit.passage.text)
            ends.append(end)
        shown = hit.excerpt
        assert hit.passage.text.startswith(shown.text, shown.start)
        assert all((a + shown.start, b + shown.start) in hit.highlights for a, b in shown.highlights)
        assert bool(shown.highlights) == bool(hit.highlights)
