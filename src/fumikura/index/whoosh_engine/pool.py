"""Sorts postings, on the disk where the memory does not suffice, without the pickles that Whoosh would write there.

What lies in a folder may be altered by others before it is read again, and a pickle can run code.
"""

from __future__ import annotations

import marshal
from collections.abc import Iterable, Iterator
from typing import Any

from whoosh.writing import PostingPool

__all__ = ["PlainPool"]


class PlainPool(PostingPool):  # type: ignore[misc]
    """Whoosh's pool of postings. What it wrote is read back in full, or an OSError is raised."""

    def _write_run(self, file: Any, items: Iterable[Any]) -> None:
        with file:
            for item in items:
                marshal.dump(item, file)
            marshal.dump(None, file)

    def _read_run(self, path: str) -> Iterator[Any]:
        with self._open_run(path) as file:
            while (item := _next(file)) is not None:
                yield item
        self._remove_run(path)


def _next(file: Any) -> Any:
    try:
        return marshal.load(file)
    except (EOFError, ValueError, TypeError) as error:
        raise OSError("what was sorted on the disk is not there in full") from error
