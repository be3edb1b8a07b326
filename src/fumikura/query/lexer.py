"""Cuts a query into words, quoted runs and operators, which may be in full width, as an IME leaves them.

Nothing is refused here: what is not closed ends with the query, and whatever was read otherwise than typed is noted.
"""

from __future__ import annotations

import re
import unicodedata
from enum import Enum, auto

from fumikura.dates import end_of_date
from fumikura.messages import Message
from fumikura.values import frozen, replace


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


NEAR_DEFAULT = "8"

_OPEN, _CLOSE, _BAR = "(（", ")）", "|｜"
_MINUS, _DASHES, _BANGS = "-－−", "-－−‐‑‒–—―─━⁃⁻﹘﹣⸺⸻ー", "!！"
# A quote is closed by one of its own class, so that each may stand inside the other.
_QUOTES = ('"＂', "“”„‟")
_ALL_QUOTES = frozenset("".join(_QUOTES))
_ENDS_WORD = frozenset(_OPEN + _CLOSE + _BAR) | _ALL_QUOTES
_BEHIND_DASH = "".join(sorted(_ENDS_WORD))
_BEFORE_DASH = f"{_OPEN}{_BAR}{_BANGS}:：+＋"  # behind these, or another dash, a dash begins something
# Compiled when a query first has such a sign (`re` keeps them): at import they would cost every search.
_FIELD = r"([A-Za-z_Ａ-Ｚａ-ｚ＿]+)[:：](?!//)"
_KEYWORD = {"OR": Type.OR, "AND": Type.AND, "NOT": Type.NOT, "&&": Type.AND}
_NEAR = re.compile(r"NEAR(?:/([0-9]{0,4}))?")
_BOOST = r"[\^＾]([0-9０-９.．]+)"
_BEHIND_BOOST = r"[\s()（）|｜^＾\"＂“”„‟]|$"
_ESCAPED = r"\\([\"\\])"
_DISTANCE = r"[~～]([0-9０-９]{0,4})(?=[\s()（）|｜^＾]|$)"
_KANA = "ぁ-ヿ"


def lex(query: str) -> tuple[list[Lexeme], list[Message]]:
    """The lexemes of a query, ending with one END, and what was read otherwise than typed."""
    lexer = _Lexer(query)
    return lexer.lexemes(), lexer.notes


