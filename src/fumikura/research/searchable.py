"""What the tools ask of an open index, and nothing of how it is kept."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Protocol

from fumikura.fields import Filters
from fumikura.models import Document, Passage, Span
from fumikura.plan.nodes import Plan
from fumikura.text.tokens import Entry


class Searchable(Protocol):
    """What the tools ask of an open index."""

    def passages(self, **filters: Any) -> tuple[Passage, ...]:
        """The passages that pass filters, in the order of documents."""

    def texts(self, plan: Plan | None = None, **filters: Any) -> Iterable[tuple[Passage, str]]:
        """The same, each with the tokens of its text, a character for each; with a plan those that meet it."""

    def entry(self, char: str) -> Entry:
        """The entry of such a character."""

    def documents(self) -> tuple[Document, ...]:
        """The documents."""

    def passage(self, passage_id: str) -> Passage:
        """The passage of an id. Raises UnknownIdError."""

    def chosen_by(self, **filters: Any) -> Filters:
        """What filters mean. Raises FilterError."""

    def plan(self, query: str, *, synonyms: bool) -> Plan:
        """How a query is looked for, without what is only read like it. Raises QueryError."""

    def kept_words(self) -> tuple[str, ...]:
        """The words that a person wants whole."""

    def ids(self, plan: Plan, filters: Filters) -> Iterable[str]:
        """The ids of the passages that meet a plan and pass filters."""

    def matches(
        self, plans: Sequence[Plan], filters: Filters, texts: Mapping[str, str]
    ) -> Iterable[tuple[str, Sequence[Sequence[Span] | None]]]:
        """The passages that meet any of several plans, of those that have their text in `texts`.

        Each comes with where each plan matches in its text, in order: None for a plan that it does not meet, nothing for
        one that it meets elsewhere.
        """
