"""CSV that opens right in a spreadsheet (RFC 4180), and a reader that gives back what was written.

A cell that a spreadsheet would take for a formula gets an apostrophe in front, as OWASP advises against CSV
injection; cells that begin with apostrophes before such a sign get one more, so that it can be undone.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable
from pathlib import Path
from typing import TextIO

from fumikura.errors import OutputError
from fumikura.export.rows import cells
from fumikura.models import PASSAGE_FIELDS, Hit

__all__ = ["defused", "read_csv", "restored", "write_csv"]

_FORMULA = re.compile(r"'*[=+\-@\t\r\n＝＋－＠]")  # full width too: a Japanese Excel may fold it
# The csv module's own limit, 131,072 characters, is below a long passage; it takes no more than a C long.
_LONGEST_CELL = 2**31 - 1


def write_csv(hits: Iterable[Hit], stream: TextIO) -> None:
    r"""Write a header row and a row for each hit, with the columns of `PASSAGE_FIELDS`.

    Rows end in CRLF: open `stream` with `newline=""`. `section` is joined by " > ", `glosses` and `tags` by
    " / ", `lines` are `120-128`. The byte-order mark is the business of whoever opens the stream.
    """
    writer = csv.writer(stream, lineterminator="\r\n")
    writer.writerow(PASSAGE_FIELDS)
    writer.writerows([defused(cell) for cell in cells(hit.passage)] for hit in hits)


def read_csv(path: str | Path) -> tuple[dict[str, str], ...]:
    """The rows of a CSV file that `write_csv` wrote, by column, without the apostrophes against formulas.

    It is read with or without a byte-order mark. Raises OutputError for a file that can't be read.
    """
    limit = csv.field_size_limit(_LONGEST_CELL)
    try:
        with Path(path).open(encoding="utf-8-sig", newline="") as stream:
            return tuple(
                {name: restored(cell or "") for name, cell in row.items() if name is not None}
                for row in csv.DictReader(stream)
            )
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise OutputError("output.no-csv", path=path, reason=str(error)) from error
    finally:
        csv.field_size_limit(limit)


def defused(cell: str) -> str:
    """`cell` so that no spreadsheet runs it."""
    return f"'{cell}" if _FORMULA.match(cell) else cell


def restored(cell: str) -> str:
    """The cell that `defused` was given."""
    return cell[1:] if cell.startswith("'") and _FORMULA.match(cell) else cell
