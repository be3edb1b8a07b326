"""Search and research as tools for assistants, over stdin and stdout: the one place that imports the SDK of MCP.

What an assistant says of documents should be possible to check, so every answer carries ids, dates, places and
citations; and what documents say is never an order to it, so their texts come under names that say that they are quoted.
Nothing here writes. Each call is answered from the index as it is then: a new generation is read without a restart.
"""

from __future__ import annotations

import functools
import sys
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any, ParamSpec, TypeAlias

from mcp.server.mcpserver import MCPServer
from mcp.server.mcpserver.exceptions import ToolError
from mcp.types import ToolAnnotations

from fumikura.deadline import within
from fumikura.engines.protocol import Sort
from fumikura.errors import ArgumentError, FumikuraError
from fumikura.filters import make_filters
from fumikura.lanes import Lane
from fumikura.messages import Messages
from fumikura.models import Document, Passage
from fumikura.research.citations import Style, citation_of, cite
from fumikura.research.counting import By, Per
from fumikura.research.kwic import Sort as LineSort
from fumikura.search import Index

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
_P = ParamSpec("_P")


def make_server(index: str | Path, corpus: str | Path, say: Messages) -> MCPServer[Any]:
    """The server for an index; `corpus` is where its documents are, `say` has the words of the user."""
    server: MCPServer[Any] = MCPServer("fumikura", instructions=say("mcp.instructions"), log_level="ERROR")
    tools, lane = _Tools(say), Lane(Path(index), Path(corpus), MOST, _report)
    for tool, about in (
        (tools.search, say("mcp.search")),
        (tools.read_passage, say("mcp.read")),
        (tools.list_documents, say("mcp.documents")),
        (tools.keyword_in_context, say("mcp.kwic")),
        (tools.count, say("mcp.count")),
        (tools.lineage, say("mcp.lineage")),
        (tools.cite, say("mcp.cite")),
    ):
        server.add_tool(
            _answered(tool, tools, lane), name=tool.__name__, description=about, annotations=_READ_ONLY
        )
    return server


def _answered(tool: Callable[_P, Answer], tools: _Tools, lane: Lane) -> Callable[_P, Awaitable[Answer]]:
    """A tool of which a mistake is said to the assistant, with what can be done about it."""

    @functools.wraps(tool)
    async def call(*args: _P.args, **named: _P.kwargs) -> Answer:
        def work(index: Index) -> Answer:
            tools.index = index
            with within(SECONDS):
                return tool(*args, **named)

        try:
            return await lane.run(work)
        except FumikuraError as error:
            raise ToolError(tools.say.whole(error)) from error

    return call


def _report(error: FumikuraError) -> None:
    sys.stderr.write(f"fumikura: {error}\n")


