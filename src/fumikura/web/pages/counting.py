"""The page that counts: how often queries stand in each year, meeting or other part, as a chart and as a table."""

from __future__ import annotations

from typing import Any

from markupsafe import Markup

from fumikura.fields import FILTERED
from fumikura.research.charts import Labels, count_chart
from fumikura.research.counting import BY, NO_TIME, NO_VALUE, PER
from fumikura.research.results import Counted
from fumikura.search import Index
from fumikura.values import replace
from fumikura.web.addresses import Address
from fumikura.web.endpoints import Parameter, WebRequest
from fumikura.web.pages.tools import QUERIES, tool_page

PARAMETERS = (
    QUERIES,
    Parameter("by", "research.option.by", default="year", choices=BY),
    Parameter("per", "research.option.per", default="characters", choices=PER),
    Parameter("unique", "research.option.unique", "flag", default=False),
    Parameter("synonyms", "research.option.synonyms", "flag", default=False),
)
_FLAGS = {filter_.parameter for _, filter_ in FILTERED}


def count_queries(asked: WebRequest, index: Index, *, with_words: bool) -> Counted:
    """The counts that are asked for."""
    options = {name: asked[name] for name in ("by", "per", "unique", "synonyms")}
    return index.count(asked["q"], with_words=with_words, **options, **asked.filters)


def _answer(asked: WebRequest, index: Index) -> dict[str, Any]:
    found, say = count_queries(asked, index, with_words=asked["per"] == "words"), asked.say
    labels = Labels(
        " · ".join(asked["q"]),
        say(f"research.chart.{found.per}"),
        say("research.count.no-documents"),
    )
    named = [replace(each, cell=(_cell_label(asked, each.cell[0]),)) for each in found.counts]
    chart = count_chart(named, asked["q"], labels, over_time=found.by[0] in ("year", "month"))
    return {
        "found": found,
        "chart": Markup(chart),
        "values": labels.values,
        "hits": lambda count: _hits_address(asked, count.query, count.cell[0]),
        "named": lambda cell: _cell_label(asked, cell[0]),
    }


def _hits_address(asked: WebRequest, query: str, value: str) -> Address | None:
    """The address of a search for the hits of a cell, if a filter can choose them."""
    if asked["by"] not in _FLAGS or value in (NO_TIME, NO_VALUE):
        return None
    return asked.address.at_path("/search", _FLAGS).with_values("q", query).with_values(asked["by"], value)


def _cell_label(asked: WebRequest, value: str) -> str:
    say, field = asked.say, {"type": "doc_type"}.get(asked["by"], asked["by"])
    if value == NO_TIME:
        return say("research.count.undated")
    return say("research.count.none") if value == NO_VALUE else say.label(field, value)


PAGES = (tool_page("count", PARAMETERS, _answer),)
