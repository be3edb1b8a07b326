"""PDFs: paragraphs in many manners of setting, what is said of those that can't be read, and limits."""

from __future__ import annotations

import io
import os
import random
import subprocess
import sys
from pathlib import Path

import pikepdf
import pytest
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

from extraction import characters, held_characters, read_bytes
from fumikura.errors import FumikuraError, UnreadableError
from fumikura.layout.printed import is_printed_frame
from fumikura.reading.formats import pdf
from pdf_makers import MANNERS, Manner, horizontal, vertical

_FONT = '#set text(font: "Noto Serif JP", lang: "ja")\n'
_PARAGRAPHS = (
    "両国の閣僚は、地域の安全保障環境が厳しさを増していることを確認し、同盟の抑止力と対処力を高めるための協力を一層深めることで一致した。",
    "また、双方は、情報を守るための仕組みを整えることの重要性を強調し、防衛装備の共同研究と開発を進めるための枠組みを歓迎した。これらは三年の間に実施される。",
    "さらに、災害への対応における協力についても意見を交わし、2011年の経験を踏まえて、派遣の手順をあらかじめ定めておくことの意義を再確認した。この点で日本側は、"
    "関係する機関の間の連絡を密にする考えを示した。",
    "最後に、次回の会合を来年の春に東京で開くことを決めた。",
)


@pytest.mark.parametrize("manner", MANNERS, ids=lambda manner: manner.name)
def test_paragraphs_come_out_whole(tmp_path: Path, manner: Manner) -> None:
    """Set in whatever manner, each paragraph is one passage, with just its own characters, and none of all is lost."""
    data, expected = manner.make(_PARAGRAPHS * 3)
    passages = read_bytes(tmp_path, "a.pdf", data).passages
    found = ["".join(p.text.split()) for p in passages]
    assert [text for text in expected if "".join(text.split()) not in found] == []
    assert characters("".join(expected)) - held_characters(passages) == {}


def test_pages_are_those_printed(tmp_path: Path) -> None:
    """A passage has the number that is printed on its page, and both where it goes over to the next."""
    source = '#set page(paper: "a6", numbering: "- 1 -", header: [架空白書])\n#counter(page).update(41)\n'
    source += _FONT + "#set par(justify: true, first-line-indent: (amount: 1em, all: true))\n"
    content = read_bytes(tmp_path, "a.pdf", horizontal(source + "\n\n".join(_PARAGRAPHS * 3)))
    pages = [p.page for p in content.passages if p.kind == "paragraph"]
    assert pages[0] == "41"
    assert "41-42" in pages
    furniture = {p.text for p in content.passages if p.kind == "furniture"}
    assert {"架空白書", "- 41 -", "- 42 -"} <= furniture


@pytest.mark.parametrize(
    ("header", "footer"),
    [
        ("2026/12/01 12:34 #h(1fr) お知らせ #h(1fr)", "https:\\/\\/www.example.jp/a.html #h(1fr) 1/1"),
        ("お知らせ #h(1fr) https:\\/\\/www.example.jp/a.html", "1 / 1 #h(1fr) 2026/12/01 12:34"),
    ],
)
def test_what_a_browser_prints_around_a_page_is_of_the_page(tmp_path: Path, header: str, footer: str) -> None:
    """A page that was printed from a browser has the title and the day of its text, not those of the printing."""
    source = _FONT + f'#set page(paper: "a5", header: [{header}], footer: [{footer}])\n'
    text = "#text(18pt)[臨時休館の予定]\n\n令和5年6月7日\n\n館内の整理のため、七月の第一週は休館とします。"
    content = read_bytes(tmp_path, "a.pdf", horizontal(source + text))
    assert (content.documents[0].title, content.documents[0].date) == ("臨時休館の予定", "2023-06-07")
    furniture = " ".join(p.text for p in content.passages if p.kind == "furniture")
    assert all(part in furniture for part in ("12:34", "お知らせ", "example.jp/a.html"))


