"""Tables of plain text: values parted by commas, tabs or semicolons."""

from __future__ import annotations

import csv
import io
from pathlib import PurePosixPath

from fumikura.errors import UnreadableError
from fumikura.reading.assembly import Assembly
from fumikura.reading.content import Blocks
from fumikura.reading.decoding import read_text
from fumikura.reading.registry import File, InputFormat

_LONGEST_VALUE = 2**27
_SAMPLE = 65536  # characters that tell what values are parted by


def read_csv(file: File) -> Blocks:
    """A table, its lines those of the file. Raises UndecodableError, UnreadableError."""
    text = read_text(file.data, file.source, file.encoding).removeprefix("\ufeff")
    before = csv.field_size_limit(_LONGEST_VALUE)
    rows: list[tuple[int, list[str]]] = []
    line = 1
    try:
        reader = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text, file.source))
        for row in reader:
            rows.append((line, row))
            line = reader.line_num + 1
    except csv.Error as error:
        raise UnreadableError("file.damaged", source=file.source, what=str(error)) from error
    finally:
        csv.field_size_limit(before)
    out = Assembly()
    out.sheet("", rows)
    return Blocks(tuple(out.blocks))


def _delimiter(text: str, source: str) -> str:
    sample = text[:_SAMPLE]
    if PurePosixPath(source).suffix.lower() in (".tsv", ".tab"):
        return "\t"
    return max(",;\t", key=lambda sign: (sample.count(sign), sign == ","))


FORMAT = InputFormat(read_csv, (".csv", ".tsv", ".tab"))