class _Lexer:
    def __init__(self, query: str) -> None:
        self._query = query
        self.notes: list[Message] = []
        self._closing_dashes: set[int] = set()
        self._without_closing: set[str] = set()
        self._masked: str | None = None
        self._partners: dict[int, int] | None = None

    def lexemes(self) -> list[Lexeme]:
        query, size = self._query, len(self._query)
        found: list[Lexeme] = []
        at, last = 0, -1
        while at < size:
            if query[at].isspace() or at in self._closing_dashes:
                at += 1
                continue
            lexemes, at = self._next(at, weighable=last == at)
            found += lexemes
            weighable = bool(lexemes) and lexemes[-1].type in (Type.WORD, Type.PHRASE, Type.CLOSE)
            last = at if weighable else -1
        return [*found, Lexeme(Type.END, "", size, size)]

    def _next(self, at: int, *, weighable: bool) -> tuple[list[Lexeme], int]:
        """The lexemes at a place, and where they end; `weighable`: a word ends there, which a weight may follow."""
        query, char = self._query, self._query[at]
        for chars, type_ in ((_OPEN, Type.OPEN), (_CLOSE, Type.CLOSE), (_BAR, Type.OR)):
            if char in chars:
                end = at + 2 if type_ is Type.OR and query[at + 1 : at + 2] == char else at + 1
                return [Lexeme(type_, char, at, end)], end
        if char == "「" or char in _ALL_QUOTES:
            return self._phrase(at)
        if char in _DASHES or char in _BANGS:
            end = self._past(at, char)
            if end < len(query) and not query[end].isspace():
                return self._leaving_out(at, end), end
        if char in "+＋" and at + 1 < len(query) and _may_begin_word(query[at + 1]):
            return [], at + 1  # +台湾, as some search engines have it: every word must be there anyway
        if char in "^＾" and weighable and (boost := re.compile(_BOOST).match(query, at)):
            end = boost.end()
            return [Lexeme(Type.BOOST, unicodedata.normalize("NFKC", boost[1]), at, end)], end
        if (":" in query or "：" in query) and (field := re.compile(_FIELD).match(query, at)):
            end = field.end()
            return [Lexeme(Type.FIELD, unicodedata.normalize("NFKC", field[1]).lower(), at, end)], end
        word = self._word(at)
        return [word], word.end

    def _past(self, at: int, char: str) -> int:
        """Where a row of one sign ends."""
        while at < len(self._query) and self._query[at] == char:
            at += 1
        return at

    def _leaving_out(self, at: int, end: int) -> list[Lexeme]:
        """What a dash before a word is: it leaves the word out, unless one like it stands behind a word as well."""
        char = self._query[at]
        if char in _DASHES:
            closing = self._closing_dash(char, end)
            if closing is not None:
                self._closing_dashes.update(range(*closing))
                self.notes.append(Message("query.dashes", sign=char))
                return []
            if char not in _MINUS:
                self.notes.append(Message("query.minus", sign=char))
        return [Lexeme(Type.NOT, char, at, end)]

    def _closing_dash(self, char: str, at: int) -> tuple[int, int] | None:
        """Where dashes stand behind a word, outside of quotes, that go with those before it; a long vowel is none."""
        if char in self._without_closing:  # so far as it was looked for, which is to the end
            return None
        no_vowel = rf"(?<![{_KANA}])" if char == "ー" else ""
        opens = re.escape(_BEFORE_DASH + _DASHES.replace("ー", char))
        closing = rf"(?<=[^\s{opens}]){no_vowel}{re.escape(char)}+(?=[\s{re.escape(_BEHIND_DASH)}]|$)"
        found = re.compile(closing).search(self._outside_quotes(), at)
        if found is None:
            self._without_closing.add(char)
        return found.span() if found else None

    def _outside_quotes(self) -> str:
        """The query with as many quotes in place of whatever stands in quotes."""
        if self._masked is None:
            pieces, at = list[str](), 0
            while at < len(self._query):
                char, end = self._query[at], None
                if char == "「":
                    end = self._closing_bracket(at)
                elif char in _ALL_QUOTES:
                    end = _closing_quote(self._query, at)
                pieces.append(char if end is None else '"' * (end + 1 - at))
                at += 1 if end is None else end + 1 - at
            self._masked = "".join(pieces)
        return self._masked

    def _word(self, at: int) -> Lexeme:
        query = self._query
        end = max(at + 1, end_of_date(query, at))  # the brackets of 13（平成25）年 group nothing
        while end < len(query) and not self._ends_word(end):
            end += 1
        text = query[at:end]
        plain = unicodedata.normalize("NFKC", text)
        if plain in _KEYWORD:
            return Lexeme(_KEYWORD[plain], plain, at, end)
        if near := _NEAR.fullmatch(plain):
            if near[1] == "":
                self.notes.append(Message("query.near", distance=NEAR_DEFAULT))
            return Lexeme(Type.NEAR, near[1] or NEAR_DEFAULT, at, end)
        return Lexeme(Type.WORD, text, at, end)

    def _ends_word(self, at: int) -> bool:
        char = self._query[at]
        if char.isspace() or char in _ENDS_WORD or at in self._closing_dashes:
            return True
        if char not in "^＾" or not (boost := re.compile(_BOOST).match(self._query, at)):
            return False
        end = boost.end()  # the weight must be the last of the word
        return end in self._closing_dashes or re.compile(_BEHIND_BOOST).match(self._query, end) is not None

    def _phrase(self, at: int) -> tuple[list[Lexeme], int]:
        query = self._query
        end = self._closing_bracket(at) if query[at] == "「" else _closing_quote(query, at)
        if end is None:
            return self._unclosed(at)
        inside = query[at + 1 : end]
        text = inside if query[at] == "「" else re.sub(_ESCAPED, r"\1", inside)
        phrase = Lexeme(Type.PHRASE, text, at, end + 1)
        if distance := re.compile(_DISTANCE).match(query, end + 1):
            return self._loose(replace(phrase, end=distance.end()), distance[1]), distance.end()
        return [phrase], end + 1

    def _closing_bracket(self, at: int) -> int | None:
        if self._partners is None:
            self._partners, opened = {}, list[int]()
            for index, char in enumerate(self._query):
                if char == "「":
                    opened.append(index)
                elif char == "」" and opened:
                    self._partners[opened.pop()] = index
        return self._partners.get(at)

    def _unclosed(self, at: int) -> tuple[list[Lexeme], int]:
        """A quote that is not closed ends with the query; one inside of a word, or before one word, says nothing."""
        query = self._query
        self.notes.append(Message("query.unclosed", sign=query[at]))
        rest = query[at + 1 :].strip()
        inside = at > 0 and not query[at - 1].isspace() and query[at - 1] not in _OPEN
        if inside or len(rest.split()) < 2:
            return [], at + 1
        return [Lexeme(Type.PHRASE, rest, at, len(query))], len(query)

    def _loose(self, phrase: Lexeme, distance: str) -> list[Lexeme]:
        """`"台湾 尖閣"~5`, as some search engines have it: its words near one another."""
        words = phrase.text.split()
        number = unicodedata.normalize("NFKC", distance) or NEAR_DEFAULT
        if len(words) < 2:
            self.notes.append(Message("query.sign", sign=f"~{number}"))
            return [phrase]
        self.notes.append(Message("query.near", distance=number))
        made = [replace(phrase, type=Type.OPEN, text="(")]
        for word in words:
            # OR or -1 between quotes is no operator: a run of characters, then, which prints in quotes.
            type_ = Type.WORD if is_plain(word) else Type.PHRASE
            made += [replace(phrase, type=type_, text=word), replace(phrase, type=Type.NEAR, text=number)]
        made[-1] = replace(phrase, type=Type.CLOSE, text=")")
        return made


def _may_begin_word(char: str) -> bool:
    return not char.isspace() and (char.isalnum() or char in "「（(*＊" or char in _ALL_QUOTES)


def is_plain(word: str) -> bool:
    """Whether a word typed by itself is read as just that."""
    lexemes, _ = lex(word)
    return [(each.type, each.text) for each in lexemes] == [(Type.WORD, word), (Type.END, "")]


def _closing_quote(query: str, at: int) -> int | None:
    closing = next(quotes for quotes in _QUOTES if query[at] in quotes)
    index = at + 1
    while index < len(query):
        if query[index] in closing:
            return index
        index += 2 if re.compile(_ESCAPED).match(query, index) else 1
    return None
