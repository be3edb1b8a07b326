"""旧字体, simplified and other forms of a kanji, each with the character of today that it is compared as.

The table is generated (`variant_data.py`). A character is looked up in it as it stands: whoever folds text remembers the
few hundred kanji of a search or the few thousand of a corpus, and to make a dictionary of all takes longer.
"""

from __future__ import annotations

from fumikura.text.variant_data import FORMS


def current_form(char: str) -> str:
    """The form of `char` that is written today; `char` itself where it is that, or no kanji."""
    at = FORMS.find(char) if char >= "\u2e80" else -1
    if at < 0:
        return char
    return FORMS[max(FORMS.rfind(" ", 0, at), FORMS.rfind("\n", 0, at)) + 1]
