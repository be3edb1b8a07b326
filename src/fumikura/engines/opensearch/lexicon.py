"""Documents of an index that are no passages: records of files, definitions, words with readings, token entries."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

from fumikura.deadline import NEVER
from fumikura.engines.index_words import LONGEST_READING, MOST_TERMS, similar_words_in, words_read_as
from fumikura.engines.opensearch.client import Client
from fumikura.engines.opensearch.documents import encode_json
from fumikura.engines.opensearch.encoding import exact_key
from fumikura.engines.opensearch.inspection import FindViews, similar_candidates
from fumikura.engines.opensearch.queries import Query
from fumikura.engines.protocol import FileRecord
from fumikura.engines.serialization import (
    defined_names,
    definition_to_text,
    definitions_from_texts,
    record_from_plain,
    record_to_plain,
)
from fumikura.errors import IndexDamagedError
from fumikura.models import Definition
from fumikura.plan.nodes import Similar
from fumikura.text import fold, typed_forms
from fumikura.text.tokens import Entry
from fumikura.text.vocabulary import Vocabulary, char_of, entry_to_line, line_to_entry, number_of

_FILE, _DEFINITION, _WORD, _ENTRIES = "file", "definition", "word", "entries"
_BLOCK = 100  # entries


class ClusterLexicon:
    """See `protocol.Lexicon`. `number_of` counts the passages in which terms stand together."""

    def __init__(
        self, client: Client, index: str, found: FindViews, number_of: Callable[[tuple[str, ...]], int]
    ) -> None:
        self._client = client
        self._index = index
        self._find_views = found
        self._number_of = number_of
        self._definitions: dict[str | None, tuple[Definition, ...]] = {}
        self._read: dict[tuple[str, int], tuple[tuple[str, ...], ...]] = {}

    def definitions(self, name: str | None = None) -> tuple[Definition, ...]:
        """The definitions of a name, short or long, in any form of writing; all definitions for None."""
        wanted = None if name is None else fold(name).text
        if wanted not in self._definitions:
            self._definitions[wanted] = self._definitions_of(wanted) if wanted != "" else ()
        return self._definitions[wanted]

    def read_as(self, kana: str, most_terms: int = MOST_TERMS) -> tuple[tuple[str, ...], ...]:
        """See `index_words.words_read_as`."""
        key = kana, most_terms
        if key not in self._read:
            terms = self._terms_read_as(kana, most_terms)
            self._read[key] = words_read_as(
                kana, most_terms, lambda part: terms.get(part, ()), self._number_of
            )
        return self._read[key]

    def similar_words(self, word: str, distance: int) -> tuple[tuple[str, int], ...]:
        """See `index_words.similar_words_in`."""
        passages = self._find_views(similar_candidates(Similar("", word, distance)))
        return similar_words_in((view for _, view in passages), word, distance, NEVER)

    def _definitions_of(self, folded: str | None) -> tuple[Definition, ...]:
        keys = [] if folded is None else [exact_key(folded)]
        return definitions_from_texts(_read_documents(self._client, self._index, _DEFINITION, keys))

    def _terms_read_as(self, kana: str, most_terms: int) -> Mapping[str, tuple[str, ...]]:
        """The terms that are read as some part of `kana`, or as all of it for a single term, by that part."""
        if len(kana) > LONGEST_READING:
            return {}
        parts = {kana}
        if most_terms > 1:
            parts |= {kana[at:end] for at in range(len(kana)) for end in range(at + 1, len(kana) + 1)}
        found: dict[str, list[str]] = {}
        for value in _read_documents(self._client, self._index, _WORD, sorted(parts)):
            for read in parts.intersection(value["kana"]):
                found.setdefault(read, []).append(value["term"])
        return {read: tuple(sorted(terms)) for read, terms in found.items()}


class ClusterVocabulary:
    """The token entries of an index, loaded when they are needed and cached."""

    def __init__(self, client: Client, index: str) -> None:
        self._client = client
        self._index = index
        self._chars: dict[str, str] = {}
        self._entries: dict[int, Entry] = {}

    def remember(self, terms: Iterable[str]) -> None:
        """Load the tokens of some terms at once."""
        if missing := list(dict.fromkeys(term for term in terms if term not in self._chars)):
            found = _read_values(self._client, self._index, [_id(_WORD, term) for term in missing])
            for term, value in zip(missing, found, strict=True):
                self._chars[term] = "".join(map(char_of, value["numbers"])) if value else ""

    def chars_of(self, term: str) -> str:
        """The tokens of a term, a character for each."""
        if term not in self._chars:
            self.remember([term])
        return self._chars[term]

    def entry(self, char: str) -> Entry:
        """The entry of a token. Raises IndexDamagedError."""
        number = number_of(char)
        if number not in self._entries:
            block = _id(_ENTRIES, str(number - number % _BLOCK))
            (found,) = _read_values(self._client, self._index, [block])
            self._entries |= _entries_by_number(found or [0])
        if number not in self._entries:
            raise IndexDamagedError("cluster.nonsense", name=self._index, kind=f"#{number}")
        return self._entries[number]


def entries_in(client: Client, index: str) -> list[Entry]:
    """All entries, in the order of their numbers."""
    found: dict[int, Entry] = {}
    for block in _read_documents(client, index, _ENTRIES):
        found |= _entries_by_number(block)
    return [found[number] for number in sorted(found)]


def _entries_by_number(block: Sequence[Any]) -> dict[int, Entry]:
    first, *lines = block
    return {number: line_to_entry(line) for number, line in enumerate(lines, first)}


def files_in(client: Client, index: str) -> dict[str, FileRecord]:
    """The records of all files, by source."""
    records = map(record_from_plain, _read_documents(client, index, _FILE))
    return {record.source: record for record in sorted(records, key=lambda record: record.source)}


def file_document(record: FileRecord) -> tuple[str, dict[str, Any]]:
    """The record of a file as a document, with its id."""
    value = {"text": encode_json(record_to_plain(record))}
    return _id(_FILE, record.source), {"what": _FILE, "file": exact_key(record.source), "value": value}


def definition_documents(
    source: str, definitions: Iterable[Definition]
) -> Iterator[tuple[str, dict[str, Any]]]:
    """The names that a file defines as documents, with their ids."""
    for each in definitions:
        text = definition_to_text(each)
        keys = sorted(map(exact_key, defined_names(each)))
        yield (
            _id(_DEFINITION, source, text),
            {
                "what": _DEFINITION,
                "file": exact_key(source),
                "key": keys,
                "value": {"text": encode_json(text)},
            },
        )


def word_documents(vocabulary: Vocabulary, before: int) -> Iterator[tuple[str, dict[str, Any]]]:
    """The new words of a vocabulary that had `before` entries, as documents with their ids.

    Entries are stored in blocks of a hundred, in the order of their numbers; terms with the numbers of their entries and
    their readings.
    """
    entries = vocabulary.entries
    for first in range(before - before % _BLOCK, len(entries), _BLOCK):
        lines = list(map(entry_to_line, entries[first : first + _BLOCK]))
        yield _id(_ENTRIES, str(first)), {"what": _ENTRIES, "value": {"text": encode_json([first, *lines])}}
    new = {entry.indexed for entry in entries[before:] if entry.indexed}
    numbers: dict[str, list[int]] = {term: [] for term in new}
    for number, entry in enumerate(entries):
        if entry.indexed in new:
            numbers[entry.indexed].append(number)
    typed: dict[str, list[str]] = {}
    for form, term in typed_forms(sorted(new)):
        typed.setdefault(term, []).append(form)
    for term in sorted(new):
        read = sorted(typed.get(term, ()))
        value = {"term": term, "numbers": numbers[term], "kana": read}
        yield _id(_WORD, term), {"what": _WORD, "key": read, "value": {"text": encode_json(value)}}


def _read_documents(client: Client, index: str, what: str, keys: Sequence[str] = ()) -> Iterator[Any]:
    """The values of the documents of a kind; with `keys`, of those that have any of them."""
    query: list[Query] = [{"term": {"what": what}}]
    query += [{"terms": {"key": keys}}] if keys else []
    body = {"query": {"bool": {"filter": query}}, "sort": [{"_id": "asc"}]}
    for page in client.pages(index, body):
        yield from (json.loads(hit["_source"]["value"]["text"]) for hit in page)


def _read_values(client: Client, index: str, ids: Sequence[str]) -> list[Any]:
    """The values of the documents of some ids; None for a missing one."""
    found = client.request("POST", f"/{index}/_mget", {"ids": ids})["docs"]
    return [json.loads(each["_source"]["value"]["text"]) if each.get("found") else None for each in found]


def _id(*parts: str) -> str:
    return hashlib.sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()
