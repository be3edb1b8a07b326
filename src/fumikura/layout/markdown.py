"""Markdown, told by several of its signs: there empty lines alone part paragraphs, and > is before what is quoted."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from fumikura.layout.lines import Line, columns

_SIGNS = tuple(
    map(
        re.compile,
        (r"#{1,6} \S", r".*\[[^\[\]]+\]\([^()\s]+\)", r"\*\*[^*]+\*\*$", r".*\[\^\w{1,12}\]", r"```"),
    )
)
_MAY_BE_SIGN = re.compile(r"#|\*\*|`|.*\[.")
_FEWEST = 2
_DEFINED = re.compile(r":[ \u3000]+\S")
_LONGEST_TERM = 24  # code points
_QUOTED = re.compile(r"(?:>[ \u3000]?)+(?=\S)")


def is_markdown(lines: Sequence[Line]) -> bool:
    """Whether a text has at least two signs of Markdown."""
    texts = [line.text for line in lines if _MAY_BE_SIGN.match(line.text)]
    return sum(any(map(sign.match, texts)) for sign in _SIGNS) >= _FEWEST


def without_quote_signs(lines: Sequence[Line]) -> tuple[Line, ...]:
    """The lines of a text, those of Markdown without the signs of quotation; in mail these stay."""
    if not (any(line.text[0] == ">" for line in lines) and is_markdown(lines)):
        return tuple(lines)
    return tuple(_unquoted(line) if line.text[0] == ">" else line for line in lines)


def with_definitions_joined(lines: Sequence[Line]) -> tuple[Line, ...]:
    """The lines of a text, in Markdown those of a term and what is below it behind a colon as one: 峰田 / : はい。"""
    if not (any(line.text[0] == ":" for line in lines) and is_markdown(lines)):
        return tuple(lines)
    joined: list[Line] = []
    for line in lines:
        term = joined[-1].text if joined else ""
        defined = _DEFINED.match(line.text) is not None and not line.gap
        if (
            defined
            and 0 < len(term) <= _LONGEST_TERM
            and term[0] not in "#:|-*"
            and term[-1] not in "。．.：:"
        ):
            text = f"{term}{line.text}"
            joined[-1] = replace(joined[-1], text=text, raw=text, width=columns(text))
        else:
            joined.append(line)
    return tuple(joined)


def _unquoted(line: Line) -> Line:
    match = _QUOTED.match(line.text)
    text = line.text[match.end() :] if match else line.text
    return replace(line, text=text, raw=text, width=columns(text))
