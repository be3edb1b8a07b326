"""Word documents: headings, automatic numbers, tables, notes, ruby, tracked changes, and what is refused."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import docx
import pytest

from extraction import blocks_of, held_characters, read_bytes, xml_characters
from fumikura.errors import UnreadableError
from fumikura.reading.list_numbers import format_number

_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_STYLES = """<w:style w:type="paragraph" w:styleId="H1"><w:name w:val="heading 1"/></w:style>
<w:style w:type="paragraph" w:styleId="H2"><w:name w:val="見出し 2"/><w:basedOn w:val="H1"/></w:style>
<w:style w:type="paragraph" w:styleId="Cap"><w:name w:val="caption"/></w:style>"""
_NUMBERING = """<w:abstractNum w:abstractNumId="1">
<w:lvl w:ilvl="0"><w:numFmt w:val="japaneseCounting"/><w:lvlText w:val="第%1条"/><w:suff w:val="space"/></w:lvl>
<w:lvl w:ilvl="1"><w:numFmt w:val="aiueoFullWidth"/><w:lvlText w:val="（%2）"/><w:suff w:val="nothing"/></w:lvl>
</w:abstractNum>
<w:abstractNum w:abstractNumId="2">
<w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/><w:lvlText w:val="●"/></w:lvl></w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="2"/></w:num>"""


def _docx(body: str, **members: str) -> bytes:
    """A document of that body, and further members of the folder word/."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", f"<w:document {_W}><w:body>{body}</w:body></w:document>")
        for name, content in members.items():
            root = name.rstrip("s") + "s" if name in ("styles", "footnotes", "comments") else name
            archive.writestr(f"word/{name}.xml", f"<w:{root} {_W}>{content}</w:{root}>")
    return stream.getvalue()


def _p(text: str, style: str = "", number: tuple[int, int] | None = None) -> str:
    numbered = (
        f'<w:numPr><w:ilvl w:val="{number[1]}"/><w:numId w:val="{number[0]}"/></w:numPr>' if number else ""
    )
    styled = f'<w:pStyle w:val="{style}"/>' if style else ""
    inner = text if text.startswith("<") else f"<w:r><w:t>{text}</w:t></w:r>"
    return f"<w:p><w:pPr>{styled}{numbered}</w:pPr>{inner}</w:p>"


def test_headings_and_numbers() -> None:
    """Levels of headings make sections; numbers that Word counts are written as Word shows them."""
    body = (
        _p("総則", "H1")
        + _p("この規程は、業務の基準を定める。", number=(1, 0))
        + _p("用語の意義を定めること。", number=(1, 1))
        + _p("手続を定めること。", number=(1, 1))
        + _p("適用", "H2")
        + _p("この規程は、全職員に適用する。", number=(1, 0))
        + _p("記号の付いた項目である。", number=(2, 0))
    )
    assert blocks_of("a.docx", _docx(body, styles=_STYLES, numbering=_NUMBERING)) == [
        ("heading1", "総則"),
        ("numbered", "第一条 この規程は、業務の基準を定める。"),
        ("numbered", "（ア）用語の意義を定めること。"),
        ("numbered", "（イ）手続を定めること。"),
        ("heading2", "適用"),
        ("numbered", "第二条 この規程は、全職員に適用する。"),
        ("bullet", "記号の付いた項目である。"),
    ]


def test_notes_ruby_changes_and_boxes(tmp_path: Path) -> None:
    """Ruby is a gloss, a note follows its paragraph, what was struck out is gone, comments and headers stand apart."""
    ruby = (
        "<w:r><w:ruby><w:rubyPr/><w:rt><w:r><w:t>かくりょう</w:t></w:r></w:rt>"
        "<w:rubyBase><w:r><w:t>閣僚</w:t></w:r></w:rubyBase></w:ruby></w:r>"
    )
    struck = "<w:del><w:r><w:delText>昨日</w:delText></w:r></w:del><w:ins><w:r><w:t>本日</w:t></w:r></w:ins>"
    note = '<w:r><w:footnoteReference w:id="2"/></w:r>'
    box = "<w:r><w:pict><w:txbxContent>" + _p("枠の中の文である。") + "</w:txbxContent></w:pict></w:r>"
    runs = [
        "<w:r><w:t>両国の</w:t></w:r>",
        ruby,
        "<w:r><w:t>は、</w:t></w:r>",
        struck,
        "<w:r><w:t>会談した。</w:t></w:r>",
    ]
    body = _p("".join([*runs, note, box]))
    separator = '<w:footnote w:id="0" w:type="separator"/>'
    content = read_bytes(
        tmp_path,
        "a.docx",
        _docx(
            body,
            footnotes=separator + '<w:footnote w:id="2">' + _p("定例の協議である。") + "</w:footnote>",
            comments='<w:comment w:id="1">' + _p("要確認である。") + "</w:comment>",
            header1=_p("架空省"),
        ),
    )
    assert [(p.kind, p.text, p.glosses) for p in content.passages] == [
        ("paragraph", "両国の閣僚は、本日会談した。", ("かくりょう",)),
        ("paragraph", "枠の中の文である。", ()),
        ("footnote", "定例の協議である。", ()),
        ("footnote", "要確認である。", ()),
        ("furniture", "架空省", ()),
    ]


