"""Minutes that a page gives as one line: cut where a speech begins, as a sign, a name and its office in brackets say."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from fumikura.layout.lines import Line, columns

_SPEECH = re.compile(
    r"(?<=[\s=＝])(?:[0-9]{1,4}[ \u3000:：]*)?[◯○〇◎◆][^\s（(◯○〇◎◆。、]{1,24}"
    r"(?:[（(][^（）()。、]{1,16}(?:君|氏|さん|様|議員|委員)[）)]|(?:委員|[長官員]|大臣|理事|参考人))(?=[ \u3000])"
)
_LONG = 200  # code points; what is shorter was hardly put together from several speeches
_FEWEST = 2


def with_speeches_apart(lines: Sequence[Line]) -> tuple[Line, ...]:
    """The lines, those that hold several speeches cut before each of them."""
    return tuple(part for line in lines for part in _apart(line))


def _apart(line: Line) -> Iterator[Line]:
    starts = [match.start() for match in _SPEECH.finditer(line.text)] if len(line.text) >= _LONG else []
    if len(starts) < _FEWEST:
        yield line
        return
    for start, end in zip([0, *starts], [*starts, len(line.text)], strict=True):
        if text := line.text[start:end].strip().strip("|").strip():  # which a table of one cell leaves
            yield replace(line, text=text, raw=text, width=columns(text), gap=line.gap if start == 0 else 0)
