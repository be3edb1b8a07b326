"""Runs the program in a process of its own, in this one, or on a terminal, in a folder with a small corpus."""

from __future__ import annotations

import contextlib
import fcntl
import io
import json
import os
import pty
import signal
import struct
import subprocess
import sys
import termios
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from unittest import mock

from fumikura.cli import main

__all__ = [
    "PASSAGES",
    "Program",
    "Run",
    "attend",
    "command",
    "environment",
    "make_folder",
    "on_terminal",
    "processes_in",
    "program_in",
]

# A title that would act on a terminal twice over: as rich's markup, and as a bidi control.
TITLE = "[/red]共同発表\u202e"

PASSAGES: list[dict[str, Any]] = [
    {
        "id": "scc-2013#1",
        "document": "scc-2013",
        "title": "共同発表",
        "doc_type": "joint-statement",
        "date": "2013-10-03",
        "meeting": "2+2",
        "section": ["安全保障環境"],
        "text": "閣僚は、東シナ海と台湾海峡の平和について議論した。",
    },
    {
        "id": "scc-2021#1",
        "document": "scc-2021",
        "title": TITLE,
        "doc_type": "joint-statement",
        "date": "2021-03-16",
        "meeting": "2+2",
        "section": ["台湾"],
        "text": "閣僚は、台湾海峡の平和と安定の重要性を\x1b[31m強調した。",
    },
    {
        "id": "scc-2021#2",
        "document": "scc-2021",
        "title": TITLE,
        "date": "2021-03-16",
        "text": "中国と台湾の関係。",
    },
    {
        "id": "wp-2014#1",
        "document": "wp-2014",
        "doc_type": "white-paper",
        "date": "2014",
        "text": "=抑止力の強化。",
    },
]


@dataclass(frozen=True)
class Run:
    """How a run ended."""

    code: int
    out: str
    err: str


Program = Callable[..., Run]


def environment(**changes: str) -> dict[str, str]:
    """The environment of a run: that of the tests, in English, without what could colour the answers."""
    unset = {
        "NO_COLOR",
        "COLUMNS",
        "FUMIKURA_INDEX",
        "FUMIKURA_CORPUS",
        "LC_ALL",
        "LC_MESSAGES",
        "PYTHONIOENCODING",
    }
    kept = {name: value for name, value in os.environ.items() if name not in unset}
    return {**kept, "LANG": "C.UTF-8", "PYTHONUTF8": "0", "TERM": "xterm", **changes}


def attend() -> None:
    """Let Ctrl-C reach the programs that are started from here; whatever runs in the background has it ignored."""
    signal.signal(signal.SIGINT, signal.default_int_handler)


def command(*arguments: str) -> list[str]:
    """The command line of a run."""
    return [sys.executable, "-m", "fumikura", *arguments]


def make_folder(place: Path) -> Path:
    """A folder with a small corpus, and its index."""
    (place / "corpus").mkdir()
    lines = "".join(json.dumps(passage, ensure_ascii=False) + "\n" for passage in PASSAGES)
    (place / "corpus" / "passages.jsonl").write_text(lines, encoding="utf-8")
    subprocess.run(command("index"), cwd=place, env=environment(), check=True, capture_output=True)
    return place


def processes_in(folder: Path) -> Program:
    """Runs the program in that folder, or in `cwd`, each time in a process of its own."""

    def run(
        *arguments: str, cwd: Path = folder, env: Mapping[str, str] | None = None, encoding: str = "utf-8"
    ) -> Run:
        done = subprocess.run(
            command(*arguments), cwd=cwd, env=environment(**(env or {})), capture_output=True
        )
        return Run(done.returncode, done.stdout.decode(encoding), done.stderr.decode(encoding))

    return run


def program_in(folder: Path) -> Program:
    """Runs the program in that folder, or in `cwd`, in this process: the same, and ten times as fast."""

    def run(
        *arguments: str, cwd: Path = folder, env: Mapping[str, str] | None = None, encoding: str = "utf-8"
    ) -> Run:
        out, err = (io.TextIOWrapper(io.BytesIO(), encoding=encoding, newline="") for _ in range(2))
        with (
            mock.patch.dict(os.environ, environment(**(env or {})), clear=True),
            contextlib.chdir(cwd),
            contextlib.redirect_stdout(out),
            contextlib.redirect_stderr(err),
        ):
            try:
                code = main(arguments)
            except SystemExit as ended:  # how Click ends a completion
                code = int(ended.code or 0)
            out.flush()
            err.flush()
        return Run(code, *(stream.buffer.getvalue().decode(encoding) for stream in (out, err)))

    return run


def on_terminal(folder: Path, *arguments: str, columns: int = 80, lines: int = 0, **env: str) -> str:
    """What a run shows on a terminal of its own, of so many lines if that is said; stdout and stderr together."""
    parent, child = pty.openpty()
    fcntl.ioctl(child, termios.TIOCSWINSZ, struct.pack("HHHH", lines, columns, 0, 0))
    process = subprocess.Popen(
        command(*arguments),
        cwd=folder,
        env=environment(**({} if lines else {"COLUMNS": str(columns)}), **env),
        stdin=child,
        stdout=child,
        stderr=child,
    )
    os.close(child)
    shown = b""
    try:
        while piece := os.read(parent, 65536):
            shown += piece
    except OSError:  # Linux says EIO where the other end is closed
        pass
    process.wait()
    os.close(parent)
    return shown.decode("utf-8").replace("\r\n", "\n")
