"""Where an engine raises what is no error of ours, the index is walked, to tell a damaged one from a slip of ours.

Checksums say that the files are what was written, but whoever writes an index can write the checksums, too.
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
    """The engine, but what makes no sense in its index comes out of it as IndexDamagedError."""
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
        )  # so that it is found there the next time
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
        """Raise IndexDamagedError where the index is not what its passages would be indexed as."""
        if is_out_of_resources(error):
            return
        for fault in self._engine.verify():
            raise IndexDamagedError("index.damaged", folder=self._folder, fault=fault) from error
