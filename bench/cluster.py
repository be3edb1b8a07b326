"""The engine on OpenSearch beside the one on Whoosh, on the same passages in one run: the same hits, and what both take.

    FUMIKURA_OPENSEARCH=http://… python bench/cluster.py same FOLDER [--questions N]
    FUMIKURA_OPENSEARCH=http://… python bench/cluster.py judged
    FUMIKURA_OPENSEARCH=http://… python bench/cluster.py cases FOLDER
    FUMIKURA_OPENSEARCH=http://… python bench/cluster.py growth FOLDER [--shards N] [--questions N]

FOLDER is as `relevance.py` (same), as a folder of `pairs.tsv`, `queries.tsv` and `forms.jsonl` (cases), and as `speed.py`
(growth) take it. `tests/opensearch/cluster.py` brings a cluster up. Two answers are the same where their totals are, and
the ids of the first ten with their levels; passages of the same score may stand in any order.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from statistics import mean, quantiles
from urllib.request import Request, urlopen

import fumikura
from fumikura.engines import SETTINGS
from fumikura.engines.opensearch.settings import Settings, write_settings
from fumikura.engines.protocol import Mode
from judged import judged_questions, ndcg
from relevance import DEPTH, answered, questions
from speed_data import asked, write_passages

ROOT = Path(__file__).resolve().parents[1]
ADDRESSES = tuple(filter(None, os.environ.get("FUMIKURA_OPENSEARCH", "").split(",")))
_NAME = f"bench-{os.getpid()}"


@dataclass(frozen=True, slots=True)
class Query:
    """A query and how it is asked."""

    text: str
    mode: Mode = "all"
    limit: int | None = DEPTH


def built(corpus: Path, work: Path, shards: int, stack: ExitStack) -> dict[str, fumikura.Index]:
    """The indexes of a corpus by either engine, open, with what building them took on stdout."""
    opened = {}
    for name in ("whoosh", "opensearch"):
        folder = work / name
        folder.mkdir()
        if name == "opensearch":
            settings = Settings(ADDRESSES, _NAME, shards=shards, replicas=0)
            write_settings(folder / SETTINGS, settings)
            stack.callback(_drop)
        started = time.perf_counter()
        report = fumikura.build_index(corpus, folder / "index", jobs=os.cpu_count() or 1)
        seconds = time.perf_counter() - started
        opened[name] = stack.enter_context(fumikura.open_index(folder / "index"))
        size = opened[name].engine.info().size / 1e6
        print(f"{name}: {report.passages:,} passages in {seconds:.1f} s, {size:.1f} MB")
    return opened


def _drop() -> None:
    urlopen(Request(f"{ADDRESSES[0]}/{_NAME}*", method="DELETE"), timeout=60).close()


def compared(indexes: dict[str, fumikura.Index], queries: Sequence[Query]) -> tuple[int, int]:
    """How many answers are the same, and how many have the same total; the others are told on stdout."""
    same = totals = 0
    for query in queries:
        answers = [_answer(index, query) for index in indexes.values()]
        (total, first), (other_total, other) = answers
        same += first == other
        totals += total == other_total
        if answers[0] != answers[1]:
            print(f"  differs: {query.text!r} ({query.mode}): {answers[0]} / {answers[1]}"[:400])
    print(f"{same} of {len(queries)} with the same hits, {totals} with the same total")
    return same, totals


def _answer(
    index: fumikura.Index, query: Query
) -> tuple[int, list[tuple[float, tuple[tuple[str, str], ...]]]]:
    """The total, and the hits: those of the same score together. An error is its code, as a hit."""
    try:
        found = index.search(query.text, mode=query.mode, limit=query.limit, relax=True, highlight=False)
    except fumikura.FumikuraError as error:
        return -1, [(0.0, ((error.code, ""),))]
    by_score: dict[float, list[tuple[str, str]]] = {}
    for hit in found.hits:
        by_score.setdefault(round(hit.score, 5), []).append((hit.passage.id, hit.match))
    groups = [(score, tuple(sorted(group))) for score, group in by_score.items()]
    if query.limit and len(found.hits) == query.limit:  # of the last score some may lie behind
        score, group = groups[-1]
        if len(group) > 1:
            groups[-1] = score, ()
    return found.total, groups


def same(options: argparse.Namespace, work: Path, stack: ExitStack) -> None:
    """Questions of a folder: hits, totals, MRR, and how long they take."""
    indexes = built(options.folder / "passages.jsonl", work, options.shards, stack)
    given = list(questions(options.folder))
    chosen = given[:: max(len(given) // options.questions, 1)][: options.questions]
    for mode in ("any", "all"):
        print(f"mode {mode}:", end=" ")
        compared(indexes, [Query(each.text, mode) for each in chosen])
    for name, index in indexes.items():
        results = [answered(index, each) for each in chosen]
        rank = mean(each.reciprocal_rank for each in results)
        print(f"{name}: MRR@{DEPTH} {rank:.4f}, {_times([each.seconds for each in results])}")


def judged(options: argparse.Namespace, work: Path, stack: ExitStack) -> None:
    """The judged questions over the project's own documents."""
    indexes = built(ROOT / "corpus", work, options.shards, stack)
    given = judged_questions(ROOT / "tests" / "data" / "judged.toml")
    for mode in ("any", "all"):
        print(f"mode {mode}:", end=" ")
        compared(indexes, [Query(each.text, mode) for each in given])
        for name, index in indexes.items():
            found = (index.search(e.text, mode=mode, relax=True, limit=DEPTH, highlight=False) for e in given)
            values = [
                ndcg([hit.passage.id for hit in results.hits], each.grades)
                for each, results in zip(given, found, strict=True)
            ]
            print(f"{name}: nDCG@{DEPTH} {mean(values):.4f}")


