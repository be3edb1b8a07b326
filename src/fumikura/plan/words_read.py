"""How the words of a query were read, for whoever asks why: folded to the one form, cut, and what of it is asked for."""

from __future__ import annotations

from collections.abc import Iterator

from fumikura.models import WordRead
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


def words_read(tree: Node, analyzer: Analyzer) -> tuple[WordRead, ...]:
    """The words of a parsed query in their order, those to leave out too."""
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
