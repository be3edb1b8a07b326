"""Hits for reference managers: an entry for each document that they are of, with their places in its note."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TextIO

from fumikura.export.registry import Format, HitList
from fumikura.export.rows import Neighbours
from fumikura.models import Document, Passage
from fumikura.research.citations import Style, citation_of, cite


def format_of_style(style: Style, ending: str) -> Format:
    """The format that a style of citations is; files of it have this ending, if any."""

    def write(answer: HitList, stream: TextIO) -> None:
        stream.write(_cited([hit.passage for hit in answer.results.hits], answer.documents, style))

    def write_passages(passages: Sequence[Passage], stream: TextIO, _around: Neighbours | None) -> None:
        stream.write(_cited(passages, {}, style))

    endings = (ending,) if ending else ()
    return Format(write, write_passages, endings, rows=True, all_hits=True, relaxes=False, cites=True)


def _cited(passages: Sequence[Passage], documents: Mapping[str, Document], style: Style) -> str:
    found = (citation_of(documents.get(each.document) or _document_of(each), each) for each in passages)
    return cite(found, style)


def _document_of(passage: Passage) -> Document:
    """What a passage says of its document."""
    return Document(
        id=passage.document,
        title=passage.title,
        publisher=passage.publisher,
        doc_type=passage.doc_type,
        date=passage.document_date,
    )
