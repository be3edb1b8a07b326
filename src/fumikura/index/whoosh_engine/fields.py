"""A passage as the fields of the index: its terms, its folded texts, where their words begin, itself."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import Any, TypeAlias

from fumikura.analysis import Analysis, Analyzer, Role
from fumikura.analysis.second import second_readings
from fumikura.index.plan import SEARCHED
from fumikura.index.whoosh_engine.rows import pack_numbers
from fumikura.index.whoosh_engine.segment import PASSAGE
from fumikura.index.whoosh_engine.stored import passage_to_bytes
from fumikura.index.whoosh_engine.times import TIMES, TimeMaker
from fumikura.index.whoosh_engine.windows import bytes_before
from fumikura.models import Passage

__all__ = ["SEPARATOR", "FieldMaker", "prepare"]

SEPARATOR = "\x1f"
"""Parts a folded text where no run may go across: between headings of a path, and between glosses."""


_NOT_OF_THREE_BYTES = re.compile("[^\u0800-\uffff]")  # in UTF-8
_Searched: TypeAlias = "tuple[Mapping[str, Sequence[int]], bytes, bytes, int]"
_Window: TypeAlias = tuple[str, str, tuple[int, ...]]
"""A header, a piece of a folded text, and where words begin in it."""


def prepare(passages: Iterable[Passage]) -> list[dict[str, Any]]:
    """The fields of the passages of a file, as a process that works for another makes them."""
    maker = FieldMaker(_analyzer())
    return [maker.fields(passage) for passage in passages]


@cache
def _analyzer() -> Analyzer:
    return Analyzer()


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
            PASSAGE: passage_to_bytes(passage),
        }
        texts = {
            "text": (passage.text,), "title": (passage.title,),
            "section": passage.section, "glosses": passage.glosses,
        }  # fmt: skip
        lengths: list[int] = []
        for name in SEARCHED:
            terms, chars, cuts, length = self._searched(name, texts[name])
            fields |= {name: terms, f"{name}_chars": chars, f"{name}_cuts": cuts}
            lengths.append(length)
        fields["lengths"] = pack_numbers(lengths)
        self.meet(fields)
        analyses = {name: self._last[name][1] for name in SEARCHED}
        fields[TIMES] = self._times.postings(passage, analyses)
        return fields

    def meet(self, fields: Mapping[str, Any]) -> None:
        """Take note of the terms of a passage."""
        for name in SEARCHED:
            self.terms.update(fields[name])

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


def _searched(parts: Sequence[Analysis], windows: Iterable[_Window] = ()) -> _Searched:
    """Terms with positions, folded text, starts of words and number of words of a field given in parts.

    A separator is a token of its own, so that words of two parts never stand together. Windows come last, so
    that the words of the text keep their positions.
    """
    function = Role.FUNCTION  # looked up once: this is the innermost loop of building
    terms: dict[str, list[int]] = {}
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
        for place, (_, term, role) in enumerate(part.entries, position):
            if role is not function:
                length += 1
                if term in terms:
                    terms[term].append(place)
                else:
                    terms[term] = [place]
        chars.append(data)
        position, at = position + len(part.entries), at + len(data)
    starts.append(at)
    for header, text, inside in windows:
        chars += [header.encode(), text.encode()]
        at += len(header)
        places = bytes_before(text, inside)
        starts += [at + places[start] for start in inside]
        at += len(chars[-1])
        starts.append(at)
    return terms, b"".join(chars), _bits(starts), length


def _chars_and_starts(part: Analysis) -> tuple[bytes, list[int]]:
    """The folded text in UTF-8, and where each token begins in it, in bytes."""
    text = part.literal.text
    data = text.encode()
    if len(data) == len(text):
        return data, list(part.starts)
    places: list[int] = []
    begin = shift = 0
    # Nearly all characters have three bytes: what the others have less, or more, is added up.
    for match in _NOT_OF_THREE_BYTES.finditer(text):
        end = bisect_right(part.starts, match.start(), begin)
        if end > begin:
            places += [3 * start + shift for start in part.starts[begin:end]]
            begin = end
        shift += len(match[0].encode()) - 3
    return data, places + [3 * start + shift for start in part.starts[begin:]]


def _bits(starts: list[int]) -> bytes:
    size = starts[-1] + 1
    digits = bytearray(b"0") * size  # the last bit first, as a number is written
    for start in starts:
        digits[~start] = 49
    return int(digits, 2).to_bytes((size + 7) // 8, "little")
