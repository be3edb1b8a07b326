"""Shells at a terminal of their own, in which somebody types the name of the program, begins a word, and presses Tab."""

from __future__ import annotations

import fcntl
import os
import pty
import select
import shutil
import subprocess
import termios
import time
from pathlib import Path

from program import command, environment

__all__ = ["SHELLS", "completed"]

SHELLS = {
    "bash": ["bash", "--norc", "--noprofile", "-i"],
    "zsh": ["zsh", "-f", "-i"],
    "fish": ["fish", "--no-config", "-i"],
}
_SET_UP = {
    "bash": "bind 'set enable-bracketed-paste off'; eval \"$(_FUMIKURA_COMPLETE=bash_source fumikura)\"",
    "zsh": 'autoload -Uz compinit; compinit -D; eval "$(_FUMIKURA_COMPLETE=zsh_source fumikura)"',
    "fish": "_FUMIKURA_COMPLETE=fish_source fumikura | source",
}
_PATIENCE = 20.0  # seconds


def completed(shell: str, folder: Path, typed: str, completion: str) -> str:
    """What a shell shows where this is typed in the folder, Tab pressed, and the line run once it is `completion`."""
    (folder / "bin").mkdir(exist_ok=True)
    program = folder / "bin" / "fumikura"
    program.write_text(f'#!/bin/sh\nexec {" ".join(command())} "$@"\n', encoding="utf-8")
    program.chmod(0o755)
    path = f"{folder / 'bin'}{os.pathsep}{os.environ['PATH']}"
    home = folder / "home"
    home.mkdir(exist_ok=True)
    parent, child = pty.openpty()
    process = subprocess.Popen(
        [str(shutil.which(SHELLS[shell][0])), *SHELLS[shell][1:]],
        cwd=folder, stdin=child, stdout=child, stderr=child, start_new_session=True,
        preexec_fn=lambda: fcntl.ioctl(0, termios.TIOCSCTTY, 0),  # so that there is job control
        env=environment(PATH=path, HOME=str(home), TERM="dumb", PS1="$ ", COLUMNS="200"),
    )  # fmt: skip
    os.close(child)
    try:
        _said(parent, f"{_SET_UP[shell]}; echo re''ady\n", "ready")
        shown = _said(parent, f"{typed}\t", completion)
        return shown + _said(parent, "\necho do''ne\n", "done")
    finally:
        process.kill()
        process.wait()
        os.close(parent)


def _said(terminal: int, typed: str, until: str) -> str:
    """What is shown after something is typed, up to a word that was not."""
    os.write(terminal, typed.encode())
    shown, end = b"", time.monotonic() + _PATIENCE
    while time.monotonic() < end and until.encode() not in shown:
        if select.select([terminal], [], [], 0.5)[0]:
            shown += os.read(terminal, 65536)
    return shown.decode("utf-8", "replace")
