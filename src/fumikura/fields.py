"""The table of the fields of a passage: names, types, filters.

Filters of Python, command line and page with help and completion, the columns of exports, the fields of a `.jsonl` file,
labels, and the fields that engines index as exact terms all come from this table. So a field is added in two places, here
and in `models.Passage`, in the same order; whatever fills it is the third.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Literal, TypeAlias

from fumikura.messages import Wording
from fumikura.models import Passage
from fumikura.values import frozen
from fumikura.vocabulary import DOC_TYPES, KINDS, MEETINGS, SIDES

FieldType: TypeAlias = Literal["text", "texts", "code", "date", "year", "lines"]
"""The type of a value: a text, a tuple of texts, a code of a closed vocabulary, an ISO date as exact as known, a year or
None, or the first and the last line."""

Comparison: TypeAlias = Literal["value", "part", "path", "years", "from", "to"]
"""How the value of a filter is compared with that of a passage:

- `value`: both are equal; a code of a closed vocabulary may be named otherwise;
- `part`: it is contained in it, width, case and white space aside;
- `path`: both are equal, or it is a tag above it: `coding` is above `coding/peace`;
- `years`: it is a range of years that contains it;
- `from`, `to`: it is the first or the last day.
"""


@frozen
class Filter:
    """A filter: `flag` is its option on the command line, `arguments` are its names in Python."""

    flag: str
    arguments: tuple[str, ...]
    metavar: str
    comparison: Comparison
    help: Wording

    @property
    def parameter(self) -> str:
        """The name of the option without its dashes, as addresses have it."""
        return self.flag.removeprefix("--")


@frozen
class Field:
    """A field of a passage. `joiner` joins several texts in one cell.

    `codes` is the closed vocabulary of a `code` field: its codes with the names that people use.
    """

    name: str
    label: Wording
    type: FieldType = "text"
    filters: tuple[Filter, ...] = ()
    joiner: str = ""
    codes: Mapping[str, tuple[str, ...]] | None = None


YearRange: TypeAlias = tuple[int | None, int | None]
"""First and last year, both included; None leaves that side open."""


@frozen
class Filters:
    """Filters; a passage must pass all of them.

    `values` pairs the name of a field, at most once, with values of which the passage must have one, code point by code
    point; of several values of a passage (`tags`) one is enough. `years` are ranges of which one must contain `year`.
    `date_from` and `date_to` are days (ISO 8601), both included; the days that `date` may mean (`2013-10` is all of
    October) must overlap their range. A passage without a year or a date does not pass such filters.
    """

    values: tuple[tuple[str, frozenset[str]], ...] = ()
    years: tuple[YearRange, ...] = ()
    date_from: str | None = None
    date_to: str | None = None

    def of(self, field: str) -> frozenset[str]:
        """The values of a field of which a passage must have one; empty if the field has no filter."""
        return next((values for name, values in self.values if name == field), frozenset())

    def without(self, field: str) -> Filters:
        """The filters on other fields."""
        return Filters(
            tuple((name, values) for name, values in self.values if name != field),
            () if field == "year" else self.years,
            *((None, None) if field == "date" else (self.date_from, self.date_to)),
        )

    def accept(self, passage: Passage) -> bool:
        """Whether a passage passes."""
        return (
            all(_has(getattr(passage, name), values) for name, values in self.values)
            and (not self.years or is_in_years(passage.year, self.years))
            and self.accept_date(passage.date)
        )

    def accept_date(self, date: str) -> bool:
        """Whether a date passes `date_from` and `date_to`; ISO strings compare like days."""
        if self.date_from is None and self.date_to is None:
            return True
        first, last = date + "0000-01-01"[len(date) :], date + "0000-12-31"[len(date) :]
        return bool(date) and (
            (self.date_from is None or last >= self.date_from)
            and (self.date_to is None or first <= self.date_to)
        )


NO_FILTERS = Filters()


def _has(value: object, values: frozenset[str]) -> bool:
    return not values.isdisjoint(value) if isinstance(value, tuple) else value in values


def is_in_years(year: int | None, ranges: Iterable[YearRange]) -> bool:
    """Whether a year lies in any of some ranges; no year lies in none."""
    return year is not None and any(
        (first is None or first <= year) and (last is None or year <= last) for first, last in ranges
    )


FIELDS: tuple[Field, ...] = (
    Field("id", Wording("id", "ID")),
    Field(
        "document",
        Wording("document", "文書"),
        filters=(
            Filter(
                "--document", ("document",), "ID", "value",
                Wording("Id of a document. May be repeated.", "文書の ID。重ねて指定できる。"),
            ),
        ),
    ),
    Field("title", Wording("title", "表題")),
    Field(
        "publisher",
        Wording("publisher", "発行者"),
        filters=(
            Filter(
                "--publisher", ("publisher",), "NAME", "part",
                Wording("Who published it; a part of the name will do. May be repeated.",
                        "発行者。名前の一部でよい。重ねて指定できる。"),
            ),
        ),
    ),
    Field(
        "doc_type",
        Wording("type", "文書の種類"),
        "code",
        filters=(
            Filter(
                "--type", ("doc_type", "type"), "TYPE", "value",
                Wording("Kind of document: white-paper, 白書, 共同発表, 概要, …. May be repeated.",
                        "文書の種類。white-paper、白書、共同発表、概要など。重ねて指定できる。"),
            ),
        ),
        codes=DOC_TYPES,
    ),
    Field(
        "date",
        Wording("date", "日付"),
        "date",
        filters=(
            Filter(
                "--from", ("date_from",), "DATE", "from",
                Wording("From this day, month or year on.", "この日（月、年）以後。"),
            ),
            Filter(
                "--to", ("date_to",), "DATE", "to",
                Wording("Through this day, month or year.", "この日（月、年）まで。"),
            ),
        ),
    ),
    Field(
        "year",
        Wording("year", "年"),
        "year",
        filters=(
            Filter(
                "--year", ("year",), "YEAR", "years",
                Wording("Year, era or range: 2013, 平成25, 令和, 2007..2014, ..2014. May be repeated.",
                        "年、元号、範囲。2013、平成25、令和、2007..2014、..2014。重ねて指定できる。"),
            ),
        ),
    ),
    Field("document_date", Wording("date of the document", "文書の日付"), "date"),
    Field(
        "meeting",
        Wording("meeting", "会議"),
        "code",
        filters=(
            Filter(
                "--meeting", ("meeting",), "MEETING", "value",
                Wording("Kind of meeting: 2+2, summit, 首脳会談, 防衛相会談, …. May be repeated.",
                        "会議の種類。2+2、summit、首脳会談、防衛相会談など。重ねて指定できる。"),
            ),
        ),
        codes=MEETINGS,
    ),
    Field("place", Wording("place", "場所")),
    Field(
        "side",
        Wording("side", "発言側"),
        "code",
        filters=(
            Filter(
                "--side", ("side",), "SIDE", "value",
                Wording("Which side speaks: japan, us, both. May be repeated.",
                        "どちらの側の発言か。japan、us、both。重ねて指定できる。"),
            ),
        ),
        codes=SIDES,
    ),
    Field(
        "speaker",
        Wording("speaker", "発言者"),
        filters=(
            Filter(
                "--speaker", ("speaker",), "NAME", "part",
                Wording("Who speaks; a part of the name will do. May be repeated.",
                        "発言者。名前の一部でよい。重ねて指定できる。"),
            ),
        ),
    ),
    Field("section", Wording("section", "見出し"), "texts", joiner=" > "),
    Field(
        "kind",
        Wording("kind", "箇所の種類"),
        "code",
        filters=(
            Filter(
                "--kind", ("kind",), "KIND", "value",
                Wording("Kind of passage: paragraph, table-row, footnote, …. May be repeated.",
                        "箇所の種類。paragraph、table-row、footnote など。重ねて指定できる。"),
            ),
        ),
        codes=KINDS,
    ),
    Field("text", Wording("text", "本文")),
    Field("glosses", Wording("glosses", "読み・注記"), "texts", joiner=" / "),
    Field("source", Wording("file", "ファイル")),
    Field("page", Wording("page", "ページ")),
    Field("lines", Wording("lines", "行"), "lines"),
    Field(
        "tags",
        Wording("tag", "タグ"),
        "texts",
        filters=(
            Filter(
                "--tag", ("tag",), "TAG", "path",
                Wording("A tag that a person gave; coding is above coding/peace. May be repeated.",
                        "人が付けたタグ。coding は coding/peace を含む。重ねて指定できる。"),
            ),
        ),
        joiner=" / ",
    ),
    Field("note", Wording("note", "メモ")),
)  # fmt: skip
"""The fields in the order of `Passage`, which is that of every export."""

FILTERED: tuple[tuple[Field, Filter], ...] = tuple(
    (field, each) for field in FIELDS for each in field.filters
)
"""All filters, each with its field."""

EXACT_FIELDS: tuple[str, ...] = tuple(field.name for field in FIELDS if field.filters)
"""The fields with filters and facets, whose values an engine indexes as exact terms."""


def field_named(name: str) -> Field:
    """The field of this name. Raises KeyError."""
    return _BY_NAME[name]


_BY_NAME = {field.name: field for field in FIELDS}
