"""Plain text, and Markdown, whose marks layout reads."""

from __future__ import annotations

import re

from fumikura.reading.content import About, Text
from fumikura.reading.decoding import read_text
from fumikura.reading.registry import TEXT_SUFFIXES, File, InputFormat

# Title and author, close together, and a box between two rules of one kind that tells of the signs in what follows.
_ABOVE_A_BOX = re.compile(
    r"\ufeff?(?P<title>[^\r\n]{1,60})\r?\n(?:[^\r\n]{1,60}\r?\n){1,4}(?:[ \u3000]*\r?\n)+"
    r"(?P<rule>[-=＝―─]{20,})\r?\n(?:(?!(?P=rule))[^\r\n]*\r?\n){1,60}(?P=rule)[ \u3000]*\r?\n"
)
_READING = re.compile("《[^《》]*》|｜")


def _read(file: File) -> Text:
    text = read_text(file.data, file.source, file.encoding)
    above = _ABOVE_A_BOX.match(text)
    return Text(text, About(_READING.sub("", above["title"]).strip()) if above else About())


FORMAT = InputFormat(_read, TEXT_SUFFIXES)
