"""Which lines of a head are the title of its document.

Each line that may be one is weighed by what it is and where it stands, and the best is taken with those that it goes on
over. All weights stand in one table.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import islice, pairwise
from types import MappingProxyType

from fumikura.blocks import Block, Form
from fumikura.dates import first_date
from fumikura.labels import read_field_label
from fumikura.numbering import read_mark
from fumikura.page_matter import is_posted
from fumikura.structure.furniture import BESIDE_HEADING, SENTENCE
from fumikura.structure.head_lines import (
    heads_part,
    is_date,
    is_other_than_title,
    is_person,
    is_posting,
    is_publisher,
    is_session,
    is_signed_body,
    posted_day,
)
from fumikura.structure.page_parts import is_prose, is_trail_to
from fumikura.structure.title_lines import (
    BRACKETS_AT_END,
    DASHED,
    KIND_ALONE,
    KIND_OF_DOCUMENT,
    features_of,
    is_short_line,
    title_of,
)

# 結果報告書（概要版）: what the line above is a report of.
_NAME_OF_KIND = re.compile(
    r"(?:[一-龠]{2,4}(?<!会議))?(?:報告書?|議事録|会議録|要旨集|記録集)(?:[（(][^（）()]{1,8}[）)])?$"
)
_SESSION_ALONE = re.compile(r".*回[ \u3000]?(?:国会|(?:定例|臨時)会)$")
_NUMBER_BEHIND = re.compile(r"[ \u3000]*第[ \u3000]?[0-9０-９〇一二三四五六七八九十百]+[ \u3000]?号$")
_ISSUE = re.compile(
    r"[ \u3000【（(\[]*(?:vol|no|第|#|＃|№)[.． ]?[0-9０-９]{1,5}[号回】）)\]]*$", re.IGNORECASE
)
_DAY_FIRST = re.compile(
    r"(?:[0-9０-９一二三四五六七八九十]{1,3}[ \u3000]?月[ \u3000]?)?[0-9０-９一二三四五六七八九十]{1,3}[ \u3000]?日"
)
_OPEN_END = re.compile(
    r"(?:[、，,：:・（「]|.{11}(?:の|に|を|と|へ|で|は|が)|及び|並びに|又は|関する|係る|対する|おける|ための|向けた|伴う)$"
)
_INSIDE = re.compile(
    r"(?:及び|並びに|又は|若しくは|[のにをがはとでへ](?=[^\sぁ-ん])|について|に関|に係|における|のための)"
)
_ITEMS = re.compile(r"[\s|｜・/／\[\]［］【】＜＞<>]+")  # of a menu
_WORD = re.compile(r"[一-龠々]{2,}|[ァ-ヶー]{3,}|[A-Za-z]{3,}")
# What speaks for a line, and what against it. The figures come from conditional logistic regressions over the lines of
# some 350 heads whose titles were marked by reading (pages of ministries, towns, news and societies, minutes, laws,
# letters, press conferences, diaries, stories), rounded. The sum of a title is 0 or more.
_WEIGHTS: Mapping[str, float] = MappingProxyType(
    {
        # by itself
        "line": -1.5, "labelled as title": 10, "heading of the first level": 4, "date at end": 4, "date before": 4,
        "meeting": 2, "ends as titles do": 2, "sign before": 2, "8 characters": 2, "heading": 1,
        "sentence": -0.5, "person": -3, "caption": -2, "numbered": -2.5, "no Japanese": -2.5, "long": -3,
        "enclosed": -3, "publisher": -3.5, "text": -4, "other": -4, "kind alone": -5, "number alone": -6, "steps": -6,
        "byline": -6, "of an issue": -5, "of a series": -6,
        # where it stands
        "named by the file": 8, "at the end of the trail": 6, "issue": 13, "posted": 5, "taken up": 3.5,
        "first": 3, "apart": 3, "defined below": 3,
        "below its kind": 2.5, "below a posting": 2.5, "right above the text": 2, "above a date": 1.5, "repeated": 1.5,
        "above a name at the right": 1.5, "above a person": 2,
        "alone over the text": 3.5, "one of several days": -6,
        "near the text": 0.5, "first on a page": -0.5, "not taken up": -0.5, "part of another": -2, "in the text": -4,
        "in a menu": -6,
    }
)  # fmt: skip
# Where no sum is 0 or more, a line of the head that is nothing else is a likelier title than none.
_NEVER_LIKELY = frozenset(
    {"other", "publisher", "person", "enclosed", "sentence", "number alone", "numbered"}
)
_BETTER_THAN_SAID = 7  # the least sum of a line that is no title that the file gives itself
_LIKELY, _LIKELY_BELOW = -6, -2  # the lowest sums of such a line, in the head and right below it
_REACH = 40  # blocks among which a title is looked for
_FAR = 12  # blocks of the text among which a title may follow, as that of what a letter encloses
_NEAR = 3  # of which a picture may be shown
_MOST_LINES = 3
_TOLD = 60  # blocks whose text takes up what the title says
_LITTLE, _MUCH = 0.3, 0.6  # shares of the words of a line
_FEWEST_WORDS, _MANY_WORDS = 2, 5  # pairs of characters; a name has fewer than many
_NEAR_TEXT = 8  # paragraphs
_RIGHT = 8  # columns
_FEWEST_DAYS = 3
_LONGEST_DAY = 40
_SHORT = 20
_TELLS = ("（", "(", "は", "、")  # behind a title that a text begins with


@dataclass(frozen=True, slots=True)
class Said:
    """The title that a file gives itself; `is_shown` where readers see it, as that of a web page."""

    title: str = ""
    is_shown: bool = False


NOTHING_SAID = Said()


class Titles:
    """Weighs the lines of a head: `body` is where its text begins, `aside` are menus, `said` is what the file says.

    The trail to the page ends with the lines at `named`.
    """

    def __init__(
        self,
        blocks: Sequence[Block],
        body: int,
        aside: Collection[int],
        said: Said = NOTHING_SAID,
        named: Collection[int] = (),
        *,
        on_page: bool = False,
    ) -> None:
        self._blocks = blocks[:_TOLD]
        self._body = body
        self._aside = aside
        self._named = named
        self._on_page = on_page
        of_site = bool(said.title) and (is_other_than_title(said.title) or is_publisher(said.title))
        self._said = "" if of_site else _squeezed(said.title)
        self._least = _BETTER_THAN_SAID if self._said and said.is_shown else -math.inf
        opening = (i for i, each in enumerate(blocks[:_REACH]) if heads_part(each.text))
        self._reach = min(_REACH, body + _FAR, len(blocks), next(opening, _REACH))
        self._head = max(self._reach, body)

    def best(self) -> range:
        """The lines of the title, as indexes of blocks; none where no line reads as one."""
        candidates = [index for index in range(self._reach) if self._may_be[index]]
        if not candidates:
            return range(0)
        scores = {index: self.score(index) for index in candidates}
        if max(scores.values()) < self._least:
            return range(0)
        if max(scores.values()) < 0:
            scores = {index: scores[index] for index in candidates if self._is_likely(index, scores[index])}
        taken_up = self._taken_up
        best = max(scores, key=lambda i: (scores[i], taken_up[i] == "taken up", -i), default=-1)
        return self._run(best) if best >= 0 else range(0)

    def _is_likely(self, index: int, score: float) -> bool:
        """Whether the line at `index` may be the title where no better one is found."""
        lowest = _LIKELY if index < self._body else _LIKELY_BELOW
        near = index < self._body + _NEAR and score >= lowest and not _DAY_FIRST.match(self._titles[index])
        likely = near and _NEVER_LIKELY.isdisjoint(self.features(index))
        return likely and not self._heads_one_of_several(index)

    def _heads_one_of_several(self, index: int) -> bool:
        """Whether a line below the first paragraph heads a part of the text, as another label further down does."""
        if index < self._body or not any(map(is_prose, self._blocks[:index])):
            return False
        pairs = pairwise(self._blocks[index:])
        heads = [one.form is Form.LABEL and one.gap > 0 and is_prose(other) for one, other in pairs]
        return heads[:1] == [True] and heads.count(True) > 1

    def score(self, index: int) -> float:
        """What speaks for the line at `index`, less what speaks against it."""
        return sum(_WEIGHTS[feature] for feature in self.features(index))

    def features(self, index: int) -> Iterator[str]:
        """What the line at `index` is and where it stands, as names of weights."""
        block, title = self._blocks[index], self._titles[index]
        for feature in features_of(block):
            if feature == "text" and not SENTENCE.search(block.text):
                if len(block.text) > _SHORT:  # a short line that is set apart is no longer one
                    yield "long"
                continue
            yield feature
        if index >= self._body:
            yield "in the text"
        if index == self._first < max(1, self._body):
            yield "first on a page" if self._on_page else "first"
        below = self._blocks[index + 1 : index + 1 + _NEAR]
        if self._on_page and any(map(is_prose, below[:1])):
            yield "right above the text"
        elif self._on_page and any(map(is_prose, below)):
            yield "near the text"
        if self._said and self._said in (title, _squeezed(block.text)):
            yield "named by the file"
        if any(is_date(each) for each in self._blocks[index + 1 : index + 3]):
            yield "above a date"
        if self._is_alone_over_text(index):
            yield "alone over the text"
        if below and _stands_right(below[0], block):
            yield "above a name at the right"
        elif below and is_signed_body(block.text, below[0].text):
            yield "publisher"
        elif below and is_person(below[0].text) and not is_publisher(title):
            yield "above a person"
        if self._are_days and _DAY_FIRST.match(block.text):
            yield "one of several days"
        if any(is_posting(each.text) for each in self._blocks[max(0, index - 2) : index]):
            yield "below a posting"
        if index == self._posted:
            yield "posted"
        after = self._blocks[index + 1] if index + 1 < len(self._blocks) else None
        if block.gap and after is not None and after.gap:
            yield "apart"
        first = self._blocks[self._first].text if 0 <= self._first < index else ""
        if first and block.text.startswith(first) and _ISSUE.match(block.text, len(first)):
            yield "issue"
        if index and KIND_ALONE.match(self._titles[index - 1]):
            yield "below its kind"
        later = (each.text for each in self._blocks[index + 1 :] if each.text.startswith(title))
        if any(text[len(title) : len(title) + 1] in _TELLS for text in later):
            yield "defined below"
        trails = (self._blocks[each].text for each in self._aside if each < index)
        if index in self._named or any(is_trail_to(trail, block.text) for trail in trails):
            yield "at the end of the trail"
        elif self._is_in_menu(index):
            yield "in a menu"
        elif self._is_part(index):
            yield "part of another"
        if taken_up := self._taken_up[index]:
            yield taken_up
        if self._times[title] > 1 and taken_up != "not taken up":
            yield "repeated"

    @cached_property
    def _are_days(self) -> bool:
        """Whether several lines begin with a day, so that each tells what was then."""
        return sum(_DAY_FIRST.match(block.text) is not None for block in self._blocks) >= _FEWEST_DAYS

    @cached_property
    def _may_be(self) -> list[bool]:
        """Which of the lines can be a title at all."""
        return [self._can_be(index) for index in range(self._head)]

    def _can_be(self, index: int) -> bool:
        block = self._blocks[index]
        if index in self._aside and _squeezed(block.text) != self._said:
            return False
        if (index and len(block.text) < 2) or self._has_link_behind(index) or self._is_in_row(index):
            return False
        if not is_short_line(block) or (block.form is Form.CAPTION and index >= self._body + _NEAR):
            return False
        before = read_field_label(self._blocks[index - 1].text, bare=True) if index else None
        return before is None or bool(before.value) or before.field == "title"

    def _is_in_row(self, index: int) -> bool:
        """Whether a line is one of the sessions in a list of them: 第1回 …, 第2回 …."""
        if not is_session(self._blocks[index]):
            return False
        near = self._blocks[max(0, index - 1) : index + 2]
        numbers = [mark.value for block in near if is_session(block) and (mark := read_mark(block.text))]
        return any(other == one + 1 for one, other in pairwise(numbers))

    def _has_link_behind(self, index: int) -> bool:
        """Whether a line has behind it what another one has, as the headings of a wiki have [編集]."""
        text = self._blocks[index].text
        link = BESIDE_HEADING.search(text) if text.endswith(("]", "］")) else None
        if link is None:
            return False
        others = (block.text for i, block in enumerate(self._blocks) if i != index)
        return any(text.endswith(link[0]) for text in others)

    def _run(self, best: int) -> range:
        """The title at `best` with the lines that it goes on over, or that it goes on from."""
        start, stop = best, best + 1
        while start and stop - start < _MOST_LINES and self._joins(start - 1):
            start -= 1
        while stop < self._reach and stop - start < _MOST_LINES and self._joins(stop - 1):
            stop += 1
        return range(start, stop)

    def _joins(self, index: int) -> bool:
        """Whether a title goes on from the line at `index` to the next: in the same words, or to its kind or from it."""
        pair = self._blocks[index], self._blocks[index + 1]
        if pair[1].gap or not (self._may_be[index] and self._may_be[index + 1]):
            return False
        one, other = (each.text for each in pair)
        if (
            is_other_than_title(one)
            or is_other_than_title(other)
            or all(each.form is not Form.LABEL for each in pair)
        ):
            return False
        if _OPEN_END.search(one) or _INSIDE.match(other) or DASHED.match(other):
            return True
        if _NAME_OF_KIND.match(other):
            return True
        if _SESSION_ALONE.match(one) and KIND_OF_DOCUMENT.search(_without_number(other)):
            return True
        if KIND_OF_DOCUMENT.match(one):
            return KIND_OF_DOCUMENT.search(other) is None
        return KIND_OF_DOCUMENT.match(other) is not None

    @cached_property
    def _titles(self) -> list[str]:
        return [_squeezed(title_of(block)) for block in self._blocks[: self._head]]

    @cached_property
    def _times(self) -> Counter[str]:
        return Counter(self._titles[: self._reach])

    def _is_alone_over_text(self, index: int) -> bool:
        """Whether a line below a day on a page heads the text, and no other heads a part of it: an entry of a blog."""
        if not 0 < index < len(self._blocks) - 1 or not is_date(self._blocks[index - 1]):
            return False
        labels = (read_field_label(block.text) for block in self._blocks[:index])
        if not (self._on_page or self._aside or any(label and not label.field for label in labels)):
            return False
        heads = (
            one.form in (Form.LABEL, Form.BULLET, Form.HEADING) and one.gap > 0 and "。" in other.text
            for one, other in pairwise(self._blocks[index:])
            if one.text[-1] not in "」』" and not first_date(one.text[:_LONGEST_DAY])
        )
        return next(heads, False) and not any(heads)

    @cached_property
    def _first(self) -> int:
        lines = (index for index in range(self._reach) if self._may_be[index])
        texts = ((index, self._blocks[index].text) for index in lines)
        unknown = [index for index, text in texts if not (is_other_than_title(text) or is_person(text))]
        own = (
            i
            for i in unknown
            if i < self._body and not (_names_publisher(self._titles[i]) or self._is_in_menu(i))
        )
        return next(own, unknown[0] if unknown else -1)

    def _is_in_menu(self, index: int) -> bool:
        """Whether the line at `index` is an item of a menu above it: a section of the site, and no trail that ends so."""
        text = self._blocks[index].text
        menus = (self._blocks[each].text for each in self._aside if each < index)
        return any(text in _ITEMS.split(menu) and not is_trail_to(menu, text) for menu in menus)

    @cached_property
    def _posted(self) -> int:
        """The line above the only one that says when it was posted, and above who posted it."""
        told = (is_posted(block.text) or posted_day(block.text) for block in self._blocks)
        posted = [index for index, says in enumerate(told) if says]
        above = posted[0] - 1 if len(posted) == 1 else -1
        while above > 0 and self._blocks[above].form is Form.BULLET:  # what it is listed under
            above -= 1
        return above - (above > 0 and is_publisher(_squeezed(title_of(self._blocks[above]))))

    def _is_part(self, index: int) -> bool:
        """Whether a longer line of the head has all that the line at `index` says: the name of a section of a site."""
        part = BRACKETS_AT_END.sub("", self._titles[index])
        lines = (each for each in range(self._body) if self._may_be[each])
        others = (self._titles[each] for each in lines if "sentence" not in features_of(self._blocks[each]))
        return any(part in each and len(each) > len(self._titles[index]) for each in others)

    @cached_property
    def _told(self) -> list[Block]:
        """The first paragraphs, one more than are asked."""
        told = (each for each in self._blocks if each.form is Form.TEXT or "。" in each.text)
        return list(islice(told, _NEAR_TEXT + 1))

    @cached_property
    def _taken_up(self) -> Mapping[int, str]:
        """Whether the paragraphs take up the words of each line that may be a title."""
        return {index: self._is_taken_up(index) for index in range(self._reach) if self._may_be[index]}

    def _is_taken_up(self, index: int) -> str:
        """Whether the paragraphs take up the words of a line or do not; "" where it has too few, or they do in part."""
        title = self._titles[index]
        words = _pairs(title)
        told = [each for each in self._told if each is not self._blocks[index]]
        text = "\n".join(each.text for each in told[:_NEAR_TEXT])
        share = sum(each in text for each in words) / max(len(words), 1)
        if len(words) >= _FEWEST_WORDS and share < _LITTLE:
            return "not taken up"
        many = len(words) >= _MANY_WORDS and share > _MUCH
        return "taken up" if many and index < self._body and not is_person(title) else ""


def _stands_right(block: Block, above: Block) -> bool:
    """Whether a line is set far to the right below another one, and names who wrote or sends it, as it is no day."""
    right = block.indent >= above.indent + _RIGHT and not block.gap
    return right and block.form is Form.LABEL and len(block.text) <= _SHORT and not is_date(block)


def _without_number(title: str) -> str:
    """A title without the brackets and the number of a sitting behind it: …会議録（第二号）."""
    return _NUMBER_BEHIND.sub("", BRACKETS_AT_END.sub("", title))


def _names_publisher(title: str) -> bool:
    """Whether a line names who published and nothing else, no year and no number."""
    return is_publisher(title) and "年" not in title and not any(map(str.isdigit, title))


def reads_as_title(block: Block) -> bool:
    """Whether a line by itself reads more as a title than as anything else."""
    return (
        len(block.text) > 1
        and is_short_line(block)
        and sum(map(_WEIGHTS.__getitem__, features_of(block))) >= 0
    )


def title_over(blocks: Sequence[Block], lines: range) -> str:
    """The title of these lines, as one."""
    title = ""
    for index in lines:
        subtitle = index > lines.start and DASHED.match(blocks[index].text)
        part = blocks[index].text if subtitle else title_of(blocks[index])
        close = not title or _OPEN_END.search(title) or _INSIDE.match(part)
        title = f"{title}{part}" if close else f"{title} {part}"
    near = (block.text for block in blocks[: lines.stop + _NEAR])
    numbered = title[-1:].isdigit() and any(text[:-1] == title[:-1] and text != title for text in near)
    return title[:-1].rstrip() if numbered else title  # what several pictures show: 首脳会談1 and 首脳会談2


def _squeezed(text: str) -> str:
    return "".join(text.split())


def _pairs(text: str) -> set[str]:
    """All pairs of characters in words of kanji, katakana or letters."""
    return {word[i : i + 2] for word in _WORD.findall(text) for i in range(len(word) - 1)}
