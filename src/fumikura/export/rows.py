"""A passage as one row of text cells, the same for every format that has rows.

Lists become one cell: the section path joined by " > ", the glosses by " / ", the lines as 120-128.
"""

from __future__ import annotations

from typing import Any

from fumikura.models import PASSAGE_FIELDS, Passage

__all__ = ["GLOSS_JOINER", "SECTION_JOINER", "cells", "line_range", "plain_fields"]

SECTION_JOINER = " > "
GLOSS_JOINER = " / "


def cells(passage: Passage) -> list[str]:
    """The fields of a passage in the order of `PASSAGE_FIELDS`, each as one string."""
    joined = {
        "year": "" if passage.year is None else str(passage.year),
        "section": SECTION_JOINER.join(passage.section),
        "glosses": GLOSS_JOINER.join(passage.glosses),
        "lines": line_range(passage.lines),
    }
    return [joined[name] if name in joined else str(getattr(passage, name)) for name in PASSAGE_FIELDS]


def plain_fields(passage: Passage) -> dict[str, Any]:
    """The fields of a passage by name, with lists for tuples, as JSON has them."""
    values = {name: getattr(passage, name) for name in PASSAGE_FIELDS}
    return {name: list(value) if isinstance(value, tuple) else value for name, value in values.items()}


def line_range(lines: tuple[int, int]) -> str:
    """First and last line as `120-128`, also where they are one."""
    return f"{lines[0]}-{lines[1]}"
