"""From the tree of a query to the plan of a search: here words meet the analyzer.

A word of Japanese is a run between spaces, and such a run may be a whole question. Whether it has function
words inside decides: 日米同盟 is one word, found where its morphemes stand together;
同盟の抑止力はどう強化されるか asks for 同盟, 抑止力 and 強化.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from fumikura.dates import TimeExpression, find_time_expressions
from fumikura.errors import QueryError
from fumikura.models import Mode
from fumikura.plan.expansion import (
    FACTORS,
    NO_NAMES,
    Name,
    Names,
    is_joinable,
    known_names_of,
    may_be_reading,
    names_of,
)
from fumikura.plan.nodes import (
    BODY,
    SEARCHED,
    AllOf,
    AnyOf,
    Dated,
    Exactly,
    Expanded,
    NearTo,
    Other,
    PlanNode,
    Run,
    Similar,
    StartsWith,
    Terms,
    Weighted,
    Without,
)
from fumikura.plan.question_phrases import names_in_kana, signs_inside, silent_tokens
from fumikura.query.parser import MAX_CLAUSES, MAX_PHRASE
from fumikura.query.tree import (
    And,
    Boost,
    Fuzzy,
    InField,
    Near,
    Node,
    Not,
    Or,
    Phrase,
    Prefix,
    Substring,
    Word,
)
from fumikura.text import Analysis, Analyzer, Role, exact_needles, needles, scripts, word_needles
from fumikura.text.characters import is_kanji
from fumikura.values import replace

# What only says how a date is meant: in a query it asks for nothing of its own.
_BESIDE_DATES = frozenset(
    "以降 以後 以前 以来 頃 末 中 内 当時 現在 時点 前後 初頭 前半 後半 半ば 年度 度 版 付け 付".split()
)
_LONGEST_NAME = 10  # words
_MOST_PARTS = 32  # of a run that stands nowhere: what has more is a sentence
_SHORTEST_RUN = 4  # characters of Japanese that say enough to be looked for inside of other words


def make_plan(
    tree: Node,
    query: str,
    analyzer: Analyzer,
    mode: Mode = "all",
    names: Names = NO_NAMES,
    in_parts: frozenset[str] = frozenset(),
) -> PlanNode:
    """The plan of a parsed `query`; in mode "any" one of its words is enough, but what it excludes stays out.

    What `names` knows of a word is searched besides it. The words `in_parts`, by their labels, stand nowhere as such:
    what they are made of is looked for.

    Raises QueryError where nothing is left of a word once it is folded.
    """
    return _Planner(query, analyzer, mode, names, in_parts).plan(tree, SEARCHED)


class _Planner:
    def __init__(
        self, query: str, analyzer: Analyzer, mode: Mode, names: Names, in_parts: frozenset[str]
    ) -> None:
        self._in_parts = in_parts
        self._names = names
        self._query = query
        self._analyzer = analyzer
        self._mode = mode

    def plan(self, node: Node, fields: tuple[str, ...]) -> PlanNode:
        match node:
            case Word(text):
                return self._word(text, fields)
            case Phrase(text):
                return self._exactly(str(node), text, fields)
            case Prefix(text):
                return StartsWith(str(node), self._needles(text), fields)
            case Substring(text, open_end):
                return Exactly(
                    str(node), self._needles(text, exact=True), fields, open_start=True, open_end=open_end
                )
            case Fuzzy(text, distance):
                return Similar(str(node), self._needles(text)[0], distance, fields)
            case Near(left, right, distance):
                return NearTo(self._side_of_near(left, fields), self._side_of_near(right, fields), distance)
            case InField(name, child):
                return self.plan(child, (name,))
            case Boost(child, factor):
                return Weighted(self.plan(child, fields), factor)
            case Not(child):
                # What a heading says of many passages leaves none of them out.
                return Without(self.plan(child, tuple(field for field in fields if field in BODY) or fields))
            case Or(children):
                return AnyOf(tuple(self.plan(child, fields) for child in children))
            case And(children):
                return self._all_of(self._joined(children, fields))

    def _all_of(self, children: Sequence[PlanNode]) -> PlanNode:
        if self._mode == "all":
            return AllOf(tuple(children))
        wanted = tuple(child for child in children if not isinstance(child, Without))
        unwanted = tuple(child for child in children if isinstance(child, Without))
        some = AnyOf(wanted, by_words=True) if wanted else None
        if some is None:
            return AllOf(unwanted)
        return AllOf((some, *unwanted)) if unwanted else some

    def _joined(self, children: Sequence[Node], fields: tuple[str, ...]) -> list[PlanNode]:
        """The plans of `children`, where words that follow one another are a known name as one."""
        plans: list[PlanNode] = []
        at = 0
        while at < len(children):
            node, width = self._known_run(children[at:], fields)
            plans.append(node or self.plan(children[at], fields))
            at += width
        return plans

    def _known_run(self, children: Sequence[Node], fields: tuple[str, ...]) -> tuple[PlanNode | None, int]:
        texts: list[str] = []
        for child in children[:_LONGEST_NAME]:
            if not isinstance(child, Word) or not is_joinable([child.text]):
                break
            texts.append(child.text)
        for width in range(len(texts), 1, -1):
            if found := tuple(self._names.equals(" ".join(texts[:width]))):
                words = self._all_of([self._one_word(text, fields) for text in texts[:width]])
                return self._expanded(" ".join(texts[:width]), words, found, fields), width
        return None, 1

    def _expanded(
        self, label: str, child: PlanNode, found: Sequence[Name], fields: tuple[str, ...]
    ) -> PlanNode:
        """`child` with the other names of it, where there are any."""
        others = tuple(
            Other(terms, name.level, FACTORS[name.level], name.documents)
            for name in found
            # What is read so must be a word: たい of したい is no reading of タイ.
            if (terms := self._name(name, fields)).terms or name.level != "reading"
        )
        return Expanded(label, child, others) if others else child

    def _name(self, name: Name, fields: tuple[str, ...]) -> Terms:
        if name.terms:
            return Terms(name.term, tuple(enumerate(name.terms)), (), fields)
        made = self._one_word(name.term, fields)
        # A short name stands for the word only as a word of its own, not where its characters are part of another.
        short = made.terms and (name.term.isascii() or len(name.term) < _SHORTEST_RUN)
        return replace(made, needles=(), at_words=()) if short else made

    def _side_of_near(self, node: Node, fields: tuple[str, ...]) -> PlanNode:
        """A run of words there is one thing, at one place."""
        if not isinstance(node, Word):
            return self.plan(node, fields)
        if (times := find_time_expressions(node.text)) and times[0].is_whole(node.text):
            return self._dated(node.text, times[0], fields)
        found = names_of(node.text, self._analyzer, self._names)
        word = self._word_or_parts(node.text, self._analyzer.analyze(node.text), fields)
        return self._expanded(node.text, word, found, fields)

    def _needles(self, text: str, *, exact: bool = False) -> tuple[str, ...]:
        found = needles(text, self._analyzer, exact=exact)
        if not found:
            raise self._unseen(text)
        return found

    def _exactly(self, label: str, text: str, fields: tuple[str, ...]) -> Exactly:
        found, at_words = exact_needles(text, self._analyzer)
        if not found:
            raise self._unseen(text)
        return Exactly(label, found, fields, at_words=at_words)

    def _unseen(self, text: str) -> QueryError:
        return QueryError("query.unseen", query=self._query, position=max(self._query.find(text), 0))

    def _one_word(self, text: str, fields: tuple[str, ...]) -> Terms:
        analysis = self._analyzer.analyze(text)
        self._check_number(text, analysis.entries, MAX_PHRASE)
        # MeCab takes だより of 図書館だより for particles: there the characters decide.
        terms = () if names_in_kana(analysis, self._analyzer) else _terms(analysis, 0, len(analysis.entries))
        return self._terms(text, terms, fields)

    def _terms(
        self,
        text: str,
        terms: tuple[tuple[int, str], ...],
        fields: tuple[str, ...],
        *,
        before_kanji: bool = False,
    ) -> Terms:
        found, at_words = word_needles(text, self._analyzer, by_terms=bool(terms), before_kanji=before_kanji)
        if not found:
            raise self._unseen(text)
        return Terms(text, terms, found, fields, at_words)

    def _word(self, text: str, fields: tuple[str, ...]) -> PlanNode:
        if times := find_time_expressions(text):
            return self._with_times(text, times, fields)
        analysis = self._analyzer.analyze(text)
        spans = _content_words(analysis, self._analyzer)
        self._check_number(text, spans)
        found: tuple[Name, ...] = ()
        if not spans or may_be_reading(text):  # the names of a question are those of its words
            found = names_of(text, self._analyzer, self._names, is_word=not spans)
        # What is read as a word of the index is one word, whatever MeCab makes of its kana.
        if not spans or any(name.level == "reading" for name in found):
            return self._expanded(text, self._word_or_parts(text, analysis, fields), found, fields)
        whole = self._exactly(f'"{text}"', text, fields)
        known = tuple(self._names.equals(text))
        if size := self._mixed_beginning(text):
            words = (self._mixed_word(text[:size], fields), *self._around_times(text[size:], fields))
        else:
            words = tuple(dict.fromkeys(self._parts(text, analysis, spans, fields, with_names=not known)))
        child = Run(words[0] if len(words) == 1 else self._all_of(words), whole)
        return self._expanded(text, child, known, fields)

    def _mixed_beginning(self, text: str) -> int:
        """The length of a word that a question begins with and of which the first kanji is in kana: だ捕 of だ捕の話."""
        match = re.match("h{1,4}k(?!k)", scripts(text[:6]))
        return match.end() if match and self._names.spelled(text[: match.end()]) else 0

    def _mixed_word(self, text: str, fields: tuple[str, ...]) -> PlanNode:
        names = names_of(text, self._analyzer, self._names)
        return self._expanded(text, self._one_word(text, fields), names, fields)

    def _check_number(self, text: str, words: Sequence[object], most: int = MAX_CLAUSES) -> None:
        """Refuse a run of too many words before anything is made of them."""
        if len(words) > most:
            place = max(self._query.find(text), 0)
            counts = {"number": len(words), "most": most}
            raise QueryError("query.too-many-words", query=self._query, position=place, **counts)

    def _word_or_parts(self, text: str, analysis: Analysis, fields: tuple[str, ...]) -> PlanNode:
        """A run as one word, or where it stands nowhere as such, the words that it is made of."""
        if text in self._in_parts:
            spans = _split(analysis, [made.role for made in analysis.entries])
            if 1 < len(spans) <= _MOST_PARTS:
                parts = dict.fromkeys(self._parts(text, analysis, spans, fields, with_names=True))
                return self._all_of(tuple(parts))
        return self._one_word(text, fields)

    def _with_times(self, text: str, times: Sequence[TimeExpression], fields: tuple[str, ...]) -> PlanNode:
        """A date, or dates with a question around them."""
        if times[0].is_whole(text):
            return self._dated(text, times[0], fields)
        parts: list[PlanNode] = []
        at = 0
        for time in times:
            parts += self._around_times(text[at : time.start], fields)
            parts.append(self._dated(text[time.start : time.end], time, fields))
            at = time.end
        parts = list(dict.fromkeys([*parts, *self._around_times(text[at:], fields)]))
        whole = self._exactly(f'"{text}"', text, fields)
        return Run(parts[0] if len(parts) == 1 else self._all_of(parts), whole)

    def _around_times(self, text: str, fields: tuple[str, ...]) -> list[PlanNode]:
        """The plan of what stands beside a date or such, if it says anything: 年版 and 以降 say nothing without it."""
        analysis = self._analyzer.analyze(text)
        said = [
            index
            for index, made in enumerate(analysis.entries)
            if made.role in (Role.CONTENT, Role.PREFIX) and made.term not in _BESIDE_DATES
        ]
        if not said:
            return []
        last = max(index for index, made in enumerate(analysis.entries) if made.role is not Role.FUNCTION)
        start, end = analysis.literal.original(analysis.starts[said[0]], analysis.end(last))
        return [self._word(text[start:end], fields)]

    def _dated(self, text: str, time: TimeExpression, fields: tuple[str, ...]) -> Dated:
        return Dated(text, time.meaning, time.prefixes, self._one_word(text, fields), fields)

    def _parts(
        self,
        text: str,
        analysis: Analysis,
        spans: Sequence[tuple[int, int]],
        fields: tuple[str, ...],
        *,
        with_names: bool,
    ) -> Iterator[PlanNode]:
        """The plans of the content words of a run; those that together are a known name have its other names."""
        at = 0
        while at < len(spans):
            width = self._known_width(text, analysis, spans[at:]) if with_names else 1
            run = spans[at : at + width]
            at += width
            parts = [
                self._part(text, analysis, *span, fields, with_names=with_names and width == 1)
                for span in run
            ]
            if width == 1:
                yield parts[0]
                continue
            label = _written(text, analysis, run)
            together: PlanNode = AllOf(tuple(parts))
            if self._mode == "any":  # each word counts, and the name as a whole once more
                yield from parts
                together = self._one_word(label, fields)
            yield self._expanded(label, together, self._names.equals(label), fields)

    def _known_width(self, text: str, analysis: Analysis, spans: Sequence[tuple[int, int]]) -> int:
        """How many of the words from the first on, with nothing between them, are a known name; else 1."""
        width = 1
        while width < min(len(spans), _LONGEST_NAME) and spans[width][0] == spans[width - 1][1]:
            width += 1
        while width > 1 and not self._names.equals(_written(text, analysis, spans[:width])):
            width -= 1
        return width

    def _part(
        self,
        text: str,
        analysis: Analysis,
        first: int,
        last: int,
        fields: tuple[str, ...],
        *,
        with_names: bool,
    ) -> PlanNode:
        start, end = analysis.literal.original(analysis.starts[first], analysis.end(last - 1))
        label = text[start:end]
        before_kanji = is_kanji(text[end : end + 1])
        part = self._terms(label, _terms(analysis, first, last), fields, before_kanji=before_kanji)
        if len(label) == 1 and analysis.entries[first].pos.startswith(("動詞", "形容詞")):
            # 着 of 着て, as a character, is that of 着手 as well.
            part = replace(part, needles=(), at_words=())
        if not with_names:
            return part
        return self._expanded(label, part, known_names_of(label, self._analyzer, self._names), fields)


def _written(text: str, analysis: Analysis, spans: Sequence[tuple[int, int]]) -> str:
    """The tokens from the first span to the last, as written."""
    start, end = analysis.starts[spans[0][0]], analysis.end(spans[-1][1] - 1)
    return text[slice(*analysis.literal.original(start, end))]


def _terms(analysis: Analysis, first: int, last: int) -> tuple[tuple[int, str], ...]:
    """The terms of tokens `first` to `last`, at positions relative to the first one that is indexed.

    None where a sign belongs to the run, which is no term: 5% is not any 5. There the characters decide.
    """
    if any(
        first <= index < last and analysis.entries[index].role is Role.FUNCTION
        for index in signs_inside(analysis)
    ):
        return ()
    found = [
        (position, analysis.entries[position].term)
        for position in range(first, last)
        if analysis.entries[position].role is not Role.FUNCTION
    ]
    return tuple((position - found[0][0], term) for position, term in found)


def _content_words(analysis: Analysis, analyzer: Analyzer) -> list[tuple[int, int]]:
    """The content words of a run with function words inside, as ranges of tokens; none for one word."""
    roles = [made.role for made in analysis.entries]
    for index in (*signs_inside(analysis), *names_in_kana(analysis, analyzer)):
        roles[index] = Role.SUFFIX
    for index in silent_tokens(analysis):
        roles[index] = Role.FUNCTION
    visible = [index for index, role in enumerate(roles) if role is not Role.FUNCTION]
    if not visible or Role.FUNCTION not in roles[visible[0] :]:
        return []
    words = _split(analysis, roles)
    # わが国 is a word though わが ends in a particle; 何が不足したか asks for 不足.
    if len(words) == 1 and words[0][0] != visible[0] and words[0][1] == len(roles):
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
        if role not in (Role.FUNCTION, Role.WEAK) and not (first is None and role is Role.SUFFIX):
            first = index if first is None else first
            has_content = has_content or role is Role.CONTENT
    return words
