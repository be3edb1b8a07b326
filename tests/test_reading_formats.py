"""Sheets, slides, OpenDocument, e-books, mail, archives, and older formats of Office."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import mailbox
import shutil
import struct
import tarfile
import zipfile
from collections import Counter
from collections.abc import Callable
from email.message import EmailMessage
from html import escape
from pathlib import Path

import openpyxl
import pytest

import fumikura
from document_makers import MAKERS
from extraction import blocks_of, characters, held_characters, read_bytes, zip_characters
from fumikura.blocks import Form
from fumikura.cli import main
from fumikura.errors import UnreadableError
from fumikura.reading.registry import input_formats
from fumikura.reading.sheet_asides import asides_of
from fumikura.reading.sheet_errors import errors_of, errors_of_xls
from fumikura.reading.signatures import ole_has
from fumikura.reading.trees import Package
from fumikura.reading.xls_asides import asides_of_xls, unread_in_xls

_OASIS = "urn:oasis:names:tc:opendocument:xmlns"
_ODF = " ".join(
    f'xmlns:{name}="{_OASIS}:{name if name != "draw" else "drawing"}:1.0"'
    for name in ("office", "text", "table", "style", "draw")
)
_A = 'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
_P = f'{_A} xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"'
_R = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'


def _zip(members: dict[str, str | bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return stream.getvalue()


def _tar(members: dict[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with tarfile.open(fileobj=stream, mode="w") as archive:
        for name, content in members.items():
            info = tarfile.TarInfo(name)
            info.size = len(content)
            archive.addfile(info, io.BytesIO(content))
    return stream.getvalue()


def _message(text: str, *, html: bool = False, charset: str = "utf-8") -> EmailMessage:
    message = EmailMessage()
    message["Subject"], message["From"], message["Date"] = (
        "会合の件",
        "甲野 <a@example.jp>",
        "Mon, 29 Jul 2024 09:00:00 +0900",
    )
    message["MIME-Version"] = "1.0"
    message.set_content(text, subtype="html" if html else "plain", charset=charset)
    return message


_WITH_OFFICE = pytest.mark.skipif(shutil.which("soffice") is None, reason="there is no LibreOffice")


def test_a_workbook(tmp_path: Path) -> None:
    """A row is a passage, cited by its sheet and first cell; a title above the table is text; numbers are as shown."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "集計"
    for row in (["協議の記録"], ["年", "会議", "回数"], [2013, "定例協議", 3], [], ["備考である。"]):
        sheet.append(row)
    book.create_sheet("別表").append(["甲", "乙"])
    stream = io.BytesIO()
    book.save(stream)
    passages = read_bytes(tmp_path, "a.xlsx", stream.getvalue()).passages
    assert [(p.page, p.lines, p.text) for p in passages] == [
        ("集計!A1", (1, 1), "協議の記録"),
        ("集計!A2", (2, 2), "年\u3000会議\u3000回数"),
        ("集計!A3", (3, 3), "2013\u3000定例協議\u30003"),
        ("集計!A5", (5, 5), "備考である。"),
        ("別表!A1", (1, 1), "甲\u3000乙"),
    ]


def test_what_stands_beside_the_cells_of_a_workbook(tmp_path: Path) -> None:
    """Comments, titles of charts and headers of the print are read, at their sheet and cell; what can't be is named."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title, sheet["B2"] = "集計", "値"
    sheet["B2"].comment = openpyxl.comments.Comment("要確認である。", "甲野")
    sheet.oddHeader.center.text = "架空省 & 庁"
    chart = openpyxl.chart.BarChart()
    chart.title = "協議の回数"
    sheet.add_chart(chart, "D5")
    stream = io.BytesIO()
    book.save(stream)
    with zipfile.ZipFile(stream, "a") as archive:
        archive.writestr("xl/comments9.bin", b"")
    content = read_bytes(tmp_path, "a.xlsx", stream.getvalue())
    assert [(p.page, p.kind, p.text) for p in content.passages] == [
        ("集計!B2", "table-row", "値"),
        ("集計!B2", "footnote", "要確認である。"),
        ("集計!D5", "paragraph", "協議の回数"),
        ("集計", "furniture", "架空省 & 庁"),
    ]
    assert "comments9.bin" in str(content.left_out[0][1])


def test_what_stands_beside_the_cells_of_an_open_document_sheet(tmp_path: Path) -> None:
    """A comment and a text box are read at the cell that they are of, behind cells that are repeated."""
    note = "<office:annotation><text:p>要確認である。</text:p></office:annotation>"
    box = "<draw:custom-shape><text:p>枠の文である。</text:p></draw:custom-shape>"
    cell = "<table:table-cell{}>{}<text:p>値</text:p></table:table-cell>"
    rows = (
        '<table:table-row table:number-rows-repeated="2"><table:table-cell/></table:table-row><table:table-row>'
        + cell.format(' table:number-columns-repeated="2" office:value-type="string"', "")
        + cell.format(' office:value-type="string"', note + box)
        + "</table:table-row>"
    )
    table = f'<table:table table:name="集計">{rows}</table:table>'
    data = _zip(
        {
            "mimetype": "application/vnd.oasis.opendocument.spreadsheet",
            "META-INF/manifest.xml": "<manifest:manifest/>",
            "content.xml": f"<office:document-content {_ODF}><office:body><office:spreadsheet>{table}"
            "</office:spreadsheet></office:body></office:document-content>",
        }
    )
    assert [(p.page, p.kind, p.text) for p in read_bytes(tmp_path, "a.ods", data).passages] == [
        ("集計!A3", "table-row", "値\u3000値\u3000枠の文である。 値"),
        ("集計!C3", "footnote", "要確認である。"),
    ]


def test_a_cell_at_the_far_corner_is_no_bomb(tmp_path: Path) -> None:
    """A sheet that pretends to be of 17 billion cells is read or named, and takes no memory of the program."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet["A1"], sheet["XFD1048576"] = "甲", "乙"
    stream = io.BytesIO()
    book.save(stream)
    with pytest.raises(UnreadableError, match="too much for this machine"):
        read_bytes(tmp_path, "a.xlsx", stream.getvalue())


@pytest.mark.parametrize(("name", "sign"), [("a.csv", ","), ("a.tsv", "\t"), ("b.csv", ";")])
def test_values_parted_by_signs(tmp_path: Path, name: str, sign: str) -> None:
    """Rows have the lines that they begin in; a value in quotes may hold the sign and several lines."""
    rows = ["年{0}会議", '2013{0}"定例{0}\n協議"', "2014{0}臨時協議"]
    passages = read_bytes(
        tmp_path, name, "\n".join(row.format(sign) for row in rows).encode("cp932")
    ).passages
    squeezed = " " if sign == "\t" else f"{sign} "
    assert [(p.page, p.lines[0], p.text) for p in passages] == [
        ("", 1, "年\u3000会議"),
        ("", 2, f"2013\u3000定例{squeezed}協議"),
        ("", 4, "2014\u3000臨時協議"),
    ]


