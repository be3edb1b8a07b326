"""Building a folder of files for `speed.py`: with two processes, with nothing changed, with one file changed.

Each run is a process of its own; what is timed is the building alone, and starting the program is told apart.
"""

from __future__ import annotations

import shutil
import sys
import time
from collections import Counter
from pathlib import Path

import fumikura
from speed_measure import peak_memory, run_in_process
from speed_process import compile_bytecode, time_interleaved

_ADDED = "\n一行が、あとから書き足された。\n"


def time_changes(folder: Path, most: int | None, jobs: bool, work: Path) -> dict[str, float]:
    """Seconds of each run over a copy of the first texts of a folder, and how many there are."""
    texts, alone = work / "texts", work / "alone"
    for target in (texts, alone, work / "index-1", work / "index-2", work / "index-alone"):
        shutil.rmtree(target, ignore_errors=True)
    texts.mkdir()
    alone.mkdir()
    paths = sorted(folder.glob("*.txt"))[:most]
    for path in paths:
        shutil.copy(path, texts)
    new, same = {"added": len(paths)}, {"unchanged": len(paths)}
    one = {"unchanged": len(paths) - 1, "replaced": 1}
    found: dict[str, float] = {"files": len(paths)}
    found["one process"], found["memory, MB"] = run_in_process(_build, texts, work / "index-1", 1, new)
    if jobs:
        found["two processes"] = run_in_process(_build, texts, work / "index-2", 2, new)[0]
    found["nothing changed"] = run_in_process(_build, texts, work / "index-1", 1, same)[0]
    changed = texts / sorted(paths, key=lambda path: path.stat().st_size)[len(paths) // 2].name
    with changed.open("a", encoding="cp932") as file:
        file.write(_ADDED)
    found["one file changed"] = run_in_process(_build, texts, work / "index-1", 1, one)[0]
    shutil.copy(changed, alone)
    found["that file alone"] = run_in_process(_build, alone, work / "index-alone", 1, {"added": 1})[0]
    command = {"start": [sys.executable, "-m", "fumikura", "index", "--help"]}
    found["starting"] = time_interleaved(command, compile_bytecode(work), 7)["start"] / 1000
    return found


def _build(folder: Path, index: Path, jobs: int, expected: dict[str, int]) -> tuple[float, float]:
    """Seconds and peak memory of the process that writes; files must fare as expected, or nothing was measured."""
    begun = time.perf_counter()
    report = fumikura.build_index(
        folder, index, jobs=jobs
    )  # an encoding, if given, has every file read again
    seconds = time.perf_counter() - begun
    found = Counter(file.status for file in report.files)
    if found != Counter(expected):
        raise RuntimeError(f"expected {expected}, got {dict(found)}")
    return seconds, peak_memory()
