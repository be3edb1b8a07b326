"""How Whoosh writes and merges our segments: its own formats but for the pickles, through its codec seam.

Only writing imports this module; searching reads what it wrote (`segment.py`) with a small part of Whoosh,
as importing the whole of it takes longer than most searches.
"""

from __future__ import annotations

import contextlib
import json
from array import array
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from whoosh.codec.base import PostingsWriter
from whoosh.codec.whoosh3 import W3Codec, W3PerDocReader, W3PerDocWriter, W3Segment
from whoosh.columns import Column, ColumnReader, ColumnWriter
from whoosh.fields import FieldType, Schema
from whoosh.filedb.filestore import FileStorage
from whoosh.filedb.structfile import StructFile
from whoosh.formats import Existence, Format
from whoosh.matching import ListMatcher

from fumikura.index.plan import SEARCHED
from fumikura.index.whoosh_engine.postings import PostingList, encode
from fumikura.index.whoosh_engine.rows import TERMINATOR, Rows, offsets_bytes
from fumikura.index.whoosh_engine.segment import EXACT_FIELDS
from fumikura.index.whoosh_engine.times import TIMES

__all__ = ["FumikuraCodec", "PlainStorage", "make_schema", "make_segment"]


class PlainFile(StructFile):  # type: ignore[misc]
    """A file of Whoosh's in which JSON stands for what it would pickle: opening an index must run no code."""

    def write_pickle(self, obj: Any, protocol: int = -1) -> None:
        """Write `obj` as JSON."""
        data = json.dumps(obj).encode()
        self.write_uint(len(data))
        self.write(data)

    def read_pickle(self) -> Any:
        """Read what `write_pickle` wrote."""
        return json.loads(self.read(self.read_uint()))


class PlainStorage(FileStorage):  # type: ignore[misc]
    """A folder of files in which what Whoosh would pickle is JSON."""

    def __init__(self, path: str) -> None:
        super().__init__(path)
        self._opened: list[PlainFile] = []

    def abandon(self) -> None:
        """Close whatever is open, in whatever state it is."""
        for file in self._opened:
            with contextlib.suppress(OSError, ValueError):
                file.raw_file().close()

    def temp_storage(self, name: str | None = None) -> PlainStorage:
        """A folder in this one, for what is sorted on the disk."""
        storage = PlainStorage(str(Path(self.folder, name or "tmp")))
        storage.create()
        return storage

    def create_file(self, name: str, excl: bool = False, mode: str = "wb", **_: Any) -> Any:
        """A new file, or with `excl` an error where there is one."""
        return self._kept(PlainFile(Path(self.folder, name).open("xb" if excl else mode), name=name))

    def open_file(self, name: str, **_: Any) -> Any:
        """A file to read."""
        return self._kept(PlainFile(Path(self.folder, name).open("rb"), name=name))

    def _kept(self, file: PlainFile) -> PlainFile:
        self._opened = [other for other in self._opened if not other.is_closed]
        self._opened.append(file)
        return file


class FumikuraCodec(W3Codec):  # type: ignore[misc]
    """Whoosh's third codec without stored fields, with arrays for postings and JSON for what it pickles."""

    length_stats = False

    def per_document_writer(self, storage: Any, segment: Any) -> Any:
        """Writes the rows."""
        return _PerDocWriter(self, storage, segment)

    def postings_writer(self, dbfile: Any, byteids: bool = False) -> Any:
        """Writes the postings of one field."""
        return _PostingsWriter(dbfile)

    def postings_reader(
        self, dbfile: Any, terminfo: Any, format_: Any, term: Any = None, scorer: Any = None
    ) -> Any:
        """Reads the postings of a term, for a merge."""
        offset, (length,) = terminfo.extent()  # Whoosh reads the length back as a tuple of one
        postings = PostingList(dbfile.get(offset, length))
        ids = list(postings.ids)
        values = [array("I", postings.positions(number)).tobytes() for number in ids]
        return ListMatcher(
            ids, [1.0] * len(ids), values, format_, scorer=scorer, term=term, terminfo=terminfo
        )

    def per_document_reader(self, storage: Any, segment: Any) -> Any:
        """Reads the rows, for a merge."""
        return _PerDocReader(storage, segment)


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
    fields["passage"] = _Bytes()
    fields["lengths"] = _Bytes()
    return Schema(**fields)


