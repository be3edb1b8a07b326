"""Page numbers and running heads: lines of the page, not of the text, found by their recurring.

A number on a line of its own may be a page's or a section's. It is the page's where it cuts a sentence in two, is
set as page numbers are (- 3 -, 3/10), or stands at a form feed; then so are the others of its series. What a browser
prints around a page is told by itself.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from itertools import pairwise

from fumikura.layout.printed import is_printed_frame
from fumikura.layout.profile import Profile
from fumikura.layout.shape import Shape, Shaped, ends_open, ends_sentence, is_label

_DIGITS = re.compile(r"[0-9０-９]+")
_BETWEEN_DASHES = re.compile(r"[-－−–—―‐]\s*#\s*[-－−–—―‐]$")  # - 3 -, that nothing else is
_BELOW_TEXT = frozenset({Shape.PAGE, Shape.NOTE, Shape.RULE, Shape.APART})
_MIDDLE = 16  # columns
_FAR_RIGHT = 24  # columns that no paragraph is set in by
_REACH = 6  # lines below the text of a page
_NEVER_HEADS = frozenset({Shape.TABLE, Shape.BULLET, Shape.RULE, Shape.PAGE, Shape.NOTE, Shape.FIGURE})


def furniture(lines: Sequence[Shaped], setting: Profile) -> frozenset[int]:
    """Indexes of the lines that belong to the page."""
    numbers = _page_numbers(lines, setting)
    return numbers | _running_heads(lines, setting, numbers) | _printed_frames(lines) | _last_number(lines)


def _last_number(lines: Sequence[Shaped]) -> set[int]:
    """The last line of a file, where it is the number of a page, in the middle or at the right."""
    last = lines[-1] if lines else None
    found = last is not None and last.shape is Shape.PAGE and last.line.indent >= _MIDDLE
    return {len(lines) - 1} if found else set()


def _page_numbers(lines: Sequence[Shaped], setting: Profile) -> frozenset[int]:
    styles: dict[str, list[int]] = defaultdict(list)
    for index, line in enumerate(lines):
        if line.shape is Shape.PAGE:
            styles[_DIGITS.sub("#", line.text)].append(index)
    found: set[int] = set()
    for style, indexes in styles.items():
        dressed = len(style) > 1
        if _BETWEEN_DASHES.match(style):
            found.update(indexes)
        sure = [i for i in indexes if _cuts(lines, i, setting) or lines[i].line.paged]
        at_form_feed = [i for i in indexes if i + 1 < len(lines) and lines[i + 1].line.paged]
        if sure or at_form_feed or (dressed and _counts_up(lines, indexes)):
            found.update(indexes)
    return frozenset(found)


def _printed_frames(lines: Sequence[Shaped]) -> frozenset[int]:
    if not any("://" in line.text for line in lines):
        return frozenset()
    firsts = [index for index, line in enumerate(lines) if line.line.paged or not index]
    ends = [(first, stop - 1) for first, stop in pairwise([*firsts, len(lines)])]
    framed = (pair for pair in ends if is_printed_frame(*(lines[index].text for index in pair)))
    return frozenset(index for pair in framed for index in pair)


def _running_heads(lines: Sequence[Shaped], setting: Profile, numbers: frozenset[int]) -> frozenset[int]:
    texts: dict[str, list[int]] = defaultdict(list)
    for index, line in enumerate(lines):
        if line.shape not in _NEVER_HEADS and len(line.text) <= 60 and not ends_sentence(line.text):
            texts[_DIGITS.sub("#", line.text)].append(index)
    found: set[int] = set()
    for indexes in texts.values():
        at_page = [i for i in indexes if _at_page(lines, i, numbers)]
        cutting = [i for i in indexes if _cuts(lines, i, setting, _BELOW_TEXT)]
        often = len(indexes) >= 2 and len(at_page) >= max(2, 0.6 * len(indexes))
        if often or (len(indexes) >= 3 and len(cutting) >= 0.3 * len(indexes)):
            found.update(indexes)
        # One that is seen once is the page's where it stands at a number or a form feed inside a sentence.
        found.update(
            i
            for i in at_page
            if i in cutting
            and is_label(lines[i].text)
            and (lines[i].line.indent >= _FAR_RIGHT or not setting.filled(i, lines[i]))
        )
    return frozenset(found)


def _at_page(lines: Sequence[Shaped], index: int, numbers: frozenset[int]) -> bool:
    after = index + 1 < len(lines) and lines[index + 1].line.paged
    return index - 1 in numbers or index + 1 in numbers or lines[index].line.paged or after


def _cuts(
    lines: Sequence[Shaped], index: int, setting: Profile, below: frozenset[Shape] = frozenset({Shape.PAGE})
) -> bool:
    """Whether the line stands inside a sentence, with lines of the shapes `below` before it that end the page."""
    before = index - 1
    while before >= max(0, index - _REACH) and lines[before].shape in below:
        before -= 1
    if before < 0 or index + 1 >= len(lines):
        return False
    previous, following = lines[before], lines[index + 1]
    if previous.shape in _NEVER_HEADS or ends_sentence(previous.text) or following.shape is Shape.HEADING:
        return False
    return setting.full(before, previous, following) or (
        setting.measures[before] is None and ends_open(previous.text) >= 2
    )


def _counts_up(lines: Sequence[Shaped], indexes: Sequence[int]) -> bool:
    values = [int(match[0]) for i in indexes if (match := _DIGITS.search(lines[i].text))]
    return len(values) >= 2 and all(b - a == 1 for a, b in pairwise(values))
