"""A text as the question of continuity sees it: its lines, how they are set, what belongs to the page."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from fumikura.blocks import Form
from fumikura.layout import bibliographies
from fumikura.layout.attested import Attested
from fumikura.layout.chronologies import rows_of_days
from fumikura.layout.draft import Draft
from fumikura.layout.enclosures import rows_of_enclosures
from fumikura.layout.markdown import is_markdown
from fumikura.layout.profile import Profile
from fumikura.layout.shape import (
    Shape,
    Shaped,
    ends_open,
    ends_sentence,
    is_label,
    is_utterance,
    starts_inside,
)

MARKED = frozenset({Shape.NUMBERED, Shape.BULLET, Shape.FIGURE, Shape.NOTE, Shape.DATE, Shape.PAGE})
"""Shapes that begin something, unless the mark fell to the start of a line by chance."""

_FEWEST_SET_IN = 3
_FEWEST_BROKEN = 2
_BROKEN_BY_PHRASES = 0.4  # share of the lines that are not set in
_OPENERS = "「『（(〔【［[〈《―…◇◆○●・"
_BRACKETS = "（〔［"
_TITLES = re.compile(r"[「『“\"]")
_SHORTEST_AGAIN = 8  # code points of a line that is there again, as a headline is
_BROKEN = 0.1  # share of the long lines
_FEWEST_ENTRIES = 3
_WIDEST_VERSE = 28  # columns
_FEWEST_VERSES = 4
_FEWEST_OF_POEM = 7  # lines, its title and who wrote it among them
_WIDEST_OF_POEM = 40  # columns
_PUNCTUATED = re.compile(r"[、。，．,：:]")
_LEAST_WIDTH = 40  # columns of lines that were broken for want of room
# An entry of a list of books: …、1998年）。
_ENTRY_ENDS = re.compile(r"(?:[年頁号）)0-9０-９]|ページ)[）)」』]?[。．.]$")
_ENTRY_NAMES = re.compile(r"[「『“\"―0-9０-９]")  # a title, a year, or who is named again
_ENTRIES = frozenset({Shape.TEXT, Shape.LATIN})
_MAY_HANG = _ENTRIES | {Shape.FIELD}
_OF_ENTRIES = _ENTRIES | {Shape.NUMBERED, Shape.FIELD}
_HIRAGANA_OR_STOP, _KATAKANA, _KANJI = re.compile("[ぁ-ん。]"), re.compile("[ァ-ヶ]"), re.compile("[一-龠]")
_ENDS_IN_KATAKANA = re.compile(r"(?:リ|ス|ヌ|ム|シ|キ|ベシ|ヘシ|セヨ|[度候]|コト)$")  # as sentences end
_ALIKE = 2  # columns by which full lines differ
_SENTENCES = frozenset({Shape.TEXT, Shape.BULLET, Shape.NUMBERED})


class Surroundings:
    """The lines of one text and what is known of them; changes nothing."""

    def __init__(
        self, lines: Sequence[Shaped], setting: Profile, furniture: frozenset[int], attested: Attested
    ) -> None:
        self.lines = tuple(lines)
        self.setting = setting
        self.furniture = furniture
        self.attested = attested
        long = [line for line in lines if line.shape in (Shape.TEXT, Shape.BULLET) and len(line.text) >= 40]
        # In a text whose paragraphs end with 。 one that does not is unfinished.
        self.stops = len(long) < 3 or sum(ends_sentence(line.text) for line in long) >= 0.7 * len(long)
        # In a text of which no long line breaks off, a short one between empty lines is a heading, not half a sentence.
        broken = sum(
            setting.measures[i] is None and _is_broken(line, after)
            for i, (line, after) in enumerate(pairwise(lines))
        )
        self.intact = not broken
        self.mostly_intact = broken <= _BROKEN * len(long)
        self.first_sentence = next((i for i, line in enumerate(lines) if "。" in line.text), len(lines))
        times = Counter(line.text for line in lines if len(line.text) >= _SHORTEST_AGAIN)
        self.again = frozenset(text for text, count in times.items() if count > 1)
        self.set_in = _begins_set_in(lines, setting)
        self.verses = _verses(lines, setting)
        hung = _hung(lines)
        self.hanging = hung | (frozenset(range(len(lines))) if _hangs(lines) else frozenset())
        works, self.goes_on_in_entry = bibliographies.entries(lines)
        self.goes_on_in_katakana = _broken_in_katakana(lines)
        self.begins_entry = works | rows_of_days(lines) | rows_of_enclosures(lines)
        self.begins_entry |= {i for i in hung if not lines[i].line.indent}
        self.by_phrases = is_markdown([line.line for line in lines]) or _is_broken_by_phrases(lines)
        self.entries = frozenset(_lists_of_books(lines))
        self.clauses = _clauses(lines, setting)
        self.note_numbers = frozenset[int]().union(*(line.references for line in lines))

    def is_inside_entry(self, draft: Draft, index: int) -> bool:
        """Whether the lines of `draft` and at `index` are of one list of books, and no entry ended between them."""
        near = draft.index in self.entries and index == draft.index + 1 and index in self.entries
        return near and not _ENTRY_ENDS.search(draft.text) and _ENTRY_NAMES.search(draft.text) is not None

    def is_inside_paragraph(self, draft: Draft, line: Shaped, index: int) -> bool:
        """Whether `line` is the next of a paragraph whose lines were broken by sentences and phrases."""
        texts = draft.form is Form.TEXT and line.shape is Shape.TEXT and index == draft.index + 1
        close = not (line.line.gap or line.line.indent or draft.last.line.trailing)
        if not (self.by_phrases and texts and close):
            return False
        spoken = line.text[0] in _OPENERS or is_utterance(draft.text)
        open_ended = not draft.whole and ends_open(draft.text) >= 2
        return not spoken and draft.last.shape is Shape.TEXT and (open_ended or not is_label(line.text))

    def wrapped(self, index: int) -> bool:
        """Whether lines were wrapped there."""
        return self.setting.measures[index] is not None

    def full(self, index: int) -> bool:
        """Whether the line at `index` was broken for want of room."""
        following = self.next(index)
        return following is not None and self.setting.full(index, self.lines[index], self.lines[following])

    def full_draft(self, draft: Draft) -> bool:
        """Whether the latest line of `draft` was broken for want of room."""
        following = min(draft.index + 1, len(self.lines) - 1)
        return self.setting.full(draft.index, draft.last, self.lines[following])

    def next(self, index: int) -> int | None:
        """The line after `index` that belongs to the text, or None at its end."""
        later = index + 1
        while later < len(self.lines) and later in self.furniture:
            later += 1
        return later if later < len(self.lines) else None

    def crossed_page(self, draft: Draft, line: Shaped, index: int) -> bool:
        """Whether a page ended between `draft` and `line`."""
        return line.line.paged or any(later in self.furniture for later in range(draft.index + 1, index))

    def in_note(self, index: int) -> bool:
        """Whether the line stands in a note that began above it and has not ended yet."""
        for before in range(index - 1, max(-1, index - 8), -1):
            line = self.lines[before]
            if before in self.furniture:
                continue
            if ends_sentence(line.text) or not self.full(before):
                return False
            if line.shape in (Shape.NOTE, Shape.NUMBERED):
                return True
        return False

    def may_be_note(self, line: Shaped) -> bool:
        """Whether the text refers to a note of the number that `line` begins with."""
        return line.mark is not None and line.mark.family == "arabic" and line.mark.value in self.note_numbers

    def has_successor(self, index: int) -> bool:
        """Whether the next number of the same series begins a line soon after: a list, not chance."""
        mark = self.lines[index].mark
        near = self.lines[index + 1 : index + 9]
        return mark is not None and any(
            other.mark is not None and other.mark.family == mark.family and other.mark.value == mark.value + 1
            for other in near
        )


def _broken_in_katakana(lines: Sequence[Shaped]) -> frozenset[int]:
    """The lines that go on from full ones in texts of kanji and katakana without stops, as old documents have them."""
    old = {i for i, line in enumerate(lines) if line.shape in _SENTENCES and _is_in_katakana(line.text)}
    widths = {i: lines[i].line.indent + lines[i].line.width for i in old}
    full = max(widths.values(), default=0)
    if full < _LEAST_WIDTH:
        return frozenset()
    broken = (i for i in old if widths[i] >= full - _ALIKE and not ends_in_katakana(lines[i].text))
    below = (i + 1 for i in broken)
    return frozenset(i for i in below if i in old and lines[i].shape is Shape.TEXT and not lines[i].line.gap)


def ends_in_katakana(text: str) -> bool:
    """Whether a sentence of kanji and katakana ends with a text, which has no stop to say so."""
    return _ENDS_IN_KATAKANA.search(text) is not None and _is_in_katakana(text)


def _is_in_katakana(text: str) -> bool:
    """Whether a text has kanji and katakana, and neither hiragana nor a stop."""
    plain = _HIRAGANA_OR_STOP.search(text) is None
    return plain and _KATAKANA.search(text) is not None and _KANJI.search(text) is not None


def _begins_set_in(lines: Sequence[Shaped], setting: Profile) -> bool:
    """Whether each paragraph of a text that was not wrapped is set in, so that a line set in begins one."""
    before = [
        a.text
        for i, (a, b) in enumerate(pairwise(lines))
        if setting.measures[i] is None and a.shape is b.shape is Shape.TEXT and b.line.indent
    ]
    closed = sum(ends_sentence(text) or text[-1] in "、，," or is_label(text) for text in before)
    return len(before) >= _FEWEST_SET_IN and closed >= 0.9 * len(before)


def _is_broken_by_phrases(lines: Sequence[Shaped]) -> bool:
    """Whether all paragraphs of a text are set in, and their further lines, where sentences are broken, are not."""
    texts = [(a, b) for a, b in pairwise(lines) if b.shape is Shape.TEXT and not is_label(b.text)]
    first = [b for a, b in texts if b.line.gap or a.shape is not Shape.TEXT or b.line.indent]
    further = [a for a, b in texts if a.shape is Shape.TEXT and not (b.line.gap or b.line.indent)]
    broken = sum(not ends_sentence(a.text) and not is_label(a.text) for a in further)
    set_in = sum(line.line.indent > 0 for line in first)
    if broken < max(_FEWEST_BROKEN, _BROKEN_BY_PHRASES * len(further)):
        return False
    return set_in >= max(_FEWEST_SET_IN, 0.9 * len(first))


def _clauses(lines: Sequence[Shaped], setting: Profile) -> frozenset[int]:
    """Lines that are the clauses of one long sentence, as in the preamble of a treaty: several in a row end in a comma.

    Lines in Latin letters between them, their translation, count for nothing, but show clauses where they follow each.
    """
    found: set[int] = set()
    run: list[int] = []
    translated = 0
    for index, line in enumerate(lines):
        if line.shape is Shape.LATIN or (line.shape is Shape.TEXT and line.text.isascii()):
            translated += index - 1 in run
            continue
        if line.shape is Shape.TEXT and line.text[-1] in "、，," and setting.measures[index] is None:
            run.append(index)
            continue
        found.update(run if len(run) >= _FEWEST_SET_IN or 1 < len(run) == translated else ())
        run, translated = [], 0
    return frozenset(found)


def _verses(lines: Sequence[Shaped], setting: Profile) -> frozenset[int]:
    """Runs of short lines of many widths without commas or stops, as in poems; all of a text that is nothing else."""
    if len(lines) >= _FEWEST_OF_POEM and not any(setting.measures) and all(map(_is_of_poem, lines)):
        return frozenset(range(len(lines)))
    found: set[int] = set()
    run: list[int] = []
    for index, line in enumerate((*lines, None)):
        verse = line is not None and _may_be_verse(line) and setting.short(index, line)
        if verse and line is not None and (not run or not line.line.gap):
            run.append(index)
            continue
        widths = {lines[each].line.width for each in run}
        found.update(run if len(run) >= _FEWEST_VERSES and len(widths) >= _FEWEST_SET_IN else ())
        run = [index] if verse else []
    return frozenset(found)


def _is_of_poem(line: Shaped) -> bool:
    written = line.shape in (Shape.TEXT, Shape.DATE) and line.line.width <= _WIDEST_OF_POEM
    return written and not ends_sentence(line.text)


def _may_be_verse(line: Shaped) -> bool:
    return line.shape is Shape.TEXT and line.line.width <= _WIDEST_VERSE and not _PUNCTUATED.search(line.text)


def _hung(lines: Sequence[Shaped]) -> frozenset[int]:
    """The lines of lists whose entries hang, between empty lines, titles and the like."""
    found: set[int] = set()
    start = 0
    for index in range(1, len(lines) + 1):
        if index == len(lines) or lines[index].line.gap or lines[index].shape not in _MAY_HANG:
            found.update(range(start, index) if _hangs(lines[start:index], _LEAST_WIDTH) else ())
            start = index
    return frozenset(found)


def _hangs(lines: Sequence[Shaped], least: int = 0) -> bool:
    """Whether further lines of entries are set in and first lines are not, as in a list of books.

    First lines are as wide as there is room, where those above paragraphs that are set in are short.
    """
    pairs = [
        (a, b) for a, b in pairwise(lines) if not b.line.gap and a.shape in _ENTRIES and b.shape in _ENTRIES
    ]
    further = [(a, b) for a, b in pairs if b.line.indent >= a.line.indent + 2]
    wrapped = [(a, b) for a, b in further if not adds_to_entry(a.text, b.text)]
    wide = sum(a.line.width >= max(b.line.width, least) for a, b in wrapped)
    again = any(b.line.indent == 0 and a.line.indent >= 2 for a, b in pairs)
    broken = not any(ends_sentence(a.text) or is_utterance(a.text) for a, _ in wrapped)
    return again and broken and len(further) >= 2 and wide >= 0.8 * len(wrapped)


def adds_to_entry(above: str, text: str) -> bool:
    """Whether a line adds to a title, which may end with a stop: the original of a book, an address, where it stands."""
    first = text[:1]
    adds = (
        first in _BRACKETS
        or (first.isascii() and first.isalpha())
        or (first.isdigit() and above[-1:] in "、，,")
    )
    return adds and (names_work(above) or text.startswith("http"))


def names_work(text: str) -> bool:
    """Whether a line may name a work: it has a title in quotation marks, or is not in Japanese."""
    return text.isascii() or _TITLES.search(text) is not None


def _lists_of_books(lines: Sequence[Shaped]) -> Iterator[int]:
    """The lines of lists whose entries name titles, and end with a year or a page and a stop wherever a line ends one."""
    run: list[int] = []
    for index, line in enumerate((*lines, None)):
        if line is not None and line.shape in _OF_ENTRIES and (not line.line.gap or not run):
            run.append(index)
            continue
        closed = [
            each for each in run if ends_sentence(lines[each].text) or _ENTRY_ENDS.search(lines[each].text)
        ]
        ended = sum(_ENTRY_ENDS.search(lines[each].text) is not None for each in closed)
        titled = sum(lines[each].text.count("『") + lines[each].text.count("「") for each in run)
        if _FEWEST_ENTRIES <= ended == len(closed) <= titled:
            yield from run
        run = [index] if line is not None and line.shape in _OF_ENTRIES else []


def _is_broken(line: Shaped, after: Shaped) -> bool:
    """Whether a long line breaks off in a sentence, as its end says or the beginning of the next."""
    if line.shape not in _SENTENCES or ends_sentence(line.text) or is_label(line.text):
        return False
    return ends_open(line.text) >= 2 or (after.shape is Shape.TEXT and starts_inside(after.text) >= 2)
