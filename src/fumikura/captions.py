"""What is said of a passage, or of a sentence of a lineage, in one line above its text."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from fumikura.dates import both_calendars
from fumikura.messages import Messages
from fumikura.models import Passage

if TYPE_CHECKING:
    from fumikura.research.lineage import Member


def facts_of(passage: Passage, say: Messages) -> Iterator[str]:
    """Date in both calendars, meeting, place, who speaks, and kind, where there is something to say."""
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


def named(field: str, value: str, say: Messages) -> str:
    """A value of a closed vocabulary as a table names it, in a way that options take, too."""
    return value if say.language == "en" or value == "2+2" else say.label(field, value)


def change_of(member: Member, say: Messages) -> str:
    """How a sentence differs from the earlier one that it is set beside."""
    if member.kind == "first":
        return say("research.lineage.first")
    date = (
        (member.after.passage.date or say("research.count.undated"))
        if member.after
        else say("research.lineage.seed")
    )
    return say(f"research.lineage.{member.kind}", percent=_percent(member.similarity or 0.0), date=date)


def _percent(similarity: float) -> int:
    """A similarity in per cent; what is not the same is never 100."""
    return 100 if similarity == 1 else min(round(100 * similarity), 99)
