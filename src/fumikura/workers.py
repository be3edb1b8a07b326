"""Threads that answer one request after the other, each with an index of its own.

Python runs one thread at a time and MeCab has a tagger for each, so more threads would only take more memory. Requests
that take long (counting, collocates, lineages) have a worker of their own, so that no search waits for them.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TypeVar

from fumikura.engines import committed_state
from fumikura.errors import BusyError, FumikuraError, IndexDamagedError
from fumikura.search import Index, open_index

_T = TypeVar("_T")


class IndexWorker:
    """A thread with the index in the folder `path`; up to `room` requests wait for it.

    Between two requests the index is opened anew if another generation was committed. Where that fails, the worker keeps
    the open one, and `report` is called with the error. One that turns out damaged is opened anew: its folder may
    have been removed, and be there again.
    """

    def __init__(self, path: Path, corpus: Path, room: int, report: Callable[[FumikuraError], None]) -> None:
        self._path, self._corpus, self._room, self._report = path, corpus, room, report
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="fumikura")
        self._index: Index | None = None
        self._state = ""
        self._waiting = 0

    async def run(self, work: Callable[[Index], _T]) -> _T:
        """The result of `work`, called with the index. Raises BusyError, and whatever `work` raises."""
        if self._waiting >= self._room:
            raise BusyError("system.busy")
        self._waiting += 1
        try:
            return await asyncio.get_running_loop().run_in_executor(self._thread, self._answer, work)
        finally:
            self._waiting -= 1

    def close(self) -> None:
        """Answer the requests that wait, and close the index."""
        self._thread.submit(self._close)
        self._thread.shutdown()

    def _answer(self, work: Callable[[Index], _T]) -> _T:
        """The result of `work`; called in the thread."""
        try:
            return work(self._current())
        except IndexDamagedError:
            self._close()
            self._index = None
            return work(self._current())

    def _current(self) -> Index:
        """The index as it was last committed; called in the thread."""
        state = ""
        try:
            state = committed_state(self._path)
            if self._index is None or state != self._state:
                opened = open_index(self._path, corpus=self._corpus)
                self._close()
                self._index = opened
        except FumikuraError as error:
            if self._index is None:
                raise
            if state != self._state:
                self._report(error)
        self._state = state
        return self._index

    def _close(self) -> None:
        if self._index is not None:
            self._index.close()
