"""What the command line and the page say of passages, of the words of a query, and of an answer."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from fumikura.dates import both_calendars
from fumikura.messages import Messages
from fumikura.models import Expansion, Passage, Results

if TYPE_CHECKING:
    from fumikura.research.lineage import Member
    from fumikura.search import Index


def passage_facts(passage: Passage, say: Messages) -> Iterator[str]:
    """Date in both calendars, meeting, place, side and kind of a passage, as far as it has them."""
    if passage.date:
        yield both_calendars(passage.date, say.language)
    if passage.meeting:
        yield say.label("meeting", passage.meeting)
    if passage.place:
        yield passage.place
    if passage.side:
        yield say.label("side", passage.side)
    if passage.kind != "paragraph":
        yield say.label("kind", passage.kind)


def value_name(field: str, value: str, say: Messages) -> str:
    """The name of a value of a closed vocabulary, in a form that options accept."""
    return value if say.language == "en" or value == "2+2" else say.label(field, value)


def describe_change(member: Member, say: Messages) -> str:
    """How a sentence differs from the earlier one that it is compared with."""
    if member.kind == "first":
        return say("research.lineage.first")
    date = (
        (member.after.passage.date or say("research.count.undated"))
        if member.after
        else say("research.lineage.seed")
    )
    return say(f"research.lineage.{member.kind}", percent=_percent(member.similarity or 0.0), date=date)


def _percent(similarity: float) -> int:
    """A similarity in per cent; 100 only for the same sentence."""
    return 100 if similarity == 1 else min(round(100 * similarity), 99)


# A message is one line, and a query may have hundreds of words.
_MOST_WORDS = 5
_MOST_NAMES = 8


def describe_reading(results: Results, say: Messages) -> str:
    """How the query was read, as far as that differs from what was typed."""
    said = [say.sentence(note) for note in results.notes[:_MOST_WORDS]]
    more = say("query.read-more") if len(results.notes) > _MOST_WORDS else ""
    return say("query.read", notes=say("query.read-and").join(said) + more)


def describe_timeout(results: Results, seconds: float | None, passages: int, say: Messages) -> str:
    """What was left undone when the time was up, in an index of `passages` passages."""
    if results.searched == passages:
        return say("search.unweighed", seconds=seconds)
    return say("search.timed-out", seconds=seconds, searched=results.searched, passages=passages)


def describe_expansions(results: Results, say: Messages, *, hint: bool = False) -> str:
    """The other names and readings that were searched and have hits; "" if there are none.

    With `hint`, the option that leaves synonyms out is named, too.
    """
    found = [each for each in results.expanded if each.passages]
    words = list(dict.fromkeys(each.word for each in found))
    if not words:
        return ""
    shown = "; ".join(_describe_names(word, found, say) for word in words[:_MOST_WORDS])
    more = "; …" if len(words) > _MOST_WORDS else ""
    said = say("search.expanded", names=shown + more)
    if hint and any(each.level == "synonym" for each in found):
        said += say("search.expanded-hint")
    return said


def _describe_names(word: str, found: Sequence[Expansion], say: Messages) -> str:
    mine = [each for each in found if each.word == word]
    sign = f" {mine[0].itself} = " if mine[0].level == "synonym" else say("search.expanded-read")
    names = ", ".join(f"{each.term} {each.passages}" for each in mine[:_MOST_NAMES])
    return f"{word}{sign}{names}" + (", …" if len(mine) > _MOST_NAMES else "")


def describe_missing_words(
    index: Index, results: Results, timeout: float | None, say: Messages, *, briefly: bool = False
) -> Iterator[str]:
    """For each word that no passage has: how it was looked for, and what comes near; `briefly`, the latter alone."""
    for word in _words_without_passages(index, results, timeout)[:_MOST_WORDS]:
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


def _words_without_passages(index: Index, results: Results, timeout: float | None) -> list[str]:
    """The words that no passage has, filters aside."""
    if all(count for _, count in results.words):
        return []
    everywhere = index.search(
        results.query, mode="any", limit=0, highlight=False, timeout=timeout, explain=True
    )
    return [word for word, count in everywhere.words if not count]
