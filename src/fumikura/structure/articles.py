"""Laws, ordinances, rules and treaties: chapters, articles with their captions, paragraphs, items under items.

Here levels are known beforehand: a chapter closes an article whatever its number is. An article is a heading and a
text at once: what stands under it has `（所掌事務）第二条` in its path. Items nest in the order in which their ways of
numbering appear under an article (一, イ, (1)), and one way of numbering is one level, so that nothing nests for ever.
"""

from __future__ import annotations

import re
from collections.abc import Sequence, Set
from dataclasses import dataclass
from itertools import pairwise

from fumikura.blocks import Block, Form
from fumikura.numbering import Mark, read_mark
from fumikura.structure.head_lines import date_of_line, is_first_or_last_part
from fumikura.structure.outline import Heading, Place

_DIVISIONS = ("編", "部", "章", "節", "款", "目")
_ARTICLE, _BARE_ARTICLE = "unit-条", "ordinal"
_SUPPLEMENT = re.compile(r"(?:附|付)[ \u3000]*則(?:[ \u3000]*[（(].{0,60}[）)])?(?:[ \u3000]*抄)?$")
_ANNEX = re.compile(
    r"(?:別表|別記|様式|別図|別紙|附表|付表|附属書"
    r"|付録)(?:第?[ \u3000]?[0-9０-９一二三四五六七八九十Ⅰ-ⅫIVX]*)?(?:[ \u3000（(].{0,40})?$"
)
_REASONS = re.compile(r"(?:提案)?理[ \u3000]*由$")  # that a bill ends with
_CAPTION = re.compile(
    r"[（(〔【\[［](?!.*(?:改正|追加|削除|全改|繰[上下])[）)〕】\]］])[^（）()。]{1,60}[）)〕】\]］]$"
)
_NAME = re.compile(r"[ \u3000]+[^\s、。（）()][^、。]{0,19}$")  # 第一条　名称
_CAPTION_BEHIND = re.compile(r"[ \u3000]*[（(][^（）()。]{1,40}[）)]")
# What a treaty ends with, after its last article.
_TESTIMONY = re.compile(
    r"(?:以上|右)の?証拠と[しシ][てテ]|右證據トシテ|(?i:in witness|done (?:in|at))"
    r"|[^。、]{4,24}日に[^。]{1,24}作成した"
)
_BOXED = re.compile(r"【[^【】]{1,40}】$")
_LONGEST_REMARK = 12  # code points of its heading
_CHAPTER, _SUPPLEMENTARY, _ARTICLE_RANK, _EXPLANATION, _PARAGRAPH, _ITEM = 0, 10, 20, 25, 30, 40


def is_statute(blocks: Sequence[Block]) -> bool:
    """Whether a text is made of articles: they count up, or one has a caption as articles have."""
    articles = [i for i, block in enumerate(blocks) if (mark := _mark(block)) and mark.family == _ARTICLE]
    numbers = [mark.value for i in articles if (mark := _mark(blocks[i]))]
    if any(after in (before + 1, 1) for before, after in pairwise(numbers)):
        return True
    return any(i and _CAPTION.match(blocks[i - 1].text) for i in articles) or _has_bare_articles(blocks)


def _has_bare_articles(blocks: Sequence[Block]) -> bool:
    """Whether articles are numbered without 条: （趣旨） above 第１　この要綱は…, and another so."""
    captioned = [
        mark.value
        for above, block in pairwise(blocks)
        if (mark := _mark(block)) and mark.family == _BARE_ARTICLE and _CAPTION.match(above.text)
    ]
    return len(set(captioned)) > 1


def places_in_statute(blocks: Sequence[Block], page: frozenset[int]) -> tuple[Place, ...]:
    """The place of each block of a statute, in order. Those at `page`, its contents and the like, have none."""
    articles = {_ARTICLE, _BARE_ARTICLE} if _has_bare_articles(blocks) else {_ARTICLE}
    marks = ((i, _mark(block)) for i, block in enumerate(blocks))
    last = max((i for i, mark in marks if mark and mark.family in articles), default=len(blocks))
    statute = _Statute(articles, last)
    return tuple(
        Place(()) if index in page else statute.place(index, block, _next(blocks, index))
        for index, block in enumerate(blocks)
    )


