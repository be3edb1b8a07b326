"""Walks an index, every byte, posting and passage, and says where it is not what its passages would be indexed as.

The checksums tell that the files are what was written; the walk tells that what was written is right. Each passage is
analysed anew, and the sum of the hashes of its postings compared, so that a segment of any size takes little memory.
"""

from __future__ import annotations

import hashlib
import itertools
from array import array
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import astuple
from itertools import pairwise
from pathlib import Path

from fumikura.engines.protocol import FileRecord
from fumikura.engines.snapshots.failures import NONSENSE
from fumikura.engines.snapshots.generations import Generation, faults_of_generation, faults_of_previous
from fumikura.engines.whoosh_engine.batch import Batch, Occurrences
from fumikura.engines.whoosh_engine.fields import FieldMaker
from fumikura.engines.whoosh_engine.grams import pack_grams
from fumikura.engines.whoosh_engine.keys import hashes_of, pack_keys
from fumikura.engines.whoosh_engine.lexicon import lexicon_of
from fumikura.engines.whoosh_engine.segment import GRAM_FIELDS, KEYS, Segment
from fumikura.engines.whoosh_engine.stored import id_of
from fumikura.errors import IndexDamagedError
from fumikura.messages import Coded, Message
from fumikura.models import file_of
from fumikura.plan.nodes import SEARCHED
from fumikura.text import Analyzer

__all__ = ["faults_of_index", "faults_of_segment"]

_HASHES = (1 << 64) - 1
_FEW = 5
_TOGETHER = 1_000


def faults_of_index(
    folder: Path,
    generation: Generation,
    segments: Sequence[Segment],
    files: Mapping[str, FileRecord],
    progress: Callable[[int, int], None] | None = None,
) -> tuple[Coded, ...]:
    """The faults. Where the files are not what was written there is no sense in walking them."""
    faults: list[Coded] = [*faults_of_generation(generation), *faults_of_previous(folder, generation)]
    if faults:
        return tuple(faults)
    maker, done = FieldMaker(Analyzer()), itertools.count(1)
    total = sum(segment.entry.size for segment in segments)
    try:
        if not _is_sane(generation, segments, files):
            return (Message("index.fault-manifest"),)
        lexicon_of(generation).walk()
        for segment in segments:
            faults += faults_of_segment(
                segment, maker, lambda: progress(next(done), total) if progress else None
            )
        faults += [] if faults else _faults_of_counts(segments, files)
    except IndexDamagedError as error:
        faults.append(error)
    except NONSENSE as error:
        faults.append(Message("index.fault-nonsense", kind=type(error).__name__))
    return tuple(faults)


def _is_sane(generation: Generation, segments: Sequence[Segment], files: Mapping[str, FileRecord]) -> bool:
    """Whether what the manifest says of segments and files, beside the sums, is of the types that it should be."""
    names = generation.manifest.get("lexicon", {})
    texts = [generation.manifest["committed"], generation.manifest.get("corpus", "")]
    texts += [*names.values(), *(file.fingerprint for file in files.values())]
    texts += [
        text
        for file in files.values()
        for each in file.documents
        for text in astuple(each)
        if text != each.lines
    ]
    lines = [line for file in files.values() for each in file.documents for line in each.lines]
    counts = [file.passages for file in files.values()]
    counts += [number for segment in segments for number in (segment.entry.size, *segment.entry.words)]
    return (
        all(isinstance(text, str) for text in (*texts, *files))
        and generation.sums.keys() >= set(names.values())
        and all(type(number) is int for number in (*counts, *lines))
        and all(len(segment.entry.words) == len(SEARCHED) for segment in segments)
    )


def _faults_of_counts(segments: Sequence[Segment], files: Mapping[str, FileRecord]) -> Iterator[Coded]:
    ids: Counter[str] = Counter()
    sources: Counter[str] = Counter()
    for segment in segments:
        living = segment.living(range(segment.entry.size))
        ids.update(id_of(segment.passage_row(local)) for local in living)
        for term in segment.terms("source"):
            sources[file_of(term, files)] += len(segment.ids("source", term))
    for id_, number in ids.items():
        if number > 1:
            yield Message("index.fault-id", id=id_, passages=number)
    for source in sorted(files.keys() | {source for source in sources if sources[source]}):
        expected = files[source].passages if source in files else 0
        if sources[source] != expected:
            yield Message("index.fault-count", source=source, found=sources[source], expected=expected)


def faults_of_segment(segment: Segment, maker: FieldMaker, progress: Callable[[], object]) -> Iterator[Coded]:
    """The faults, summed up after a few. `progress` is called after each passage."""
    try:
        found = _postings(segment)
        yield from _few(_faults_of_passages(segment, maker, found, progress))
        yield from _faults_of_grams(segment)
    except IndexDamagedError as error:
        yield error


