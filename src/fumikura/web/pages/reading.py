"""The pages for reading: a document as a text with its outline, and a passage in its place there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from starlette.responses import Response

from fumikura.deadline import time_limit
from fumikura.errors import QueryError, TimeLimitError, UnknownIdError
from fumikura.models import Passage, Span
from fumikura.research.citations import DATA_STYLES, STYLES, cite
from fumikura.search import Index
from fumikura.values import frozen
from fumikura.web.addresses import passage_address
from fumikura.web.endpoints import SECONDS, Endpoint, Parameter, WebRequest
from fumikura.web.rendering import render

_PART = 60
"""Passages of a document that are shown at once."""


@frozen
class NewHeading:
    """A heading that begins before a passage: its level from 0, its text, the first passage below it."""

    level: int
    text: str
    passage: str


@frozen
class Piece:
    """A passage with the headings above it, its matches, and its speaker if that is another than before."""

    headings: tuple[NewHeading, ...]
    passage: Passage
    marks: Sequence[Span]
    speaker: str


def _passage(asked: WebRequest, index: Index) -> Response:
    passage = index.passage(asked["id"])
    return _render(asked, index, passage.document, passage)


def _document(asked: WebRequest, index: Index) -> Response:
    return _render(asked, index, asked["id"], None)


def _render(asked: WebRequest, index: Index, name: str, passage: Passage | None) -> Response:
    documents = {each.id: each for each in index.documents()}
    if name not in documents:
        raise UnknownIdError("research.no-document", id=name, near=tuple(documents)[:5])
    passages = index.passages(document=name)
    at = next((at for at, each in enumerate(passages) if passage and each.id == passage.id), 0)
    first = max(at - at % _PART, 0)
    shown = passages[first : first + _PART]
    headings = _headings(passages)
    marks = _marks(asked["q"], shown, index)
    return render(
        "reading.html",
        asked.say,
        asked.address,
        asked=asked,
        document=documents[name],
        passage=passage,
        citations=_citations(index, passage.id if passage else name),
        data_styles=DATA_STYLES,
        before=passages[at - 1] if passage and at else None,
        after=passages[at + 1] if passage and at + 1 < len(passages) else None,
        pieces=list(_pieces(shown, headings, marks)),
        outline=[each for found in headings.values() for each in found],
        earlier=passages[first - _PART] if first else None,
        later=passages[first + _PART] if first + _PART < len(passages) else None,
        first=first + 1,
        total=len(passages),
        reading_address=lambda each: passage_address(each, asked["q"] or ""),
    )


def _headings(passages: Sequence[Passage]) -> Mapping[str, tuple[NewHeading, ...]]:
    """The headings that begin with a passage, by its id."""
    found: dict[str, tuple[NewHeading, ...]] = {}
    path: tuple[str, ...] = ()
    for passage in passages:
        if begun := _new_headings(passage, path):
            found[passage.id] = begun
        path = _heading_path(passage)
    return found


def _heading_path(passage: Passage) -> tuple[str, ...]:
    """The headings above a passage, without the column heads of a table row, which come last."""
    return passage.section[:-1] if passage.kind == "table-row" else passage.section


def _new_headings(passage: Passage, path: Sequence[str]) -> tuple[NewHeading, ...]:
    """The headings of a passage that the passage before, with `path`, did not have."""
    section = _heading_path(passage)
    same = 0
    while same < min(len(path), len(section)) and path[same] == section[same]:
        same += 1
    return tuple(NewHeading(level, section[level], passage.id) for level in range(same, len(section)))


def _pieces(
    passages: Sequence[Passage],
    headings: Mapping[str, tuple[NewHeading, ...]],
    marks: Mapping[str, Sequence[Span]],
) -> Iterator[Piece]:
    speaker = ""
    for at, passage in enumerate(passages):
        # The first passage has all of its headings, even in the middle of a section.
        begun = headings.get(passage.id, ()) if at else _new_headings(passage, ())
        new = passage.speaker if passage.speaker != speaker else ""
        yield Piece(begun, passage, marks.get(passage.id, ()), new)
        speaker = passage.speaker


def _marks(query: str | None, passages: Sequence[Passage], index: Index) -> Mapping[str, Sequence[Span]]:
    """What a query matches in passages of a document."""
    if not query:
        return {}
    filters = index.chosen_by(document=passages[0].document)
    try:
        with time_limit(SECONDS):
            plan = index.plan(query, synonyms=True)
            texts = {each.id: each.text for each in passages}
            return {name: spans for name, (spans,) in index.matches([plan], filters, texts) if spans}
    except (QueryError, TimeLimitError):
        return {}


def _citations(index: Index, name: str) -> Sequence[tuple[str, str]]:
    """The citation of a document or a passage in each style that people read."""
    found = index.cite(name)
    return [(style, cite(found, style).strip()) for style in STYLES if style not in DATA_STYLES]


_WORDS = Parameter("q", "web.parameter-marks")

PAGES = (
    Endpoint("/passages/{id:id}", "web.passage", (_WORDS,), _passage),
    Endpoint("/documents/{id:id}", "web.document", (_WORDS,), _document),
)
