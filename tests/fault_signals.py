"""Signals that end the program at any moment of an export or of indexing: nothing half done is left behind."""

from __future__ import annotations

import random
import signal
import subprocess
import time
from pathlib import Path

from fault_index import Outcome, leavings, make_state, state_of
from fumikura.build import build_index
from program import command, environment

__all__ = ["survey_signals"]

_SIGNALS = (signal.SIGTERM, signal.SIGHUP, signal.SIGINT)


def survey_signals(place: Path, count: int, seed: int = 0) -> Outcome:
    """As many runs of either kind, each ended by one of the signals that end programs."""
    outcome = _exports(place / "exports", count, seed)
    outcome.add(_runs(place / "runs", count, seed))
    return outcome


def _ended(arguments: tuple[str, ...], folder: Path, after: float, number: signal.Signals) -> int:
    process = subprocess.Popen(
        command(*arguments),
        cwd=folder,
        env=environment(),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    time.sleep(after)
    process.send_signal(number)
    return process.wait(timeout=60)


def _seconds(arguments: tuple[str, ...], folder: Path) -> float:
    started = time.monotonic()
    subprocess.run(command(*arguments), cwd=folder, env=environment(), check=True, capture_output=True)
    return time.monotonic() - started


def _exports(place: Path, count: int, seed: int) -> Outcome:
    """The file that was there, or the new one whole, and nothing beside it."""
    outcome, rng = Outcome(), random.Random(seed)
    make_state(place / "corpus", 0, files=20, paragraphs=200)
    build_index(place / "corpus", place / "index")
    (place / "out").mkdir()
    target = place / "out" / "hits.csv"
    arguments = ("search", "の", "--limit", "0", "-o", str(target))
    longest = _seconds(arguments, place)
    whole = target.read_bytes()
    for trial in range(count):
        target.write_bytes(b"before")
        number = rng.choice(_SIGNALS)
        code = _ended(arguments, place, rng.uniform(0, 1.1 * longest), number)
        left = sorted(path.name for path in (place / "out").iterdir())
        outcome.kinds[f"export {number.name}, exit {code}"] += 1
        wrong = left != ["hits.csv"] or target.read_bytes() not in (b"before", whole)
        outcome.note(f"export {trial}: {number.name}, exit {code}, left {left}" if wrong else None)
        for path in (place / "out").iterdir():
            path.unlink()
    return outcome


def _runs(place: Path, count: int, seed: int) -> Outcome:
    """The old index or the new one, and no other generation."""
    outcome, rng = Outcome(), random.Random(seed)
    make_state(place / "corpus", 0)
    build_index(place / "corpus", place / "index")
    for trial in range(1, count + 1):
        before = state_of(place / "index")
        make_state(place / "corpus", trial)
        number, jobs = rng.choice(_SIGNALS), rng.choice(("1", "2"))
        code = _ended(("index", "--jobs", jobs), place, rng.uniform(0, 1.0), number)
        outcome.kinds[f"index {number.name}, exit {code}"] += 1
        # Before the program has begun to listen, the system ends it at once; the next run clears what is left then.
        left = leavings(place / "index") if code >= 0 else []
        wrong = left or state_of(place / "index") not in (before, trial)
        outcome.note(f"run {trial}: {number.name}, {jobs} jobs, exit {code}, left {left}" if wrong else None)
    return outcome
