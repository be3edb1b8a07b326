"""Whether an index is of the versions that are current: with others, it would hold other tokens."""

from __future__ import annotations

from collections.abc import Mapping

from fumikura.errors import IndexVersionError
from fumikura.messages import Message


def check_versions(found: Mapping[str, str], current: Mapping[str, str], folder: object) -> None:
    """Raises IndexVersionError, saying what differs, where `found` are not the `current` versions."""
    differing = [name for name in {**current, **found} if current.get(name) != found.get(name)]
    if differing:
        differences = tuple(
            Message("index.version", name=name, found=found.get(name, "-"), current=current.get(name, "-"))
            for name in differing
        )
        raise IndexVersionError("index.versions", folder=folder, differences=differences)
