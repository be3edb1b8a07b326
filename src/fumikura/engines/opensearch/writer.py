"""The writer: the next generation grows beside the current one, as a clone of it. See `engines.protocol.Writer`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from functools import cached_property
from typing import Any

from fumikura.engines.base_writer import BaseWriter, PreparedFile, pair_with_views
from fumikura.engines.opensearch.client import Client
from fumikura.engines.opensearch.documents import document_of, passage_of
from fumikura.engines.opensearch.encoding import exact_key
from fumikura.engines.opensearch.generations import (
    MANIFEST,
    ClusterGeneration,
    current_generation,
    next_name,
    previous_generation,
    remove_unused,
    switch_aliases,
)
from fumikura.engines.opensearch.lexicon import (
    definition_documents,
    entries_in,
    file_document,
    files_in,
    word_documents,
)
from fumikura.engines.opensearch.lock import ClusterLock
from fumikura.engines.opensearch.queries import EVERYTHING, IN_DOCUMENTS
from fumikura.engines.opensearch.schema import (
    current_versions,
    index_mappings,
    index_settings,
    length,
)
from fumikura.engines.protocol import FileRecord
from fumikura.errors import ClusterError, IndexDamagedError, IndexMissingError
from fumikura.matching.view import ViewMaker
from fumikura.models import Definition, Passage
from fumikura.plan.nodes import SEARCHED
from fumikura.text import Analyzer
from fumikura.text.tokens import Entry
from fumikura.text.vocabulary import Vocabulary

_AT_ONCE = 4_000  # passages that wait to be sent
_IDS = 10_000  # ids that are looked up at once


class ClusterWriter(BaseWriter):
    """See `protocol.Writer`, and `engines.open_writer` for the arguments."""

    def __init__(self, client: Client, *, rebuild: bool, corpus: str | None) -> None:
        self._client = client
        self._lock = ClusterLock(client)
        try:
            remove_unused(client)
            self._current = _current(client, rebuild=rebuild)
            self._base = None if rebuild else self._current
            super().__init__(files_in(client, self._base.index) if self._base else {})
            self._number = _last_number(client, self._base)
        except BaseException:
            self._lock.release()
            raise
        before = str(self._base.manifest.get("corpus", "")) if self._base else ""
        self._corpus = before if corpus is None else corpus
        self._changed = rebuild or self._base is None or self._corpus != before
        self._analyzer = Analyzer()
        self._next: str | None = None
        self._removed: set[str] = set()
        self._touched: set[str] = set()
        self._noted: set[str] = set()
        self._added: dict[str, list[int]] = {}
        self._defined: dict[str, tuple[Definition, ...]] = {}
        self._waiting: list[dict[str, Any]] = []

    def remove_file(self, source: str) -> None:
        if not self._forget_file(source):
            return
        self._touched.add(source)
        self._defined.pop(source, None)
        if (numbers := self._added.pop(source, None)) is None:
            self._removed.add(source)
            return
        index = self._next_index()
        self._waiting += ({"_op_type": "delete", "_index": index, "_id": str(number)} for number in numbers)

    def add_file(
        self,
        record: FileRecord,
        passages: Iterable[Passage],
        definitions: Iterable[Definition] = (),
        prepared: PreparedFile | None = None,
    ) -> None:
        self._check_open()
        index, first = self._next_index(), self._number + 1
        documents: list[dict[str, Any]] = []
        ids: list[str] = []
        for passage, view in pair_with_views(passages, self._maker, self._vocabulary, prepared):
            number = first + len(ids)
            documents.append(document_of(passage, view, self._vocabulary, number, record.source))
            ids.append(passage.id)
        self.remove_file(record.source)
        self._enter_file(record, ids)
        self._number += len(ids)
        self._touched.add(record.source)
        self._added[record.source] = [document["number"] for document in documents]
        self._defined[record.source] = tuple(definitions)
        self._waiting += (
            {"_op_type": "index", "_index": index, "_id": str(each["number"]), "_source": each}
            for each in documents
        )
        if len(self._waiting) >= _AT_ONCE:
            self._send()

    def keep_file(self, record: FileRecord) -> None:
        super().keep_file(record)
        self._noted.add(record.source)

    def holders(self, passage_ids: Iterable[str]) -> Mapping[str, str]:
        wanted = list(passage_ids)
        found = {id_: self._holders[id_] for id_ in wanted if id_ in self._holders}
        if self._base is None or self._files.keys() <= self._added.keys():
            return found
        for at in range(0, len(wanted), _IDS):
            asked = {exact_key(id_): id_ for id_ in wanted[at : at + _IDS] if id_ not in found}
            query = {"bool": {"filter": [{"terms": {"id": list(asked)}}]}}
            body = {
                "query": query,
                "sort": [*IN_DOCUMENTS],
                "docvalue_fields": ["file"],
                "_source": ["kept.passage"],
            }
            for page in self._client.pages(self._base.index, body):
                for hit in page:
                    file = hit["fields"]["file"][0]
                    if file not in self._removed:
                        found[passage_of(hit["_source"]["kept"]).id] = file
        return {id_: found[id_] for id_ in wanted if id_ in found}

    def commit(self) -> None:
        self._check_open()
        if self._changed:
            self._commit()
        self._close()

    def cancel(self) -> None:
        if not self._open:
            return
        try:
            if self._next:
                self._client.request("DELETE", f"/{self._next}", ignore_unavailable="true")
        except ClusterError:
            pass  # the next run clears it away
        finally:
            self._close()

    def _close(self) -> None:
        self._open = False
        try:
            self._lock.release()
        finally:
            self._client.close()

    @cached_property
    def _entries_before(self) -> Sequence[Entry]:
        return entries_in(self._client, self._base.index) if self._base else ()

    @cached_property
    def _vocabulary(self) -> Vocabulary:
        return Vocabulary(self._entries_before)

    @cached_property
    def _maker(self) -> ViewMaker:
        return ViewMaker(self._analyzer, self._vocabulary)

    def _next_index(self) -> str:
        """The index of the next generation, which begins as a clone of the current one."""
        if self._next is None:
            name, settings = next_name(self._client), self._client.settings
            if self._base is None:
                shape = index_settings(settings.shards, settings.replicas)
                self._client.request("PUT", f"/{name}", {"settings": shape, "mappings": index_mappings()})
            else:
                writable = {"index.blocks.write": None, "index.number_of_replicas": settings.replicas}
                self._client.request("PUT", f"/{self._base.index}/_clone/{name}", {"settings": writable})
            self._next = name
        return self._next

    def _send(self) -> None:
        self._lock.check()  # whoever took it over has deleted this index
        waiting, self._waiting = self._waiting, []
        self._client.write(waiting)

    def _commit(self) -> None:
        index = self._next_index()
        self._send()
        self._client.write(self._deletions(index))
        beside = ({"_index": index, "_id": id_, "_source": value} for id_, value in self._metadata())
        self._client.write(beside)
        manifest = {
            "versions": current_versions(),
            "committed": datetime.now(UTC).isoformat(timespec="seconds"),
            "corpus": self._corpus,
            "passages": sum(record.passages for record in self._files.values()),
            "words": self._count_words(index),
        }
        document = {"what": MANIFEST, "value": manifest}
        self._client.request("PUT", f"/{index}/_doc/{MANIFEST}", document, refresh="true")
        self._client.request("PUT", f"/{index}/_block/write")
        self._lock.check()
        switch_aliases(self._client, self._current, index)
        remove_unused(self._client)

    def _deletions(self, index: str) -> Iterator[Mapping[str, Any]]:
        """Deletions from the clone: passages of removed or changed files, and the metadata of these files."""
        if self._base is None:
            return
        passages = {"terms": {"file": sorted(map(exact_key, self._removed))}}
        beside = {"terms": {"file": sorted(map(exact_key, self._touched))}}
        either = [
            {"bool": {"filter": [passages, EVERYTHING]}},
            {"bool": {"filter": [beside], "must_not": [EVERYTHING]}},
        ]
        body = {"query": {"bool": {"should": either}}, "sort": [{"_id": "asc"}], "_source": False}
        for page in self._client.pages(self._base.index, body):
            yield from ({"_op_type": "delete", "_index": index, "_id": hit["_id"]} for hit in page)

    def _metadata(self) -> Iterator[tuple[str, dict[str, Any]]]:
        """The documents beside the passages that are new or changed, with their ids."""
        noted = self._touched | self._noted
        yield from (file_document(record) for source, record in self._files.items() if source in noted)
        for source, definitions in self._defined.items():
            yield from definition_documents(source, definitions)
        yield from word_documents(self._vocabulary, len(self._entries_before))

    def _count_words(self, index: str) -> Mapping[str, int]:
        """The number of words in each field. Raises IndexDamagedError where passages are missing."""
        self._client.request("POST", f"/{index}/_refresh")
        sums = {name: {"sum": {"field": length(name)}} for name in SEARCHED}
        body = {"size": 0, "track_total_hits": True, "query": EVERYTHING, "aggs": sums}
        answer = self._client.search(index, body)
        found, expected = (
            answer["hits"]["total"]["value"],
            sum(each.passages for each in self._files.values()),
        )
        if found != expected:
            raise IndexDamagedError("cluster.other-number", name=index, found=found, expected=expected)
        return {name: int(answer["aggregations"][name]["value"]) for name in SEARCHED}


def switch_back(client: Client) -> None:
    """Exchange the current and the previous generation.

    Raises IndexMissingError where there is none before, IndexVersionError, IndexLockedError.
    """
    lock = ClusterLock(client)
    try:
        previous = previous_generation(client)
        if previous is None:
            raise IndexMissingError("index.no-previous", folder=client.settings.name)
        current = _current(client, rebuild=True)
        switch_aliases(client, current, previous.index)
    finally:
        lock.release()
        client.close()


def _current(client: Client, *, rebuild: bool) -> ClusterGeneration | None:
    try:
        return current_generation(client, of_any_version=rebuild)
    except IndexMissingError:
        return None
    except IndexDamagedError:
        if not rebuild:
            raise
        return None


def _last_number(client: Client, base: ClusterGeneration | None) -> int:
    """The highest number that a passage has."""
    if base is None:
        return 0
    answer = client.search(base.index, {"size": 0, "aggs": {"last": {"max": {"field": "number"}}}})
    return int(answer["aggregations"]["last"]["value"] or 0)
