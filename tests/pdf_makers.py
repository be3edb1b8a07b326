"""PDFs of known paragraphs in many manners of setting, by typst (horizontal) and reportlab (vertical)."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from pathlib import Path

__all__ = ["MANNERS", "Manner", "horizontal", "vertical"]

_NOT_FIRST = "、。，．・：；？！」』）】〕ーっゃゅょッャュョァィゥェォぁぃぅぇぉ々ゝゞ％"
_NOT_LAST = "「『（【〔"


@dataclass(frozen=True, slots=True)
class Manner:
    """A way of setting: its name, and what makes a PDF of paragraphs and says which texts a reader should find in it."""

    name: str
    make: Callable[[Sequence[str]], tuple[bytes, list[str]]]


@cache
def _fonts() -> Path:
    import pylopdf_fonts_cjk

    return Path(pylopdf_fonts_cjk.__file__).parent


def horizontal(source: str) -> bytes:
    """A PDF of a document in typst's language, set in Noto Serif JP and Noto Sans JP."""
    typst = import_module("typst")  # its types can't be told apart by mypy
    compiled: bytes = typst.compile(source.encode(), font_paths=[str(_fonts())])
    return compiled


def _escaped(text: str) -> str:
    return "".join(f"\\{char}" if char in "\\#$*_`<>@=-+/[]~'\"" else char for char in text)


_PAGE = '#set text(font: "{font}", size: {size}pt, lang: "ja")\n#set page(paper: "a4", margin: {margin}mm{page})\n'
_PARAGRAPH = (
    "#set par(justify: {justify}, first-line-indent: (amount: {indent}em, all: true), "
    "leading: {leading}em, spacing: {spacing}em)\n"
)


def _head(
    font: str = "Noto Serif JP",
    size: float = 10.5,
    margin: int = 28,
    page: str = "",
    justify: str = "true",
    indent: int = 1,
    leading: float = 0.75,
    spacing: float = 0.75,
) -> str:
    first = _PAGE.format(font=font, size=size, margin=margin, page=f", {page}" if page else "")
    return first + _PARAGRAPH.format(justify=justify, indent=indent, leading=leading, spacing=spacing)


def _plain(**setting: object) -> Callable[[Sequence[str]], tuple[bytes, list[str]]]:
    def make(paragraphs: Sequence[str]) -> tuple[bytes, list[str]]:
        body = "\n\n".join(map(_escaped, paragraphs))
        return horizontal(_head(**setting) + body), list(paragraphs)  # type: ignore[arg-type]

    return make


def _columns(number: int, **setting: object) -> Callable[[Sequence[str]], tuple[bytes, list[str]]]:
    def make(paragraphs: Sequence[str]) -> tuple[bytes, list[str]]:
        body = "\n\n".join(map(_escaped, paragraphs))
        source = _head(**setting) + f"#set page(columns: {number})\n" + body  # type: ignore[arg-type]
        return horizontal(source), list(paragraphs)

    return make


def _sections(font: str, numbered: bool) -> Callable[[Sequence[str]], tuple[bytes, list[str]]]:
    def make(paragraphs: Sequence[str]) -> tuple[bytes, list[str]]:
        parts = ['#show heading: set text(font: "Noto Sans JP", weight: "bold")\n'] if font else []
        expected: list[str] = []
        for place, paragraph in enumerate(paragraphs):
            if place % 3 == 0:
                title = f"第{place // 3 + 1}節　協力の進展" if numbered else f"協力の進展その{place // 3 + 1}"
                parts.append(f"== {title}")
            parts.append(_escaped(paragraph))
            expected.append(paragraph)
        page = 'header: [架空白書　第1部], numbering: "- 1 -"'
        return horizontal(_head(page=page) + "\n\n".join(parts)), expected

    return make


def _notes(paragraphs: Sequence[str]) -> tuple[bytes, list[str]]:
    parts: list[str] = []
    expected: list[str] = []
    for place, paragraph in enumerate(paragraphs):
        middle = paragraph.find("。")
        if place % 3 == 1 and middle > 0:
            note = f"これは{place}番目の段落に付けられた脚注であり、本文とは別の段落として読まれるべきものである。"
            parts.append(f"{_escaped(paragraph[:middle])}#footnote[{note}]{_escaped(paragraph[middle:])}")
            expected += [paragraph, note]
        else:
            parts.append(_escaped(paragraph))
            expected.append(paragraph)
    return horizontal(_head(page='numbering: "1"') + "\n\n".join(parts)), expected


