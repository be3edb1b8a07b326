"""Whatever is asked, there is an answer or a message that points into the query, within two seconds."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NoReturn

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from fault_queries import AWKWARD, fault_of, fuzz
from fumikura.deadline import Deadline, TimeUp
from fumikura.errors import FilterError, QueryError
from fumikura.matching.occurrences import Matcher
from fumikura.matching.view import FieldView, PassageView
from fumikura.plan.nodes import Exactly
from fumikura.query import parse
from fumikura.ranking.second_stage import SecondStage
from fumikura.search import Index, open_index
from program import Program, program_in
from sample import SAMPLE, make_passage, write_index


@pytest.fixture(scope="module", name="index")
def _index(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Index]:
    """An index of the sample."""
    with open_index(write_index(tmp_path_factory.mktemp("index"), SAMPLE)) as opened:
        yield opened


def test_random_queries(index: Index) -> None:
    """Pieces of the grammar and raw Unicode, and what broke something once: nothing breaks, nothing takes long."""
    outcome = fuzz(index, 150, ways=2)
    assert outcome.failures == []
    assert outcome.tried == 150 + 2 * len(AWKWARD)


_WORD = st.text(st.sampled_from('台湾日米同盟のをaA1１-+*~^「」"()（） 　\\:'), max_size=8)
_GRAMMAR = st.recursive(
    _WORD,
    lambda inner: st.one_of(
        st.tuples(inner, inner).map(" OR ".join),
        st.tuples(inner, inner).map(" ".join),
        inner.map("({})".format),
        inner.map("-{}".format),
        inner.map('"{}"'.format),
        inner.map("text:{}".format),
        inner.map("{}^2".format),
        st.tuples(inner, inner).map(" NEAR/5 ".join),
    ),
    max_leaves=12,
)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(query=st.one_of(_GRAMMAR, st.text(st.characters(exclude_categories=[]), max_size=30)))
@example(query="(" * 400)
@example(query="\ud800")
def test_any_query(index: Index, query: str) -> None:
    """Hypothesis finds no query that is neither answered nor refused."""
    assert fault_of(index, query) is None


@settings(max_examples=200, deadline=None)
@given(query=_GRAMMAR)
def test_what_a_query_was_read_as_is_read_the_same(query: str) -> None:
    """The tree of a query, printed, parses to itself."""
    try:
        tree = parse(query).tree
    except QueryError:
        return
    assert parse(str(tree)).tree == tree


@pytest.mark.parametrize(
    ("query", "says", "position"),
    [
        ("台" * 10_001, "10,001 characters; 10,000 are allowed", 10_000),
        ("ﷺ" * 3_000, "written out, has 54,000 characters; 40,000 are allowed", 0),
        (" ".join(["台湾"] * 501), "more than 500 words", 1500),
        ("(" * 65 + "台" + ")" * 65, "64 deep", 64),
        ('"' + "台" * 2001 + '"', "A phrase may have 2,000 characters, not 2,001", 0),
        ("日米 " + "台* " * 101, "100 words with *", 303),
        ("abc~1 " * 17, "16 words with ~", 96),
        ("a NEAR " * 9 + "a", "8 words in a row", 51),
        ("*", "no word to search for", 0),
        ("日米 台湾~9", "~ takes 1 or 2", 3),
        ("台湾^101", "up to 100", 2),
        ("a NEAR/1001 b", "1 to 1,000", 2),
    ],
)
def test_a_cap_is_named_and_pointed_at(query: str, says: str, position: int) -> None:
    """Each cap has a message of its own, with its number and the place where it was passed."""
    with pytest.raises(QueryError) as raised:
        parse(query)
    assert says in raised.value.message
    assert raised.value.position == position


def test_a_question_of_thousands_of_words_is_refused(index: Index) -> None:
    """What only the analysis tells apart is counted as well."""
    with pytest.raises(QueryError, match=r"words; 500 are allowed"):
        index.search("".join(f"第{number}の同盟を、" for number in range(600)))


@pytest.fixture(scope="module", name="large")
def _large(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with an index of 2,000 passages."""
    folder = tmp_path_factory.mktemp("large")
    (folder / "corpus").mkdir()
    passages = [
        make_passage(f"第{n}の文章。日米同盟の抑止力を強化し、台湾海峡の平和を守る。", "d", n)
        for n in range(2000)
    ]
    lines = (json.dumps({"id": each.id, "text": each.text}, ensure_ascii=False) for each in passages)
    (folder / "corpus" / "d.jsonl").write_text("\n".join(lines), encoding="utf-8")
    program_in(folder)("index")
    return folder


