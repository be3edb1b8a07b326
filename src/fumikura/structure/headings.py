"""Which blocks of a text are headings: by markup, by number, by a sign or brackets, or by standing between paragraphs."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from itertools import pairwise

from fumikura.blocks import Block, Form
from fumikura.numbering import Mark, read_bullet, read_enclosure, read_lone_mark, read_mark
from fumikura.page_matter import is_posted
from fumikura.structure.agendas import start_below_agenda
from fumikura.structure.beside import HEADED, Beside
from fumikura.structure.furniture import SENTENCE
from fumikura.structure.head_lines import (
    date_of_line,
    heads_part,
    heads_present_or_agenda,
    is_first_or_last_part,
    is_person,
    is_salutation,
)
from fumikura.structure.heading_lines import (
    BOXED,
    CLOSING,
    ENDS_LIKE_THING,
    LONGEST_LABEL,
    goes_on_counting,
    heads_contact,
    heads_list,
    is_bracketed_heading,
    is_headline,
    is_told_of,
    reads_as_heading,
)
from fumikura.structure.items import introduces_items
from fumikura.structure.notes import heads_notes
from fumikura.structure.numbered_headings import NumberedLines
from fumikura.structure.outline import GROUP, MATTER, PART
from fumikura.structure.questions import is_answered, is_short_question
from fumikura.talk import ASKED, DASHES

PICTURE_GAP = 3
"""Empty lines that a picture leaves behind."""

_SHORT_LABEL = 24  # of one that no empty line sets apart
_FEWEST_ALIKE = 2
_SHORTEST_TEXT = 30  # of what a label without a number may head
_SET_WIDE = re.compile(r"\S(?:[ \u3000]{2,}\S){1,6}$|\S(?:[ \u3000]\S){2,6}$")  # 主　　文
_REFERENCES = re.compile(
    r"(?:(?:主[なた要])?(?:参考|引用|参照)(?:文献|資料)|文献一覧|References|Bibliography)$", re.IGNORECASE
)
_OPENING = re.compile(r"[下左]?記$")  # what a circular says follows this
_ANNEX = re.compile(
    r"[（(〔［【\[]?(?:別紙|別添|別記|別表|別図|様式)[ \u3000]?第?[0-9０-９一二三四五六七八九十]{0,3}[）)〕］】\]]?$"
)
_SIGNS_OF_MATTERS = ("△", "▲", "▽", "▼")  # that a sitting turns to
_SIGNS = "○◯●◎◆◇■□▼▽☆★"
_SIGNED_TWICE = re.compile(rf"([{_SIGNS}])[^{_SIGNS}]{{1,40}}\1$")  # ◆お知らせ◆
_EDITED = re.compile(r"[\[［](?:編集|edit)[\]］][ \u3000]*\S")  # a link of a wiki before a heading
_NOTICE = re.compile(r"(?:〔[^〔〕]*〕|［[^［］]*］|[（(].*[）)])$")
_NAMES_OR_TIME = re.compile(
    r"\S[ \u3000]{2,}\S|^午[前後]|[0-9０-９一二三四五六七八九十]分?(?:開会|開議|散会|閉会|休憩|再開)$"
)
_SQUARE = re.compile(r"(?:[［\[][^［］\[\]]{1,40}[］\]]|〔[^〔〕]{1,40}〕)$")
_SECTION_SIGN = re.compile(r"[§＠@][ \u3000]?\S")
_DAY_ALONE = re.compile(
    r"[0-9０-９一二三四五六七八九十]{1,3}月[0-9０-９一二三四五六七八九十]{1,3}日(?:[（(][^（）()]{1,6}[）)])?$"
)
_TOPIC = re.compile(r"(?<![にを])(?:について|の件|関係)$")
_ENCLOSED = re.compile(
    r"(?:「[^」]*|『[^』]*|[（(][^）)]*|〔[^〕]*|[［\[][^］\]]*|[“‘].*)[」』）)〕］\]”’]?$"
)
_BEGINS_WITH_DAY = re.compile(
    r"(?:(?:明治|大正|昭和|平成|令和)?[0-9０-９元一二三四五六七八九十]{1,4}年(?:[0-9０-９一二三四五六七八九十]{1,2}月)?"
    r"|[0-9０-９一二三四五六七八九十]{1,2}月)(?:[0-9０-９一二三四五六七八九十]{1,3}日)?[ \u3000]+\S"
)
# A day and what was then, or the names of the columns below.
_FIRST_OF_ROWS = re.compile(
    r"^[^ \u3000]*[0-9０-９一二三四五六七八九十][年月日・～~][^ \u3000]*[ \u3000]|[ \u3000]{2,}\S"
)
_NOTHING = re.compile(r"(?:特に|特段|該当)?な[しい]$|同上$")  # what stands below a heading that has no text
_BYLINE = re.compile(
    r"(?:投稿|執筆|著|作成|取材|撮影|文責)者?[ \u3000]*[：:●／/ \u3000]|(?:文|写真|text|photo|by)[ \u3000]?[●：:／/ ]",
    re.IGNORECASE,
)
_FIELD = re.compile(r"[^\s：:。、「」]{1,14}[ \u3000]?[：:](?!//)[ \u3000]*\S")


def _part(text: str) -> str:
    """The family of a line that heads a part of a document, or what stands before or behind its body; or ""."""
    if heads_part(text):
        return PART
    return MATTER if is_first_or_last_part(text) or _REFERENCES.match(text) else ""


class Judge:
    """Judges blocks by themselves and their neighbours; `marks` are the numbers that these begin with."""

    def __init__(
        self,
        blocks: Sequence[Block],
        page: frozenset[int],
        speech: Collection[int],
        days: Mapping[int, str],
        *,
        interviewed: bool,
    ) -> None:
        self._blocks = blocks
        self._page = page
        self._speech = frozenset(speech)
        self._beside = Beside(blocks, page, self._speech)
        self._days = days
        self.marks: tuple[Mark | None, ...] = tuple(
            read_mark(block.text) if block.form in (Form.NUMBERED, Form.HEADING) else None for block in blocks
        )
        boxed = [b for b in blocks if b.form in (Form.LABEL, Form.TEXT) and BOXED.match(b.text)]
        self._boxes = len(boxed) >= 2
        squares = [b for b in blocks if b.form is Form.LABEL and _SQUARE.match(b.text)]
        self._squares = not speech and len(squares) >= 2
        bracketed = [
            i
            for i, block in enumerate(blocks)
            if (block.gap or self._is_below_whole(i)) and is_bracketed_heading(block, in_talk=bool(speech))
        ]
        may_head = len(bracketed) >= _FEWEST_ALIKE and (interviewed or not speech)
        self._bracketed = frozenset(bracketed if may_head else ())
        self._marked_up = sum(block.form is Form.HEADING for block in blocks) >= _FEWEST_ALIKE
        aside = page | self._speech
        labels = [i for i in range(len(blocks)) if i not in aside and self._may_be_label(i)]
        questions = [i for i in range(len(blocks)) if i not in aside and self._is_numbered_question(i)]
        self._questions = frozenset(questions if len(questions) >= _FEWEST_ALIKE else ())
        self._numbered = NumberedLines(self._beside, self.marks, self._questions)
        asked = [i for i, block in enumerate(blocks) if block.text[:1] in DASHES and ASKED.match(block.text)]
        self._asked = frozenset(asked if len(asked) > _FEWEST_ALIKE else ())
        self._recurring = self._recur(labels)
        self._groups = self._find_groups()
        self._heading_signs = self._signs()

    def heading(self, index: int) -> str:
        """The family of the heading that the block at `index` is, or "" where it is none."""
        block, mark = self._blocks[index], self.marks[index]
        if block.form is Form.HEADING:
            return "plain"
        if family := self._days.get(index):
            return family
        if index in self._questions:
            return "question"
        if block.form is Form.NUMBERED and mark is not None:
            rest = block.text[mark.length :]
            reads = reads_as_heading(rest) or self._heads_first_of_finer(index)
            reads = reads and not goes_on_counting(rest, mark)
            heads = reads and not self._numbered.is_item(index)
            return "numbered" if heads else ""
        if block.form is Form.BULLET:
            return self._signed(index)
        apart = block.form in (Form.LABEL, Form.TEXT) and block.gap > 0
        if apart and (_ANNEX.match(block.text) or heads_contact(block.text)) and self._beside.after(index):
            return PART
        if block.form in (Form.LABEL, Form.TEXT) and BOXED.match(block.text):
            return self._boxed(index)
        if block.form is Form.LABEL and heads_notes(block.text) and self._beside.heads(index, Form.FOOTNOTE):
            return MATTER
        if block.form is Form.LABEL and self._squares and _SQUARE.match(block.text):
            heads = self._beside.heads_text(index, 1) or self._beside.heads_list(index)
            return "square" if heads or self._beside.heads(index, Form.TABLE) else ""
        if block.form is Form.LABEL and _EDITED.match(block.text):
            return "plain"
        if block.form is Form.LABEL and _SECTION_SIGN.match(block.text) and reads_as_heading(block.text):
            return f"sign {block.text[0]}"
        if self._is_matter_of_sitting(index):
            return f"sign {block.text[0]}"
        if index in self._bracketed and not self._stands_for_text(index):
            over_square = self._squares and self._heads_like(index, _SQUARE)
            heads = over_square or self._beside.heads_text(index, 1) or self._beside.heads_list(index)
            return "bracketed" if heads else ""
        if self._marked_up:
            return ""
        if index in self._recurring:
            return _part(block.text) or (GROUP if index in self._groups else "plain")
        if self._heads_days(index):
            return "plain"
        if block.form not in (Form.LABEL, Form.CAPTION):
            return ""
        after = self._beside.after(index)
        if after is not None and heads_present_or_agenda(block.text):
            return "plain"
        if after is not None and (family := _part(block.text)):
            return family
        if block.gap and _OPENING.match(block.text) and self._beside.heads_list(index):
            return "plain"
        if block.gap and _SET_WIDE.match(block.text) and not CLOSING.match(block.text):
            return "plain" if self._beside.heads_text(index, 1) or self._beside.heads_list(index) else ""
        if not self._may_be_label(index):
            return ""
        if index + 1 < len(self._blocks) and is_posted(self._blocks[index + 1].text):
            return "plain"  # of an entry of a journal on the web, above the day that it was posted
        if block.gap and _DAY_ALONE.match(block.text) and self._beside.heads_list(index):
            return "plain"
        if self._heads_close_list(index):
            return "plain"
        asked = block.gap > 0 and after in self._asked and self._blocks[after or 0].gap > 0
        speech_follows = (asked or after in self._speech) and reads_as_heading(block.text)
        speech_follows = speech_follows and not self._is_of_head(index)
        if speech_follows or self._heads_numbers(index) or self._heads_speech_below(index):
            return "plain"
        if self._stands_apart(index) or self._heads_fields(index):
            return "plain"
        return "plain" if self._stands_between(index) and self._is_told_of(index) else ""

    def _boxed(self, index: int) -> str:
        """The family of a line in 【 】 that heads text, a list, or, set apart, short lines."""
        block, after = self._blocks[index], self._beside.after(index)
        below = self._blocks[after] if after is not None else None
        if below is None or (below.form is Form.LABEL and BOXED.match(below.text)):
            return ""
        short = below.form in (Form.LABEL, Form.TABLE) and block.gap > 0
        heads = (
            self._beside.heads_text(index, 1)
            or (self._boxes and self._beside.heads_list(index))
            or heads_part(block.text)
            or (short and (self._boxes or not below.gap))
            or after in self._bracketed
        )
        references = _REFERENCES.match(block.text[1:-1])
        return (MATTER if references else "boxed") if heads else ""

    def _heads_first_of_finer(self, index: int) -> bool:
        """Whether a short line ends like a request, but stands over the first of smaller headings: 2 当日のこと."""
        after, text = self._beside.after(index), self._blocks[index].text
        inner = self.marks[after] if after is not None else None
        short = len(text) <= _SHORT_LABEL and ENDS_LIKE_THING.search(text) is not None
        return short and inner is not None and inner.value == 1 and self.heading(after or 0) == "numbered"

    def _stands_for_text(self, index: int) -> bool:
        """Whether a line in brackets stands for a text that was given above, as the letter that an answer repeats."""
        before, text = self._beside.before(index), self._blocks[index].text
        again = any(block.text == text for block in self._blocks[:index])
        return again and before is not None and introduces_items(self._blocks[before].text)

    def _heads_like(self, index: int, pattern: re.Pattern[str]) -> bool:
        """Whether the next block is written so."""
        after = self._beside.after(index)
        return after is not None and pattern.match(self._blocks[after].text) is not None

    def _is_of_head(self, index: int) -> bool:
        """Whether the first block stands close to the head above it, and apart from what follows."""
        block = self._blocks[index]
        return not index and block.lines[0] > 1 and not block.gap and self._blocks[1].gap > 0

    def _heads_fields(self, index: int) -> bool:
        """Whether names and their values follow, as 名称：…, 所在地：…, and none stands above."""
        around = [
            self._beside.before(index),
            after := self._beside.after(index),
            self._beside.after(after or index),
        ]
        fields = [each is not None and _FIELD.match(self._blocks[each].text) is not None for each in around]
        return fields == [False, True, True]

    def _heads_days(self, index: int) -> bool:
        """Whether a short line set apart stands close above several that begin with a day, a month or a year."""
        block, below = self._blocks[index], self._blocks[index + 1 : index + 1 + _FEWEST_ALIKE]
        if not block.gap or any(each.gap for each in below) or not reads_as_heading(block.text):
            return False
        if block.form not in (Form.LABEL, Form.TEXT) or len(below) < _FEWEST_ALIKE:
            return False
        if _FIRST_OF_ROWS.search(block.text) or date_of_line(block.text):
            return False
        return all(_BEGINS_WITH_DAY.match(each.text) for each in below)

    def _is_told_of(self, index: int) -> bool:
        """Whether most words of a label come in the paragraph that it stands above, or in the next ones."""
        after = self._beside.after(index)
        return after is not None and is_told_of(self._blocks[index].text, self._blocks[after:])

    def start_of_sitting(self, *, below_agenda: bool) -> int:
        """The block that begins a sitting below its agenda, or -1."""
        first = min(self._speech, default=0)
        if not first or self._marked_up:
            return -1
        blocks, page = self._blocks, self._page
        return start_below_agenda(blocks, page, first, self.heading, below_agenda=below_agenda)

    def _heads_numbers(self, index: int) -> bool:
        """Whether a label set apart is followed by the first of a series of numbered headings."""
        block, after = self._blocks[index], self._beside.after(index)
        mark = self.marks[after] if after is not None else None
        if not block.gap or block.gap >= PICTURE_GAP or mark is None or mark.value != 1 or after is None:
            return False
        return self.heading(after) == "numbered"

    def _heads_speech_below(self, index: int) -> bool:
        """Whether a label set apart stands over another that a speech follows."""
        after = self._beside.after(index)
        below = self._beside.after(after) if after is not None else None
        apart = after is not None and self._blocks[index].gap and self._blocks[after].gap
        return bool(apart) and below in self._speech and bool(self.heading(after or 0))

    def _heads_close_list(self, index: int) -> bool:
        """Whether a label set apart stands above the first of several items of a list."""
        block, after = self._blocks[index], self._beside.after(index)
        apart = 0 < block.gap < PICTURE_GAP and after is not None
        return apart and heads_list(block.text, self._blocks[after:])

    def _may_be_label(self, index: int) -> bool:
        block = self._blocks[index]
        return (
            block.form is Form.LABEL
            and len(block.text) <= LONGEST_LABEL
            and not _ENCLOSED.match(block.text)
            and not _NOTICE.match(block.text)
            and not date_of_line(block.text)
            and not _BYLINE.match(block.text)
            and not _NOTHING.match(block.text)
            and not is_salutation(block.text)
            and not _NAMES_OR_TIME.search(block.text)
            and not self._is_enclosure(index)
        )

    def _is_enclosure(self, index: int) -> bool:
        """Whether a label is of a list of enclosures, as the line above or below it is."""
        if (entry := read_enclosure(self._blocks[index].text)) is None:
            return False
        beside = (self._blocks[at] for at in (index - 1, index + 1) if 0 <= at < len(self._blocks))
        others = (read_enclosure(block.text) for block in beside)
        return any(other is not None and other[0] == entry[0] for other in others)

    def _recur(self, labels: Sequence[int]) -> frozenset[int]:
        """The labels that stand as at least two others do that head paragraphs, over whatever may be headed.

        Either between whole paragraphs without empty lines, or set apart by them.
        """
        between = [i for i in labels if self._stands_between(i) or self._stands_under_label(i, labels)]
        apart = [i for i in labels if self._stands_apart(i) or self._stands_over_list(i)]
        found: set[int] = set()
        framing = sum(self._stands_between(i) and is_first_or_last_part(self._blocks[i].text) for i in labels)
        told = sum(self._beside.heads_text(i, _SHORTEST_TEXT) or self._heads_counted(i) for i in between)
        if told + framing >= _FEWEST_ALIKE:
            found.update(i for i in between if self._beside.is_told(self._beside.after(i)))
            found.update(i for i in labels if self._blocks[i].gap and self._beside.after(i) in found)
        if len(apart) >= _FEWEST_ALIKE:
            found.update(apart)
            for index in reversed(labels):
                after = self._beside.after(index)
                set_apart = 0 < self._blocks[index].gap < PICTURE_GAP
                if set_apart and (after in found or self._beside.is_told(after)):
                    found.add(index)
        asked = [i for i in range(len(self._blocks)) if self._asks_above_answer(i)]
        found.update(asked if len(asked) >= _FEWEST_ALIKE else ())
        found.update(self._chapters(labels))
        signed = [i for i in labels if self._heads_signed_text(i)]
        if len(signed) >= _FEWEST_ALIKE:
            found.update(signed)
            found.update(i for i in labels if self._blocks[i].gap and self._beside.after(i) in found)
        topics = [i for i in labels if _TOPIC.search(self._blocks[i].text) and self._beside.heads_text(i, 1)]
        found.update(topics if len(topics) >= _FEWEST_ALIKE else ())
        numbered = any(self.heading(i) == "numbered" for i, mark in enumerate(self.marks) if mark)
        far = [i for i in labels if self._beside.is_nearer_to_text(i)] if not (found or numbered) else []
        if sum(self._beside.heads_text(i, _SHORTEST_TEXT) for i in far) >= _FEWEST_ALIKE:
            found.update(far)
        return frozenset(found)

    def _find_groups(self) -> frozenset[int]:
        """The labels set apart that stand over others that are not, and so over the sections that these head.

        Where all are set apart, those over one other, if there are several; more below each other are a list.
        """
        labels = sorted(self._recurring)
        close = {i for i in labels if not self._blocks[i].gap}
        apart = frozenset(i for i in labels if self._blocks[i].gap)
        if any(self._beside.after(i) in close for i in apart):
            return apart
        over = {i: after for i in apart if (after := self._beside.after(i)) in apart}
        above = frozenset(i for i, after in over.items() if i not in over.values() and after not in over)
        return above if len(above) >= _FEWEST_ALIKE else frozenset()

    def _heads_signed_text(self, index: int) -> bool:
        """Whether a label stands right above who wrote the paragraph below, as in a journal."""
        who = self._beside.after(index)
        if who is None or self._blocks[who].gap or self._blocks[who].form is not Form.LABEL:
            return False
        return is_person(self._blocks[who].text) and self._beside.is_told(self._beside.after(who))

    def _chapters(self, labels: Sequence[int]) -> list[int]:
        """The labels that are numbers alone and count up, as the chapters of a story do, whatever they stand over."""
        read = ((i, read_lone_mark(self._blocks[i].text)) for i in labels if self._blocks[i].gap)
        counted = [(i, mark) for i, mark in read if mark is not None]
        steps = [b.value - a.value == 1 for (_, a), (_, b) in pairwise(counted) if a.family == b.family]
        return [i for i, _ in counted] if any(steps) else []

    def _stands_apart(self, index: int) -> bool:
        """Whether an empty line, and not the room of a picture, sets a label apart that a paragraph follows."""
        apart = 0 < self._blocks[index].gap < PICTURE_GAP
        return apart and (self._beside.heads_text(index, _SHORTEST_TEXT) or self._heads_counted(index))

    def _heads_counted(self, index: int) -> bool:
        """Whether a paragraph follows that is counted, and goes on from the last above, as those of a statement do."""
        after = self._beside.after(index)
        mark = self.marks[after] if after is not None else None
        if mark is None or after is None or mark.value == 1 or not SENTENCE.search(self._blocks[after].text):
            return False
        above = (each for each in reversed(self.marks[:index]) if each and each.family == mark.family)
        last = next(above, None)
        return last is not None and last.value + 1 == mark.value

    def _stands_over_list(self, index: int) -> bool:
        """Whether an empty line sets a label apart that bullets or a table follow."""
        block, after = self._blocks[index], self._beside.after(index)
        below = after is not None and self._blocks[after].form in (Form.BULLET, Form.TABLE)
        return below and 0 < block.gap < PICTURE_GAP and reads_as_heading(block.text)

    def _asks_above_answer(self, index: int) -> bool:
        """Whether a block is a short question above a paragraph, in a text that is no conversation."""
        block = self._blocks[index]
        asks = block.form is Form.TEXT and is_short_question(block.text)
        return asks and not self._speech and index not in self._page and self._beside.is_nearer_to_text(index)

    def _is_matter_of_sitting(self, index: int) -> bool:
        """Whether a line behind a sign stands right above a speech, or above others like it that do: △日程第一."""
        sign = self._blocks[index].text[:1]
        if sign not in _SIGNS_OF_MATTERS:
            return False
        below = range(index, len(self._blocks))
        last = next((i for i in below if self._blocks[i].text[:1] != sign), None)
        return last in self._speech and all(b.form is Form.CAPTION for b in self._blocks[index:last])

    def _is_numbered_question(self, index: int) -> bool:
        """Whether a block is a question with its number, above its answers; in talk it is what somebody says."""
        after = self._beside.after(index)
        return (
            not self._speech and after is not None and is_answered(self._blocks[index], self._blocks[after])
        )

    def _stands_under_label(self, index: int, labels: Sequence[int]) -> bool:
        """Whether a short label stands right below another that is set apart, and above what it heads."""
        before = self._beside.before(index)
        under = before is not None and before in labels and self._blocks[before].gap > 0
        short = not self._blocks[index].gap and len(self._blocks[index].text) <= _SHORT_LABEL
        return under and short and self._beside.is_told(self._beside.after(index))

    def _is_below_whole(self, index: int) -> bool:
        """Whether a block stands right below a line in brackets, a whole sentence or an item of a list."""
        above = self._blocks[index - 1] if index else None
        boxed = above is not None and (BOXED.match(above.text) or above.text.endswith(("。", "」")))
        return bool(boxed) or (above is not None and above.form in (Form.BULLET, Form.NUMBERED))

    def _stands_between(self, index: int) -> bool:
        """Whether a short label stands right below a paragraph that is whole, without an empty line."""
        block, before = self._blocks[index], self._beside.before(index)
        if block.gap or len(block.text) > _SHORT_LABEL:
            return False
        return before is None or (
            self._blocks[before].form in (Form.TEXT, Form.BULLET, Form.NUMBERED)
            and self._blocks[before].text.endswith(("。", "」", "）"))
        )

    def _signed(self, index: int) -> str:
        """A short line behind ○ or ■ heads what follows, where no brother stands beside it, and so does a year.

        Behind the sign of a list it does where each line with that sign is short and has a paragraph below.
        """
        block = self._blocks[index]
        bullet = read_bullet(block.text)
        after, before = self._beside.after(index), self._beside.before(index)
        if after is not None and self._blocks[after].form is not Form.BULLET:
            if len(date_of_line(block.text[bullet[0] if bullet else 0 :])) == len("2000"):
                return "year"
            if _SIGNED_TWICE.match(block.text):
                return f"sign {block.text[0]}"
        above_speech = bool(block.gap) and after in self._speech
        if bullet is None or bullet[1] or not (block.text[0] in self._heading_signs or above_speech):
            return ""
        if (
            after is None
            or (self._blocks[after].form not in HEADED and not self._is_over_names(index, after))
            or not (reads_as_heading(block.text[bullet[0] :]) or self._heads_entry(index))
        ):
            return ""
        beside = [self._blocks[each] for each in (after, before) if each is not None]
        if any(each.form is Form.BULLET and each.text[:1] == block.text[0] for each in beside):
            return ""
        return f"sign {block.text[0]}"

    def _is_over_names(self, index: int, after: int) -> bool:
        """Whether a line behind a sign is set apart, close above short lines, as those of what is needed."""
        block, below = self._blocks[index], self._blocks[after]
        return block.gap > 0 == below.gap and below.form is Form.LABEL

    def _heads_entry(self, index: int) -> bool:
        """Whether a line is a headline: a sentence without 。, apart from the paragraph below or close above a list."""
        block, below = self._blocks[index], self._blocks[self._beside.after(index) or index]
        told = below.form is Form.TEXT and self._beside.is_told(self._beside.after(index)) and below.gap > 0
        over_list = below.form is Form.BULLET and not below.gap
        return (told or over_list) and block.gap > 0 and is_headline(block.text)

    def _signs(self) -> frozenset[str]:
        """The signs that headings have: those that are made for it, and those of lists whose items are all told of."""
        told: dict[str, list[bool]] = {}
        for index, block in enumerate(self._blocks):
            if block.form is Form.BULLET:
                after = self._beside.after(index)
                below = (
                    after is not None
                    and self._blocks[after].form is Form.TEXT
                    and self._beside.is_told(after)
                )
                told.setdefault(block.text[0], []).append(below and reads_as_heading(block.text[1:]))
        lists = (sign for sign, each in told.items() if len(each) >= _FEWEST_ALIKE and all(each))
        return frozenset((*_SIGNS, *lists))
