"""Speed: building, answering and starting, beside other engines, as Markdown tables.

    python bench/speed.py FOLDER ... [--passages 1000,10000,all] [--queries N]
        [--engines NAME,...] [--out FILE] [--keep DIR]

Each FOLDER holds `passages.jsonl` (id, title, text) and may hold `queries.tsv` (id, tab, question), or else CP932 texts.
Each engine builds and answers in a process of its own, so that its memory is its own; what an engine over lemmas takes to
build is the time for the lemmas and its own. All times of answering are from the question as a string to ten ids, warm.
The other engines come with `pip install fumikura[bench]`.
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import re
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from speed_data import Asked, asked, write_lemmas, write_passages
from speed_engines import ENGINES, Paths

_WARM = 20
_STARTS = 15


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


def peak() -> float:
    """The most memory that this process has had, in MB, mapped files among it; Linux keeps it apart from its parent's."""
    status = Path("/proc/self/status")
    if not status.is_file():
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    found = re.search(r"VmHWM:\s+(\d+)", status.read_text(encoding="utf-8"))
    return int(found[1]) / 1024 if found else 0.0


def built(name: str, paths: Paths) -> tuple[float, float]:
    """Seconds and peak memory of a build."""
    started = time.perf_counter()
    ENGINES[name]().build(paths)
    return time.perf_counter() - started, peak()


def answered(name: str, paths: Paths, questions: Asked) -> tuple[dict[str, tuple[float, float]], float]:
    """Median and 95th percentile of each task, and peak memory."""
    results: dict[str, tuple[float, float]] = {}
    for task, answer in ENGINES[name]().tasks(paths).items():
        queries: Sequence[Any] = getattr(questions, task.partition(",")[0])
        for query in queries[:_WARM]:
            answer(query)
        times = []
        for query in queries:
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


def started(command: Sequence[str]) -> float:
    """The median of the milliseconds that a command takes from start to end."""
    times = []
    for _ in range(_STARTS):
        begun = time.perf_counter()
        subprocess.run(command, check=False, capture_output=True)
        times.append((time.perf_counter() - begun) * 1000)
    return statistics.median(times)


def run(folder: Path, most: int | None, options: argparse.Namespace, work: Path) -> list[str]:
    """The lines of a report on one folder at one size."""
    passages, lemmas = work / "passages.jsonl", work / "lemmas.txt"
    number, characters, size = write_passages(folder, passages, most)
    questions = in_a_process(asked, folder, passages, options.queries)
    names = [name for name in ENGINES if name in options.engines]
    least = in_a_process(floor, passages)
    analysis = in_a_process(timed_lemmas, passages, lemmas)
    results: dict[str, Measured] = {}
    for name in names:
        target = work / name.replace(" ", "-")
        target.mkdir()
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
    lines += answering(results)
    if "fumikura" in results:
        lines += starting(work / "fumikura", questions.words[0][0])
    return lines


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


def starting(index: Path, word: str) -> list[str]:
    """A table of whole processes."""
    python = started([sys.executable, "-c", "pass"])
    search = started([sys.executable, "-m", "fumikura", "search", word, "--index", str(index)])
    return [
        "| a whole process | ms | times python |",
        "|---|---|---|",
        f"| python -c pass | {python:.1f} | 1 |",
        f"| fumikura search {word} | {search:.1f} | {search / python:.1f} |",
        "",
    ]


def main() -> None:
    """Run everything, print the tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("folders", type=Path, nargs="+", metavar="FOLDER")
    parser.add_argument("--passages", default="all", help="how many of the first passages: 1000,10000,all")
    parser.add_argument("--queries", type=int, default=200, help="queries of each kind")
    parser.add_argument("--engines", default=",".join(ENGINES), help=f"some of {', '.join(ENGINES)}")
    parser.add_argument("--out", type=Path, help="write the tables there, too")
    parser.add_argument("--keep", type=Path, help="a folder in which the indexes stay")
    options = parser.parse_args()
    options.engines = options.engines.split(",")
    report: list[str] = []
    for folder in options.folders:
        for most in options.passages.split(","):
            with tempfile.TemporaryDirectory() as temporary:
                work = options.keep / f"{folder.name}-{most}" if options.keep else Path(temporary)
                work.mkdir(parents=True, exist_ok=True)
                lines = run(folder, None if most == "all" else int(most), options, work)
            print("\n".join(lines), flush=True)
            report += lines
    if options.out:
        options.out.write_text("\n".join(report), encoding="utf-8")


if __name__ == "__main__":
    main()
