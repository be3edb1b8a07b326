"""Plain text, and Markdown, whose marks layout reads."""

from __future__ import annotations

from fumikura.reading.content import Text
from fumikura.reading.decoding import read_text
from fumikura.reading.registry import TEXT_SUFFIXES, File, InputFormat


def _read(file: File) -> Text:
    return Text(read_text(file.data, file.source, file.encoding))


FORMAT = InputFormat(_read, TEXT_SUFFIXES)
