"""The tables of `speed.py` as Markdown, and a section of a report put in place of an earlier one."""

from __future__ import annotations

import datetime
import os
import platform
import re
import shlex
import sqlite3
import sys
from collections.abc import Iterator, Mapping, Sequence
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from speed_measure import Latency
from speed_plot import draw_growth

_OURS = "fumikura"
_PACKAGES = ("whoosh", "tantivy", "bm25s", "sqlite-utils", "fugashi", "unidic-lite")
_KEPT = {
    "indexes": "building measured in an earlier run on this machine",
    "figures": "all of it measured in an earlier run on this machine",
}
_PROCESS = "python -c pass"


def write_report(measured: Mapping[str, Any], plotted: str) -> str:
    """The section "Speed": versions, command, date, machine, and a table of everything measured."""
    lines = ["## Speed", "", *_setting_lines(), ""]
    if measured["sizes"]:
        lines += [
            "Each engine builds and answers in a process of its own. What an engine over lemmas takes to build is the",
            "time for the lemmas and its own. Answering is from the question as a string to ten ids: each question of a",
            "task is asked once, then all once more, which is what is told, the first median in []. A task ends after",
            "15 s if it has had 30 queries. `in` holds all texts in memory. (×) is fumikura's median over theirs.",
            "",
        ]
        if plotted:
            lines += [f"![Growth of building and answering with the number of passages]({plotted})", ""]
    for each in measured["sizes"]:
        lines += _size_lines(each)
    lines += _start_lines(measured.get("starting"))
    lines += _change_lines(measured.get("changing"))
    return "\n".join(lines).rstrip() + "\n"


def replace_section(section: str, path: Path) -> None:
    """Put a section of the second level into a Markdown file, in place of one of the same heading."""
    text = path.read_text(encoding="utf-8") if path.is_file() else ""
    heading = re.escape(section.partition("\n")[0])
    found = re.compile(rf"^{heading}\n.*?(?=^## |\Z)", re.MULTILINE | re.DOTALL)
    if not found.search(text):
        text = f"{text.rstrip()}\n\n{section}"
    text = found.sub(lambda _: section + "\n", text, count=1)
    path.write_text(text.strip() + "\n", encoding="utf-8")


def write_plot(sizes: Sequence[Mapping[str, Any]]) -> str:
    """The growth of the data that was measured at most sizes, as SVG."""
    names = [each["data"] for each in sizes]
    most = max(dict.fromkeys(names), key=names.count)
    answering: dict[str, list[tuple[float, float]]] = {}
    building: dict[str, list[tuple[float, float]]] = {}
    for each in sizes:
        if each["data"] != most:
            continue
        for name, found in each["engines"].items():
            if "questions" in found["tasks"]:
                point = each["passages"], found["tasks"]["questions"][0]
                answering.setdefault(name, []).append(point)
            if found["size"]:
                building.setdefault(name, []).append((each["passages"], found["build_seconds"]))
        building.setdefault("MeCab", []).append((each["passages"], each["mecab"]))
    return draw_growth({"median ms a question": answering, "seconds of building": building})


def _setting_lines() -> Iterator[str]:
    command = shlex.join(["python", "bench/speed.py", *(Path(each).name for each in sys.argv[1:])])
    versions = [f"CPython {platform.python_version()}", f"SQLite {sqlite3.sqlite_version}"]
    for package in _PACKAGES:
        try:
            versions.append(f"{package} {version(package)}")
        except PackageNotFoundError:
            versions.append(f"{package} missing")
    yield f"`{command}`"
    yield ""
    yield f"{datetime.date.today().isoformat()}, {platform.system()}, {os.cpu_count()} cores; {', '.join(versions)}."


def _size_lines(each: Mapping[str, Any]) -> Iterator[str]:
    engines: Mapping[str, Any] = each["engines"]
    least, length = each["mecab"], each["megabytes"]
    yield f"### {each['data']}: {each['passages']:,} passages"
    yield ""
    yield (
        f"{each['characters']:,} characters, {length:.1f} MB in UTF-8. MeCab -Owakati over them: {least:.2f} s "
        f"({each['characters'] / least / 1e6:.2f} million characters/s); lemmas: {each['lemmas']:.2f} s."
    )
    yield ""
    for kept, said in _KEPT.items():
        names = [name for name, found in engines.items() if found["kept"] == kept]
        if names:
            yield f"Of {', '.join(names)}: {said}."
            yield ""
    yield "| | build, s | times MeCab | memory, MB | index, MB | times the text | memory of answering, MB |"
    yield "|---|---|---|---|---|---|---|"
    for name, found in engines.items():
        yield (
            f"| {name} | {found['build_seconds']:.2f} | {found['build_seconds'] / found['mecab_seconds']:.2f} "
            f"| {found['build_memory']:.0f} "
            f"| {found['size']:.1f} | {found['size'] / length:.2f} | {found['memory']:.0f} |"
        )
    yield ""
    yield from _answer_lines(engines)


def _answer_lines(engines: Mapping[str, Any]) -> Iterator[str]:
    """Median / 95th percentile in milliseconds, the first median in brackets, fumikura's median to each other's."""
    tasks = dict.fromkeys(task for found in engines.values() for task in found["tasks"])
    yield f"| ms: median / 95th percentile [first] | {' | '.join(engines)} |"
    yield f"|---|{'---|' * len(engines)}"
    for task in tasks:
        measured = {
            name: Latency(*found["tasks"][task]) for name, found in engines.items() if task in found["tasks"]
        }
        ours = measured.get(_OURS)
        most = max(each.queries for each in measured.values())
        cells = []
        for name in engines:
            each = measured.get(name)
            if each is None:
                cells.append("")
                continue
            ratio = f" (×{ours.median / each.median:.3g})" if ours and name != _OURS else ""
            fewer = f" {each.queries} queries" if each.queries < most else ""
            cells.append(f"{each.median:.2f} / {each.high:.2f} [{each.first:.2f}]{ratio}{fewer}")
        yield f"| {task} | {' | '.join(cells)} |"
    yield ""


def _start_lines(found: Mapping[str, Mapping[str, float]] | None) -> Iterator[str]:
    if not found:
        return
    floor = found[_PROCESS]["ms"]
    yield "### A whole process: the project's own corpus"
    yield ""
    yield "Median of interleaved runs, byte code compiled, each command as `python -m`; the same passages in both."
    yield ""
    yield "| | ms | times `python -c pass` | peak memory, MB |"
    yield "|---|---|---|---|"
    for name, each in found.items():
        memory = f"{each['MB']:.0f}" if each.get("MB") else ""
        yield f"| `{name}` | {each['ms']:.1f} | {each['ms'] / floor:.2f} | {memory} |"
    yield ""


def _change_lines(found: Mapping[str, float] | None) -> Iterator[str]:
    if not found:
        return
    yield f"### A folder of {found['files']:,.0f} texts"
    yield ""
    yield "Starting is `fumikura index --help` as a process; the other rows are the run without it."
    yield ""
    yield "| | s |"
    yield "|---|---|"
    for name in (
        "one process",
        "two processes",
        "nothing changed",
        "one file changed",
        "that file alone",
        "starting",
    ):
        if name in found:
            yield f"| {name} | {found[name]:.2f} |"
    yield f"| one file changed, beside reading it | {found['one file changed'] - found['that file alone']:.2f} |"
    yield ""
    if "two processes" in found:
        yield f"Two processes take {found['two processes'] / found['one process']:.2f} of the time of one."
        yield ""
    yield f"Peak memory of building: {found['memory, MB']:.0f} MB."