def _odt(body: str, kind: str = "text", styles: str = "") -> bytes:
    return _zip(
        {
            "mimetype": f"application/vnd.oasis.opendocument.{'text' if kind == 'text' else 'presentation'}",
            "content.xml": f"<office:document-content {_ODF}><office:automatic-styles>{styles}</office:automatic-styles>"
            f"<office:body><office:{kind}>{body}</office:{kind}></office:body></office:document-content>",
            "styles.xml": f"<office:document-styles {_ODF}><office:master-styles><style:master-page><style:header>"
            "<text:p>架空省</text:p></style:header></style:master-page></office:master-styles></office:document-styles>",
        }
    )


def test_open_document_text() -> None:
    """Headings, numbers of lists, ruby, notes, tables with spans, changes, comments and headers."""
    levels = (
        '<text:list-style style:name="L"><text:list-level-style-number text:level="1" '
        'style:num-format="一, 十, 一百(十), ..." style:num-suffix="、"/></text:list-style>'
    )
    body = (
        "<text:tracked-changes><text:p>消された文</text:p></text:tracked-changes>"
        '<text:h text:outline-level="2">総則</text:h>'
        "<text:p>両国の<text:ruby><text:ruby-base>閣僚</text:ruby-base><text:ruby-text>かくりょう</text:ruby-text></text:ruby>"
        "<text:span>は<text:s/>会談した。</text:span><text:note><text:note-citation>1</text:note-citation><text:note-body>"
        "<text:p>定例である。</text:p></text:note-body></text:note></text:p>"
        '<text:list text:style-name="L"><text:list-item><text:p>第一の項目である。</text:p></text:list-item>'
        "<text:list-item><text:p>第二の項目である。</text:p></text:list-item></text:list>"
        "<table:table><table:table-column/><table:table-row><table:table-cell><text:p>年</text:p></table:table-cell>"
        "<table:table-cell><text:p>会議</text:p></table:table-cell></table:table-row><table:table-row>"
        "<table:covered-table-cell/><table:table-cell><text:list text:style-name='L'><text:list-item>"
        "<text:p>定例</text:p></text:list-item></text:list></table:table-cell></table:table-row></table:table>"
    )
    assert blocks_of("a.odt", _odt(body, styles=levels)) == [
        ("heading2", "総則"),
        ("text", "両国の閣僚は 会談した。"),
        ("footnote", "定例である。"),
        ("numbered", "一、 第一の項目である。"),
        ("numbered", "二、 第二の項目である。"),
        ("row", "年|会議"),
        ("row", "|一、 定例"),
        ("furniture", "架空省"),
    ]


def test_open_document_slides(tmp_path: Path) -> None:
    """A slide is a page."""
    text = "<text:p>{}枚目の文である。</text:p>"
    slide = f"<draw:page><draw:frame><draw:text-box>{text}</draw:text-box></draw:frame></draw:page>"
    passages = read_bytes(
        tmp_path, "a.odp", _odt(slide.format("一") + slide.format("二"), "presentation")
    ).passages
    assert [(p.page, p.text) for p in passages][:2] == [
        ("1", "一枚目の文である。"),
        ("2", "二枚目の文である。"),
    ]


def _slide(*shapes: str) -> str:
    return f"<p:sld {_P}><p:cSld><p:spTree>{''.join(shapes)}</p:spTree></p:cSld></p:sld>"


def _shape(kind: str, *paragraphs: str) -> str:
    placeholder = f'<p:nvSpPr><p:nvPr><p:ph type="{kind}"/></p:nvPr></p:nvSpPr>' if kind else ""
    text = "".join(f"<a:p><a:r><a:t>{paragraph}</a:t></a:r></a:p>" for paragraph in paragraphs)
    return f"<p:sp>{placeholder}<p:txBody>{text}</p:txBody></p:sp>"


def test_slides(tmp_path: Path) -> None:
    """The title comes first, slides in their order, tables by rows, notes after the slide, its number as furniture."""
    cell = "<a:tc><a:txBody><a:p><a:r><a:t>{}</a:t></a:r></a:p></a:txBody></a:tc>"
    rows = (("年", "会議"), ("2013", "定例"))
    cells = "".join(f"<a:tr>{''.join(cell.format(each) for each in row)}</a:tr>" for row in rows)
    data = f"<a:graphic><a:graphicData><a:tbl>{cells}</a:tbl></a:graphicData></a:graphic>"
    table = f"<p:graphicFrame>{data}</p:graphicFrame>"
    kinds = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    relation = '<Relationship Id="{}" Type="' + kinds + '/{}" Target="{}"/>'
    slides = _zip(
        {
            "ppt/presentation.xml": f'<p:presentation {_P} {_R}><p:sldIdLst><p:sldId id="256" r:id="rId2"/>'
            '<p:sldId id="257" r:id="rId1"/></p:sldIdLst></p:presentation>',
            "ppt/_rels/presentation.xml.rels": "<Relationships>"
            + relation.format("rId1", "slide", "slides/slide1.xml")
            + relation.format("rId2", "slide", "slides/slide2.xml")
            + "</Relationships>",
            "ppt/slides/slide1.xml": _slide(table, _shape("sldNum", "2")),
            "ppt/slides/slide2.xml": _slide(_shape("", "箇条の一つである。"), _shape("title", "協力の現状")),
            "ppt/slides/_rels/slide2.xml.rels": "<Relationships>"
            + relation.format("rId1", "notesSlide", "../notesSlides/notesSlide1.xml")
            + "</Relationships>",
            "ppt/notesSlides/notesSlide1.xml": _slide(_shape("body", "口頭で補う。")),
        }
    )
    assert blocks_of("a.pptx", slides) == [
        ("heading1", "協力の現状"),
        ("text", "箇条の一つである。"),
        ("footnote", "口頭で補う。"),
        ("row", "年|会議"),
        ("row", "2013|定例"),
        ("furniture", "2"),
    ]
    pages = {p.text: p.page for p in read_bytes(tmp_path, "a.pptx", slides).passages}
    assert (pages["箇条の一つである。"], pages["2013\u3000定例"]) == ("1", "2")


_WRITTEN = (
    "両国の閣僚は、「平和」を守ることで一致した。",
    '面積は <10> & 重さは "約" 3㌔。',
    "第2回：ガ𠮷髙①の報告。",
)


def _book() -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for text in _WRITTEN:
        sheet.append([text, "値"])
    sheet["B1"].comment = openpyxl.comments.Comment("要確認である。", "")
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def _presentation() -> bytes:
    relation = '<Relationships><Relationship Id="r1" Type="x/{}" Target="{}"/></Relationships>'
    return _zip(
        {
            "ppt/presentation.xml": f'<p:presentation {_P} {_R}><p:sldIdLst><p:sldId r:id="r1"/></p:sldIdLst>'
            "</p:presentation>",
            "ppt/_rels/presentation.xml.rels": relation.format("slide", "slides/slide1.xml"),
            "ppt/slides/slide1.xml": _slide(
                _shape("title", escape(_WRITTEN[0])), _shape("", *map(escape, _WRITTEN))
            ),
            "ppt/slides/_rels/slide1.xml.rels": relation.format("notesSlide", "../notesSlides/n1.xml"),
            "ppt/notesSlides/n1.xml": _slide(_shape("body", "口頭で補う。"), _shape("ftr", "架空省")),
        }
    )


