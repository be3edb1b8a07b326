"""Where each block of a text stands: below which headings, and below which items of lists."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from fumikura.blocks import Block, Form
from fumikura.structure.furniture import ends_speech
from fumikura.structure.heading_lines import CLOSING
from fumikura.structure.headings import Judge
from fumikura.structure.items import Items, items_over
from fumikura.structure.outline import Outline, Place


def places_in_outline(
    blocks: Sequence[Block],
    page: frozenset[int],
    speech: Collection[int],
    days: Mapping[int, str],
    *,
    below_agenda: bool = False,
    interviewed: bool = False,
) -> tuple[Place, ...]:
    """The place of each block in the outline of a text.

    Blocks at `page` are of the page and those at `speech` begin a speech: both head nothing. Those at `days` are days,
    months or years, and head what was written on them. `below_agenda` says that an agenda begins above the blocks,
    `interviewed` that reporters ask: brackets have topics there, where those of other talk have what was done.
    """
    judge = Judge(blocks, page, speech, days, interviewed=interviewed)
    aside = page | frozenset(speech)
    outline = Outline()
    places: list[Place] = []
    sitting = judge.start_of_sitting(below_agenda=below_agenda)
    over: Items = ()
    for index, block in enumerate(blocks):
        if index == sitting:
            outline = Outline()
        if index not in aside and (family := judge.heading(index)):
            opened = outline.heading(block.text, judge.marks[index], block.level, family=family, block=index)
            places.append(Place(outline.path, heads=opened))
            over = ()
            continue
        if (speech and index in page and ends_speech(block)) or CLOSING.match(block.text):
            outline = Outline()
        mark = judge.marks[index]
        if mark is not None and block.form is Form.NUMBERED and index not in aside:
            outline.item(mark)
            above = blocks[index - 1] if index and not places[-1].heads else None
            over = items_over(mark, over, above)
        elif index not in page:
            over = ()
        places.append(Place((*outline.path, *(heading for _, heading in over))))
    return tuple(places)
