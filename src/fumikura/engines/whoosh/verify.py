"""Verifies an index: every byte, posting and passage is compared with what its passages would be indexed as.

Checksums show that files are as they were written; this shows that what was written is right. Each passage is analysed
again, and the sum of the hashes of its postings is compared, so that a segment of any size takes little memory.
"""

from __future__ import annotations

import hashlib
import itertools
from array import array
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from fumikura.engines.protocol import FileRecord
from fumikura.engines.snapshots.generations import Generation, faults_of_generation, faults_of_previous
from fumikura.engines.verification import differing_fields, faults_of_counts, first_faults
from fumikura.engines.whoosh.lexicon import open_lexicon
from fumikura.engines.whoosh.passages import Passages
from fumikura.engines.whoosh.schema import make_schema, positions_value
from fumikura.engines.whoosh.segment import Segment
from fumikura.engines.whoosh.segment_writer import IndexedPassage
from fumikura.engines.whoosh.writer import document_of
from fumikura.errors import IndexDamagedError
from fumikura.matching.view import PassageView, ViewMaker
from fumikura.messages import Coded, Message
from fumikura.plan.nodes import SEARCHED
from fumikura.text import Analyzer
from fumikura.text.vocabulary import Vocabulary

_HASHES = (1 << 64) - 1


def faults_of_index(
    folder: Path,
    generation: Generation,
    passages: Passages,
    files: Mapping[str, FileRecord],
    progress: Callable[[int, int], None] | None = None,
) -> tuple[Coded, ...]:
    """The faults of an index. Files that are not as they were written are not looked into."""
    faults: list[Coded] = [*faults_of_generation(generation), *faults_of_previous(folder, generation)]
    if faults:
        return tuple(faults)
    done = itertools.count(1)
    try:
        if not _is_sane(generation):
            return (Message("index.fault-manifest"),)
        lexicon = open_lexicon(generation)
        lexicon.walk()
        walk = _Walk(ViewMaker(Analyzer(), Vocabulary(lexicon.entries())), lexicon.lengths)
        for segment in passages.segments:
            found = walk.faults(segment, lambda: progress(next(done), passages.size) if progress else None)
            faults += first_faults(found)
        faults += [] if faults else _faults_of_counts(passages, files)
    except IndexDamagedError as error:
        faults.append(error)
    except Exception as error:  # what Whoosh and the unpickler raise have no root in common
        faults.append(Message("index.fault-nonsense", kind=type(error).__name__))
    return tuple(faults)


def _is_sane(generation: Generation) -> bool:
    """Whether the other values of the manifest are of the right types."""
    names = generation.manifest.get("lexicon", {})
    texts = [generation.manifest["committed"], generation.manifest.get("corpus", ""), *names.values()]
    return all(isinstance(text, str) for text in texts) and generation.sums.keys() >= set(names.values())


def _faults_of_counts(passages: Passages, files: Mapping[str, FileRecord]) -> Iterator[Coded]:
    ids: Counter[bytes] = Counter()
    for segment in passages.segments:
        column = segment.ids()
        ids.update(column[row] for row in range(segment.size) if row not in segment.deleted)
    sources = {source: len(numbers) for source, numbers in passages.values("source").items()}
    return faults_of_counts({id_.decode("utf-8", "replace"): ids[id_] for id_ in ids}, sources, files)


class _Walk:
    """Compares the passages of segments with what they would be indexed as."""

    def __init__(self, maker: ViewMaker, lengths: Mapping[str, int]) -> None:
        self._maker = maker
        self._lengths = lengths
        self._fields = {name: field for name, field in make_schema().items() if field.indexed}

    def faults(self, segment: Segment, progress: Callable[[], object]) -> Iterator[Coded]:
        """The faults of a segment. `progress` is called after each passage.

        One that is deleted may never have been whole: something failed while it was written.
        """
        found = self._postings(segment)
        for row in range(segment.size):
            if row in segment.deleted:
                progress()
                continue
            passage = segment.passage(row)
            view = self._maker.view(passage)
            expected = self._postings_of(document_of(passage, view), view)
            lengths = {name: segment.lengths(name)[row] for name in SEARCHED}
            there = segment.view(row, "", self._lengths)
            wrong = [*differing_fields(there, view, lengths), *self._wrong_postings(expected, row, found)]
            if segment.ids()[row] != passage.id.encode("utf-8", "surrogatepass"):
                wrong.append("id")
            for name in wrong:
                yield Message("index.fault-passage", id=passage.id, field=name)
            progress()

    def _postings(self, segment: Segment) -> Mapping[str, array[int]]:
        """For each field, the sum of the hashes of the postings of each passage, deleted ones too."""
        sums = {name: array("Q", bytes(8 * segment.size)) for name in self._fields}
        for name, term in segment.reader.all_terms():
            matcher = segment.reader.postings(name, term)
            if segment.deleted:
                # The matcher around it has already skipped deleted passages at the beginning.
                matcher = matcher.child
                matcher.reset()
            hashes, last = sums[name], -1
            while matcher.is_active():
                row = matcher.id()
                if not last < row < segment.size:
                    raise IndexDamagedError("index.fault-postings", term=term, field=name)
                last = row
                hashes[row] = (hashes[row] + _hash(term, matcher.weight(), matcher.value())) & _HASHES
                matcher.next()
        return sums

    def _postings_of(self, made: IndexedPassage, view: PassageView) -> Mapping[str, int]:
        """For each field, the sum of the hashes of the postings that a passage is to have."""
        sums = {
            name: sum(
                _hash(term, weight, value) for term, _, weight, value in self._fields[name].index(given)
            )
            for name, given in made.exact.items()
        }
        for name, field in view.fields.items():
            terms = self._maker.indexed_terms(field).items()
            sums[name] = sum(
                _hash(term.encode("utf-8", "replace"), len(places), positions_value(places))
                for term, places in terms
            )
        return sums

    def _wrong_postings(
        self, expected: Mapping[str, int], row: int, found: Mapping[str, array[int]]
    ) -> Iterator[str]:
        return (name for name in self._fields if found[name][row] != expected.get(name, 0) & _HASHES)


def _hash(term: bytes, weight: float, value: bytes | None) -> int:
    data = b"%b\0%d\0%b" % (term, int(weight), value or b"")
    return int.from_bytes(hashlib.blake2b(data, digest_size=8).digest())
