"""A query as it was searched: its tree with the other names that the plan has for its words, each with its weight."""

from __future__ import annotations

from collections.abc import Mapping

from fumikura.plan.nodes import Expanded, Plan, Terms, words
from fumikura.query.tree import And, Boost, InField, Near, Node, Not, Or, Phrase, Word


def as_searched(tree: Node, plan: Plan) -> Node:
    """The tree of what `plan` finds. It prints as a query, and is `tree` itself where nothing was added."""
    found = {word.label: _names(word) for _, word in words(plan) if isinstance(word, Expanded)}
    return _with_names(tree, found) if found else tree


def _names(word: Expanded) -> tuple[Node, ...]:
    return tuple(Boost(_term(other.terms), other.factor) for other in word.others)


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
        case Not():
            return node
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
