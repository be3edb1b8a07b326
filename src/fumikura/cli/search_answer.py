"""A search as an answer that can be kept and made again."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from fumikura.cli.answers import Answer
from fumikura.export.rows import cells
from fumikura.models import PASSAGE_FIELDS

if TYPE_CHECKING:
    from fumikura.search import Index


def answer_of(index: Index, query: str, asked: dict[str, Any], *, limit: int | None) -> Answer:
    """The hits as rows of a CSV file, whatever format they are shown in; all of them unless a limit was given."""
    if query.strip():
        results = index.search(query, limit=limit, highlight=False, **asked)
    else:
        names = {"mode", "timeout", "synonyms"}
        results = index.listing(
            limit=limit, **{name: value for name, value in asked.items() if name not in names}
        )
    rows = [tuple(cells(hit.passage)) for hit in results.hits]
    ids = [hit.passage.id for hit in results.hits]
    measured = {"query": query, "parsed": results.parsed, "total": results.total}
    return Answer(rows, PASSAGE_FIELDS, lambda _: None, results.total > 0, ids, measured)
