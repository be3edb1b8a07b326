"""The tree of a query: frozen nodes that know of no index, and print as a query that parses to them."""

from __future__ import annotations

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


@frozen
class Word:
    """A run of characters between spaces, as written."""

    text: str

    def __str__(self) -> str:
        return self.text


@frozen
class Phrase:
    """An exact run of characters."""

    text: str

    def __str__(self) -> str:
        escaped = self.text.replace("\\", "\\\\").replace('"', '\\"')
        return f'"{escaped}"'


@frozen
class Prefix:
    """Words that begin with `text`."""

    text: str

    def __str__(self) -> str:
        return f"{self.text}*"


@frozen
class Substring:
    """A run of characters that may go on before it, and with `open_end` behind it, too: the in of main."""

    text: str
    open_end: bool

    def __str__(self) -> str:
        return f"*{self.text}{'*' if self.open_end else ''}"


@frozen
class Fuzzy:
    """Words that are `text` but for up to `distance` characters changed, missing or added."""

    text: str
    distance: int

    def __str__(self) -> str:
        return f"{self.text}~{self.distance}"


@frozen
class Near:
    """Both within `distance` words of one another, in any order."""

    left: Node
    right: Node
    distance: int

    def __str__(self) -> str:
        return f"({self.left} NEAR/{self.distance} {self.right})"


@frozen
class Field:
    """`child`, in one field only."""

    name: str
    child: Node

    def __str__(self) -> str:
        return f"{self.name}:{_bracketed(self.child, (Field, Boost, Not))}"


@frozen
class Boost:
    """`child`, weighing `factor` times as much."""

    child: Node
    factor: float

    def __str__(self) -> str:
        return f"{_bracketed(self.child, (Boost, Not))}^{self.factor:g}"


@frozen
class And:
    """All of `children`."""

    children: tuple[Node, ...]

    def __str__(self) -> str:
        return f"({' '.join(map(str, self.children))})"


@frozen
class Or:
    """Any of `children`."""

    children: tuple[Node, ...]

    def __str__(self) -> str:
        return f"({' OR '.join(map(str, self.children))})"


@frozen
class Not:
    """What `child` isn't in."""

    child: Node

    def __str__(self) -> str:
        return f"-{_bracketed(self.child, (Not,))}"


def _bracketed(node: Node, kinds: tuple[type, ...]) -> str:
    """A node as text, in brackets where it is of one of `kinds`: what binds as closely would be read otherwise."""
    return f"({node})" if isinstance(node, kinds) else str(node)


Node: TypeAlias = Word | Phrase | Prefix | Substring | Fuzzy | Near | Field | Boost | And | Or | Not
