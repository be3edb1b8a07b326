"""The passages that are counted, with their sizes: what stands above and below every fraction.

Headings, titles, glosses and what surrounds a page are never counted; nor, where repeated sentences are left
out, is one that stood in an earlier passage.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import accumulate

from fumikura.deadline import until_deadline
from fumikura.models import Passage, Span
from fumikura.research.lineage import date_order
from fumikura.research.sentences import LEAST_FORM, form_of, sentences
from fumikura.research.tokens import Tokens, TokenTable
from fumikura.research.units import CountedWord, Unit, Units
from fumikura.values import frozen

NOT_COUNTED = frozenset({"heading", "furniture"})
"""The kinds of passage that are never counted."""


@frozen
class Sizes:
    """How much there is of a part of a selection: documents, passages, letters and digits, words."""

    documents: int
    passages: int
    characters: int
    words: int


@frozen
class Repeats:
    """The sentences that stand again: where each begins that is left out, by passage; for the first, the later ids."""

    left_out: Mapping[str, frozenset[int]]
    later: Mapping[tuple[str, int], tuple[str, ...]]

    @property
    def number(self) -> int:
        """How many sentences are left out."""
        return sum(map(len, self.left_out.values()))


NO_REPEATS = Repeats({}, {})


class Selection:
    """Passages that were chosen, of kinds that are counted, in the order of documents.

    Each comes with the tokens of its text, of which `known` has the entries and `units` make words. `unique` counts a
    sentence of at least `LEAST_FORM` letters and digits once, where it has its earliest date.
    """

    def __init__(
        self,
        texts: Iterable[tuple[Passage, str]],
        known: TokenTable,
        units: Mapping[Unit, Units],
        *,
        unique: bool = False,
    ) -> None:
        counted = [(passage, chars) for passage, chars in texts if passage.kind not in NOT_COUNTED]
        self.passages = tuple([passage for passage, _ in counted])
        self.unique = unique
        self.units = units
        self._known = known
        self._chars = {passage.id: chars for passage, chars in counted}
        self._tokens: dict[str, Tokens] = {}
        self._sentences: dict[str, tuple[Span, ...]] = {}
        self._character_counts: dict[str, int] = {}
        self._word_counts: dict[tuple[str, Unit], int] = {}

    def __len__(self) -> int:
        return len(self.passages)

    @cached_property
    def by_id(self) -> Mapping[str, Passage]:
        """The passages by their ids."""
        return {passage.id: passage for passage in self.passages}

    @cached_property
    def in_time(self) -> Sequence[Passage]:
        """The passages by date, then document and number; those without a date last."""
        return sorted(self.passages, key=date_order)

    @cached_property
    def text_by_id(self) -> Mapping[str, str]:
        """Their texts by their ids."""
        return {passage.id: passage.text for passage in self.passages}

    @cached_property
    def repeats(self) -> Repeats:
        """The sentences that stand again in a later passage; none unless each is to count once."""
        return self._repeats() if self.unique else NO_REPEATS

    def tokens(self, passage: Passage) -> Tokens:
        """The words of a passage's text."""
        if passage.id not in self._tokens:
            self._tokens[passage.id] = Tokens(passage.text, self._chars[passage.id], self._known)
        return self._tokens[passage.id]

    def sentences(self, passage: Passage) -> tuple[Span, ...]:
        """The sentences of a passage, those that are left out too."""
        if passage.id not in self._sentences:
            self._sentences[passage.id] = sentences(passage.text)
        return self._sentences[passage.id]

    def counted_sentences(self, passage: Passage) -> Sequence[Span]:
        """The sentences of a passage that count."""
        left_out = self.repeats.left_out.get(passage.id, frozenset())
        return [span for span in self.sentences(passage) if span[0] not in left_out]

    def counted_tokens(self, passage: Passage) -> Iterator[tuple[int, str]]:
        """The tokens of a passage that count, in pieces, each with the position of its first token."""
        chars = self._chars[passage.id]
        if passage.id not in self.repeats.left_out:
            yield 0, chars
            return
        starts = self.tokens(passage).starts
        for begin, end in self.counted_sentences(passage):
            first = bisect_left(starts, begin)
            yield first, chars[first : bisect_left(starts, end)]

    def keys(self, passage: Passage, unit: Unit) -> list[str]:
        """The words of a passage that count, as `Units.keys` has them."""
        found: list[str] = []
        for _, chars in self.counted_tokens(passage):
            found += self.units[unit].keys(chars)
        return found

    def placed_keys(self, passage: Passage, unit: Unit) -> Iterator[tuple[list[str], list[int], list[int]]]:
        """The same in pieces, with where each word begins and ends in the text."""
        tokens, units = self.tokens(passage), self.units[unit]
        starts, ends = tokens.starts, tokens.ends
        for first, chars in self.counted_tokens(passage):
            keys = units.keys(chars)
            edges = list(accumulate(units.sizes(keys), initial=first))
            begins = list(map(starts.__getitem__, edges[:-1]))
            yield keys, begins, [ends[at - 1] for at in edges[1:]]

    def words(self, passage: Passage, unit: Unit) -> list[tuple[CountedWord, int, int]]:
        """The words of a passage that count, each with where it begins and ends in the text."""
        known = self.units[unit].words
        return [
            (word, start, end)
            for piece in self.placed_keys(passage, unit)
            for key, start, end in zip(*piece, strict=True)
            if (word := known[key]).is_word
        ]

    def word_count(self, passage: Passage, unit: Unit) -> int:
        """How many words of a passage count."""
        number = self._word_counts.get((passage.id, unit))
        if number is None:
            number = sum(self.units[unit].count(chars) for _, chars in self.counted_tokens(passage))
            self._word_counts[passage.id, unit] = number
        return number

    def characters(self, passage: Passage) -> int:
        """The letters and digits of a passage that count."""
        number = self._character_counts.get(passage.id)
        if number is None:
            text = passage.text
            if passage.id in self.repeats.left_out:
                text = "".join(text[start:end] for start, end in self.counted_sentences(passage))
            number = self._character_counts[passage.id] = sum(map(str.isalnum, text))
        return number

    def is_counted(self, passage: Passage) -> bool:
        """Whether anything of a passage counts."""
        return passage.id not in self.repeats.left_out or bool(self.counted_sentences(passage))

    def sizes(self, passages: Iterable[Passage], unit: Unit = "long", *, with_words: bool = True) -> Sizes:
        """How much there is of passages of this selection; counting words takes a while."""
        counted = list(filter(self.is_counted, passages))
        return Sizes(
            documents=len({passage.document for passage in counted}),
            passages=len(counted),
            characters=sum(map(self.characters, until_deadline(counted))),
            words=sum(self.word_count(each, unit) for each in until_deadline(counted)) if with_words else 0,
        )

    def _repeats(self) -> Repeats:
        first: dict[str, tuple[str, int]] = {}
        left_out: dict[str, set[int]] = {}
        later: dict[tuple[str, int], list[str]] = {}
        for passage in until_deadline(self.in_time):
            for start, end in self.sentences(passage):
                form = form_of(passage.text[start:end])
                if len(form) < LEAST_FORM or form not in first:
                    first.setdefault(form, (passage.id, start))
                    continue
                left_out.setdefault(passage.id, set()).add(start)
                later.setdefault(first[form], []).append(passage.id)
        return Repeats(
            {name: frozenset(starts) for name, starts in left_out.items()},
            {place: tuple(ids) for place, ids in later.items()},
        )
