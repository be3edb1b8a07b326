"""The engine against a plain reference: the same passages, scores, levels and highlights for random queries."""

from __future__ import annotations

import json
import os
import random
import re
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path

import pytest

from fumikura import Index, build_index, open_index
from fumikura.engines.protocol import Mode
from fumikura.engines.whoosh_engine import engine, segment, segment_writer
from fumikura.engines.whoosh_engine.matches import FIELD_WEIGHTS, K1, B
from fumikura.highlight import merge
from fumikura.models import Span
from fumikura.plan.nodes import (
    BODY,
    SEARCHED,
    AllOf,
    AnyOf,
    Exactly,
    Leaf,
    PlanNode,
    Run,
    Terms,
    Without,
    leaves,
)
from fumikura.plan.planner import make_plan
from fumikura.query import parse
from fumikura.ranking.features import RESCORED, Evidence, parts, word_weight
from fumikura.ranking.query_features import make_cues
from fumikura.text import Analysis, Analyzer, Role

_WORDS = (
    "日本 日本人 台湾 台湾海峡 海峡 平和 安定 防衛 防衛省 中国 国 人 人間 外国 協力 協力する 強化 強化した 会談 会談で "
    "大臣 ミサイル サイバー 宇宙 2013年 二〇一三年 について である。 が の は を に 、 これ 重要な 重要だ すすめる "
    "進める ところ もの"
).split()
_TITLES = ("防衛の話", "台湾海峡", "日本の宇宙")
_QUERIES = int(os.environ.get("FUMIKURA_RANDOM_QUERIES", "750"))
"""For each of four ways of searching, the same ones."""


