"""Cuts a query into words, quoted runs and operators, which may be in full width, as an IME leaves them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from enum import Enum, auto

from fumikura.dates import end_of_date
from fumikura.errors import QueryError
from fumikura.values import frozen

__all__ = ["Lexeme", "Type", "lex"]


class Type(Enum):
    """Kinds of lexemes."""

    WORD = auto()
    PHRASE = auto()
    OR = auto()
    AND = auto()
    NOT = auto()
    NEAR = auto()
    OPEN = auto()
    CLOSE = auto()
    FIELD = auto()
    BOOST = auto()
    END = auto()


@frozen
class Lexeme:
    """A piece of a query: `text` is its meaning (without quotes and escapes), `[start, end)` its place."""

    type: Type
    text: str
    start: int
    end: int


_OPEN, _CLOSE, _BAR = "(（", ")）", "|｜"
_MINUS = "-－−"
# A quote is closed by one of its own class, so that each may stand inside the other.
_QUOTES = ('"＂', "“”„‟")
# Compiled when a query first has such a sign (`re` keeps them): at import they would cost every search.
_FIELD = r"([A-Za-z_Ａ-Ｚａ-ｚ＿]+)[:：](?!//)"
_KEYWORD = {"OR": Type.OR, "AND": Type.AND, "NOT": Type.NOT}
_NEAR = re.compile(r"NEAR(?:/([0-9]{1,4}))?")
_BOOST = r"[\^＾]([0-9０-９.．]+)"
_BOOST_AT_END = r"[\^＾][0-9０-９.．]+(?=[\s()（）|｜\"＂“”„‟]|$)"
_ESCAPED = r"\\([\"\\])"
NEAR_DEFAULT = "8"


def lex(query: str) -> Iterator[Lexeme]:
    """The lexemes of a query, ending with one END. Raises QueryError for a quote that is not closed."""
    at, size, last = 0, len(query), -1
    while at < size:
        if query[at].isspace():
            at += 1
            continue
        lexeme = _next(query, at, weighable=last == at)
        yield lexeme
        at = lexeme.end
        last = at if lexeme.type in (Type.WORD, Type.PHRASE, Type.CLOSE) else -1
    yield Lexeme(Type.END, "", size, size)


def _next(query: str, at: int, *, weighable: bool) -> Lexeme:
    """The lexeme at a place; `weighable` says that a word or the like ends there, which a weight may follow."""
    char = query[at]
    for chars, type_ in ((_OPEN, Type.OPEN), (_CLOSE, Type.CLOSE), (_BAR, Type.OR)):
        if char in chars:
            return Lexeme(type_, char, at, at + 1)
    if char == "「" or any(char in quotes for quotes in _QUOTES):
        return _phrase(query, at)
    if char in _MINUS and at + 1 < len(query) and not query[at + 1].isspace():
        return Lexeme(Type.NOT, char, at, at + 1)
    if char in "^＾" and weighable and (boost := re.compile(_BOOST).match(query, at)):
        return Lexeme(Type.BOOST, unicodedata.normalize("NFKC", boost[1]), at, boost.end())
    if (":" in query or "：" in query) and (field := re.compile(_FIELD).match(query, at)):
        return Lexeme(Type.FIELD, unicodedata.normalize("NFKC", field[1]).lower(), at, field.end())
    return _word(query, at)


def _word(query: str, at: int) -> Lexeme:
    end = max(at + 1, end_of_date(query, at))  # the brackets of 13（平成25）年 group nothing
    while end < len(query) and not _ends_word(query, end):
        end += 1
    text = query[at:end]
    plain = unicodedata.normalize("NFKC", text)
    if plain in _KEYWORD:
        return Lexeme(_KEYWORD[plain], plain, at, end)
    if near := _NEAR.fullmatch(plain):
        return Lexeme(Type.NEAR, near[1] or NEAR_DEFAULT, at, end)
    return Lexeme(Type.WORD, text, at, end)


def _ends_word(query: str, at: int) -> bool:
    char = query[at]
    if char.isspace() or char in _OPEN or char in _CLOSE or char in _BAR or any(char in q for q in _QUOTES):
        return True
    if char not in "^＾":
        return False
    return re.compile(_BOOST_AT_END).match(query, at) is not None


def _phrase(query: str, at: int) -> Lexeme:
    end = _closing_bracket(query, at) if query[at] == "「" else _closing_quote(query, at)
    if end is None:
        raise QueryError(f"The quote {query[at]} is not closed.", query, at, "Close it, or leave it out.")
    inside = query[at + 1 : end]
    return Lexeme(Type.PHRASE, inside if query[at] == "「" else re.sub(_ESCAPED, r"\1", inside), at, end + 1)


def _closing_quote(query: str, at: int) -> int | None:
    closing = next(quotes for quotes in _QUOTES if query[at] in quotes)
    index = at + 1
    while index < len(query):
        if query[index] in closing:
            return index
        index += 2 if re.compile(_ESCAPED).match(query, index) else 1
    return None


def _closing_bracket(query: str, at: int) -> int | None:
    depth = 0
    for index in range(at, len(query)):
        depth += (query[index] == "「") - (query[index] == "」")
        if depth == 0:
            return index
    return None
