"""Filters written as one text, for the part to compare with: `year=..2014 type=white-paper`."""

from __future__ import annotations

import shlex
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from fumikura.errors import FilterError
from fumikura.fields import FILTERED

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
