"""The engine on OpenSearch beside the one on Whoosh, on the same passages in one run: the same hits, and what both take.

    FUMIKURA_OPENSEARCH=http://… python bench/cluster.py same FOLDER [--questions N]
    FUMIKURA_OPENSEARCH=http://… python bench/cluster.py judged
    FUMIKURA_OPENSEARCH=http://… python bench/cluster.py cases FOLDER
    FUMIKURA_OPENSEARCH=http://… python bench/cluster.py growth FOLDER [--shards N …] [--questions N] [--most N]

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
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from statistics import mean, quantiles
from typing import TypeAlias, TypeVar
from urllib.request import Request, urlopen

import fumikura
from fumikura.engines import SETTINGS, open_writer, prepare
from fumikura.engines.opensearch.settings import Settings, write_settings
from fumikura.engines.protocol import FileRecord
from fumikura.models import Mode, Passage
from judged import judged_questions, ndcg
from relevance import DEPTH, answer_question, read_questions
from speed_data import draw_queries, write_passages

ROOT = Path(__file__).resolve().parents[1]
ADDRESSES = tuple(filter(None, os.environ.get("FUMIKURA_OPENSEARCH", "").split(",")))
_NAME = f"bench-{os.getpid()}"

T = TypeVar("T")
Answer: TypeAlias = tuple[int, list[tuple[float, tuple[tuple[str, str], ...]]]]
"""The total, and the hits: those of the same score together."""


@dataclass(frozen=True, slots=True)
class Query:
    """A query and how it is asked."""

    text: str
    mode: Mode = "all"
    limit: int | None = DEPTH


def build_index(corpus: Path, work: Path, shards: int, stack: ExitStack) -> dict[str, fumikura.Index]:
    """The indexes of a corpus by either engine, open, with what building them took on stdout."""
    opened = {}
    for name, folder in _index_folders(work, (shards,), stack).items():
        started = time.perf_counter()
        report = fumikura.build_index(corpus, folder, jobs=os.cpu_count() or 1)
        seconds = time.perf_counter() - started
        opened[name] = stack.enter_context(fumikura.open_index(folder))
        print(f"{name}: {report.passages:,} passages in {seconds:.1f} s, {_format_size(opened[name])}")
    return opened


def write_indexes(
    corpus: Path, work: Path, shards: Sequence[int], stack: ExitStack
) -> dict[str, fumikura.Index]:
    """The same for ready passages, which are analysed once for all indexes; of each, the time for writing alone."""
    folders = _index_folders(work, shards, stack)
    writers = {name: stack.enter_context(open_writer(folder)) for name, folder in folders.items()}
    seconds = dict.fromkeys(("analysis", *writers), 0.0)
    for path in sorted(corpus.iterdir()):
        rows = map(json.loads, path.read_text("utf-8").splitlines())
        passages = [Passage(**row, source=path.name, year=int(row["date"])) for row in rows]
        prepared = _time(seconds, "analysis", prepare, passages)
        record = FileRecord(path.name, path.name, (), len(passages))
        for name, writer in writers.items():
            _time(seconds, name, writer.add_file, record, passages, (), prepared)
        print(
            f"  {path.name}: {' '.join(f'{name} {spent:.0f} s' for name, spent in seconds.items())}",
            flush=True,
        )
    opened = {}
    print(f"analysis {seconds['analysis']:.0f} s")
    for name, writer in writers.items():
        _time(seconds, name, writer.commit)
        opened[name] = stack.enter_context(fumikura.open_index(folders[name]))
        print(f"{name}: written in {seconds[name]:.0f} s, {_format_size(opened[name])}", flush=True)
    return opened


def _index_folders(work: Path, shards: Sequence[int], stack: ExitStack) -> dict[str, Path]:
    """The folder of an index for each engine, that of the cluster once for each number of shards."""
    stack.callback(_drop_caches)
    folders = {}
    for number in (0, *shards):
        name = f"opensearch-{number}" if number else "whoosh"
        folders[name] = work / name / "index"
        folders[name].parent.mkdir()
        if number:
            settings = Settings(ADDRESSES, f"{_NAME}-{number}", shards=number, replicas=0)
            write_settings(folders[name].parent / SETTINGS, settings)
    return folders


def _time(seconds: dict[str, float], name: str, do: Callable[..., T], *arguments: object) -> T:
    started = time.perf_counter()
    done = do(*arguments)
    seconds[name] += time.perf_counter() - started
    return done


def _format_size(index: fumikura.Index) -> str:
    return f"{index.engine.info().size / 1e6:.1f} MB"


def _drop_caches() -> None:
    urlopen(Request(f"{ADDRESSES[0]}/{_NAME}*", method="DELETE"), timeout=60).close()


def compare_indexes(indexes: dict[str, fumikura.Index], queries: Sequence[Query]) -> None:
    """Ask all indexes, and print how many answers and totals agree, and which answers differ."""
    print_differences(queries, [[_ask(index, query) for query in queries] for index in indexes.values()])


def print_differences(queries: Sequence[Query], answers: Sequence[Sequence[Answer]]) -> None:
    """Print how the answers of indexes to the same queries differ."""
    same = totals = 0
    for query, given in zip(queries, zip(*answers, strict=True), strict=True):
        first = given[0]
        same += all(each[1] == first[1] for each in given)
        totals += all(each[0] == first[0] for each in given)
        if any(each != first for each in given):
            print(f"  differs: {query.text!r} ({query.mode}): {given}"[:400])
    print(f"{same} of {len(queries)} with the same hits, {totals} with the same total", flush=True)


def _ask(index: fumikura.Index, query: Query) -> Answer:
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


def compare_answers(options: argparse.Namespace, work: Path, stack: ExitStack) -> None:
    """Questions of a folder: hits, totals, MRR, and how long they take."""
    indexes = build_index(options.folder / "passages.jsonl", work, options.shards[0], stack)
    given = list(read_questions(options.folder))
    chosen = given[:: max(len(given) // options.questions, 1)][: options.questions]
    for mode in ("any", "all"):
        print(f"mode {mode}:", end=" ")
        compare_indexes(indexes, [Query(each.text, mode) for each in chosen])
    for name, index in indexes.items():
        results = [answer_question(index, each) for each in chosen]
        rank = mean(each.reciprocal_rank for each in results)
        print(f"{name}: MRR@{DEPTH} {rank:.4f}, {_format_times([each.seconds for each in results])}")


def measure_relevance(options: argparse.Namespace, work: Path, stack: ExitStack) -> None:
    """The judged questions over the project's own documents."""
    indexes = build_index(ROOT / "corpus", work, options.shards[0], stack)
    given = judged_questions(ROOT / "tests" / "data" / "judged.toml")
    for mode in ("any", "all"):
        print(f"mode {mode}:", end=" ")
        compare_indexes(indexes, [Query(each.text, mode) for each in given])
        for name, index in indexes.items():
            found = (index.search(e.text, mode=mode, relax=True, limit=DEPTH, highlight=False) for e in given)
            values = [
                ndcg([hit.passage.id for hit in results.hits], each.grades)
                for each, results in zip(given, found, strict=True)
            ]
            print(f"{name}: nDCG@{DEPTH} {mean(values):.4f}")


