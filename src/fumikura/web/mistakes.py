"""Errors, said on a page: the sentence, what to do about it, and where in a query it is."""

from __future__ import annotations

from fumikura.errors import (
    BusyError,
    FilterError,
    FumikuraError,
    IndexError_,
    QueryError,
    TimeLimitError,
    UnknownIdError,
)
from fumikura.messages import Messages
from fumikura.values import frozen


@frozen
class Mistake:
    """What is said of an error; of one in a query, what is before its place, there, and behind."""

    sentence: str
    remedy: str
    query: tuple[str, str, str] | None = None


def said_of(error: FumikuraError, say: Messages) -> Mistake:
    """An error in the language of `say`."""
    sentence = say.sentence(error)
    if isinstance(error, QueryError):
        at = max(0, min(error.position, len(error.query)))
        place = (error.query[:at], error.query[at : at + 1], error.query[at + 1 :])
        return Mistake(say("query.lead", message=sentence), say.remedy(error), place)
    if isinstance(error, FilterError):
        sentence = say("filter.lead", message=sentence)
    return Mistake(sentence, say.remedy(error))


def status_of(error: FumikuraError) -> int:
    """The status of an answer that is an error."""
    if isinstance(error, UnknownIdError):
        return 404
    if isinstance(error, QueryError | FilterError):
        return 400
    return 503 if isinstance(error, IndexError_ | TimeLimitError | BusyError) else 500
