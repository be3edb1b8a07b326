"""The tools that follow sentences: where one was said before and after, and what changed between two documents.

Glue only, as in `tools`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import Any, Literal

from fumikura.arguments import check_methods
from fumikura.errors import FilterError, UnknownIdError
from fumikura.filters import near_names
from fumikura.messages import Message
from fumikura.models import Passage
from fumikura.research import rows
from fumikura.research.comparison import compare
from fumikura.research.differences import Operation, difference, marked
from fumikura.research.filter_text import check_choice, filters_text
from fumikura.research.lineage import RELATED, Member, SentenceIndex, lineage, sentences_of, with_phrase
from fumikura.research.results import Differences, Lineage, Lineages
from fumikura.research.searchable import Searchable
from fumikura.research.sentences import LEAST_FORM, form_of
from fumikura.research.similarity import Weights, shingles_of
from fumikura.research.tokens import WordTokenizer

_QUOTES = (('"', '"'), ("「", "」"), ("“", "”"))


@check_methods
class SentenceTools:
    """The tools over one index. They keep what they know of its sentences, so that a second question is faster."""

    def __init__(self, index: Searchable) -> None:
        self._index = index
        self._tokenizer = WordTokenizer()

    def lineage(
        self,
        seed: str,
        *,
        min: float = RELATED,  # noqa: A002 - named as the option of the command line is
        against: Literal["seed"] | None = None,
        **filters: Any,
    ) -> Lineages:
        """Where a sentence was said before and after, by date, each beside the earlier one that is most like it.

        `seed` is a sentence, a phrase (in quotes, or of fewer than twelve letters and digits), the id of a passage (all
        its sentences), or `id:2` for its second one. With `against="seed"` each is set beside the seed. Filters limit
        what is shown, not what sentences are measured by.

        Raises UnknownIdError, and FilterError where a seed has nothing to compare.
        """
        if not 0 < min <= 1:
            raise FilterError("research.least", value=min)
        check_choice("part", against or "seed", ("seed",))
        against_seed = against is not None
        shown_ids = {passage.id for passage in self._index.passages(**filters)} if filters else None

        def shown(passage: Passage) -> bool:
            return shown_ids is None or passage.id in shown_ids

        found: list[Lineage] = []
        for text, is_phrase in self._seeds(seed):
            if is_phrase:
                every = sentences_of(self._index.passages(), 1)
                members = with_phrase(
                    every, self._sentences.weights, text, shown=shown, against_seed=against_seed
                )
            else:
                members = lineage(self._sentences, text, least=min, shown=shown, against_seed=against_seed)
            compared = tuple(self._changes(each, text, against_seed=against_seed) for each in members)
            found.append(Lineage(text, members, compared, is_phrase))
        pairs = [
            (each, made) for one in found for each, made in zip(one.members, one.operations, strict=True)
        ]
        made_rows = (
            rows.lineage_row(number, each, made, marked(made)) for number, (each, made) in enumerate(pairs, 1)
        )
        return Lineages(tuple(made_rows), tuple(found))

    def diff(
        self,
        before: str | Sequence[Passage] | Mapping[str, Any],
        after: str | Sequence[Passage] | Mapping[str, Any],
    ) -> Differences:
        """What changed from one document to another: sentence by sentence, in the order of the later one.

        Each is the id of a document, filters that choose passages, or passages. Raises UnknownIdError, and FilterError
        where one of them has no sentences.
        """
        sides = [self._passages_of(each) for each in (before, after)]
        sentences = [tuple(sentences_of(each, 1)) for each in sides]
        known = {passage.id for passage in self._index.passages()}
        if all(passage.id in known for side in sides for passage in side):
            weights = self._sentences.weights
        else:
            forms = [each.form for side in sentences for each in side if len(each.form) >= LEAST_FORM]
            weights = Weights.of(shingles_of(form) for form in forms)
        made: list[rows.DiffRow] = []
        for each in compare(sentences[0], sentences[1], weights):
            operations: tuple[Operation, ...] = ()
            if each.before and each.after:
                operations = self._difference(each.before.text, each.after.text)
            text = marked(operations) if operations else (each.after or each.before).text  # type: ignore[union-attr]
            made.append(rows.diff_row(each, operations, text))
        return Differences(tuple(made))

    def _seeds(self, seed: str) -> list[tuple[str, bool]]:
        """The sentences that are asked for, and whether each is a phrase."""
        text = seed.strip()
        name, _, number = text.partition(":") if "#" in text else (text, "", "")
        if "#" in name and not any(map(str.isspace, name)):
            own = [each.text for each in sentences_of([self._index.passage(name)], 1)]
            if number:
                if not number.isdecimal() or not 1 <= int(number) <= len(own):
                    raise UnknownIdError("research.no-sentence", id=text, passage=name, count=len(own))
                own = [own[int(number) - 1]]
            if not own:
                raise FilterError("research.passage-without-sentence", id=name)
            return [(each, len(form_of(each)) < LEAST_FORM) for each in own]
        quoted = len(text) > 1 and (text[0], text[-1]) in _QUOTES
        if quoted:
            text = text[1:-1]
        if not form_of(text):
            raise FilterError("research.seed-empty")
        return [(text, quoted or len(form_of(text)) < LEAST_FORM)]

    def _changes(self, member: Member, seed: str, *, against_seed: bool) -> tuple[Operation, ...]:
        before = member.after.text if member.after else seed if against_seed else member.sentence.text
        return self._difference(before, member.sentence.text)

    def _difference(self, before: str, after: str) -> tuple[Operation, ...]:
        return difference(self._tokenizer.tokens(before), self._tokenizer.tokens(after))

    def _passages_of(self, asked: str | Sequence[Passage] | Mapping[str, Any]) -> Sequence[Passage]:
        if isinstance(asked, str):
            known = [document.id for document in self._index.documents()]
            if asked not in known:
                near = near_names(asked, known, most=5, least=0.4) or tuple(known[:10])
                raise UnknownIdError("research.no-document", id=asked, near=near)
            asked = {"document": asked}
        found = self._index.passages(**asked) if isinstance(asked, Mapping) else asked
        if not any(True for _ in sentences_of(found, 1)):
            said = filters_text(asked) if isinstance(asked, Mapping) else Message("research.a-file")
            raise FilterError("research.document-without-sentence", name=said)
        return found

    @cached_property
    def _sentences(self) -> SentenceIndex:
        return SentenceIndex(sentences_of(self._index.passages()))
