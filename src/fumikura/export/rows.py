"""A passage as one row of text cells, the same for every format that has rows.

Lists become one cell: the section path joined by " > ", glosses and tags by " / ", the lines as 120-128.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeAlias

from fumikura.fields import FIELDS, Field, field_named
from fumikura.models import Passage

__all__ = ["LIST_JOINER", "SECTION_JOINER", "Neighbours", "cells", "file_and_lines", "plain_fields"]

SECTION_JOINER = field_named("section").joiner
LIST_JOINER = field_named("glosses").joiner

Neighbours: TypeAlias = Mapping[str, tuple[tuple[Passage, ...], tuple[Passage, ...]]]
"""By the id of a hit: the passages before and after it."""


def cells(passage: Passage) -> list[str]:
    """The fields of a passage in the order of `fields.FIELDS`, each as one string."""
    return [_cell(field, getattr(passage, field.name)) for field in FIELDS]


def _cell(field: Field, value: Any) -> str:
    match field.type:
        case "texts":
            return field.joiner.join(value)
        case "lines":
            return f"{value[0]}-{value[1]}"
        case "year":
            return "" if value is None else str(value)
    return str(value)


def plain_fields(passage: Passage) -> dict[str, Any]:
    """The fields of a passage by name, with lists for tuples, as JSON has them."""
    values = {field.name: getattr(passage, field.name) for field in FIELDS}
    return {name: list(value) if isinstance(value, tuple) else value for name, value in values.items()}


def file_and_lines(passage: Passage) -> str:
    """Where a passage stands: `white-paper.pdf p. 12`, or as editors write it, `white-paper.txt:120-128`.

    A sheet is named with its cell (`counts.xlsx 集計!B5`).
    """
    if passage.page:
        page = passage.page if "!" in passage.page else f"p. {passage.page}"
        return f"{passage.source} {page}"
    first, last = passage.lines
    return f"{passage.source}:{first}" if first == last else f"{passage.source}:{first}-{last}"