_TEXT = "\n\n".join(_WRITTEN)


def _rtf(text: str) -> str:
    units = memoryview(text.encode("utf-16-le")).cast("h")
    return "".join(chr(unit) if 0 < unit < 128 else f"\\u{unit}?" for unit in units)


@pytest.mark.parametrize(
    ("name", "data", "members"),
    [
        ("a.odt", MAKERS["a.odt"](_WRITTEN)[0], "content.xml"),
        ("a.epub", MAKERS["a.epub"](_WRITTEN)[0], "xhtml$"),
        ("a.xlsx", _book(), "sharedStrings|comments/comment"),
        ("a.pptx", _presentation(), "(slide|n)1.xml$"),
        ("a.csv", "\n".join('"' + text.replace('"', '""') + '",値' for text in _WRITTEN).encode(), ""),
        ("a.tsv", "\n".join(f"{text}\t値" for text in _WRITTEN).replace('"', "”").encode(), ""),
        ("a.eml", bytes(_message(_TEXT)), ""),
        ("a.mbox", b"From a Mon Jul 29 09:00:00 2024\n" + bytes(_message(_TEXT)), ""),
        ("a.zip", _zip({"b.txt": _TEXT, "c/d.html": f"<!DOCTYPE html><p>{escape(_TEXT)}"}), ""),
        ("a.tar", _tar({"b.txt": _TEXT.encode(), "d.docx": MAKERS["a.docx"](_WRITTEN)[0]}), ""),
        pytest.param("a.rtf", f"{{\\rtf1\\ansi {_rtf(_TEXT)}}}".encode(), "", marks=_WITH_OFFICE),
    ],
    ids=lambda each: each if isinstance(each, str) and each.startswith("a.") else "",
)
def test_no_character_of_any_format_is_lost(tmp_path: Path, name: str, data: bytes, members: str) -> None:
    """What was put into a file, or stands between the tags of its members, is in its passages, as often."""
    if members:
        written = zip_characters(data, members)
    else:
        written = characters(_TEXT.replace('"', "”") if name == "a.tsv" else _TEXT)
        written += written if name in ("a.zip", "a.tar") else Counter()
    assert written - held_characters(read_bytes(tmp_path, name, data).passages) == {}


def test_an_e_book(tmp_path: Path) -> None:
    """Chapters come in the order of reading, and the book says its title; an element that closes itself is closed."""
    head = '<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml"><head><title/></head>'
    chapter = head + "<body><h1>{0}</h1><p>{0}の文である。</p></body></html>"
    data = _zip(
        {
            "mimetype": "application/epub+zip",
            "META-INF/container.xml": '<container><rootfiles><rootfile full-path="OPS/a.opf"/></rootfiles></container>',
            "OPS/a.opf": "<package><metadata><title>文の倉</title></metadata><manifest>"
            '<item id="b" href="b.xhtml" media-type="application/xhtml+xml"/>'
            '<item id="a" href="a%20a.xhtml" media-type="application/xhtml+xml"/></manifest>'
            '<spine><itemref idref="a"/><itemref idref="b"/></spine></package>',
            "OPS/a a.xhtml": chapter.format("第一章"),
            "OPS/b.xhtml": chapter.format("第二章"),
        }
    )
    content = read_bytes(tmp_path, "a.epub", data)
    assert [p.text for p in content.passages if p.kind == "paragraph"] == [
        "第一章の文である。",
        "第二章の文である。",
    ]
    assert blocks_of("a.epub", data)[0] == ("heading1", "第一章")


_NAMES = "<strCache><pt><v>一年</v></pt><pt><v>二年</v></pt></strCache>"
_CHART = f"<chart><title><p><r><t>図の題。</t></r></p></title>{_NAMES}</chart>"
_DIAGRAM = "<dataModel><pt><t><p><r><t>図の文。</t></r></p></t></pt></dataModel>"
_RELATED = "<Relationships>{}</Relationships>"


def _relation(number: int, kind: str, target: str) -> str:
    return f'<Relationship Id="r{number}" Type="x/{kind}" Target="{target}"/>'


def test_texts_of_drawings(tmp_path: Path) -> None:
    """Diagrams, charts and comments are read in documents and on slides, and a page that is inserted; a slide that is
    missing is named.
    """
    document = {
        "word/document.xml": "<document><body><p><r><t>本文である。</t></r></p></body></document>",
        "word/charts/chart1.xml": _CHART,
        "word/diagrams/data1.xml": _DIAGRAM,
        "word/other.html": "<p>別の文書。",
        "word/_rels/document.xml.rels": _RELATED.format(_relation(1, "aFChunk", "other.html")),
    }
    slides: dict[str, str | bytes] = {
        "ppt/presentation.xml": f'<p:presentation {_P} {_R}><p:sldIdLst><p:sldId r:id="r1"/><p:sldId r:id="r2"/>'
        "</p:sldIdLst></p:presentation>",
        "ppt/_rels/presentation.xml.rels": _RELATED.format(
            _relation(1, "slide", "slides/slide1.xml") + _relation(2, "slide", "slides/slide2.xml")
        ),
        "ppt/slides/slide1.xml": "<sld><sp><p><r><t>本文である。</t></r></p></sp></sld>",
        "ppt/slides/_rels/slide1.xml.rels": _RELATED.format(
            _relation(1, "chart", "../c.xml")
            + _relation(2, "diagramData", "../d.xml")
            + _relation(3, "comments", "../m.xml")
        ),
        "ppt/c.xml": _CHART,
        "ppt/d.xml": _DIAGRAM,
        "ppt/m.xml": "<cmLst><cm><text>評である。</text></cm></cmLst>",
    }
    for name, members, missing in (("a.docx", document, ""), ("a.pptx", slides, "slide2")):
        content = read_bytes(tmp_path, name, _zip(dict(members)))
        held = "".join(text for p in content.passages for text in (*p.section, p.text))
        wanted = (
            "本文である。",
            "図の題。",
            "一年 二年",
            "図の文。",
            "評である。" if "pptx" in name else "別の文書。",
        )
        assert [each for each in wanted if each not in held] == []
        assert [missing in str(fault) for _, fault in content.left_out] == ([True] if missing else [])


