"""What any engine must do, run on each: the one on Whoosh, in one piece and in many, and the one that keeps lists."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from pathlib import Path

import pytest

from fumikura.answering import find_answer
from fumikura.deadline import NEVER, Deadline
from fumikura.engines import open_engine, open_writer
from fumikura.engines.protocol import Engine, Request, Sort, documents_of, ids_of, passages_of_file
from fumikura.fields import NO_FILTERS, Filters
from fumikura.models import Passage
from fumikura.plan.planner import make_plan
from fumikura.query import parse
from fumikura.ranking.query_features import extract_query_features
from fumikura.text import Analyzer
from in_cluster import ADDRESSES, made
from list_engine import ListEngine
from sample import SAMPLE, make_passage, record, write_index

ANALYZER = Analyzer()
Make = Callable[[Path, Sequence[Passage]], Engine]


def _of_whoosh(folder: Path, passages: Sequence[Passage]) -> Engine:
    return open_engine(write_index(folder, passages))


def _of_many_runs(folder: Path, passages: Sequence[Passage]) -> Engine:
    """A file a run, some of them put in wrongly at first, and others that are taken out again."""
    for number, (source, group) in enumerate(_by_file(passages).items()):
        for given in ([make_passage("古い版。台湾。", group[0].document, 1)], group):
            with open_writer(folder) as writer:
                if number % 2:
                    writer.add_file(
                        record([make_passage("台湾の余り。", "x", 1)]), [make_passage("台湾の余り。", "x", 1)]
                    )
                else:
                    writer.remove_file("x.txt")
                writer.add_file(record([*given]), given)
                writer.commit()
        assert source
    with open_writer(folder) as writer:
        writer.remove_file("x.txt")
        writer.commit()
    return open_engine(folder)


def _of_two_runs(folder: Path, passages: Sequence[Passage]) -> Engine:
    """All files put in wrongly at first, with one too many; then every other file again, and all others as they are."""
    files = _by_file(passages)
    with open_writer(folder) as writer:
        for number, group in enumerate((*files.values(), [make_passage("台湾の余り。", "x", 1)])):
            old = group if number % 2 else [make_passage("古い版。台湾。", group[0].document, 1)]
            writer.add_file(record(old), old)
        writer.commit()
    with open_writer(folder) as writer:
        writer.remove_file("x.txt")
        for group in [*files.values()][::2]:
            writer.add_file(record(group), group)
        writer.commit()
    return open_engine(folder)


def _of_lists(_: Path, passages: Sequence[Passage]) -> Engine:
    return ListEngine((record(group), group) for group in _by_file(passages).values())


ENGINES: dict[str, Make] = {"whoosh": _of_whoosh, "whoosh-many-runs": _of_many_runs, "lists": _of_lists}
IN_CLUSTER = {"opensearch": made(_of_whoosh), "opensearch-two-runs": made(_of_two_runs)}
if ADDRESSES:
    ENGINES |= IN_CLUSTER


def _by_file(passages: Sequence[Passage]) -> dict[str, list[Passage]]:
    files: dict[str, list[Passage]] = {}
    for passage in passages:
        files.setdefault(passage.source, []).append(passage)
    return files


@pytest.fixture(name="make", params=list(ENGINES))
def _make(request: pytest.FixtureRequest) -> Make:
    return ENGINES[request.param]


@pytest.fixture(name="engine", scope="module", params=list(ENGINES))
def _engine(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    """The sample in each engine."""
    with closing(ENGINES[request.param](tmp_path_factory.mktemp("index"), SAMPLE)) as opened:
        yield opened


def of(years: tuple[tuple[int, int], ...] = (), **values: set[str]) -> Filters:
    """A filter of some values of some fields."""
    return Filters(tuple((name, frozenset(wanted)) for name, wanted in values.items()), years)


def hits(
    engine: Engine, query: str, filters: Filters = NO_FILTERS, sort: Sort = "relevance", **asked: int | None
) -> list[tuple[str, float, int]]:
    """Id, score and level of the hits of a query, in order."""
    tree = parse(query).tree
    cues = extract_query_features(tree, ANALYZER)
    terms = tuple(dict.fromkeys(cue.term for cue in cues.words))
    request = Request(
        make_plan(tree, query, ANALYZER), filters, sort, asked.get("limit"), asked.get("offset") or 0, terms
    )
    answer = find_answer(engine, request, cues, NEVER, count_words=False)
    ids = engine.ids([each.number for each in answer.scored])
    return [(id_, round(each.score, 6), each.level) for id_, each in zip(ids, answer.scored, strict=True)]


def test_passages_come_back_as_they_went_in(engine: Engine) -> None:
    """Every field of a passage survives, and so do ids, documents, files and counts."""
    numbers = [engine.find(passage.id) for passage in SAMPLE]
    assert None not in numbers
    assert engine.passages([n for n in numbers if n is not None]) == SAMPLE
    assert ids_of(engine) == tuple(passage.id for passage in SAMPLE)
    assert [document.id for document in documents_of(engine)] == ["a", "b", "c"]
    assert engine.files["a.txt"] == record(SAMPLE[:2])
    assert passages_of_file(engine, "a.txt") == SAMPLE[:2]
    assert engine.facet("year") == (("2007", 2), ("2014", 2), ("2021", 2))
    assert engine.facet("meeting") == (("2+2", 4), ("summit", 1))
    assert engine.facet("document") == (("a", 2), ("b", 2), ("c", 3))
    assert engine.info().passages == len(SAMPLE)
    assert engine.find("c#99") is None
    assert engine.verify() == ()


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        (Filters(years=((2014, 2014),)), {"b#1", "b#2"}),
        (Filters(years=((None, 2007), (2021, None))), {"a#1", "a#2", "c#1", "c#2"}),
        (of(meeting={"2+2", "summit"}), {"a#1", "a#2", "b#2", "c#1", "c#2"}),
        (of(meeting={"2+2"}, years=((2007, 2007),)), {"c#1", "c#2"}),
        (of(side={"us"}), {"c#2"}),
        (of(kind={"table-row"}), {"b#2"}),
        (of(document={"a"}, doc_type={"summary"}), set()),
        (Filters(date_from="2014-06-01"), {"a#1", "a#2", "b#1"}),
        (Filters(date_from="2014-01-01", date_to="2014-04-30"), {"b#1", "b#2"}),
        (Filters(date_to="2007-12-31"), {"c#1", "c#2"}),
    ],
)
def test_filters(engine: Engine, filters: Filters, expected: set[str]) -> None:
    """Values are OR, fields are AND; a half-known date passes where its span overlaps the range."""
    assert {hit[0] for hit in hits(engine, '"。" OR "zzzz"', filters)} == expected
    found = engine.search(Request(None, filters, "document"))
    assert {*engine.ids([each.number for each in found.best])} == expected
    assert found.total == len(expected)


def test_orders_and_pages(engine: Engine) -> None:
    """By date and by document what has none comes last, ties are cut by document order, pages are parts of one order."""
    by_date = [hit[0] for hit in hits(engine, '"。"', sort="date")]
    assert by_date == ["c#1", "c#2", "b#1", "b#2", "a#1", "a#2", "c#3"]
    assert [hit[0] for hit in hits(engine, '"。"', sort="-date")] == [
        "a#1",
        "a#2",
        "b#2",
        "b#1",
        "c#1",
        "c#2",
        "c#3",
    ]
    assert [hit[0] for hit in hits(engine, '"。"', sort="document")] == [passage.id for passage in SAMPLE]
    everything = hits(engine, '"。"')
    assert [hit for at in range(0, 8, 3) for hit in hits(engine, '"。"', limit=3, offset=at)] == everything


def test_what_is_of_the_page_comes_last(make: Make, tmp_path: Path) -> None:
    """By relevance furniture comes behind every passage of the text, however well it fits, also across pages of hits."""
    passages = [
        make_passage("離島 防災", "d", 1, kind="furniture"),
        *(make_passage(f"第{n}に、離島の防災について住民の意見を聴いた。", "d", n) for n in range(2, 5)),
        make_passage("離島における防災という章は別冊にある。", "d", 5, kind="furniture"),
        make_passage("島離島防災網を設ける。", "d", 6),
    ]
    with closing(make(tmp_path, passages)) as engine:
        found = [hit[0] for hit in hits(engine, "離島 防災")]
        assert [*sorted(found[:4]), *found[4:]] == ["d#2", "d#3", "d#4", "d#6", "d#1", "d#5"]
        candidates = [
            engine.search(Request(make_plan(parse("離島").tree, "離島", ANALYZER), limit=2, offset=at)).best
            for at in (0, 2, 4)
        ]
        ids = [*engine.ids([each.number for page in candidates for each in page])]
        assert {*ids[-2:]} == {"d#1", "d#5"}
        assert len({*ids}) == len(ids) == 6
        assert next(hit[0] for hit in hits(engine, "離島", sort="document")) == "d#1"


def test_a_bare_line_comes_behind_what_says_something(make: Make, tmp_path: Path) -> None:
    """A title, a date or a label alone comes behind the sentences; a row, a caption, a short sentence do not."""
    passages = [
        make_passage("離島の防災計画", "d", 1, kind="heading"),
        make_passage("令和4年3月　離島防災計画", "d", 2),
        make_passage("離島の防災計画を、県は令和四年の三月に二十年ぶりに改めることとした。", "d", 3),
        make_passage("離島の防災計画は遅れた。", "d", 4),
        make_passage("離島の防災計画", "d", 5, kind="table-row"),
        make_passage("離島の防災計画", "d", 6, kind="caption"),
        make_passage("・離島の防災計画", "d", 7, kind="list-item"),
        make_passage("離島の防災計画。", "d", 8),
    ]
    with closing(make(tmp_path, passages)) as engine:
        found = [hit[0] for hit in hits(engine, "離島 防災 計画")]
        assert {*found[-3:]} == {"d#1", "d#2", "d#7"}
        assert len(found) == 8


def test_a_word_counts_where_the_passage_has_it(make: Make, tmp_path: Path) -> None:
    """Headings and titles add to a hit and make none by themselves, unless the query names them; `-` looks past them."""
    passages = [
        make_passage("抑止力を強化する。", "d", 1, title="日米同盟", section=("同盟の課題",)),
        make_passage("訓練を行う。", "d", 2, title="日米同盟", section=("同盟の課題",)),
    ]
    with closing(make(tmp_path, passages)) as engine:
        assert [hit[0] for hit in hits(engine, "日米同盟")] == []
        assert [hit[0] for hit in hits(engine, "日米同盟 抑止力")] == ["d#1"]
        assert [hit[0] for hit in hits(engine, "title:日米同盟")] == ["d#1", "d#2"]
        assert [hit[0] for hit in hits(engine, "section:課題 訓練")] == ["d#2"]
        assert [hit[0] for hit in hits(engine, "訓練 -日米同盟")] == ["d#2"]


def test_counts_are_of_passages_that_pass(engine: Engine) -> None:
    """What is counted beside a search is what the passages that pass the filters have in themselves."""
    plans = [
        make_plan(parse(query).tree, query, ANALYZER) for query in ("台湾", "日米同盟", "概要", "損なう")
    ]
    request = Request(plans[0], Filters(years=((2021, 2021),)), limit=0, counted=tuple(plans))
    assert engine.search(request).counts == (1, 0, 0, 1)
    assert engine.search(Request(plans[0], counted=tuple(plans))).counts == (1, 1, 0, 1)


def test_views_are_of_the_passages(engine: Engine) -> None:
    """A view has the folded text of each field that is not empty, and its tokens cover the text without gaps."""
    numbers = [n for passage in SAMPLE if (n := engine.find(passage.id)) is not None]
    for passage, view in zip(SAMPLE, engine.views(numbers), strict=True):
        assert view.document == passage.document
        for name, field in view.fields.items():
            assert field.edges[-1] == len(field.text), name
            assert view.lengths[name] >= 0
        assert ("section" in view.fields) == bool(passage.section)


def test_time_that_is_up_gives_a_part_or_nothing(engine: Engine) -> None:
    """An engine that is asked too late says of how many passages its answer is, if it looks at the time at all."""
    plan = make_plan(parse("台湾").tree, "台湾", ANALYZER)
    found = engine.search(Request(plan), Deadline(1e-9))
    assert found.searched in (0, None, 1)


_WORDS = (
    "日本 日本人 台湾 台湾海峡 海峡 平和 安定 防衛 防衛省 中国 国 人 外国 協力 協力する 強化 強化した 会談 大臣 宇宙 "
    "2013年 二〇一三年 平成25年 について である。 が の は を に 、 これ 重要な すすめる 進める F-35 AI main"
).split()


def _random_passages(rng: random.Random) -> list[Passage]:
    return [
        make_passage(
            "".join(rng.choice(_WORDS) for _ in range(rng.randint(1, 20))),
            f"d{number % 7}",
            number,
            title=("防衛の話", "台湾海峡", "日本の宇宙")[number % 3],
            section=(("協力", "海峡の安定"), ())[number % 2],
            glosses=(("へいわ", "taiwan"), ())[number % 5 > 0],
            date=("2013", "2013-10", "", "2014-01-02")[number % 4],
            year=(2013, 2013, None, 2014)[number % 4],
        )
        for number in range(120)
    ]


def _random_query(rng: random.Random) -> str:
    words = [word for word in _WORDS if len(word) > 1 and word[-1] not in "。、"]
    one, other, third = rng.sample(words, 3)
    return rng.choice(
        (
            one, f"{one} {other}", f"{one} OR {other}", f"{one} -{other}", f'"{one}{other}"', f"{one}の{other}か",
            f"{one} NEAR/4 {other}", f"{one[:2]}*", f"{(one + other)[:4]}~1", f"title:{one} {other}",
            f"({one} OR {other}) {third}",
            f"{one}^3 {other}", f"section:{one} OR {other}", f'"{one}" "{other}"',
        )
    )  # fmt: skip


def test_random_queries_give_the_same_on_all_engines(tmp_path: Path) -> None:
    """Hits, order, scores and levels of every engine are those of the lists, which look into each passage."""
    rng = random.Random(11)
    passages = _random_passages(rng)
    engines = {name: make(tmp_path / name, passages) for name, make in ENGINES.items()}
    for number in range(60):
        query = _random_query(rng)
        expected = hits(engines["lists"], query)
        for name, engine in engines.items():
            if name in IN_CLUSTER and number % 8:  # which takes its time to answer
                continue
            assert hits(engine, query) == expected, (name, query)
    for engine in engines.values():
        engine.close()


@pytest.mark.parametrize(
    ("query", "filters", "facets"),
    [
        ("", NO_FILTERS, {"year": {"2007": 2, "2014": 2, "2021": 2}, "tags": {"平和": 2, "抑止": 1, "海": 1}}),
        ("日米", NO_FILTERS, {"year": {"2014": 2}, "meeting": {"summit": 1}, "tags": {"平和": 1, "抑止": 1}}),
        # Values of the field that is filtered widen the answer, so they are counted without that filter.
        ("", of(meeting={"summit"}), {"meeting": {"2+2": 4, "summit": 1}, "year": {"2014": 1}}),
        (
            "の",
            of(years=((2014, 2014),), kind={"table-row"}),
            {"year": {"2014": 1}, "kind": {"paragraph": 1, "table-row": 1}},
        ),
        ("火星", NO_FILTERS, {"year": {}}),
    ],
)  # fmt: skip
def test_facets_are_counted_in_the_same_search(
    engine: Engine, query: str, filters: Filters, facets: dict[str, dict[str, int]]
) -> None:
    """The values of fields among the passages that answer, each field without its own filter."""
    plan = make_plan(parse(query).tree, query, ANALYZER) if query else None
    found = engine.search(Request(plan, filters, limit=1, facets=tuple(facets)))
    assert dict(zip(facets, map(dict, found.facets), strict=True)) == facets
