"""Old spelling as MeCab is to read it: some words it knows with つ for っ (立つて), others it cuts to pieces (取つて).

Only the words are cut from this form. Runs of characters are compared as they were typed (`text.spellings`).
"""

from __future__ import annotations

import re

from fumikura.text.morphemes import path_cost

_LARGE_TSU = "つ(?=[てたと])"  # compiled once a text has a つ
_AROUND = 6  # characters of a text that say which kana is meant
_CLEARLY = 5_000  # 取つて costs some 10,000 more than 取って; where both are words, as かつて and かって, less parts them


def of_today(text: str) -> str:
    """A light form with っ for each つ that can't be another kana; as long as before."""
    if "つ" not in text:
        return text
    for match in re.finditer(_LARGE_TSU, text):
        at = match.start()
        if not at or text[at - 1] < "ぁ":  # no っ begins a word
            continue
        first, last = max(at - _AROUND, 0), at + _AROUND
        small = f"{text[first:at]}っ{text[at + 1 : last]}"
        if path_cost(text[first:last]) - path_cost(small) > _CLEARLY:
            text = f"{text[:at]}っ{text[at + 1 :]}"
    return text