class Reference:
    """Everything worked out passage by passage, from the analyses alone, and remembered, as each way asks it again."""

    def __init__(self, passages: Sequence[dict[str, str]]) -> None:
        self.analyzer = analyzer = Analyzer()
        self.leaf, self.ranked, self.marked = cache(self._leaf), cache(self._ranked), cache(self._marked)
        self.ids = [passage["id"] for passage in passages]
        self.years = [int(passage["date"]) for passage in passages]
        self.fields: list[dict[str, Analysis | None]] = [
            {
                "text": analyzer.analyze(each["text"]), "title": analyzer.analyze(each["title"]),
                "section": None, "glosses": None,
            }
            for each in passages
        ]  # fmt: skip
        self.averages = {
            name: max(sum(_length(fields[name]) for fields in self.fields) / len(passages), 1.0)
            for name in SEARCHED
        }

    def _leaf(self, leaf: Leaf) -> dict[int, tuple[int, bool, float]]:
        """Level, whether only a heading has it, and score of each passage with a leaf."""
        assert isinstance(leaf, Terms | Exactly)
        words: dict[int, float] = {}
        inside: dict[int, float] = {}
        body: set[int] = set()
        for number, fields in enumerate(self.fields):
            for name in leaf.fields:
                analysis = fields[name]
                if analysis is None:
                    continue
                as_words, as_characters = _counts(leaf, analysis)
                norm = 1 - B + B * _length(analysis) / self.averages[name]
                for count, into in ((as_words, words), (as_characters, inside)):
                    if count:
                        into[number] = into.get(number, 0.0) + FIELD_WEIGHTS[name] * count / norm
                        if name in BODY:
                            body.add(number)
        found = {number: 0.1 * x for number, x in inside.items()} | words
        idf = word_weight(len(body) or len(found), len(self.fields))
        return {
            number: (0 if number in words else 1, number not in body, idf * x / (K1 + x))
            for number, x in found.items()
        }

    def node(self, node: PlanNode) -> dict[int, tuple[int, bool, float]]:
        """The same of any node that the queries here have."""
        match node:
            case AllOf(children):
                wanted = [self.node(child) for child in children if not isinstance(child, Without)]
                unwanted = {
                    n for child in children if isinstance(child, Without) for n in self.node(child.child)
                }
                return {
                    n: (
                        max(each[n][0] for each in wanted),
                        all(each[n][1] for each in wanted),
                        sum(each[n][2] for each in wanted),
                    )
                    for n in wanted[0]
                    if n not in unwanted and all(n in each for each in wanted)
                }
            case AnyOf(children):
                return _any_of([self.node(child) for child in children], lone=True)
            case Run(child, whole):
                found, run = self.node(child), self.node(whole)
                lead = max((score for *_, score in found.values()), default=0.0)
                both = {n: (level, heading, lead + score) for n, (level, heading, score) in run.items()}
                return _any_of([found, both], lone=False)
            case Terms() | Exactly():
                return self.leaf(node)
        raise AssertionError(node)

    def _ranked(self, query: str, mode: Mode, year: int | None = None) -> list[tuple[str, float, int]]:
        """All hits in order, with score and level; with a `year`, those of that year."""
        tree = parse(query).tree
        plan, cues = make_plan(tree, query, self.analyzer, mode), make_cues(tree, self.analyzer)
        found = {n: each for n, each in self.node(plan).items() if year in (None, self.years[n])}
        order = sorted(found, key=lambda n: (*found[n][:2], -found[n][2], n))
        frequencies = {
            cue.term: sum(cue.term in _places(fields["text"]) for fields in self.fields) for cue in cues.words
        }
        weights = {term: word_weight(count, len(self.fields)) for term, count in frequencies.items()}
        for number in order[:RESCORED] if cues.words else ():
            level, heading, score = found[number]
            gained = parts(cues, weights, self._evidence(number, list(weights))).total
            found[number] = level, heading, score + gained
        order = sorted(found, key=lambda n: (*found[n][:2], -round(found[n][2], 9), n))
        return [(self.ids[n], found[n][2], found[n][0]) for n in order]

    def _marked(self, query: str, mode: Mode, number: int) -> tuple[Span, ...]:
        """What is marked in a passage."""
        analysis = self.fields[number]["text"]
        assert analysis is not None
        spans: list[Span] = []
        for leaf in leaves(make_plan(parse(query).tree, query, self.analyzer, mode), whole_runs=True):
            assert isinstance(leaf, Terms | Exactly)
            spans += [analysis.literal.original(*span) for span in _spans(leaf, analysis)]
        return merge(spans)

    def _evidence(self, number: int, terms: Sequence[str]) -> Evidence:
        text, title = self.fields[number]["text"], self.fields[number]["title"]
        assert text is not None
        assert title is not None
        places = _places(text)
        return Evidence(
            text.literal.text,
            f"\x1f{title.literal.text}",
            {term: places[term] for term in terms if term in places},
            frozenset(term for term in terms if term in _places(title)),
            _length(text) / self.averages["text"],
        )


def _any_of(
    found: Sequence[dict[int, tuple[int, bool, float]]], *, lone: bool
) -> dict[int, tuple[int, bool, float]]:
    together = {}
    for number in {n for each in found for n in each}:
        there = [each[number] for each in found if number in each]
        heading = all(each[1] for each in there) and (len(there) == 1 or not lone)
        together[number] = min(each[0] for each in there), heading, sum(each[2] for each in there)
    return together


def _length(analysis: Analysis | None) -> int:
    return sum(made.role is not Role.FUNCTION for made in analysis.entries) if analysis else 0


def _places(analysis: Analysis | None) -> dict[str, list[int]]:
    places: dict[str, list[int]] = {}
    for at, made in enumerate(analysis.entries if analysis else ()):
        if made.role is not Role.FUNCTION:
            places.setdefault(made.term, []).append(at)
    return places


def _runs(leaf: Terms | Exactly, analysis: Analysis) -> Iterator[Span]:
    text = analysis.literal.text
    for needle in leaf.needles:
        yield from ((at, at + len(needle)) for at in range(len(text)) if text.startswith(needle, at))


def _sequences(leaf: Terms | Exactly, analysis: Analysis) -> Iterator[int]:
    places = _places(analysis)
    if isinstance(leaf, Terms) and leaf.terms:
        for at in places.get(leaf.terms[0][1], ()):
            if all(at + offset in places.get(term, ()) for offset, term in leaf.terms):
                yield at


