"""Tells a damaged index from a fault of ours: where an engine raises any other exception, the index is verified.

Checksums say that files are as they were written, but whoever forges an index can forge the checksums, too.
"""

from __future__ import annotations

import functools
from collections.abc import Callable
from pathlib import Path
from typing import Any, cast

from fumikura.deadline import TimeUp
from fumikura.engines.protocol import Engine
from fumikura.engines.snapshots.error_mapping import is_out_of_resources
from fumikura.errors import FumikuraError, IndexDamagedError


def guard_engine(engine: Engine, folder: Path) -> Engine:
    """The engine; where its index makes no sense, it raises IndexDamagedError."""
    return cast("Engine", _Guard(engine, folder))


class _Guard:
    def __init__(self, engine: Engine, folder: Path) -> None:
        self._engine = engine
        self._folder = folder

    def __getattr__(self, name: str) -> Any:
        try:
            value = getattr(self._engine, name)
        except (FumikuraError, TimeUp):
            raise
        except Exception as error:
            if not hasattr(type(self._engine), name):
                raise
            self._explain(error)
            raise
        if not callable(value):
            return value
        guard_engine = self.__dict__[name] = self._guard_method(
            value
        )  # found there without `__getattr__` the next time
        return guard_engine

    def _guard_method(self, method: Callable[..., Any]) -> Callable[..., Any]:
        @functools.wraps(method)
        def call(*args: Any, **named: Any) -> Any:
            try:
                return method(*args, **named)
            except (FumikuraError, TimeUp):
                raise
            except Exception as error:
                self._explain(error)
                raise

        return call

    def _explain(self, error: Exception) -> None:
        """Raise IndexDamagedError if verifying the index finds a fault."""
        if is_out_of_resources(error):
            return
        for fault in self._engine.verify():
            raise IndexDamagedError("index.damaged", folder=self._folder, fault=fault) from error
