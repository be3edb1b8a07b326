"""CSV that spreadsheets open correctly (RFC 4180), and a reader that gives back what was written.

Cells that a spreadsheet would take for formulas are defused (`rows.defuse_formula`); the reader restores them.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TextIO

from fumikura.errors import OutputError
from fumikura.export.registry import ExportFormat, HitList
from fumikura.export.rows import Neighbours, defuse_formula, hit_rows, passage_rows, restore_formula
from fumikura.models import Passage

# The limit of the csv module, 131,072 characters, is less than a long passage; this is the largest one that it takes.
_LONGEST_CELL = 2**31 - 1


def _write(answer: HitList, stream: TextIO) -> None:
    r"""Write a header row and a row for each hit: the fields of the passage, then `snippet` and `match`.

    Rows end in CRLF. `section` is joined by " > ", `glosses` and `tags` by " / ", `lines` are `120-128`.
    """
    write_rows(hit_rows(answer.results.hits), stream)


def _write_passages(passages: Sequence[Passage], stream: TextIO, _around: Neighbours | None) -> None:
    write_rows(passage_rows(passages), stream)


def write_rows(rows: Iterable[Sequence[str]], stream: TextIO) -> None:
    """Write any rows of cells, so that a spreadsheet opens them correctly and runs no formula."""
    csv.writer(stream, lineterminator="\r\n").writerows(
        [defuse_formula(cell) for cell in row] for row in rows
    )


def read_csv(path: str | Path) -> tuple[dict[str, str], ...]:
    """The rows of a CSV file that `write_rows` wrote, by column, with or without a byte-order mark.

    Raises OutputError for a file that can't be read.
    """
    limit = csv.field_size_limit(_LONGEST_CELL)
    try:
        with Path(path).open(encoding="utf-8-sig", newline="") as stream:
            return tuple(
                {name: restore_formula(cell or "") for name, cell in row.items() if name is not None}
                for row in csv.DictReader(stream)
            )
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise OutputError("output.no-csv", path=path, reason=str(error)) from error
    finally:
        csv.field_size_limit(limit)


FORMAT = ExportFormat(_write, _write_passages, (".csv",), rows=True, all_hits=True, relaxes=False, mark=True)
