"""The page of a concordance: every occurrence of a query in its context, one below the other."""

from __future__ import annotations

from typing import Any

from fumikura.research.kwic import SORTS
from fumikura.research.results import Kwic
from fumikura.search import Index
from fumikura.web.endpoints import Parameter, WebRequest
from fumikura.web.pages.tools import tool_page

PARAMETERS = (
    Parameter("q", "web.parameter-q"),
    Parameter("sort", "research.option.kwic-sort", default="date", choices=SORTS),
    Parameter("context", "research.option.context"),
    Parameter("unique", "research.option.unique", "flag", default=False),
    Parameter("synonyms", "research.option.synonyms", "flag", default=False),
    Parameter("offset", "option.offset", "number", 0),
)
_PAGE = 100


def find_lines(asked: WebRequest, index: Index, context: str, limit: int | None) -> Kwic:
    """The lines that are asked for."""
    options = {name: asked[name] for name in ("sort", "offset", "unique", "synonyms")}
    return index.kwic(
        asked["q"], context=asked["context"] or context, limit=limit, **options, **asked.filters
    )


def _answer(asked: WebRequest, index: Index) -> dict[str, Any]:
    found = find_lines(asked, index, "40", _PAGE)
    last = asked["offset"] + len(found.rows)
    return {
        "found": found,
        "last": last,
        "later": asked.address.with_values("offset", last) if last < found.total else None,
    }


PAGES = (tool_page("kwic", PARAMETERS, _answer),)