def test_cells_of_a_form(tmp_path: Path) -> None:
    """A cell, or a row, that is a field to be filled in stands wrapped in a content control, and is read in its place."""
    cell = "<w:tc>" + _p("{}") + "</w:tc>"
    control = "<w:sdt><w:sdtPr/><w:sdtContent>{}</w:sdtContent></w:sdt>"
    rows = [
        f"<w:tr><w:trPr/>{cell.format('氏名')}{control.format(cell.format('甲野'))}</w:tr>",
        control.format(f"<w:tr>{cell.format('住所')}{cell.format('東京')}</w:tr>"),
    ]
    body = f"<w:tbl>{''.join(rows)}</w:tbl>"
    assert blocks_of("a.docx", _docx(body)) == [("row", "氏名|甲野"), ("row", "住所|東京")]


def test_pages_that_word_saved(tmp_path: Path) -> None:
    """The page breaks that Word saw last tell the page of each paragraph."""
    broken = "<w:r><w:lastRenderedPageBreak/><w:t>次の頁の段落である。</w:t></w:r>"
    content = read_bytes(
        tmp_path, "a.docx", _docx(_p("初めの頁の段落である。") + _p(broken) + _p("その続きである。"))
    )
    assert [(p.page, p.lines) for p in content.passages] == [("1", (1, 1)), ("2", (1, 1)), ("2", (2, 2))]


def test_a_document_of_another_maker(tmp_path: Path) -> None:
    """What python-docx writes is read whole: merged cells once, and every character that is in its runs."""
    made = docx.Document()
    made.add_heading("防衛協力の記録", 1)
    made.add_paragraph("閣僚は、協力を進めることで一致した。")
    table = made.add_table(3, 2)
    for row, column, text in ((0, 0, "年"), (0, 1, "会議"), (1, 1, "第1回"), (2, 1, "第2回")):
        table.cell(row, column).text = text
    table.cell(1, 0).merge(table.cell(2, 0)).text = "2020"
    stream = io.BytesIO()
    made.save(stream)
    content = read_bytes(tmp_path, "a.docx", stream.getvalue())
    assert [p.text for p in content.passages if p.kind == "table-row"] == [
        "年\u3000会議",
        "2020\u3000第1回",
        "第2回",
    ]
    assert held_characters(content.passages) == xml_characters(stream.getvalue(), "word/document.xml", "w:t")


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (_docx(_p("本文"))[:-40], "damaged"),
        (b"PK\x03\x04" + bytes(60), "damaged"),
        (_docx("<w:p>"), "damaged"),
        (_docx("<w:p>" * 500 + "</w:p>" * 500), "nested more than"),
    ],
    ids=["cut short", "no archive", "broken XML", "deep"],
)
def test_what_is_broken_is_named(tmp_path: Path, data: bytes, said: str) -> None:
    """A document that is no document ends in an error that names the file and what is wrong."""
    with pytest.raises(UnreadableError, match=said):
        read_bytes(tmp_path, "a.docx", data)


def test_entities_and_bombs_are_refused(tmp_path: Path) -> None:
    """Neither entities that grow nor a member that unpacks to gigabytes is read."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>')
    with pytest.raises(UnreadableError, match="entities"):
        read_bytes(tmp_path, "a.docx", stream.getvalue())
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b"<a>" + b" " * 50_000_000 + b"</a>")
    with pytest.raises(UnreadableError, match="unpacks to"):
        read_bytes(tmp_path, "b.docx", stream.getvalue())


@pytest.mark.parametrize(
    ("style", "values", "written"),
    [
        ("japaneseCounting", (1, 10, 21, 110), "一 十 二十一 百十"),
        ("japaneseLegal", (1, 12), "壱 壱拾弐"),
        ("japaneseDigitalTenThousand", (10, 23), "一〇 二三"),
        ("decimalEnclosedCircle", (1, 20, 21), "① ⑳ (21)"),
        ("irohaFullWidth", (1, 2, 3), "イ ロ ハ"),
        ("aiueoFullWidth", (1, 46, 47), "ア ン アア"),
        ("ideographTraditional", (1, 10), "甲 癸"),
        ("lowerRoman", (4, 9, 14), "iv ix xiv"),
        ("decimalFullWidth", (12,), "１２"),
        ("unheardOf", (3,), "3"),
    ],
)
def test_numbers_are_written_in_their_style(style: str, values: tuple[int, ...], written: str) -> None:
    """The styles of lists that Japanese documents have."""
    assert " ".join(format_number(value, style) for value in values) == written
