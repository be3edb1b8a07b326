"""Citations: exact strings in six styles, and files that other programs read."""

from __future__ import annotations

import json

import bibtexparser
import pytest
import rispy

from fumikura.models import Document
from fumikura.research.citations import Citation, citation_of, cite
from fumikura.values import replace
from sample import make_passage

STATEMENT = Document(
    id="scc-2021", title="共同発表（２＋２）", publisher="外務省", doc_type="joint-statement", date="2021-03-16",
    meeting="2+2", url="https://example.go.jp/a_b.pdf",
)  # fmt: skip
WHITE_PAPER = Document(
    id="wp-2023", title="防衛白書 第1節", publisher="防衛省", doc_type="white-paper", date="2023"
)
MEMO = Document(id="memo", title="覚書 50% & {案}", publisher="外務省・防衛省")


@pytest.mark.parametrize(
    ("document", "style", "expected"),
    [
        (STATEMENT, "sist02", "外務省. “共同発表（２＋２）”. 2021-03-16. https://example.go.jp/a_b.pdf, "
                              "(参照 2026-11-28)."),
        (STATEMENT, "apa", "外務省. (2021, March 16). 共同発表（２＋２）. https://example.go.jp/a_b.pdf"),
        (STATEMENT, "chicago", "外務省. “共同発表（２＋２）.” March 16, 2021. Accessed November 28, 2026. "
                               "https://example.go.jp/a_b.pdf."),
        (WHITE_PAPER, "sist02", "防衛省. 防衛白書 第1節. 防衛省, 2023."),
        (WHITE_PAPER, "apa", "防衛省. (2023). 防衛白書 第1節."),
        (WHITE_PAPER, "chicago", "防衛省. 防衛白書 第1節. 防衛省, 2023."),
        (MEMO, "sist02", "外務省, 防衛省. 覚書 50% & {案}. 出版年不明."),
        (MEMO, "apa", "外務省, & 防衛省. (n.d.). 覚書 50% & {案}."),
        (MEMO, "chicago", "外務省 and 防衛省. 覚書 50% & {案}. n.d."),
    ],
)  # fmt: skip
def test_text_styles(document: Document, style: str, expected: str) -> None:
    """A page on the web, a book and what is neither, each as the style has it, in one line."""
    accessed = "2026-11-28" if document.url else ""
    assert cite([citation_of(document, None, accessed)], style) == f"{expected}\n"  # type: ignore[arg-type]


def test_bibtex() -> None:
    """An entry for biblatex, with what TeX would read as a command escaped."""
    assert cite([citation_of(MEMO)], "bibtex") == (
        "@misc{memo,\n  author = {{外務省} and {防衛省}},\n  title = {覚書 50\\% \\& \\{案\\}},\n"
        "  langid = {japanese},\n}\n"
    )


@pytest.mark.parametrize("title", ["案}と{", "{案", "C:\\a {b}"])
def test_titles_that_end_no_field(title: str) -> None:
    """Braces that are not in pairs have names, as BibTeX counts those with a backslash, too."""
    text = cite([citation_of(replace(MEMO, title=title)), citation_of(STATEMENT)], "bibtex")
    entries = bibtexparser.parse_string(text)
    assert [each.key for each in entries.entries] == ["memo", "scc-2021"]
    assert not entries.failed_blocks
    assert text.count("{") == text.count("}")


def test_links_in_bibtex() -> None:
    """A link is no text: what reads it takes it as it stands, so that it has what was in the catalog."""
    link = "https://example.go.jp/a_b.html?x=1&y=%E3#z"
    (entry,) = bibtexparser.parse_string(cite([citation_of(replace(STATEMENT, url=link))], "bibtex")).entries
    assert entry.fields_dict["url"].value == link
    braces = cite([citation_of(replace(STATEMENT, url="https://a/{b}"))], "bibtex")
    assert "url = {https://a/%7Bb%7D}" in braces


