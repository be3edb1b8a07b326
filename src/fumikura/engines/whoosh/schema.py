"""The schema of an index: the fields of a passage in Whoosh, and the tokenizer for Japanese.

When Whoosh opens an index by itself it unpickles the schema, so the classes here must keep their names, and this module
imports no more than they need.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from struct import pack
from typing import Any

from whoosh.analysis import Token, Tokenizer
from whoosh.columns import NumericColumn, VarBytesColumn
from whoosh.fields import COLUMN, ID, KEYWORD, NUMERIC, STORED, TEXT, Schema

from fumikura.fields import EXACT_FIELDS, field_named
from fumikura.models import PASSAGE_FIELDS
from fumikura.plan.nodes import SEARCHED
from fumikura.text import Analyzer

EXACT: tuple[str, ...] = (*EXACT_FIELDS, "source")
"""The fields that are looked up by exact values."""

DATES = "dates"
"""The field with the dates that a passage mentions, as terms (`dates.date_term`)."""

DATE_PLACES = "date_places"
"""The column with the places of these dates."""

ID_COLUMN = "id_column"
"""The column with ids, which are looked up by a scan: posting lists for them would be a fifth of the index."""


def folded_column(field: str) -> str:
    """The column with the folded text of a searched field."""
    return f"{field}_folded"


def token_column(field: str) -> str:
    """The column with the tokens of a searched field."""
    return f"{field}_tokens"


def length_column(field: str) -> str:
    """The column with the exact number of words in a searched field; Whoosh's own lengths are rounded."""
    return f"{field}_words"


class JapaneseTokenizer(Tokenizer):  # type: ignore[misc]
    """Cuts Japanese into words by MeCab, as fumikura does, for Whoosh: terms with positions and offsets."""

    def __eq__(self, other: object) -> bool:
        return type(other) is type(self)

    def __hash__(self) -> int:
        return hash(type(self))

    def __call__(
        self,
        value: str,
        positions: bool = False,
        chars: bool = False,
        keeporiginal: bool = False,
        removestops: bool = True,
        start_pos: int = 0,
        start_char: int = 0,
        mode: str = "",
        **_: Any,
    ) -> Iterator[Token]:
        """The words of a text that are indexed; function words only count as positions."""
        token = Token(positions, chars, removestops=removestops, mode=mode)
        for each in _analyzer().analyze(value).tokens:
            if each.content:
                token.text = each.term
                token.boost = 1.0
                if keeporiginal:
                    token.original = value[each.start : each.end]
                token.stopped = False
                if positions:
                    token.pos = start_pos + each.position
                if chars:
                    token.startchar, token.endchar = start_char + each.start, start_char + each.end
                yield token


@cache
def _analyzer() -> Analyzer:
    return Analyzer()


class _Terms(KEYWORD):  # type: ignore[misc]
    """A KEYWORD field that takes its terms as they are."""

    def __reduce__(self) -> tuple[Any, ...]:
        return KEYWORD.__new__, (KEYWORD,), dict(self.__dict__)

    def index(self, value: Sequence[str], **_: Any) -> Iterator[tuple[bytes, int, float, bytes]]:
        for term in value:
            yield term.encode(), 1, 1.0, _ONCE


class _Exact(ID):  # type: ignore[misc]
    """An ID field that takes its value as it is; Whoosh would run an analyzer."""

    def __reduce__(self) -> tuple[Any, ...]:
        return ID.__new__, (ID,), dict(self.__dict__)

    def index(self, value: str, **_: Any) -> Iterator[tuple[bytes, int, float, bytes]]:
        yield value.encode("utf-8", "replace"), 1, 1.0, b""


class _Year(NUMERIC):  # type: ignore[misc]
    """A NUMERIC field with one term a value; ranges are compared with the existing values."""

    def __init__(self, *, stored: bool) -> None:
        super().__init__(int, stored=stored, shift_step=0)

    def __reduce__(self) -> tuple[Any, ...]:
        return NUMERIC.__new__, (NUMERIC,), self.__getstate__()


_ONCE = pack("!I", 1)


def positions_value(places: Sequence[int]) -> bytes:
    """Ascending positions in Whoosh's format Positions: their number, and a pickle of their differences.

    The pickle is written by hand: the pickler takes twelve bytes for a list of one number, this four.
    """
    parts = [pack("!I", len(places)), b"](" if len(places) > 1 else b"]"]
    last = 0
    for place in places:
        step, last = place - last, place
        parts.append(
            b"K%c" % step
            if step < 256
            else pack("<cH", b"M", step)
            if step < 65536
            else pack("<ci", b"J", step)
        )
    parts.append(b"e" if len(places) > 1 else b"a")
    return b"".join(parts)


def make_schema() -> Any:
    """The schema: a document of Whoosh is a passage, stored under the names of its fields."""
    fields: dict[str, Any] = {name: STORED() for name in PASSAGE_FIELDS}
    for name in SEARCHED:
        fields[name] = TEXT(JapaneseTokenizer(), phrase=True, stored=True, multitoken_query="phrase")
        fields[folded_column(name)] = COLUMN(VarBytesColumn())
        fields[token_column(name)] = COLUMN(VarBytesColumn())
        fields[length_column(name)] = COLUMN(NumericColumn("I"))
    kinds = {"texts": _Terms, "year": _Year}
    fields |= {name: kinds.get(field_named(name).type, _Exact)(stored=True) for name in EXACT}
    fields[DATES] = _Terms()
    fields |= {name: COLUMN(VarBytesColumn()) for name in (ID_COLUMN, DATE_PLACES)}
    return Schema(**fields)
