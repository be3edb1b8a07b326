"""A segment of an index: posting lists, columns and stored passages, read through Whoosh's reader."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import Any, TypeVar

from whoosh.reading import SegmentReader

from fumikura.engines.serialization import passage_from_plain
from fumikura.engines.snapshots.error_mapping import map_read_errors
from fumikura.engines.whoosh.columns import BytesColumn, TextColumn
from fumikura.engines.whoosh.postings import read_postings
from fumikura.engines.whoosh.safe_loading import CheckedStorage, SafeCodec
from fumikura.engines.whoosh.schema import (
    DATE_PLACES,
    ID_COLUMN,
    folded_column,
    length_column,
    make_schema,
    token_column,
)
from fumikura.matching.view import FieldView, PassageView
from fumikura.models import Kind, Passage
from fumikura.plan.nodes import SEARCHED

T = TypeVar("T")


class Segment:
    """Passages numbered from 0, including deleted ones; `base` is the number of the first in the whole index."""

    def __init__(self, storage: CheckedStorage, segment: Any, base: int) -> None:
        self._storage = storage
        self._segment = segment
        self.base = base
        self.size: int = segment.doc_count_all()
        self.deleted: frozenset[int] = frozenset(segment.deleted_docs())
        self.path = storage.place / segment.make_filename("")
        self._columns: dict[str, Any] = {}

    @property
    def live(self) -> int:
        """The number of passages that are not deleted."""
        return self.size - len(self.deleted)

    @cached_property
    def reader(self) -> Any:
        """Whoosh's reader of the segment."""
        with map_read_errors(self.path):
            return SegmentReader(self._storage, make_schema(), self._segment, codec=SafeCodec())

    def postings(self, field: str, term: str) -> tuple[array[int], array[float]]:
        """The live passages with a term, ascending, and its occurrences in each."""
        with map_read_errors(self.path):
            return read_postings(self.reader, field, term)

    def terms(self, field: str, prefix: str = "") -> Iterator[str]:
        """The terms of a field that begin with `prefix`, in order; also those of deleted passages."""
        with map_read_errors(self.path):
            if field in self.reader.indexed_field_names():
                from_bytes = self.reader.schema[field].from_bytes
                for found in (
                    self.reader.expand_prefix(field, prefix) if prefix else self.reader.lexicon(field)
                ):
                    yield str(from_bytes(found))

    def folded(self, field: str) -> TextColumn:
        """The folded text of a searched field of each passage, in UTF-8, followed by its windows."""
        return self._column(folded_column(field), TextColumn)

    def tokens(self, field: str) -> BytesColumn:
        """The tokens of a searched field of each passage, in UTF-8."""
        return self._column(token_column(field), BytesColumn)

    def lengths(self, field: str) -> Sequence[int]:
        """The number of words in a searched field of each passage."""
        return self._column(length_column(field), self._numbers)

    def ids(self) -> TextColumn:
        """The id of each passage."""
        return self._column(ID_COLUMN, TextColumn)

    def view(
        self,
        number: int,
        document: str,
        lengths: Mapping[str, int],
        fields: Sequence[str] = SEARCHED,
        kind: Kind = "paragraph",
    ) -> PassageView:
        """The view of a passage of `document` and of a kind; `lengths` are those of the tokens."""
        with map_read_errors(self.path):
            views: dict[str, FieldView] = {}
            words: dict[str, int] = {}
            for field, folded, tokens, counts in self._searched:
                if field in fields and (text := folded[number]):
                    views[field] = FieldView(text.decode("utf-8"), tokens[number].decode("utf-8"), lengths)
                    words[field] = counts[number]
            dates = self._date_places[number].decode("utf-8")
            return PassageView(document, views, words, dates, kind)

    @cached_property
    def _searched(self) -> Sequence[tuple[str, BytesColumn, BytesColumn, Sequence[int]]]:
        """The searched fields with their folded texts, their tokens, and their numbers of words."""
        return [(name, self.folded(name), self.tokens(name), self.lengths(name)) for name in SEARCHED]

    @cached_property
    def _date_places(self) -> BytesColumn:
        return self._column(DATE_PLACES, BytesColumn)

    def passage(self, number: int) -> Passage:
        """A passage as it was given to the writer."""
        with map_read_errors(self.path):
            # The reader's own method looks up each name in the schema, which takes as long as the reading.
            return passage_from_plain(self.reader._perdoc.stored_fields(number))

    def _column(self, name: str, make: Callable[[Any, Any, int], T]) -> T:
        found: T | None = self._columns.get(name)
        if found is None:
            with map_read_errors(self.path):
                column = data = None
                if self.reader.has_column(name):
                    column = self.reader.column_reader(name, translate=False)
                    data = self._storage.data(self._segment.make_filename(f".{name}.col"))
                found = self._columns[name] = make(column, data, self.size)
        return found

    @staticmethod
    def _numbers(column: Any, data: Any, size: int) -> Sequence[int]:
        """A column of numbers as an array; zeros at its end are not in the file."""
        if data is None:
            return array("I", bytes(4 * size))
        numbers = array("I", data[: len(data)])
        numbers.byteswap()
        if len(numbers) > size:
            raise ValueError("a column of another length")
        numbers.extend([0] * (size - len(numbers)))
        return numbers
