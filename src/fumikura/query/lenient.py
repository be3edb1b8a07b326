"""Makes a row of lexemes one that the grammar takes, whatever was typed, and notes what was passed over.

A bracket that is not closed is closed at the end, an operator without a word on the side where it needs one is passed
over, and so is a sign that stands alone; the name of a field that there is none of is a word.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence

from fumikura.messages import Message
from fumikura.query.lexer import Lexeme, Type
from fumikura.query.tree import FIELDS
from fumikura.values import replace

_BINARY = frozenset({Type.OR, Type.AND, Type.NEAR})
_ENDS = frozenset({Type.WORD, Type.PHRASE, Type.CLOSE, Type.BOOST})  # of what an operator may follow
_WEIGHABLE = _ENDS - {Type.BOOST}
_STARTS = frozenset({Type.WORD, Type.PHRASE, Type.OPEN, Type.FIELD, Type.NOT})
_SPOKEN = {"or": Type.OR, "and": Type.AND, "not": Type.NOT}
_PUNCTUATION = frozenset("、。，．,.？?！!…・：:；;」』”’'")  # of sentences, which need no note
_READ_OVER = frozenset("・･·「」『』\"'＂＇“”„‟‘’")  # in texts, too: none of them can be found
_DRAWN = range(0x2190, 0x2600)  # arrows, signs of mathematics, lines, circles


def completed(lexemes: Sequence[Lexeme]) -> tuple[list[Lexeme], list[Message]]:
    """Lexemes, ending with one END, that parse; and the notes of what was passed over or added."""
    cleaner = _Cleaner()
    cleaner.read(_with_partners(lexemes, cleaner.notes))
    return cleaner.kept, cleaner.notes


def spoken_operator(text: str) -> Type | None:
    """The operator that a word is between two others: `or` in any case of its letters."""
    return _SPOKEN.get(unicodedata.normalize("NFKC", text).casefold()) if len(text) <= 3 else None


def says_something(text: str) -> bool:
    """Whether a word has more than punctuation, operators and signs between words, as the arrow of 日本 → 米国."""
    return any(
        ((category := unicodedata.category(char))[0] in "LN" and char != "ー")
        or (category[0] in "SC" and not char.isascii() and ord(char) not in _DRAWN)
        for char in text
    )


def _can_be_found(text: str) -> bool:
    """Whether a quoted run has a character that texts are not read over."""
    return any(not (char.isspace() or char in _READ_OVER) for char in text)


def _with_partners(lexemes: Sequence[Lexeme], notes: list[Message]) -> list[Lexeme]:
    """The lexemes with each bracket closed, and none closed that was not opened.

    A bracket without a partner inside of a word is copied text, as in 水回り（国内の, and groups nothing.
    """
    odd: set[int] = set()
    opened: list[int] = []
    for index, lexeme in enumerate(lexemes):
        if lexeme.type is Type.OPEN:
            opened.append(index)
        elif lexeme.type is Type.CLOSE:
            if opened:
                opened.pop()
            else:
                odd.add(index)
                notes.append(Message("query.unopened", sign=lexeme.text))
    notes.extend(Message("query.unclosed", sign=lexemes[index].text) for index in opened)
    odd |= {index for index in opened if _is_inside_word(lexemes, index)}
    kept = [lexeme for index, lexeme in enumerate(lexemes) if index not in odd]
    end = kept.pop()
    missing = sum(index not in odd for index in opened)
    return [*kept, *[replace(end, type=Type.CLOSE, text=")")] * missing, end]


def _is_inside_word(lexemes: Sequence[Lexeme], index: int) -> bool:
    if not 0 < index < len(lexemes) - 1:
        return False
    before, lexeme, after = lexemes[index - 1 : index + 2]
    return before.type is after.type is Type.WORD and before.end == lexeme.start and lexeme.end == after.start


class _Cleaner:
    def __init__(self) -> None:
        self.kept: list[Lexeme] = []
        self.notes: list[Message] = []

    def read(self, lexemes: Iterable[Lexeme]) -> None:
        known = [lexeme for lexeme in map(self._word_or_sign, lexemes) if lexeme is not None]
        for index, lexeme in enumerate(known):
            following = known[index + 1].type if index + 1 < len(known) else Type.END
            self._add(self._spoken(lexeme, following))

    def _word_or_sign(self, lexeme: Lexeme) -> Lexeme | None:
        """A lexeme; None for a sign that stands alone, and for quotes with nothing between them."""
        alone = lexeme.type is Type.WORD and not says_something(lexeme.text)
        if alone or (lexeme.type is Type.PHRASE and not _can_be_found(lexeme.text)):
            self._passed_over(lexeme)
            return None
        if lexeme.type is Type.FIELD and lexeme.text not in FIELDS:
            self.notes.append(Message("query.field", field=lexeme.text))
            return replace(lexeme, type=Type.WORD)
        return lexeme

    def _spoken(self, lexeme: Lexeme, following: Type) -> Lexeme:
        """`or` between two words is an operator in any case of its letters; elsewhere it is a run, to print as one."""
        type_ = spoken_operator(lexeme.text) if lexeme.type is Type.WORD else None
        if type_ is None:
            return lexeme
        if following not in _STARTS or not self.kept or self.kept[-1].type not in _ENDS:
            return replace(lexeme, type=Type.PHRASE)
        self.notes.append(Message("query.spoken", word=lexeme.text))
        return replace(lexeme, type=type_, text=type_.name)

    def _add(self, lexeme: Lexeme) -> None:
        type_ = lexeme.type
        if type_ in _BINARY or type_ in (Type.CLOSE, Type.END):
            self._end_operand()
        last = self.kept[-1] if self.kept else None
        if type_ in _BINARY and (last is None or last.type not in _ENDS):
            self._passed_over(lexeme)
        elif type_ is Type.BOOST and (
            last is None or last.type not in _WEIGHABLE or last.end != lexeme.start
        ):
            self._passed_over(replace(lexeme, text=f"^{lexeme.text}"))
        elif type_ is Type.CLOSE and last is not None and last.type is Type.OPEN:
            self._passed_over(replace(self.kept.pop(), text="()"))
        elif type_ is Type.NOT and last is not None and last.type is Type.FIELD:
            self.kept.insert(-1, lexeme)  # text:-台湾 is -text:台湾
        else:
            if type_ is Type.FIELD and last is not None and last.type is Type.FIELD:
                self._as_word()
            self.kept.append(lexeme)

    def _end_operand(self) -> None:
        """Take off what waits for a word that doesn't come."""
        while self.kept and self.kept[-1].type in _BINARY | {Type.NOT, Type.FIELD}:
            if self.kept[-1].type is Type.FIELD:
                self._as_word()
            else:
                self._passed_over(self.kept.pop())

    def _as_word(self) -> None:
        self.kept[-1] = replace(self.kept[-1], type=Type.WORD)

    def _passed_over(self, lexeme: Lexeme) -> None:
        sign = f'"{lexeme.text.strip()}"' if lexeme.type is Type.PHRASE else lexeme.text
        if not set(sign) <= _PUNCTUATION:
            self.notes.append(Message("query.sign", sign=sign if lexeme.type is not Type.NEAR else "NEAR"))