def _ruby(paragraphs: Sequence[str]) -> tuple[bytes, list[str]]:
    rule = "#let ruby(b, r) = box[#b#place(top + center, dy: -0.55em, text(0.5em, r))]\n"
    readings = {
        "同盟": "どうめい",
        "抑止": "よくし",
        "防衛": "ぼうえい",
        "協力": "きょうりょく",
        "日米": "にちべい",
    }
    parts = []
    for paragraph in paragraphs:
        text = _escaped(paragraph)
        for word, reading in readings.items():
            text = text.replace(word, f"#ruby[{word}][{reading}]", 1)
        parts.append(text)
    return horizontal(_head(leading=1.1, spacing=1.1) + rule + "\n\n".join(parts)), list(paragraphs)


def _tables(stroke: str) -> Callable[[Sequence[str]], tuple[bytes, list[str]]]:
    def make(paragraphs: Sequence[str]) -> tuple[bytes, list[str]]:
        parts: list[str] = []
        expected: list[str] = []
        for place, paragraph in enumerate(paragraphs):
            parts.append(_escaped(paragraph))
            expected.append(paragraph)
            if place % 4 == 1:
                rows = [
                    (f"{2000 + place + n}", f"第{n + 1}回協議", ("東京", "ワシントン", "京都")[n])
                    for n in range(3)
                ]
                cells = "".join(f"[{cell}], " for row in rows for cell in row)
                parts.append(f"#table(columns: (5em, 14em, 8em), stroke: {stroke}, {cells})")
                expected += ["".join(row) for row in rows]
        return horizontal(_head() + "\n\n".join(parts)), expected

    return make


_LONG_CELLS = (
    ("2013", "地域の安全保障環境について意見を交わし、指針の見直しを始めることで一致した。", "東京"),
    ("2015", "新しい指針を了承した。", "ニューヨーク"),
    ("2019", "宇宙とサイバーを含む新しい領域での協力を進め、抑止力を高めることを確認した。", "ワシントン"),
)


_CLOSE = "column-gutter: 0.85em, row-gutter: 0.75em, inset: 0pt"


def _wrapped_cells(
    align: str, gaps: str = "column-gutter: 1em, row-gutter: 0.4em"
) -> Callable[[Sequence[str]], tuple[bytes, list[str]]]:
    """Tables without rules in which some cells have several lines, beside which the others stand at the top or amid."""

    def make(paragraphs: Sequence[str]) -> tuple[bytes, list[str]]:
        parts: list[str] = []
        expected: list[str] = []
        cells = "".join(f"[{_escaped(cell)}], " for row in _LONG_CELLS for cell in row)
        setting = f"columns: (4em, 16em, 8em), {gaps}, stroke: none, align: {align}"
        for place, paragraph in enumerate(paragraphs):
            parts.append(_escaped(paragraph))
            expected.append(paragraph)
            if place % 4 == 1:
                parts.append(f"#table({setting}, {cells})")
                expected += ["".join(row) for row in _LONG_CELLS]
        return horizontal(_head() + "\n\n".join(parts)), expected

    return make


def _lists(paragraphs: Sequence[str]) -> tuple[bytes, list[str]]:
    parts: list[str] = []
    expected: list[str] = []
    for place, paragraph in enumerate(paragraphs):
        mark = f"（{place % 5 + 1}）"
        parts.append(f"#par(hanging-indent: 3em, first-line-indent: 0em)[{mark}{_escaped(paragraph)}]")
        expected.append(mark + paragraph)
    return horizontal(_head(spacing=0.9) + "\n\n".join(parts)), expected


def _captions(paragraphs: Sequence[str]) -> tuple[bytes, list[str]]:
    parts: list[str] = []
    expected: list[str] = []
    for place, paragraph in enumerate(paragraphs):
        parts.append(_escaped(paragraph))
        expected.append(paragraph)
        if place % 4 == 2:
            caption = f"図{place}　協力の枠組み"
            parts.append(
                f"#align(center)[#rect(width: 60%, height: 40mm)\n\n#par(first-line-indent: 0em)[{caption}]]"
            )
            expected.append(caption)
    return horizontal(_head() + "\n\n".join(parts)), expected


