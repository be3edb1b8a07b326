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
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from queue import SimpleQueue
from typing import Generic, Self, TypeVar

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
    """The result of `function` for each task, in order, from `jobs` processes.

    Where a process ends, by an error in a library or from outside, the tasks without a result are done once more, each
    in a process of its own; the result of one that ends that as well is `lost(task)`. Raises CorpusError where no
    process can be started.
    """
    left, pending = iter(tasks), deque[Task]()
    while True:
        try:
            yield from _run_in_pool(function, left, jobs, pending)
            return
        except _WorkerLostError:
            again = [*pending]
        for task in again:
            try:
                yield from _run_in_pool(function, [task], 1, deque())
            except _WorkerLostError:
                yield lost(task)
        pending.clear()


def _run_in_pool(
    function: Callable[[Task], Done], tasks: Iterable[Task], jobs: int, pending: deque[Task]
) -> Iterator[Done]:
    """As `in_processes`, without a second try; `pending` are the tasks that were taken and have not been yielded."""
    waiting: deque[Future[Done]] = deque()

    def first() -> Done:
        result = waiting[0].result()
        waiting.popleft()
        pending.popleft()
        return result

    with _Workers(function, jobs) as workers, ThreadPoolExecutor(jobs) as threads:
        try:
            for task in tasks:
                pending.append(task)
                waiting.append(_submit(threads, workers, task))
                if len(waiting) >= _AHEAD * jobs:
                    yield first()
            while waiting:
                yield first()
        finally:  # where not all is done, what they are doing is not wanted any more
            for each in waiting:
                each.cancel()
            workers.kill()


class _WorkerLostError(Exception):
    """A worker process ended without an answer."""


class _Workers(Generic[Task, Done]):
    """Processes that each call `function` for one task after the other; a thread may ask any that is free.

    Each has a connection of its own, of which this process keeps no copy of the other end. So where a worker is killed
    in the middle of a message, reading the rest ends at once. Raises CorpusError where one can't be started.
    """

    def __init__(self, function: Callable[[Task], Done], count: int) -> None:
        self._started: list[tuple[BaseProcess, Connection]] = []
        self._free: SimpleQueue[Connection] = SimpleQueue()
        try:
            for _ in range(count):
                ours, theirs = multiprocessing.Pipe()
                with theirs:
                    process = multiprocessing.Process(target=_serve, args=(function, theirs), daemon=True)
                    process.start()
                self._started.append((process, ours))
                self._free.put(ours)
        except OSError as error:
            self.__exit__()
            raise _refused(error) from error

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.kill()
        for process, connection in self._started:
            process.join()
            connection.close()

    def kill(self) -> None:
        """End the processes, so that no thread waits for one of them any more."""
        for process, _connection in self._started:
            process.kill()  # one that was just started may miss any other signal

    def run(self, task: Task) -> Done:
        """The result of a task. Raises _WorkerLostError, and whatever the function raises."""
        connection = self._free.get()
        try:
            connection.send(task)
            result, error = connection.recv()
        except (EOFError, OSError) as lost:
            raise _WorkerLostError from lost
        finally:
            self._free.put(connection)
        if error is not None:
            raise error
        done: Done = result
        return done


def _serve(function: Callable[[Task], Done], connection: Connection) -> None:
    """Answer each task with its result and None, or with None and the exception."""
    _attend()
    while True:
        task = connection.recv()
        try:
            connection.send((function(task), None))
        except Exception as error:
            connection.send((None, error))


def _submit(threads: ThreadPoolExecutor, workers: _Workers[Task, Done], task: Task) -> Future[Done]:
    try:
        return threads.submit(workers.run, task)
    except RuntimeError as error:  # Python's word for a thread that it was refused
        raise _refused(OSError(errno.EAGAIN, str(error))) from error


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