class _Positions(Format):  # type: ignore[misc]
    """Positions as an array of 32-bit numbers, while they wait to be written."""

    def fixed_value_size(self) -> int:
        return -1


class _Exact(FieldType):  # type: ignore[misc]
    """A term as it is, or none for an empty value."""

    def __init__(self) -> None:
        super().__init__(Existence(), None)

    def index(self, value: str, **_: Any) -> Iterator[tuple[bytes, int, float, bytes]]:
        if value:
            yield value.encode("utf-8", "replace"), 1, 1.0, b""


class _Words(FieldType):  # type: ignore[misc]
    """Terms with their positions, analysed before: the value maps each term to an array of positions."""

    def __init__(self) -> None:
        super().__init__(_Positions(None), None)

    def index(self, value: Mapping[str, array[int]], **_: Any) -> Iterator[tuple[bytes, int, float, bytes]]:
        for term, positions in value.items():
            yield term.encode("utf-8", "replace"), 1, 1.0, positions.tobytes()


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
            self._offsets: array[int] = array("Q", [0])

        def fill(self, docnum: int) -> None:
            while len(self._offsets) - 1 < docnum:
                self._write(b"")

        def add(self, docnum: int, value: bytes) -> None:
            self.fill(docnum)
            self._write(value)

        def _write(self, value: bytes) -> None:
            self._dbfile.write(value + TERMINATOR)
            self._offsets.append(self._offsets[-1] + len(value) + 1)

        def finish(self, docnum: int) -> None:
            self.fill(docnum)
            self._dbfile.write(offsets_bytes(self._offsets))

    class Reader(ColumnReader):  # type: ignore[misc]
        def __init__(self, dbfile: Any, basepos: int, length: int, doccount: int) -> None:
            super().__init__(dbfile, basepos, length, doccount)
            self._rows = Rows(dbfile.get(basepos, length))

        def __getitem__(self, docnum: int) -> bytes:
            return self._rows[docnum]


class _PerDocWriter(W3PerDocWriter):  # type: ignore[misc]
    def _create_column(self, fieldname: str, column: Any) -> None:
        if fieldname != "_stored":  # Whoosh keeps stored fields as pickles; ours are rows
            super()._create_column(fieldname, column)


class _PerDocReader(W3PerDocReader):  # type: ignore[misc]
    def stored_fields(self, docnum: int) -> dict[str, Any]:
        return {}


class _PostingsWriter(PostingsWriter):  # type: ignore[misc]
    """Gathers the postings of a term and writes them as one run of arrays."""

    def __init__(self, postfile: Any) -> None:
        self._postfile = postfile
        self._terminfo: Any = None
        self._ids: list[int] = []
        self._positions: list[array[int]] = []

    def written(self) -> bool:
        return self._terminfo is not None

    def start_postings(self, format_: Any, terminfo: Any) -> None:
        self._terminfo, self._ids, self._positions = terminfo, [], []

    def add_posting(self, id_: int, weight: float, vbytes: bytes, length: int | None = None) -> None:
        self._ids.append(id_)
        if vbytes:
            positions: array[int] = array("I")
            positions.frombytes(vbytes)
            self._positions.append(positions)

    def finish_postings(self) -> Any:
        info = self._terminfo
        data = encode(self._ids, self._positions)
        info.set_extent(self._postfile.tell(), len(data))
        self._postfile.write(data)
        # Whoosh's own name for the number of passages; its weights are not used here.
        info._df, info._minid, info._maxid = len(self._ids), self._ids[0], self._ids[-1]
        return info
