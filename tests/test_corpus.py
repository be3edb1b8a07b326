"""The five files of corpus/, and what is known to be right of their passages."""

from __future__ import annotations

import csv
import hashlib
from pathlib import Path

import pytest

from fumikura.catalog import load_catalog
from fumikura.documents import document_ids, read_file
from fumikura.models import Document, Passage
from fumikura.reading.discovery import discover
from fumikura.vocabulary import DOC_TYPES, KINDS, MEETINGS, SIDES

CORPUS = Path(__file__).parents[1] / "corpus"
DATA = Path(__file__).parent / "data"
SUMS = {
    "2007-2011-scc-summaries.txt": "95991a6d5e59640ee13948955cd62b2854ecbfbff120ab9a7a5ce3e678f763b3",
    "2014-white-paper-3-2-2.md": "7636ca92093aaa3306b0a61f678f6fbbddeee8f231b85f85f93a0363e28f2646",
    "2021-03-16-scc-joint-statement.txt": "658d4372b5d01d1021af2ec7b0b74311aec8d38308a72843d5e79f8bf3428c91",
    "2023-white-paper-3-2-1.md": "ec44b96414918968e511af407f12c18b692c24dd3c4bcc255e9e95efe4ac1e22",
    "2024-07-28-scc-summary.md": "24c47e87729d925cbc7b5c7206eed806fbfe549f02560de684987edf46174992",
}


def _rows(name: str) -> list[dict[str, str]]:
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t"))


def _contents() -> tuple[tuple[Document, ...], tuple[Passage, ...]]:
    catalog = load_catalog(CORPUS)
    found, _ = discover(CORPUS)
    ids = document_ids([each.source for each in found], catalog)
    contents = [read_file(each, catalog.of(each.source), ids[each.source]) for each in found]
    return (
        tuple(document for content in contents for document in content.documents),
        tuple(passage for content in contents for passage in content.passages),
    )


@pytest.fixture(scope="module", name="passages")
def _passages() -> tuple[Passage, ...]:
    return _contents()[1]


def test_the_files_are_the_originals() -> None:
    """Nobody's editor has touched the files: their checksums are those of the texts as they came."""
    found, passed = discover(CORPUS)
    assert {each.source: hashlib.sha256(each.path.read_bytes()).hexdigest() for each in found} == SUMS
    assert [each for each in passed if each.fault] == []


def test_six_documents_are_in_them() -> None:
    """The catalog names six documents in five files, and the two of one file share its lines between them."""
    documents, _ = _contents()
    assert [(each.id, each.doc_type, each.date, each.meeting) for each in documents] == [
        ("scc-2007-05-01-summary", "summary", "2007-05-01", "2+2"),
        ("scc-2011-06-21-summary", "summary", "2011-06-21", "2+2"),
        ("white-paper-2014-3-2-2", "white-paper", "2014", ""),
        ("scc-2021-03-16-joint-statement", "joint-statement", "2021-03-16", "2+2"),
        ("white-paper-2023-3-2-1", "white-paper", "2023", ""),
        ("scc-2024-07-28-summary", "summary", "2024-07-28", "2+2"),
    ]
    assert [each.lines for each in documents[:2]] == [(1, 44), (46, 64)]


def test_the_same_documents_are_told_without_the_catalog() -> None:
    """A general rule splits the file of two, and finds dates and meetings in the first lines of all."""
    documents = [
        document
        for each in discover(CORPUS)[0]
        for document in read_file(each, (), Path(each.source).stem).documents
    ]
    assert [(each.date, each.meeting, each.lines[0]) for each in documents] == [
        ("2007-05-01", "2+2", 1),
        ("2011-06-21", "2+2", 46),
        ("2014", "", documents[2].lines[0]),
        ("2021-03-16", "2+2", 1),
        ("2023", "", documents[4].lines[0]),
        ("2024-07-28", "2+2", documents[5].lines[0]),
    ]


@pytest.mark.parametrize("row", _rows("joins.tsv"), ids=lambda row: str(row["phrase"]))
def test_broken_phrases_are_whole(passages: tuple[Passage, ...], row: dict[str, str]) -> None:
    """A phrase that lines, pages, captions, notes or readings break in the file stands whole in a passage."""
    assert any(row["phrase"] in each.text for each in passages if each.document == row["document"])


@pytest.mark.parametrize("row", _rows("metadata.tsv"), ids=lambda row: str(row["phrase"]))
def test_dates_and_meetings_are_those_of_the_passage(
    passages: tuple[Passage, ...], row: dict[str, str]
) -> None:
    """A passage about a meeting has its date, be it of a row, a section, or the document."""
    found = [each for each in passages if row["phrase"] in each.text]
    assert {(each.date, each.year, each.meeting) for each in found} == {
        (row["date"], int(row["date"][:4]), row["meeting"])
    }


def test_every_passage_is_well_formed(passages: tuple[Passage, ...]) -> None:
    """Codes are those of the vocabularies, lines lie in order, texts hold no line breaks, tabs or space at the ends."""
    for each in passages:
        assert each.text == each.text.strip()
        assert not set(each.text) & set("\n\t")
        assert each.text or each.glosses
        assert each.lines[0] <= each.lines[1]
        assert each.meeting in {"", *MEETINGS}
        assert each.doc_type in DOC_TYPES
        assert each.kind in KINDS
        assert each.side in {"", *SIDES}
        assert each.year == (int(each.date[:4]) if each.date else None)


def test_ids_count_through_each_document(passages: tuple[Passage, ...]) -> None:
    """Passages are numbered from 1 in each document, without a gap, and come in the order of the file."""
    for document in {each.document for each in passages}:
        own = [each for each in passages if each.document == document]
        assert [each.id for each in own] == [f"{document}#{n}" for n in range(1, len(own) + 1)]


def test_a_second_reading_gives_the_same(passages: tuple[Passage, ...]) -> None:
    """The same bytes give the same passages, with the same ids."""
    assert _contents()[1] == passages
