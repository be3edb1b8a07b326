"""The tree of a query: frozen nodes that know of no index, and print as a query that parses to them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TypeAlias

from fumikura.dates import end_of_date
from fumikura.values import frozen

FIELDS: tuple[str, ...] = ("text", "title", "section", "glosses")
"""The fields that `field:word` may name."""


# A dash behind a word: with one before a word it would be read as a pair that leaves out nothing.
_DASH_BEHIND = r"(?:[-－−‐‑‒–—―]|(?<![ぁ-ヿ])ー)(?=[\s()\"^~:]|$)"


_LONGEST_YEAR = 16  # characters


class _Printed:
    """A node that prints as a query."""

    __slots__ = ()

    def __str__(self) -> str:
        text = _written(self, "-")
        return _written(self, "NOT ") if re.search(_DASH_BEHIND, text) else text


@frozen
class Word(_Printed):
    """A run of characters between spaces, as written."""

    text: str


@frozen
class Phrase(_Printed):
    """An exact run of characters."""

    text: str


@frozen
class Prefix(_Printed):
    """Words that begin with `text`."""

    text: str


@frozen
class Substring(_Printed):
    """A run of characters that may go on before it, and with `open_end` behind it, too: the in of main."""

    text: str
    open_end: bool


@frozen
class Fuzzy(_Printed):
    """Words that are `text` but for up to `distance` characters changed, missing or added."""

    text: str
    distance: int


@frozen
class Near(_Printed):
    """Both within `distance` words of one another, in any order."""

    left: Node
    right: Node
    distance: int


@frozen
class InField(_Printed):
    """`child`, in one field only."""

    name: str
    child: Node


@frozen
class Boost(_Printed):
    """`child`, weighing `factor` times as much."""

    child: Node
    factor: float


@frozen
class And(_Printed):
    """All of `children`."""

    children: tuple[Node, ...]


@frozen
class Or(_Printed):
    """Any of `children`."""

    children: tuple[Node, ...]


@frozen
class Not(_Printed):
    """What `child` isn't in."""

    child: Node


Node: TypeAlias = Word | Phrase | Prefix | Substring | Fuzzy | Near | InField | Boost | And | Or | Not


def _written(node: object, without: str) -> str:
    """A node as a query in which `without` stands before what is left out."""
    match node:
        case Word(text):
            return text
        case Phrase(text):
            escaped = text.replace("\\", "\\\\").replace('"', '\\"')
            return f'"{escaped}"'
        case Prefix(text):
            return f"{text}*"
        case Substring(text, open_end):
            return f"*{text}{'*' if open_end else ''}"
        case Fuzzy(text, distance):
            return f"{text}~{distance}"
        case Near(left, right, distance):
            return f"({_written(left, without)} NEAR/{distance} {_written(right, without)})"
        case InField(name, child):
            return f"{name}:{_bracketed(child, (InField, Boost, Not), without)}"
        case Boost(child, factor):
            return f"{_bracketed(child, (Boost, Not), without)}^{factor:g}"
        case And(children):
            return f"({_side_by_side([_written(child, without) for child in children])})"
        case Or(()):
            return "「」"  # quotes with nothing between, which find nothing
        case Or(children):
            return f"({' OR '.join(_written(child, without) for child in children)})"
        case Not(child):
            return f"{without}{_bracketed(child, (Not,), without)}"
        case _:
            raise AssertionError(node)


def _side_by_side(words: Sequence[str]) -> str:
    """Words apart by spaces, or by AND where the two would be read as one date: 2013年 and 3月."""
    written = words[0]
    for word in words[1:]:
        both, size = f"{written} {word}", len(written)
        is_date = any(end_of_date(both, at) > size for at in range(max(size - _LONGEST_YEAR, 0), size))
        written = f"{written} AND {word}" if is_date else both
    return written


def _bracketed(node: Node, kinds: tuple[type, ...], without: str) -> str:
    """A node in brackets where it is of one of `kinds`: what binds as closely would be read otherwise."""
    text = _written(node, without)
    return f"({text})" if isinstance(node, kinds) else text
