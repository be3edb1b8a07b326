"""The whole way of a search against a plain reference: passages, scores, levels and highlights of random queries."""

from __future__ import annotations

import json
import os
import random
import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path

import pytest

from fumikura import Index, build_index, open_index
from fumikura.highlight import merge
from fumikura.models import Mode, Span
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
from fumikura.ranking.bm25f import FIELD_WEIGHTS, K1, B, inverse_frequency
from fumikura.ranking.features import RESCORED, Evidence, Features
from fumikura.ranking.query_features import extract_query_features
from fumikura.text import Analysis, Analyzer, Role
from fumikura.text.written import entries_as_written, spelling

_WORDS = (
    "日本 日本人 台湾 台湾海峡 海峡 平和 安定 防衛 防衛省 中国 国 人 人間 外国 協力 協力する 強化 強化した 会談 会談で "
    "大臣 ミサイル サイバー 宇宙 2013年 二〇一三年 について である。 が の は を に 、 これ 重要な 重要だ すすめる "
    "進める ところ もの"
).split()
_TITLES = ("防衛の話", "台湾海峡", "日本の宇宙")
_QUERIES = int(os.environ.get("FUMIKURA_RANDOM_QUERIES", "80"))
"""How many are asked."""


class Reference:
    """Everything worked out passage by passage, from the analyses count_words, and remembered."""

    def __init__(self, passages: Sequence[dict[str, str]]) -> None:
        self.analyzer = analyzer = Analyzer()
        self.leaf, self.ranked, self.marked = cache(self._leaf), cache(self._ranked), cache(self._marked)
        self.passages_with = cache(self._passages_with)
        self.ids = [passage["id"] for passage in passages]
        self.years = [int(passage["date"]) for passage in passages]
        self.texts = [each["text"] for each in passages]
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

    def _leaf(self, leaf: Leaf, first: bool, by_words: bool) -> dict[int, tuple[int, float]]:
        """Level and score of each passage with a leaf, in the first stage or in the second.

        In the first, only terms make it a word, and with `by_words` its characters count only where no passage has its
        terms in its text; in the second, characters that end where words end are words, too.
        """
        assert isinstance(leaf, Terms | Exactly)
        words: dict[int, float] = {}
        inside: dict[int, float] = {}
        with_terms, with_characters = set[int](), set[int]()
        for number, fields in enumerate(self.fields):
            for name in leaf.fields:
                if (analysis := fields[name]) is None:
                    continue
                sequences, aligned, runs = _counts(leaf, analysis)
                norm = 1 - B + B * _length(analysis) / self.averages[name]
                for count, into in ((sequences if first else sequences or aligned, words), (runs, inside)):
                    if count:
                        into[number] = into.get(number, 0.0) + FIELD_WEIGHTS[name] * count / norm
                with_terms |= {number} if sequences and name in BODY else set()
                with_characters |= {number} if runs and name in BODY else set()
        frequency = len(with_terms) or len(with_characters) or len(words.keys() | inside.keys())
        idf = inverse_frequency(frequency, len(self.fields))
        if first and isinstance(leaf, Exactly):
            return {number: (0, idf * x / (K1 + x)) for number, x in inside.items()}
        if first and by_words and with_terms:
            inside = {}
        found = {number: 0.1 * x for number, x in inside.items()} | words
        return {number: (int(number not in words), idf * x / (K1 + x)) for number, x in found.items()}

    def node(self, node: PlanNode, *, first: bool, by_words: bool = False) -> dict[int, tuple[int, float]]:
        """The same of any node that the queries here have."""
        match node:
            case AllOf(children):
                wanted = [
                    self.node(child, first=first, by_words=by_words)
                    for child in children
                    if not isinstance(child, Without)
                ]
                unwanted = {
                    n
                    for child in children
                    if isinstance(child, Without)
                    for n in self.node(child.child, first=first, by_words=by_words)
                }
                return {
                    n: (max(each[n][0] for each in wanted), sum(each[n][1] for each in wanted))
                    for n in wanted[0]
                    if n not in unwanted and all(n in each for each in wanted)
                }
            case AnyOf(children, some):
                return _any_of(
                    [self.node(child, first=first, by_words=by_words or some) for child in children]
                )
            case Run(child, whole):
                found = self.node(child, first=first, by_words=by_words)
                if first:
                    return found
                run = {
                    n: (level, self.whole_score(whole, n))
                    for n, (level, _) in self.node(whole, first=False).items()
                }
                lead = max((found[n][1] for n in self.best if n in found), default=0.0)
                return _any_of([found, {n: (level, lead + score) for n, (level, score) in run.items()}])
            case Terms() | Exactly():
                return self.leaf(node, first, by_words)
        raise AssertionError(node)

    def whole_score(self, whole: Exactly, number: int) -> float:
        """The score of a run as it stands, of which nobody asks how many passages have it."""
        words = inside = 0.0
        for name in whole.fields:
            if (analysis := self.fields[number][name]) is not None:
                _, aligned, runs = _counts(whole, analysis)
                norm = 1 - B + B * _length(analysis) / self.averages[name]
                words += FIELD_WEIGHTS[name] * aligned / norm
                inside += FIELD_WEIGHTS[name] * runs / norm
        x = words or 0.1 * inside
        return inverse_frequency(0, len(self.fields)) * x / (K1 + x)

    def _ranked(self, query: str, mode: Mode, year: int | None = None) -> list[tuple[str, float, int]]:
        """All hits in order, with score and level; with a `year`, those of that year."""
        tree = parse(query).tree
        plan, cues = make_plan(tree, query, self.analyzer, mode), extract_query_features(tree, self.analyzer)
        candidates = {
            n: each
            for n, each in self.node(plan, first=True).items()
            if year in (None, self.years[n]) and self.stands_itself(plan, n)
        }
        order = sorted(candidates, key=lambda n: (candidates[n][0], -round(candidates[n][1], 5), n))
        self.best = order[:RESCORED]
        found = dict(self.node(plan, first=False))
        frequencies = {
            cue.term: sum(cue.term in _places(fields["text"]) for fields in self.fields) for cue in cues.words
        }
        weights = {term: inverse_frequency(count, len(self.fields)) for term, count in frequencies.items()}
        features = Features(cues, weights)
        for number in self.best if cues.words else ():
            level, score = found[number]
            found[number] = (
                level,
                score + features.gains(self._evidence(number, list(weights), cues.typed)).total,
            )
        first = sorted(self.best, key=lambda n: (found[n][0], -round(found[n][1], 9), n))
        return [(self.ids[n], found[n][1], found[n][0]) for n in (*first, *order[RESCORED:])]

    def stands_itself(self, node: PlanNode, number: int, *, by_words: bool = False) -> bool:
        """Whether any leaf of a plan stands in a passage itself, not only in its title."""
        match node:
            case AllOf(children):
                return any(self.stands_itself(child, number, by_words=by_words) for child in children)
            case AnyOf(children, some):
                return any(self.stands_itself(child, number, by_words=by_words or some) for child in children)
            case Run(child, _):
                return self.stands_itself(child, number, by_words=by_words)
            case Without():
                return False
            case _:
                return number in self.passages_with(node, by_words)

    def _passages_with(self, leaf: Leaf, by_words: bool) -> frozenset[int]:
        """The passages with a leaf in their text; with `by_words` those with its terms, if there are any."""
        assert isinstance(leaf, Terms | Exactly)
        counts = [_counts(leaf, fields["text"]) for fields in self.fields if fields["text"]]
        with_terms = frozenset(number for number, (sequences, *_) in enumerate(counts) if sequences)
        if by_words and with_terms:
            return with_terms
        return frozenset(number for number, found in enumerate(counts) if any(found))

    def _marked(self, query: str, mode: Mode, number: int) -> tuple[Span, ...]:
        """What is marked in a passage."""
        analysis = self.fields[number]["text"]
        assert analysis is not None
        spans: list[Span] = []
        for leaf in leaves(make_plan(parse(query).tree, query, self.analyzer, mode), whole_runs=True):
            assert isinstance(leaf, Terms | Exactly)
            spans += [analysis.literal.original(*span) for span in _spans(leaf, analysis)]
        return merge(spans)

    def _evidence(self, number: int, terms: Sequence[str], typed: Mapping[str, frozenset[str]]) -> Evidence:
        text, title = self.fields[number]["text"], self.fields[number]["title"]
        assert text is not None
        assert title is not None
        places = _places(text)
        spelled = {(each.term, spelling(each)) for each in entries_as_written(self.texts[number], text)}
        return Evidence(
            text.literal.text,
            f"\x1f{title.literal.text}",
            {term: places[term] for term in terms if term in places},
            frozenset(term for term in terms if term in _places(title)),
            _length(text) / self.averages["text"],
            frozenset(
                term for term, forms in typed.items() if any((term, form) in spelled for form in forms)
            ),
        )


