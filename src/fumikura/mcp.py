"""Search and research as tools for assistants, over stdin and stdout. No other module imports the SDK of MCP.

What an assistant says of documents must be possible to check, so every answer has ids, dates, places and citations.
Texts of documents are never instructions, so they stand under names that say that they are quoted. Nothing here writes.
Each call is answered from the current generation of the index, without a restart.
"""

from __future__ import annotations

import inspect
import sys
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any, TypeAlias, cast

from mcp.server.mcpserver import MCPServer
from mcp.server.mcpserver.exceptions import ToolError
from mcp.types import ToolAnnotations

from fumikura.deadline import time_limit
from fumikura.engines.protocol import Sort, documents_with_counts
from fumikura.errors import ArgumentError, FumikuraError
from fumikura.filters import make_filters
from fumikura.messages import Messages
from fumikura.models import Document, Passage
from fumikura.research.citations import Style, citation_of, cite
from fumikura.research.counting import By, Per
from fumikura.research.kwic import Sort as LineSort
from fumikura.search import Index
from fumikura.workers import IndexWorker

MOST = 100
"""Rows of an answer, and neighbours of a passage on either side."""

SECONDS = 10.0
"""The time for an answer, as on the command line."""

Filters: TypeAlias = dict[str, str | int | list[str | int]]
"""Filters by name, as `Index.search` takes them."""

Answer: TypeAlias = dict[str, Any]

_READ_ONLY = ToolAnnotations(
    read_only_hint=True, destructive_hint=False, idempotent_hint=True, open_world_hint=False
)


def make_server(index: str | Path, corpus: str | Path, say: Messages) -> MCPServer[Any]:
    """The server for an index; `corpus` is where its documents are, `say` has the messages of the user's language."""
    server: MCPServer[Any] = MCPServer("fumikura", instructions=say("mcp.instructions"), log_level="ERROR")
    worker = IndexWorker(Path(index), Path(corpus), MOST, _report)
    for name, about in (
        ("search", say("mcp.search")),
        ("read_passage", say("mcp.read")),
        ("list_documents", say("mcp.documents")),
        ("keyword_in_context", say("mcp.kwic")),
        ("count", say("mcp.count")),
        ("lineage", say("mcp.lineage")),
        ("cite", say("mcp.cite")),
    ):
        server.add_tool(_make_tool(name, worker, say), name=name, description=about, annotations=_READ_ONLY)
    return server


def _make_tool(name: str, worker: IndexWorker, say: Messages) -> Callable[..., Awaitable[Answer]]:
    """The function that the SDK calls for a tool: a method of `_Tools`, called in the thread of the index."""

    async def call(**arguments: Any) -> Answer:
        def answer(index: Index) -> Answer:
            with time_limit(SECONDS):
                return cast("Answer", getattr(_Tools(index, say), name)(**arguments))

        try:
            return await worker.run(answer)
        except FumikuraError as error:
            raise ToolError(say.whole(error)) from error

    # The SDK reads the parameters of a tool from its signature: here that of the method, without `self`.
    signature = inspect.signature(getattr(_Tools, name), eval_str=True)
    parameters = list(signature.parameters.values())[1:]
    setattr(call, "__signature__", signature.replace(parameters=parameters))  # noqa: B010 - mypy knows no such attribute
    return call


def _report(error: FumikuraError) -> None:
    sys.stderr.write(f"fumikura: {error}\n")


