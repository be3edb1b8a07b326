"""The grammar of queries. Strict where a guess could change the answer, and every mistake has its position.

    query  = any
    any    = all { ("OR" | "|") all }
    all    = near { ["AND"] near }
    near   = factor { "NEAR" ["/" n] factor }
    factor = { "NOT" | "-" } [ field ":" ] item [ "^" number ]
    item   = "(" any ")" | '"' run '"' | "「" run "」" | word [ "*" | "~" distance ]

Length, depth, and the numbers of clauses and of what is dear to find are capped, so that no query takes the stack or the
time of the machine.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable

from fumikura.errors import QueryError
from fumikura.query.lexer import Lexeme, Type, lex
from fumikura.query.tree import FIELDS, And, Boost, Field, Fuzzy, Near, Node, Not, Or, Phrase, Prefix, Word

__all__ = ["MAX_CLAUSES", "MAX_DEPTH", "MAX_LENGTH", "parse"]

MAX_LENGTH = 10_000
_MAX_WRITTEN_OUT = 4 * MAX_LENGTH
MAX_DEPTH = 64
MAX_CLAUSES = 500
MAX_PHRASE = 2_000
MAX_LINKS = 8
MAX_PREFIXES = 100
MAX_FUZZY_WORDS = 16
_MAX_NEAR = 1000
_MAX_BOOST = 100.0
_MAX_FUZZY = 2
# Its own punctuation, or a range of numbers: 439年 - 589年.
_SENTENCE = re.compile(r"[、。，？！]|[?!]$|[0-9０-９]\w{0,2}\s+[-－−–—~～〜]\s+[0-9０-９]")
_FUZZY = r"(?s:(.*[^0-9０-９~～])[~～]([0-9０-９])?)"
_QUOTE_IT = 'To search for the characters themselves, put them in quotes: "…".'


def parse(query: str) -> Node:
    """The tree of `query`. Raises QueryError, with the position of the mistake."""
    if len(query) > MAX_LENGTH:
        raise QueryError(
            f"The query has {len(query):,} characters; {MAX_LENGTH:,} are allowed.",
            query,
            MAX_LENGTH,
            "Shorten it.",
        )
    # One character may stand for eighteen: ﷺ.
    if (size := len(unicodedata.normalize("NFKC", query))) > _MAX_WRITTEN_OUT:
        raise QueryError(
            f"The query, written out, has {size:,} characters; {_MAX_WRITTEN_OUT:,} are allowed.",
            query,
            0,
            "Shorten it.",
        )
    parser = _Parser(query)
    node = parser.whole()
    if not _has_positive(node):
        raise QueryError(
            "The query only says what to leave out.", query, 0, "Add a word to look for, as in: 台湾 -中国"
        )
    return node


class _Parser:
    def __init__(self, query: str) -> None:
        self._query = query
        lexemes = tuple(lex(query))
        # In a sentence, signs are punctuation; in a row of words, one that stands alone is a slip to be pointed at.
        if _SENTENCE.search(query):
            lexemes = _without_signs(_without_odd_brackets(lexemes))
        self._lexemes = lexemes
        self._at = 0
        self._depth = 0
        self._clauses = 0
        self._prefixes = 0
        self._fuzzy_words = 0

    def whole(self) -> Node:
        if self._peek().type is Type.END:
            raise self._error("The query is empty.", self._peek(), "Give at least one word.")
        node = self._any()
        if self._peek().type is not Type.END:
            raise self._error(f"The bracket {self._peek().text} was never opened.", self._peek(), _QUOTE_IT)
        return node

    def _peek(self) -> Lexeme:
        return self._lexemes[self._at]

    def _take(self) -> Lexeme:
        lexeme = self._lexemes[self._at]
        self._at += 1
        return lexeme

    def _error(self, message: str, lexeme: Lexeme, remedy: str = "") -> QueryError:
        return QueryError(message, self._query, lexeme.start, remedy)

    def _any(self) -> Node:
        return self._chain(self._all, Type.OR, Or)

    def _chain(
        self, operand: Callable[[], Node], operator: Type, make: Callable[[tuple[Node, ...]], Node]
    ) -> Node:
        children = [operand()]
        while self._peek().type is operator:
            self._take()
            children.append(operand())
        return children[0] if len(children) == 1 else make(tuple(children))

    def _all(self) -> Node:
        children = [self._near()]
        while self._peek().type not in (Type.OR, Type.CLOSE, Type.END):
            if self._peek().type is Type.AND:
                self._take()
            children.append(self._near())
        return children[0] if len(children) == 1 else And(tuple(children))

    def _near(self) -> Node:
        node = self._factor()
        links = 0
        while self._peek().type is Type.NEAR:
            operator = self._take()
            links += 1
            if links >= MAX_LINKS:
                raise self._error(f"NEAR may link {MAX_LINKS} words in a row.", operator, "Take some off.")
            distance = int(operator.text)
            if not 1 <= distance <= _MAX_NEAR:
                raise self._error(f"NEAR takes a distance of 1 to {_MAX_NEAR:,} words.", operator)
            right = self._factor()
            if isinstance(right, Not) or isinstance(node, Not):
                raise self._error("NEAR needs a word on either side, not one to leave out.", operator)
            node = Near(node, right, distance)
        return node

    def _factor(self) -> Node:
        negated = False
        while self._peek().type is Type.NOT:
            self._take()
            negated = not negated
        node = self._boosted(self._fielded())
        return Not(node) if negated else node

    def _fielded(self) -> Node:
        if self._peek().type is not Type.FIELD:
            return self._item()
        field = self._take()
        if field.text not in FIELDS:
            raise self._error(
                f"There is no field {field.text}: the fields are {', '.join(FIELDS)}.",
                field,
                f"Years, meetings and the like are options (--year, --meeting). {_QUOTE_IT}",
            )
        return Field(field.text, self._item())

    def _boosted(self, node: Node) -> Node:
        if self._peek().type is not Type.BOOST:
            return node
        boost = self._take()
        try:
            factor = float(boost.text)
        except ValueError:
            factor = 0.0
        if not 0 < factor <= _MAX_BOOST:
            raise self._error(
                f"A weight is a number over 0 and up to {_MAX_BOOST:g}.", boost, "As in: 台湾^2"
            )
        return Boost(node, factor)

    def _item(self) -> Node:
        lexeme = self._take()
        self._clauses += 1
        if self._clauses > MAX_CLAUSES:
            raise self._error(f"The query has more than {MAX_CLAUSES} words.", lexeme, "Shorten it.")
        match lexeme.type:
            case Type.WORD:
                return self._word(lexeme)
            case Type.PHRASE:
                if not lexeme.text.strip():
                    raise self._error("There is nothing between the quotes.", lexeme)
                if len(lexeme.text) > MAX_PHRASE:
                    raise self._error(
                        f"A phrase may have {MAX_PHRASE:,} characters, not {len(lexeme.text):,}.",
                        lexeme,
                        "Its beginning will do.",
                    )
                return Phrase(lexeme.text)
            case Type.OPEN:
                return self._bracket(lexeme)
            case Type.END:
                self._at -= 1
                raise self._error("The query ends where a word is expected.", lexeme, _QUOTE_IT)
            case _:
                raise self._error(
                    f"{self._written(lexeme)} stands where a word is expected.", lexeme, _QUOTE_IT
                )

    def _written(self, lexeme: Lexeme) -> str:
        return self._query[lexeme.start : lexeme.end]

    def _bracket(self, opened: Lexeme) -> Node:
        self._depth += 1
        if self._depth > MAX_DEPTH:
            raise self._error(f"Brackets may be {MAX_DEPTH} deep.", opened, "Take some off.")
        if self._peek().type is Type.CLOSE:
            raise self._error("There is nothing between the brackets.", opened)
        node = self._any()
        if self._peek().type is not Type.CLOSE:
            raise self._error(f"The bracket {opened.text} is not closed.", opened, _QUOTE_IT)
        self._take()
        self._depth -= 1
        return node

    def _word(self, lexeme: Lexeme) -> Node:
        text = lexeme.text
        if text[0] in "*＊":
            raise self._error("A word can't begin with *: it would be almost every word.", lexeme, _QUOTE_IT)
        if text[-1] in "*＊" and _says_something(text[:-1]):
            self._prefixes += 1
            if self._prefixes > MAX_PREFIXES:
                raise self._error(f"A query may have {MAX_PREFIXES} words with *.", lexeme, "Take some off.")
            return Prefix(text[:-1])
        fuzzy = re.fullmatch(_FUZZY, text) if "~" in text or "～" in text else None
        if fuzzy and _says_something(fuzzy[1]):
            return self._fuzzy(lexeme, fuzzy[1], int(fuzzy[2] or 1))
        if not _says_something(text):
            raise self._error(f"{text} has no letter or digit to look for.", lexeme, _QUOTE_IT)
        return Word(text)

    def _fuzzy(self, lexeme: Lexeme, text: str, distance: int) -> Node:
        if not 1 <= distance <= _MAX_FUZZY:
            raise self._error(
                f"~ takes 1 or 2, the number of characters that may differ, not {distance}.", lexeme
            )
        if len(text) < 3 * distance:  # a shorter word is similar to almost any
            raise self._error(f"~{distance} needs a word of at least {3 * distance} characters.", lexeme)
        self._fuzzy_words += 1
        if self._fuzzy_words > MAX_FUZZY_WORDS:
            raise self._error(f"A query may have {MAX_FUZZY_WORDS} words with ~.", lexeme, "Take some off.")
        return Fuzzy(text, distance)


def _without_odd_brackets(lexemes: tuple[Lexeme, ...]) -> tuple[Lexeme, ...]:
    """The lexemes without brackets that have no partner and stand inside of a word: 水回り（国内の is copied text.

    One at an edge of a word is answered by an error, as it was typed as an operator.
    """
    odd: list[int] = []
    opened: list[int] = []
    for index, lexeme in enumerate(lexemes):
        if lexeme.type is Type.OPEN:
            opened.append(index)
        elif lexeme.type is Type.CLOSE:
            if opened:
                opened.pop()
            else:
                odd.append(index)
    inside = {index for index in (*odd, *opened) if _is_inside_word(lexemes, index)}
    return tuple(lexeme for index, lexeme in enumerate(lexemes) if index not in inside)


def _is_inside_word(lexemes: tuple[Lexeme, ...], index: int) -> bool:
    if not 0 < index < len(lexemes) - 1:
        return False
    before, lexeme, after = lexemes[index - 1 : index + 2]
    return before.type is after.type is Type.WORD and before.end == lexeme.start and lexeme.end == after.start


def _without_signs(lexemes: tuple[Lexeme, ...]) -> tuple[Lexeme, ...]:
    """The lexemes without signs that stand alone between words (10 - 20), which are no words: so a sentence is a query.

    One that an operator belongs to, and one that is all there is, stays, and is answered by an error.
    """
    return tuple(
        lexeme
        for index, lexeme in enumerate(lexemes)
        if lexeme.type is not Type.WORD
        or _says_something(lexeme.text)
        or lexeme.text[0] in "*＊?？"
        or not 0 < index < len(lexemes) - 1
        or not {lexemes[index - 1].type, lexemes[index + 1].type} <= {Type.WORD, Type.PHRASE}
    )


def _says_something(text: str) -> bool:
    """Whether a word has more than punctuation and operators, which would be found in every passage."""
    return any(
        (category := unicodedata.category(char))[0] in "LN" or (category[0] in "SC" and not char.isascii())
        for char in text
    )


def _has_positive(node: Node) -> bool:
    """Whether a node says what to look for, and not only what to leave out, in each of its alternatives."""
    match node:
        case Not():
            return False
        case And(children):
            return any(map(_has_positive, children))
        case Or(children):
            return all(map(_has_positive, children))
        case Field(_, child) | Boost(child, _):
            return _has_positive(child)
        case _:
            return True
