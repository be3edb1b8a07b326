"""Encodes texts for the whitespace tokenizer of the cluster: tokens with spaces between them.

Words are lemmas; a token that is no word is a hole, which keeps the places of the others. Folded text is one token a
character, so that a run is a phrase. A character at which a run may begin or end (`matching.whole`) stands a second time
at the same place, with a sign, so that the cluster tells AI in AI研究 from AI in main without looking at the text.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from functools import cache

from fumikura.engines.opensearch.schema import HOLE, STACK
from fumikura.matching.whole import (
    asks_for_word_end,
    ends_as_word,
    is_counted,
    is_whole,
    is_whole_date,
    needs_check,
)
from fumikura.text.alternate_readings import MARKER
from fumikura.text.coarse import begins_word, is_signed

_BEGINS, _ENDS, _AT_WORD, _ESCAPE, _ENDS_WORD = "\ue002", "\ue003", "\ue004", "\ue005", "\ue006"
_RESERVED = frozenset((HOLE, STACK, _BEGINS, _ENDS, _AT_WORD, _ESCAPE, _ENDS_WORD))
_YEAR = "年"
_LONGEST_WORD = 80  # characters; the tokenizer cuts at 255, and no escape is longer than three times this
_LONGEST_KEY = 8_000  # Lucene takes no term of more than 32,766 bytes


def encode_term(term: str) -> str:
    """A term as a token."""
    if len(term) > _LONGEST_WORD:
        import hashlib  # imported here, as hardly any term is so long

        term = term[: _LONGEST_WORD // 2] + hashlib.sha256(term.encode("utf-8", "replace")).hexdigest()[:32]
    return term if term.isalnum() else "".join(map(_token, term))


def encode_text(text: str, edges: Collection[int]) -> str:
    """A folded text, a token a character, with signs where runs may begin and end; words do so at `edges`."""
    plain = text.partition(MARKER)[0]
    return " ".join([STACK.join(_tokens_at(text, at, edges, at < len(plain))) for at in range(len(text))])


def encode_run(
    needle: str,
    *,
    open_start: bool = False,
    open_end: bool = False,
    at_word: bool = False,
    ends_word: bool = False,
    word_inside: int = 0,
) -> str:
    """The phrase that finds a run where it stands whole, except at an open side.

    `at_word` asks for the beginning of a word, too; `ends_word` for the end of one, where `asks_for_word_end`;
    `word_inside` for one that begins so many characters behind the first.
    """
    tokens = list(map(_token, needle))
    if word_inside:
        tokens[word_inside] = _AT_WORD + tokens[word_inside]
    if at_word:
        tokens[0] = _AT_WORD + tokens[0]
    elif needs_check(needle, open_start=open_start, open_end=True):
        tokens[0] = _BEGINS + tokens[0]
    if needs_check(needle[-1], open_start=True, open_end=open_end) or is_counted(needle):
        tokens[-1] += _ENDS
    if ends_word and asks_for_word_end(needle):
        tokens[-1] += _ENDS_WORD
    return " ".join(tokens)


def encode_date(needle: str) -> str:
    """The phrase that finds a run as a whole date, so not 令和5年 in 令和5年度."""
    run = encode_run(needle)
    return run + _ENDS if needle.endswith(_YEAR) else run


def encode_dates(terms: Iterable[str]) -> str:
    """The terms of dates, each with all of its prefixes at its place, as a year is asked for by a prefix."""
    return " ".join(STACK.join(term[:end] for end in range(1, len(term) + 1)) for term in terms)


def exact_key(value: str) -> str:
    """A value as an exact term: without what UTF-8 can't hold, and not longer than Lucene takes."""
    return value[:_LONGEST_KEY].encode("utf-8", "replace").decode()


def _tokens_at(text: str, at: int, edges: Collection[int], is_plain: bool) -> Iterator[str]:
    char = text[at]
    token = _token(char)
    yield token
    matters = _needs_check(char) or is_signed(text, at)
    begins = not matters or is_whole(text, at, at + 1, open_end=True)
    at_word = _AT_WORD + token if begins and at in edges else ""
    if at_word:
        yield at_word
    if asks_for_word_end(text[max(at - 1, 0) : at + 1]) and ends_as_word(
        text, at + 1, is_edge=at + 1 in edges
    ):
        yield token + _ENDS_WORD
    if matters:
        ends = is_whole(text, at, at + 1, open_start=True)
        yield from [_BEGINS + token] * begins
        yield from [token + _ENDS] * ends
        yield from [_BEGINS + token + _ENDS] * (begins and ends)
        yield from [at_word + _ENDS] * (at_word != "" and ends)
    elif (char == _YEAR and is_whole_date(text, at, at + 1)) or (
        is_counted(text[max(at - 1, 0) : at + 1]) and (is_plain or not begins_word(text, at))
    ):
        yield token + _ENDS
        yield from [at_word + _ENDS] * (at_word != "")


@cache
def _needs_check(char: str) -> bool:
    return needs_check(char)


@cache
def _token(char: str) -> str:
    """A character as a token, or a part of one."""
    if char in _RESERVED or char.isspace() or "\ud800" <= char <= "\udfff" or char < " ":
        return f"{_ESCAPE}{ord(char):x}"
    return char
