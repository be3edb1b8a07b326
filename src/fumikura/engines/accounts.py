"""What all writers do alike: they keep account of the files, and take nothing any more once they have ended."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping
from types import MappingProxyType, TracebackType
from typing import Self

from fumikura.engines.protocol import FileRecord
from fumikura.errors import IndexError_


class FileAccounts(ABC):
    """See `protocol.Writer`. `files` are those in the index, `changed` says whether there is anything to commit yet."""

    def __init__(self, files: Mapping[str, FileRecord], *, changed: bool = False) -> None:
        self._files = dict(files)
        self._changed = changed
        self._open = True
        self._holders: dict[str, str] = {}
        self._ids: dict[str, list[str]] = {}

    @property
    def files(self) -> Mapping[str, FileRecord]:
        """What would be committed now, by source."""
        return MappingProxyType(self._files)

    def keep_file(self, record: FileRecord) -> None:
        """Put another record in the place of that of a file, of which all passages stay."""
        self._check_open()
        self._changed = True
        self._files[record.source] = record

    @abstractmethod
    def cancel(self) -> None:
        """Drop the changes. Nothing is left of them."""

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.cancel()

    def _check_open(self) -> None:
        if not self._open:
            raise IndexError_("index.writer-closed")

    def _taken_out(self, source: str) -> bool:
        """Whether a file was there to be taken out of the account."""
        self._check_open()
        if self._files.pop(source, None) is None:
            return False
        self._changed = True
        for id_ in self._ids.pop(source, ()):
            if self._holders.get(id_) == source:
                del self._holders[id_]
        return True

    def _put_in(self, record: FileRecord, ids: list[str]) -> None:
        """Enter a file with the ids of its passages."""
        self._changed = True
        self._files[record.source] = record
        self._holders |= dict.fromkeys(ids, record.source)
        self._ids[record.source] = ids
