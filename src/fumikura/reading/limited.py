"""Work on a file in a process of its own, with limits of memory and time.

What libraries in C++ or Rust do with a file that anybody may have made ends that process at worst. It gets the bytes on
its standard input, and says what it found as one JSON object a line, each within some seconds of the one before.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import suppress
from typing import Any

from fumikura.errors import UnreadableError
from fumikura.messages import system_reason

_MEMORY = 1536 * 1024 * 1024  # bytes, besides three times those of the file
_SECONDS = 600  # of work for one file


def values_from(
    module: str, data: bytes, source: str, arguments: tuple[str, ...], patience: float
) -> Iterator[Any]:
    """What the process that runs `module` says, until it ends, or says nothing for `patience` seconds.

    The module is given the two limits and the `arguments`. Raises UnreadableError where no process can be begun.
    """
    limits = (str(_MEMORY + 3 * len(data)), str(_SECONDS))
    command = [sys.executable, "-P", "-m", module, *limits, *arguments]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    pipe = subprocess.PIPE
    try:
        process = subprocess.Popen(
            command, stdin=pipe, stdout=pipe, stderr=subprocess.DEVNULL, env=environment
        )
    except OSError as error:
        raise UnreadableError("file.unreadable", source=source, reason=system_reason(error)) from error
    with process:
        assert process.stdin is not None
        try:
            with suppress(OSError):
                process.stdin.write(data)
            with suppress(OSError):
                process.stdin.close()
            while line := _line_within(process, patience):
                with suppress(ValueError):
                    yield json.loads(line)
        finally:
            process.kill()


def _line_within(process: subprocess.Popen[bytes], seconds: float) -> bytes:
    assert process.stdout is not None
    timer = threading.Timer(seconds, process.kill)
    timer.start()
    try:
        return process.stdout.readline()
    finally:
        timer.cancel()


def limit(memory: int, seconds: int) -> None:
    """Let this process have no more bytes of memory and seconds of work than these, where the system can tell."""
    with suppress(ImportError, ValueError, OSError):
        import resource  # not on every system

        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
        resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def say(value: object) -> None:
    """Say something to the process that began this one."""
    sys.stdout.write(json.dumps(value, ensure_ascii=True) + "\n")
    sys.stdout.flush()
