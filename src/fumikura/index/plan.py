"""The analysed form of a query, as every engine receives it (first names; being filled in)."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["Plan"]


@dataclass(frozen=True, slots=True)
class Plan:
    """An analysed query."""
