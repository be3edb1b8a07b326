"""The connection to a cluster: what it refuses, and what it does not answer, said in our own terms."""

from __future__ import annotations

import contextlib
import logging
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Any

import opensearchpy
from opensearchpy import exceptions, helpers

from fumikura.deadline import NEVER, Deadline
from fumikura.engines.opensearch.settings import Settings
from fumikura.errors import ClusterError

_CHUNK = 500  # documents of a bulk request
_CHUNK_BYTES = 8_000_000
_AT_ONCE = 2_000  # documents that are written before the next are made
_FIRST_PAUSE, _LONGEST_PAUSE = 0.5, 32.0  # seconds before what was refused is tried again
_NOT_FOUND = 404
_OUT_OF_REACH = (
    "shard",
    "not_connected",
    "node_closed",
    "connect_transport",
)  # errors of a node that went away
_CONNECTIONS = 8  # to each node: those who search at the same time
_MANY = 1_000  # hits of a page


class Client:
    """Asks a cluster. Every answer is whole: that of a part of the shards is an error. Raises ClusterError."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self._where = settings.addresses
        # What it warns of is said by us; Python shows what nobody handles.
        logging.getLogger("opensearch").addHandler(logging.NullHandler())
        secure: dict[str, Any] = {"ca_certs": settings.certificate} if settings.certificate else {}
        if settings.user:
            secure["http_auth"] = (settings.user, settings.password)
        with self._said():
            self.api = opensearchpy.OpenSearch(
                list(settings.addresses),
                timeout=settings.timeout,
                retry_on_timeout=False,
                max_retries=max(len(settings.addresses), 2),
                pool_maxsize=_CONNECTIONS,
                ssl_show_warn=False,
                **secure,
            )

    def ask(self, method: str, path: str, body: object = None, /, **params: object) -> Any:
        """The answer to a request. Raises ClusterError, MissingError where what it is about is not there."""
        with self._said():
            return self.api.transport.perform_request(method, path, params=params or None, body=body)

    def search(self, index: str, body: Mapping[str, Any], deadline: Deadline = NEVER) -> Any:
        """The answer to one search of an index."""
        return self.searches(index, [body], deadline)[0]

    def searches(
        self, index: str, bodies: Sequence[Mapping[str, Any]], deadline: Deadline = NEVER
    ) -> list[Any]:
        """The answers to several searches of an index, asked for at once."""
        if not bodies:
            return []
        header = {"index": index, "allow_partial_search_results": False}
        lines = [line for body in bodies for line in (header, body)]
        seconds = deadline.left()
        with self._said():
            answers: list[Any] = self.api.msearch(
                body=lines, params={} if seconds is None else {"request_timeout": max(seconds, 0.001)}
            )["responses"]
        for answer in answers:
            if "error" in answer:
                raise self._refused(answer["status"], answer["error"])
            shards = answer["_shards"]
            if shards["failed"] or shards["successful"] < shards["total"] or answer["timed_out"]:
                raise ClusterError(
                    "cluster.partial", addresses=self._where, failed=shards["total"] - shards["successful"]
                )
        return answers

    def pages(
        self, index: str, body: Mapping[str, Any], deadline: Deadline = NEVER, size: int = _MANY
    ) -> Iterator[Any]:
        """The hits of a search whose `sort` leaves no ties, page by page."""
        after: dict[str, Any] = {}
        while True:
            deadline.check()
            answer = self.search(index, {"track_total_hits": False, **body, **after, "size": size}, deadline)
            hits = answer["hits"]["hits"]
            if hits:
                yield hits
            if len(hits) < size:
                return
            after = {"search_after": hits[-1]["sort"]}

    def write(self, actions: Iterable[Mapping[str, Any]]) -> None:
        """Write documents in bulk, more slowly where that is too much for the cluster. Raises ClusterError."""
        waiting = iter(actions)
        while some := list(islice(waiting, _AT_ONCE)):
            pause = _FIRST_PAUSE
            while some := list(self._not_written(some, again=pause <= _LONGEST_PAUSE)):
                time.sleep(pause)
                pause *= 2

    def _not_written(
        self, actions: Sequence[Mapping[str, Any]], *, again: bool
    ) -> Iterator[Mapping[str, Any]]:
        """Those of some actions that the cluster can't take now, but may later; with `again`, else that is an error."""
        with self._said():
            results = helpers.streaming_bulk(
                self.api,
                actions,
                chunk_size=_CHUNK,
                max_chunk_bytes=_CHUNK_BYTES,
                raise_on_error=False,
                raise_on_exception=False,
            )
            for action, (done, result) in zip(actions, results, strict=True):
                ((kind, what),) = result.items()
                if done or (kind == "delete" and what["status"] == _NOT_FOUND):
                    continue
                if isinstance(failure := what.get("exception"), exceptions.ConnectionError):
                    raise failure
                refused = self._refused(what["status"], what.get("error", ""))
                if refused.code not in ("cluster.busy", "cluster.shards") or not again:
                    raise refused
                yield action

    def close(self) -> None:
        """Let go of the connections."""
        self.api.close()

    @contextlib.contextmanager
    def _said(self) -> Iterator[None]:
        try:
            yield
        except exceptions.SSLError as error:
            raise ClusterError("cluster.certificate", addresses=self._where, reason=_cause(error)) from error
        except exceptions.ConnectionTimeout as error:
            raise ClusterError(
                "cluster.timeout", addresses=self._where, seconds=self.settings.timeout
            ) from error
        except exceptions.ConnectionError as error:
            if "certificate" in str(error.info).lower():
                raise ClusterError(
                    "cluster.certificate", addresses=self._where, reason=_cause(error)
                ) from error
            raise ClusterError("cluster.unreachable", addresses=self._where, reason=_cause(error)) from error
        except exceptions.TransportError as error:
            info = error.info
            raise self._refused(
                error.status_code, info.get("error", info) if isinstance(info, dict) else info
            ) from error
        except exceptions.OpenSearchException as error:
            raise ClusterError("cluster.refused", addresses=self._where, reason=str(error)) from error
        except OSError as error:  # the file of a certificate that is not there
            raise ClusterError("cluster.certificate", addresses=self._where, reason=str(error)) from error

    def _refused(self, status: object, error: Any) -> ClusterError:
        """What a status and its error mean."""
        reason = _reason(error)
        if status == 401:
            return ClusterError("cluster.password", addresses=self._where, user=self.settings.user)
        if status == 403 and "blocked by" not in reason:
            return ClusterError(
                "cluster.forbidden", addresses=self._where, user=self.settings.user, reason=reason
            )
        if "blocked by" in reason:
            return ClusterError("cluster.read-only", addresses=self._where, reason=reason)
        if "too_many_" in reason:
            return ClusterError("cluster.words", addresses=self._where)
        if status == 404:
            return ClusterError("cluster.gone", addresses=self._where, reason=reason)
        if status == 409:
            return ClusterError("cluster.conflict", addresses=self._where, reason=reason)
        if status == 429:
            return ClusterError("cluster.busy", addresses=self._where, reason=reason)
        if status == 503 or any(word in reason for word in _OUT_OF_REACH):
            return ClusterError("cluster.shards", addresses=self._where, reason=reason)
        return ClusterError("cluster.refused", addresses=self._where, reason=reason)


def _reason(error: Any) -> str:
    """The first cause of an error of the cluster, in its own words."""
    if not isinstance(error, dict):
        return str(error)
    for cause in error.get("root_cause", ()):
        if cause.get("reason"):
            return f"{cause.get('type', '')}: {cause['reason']}"
    inner = error.get("caused_by")
    return (
        _reason(inner)
        if inner and not error.get("reason")
        else f"{error.get('type', '')}: {error.get('reason', '')}"
    )


def _cause(error: exceptions.ConnectionError) -> str:
    return str(error.info).rpartition("Caused by ")[2] or str(error.error)
