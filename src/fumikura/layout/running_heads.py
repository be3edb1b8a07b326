"""Running heads and page numbers of laid-out pages: lines at the edges that recur, or count up, from page to page.

What a browser prints around a page is told by itself.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Sequence

from fumikura.layout.printed import is_printed_frame
from fumikura.layout.shape import ends_sentence
from fumikura.pages import LaidLine, Page

_DIGITS = re.compile(r"[0-9０-９]+")
_NUMBER = re.compile(
    r"(?:[-－–—―‐・~〜<＜\[［(（〔|｜]\s*)?(?:p\.?\s*|page\s*|第\s*)?(?P<n>[0-9０-９]{1,4}|[ivxlⅰ-ⅻ]{1,6})\s*(?:頁|ページ)?"
    r"(?:\s*(?:/|／|of)\s*[0-9０-９]{1,4})?(?:\s*[-－–—―‐・~〜>＞\]］)）〕|｜])?",
    re.IGNORECASE,
)
_LONGEST = 80  # characters of a running head
_ROWS = 3  # at either edge that may be no text
_ROW = 3  # points by which the lines of a row vary
_NEAR = 4.0  # points by which the place of a running head varies
_APART = 1.6  # em between the text and a number below it, where there is but one page to tell by


def edges(pages: Sequence[Page]) -> list[frozenset[int]]:
    """For each page the indexes of its lines that belong to the page and not to the text."""
    outer = [_outer(page) for page in pages]
    seen: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for number, (page, candidates) in enumerate(zip(pages, outer, strict=True)):
        for index in candidates:
            text = page.lines[index].text
            if len(text) > _LONGEST or (len(text) > 15 and ends_sentence(text)):
                continue
            seen[_key(page.lines[index])].append((number, index))
    found: list[set[int]] = [set() for _ in pages]
    for key, places in seen.items():
        if len({number for number, _ in places}) < 2:
            continue
        heights = Counter(round(pages[n].lines[i].box.y0 / _NEAR) for n, i in places)
        for number, index in places:
            height = round(pages[number].lines[index].box.y0 / _NEAR)
            beside = sum(heights[height + step] for step in (-1, 0, 1))
            if beside >= 2 and (key.strip("#") or _counts_up(pages, places)):
                found[number].add(index)
    for number, page in enumerate(pages):
        last = _row(page, -1)
        found[number] |= {index for index in last if len(last) == 1 and _is_lone_number(page, index)}
        found[number] |= _printed_frame(page)
    return [frozenset(each) for each in found]


def printed_numbers(pages: Sequence[Page], furniture: Sequence[frozenset[int]]) -> dict[int, str]:
    """The numbers printed on the pages, by the index of the page, where they count up as pages do."""
    found: dict[int, tuple[int, str]] = {}
    for place, (page, indexes) in enumerate(zip(pages, furniture, strict=True)):
        for index in indexes:
            match = _NUMBER.fullmatch(page.lines[index].text.strip())
            if match and (number := unicodedata.normalize("NFKC", match["n"])).isdecimal():
                found[place] = (int(number), number)
    offsets = Counter(number - place for place, (number, _) in found.items())
    if not offsets:
        return {}
    offset, count = offsets.most_common(1)[0]
    if count < 2 and len(pages) > 1:
        return {}
    return {place: text for place, (number, text) in found.items() if number - place == offset}


def _key(line: LaidLine) -> str:
    return _DIGITS.sub("#", "".join(line.text.split()))


def _outer(page: Page) -> list[int]:
    """The lines in the first and last rows of a page, and those that run across it."""
    heights = sorted({round(line.box.y0) for line in page.lines if not line.across})
    rows: list[float] = []
    for height in heights:
        if not rows or height - rows[-1] > _ROW:
            rows.append(height)
    if not rows:
        return [index for index, line in enumerate(page.lines) if line.across]
    top, bottom = rows[:_ROWS], rows[-_ROWS:]
    return [
        index
        for index, line in enumerate(page.lines)
        if line.across or line.box.y0 <= top[-1] + _ROW or line.box.y0 >= bottom[0] - _ROW
    ]


def _counts_up(pages: Sequence[Page], places: Sequence[tuple[int, int]]) -> bool:
    """Whether bare numbers are those of the pages."""
    offsets = Counter[int]()
    for number, index in places:
        match = _NUMBER.fullmatch(pages[number].lines[index].text.strip())
        if match and (value := unicodedata.normalize("NFKC", match["n"])).isdecimal():
            offsets[int(value) - number] += 1
    return bool(offsets) and offsets.most_common(1)[0][1] >= 2


def _row(page: Page, place: int) -> list[int]:
    """The lines of the first row of a page, at `place` 0, or of the last, at -1, from the left."""
    heights = sorted(line.box.y0 for line in page.lines if not line.across)
    row = [
        index
        for index, line in enumerate(page.lines)
        if not line.across and abs(line.box.y0 - heights[place]) < _ROW
    ]
    return sorted(row, key=lambda index: page.lines[index].box.x0)


def _printed_frame(page: Page) -> set[int]:
    """What a browser prints around a page, if this one was printed so."""
    rows = [_row(page, place) for place in (0, -1)]
    top, bottom = ("  ".join(page.lines[index].text for index in row) for row in rows)
    return {index for row in rows for index in row} if is_printed_frame(top, bottom) else set()


def _is_lone_number(page: Page, index: int) -> bool:
    """Whether the last line is a number that stands well below the text, in the last tenth of the page.

    One between brackets or dashes (- 1 -) in the middle of the page stands as close as it likes.
    """
    line = page.lines[index]
    middle = abs(line.box.x0 + line.box.x1 - page.width) < 2 * line.size
    dressed = middle and not line.text.strip()[0].isalnum()
    above = max((o.box.y1 for i, o in enumerate(page.lines) if i != index and not o.across), default=0.0)
    return (
        _NUMBER.fullmatch(line.text.strip()) is not None
        and line.box.y0 > 0.88 * page.height
        and (line.box.y0 - above > _APART * line.size or (dressed and line.box.y0 > above))
    )
