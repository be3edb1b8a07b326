"""A segment as a search reads it: terms to posting lists, rows of folded texts, passages.

Nothing of Whoosh is used here: importing it would take longer than to search.
"""

from __future__ import annotations

import mmap
import re
from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from functools import cached_property
from pathlib import Path
from typing import Any, TypeAlias

from fumikura.engines.snapshots.checksums import Checked, FileSum
from fumikura.engines.snapshots.failures import reading
from fumikura.engines.snapshots.filebytes import CAN_READ, FileBytes
from fumikura.engines.whoosh_engine.grams import Grams
from fumikura.engines.whoosh_engine.kept import Kept
from fumikura.engines.whoosh_engine.keys import Keys
from fumikura.engines.whoosh_engine.packing import numbers_of
from fumikura.engines.whoosh_engine.postings import PostingList
from fumikura.engines.whoosh_engine.rows import Rows
from fumikura.engines.whoosh_engine.stored import IN_A_BLOCK, Block, id_of, passage_from_bytes
from fumikura.engines.whoosh_engine.termtable import TermTable
from fumikura.engines.whoosh_engine.windows import text_of
from fumikura.fields import EXACT_FIELDS as FILTERED_FIELDS
from fumikura.models import Passage, Span
from fumikura.text.alternate_readings import MARKER
from fumikura.values import frozen

__all__ = [
    "EXACT_FIELDS", "GRAM_FIELDS", "INDEX_NAME", "KEYS", "PASSAGE", "SCANNED", "WORDS", "Segment", "SegmentEntry",
]  # fmt: skip

INDEX_NAME = "passages"
GRAM_FIELDS: tuple[str, ...] = ("text", "title")
SCANNED = 1_000
"""Passages of a segment whose rows are scanned: for fewer than these, lists of grams save nothing."""

PASSAGE = "passage"
"""The rows that hold the passages themselves, as `stored` has them."""

EXACT_FIELDS: tuple[str, ...] = ("source", *FILTERED_FIELDS)
KEYS = ".ids"
"""The ending of the file of ids (`keys`); `.words` follows the name of a field in that of its numbers of words."""

WORDS = ".words"

_DECODED = 4_000_000
"""Bytes of decoded posting lists that are kept."""

_ENTRY = 200  # bytes of what is kept, besides the list
_PER_BYTE = 4  # about so many bytes is one of a list when it is decoded
_ID = re.compile(r"[0-9a-z]+")

_IN_PLACE = (".trm", "_chars.col", "_cuts.col")  # looked into at many places, so mapped; the others are read

_Content: TypeAlias = "bytes | mmap.mmap | FileBytes | Checked"


@frozen
class SegmentEntry:
    """What the manifest says of a segment: ranges of deleted passages, the words in each of `SEARCHED`."""

    id: str
    size: int
    deleted: tuple[tuple[int, int], ...]
    words: tuple[int, ...]

    def __post_init__(self) -> None:
        if not (_ID.fullmatch(self.id) and self.size >= 0 and all(type(word) is int for word in self.words)):
            raise ValueError(self.id)
        if any(not 0 <= start <= end <= self.size for start, end in self.deleted):
            raise ValueError(self.deleted)

    @property
    def live(self) -> int:
        """The number of passages that are not deleted."""
        return self.size - sum(end - start for start, end in self.deleted)

    def is_deleted(self, local: int) -> bool:
        """Whether a passage is deleted."""
        return any(start <= local < end for start, end in self.deleted)

    def deleted_ids(self) -> Iterator[int]:
        """The numbers of the deleted passages."""
        for start, end in self.deleted:
            yield from range(start, end)


