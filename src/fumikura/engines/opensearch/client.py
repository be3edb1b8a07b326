"""The connection to a cluster. Its errors come out as ClusterError."""

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
    """Sends requests to a cluster. An answer of a part of the shards is an error. Raises ClusterError."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self._where = settings.addresses
        # Python shows warnings that nobody handles; we say them as errors.
        logging.getLogger("opensearch").addHandler(logging.NullHandler())
        secure: dict[str, Any] = {"ca_certs": settings.certificate} if settings.certificate else {}
        if settings.user:
            secure["http_auth"] = (settings.user, settings.password)
        with self._map_errors():
            self.api = opensearchpy.OpenSearch(
                list(settings.addresses),
                timeout=settings.timeout,
                retry_on_timeout=False,
                max_retries=max(len(settings.addresses), 2),
                pool_maxsize=_CONNECTIONS,
                ssl_show_warn=False,
                **secure,
            )

    def request(self, method: str, path: str, body: object = None, /, **params: object) -> Any:
        """The answer to a request. Raises ClusterError."""
        with self._map_errors():
            return self.api.transport.perform_request(method, path, params=params or None, body=body)

    def search(self, index: str, body: Mapping[str, Any], deadline: Deadline = NEVER) -> Any:
        """The answer to one search of an index."""
        return self.search_all(index, [body], deadline)[0]

    def search_all(
        self, index: str, bodies: Sequence[Mapping[str, Any]], deadline: Deadline = NEVER
    ) -> list[Any]:
        """The answers to several searches of an index, sent as one request."""
        if not bodies:
            return []
        header = {"index": index, "allow_partial_search_results": False}
        lines = [line for body in bodies for line in (header, body)]
        seconds = deadline.remaining()
        with self._map_errors():
            answers: list[Any] = self.api.msearch(
                body=lines, params={} if seconds is None else {"request_timeout": max(seconds, 0.001)}
            )["responses"]
        for answer in answers:
            if "error" in answer:
                raise self._error_of(answer["status"], answer["error"])
            shards = answer["_shards"]
            if shards["failed"] or shards["successful"] < shards["total"] or answer["timed_out"]:
                raise ClusterError(
                    "cluster.partial", addresses=self._where, failed=shards["total"] - shards["successful"]
                )
        return answers

    def pages(self, index: str, body: Mapping[str, Any], deadline: Deadline = NEVER) -> Iterator[Any]:
        """The hits of a search whose `sort` leaves no ties, page by page."""
        after: dict[str, Any] = {}
        while True:
            deadline.check()
            answer = self.search(index, {"track_total_hits": False, **body, **after, "size": _MANY}, deadline)
            hits = answer["hits"]["hits"]
            if hits:
                yield hits
            if len(hits) < _MANY:
                return
            after = {"search_after": hits[-1]["sort"]}

    def write(self, actions: Iterable[Mapping[str, Any]]) -> None:
        """Write documents in bulk, and pause where that is too much for the cluster. Raises ClusterError."""
        waiting = iter(actions)
        while some := list(islice(waiting, _AT_ONCE)):
            pause = _FIRST_PAUSE
            while some := list(self._write_once(some, again=pause <= _LONGEST_PAUSE)):
                time.sleep(pause)
                pause *= 2

    def _write_once(
        self, actions: Sequence[Mapping[str, Any]], *, again: bool
    ) -> Iterator[Mapping[str, Any]]:
        """Write some actions, and give those to be tried `again`, as the cluster is busy: an error without `again`."""
        with self._map_errors():
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
                refused = self._error_of(what["status"], what.get("error", ""))
                if refused.code not in ("cluster.busy", "cluster.shards") or not again:
                    raise refused
                yield action

    def close(self) -> None:
        """Let go of the connections."""
        self.api.close()

    @contextlib.contextmanager
    def _map_errors(self) -> Iterator[None]:
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
            raise self._error_of(
                error.status_code, info.get("error", info) if isinstance(info, dict) else info
            ) from error
        except exceptions.OpenSearchException as error:
            raise ClusterError("cluster.refused", addresses=self._where, reason=str(error)) from error
        except OSError as error:  # the file of a certificate that is not there
            raise ClusterError("cluster.certificate", addresses=self._where, reason=str(error)) from error

    def _error_of(self, status: object, error: Any) -> ClusterError:
        """The error for a status and the body of an answer."""
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
