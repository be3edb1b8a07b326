"""The page of collocates: the words that stand near a word, the most closely associated first."""

from __future__ import annotations

from fumikura.research.collocates import COLLOCATE_SORTS
from fumikura.research.results import Collocates
from fumikura.research.tools import UNITS
from fumikura.search import Index
from fumikura.web.endpoints import Parameter, WebRequest
from fumikura.web.pages.tools import tool_page

PARAMETERS = (
    Parameter("q", "web.parameter-q"),
    Parameter("window", "research.option.window", default="5"),
    Parameter("sort", "research.option.collocates-sort", default="log-dice", choices=COLLOCATE_SORTS),
    Parameter("min", "research.option.min-near", "number", 3, least=1),
    Parameter("unit", "research.option.unit", default="long", choices=UNITS),
    Parameter("pos", "research.option.pos"),
    Parameter("unique", "research.option.unique", "flag", default=False),
    Parameter("synonyms", "research.option.synonyms", "flag", default=False),
)
_MOST = 60


def find_collocates(asked: WebRequest, index: Index, limit: int | None) -> Collocates:
    """The collocates that are asked for."""
    options = {each.name: asked[each.name] for each in PARAMETERS[1:]}
    return index.collocates(asked["q"], limit=limit, **options, **asked.filters)


PAGES = (
    tool_page("collocates", PARAMETERS, lambda asked, index: {"found": find_collocates(asked, index, _MOST)}),
)
