"""What an index knows of words besides its postings: the names that its documents define, and how words are read.

Two files of a generation, since both are looked up by the few words of a query, and Whoosh has no place for what belongs
to no passage. A word whose last passage is gone may stay in the readings until the index is built anew: what a search
finds by it is looked up in the postings.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from pathlib import Path

from fumikura.engines.snapshots.checksums import Checked, FileSum
from fumikura.engines.snapshots.failures import reading
from fumikura.engines.snapshots.generations import MANIFEST, Generation
from fumikura.engines.snapshots.sorted_lines import Lines
from fumikura.models import Definition, file_of
from fumikura.text import fold, readings_of

__all__ = ["Lexicon", "LexiconWriter", "lexicon_of"]

_DEFINITIONS = "definitions"
_READINGS = "readings"
_REMEMBERED = 10_000


class Lexicon:
    """The reader: `names` are the files of a generation, by what they hold; `sums` their checksums."""

    def __init__(self, folder: Path, names: Mapping[str, str], sums: Mapping[str, FileSum]) -> None:
        self._folder = folder
        self._names = names
        self._sums = sums
        self._defined: dict[str, tuple[Definition, ...]] = {}

    def definitions_of(self, name: str) -> tuple[Definition, ...]:
        """The definitions in which a name is the short one or the long one, in any form of writing."""
        key = fold(name).text
        if not key:
            return ()
        found = self._defined.get(key)
        if found is None:
            with reading(self._folder / self._names.get(_DEFINITIONS, "")):
                found = tuple(map(_definition, self._definitions.get(key)))
            if len(self._defined) >= _REMEMBERED:
                self._defined.clear()
            self._defined[key] = found
        return found

    def definitions(self) -> tuple[Definition, ...]:
        """All definitions, in the order of their sources and lines."""
        with reading(self._folder / self._names.get(_DEFINITIONS, "")):
            found = {_definition(value) for _, value in self._definitions}
        return tuple(sorted(found, key=lambda each: (each.source, each.lines, each.passage, each.short)))

    def terms_read_as(self, kana: str) -> tuple[str, ...]:
        """The terms that are read as `kana`, in hiragana."""
        return tuple(self._readings.get(kana)) if kana else ()

    def walk(self) -> None:
        """Read all of it. Raises IndexDamagedError, or what reading raises, where it makes no sense."""
        self.definitions()
        for kana, term in self._readings:
            if not kana or not term:
                raise ValueError(kana)

    @cached_property
    def _definitions(self) -> Lines:
        return self._lines(_DEFINITIONS)

    @cached_property
    def _readings(self) -> Lines:
        return self._lines(_READINGS)

    def _lines(self, what: str) -> Lines:
        name = self._names.get(what)
        if name is None:
            return Lines()
        path = self._folder / name
        with reading(path):
            return Lines(Checked(path.read_bytes(), self._sums[name], path).whole())


def lexicon_of(generation: Generation) -> Lexicon:
    """The lexicon of a generation. Raises IndexDamagedError."""
    with reading(generation.path / MANIFEST):
        return Lexicon(generation.path, dict(generation.manifest.get("lexicon", {})), generation.sums)


class LexiconWriter:
    """What becomes of a lexicon, `before`, by a run."""

    def __init__(self, before: Lexicon | None) -> None:
        self._before = before
        self._gone: set[str] = set()
        self._defined: dict[str, tuple[Definition, ...]] = {}
        self._terms: set[str] = set()

    def forget(self, source: str) -> None:
        """Take out the definitions of a file."""
        self._gone.add(source)
        self._defined.pop(source, None)

    def define(self, source: str, definitions: Iterable[Definition]) -> None:
        """Put in those of a file, in place of what there was."""
        self.forget(source)
        self._defined[source] = tuple(definitions)

    def meet(self, terms: Iterable[str]) -> None:
        """Take note of terms that the index has."""
        self._terms.update(terms)

    def write(self, folder: Path) -> dict[str, str]:
        """Write the files into the folder of a generation; their names, by what they hold."""
        contents = {_DEFINITIONS: self._definition_lines(), _READINGS: self._reading_lines()}
        names: dict[str, str] = {}
        for what, pairs in contents.items():
            # A name of its own for each generation: a link to the file of the one before must stay what it is.
            names[what] = f"{what}-{folder.name}.bin"
            (folder / names[what]).write_bytes(Lines.pack(pairs))
        return names

    def _definition_lines(self) -> Iterator[tuple[str, str]]:
        before = self._before.definitions() if self._before else ()
        kept = [
            definition for definition in before if file_of(definition.source, self._gone) not in self._gone
        ]
        for definition in (*kept, *(each for found in self._defined.values() for each in found)):
            value = _value(definition)
            for name in {definition.short, definition.long}:
                if key := fold(name).text.replace("\t", " "):
                    yield key, value

    def _reading_lines(self) -> Iterator[tuple[str, str]]:
        known: set[str] = set()
        if self._before:
            for kana, term in self._before._readings:
                known.add(term)
                yield kana, term
        for term, readings in readings_of(sorted(self._terms - known)):
            for kana in readings:
                yield kana, term


def _value(definition: Definition) -> str:
    return json.dumps(
        [
            definition.short,
            definition.long,
            definition.passage,
            definition.document,
            definition.source,
            definition.lines,
            definition.local,
        ],
        ensure_ascii=not _is_writable(definition),
        separators=(",", ":"),
    )


def _is_writable(definition: Definition) -> bool:
    """Whether UTF-8 carries it: an id may hold a lone surrogate, which JSON escapes."""
    try:
        f"{definition.passage}{definition.document}{definition.source}".encode()
    except UnicodeEncodeError:
        return False
    return True


def _definition(value: str) -> Definition:
    short, long, passage, document, source, (first, last), local = json.loads(value)
    return Definition(short, long, passage, document, source, (first, last), local)
