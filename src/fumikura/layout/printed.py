"""What a browser prints around each page: the title and the time above, the address and the number of the page below.

Browsers set these four in other corners; which they are is told by their forms, and by all of them being there.
"""

from __future__ import annotations

import re

_ADDRESS = re.compile(r"(?<!\S)(?:https?|file|ftp)://\S+")
_NUMBER = re.compile(r"(?<!\S)[0-9]{1,4} ?/ ?[0-9]{1,4}(?: ?ページ)?(?!\S)")
_DAY = re.compile(
    r"(?<!\S)[0-9]{1,4}(?:[/.-][0-9]{1,2}[/.-][0-9]{1,4}|年[0-9]{1,2}月[0-9]{1,2}日),?"
    r"(?: +[0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?(?: ?[AP]M)?)?(?!\S)"
)
_LONGEST = 200  # code points of the title


def is_printed_frame(top: str, bottom: str) -> bool:
    """Whether the first and the last line of a page are what a browser prints around it, and nothing of the text."""
    rests = [top, bottom]
    for part in (_ADDRESS, _DAY, _NUMBER):
        found = [bool(part.search(rest)) for rest in rests]
        if found.count(True) != 1:
            return False
        place = found.index(True)
        rests[place] = part.sub("  ", rests[place], count=1)
    titles = [title for rest in rests if (title := rest.strip())]
    return len(titles) <= 1 and all(
        len(title) <= _LONGEST and not re.search("[。 ]{3}", title) for title in titles
    )