def _counts(leaf: Terms | Exactly, analysis: Analysis) -> tuple[int, int]:
    """How often a leaf stands there as words, and how often at all."""
    edges = {*analysis.starts, len(analysis.literal.text)}
    runs = list(_runs(leaf, analysis))
    aligned = sum(start in edges and end in edges for start, end in runs)
    return len(list(_sequences(leaf, analysis))) or aligned, len(runs)


def _spans(leaf: Terms | Exactly, analysis: Analysis) -> Iterator[Span]:
    yield from _runs(leaf, analysis)
    edges = [*analysis.starts, len(analysis.literal.text)]
    width = leaf.terms[-1][0] if isinstance(leaf, Terms) and leaf.terms else 0
    for at in _sequences(leaf, analysis):
        yield edges[at], edges[at + width + 1]


@pytest.fixture(scope="module", params=["scanned", "with grams", "arrays", "arrays with grams"])
def both(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Index, Reference]]:
    """An index, and the reference over the same passages."""
    folder: Path = tmp_path_factory.mktemp("both")
    lines = "\n".join(json.dumps(passage, ensure_ascii=False) for passage in _passages())
    (folder / "p.jsonl").write_text(lines, encoding="utf-8")
    with pytest.MonkeyPatch.context() as patched:
        if request.param.endswith("with grams"):
            for module in (segment, segment_writer):
                patched.setattr(module, "SCANNED", 1)
        patched.setattr(engine, "ARRAYS_FROM", 0 if request.param.startswith("arrays") else 10**9)
        patched.setattr(engine, "ARRAYS_FROM_SECOND", 10**9)
        build_index(folder / "p.jsonl", folder / "index")
        with open_index(folder / "index") as index:
            yield index, _reference()


def _passages() -> list[dict[str, str]]:
    """Some hundred passages of the same few words."""
    rng = random.Random(5)
    texts = ("".join(rng.choice(_WORDS) for _ in range(rng.randint(2, 25))) for _ in range(260))
    return [
        {"id": f"p#{number}", "title": _TITLES[number % 3], "text": text, "date": str(2000 + number % 4)}
        for number, text in enumerate(texts)
    ]


@cache
def _reference() -> Reference:
    return Reference(_passages())


def test_random_queries_give_the_same(both: tuple[Index, Reference]) -> None:
    """Passages, their order, scores, levels, totals and highlights are those of the reference."""
    index, reference = both
    rng = random.Random(7)
    words = [word for word in _WORDS if re.search("[ァ-ヶ一-龠]", word) and not word.endswith("年")]
    for _ in range(_QUERIES):
        chosen = rng.sample(words, rng.randint(1, 4))
        kind = rng.randrange(4)
        query = ("の".join(chosen) + "か", " ".join(chosen), f'"{"".join(chosen[:2])}"', " OR ".join(chosen))[
            kind
        ]
        if kind == 1 and len(chosen) > 2:
            query = f"{' '.join(chosen[:-1])} -{chosen[-1]}"
        mode: Mode = rng.choice(("all", "any"))
        limit = rng.choice((5, 20, None))
        year = rng.choice((None, None, 2001))
        results = index.search(query, mode=mode, limit=limit, synonyms=False, year=year)
        expected = reference.ranked(query, mode, year)
        assert results.total == len(expected), query
        assert [hit.passage.id for hit in results.hits] == [id_ for id_, *_ in expected[:limit]], query
        assert [hit.score for hit in results.hits] == pytest.approx(
            [each[1] for each in expected[:limit]], abs=2e-6
        )
        assert [hit.match for hit in results.hits] == [
            ("word", "literal")[each[2]] for each in expected[:limit]
        ]
        for hit in results.hits[:5]:
            number = int(hit.passage.id.partition("#")[2])
            assert hit.highlights == reference.marked(query, mode, number), query
