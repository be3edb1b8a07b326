"""Weighs the best passages of a search anew by where the words of the query stand in them (`index/ranking.py`).

Only what the index has anyway is read: positions, and the folded texts of some hundred passages.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from heapq import nlargest

from fumikura.index.cues import Cues
from fumikura.index.plan import SEARCHED
from fumikura.index.ranking import RESCORED, Evidence, Parts, parts, word_weight
from fumikura.index.whoosh_engine.matches import Matches
from fumikura.index.whoosh_engine.segment import Segment

__all__ = ["Rescorer"]

_TEXT, *_ELSEWHERE = SEARCHED


class Rescorer:
    """The cues of one query over the segments, numbered from `bases`, with so many live `passages`."""

    def __init__(
        self, cues: Cues, segments: Sequence[Segment], bases: Sequence[int], passages: int, average: float
    ) -> None:
        self._cues = cues
        self._segments = segments
        self._bases = bases
        self._average = average
        self.weights: Mapping[str, float] = {
            term: word_weight(sum(len(segment.ids(_TEXT, term)) for segment in segments), passages)
            for term in dict.fromkeys(cue.term for cue in cues.words)
        }

    def rescored(self, matches: Matches, ids: Iterable[int]) -> Matches:
        """`matches` with the scores of the best of `ids` raised; as none is lowered, they stay the best."""
        if not self._cues.words:
            return matches
        scores = dict(matches.scores)
        for number in _best(matches, ids):
            scores[number] += self.parts(number).total
        return replace(matches, scores=scores)

    def parts(self, number: int) -> Parts:
        """What is added to the score of a passage."""
        return parts(self._cues, self.weights, self._evidence(number))

    def _evidence(self, number: int) -> Evidence:
        index = next(i for i in reversed(range(len(self._segments))) if self._bases[i] <= number)
        segment, local = self._segments[index], number - self._bases[index]
        positions: dict[str, Sequence[int]] = {}
        elsewhere = set()
        for term in self.weights:
            postings = segment.postings(_TEXT, term)
            if postings is not None and local in postings:
                positions[term] = postings.positions(local)
            if any(self._is_in(segment, field, term, local) for field in _ELSEWHERE):
                elsewhere.add(term)
        return Evidence(
            text=_decoded(segment, _TEXT, local),
            heading="\x1f".join(_decoded(segment, field, local) for field in ("section", "title")),
            positions=positions,
            elsewhere=frozenset(elsewhere),
            relative_length=segment.length(local, _TEXT) / self._average,
        )

    @staticmethod
    def _is_in(segment: Segment, field: str, term: str, local: int) -> bool:
        postings = segment.postings(field, term)
        return postings is not None and local in postings


def _best(matches: Matches, ids: Iterable[int]) -> list[int]:
    """Those that come first, by level, then whether the passage itself matches, then score."""
    classes: dict[tuple[int, bool], list[int]] = {}
    for number in ids:
        classes.setdefault((matches.levels.get(number, 0), number in matches.headings), []).append(number)
    best: list[int] = []
    for key in sorted(classes):
        if (room := RESCORED - len(best)) > 0:
            # Ties are broken by the number, so that the same passages are weighed anew at every limit.
            best += nlargest(room, sorted(classes[key]), key=matches.scores.__getitem__)
    return best


def _decoded(segment: Segment, field: str, local: int) -> str:
    return segment.chars(field)[local].decode("utf-8", "replace")
