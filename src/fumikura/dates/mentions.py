"""Values: a date in a text, and what its reader has in mind at some point of it."""

from __future__ import annotations

from fumikura.dates.eras import Era
from fumikura.values import frozen


@frozen
class DateMention:
    """A date in a text: `iso` and where it stands, `[start, end)` in code points.

    `whole` is False where its year was not written and came from the context (5月1日). `fiscal` is a year of
    account (2013年度). `since` is the date before it where the two are the ends of a range (2007～2014年). A decade
    (1990年代) is `199X`, as ISO 8601-2 writes it.
    """

    iso: str
    start: int
    end: int
    whole: bool
    fiscal: bool = False
    since: str = ""

    @property
    def is_decade(self) -> bool:
        """Whether it is a decade, not a year or a part of one."""
        return self.iso.endswith("X")


@frozen
class Named:
    """What a reader has in mind at some point of a text: the last year, month and day named.

    `era` is the era that years are counted in, `western` whether they are (also) given in the Western count.
    """

    year: int | None = None
    month: str = ""
    day: str = ""
    era: Era | None = None
    western: bool = False


NOTHING_NAMED = Named()
