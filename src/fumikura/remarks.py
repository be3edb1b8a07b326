"""What is said of the words of a query, beside its hits: what was searched besides them, and why one has no hits."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from fumikura.messages import Messages
from fumikura.models import Expansion, Results

if TYPE_CHECKING:
    from fumikura.search import Index

# A message is one line, and a query may have hundreds of words.
_MOST_WORDS = 5
_MOST_NAMES = 8


def reading(results: Results, say: Messages) -> str:
    """How the query was read, where that is otherwise than it was typed."""
    said = [say.sentence(note) for note in results.notes[:_MOST_WORDS]]
    more = say("query.read-more") if len(results.notes) > _MOST_WORDS else ""
    return say("query.read", notes=say("query.read-and").join(said) + more)


def time_up(results: Results, seconds: float | None, passages: int, say: Messages) -> str:
    """What was not done in the time that there was, in an index of so many passages."""
    if results.searched == passages:
        return say("search.unweighed", seconds=seconds)
    return say("search.timed-out", seconds=seconds, searched=results.searched, passages=passages)


def expansions(results: Results, say: Messages, *, hint: bool = False) -> str:
    """The other names of words that have hits, and what words were read as; "" where there are none.

    `hint` says by which option equals are left out.
    """
    found = [each for each in results.expanded if each.passages]
    words = list(dict.fromkeys(each.word for each in found))
    if not words:
        return ""
    shown = "; ".join(_names(word, found, say) for word in words[:_MOST_WORDS])
    more = "; …" if len(words) > _MOST_WORDS else ""
    said = say("search.expanded", names=shown + more)
    if hint and any(each.level == "synonym" for each in found):
        said += say("search.expanded-hint")
    return said


def _names(word: str, found: Sequence[Expansion], say: Messages) -> str:
    mine = [each for each in found if each.word == word]
    sign = " = " if mine[0].level == "synonym" else say("search.expanded-read")
    names = ", ".join(f"{each.term} {each.passages}" for each in mine[:_MOST_NAMES])
    return f"{word}{sign}{names}" + (", …" if len(mine) > _MOST_NAMES else "")


def missing_words(
    index: Index, results: Results, timeout: float | None, say: Messages, *, briefly: bool = False
) -> Iterator[str]:
    """For each word that no passage of the index has: how it was looked for, and what comes near; briefly, only that."""
    for word in _missing(index, results, timeout)[:_MOST_WORDS]:
        if headed := index.in_headings(word):
            yield say("search.missing-headed", word=word, count=headed)
            continue
        near, parts = index.suggest(word), index.parts_of(word)
        if not briefly:
            tried = [each.term for each in results.expanded if each.word == word]
            yield say("search.missing", word=word)
            if tried:
                yield say("search.missing-names", names=", ".join(tried[:_MOST_NAMES]))
        if near:
            yield say("search.missing-near", word=word, near=say("search.missing-or").join(near))
        elif parts:
            found = ", ".join(f"{part} {count}" for part, count in parts)
            yield say("search.missing-parts", word=word, parts=found)
        elif not briefly:
            yield say("search.missing-nothing")


def _missing(index: Index, results: Results, timeout: float | None) -> list[str]:
    """The words without hits, whatever the filters were."""
    if all(count for _, count in results.words):
        return []
    everywhere = index.search(
        results.query, mode="any", limit=0, highlight=False, timeout=timeout, explain=True
    )
    return [word for word, count in everywhere.words if not count]
