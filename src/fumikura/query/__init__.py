"""Query text to a tree: a grammar that knows nothing of any index."""

from __future__ import annotations

from fumikura.query.parser import parse
from fumikura.query.tree import FIELDS, And, Boost, Field, Fuzzy, Near, Node, Not, Or, Phrase, Prefix, Word

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
    "Word",
    "parse",
]
