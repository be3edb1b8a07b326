"""Starting: whole processes side by side, on the project's own documents; and what was measured with what.

The program is run from a compiled copy, as an installed one is. `sqlite-utils search` has the same passages in a table
with an FTS5 index of trigrams, and prints JSON.
"""

from __future__ import annotations

import compileall
import os
import re
import resource
import shutil
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import fumikura

__all__ = ["peak", "starting", "versions"]

_RUNS = 21
_WORD = "台湾海峡"
_PACKAGES = ("whoosh", "fugashi", "unidic-lite", "numpy", "tantivy", "bm25s", "sqlite-utils")


def peak() -> float:
    """The most memory that this process has had, in MB, mapped files among it; Linux keeps it apart from its parent's."""
    status = Path("/proc/self/status")
    if not status.is_file():
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    found = re.search(r"VmHWM:\s+(\d+)", status.read_text(encoding="utf-8"))
    return int(found[1]) / 1024 if found else 0.0


def versions() -> list[str]:
    """A line with the versions of everything, the time, and the command."""
    found = [f"Python {sys.version.split()[0]}", f"SQLite {sqlite3.sqlite_version}"]
    for name in _PACKAGES:
        try:
            found.append(f"{name} {version(name)}")
        except PackageNotFoundError:
            found.append(f"no {name}")
    now = datetime.now(UTC).date().isoformat()
    command = " ".join(Path(each).name if "/" in each else each for each in sys.argv)
    return [f"`{command}`, {now}, {os.cpu_count()} cores; {', '.join(found)}.", ""]


def starting(corpus: Path) -> list[str]:
    """A table of whole processes, run by turns."""
    with tempfile.TemporaryDirectory() as temporary:
        work = Path(temporary)
        fumikura.build_index(corpus, work / "index")
        shutil.copytree(Path(fumikura.__file__).parent, work / "code" / "fumikura")
        compileall.compile_dir(work / "code", quiet=2)
        search = [sys.executable, "-m", "fumikura", "search", _WORD, "--index", str(work / "index")]
        commands = {
            "python -c pass": [sys.executable, "-c", "pass"],
            f"fumikura search {_WORD}": search,
            f"fumikura search {_WORD} --format json": [*search, "--format", "json"],
        }
        if shutil.which("sqlite-utils", path=str(Path(sys.executable).parent)):
            database = _database(work)
            commands[f"sqlite-utils search (FTS5 trigram) {_WORD}"] = [
                str(Path(sys.executable).parent / "sqlite-utils"), "search", database, "passages", _WORD,
            ]  # fmt: skip
        # numpy and others are found by the path of this Python; the program itself by that of the copy.
        environment = {**os.environ, "PYTHONPATH": str(work / "code")}
        environment.pop("PYTHONDONTWRITEBYTECODE", None)
        times = _timed(commands, environment)
        memory = _memory(search, environment)
    least = times["python -c pass"]
    return [
        "| a whole process, on the five documents | ms | times python |",
        "|---|---|---|",
        *(f"| {name} | {each:.1f} | {each / least:.1f} |" for name, each in times.items()),
        "",
        f"Most memory of that search: {memory:.0f} MB.",
        "",
    ]


def _timed(commands: Mapping[str, Sequence[str]], environment: Mapping[str, str]) -> dict[str, float]:
    """The median of the milliseconds that each command takes from start to end."""
    times: dict[str, list[float]] = {name: [] for name in commands}
    for _ in range(_RUNS):
        for name, command in commands.items():
            begun = time.perf_counter()
            subprocess.run(command, check=True, capture_output=True, env=environment)
            times[name].append((time.perf_counter() - begun) * 1000)
    return {name: statistics.median(each[1:]) for name, each in times.items()}


def _memory(command: Sequence[str], environment: Mapping[str, str]) -> float:
    """The most memory of a command, in MB, as the command itself sees it at its end."""
    program = (
        "import runpy, sys\n"
        f"sys.argv = {['fumikura', *command[3:]]!r}\n"
        "try:\n    runpy.run_module('fumikura', run_name='__main__')\n"
        "except SystemExit:\n    pass\n"
        "print(next(line for line in open('/proc/self/status') if line.startswith('VmHWM')), file=sys.stderr)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, env=environment, check=False
    )
    found = re.search(r"VmHWM:\s+(\d+)", done.stderr)
    return int(found[1]) / 1024 if found else float("nan")


def _database(work: Path) -> str:
    path = work / "passages.db"
    with fumikura.open_index(work / "index") as index:
        rows = [(passage.id, passage.text) for passage in map(index.passage, index.engine.ids())]
    with sqlite3.connect(path) as database:
        database.execute("create table passages (id text primary key, text text)")
        database.executemany("insert into passages values (?, ?)", rows)
    tool = str(Path(sys.executable).parent / "sqlite-utils")
    subprocess.run(
        [tool, "enable-fts", str(path), "passages", "text", "--fts5", "--tokenize", "trigram"], check=True
    )
    return str(path)
