"""旧字体, simplified and other forms of a kanji, each with the character of today that it is compared as.

The table is generated (`variant_data.py`) and is read when the first kanji is folded, not at import.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

__all__ = ["current_form", "variants"]


def current_form(char: str) -> str:
    """The form of `char` that is written today; `char` itself where it is that, or no kanji."""
    return variants().get(char, char) if char >= "\u2e80" else char


@cache
def variants() -> Mapping[str, str]:
    """Every variant with the character of today; none of these is a variant itself."""
    from fumikura.analysis.variant_data import FORMS

    return MappingProxyType({form: word[0] for word in FORMS.split() for form in word[1:]})