def test_documents_in_documents(tmp_path: Path) -> None:
    """An embedded document is read as a part of the one around it, which may be a mere cover; what no reader knows is
    named; the sheet that a chart draws is none.
    """
    document: dict[str, str | bytes] = {
        "word/document.xml": "<document><body><p><r><t>本文である。</t></r></p></body></document>",
        "word/charts/chart1.xml": _CHART,
        "word/charts/_rels/chart1.xml.rels": _RELATED.format(_relation(1, "package", "../embeddings/a.xlsx")),
        "word/embeddings/a.xlsx": b"",
        "word/embeddings/b.docx": b"",
        "word/embeddings/c.docx": _docx_saying("添付である。"),
        "word/embeddings/d.bin": _compound({"Package": _docx_saying("古い添付である。")}),
        "word/embeddings/e.bin": _compound(
            {"\x01Ole10Native": _native("計画.txt", "計画の文である。" * 400)}
        ),
        "word/embeddings/f.bin": _compound(
            {"\x01Ole10Native": _native("案.txt", "案の文である。"), "x": b""}
        ),
        "word/embeddings/g.bin": _compound({"Equation Native": b"1 + 1"}),
    }
    content = read_bytes(tmp_path, "a.docx", _zip(document))
    held = {passage.source: passage.text for passage in content.passages}
    assert {source.partition("!")[2]: text[:8] for source, text in held.items()} == {
        "": "図の題。",
        "word/embeddings/c.docx": "添付である。",
        "word/embeddings/d.bin": "古い添付である。",
        "word/embeddings/e.bin/計画.txt": "計画の文である。",
        "word/embeddings/f.bin/案.txt": "案の文である。",
    } | {"": held["a.docx"]}
    assert [str(reason).split(", ")[0] for _, reason in content.left_out] == [
        "a.docx: word/embeddings/b.docx",
        "a.docx: word/embeddings/g.bin",
    ]
    del document["word/charts/chart1.xml"]
    document["word/document.xml"] = "<document><body><p/></body></document>"
    content = read_bytes(tmp_path, "a.docx", _zip(document))
    assert [reason.code for _, reason in content.left_out] == ["file.part-unread"] * 3
    only = {name: document[name] for name in ("word/document.xml", "word/embeddings/g.bin")}
    with pytest.raises(UnreadableError, match="which is embedded"):
        read_bytes(tmp_path, "a.docx", _zip(only))


def test_what_is_embedded_is_bounded(tmp_path: Path) -> None:
    """A file in documents in one another is read three deep, the text around it always; too many cost only themselves."""
    data = _docx_saying("一番奥である。")
    for depth in range(4):
        data = _docx_saying(f"{depth}である。", {"word/embeddings/a.docx": data})
    content = read_bytes(tmp_path, "a.docx", data)
    assert [passage.text for passage in content.passages] == [
        "3である。",
        "2である。",
        "1である。",
        "0である。",
    ]
    assert [reason.code for _, reason in content.left_out] == ["file.too-deep"]
    many = {f"word/embeddings/{number}.docx": b"" for number in range(20_001)}
    content = read_bytes(tmp_path, "a.docx", _docx_saying("本文である。", many))
    assert [passage.text for passage in content.passages] == ["本文である。"]
    assert [reason.code for _, reason in content.left_out] == ["file.archive-too-large"]


def test_documents_in_open_documents(tmp_path: Path) -> None:
    """A folder of the file that is a document itself is read as a part."""
    kinds = {"Object 1/": "spreadsheet", "Object 2/": "text", "Object 3/": "formula"}
    entries = "".join(
        f'<file-entry full-path="{path}" media-type="application/vnd.oasis.opendocument.{kind}"/>'
        for path, kind in kinds.items()
    )
    cells = "<table:table-cell office:value-type='string'><text:p>{}</text:p></table:table-cell>"
    rows = "".join(
        f"<table:table-row>{cells.format(text)}</table:table-row>" for text in ("表の一", "表の二")
    )
    sheet = f'<office:spreadsheet><table:table table:name="表">{rows}</table:table></office:spreadsheet>'
    inner = f"<office:document-content {_ODF}><office:body>{{}}</office:body></office:document-content>"
    with zipfile.ZipFile(io.BytesIO(_odt("<text:p>本文である。</text:p>"))) as archive:
        members: dict[str, str | bytes] = {name: archive.read(name) for name in archive.namelist()}
    members |= {
        "META-INF/manifest.xml": f"<manifest>{entries}</manifest>",
        "Object 1/content.xml": inner.format(sheet),
        "Object 2/content.xml": inner.format("<office:text><text:p>中の文である。</text:p></office:text>"),
    }
    content = read_bytes(tmp_path, "a.odt", _zip(members))
    held = [(each.source, each.text) for each in content.passages if each.kind != "furniture"]
    assert held == [
        ("a.odt", "本文である。"),
        ("a.odt!Object 1", "表の一"),
        ("a.odt!Object 1", "表の二"),
        ("a.odt!Object 2", "中の文である。"),
    ]
    assert content.left_out == ()


def test_all_pages_of_a_book(tmp_path: Path) -> None:
    """Pages that are only linked to, and each once; one that is missing is named and costs itself alone."""
    pages = {"a": "一つ目。", "b b": "二つ目。", "c": "三つ目。"}
    items = "".join(
        f'<item id="{id_}" href="{id_.replace(" ", "%20")}.xhtml#top" media-type="application/xhtml+xml"/>'
        for id_ in (*pages, "lost")
    )
    spine = "".join(f'<itemref idref="{id_}"/>' for id_ in ("b b", "lost", "a", "a"))
    data = _zip(
        {
            "mimetype": "application/epub+zip",
            "META-INF/container.xml": '<container><rootfiles><rootfile full-path="x/b.opf"/></rootfiles></container>',
            "x/b.opf": f"<package><manifest>{items}</manifest><spine>{spine}</spine></package>",
            **{f"x/{id_}.xhtml": f"<html><body><p>{text}</p></body></html>" for id_, text in pages.items()},
        }
    )
    content = read_bytes(tmp_path, "a.epub", data)
    assert [p.text for p in content.passages] == ["二つ目。", "一つ目。", "三つ目。"]
    assert [str(fault).split(".")[:2] for _, fault in content.left_out] == [["a", "epub: x/lost"]]


@pytest.mark.parametrize("html", [False, True])
@pytest.mark.parametrize("charset", ["utf-8", "iso-2022-jp"])
def test_mail(tmp_path: Path, html: bool, charset: str) -> None:
    """Subject, sender and date are read, and the text in its own encoding."""
    text = "<p>次回は東京で開催します。</p>" if html else "次回は東京で開催します。"
    content = read_bytes(tmp_path, "a.eml", bytes(_message(text, html=html, charset=charset)))
    (document,) = content.documents
    assert (document.title, document.date) == ("会合の件", "2024-07-29")
    texts = [p.text for p in content.passages]
    assert "次回は東京で開催します。" in texts
    assert "From: 甲野 <a@example.jp>" in texts


def test_attachments_are_documents_of_their_own(tmp_path: Path) -> None:
    """What is attached is named behind the mail's own name."""
    message = _message("本文を送ります。")
    message.add_attachment(
        "添付の文書である。".encode("cp932"),
        maintype="application",
        subtype="octet-stream",
        filename="資料.txt",
    )
    message.add_attachment(b"\0\1\2", maintype="application", subtype="octet-stream", filename="a.bin")
    content = read_bytes(tmp_path, "a.eml", bytes(message))
    assert {p.source for p in content.passages} == {"a.eml", "a.eml!資料.txt"}
    assert [source for source, _ in content.left_out] == ["a.eml!a.bin"]


