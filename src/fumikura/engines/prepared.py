"""The passages of a file with their views, made in whatever process: what every engine writes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cache

from fumikura.matching.view import FieldView, PassageView, ViewMaker
from fumikura.models import Passage
from fumikura.text import Analyzer
from fumikura.text.tokens import Entry
from fumikura.text.vocabulary import Vocabulary
from fumikura.values import frozen


@frozen
class PreparedFile:
    """The passages of a file with their views, made in another process; `entries` are those of its own vocabulary."""

    entries: Sequence[Entry]
    passages: Sequence[Passage]
    views: Sequence[PassageView]


def prepare(passages: Iterable[Passage]) -> PreparedFile:
    """What `Writer.add_file` would make of the passages of a file, made in whatever process this is."""
    vocabulary = Vocabulary()
    maker = ViewMaker(_analyzer(), vocabulary)
    given = tuple(passages)
    return PreparedFile(vocabulary.entries, given, tuple(map(maker.view, given)))


def with_views(
    passages: Iterable[Passage], maker: ViewMaker, vocabulary: Vocabulary, prepared: PreparedFile | None
) -> Iterable[tuple[Passage, PassageView]]:
    """The passages of a file with their views in a vocabulary, that of `maker`."""
    if prepared is None:
        return ((passage, maker.view(passage)) for passage in passages)
    own = Vocabulary(prepared.entries)
    table = {ord(char): vocabulary.char(entry) for char, entry in own.items()}
    return (
        (passage, _translated(view, table))
        for passage, view in zip(prepared.passages, prepared.views, strict=True)
    )


@cache
def _analyzer() -> Analyzer:
    """The one of this process: it knows the words of the files before."""
    return Analyzer()


def _translated(view: PassageView, table: Mapping[int, str]) -> PassageView:
    """A view in another vocabulary."""
    fields = {
        name: FieldView(field.text, field.tokens.translate(table), {}) for name, field in view.fields.items()
    }
    return PassageView(view.document, fields, view.lengths, view.packed_dates)
