"""Reading and structuring, two states of the project side by side: the same files by the code of each, by turns.

    python bench/reading.py FOLDER BEFORE AFTER [--files N] [--seed N]

FOLDER holds documents of any kind, with folders in it or without; BEFORE and AFTER are checkouts. Each state is a process
that reads one file when it is told to, so that whatever else the machine does falls on both. The first file is read once
before the clock runs, so that what is loaded once is not counted. Times are of the processor, not of the clock.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

_READ = """
import json, sys, time
from pathlib import Path
from fumikura.documents import read_file
from fumikura.errors import FumikuraError
from fumikura.reading.discovery import discover
for line in sys.stdin:
    found, _ = discover(Path(json.loads(line)))
    begun = time.process_time()
    try:
        passages = sum(len(read_file(each, (), "d").passages) for each in found)
    except FumikuraError:
        passages = 0
    print(json.dumps((time.process_time() - begun, passages)), flush=True)
"""


@dataclass(frozen=True, slots=True)
class Read:
    """What reading a file took, in seconds, and how many passages it gave."""

    seconds: float
    passages: int


class State:
    """The project as it is in a checkout, in a process that reads the files it is told."""

    def __init__(self, checkout: Path) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-c", _READ],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env={**os.environ, "PYTHONPATH": str(checkout / "src")},
            text=True,
        )

    def read(self, path: Path) -> Read:
        """Read one file."""
        assert self._process.stdin and self._process.stdout
        self._process.stdin.write(json.dumps(str(path)) + "\n")
        self._process.stdin.flush()
        return Read(*json.loads(self._process.stdout.readline()))

    def close(self) -> None:
        """End the process."""
        self._process.communicate()


def measure(paths: Sequence[Path], before: State, after: State) -> tuple[list[Read], list[Read]]:
    """Each file by both states, of which now the one begins, now the other."""
    first, second = list[Read](), list[Read]()
    for turn, path in enumerate(paths):
        if turn % 2:
            second.append(after.read(path))
            first.append(before.read(path))
        else:
            first.append(before.read(path))
            second.append(after.read(path))
    return first, second


def report(first: Sequence[Read], second: Sequence[Read]) -> str:
    """Totals, their ratio, the median of the files' ratios, and in how many files the number of passages is another."""
    totals = [sum(read.seconds for read in reads) for reads in (first, second)]
    ratios = [new.seconds / old.seconds for old, new in zip(first, second, strict=True) if old.seconds]
    others = sum(old.passages != new.passages for old, new in zip(first, second, strict=True))
    return (
        f"{len(first)} files: {totals[0]:.2f} s before, {totals[1]:.2f} s after, ratio {totals[1] / totals[0]:.2f}; "
        f"median of the files' ratios {median(ratios):.2f}; another number of passages in {others}"
    )


def main() -> None:
    """Draw files, read them, report."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path)
    parser.add_argument("before", type=Path)
    parser.add_argument("after", type=Path)
    parser.add_argument("--files", type=int, default=0, help="how many, drawn at random; all, if 0")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    paths = sorted(path for path in options.folder.rglob("*") if path.is_file())
    if options.files:
        paths = random.Random(options.seed).sample(paths, min(options.files, len(paths)))
    states = State(options.before), State(options.after)
    try:
        measure(paths[:1], *states)
        print(report(*measure(paths, *states)))
    finally:
        for state in states:
            state.close()


if __name__ == "__main__":
    main()
