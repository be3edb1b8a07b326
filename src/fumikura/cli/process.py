"""How the process behaves: how often Python looks for cycles of objects, and what the signals do that end it."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

_RARELY = 100_000  # new objects; one search makes fewer
_USUAL = gc.get_threshold()


def collect_rarely() -> None:
    """Look for cycles rarely: most objects of a search are the modules that it imports, which stay.

    With the usual 700 new objects between two looks, a search would spend a tenth of its time on them.
    """
    gc.set_threshold(_RARELY)


def collect_as_usual() -> None:
    """Look for cycles as usual, for work that reads many documents and frees one before the next."""
    gc.set_threshold(*_USUAL)


def skip_last_collection() -> None:
    """Spare the look at the end of the program: the remaining objects end with the process."""
    gc.freeze()


@contextmanager
def end_in_order() -> Iterator[None]:
    """Let signals that end the program run its `finally` clauses, so that no file is left behind."""
    import signal
    import threading

    if threading.current_thread() is not threading.main_thread():
        yield
        return

    def end(number: int, _frame: object) -> None:
        for each in numbers:  # a second signal must not interrupt the cleanup
            signal.signal(each, signal.SIG_IGN)
        raise SystemExit(128 + number)

    numbers = [getattr(signal, name) for name in ("SIGTERM", "SIGHUP") if hasattr(signal, name)]
    before = {number: signal.getsignal(number) for number in numbers}
    for number, handler in before.items():
        if handler is signal.SIG_DFL:  # under nohup the program shall go on
            signal.signal(number, end)
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
