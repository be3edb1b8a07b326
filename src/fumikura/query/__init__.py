"""Query text to a tree: a grammar that knows nothing of any index."""

from __future__ import annotations

from fumikura.query.parser import Parsed, parse

__all__ = ["Parsed", "parse"]
