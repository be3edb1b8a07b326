"""The tree of a query: frozen nodes that know of no index, and print as a query that parses to them."""

from __future__ import annotations

import re
from typing import TypeAlias

from fumikura.values import frozen

__all__ = [
    "FIELDS",
    "And",
    "Boost",
    "Field",
    "Fuzzy",
    "Near",
    "Node",
    "Not",
    "Or",
    "Phrase",
    "Prefix",
    "Substring",
    "Word",
]

FIELDS: tuple[str, ...] = ("text", "title", "section", "glosses")
"""The fields that `field:word` may name."""


# A dash behind a word: with one before a word it would be read as a pair that leaves out nothing.
_DASH_BEHIND = r"(?:[-－−‐‑‒–—―]|(?<![ぁ-ヿ])ー)(?=[\s()\"^~:]|$)"


class _Printed:
    """A node that prints as a query."""

    __slots__ = ()

    def __str__(self) -> str:
        text = self.written("-")
        return self.written("NOT ") if re.search(_DASH_BEHIND, text) else text

    def written(self, without: str) -> str:
        """The node as a query in which `without` stands before what is left out."""
        raise NotImplementedError


@frozen
class Word(_Printed):
    """A run of characters between spaces, as written."""

    text: str

    def written(self, without: str) -> str:
        """See `_Printed`."""
        del without
        return self.text


@frozen
class Phrase(_Printed):
    """An exact run of characters."""

    text: str

    def written(self, without: str) -> str:
        """See `_Printed`."""
        del without
        escaped = self.text.replace("\\", "\\\\").replace('"', '\\"')
        return f'"{escaped}"'


@frozen
class Prefix(_Printed):
    """Words that begin with `text`."""

    text: str

    def written(self, without: str) -> str:
        """See `_Printed`."""
        del without
        return f"{self.text}*"


@frozen
class Substring(_Printed):
    """A run of characters that may go on before it, and with `open_end` behind it, too: the in of main."""

    text: str
    open_end: bool

    def written(self, without: str) -> str:
        """See `_Printed`."""
        del without
        return f"*{self.text}{'*' if self.open_end else ''}"


@frozen
class Fuzzy(_Printed):
    """Words that are `text` but for up to `distance` characters changed, missing or added."""

    text: str
    distance: int

    def written(self, without: str) -> str:
        """See `_Printed`."""
        del without
        return f"{self.text}~{self.distance}"


@frozen
class Near(_Printed):
    """Both within `distance` words of one another, in any order."""

    left: Node
    right: Node
    distance: int

    def written(self, without: str) -> str:
        """See `_Printed`."""
        return f"({self.left.written(without)} NEAR/{self.distance} {self.right.written(without)})"


@frozen
class Field(_Printed):
    """`child`, in one field only."""

    name: str
    child: Node

    def written(self, without: str) -> str:
        """See `_Printed`."""
        return f"{self.name}:{_bracketed(self.child, (Field, Boost, Not), without)}"


@frozen
class Boost(_Printed):
    """`child`, weighing `factor` times as much."""

    child: Node
    factor: float

    def written(self, without: str) -> str:
        """See `_Printed`."""
        return f"{_bracketed(self.child, (Boost, Not), without)}^{self.factor:g}"


@frozen
class And(_Printed):
    """All of `children`."""

    children: tuple[Node, ...]

    def written(self, without: str) -> str:
        """See `_Printed`."""
        return f"({' '.join(child.written(without) for child in self.children)})"


@frozen
class Or(_Printed):
    """Any of `children`."""

    children: tuple[Node, ...]

    def written(self, without: str) -> str:
        """See `_Printed`."""
        if not self.children:
            return "「」"  # quotes with nothing between, which find nothing
        return f"({' OR '.join(child.written(without) for child in self.children)})"


@frozen
class Not(_Printed):
    """What `child` isn't in."""

    child: Node

    def written(self, without: str) -> str:
        """See `_Printed`."""
        return f"{without}{_bracketed(self.child, (Not,), without)}"


def _bracketed(node: Node, kinds: tuple[type, ...], without: str) -> str:
    """A node as text, in brackets where it is of one of `kinds`: what binds as closely would be read otherwise."""
    text = node.written(without)
    return f"({text})" if isinstance(node, kinds) else text


Node: TypeAlias = Word | Phrase | Prefix | Substring | Fuzzy | Near | Field | Boost | And | Or | Not
