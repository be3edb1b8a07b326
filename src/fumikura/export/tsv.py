r"""TSV for line-by-line tools: a hit is a line and a tab ends a cell, always.

A tab, a line break or a backslash inside a cell is written \t, \n, \r or \\. Formulas are defused as in CSV,
since spreadsheets open both.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TextIO

from fumikura.export.csv import defused
from fumikura.export.rows import cells
from fumikura.models import PASSAGE_FIELDS, Hit

__all__ = ["write_tsv"]

_ESCAPES = str.maketrans({"\t": "\\t", "\n": "\\n", "\r": "\\r", "\\": "\\\\"})


def write_tsv(hits: Iterable[Hit], stream: TextIO) -> None:
    """Write a header line and a line for each hit, with the columns of `PASSAGE_FIELDS`."""
    stream.write("\t".join(PASSAGE_FIELDS) + "\n")
    for hit in hits:
        stream.write("\t".join(defused(cell).translate(_ESCAPES) for cell in cells(hit.passage)) + "\n")
