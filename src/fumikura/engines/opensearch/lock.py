"""Whose turn it is to write: a document that only one can create, and that the writer touches while it lives.

A writer that was killed touches it no more. So who finds it there watches whether it is touched: the clocks of two
machines need not agree. One who was taken for dead without being so can't commit: its indexes are gone by then.
"""

from __future__ import annotations

import contextlib
import os
import platform
import threading
import time
import uuid

from fumikura.engines.opensearch.client import Client
from fumikura.errors import ClusterError, IndexLockedError

LEASE = 15.0
"""Seconds after which a writer that did not touch the lock is taken for dead."""

_TOUCHES = 5  # in a lease
_PAUSE = 0.25


class Lock:
    """The lock of an index, held from when it is made. Raises IndexLockedError while another writes."""

    def __init__(self, client: Client) -> None:
        self._client = client
        self._path = f"/{client.settings.name}-lock/_doc/lock"
        self._owner = {"owner": uuid.uuid4().hex, "host": platform.node(), "process": os.getpid()}
        self._mutex = threading.Lock()
        self._version = self._taken()
        self._lost = False
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._touch_on, daemon=True)
        self._thread.start()

    def check(self) -> None:
        """Raise IndexLockedError where another has taken the lock."""
        self._touch()
        if self._lost:
            raise self._locked()

    def release(self) -> None:
        """Let another write."""
        self._ended.set()
        self._thread.join()
        with contextlib.suppress(ClusterError):
            if not self._lost:
                self._client.ask("DELETE", self._path, **self._version)

    def _taken(self) -> dict[str, int]:
        try:
            return self._created()
        except ClusterError as error:
            if error.code != "cluster.conflict":
                raise
        before = self._seen()
        until = time.monotonic() + LEASE
        while before is not None and time.monotonic() < until:
            time.sleep(_PAUSE)
            now = self._seen()
            if now is not None and now != before:
                raise self._locked()
            before = now
        try:
            return self._put(**before) if before else self._created()
        except ClusterError as error:
            if error.code == "cluster.conflict":
                raise self._locked() from error
            raise

    def _created(self) -> dict[str, int]:
        try:
            return self._put(op_type="create")
        except ClusterError as error:
            if error.code != "cluster.gone":
                raise
        settings = {"number_of_shards": 1, "auto_expand_replicas": "0-1"}
        with contextlib.suppress(ClusterError):  # another may have made it
            self._client.ask("PUT", f"/{self._client.settings.name}-lock", {"settings": {"index": settings}})
        return self._put(op_type="create")

    def _put(self, **how: object) -> dict[str, int]:
        return _version(self._client.ask("PUT", self._path, self._owner, **how))

    def _seen(self) -> dict[str, int] | None:
        """The version of the lock, None where nobody holds it."""
        try:
            return _version(self._client.ask("GET", self._path))
        except ClusterError as error:
            if error.code == "cluster.gone":
                return None
            raise

    def _touch_on(self) -> None:
        while not self._ended.wait(LEASE / _TOUCHES):
            with contextlib.suppress(ClusterError):  # what can't be reached now may be by the next time
                self._touch()

    def _touch(self) -> None:
        with self._mutex:
            try:
                self._version = self._put(**self._version)
            except ClusterError as error:
                if error.code != "cluster.conflict":
                    raise
                self._lost = True

    def _locked(self) -> IndexLockedError:
        return IndexLockedError("index.locked", folder=self._client.settings.name)


def _version(answer: dict[str, int]) -> dict[str, int]:
    return {"if_seq_no": answer["_seq_no"], "if_primary_term": answer["_primary_term"]}
