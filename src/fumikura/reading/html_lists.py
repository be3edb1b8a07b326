"""The numbers that browsers show before the items of `<ol>`: counted, as the page does not hold them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from fumikura.numbering import read_bullet, read_mark
from fumikura.reading.list_numbers import format_number

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

_STYLES = {
    "1": "decimal",
    "a": "lowerLetter",
    "A": "upperLetter",
    "i": "lowerRoman",
    "I": "upperRoman",
    "lower-alpha": "lowerLetter",
    "upper-alpha": "upperLetter",
    "lower-latin": "lowerLetter",
    "upper-latin": "upperLetter",
    "lower-roman": "lowerRoman",
    "upper-roman": "upperRoman",
    "decimal-leading-zero": "decimalZero",
    "cjk-ideographic": "japaneseCounting",
    "cjk-decimal": "ideographDigital",
    "katakana": "aiueoFullWidth",
    "katakana-iroha": "irohaFullWidth",
}
_STYLE = re.compile(r"list-style(?:-type)?\s*:\s*([a-z-]+)")
_UNSHOWN = frozenset({"none", "disc", "circle", "square"})
_WHOLE = re.compile(r"-?[0-9]{1,6}")
_REACH = 60  # characters of an item that may begin with a number of its own


class OrderedLists:
    """The ordered lists that are open, innermost last."""

    def __init__(self) -> None:
        self._open: list[tuple[int, str]] = []  # the number of the next item, and the style

    def begin(self, node: LexborNode) -> None:
        """Open the list that `node` is."""
        found = node.attributes
        named = _STYLE.search((found.get("style") or "").lower())
        style = named[1] if named else found.get("type") or "1"
        self._open.append((_whole(found.get("start"), 1), style))

    def end(self) -> None:
        """Close the innermost list."""
        if self._open:
            self._open.pop()

    def mark(self, item: LexborNode) -> str:
        """What stands before an item of the innermost list: none where it has a number or a sign of its own."""
        if not self._open or item.parent is None or item.parent.tag != "ol":
            return ""
        number, style = self._open[-1]
        number = _whole(item.attributes.get("value"), number)
        self._open[-1] = (number + 1, style)
        text = item.text(deep=True)[: 4 * _REACH].strip()[:_REACH]
        if style in _UNSHOWN or read_mark(text) or read_bullet(text):
            return ""
        return f"{format_number(number, _STYLES.get(style, 'decimal'))}. "


def _whole(value: str | None, default: int) -> int:
    match = _WHOLE.fullmatch((value or "").strip())
    return int(match[0]) if match else default
