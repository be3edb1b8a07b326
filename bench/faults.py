"""The long versions of the fault tests: tries every fault of the issue many times and prints what was survived.

    python bench/faults.py [--quick | --scale SHARE] [--only NAME ...] [--seed N]

The table is Markdown, for bench/RESULTS.md. What did not come out as it should is printed below it, with what
reproduces it, and the exit code is 1 then. Some 70 minutes on two cores; `--quick` does a fiftieth of what can be
counted, `--scale` any other share of it. Faults of a full file system need the right to mount one (root), and are left
out without it.
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

import fault_files  # noqa: E402
import fault_growth  # noqa: E402
import fault_index as faults  # noqa: E402
import fault_output  # noqa: E402
import fault_queries  # noqa: E402
import fault_signals  # noqa: E402
import fault_tables  # noqa: E402
import fault_texts  # noqa: E402
import fault_updates  # noqa: E402
from fault_index import Outcome  # noqa: E402
from fumikura.build import build_index  # noqa: E402
from fumikura.search import open_index  # noqa: E402

_FORMATS = ("table", "plain", "json", "jsonl", "csv", "tsv")


def _trials(number: int, share: float, least: int = 5) -> int:
    """A share of a number of trials, and a few at the least."""
    return min(number, max(least, round(number * share)))


def _kills(place: Path, share: float, seed: int) -> Outcome:
    outcome = faults.kills(place / "one", _trials(250, share), seed)
    outcome.add(faults.kills(place / "two", _trials(50, share), seed, jobs=2))
    return outcome


def _calls(place: Path, share: float, seed: int) -> Outcome:
    outcome = Outcome()
    for code in (errno.EIO, errno.ENOSPC):
        outcome.add(faults.failed_calls(place / str(code), _choose_calls(share, seed), code))
    return outcome


def _cuts(place: Path, share: float, seed: int) -> Outcome:
    outcome = Outcome()
    for loss in ("", "data", "names"):
        outcome.add(faults.cut_short(place / (loss or "kill"), loss, _choose_calls(share, seed)))
    return outcome


def _choose_calls(share: float, seed: int) -> Callable[[int], Sequence[int]]:
    """All calls, or a share of them, thirty at the least."""

    def chosen(calls: int) -> Sequence[int]:
        return sorted(random.Random(seed).sample(range(calls), _trials(calls, share, 30)))

    return chosen


def _corruptions(place: Path, share: float, seed: int) -> Outcome:
    outcome = faults.corruptions(place / "small", _trials(250, share, 25), seed)
    outcome.add(faults.corruptions(place / "large", _trials(250, share, 25), seed, paragraphs=400))
    return outcome


def _full(place: Path, share: float, _: int) -> Outcome | None:
    return faults.disk_full(place, _trials(20, share)) if faults.can_mount(place / "disk") else None


def _limits(place: Path, share: float, _: int) -> Outcome:
    return faults.file_limits(place, _trials(20, share))


def _opens(place: Path, share: float, _: int) -> Outcome:
    return faults.opens_during_commits(place, _trials(20_000, share))


def _queries(place: Path, share: float, seed: int) -> Outcome:
    build_index(ROOT / "corpus", place / "index")
    with open_index(place / "index") as index:
        return fault_queries.fuzz(index, _trials(100_000, share), seed)


def _documents(place: Path, share: float, seed: int) -> Outcome:
    outcome = fault_texts.survey(place / "many", 5_000, _trials(1_000, share, 20), seed)
    outcome.add(fault_texts.survey(place / "large", max(20_000, round(200_000 * share)), 0, seed))
    return outcome


def _texts(_place: Path, share: float, seed: int) -> Outcome:
    return fault_files.survey_files(fault_files.texts, _trials(20_000, share), seed)


def _others(_place: Path, share: float, seed: int) -> Outcome:
    return fault_files.survey_files(fault_files.others, _trials(2_000, share), seed)


def _tables(place: Path, share: float, seed: int) -> Outcome:
    return fault_tables.survey_tables(place, _trials(2_000, share), seed)


def _updates(_place: Path, share: float, seed: int) -> Outcome:
    return fault_updates.survey_updates(_trials(300, share), seed)


def _growth(_place: Path, share: float, _: int) -> Outcome:
    return fault_growth.survey_growth(share)


def _signals(place: Path, share: float, seed: int) -> Outcome:
    return fault_signals.survey_signals(place, _trials(150, share), seed)


def _long(place: Path, share: float, _: int) -> Outcome:
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
        text = piece * (round(characters * share) // len(piece))
        for ready in (False, True):
            fault = fault_texts.fault_of_document(place / f"{number}{ready}", text, ready=ready, gap=" ")
            outcome.note(fault and f"{characters:,} of {piece}{' (ready)' if ready else ''}: {fault}")
    return outcome


def _output(place: Path, share: float, seed: int) -> Outcome:
    outcome = Outcome()
    strings = list(fault_output.hostile(_trials(1_000, share, 200), seed))
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


TRIALS: dict[str, tuple[str, Callable[[Path, float, int], Outcome | None]]] = {
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
    "texts": ("whole files of the formats that are text: empty, markup, controls, pieces of all", _texts),
    "others": ("whole files of the other formats: cut, changed, packed anything", _others),
    "tables": ("catalogs, thesauri, notes and saved runs of anything", _tables),
    "updates": ("sequences of changes against a new index: all ids, hits, scores and orders", _updates),
    "growth": ("shapes of text doubled: at most 2.3 times the work", _growth),
    "signals": ("SIGTERM, SIGHUP or Ctrl-C at a random moment of an export, and of indexing", _signals),
    "output": ("hostile strings on a terminal, in six formats", _output),
}


def main() -> int:
    """Run the trials and print the table."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    scale = parser.add_mutually_exclusive_group()
    scale.add_argument("--quick", dest="scale", action="store_const", const=0.02, help="a fiftieth of each")
    scale.add_argument(
        "--scale", type=float, default=1.0, metavar="SHARE", help="so much of each, from 0 to 1"
    )
    parser.add_argument("--only", nargs="+", choices=TRIALS, default=list(TRIALS), metavar="NAME")
    parser.add_argument("--seed", type=int, default=0)
    parser.set_defaults(scale=1.0)
    given = parser.parse_args()
    print("| what is done | tried | as it should be | seconds |\n|---|---:|---:|---:|", flush=True)
    failures: list[str] = []
    kinds: list[str] = []
    for name in given.only:
        what, trial = TRIALS[name]
        place = Path(tempfile.mkdtemp(prefix="fumikura-faults-"))
        started = time.monotonic()
        try:
            outcome = trial(place, given.scale, given.seed)
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
