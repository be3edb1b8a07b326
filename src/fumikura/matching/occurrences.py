"""Where a leaf of a plan stands in a field of one passage: as whole words, and as characters."""

from __future__ import annotations

import itertools
import math
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache

from fumikura.deadline import NEVER, Deadline
from fumikura.matching.edit_distance import similar_spans
from fumikura.matching.view import FieldView, PassageView
from fumikura.matching.whole import (
    asks_for_word_end,
    ends_as_word,
    inner_word,
    is_counted,
    is_whole,
    is_whole_date,
    needs_check,
)
from fumikura.models import Span
from fumikura.plan.nodes import Dated, Exactly, Leaf, Similar, StartsWith, Terms
from fumikura.text.alternate_readings import MARKER, window_at
from fumikura.text.coarse import begins_word
from fumikura.text.numerals import numeral_length

TermChars = Callable[[str], str]
"""The characters of the tokens (`text.vocabulary`) that are searched by a term."""


_NOTHING = (0, 0)
_GOES_ON = (False, True)  # what a word with * behind it allows: anything behind it
_AT_ONCE = 4096  # occurrences, until the time is looked at
_FEW = 8  # ways to write a sequence of tokens that are counted one by one


class Matcher:
    """Matches the leaves of plans in views; `chars_of` knows the vocabulary that the views are in.

    For one search: patterns are made once for each leaf, and past the `deadline` whatever goes through a passage, which
    may be a whole book, raises TimeUp.
    """

    def __init__(self, chars_of: TermChars, deadline: Deadline = NEVER) -> None:
        self.deadline = deadline
        self.chars_of: TermChars = lru_cache(None)(chars_of)
        self._counters: dict[tuple[tuple[int, str], ...], Callable[[str], int] | None] = {}
        self._sequences: dict[tuple[tuple[int, str], ...], re.Pattern[str] | None] = {}

    def spans(self, leaf: Leaf, passage: PassageView, field: str) -> list[Span]:
        """The ranges of the folded field in which a leaf stands, as words or as characters, in order."""
        view = passage.fields.get(field)
        if view is None or field not in leaf.fields:
            return []
        self.deadline.check()
        match leaf:
            case Terms(_, terms, needles, _, at_words):
                return sorted({*self._word_spans(view, terms), *self._runs(view, needles, at_words=at_words)})
            case Similar(_, word, distance):
                return similar_spans(view, word, distance)
            case StartsWith(_, needles):
                return sorted(span for span in self._runs(view, needles, *_GOES_ON) if view.is_edge(span[0]))
            case Exactly():
                return sorted(set(self._exact_runs(view, leaf)))
            case Dated():
                return sorted({*self._written(leaf, view), *passage.dates_of(field, leaf.prefixes)})

    def count(
        self, leaf: Leaf, passage: PassageView, field: str, view: FieldView | None = None
    ) -> tuple[int, int]:
        """How often a leaf stands in a field: as whole words, and as characters at all."""
        view = view or passage.fields.get(field)
        if view is None or field not in leaf.fields:
            return _NOTHING
        self.deadline.check()
        match leaf:
            case Terms():
                return self._count_of_word(view, leaf)
            case Exactly():
                runs = list(self._exact_runs(view, leaf))
                return sum(view.is_edge(start) and view.is_edge(end) for start, end in runs), len(runs)
            case StartsWith(_, needles):
                found = sum(view.is_edge(start) for start, _ in self._runs(view, needles, *_GOES_ON))
                return found, found
            case Similar(_, word, distance):
                found = len(similar_spans(view, word, distance))
                return found, found
            case Dated():
                return self._count_of_date(leaf, passage, field, view)

    def run_counts(
        self, leaf: Terms, rows: Iterable[tuple[int, FieldView, float]]
    ) -> Iterator[tuple[int, int, int, float]]:
        """The rows whose view has the characters of a word: how often, as whole words and at all, in the view's place."""
        needles = leaf.needles
        for number, view, factor in rows:
            text = view.text
            for needle in needles:
                if needle in text:
                    if (counts := self._count_of_runs(view, needles, leaf.at_words))[1]:
                        yield number, *counts, factor
                    break

    def weights(
        self, leaf: Terms, fields: Iterable[Iterable[tuple[int, FieldView, float]]]
    ) -> dict[int, float]:
        """The sum, by number, of how often views have the terms of a word, times the factor of each view."""
        found: dict[int, float] = {}
        count = self.counter(leaf.terms)
        if count is not None:
            for rows in fields:
                for number, view, factor in rows:
                    if times := count(view.tokens):
                        found[number] = found.get(number, 0.0) + factor * times
        return found

    def counter(self, terms: tuple[tuple[int, str], ...]) -> Callable[[str], int] | None:
        """What counts a sequence of terms in a string of tokens; None where one of them is nowhere."""
        if terms not in self._counters:
            self._counters[terms] = self._counter(terms)
        return self._counters[terms]

    def _counter(self, terms: tuple[tuple[int, str], ...]) -> Callable[[str], int] | None:
        chars = [self.chars_of(term) for _, term in terms]
        if not terms or not all(chars):
            return None
        in_a_row = terms[-1][0] == len(terms) - 1 and len({*terms}) == len({term for _, term in terms})
        if in_a_row and math.prod(map(len, chars)) <= _FEW:
            strings = list(map("".join, itertools.product(*chars)))
            if len(strings) == 1:
                (only,) = strings
                return lambda tokens: tokens.count(only)
            return lambda tokens: sum(map(tokens.count, strings))
        pattern = self._pattern(terms)
        assert pattern is not None
        return lambda tokens: len(pattern.findall(tokens))

    def _count_of_word(self, view: FieldView, leaf: Terms) -> tuple[int, int]:
        words = len(self._starts(view, leaf.terms)) if leaf.terms else 0
        aligned, characters = self._count_of_runs(view, leaf.needles, leaf.at_words)
        return words or aligned, max(words, characters)

    def _count_of_date(
        self, leaf: Dated, passage: PassageView, field: str, view: FieldView
    ) -> tuple[int, int]:
        written = self._written(leaf, view)
        whole = self._count_of_word(view, leaf.word)[0] if written else 0
        words = max(min(whole, len(written)), len(passage.dates_of(field, leaf.prefixes)))
        return words, max(words, len(written))

    def _written(self, leaf: Dated, view: FieldView) -> list[Span]:
        spans = {*self._word_spans(view, leaf.word.terms), *self._runs(view, leaf.word.needles)}
        return [span for span in spans if is_whole_date(view.text, *span)]

    def _word_spans(self, view: FieldView, terms: tuple[tuple[int, str], ...]) -> Iterator[Span]:
        width = terms[-1][0] + 1 if terms else 0
        for start in self._starts(view, terms):
            yield view.span(start, start + width)

    def _starts(self, view: FieldView, terms: tuple[tuple[int, str], ...]) -> Sequence[int]:
        """The tokens at which a sequence of terms begins."""
        if len(terms) == 1:
            chars = self.chars_of(terms[0][1])
            tokens = view.tokens
            return [at for char in chars if char in tokens for at in _places(tokens, char)]
        pattern = self._pattern(terms)
        return [match.start() for match in pattern.finditer(view.tokens)] if pattern else ()

    def _pattern(self, terms: tuple[tuple[int, str], ...]) -> re.Pattern[str] | None:
        """What a sequence of terms is in a string of tokens; None where one of them is nowhere."""
        if terms not in self._sequences:
            self._sequences[terms] = self._compiled(terms)
        return self._sequences[terms]

    def _compiled(self, terms: tuple[tuple[int, str], ...]) -> re.Pattern[str] | None:
        parts: list[str] = []
        at = 0
        for offset, term in terms:
            chars = self.chars_of(term)
            if not chars:
                return None
            parts.append("." * (offset - at) + f"[{re.escape(chars)}]")
            at = offset + 1
        # In a look-ahead, so that sequences that overlap are all found.
        return re.compile(f"(?=({''.join(parts)}))", re.DOTALL) if parts else None

    def _count_of_runs(
        self, view: FieldView, needles: Sequence[str], at_words: Sequence[str]
    ) -> tuple[int, int]:
        text = view.text
        words = characters = 0
        for needle in needles:
            if needle in text:
                for start, end in self._runs(view, (needle,), at_words=at_words):
                    characters += 1
                    words += view.is_edge(start) and view.is_edge(end)
        return words, characters

    def _exact_runs(self, view: FieldView, leaf: Exactly) -> Iterator[Span]:
        """Where a run stands; one of `at_words` where its numeral is a word, or begins one that ends before the run."""
        for span in self._runs(view, leaf.needles, leaf.open_start, leaf.open_end):
            run = view.text[slice(*span)] if leaf.at_words else ""
            ends = range(span[0] + numeral_length(run), span[1])
            if run not in leaf.at_words or (view.is_edge(span[0]) and any(map(view.is_edge, ends))):
                yield span

    def _runs(
        self,
        view: FieldView,
        needles: Sequence[str],
        open_start: bool = False,
        open_end: bool = False,
        at_words: Sequence[str] = (),
    ) -> Iterator[Span]:
        """Where any of `needles` stands whole, but for a side that is open (`matching.whole`), or `at_words` (`Terms`).

        In a window of another reading only with what the text itself has not.
        """
        text = view.text
        first = text.find(MARKER)
        for needle in needles:
            at = text.find(needle)
            if at < 0:
                continue
            checked = needs_check(needle, open_start=open_start, open_end=open_end)
            counted = first >= 0 and is_counted(needle)
            window, stop, met = None, first, 0
            while at >= 0:
                met += 1
                if not met % _AT_ONCE:
                    self.deadline.check()
                end = at + len(needle)
                if first >= 0 and at >= stop:  # a long window is read once, not again for each occurrence
                    window = window_at(text, at)
                    stop = text.find(MARKER, at + 1)
                    stop = len(text) + 1 if stop < 0 else stop
                counts = window is None or (
                    window.is_new(at, end) and not (counted and begins_word(text, end - 1))
                )
                if counts and checked:
                    counts = is_whole(text, at, end, open_start=open_start, open_end=open_end)
                if counts and needle in at_words:
                    inside = inner_word(needle)
                    counts = view.is_edge(at) and (
                        not asks_for_word_end(needle)
                        or ends_as_word(text, end, is_edge=view.is_edge(end))
                        or (inside > 0 and view.is_edge(at + inside))
                    )
                if counts:
                    yield at, end
                at = text.find(needle, at + 1)


class TermPlaces:
    """Where terms stand among the tokens of fields, found for all of them at once."""

    def __init__(self, terms: Sequence[str], matcher: Matcher) -> None:
        self._term_of = {char: term for term in terms for char in matcher.chars_of(term)}
        self._there: dict[str, frozenset[str]] = {}
        self._deadline = matcher.deadline

    def positions(self, view: FieldView) -> Mapping[str, Sequence[int]]:
        """The places of each term that is there, ascending."""
        find = view.tokens.find
        found: dict[str, list[int]] = {}
        for char, term in self._term_of.items():
            at = find(char)
            if at < 0:
                continue
            self._deadline.check()
            several = term in found
            places = found[term] if several else found.setdefault(term, [])
            while at >= 0:
                places.append(at)
                at = find(char, at + 1)
            if several:
                places.sort()
        return found

    def there(self, view: FieldView) -> frozenset[str]:
        """The terms that are there; of headings and titles many passages ask."""
        tokens = view.tokens
        if tokens not in self._there:
            self._there[tokens] = frozenset(self.positions(view))
        return self._there[tokens]


def _places(tokens: str, char: str) -> Iterator[int]:
    at = tokens.find(char)
    while at >= 0:
        yield at
        at = tokens.find(char, at + 1)
