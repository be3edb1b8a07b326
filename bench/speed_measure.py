"""How `speed.py` measures an engine: each step in a process of its own, so that its memory is its own.

Times of answering are from the question as a string to ten ids. Each question of a task is asked once, then all of them
once more: the second times are what is told, the median of the first beside them. A task whose queries take long ends
early; how many it was asked is part of what was measured. What an engine gave can be kept as JSON beside its index.
"""

from __future__ import annotations

import json
import multiprocessing
import re
import resource
import statistics
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

from speed_data import Queries, write_lemmas
from speed_engines import ENGINES, Paths

_TASK_SECONDS = 15.0  # after so long a task ends, if it has had its least number of queries
_LEAST_QUERIES = 30


class Latency(NamedTuple):
    """Median and 95th percentile in milliseconds, over so many queries; `first` is the median when they were new."""

    median: float
    high: float
    queries: int
    first: float = 0.0


@dataclass(slots=True)
class Measured:
    """An engine over some passages: seconds, megabytes, and the latency of each task."""

    build_seconds: float = 0.0
    build_memory: float = 0.0
    size: float = 0.0
    memory: float = 0.0
    mecab_seconds: float = 0.0
    """The time of MeCab alone in the run that built it; one of another run could not be compared."""
    tasks: dict[str, Latency] = field(default_factory=dict)
    kept: str = ""
    """What was measured in an earlier run: nothing, the building, or everything."""

    def write(self, path: Path) -> None:
        """Keep it."""
        path.write_text(json.dumps(asdict(self), indent=1), encoding="utf-8")

    @classmethod
    def read(cls, path: Path, kept: str) -> Measured:
        """What was kept."""
        found = json.loads(path.read_text(encoding="utf-8"))
        tasks = {task: Latency(*each) for task, each in found["tasks"].items()}
        return cls(**{**found, "tasks": tasks, "kept": kept})


def run_in_process(function: Callable[..., Any], *arguments: Any) -> Any:
    """What `function` gives in a fresh process."""
    context = multiprocessing.get_context("spawn")
    # What an executor starts may start others, as a process of a Pool may not.
    with ProcessPoolExecutor(1, mp_context=context) as pool:
        return pool.submit(function, *arguments).result()


def peak_memory() -> float:
    """The most memory that this process has had, in MB, mapped files among it; Linux keeps it apart from its parent's."""
    status = Path("/proc/self/status")
    if not status.is_file():
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    found = re.search(r"VmHWM:\s+(\d+)", status.read_text(encoding="utf-8"))
    return int(found[1]) / 1024 if found else 0.0


def folder_size(folder: Path) -> float:
    """Megabytes of the files below a folder."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()) / 1e6


def time_build(name: str, paths: Paths) -> tuple[float, float]:
    """Seconds and peak memory of a build."""
    started = time.perf_counter()
    ENGINES[name]().build(paths)
    return time.perf_counter() - started, peak_memory()


def time_answers(name: str, paths: Paths, questions: Queries) -> tuple[dict[str, Latency], float]:
    """The latency of each task, and peak memory."""
    results: dict[str, Latency] = {}
    for task, answer in ENGINES[name]().tasks(paths).items():
        queries: Sequence[Any] = getattr(questions, task.partition(",")[0])
        first = _time_queries(answer, queries, _LEAST_QUERIES, _TASK_SECONDS)
        times = _time_queries(answer, queries[: len(first)], _LEAST_QUERIES, _TASK_SECONDS)
        high = statistics.quantiles(times, n=20)[-1]
        results[task] = Latency(statistics.median(times), high, len(times), statistics.median(first))
    return results, peak_memory()


def _time_queries(
    answer: Callable[[Any], Any], queries: Sequence[Any], least: int, most: float
) -> list[float]:
    """Milliseconds of each query, until all or `least` queries and `most` seconds are over."""
    times: list[float] = []
    for query in queries:
        started = time.perf_counter()
        answer(query)
        times.append((time.perf_counter() - started) * 1000)
        if len(times) >= least and sum(times) > most * 1000:
            break
    return times


def time_reading(passages: Path) -> float:
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


def time_lemmas(passages: Path, lemmas: Path) -> float:
    """Seconds that the lemmas take."""
    started = time.perf_counter()
    write_lemmas(passages, lemmas)
    return time.perf_counter() - started
