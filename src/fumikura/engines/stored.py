"""A passage as plain values under its own names: as the stored fields of Whoosh, as JSON."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from fumikura.models import PASSAGE_FIELDS, Passage

_LISTS = frozenset({"section", "glosses", "lines", "tags"})
_PLAIN = Passage("", "", "")
_USUAL: Mapping[str, Any] = {name: getattr(_PLAIN, name) for name in PASSAGE_FIELDS}


def stored_of(passage: Passage) -> dict[str, Any]:
    """The fields of a passage that are not as usual, as plain values."""
    values = ((name, getattr(passage, name)) for name in PASSAGE_FIELDS)
    return {
        name: list(value) if isinstance(value, tuple) else value
        for name, value in values
        if value != _USUAL[name]
    }


def passage_from_stored(stored: Mapping[str, Any]) -> Passage:
    """The passage of such fields. Raises TypeError or ValueError for what is none."""
    values: dict[str, Any] = {**_USUAL, **stored}
    if len(values) != len(_USUAL) or not isinstance(values["id"], str):
        raise ValueError("no passage")
    for name in _LISTS:
        values[name] = tuple(values[name])
    return Passage(*values.values())