class Segment:
    """Passages numbered from 0; deleted ones never come out of it but from `Rows`.

    `sums` are the checksums of its files; a segment that was written just now needs none.
    """

    def __init__(self, folder: Path, entry: SegmentEntry, sums: Mapping[str, FileSum] | None = None) -> None:
        self._folder = folder
        self._sums = sums
        self._prefix = f"{INDEX_NAME}_{entry.id}"
        self.entry = entry
        self._postings: Kept[tuple[str, str], tuple[PostingList | None]] = Kept(_DECODED)
        self._with_prefixes: dict[tuple[str, tuple[str, ...]], tuple[str, ...]] = {}
        self._rows: dict[str, Rows] = {}
        self._files: list[mmap.mmap | FileBytes] = []
        self._paths: dict[str, Path] = {}  # a search asks for each many times, and to make one takes µs
        self._grams: dict[str, Grams] = {}
        self._windows: dict[str, frozenset[int] | None] = {}
        self._lengths: dict[str, array[int]] = {}
        self._block: tuple[int, Block] | None = None

    def postings(self, field: str, term: str) -> PostingList | None:
        """The posting list of a term, deleted passages included, or None."""
        found = self._postings.get((field, term))
        if found is None:
            data = self.packed_postings(field, term) or b""
            with reading(self.path(".pst")):
                found = (PostingList(data) if data else None,)
            self._postings.put((field, term), found, _PER_BYTE * len(data) + _ENTRY)
        return found[0]

    def positions(self, field: str, term: str, local: int) -> Sequence[int]:
        """The positions of a term in a passage; none where it has not the term."""
        if "vectors" in self.__dict__:  # then its lists are soon decoded, or are still there from the search
            found: Sequence[int] = self.vectors.positions(field, term, local)
            return found
        postings = self.postings(field, term)
        return postings.positions(local) if postings is not None and local in postings else ()

    def frequency(self, field: str, term: str) -> int:
        """How many live passages have a term."""
        postings = self.postings(field, term)
        return 0 if postings is None else len(self.living(postings.ids)) if self._deleted else len(postings)

    def ids(self, field: str, term: str) -> Sequence[int]:
        """The live passages that have a term."""
        postings = self.postings(field, term)
        return self.living(postings.ids) if postings else ()

    def check(self) -> None:
        """Where the time for a search may be up, whoever takes long calls this; see `window`."""

    def first(self, ids: Sequence[int]) -> Sequence[int]:
        """Those of `ids` that are to be looked at: here all; see `window`."""
        return ids

    def living(self, ids: Iterable[int]) -> Sequence[int]:
        """Those of `ids` that are not deleted."""
        deleted = self._deleted
        return [number for number in ids if number not in deleted] if deleted else array("I", ids)

    def terms(self, field: str, prefix: str = "") -> Iterator[str]:
        """The terms of a field that begin with `prefix`, in order, those of deleted passages too."""
        with reading(self.path(".trm")):
            for term in self._terms.terms(field, prefix.encode("utf-8", "replace")):
                yield term.decode("utf-8")

    def terms_with(self, field: str, prefixes: tuple[str, ...]) -> tuple[str, ...]:
        """The terms of a field that begin with any of `prefixes`; the answer is kept, as a search asks again."""
        key = (field, prefixes)
        if key not in self._with_prefixes:
            self._with_prefixes[key] = tuple(
                term for prefix in prefixes for term in self.terms(field, prefix)
            )
        return self._with_prefixes[key]

    def walk(self) -> Iterator[tuple[str, bytes, PostingList, Span]]:
        """Every term with its field, its posting list, and where that lies (start and length in bytes)."""
        with reading(self.path(".trm")):
            terms = tuple(self._terms.items())
        for field, term, (offset, length) in terms:
            with reading(self.path(".pst")):
                postings = PostingList(self._posting_file[offset : offset + length])
            yield field, term, postings, (offset, length)

    @property
    def posting_bytes(self) -> int:
        """The size of all posting lists together."""
        return len(self._posting_file)

    def rows(self, name: str) -> Rows:
        """The rows of a field of the schema that has any."""
        return self._row_file(name, mapped=True)

    def chars(self, field: str) -> Rows:
        """The folded text of a field of each passage, in UTF-8."""
        return self._row_file(f"{field}_chars", mapped=field in GRAM_FIELDS and self.entry.size >= SCANNED)

    def grams(self, field: str) -> Grams | None:
        """What passages may have a run of characters in a field; None where the rows are soon scanned."""
        if field not in GRAM_FIELDS or self.entry.size < SCANNED:
            return None
        if field not in self._grams:
            with reading(self.path(f".{field}.grams")):
                self._grams[field] = Grams(self._content(f".{field}.grams", mapped=True))
        return self._grams[field]

    def with_windows(self, field: str) -> Set[int] | None:
        """The passages with windows behind a field; None where that is not known before they are read."""
        if field not in self._windows:
            grams = self.grams(field)
            found = grams.candidates(MARKER) if grams is not None else None
            self._windows[field] = None if found is None else frozenset(found)
        return self._windows[field]

    def cuts(self, field: str) -> Rows:
        """Where the words begin in `chars`, and where the last ends: bit `i` of a row for byte `i`."""
        return self._row_file(f"{field}_cuts", mapped=True)

    def row(self, name: str, local: int) -> bytes:
        """What the writer was given as the row of a passage."""
        return self.rows(name)[local]

    def passage(self, local: int) -> Passage:
        """A passage."""
        row = self.passage_row(local)
        with reading(self.path(".text_chars.col")):
            literal = text_of(self.chars("text")[local]).decode()
        with reading(self.path(f".{PASSAGE}.col")):
            return passage_from_bytes(row, literal)

    def passage_row(self, local: int) -> bytes:
        """The passage as it was given to the writer. The last block is kept, as neighbours are asked for together."""
        block = local // IN_A_BLOCK
        kept = self._block
        with reading(self.path(f".{PASSAGE}.col")):
            if kept is None or kept[0] != block:
                kept = self._block = block, Block(self.rows(PASSAGE)[block])
            return kept[1][local % IN_A_BLOCK]

    def with_id(self, id_: str) -> Iterator[int]:
        """The live passages of an id: one or none, in an index that is as it should be."""
        for local in self._keys.candidates(id_):
            if not self.entry.is_deleted(local) and id_of(self.passage_row(local)) == id_:
                yield local

    def lengths(self, field: str) -> array[int]:
        """The number of words in a field of each passage."""
        if field not in self._lengths:
            with reading(self.path(f".{field}{WORDS}")):
                content = bytes(self._content(f".{field}{WORDS}", mapped=False)[:])
                lengths = numbers_of(content[0], content[1:])
                if len(lengths) == 1:  # that of all
                    lengths *= self.entry.size
                if len(lengths) != self.entry.size:
                    raise ValueError(len(lengths))
            self._lengths[field] = lengths
        return self._lengths[field]

    def length(self, local: int, field: str) -> int:
        """The number of words in a field of a passage."""
        return self.lengths(field)[local]

    @cached_property
    def vectors(self) -> Any:
        """The segment as arrays of numpy (`arrays.vectors.Vectors`), which is imported only now."""
        from fumikura.engines.whoosh_engine.arrays.vectors import Vectors

        return Vectors(self)

    def close(self) -> None:
        """Let go of the files."""
        self.__dict__.pop("vectors", None)
        self._rows.clear()
        self._postings.clear()
        self._grams.clear()
        for name in ("_terms", "_keys", "_posting_file"):
            self.__dict__.pop(name, None)
        for file in self._files:
            file.close()
        self._files.clear()

    @cached_property
    def _deleted(self) -> frozenset[int]:
        return frozenset(self.entry.deleted_ids())

    @cached_property
    def _terms(self) -> TermTable:
        with reading(self.path(".trm")):
            return TermTable(self._content(".trm", mapped=True))

    @cached_property
    def _keys(self) -> Keys:
        with reading(self.path(KEYS)):
            keys = Keys(bytes(self._content(KEYS, mapped=False)[:]))
            if len(keys) != self.entry.size:
                raise ValueError(len(keys))
            return keys

    @cached_property
    def _posting_file(self) -> _Content:
        with reading(self.path(".pst")):
            return self._content(".pst", mapped=True)

    def path(self, ending: str) -> Path:
        """The file of the segment that ends so."""
        if ending not in self._paths:
            self._paths[ending] = self._folder / f"{self._prefix}{ending}"
        return self._paths[ending]

    def packed_postings(self, field: str, term: str) -> bytes | None:
        """The posting list of a term as it is kept, or None."""
        with reading(self.path(".trm")):
            extent = self._terms.get(field, term.encode("utf-8", "replace"))
        if extent is None:
            return None
        with reading(self.path(".pst")):
            return self._posting_file[extent.start : extent.start + extent.length]

    def _row_file(self, name: str, *, mapped: bool) -> Rows:
        if name not in self._rows:
            with reading(self.path(f".{name}.col")):
                self._rows[name] = Rows(self._content(f".{name}.col", mapped=mapped))
        return self._rows[name]

    def _content(self, ending: str, *, mapped: bool) -> _Content:
        """The bytes of a file, compared with their checksums: all at once, or of a mapped file as they are used."""
        path = self.path(ending)
        mapped = mapped and path.stat().st_size > 0
        reader = FileBytes(path) if mapped and CAN_READ else None
        data: bytes | mmap.mmap | FileBytes
        if not mapped:
            data = path.read_bytes()
        elif reader is not None and not ending.endswith(_IN_PLACE):
            data = reader
        else:
            with path.open("rb") as file:
                data = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
            self._files.append(data)
        if reader is not None:
            self._files.append(reader)
        if self._sums is None:
            return data
        checked = Checked(data, self._sums[path.name], path, reader)
        return checked if mapped else checked.whole()