def _few(faults: Iterator[Coded]) -> Iterator[Coded]:
    number = 0
    for number, fault in enumerate(faults, start=1):
        if number <= _FEW:
            yield fault
    if number > _FEW:
        yield Message("index.fault-more", number=number - _FEW)


def _postings(segment: Segment) -> dict[str, array[int]]:
    """For each field, the sum of the hashes of the postings of each passage. Raises IndexDamagedError."""
    sums: dict[str, array[int]] = {}
    extents: list[tuple[int, int]] = []
    size = segment.entry.size
    for field, term, postings, extent in segment.walk():
        extents.append(extent)
        if field not in sums:
            sums[field] = array("Q", bytes(8 * size))
        hashes = sums[field]
        if not postings.ids or postings.ids[-1] >= size or any(a >= b for a, b in pairwise(postings.ids)):
            raise IndexDamagedError("index.fault-postings", term=term, field=field)
        for local in postings.ids:
            positions = postings.positions(local)
            if any(a >= b for a, b in pairwise(positions)):
                raise IndexDamagedError("index.fault-order", term=term, field=field)
            hashes[local] = (hashes[local] + _hash(term, positions)) & _HASHES
    at = 0
    for start, length in sorted(extents):
        if start != at:
            raise IndexDamagedError("index.fault-no-term", place=at, segment=segment.entry.id)
        at = start + length
    if at != segment.posting_bytes:
        raise IndexDamagedError("index.fault-no-term", place=at, segment=segment.entry.id)
    return sums


def _faults_of_passages(
    segment: Segment, maker: FieldMaker, found: Mapping[str, array[int]], progress: Callable[[], object]
) -> Iterator[Coded]:
    ids: list[str] = []
    for first in range(0, segment.entry.size, _TOGETHER):
        numbers = range(first, min(first + _TOGETHER, segment.entry.size))
        batch = maker.batch([segment.passage(local) for local in numbers])
        ids += batch.ids
        wrong = [*_wrong_rows(segment, batch, numbers), *_wrong_postings(batch, numbers, found)]
        for local, name in sorted(set(wrong)):
            yield Message("index.fault-passage", id=batch.ids[local - first], field=name)
        for _ in numbers:
            progress()
    if pack_keys(hashes_of(ids)) != segment.path(KEYS).read_bytes():
        yield Message("index.fault-ids", segment=segment.path(KEYS).name)


def _wrong_rows(segment: Segment, batch: Batch, numbers: range) -> Iterator[tuple[int, str]]:
    """The passages, with the name of a column or a field, whose rows or numbers of words are not those of a batch."""
    for name, made in batch.rows.items():
        rows = segment.rows(name)
        if rows.slice(numbers.start, numbers.stop) != made.data:
            for index, local in enumerate(numbers):
                if rows[local] != made.row(index):
                    yield local, name
    for field, words in batch.words.items():
        lengths = segment.lengths(field)[numbers.start : numbers.stop].tolist()
        there = zip(numbers, lengths, words.tolist(), strict=True)
        yield from ((local, field) for local, length, expected in there if length != expected)


def _wrong_postings(
    batch: Batch, numbers: range, found: Mapping[str, array[int]]
) -> Iterator[tuple[int, str]]:
    """The passages, with the name of a field, whose postings are not those of a batch."""
    for field, occurrences in batch.occurrences.items():
        expected = _expected(occurrences, len(numbers))
        there = found.get(field)
        for index, local in enumerate(numbers):
            if expected[index] != (there[local] if there else 0):
                yield local, field


def _faults_of_grams(segment: Segment) -> Iterator[Coded]:
    """The lists of characters are made anew from the texts, which were compared with the passages."""
    for field in GRAM_FIELDS:
        if segment.grams(field) is not None:
            rows, path = segment.chars(field), segment.path(f".{field}.grams")
            if pack_grams(rows) != path.read_bytes():
                yield Message("index.fault-grams", segment=path.name)


def _expected(occurrences: Occurrences, size: int) -> list[int]:
    """For each of `size` passages the sum of the hashes of its postings."""
    sums = [0] * size
    pairs = zip(occurrences.passages.tolist(), occurrences.numbers.tolist(), strict=True)
    postings: dict[tuple[int, int], list[int]] = {}
    if occurrences.positions is None:
        postings = {pair: [] for pair in pairs}
    else:
        for pair, place in zip(pairs, occurrences.positions.tolist(), strict=True):
            postings.setdefault(pair, []).append(place)
    terms = [term.encode("utf-8", "replace") for term in occurrences.terms]
    for (passage, number), positions in postings.items():
        sums[passage] = (sums[passage] + _hash(terms[number], positions)) & _HASHES
    return sums


def _hash(term: bytes, positions: Sequence[int]) -> int:
    data = term + b"\0" + array("I", positions).tobytes()
    return int.from_bytes(hashlib.blake2b(data, digest_size=8).digest())
