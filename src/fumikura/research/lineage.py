"""Where a sentence was said before and after, and how it changed from one time to the next.

Two sentences are related where what is rare in one is in the other (weighted containment of shingles), so that a
statement that was taken up into a longer one is found, and where that is more than a formula is long: all statements
share those.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from typing import Literal, TypeAlias

from fumikura.deadline import current_deadline, until_deadline
from fumikura.models import Passage
from fumikura.research.sentences import LEAST_FORM, form_of, sentences
from fumikura.research.similarity import Shingles, Weights, indel_ratio, shingles_of
from fumikura.values import frozen

COMPARED_KINDS = frozenset({"paragraph", "list-item", "table-row"})
"""The kinds of passage whose sentences are compared."""

RELATED = 0.33
"""The weighted containment from which on a sentence may be related to the one that was asked for."""

GROWTH = 0.6
"""The weighted containment from which on a sentence joins those found, by one of them."""

Kinship: TypeAlias = Literal["first", "same", "slight", "reworked", "part"]
"""What a sentence is beside an earlier one; `first` has none here."""

_SLIGHT, _REWORKED = 0.9, 0.6
_FREQUENT = 100  # sentences that may have a shingle by which others are looked for: passim's upper limit
_FREQUENT_PART = 20


@frozen
class Sentence:
    """A sentence of a passage, its `number` there (from 1) and its place `[start, end)` in the text."""

    passage: Passage
    number: int
    start: int
    end: int
    form: str

    @property
    def text(self) -> str:
        """The sentence as it is written."""
        return self.passage.text[self.start : self.end]

    @property
    def order(self) -> tuple[bool, str, str, int, int]:
        """By date, then document, passage and place; undated ones last."""
        return (*date_order(self.passage), self.start)


@frozen
class Member:
    """A sentence of a lineage: how near it is to the seed, and what it was made of.

    `after` is the sentence that it is set beside: the earlier one that is most like it, or the seed where that was asked
    for (then None where the seed is not in the corpus). `similarity` and `containment` are with that one.
    """

    sentence: Sentence
    kind: Kinship
    containment_to_seed: float
    similarity_to_seed: float
    after: Sentence | None = None
    similarity: float | None = None
    containment: float | None = None


def passage_order(passage: Passage) -> tuple[str, int]:
    """The document of a passage, and its number there."""
    number = passage.id.rpartition("#")[2]
    return passage.document, int(number) if number.isdecimal() else 0


def date_order(passage: Passage) -> tuple[bool, str, str, int]:
    """The date of a passage, then its document and number; undated ones come last."""
    return (not passage.date, passage.date, *passage_order(passage))


def sentences_of(passages: Iterable[Passage], least: int = LEAST_FORM) -> Iterator[Sentence]:
    """The sentences that can be compared: of `COMPARED_KINDS`, with at least so many letters and digits."""
    for passage in passages:
        if passage.kind in COMPARED_KINDS:
            for number, (start, end) in enumerate(sentences(passage.text), 1):
                if len(form := form_of(passage.text[start:end])) >= least:
                    yield Sentence(passage, number, start, end, form)


def kinship_of(similarity: float) -> Kinship:
    """What a sentence is that is so similar to an earlier one."""
    if similarity == 1:
        return "same"
    if similarity >= _SLIGHT:
        return "slight"
    return "reworked" if similarity >= _REWORKED else "part"


class SentenceIndex:
    """The sentences of an index, to be searched for those that are related to one.

    It is made when it is asked; where there is no time for all of that, the next question goes on from there.
    """

    def __init__(self, found: Iterable[Sentence]) -> None:
        self.sentences: list[Sentence] = []
        self.shingles: list[Shingles] = []
        self._frequencies: Counter[str] = Counter()
        self._places: dict[str, list[int]] = {}
        self._reading, self._placing = self._read(found), self._place()

    @property
    def weights(self) -> Weights:
        """How much each shingle says, in all sentences. Raises TimeUp."""
        _finish(self._reading)
        return Weights(len(self.sentences), self._frequencies)

    def _read(self, found: Iterable[Sentence]) -> Iterator[None]:
        for sentence in found:
            self.sentences.append(sentence)
            self.shingles.append(shingles_of(sentence.form))
            self._frequencies.update(self.shingles[-1])
            yield

    def _place(self) -> Iterator[None]:
        """Note the sentences of each shingle that is rare enough to look for others by."""
        most = max(_FREQUENT, len(self.sentences) // _FREQUENT_PART)
        for number, shingles in enumerate(self.shingles):
            for each in shingles:
                if self._frequencies[each] <= most:
                    self._places.setdefault(each, []).append(number)
            yield

    def related(self, shingles: Shingles, least: float, known: Collection[int] = ()) -> list[int]:
        """The sentences that are related by a weighted containment of `least`, but those that are known already."""
        weights = self.weights
        _finish(self._placing)
        candidates = {number for each in shingles for number in self._places.get(each, ())}
        return [
            number
            for number in until_deadline(sorted(candidates))
            if number not in known and weights.are_related(shingles, self.shingles[number], least)
        ]

    def family(self, seed: Shingles, least: float) -> list[int]:
        """What is related to the seed, and what is closely related to one of those, and so on."""
        found = dict.fromkeys(self.related(seed, least))
        waiting = list(found)
        while waiting:
            joined = self.related(self.shingles[waiting.pop()], max(GROWTH, least), found)
            found.update(dict.fromkeys(joined))
            waiting += joined
        return list(found)


def _finish(steps: Iterator[None]) -> None:
    """Go on with what is not finished, while it is time. Raises TimeUp."""
    for _ in steps:
        current_deadline().check()


def lineage(
    collection: SentenceIndex,
    seed: str,
    *,
    least: float = RELATED,
    shown: Callable[[Passage], bool] = lambda _: True,
    against_seed: bool = False,
) -> tuple[Member, ...]:
    """The sentences that are related to the sentence `seed`, by date, each beside an earlier one.

    What is related is found in the whole collection, but only what is `shown` is given. With `against_seed` all are set
    beside the seed.
    """
    form = form_of(seed)
    family = (collection.sentences[number] for number in collection.family(shingles_of(form), least))
    found = sorted((each for each in family if shown(each.passage)), key=lambda each: each.order)
    return _members(found, collection.weights, form, against_seed)


def with_phrase(
    everything: Iterable[Sentence],
    weights: Weights,
    phrase: str,
    *,
    shown: Callable[[Passage], bool] = lambda _: True,
    against_seed: bool = False,
) -> tuple[Member, ...]:
    """The sentences that have a phrase, by date, each beside an earlier one."""
    form = form_of(phrase)
    found = (each for each in until_deadline(everything) if form in each.form and shown(each.passage))
    return _members(sorted(found, key=lambda each: each.order), weights, form, against_seed)


def _members(
    found: Sequence[Sentence], weights: Weights, form: str, against_seed: bool
) -> tuple[Member, ...]:
    members: list[Member] = []
    own = shingles_of(form)
    seed = next((each for each in found if each.form == form), None) if against_seed else None
    for at, each in enumerate(until_deadline(found)):
        shingles = shingles_of(each.form)
        to_seed = weights.containment(own, shingles), indel_ratio(form, each.form)
        if against_seed:
            kind = kinship_of(to_seed[1])
            members.append(Member(each, kind, *to_seed, seed, to_seed[1], to_seed[0]))
            continue
        after = _predecessor(each, found[:at])
        if after is None:
            members.append(Member(each, "first", *to_seed))
            continue
        similarity = indel_ratio(after.form, each.form)
        containment = weights.containment(shingles_of(after.form), shingles)
        members.append(Member(each, kinship_of(similarity), *to_seed, after, similarity, containment))
    return tuple(members)


def _predecessor(sentence: Sentence, earlier: Sequence[Sentence]) -> Sentence | None:
    """The earlier sentence that is most like one, of several the latest; one without a date is none."""
    dated = [each for each in earlier if each.passage.date]
    if not dated:
        return None
    best = max(range(len(dated)), key=lambda at: (indel_ratio(dated[at].form, sentence.form), at))
    return dated[best]
