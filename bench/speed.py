"""Speed: building, answering and starting, beside other engines, as Markdown tables.

    python bench/speed.py FOLDER ... [--passages 1000,10000,all] [--queries N]
        [--engines NAME,...] [--out FILE] [--plot FILE] [--keep DIR]

Each FOLDER holds `passages.jsonl` (id, title, text) and may hold `queries.tsv` (id, tab, question), or else CP932 texts.
Each engine builds and answers in a process of its own, so that its memory is its own; what an engine over lemmas takes to
build is the time for the lemmas and its own. All times of answering are from the question as a string to ten ids, warm.
Before the folders, starting is measured on the project's own documents. The other engines come with
`pip install fumikura[bench]`.
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import fumikura
from speed_data import Asked, asked, write_lemmas, write_passages
from speed_engines import ENGINES, Paths
from speed_plot import growth
from speed_start import peak, starting, versions

_WARM = 20
_SLOW = 100.0
"""Milliseconds from which on a query is slow: of an engine that has slow ones, only some queries are timed."""

_SOME = 40


@dataclass(slots=True)
class Measured:
    """An engine over some passages: seconds, megabytes, and for each task median and 95th percentile in ms."""

    built: float = 0.0
    build_memory: float = 0.0
    size: float = 0.0
    memory: float = 0.0
    tasks: dict[str, tuple[float, float]] = field(default_factory=dict)


def in_a_process(function: Callable[..., Any], *arguments: Any) -> Any:
    """What `function` gives in a fresh process."""
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        return pool.apply(function, arguments)


def built(name: str, paths: Paths) -> tuple[float, float]:
    """Seconds and peak memory of a build."""
    started = time.perf_counter()
    ENGINES[name]().build(paths)
    return time.perf_counter() - started, peak()


def built_again(corpus: Path, index: Path) -> tuple[float, float, float]:
    """Seconds of a build with two processes, of a run with nothing changed, and of one with one file changed."""
    times = []
    last = sorted(corpus.glob("*.jsonl"))[-1]
    for change in ("", "", '{"id": "added", "document": "added", "title": "-", "text": "増えた段落。"}\n'):
        if change:
            last = corpus / "added.jsonl"
            last.write_text(change, encoding="utf-8")
        started = time.perf_counter()
        fumikura.build_index(corpus, index, jobs=2)
        times.append(time.perf_counter() - started)
    last.unlink()
    return times[0], times[1], times[2]


def answered(name: str, paths: Paths, questions: Asked) -> tuple[dict[str, tuple[float, float]], float]:
    """Median and 95th percentile of each task, and peak memory."""
    results: dict[str, tuple[float, float]] = {}
    for task, answer in ENGINES[name]().tasks(paths).items():
        queries: Sequence[Any] = getattr(questions, task.partition(",")[0])
        begun = time.perf_counter()
        for query in queries[:_WARM]:
            answer(query)
        slow = (time.perf_counter() - begun) * 1000 > _SLOW * _WARM
        times = []
        for query in queries[: _SOME if slow else None]:
            started = time.perf_counter()
            answer(query)
            times.append((time.perf_counter() - started) * 1000)
        results[task] = statistics.median(times), statistics.quantiles(times, n=20)[-1]
    return results, peak()


def floor(passages: Path) -> float:
    """Seconds that MeCab alone takes to cut the texts."""
    import fugashi
    import unidic_lite

    tagger = fugashi.GenericTagger(f'-Owakati -r /dev/null -d "{unidic_lite.DICDIR}"')
    with passages.open(encoding="utf-8") as file:
        texts = [json.loads(line)["text"] for line in file]
    started = time.perf_counter()
    for text in texts:
        tagger.parse(text)
    return time.perf_counter() - started


def timed_lemmas(passages: Path, lemmas: Path) -> float:
    """Seconds that the lemmas take."""
    started = time.perf_counter()
    write_lemmas(passages, lemmas)
    return time.perf_counter() - started


def run(
    folder: Path, most: int | None, options: argparse.Namespace, work: Path
) -> tuple[int, dict[str, Measured], list[str]]:
    """The number of passages, what was measured, and the lines of a report on one folder at one size."""
    passages, lemmas = work / "passages.jsonl", work / "lemmas.txt"
    number, characters, size = write_passages(folder, passages, most)
    questions = in_a_process(asked, folder, passages, options.queries)
    names = [name for name in ENGINES if name in options.engines]
    least = in_a_process(floor, passages)
    analysis = in_a_process(timed_lemmas, passages, lemmas)
    results: dict[str, Measured] = {}
    for name in names:
        target = work / name.replace(" ", "-")
        target.mkdir(exist_ok=True)
        paths = passages, lemmas, target
        found = results[name] = Measured()
        found.built, found.build_memory = in_a_process(built, name, paths)
        found.built += analysis if ENGINES[name].uses_lemmas else 0.0
        found.size = sum(path.stat().st_size for path in target.rglob("*") if path.is_file()) / 1e6
        found.tasks, found.memory = in_a_process(answered, name, paths, questions)
        print(f"{folder.name} {number:,} {name}: {found}", file=sys.stderr, flush=True)
    lines = [
        f"## {folder.name}: {number:,} passages, {characters:,} characters, {size / 1e6:.1f} MB in UTF-8",
        "",
    ]
    lines += building(results, least, analysis, characters, size / 1e6)
    if "fumikura" in results:
        jobs, same, changed = in_a_process(built_again, work / "corpus", work / "again")
        alone = results["fumikura"].built
        lines += [
            f"fumikura with `--jobs 2`: {jobs:.1f} s, {jobs / alone:.2f} of one process; the next run {same:.2f} s where "
            f"nothing changed, {changed:.2f} s with one more file.",
            "",
        ]
    lines += answering(results)
    return number, results, lines


def building(
    results: Mapping[str, Measured], least: float, analysis: float, characters: int, size: float
) -> list[str]:
    """A table of building and size."""
    lines = [
        f"MeCab -Owakati over the same texts: {least:.2f} s ({characters / least / 1e6:.2f} million characters/s); "
        f"lemmas: {analysis:.2f} s.",
        "",
        "| | build, s | times MeCab | memory, MB | index, MB | times the text | memory of answering, MB |",
        "|---|---|---|---|---|---|---|",
    ]
    for name, each in results.items():
        lines.append(
            f"| {name} | {each.built:.2f} | {each.built / least:.2f} | {each.build_memory:.0f} "
            f"| {each.size:.1f} | {each.size / size:.2f} | {each.memory:.0f} |"
        )
    return [*lines, ""]


def answering(results: Mapping[str, Measured]) -> list[str]:
    """A table of answering: median / 95th percentile in milliseconds, and fumikura's median to each other's."""
    tasks = dict.fromkeys(task for each in results.values() for task in each.tasks)
    lines = [
        f"| ms: median / 95th percentile | {' | '.join(results)} |",
        f"|---|{'---|' * len(results)}",
    ]
    for task in tasks:
        cells = []
        ours = results["fumikura"].tasks.get(task) if "fumikura" in results else None
        for name, each in results.items():
            found = each.tasks.get(task)
            ratio = f" (1 : {ours[0] / found[0]:.3g})" if found and ours and name != "fumikura" else ""
            cells.append(f"{found[0]:.2f} / {found[1]:.2f}{ratio}" if found else "")
        lines.append(f"| {task} | {' | '.join(cells)} |")
    return [*lines, ""]


def main() -> None:
    """Run everything, print the tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("folders", type=Path, nargs="+", metavar="FOLDER")
    parser.add_argument("--passages", default="all", help="how many of the first passages: 1000,10000,all")
    parser.add_argument("--queries", type=int, default=200, help="queries of each kind")
    parser.add_argument("--engines", default=",".join(ENGINES), help=f"some of {', '.join(ENGINES)}")
    parser.add_argument("--out", type=Path, help="write the tables there, too")
    parser.add_argument(
        "--plot", type=Path, help="draw how the median of a question grows with the passages (SVG)"
    )
    parser.add_argument("--keep", type=Path, help="a folder in which the indexes stay")
    options = parser.parse_args()
    options.engines = options.engines.split(",")
    report = [*versions(), *starting(Path(__file__).parents[1] / "corpus")]
    medians: dict[str, list[tuple[int, float]]] = {}
    print("\n".join(report), flush=True)
    for folder in options.folders:
        sizes = options.passages.split(",")
        for most in sizes if not (folder / "passages.jsonl").is_file() else sizes[-1:]:
            with tempfile.TemporaryDirectory() as temporary:
                work = options.keep / f"{folder.name}-{most}" if options.keep else Path(temporary)
                work.mkdir(parents=True, exist_ok=True)
                number, results, lines = run(folder, None if most == "all" else int(most), options, work)
            print("\n".join(lines), flush=True)
            report += lines
            for name, each in results.items() if len(sizes) > 1 else ():
                if "questions" in each.tasks and not (folder / "passages.jsonl").is_file():
                    medians.setdefault(name, []).append((number, each.tasks["questions"][0]))
    if options.out:
        options.out.write_text("\n".join(report), encoding="utf-8")
    if options.plot and medians:
        options.plot.write_text(growth(medians), encoding="utf-8")


if __name__ == "__main__":
    main()