_LONG = " OR ".join(["同盟 NEAR/30 平和", "抑止力 NEAR/30 海峡", "強化 NEAR/30 文章", "台湾 NEAR/30 第"] * 3)


def test_the_time_is_up(large: Path) -> None:
    """The answer is of the passages that were searched until then: hits that are right, and it says how many were."""
    with open_index(large / "index") as index:
        whole = index.search(_LONG, limit=0)
        assert not whole.timed_out
        part = index.search(_LONG, limit=None, timeout=whole.took_ms / 1000 / 4)
        assert part.timed_out
        assert part.searched is not None
        assert part.total == len(part.hits) <= part.searched < len(index)
        assert all(hit.passage.text.startswith("第") for hit in part.hits)
        assert index.search(_LONG, limit=3, timeout=60).total == whole.total
        for wrong in (0, -1, float("nan"), float("inf")):
            with pytest.raises(FilterError, match="timeout"):
                index.search("台湾", timeout=wrong)


def test_the_second_stage_ends_in_time(large: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The time binds what goes through one long passage, too; hits stand as the engine found them then, which is said."""
    view = FieldView("ああ" * 5000, "", {})
    run = Exactly("あ", ("あ",))
    with pytest.raises(TimeUp):
        Matcher(lambda _: "", Deadline(0)).count(run, PassageView("d", {"text": view}, {}), "text")

    def late(stage: SecondStage, numbers: Sequence[int]) -> NoReturn:
        raise TimeUp

    with open_index(large / "index") as index:
        whole = index.search("台湾海峡", limit=5)
        monkeypatch.setattr(SecondStage, "rescore", late)
        part = index.search("台湾海峡", limit=5, timeout=60)
        assert (part.timed_out, part.searched, part.total) == (True, len(index), whole.total)
        assert [hit.passage.id for hit in part.hits] == [hit.passage.id for hit in whole.hits]
    assert "order is not the final one. --timeout 0" in program_in(large)("search", "台湾海峡").err


def test_timeout_on_the_command_line(large: Path) -> None:
    """`--timeout` says on stderr, and in JSON, that time was up; 0 is no limit; what is no number is refused."""
    run: Program = program_in(large)
    short = run("search", _LONG, "--timeout", "0.05", "--format", "json")
    assert short.err.startswith("fumikura: The time was up after 0.05 s: only ")
    assert json.loads(short.out)["timed_out"] is True
    assert json.loads(run("search", "台湾", "--timeout", "0", "--format", "json").out)["total"] == 2000
    assert "timed_out" not in json.loads(run("search", "台湾", "--format", "json").out)
    for wrong in ("x", "-1", "nan", "inf", ""):
        refused = run("search", "台湾", f"--timeout={wrong}")
        assert (refused.code, refused.err.count("\n")) == (2, 1)


def test_explaining_ends_in_time(large: Path) -> None:
    """Reasons take about as long as the search count_words does; where the time does not suffice, that is said."""
    with open_index(large / "index") as index:
        whole = index.search(_LONG, limit=5, explain=True)
        assert all(hit.reasons for hit in whole.hits)
        count_words = index.search(_LONG, limit=5).took_ms / 1000
        part = index.search(_LONG, limit=5, explain=True, timeout=1.5 * count_words)
        assert part.took_ms < 1.8 * count_words * 1000 + 500
    run: Program = program_in(large)
    hasty = run("search", _LONG, "--explain", "--timeout", f"{0.2 * count_words:.3f}")
    assert "--timeout 0" in hasty.err
    assert hasty.err.count("Traceback") == 0