def cases(options: argparse.Namespace, work: Path, stack: ExitStack) -> None:
    """The texts and queries of a folder of cases."""
    for name in ("pairs", "forms", "queries"):
        inner = work / name
        inner.mkdir()
        if name == "queries":
            corpus = ROOT / "corpus"
            asked_for = [query for row in _rows(options.folder / "queries.tsv") for query in row[:2]]
        else:
            corpus = inner / "corpus"
            corpus.mkdir()
            asked_for = list((_pairs if name == "pairs" else _forms)(options.folder, corpus))
        with ExitStack() as own:
            indexes = built(corpus, inner, options.shards, own)
            print(f"{name}:", end=" ")
            compared(indexes, [Query(each, limit=None) for each in dict.fromkeys(asked_for)])


def _rows(path: Path) -> Iterator[list[str]]:
    for line in path.read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            yield line.split("\t")


def _pairs(folder: Path, corpus: Path) -> Iterator[str]:
    with (corpus / "a.jsonl").open("w", encoding="utf-8") as file:
        for number, (text, query, _, _, *form) in enumerate(_rows(folder / "pairs.tsv")):
            file.write(json.dumps({"id": f"p{number}", "text": text}, ensure_ascii=False) + "\n")
            yield from (query, *form)


def _forms(folder: Path, corpus: Path) -> Iterator[str]:
    for number, line in enumerate((folder / "forms.jsonl").read_text("utf-8").splitlines()):
        case = json.loads(line)
        for name, content in case["files"].items():
            if isinstance(content, str):
                content = content.replace('"id": "', f'"id": "{number}-')
                (corpus / f"{number}-{Path(name).name}").write_text(content, "utf-8")
        for search in case["searches"]:
            yield from (word for word in search["args"][1:2] if not word.startswith("--"))


def growth(options: argparse.Namespace, work: Path, stack: ExitStack) -> None:
    """Building, and questions, words and runs, each asked once and then once more."""
    ready = work / "passages.jsonl"
    number, characters, _ = write_passages(options.folder, ready, options.most)
    print(f"{number:,} passages, {characters:,} characters, {len(ADDRESSES)} nodes, {options.shards} shards")
    indexes = built(work / "corpus", work, options.shards, stack)
    draws = asked(options.folder, ready, options.questions)
    tasks = {
        "questions": [Query(text, "any") for text in draws.questions],
        "words": [Query(" ".join(words)) for words in draws.words],
        "runs": [Query(f'"{run}"') for run in draws.runs],
    }
    for task, queries in tasks.items():
        for name, index in indexes.items():
            for turn in ("first", "again"):
                seconds = []
                for query in queries:
                    started = time.perf_counter()
                    _answer(index, query)
                    seconds.append(time.perf_counter() - started)
                print(f"{task}, {name}, {turn}: {_times(seconds)}")
        print(f"{task}:", end=" ")
        compared(indexes, queries)


def _times(seconds: Sequence[float]) -> str:
    cuts = quantiles((each * 1000 for each in seconds), n=20)
    return f"median {cuts[9]:.1f} ms, p95 {cuts[18]:.1f} ms"


def main() -> None:
    """Build by both engines, ask both, report."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("what", choices=("same", "judged", "cases", "growth"))
    parser.add_argument("folder", type=Path, nargs="?")
    parser.add_argument("--shards", type=int, default=max(len(ADDRESSES), 1))
    parser.add_argument("--questions", type=int, default=500)
    parser.add_argument("--most", type=int, help="passages at most")
    options = parser.parse_args()
    if not ADDRESSES or (options.what != "judged" and options.folder is None):
        parser.error("needs FUMIKURA_OPENSEARCH, and a folder for all but judged")
    with urlopen(ADDRESSES[0], timeout=20) as answer:
        print(
            f"OpenSearch {json.load(answer)['version']['number']}, opensearch-py {version('opensearch-py')}"
        )
    work = Path(tempfile.mkdtemp())
    with ExitStack() as stack:
        stack.callback(shutil.rmtree, work, ignore_errors=True)
        {"same": same, "judged": judged, "cases": cases, "growth": growth}[options.what](options, work, stack)


if __name__ == "__main__":
    main()
