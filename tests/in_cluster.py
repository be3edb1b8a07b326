"""Indexes in a cluster, for the tests: those run where `FUMIKURA_OPENSEARCH` names one."""

from __future__ import annotations

import atexit
import contextlib
import itertools
import os
import urllib.request
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeVar

import pytest

from fumikura.engines import SETTINGS
from fumikura.engines.opensearch.settings import Settings, write_settings

__all__ = ["ADDRESSES", "index_in_cluster", "made", "needs_cluster"]

ADDRESSES = tuple(filter(None, os.environ.get("FUMIKURA_OPENSEARCH", "").split(",")))
"""Those of the nodes."""

needs_cluster = pytest.mark.skipif(
    not ADDRESSES, reason="FUMIKURA_OPENSEARCH names no cluster: see tests/opensearch/cluster.py"
)

_PREFIX = f"test-{os.getpid()}-"

T = TypeVar("T")
Made = TypeVar("Made")
_numbers = itertools.count()


def index_in_cluster(folder: Path, **changes: object) -> Path:
    """The folder of an index that the cluster keeps under a name of its own, below `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    name = f"{_PREFIX}{next(_numbers)}"
    values = {"addresses": ADDRESSES, "name": name, "shards": 2, "replicas": 0, "timeout": 20, **changes}
    write_settings(folder / SETTINGS, Settings(**values))  # type: ignore[arg-type]
    return folder / "index"


@atexit.register
def _clear_away() -> None:
    for address in ADDRESSES[:1]:
        request = urllib.request.Request(f"{address}/{_PREFIX}*?ignore_unavailable=true", method="DELETE")
        with contextlib.suppress(OSError):
            urllib.request.urlopen(request, timeout=20).close()


def made(make: Callable[[Path, Sequence[T]], Made]) -> Callable[[Path, Sequence[T]], Made]:
    """What makes an index in a folder, making it in the cluster."""
    return lambda folder, passages: make(index_in_cluster(folder), passages)
