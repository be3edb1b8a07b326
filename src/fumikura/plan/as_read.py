"""How a query was read, for whoever asks why: as it was searched, with other names, and each of its words.

The tree of what was searched has the other names of the plan, each with its weight, and prints as a query.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from fumikura.models import WordRead
from fumikura.plan.nodes import Expanded, Plan, Terms, words
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
from fumikura.text import Analyzer, Role


def as_searched(tree: Node, plan: Plan) -> Node:
    """The tree of what `plan` finds. It prints as a query, and is `tree` itself where nothing was added."""
    found: dict[str, tuple[Node, ...]] = {
        label: tuple(Boost(_term(other.terms), other.factor) for other in word.others)
        for label, word in words(plan)
        if isinstance(word, Expanded)
    }
    return _with_names(tree, found) if found else tree


def _term(terms: Terms) -> Node:
    """As a word where the grammar and the planner would take it for one."""
    text = terms.label
    plain = text[0].isalnum() and all(char.isalnum() or char in "+-/・" for char in text)
    in_a_row = bool(terms.terms) and terms.terms[-1][0] == len(terms.terms) - 1
    return Word(text) if plain and in_a_row else Phrase(text)


def _with_names(node: Node, found: Mapping[str, tuple[Node, ...]]) -> Node:
    match node:
        case Word(text) if text in found:
            return Or((node, *found[text]))
        case Word(text):
            # A question: the words of it that have other names, behind it.
            parts = tuple(Or((Word(label), *names)) for label, names in found.items() if label in text)
            return And((node, *parts)) if parts else node
        case And(children):
            return _and_with_names(children, found)
        case Or(children):
            return Or(tuple(_with_names(child, found) for child in children))
        case Near(left, right, distance):
            return Near(_with_names(left, found), _with_names(right, found), distance)
        case InField(name, child):
            return InField(name, _with_names(child, found))
        case Boost(child, factor):
            return Boost(_with_names(child, found), factor)
        case _:
            return node


def _and_with_names(children: tuple[Node, ...], found: Mapping[str, tuple[Node, ...]]) -> Node:
    """Words that follow one another are joined where together they are the name that was looked up."""
    made: list[Node] = []
    at = 0
    while at < len(children):
        for end in range(len(children), at + 1, -1):
            run = children[at:end]
            label = " ".join(child.text for child in run if isinstance(child, Word))
            if label in found and all(isinstance(child, Word) for child in run):
                made.append(Or((And(run), *found[label])))
                at = end
                break
        else:
            made.append(_with_names(children[at], found))
            at += 1
    return made[0] if len(made) == 1 else And(tuple(made))


def words_read(tree: Node, analyzer: Analyzer) -> tuple[WordRead, ...]:
    """The words of a parsed query in their order, those to leave out too: folded, cut, and what of them is asked for."""
    return tuple(_words(tree, analyzer))


def _words(node: Node, analyzer: Analyzer) -> Iterator[WordRead]:
    match node:
        case Word(text):
            yield _read(text, analyzer)
        case Phrase(text) | Prefix(text) | Substring(text, _) | Fuzzy(text, _):
            yield WordRead(text, analyzer.analyze(text).literal.text, (), characters=True)
        case And(children) | Or(children):
            for child in children:
                yield from _words(child, analyzer)
        case Near(left, right, _):
            yield from _words(left, analyzer)
            yield from _words(right, analyzer)
        case Not(child) | Boost(child, _) | InField(_, child):
            yield from _words(child, analyzer)


def _read(text: str, analyzer: Analyzer) -> WordRead:
    analysis = analyzer.analyze(text)
    form = analysis.literal.text
    question = any(made.role is Role.FUNCTION for made in analysis.entries)
    pieces = tuple(
        (form[start:end], made.term if made.role > (Role.WEAK if question else Role.FUNCTION) else "")
        for made, start, end in zip(analysis.entries, analysis.starts, analysis.ends, strict=True)
    )
    return WordRead(text, form, pieces)
