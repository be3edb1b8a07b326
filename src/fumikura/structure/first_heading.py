"""Where a head ends above the first heading of its text, which stands among the last lines of the head."""

from __future__ import annotations

import re
from collections.abc import Sequence

from fumikura.blocks import Block, Form
from fumikura.labels import read_field_label
from fumikura.numbering import read_lone_mark, read_mark
from fumikura.structure.head_lines import (
    is_date,
    is_first_or_last_part,
    is_opening_part,
    is_other_than_title,
    is_person,
    is_publisher,
    is_stamp,
    place_of_line,
)
from fumikura.structure.heading_lines import BOXED, heads_list, is_bracketed_heading, is_told_of
from fumikura.structure.speakers import labels_of

_ENCLOSED = re.compile(r"(?:〔[^〔〕]{1,40}〕|［[^［］]{1,40}］)$")
_LONG = 30  # code points of a paragraph that a label heads; half of it where a sentence ends with it
_FEWEST = 2  # headings that tell how headings stand
_REACH = 40  # blocks that a head may have


def without_first_heading(blocks: Sequence[Block], title: int, body: int) -> int:
    """The end of the head, before a label that heads the first paragraph as others head those that follow."""
    last = body - 1
    if not 0 <= title < last or body >= len(blocks):
        return body
    block = blocks[last]
    if is_first_or_last_part(block.text) or (block.gap and is_opening_part(block.text)):
        return last
    if read_lone_mark(block.text) is not None:  # the first chapter's, which has no other name
        return last
    if BOXED.match(block.text) and not is_stamp(block.text):
        return last
    if _is_enclosed_as_others(block, blocks[body:]) and not is_stamp(block.text):
        return last
    if block.gap and is_bracketed_heading(block) and any(map(is_bracketed_heading, blocks[body:])):
        return last
    if _is_signed(blocks, last) and any(_is_signed(blocks, index) for index in range(body, len(blocks) - 1)):
        return _without_group(blocks, title, last - 1)
    if _is_known(block):
        return body
    if block.form is Form.LABEL and (_heads_speech(blocks, last) or heads_list(block.text, blocks[body:])):
        return last
    if block.form is Form.LABEL and block.gap and _are_items(blocks[body : body + _FEWEST]):
        return last
    if block.form is Form.BULLET and blocks[body].form is Form.TEXT:
        return last
    if _stands_behind_date(blocks, title, last):
        return last
    if not _heads(blocks, last, below_gap=bool(block.gap)) or block.text[0] in "―—–-－~～":
        return body
    told = block.gap and (blocks[body].gap or block.text.endswith("について"))
    if told and is_told_of(block.text, blocks[body:]):
        return last
    alike = any(_heads(blocks, index, below_gap=bool(block.gap)) for index in range(body, len(blocks)))
    alike = alike or (not blocks[body].gap and _head_without_gaps(blocks, body))
    return _without_group(blocks, title, last) if alike else body


def _is_enclosed_as_others(block: Block, below: Sequence[Block]) -> bool:
    """Whether a line is all in square brackets or those of notices, and another one further down in the same."""
    others = (each for each in below if each.text[:1] == block.text[0])
    return _ENCLOSED.match(block.text) is not None and any(_ENCLOSED.match(each.text) for each in others)


def _is_signed(blocks: Sequence[Block], index: int) -> bool:
    """Whether who wrote the paragraph below stands right below the heading of it, as in a journal."""
    block, above = blocks[index], blocks[index - 1]
    named = index > 0 and above.form is Form.LABEL and not (block.gap or _is_known(above))
    return named and is_person(block.text) and blocks[index + 1].form is Form.TEXT


def _are_items(blocks: Sequence[Block]) -> bool:
    """Whether several blocks are items of a list, behind the same sign."""
    alike = len({block.text[:1] for block in blocks}) == 1
    return len(blocks) == _FEWEST and alike and all(block.form is Form.BULLET for block in blocks)


def _head_without_gaps(blocks: Sequence[Block], body: int) -> bool:
    """Whether labels without an empty line above head paragraphs, as the first does, which has that of the head."""
    names = {blocks[body - 1].text}  # whoever is addressed again and again heads nothing
    for index in range(body + 1, len(blocks)):
        if _heads(blocks, index, below_gap=False) and blocks[index - 1].text.endswith("。"):
            names.add(blocks[index].text)
    return len(names) > _FEWEST


def _without_group(blocks: Sequence[Block], title: int, body: int) -> int:
    """The end of the head, before the label set apart that stands right over the first of close headings."""
    above = blocks[body - 1]
    over = body - 1 > title and above.form is Form.LABEL and above.gap > 0 == blocks[body].gap
    return body - 1 if over and not _is_known(above) else body


def _is_known(block: Block) -> bool:
    """Whether a line of a head is known for something else than a title or a heading."""
    if is_other_than_title(block.text) or is_publisher(block.text) or is_person(block.text) or is_date(block):
        return True
    label = read_field_label(block.text, bare=True, spaced=True)
    return label is not None or bool(place_of_line(block.text))


def _stands_behind_date(blocks: Sequence[Block], title: int, index: int) -> bool:
    """Whether a label stands between the day of a document, which its title has above it, and the first paragraph."""
    block, below = blocks[index], blocks[index + 1]
    return (
        block.form is Form.LABEL
        and bool(block.gap)
        and below.form is Form.TEXT
        and "。" in below.text
        and any(is_date(each) for each in blocks[title + 1 : index])
    )


def _heads_speech(blocks: Sequence[Block], index: int) -> bool:
    """Whether a speech, or a numbered heading over one, follows a label, as 冒頭発言 does.

    In minutes, whose speakers have signs, the agenda stands above the first: a label heads it if another heads one.
    """
    labels = labels_of(blocks[index + 1 : index + 1 + _REACH])
    numbered = blocks[index + 1].form is Form.NUMBERED
    label = labels.get(int(numbered))
    if label is None or label.style not in ("sign", "half"):
        return label is not None
    further = labels.keys() - {int(numbered)}
    return any(_may_head_speech(blocks[index + place : index + 1 + place]) for place in further)


def _may_head_speech(above: Sequence[Block]) -> bool:
    """Whether the block right above a speech is a label set apart, and none of those known for something else."""
    known = [is_other_than_title(block.text) or is_date(block) or is_person(block.text) for block in above]
    return any(block.form is Form.LABEL and block.gap for block in above) and not any(known)


def without_caption(blocks: Sequence[Block], title: int, body: int) -> int:
    """The end of the head, before the caption in brackets that the first article below it has."""
    if 0 < body < len(blocks) and title < body - 1 and blocks[body].form is Form.NUMBERED:
        mark = read_mark(blocks[body].text)
        if mark and mark.family in ("unit-条", "ordinal") and blocks[body - 1].text[0] in "（(":
            return body - 1
    return body


def _heads(blocks: Sequence[Block], index: int, *, below_gap: bool) -> bool:
    """Whether a label stands over a long paragraph, below an empty line, or with none above and below."""
    block = blocks[index]
    following = blocks[index + 1] if index + 1 < len(blocks) else None
    return (
        block.form is Form.LABEL
        and bool(block.gap) is below_gap
        and following is not None
        and following.form is Form.TEXT
        and (
            len(following.text) > _LONG
            or (following.text.endswith("。") and len(following.text) > _LONG // 2)
        )
        and (below_gap or not (following.gap or block.text[0] in "「『"))
    )
