"""Texts as the cluster is given them: tokens apart by spaces, which its whitespace tokenizer takes as they are.

Words are lemmas, and a token that is no word is a hole, which keeps the places of the words. Folded text is one token a
character, so that a run is a phrase. Where a run begins or ends matters to a search (`matching.whole`): a character at
which one may begin or end is there a second time with a sign, at the same place, so that the cluster tells AI in AI研究
from AI in main without looking at the text.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from functools import cache

from fumikura.engines.opensearch.schema import HOLE, STACK
from fumikura.matching.whole import ends_in_one_kana, is_whole, is_whole_date, needs_check
from fumikura.text.coarse import is_signed

_BEGINS, _ENDS, _AT_WORD, _ESCAPE, _ENDS_WORD = "\ue002", "\ue003", "\ue004", "\ue005", "\ue006"
_RESERVED = frozenset((HOLE, STACK, _BEGINS, _ENDS, _AT_WORD, _ESCAPE, _ENDS_WORD))
_YEAR = "年"
_LONGEST_WORD = 80  # characters; the tokenizer cuts at 255, and no escape is longer than three times this
_LONGEST_KEY = 8_000  # Lucene takes no term of more than 32,766 bytes


def word_of(term: str) -> str:
    """A term as a token."""
    if len(term) > _LONGEST_WORD:
        import hashlib  # imported here, as hardly any term is so long

        term = term[: _LONGEST_WORD // 2] + hashlib.sha256(term.encode("utf-8", "replace")).hexdigest()[:32]
    return term if term.isalnum() else "".join(map(_token, term))


def text_of_chars(text: str, edges: Collection[int]) -> str:
    """A folded text, a token a character with what may begin and end there; words begin and end at `edges`."""
    return " ".join([STACK.join(_stacked(text, at, edges)) for at in range(len(text))])


def run_of(
    needle: str,
    *,
    open_start: bool = False,
    open_end: bool = False,
    at_word: bool = False,
    ends_word: bool = False,
) -> str:
    """The phrase that finds a run where it stands whole, but for a side that is open.

    With `at_word`, where a word begins, too; with `ends_word` where one ends, if it ends in a single kana.
    """
    tokens = list(map(_token, needle))
    if at_word:
        tokens[0] = _AT_WORD + tokens[0]
    elif needs_check(needle, open_start=open_start, open_end=True):
        tokens[0] = _BEGINS + tokens[0]
    if needs_check(needle[-1], open_start=True, open_end=open_end):
        tokens[-1] += _ENDS
    if ends_word and ends_in_one_kana(needle):
        tokens[-1] += _ENDS_WORD
    return " ".join(tokens)


def date_of(needle: str) -> str:
    """The phrase that finds a run as a date of its own: 令和5年 is none in 令和5年度."""
    run = run_of(needle)
    return run + _ENDS if needle.endswith(_YEAR) else run


def date_tokens(terms: Iterable[str]) -> str:
    """The terms of dates, each with all that it begins with at its place: who asks for a year asks for a prefix."""
    return " ".join(STACK.join(term[:end] for end in range(1, len(term) + 1)) for term in terms)


def key(value: str) -> str:
    """A value that is looked up as it is: what UTF-8 does not carry is replaced, and one too long for a term is cut."""
    return value[:_LONGEST_KEY].encode("utf-8", "replace").decode()


def _stacked(text: str, at: int, edges: Collection[int]) -> Iterator[str]:
    char = text[at]
    token = _token(char)
    yield token
    matters = _matters(char) or is_signed(text, at)
    begins = not matters or is_whole(text, at, at + 1, open_end=True)
    if begins and at in edges:
        yield _AT_WORD + token
    if at + 1 in edges and ends_in_one_kana(text[max(at - 1, 0) : at + 1]):
        yield token + _ENDS_WORD
    if matters:
        ends = is_whole(text, at, at + 1, open_start=True)
        yield from [_BEGINS + token] * begins
        yield from [token + _ENDS] * ends
        yield from [_BEGINS + token + _ENDS] * (begins and ends)
    elif char == _YEAR and is_whole_date(text, at, at + 1):
        yield token + _ENDS


@cache
def _matters(char: str) -> bool:
    return needs_check(char)


@cache
def _token(char: str) -> str:
    """A character as a token, or a part of one."""
    if char in _RESERVED or char.isspace() or "\ud800" <= char <= "\udfff" or char < " ":
        return f"{_ESCAPE}{ord(char):x}"
    return char
