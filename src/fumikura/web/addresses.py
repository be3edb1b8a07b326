"""Addresses of pages. Every state of a page has one, so a link is the current address with something changed."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from urllib.parse import quote, urlencode

from fumikura.values import frozen

_WHERE = frozenset({"page", "offset"})
_OF_THE_SAME = frozenset({*_WHERE, "lang"})
"""Parameters that do not change which hits there are."""


@frozen
class Address:
    """A path, and pairs of a parameter and a value."""

    path: str
    pairs: tuple[tuple[str, str], ...] = ()

    def __str__(self) -> str:
        return f"{self.path}?{'&'.join(map(_encode, self.pairs))}" if self.pairs else self.path

    def values(self, name: str) -> tuple[str, ...]:
        """The values of a parameter."""
        return tuple(value for each, value in self.pairs if each == name)

    def with_values(self, name: str, *values: object) -> Address:
        """The address with these values of a parameter instead of its own; it leads to the first page of hits."""
        gone = {name} | (_WHERE if name not in _OF_THE_SAME else set())
        kept = tuple(pair for pair in self.pairs if pair[0] not in gone)
        return Address(self.path, (*kept, *((name, str(value)) for value in values)))

    def without_value(self, name: str, value: str) -> Address:
        """The address without one value of a parameter."""
        return self.with_values(name, *(each for each in self.values(name) if each != value))

    def at_path(self, path: str, keeping: Iterable[str]) -> Address:
        """The address of another path, with the parameters of these names."""
        names = frozenset(keeping)
        return Address(path, tuple(pair for pair in self.pairs if pair[0] in names))


def passage_address(passage_id: str, query: str = "") -> Address:
    """Where a passage is read, with the words of a query marked."""
    return Address(f"/passages/{_in_path(passage_id)}", (("q", query),) if query else ())


def document_address(document: str) -> Address:
    """Where a document is read."""
    return Address(f"/documents/{_in_path(document)}")


def _in_path(name: str) -> str:
    """An id as part of a path. A browser would take `..` for the folder above, so its slashes are encoded then."""
    return quote(name, safe="" if {".", ".."} & set(name.split("/")) else "/", errors="replace")


@lru_cache(4096)
def _encode(pair: tuple[str, str]) -> str:
    return urlencode([pair])
