"""Dates in a text: those that it names itself, and those that a reader makes out from what was named before."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from fumikura.dates import forms
from fumikura.dates.mentions import NOTHING_NAMED, DateMention, Named
from fumikura.dates.reader import Reader
from fumikura.values import replace

_LONGEST = 60  # code points of a date
_TEXTS_KEPT, _LONGEST_KEPT = 4_096, 160  # lines, of which the dates are asked for again and again
_CLOSING = ")）|｜"  # what may end a word of a query


def find_dates(text: str, *, year: int | None = None) -> tuple[DateMention, ...]:
    """The dates that `text` itself names, in order.

    `year` is the context for a day without one (5月1日); without it such days are passed over. Numbers that
    make no date (month 13, 14件, 第13海兵, 3年間) are none, and what leans on a context (同年) is left out. Of a decade
    it is the first year.
    """
    return _find_dates(text, year) if len(text) <= _LONGEST_KEPT else _find_dates.__wrapped__(text, year)


@lru_cache(maxsize=_TEXTS_KEPT)
def _find_dates(text: str, year: int | None) -> tuple[DateMention, ...]:
    return tuple(_named_in(text, year)) if forms.may_have_dates(text) else ()


def _named_in(text: str, year: int | None) -> Iterator[DateMention]:
    for mention in _absolute(text, year):
        if not mention.is_decade:
            yield mention
        elif mention.whole:
            yield replace(mention, iso=mention.iso.replace("X", "0"))


def first_date(text: str) -> DateMention | None:
    """The first of the dates that `text` itself names, or None."""
    if len(text) <= _LONGEST_KEPT:
        return next(iter(_find_dates(text, None)), None)
    return next(_named_in(text, None), None)


def find_times(text: str) -> tuple[DateMention, ...]:
    """The dates and the decades that `text` itself names, in order."""
    return tuple(_absolute(text, None))


def resolve_dates(
    text: str, written: str = "", before: Named = NOTHING_NAMED
) -> tuple[tuple[DateMention, ...], Named]:
    """All dates in a text of the date `written` (ISO, "" where unknown), and what was named at its end.

    `before` is what the text before it left in mind: 同年 and the like go back to it, nothing else does.
    """
    if not forms.may_have_dates(text):
        return (), before
    reader = Reader(forms.plain(text), written, before, absolute=False)
    return tuple(reader.mentions()), reader.named if reader.has_named else before


def end_of_date(text: str, at: int) -> int:
    """Where a date that begins at `at` ends, if it goes on behind a space or has brackets, else `at`.

    As in 昭和45年 1/1, July 18, 2021 and 13（平成25）年: what would part words or group them belongs to it.
    """
    piece = forms.plain(text[at : at + _LONGEST])
    may_be = forms.may_begin(piece) and ("(" in piece or " " in piece) and forms.may_have_dates(piece)
    match = forms.match_at("form", piece, 0) if may_be else None
    if match is None or forms.parts(match)[0] not in ("year", "numeric"):
        return at
    end = forms.after_weekday(piece, match.end())
    if "(" in piece[:end]:
        return at + end
    behind = text[at + end : at + end + 1]
    return at + end if " " in piece[:end] and (not behind or behind.isspace() or behind in _CLOSING) else at


def _absolute(text: str, year: int | None) -> Iterator[DateMention]:
    if not forms.may_have_dates(text):
        return iter(())
    return Reader(forms.plain(text), "", NOTHING_NAMED, absolute=True, year=year).mentions()
