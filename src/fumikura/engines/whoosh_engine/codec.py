"""How Whoosh writes our segments: its writer and schema, our own files, through its codec seam.

Only writing imports this module; searching reads what it wrote (`segment.py`) without Whoosh, as importing that takes
longer than most searches.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import numpy as np
from whoosh.codec.base import FieldWriter
from whoosh.codec.whoosh3 import W3Codec, W3PerDocWriter, W3Segment
from whoosh.columns import Column, ColumnWriter
from whoosh.fields import FieldType, Schema
from whoosh.filedb.filestore import FileStorage
from whoosh.filedb.structfile import StructFile
from whoosh.formats import Existence, Format

from fumikura.engines.whoosh_engine.batch import RowData
from fumikura.engines.whoosh_engine.gathered import Gathered
from fumikura.engines.whoosh_engine.rows import sizes_bytes
from fumikura.engines.whoosh_engine.segment import EXACT_FIELDS, PASSAGE
from fumikura.engines.whoosh_engine.termtable import TermTableWriter
from fumikura.engines.whoosh_engine.times import TIMES
from fumikura.plan.nodes import SEARCHED

__all__ = ["FumikuraCodec", "PlainStorage", "make_schema", "make_segment"]


class PlainStorage(FileStorage):  # type: ignore[misc]
    """A folder of files. Our codec writes no pickles, as Whoosh's own do: opening an index must run no code."""

    def __init__(self, path: str) -> None:
        super().__init__(path)
        self._opened: list[StructFile] = []
        self._temporary: list[PlainStorage] = []

    def abandon(self) -> None:
        """Close whatever is open, in whatever state it is."""
        for storage in self._temporary:
            storage.abandon()
        for file in self._opened:
            with contextlib.suppress(OSError, ValueError):
                file.raw_file().close()

    def temp_storage(self, name: str | None = None) -> PlainStorage:
        """A folder in this one, for what is sorted on the disk."""
        storage = PlainStorage(str(Path(self.folder, name or "tmp")))
        storage.create()
        self._temporary.append(storage)
        return storage

    def create_file(self, name: str, excl: bool = False, mode: str = "wb", **_: Any) -> Any:
        """A new file, or with `excl` an error where there is one."""
        return self._kept(StructFile(Path(self.folder, name).open("xb" if excl else mode), name=name))

    def _kept(self, file: StructFile) -> StructFile:
        self._opened = [other for other in self._opened if not other.is_closed]
        self._opened.append(file)
        return file


class FumikuraCodec(W3Codec):  # type: ignore[misc]
    """Whoosh's third codec without stored fields, with arrays for postings, and without pickles."""

    length_stats = False

    def per_document_writer(self, storage: Any, segment: Any) -> Any:
        """Writes the rows."""
        return _PerDocWriter(self, storage, segment)

    def field_writer(self, storage: Any, segment: Any) -> Any:
        """Writes all postings."""
        return _FieldWriter(storage, segment)


def make_segment(
    codec: FumikuraCodec, index_name: str, segment_id: str, size: int, deleted: Iterable[int]
) -> Any:
    """A segment that was written before, with the passages deleted in it."""
    gone = set(deleted)
    return W3Segment(codec, index_name, doccount=size, segid=segment_id, deleted=gone or None)


def make_schema() -> Any:
    """What a passage is in the index: terms to look up, and a row of bytes for each of several uses."""
    fields: dict[str, Any] = {name: _Exact() for name in EXACT_FIELDS}
    for name in SEARCHED:
        fields[name] = _Words()
        fields[f"{name}_chars"] = _Bytes()
        fields[f"{name}_cuts"] = _Bytes()
    fields[TIMES] = _Words()
    fields[PASSAGE] = _Bytes()
    return Schema(**fields)


class _Exact(FieldType):  # type: ignore[misc]
    """A term as it is, or none for an empty value."""

    def __init__(self) -> None:
        super().__init__(Existence(), None)


class _Positions(Format):  # type: ignore[misc]
    """Positions, in arrays (`postings`)."""


class _Words(FieldType):  # type: ignore[misc]
    """Terms with their positions, analysed before."""

    def __init__(self) -> None:
        super().__init__(_Positions(None), None)


class _Bytes(FieldType):  # type: ignore[misc]
    """A row of bytes, not indexed."""

    indexed = False

    def __init__(self) -> None:
        super().__init__(None, None, sortable=_RowColumn())

    def to_column_value(self, value: bytes) -> bytes:
        return value

    def from_column_value(self, value: bytes) -> bytes:
        return value


class _RowColumn(Column):  # type: ignore[misc]
    """The rows of a field side by side in one file, as `rows.Rows` reads them."""

    _default = b""

    class Writer(ColumnWriter):  # type: ignore[misc]
        def __init__(self, dbfile: Any) -> None:
            super().__init__(dbfile)
            self._sizes: list[Any] = []

        def add_rows(self, rows: RowData) -> None:
            self._dbfile.write(rows.data)
            self._sizes.append(rows.sizes)

        def finish(self, docnum: int) -> None:
            sizes = np.concatenate([np.empty(0, np.int64), *self._sizes])
            self._dbfile.write(sizes_bytes(sizes.tolist()))


class _PerDocWriter(W3PerDocWriter):  # type: ignore[misc]
    """Writes rows only."""

    def add_docs(self, number: int) -> None:
        """So many more passages, of which nothing is stored but rows."""
        self._doccount: int = self._doccount + number

    def write_rows(self, name: str, column: Any, rows: RowData) -> None:
        """The next rows of a column."""
        if not self._has_column(name):
            self._create_column(name, column)
        self._get_column(name).add_rows(rows)

    def _create_column(self, fieldname: str, column: Any) -> None:
        if fieldname != "_stored":  # Whoosh keeps stored fields as pickles; ours are rows
            super()._create_column(fieldname, column)


class _FieldWriter(FieldWriter):  # type: ignore[misc]
    """Writes finished posting lists, one behind the other, and the terms that they are of."""

    def __init__(self, storage: Any, segment: Any) -> None:
        self._terms_file = segment.create_file(storage, W3Codec.TERMS_EXT)
        self._postings_file = segment.create_file(storage, W3Codec.POSTS_EXT)
        self._terms = TermTableWriter(self._terms_file.write)
        self.is_closed = False

    def write(self, gathered: Gathered) -> None:
        """All postings of a segment."""
        add, write = self._terms.add, self._postings_file.write
        for field, terms in gathered.fields():
            for term, postings in terms:
                write(postings)
                add(field, term, len(postings))

    def close(self) -> None:
        """Write the terms, and end both files."""
        self._terms.close()
        self._terms_file.close()
        self._postings_file.close()
        self.is_closed = True
