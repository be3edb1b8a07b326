"""How the process behaves: how often Python looks for cycles of objects, and what the signals do that end it."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

_SELDOM = 100_000  # new objects; one search makes fewer
_USUAL = gc.get_threshold()


def collect_rarely() -> None:
    """From the start of the program on."""
    gc.set_threshold(_SELDOM)


def collect_as_usual() -> None:
    """From where much is read on: what came of one document is let go of before the next."""
    gc.set_threshold(*_USUAL)


def skip_last_collection() -> None:
    """At the end of the program: what is left goes with the process, and need not be looked through."""
    gc.freeze()


@contextmanager
def end_in_order() -> Iterator[None]:
    """Has the signals that end a program end it through its `finally`, so that no file is left behind."""
    import signal
    import threading

    if threading.current_thread() is not threading.main_thread():
        yield
        return

    def end(number: int, _frame: object) -> None:
        for each in numbers:  # a second one must not end what the first one began
            signal.signal(each, signal.SIG_IGN)
        raise SystemExit(128 + number)

    numbers = [getattr(signal, name) for name in ("SIGTERM", "SIGHUP") if hasattr(signal, name)]
    before = {number: signal.getsignal(number) for number in numbers}
    for number, handler in before.items():
        if handler is signal.SIG_DFL:  # who runs it under nohup wants it to go on
            signal.signal(number, end)
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