def test_notes_and_exponents_are_told_apart(tmp_path: Path) -> None:
    """The mark of a note leaves its sentence, the note is a passage of its own, an exponent stays where it is."""
    source = _FONT + "面積は10m#super[2]である#footnote[測り方は別に定める。]。また増えた。"
    passages = read_bytes(tmp_path, "a.pdf", horizontal(source)).passages
    assert [(p.kind, p.text, p.glosses) for p in passages] == [
        ("paragraph", "面積は10m2である。また増えた。", ("1",)),
        ("footnote", "測り方は別に定める。", ("1",)),
    ]


@pytest.mark.parametrize("lower", [2, 4, 6, 8, 10])
def test_a_heading_beside_two_lines_of_the_next_column_parts_them(tmp_path: Path, lower: int) -> None:
    """Lines stay in their order where a heading of the other column is as high as two of them, wherever it stands."""
    pdfmetrics.registerFont(UnicodeCIDFont("HeiseiKakuGo-W5"))
    stream = io.BytesIO()
    canvas = Canvas(stream, pagesize=(595, 842))
    left, right = (_PARAGRAPHS[1] + _PARAGRAPHS[2])[: 18 * 10], _PARAGRAPHS[0][: 18 * 3]
    canvas.setFont("HeiseiKakuGo-W5", 10)
    for line in range(10):
        canvas.drawString(50 if line == 4 else 40, 780 - 14 * line, left[line * 18 : line * 18 + 18])
    for line in range(3):
        canvas.drawString(310, 780 - 14 * line, right[line * 18 : line * 18 + 18])
        canvas.drawString(310, 780 - 14 * (line + 7), right[line * 18 : line * 18 + 18])
    canvas.setFont("HeiseiKakuGo-W5", 18)
    canvas.drawString(310, 780 - 14 * 4 - lower, "災害への備え")
    canvas.save()
    found = "".join(p.text for p in read_bytes(tmp_path, "a.pdf", stream.getvalue()).passages)
    assert left in found


def _strings(*strings: tuple[float, float, str]) -> bytes:
    """A page with strings of 10 points at their places, from the upper left."""
    pdfmetrics.registerFont(UnicodeCIDFont("HeiseiKakuGo-W5"))
    stream = io.BytesIO()
    canvas = Canvas(stream, pagesize=(595, 842))
    canvas.setFont("HeiseiKakuGo-W5", 10)
    for x, y, string in strings:
        canvas.drawString(x, 842 - y, string)
    canvas.save()
    return stream.getvalue()


@pytest.mark.parametrize(
    ("top", "bottom", "printed"),
    [
        ("12/1/26, 3:54 AM  お知らせ", "https://example.jp/a 1/1", True),
        ("お知らせ", "https://example.jp/a 1/1", False),
        ("2026/12/01 12:34", "出典 https://example.jp/a", False),
        ("https://example.jp/a 1/2", "https://example.jp/b 2026/12/01", False),
        ("2026/12/01 お知らせ", "くわしくは https://example.jp/a 1/1", False),
    ],
)
def test_what_browsers_print_is_told_by_all_its_parts(top: str, bottom: str, printed: bool) -> None:
    """The day, the address and the number are there once each, and beside them no more than a title."""
    assert is_printed_frame(top, bottom) is printed


def test_a_bracket_comes_behind_the_sign_that_it_is_moved_over(tmp_path: Path) -> None:
    """Browsers set 「 close to what stands before it, so that its empty half lies over that."""
    data = _strings((40, 100, "甲乙協議会"), (90, 100, "("), (89, 100, "「"), (99, 100, "第二部会」)の開催"))
    assert [p.text for p in read_bytes(tmp_path, "a.pdf", data).passages] == [
        "甲乙協議会(「第二部会」)の開催"
    ]


