"""A passage as one row of text cells, the same for every format that has rows.

Lists become one cell: the section path joined by " > ", glosses and tags by " / ", the lines as 120-128.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeAlias

from fumikura.models import PASSAGE_FIELDS, Passage

__all__ = ["LIST_JOINER", "SECTION_JOINER", "Neighbours", "cells", "file_and_lines", "plain_fields"]

SECTION_JOINER = " > "
LIST_JOINER = " / "

Neighbours: TypeAlias = Mapping[str, tuple[tuple[Passage, ...], tuple[Passage, ...]]]
"""By the id of a hit: the passages before and after it."""


def cells(passage: Passage) -> list[str]:
    """The fields of a passage in the order of `PASSAGE_FIELDS`, each as one string."""
    joined = {
        "year": "" if passage.year is None else str(passage.year),
        "section": SECTION_JOINER.join(passage.section),
        "glosses": LIST_JOINER.join(passage.glosses),
        "tags": LIST_JOINER.join(passage.tags),
        "lines": f"{passage.lines[0]}-{passage.lines[1]}",
    }
    return [joined[name] if name in joined else str(getattr(passage, name)) for name in PASSAGE_FIELDS]


def plain_fields(passage: Passage) -> dict[str, Any]:
    """The fields of a passage by name, with lists for tuples, as JSON has them."""
    values = {name: getattr(passage, name) for name in PASSAGE_FIELDS}
    return {name: list(value) if isinstance(value, tuple) else value for name, value in values.items()}


def file_and_lines(passage: Passage) -> str:
    """Where a passage stands, as editors write it: `white-paper.txt:120-128`, or `white-paper.txt:120`."""
    first, last = passage.lines
    return f"{passage.source}:{first}" if first == last else f"{passage.source}:{first}-{last}"
