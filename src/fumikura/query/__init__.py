"""Query text to a tree: a grammar that knows nothing of any index."""

from __future__ import annotations

from fumikura.query.parser import Parsed, parse
from fumikura.query.tree import (
    FIELDS,
    And,
    Boost,
    Field,
    Fuzzy,
    Near,
    Node,
    Not,
    Or,
    Phrase,
    Prefix,
    Substring,
    Word,
)

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
    "Parsed",
    "Phrase",
    "Prefix",
    "Substring",
    "Word",
    "parse",
]
