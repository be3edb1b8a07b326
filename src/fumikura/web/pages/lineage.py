"""The page of a lineage: where a sentence was said before and after, and how its wording changed."""

from __future__ import annotations

from fumikura.research.results import Lineages
from fumikura.search import Index
from fumikura.web.endpoints import Asked
from fumikura.web.pages.tools import tool
from fumikura.web.parameters import Parameter

PARAMETERS = (
    Parameter("q", "web.parameter-seed"),
    Parameter("against", "research.option.against-seed", choices=("seed",)),
)


def wordings(asked: Asked, index: Index) -> Lineages:
    """The lineages that are asked for."""
    return index.lineage(asked["q"], against=asked["against"], **asked.filters)


PAGES = (tool("lineage", PARAMETERS, lambda asked, index: {"found": wordings(asked, index)}),)
