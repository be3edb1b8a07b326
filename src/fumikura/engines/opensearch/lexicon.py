"""What lies beside the passages: the records of files, definitions, readings; see `protocol.Lexicon`."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

from fumikura.deadline import NEVER, Deadline
from fumikura.engines.index_words import LONGEST_READING, similar_words_in, words_read_as
from fumikura.engines.opensearch.client import Client
from fumikura.engines.opensearch.documents import text_of_json
from fumikura.engines.opensearch.encoding import key
from fumikura.engines.opensearch.leaves import Query
from fumikura.engines.opensearch.looking import Found, may_be_similar
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
_TOGETHER = 100  # entries


class ClusterLexicon:
    """The lexicon of an `index`. `found` gives passages, `number_of` counts those in which terms stand together."""

    def __init__(
        self, client: Client, index: str, found: Found, number_of: Callable[[tuple[str, ...]], int]
    ) -> None:
        self._client = client
        self._index = index
        self._found = found
        self._number_of = number_of
        self._definitions: dict[str | None, tuple[Definition, ...]] = {}
        self._read: dict[str, tuple[tuple[str, ...], ...]] = {}

    def definitions(self, name: str | None = None) -> tuple[Definition, ...]:
        """Those in which a name is the short one or the long one, in any form of writing; all of them for None."""
        wanted = None if name is None else fold(name).text
        if wanted not in self._definitions:
            self._definitions[wanted] = self._definitions_of(wanted) if wanted != "" else ()
        return self._definitions[wanted]

    def read_as(self, kana: str) -> tuple[tuple[str, ...], ...]:
        """The words that are read as `kana`, or words that stand together, the most frequent first."""
        if kana not in self._read:
            terms = self._terms_read_as(kana)
            self._read[kana] = words_read_as(kana, lambda part: terms.get(part, ()), self._number_of)
        return self._read[kana]

    def similar_words(
        self, word: str, distance: int, deadline: Deadline = NEVER
    ) -> tuple[tuple[str, int], ...]:
        """See `index_words.similar_words_in`."""
        passages = self._found(may_be_similar(Similar("", word, distance)))
        return similar_words_in((view for _, view in passages), word, distance, deadline)

    def _definitions_of(self, folded: str | None) -> tuple[Definition, ...]:
        keys = [] if folded is None else [key(folded)]
        return definitions_from_texts(_documents(self._client, self._index, _DEFINITION, keys))

    def _terms_read_as(self, kana: str) -> Mapping[str, tuple[str, ...]]:
        """The terms of each part of `kana` that is the reading of any."""
        if len(kana) > LONGEST_READING:
            return {}
        parts = {kana[at:end] for at in range(len(kana)) for end in range(at + 1, len(kana) + 1)}
        found: dict[str, list[str]] = {}
        for value in _documents(self._client, self._index, _WORD, sorted(parts)):
            for read in parts.intersection(value["kana"]):
                found.setdefault(read, []).append(value["term"])
        return {read: tuple(sorted(terms)) for read, terms in found.items()}


class ClusterVocabulary:
    """The entries of an index, which are asked for when they are needed, and kept."""

    def __init__(self, client: Client, index: str) -> None:
        self._client = client
        self._index = index
        self._chars: dict[str, str] = {}
        self._entries: dict[int, Entry] = {}

    def remember(self, terms: Iterable[str]) -> None:
        """Ask for some terms at once."""
        if missing := list(dict.fromkeys(term for term in terms if term not in self._chars)):
            found = _values(self._client, self._index, [_id(_WORD, term) for term in missing])
            for term, value in zip(missing, found, strict=True):
                self._chars[term] = "".join(map(char_of, value["numbers"])) if value else ""

    def chars_of(self, term: str) -> str:
        """The tokens that are searched by a term, a character for each."""
        if term not in self._chars:
            self.remember([term])
        return self._chars[term]

    def entry(self, char: str) -> Entry:
        """The entry of a token. Raises IndexDamagedError."""
        number = number_of(char)
        if number not in self._entries:
            block = _id(_ENTRIES, str(number - number % _TOGETHER))
            (found,) = _values(self._client, self._index, [block])
            self._entries |= _numbered(found or [0])
        if number not in self._entries:
            raise IndexDamagedError("cluster.nonsense", name=self._index, kind=f"#{number}")
        return self._entries[number]


def entries_in(client: Client, index: str) -> list[Entry]:
    """All entries, in the order of their numbers."""
    found: dict[int, Entry] = {}
    for block in _documents(client, index, _ENTRIES):
        found |= _numbered(block)
    return [found[number] for number in sorted(found)]


def _numbered(block: Sequence[Any]) -> dict[int, Entry]:
    first, *lines = block
    return {number: line_to_entry(line) for number, line in enumerate(lines, first)}


def files_in(client: Client, index: str) -> dict[str, FileRecord]:
    """The records of all files, by source."""
    records = map(record_from_plain, _documents(client, index, _FILE))
    return {record.source: record for record in sorted(records, key=lambda record: record.source)}


def file_document(record: FileRecord) -> tuple[str, dict[str, Any]]:
    """The record of a file as a document, with its id."""
    value = {"text": text_of_json(record_to_plain(record))}
    return _id(_FILE, record.source), {"what": _FILE, "file": key(record.source), "value": value}


def definition_documents(
    source: str, definitions: Iterable[Definition]
) -> Iterator[tuple[str, dict[str, Any]]]:
    """The names that a file defines as documents, with their ids."""
    for each in definitions:
        text = definition_to_text(each)
        keys = sorted(map(key, defined_names(each)))
        yield (
            _id(_DEFINITION, source, text),
            {"what": _DEFINITION, "file": key(source), "key": keys, "value": {"text": text_of_json(text)}},
        )


def word_documents(vocabulary: Vocabulary, before: int) -> Iterator[tuple[str, dict[str, Any]]]:
    """What is new in a vocabulary that had `before` entries, as documents with their ids.

    Entries are kept by the hundred, in the order of their numbers; terms with the numbers of theirs and their readings.
    """
    entries = vocabulary.entries
    for first in range(before - before % _TOGETHER, len(entries), _TOGETHER):
        lines = list(map(entry_to_line, entries[first : first + _TOGETHER]))
        yield _id(_ENTRIES, str(first)), {"what": _ENTRIES, "value": {"text": text_of_json([first, *lines])}}
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
        yield _id(_WORD, term), {"what": _WORD, "key": read, "value": {"text": text_of_json(value)}}


def _documents(client: Client, index: str, what: str, keys: Sequence[str] = ()) -> Iterator[Any]:
    """What is said in the documents of a kind, of those with any of some keys."""
    query: list[Query] = [{"term": {"what": what}}]
    query += [{"terms": {"key": keys}}] if keys else []
    body = {"query": {"bool": {"filter": query}}, "sort": [{"_id": "asc"}]}
    for page in client.pages(index, body):
        yield from (json.loads(hit["_source"]["value"]["text"]) for hit in page)


def _values(client: Client, index: str, ids: Sequence[str]) -> list[Any]:
    """What is said in the documents of some ids, None for one that is not there."""
    found = client.ask("POST", f"/{index}/_mget", {"ids": ids})["docs"]
    return [json.loads(each["_source"]["value"]["text"]) if each.get("found") else None for each in found]


def _id(*parts: str) -> str:
    return hashlib.sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()