def test_a_mailbox(tmp_path: Path) -> None:
    """Each message of a mailbox is a document."""
    box = mailbox.mbox(tmp_path / "made.mbox")
    box.add(_message("一通目の本文である。"))
    box.add(_message("二通目の本文である。\nFrom here on: quoted"))
    box.close()
    content = read_bytes(tmp_path, "a.mbox", (tmp_path / "made.mbox").read_bytes())
    assert [d.source for d in content.documents] == ["a.mbox!1", "a.mbox!2"]
    assert any("一通目の本文である。" in p.text for p in content.passages)


def test_one_member_costs_itself_alone(tmp_path: Path) -> None:
    """Members of one name, of none, and damaged ones, however they are packed, leave the others of their archive."""
    stream = io.BytesIO()
    with (
        zipfile.ZipFile(stream, "w", zipfile.ZIP_LZMA) as archive,
        pytest.warns(UserWarning, match="Duplicate"),
    ):
        for name, text in (
            ("a.txt", "一つ目。"),
            ("a.txt", "二つ目。"),
            ("b.txt", "壊れる。" * 50),
            ("議事", "三つ目。"),
        ):
            archive.writestr(name, text)
        archive.writestr(zipfile.ZipInfo(""), "名がない。")
    data = bytearray(stream.getvalue())
    place = data.index(b"b.txt") + 20
    data[place : place + 8] = bytes(each ^ 0x55 for each in data[place : place + 8])
    content = read_bytes(tmp_path, "a.zip", bytes(data))
    assert [p.text for p in content.passages] == ["一つ目。", "二つ目。", "三つ目。"]
    assert [d.source for d in content.documents] == ["a.zip!a.txt", "a.zip!a (2).txt", "a.zip!議事"]
    assert [source for source, _ in content.left_out] == ["a.zip!b.txt"]


def test_an_archive(tmp_path: Path) -> None:
    """Its files are documents named behind it, in names of older systems, too; what can't be read is named."""
    inner = _zip({"内.txt": "中の中の文書である。"})
    data = bytearray(
        _zip(
            {
                "folder/b.txt": "文書である。",
                "XXXX.txt": "別の文書である。",
                "c.zip": inner,
                "d.png": b"\x89PNG\r\n\x1a\n\0",
            }
        )
    )
    data = bytearray(bytes(data).replace(b"XXXX", "会議".encode("cp932")))
    content = read_bytes(tmp_path, "a.zip", bytes(data))
    assert {p.source: p.text for p in content.passages} == {
        "a.zip!folder/b.txt": "文書である。",
        "a.zip!会議.txt": "別の文書である。",
        "a.zip!c.zip!内.txt": "中の中の文書である。",
    }
    assert [source for source, _ in content.left_out] == ["a.zip!d.png"]
    assert len({d.id for d in content.documents}) == 3


