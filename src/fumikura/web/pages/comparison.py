"""The page that compares two documents, sentence by sentence."""

from __future__ import annotations

from collections import Counter
from typing import Any

from fumikura.research.results import Differences
from fumikura.search import Index
from fumikura.web.endpoints import Parameter, WebRequest
from fumikura.web.pages.tools import tool_page

PARAMETERS = (
    Parameter("before", "web.parameter-before"),
    Parameter("after", "web.parameter-after"),
)


def compare_documents(asked: WebRequest, index: Index) -> Differences:
    """What changed between the documents that are asked for, under the filters."""
    filters = {name: value for name, value in asked.filters.items() if name != "document"}
    sides = [{**filters, "document": each} if filters else each for each in (asked["before"], asked["after"])]
    return index.diff(*sides)


def _answer(asked: WebRequest, index: Index) -> dict[str, Any]:
    if not asked["after"]:
        return {}
    found = compare_documents(asked, index)
    kinds = Counter(row.change.partition(" ")[0] for row in found.rows)
    return {"found": found, "kinds": kinds, "question": f"{asked['before']} → {asked['after']}"}


PAGES = (tool_page("compare", PARAMETERS, _answer),)