def _wrapped(paragraph: str, width: int) -> list[str]:
    """A paragraph set in at its start and broken as Japanese is."""
    text, lines = f"\u3000{paragraph}", []
    while text:
        end = min(width, len(text))
        while end < len(text) and end > width - 3 and (text[end] in _NOT_FIRST or text[end - 1] in _NOT_LAST):
            end -= 1
        lines.append(text[:end])
        text = text[end:]
    return lines


def vertical(
    paragraphs: Sequence[str], tiers: int = 1, size: float = 11, pitch: float = 20
) -> tuple[bytes, list[str]]:
    """Vertical text in one tier or two, in a font of Adobe's that is not embedded, columns in any order in the file."""
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.cidfonts import UnicodeCIDFont
    from reportlab.pdfgen.canvas import Canvas

    pdfmetrics.registerFont(UnicodeCIDFont("HeiseiMin-W3", isVertical=True))
    stream = io.BytesIO()
    canvas = Canvas(stream, pagesize=(595, 842))
    height = 700 / tiers - (20 if tiers > 1 else 0)
    columns = [line for paragraph in paragraphs for line in _wrapped(paragraph, int(height / size))]
    a_tier = int(470 / pitch)
    for start in range(0, len(columns), a_tier * tiers):
        canvas.setFont("HeiseiMin-W3", size)
        for place, column in enumerate(columns[start : start + a_tier * tiers]):
            tier, across = divmod(place, a_tier)
            canvas.drawString(530 - across * pitch, 770 - tier * (height + 30), column)
        canvas.showPage()
    canvas.save()
    return stream.getvalue(), list(paragraphs)


def _not_embedded(paragraphs: Sequence[str]) -> tuple[bytes, list[str]]:
    """Horizontal text in a font of Adobe's that is not embedded, and has no map of its own."""
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.cidfonts import UnicodeCIDFont
    from reportlab.pdfgen.canvas import Canvas

    pdfmetrics.registerFont(UnicodeCIDFont("HeiseiKakuGo-W5"))
    stream = io.BytesIO()
    canvas = Canvas(stream, pagesize=(595, 842))
    lines = [line for paragraph in paragraphs for line in _wrapped(paragraph, 40)]
    for start in range(0, len(lines), 36):
        canvas.setFont("HeiseiKakuGo-W5", 11)
        for place, line in enumerate(lines[start : start + 36]):
            canvas.drawString(75, 760 - place * 19, line)
        canvas.showPage()
    canvas.save()
    return stream.getvalue(), list(paragraphs)


MANNERS = (
    Manner("one column, set in", _plain()),
    Manner("one column, apart", _plain(indent=0, spacing=1.6)),
    Manner("sans, small", _plain(font="Noto Sans JP", size=9, margin=20)),
    Manner("ragged edge, apart", _plain(justify="false", indent=0, spacing=1.5)),
    Manner("ragged edge, set in", _plain(justify="false")),
    Manner("two columns", _columns(2, size=9.5, margin=20)),
    Manner("three columns", _columns(3, size=8, margin=15)),
    Manner("sections with running heads", _sections("Noto Sans JP", numbered=True)),
    Manner("headings without numbers", _sections("Noto Sans JP", numbered=False)),
    Manner("footnotes", _notes),
    Manner("ruby", _ruby),
    Manner("tables with rules", _tables("0.5pt")),
    Manner("tables without rules", _tables("none")),
    Manner("cells of several lines, top", _wrapped_cells("left + top")),
    Manner("cells of several lines, amid", _wrapped_cells("left + horizon")),
    Manner("cells as close as lines, top", _wrapped_cells("left + top", _CLOSE)),
    Manner("cells as close as lines, amid", _wrapped_cells("left + horizon", _CLOSE)),
    Manner("numbered items, hanging", _lists),
    Manner("captions of figures", _captions),
    Manner("vertical", vertical),
    Manner("vertical, two tiers", lambda paragraphs: vertical(paragraphs, tiers=2, size=9, pitch=15)),
    Manner("font not embedded", _not_embedded),
)