def test_keys_of_bibtex() -> None:
    """Documents whose ids no key can be have keys of their own, since of two with one key programs keep one."""
    entries = cite(
        [citation_of(replace(MEMO, id=each)) for each in ("協議", "宣言", "b a", "b-a", "a_1.2")], "bibtex"
    )
    keys = [line for line in entries.splitlines() if line.startswith("@")]
    assert keys == ["@misc{08676c91,", "@misc{1d1a726d,", "@misc{b-a-beedb4a7,", "@misc{b-a,", "@misc{a_1.2,"]


def test_a_passage_dated_otherwise_than_its_document() -> None:
    """The document's date is cited; the meeting that the passage is about goes into the note, the page into the text."""
    passage = make_passage("…", "wp-2023", 136, date="2022-05-04", meeting="defense-ministers")
    cited = citation_of(WHITE_PAPER, passage)
    assert (cited.date, cited.note) == ("2023", "defense-ministers 2022-05-04; lines 136 of wp-2023.txt")
    assert cite([replace(cited, page="12")], "sist02") == "防衛省. 防衛白書 第1節. 防衛省, 2023, p. 12.\n"


def test_one_entry_a_document() -> None:
    """Several passages of a document are one entry, their places together in its note."""
    passages = [make_passage("…", "wp-2023", number, date="2023") for number in (3, 7)]
    cited = cite([citation_of(WHITE_PAPER, each) for each in [*passages, passages[0]]], "ris")
    assert cited.count("TY  - ") == 1
    assert "N1  - lines 3 of wp-2023.txt | lines 7 of wp-2023.txt\n" in cited


def test_places_in_files_with_pages() -> None:
    """Passages of pages and sheets are placed by these, not by lines that were made in reading."""
    pages = [
        replace(make_passage("…", "wp-2023", number, date="2023"), page=page, source="wp.pdf")
        for number, page in ((3, "7"), (4, "7"), (5, "集計!B5"))
    ]
    cited = cite([citation_of(WHITE_PAPER, each) for each in pages], "ris")
    assert "N1  - p. 7 of wp.pdf | 集計!B5 of wp.pdf\n" in cited
    assert "lines" not in cited
    cells = [citation_of(WHITE_PAPER, pages[2])]
    assert [cite(cells, style).count("p. 集計") for style in ("sist02", "apa", "chicago")] == [0, 0, 0]
    assert cite(cells, "sist02").endswith(", 集計!B5.\n")


ALL = [citation_of(STATEMENT, None, "2026-11-28"), citation_of(WHITE_PAPER), citation_of(MEMO)]


def test_read_back_by_bibtexparser() -> None:
    """The parser finds the three entries."""
    entries = bibtexparser.parse_string(cite(ALL, "bibtex")).entries
    assert [each.key for each in entries] == ["scc-2021", "wp-2023", "memo"]


def test_read_back_by_rispy() -> None:
    """The parser gives back authors, titles and years."""
    entries = rispy.loads(cite(ALL, "ris"))
    assert [each["title"] for each in entries] == [each.title for each in ALL]
    assert [each.get("authors") for each in entries] == [list(each.authors) for each in ALL]
    assert [each.get("year") for each in entries] == ["2021", "2023", None]


def test_csl_json() -> None:
    """CSL-JSON has dates in parts, as exact as known, and nothing that is empty."""
    first, second, third = json.loads(cite(ALL, "csl-json"))
    assert first["issued"] == {"date-parts": [[2021, 3, 16]]}
    assert second["issued"] == {"date-parts": [[2023]]}
    assert set(third) == {"id", "type", "title", "author", "language"}


@pytest.mark.parametrize("style", ["sist02", "apa", "chicago", "bibtex", "ris"])
def test_what_little_is_known(style: str) -> None:
    """A document of which only the id is known is cited by it, without empty parts."""
    cited = citation_of(Document(id="x", title=""))
    assert "x" in cite([cited], style)  # type: ignore[arg-type]
    assert ". ." not in cite([cited], style)  # type: ignore[arg-type]


def test_a_line_feed_in_a_title() -> None:
    """RIS has one line a field, whatever a title holds."""
    assert "TI  - a b\n" in cite([Citation("x", "a\nb", (), "document")], "ris")
