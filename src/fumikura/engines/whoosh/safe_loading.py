"""Opens an index of Whoosh without running any code in it: Whoosh stores pickles, and a forged pickle runs code.

Files are read through a storage and a codec that unpickle plain values and a few known types alone. The schema in the
table of contents is skipped, as ours is given. Whoosh itself is not patched, so other indexes open as always.
"""

from __future__ import annotations

import io
import pickle
import zlib
from collections import defaultdict
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from whoosh.codec.whoosh3 import (
    W3Codec,
    W3LeafMatcher,
    W3PerDocReader,
    W3Segment,
    W3TermInfo,
    W3TermsReader,
)
from whoosh.columns import CompressedBytesColumn
from whoosh.filedb.filestore import FileStorage
from whoosh.filedb.structfile import StructFile
from whoosh.reading import TermNotFound

from fumikura.engines.snapshots.checksums import CheckedBytes, FileBytes, FileChecksum


def _latin(text: str, encoding: str) -> bytes:
    """Stands for `_codecs.encode`, which pickles of protocol 2 call to make bytes."""
    if encoding != "latin1":
        raise pickle.UnpicklingError(f"An index has no codec {encoding}.")
    return text.encode("latin1")


class _Restricted(pickle.Unpickler):
    """Loads plain values, and the types that Whoosh's W3 format needs; refuses anything else."""

    def find_class(self, module: str, name: str) -> Any:
        found = _TYPES.get((module, name))
        if found is None:
            raise pickle.UnpicklingError(f"{module}.{name} has no place in an index.")
        return found


def load(data: bytes) -> Any:
    """The value of a pickle. Raises UnpicklingError where it holds more than plain values."""
    return _Restricted(io.BytesIO(data)).load()


class SafeCodec(W3Codec):  # type: ignore[misc]
    """Whoosh's W3 codec, with safe readers."""

    def __reduce__(self) -> tuple[Any, ...]:
        """A table of contents has Whoosh's own codec instead."""
        return W3Codec, ()

    def postings_reader(
        self, dbfile: Any, terminfo: Any, format_: Any, term: Any = None, scorer: Any = None
    ) -> Any:
        """A matcher over a posting list."""
        if terminfo.is_inlined():  # which Whoosh 2.7.4 never writes
            return super().postings_reader(dbfile, terminfo, format_, term, scorer)
        offset, length = terminfo.extent()
        return _LeafMatcher(dbfile, offset, length, format_, term=term, scorer=scorer)

    def terms_reader(self, storage: Any, segment: Any) -> Any:
        """The terms of a segment."""
        name = segment.make_filename(self.TERMS_EXT)
        return _TermsReader(
            self,
            storage.open_file(name),
            storage.file_length(name),
            segment.open_file(storage, self.POSTS_EXT),
        )

    def per_document_reader(self, storage: Any, segment: Any) -> Any:
        """The stored values and columns of a segment."""
        return _PerDocReader(storage, segment)


class _LeafMatcher(W3LeafMatcher):  # type: ignore[misc]
    def _read_data(self) -> None:
        data = self._postfile.get(self._dataoffset, self._nextoffset - self._dataoffset)
        self._data = load(zlib.decompress(data) if self._compression else data)


class _TermsReader(W3TermsReader):  # type: ignore[misc]
    def term_info(self, fieldname: str, tbytes: bytes) -> Any:
        try:
            return _term_info(self._tindex[self._keycoder(fieldname, tbytes)])
        except KeyError:
            raise TermNotFound(f"No term {fieldname}:{tbytes!r}") from None

    def items(self) -> Any:
        return ((self._keydecoder(key), _term_info(value)) for key, value in self._tindex.items())

    def items_from(self, fieldname: str, prefix: bytes) -> Any:
        found = self._tindex.items_from(self._keycoder(fieldname, prefix))
        return ((self._keydecoder(key), _term_info(value)) for key, value in found)


def _term_info(data: bytes) -> Any:
    """A row of the term table; postings inside of the row are unpickled safely."""
    size = W3TermInfo._struct.size
    if not data[0]:
        return W3TermInfo.from_bytes(data)
    info = W3TermInfo.from_bytes(b"\0" + data[1:size] + bytes(12))
    info.set_inlined(*load(data[size:]))
    return info


class _PerDocReader(W3PerDocReader):  # type: ignore[misc]
    def stored_fields(self, docnum: int) -> Mapping[str, Any]:
        """The stored fields of a passage."""
        data = self._cached_reader("_stored", CompressedBytesColumn())[docnum]
        return load(data) if data else {}


class _CheckedFile(StructFile):  # type: ignore[misc]
    """A file of an index as Whoosh reads it: each block is compared with its checksum before its first use."""

    def __init__(self, data: Any, name: str) -> None:
        self._data = data
        self._at = 0
        super().__init__(self, name=name)
        self.is_real = False

    def get(self, position: int, length: int) -> bytes:
        return bytes(self._data[position : position + length])

    def read(self, size: int = -1) -> bytes:
        stop = len(self._data) if size < 0 else self._at + size
        found = bytes(self._data[self._at : stop])
        self._at += len(found)
        return found

    def readline(self) -> bytes:
        rest = bytes(self._data[self._at : len(self._data)])
        line = rest[: rest.find(b"\n") + 1] or rest
        self._at += len(line)
        return line

    def seek(self, place: int, whence: int = 0) -> None:
        self._at = place + (0, self._at, len(self._data))[whence]

    def tell(self) -> int:
        return self._at

    def read_pickle(self) -> Any:
        return _Restricted(self).load()

    def subset(self, offset: int, length: int, name: str | None = None) -> Any:
        return _CheckedFile(self.get(offset, length), name or self._name)

    def close(self) -> None:
        self.is_closed = True


class CheckedStorage(FileStorage):  # type: ignore[misc]
    """The files of a generation. `sums` are their checksums; a file that is being written has none yet."""

    def __init__(self, folder: Path, sums: Mapping[str, FileChecksum] | None = None) -> None:
        super().__init__(str(folder), supports_mmap=False)
        self.place = folder
        self._sums = sums or {}
        self._open: list[FileBytes] = []

    def open_file(self, name: str, **_: Any) -> Any:
        """A file whose parts are read when they are asked for."""
        return _CheckedFile(self.data(name), name)

    def data(self, name: str) -> CheckedBytes | FileBytes:
        """The bytes of a file. Slices are read, not mapped, as touched parts of a mapped file stay in memory."""
        path = self.place / name
        data = FileBytes(path)
        self._open.append(data)
        return CheckedBytes(data, self._sums[name], path) if name in self._sums else data

    def close(self) -> None:
        """Let go of all files."""
        for file in self._open:
            file.close()
        self._open.clear()


_TYPES: Mapping[tuple[str, str], Any] = {
    ("builtins", "set"): set,
    ("builtins", "int"): int,
    ("collections", "defaultdict"): defaultdict,
    ("_codecs", "encode"): _latin,
    ("whoosh.codec.whoosh3", "W3Segment"): W3Segment,
    ("whoosh.codec.whoosh3", "W3Codec"): SafeCodec,
}
