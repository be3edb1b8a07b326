"""Both calendars: dates as Japanese documents write them, found, resolved, and said in either calendar.

A date is an ISO 8601 string as exact as it was given (`2013`, `2013-10`, `2013-10-03`), because a search for
a year must find its days and a day must not find its year.
"""

from __future__ import annotations

from fumikura.dates.eras import ERAS, Era, both_calendars, era_of, era_years
from fumikura.dates.finding import end_of_date, find_dates, first_date, resolve_dates
from fumikura.dates.mentions import NOTHING_NAMED, DateMention, Named
from fumikura.dates.periods import (
    TimeExpression,
    date_term,
    find_time_expressions,
    fiscal_year,
    parse_date,
    terms_between,
    year_span,
)

__all__ = [
    "ERAS",
    "NOTHING_NAMED",
    "DateMention",
    "Era",
    "Named",
    "TimeExpression",
    "both_calendars",
    "date_term",
    "end_of_date",
    "era_of",
    "era_years",
    "find_dates",
    "find_time_expressions",
    "first_date",
    "fiscal_year",
    "parse_date",
    "resolve_dates",
    "terms_between",
    "year_span",
]
