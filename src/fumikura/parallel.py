"""Work in several processes: results in the order of the tasks, and never more of them waiting than a few.

A process that works for another leaves Ctrl-C to it, and ends when it does, however it does.
"""

from __future__ import annotations

import contextlib
import gc
import multiprocessing
import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing.process import BaseProcess
from typing import TypeVar

from fumikura.errors import CorpusError

__all__ = ["few_collections", "in_processes"]

_OBJECTS = 100_000  # that are made before cycles are looked for
_AHEAD = 3  # tasks for each process that are under way or done and not yet asked for

Task = TypeVar("Task")
Done = TypeVar("Done")


def in_processes(function: Callable[[Task], Done], tasks: Iterable[Task], jobs: int) -> Iterator[Done]:
    """What `function` makes of each task, in `jobs` processes. Raises CorpusError where one was ended from outside."""
    waiting: deque[Future[Done]] = deque()
    try:
        with ProcessPoolExecutor(jobs, initializer=_attend) as pool:
            for task in tasks:
                waiting.append(pool.submit(function, task))
                if len(waiting) >= _AHEAD * jobs:
                    yield waiting.popleft().result()
            while waiting:
                yield waiting.popleft().result()
    except BrokenProcessPool as error:
        raise CorpusError("system.worker-ended") from error


@contextlib.contextmanager
def few_collections() -> Iterator[None]:
    """Seldom looks for cycles of objects meanwhile: reading many documents makes many objects, and no cycles."""
    before = gc.get_threshold()
    gc.set_threshold(_OBJECTS, *before[1:])
    try:
        yield
    finally:
        gc.set_threshold(*before)


def _attend() -> None:
    gc.set_threshold(_OBJECTS)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    parent = multiprocessing.parent_process()
    if parent is not None:
        threading.Thread(target=_end_with, args=(parent,), daemon=True).start()


def _end_with(parent: BaseProcess) -> None:
    parent.join()
    os._exit(1)
