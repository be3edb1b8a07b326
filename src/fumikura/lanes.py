"""Lanes: threads that answer one request after the other, each with an index of its own.

Python runs one thread at a time and MeCab has a tagger a thread, so many threads would only take more memory. What takes
long (counting, collocates, lineages) has a lane of its own, so that no search waits behind it.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TypeVar

from fumikura.engines import committed
from fumikura.errors import FumikuraError
from fumikura.search import Index, open_index

_T = TypeVar("_T")


class Busy(Exception):  # noqa: N818 - no error: who asks again later is answered
    """Too many wait already."""


class Lane:
    """A thread with the index in the folder `path`, for which up to `room` requests wait.

    The index is opened anew when another state of it was committed, between two requests; where that fails, the lane
    goes on with the one that it has, and tells `report` why.
    """

    def __init__(self, path: Path, corpus: Path, room: int, report: Callable[[FumikuraError], None]) -> None:
        self._path, self._corpus, self._room, self._report = path, corpus, room, report
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="fumikura")
        self._index: Index | None = None
        self._state = ""
        self._waiting = 0

    async def run(self, work: Callable[[Index], _T]) -> _T:
        """What `work` makes of the index. Raises Busy, and whatever `work` raises."""
        if self._waiting >= self._room:
            raise Busy
        self._waiting += 1
        try:
            return await asyncio.get_running_loop().run_in_executor(
                self._thread, lambda: work(self._current())
            )
        finally:
            self._waiting -= 1

    def close(self) -> None:
        """Answer what is waiting, and let go of the index."""
        self._thread.submit(self._close)
        self._thread.shutdown()

    def _current(self) -> Index:
        """The index as it was last committed; to be called in the thread."""
        state = ""
        try:
            state = committed(self._path)
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
