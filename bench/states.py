"""Two states of the project side by side: the same passages indexed and searched by the code of each.

    python bench/states.py FOLDER BEFORE AFTER [--most N] [--questions N]

FOLDER is as `speed.py` takes it; BEFORE and AFTER are checkouts. All questions are asked once of an index that was just
opened, then once more, of each state twice by turns. Building and searching are processes of their own, and so are their
peaks of memory.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from speed_data import draw_queries, write_passages

_BUILD = """
import json, resource, sys, time, fumikura
begun = time.perf_counter()
fumikura.build_index(sys.argv[1], sys.argv[2])
spent = time.perf_counter() - begun
print(json.dumps({"seconds": spent, "peak": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000}))
"""
_SEARCH = """
import json, resource, sys, time, fumikura
from statistics import quantiles
queries = json.load(sys.stdin)
found = {}
with fumikura.open_index(sys.argv[1]) as index:
    for task, (mode, texts) in queries.items():
        for turn in ("first", "again"):
            times = []
            for text in texts:
                begun = time.perf_counter()
                index.search(text, mode=mode, limit=10)
                times.append((time.perf_counter() - begun) * 1000)
            cuts = quantiles(times, n=20)
            found[f"{task}, {turn}"] = f"{cuts[9]:.1f} / {cuts[18]:.1f} ms"
found["peak"] = f"{resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000:.0f} MB"
print(json.dumps(found))
"""


def run_in(checkout: Path, code: str, *arguments: Path, given: Any = None) -> Any:
    """What a piece of code prints as JSON, run in a process of its own with the project as it is in a checkout."""
    done = subprocess.run(
        [sys.executable, "-c", code, *map(str, arguments)],
        input=json.dumps(given),
        env={**os.environ, "PYTHONPATH": str(checkout / "src")},
        check=True,
        capture_output=True,
        text=True,
    )
    return json.loads(done.stdout.splitlines()[-1])


def compare_states(folder: Path, checkouts: Sequence[Path], most: int | None, questions: int) -> None:
    """Build by each state, then ask each, and print a line for each figure."""
    with tempfile.TemporaryDirectory() as place:
        work = Path(place)
        number, characters, size = write_passages(folder, work / "passages.jsonl", most)
        print(f"{number:,} passages, {characters:,} characters")
        draws = draw_queries(folder, work / "passages.jsonl", questions)
        queries = {
            "questions": ("any", draws.questions),
            "words": ("all", [" ".join(words) for words in draws.words]),
            "runs": ("all", [f'"{run}"' for run in draws.runs]),
        }
        for name, checkout in zip(("before", "after"), checkouts, strict=True):
            index = work / name
            built = run_in(checkout, _BUILD, work / "corpus", index)
            bytes_ = sum(path.stat().st_size for path in index.rglob("*") if path.is_file())
            print(
                f"{name}: built in {built['seconds']:.1f} s, peak {built['peak']:.0f} MB, "
                f"{bytes_ / size:.2f} times the text",
                flush=True,
            )
        for name, checkout in [*zip(("before", "after"), checkouts, strict=True)] * 2:
            print(f"{name}: {run_in(checkout, _SEARCH, work / name, given=queries)}", flush=True)


def main() -> None:
    """Compare two checkouts."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("before", type=Path)
    parser.add_argument("after", type=Path)
    parser.add_argument("--most", type=int, help="passages at most")
    parser.add_argument("--questions", type=int, default=100)
    options = parser.parse_args()
    compare_states(options.folder, (options.before, options.after), options.most, options.questions)


if __name__ == "__main__":
    main()
