"""A pager for what is longer than the screen, like git's: `PAGER`, else less, and colours stay."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TextIO

from fumikura.cli.terminal import NO_PAGER, command_setting, is_terminal

_OPTIONS_OF_LESS = "FRX"  # ends on one screen, shows colours, leaves what it showed


@contextmanager
def through_pager(stream: TextIO) -> Iterator[TextIO]:
    """A stream whose text is shown in a pager if it is longer than the screen.

    It is `stream` itself unless a person looks at that and can press a key.
    """
    lines = _screen_lines(stream)
    command = os.environ.get("PAGER", "less").strip()
    if lines is None or not command or command == "cat" or command_setting(NO_PAGER):
        yield stream
        return
    held = _Buffer(stream)
    try:
        yield held
    finally:
        text = held.getvalue()
        if text.count("\n") < lines or not _run_pager(text, command):
            stream.write(text)


class _Buffer(io.StringIO):
    """Text on its way to a stream, whose width and encoding it reports as its own."""

    def __init__(self, stream: TextIO) -> None:
        super().__init__(newline="")
        self._stream = stream

    @property
    def encoding(self) -> str:  # type: ignore[override]
        """That of the stream."""
        return self._stream.encoding

    def isatty(self) -> bool:
        """As the stream: what is written is set for it."""
        return self._stream.isatty()

    def fileno(self) -> int:
        """That of the stream, whose columns are asked for by it."""
        return self._stream.fileno()


def _screen_lines(stream: TextIO) -> int | None:
    """The lines of the screen; None if there is none, or no keyboard to turn pages."""
    if not is_terminal(stream) or sys.stdin is None or not is_terminal(sys.stdin):
        return None
    try:
        return os.get_terminal_size(stream.fileno()).lines or None
    except (OSError, ValueError):
        return None


def _run_pager(text: str, command: str) -> bool:
    """Show a text in a pager and wait for its end; False if there is no such program."""
    import shlex
    import signal
    import subprocess  # these take a while to import, and only a long answer needs them

    environment = {"LESS": _OPTIONS_OF_LESS, **os.environ}
    try:
        pager = subprocess.Popen(shlex.split(command), stdin=subprocess.PIPE, env=environment)
    except (OSError, ValueError):
        return False
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C belongs to the pager
    try:
        pager.communicate(text.encode(getattr(sys.stdout, "encoding", None) or "utf-8", "backslashreplace"))
    except BrokenPipeError:
        pager.wait()
    finally:
        signal.signal(signal.SIGINT, before)
    return True
