"""Passages and hits as rows of cells, the same for every format that has rows.

A list becomes one cell: the section path joined by " > ", glosses and tags by " / ", lines as 120-128.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, TypeAlias

from fumikura.fields import FIELDS, Field, field_named
from fumikura.models import PASSAGE_FIELDS, Hit, Passage

SECTION_JOINER = field_named("section").joiner
LIST_JOINER = field_named("glosses").joiner

# Full-width signs, too, as a Japanese Excel may fold them.
_FORMULA = r"'*(?:[\t\r\n]|[\s\x00-\x1f\x7f-\xa0\u200b-\u200f\ufeff]*[=+\-@＝＋－＠])"

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


def hit_rows(hits: Iterable[Hit]) -> Iterator[list[str]]:
    """A row of column names, and a row for each hit: its passage's fields, then its excerpt and how it matches."""
    yield [*PASSAGE_FIELDS, "snippet", "match"]
    for hit in hits:
        yield [*cells(hit.passage), hit.snippet, hit.match]


def passage_rows(passages: Iterable[Passage]) -> Iterator[list[str]]:
    """A row of column names, and a row for each passage."""
    yield [*PASSAGE_FIELDS]
    yield from map(cells, passages)


def defuse_formula(cell: str) -> str:
    """`cell` with an apostrophe in front if a spreadsheet might take it for a formula.

    So OWASP advises against CSV injection. A cell that begins with apostrophes before such a sign gets one more, so
    that `restore_formula` can undo it. Sheet programs strip controls and white space first, so a sign behind these
    counts as well.
    """
    return f"'{cell}" if re.match(_FORMULA, cell) else cell


def restore_formula(cell: str) -> str:
    """The cell that `defuse_formula` was given."""
    return cell[1:] if cell.startswith("'") and re.match(_FORMULA, cell) else cell


def plain_fields(passage: Passage) -> dict[str, Any]:
    """The fields of a passage by name, with lists for tuples, as JSON has them."""
    values = {field.name: getattr(passage, field.name) for field in FIELDS}
    return {name: list(value) if isinstance(value, tuple) else value for name, value in values.items()}


def file_and_lines(passage: Passage) -> str:
    """The place of a passage: `white-paper.pdf p. 12`, or as editors write it, `white-paper.txt:120-128`.

    A sheet is named with its cell (`counts.xlsx 集計!B5`).
    """
    if passage.page:
        page = passage.page if "!" in passage.page else f"p. {passage.page}"
        return f"{passage.source} {page}"
    first, last = passage.lines
    return f"{passage.source}:{first}" if first == last else f"{passage.source}:{first}-{last}"