@dataclass(frozen=True, slots=True)
class _Level:
    rank: int
    heading: Heading | None
    family: str = ""
    value: int = 0  # of an item


class _Statute:
    def __init__(self, articles: Set[str], last: int) -> None:
        self._articles = articles  # the families of their numbers
        self._last = last  # the index of the last of them
        self._levels: list[_Level] = []
        self._caption: Heading | None = None

    def place(self, index: int, block: Block, following: Block | None) -> Place:
        """The place of a block, which may open a level."""
        text = block.text
        mark = _mark(block)
        if block.form is Form.HEADING and mark is None:
            return self._open(_CHAPTER + min(block.level, 5), Heading(text, (index,)))
        if (
            _SUPPLEMENT.match(text)
            or (block.form is Form.LABEL and _REASONS.match(text))
            or (block.form is not Form.TABLE and _ANNEX.match(text))
            or (index > self._last and _heads_remark(block, following))
        ):
            return self._open(_CHAPTER - 1, Heading(text, (index,)))
        if block.form is Form.LABEL and is_first_or_last_part(text):
            return self._open(_ARTICLE_RANK, Heading(text, (index,)))
        if mark is None and self._names_division(index, block, following):
            return self._named_division(index, text)
        if mark is None and self._explains(block, following):
            return self._open(_EXPLANATION, Heading(text, (index,)))
        if mark is None and _is_caption(block, following):
            return self._captioned(index, text)
        if mark is None:
            return self._text(block)
        unit = mark.family.removeprefix("unit-")
        if unit in _DIVISIONS and len(text) <= 60:
            alone = "alone" if mark.length == len(text) else ""
            return self._open(_CHAPTER + _DIVISIONS.index(unit), Heading(text, (index,)), alone)
        if mark.family in self._articles:
            return self._article(index, text, mark, following)
        if mark.family == "arabic":
            return self._paragraph(index, text, mark)
        return self._item(index, text, mark)

    @property
    def _path(self) -> tuple[Heading, ...]:
        return tuple(level.heading for level in self._levels if level.heading)

    def _close(self, rank: int) -> None:
        while self._levels and self._levels[-1].rank >= rank:
            self._levels.pop()

    def _open(self, rank: int, heading: Heading, family: str = "") -> Place:
        self._close(rank)
        self._levels.append(_Level(rank, heading, family))
        self._caption = None
        return Place(self._path, heads=True)

    def _names_division(self, index: int, block: Block, following: Block | None) -> bool:
        """Whether a short line right below the number of a chapter, alone on its line, is the chapter's name."""
        last = self._levels[-1] if self._levels else None
        alone = last is not None and last.rank < _CHAPTER + len(_DIVISIONS) and last.family == "alone"
        if not (alone and last and last.heading and last.heading.blocks == (index - 1,)):
            return False
        return block.form is Form.LABEL and following is not None and not _is_caption(block, following)

    def _explains(self, block: Block, following: Block | None) -> bool:
        """Whether a line in 【 】 heads what is said of the article above it: 【趣旨】, 【解説】."""
        mark = _mark(following) if following is not None else None
        below = following is not None and not (mark and mark.family in self._articles)
        inside = any(level.rank == _ARTICLE_RANK for level in self._levels)
        return inside and below and block.form is Form.LABEL and _BOXED.match(block.text) is not None

    def _named_division(self, index: int, name: str) -> Place:
        level = self._levels.pop()
        number = level.heading or Heading("")
        return self._open(level.rank, Heading(f"{number.text}　{name}", (*number.blocks, index)))

    def _captioned(self, index: int, text: str) -> Place:
        """A caption waits for its article; where it stands behind a number alone, it has it already."""
        last = self._levels[-1] if self._levels else None
        if (
            last
            and last.rank == _ARTICLE_RANK
            and last.heading
            and last.heading.blocks == (index - 1,)
            and last.family == "alone"
        ):
            return self._open(_ARTICLE_RANK, Heading(f"{last.heading.text}{text}", (index - 1, index)))
        self._close(_ARTICLE_RANK)
        self._caption = Heading(text, (index,))
        return Place((*self._path, self._caption), heads=True)

    def _article(self, index: int, text: str, mark: Mark, following: Block | None) -> Place:
        """`第二条`, with its caption, is over its paragraphs and items; alone on its line, over its text too."""
        number = text[: mark.length].rstrip()
        behind = _CAPTION_BEHIND.match(text, mark.length)
        if behind:
            number = text[: behind.end()]
        elif _NAME.match(text, mark.length) and following is not None and _is_of_article(following):
            number = text
        alone = not text[len(number) :].strip()
        caption = self._caption
        last = self._levels[-1] if self._levels else None
        above = last.heading if last and last.rank == _ARTICLE_RANK and last.family == "alone" else None
        translates = above is not None and above.text.isascii() is not text.isascii()
        if alone and above and translates and above.blocks[-1:] == (index - 1,):
            both = Heading(f"{above.text}　{text}", (*above.blocks, index))
            return self._open(_ARTICLE_RANK, both, "alone")
        heading = Heading(
            f"{caption.text if caption else ''}{number}",
            (*(caption.blocks if caption else ()), *((index,) if alone else ())),
        )
        self._close(_ARTICLE_RANK)
        self._levels.append(_Level(_ARTICLE_RANK, heading, "alone" if alone else ""))
        self._caption = None
        return Place(self._path, heads=alone)

    def _paragraph(self, index: int, text: str, mark: Mark) -> Place:
        """`２　前項の…` belongs to its article, whatever items stand before it."""
        self._close(_PARAGRAPH)
        path = self._with_caption()
        self._levels.append(_Level(_PARAGRAPH, Heading(text[: mark.length].strip()), "arabic"))
        return Place(path)

    def _item(self, index: int, text: str, mark: Mark) -> Place:
        family, value = self._series(mark)
        same = next((level for level in self._levels if level.family == family), None)
        self._close(same.rank if same else max(_ITEM, self._levels[-1].rank + 1 if self._levels else 0))
        path = self._with_caption()
        rank = same.rank if same else max(_ITEM, self._levels[-1].rank + 1 if self._levels else 0)
        heading = Heading(text[: mark.length].strip(" \u3000、．."))
        self._levels.append(_Level(rank, heading, family, value))
        return Place(path)

    def _series(self, mark: Mark) -> tuple[str, int]:
        """The family and value of an item's mark: (i) after (h) is a letter, under (b) the first of (i) (ii)."""
        letter = mark.other_family and any(
            (level.family, level.value + 1) == (mark.other_family, mark.other) for level in self._levels
        )
        return (mark.other_family, mark.other) if letter else (mark.family, mark.value)

    def _text(self, block: Block) -> Place:
        """Text without a number goes on with the article or the paragraph, not with its last item."""
        if _TESTIMONY.match(block.text):
            self._close(_CHAPTER)
        if block.form is not Form.TABLE:
            self._close(_ITEM)
        return Place(self._with_caption())

    def _with_caption(self) -> tuple[Heading, ...]:
        return (*self._path, self._caption) if self._caption else self._path


