"""How fast the page answers: the first byte of a search, and many people at once.

    python bench/page.py INDEX [--searches 200] [--people 50]

It serves the index as `fumikura serve` does, in a process of its own, and asks over HTTP as a browser would. What is
searched are pairs of words that stand near each other in passages drawn by chance, the same in every run. Each search is
asked for once before it is measured (`warm`); the first times are told beside. Then `--people` ask at the same moment,
each something else, ten times over.
"""

from __future__ import annotations

import argparse
import contextlib
import http.client
import os
import random
import statistics
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from urllib.parse import urlencode, urlsplit

from fumikura import open_index
from fumikura.text import Analyzer
from fumikura.text.tokens import Role

_ROUNDS = 10
_LONGEST_WORD = 6


def draw_queries(index: Path, number: int) -> list[str]:
    """Pairs of words from passages, drawn by chance."""
    chance, analyzer = random.Random(1), Analyzer()
    with open_index(index) as opened:
        passages = opened.passages()
    found: list[str] = []
    while len(found) < number:
        text = chance.choice(passages).text[:200]
        tokens = analyzer.analyze(text).tokens
        words = [text[each.start : each.end] for each in tokens if each.role == Role.CONTENT]
        near = [word for word in words if 1 < len(word) <= _LONGEST_WORD and word.isalnum()]
        if len(near) > 2:
            at = chance.randrange(len(near) - 1)
            found.append(f"{near[at]} {near[at + 1]}")
    return found


@contextlib.contextmanager
def serve(index: Path) -> Iterator[tuple[str, int, int]]:
    """Host and port of a server of the index, and its process."""
    command = [sys.executable, "-m", "fumikura", "serve", "--index", str(index)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    assert process.stdout is not None
    try:
        address = urlsplit(process.stdout.readline().strip())
        yield address.hostname or "", address.port or 0, process.pid
    finally:
        process.terminate()
        process.wait()


def processor_seconds(process: int) -> float:
    """The time that a process had a processor, which other programs on the machine hardly change; from Linux."""
    fields = Path(f"/proc/{process}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def first_byte(connection: http.client.HTTPConnection, query: str) -> tuple[int, float]:
    """The status of a search and the milliseconds until the first byte of its page."""
    started = time.perf_counter()
    connection.request("GET", f"/search?{urlencode({'q': query})}", headers={"Accept-Language": "ja"})
    response = connection.getresponse()
    response.read(1)
    taken = (time.perf_counter() - started) * 1000
    response.read()
    return response.status, taken


def time_one_person(host: str, port: int, queries: Sequence[str]) -> list[float]:
    """The milliseconds of each search, one after the other."""
    connection = http.client.HTTPConnection(host, port)
    return [first_byte(connection, query)[1] for query in queries]


def time_people(host: str, port: int, queries: Sequence[str], people: int) -> list[tuple[int, float]]:
    """Statuses and milliseconds where so many ask at the same moment."""
    found: list[tuple[int, float]] = []
    barrier = threading.Barrier(people)

    def ask(number: int) -> None:
        for turn in range(_ROUNDS):
            connection = http.client.HTTPConnection(host, port)
            barrier.wait()
            found.append(first_byte(connection, queries[(number + turn * people) % len(queries)]))
            connection.close()

    threads = [threading.Thread(target=ask, args=(number,)) for number in range(people)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return found


def main() -> None:
    """Measure, and print a line for each figure."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("index", type=Path)
    parser.add_argument("--searches", type=int, default=200)
    parser.add_argument("--people", type=int, default=50)
    given = parser.parse_args()
    queries = draw_queries(given.index, given.searches)
    with serve(given.index) as (host, port, process):
        first = time_one_person(host, port, queries)
        before = processor_seconds(process)
        warm = time_one_person(host, port, queries)
        busy = 1000 * (processor_seconds(process) - before) / len(queries)
        crowd = time_people(host, port, queries, given.people)
    print(f"{os.cpu_count()} processors, load {os.getloadavg()[0]:.1f}")
    for name, times in (("first", first), ("warm", warm)):
        high = statistics.quantiles(times, n=20)[-1]
        print(f"{name}: median {statistics.median(times):.1f} ms, 95th percentile {high:.1f} ms")
    print(f"processor time of the server: {busy:.1f} ms a search, warm")
    errors = sum(status != 200 for status, _ in crowd)
    slow = [taken for _, taken in crowd]
    print(
        f"{given.people} at once, {_ROUNDS} times: {errors} errors, median {statistics.median(slow):.0f} ms, "
        f"slowest {max(slow):.0f} ms"
    )


if __name__ == "__main__":
    main()
