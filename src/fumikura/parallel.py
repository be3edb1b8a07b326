"""Work in several processes: results in the order of the tasks, and never more of them waiting than a few.

A process that works for another leaves Ctrl-C to it, and ends when it does, however it does.
"""

from __future__ import annotations

import contextlib
import errno
import gc
import multiprocessing
import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing.process import BaseProcess
from typing import TypeVar

from fumikura.errors import CorpusError
from fumikura.messages import system_reason

_OBJECTS = 100_000  # that are made before cycles are looked for
_AHEAD = 3  # tasks for each process that are under way or done and not yet asked for

Task = TypeVar("Task")
Done = TypeVar("Done")


def most_jobs(jobs: int, tasks: int) -> int:
    """How many processes are of use for so many tasks, at most `jobs`; one where this is one that may have no others."""
    if multiprocessing.current_process().daemon:
        return 1
    return max(1, min(jobs, tasks, os.cpu_count() or 1))


def in_processes(
    function: Callable[[Task], Done], tasks: Iterable[Task], jobs: int, lost: Callable[[Task], Done]
) -> Iterator[Done]:
    """What `function` makes of each task, in `jobs` processes; what is `lost` is a task that ends a process of its own.

    Where a process ends, by an error in a library or from outside, each task that was under way is done once more, alone.
    Raises CorpusError where no process can be begun.
    """
    left, begun = iter(tasks), deque[Task]()
    while True:
        try:
            yield from _in_pool(function, left, jobs, begun)
            return
        except BrokenProcessPool:
            again = [*begun]
        for task in again:
            try:
                yield from _in_pool(function, [task], 1, deque())
            except BrokenProcessPool:
                yield lost(task)
        begun.clear()


def _in_pool(
    function: Callable[[Task], Done], tasks: Iterable[Task], jobs: int, begun: deque[Task]
) -> Iterator[Done]:
    """What `function` makes of each task; `begun` are those that are under way, or done and not yet asked for."""
    waiting: deque[Future[Done]] = deque()
    others = multiprocessing.active_children()

    def first() -> Done:
        done = waiting[0].result()
        waiting.popleft()
        begun.popleft()
        return done

    with _pool(jobs) as pool:
        try:
            for task in tasks:
                begun.append(task)
                waiting.append(_submitted(pool, function, task))
                if len(waiting) >= _AHEAD * jobs:
                    yield first()
            while waiting:
                yield first()
        except BaseException:
            _end_all_but(others)
            _let_go(pool)
            raise


def _pool(jobs: int) -> ProcessPoolExecutor:
    try:
        return ProcessPoolExecutor(jobs, initializer=_attend)
    except OSError as error:  # as where no semaphore can be made
        raise _refused(error) from error


def _submitted(pool: ProcessPoolExecutor, function: Callable[[Task], Done], task: Task) -> Future[Done]:
    """A task under way, for which a process may have to be begun."""
    try:
        return pool.submit(function, task)
    except OSError as error:
        raise _refused(error) from error
    except BrokenProcessPool:
        raise
    except RuntimeError as error:  # Python's word for a thread that it was refused
        raise _refused(OSError(errno.EAGAIN, str(error))) from error


def _end_all_but(others: Sequence[BaseProcess]) -> None:
    """End the processes that were begun meanwhile: what they are doing is not wanted any more."""
    for each in multiprocessing.active_children():
        if each not in others:
            each.kill()  # one that was just begun may miss any other signal


def _let_go(pool: ProcessPoolExecutor) -> None:
    """Let a pool whose processes were killed see that no more comes of them.

    One that was killed while it handed over what it had made left half a message, and Python waits for the other half as
    long as the pipe has a writer, which is the pool itself.
    """
    results = pool._result_queue
    if results is not None:
        results._writer.close()  # type: ignore[attr-defined]


def _refused(error: OSError) -> CorpusError:
    return CorpusError("system.no-worker", reason=system_reason(error))


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
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    parent = multiprocessing.parent_process()
    if parent is not None:
        threading.Thread(target=_end_with, args=(parent,), daemon=True).start()


def _end_with(parent: BaseProcess) -> None:
    parent.join()
    os._exit(1)
