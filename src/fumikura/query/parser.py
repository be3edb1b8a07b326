"""The grammar of queries. What can be guessed is read, and noted; only what passes a cap, or says nothing, is an error.

    query  = any
    any    = all { ("OR" | "|") all }
    all    = near { ["AND"] near }
    near   = factor { "NEAR" ["/" n] factor }
    factor = { "NOT" | "-" } [ field ":" ] item [ "^" number ]
    item   = "(" any ")" | '"' run '"' | "「" run "」" | ["*"] word ["*"] | word "~" distance

What a level leaves out, it leaves out of all its alternatives: `A OR B -C` is `(A OR B) -C`.

Length, depth, and the numbers of clauses and of what is dear to find are capped, so that no query takes the stack or the
time of the machine.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from fumikura.errors import QueryError
from fumikura.messages import Message
from fumikura.query.lenient import completed, says_something, spoken_operator
from fumikura.query.lexer import Lexeme, Type, is_plain, lex
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
from fumikura.values import frozen, replace

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
_CHARACTERS_PER_EDIT = 3
_FUZZY = r"(?s:(.*[^0-9０-９~～])[~～]([0-9０-９])?)"


@frozen
class Parsed:
    """A query as it was read: its tree, and `notes` of what was read otherwise than typed."""

    tree: Node
    notes: tuple[Message, ...] = ()


def parse(query: str) -> Parsed:
    """The tree of `query`. Raises QueryError, with the position of the mistake."""
    if len(query) > MAX_LENGTH:
        sizes = {"size": len(query), "most": MAX_LENGTH}
        raise QueryError("query.too-long", query=query, position=MAX_LENGTH, **sizes)
    # One character may stand for eighteen: ﷺ.
    if (size := len(unicodedata.normalize("NFKC", query))) > _MAX_WRITTEN_OUT:
        sizes = {"size": size, "most": _MAX_WRITTEN_OUT}
        raise QueryError("query.too-long-written-out", query=query, position=0, **sizes)
    lexemes, read = lex(query)
    kept, completions = completed(lexemes)
    if kept[0].type is Type.END:
        _check_for_signs(query, lexemes)
        return Parsed(Or(()), (*dict.fromkeys((*read, *completions)), Message("query.read-over")))
    parser = _Parser(query, kept)
    tree = parser.whole()
    return Parsed(tree, tuple(dict.fromkeys((*read, *completions, *parser.notes))))


def _check_for_signs(query: str, lexemes: Sequence[Lexeme]) -> None:
    """Raise QueryError for a query without words, unless it has signs that texts are read without, as ・ or 「」."""
    if not query.strip():
        raise QueryError("query.empty", query=query, position=lexemes[-1].start)
    pieces = (query[each.start : each.end] for each in lexemes if each.type in (Type.WORD, Type.PHRASE))
    if all(map(str.isascii, pieces)):
        raise QueryError("query.no-words", query=query, position=0)


class _Parser:
    """Reads lexemes that `lenient.completed` made complete, so that each operator has its operands."""

    def __init__(self, query: str, lexemes: list[Lexeme]) -> None:
        self._query = query
        self._lexemes = lexemes
        self.notes: list[Message] = []
        self._at = 0
        self._depth = 0
        self._clauses = 0
        self._prefixes = 0
        self._fuzzy_words = 0

    def whole(self) -> Node:
        node = self._any()
        assert self._peek().type is Type.END
        if isinstance(node, Not):
            self.notes.append(Message("query.everything-without"))
            return And((node,))
        return node

    def _peek(self) -> Lexeme:
        return self._lexemes[self._at]

    def _take(self) -> Lexeme:
        lexeme = self._lexemes[self._at]
        self._at += 1
        return lexeme

    def _error(self, code: str, lexeme: Lexeme, **values: object) -> QueryError:
        return QueryError(code, query=self._query, position=lexeme.start, **values)

    def _any(self) -> Node:
        """The alternatives of a level, less what any of them leaves out."""
        alternatives = [self._all()]
        while self._peek().type is Type.OR:
            self._take()
            alternatives.append(self._all())
        if len(alternatives) == 1:
            return _all_of(alternatives[0])
        unwanted = [node for nodes in alternatives for node in nodes if isinstance(node, Not)]
        wanted = [[node for node in nodes if not isinstance(node, Not)] for nodes in alternatives]
        found: list[Node] = [_all_of(nodes) for nodes in wanted if nodes]
        if len(found) > 1:
            found = [Or(tuple(found))]
        return _all_of([*found, *unwanted])

    def _all(self) -> list[Node]:
        nodes = self._near()
        while self._peek().type not in (Type.OR, Type.CLOSE, Type.END):
            if self._peek().type is Type.AND:
                self._take()
            nodes += self._near()
        return nodes

    def _near(self) -> list[Node]:
        """Words near one another; where one of them is to be left out, nothing is near to it, and they are apart."""
        nodes = [self._factor()]
        links = 0
        while self._peek().type is Type.NEAR:
            operator = self._take()
            links += 1
            if links >= MAX_LINKS:
                raise self._error("query.near-too-many", operator, most=MAX_LINKS)
            distance = int(operator.text)
            if distance > _MAX_NEAR:
                raise self._error("query.near-distance", operator, most=_MAX_NEAR)
            if not distance:
                distance = 1
                self.notes.append(Message("query.near", distance="1"))
            right = self._factor()
            if isinstance(right, Not) or isinstance(nodes[-1], Not):
                self.notes.append(Message("query.sign", sign="NEAR"))
                nodes.append(right)
            else:
                nodes[-1] = Near(nodes[-1], right, distance)
        return nodes

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
        return InField(self._take().text, self._item())

    def _boosted(self, node: Node) -> Node:
        if self._peek().type is not Type.BOOST:
            return node
        boost = self._take()
        try:
            factor = float(boost.text)
        except ValueError:
            factor = 0.0
        if factor > _MAX_BOOST:
            raise self._error("query.weight", boost, most=_MAX_BOOST)
        if not factor > 0:
            self.notes.append(Message("query.no-weight", sign=f"^{boost.text}"))
            return node
        return Boost(node, factor)

    def _item(self) -> Node:
        lexeme = self._take()
        self._clauses += 1
        if self._clauses > MAX_CLAUSES:
            raise self._error("query.too-many-clauses", lexeme, most=MAX_CLAUSES)
        match lexeme.type:
            case Type.WORD:
                return self._word(lexeme)
            case Type.PHRASE:
                if len(lexeme.text) > MAX_PHRASE:
                    raise self._error("query.phrase-too-long", lexeme, most=MAX_PHRASE, size=len(lexeme.text))
                return Phrase(lexeme.text)
            case Type.OPEN:
                return self._bracket(lexeme)
            case _:
                raise AssertionError(lexeme)

    def _bracket(self, opened: Lexeme) -> Node:
        self._depth += 1
        if self._depth > MAX_DEPTH:
            raise self._error("query.too-deep", opened, most=MAX_DEPTH)
        node = self._any()
        self._take()
        self._depth -= 1
        # What a bracket leaves out is left out there, not of the level around it.
        return And((node,)) if isinstance(node, Not) else node

    def _word(self, lexeme: Lexeme) -> Node:
        text = lexeme.text
        core = text.strip("*＊")
        if core != text and says_something(core):
            return self._with_star(lexeme, core)
        fuzzy = re.fullmatch(_FUZZY, text) if "~" in text or "～" in text else None
        if fuzzy and says_something(fuzzy[1]):
            return self._fuzzy(lexeme, fuzzy[1], int(fuzzy[2] or 1))
        return Word(text)

    def _with_star(self, lexeme: Lexeme, core: str) -> Node:
        self._prefixes += 1
        if self._prefixes > MAX_PREFIXES:
            raise self._error("query.too-many-prefixes", lexeme, most=MAX_PREFIXES)
        if lexeme.text[0] not in "*＊":
            return Prefix(core)
        return Substring(core, lexeme.text[-1] in "*＊")

    def _fuzzy(self, lexeme: Lexeme, text: str, distance: int) -> Node:
        if distance > _MAX_FUZZY:
            raise self._error("query.fuzzy-distance", lexeme, distance=distance)
        # A shorter word is similar to almost any.
        allowed = min(distance, len(text) // _CHARACTERS_PER_EDIT)
        if allowed < distance or not distance:
            self.notes.append(Message("query.similar", word=text, distance=allowed))
        if not allowed:
            plain = is_plain(text) and spoken_operator(text) is None
            return self._word(replace(lexeme, text=text)) if plain else Phrase(text)
        self._fuzzy_words += 1
        if self._fuzzy_words > MAX_FUZZY_WORDS:
            raise self._error("query.too-many-fuzzy", lexeme, most=MAX_FUZZY_WORDS)
        return Fuzzy(text, allowed)


def _all_of(nodes: Sequence[Node]) -> Node:
    return nodes[0] if len(nodes) == 1 else And(tuple(nodes))
