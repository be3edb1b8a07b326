"""Styled pieces of text as a terminal takes them: rich's colours and hyperlinks.

Of rich only the styles are asked: its console would take twice as long to import as a search does to answer.
"""

from __future__ import annotations

from collections.abc import Iterable

from rich.color import ColorSystem
from rich.style import Style


def rendered(pieces: Iterable[tuple[str, str]]) -> str:
    """The pieces, each with its style in rich's words, in one line with escape sequences.

    The colours are of the sixteen that every terminal has.
    """
    return "".join(
        Style.parse(style).render(text, color_system=ColorSystem.STANDARD) for text, style in pieces
    )
