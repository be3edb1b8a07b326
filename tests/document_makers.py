"""The same paragraphs as a web page, in Word, OpenDocument and an e-book, with headings, lists and tables among them."""

from __future__ import annotations

import html
import io
import zipfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

__all__ = ["MAKERS", "docx_of", "epub_of", "html_of", "odt_of"]

_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_OASIS = "urn:oasis:names:tc:opendocument:xmlns"
_ODF = " ".join(f'xmlns:{name}="{_OASIS}:{name}:1.0"' for name in ("office", "text", "table"))
_XHTML = 'xmlns="http://www.w3.org/1999/xhtml"'


@dataclass(frozen=True, slots=True)
class _Element:
    """A part of a document: what it is, and its texts (the cells of a row, else one)."""

    kind: str
    texts: tuple[str, ...]


def _elements(paragraphs: Sequence[str]) -> Iterator[_Element]:
    """Headings, items and tables between paragraphs."""
    for place, paragraph in enumerate(paragraphs):
        if place % 5 == 0:
            yield _Element("heading", (f"協力の進展その{place // 5 + 1}",))
        if place % 5 == 3:
            yield _Element("item", (paragraph,))
        else:
            yield _Element("paragraph", (paragraph,))
        if place % 5 == 4:
            for number in range(3):
                yield _Element("row", (f"{2000 + place + number}", f"第{number + 1}回協議", "東京"))


def _expected(paragraphs: Sequence[str]) -> list[str]:
    return ["".join(each.texts) for each in _elements(paragraphs)]


def _markup(paragraphs: Sequence[str], written: dict[str, str], table: tuple[str, str]) -> str:
    """The elements in a markup: for each kind how it is written, for a row how a cell is, and what is around a table."""
    parts: list[str] = []
    rows: list[str] = []
    for each in [*_elements(paragraphs), _Element("end", ())]:
        texts = [html.escape(text, quote=False) for text in each.texts]
        if each.kind == "row":
            rows.append(written["row"].format("".join(written["cell"].format(text) for text in texts)))
            continue
        if rows:
            parts.append(table[0] + "".join(rows) + table[1])
            rows = []
        if texts:
            parts.append(written[each.kind].format(texts[0]))
    return "\n".join(parts)


def _zip(members: dict[str, str]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return stream.getvalue()


def _page(paragraphs: Sequence[str]) -> str:
    written = {
        "heading": "<h2>{}</h2>", "paragraph": "<p>{}</p>", "item": "<ul><li>{}</li></ul>", "row": "<tr>{}</tr>",
        "cell": "<td>{}</td>",
    }  # fmt: skip
    return _markup(paragraphs, written, ("<table>", "</table>"))


def html_of(paragraphs: Sequence[str]) -> bytes:
    """A page with a menu and a footer."""
    menu = '<nav><ul><li><a href="/">報道発表</a></li><li><a href="/b">会見</a></li></ul></nav>'
    body = f"{menu}<main>{_page(paragraphs)}</main><footer>架空省</footer>"
    return f'<!DOCTYPE html><html><head><meta charset="utf-8"></head><body>{body}</body></html>'.encode()


def docx_of(paragraphs: Sequence[str]) -> bytes:
    """A Word document."""

    def styled(name: str) -> str:
        return f'<w:p><w:pPr><w:pStyle w:val="{name}"/></w:pPr><w:r><w:t>{{}}</w:t></w:r></w:p>'

    written = {
        "heading": styled("H1"), "paragraph": styled("P"), "item": styled("P"), "row": "<w:tr>{}</w:tr>",
        "cell": "<w:tc><w:p><w:r><w:t>{}</w:t></w:r></w:p></w:tc>",
    }  # fmt: skip
    style = '<w:style w:type="paragraph" w:styleId="H1"><w:name w:val="heading 1"/></w:style>'
    body = _markup(paragraphs, written, ("<w:tbl>", "</w:tbl>"))
    return _zip(
        {
            "word/document.xml": f"<w:document {_W}><w:body>{body}</w:body></w:document>",
            "word/styles.xml": f"<w:styles {_W}>{style}</w:styles>",
        }
    )


def odt_of(paragraphs: Sequence[str]) -> bytes:
    """An OpenDocument text."""
    written = {
        "heading": '<text:h text:outline-level="1">{}</text:h>', "paragraph": "<text:p>{}</text:p>",
        "item": "<text:list><text:list-item><text:p>{}</text:p></text:list-item></text:list>",
        "row": "<table:table-row>{}</table:table-row>",
        "cell": "<table:table-cell><text:p>{}</text:p></table:table-cell>",
    }  # fmt: skip
    body = _markup(paragraphs, written, ("<table:table>", "</table:table>"))
    text = f"<office:body><office:text>{body}</office:text></office:body>"
    return _zip(
        {
            "mimetype": "application/vnd.oasis.opendocument.text",
            "content.xml": f"<office:document-content {_ODF}>{text}</office:document-content>",
        }
    )


def epub_of(paragraphs: Sequence[str]) -> bytes:
    """An e-book of one chapter."""
    return _zip(
        {
            "mimetype": "application/epub+zip",
            "META-INF/container.xml": '<container><rootfiles><rootfile full-path="a.opf"/></rootfiles></container>',
            "a.opf": '<package><manifest><item id="a" href="a.xhtml" media-type="application/xhtml+xml"/></manifest>'
            '<spine><itemref idref="a"/></spine></package>',
            "a.xhtml": f'<?xml version="1.0"?><html {_XHTML}><head><title/></head>'
            f"<body>{_page(paragraphs)}</body></html>",
        }
    )


def _with_expected(
    make: Callable[[Sequence[str]], bytes],
) -> Callable[[Sequence[str]], tuple[bytes, list[str]]]:
    return lambda paragraphs: (make(paragraphs), _expected(paragraphs))


MAKERS = {
    "a.html": _with_expected(html_of),
    "a.docx": _with_expected(docx_of),
    "a.odt": _with_expected(odt_of),
    "a.epub": _with_expected(epub_of),
}
"""For each name of a file, what makes it of paragraphs and says which texts a reader should find in it."""