class _Tools:
    """The tools over one index: what each answers. Texts of documents stand under names that begin with `quoted_`."""

    def __init__(self, index: Index, say: Messages) -> None:
        self._index = index
        self._say = say
        self._style: Style = "sist02" if say.language == "ja" else "apa"
        self._documents = {document.id: document for document in index.documents()}

    def search(
        self,
        query: str,
        filters: Filters | None = None,
        any_word: bool = False,
        sort: Sort = "relevance",
        limit: int = 10,
        offset: int = 0,
    ) -> Answer:
        results = self._index.search(
            query,
            mode="any" if any_word else "all",
            relax=True,
            sort=sort,
            limit=_at_most(limit),
            offset=offset,
            timeout=SECONDS,
            **_check_filters(filters),
        )
        hits = [
            {
                **self._place(hit.passage),
                "match": hit.match,
                "quoted_excerpt": hit.excerpt.text,
            }
            for hit in results.hits
        ]
        return {
            "query_as_read": results.parsed,
            "remarks": [self._say.sentence(note) for note in results.notes],
            "total": results.total,
            "only_some_words": results.relaxed,
            "searched_passages_in_time": results.searched,
            "passages_with_each_word": dict(results.words),
            "hits": hits,
            **self._notice(),
        }

    def read_passage(self, passage_id: str, neighbours: int = 2) -> Answer:
        passage = self._index.passage(passage_id)
        before, after = self._index.neighbours(passage_id, _at_most(neighbours))
        whole = {
            "before": [self._whole(each) for each in before],
            "passage": self._whole(passage),
            "after": [self._whole(each) for each in after],
        }
        return {**whole, **self._notice()}

    def list_documents(self) -> Answer:
        found = [
            {
                **{name: getattr(document, name) for name in document.__match_args__ if name != "lines"},
                "passages": passages,
                "citation": self._citation(document),
            }
            for document, passages in documents_with_counts(self._index.engine)
        ]
        return {"documents": found, **self._notice()}

    def keyword_in_context(
        self, query: str, filters: Filters | None = None, sort: LineSort = "date", limit: int = 30
    ) -> Answer:
        found = self._index.kwic(query, sort=sort, limit=_at_most(limit), **_check_filters(filters))
        lines = [
            {
                "quoted_left": row.left,
                "quoted_node": row.node,
                "quoted_right": row.right,
                **self._place(self._index.passage(row.id)),
            }
            for row in found.rows
        ]
        return {"occurrences": found.total, "passages": found.passages, "lines": lines, **self._notice()}

    def count(
        self,
        queries: list[str],
        by: By = "year",
        per: Per = "characters",
        filters: Filters | None = None,
    ) -> Answer:
        found = self._index.count(queries, by=by, per=per, **_check_filters(filters))
        documents = {each.passage.document for one in found.occurrences for each in one.by_passage}
        cited = [self._citation(document) for document in self._index.documents() if document.id in documents]
        example = {
            one.query: [_reference(each.passage) for each in one.by_passage[:MOST]]
            for one in found.occurrences
        }
        rows = [dict(zip(found.columns, row, strict=True)) for row in found.rows]
        return {"rows": rows, "passages_found": example, "citations": cited, **self._notice()}

    def lineage(self, sentence: str, filters: Filters | None = None, limit: int = 30) -> Answer:
        found = [
            {
                **self._place(self._index.passage(row.id)),
                "kind_of_change": row.kind_of_change,
                "similarity": row.similarity,
                "after_id": row.after_id,
                "quoted_sentence": row.sentence,
                "quoted_changes": row.diff,
            }
            for row in self._index.lineage(sentence, **_check_filters(filters)).rows[: _at_most(limit)]
        ]
        return {"sentences": found, **self._notice()}

    def cite(self, ids: list[str], style: Style | None = None) -> Answer:
        found = {each: cite(self._index.cite(each), style or self._style).strip() for each in ids[:MOST]}
        return {"citations": found, **self._notice()}

    def _place(self, passage: Passage) -> Answer:
        """What one needs to find a passage again and to cite it."""
        return {
            "id": passage.id,
            "document": passage.document,
            "title": passage.title,
            "date": passage.date,
            "document_date": passage.document_date,
            "meeting": passage.meeting,
            "speaker": passage.speaker,
            "section": list(passage.section),
            "page": passage.page,
            "source": passage.source,
            "lines": list(passage.lines),
            "citation": self._citation(self._documents[passage.document], passage),
        }

    def _whole(self, passage: Passage) -> Answer:
        return {
            **self._place(passage),
            "kind": passage.kind,
            "quoted_text": passage.text,
            "quoted_glosses": list(passage.glosses),
            "note": passage.note,
            "tags": list(passage.tags),
        }

    def _citation(self, document: Document, passage: Passage | None = None) -> str:
        return cite([citation_of(document, passage)], self._style).strip()

    def _notice(self) -> Answer:
        return {"notice": self._say("mcp.notice")}


def _check_filters(filters: Filters | None) -> dict[str, Any]:
    """The filters. Raises FilterError for a name or a value that is none."""
    given: dict[str, Any] = filters or {}
    make_filters(**given)
    return given


def _reference(passage: Passage) -> Answer:
    return {name: getattr(passage, name) for name in ("id", "date", "page", "lines")}


def _at_most(number: int) -> int:
    """The number that was asked for, at most `MOST`."""
    if number < 0:
        raise ArgumentError("argument.negative")
    return min(number, MOST)