def _any_of(found: Sequence[dict[int, tuple[int, float]]]) -> dict[int, tuple[int, float]]:
    together = {}
    for number in {n for each in found for n in each}:
        there = [each[number] for each in found if number in each]
        together[number] = min(each[0] for each in there), sum(each[1] for each in there)
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


def _counts(leaf: Terms | Exactly, analysis: Analysis) -> tuple[int, int, int]:
    """How often a leaf stands there by its terms, as characters that end where words end, and as characters at all."""
    edges = {*analysis.starts, len(analysis.literal.text)}
    runs = list(_runs(leaf, analysis))
    aligned = sum(start in edges and end in edges for start, end in runs)
    return len(list(_sequences(leaf, analysis))), aligned, len(runs)


def _spans(leaf: Terms | Exactly, analysis: Analysis) -> Iterator[Span]:
    yield from _runs(leaf, analysis)
    edges = [*analysis.starts, len(analysis.literal.text)]
    width = leaf.terms[-1][0] if isinstance(leaf, Terms) and leaf.terms else 0
    for at in _sequences(leaf, analysis):
        yield edges[at], edges[at + width + 1]


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Index, Reference]]:
    """An index, and the reference over the same passages."""
    folder: Path = tmp_path_factory.mktemp("both")
    lines = "\n".join(json.dumps(passage, ensure_ascii=False) for passage in _passages())
    (folder / "p.jsonl").write_text(lines, encoding="utf-8")
    build_index(folder / "p.jsonl", folder / "index")
    with open_index(folder / "index") as index:
        yield index, Reference(_passages())


def _passages() -> list[dict[str, str]]:
    """Some hundred passages of the same few words, each a sentence: bare ones are ranked behind, by no score."""
    rng = random.Random(5)
    texts = ("".join(rng.choice(_WORDS) for _ in range(rng.randint(2, 25))) + "。" for _ in range(260))
    return [
        {"id": f"p#{number}", "title": _TITLES[number % 3], "text": text, "date": str(2000 + number % 4)}
        for number, text in enumerate(texts)
    ]


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
