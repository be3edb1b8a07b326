"""From the tree of a query to the plan of a search: here words meet the analyzer.

A word of Japanese is a run between spaces, and such a run may be a whole question. Whether it has function
words inside decides: 日米同盟 is one word, found where its morphemes stand together;
同盟の抑止力はどう強化されるか asks for 同盟, 抑止力 and 強化.
"""

from __future__ import annotations

from collections.abc import Sequence

from fumikura.analysis import Analysis, Analyzer, Role, fold, needles
from fumikura.errors import QueryError
from fumikura.index.plan import (
    SEARCHED,
    AllOf,
    AnyOf,
    Exactly,
    NearTo,
    PlanNode,
    Run,
    Similar,
    StartsWith,
    Terms,
    Weighted,
    Without,
)
from fumikura.index.seam import Mode
from fumikura.query import And, Boost, Field, Fuzzy, Near, Node, Not, Or, Phrase, Prefix, Word

__all__ = ["make_plan"]


def make_plan(tree: Node, query: str, analyzer: Analyzer, mode: Mode = "all") -> PlanNode:
    """The plan of a parsed `query`; in mode "any" one of its words is enough, but what it excludes stays out.

    Raises QueryError where nothing is left of a word once it is folded.
    """
    return _Planner(query, analyzer, mode).plan(tree, SEARCHED)


class _Planner:
    def __init__(self, query: str, analyzer: Analyzer, mode: Mode) -> None:
        self._query = query
        self._analyzer = analyzer
        self._mode = mode

    def plan(self, node: Node, fields: tuple[str, ...]) -> PlanNode:
        match node:
            case Word(text):
                return self._word(text, fields)
            case Phrase(text):
                return Exactly(str(node), self._needles(text), fields)
            case Prefix(text):
                return StartsWith(str(node), self._needles(text), fields)
            case Fuzzy(text, distance):
                return Similar(str(node), self._needles(text)[0], distance, fields)
            case Near(left, right, distance):
                return NearTo(self._together(left, fields), self._together(right, fields), distance)
            case Field(name, child):
                return self.plan(child, (name,))
            case Boost(child, factor):
                return Weighted(self.plan(child, fields), factor)
            case Not(child):
                return Without(self.plan(child, fields))
            case Or(children):
                return AnyOf(tuple(self.plan(child, fields) for child in children))
            case And(children):
                return self._all_of([self.plan(child, fields) for child in children])

    def _all_of(self, children: Sequence[PlanNode]) -> PlanNode:
        if self._mode == "all":
            return AllOf(tuple(children))
        wanted = tuple(child for child in children if not isinstance(child, Without))
        unwanted = tuple(child for child in children if isinstance(child, Without))
        some = AnyOf(wanted) if wanted else None
        if some is None:
            return AllOf(unwanted)
        return AllOf((some, *unwanted)) if unwanted else some

    def _together(self, node: Node, fields: tuple[str, ...]) -> PlanNode:
        """The plan of a side of NEAR: a run of words there is one thing, at one place."""
        return self._one_word(node.text, fields) if isinstance(node, Word) else self.plan(node, fields)

    def _needles(self, text: str) -> tuple[str, ...]:
        found = needles(text)
        if not found:
            raise QueryError(
                "There is nothing to look for in this word: its characters can't be seen.",
                self._query,
                max(self._query.find(text), 0),
                "Leave it out.",
            )
        return found

    def _one_word(self, text: str, fields: tuple[str, ...]) -> Terms:
        analysis = self._analyzer.analyze(text)
        return Terms(text, _terms(analysis, 0, len(analysis.entries)), self._needles(text), fields)

    def _word(self, text: str, fields: tuple[str, ...]) -> PlanNode:
        analysis = self._analyzer.analyze(text)
        spans = _content_words(analysis)
        if not spans:
            return self._one_word(text, fields)
        whole = Exactly(f'"{text}"', self._needles(text), fields)
        words = tuple(dict.fromkeys(self._part(text, analysis, first, last, fields) for first, last in spans))
        return Run(words[0] if len(words) == 1 else self._all_of(words), whole)

    def _part(self, text: str, analysis: Analysis, first: int, last: int, fields: tuple[str, ...]) -> Terms:
        start, end = analysis.starts[first], analysis.ends[last - 1]
        label = text[slice(*analysis.literal.original(start, end))]
        return Terms(label, _terms(analysis, first, last), (fold(label).text,), fields)


def _terms(analysis: Analysis, first: int, last: int) -> tuple[tuple[int, str], ...]:
    """The terms of tokens `first` to `last`, at positions relative to the first one that is indexed."""
    found = [
        (position, analysis.entries[position].term)
        for position in range(first, last)
        if analysis.entries[position].role is not Role.FUNCTION
    ]
    return tuple((position - found[0][0], term) for position, term in found)


def _content_words(analysis: Analysis) -> list[tuple[int, int]]:
    """The content words of a run with function words inside, as ranges of tokens; none for one word."""
    roles = [made.role for made in analysis.entries]
    visible = [index for index, role in enumerate(roles) if role is not Role.FUNCTION]
    if not visible or Role.FUNCTION not in roles[visible[0] :]:
        return []
    words = _split(analysis, roles)
    # わが国 is a word though わが ends in a particle: one content word stands for the run only if it leads.
    if len(words) == 1 and words[0][0] != visible[0]:
        return []
    return words


def _split(analysis: Analysis, roles: Sequence[Role]) -> list[tuple[int, int]]:
    """Content tokens with the prefixes, suffixes, numbers and counters that belong to them."""
    words: list[tuple[int, int]] = []
    first: int | None = None
    has_content = False
    for index, role in enumerate((*roles, Role.FUNCTION)):
        number_before = index > 0 and first is not None and analysis.entries[index - 1].term.isdecimal()
        begins = role is Role.PREFIX or (role is Role.CONTENT and not number_before)
        ends = role in (Role.FUNCTION, Role.WEAK) or (begins and has_content)
        if ends and first is not None:
            if has_content:
                words.append((first, index))
            first, has_content = None, False
        if role not in (Role.FUNCTION, Role.WEAK):
            first = index if first is None else first
            has_content = has_content or role is Role.CONTENT
    return words