def run_cases(options: argparse.Namespace, work: Path, stack: ExitStack) -> None:
    """The texts and queries of a folder of cases."""
    for name in ("pairs", "forms", "queries"):
        inner = work / name
        inner.mkdir()
        if name == "queries":
            corpus = ROOT / "corpus"
            asked_for = [query for row in _read_rows(options.folder / "queries.tsv") for query in row[:2]]
        else:
            corpus = inner / "corpus"
            corpus.mkdir()
            asked_for = list((_pair_queries if name == "pairs" else _form_queries)(options.folder, corpus))
        with ExitStack() as own:
            indexes = build_index(corpus, inner, options.shards[0], own)
            print(f"{name}:", end=" ")
            compare_indexes(indexes, [Query(each, limit=None) for each in dict.fromkeys(asked_for)])


def _read_rows(path: Path) -> Iterator[list[str]]:
    for line in path.read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            yield line.split("\t")


def _pair_queries(folder: Path, corpus: Path) -> Iterator[str]:
    with (corpus / "a.jsonl").open("w", encoding="utf-8") as file:
        for number, (text, query, _, _, *form) in enumerate(_read_rows(folder / "pairs.tsv")):
            file.write(json.dumps({"id": f"p{number}", "text": text}, ensure_ascii=False) + "\n")
            yield from (query, *form)


def _form_queries(folder: Path, corpus: Path) -> Iterator[str]:
    for number, line in enumerate((folder / "forms.jsonl").read_text("utf-8").splitlines()):
        case = json.loads(line)
        for name, content in case["files"].items():
            if isinstance(content, str):
                content = content.replace('"id": "', f'"id": "{number}-')
                (corpus / f"{number}-{Path(name).name}").write_text(content, "utf-8")
        for search in case["searches"]:
            yield from (word for word in search["args"][1:2] if not word.startswith("--"))


def measure_growth(options: argparse.Namespace, work: Path, stack: ExitStack) -> None:
    """Building, and questions, words and runs, each asked once and then once more."""
    ready = work / "passages.jsonl"
    number, characters, _ = write_passages(options.folder, ready, options.most)
    print(f"{number:,} passages, {characters:,} characters, {len(ADDRESSES)} nodes, shards {options.shards}")
    indexes = write_indexes(work / "corpus", work, options.shards, stack)
    draws = draw_queries(options.folder, ready, options.questions)
    tasks = {
        "questions": [Query(text, "any") for text in draws.questions],
        "words": [Query(" ".join(words)) for words in draws.words],
        "runs": [Query(f'"{run}"') for run in draws.runs],
    }
    for task, queries in tasks.items():
        answers = []
        for name, index in indexes.items():
            for turn in ("first", "again"):
                seconds: list[float] = []
                given = []
                for query in queries:
                    spent = {"": 0.0}
                    given.append(_time(spent, "", _ask, index, query))
                    seconds += spent.values()
                print(f"{task}, {name}, {turn}: {_format_times(seconds)}", flush=True)
            answers.append(given)
        print(f"{task}:", end=" ")
        print_differences(queries, answers)


def _format_times(seconds: Sequence[float]) -> str:
    cuts = quantiles((each * 1000 for each in seconds), n=20)
    return f"median {cuts[9]:.1f} ms, p95 {cuts[18]:.1f} ms"


def main() -> None:
    """Build by both engines, ask both, report."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("what", choices=("same", "judged", "cases", "growth"))
    parser.add_argument("folder", type=Path, nargs="?")
    parser.add_argument("--shards", type=int, nargs="+", default=[max(len(ADDRESSES), 1)])
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
        {"same": compare_answers, "judged": measure_relevance, "cases": run_cases, "growth": measure_growth}[
            options.what
        ](options, work, stack)


if __name__ == "__main__":
    main()