def test_a_narrow_gap_is_a_space_where_all_else_stands_close(tmp_path: Path) -> None:
    """A space of a quarter em that was not written is one; in a line that is spread out no gap is."""
    spread = tuple((40 + 12.5 * place, 200.0, char) for place, char in enumerate("報告書を配る。"))
    data = _strings((40, 100, "記者"), (62.5, 100, "計画はいつですか。"), *spread)
    found = [(p.speaker, p.text) for p in read_bytes(tmp_path, "a.pdf", data).passages]
    assert found[0] == ("記者", "計画はいつですか。")
    assert found[1][1] == "報告書を配る。"


def test_the_widest_line_of_a_page_is_not_full_where_there_is_room_beside_it(tmp_path: Path) -> None:
    """A paragraph of one line ends although no other line of the page is as wide, and one of two lines is whole."""
    data = _strings(
        (40, 100, "図書館は、来週から開館の時間を変えることにした。"),
        (40, 118, "変更は町のページで知らせる。"),
        (40, 136, "問合せは館長まで。"),
    )
    assert len(read_bytes(tmp_path, "a.pdf", data).passages) == 3
    data = _strings(
        (40, 100, "図書館は、来週から開館の時間を変えることにしたが、町"), (40, 118, "のページで知らせる。")
    )
    assert len(read_bytes(tmp_path, "a.pdf", data).passages) == 1
    full = "図書館は、来週から開館の時間を変えることにしたが、町の人はまだそれを知らず、広報にも載っていない。".ljust(
        51, "。"
    )
    data = _strings((40, 100, full), (40, 118, "変更は町のページで知らせる。"))
    assert len(read_bytes(tmp_path, "a.pdf", data).passages) == 1


def test_kanji_that_take_two_code_units_are_read(tmp_path: Path) -> None:
    """𠮟 is a kanji of everyday use, and a letter of a formula no gap in it: PDFium gives both in halves."""
    text = "𠮟責を受けた。𠮷野家で𩸽を食べ、𣘺本氏と会った。値は𝑉である。"
    source = '#set text(font: ("Noto Serif JP", "New Computer Modern Math"), lang: "ja")\n' + text
    (passage,) = read_bytes(tmp_path, "a.pdf", horizontal(source)).passages
    assert "".join(passage.text.split()) == text


def test_ruby_is_a_gloss(tmp_path: Path) -> None:
    """Small kana above kanji are lifted out of the sentence."""
    ruby = "#box[同盟#place(top + center, dy: -0.55em, text(0.5em)[どうめい])]"
    source = f"{_FONT}両国の{ruby}は、地域の平和の礎である。"
    (passage,) = read_bytes(tmp_path, "a.pdf", horizontal(source)).passages
    assert (passage.text, passage.glosses) == ("両国の同盟は、地域の平和の礎である。", ("どうめい",))


def test_vertical_text_is_read_from_the_right(tmp_path: Path) -> None:
    """Columns go from right to left, and tiers from the top."""
    content = read_bytes(tmp_path, "a.pdf", vertical(_PARAGRAPHS, tiers=2, size=9, pitch=15)[0])
    assert [p.text for p in content.passages] == list(_PARAGRAPHS)


def _drawn(text: str, *, hidden: bool = False, picture: bool = False) -> bytes:
    stream = io.BytesIO()
    canvas = Canvas(stream, pagesize=(300, 300))
    if picture:
        from PIL import Image
        from reportlab.lib.utils import ImageReader

        canvas.drawImage(ImageReader(Image.new("RGB", (20, 20))), 0, 0, 300, 300)
    if text:
        line = canvas.beginText(20, 200)
        line.setTextRenderMode(3 if hidden else 0)
        line.textLine(text)
        canvas.drawText(line)
    canvas.showPage()
    canvas.save()
    return stream.getvalue()


def test_hidden_text_under_a_picture_is_read(tmp_path: Path) -> None:
    """What a program recognised in a scan is found, and said to be so."""
    data = _drawn("The ministers met in Kyoto.", hidden=True, picture=True)
    content = read_bytes(tmp_path, "a.pdf", data)
    assert [p.text for p in content.passages] == ["The ministers met in Kyoto."]
    assert [p.tags for p in content.passages] == [("OCR",)]


