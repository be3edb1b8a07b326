"""What a text says elsewhere, as evidence for a join: わが|国 is one word where わが国 stands a dozen times besides."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cached_property
from itertools import chain
from operator import add

_ENOUGH = 300_000  # characters; what a text has not said twice in as many is no evidence
_WORD = re.compile(r"[一-龠々]{2,}|[ァ-ヶー]{3,}|[A-Za-z]{3,}")
_FEW = 24  # questions
_REACH = 400  # characters of the text before
_LATIN = re.compile(r"[A-Za-z]+")


class Attested:
    """Runs of characters inside the lines of one text, counted when they are first asked for."""

    def __init__(self, lines: Iterable[str]) -> None:
        self._lines = lines
        self._said: dict[str, bool] = {}
        self._asked = 0

    @cached_property
    def _pairs(self) -> frozenset[str]:
        """All characters that stand together."""
        return frozenset(chain.from_iterable(map(add, line, line[1:]) for line in self._read()))

    @cached_property
    def _text(self) -> str:
        return "\n".join(self._read())

    def _says(self, run: str) -> bool:
        """Whether a run stands somewhere; few are asked for, and to count all of a text takes long and much memory."""
        if run not in self._said:
            self._said[run] = run in self._text
        return self._said[run]

    @cached_property
    def _words(self) -> frozenset[str]:
        return frozenset(word for line in self._read() for word in _LATIN.findall(line))

    def _read(self) -> Iterator[str]:
        """The lines, as many as make enough evidence."""
        left = _ENOUGH
        for line in self._lines:
            if left <= 0:
                return
            yield line[:left]
            left -= len(line)

    def junction(self, left: str, right: str) -> int:
        """How well `left` + `right` is attested across the junction, 0 to 3: runs of 4, 3 and 2 characters."""
        tail, head = left[-2:], right[:2]
        if len(tail) < 2 or len(head) < 2:
            return 0
        if not self._stand_together(tail[1] + head[0]):  # as nearly always where nothing was broken
            return 0
        before, after = self._says(tail + head[0]), self._says(tail[1] + head)
        if before and after:
            return 3 if self._says(tail + head) else 2
        together = self._always_together(tail[1], head[0])
        return 1 + together if before or after else 2 * together

    def _stand_together(self, pair: str) -> bool:
        """Whether two characters stand together; of few texts so much is asked that counting all pairs is faster."""
        self._asked += 1
        return self._says(pair) if self._asked <= _FEW else pair in self._pairs

    def _always_together(self, left: str, right: str) -> bool:
        """Whether one of two characters is mostly seen beside the other: 情|報, but not の|国."""
        pair = self._text.count(left + right)
        return pair >= 3 and pair >= 0.4 * min(self._text.count(left), self._text.count(right))

    def one_word(self, left: str, right: str) -> bool:
        """Whether a Latin word broken between `left` and `right` stands whole elsewhere, and its halves do not."""
        tail, head = re.search(r"[A-Za-z]+$", left), _LATIN.match(right)
        if not tail or not head:
            return False
        return tail[0] + head[0] in self._words


def cohere(left: str, right: str) -> bool:
    """Whether a text takes up words of the one before it, as sentences of one paragraph do.

    Words are told by their script alone; two share one where they share two characters in a row of it.
    """
    return not _pairs(left[-_REACH:]).isdisjoint(_pairs(right))


def _pairs(text: str) -> set[str]:
    return {word[i : i + 2] for word in _WORD.findall(text) for i in range(len(word) - 1)}
