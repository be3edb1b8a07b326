"""Weighs the best passages of a search anew by where the words of the query stand in them (`index/ranking.py`).

Only what the index has anyway is read: positions, and the folded texts of some hundred passages.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from fumikura.engines.whoosh_engine.matches import Matches
from fumikura.engines.whoosh_engine.order import first_ones
from fumikura.engines.whoosh_engine.scope import Scope
from fumikura.engines.whoosh_engine.segment import Segment
from fumikura.engines.whoosh_engine.windows import text_of
from fumikura.plan.nodes import SEARCHED
from fumikura.ranking.features import RESCORED, Evidence, Parts, parts, word_weight
from fumikura.ranking.query_features import Cues
from fumikura.text import fold
from fumikura.values import replace

__all__ = ["Rescorer"]

_TEXT, *_ELSEWHERE = SEARCHED


class Rescorer:
    """The cues of one query over the passages of `scope`.

    `others` gives, for a word of the query that may be written otherwise (a date, a word with other names), the
    passages that have it: it counts as being there.
    """

    def __init__(self, cues: Cues, scope: Scope, others: Sequence[tuple[str, Matches]] = ()) -> None:
        self._others = [
            ({cue.term for cue in cues.words if cue.text in form}, found)
            for form, found in ((fold(word).text, found) for word, found in others)
        ]
        self._cues = cues
        self._scope = scope
        self.weights: Mapping[str, float] = {
            term: word_weight(
                sum(segment.frequency(_TEXT, term) for segment in scope.segments), scope.passages
            )
            for term in dict.fromkeys(cue.term for cue in cues.words)
        }

    def rescored(self, matches: Matches, ids: Iterable[int]) -> Matches:
        """`matches` with the scores of the best of `ids` raised; as none is lowered, they stay the best."""
        if not self._cues.words:
            return matches
        scores = dict(matches.scores)
        for number, gained in self.parts(first_ones(matches, ids, RESCORED)):
            scores[number] += gained.total
        return replace(matches, scores=scores)

    def parts(self, numbers: Iterable[int]) -> Iterator[tuple[int, Parts]]:
        """What is added to the scores of passages."""
        wanted = {*numbers}
        for base, segment in self._scope:
            inside = {number - base for number in wanted if base <= number < base + segment.entry.size}
            for local, evidence in self._evidence(segment, base, inside):
                yield base + local, parts(self._cues, self.weights, evidence)

    def _evidence(self, segment: Segment, base: int, wanted: set[int]) -> Iterator[tuple[int, Evidence]]:
        """What there is of the query in passages of a segment; a posting list is gone through once for all of them."""
        positions: dict[int, dict[str, Sequence[int]]] = {local: {} for local in wanted}
        elsewhere: dict[int, set[str]] = {local: set() for local in wanted}
        for term in self.weights if wanted else ():
            postings = segment.postings(_TEXT, term)
            for local in postings.among(wanted) if postings else ():
                assert postings is not None
                positions[local][term] = postings.positions(local)
            for field in _ELSEWHERE:
                postings = segment.postings(field, term)
                for local in postings.among(wanted) if postings else ():
                    elsewhere[local].add(term)
        for terms, found in self._others:
            for local in wanted:
                if base + local in found.scores:
                    elsewhere[local] |= terms - positions[local].keys()
        for local in wanted:
            heading = "\x1f".join(_decoded(segment, field, local) for field in ("section", "title"))
            yield (
                local,
                Evidence(
                    _decoded(segment, _TEXT, local),
                    heading,
                    positions[local],
                    frozenset(elsewhere[local]),
                    segment.length(local, _TEXT) / self._scope.averages[_TEXT],
                ),
            )


def _decoded(segment: Segment, field: str, local: int) -> str:
    return text_of(segment.chars(field)[local]).decode("utf-8", "replace")
