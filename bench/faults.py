"""The long versions of the fault tests: tries every fault of the issue many times and prints what was survived.

    python bench/faults.py [--quick] [--only NAME ...] [--seed N]

The table is Markdown, for bench/RESULTS.md. What did not come out as it should is printed below it, with what
reproduces it, and the exit code is 1 then. Some 20 minutes on two cores; `--quick` takes one. Faults of a full file
system need the right to mount one (root), and are left out without it.
"""

from __future__ import annotations

import argparse
import errno
import random
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "tests"))

import fault_index as faults  # noqa: E402
import fault_output  # noqa: E402
import fault_queries  # noqa: E402
import fault_texts  # noqa: E402
from fault_index import Outcome  # noqa: E402
from fumikura.build import build_index  # noqa: E402
from fumikura.search import open_index  # noqa: E402

_FORMATS = ("table", "plain", "json", "jsonl", "csv", "tsv")


def _kills(place: Path, quick: bool, seed: int) -> Outcome:
    outcome = faults.kills(place / "one", 20 if quick else 250, seed)
    outcome.add(faults.kills(place / "two", 5 if quick else 50, seed, jobs=2))
    return outcome


def _calls(place: Path, quick: bool, seed: int) -> Outcome:
    outcome = Outcome()
    for code in (errno.EIO, errno.ENOSPC):
        outcome.add(faults.failed_calls(place / str(code), _chosen(quick, seed), code))
    return outcome


def _cuts(place: Path, quick: bool, seed: int) -> Outcome:
    outcome = Outcome()
    for loss in ("", "data", "names"):
        outcome.add(faults.cut_short(place / (loss or "kill"), loss, _chosen(quick, seed)))
    return outcome


def _chosen(quick: bool, seed: int) -> Callable[[int], Sequence[int]]:
    """All calls, or thirty of them."""

    def chosen(calls: int) -> Sequence[int]:
        return sorted(random.Random(seed).sample(range(calls), min(30, calls))) if quick else range(calls)

    return chosen


def _corruptions(place: Path, quick: bool, seed: int) -> Outcome:
    outcome = faults.corruptions(place / "small", 25 if quick else 250, seed)
    outcome.add(faults.corruptions(place / "large", 25 if quick else 250, seed, paragraphs=400))
    return outcome


def _full(place: Path, quick: bool, _: int) -> Outcome | None:
    return faults.disk_full(place, 5 if quick else 20) if faults.can_mount(place / "disk") else None


def _limits(place: Path, quick: bool, _: int) -> Outcome:
    return faults.file_limits(place, 5 if quick else 20)


def _opens(place: Path, quick: bool, _: int) -> Outcome:
    return faults.opens_during_commits(place, 500 if quick else 20_000)


def _queries(place: Path, quick: bool, seed: int) -> Outcome:
    build_index(ROOT / "corpus", place / "index")
    with open_index(place / "index") as index:
        return fault_queries.fuzz(index, 2_000 if quick else 100_000, seed)


def _documents(place: Path, quick: bool, seed: int) -> Outcome:
    outcome = fault_texts.survey(place / "many", 5_000, 20 if quick else 1_000, seed)
    outcome.add(fault_texts.survey(place / "large", 20_000 if quick else 200_000, 0, seed))
    return outcome


def _long(place: Path, quick: bool, _: int) -> Outcome:
    share = 30 if quick else 1
    outcome = Outcome()
    for number, (piece, characters) in enumerate(
        (
            ("日米同盟の抑止力を強化する。", 3_300_000),
            ("あ", 3_300_000),
            ("あ", 1_000_000),
            ("a", 1_000_000),
            (" ", 70_000),
        )
    ):
        text = piece * (characters // share // len(piece))
        for ready in (False, True):
            fault = fault_texts.fault_of_document(place / f"{number}{ready}", text, ready=ready, gap=" ")
            outcome.note(fault and f"{characters:,} of {piece}{' (ready)' if ready else ''}: {fault}")
    return outcome


def _output(place: Path, quick: bool, seed: int) -> Outcome:
    outcome = Outcome()
    strings = list(fault_output.hostile(200 if quick else 1_000, seed))
    texts = fault_output.index_of_hostile(place / "work", strings)
    for format_ in _FORMATS:
        run = fault_output.run_on(
            place / "work", "search", "語", "--limit", "0", "--format", format_, terminal=True, NO_COLOR="1"
        )
        raw = fault_output.raw_in(run.out + run.err)
        for _ in texts:
            outcome.note(None)
        if raw or run.code:
            outcome.failures.append(f"{format_}: exit {run.code}, raw {sorted(map(ascii, raw))}")
    return outcome


TRIALS: dict[str, tuple[str, Callable[[Path, bool, int], Outcome | None]]] = {
    "kills": ("kill -9 at a random moment of indexing (one in six with two processes reading)", _kills),
    "calls": ("a write, sync, rename, link or removal of a run fails (EIO, ENOSPC)", _calls),
    "cuts": ("kill -9, or a loss of power with all that was not synced, before each call of a run", _cuts),
    "corruptions": (
        "a byte flipped, a file cut, zeroed, longer or missing, over every kind of file",
        _corruptions,
    ),
    "full": ("a file system full at so many levels", _full),
    "limits": ("a limit on the size of files at so many levels", _limits),
    "opens": ("an open and a search while another process commits", _opens),
    "queries": ("random queries on the five documents, each within 2 s", _queries),
    "documents": ("documents of runs, controls, markup, as files and as ready passages", _documents),
    "long": ("lines of 10 MB, a million of one letter, 70,000 spaces, before the word", _long),
    "output": ("hostile strings on a terminal, in six formats", _output),
}


def main() -> int:
    """Run the trials and print the table."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--quick", action="store_true", help="a tenth or less of each")
    parser.add_argument("--only", nargs="+", choices=TRIALS, default=list(TRIALS), metavar="NAME")
    parser.add_argument("--seed", type=int, default=0)
    given = parser.parse_args()
    print("| what is done | tried | as it should be | seconds |\n|---|---:|---:|---:|", flush=True)
    failures: list[str] = []
    kinds: list[str] = []
    for name in given.only:
        what, trial = TRIALS[name]
        place = Path(tempfile.mkdtemp(prefix="fumikura-faults-"))
        started = time.monotonic()
        try:
            outcome = trial(place, given.quick, given.seed)
        finally:
            shutil.rmtree(place, ignore_errors=True)
        if outcome is None:
            print(f"| {what} | - | no right to mount | - |", flush=True)
            continue
        took = time.monotonic() - started
        print(f"| {what} | {outcome.tried:,} | {outcome.survived:,} | {took:.0f} |", flush=True)
        failures += [f"{name}: {fault}" for fault in outcome.failures]
        if outcome.kinds:
            counted = ", ".join(f"{kind} {count:,}" for kind, count in outcome.kinds.most_common())
            kinds.append(f"{name}: {counted}")
    print("".join(f"\n{line}\n" for line in kinds))
    for fault in failures:
        print(f"\n    {fault}")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
