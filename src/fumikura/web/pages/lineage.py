"""The page of a lineage: where a sentence was said before and after, and how its wording changed."""

from __future__ import annotations

from fumikura.research.results import Lineages
from fumikura.search import Index
from fumikura.web.endpoints import Parameter, WebRequest
from fumikura.web.pages.tools import tool_page

PARAMETERS = (
    Parameter("q", "web.parameter-seed"),
    Parameter("against", "research.option.against-seed", choices=("seed",)),
)


def find_lineage(asked: WebRequest, index: Index) -> Lineages:
    """The lineages that are asked for."""
    return index.lineage(asked["q"], against=asked["against"], **asked.filters)


PAGES = (tool_page("lineage", PARAMETERS, lambda asked, index: {"found": find_lineage(asked, index)}),)