class _Tools:
    """The tools; each asks `index`, which is set before it is called."""

    index: Index

    def __init__(self, say: Messages) -> None:
        self.say = say
        self._style: Style = "sist02" if say.language == "ja" else "apa"

    def search(
        self,
        query: str,
        filters: Filters | None = None,
        any_word: bool = False,
        sort: Sort = "relevance",
        limit: int = 10,
        offset: int = 0,
    ) -> Answer:
        index = self.index
        results = index.search(
            query,
            mode="any" if any_word else "all",
            relax=True,
            sort=sort,
            limit=_within(limit),
            offset=offset,
            timeout=SECONDS,
            **_checked(filters),
        )
        documents = _documents(index)
        hits = [
            {
                **self._place(hit.passage, documents),
                "match": hit.match,
                "quoted_excerpt": hit.excerpt.text,
            }
            for hit in results.hits
        ]
        return {
            "query_as_read": results.parsed,
            "remarks": [self.say.sentence(note) for note in results.notes],
            "total": results.total,
            "only_some_words": results.relaxed,
            "searched_passages_in_time": results.searched,
            "passages_with_each_word": dict(results.words),
            "hits": hits,
            **self._notice(),
        }

    def read_passage(self, passage_id: str, neighbours: int = 2) -> Answer:
        index = self.index
        passage = index.passage(passage_id)
        before, after = index.neighbours(passage_id, _within(neighbours))
        documents = _documents(index)
        whole = {
            "before": [self._whole(each, documents) for each in before],
            "passage": self._whole(passage, documents),
            "after": [self._whole(each, documents) for each in after],
        }
        return {**whole, **self._notice()}

    def list_documents(self) -> Answer:
        index = self.index
        counts = dict(index.engine.facet("document"))
        found = [
            {
                **{name: getattr(document, name) for name in document.__match_args__ if name != "lines"},
                "passages": counts.get(document.id, 0),
                "citation": self._cited(document),
            }
            for document in index.documents()
        ]
        return {"documents": found, **self._notice()}

    def keyword_in_context(
        self, query: str, filters: Filters | None = None, sort: LineSort = "date", limit: int = 30
    ) -> Answer:
        index = self.index
        found = index.kwic(query, sort=sort, limit=_within(limit), **_checked(filters))
        documents = _documents(index)
        lines = [
            {
                "quoted_left": row.left,
                "quoted_node": row.node,
                "quoted_right": row.right,
                **self._place(index.passage(row.id), documents),
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
        index = self.index
        found = index.count(queries, by=by, per=per, **_checked(filters))
        documents = {each.passage.document for one in found.occurrences for each in one.found}
        cited = [self._cited(document) for document in index.documents() if document.id in documents]
        example = {
            one.query: [_in_short(each.passage) for each in one.found[:MOST]] for one in found.occurrences
        }
        rows = [dict(zip(found.columns, row, strict=True)) for row in found.rows]
        return {"rows": rows, "passages_found": example, "citations": cited, **self._notice()}

    def lineage(self, sentence: str, filters: Filters | None = None, limit: int = 30) -> Answer:
        index = self.index
        documents = _documents(index)
        found = [
            {
                **self._place(index.passage(row.id), documents),
                "kind_of_change": row.kind_of_change,
                "similarity": row.similarity,
                "after_id": row.after_id,
                "quoted_sentence": row.sentence,
                "quoted_changes": row.diff,
            }
            for row in index.lineage(sentence, **_checked(filters)).rows[: _within(limit)]
        ]
        return {"sentences": found, **self._notice()}

    def cite(self, ids: list[str], style: Style | None = None) -> Answer:
        index = self.index
        found = {each: cite(index.cite(each), style or self._style).strip() for each in ids[:MOST]}
        return {"citations": found, **self._notice()}

    def _place(self, passage: Passage, documents: dict[str, Document]) -> Answer:
        """What it takes to find a passage again, and to cite it."""
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
            "citation": self._cited(documents[passage.document], passage),
        }

    def _whole(self, passage: Passage, documents: dict[str, Document]) -> Answer:
        return {
            **self._place(passage, documents),
            "kind": passage.kind,
            "quoted_text": passage.text,
            "quoted_glosses": list(passage.glosses),
            "note": passage.note,
            "tags": list(passage.tags),
        }

    def _cited(self, document: Document, passage: Passage | None = None) -> str:
        return cite([citation_of(document, passage)], self._style).strip()

    def _notice(self) -> Answer:
        return {"notice": self.say("mcp.notice")}


def _checked(filters: Filters | None) -> dict[str, Any]:
    """Filters that there are. Raises FilterError."""
    given: dict[str, Any] = filters or {}
    make_filters(**given)
    return given


def _in_short(passage: Passage) -> Answer:
    return {name: getattr(passage, name) for name in ("id", "date", "page", "lines")}


def _documents(index: Index) -> dict[str, Document]:
    return {document.id: document for document in index.documents()}


def _within(number: int) -> int:
    """As many as were asked for, at most `MOST`."""
    if number < 0:
        raise ArgumentError("argument.negative")
    return min(number, MOST)
