"""What ranking takes from a query: its words with their places, its runs of characters, what answer it asks for.

A plan says which passages match, these features say how well. They come from the query as it was typed, so that questions
and rows of words are ranked by the same rules (`features`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import takewhile
from types import MappingProxyType

from fumikura.query.tree import And, Boost, InField, Near, Node, Or, Phrase, Prefix, Substring, Word
from fumikura.text import Analyzer, Role
from fumikura.text.written import entries_as_written, spelling
from fumikura.values import frozen

GRAM = 3
"""Characters of a run that is compared as such: two say too little, four are no better and rarer."""

_HIRAGANA = re.compile("[ぁ-ゖ-]+")  # grammar rather than content; ー is - in folded text
# What asks for a time or a number begins with one of `_ASKING`: the patterns are compiled for such a query only.
_ASKING = "何いど"
_WHEN = "いつ(?!も)|何時(?!間)|何(?:年|月|日)(?!間|ぶり)|何世紀"
# 何人, 何か国, 何議席: the counter, in katakana or kanji but for か and つ
_HOW_MANY = "何((?:か|カ|ヶ|ケ)?[^\\Wぁ-んァ-ヶー0-9年月日時故等]{1,2})|いくつ|いくら|ど[のれ][くぐ]らい"
_MOST, _MOST_GRAMS = 64, 256
_APART = 2
"""The distance at which two words with a space between them are expected: neighbours, with a particle between."""


@frozen
class QueryWord:
    """A content word of a query: its `term` in the index, its folded `text`, its place among the words of the query."""

    term: str
    text: str
    position: int


@frozen
class QueryFeatures:
    """The words of a query in order; its runs of three characters, each with the indexes of the words that it lies in.

    `subject` is the number of words before the first particle of a sentence: they say what it is about. Words with
    spaces between them have no subject. `answer` matches what a question asks for, where that is a time or a number.
    `typed` has the spellings of the words by their terms; a question is no matter of spelling, and has none.
    """

    words: tuple[QueryWord, ...] = ()
    grams: tuple[tuple[str, tuple[int, ...]], ...] = ()
    subject: int = 0
    answer: re.Pattern[str] | None = None
    typed: Mapping[str, frozenset[str]] = MappingProxyType({})


def extract_query_features(tree: Node, analyzer: Analyzer) -> QueryFeatures:
    """The features of a parsed query, leaving out excluded words and those that are searched in headings alone."""
    words: list[QueryWord] = []
    known: dict[str, int] = {}
    grams: dict[str, set[int]] = {}
    position = 0
    answer: re.Pattern[str] | None = None
    texts = tuple(_texts_of(tree))
    typed: dict[str, set[str]] = {}
    for text in texts:
        analysis = analyzer.analyze(text)
        literal = analysis.literal.text
        answer = answer or _answer_pattern(literal)
        owner: list[int | None] = [None] * len(literal)
        for offset, made in enumerate(analysis.entries):
            if made.role <= Role.WEAK or len(words) == _MOST:
                continue
            start, end = analysis.starts[offset], analysis.end(offset)
            words.append(QueryWord(made.term, literal[start:end], position + offset))
            index = known.setdefault(made.term, len(words) - 1)
            owner[start:end] = [index] * (end - start)
        for at in range(len(literal) - GRAM + 1):
            gram = literal[at : at + GRAM]
            if len(grams) < _MOST_GRAMS and not _HIRAGANA.fullmatch(gram):
                of = (index for index in owner[at : at + GRAM] if index is not None)
                grams.setdefault(gram, set()).update(of)
        position += len(analysis.entries) + _APART - 1
        if not any(made.pos.startswith("助") for made in analysis.entries):  # particles and auxiliaries
            for made in entries_as_written(text, analysis):
                typed.setdefault(made.term, set()).add(spelling(made))
    runs = tuple((gram, tuple(sorted(of))) for gram, of in grams.items())
    subject = _subject_length(words) if len(texts) == 1 else 0
    spellings = {word.term: frozenset(typed[word.term]) for word in words if word.term in typed}
    return QueryFeatures(tuple(words), runs, subject, answer, spellings)


def _subject_length(words: Sequence[QueryWord]) -> int:
    """The number of words that are neighbours at the beginning."""
    together = takewhile(lambda pair: pair[1].position - pair[0] == words[0].position, enumerate(words))
    return sum(1 for _ in together)


def _answer_pattern(question: str) -> re.Pattern[str] | None:
    """What an answer looks like (after Prager et al., Question-Answering by Predictive Annotation, 2000)."""
    if not any(char in question for char in _ASKING):
        return None
    if re.search(_WHEN, question):
        return re.compile("[0-9](?:年|月|日|世紀)")
    if counted := re.search(_HOW_MANY, question):
        return re.compile(f"[0-9]{re.escape(counted[1] or '')}")
    return None


def _texts_of(node: Node) -> Iterator[str]:
    match node:
        case Word(text) | Phrase(text) | Prefix(text) | Substring(text, _):
            yield text
        case And(children) | Or(children):
            for child in children:
                yield from _texts_of(child)
        case Near(left, right, _):
            yield from _texts_of(left)
            yield from _texts_of(right)
        case Boost(child, _):
            yield from _texts_of(child)
        case InField(name, child) if name in ("text", "glosses"):
            yield from _texts_of(child)
        case _:
            return