@pytest.mark.parametrize("pack", [bytes, gzip.compress, bz2.compress, lzma.compress])
def test_a_tape_archive(tmp_path: Path, pack: Callable[[bytes], bytes]) -> None:
    """Its files are documents, whatever it was packed by and called; so is a single file that was packed."""
    made = {
        "./folder/b.txt": "文書である。".encode(),
        "会議.txt": "別の文書である。".encode("cp932"),
        "._会議.txt": b"\0\5",
    }
    data = pack(_tar(made))
    assert {p.source: p.text for p in read_bytes(tmp_path, "a.bin", data).passages} == {
        "a.bin!folder/b.txt": "文書である。",
        "a.bin!会議.txt": "別の文書である。",
    }
    if pack is not bytes:
        single = read_bytes(tmp_path, "c.txt.gz", pack("一つの文書である。".encode()))
        assert [(p.source, p.text) for p in single.passages] == [("c.txt.gz!c.txt", "一つの文書である。")]
        with pytest.raises(UnreadableError, match="unpacks to"):
            read_bytes(tmp_path, "bomb.gz", pack(b"\0" * 3_000_000))
        with pytest.raises(UnreadableError):
            read_bytes(tmp_path, "bomb.tar", pack(_tar({"a.txt": b"\0" * 3_000_000})))
        with pytest.raises(UnreadableError):
            read_bytes(tmp_path, "cut.tgz", data[: len(data) // 3])
    else:
        assert read_bytes(tmp_path, "cut.tar", data[:1600]).left_out


def test_archives_are_bounded(tmp_path: Path) -> None:
    """Neither archives in archives without end nor files that unpack to gigabytes are followed."""
    data = _zip({"a.txt": "文書である。"})
    for _ in range(6):
        data = _zip({"a.zip": data})
    with pytest.raises(UnreadableError, match="none of its files can be read"):
        read_bytes(tmp_path, "deep.zip", data)
    with pytest.raises(UnreadableError, match="none of its files"):
        read_bytes(tmp_path, "bomb.zip", _zip({"a.txt": b"\0" * 100_000_000}))


def test_an_archive_is_told_by_its_content(tmp_path: Path) -> None:
    """Word in a file that is named .zip is a document, and an archive that is named .txt is one."""
    assert blocks_of("a.dat", _odt("<text:p>文である。</text:p>"))[0] == ("text", "文である。")
    assert read_bytes(tmp_path, "a.txt", _zip({"b.txt": "文書である。"})).passages[0].source == "a.txt!b.txt"


def test_older_formats_need_libreoffice(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where there is no LibreOffice, the file is named with the remedy."""
    monkeypatch.setattr(shutil, "which", lambda _: None)
    with pytest.raises(UnreadableError, match="Install LibreOffice"):
        read_bytes(tmp_path, "a.rtf", rb"{\rtf1\ansi text}")


@_WITH_OFFICE
def test_older_formats_by_libreoffice(tmp_path: Path) -> None:
    """RTF is read as what LibreOffice makes of it."""
    passages = read_bytes(
        tmp_path, "a.rtf", rb"{\rtf1\ansi The ministers met in Kyoto.\par They agreed.\par}"
    ).passages
    assert [p.text for p in passages] == ["The ministers met in Kyoto.", "They agreed."]


_OLD_BOOKS = {
    2: (b"\x09\0\4\0\2\0\x10\0", b"\4\0\x0e\0" + bytes(7) + b"\6agenda"),
    3: (b"\x09\2\6\0\3\0\x10\0\0\0", b"\4\2\x0e\0" + bytes(6) + b"\6\0agenda"),
    4: (b"\x09\4\6\0\4\0\x10\0\0\0", b"\4\2\x0e\0" + bytes(6) + b"\6\0agenda"),
}
"""By the version of Excel, the record that begins a workbook without a container, and a cell."""


@_WITH_OFFICE
@pytest.mark.parametrize("version", _OLD_BOOKS)
def test_workbooks_without_a_container(tmp_path: Path, version: int) -> None:
    """Those of Excel 2 to 4 are read as what LibreOffice makes of them, whatever they are called."""
    data = b"".join(_OLD_BOOKS[version]) + b"\x0a\0\0\0"
    for name in ("a.xls", "a.dat"):
        assert [p.text for p in read_bytes(tmp_path, name, data).passages] == ["agenda"]


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        *((f"excel{version}.xls", b"".join(book), "LibreOffice") for version, book in _OLD_BOOKS.items()),
        ("a.rtf", b"{\\rtf1 a}", "LibreOffice"),
        ("a.msg", b"", ".eml"),
    ],
)
def test_what_cannot_be_read_is_named_with_the_remedy(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, data: bytes, said: str
) -> None:
    """Older formats where there is no LibreOffice, and messages of Outlook."""
    monkeypatch.setattr(shutil, "which", lambda _: None)
    data = data or _compound({"__properties_version1.0": bytes(32), "__substg1.0_1000001F": bytes(5000)})
    with pytest.raises(UnreadableError, match=rf"^{name}: .*{said}"):
        read_bytes(tmp_path, name, data)


@pytest.mark.parametrize("suffix", sorted({suffix for each in input_formats() for suffix in each.suffixes}))
@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\0",
        b"\0\1\2\3" * 100,
        b"PK\x03\x04" + b"\0" * 50,
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\1" * 600,
    ],
)
def test_rubbish_of_any_name_is_named(tmp_path: Path, suffix: str, data: bytes) -> None:
    """Whatever an ending promises, bytes that do not keep it end in an error of ours."""
    with pytest.raises(fumikura.FumikuraError):
        read_bytes(tmp_path, f"a{suffix}", data)


def test_a_folder_of_everything_is_indexed(tmp_path: Path) -> None:
    """Every file of a folder is indexed, or named with the reason."""
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    files: dict[str, bytes] = {
        "a.txt": "協力の文書である。".encode(),
        "b.html": "<!DOCTYPE html><p>協力の頁である。".encode(),
        "c.odt": _odt("<text:p>協力の書類である。</text:p>"),
        "d.zip": _zip({"e.txt": "協力の箱である。", "f.png": b"\x89PNG\r\n\x1a\n\0"}),
        "g.pdf": b"%PDF-1.4 cut",
        "h.png": b"\x89PNG\r\n\x1a\n\0",
    }
    for name, data in files.items():
        (corpus / name).write_bytes(data)
    report = fumikura.build_index(corpus, tmp_path / "index")
    statuses = {file.source: file.status for file in report.files}
    assert statuses == {
        "a.txt": "added", "b.html": "added", "c.odt": "added", "d.zip": "added", "d.zip!f.png": "skipped",
        "g.pdf": "skipped", "h.png": "skipped",
    }  # fmt: skip
    assert all(file.reason for file in report.files if file.status == "skipped")
    with fumikura.open_index(tmp_path / "index") as index:
        found = {hit.passage.source for hit in index.search("協力", limit=20).hits}
    assert found == {"a.txt", "b.html", "c.odt", "d.zip!e.txt"}


def test_an_archive_is_replaced_and_removed_as_a_whole(tmp_path: Path) -> None:
    """What an archive held before is gone when it changes, and all of it when it goes; the index is sound throughout."""
    corpus, index = tmp_path / "corpus", tmp_path / "index"
    corpus.mkdir()
    (corpus / "b.txt").write_text("協力の文書である。", encoding="utf-8")

    def build(*texts: str) -> tuple[list[str], list[str]]:
        if texts:
            members: dict[str, str | bytes] = {f"{n}.txt": text for n, text in enumerate(texts)}
            (corpus / "a.zip").write_bytes(_zip(members))
        else:
            (corpus / "a.zip").unlink()
        report = fumikura.build_index(corpus, index)
        with fumikura.open_index(index) as opened:
            found = sorted(hit.passage.text for hit in opened.search("協力", limit=20).hits)
        assert main(["check", "--corpus", str(corpus), "--index", str(index)]) == 0
        return [file.status for file in report.files], found

    assert build("協力の一である。", "協力の二である。")[1] == [
        "協力の一である。",
        "協力の二である。",
        "協力の文書である。",
    ]
    statuses, found = build("協力の三である。")
    assert (statuses, found) == (["replaced", "unchanged"], ["協力の三である。", "協力の文書である。"])
    assert build() == (["removed", "unchanged"], ["協力の文書である。"])


_OLE, _END = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", 0xFFFFFFFE


def _compound(streams: dict[str, bytes]) -> bytes:
    """A compound file of these streams, and of a document of Word that is embedded in it.

    A header, then sectors: the table of sectors, that of small sectors, the directory, the small streams, the others. Of
    small streams there is one at most.
    """
    none, end, parts = 0xFFFFFFFF, 0xFFFFFFFE, list[bytes]()
    table = [0xFFFFFFFD]

    def add(data: bytes) -> int:
        count = -(-len(data) // 512)
        start = len(table)
        table.extend([*range(start + 1, start + count), end] if count else [])
        parts.append(data.ljust(512 * count, b"\0"))
        return start if count else end

    def entry(name: str, kind: int, right: int, child: int, start: int, size: int) -> bytes:
        values = (2 * len(name) + 2, kind, 1, none, right, child, start, size)
        return name.encode("utf-16-le").ljust(64, b"\0") + struct.pack("<HBB3I36xIQ", *values)

    small = next((data for data in streams.values() if 0 < len(data) < 4096), b"")
    pieces = -(-len(small) // 64)
    small_table = add(struct.pack(f"<{pieces}I", *[*range(1, pieces), end][:pieces]))
    small_start = add(small.ljust(64 * pieces, b"\0"))
    directory = entry("Root Entry", 5, none, 1, small_start, 64 * pieces)
    for number, (name, data) in enumerate(streams.items(), start=2):
        directory += entry(name, 2, number, none, 0 if len(data) < 4096 else add(data), len(data))
    directory += entry("MBD0001", 1, none, len(streams) + 2, end, 0)
    directory += entry("WordDocument", 2, none, none, end, 0)
    root = add(directory.ljust(-(-len(directory) // 512) * 512, b"\0"))
    header = struct.pack(
        "<8s16x5H6x9I", _OLE, 62, 3, 0xFFFE, 9, 6, 0, 1, root, 0, 4096, small_table, pieces > 0, end, 0
    )
    listed = struct.pack("<109I", 0, *[none] * 108)
    return header + listed + struct.pack(f"<{len(table)}I", *table).ljust(512, b"\xff") + b"".join(parts)


def _native(name: str, text: str) -> bytes:
    """A file of any kind as an older program embeds it: label, path, path, bytes."""
    label, data = name.encode("cp932") + b"\0", text.encode()
    path = b"C:\\" + label
    record = (
        b"\2\0"
        + label
        + path
        + struct.pack("<HHI", 0, 3, len(path))
        + path
        + struct.pack("<I", len(data))
        + data
    )
    return struct.pack("<I", len(record)) + record


def _docx_saying(text: str, members: dict[str, bytes] | None = None) -> bytes:
    body = f"<document><body><p><r><t>{text}</t></r></p></body></document>"
    return _zip({"word/document.xml": body, **(members or {})})


def _record(kind: int, content: bytes) -> bytes:
    return struct.pack("<HH", kind, len(content)) + content


def test_comments_of_older_workbooks() -> None:
    """A comment of .xls is read with its cell, also where its text is in two records; a text box has its sheet alone."""

    def drawn(kind: int, id_: int, *texts: str) -> bytes:
        length = sum(map(len, texts))
        parts = [_record(0x3C, b"\1" + text.encode("utf-16-le")) for text in texts]
        return (
            _record(0x5D, struct.pack("<4H", 0x15, 18, kind, id_))
            + _record(0x1B6, struct.pack("<10xH6x", length))
            + b"".join(parts)
            + _record(0x3C, bytes(16))
        )

    def stream(place: int) -> bytes:
        listed = _record(0x85, struct.pack("<IHBB", place, 0, 2, 1) + "集計".encode("utf-16-le"))
        return _record(0x809, bytes(16)) + listed + _record(0x0A, b"")

    sheet = _record(0x809, bytes(16)) + drawn(0x19, 7, "要確", "認") + drawn(6, 8, "案")
    sheet += _record(0x809, bytes(16)) + _record(0x100D, b"\0\0\4\1" + "推移の図".encode("utf-16-le"))
    sheet += _record(0x1C, struct.pack("<4H", 4, 1, 0, 7)) + _record(
        0x14, struct.pack("<HB", 6, 0) + b"&P &&a"
    )
    data = _compound({"Workbook": (stream(len(stream(0))) + sheet).ljust(4096, b"\0")})
    assert [(each.sheet, each.cell, each.form, each.text) for each in asides_of_xls(data)] == [
        ("集計", "", Form.TEXT, "推移の図"),
        ("集計", "", Form.FURNITURE, "  &a"),
        ("集計", "B5", Form.FOOTNOTE, "要確認"),
        ("集計", "", Form.TEXT, "案"),
    ]
    for end in range(0, len(data), 97):
        assert len(list(asides_of_xls(data[:end]))) <= 4
    # Lists of sectors that go around for ever, and sectors of no size that there is.
    last = len(data) // 512 - 1
    around = data[:68] + struct.pack("<II", last, 2**32 - 1) + data[76:] + struct.pack("<128I", *[last] * 128)
    for other in (around, data[:30] + b"\0" + data[31:], data[:30] + b"\x10" + data[31:]):
        assert len(list(asides_of_xls(other))) <= 4


@pytest.mark.parametrize("name", ["a.xls", "a.xlsx"])
@pytest.mark.parametrize(("parted", "encoding"), [(",", "cp932"), ("\t", "utf-16"), ("\t", "utf-8")])
def test_tables_of_text_that_are_called_workbooks(
    tmp_path: Path, name: str, parted: str, encoding: str
) -> None:
    """Sites hand out tables of text as .xls, which sheet programs open; what is no table either is damaged."""
    rows = (("年", "会合の名称"), ("2013", "閣僚の会合であり、東京で開いた。"))
    data = "\r\n".join(map(parted.join, rows)).encode(encoding)
    texts = [passage.text for passage in read_bytes(tmp_path, name, data).passages]
    assert texts == ["年　会合の名称", "2013　閣僚の会合であり、東京で開いた。"]
    with pytest.raises(UnreadableError, match="damaged"):
        read_bytes(tmp_path, name, b"rubbish " * 40)


def test_what_a_picture_is_said_to_show(tmp_path: Path) -> None:
    """The title and the description of a picture are glosses of the paragraph that it stands in."""
    picture = "<draw:frame><title>海峡の図</title><desc>船が通る。</desc></draw:frame>"
    content = read_bytes(tmp_path, "a.odt", _odt(f"<text:p>{picture}本文である。</text:p>"))
    held = [(p.text, p.glosses) for p in content.passages if p.kind == "paragraph"]
    assert held == [("本文である。", ("海峡の図", "船が通る。"))]


def test_a_cell_in_the_far_corner(tmp_path: Path) -> None:
    """The empty cells between cost no time to speak of, and both cells have their places."""
    book, stream = openpyxl.Workbook(), io.BytesIO()
    book.active["A1"], book.active["IV20000"] = "初めの欄", "終わりの欄"
    book.save(stream)
    passages = read_bytes(tmp_path, "a.xlsx", stream.getvalue()).passages
    assert [(p.text, p.page) for p in passages] == [("初めの欄", "Sheet!A1"), ("終わりの欄", "Sheet!IV20000")]


def test_errors_of_formulas_are_shown(tmp_path: Path) -> None:
    """A cell whose formula has no value shows why, in its column; the package that reads sheets gives an empty one."""
    book, stream = openpyxl.Workbook(), io.BytesIO()
    sheet = book.active
    for row in (["年", "額", "比"], ["2013", "#N/A", "五"], ["2014", "三", "#DIV/0!"]):
        sheet.append(row)
    sheet["E7"] = "#REF!"
    book.save(stream)
    texts = [passage.text for passage in read_bytes(tmp_path, "a.xlsx", stream.getvalue()).passages]
    assert texts == ["年　額　比", "2013　#N/A　五", "2014　三　#DIV/0!", "#REF!"]


def test_errors_in_older_workbooks() -> None:
    """A value that is an error, and a formula whose result is one; a truth value and a number are none."""

    def stream(place: int) -> bytes:
        listed = _record(0x85, struct.pack("<IHBB", place, 0, 1, 0) + b"S")
        return _record(0x809, bytes(16)) + listed + _record(0x0A, b"")

    cells = _record(0x205, struct.pack("<3HBB", 2, 1, 0, 0x17, 1)) + _record(
        0x205, struct.pack("<3HBB", 2, 2, 0, 1, 0)
    )
    cells += _record(0x06, struct.pack("<3H", 3, 0, 0) + b"\2\0\x2a\0\0\0\xff\xff" + bytes(8))
    cells += _record(0x06, struct.pack("<3Hd", 4, 0, 0, 1.5) + bytes(8))
    data = _compound(
        {"Workbook": (stream(len(stream(0))) + _record(0x809, bytes(16)) + cells).ljust(4096, b"\0")}
    )
    assert errors_of_xls(data) == {"S": {3: {1: "#REF!"}, 4: {0: "#N/A"}}}
    assert errors_of_xls(data[:700]) == {}


def test_errors_in_binary_workbooks() -> None:
    """Those of .xlsb, in cells and as results of formulas; a file that is cut short has what comes before. A text box is
    read as in .xlsx.
    """

    def record(kind: int, content: bytes) -> bytes:
        head = bytes([kind]) if kind < 0x80 else bytes([kind & 0x7F | 0x80, kind >> 7])
        return head + bytes([len(content) & 0x7F | 0x80, len(content) >> 7]) + content

    def text(value: str) -> bytes:
        return struct.pack("<I", len(value)) + value.encode("utf-16-le")

    sheet = record(0, struct.pack("<I", 2)) + record(3, struct.pack("<I4xB", 1, 0x17)) + record(7, bytes(12))
    sheet += record(0, struct.pack("<I", 3)) + record(11, struct.pack("<I4xB", 0, 0x2A) + bytes(900))
    sheet += record(3, struct.pack("<I4xB", 2, 1)) + record(3, struct.pack("<I4xB", 2**31, 0x2A))
    members: dict[str, str | bytes] = {
        "xl/workbook.bin": record(156, bytes(8) + text("rId1") + text("集計")),
        "xl/_rels/workbook.bin.rels": _RELATED.format(
            '<Relationship Id="rId1" Type="x/worksheet" Target="worksheets/sheet1.bin"/>'
        ),
        "xl/worksheets/sheet1.bin": sheet,
    }
    assert errors_of(Package(_zip(members), "a.xlsb")) == {"集計": {3: {1: "#REF!"}, 4: {0: "#N/A"}}}
    members["xl/worksheets/_rels/sheet1.bin.rels"] = _RELATED.format(
        _relation(1, "drawing", "../d.xml") + _relation(2, "comments", "../c.bin")
    )
    members["xl/d.xml"] = "<wsDr><anchor><sp><p><r><t>箱の文。</t></r></p></sp></anchor></wsDr>"
    members["xl/c.bin"] = b"\x9c\x01"
    boxes = [(each.sheet, each.text) for each in asides_of(Package(_zip(members), "a.xlsb"))]
    assert boxes == [("集計", "箱の文。")]
    members["xl/worksheets/sheet1.bin"] = sheet[:25]
    assert errors_of(Package(_zip(members), "a.xlsb")) == {"集計": {3: {1: "#REF!"}}}


def test_errors_in_open_workbooks(tmp_path: Path) -> None:
    """A cell of .ods that has no value and shows why, also where the next ones are the same."""
    wrong = (
        '<table:table-cell office:value-type="string" office:string-value=""{}><text:p>#N/A</text:p>'
        "</table:table-cell>"
    )
    text = '<table:table-cell office:value-type="string"><text:p>{}</text:p></table:table-cell>'
    rows = (
        "".join(map(text.format, ("年", "額", "比", "差"))),
        text.format("2013") + wrong.format("") + text.format("五") + text.format("六"),
        text.format("2014") + wrong.format(' table:number-columns-repeated="2"') + text.format("七"),
    )
    table = "".join(f"<table:table-row>{row}</table:table-row>" for row in rows)
    data = _zip(
        {
            "mimetype": "application/vnd.oasis.opendocument.spreadsheet",
            "META-INF/manifest.xml": '<manifest xmlns="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>',
            "content.xml": f"<office:document-content {_ODF}><office:body><office:spreadsheet>"
            f'<table:table table:name="S">{table}</table:table></office:spreadsheet></office:body>'
            "</office:document-content>",
        }
    )
    texts = [passage.text for passage in read_bytes(tmp_path, "a.ods", data).passages]
    assert texts == ["年　額　比　差", "2013　#N/A　五　六", "2014　#N/A　#N/A　七"]


def test_a_sheet_that_cannot_be_read_costs_itself(tmp_path: Path) -> None:
    """One cell that refers to no text is a fault of its sheet; the others are read, and the fault has its name."""
    book, stream = openpyxl.Workbook(), io.BytesIO()
    book.create_sheet("後")["A1"] = "二枚目の文。"
    book.active.title = "前"
    book.save(stream)
    with zipfile.ZipFile(stream) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    members["xl/worksheets/sheet1.xml"] = members["xl/worksheets/sheet1.xml"].replace(
        b"<sheetData></sheetData>", b'<sheetData><row r="1"><c r="A1" t="s"><v>9</v></c></row></sheetData>'
    )
    content = read_bytes(tmp_path, "a.xlsx", _zip({**members}))
    assert [passage.text for passage in content.passages] == ["二枚目の文。"]
    assert [str(fault).startswith("a.xlsx, 前: damaged") for _, fault in content.left_out] == [True]


def test_a_workbook_with_a_document_in_it_is_a_workbook(tmp_path: Path) -> None:
    """What is embedded does not say what the file is, and is named; a password is told by the record that says so."""
    data = _compound({"Workbook": (_record(0x809, bytes(16))).ljust(4096, b"\0")})
    assert not ole_has(data, "WordDocument")
    assert ole_has(data, "Workbook")
    assert [str(said).split(", ")[0] for said in unread_in_xls(data, "a.xls")] == ["a.xls: MBD0001"]
    with pytest.raises(UnreadableError, match="needs a password"):
        read_bytes(
            tmp_path,
            "a.xls",
            _compound({"Workbook": (_record(0x809, bytes(16)) + _record(0x2F, bytes(6))).ljust(4096, b"\0")}),
        )


def test_what_is_referred_to_often_is_read_once() -> None:
    """A file of a kilobyte that refers to one note or slide a thousand times has each once."""
    w = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    note = f'<w:footnotes {w}><w:footnote w:id="2"><w:p><w:r><w:t>注である。</w:t></w:r></w:p></w:footnote></w:footnotes>'
    refers = '<w:p><w:r><w:t>文。</w:t><w:footnoteReference w:id="2"/></w:r></w:p>' * 3
    body = f"<w:document {w}><w:body>{refers}</w:body></w:document>"
    word = _zip({"word/document.xml": body, "word/footnotes.xml": note})
    assert [text for _, text in blocks_of("a.docx", word)] == ["文。", "注である。", "文。", "文。"]
    slide = (
        f"<p:sld {_P}><p:sp><p:txBody><a:p><a:r><a:t>一枚である。</a:t></a:r></a:p></p:txBody></p:sp></p:sld>"
    )
    listed = (
        f"<p:presentation {_P} {_R}><p:sldIdLst>"
        + '<p:sldId r:id="r1"/>' * 3
        + "</p:sldIdLst></p:presentation>"
    )
    related = '<Relationships><Relationship Id="r1" Type="a/slide" Target="s.xml"/></Relationships>'
    slides: dict[str, str | bytes] = {
        "ppt/presentation.xml": listed,
        "ppt/_rels/presentation.xml.rels": related,
        "ppt/s.xml": slide,
    }
    assert [text for _, text in blocks_of("a.pptx", _zip(slides))] == ["一枚である。"]


def test_headers_of_mail_that_are_very_long(tmp_path: Path) -> None:
    """All addresses, in CP932 as they stand, and encoded words of one are read, and in time."""
    words, addresses = "=?utf-8?b?44GC?= " * 2_000, "甲野 <a@example.jp>, ".encode("cp932") * 2_000
    data = b"Subject: " + words.encode() + b"\nTo: " + addresses + "\nDate: \n\n本文である。".encode("cp932")
    found = Counter("".join(p.text for p in read_bytes(tmp_path, "a.eml", data).passages))
    assert (found["あ"], found["野"], found["@"]) == (2_001, 2_000, 2_000)
