"""The lexicon of an index: the entries of tokens, definitions, readings.

Its files lie beside those of Whoosh, which has no place for what belongs to no passage. A word may stay after its last
passage was deleted; that does no harm, as searches look it up in the postings.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from pathlib import Path

from fumikura.deadline import NEVER, Deadline
from fumikura.engines.index_words import MOST_TERMS, similar_words_in, words_read_as
from fumikura.engines.serialization import defined_names, definition_to_text, definitions_from_texts
from fumikura.engines.snapshots.checksums import CheckedBytes, FileChecksum
from fumikura.engines.snapshots.error_mapping import map_read_errors
from fumikura.engines.snapshots.generations import MANIFEST, Generation
from fumikura.engines.whoosh.passages import Passages
from fumikura.engines.whoosh.sorted_lines import SortedLines
from fumikura.matching.edit_distance import pieces
from fumikura.matching.occurrences import Matcher
from fumikura.models import Definition, file_of
from fumikura.plan.nodes import SEARCHED
from fumikura.text import fold, typed_forms
from fumikura.text.tokens import Entry
from fumikura.text.vocabulary import Vocabulary, char_of, entry_to_line, line_to_entry, number_of

_FILES = _DEFINITIONS, _READINGS, _ENTRIES, _TERMS = "definitions", "readings", "entries", "terms"
_REMEMBERED = 10_000


class LexiconFiles:
    """Reads the files. `names` are those of a generation, by their content; `sums` are their checksums."""

    def __init__(self, folder: Path, names: Mapping[str, str], sums: Mapping[str, FileChecksum]) -> None:
        self._folder = folder
        self._names = names
        # Who writes a manifest may write anything for a name.
        self._paths = {what: folder / str(names.get(what, "")) for what in _FILES}
        self._sums = sums
        self._defined: dict[str | None, tuple[Definition, ...]] = {}
        self._chars: dict[str, str] = {}
        self.lengths: Mapping[str, int] = _Lengths(self)

    def entry(self, char: str) -> Entry:
        """The entry of a token, by its character."""
        with map_read_errors(self._paths[_ENTRIES]):
            return line_to_entry(self.lines[number_of(char)].decode("utf-8"))

    def entries(self) -> Iterator[Entry]:
        """All entries, in the order of their numbers."""
        with map_read_errors(self._paths[_ENTRIES]):
            yield from (line_to_entry(line.decode("utf-8")) for line in self.lines)

    def chars_of(self, term: str) -> str:
        """The tokens with a term, a character for each."""
        found = self._chars.get(term)
        if found is None:
            with map_read_errors(self._paths[_TERMS]):
                found = "".join(char_of(int(number)) for number in self.all_terms.get(term))
            if len(self._chars) >= _REMEMBERED:
                self._chars.clear()
            self._chars[term] = found
        return found

    def definitions(self, name: str | None = None) -> tuple[Definition, ...]:
        """The definitions of a name, short or long, in any form of writing; all definitions for None."""
        key = None if name is None else fold(name).text
        if key not in self._defined:
            if len(self._defined) >= _REMEMBERED:
                self._defined.clear()
            with map_read_errors(self._paths[_DEFINITIONS]):
                lines = (
                    self._definitions.get(key)
                    if key
                    else (value for _, value in self._definitions if key is None)
                )
                self._defined[key] = definitions_from_texts(lines)
        return self._defined[key]

    def terms_read_as(self, kana: str) -> tuple[str, ...]:
        """The terms that are read as `kana`, in hiragana."""
        return tuple(self.all_readings.get(kana)) if kana else ()

    def walk(self) -> None:
        """Read everything. Raises IndexDamagedError, or any exception, where it makes no sense."""
        self.definitions()
        for kana, term in self.all_readings:
            if not kana or not term:
                raise ValueError(kana)
        expected = {(entry.term, str(number)) for number, entry in enumerate(self.entries()) if entry.indexed}
        if expected != set(self.all_terms):
            raise ValueError(_TERMS)

    @cached_property
    def all_readings(self) -> SortedLines:
        """The terms by their readings."""
        return SortedLines(self._content(_READINGS))

    @cached_property
    def all_terms(self) -> SortedLines:
        """The numbers of entries by their terms."""
        return SortedLines(self._content(_TERMS))

    @cached_property
    def lines(self) -> Sequence[bytes]:
        """All entries, a line each, in the order of their numbers."""
        content = self._content(_ENTRIES)
        with map_read_errors(self._paths[_ENTRIES]):
            return zlib.decompress(content).split(b"\n")[:-1] if content else ()

    @cached_property
    def _definitions(self) -> SortedLines:
        return SortedLines(self._content(_DEFINITIONS))

    def _content(self, what: str) -> bytes:
        name = self._names.get(what)
        if name is None:
            return b""
        with map_read_errors(self._folder / name):
            path = self._folder / name
            return CheckedBytes(path.read_bytes(), self._sums[name], path)[:]


class _Lengths(dict[str, int]):
    """The length of each token in code points, by its character."""

    def __init__(self, files: LexiconFiles) -> None:
        super().__init__()
        self._files = files

    def __missing__(self, char: str) -> int:
        length = self[char] = self._files.entry(char).length
        return length


def open_lexicon(generation: Generation) -> LexiconFiles:
    """The lexicon of a generation. Raises IndexDamagedError."""
    with map_read_errors(generation.path / MANIFEST):
        return LexiconFiles(generation.path, dict(generation.manifest.get("lexicon", {})), generation.sums)


class WhooshLexicon:
    """See `protocol.Lexicon`."""

    def __init__(self, files: LexiconFiles, passages: Passages) -> None:
        self._files = files
        self._passages = passages
        self._read: dict[tuple[str, int], tuple[tuple[str, ...], ...]] = {}
        self._matcher = Matcher(files.chars_of)

    def definitions(self, name: str | None = None) -> tuple[Definition, ...]:
        """The definitions of a name, short or long, in any form of writing; all definitions for None."""
        return self._files.definitions(name)

    def read_as(self, kana: str, most_terms: int = MOST_TERMS) -> tuple[tuple[str, ...], ...]:
        """See `index_words.words_read_as`."""
        key = kana, most_terms
        if key not in self._read:
            if len(self._read) >= _REMEMBERED:
                self._read.clear()
            self._read[key] = words_read_as(kana, most_terms, self._files.terms_read_as, self._number_of)
        return self._read[key]

    def similar_words(
        self, word: str, distance: int, deadline: Deadline = NEVER
    ) -> tuple[tuple[str, int], ...]:
        """See `index_words.similar_words_in`."""
        views = map(self._passages.view, self._similar_candidates(word, distance))
        return similar_words_in(views, word, distance, deadline)

    def _similar_candidates(self, word: str, distance: int) -> Iterator[int]:
        """The passages with a part of the word that any similar word shares."""
        numbers: set[int] = set()
        for field in SEARCHED:
            for _, piece in pieces(word, distance):
                for number, _ in self._passages.scan(field, (piece,), None, self._passages.size):
                    if number not in numbers:
                        numbers.add(number)
                        yield number

    def _number_of(self, terms: tuple[str, ...]) -> int:
        """The passages in which terms stand together."""
        return len(self._passages.word_hits(tuple(enumerate(terms)), SEARCHED, self._matcher).numbers)


class LexiconWriter:
    """Writes the lexicon that follows `before`. `vocabulary` begins with the old entries and grows."""

    def __init__(self, before: LexiconFiles | None) -> None:
        self._before = before
        self._gone: set[str] = set()
        self._defined: dict[str, tuple[Definition, ...]] = {}
        self.vocabulary = Vocabulary(before.entries() if before else ())

    def forget(self, source: str) -> None:
        """Remove the definitions of a file."""
        self._gone.add(source)
        self._defined.pop(source, None)

    def define(self, source: str, definitions: Iterable[Definition]) -> None:
        """Set the definitions of a file."""
        self.forget(source)
        self._defined[source] = tuple(definitions)

    def write(self, folder: Path) -> dict[str, str]:
        """Write the files into the folder of a generation; their names, by their content."""
        before = self._before
        known = before.lines if before else ()
        new = self.vocabulary.entries[len(known) :]
        lines = (*known, *(entry_to_line(entry).encode("utf-8", "replace") for entry in new), b"")
        terms = ((entry.term, str(number)) for number, entry in enumerate(new, len(known)) if entry.indexed)
        contents = {
            _DEFINITIONS: SortedLines().packed_with(self._definition_lines()),
            _READINGS: (before.all_readings if before else SortedLines()).packed_with(
                self._new_readings(new)
            ),
            _ENTRIES: zlib.compress(b"\n".join(lines), 1),
            _TERMS: (before.all_terms if before else SortedLines()).packed_with(terms),
        }
        names: dict[str, str] = {}
        for what, content in contents.items():
            # Each generation has names of its own: writing over a link would change the file of the generation before.
            names[what] = f"{what}-{folder.name}.bin"
            (folder / names[what]).write_bytes(content)
        return names

    def _definition_lines(self) -> Iterator[tuple[str, str]]:
        before = self._before.definitions() if self._before else ()
        kept = [each for each in before if file_of(each.source, self._gone) not in self._gone]
        for definition in (*kept, *(each for found in self._defined.values() for each in found)):
            value = definition_to_text(definition)
            for key in defined_names(definition):
                yield key.replace("\t", " "), value

    def _new_readings(self, new: Sequence[Entry]) -> Iterator[tuple[str, str]]:
        terms = {entry.term for entry in new if entry.indexed}
        return typed_forms(
            sorted(term for term in terms if not (self._before and self._before.chars_of(term)))
        )
