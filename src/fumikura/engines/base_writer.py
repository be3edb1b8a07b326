"""What all writers share: the records of the files that they would commit, and passages with their views."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from types import MappingProxyType
from typing import Self

from fumikura.engines.protocol import FileRecord
from fumikura.errors import IndexError_
from fumikura.matching.view import FieldView, PassageView, ViewMaker
from fumikura.models import Passage
from fumikura.text import Analyzer
from fumikura.text.tokens import Entry
from fumikura.text.vocabulary import Vocabulary
from fumikura.values import frozen, replace


class BaseWriter(ABC):
    """See `protocol.Writer`. `files` are those in the index."""

    def __init__(self, files: Mapping[str, FileRecord]) -> None:
        self._files = dict(files)
        self._changed = False
        self._open = True
        self._holders: dict[str, str] = {}
        self._ids: dict[str, list[str]] = {}

    @property
    def files(self) -> Mapping[str, FileRecord]:
        """The files as they would be committed now, by source."""
        return MappingProxyType(self._files)

    def keep_file(self, record: FileRecord) -> None:
        """Replace the record of a file; its passages stay."""
        self._check_open()
        self._changed = True
        self._files[record.source] = record

    @abstractmethod
    def cancel(self) -> None:
        """Drop the changes."""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.cancel()

    def _check_open(self) -> None:
        if not self._open:
            raise IndexError_("index.writer-closed")

    def _forget_file(self, source: str) -> bool:
        """Forget a file; False if it was not there."""
        self._check_open()
        if self._files.pop(source, None) is None:
            return False
        self._changed = True
        for id_ in self._ids.pop(source, ()):
            if self._holders.get(id_) == source:
                del self._holders[id_]
        return True

    def _enter_file(self, record: FileRecord, ids: list[str]) -> None:
        """Record a file and the ids of its passages."""
        self._changed = True
        self._files[record.source] = record
        self._holders |= dict.fromkeys(ids, record.source)
        self._ids[record.source] = ids


@frozen
class PreparedFile:
    """The passages of a file with their views, made in another process; `entries` is the vocabulary of the views."""

    entries: Sequence[Entry]
    passages: Sequence[Passage]
    views: Sequence[PassageView]


def prepare(passages: Iterable[Passage]) -> PreparedFile:
    """The passages of a file with their views, for a writer in another process."""
    vocabulary = Vocabulary()
    maker = ViewMaker(_analyzer(), vocabulary)
    given = tuple(passages)
    return PreparedFile(vocabulary.entries, given, tuple(map(maker.view, given)))


def pair_with_views(
    passages: Iterable[Passage], maker: ViewMaker, vocabulary: Vocabulary, prepared: PreparedFile | None
) -> Iterable[tuple[Passage, PassageView]]:
    """The passages of a file, each with its view in the vocabulary of `maker`."""
    if prepared is None:
        return ((passage, maker.view(passage)) for passage in passages)
    own = Vocabulary(prepared.entries)
    table = {ord(char): vocabulary.char(entry) for char, entry in own.items()}
    return (
        (passage, _translate_view(view, table))
        for passage, view in zip(prepared.passages, prepared.views, strict=True)
    )


@cache
def _analyzer() -> Analyzer:
    """The analyzer of this process, which knows the words of earlier files."""
    return Analyzer()


def _translate_view(view: PassageView, table: Mapping[int, str]) -> PassageView:
    """The view with tokens of another vocabulary."""
    fields = {
        name: FieldView(field.text, field.tokens.translate(table), {}) for name, field in view.fields.items()
    }
    return replace(view, fields=fields)
