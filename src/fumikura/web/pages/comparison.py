"""The page that compares two documents, sentence by sentence."""

from __future__ import annotations

from collections import Counter
from typing import Any

from fumikura.research.results import Differences
from fumikura.search import Index
from fumikura.web.endpoints import Asked
from fumikura.web.pages.tools import tool
from fumikura.web.parameters import Parameter

PARAMETERS = (
    Parameter("before", "web.parameter-before"),
    Parameter("after", "web.parameter-after"),
)


def differences(asked: Asked, index: Index) -> Differences:
    """What changed between the documents that are asked for, under the filters."""
    filters = {name: value for name, value in asked.filters.items() if name != "document"}
    sides = [{**filters, "document": each} if filters else each for each in (asked["before"], asked["after"])]
    return index.diff(*sides)


def _answer(asked: Asked, index: Index) -> dict[str, Any]:
    if not asked["after"]:
        return {}
    found = differences(asked, index)
    kinds = Counter(row.change.partition(" ")[0] for row in found.rows)
    return {"found": found, "kinds": kinds, "question": f"{asked['before']} → {asked['after']}"}


PAGES = (tool("compare", PARAMETERS, _answer),)
