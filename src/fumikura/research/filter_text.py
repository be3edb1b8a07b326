"""Filters written as one text, for the part to compare with: `year=..2014 type=white-paper`; and choices by name."""

from __future__ import annotations

import shlex
from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any

from fumikura.errors import FilterError
from fumikura.fields import FILTERED
from fumikura.messages import Message

_NAMES: Mapping[str, str] = MappingProxyType(
    {filter_.flag.removeprefix("--"): filter_.arguments[0] for _, filter_ in FILTERED}
)


def filters_of(text: str) -> dict[str, Any]:
    """The filters that a text names, as `Index.passages` takes them; several values of one add up.

    Raises FilterError for what is none.
    """
    found: dict[str, Any] = {}
    try:
        parts = shlex.split(text)
    except ValueError:
        parts = [text]
    for part in parts:
        name, equals, value = part.partition("=")
        known = _NAMES.get(name.removeprefix("--"))
        if not equals or not value or known is None:
            raise FilterError("research.no-filter", value=part, valid=tuple(_NAMES))
        if known.startswith("date_"):
            found[known] = value
        else:
            found.setdefault(known, []).append(value)
    if not found:
        raise FilterError("research.filters-empty")
    return found


def filters_text(filters: str | Mapping[str, Any]) -> str | Message:
    """Filters as a message names them."""
    if isinstance(filters, str):
        return filters
    values = ((name, value if isinstance(value, list) else [value]) for name, value in filters.items())
    text = " ".join(f"{name}={each}" for name, value in values for each in value)
    return text or Message("research.filter-empty")


def values_text(filters: Mapping[str, Any]) -> str:
    """Filters as the head of a list names them: their values alone."""
    values = (value if isinstance(value, list) else [value] for value in filters.values())
    return " ".join(str(each) for value in values for each in value)


def check_choice(name: str, value: object, choices: Sequence[str]) -> None:
    """Raise FilterError for a value that is none of those to choose from."""
    if value not in choices:
        raise FilterError("research.choice", name=name, value=value, valid=tuple(choices))
