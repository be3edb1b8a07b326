r"""TSV for line-by-line tools: a hit is a line and a tab ends a cell, always.

A tab, a line break or a backslash inside a cell is written \t, \n, \r or \\. Formulas are defused as in CSV,
since spreadsheets open both.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TextIO

from fumikura.export.registry import ExportFormat, HitList
from fumikura.export.rows import Neighbours, defuse_formula, hit_rows, passage_rows
from fumikura.models import Passage

_ESCAPES = str.maketrans({"\t": "\\t", "\n": "\\n", "\r": "\\r", "\\": "\\\\"})


def _write(answer: HitList, stream: TextIO) -> None:
    """Write a header line and a line for each hit, with the columns that CSV has."""
    write_rows(hit_rows(answer.results.hits), stream)


def _write_passages(passages: Sequence[Passage], stream: TextIO, _around: Neighbours | None) -> None:
    write_rows(passage_rows(passages), stream)


def write_rows(rows: Iterable[Sequence[str]], stream: TextIO) -> None:
    """Write any rows of cells."""
    for row in rows:
        stream.write("\t".join(defuse_formula(cell).translate(_ESCAPES) for cell in row) + "\n")


FORMAT = ExportFormat(_write, _write_passages, (".tsv",), rows=True, all_hits=True, relaxes=False)
