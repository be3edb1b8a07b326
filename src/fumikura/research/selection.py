"""The passages that are counted, with their sizes: what stands above and below every fraction.

Headings, titles, glosses and what surrounds a page are never counted; nor, where repeated sentences are left
out, is one that stood in an earlier passage.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property

from fumikura.models import Passage, Span
from fumikura.research.lineage import passage_order
from fumikura.research.sentences import LEAST_FORM, form_of, sentences
from fumikura.research.tokens import Tokenizer, Tokens
from fumikura.research.units import NOTHING_KEPT, KeptWords, Unit, Word, words_of
from fumikura.values import frozen

__all__ = ["NOT_COUNTED", "Known", "Repeats", "Selection", "Sizes", "by_date"]

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


def by_date(passage: Passage) -> tuple[bool, str, str, int]:
    """The order by date, then document and number; without a date last."""
    return (not passage.date, passage.date, *passage_order(passage))


class Known:
    """What was worked out of passages: their words by id, and how many there are of a unit."""

    def __init__(self) -> None:
        self.tokens: dict[str, Tokens] = {}
        self.counts: dict[tuple[str, Unit], int] = {}


class Selection:
    """Passages that were chosen, of kinds that are counted, in the order of documents.

    Their words are cut when they are asked for, and kept. `unique` counts a sentence of at least `LEAST_FORM` letters and
    digits once, where it has its earliest date; `kept` are words that are long units whatever they are made of. `known`
    is what was worked out of passages before; what is worked out here is put there, too.
    """

    def __init__(
        self,
        passages: Iterable[Passage],
        tokenizer: Tokenizer,
        *,
        unique: bool = False,
        kept: KeptWords = NOTHING_KEPT,
        known: Known | None = None,
    ) -> None:
        self.passages = tuple(each for each in passages if each.kind not in NOT_COUNTED)
        self.unique = unique
        self._tokenizer = tokenizer
        self._kept = kept
        self._known = known if known is not None else Known()
        self._sentences: dict[str, tuple[Span, ...]] = {}

    def __len__(self) -> int:
        return len(self.passages)

    @cached_property
    def by_id(self) -> Mapping[str, Passage]:
        """The passages by their ids."""
        return {passage.id: passage for passage in self.passages}

    @cached_property
    def repeats(self) -> Repeats:
        """The sentences that stand again in a later passage; none unless each is to count once."""
        return self._repeats() if self.unique else NO_REPEATS

    def tokens(self, passage: Passage) -> Tokens:
        """The words of a passage's text."""
        tokens = self._known.tokens
        if passage.id not in tokens:
            tokens[passage.id] = self._tokenizer.tokens(passage.text)
        return tokens[passage.id]

    def sentences(self, passage: Passage) -> tuple[Span, ...]:
        """The sentences of a passage, those that are left out too."""
        if passage.id not in self._sentences:
            self._sentences[passage.id] = sentences(passage.text)
        return self._sentences[passage.id]

    def counted_sentences(self, passage: Passage) -> Sequence[Span]:
        """The sentences of a passage that count."""
        left_out = self.repeats.left_out.get(passage.id, frozenset())
        return [span for span in self.sentences(passage) if span[0] not in left_out]

    def words(self, passage: Passage, unit: Unit) -> Iterator[Word]:
        """The words of a passage that count."""
        tokens = self.tokens(passage)
        found = words_of(tokens, unit, self._kept)
        if passage.id not in self.repeats.left_out:
            return found
        spans = self.counted_sentences(passage)
        starts = tokens.starts
        return (word for word in found if any(start <= starts[word.first] < end for start, end in spans))

    def word_count(self, passage: Passage, unit: Unit) -> int:
        """How many words of a passage count."""
        if passage.id in self.repeats.left_out:
            return sum(1 for _ in self.words(passage, unit))
        counts, key = self._known.counts, (passage.id, unit)
        if key not in counts:
            counts[key] = sum(1 for _ in self.words(passage, unit))
        return counts[key]

    def characters(self, passage: Passage) -> int:
        """The letters and digits of a passage that count."""
        text = passage.text
        if passage.id in self.repeats.left_out:
            text = "".join(text[start:end] for start, end in self.counted_sentences(passage))
        return sum(map(str.isalnum, text))

    def is_counted(self, passage: Passage) -> bool:
        """Whether anything of a passage counts."""
        return passage.id not in self.repeats.left_out or bool(self.counted_sentences(passage))

    def sizes(self, passages: Iterable[Passage], unit: Unit = "long", *, with_words: bool = True) -> Sizes:
        """How much there is of passages of this selection; counting words takes a while."""
        counted = [passage for passage in passages if self.is_counted(passage)]
        return Sizes(
            documents=len({passage.document for passage in counted}),
            passages=len(counted),
            characters=sum(map(self.characters, counted)),
            words=sum(self.word_count(each, unit) for each in counted) if with_words else 0,
        )

    def _repeats(self) -> Repeats:
        first: dict[str, tuple[str, int]] = {}
        left_out: dict[str, set[int]] = {}
        later: dict[tuple[str, int], list[str]] = {}
        for passage in sorted(self.passages, key=by_date):
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
