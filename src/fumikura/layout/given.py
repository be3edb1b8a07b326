"""Paragraphs that a format gives whole, as web pages and Word do: what they are by what they begin with.

Their writers use line breaks for what paragraphs are for, and to wrap sentences by hand; which of the two, is told by how
the one line ends and the other begins.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from fumikura.blocks import Block, Form
from fumikura.layout.attested import Attested
from fumikura.layout.draft import join
from fumikura.layout.lines import Line, columns
from fumikura.layout.shape import (
    Shape,
    ends_open,
    ends_sentence,
    is_label,
    shape_line,
    starts_inside,
)

_FORMS = {
    Shape.NUMBERED: Form.NUMBERED,
    Shape.BULLET: Form.BULLET,
    Shape.FIGURE: Form.CAPTION,
    Shape.NOTE: Form.FOOTNOTE,
    Shape.DATE: Form.LABEL,
    Shape.PAGE: Form.LABEL,
}
_WRAPPED = 24  # characters; a shorter line was hardly broken for want of room


def from_given(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """The blocks with their line breaks undone, and their forms told where the format only says paragraph."""
    attested = Attested([block.text for block in blocks if block.form is Form.TEXT])
    made: list[Block] = []
    for block in blocks:
        for place, text in enumerate(_paragraphs(block, attested)):
            glosses, gap = (block.glosses, block.gap) if place == 0 else ((), 0)
            form = form_of(text) if block.form is Form.TEXT else block.form
            made.append(replace(block, form=form, text=text, glosses=glosses, gap=gap))
    return tuple(_with_text(made))


def _with_text(blocks: Sequence[Block]) -> list[Block]:
    """The blocks that have text or rows. What others have beside a text goes to the text before, or is one by itself."""
    made: list[Block] = []
    for block in blocks:
        if block.text or block.rows:
            made.append(block)
        elif block.glosses and made and made[-1].text:
            made[-1] = replace(made[-1], glosses=(*made[-1].glosses, *block.glosses))
        elif block.glosses:
            made.append(replace(block, text=" ".join(block.glosses), glosses=()))
    return made


def form_of(text: str) -> Form:
    """The form of a paragraph of which nothing is known but its text."""
    if not text:
        return Form.TEXT
    shape = shape_line(Line(1, text, raw=text, width=columns(text))).shape
    if form := _FORMS.get(shape):
        return form
    return Form.LABEL if shape is Shape.TEXT and is_label(text) else Form.TEXT


def _paragraphs(block: Block, attested: Attested) -> Iterator[str]:
    if "\n" not in block.text:
        yield block.text
        return
    lines = [line.strip(" \u3000") for line in block.text.split("\n")]
    whole = block.form is not Form.TEXT
    text = ""
    for line in filter(None, lines):
        if not text:
            text = line
        elif whole or _goes_on(text, line):
            text = join(text, line, attested) if not whole else f"{text} {line}"
        else:
            yield text
            text = line
    yield text


def _goes_on(text: str, line: str) -> bool:
    """Whether a sentence goes on over a line break."""
    if ends_sentence(text) or _FORMS.get(shape_line(Line(1, line, raw=line, width=columns(line))).shape):
        return False
    last = text[-80:]
    if ends_open(text) >= 2 or starts_inside(line) >= 2:
        return True
    return len(last) >= _WRAPPED and not is_label(last)
