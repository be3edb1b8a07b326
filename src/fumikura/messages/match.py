"""How a hit answers."""

from __future__ import annotations

TEXTS = {
    "match.synonym": ("by an equal", "同義語の一致"),
    "match.reading": ("by its reading", "読みの一致"),
    "match.literal": ("characters only", "文字の一致"),
}