def _is_caption(block: Block, following: Block | None) -> bool:
    """Whether a label in brackets is the caption of an article, or of a paragraph that has no article."""
    if block.form not in (Form.LABEL, Form.TEXT) or not _CAPTION.match(block.text) or following is None:
        return False
    mark = _mark(following)
    return (
        mark is not None and (mark.family in (_ARTICLE, _BARE_ARTICLE, "arabic"))
    ) or following.form is Form.TEXT


def _heads_remark(block: Block, following: Block | None) -> bool:
    """Whether a label set apart below all articles heads a paragraph of its own, as what a will adds."""
    if following is None or following.form is not Form.TEXT or following.gap or "。" not in following.text:
        return False
    label = block.form is Form.LABEL and block.gap > 0 and len(block.text) <= _LONGEST_REMARK
    return label and not date_of_line(block.text)


def _is_of_article(block: Block) -> bool:
    """Whether a block is what an article says: a sentence, or a paragraph of it."""
    mark = _mark(block)
    return (
        mark.family != _ARTICLE
        if mark
        else block.form is Form.TEXT and ("。" in block.text or block.text[-1] in "、，.")
    )


def _mark(block: Block) -> Mark | None:
    return read_mark(block.text) if block.form in (Form.NUMBERED, Form.HEADING) else None


def _next(blocks: Sequence[Block], index: int) -> Block | None:
    return blocks[index + 1] if index + 1 < len(blocks) else None
