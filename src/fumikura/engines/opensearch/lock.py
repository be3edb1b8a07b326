"""Keeps a second writer out of a cluster's index: a document that only one can create and that its owner keeps updating.

Whoever finds the document watches for an update: without one in `LEASE` seconds the owner counts as dead. So the clocks
of two machines need not agree. An owner that was taken for dead by mistake can't commit, as its new index is gone by
then.
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
"""Seconds without an update after which a writer counts as dead."""

_TOUCHES = 5  # in a lease
_PAUSE = 0.25


class ClusterLock:
    """The lock of an index, held from when it is made. Raises IndexLockedError while another writes."""

    def __init__(self, client: Client) -> None:
        self._client = client
        self._path = f"/{client.settings.name}-lock/_doc/lock"
        self._owner = {"owner": uuid.uuid4().hex, "host": platform.node(), "process": os.getpid()}
        self._mutex = threading.Lock()
        self._version = self._acquire()
        self._lost = False
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._keep_touching, daemon=True)
        self._thread.start()

    def check(self) -> None:
        """Raise IndexLockedError if another writer has taken the lock."""
        self._touch()
        if self._lost:
            raise self._locked_error()

    def release(self) -> None:
        """Let the next writer in."""
        self._ended.set()
        self._thread.join()
        with contextlib.suppress(ClusterError):
            if not self._lost:
                self._client.request("DELETE", self._path, **self._version)

    def _acquire(self) -> dict[str, int]:
        try:
            return self._create()
        except ClusterError as error:
            if error.code != "cluster.conflict":
                raise
        before = self._read_version()
        until = time.monotonic() + LEASE
        while before is not None and time.monotonic() < until:
            time.sleep(_PAUSE)
            now = self._read_version()
            if now is not None and now != before:
                raise self._locked_error()
            before = now
        try:
            return self._put(**before) if before else self._create()
        except ClusterError as error:
            if error.code == "cluster.conflict":
                raise self._locked_error() from error
            raise

    def _create(self) -> dict[str, int]:
        try:
            return self._put(op_type="create")
        except ClusterError as error:
            if error.code != "cluster.gone":
                raise
        settings = {"number_of_shards": 1, "auto_expand_replicas": "0-1"}
        with contextlib.suppress(ClusterError):  # another may have made it
            self._client.request(
                "PUT", f"/{self._client.settings.name}-lock", {"settings": {"index": settings}}
            )
        return self._put(op_type="create")

    def _put(self, **how: object) -> dict[str, int]:
        return _version_of(self._client.request("PUT", self._path, self._owner, **how))

    def _read_version(self) -> dict[str, int] | None:
        """The version of the lock, None where nobody holds it."""
        try:
            return _version_of(self._client.request("GET", self._path))
        except ClusterError as error:
            if error.code == "cluster.gone":
                return None
            raise

    def _keep_touching(self) -> None:
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

    def _locked_error(self) -> IndexLockedError:
        return IndexLockedError("index.locked", folder=self._client.settings.name)


def _version_of(answer: dict[str, int]) -> dict[str, int]:
    return {"if_seq_no": answer["_seq_no"], "if_primary_term": answer["_primary_term"]}
