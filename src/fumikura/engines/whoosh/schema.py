"""The index as Whoosh knows it: which fields a passage has there, and the analyzer that cuts Japanese for them.

Whoosh unpickles the schema where it opens an index by itself, so the classes here must be found under their names, and
import no more than they need.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
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
"""The fields that are looked up as they are."""

DATES = "dates"
"""The dates that a passage speaks of, as terms (`dates.date_term`)."""

DATE_PLACES = "date_places"
"""The column that says where they stand."""

ID_COLUMN = "id_column"
"""Ids are looked up by scanning a column: a posting list for each would be a fifth of the index."""


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


class _Indexed(TEXT):  # type: ignore[misc]
    """A TEXT field that is given terms with their positions: Whoosh need not make an object of each word.

    It writes what Whoosh's own field would, and stands in the schema on disk as a plain TEXT.
    """

    def __reduce__(self) -> tuple[Any, ...]:
        return TEXT.__new__, (TEXT,), dict(self.__dict__)

    def index(
        self, value: Mapping[str, Sequence[int]], **_: Any
    ) -> Iterator[tuple[bytes, int, float, bytes]]:
        for term, places in value.items():
            yield term.encode("utf-8", "replace"), len(places), float(len(places)), _positions(places)


class _Terms(KEYWORD):  # type: ignore[misc]
    """A KEYWORD field that is given its terms."""

    def __reduce__(self) -> tuple[Any, ...]:
        return KEYWORD.__new__, (KEYWORD,), dict(self.__dict__)

    def index(self, value: Sequence[str], **_: Any) -> Iterator[tuple[bytes, int, float, bytes]]:
        for term in value:
            yield term.encode(), 1, 1.0, _ONCE


class _Exact(ID):  # type: ignore[misc]
    """An ID field: Whoosh would run its value through an analyzer."""

    def __reduce__(self) -> tuple[Any, ...]:
        return ID.__new__, (ID,), dict(self.__dict__)

    def index(self, value: str, **_: Any) -> Iterator[tuple[bytes, int, float, bytes]]:
        yield value.encode("utf-8", "replace"), 1, 1.0, b""


class _Year(NUMERIC):  # type: ignore[misc]
    """A NUMERIC field of one term a value, for ranges to be compared with the values that are there."""

    def __init__(self, *, stored: bool) -> None:
        super().__init__(int, stored=stored, shift_step=0)

    def __reduce__(self) -> tuple[Any, ...]:
        return NUMERIC.__new__, (NUMERIC,), self.__getstate__()


_ONCE = pack("!I", 1)


def _positions(places: Sequence[int]) -> bytes:
    """Ascending positions as Whoosh's format Positions has them: their number, and a pickle of their differences.

    Written by hand, as the pickler takes twelve bytes for a list of one number where four will do.
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
    """The schema of an index: a document of Whoosh is a passage, stored under the names of its fields."""
    fields: dict[str, Any] = {name: STORED() for name in PASSAGE_FIELDS}
    for name in SEARCHED:
        fields[name] = _Indexed(JapaneseTokenizer(), phrase=True, stored=True, multitoken_query="phrase")
        fields[folded_column(name)] = COLUMN(VarBytesColumn())
        fields[token_column(name)] = COLUMN(VarBytesColumn())
        fields[length_column(name)] = COLUMN(NumericColumn("I"))
    kinds = {"texts": _Terms, "year": _Year}
    fields |= {name: kinds.get(field_named(name).type, _Exact)(stored=True) for name in EXACT}
    fields[DATES] = _Terms()
    fields |= {name: COLUMN(VarBytesColumn()) for name in (ID_COLUMN, DATE_PLACES)}
    return Schema(**fields)
