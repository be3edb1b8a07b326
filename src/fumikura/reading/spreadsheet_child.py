"""The process that opens a spreadsheet: its bytes on standard input, its rows as JSON, a few at a time.

A cell at the far corner of a sheet makes calamine ask for memory for all between, and Rust ends a process that gets none.
"""

from __future__ import annotations

import io
import sys
from datetime import date, datetime, time, timedelta

import python_calamine as calamine

from fumikura.reading.limited import limit, say

_AT_ONCE = 200  # rows


def main(memory: int, seconds: int) -> None:
    """Write the sheets: each with its name, then its rows that hold anything, each with its number."""
    limit(memory, seconds)
    try:
        workbook = calamine.CalamineWorkbook.from_object(io.BytesIO(sys.stdin.buffer.read()))
    except BaseException as error:  # what panics in Rust is no Exception
        say({"error": _said(error)})
        return
    for name in workbook.sheet_names:
        say({"sheet": name})
        try:
            _say_rows(workbook.get_sheet_by_name(name))
        except BaseException as error:  # it costs that sheet alone
            say({"fault": _said(error)})
    say({"end": True})


def _said(error: BaseException) -> str:
    """What an error says. Raises it where it does not speak of the file."""
    if isinstance(error, (MemoryError, KeyboardInterrupt, SystemExit)):
        raise error
    return str(error) or type(error).__name__


def _say_rows(sheet: calamine.CalamineSheet) -> None:
    row, column = sheet.start or (0, 0)
    found: list[tuple[int, list[str]]] = []
    for number, values in enumerate(sheet.to_python(skip_empty_area=True), start=row + 1):
        if values.count("") == len(values):  # a cell in the far corner has millions of these before it
            found.append((number, []))
        else:
            found.append((number, [""] * column + [_text(value) for value in values]))
        if len(found) >= _AT_ONCE:
            say({"rows": found})
            found = []
    say({"rows": found})


def _text(value: object) -> str:
    """A value as a sheet shows it."""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    if isinstance(value, datetime) and value.time() == time():
        return value.date().isoformat()
    if isinstance(value, datetime):
        return value.isoformat(" ")
    if isinstance(value, date | time | timedelta):
        return str(value)
    return str(value)


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]))
