"""Whole processes for `speed.py`: what a single search costs from the command line, in time and in memory.

`sqlite-utils search` stands for what a reader of five documents would otherwise type. Runs of all commands are
interleaved, so that other work on the machine falls on all of them alike; byte code is compiled beforehand.
"""

from __future__ import annotations

import compileall
import os
import re
import shutil
import sqlite3
import statistics
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

import fumikura

_CORPUS = Path(__file__).resolve().parents[1] / "corpus"
_WORD = "台湾海峡"
_PEAK = """
import runpy, sys
try:
    runpy.run_module(sys.argv.pop(1), run_name="__main__", alter_sys=True)
finally:
    print([line for line in open("/proc/self/status") if line.startswith("VmHWM")], file=sys.stderr)
"""


def compile_bytecode(work: Path) -> Mapping[str, str]:
    """The environment of a process that has the project as a compiled copy below `work`."""
    target = work / "compiled"
    shutil.rmtree(target, ignore_errors=True)
    shutil.copytree(Path(fumikura.__file__).parent, target / "fumikura")
    compileall.compile_dir(target, quiet=1)
    left = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return {**left, "PYTHONPATH": str(target)}


def time_interleaved(
    commands: Mapping[str, Sequence[str]], environment: Mapping[str, str], runs: int
) -> dict[str, float]:
    """The median of the milliseconds that each command takes from start to end, one run of each at a time."""
    times: dict[str, list[float]] = {name: [] for name in commands}
    for number in range(runs + 1):
        for name, command in commands.items():
            begun = time.perf_counter()
            subprocess.run(command, check=True, capture_output=True, env=environment)
            if number:  # the first fills the caches
                times[name].append((time.perf_counter() - begun) * 1000)
    return {name: statistics.median(each) for name, each in times.items()}


def time_starts(work: Path, runs: int) -> dict[str, dict[str, float]]:
    """Milliseconds and peak megabytes of searches of the project's own corpus, a process each."""
    index, database = work / "starting-index", work / "starting.db"
    fumikura.build_index(_CORPUS, index, rebuild=True)
    _write_table(index, database)
    environment = compile_bytecode(work)
    ours = ["fumikura", "search", _WORD, "--index", str(index)]
    theirs = ["sqlite_utils", "search", str(database), "passages", _WORD]
    modules = {
        f"fumikura search {_WORD}": ours,
        f"fumikura search {_WORD} --format json": [*ours, "--format", "json"],
        f"sqlite-utils search {_WORD} --table": [*theirs, "--table"],
        f"sqlite-utils search {_WORD} (JSON)": theirs,
    }
    commands = {name: [sys.executable, "-m", *module] for name, module in modules.items()}
    times = time_interleaved(
        {"python -c pass": [sys.executable, "-c", "pass"], **commands}, environment, runs
    )
    found = {name: {"ms": each} for name, each in times.items()}
    for name, module in modules.items():
        found[name]["MB"] = _measure_memory(module, environment)
    return found


def _write_table(index: Path, database: Path) -> None:
    """The same passages as a table with a full-text index over trigrams, as `sqlite-utils enable-fts` makes it."""
    database.unlink(missing_ok=True)
    opened = fumikura.open_index(index)
    with sqlite3.connect(database) as connection:
        connection.execute("create table passages (id text primary key, title text, text text)")
        for document in opened.documents():
            first = f"{document.id}#1"
            rows = (opened.passage(first), *opened.neighbours(first, sys.maxsize // 4)[1])
            values = [(row.id, row.title, row.text) for row in rows]
            connection.executemany("insert into passages values (?, ?, ?)", values)
    connection.close()
    opened.close()
    enable = ["enable-fts", str(database), "passages", "text", "--tokenize", "trigram"]
    subprocess.run([sys.executable, "-m", "sqlite_utils", *enable], check=True, capture_output=True)


def _measure_memory(module: Sequence[str], environment: Mapping[str, str]) -> float:
    """Peak memory of a module run as a program, in MB; 0 where the system does not tell."""
    command = [sys.executable, "-c", _PEAK, *module]
    done = subprocess.run(command, check=False, capture_output=True, env=environment)
    found = re.search(rb"VmHWM:\D+(\d+)", done.stderr)
    return int(found[1]) / 1024 if found else 0.0
