"""Exports for reference managers: an entry for each document of the hits, with their places in its note."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TextIO

from fumikura.export.registry import ExportFormat, HitList
from fumikura.export.rows import Neighbours
from fumikura.models import Document, Passage
from fumikura.research.citations import Style, citation_of, cite


def format_of_style(style: Style, ending: str) -> ExportFormat:
    """The export format of a citation style, for files with this ending, if any."""

    def write(answer: HitList, stream: TextIO) -> None:
        stream.write(_cite_passages([hit.passage for hit in answer.results.hits], answer.documents, style))

    def write_passages(passages: Sequence[Passage], stream: TextIO, _around: Neighbours | None) -> None:
        stream.write(_cite_passages(passages, {}, style))

    endings = (ending,) if ending else ()
    return ExportFormat(write, write_passages, endings, rows=True, all_hits=True, relaxes=False, cites=True)


def _cite_passages(passages: Sequence[Passage], documents: Mapping[str, Document], style: Style) -> str:
    found = (citation_of(documents.get(each.document) or _describe_document(each), each) for each in passages)
    return cite(found, style)


def _describe_document(passage: Passage) -> Document:
    """A document, as far as a passage describes it."""
    return Document(
        id=passage.document,
        title=passage.title,
        publisher=passage.publisher,
        doc_type=passage.doc_type,
        date=passage.document_date,
    )
