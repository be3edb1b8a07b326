"""From text to tokens: fold, cut by MeCab, join what belongs together. One chain for documents and queries.

The words are cut from the folded text with its white space, and lie in the literal text without it: the two
forms in which a passage is searched, words and runs of characters, share one set of offsets.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Sequence
from functools import lru_cache
from itertools import accumulate
from typing import Any

from fumikura.text.coarse import Edit, coarse_edits
from fumikura.text.morphemes import Morpheme, Tokenizer
from fumikura.text.normalize import Folded, coarse, fold_spaced, folded_text
from fumikura.text.numerals import LONGEST, is_numeral, value
from fumikura.text.old_spelling import of_today
from fumikura.text.tokens import COMPOUND, Entry, Role, Token, entry, entry_of, may_be_compound
from fumikura.values import frozen

ANALYZER_VERSION = "17"
"""To be raised whenever the same text would give other tokens or another literal form."""

# Characters of what is remembered once it is analysed, and how many such texts.
_SHORT, _REMEMBERED = 200, 512

_BEHIND_ALL = 1 << 60
_BETWEEN_LETTERS = r"(?<=[^\W\d_])(?:-(?=[^\W\d_])|\.(?![0-9]))"
_NUMERAL_CHARACTERS = frozenset("0123456789〇零一二三四五六七八九十百千万億兆廿卅")
_NUMERALS = re.compile(f"[{''.join(sorted(_NUMERAL_CHARACTERS))}]+")


@frozen
class Analysis:
    """A text in both forms: `literal` to be searched by characters, tokens to be searched by words.

    `starts` and `ends` are offsets into the literal text, in which tokens follow one another without a gap; token `i` has
    position `i`. A space that is kept in the literal text is a token without a term.
    """

    literal: Folded
    entries: Sequence[Entry]
    starts: Sequence[int]

    @property
    def ends(self) -> Sequence[int]:
        """Where each token ends."""
        return [start + made.length for start, made in zip(self.starts, self.entries, strict=True)]

    def end(self, position: int) -> int:
        """Where a token ends."""
        return self.starts[position] + self.entries[position].length

    @property
    def tokens(self) -> tuple[Token, ...]:
        """The tokens, with offsets into the original text."""
        spans = (self.literal.original(*span) for span in zip(self.starts, self.ends, strict=True))
        return tuple(
            Token(made.term, *span, position, made.role)
            for position, (made, span) in enumerate(zip(self.entries, spans, strict=True))
        )


class Analyzer:
    """The chain. May be shared between threads; MeCab is started at the first text.

    `make` gives the entry of a morpheme: what has the fields of `Entry`, and more where they are wanted.
    """

    def __init__(self, make: Callable[[Morpheme], Any] = entry) -> None:
        self._tokenizer: Tokenizer[Entry] = Tokenizer(make)
        self._remembered = lru_cache(_REMEMBERED)(self._analyze)

    def analyze(self, text: str) -> Analysis:
        """The tokens and the literal form of `text`; a search asks for those of its words several times."""
        return self._remembered(text) if len(text) <= _SHORT else self._analyze(text)

    def _analyze(self, text: str) -> Analysis:
        spaced = fold_spaced(text)
        starts, entries = self._tokenizer.parse(of_today(spaced.text)) if spaced.text else ([], [])
        starts, entries = _with_compounds(spaced.text, starts, entries)
        starts, entries = _with_numbers(spaced.text, starts, entries)
        edits = tuple(coarse_edits(spaced.text))
        literal = coarse(spaced, edits)
        if edits:
            starts, entries = _in_coarse_form(edits, starts, entries)
        return Analysis(literal, entries, starts)


def _with_compounds(text: str, starts: list[int], entries: list[Entry]) -> tuple[list[int], list[Entry]]:
    """The tokens with each compound as one of them; what was cut across its edges is in pieces around it."""
    if not may_be_compound(text):
        return starts, entries
    compounds = [match.span() for match in re.finditer(COMPOUND, text)]
    if not compounds:
        return starts, entries
    new_starts: list[int] = []
    new_entries: list[Entry] = []
    index, size = 0, len(starts)

    for begin, stop in compounds:
        at = index
        while index < size and starts[index] + entries[index].length <= begin:
            index += 1
        new_starts += starts[at:index]
        new_entries += entries[at:index]
        if index < size and starts[index] < begin:
            start = max(starts[index], _end_of_last(new_starts, new_entries))
            new_starts.append(start)
            new_entries.append(entry_of(begin - start, folded_text(text[start:begin]), entries[index].role))
        new_starts.append(begin)
        new_entries.append(compound(text[begin:stop]))
        while index < size and starts[index] + entries[index].length <= stop:
            index += 1
        if index < size and starts[index] < stop:
            rest = starts[index] + entries[index].length
            starts[index] = stop
            entries[index] = entry_of(rest - stop, text[stop:rest], entries[index].role)
    return new_starts + starts[index:], new_entries + entries[index:]


def _with_numbers(text: str, starts: list[int], entries: list[Entry]) -> tuple[list[int], list[Entry]]:
    """The tokens with each number as one of them, searched by its value: 二〇一三 and 二千十三 are 2013."""
    new_starts: list[int] = []
    new_entries: list[Entry] = []
    done, last, end, size = 0, 0, 0, len(starts)
    for match in _NUMERALS.finditer(text):
        index = max(bisect_left(starts, match.start()), done)
        while index < size and starts[index] < match.end():
            start = starts[index]
            # A row of numbers without spaces is gone through once, not again from each of them.
            again = index < last
            if not again:
                end, last = start, index
                while last < size and starts[last] == end and _is_numeral(text, end, entries[last]):
                    end += entries[last].length
                    last += 1
            tried = last > index and not (again and end - start > LONGEST)
            number = value(text[start:end]) if tried else None
            if number is not None:
                new_starts += starts[done:index]
                new_entries += entries[done:index]
                new_starts.append(start)
                new_entries.append(entry_of(end - start, number, Role.CONTENT))
                done = last
            index = max(last, index + 1)
    if not done:
        return starts, entries
    return new_starts + starts[done:], new_entries + entries[done:]


def _is_numeral(text: str, start: int, made: Entry) -> bool:
    return is_number(text[start : start + made.length], made)


def compound(surface: str) -> Entry:
    """What a compound of a folded text is searched by: Wi-Fi as WiFi is, and Ph.D. as PhD."""
    term = folded_text(surface)
    joined = re.sub(_BETWEEN_LETTERS, "", term) if "-" in term or "." in term else term
    return entry_of(len(surface), joined, Role.CONTENT)


def is_number(surface: str, made: Entry) -> bool:
    """Whether a word is a number, or a part of one with those beside it."""
    return made.term[:1] in _NUMERAL_CHARACTERS and is_numeral(surface)


def _end_of_last(starts: list[int], entries: list[Entry]) -> int:
    """Where the last token ends."""
    return starts[-1] + entries[-1].length if starts else 0


def _in_coarse_form(
    edits: Sequence[Edit], starts: Sequence[int], entries: Sequence[Entry]
) -> tuple[list[int], list[Entry]]:
    """The tokens of a light form as they lie in the coarse one, of which they leave no gap.

    What is read over is no token any more; a space that is kept between letters or digits is one that is no word.
    """
    new_starts: list[int] = []
    new_entries: list[Entry] = []
    places = _Places(edits)
    done, shift, last = 0, 0, 0
    for start, end, instead in (*edits, Edit(_BEHIND_ALL, _BEHIND_ALL, "")):
        first = bisect_left(starts, start, done)
        if first > done and starts[first - 1] + entries[first - 1].length > start:
            first -= 1
        if first > done:
            if starts[done] + shift > last:
                new_starts.append(last)
                new_entries.append(entry_of(starts[done] + shift - last, "", Role.FUNCTION))
            new_starts += [at + shift for at in starts[done:first]] if shift else starts[done:first]
            new_entries += entries[done:first]
            last = new_starts[-1] + new_entries[-1].length
        done = first
        while done < len(starts) and starts[done] < end:
            made = entries[done]
            begin, stop = max(places[starts[done]], last), places[starts[done] + made.length]
            if begin > last:
                new_starts.append(last)
                new_entries.append(entry_of(begin - last, "", Role.FUNCTION))
                last = begin
            if begin < stop:
                new_starts.append(begin)
                same = stop - begin == made.length
                new_entries.append(made if same else made._replace(length=stop - begin))
                last = stop
            done += 1
        shift += len(instead) - (end - start)
    return new_starts, new_entries


class _Places:
    """For an offset of a light form the one in the coarse form."""

    def __init__(self, edits: Sequence[Edit]) -> None:
        self._edits = edits
        self._starts = [edit.start for edit in edits]
        self._shifts = [0, *accumulate(len(instead) - (end - start) for start, end, instead in edits)]

    def __getitem__(self, offset: int) -> int:
        number = bisect_left(self._starts, offset) - 1
        if number >= 0 and offset < self._edits[number].end:
            start, _, instead = self._edits[number]
            return start + self._shifts[number] + min(offset - start, len(instead))
        return offset + self._shifts[number + 1]
