"""What a research command says beside its answer: that nothing was found, and what may have been meant."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from fumikura.cli.terminal import note
from fumikura.messages import Messages, together
from fumikura.presentation import describe_missing_words

if TYPE_CHECKING:
    from fumikura.research.occurrences import Occurrences
    from fumikura.search import Index


def say_none(index: Index, found: Occurrences, filters: dict[str, Any], say: Messages) -> None:
    """Say on stderr why a query has no occurrences, where it has none."""
    if found.by_passage:
        return
    said = [say("research.none", query=found.query)]
    if found.inside:
        said.append(say("research.none.inside", count=found.inside, query=found.query))
    if found.in_headings:
        said.append(say("research.none.headings", count=found.in_headings))
    if filters:
        everywhere = index.search(found.query, limit=0, highlight=False, synonyms=False).total
        said += [say("search.unfiltered", total=everywhere)] if everywhere else []
    results = index.search(found.query, mode="any", limit=0, highlight=False)
    note(together(*said, *describe_missing_words(index, results, None, say, briefly=True)))
