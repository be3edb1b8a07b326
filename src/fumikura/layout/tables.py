"""Rows of a table: tab-separated, Markdown, or HTML; a cell may hold paragraphs, lists, even a table of its own."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from fumikura.blocks import Cell, Row
from fumikura.layout.inline import strip_inline
from fumikura.layout.lines import Line, columns
from fumikura.layout.shape import Shape, Shaped

_BLOCK_TAG = re.compile(
    r"</?(?:p|li|ul|ol|dl|dt|dd|div|tr|table|thead|tbody|tfoot|caption)(?:\s[^<>]*)?>", re.IGNORECASE
)
_CELL_END = re.compile(r"</t[dh]>\s*(?=<t[dh][\s>])", re.IGNORECASE)
_PIPE = re.compile(r"(?<!\\)\|")
_PIPE_RULE = re.compile(r"\|?\s*:?-{2,}:?\s*(?:\|\s*:?-{2,}:?\s*)*\|?\s*$")
_HTML_ROW = re.compile(r"<tr(?:\s[^<>]*)?>(.*?)(?:</tr>|$)", re.IGNORECASE | re.DOTALL)
_HTML_CELL = re.compile(r"<t[dh](?:\s[^<>]*)?>(.*?)(?=</t[dh]>|<t[dh][\s>]|$)", re.IGNORECASE | re.DOTALL)
_STARTS_WITH_BLOCK = re.compile(
    r"<(?:p|li|ul|ol|tr|td|th|table|thead|tbody|div)\b|</(?:table|tr|ul|ol|tbody|thead)>", re.IGNORECASE
)
NESTED_CELL = "\u3000"


def with_broken_rows_joined(lines: Sequence[Line]) -> tuple[Line, ...]:
    """The lines, rows of `| … |` whose cells were broken over lines in one: a line that only ends in a bar goes on."""
    made: list[Line] = []
    for line in lines:
        above = made[-1] if made else None
        if (
            above
            and above.text[0] == above.text[-1] == "|" != line.text[0]
            and line.text[-1] == "|"
            and not line.gap
        ):
            text = f"{above.text} {line.text}"
            made[-1] = replace(above, text=text, raw=text, width=columns(text), last=line.last_number)
        else:
            made.append(line)
    return tuple(made)


def continues_table(line: Shaped) -> bool:
    """Whether a line that directly follows a row is a row too."""
    if line.line.gap:
        return False
    return (
        line.shape is Shape.TABLE or "\t" in line.line.raw or _STARTS_WITH_BLOCK.match(line.raw) is not None
    )


def read_rows(lines: Sequence[Shaped]) -> tuple[Row, ...]:
    """The rows that lines of one table hold, rules between them aside."""
    first = lines[0].raw.lstrip().lower()
    if first.startswith(("<table", "<tr", "<td", "<th")) and "\t" not in first:
        return _html_rows(lines)
    rows: list[Row] = []
    for line in lines:
        if line.raw.startswith("|") or line.raw.endswith("|"):
            if _PIPE_RULE.match(line.raw):
                continue
            parts = _PIPE.split(line.raw.strip().strip("|"))
        else:
            parts = line.line.raw.split("\t")
        rows.append(Row(tuple(_cell(part.replace("\\|", "|")) for part in parts), line.line.number))
    return tuple(rows)


def _html_rows(lines: Sequence[Shaped]) -> tuple[Row, ...]:
    rows: list[Row] = []
    parts: list[str] = []
    number = lines[0].line.number
    for line in lines:
        if not parts:
            number = line.line.number
        parts.append(line.raw)
        if "</tr>" in line.raw.lower() or line is lines[-1]:
            source = " ".join(parts)
            found = _HTML_ROW.findall(source) or [source]
            rows += (Row(tuple(_cell(c) for c in _HTML_CELL.findall(row) or [row]), number) for row in found)
            parts = []
    return tuple(row for row in rows if any(cell.items or cell.glosses for cell in row.cells))


def _cell(source: str) -> Cell:
    """A cell: its blocks become items, a row of a table inside it one item."""
    if "<" not in source:
        inline = strip_inline(source)
        return Cell((inline.text,) if inline.text else (), inline.glosses)
    items: list[str] = []
    glosses: list[str] = []
    for part in _BLOCK_TAG.split(_CELL_END.sub(NESTED_CELL, source)):
        inline = strip_inline(" ".join(part.split(" ")))
        glosses += inline.glosses
        if inline.text:
            items.append(re.sub(r" {2,}", " ", inline.text))
    return Cell(tuple(items), tuple(glosses))
