"""A passage as the fields of the index: its terms, its folded texts, where their words begin, itself."""

from __future__ import annotations

import json
import zlib
from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import accumulate, pairwise
from typing import Any, TypeAlias

from fumikura.analysis import Analysis, Analyzer, Role
from fumikura.analysis.second import second_readings
from fumikura.index.plan import SEARCHED
from fumikura.index.whoosh_engine.rows import pack_numbers
from fumikura.index.whoosh_engine.times import TIMES, TimeMaker
from fumikura.models import PASSAGE_FIELDS, Passage

__all__ = ["SEPARATOR", "FieldMaker", "passage_from_bytes"]

SEPARATOR = "\x1f"
"""Parts a folded text where no run may go across: between headings of a path, and between glosses."""


_Searched: TypeAlias = "tuple[Mapping[str, array[int]], bytes, bytes, int]"
_Window: TypeAlias = tuple[str, str, tuple[int, ...]]
"""A header, a piece of a folded text, and where words begin in it."""


class FieldMaker:
    """Makes the fields of passages. Titles and headings are the same for many passages running: kept once made."""

    def __init__(self, analyzer: Analyzer) -> None:
        self._analyzer = analyzer
        self._last: dict[str, tuple[tuple[str, ...], list[Analysis], _Searched]] = {}
        self._times = TimeMaker()
        self.terms: set[str] = set()
        """The terms of all passages so far."""

    def fields(self, passage: Passage) -> dict[str, Any]:
        """The fields of `passage` for Whoosh's `add_document`, by the names of the schema."""
        fields: dict[str, Any] = {
            "id": passage.id,
            "document": passage.document,
            "source": passage.source,
            "doc_type": passage.doc_type,
            "meeting": passage.meeting,
            "side": passage.side,
            "kind": passage.kind,
            "year": "" if passage.year is None else str(passage.year),
            "date": passage.date,
            "passage": _passage_bytes(passage),
        }
        texts = {
            "text": (passage.text,), "title": (passage.title,),
            "section": passage.section, "glosses": passage.glosses,
        }  # fmt: skip
        lengths: list[int] = []
        for name in SEARCHED:
            terms, chars, cuts, length = self._searched(name, texts[name])
            fields |= {name: terms, f"{name}_chars": chars, f"{name}_cuts": cuts}
            self.terms.update(terms)
            lengths.append(length)
        fields["lengths"] = pack_numbers(lengths)
        analyses = {name: self._last[name][1] for name in SEARCHED}
        fields[TIMES] = self._times.postings(passage, analyses)
        return fields

    def _searched(self, name: str, parts: tuple[str, ...]) -> _Searched:
        last = self._last.get(name)
        if last is None or last[0] != parts:
            given = [part for part in parts if part]
            analyses = [self._analyzer.analyze(part) for part in given]
            windows = [window for part in given for window in self._windows(part)]
            last = self._last[name] = parts, analyses, _searched(analyses, windows)
        return last[2]

    def _windows(self, text: str) -> Iterator[_Window]:
        """The windows of the second readings of a text, with where words begin in each."""
        for second in second_readings(text):
            starts = self._analyzer.analyze(second.text).starts
            for header, (begin, stop) in second.windows():
                inside = (start - begin for start in starts if begin <= start < stop)
                yield header, second.literal.text[begin:stop], tuple(inside)


def passage_from_bytes(data: bytes) -> Passage:
    """The passage that was indexed. Its terminator may be part of `data`."""
    values = dict(zip(PASSAGE_FIELDS, json.loads(zlib.decompress(data)), strict=True))
    for name in ("section", "glosses", "lines"):
        values[name] = tuple(values[name])
    return Passage(**values)


def _passage_bytes(passage: Passage) -> bytes:
    # Not ASCII only, but lone surrogates must survive: JSON escapes those that UTF-8 can't carry.
    values = [getattr(passage, name) for name in PASSAGE_FIELDS]
    try:
        data = json.dumps(values, ensure_ascii=False, separators=(",", ":")).encode()
    except UnicodeEncodeError:
        data = json.dumps(values, separators=(",", ":")).encode()
    return zlib.compress(data, 6)


def _searched(parts: Sequence[Analysis], windows: Iterable[_Window] = ()) -> _Searched:
    """Terms with positions, folded text, starts of words and number of words of a field given in parts.

    A separator is a token of its own, so that words of two parts never stand together. Windows come last, so
    that the words of the text keep their positions.
    """
    terms: dict[str, array[int]] = {}
    chars: list[bytes] = []
    starts: list[int] = []
    length = position = at = 0
    for index, part in enumerate(parts):
        if index:
            chars.append(SEPARATOR.encode())
            starts.append(at)
            position, at = position + 1, at + 1
        data, part_starts = _chars_and_starts(part)
        starts += [at + start for start in part_starts]
        for offset, made in enumerate(part.entries):
            if made.role is not Role.FUNCTION:
                terms.setdefault(made.term, array("I")).append(position + offset)
                length += 1
        chars.append(data)
        position, at = position + len(part.entries), at + len(data)
    starts.append(at)
    for header, text, inside in windows:
        chars += [header.encode(), text.encode()]
        at += len(header)
        starts += [at + len(text[:start].encode()) for start in inside]
        at += len(chars[-1])
        starts.append(at)
    return terms, b"".join(chars), _bits(starts), length


def _chars_and_starts(part: Analysis) -> tuple[bytes, list[int]]:
    """The folded text in UTF-8, and where each token begins in it, in bytes."""
    text = part.literal.text
    data = text.encode()
    if len(data) == len(text):
        return data, list(part.starts)
    # What lies between two starts is the token with whatever MeCab left out after it.
    edges = [0, *part.starts, len(text)]
    sizes = (len(text[start:end].encode()) for start, end in pairwise(edges))
    return data, list(accumulate(sizes))[:-1]


def _bits(starts: list[int]) -> bytes:
    bits = bytearray(starts[-1] // 8 + 1)
    for start in starts:
        bits[start >> 3] |= 1 << (start & 7)
    return bytes(bits)
