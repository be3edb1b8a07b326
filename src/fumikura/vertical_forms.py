"""Signs in the forms that vertical text has (︑ ︒ ﹁ ﹂): to every rule they are their horizontal ones.

A text is read with the horizontal signs, one character for one, and given back with those that it has. A sign that
a text has in both forms stays as it is, since nothing would say which form to give back.
"""

from __future__ import annotations

import re

_PAIRS = dict(
    zip(
        "︐︑︒︓︔︕︖︗︘︙︰︱︵︶︷︸︹︺︻︼︽︾︿﹀﹁﹂﹃﹄﹇﹈",
        "，、。：；！？〖〗…‥—（）｛｝〔〕【】《》〈〉「」『』［］",
        strict=True,
    )
)
_ANY = re.compile(f"[{re.escape(''.join(_PAIRS))}]")


class VerticalForms:
    """The vertical forms in one text: `horizontal` is the text without them, `any` says whether there are some."""

    def __init__(self, text: str) -> None:
        found = set(_ANY.findall(text))
        self.any = bool(found)
        pairs = {sign: _PAIRS[sign] for sign in found if _PAIRS[sign] not in text}
        self._written = {ord(plain): sign for sign, plain in pairs.items()}
        self.horizontal = (
            text.translate({ord(sign): plain for sign, plain in pairs.items()}) if pairs else text
        )

    def written(self, text: str) -> str:
        """A part of the text with the forms that it is written in."""
        return text.translate(self._written)