def _unmapped(text: str = _PARAGRAPHS[0] * 2, font: str = "") -> bytes:
    """A PDF in which the fonts of that name do not say which characters their glyphs are."""
    stream = io.BytesIO()
    with pikepdf.open(io.BytesIO(horizontal(_FONT + text))) as file:
        for each in file.objects:
            if isinstance(each, pikepdf.Dictionary) and "/ToUnicode" in each and font in str(each.BaseFont):
                del each["/ToUnicode"]
        file.save(stream)
    return stream.getvalue()


def _locked() -> bytes:
    stream = io.BytesIO()
    with pikepdf.open(io.BytesIO(_drawn("secret"))) as file:
        file.save(stream, encryption=pikepdf.Encryption(user="u", owner="o"))
    return stream.getvalue()


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (_drawn("", picture=True), "a scan without text"),
        (_drawn(""), "contains no text"),
        (_locked(), "needs a password"),
        (_unmapped(), "do not say which characters"),
        (b"%PDF-1.7\n" + b"rubbish" * 40, "damaged"),
    ],
    ids=["scan", "empty", "password", "no map", "rubbish"],
)
def test_what_can_not_be_read_is_named(tmp_path: Path, data: bytes, said: str) -> None:
    """A PDF without text that can be read ends in an error that says why."""
    with pytest.raises(UnreadableError, match=said):
        read_bytes(tmp_path, "a.pdf", data)


def test_the_few_characters_without_a_map_are_said_to_be_left_out(tmp_path: Path) -> None:
    """A heading in a font without a map does not cost its page, nor is it passed over; alone it is no empty page."""
    heading = '#text(font: "Noto Sans JP")[会合の結果]'
    content = read_bytes(tmp_path, "a.pdf", _unmapped(f"{heading}\n\n{_PARAGRAPHS[1]}", "Sans"))
    assert ["".join(passage.text.split()) for passage in content.passages] == [_PARAGRAPHS[1]]
    assert ["page 1: some of its fonts" in str(reason) for _, reason in content.left_out] == [True]
    with pytest.raises(UnreadableError, match="do not say which characters"):
        read_bytes(tmp_path, "a.pdf", _unmapped(heading, "Sans"))


def test_what_is_filled_in_or_noted_on_a_page_is_read(tmp_path: Path) -> None:
    """The value of a field stands where it is seen, comments stand apart, and files that are attached are parts."""
    with pikepdf.open(io.BytesIO(horizontal(_FONT + "申請者の氏名を記入すること。"))) as pdf:
        annotation = pikepdf.Dictionary(Type=pikepdf.Name.Annot, Rect=[80, 400, 300, 420])
        field = {"/Subtype": pikepdf.Name.Widget, "/FT": pikepdf.Name.Tx, "/T": "a", "/V": "甲野太郎"}
        comment = {"/Subtype": pikepdf.Name.Text, "/Contents": "要確認である。"}
        both = [pdf.make_indirect(pikepdf.Dictionary({**annotation, **each})) for each in (field, comment)]
        pdf.pages[0].obj["/Annots"] = pikepdf.Array(both)
        pdf.Root["/AcroForm"] = pikepdf.Dictionary(Fields=both[:1])
        pdf.attachments["別紙.txt"] = "別紙の文である。".encode()
        pdf.attachments["図.png"] = b"\x89PNG\r\n\x1a\n"
        stream = io.BytesIO()
        pdf.save(stream)
    content = read_bytes(tmp_path, "a.pdf", stream.getvalue())
    assert [(p.kind, p.text) for p in content.passages] == [
        ("paragraph", "申請者の氏名を記入すること。"),
        ("paragraph", "甲野太郎"),
        ("furniture", "要確認である。"),
        ("paragraph", "別紙の文である。"),
    ]
    assert content.passages[-1].source == "a.pdf!別紙.txt"
    assert [str(fault).split(",")[0] for _, fault in content.left_out] == ["a.pdf: 図.png"]


def test_files_attached_to_a_cover_without_text(tmp_path: Path) -> None:
    """They are read though the pages give nothing; what is beyond the limit of all is named."""
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.attachments["別紙.txt"] = "別紙の文である。".encode()
        pdf.attachments["大きい.txt"] = "あ".encode() * 2**25
        stream = io.BytesIO()
        pdf.save(stream)
    content = read_bytes(tmp_path, "a.pdf", stream.getvalue())
    assert [(p.source, p.text) for p in content.passages] == [("a.pdf!別紙.txt", "別紙の文である。")]
    assert [reason.code for _, reason in content.left_out] == ["file.part-unread"]


_LABELS = b"""<template xmlns="http://www.xfa.org/schema/xfa-template/3.3/"><subform><field name="a"><caption><value>
<text>\xe6\xb0\x8f\xe5\x90\x8d</text></value></caption><event><script>alert()</script></event></field></subform></template>"""
_VALUES = """<xfa:datasets xmlns:xfa="http://www.xfa.org/schema/xfa-data/1.0/"><xfa:data><a>甲野太郎</a></xfa:data>
</xfa:datasets>""".encode()


@pytest.mark.parametrize(("values", "found"), [(_VALUES, ["氏名", "甲野太郎"]), (b"<a", [])])
def test_a_form_without_pages(tmp_path: Path, values: bytes, found: list[str]) -> None:
    """Labels and values of a form that only XML describes are read, before what its page asks for; else it is named."""
    with pikepdf.open(io.BytesIO(horizontal(_FONT + "お待ちください。"))) as pdf:
        packets = ["template", pdf.make_stream(_LABELS), "datasets", pdf.make_stream(values)]
        pdf.Root["/AcroForm"] = pikepdf.Dictionary(Fields=[], XFA=pikepdf.Array(packets))
        pdf.Root["/NeedsRendering"] = True
        stream = io.BytesIO()
        pdf.save(stream)
    content = read_bytes(tmp_path, "a.pdf", stream.getvalue())
    assert [p.text for p in content.passages] == [*found, "お待ちください。"]
    assert ["XFA" in str(fault) for _, fault in content.left_out] == ([] if found else [True])


def test_a_pdf_is_told_by_its_content(tmp_path: Path) -> None:
    """A PDF that is named .txt is no text."""
    assert [p.text for p in read_bytes(tmp_path, "a.txt", _drawn("A line.")).passages] == ["A line."]


def test_broken_files_are_read_or_named(tmp_path: Path) -> None:
    """Bytes cut off, changed or swapped at random: some passages or an error of ours, and never another."""
    whole = horizontal(_FONT + "\n\n".join(_PARAGRAPHS))
    chance = random.Random(1)
    for _ in range(int(os.environ.get("FUMIKURA_BROKEN_FILES", "12"))):
        data = bytearray(whole[: chance.randrange(1, len(whole))] if chance.random() < 0.4 else whole)
        for _ in range(chance.randrange(0, 200)):
            data[chance.randrange(len(data))] = chance.randrange(256)
        try:
            assert read_bytes(tmp_path, "a.pdf", b"%PDF-1.7\n" + bytes(data)).passages
        except FumikuraError as error:
            assert "a.pdf" in str(error)


def test_a_page_that_takes_too_long_is_given_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The process that reads is killed when its time is over, and the file is named; that is not called damage."""
    monkeypatch.setattr(pdf, "_SECONDS_A_PAGE", 0.001)
    with pytest.raises(UnreadableError, match="the process that read it ended"):
        read_bytes(tmp_path, "a.pdf", _drawn("A line."))


def test_the_process_that_reads_has_limits() -> None:
    """It may have so much memory and no more, so that a small file can't take all that there is."""
    program = "from fumikura.reading.limited import limit; limit(400 << 20, 5); bytearray(1 << 30)"
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    found = subprocess.run([sys.executable, "-c", program], env=environment, capture_output=True, check=False)
    assert b"MemoryError" in found.stderr
