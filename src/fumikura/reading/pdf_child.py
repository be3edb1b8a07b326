"""The process that opens a PDF: its bytes on standard input, one JSON object a page on standard output.

PDFium is written in C++ and reads what anybody may have made; a file that makes it fail, or take all memory, ends this
process and not the program. Characters are put into lines here, so that little is handed on.
"""

from __future__ import annotations

import base64
import ctypes
import itertools
import math
import sys
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import Any

import pypdfium2.raw as pdfium

from fumikura.errors import UnreadableError
from fumikura.pages import Box, Stretch
from fumikura.reading.laid_lines import Character, lines_of
from fumikura.reading.limited import limit, say
from fumikura.reading.pdf_annotations import FormFields, attached_files, attached_names, text_of, texts_of_xfa

_MOST_SEGMENTS = 20_000  # of the paths of a page; a map has more, and no table
_MOST_DAMAGED = 100  # pages that follow each other
_DEEPEST_FORM = 6
_THIN = 2.5  # points; a rule is no thicker
_SHORT = 4.0  # points; a rule is longer
_ERRORS = {2: "file", 3: "format", 4: "password", 5: "security", 6: "page"}
_HYPHEN = 2  # what PDFium gives for one at the end of a line
_INVISIBLE = (3, 7)  # modes in which text is not drawn (ISO 32000-1, 9.3.6)


@dataclass(frozen=True, slots=True)
class _Style:
    """What all characters of a text object share; `angle` counts quarter turns."""

    size: float
    angle: int
    bold: bool
    hidden: bool


def main(memory: int, seconds: int, first: int) -> None:
    """Write the pages from `first` on, within so many bytes of memory and seconds of work."""
    limit(memory, seconds)
    data = sys.stdin.buffer.read()
    pdfium.FPDF_InitLibrary()
    buffer = ctypes.create_string_buffer(data, len(data))
    document = pdfium.FPDF_LoadMemDocument64(buffer, len(data), None)
    if not document:
        say({"error": _ERRORS.get(pdfium.FPDF_GetLastError(), "unknown")})
        return
    count = pdfium.FPDF_GetPageCount(document)
    unread, described = list[str](), list[str]()
    try:
        described += texts_of_xfa(document)
    except UnreadableError:
        unread.append("XFA")
    about = {"pages": count, "title": _title(document), "described": described, "unread": unread}
    say({**about, "files": attached_names(document)})
    form = FormFields(document)
    damaged = 0
    for index in range(first, count):
        page = _page(document, form, index)
        say(page)
        damaged = damaged + 1 if "fault" in page else 0
        if damaged > _MOST_DAMAGED:  # a file may say that it has a million pages, and have none
            return
    for place, attached in attached_files(document):  # last, as one may be too much for this process
        say({"place": place, "attached": base64.b64encode(attached).decode("ascii")})


def _title(document: Any) -> str:
    return text_of(lambda buffer, size: pdfium.FPDF_GetMetaText(document, b"Title", buffer, size))


def _page(document: Any, form: FormFields, index: int) -> dict[str, Any]:
    label = text_of(lambda buffer, size: pdfium.FPDF_GetPageLabel(document, index, buffer, size))
    page = pdfium.FPDF_LoadPage(document, index)
    if not page:
        return {"label": label, "fault": "damaged"}
    try:
        frame = _Frame(page)
        characters, unmapped = _characters(page, frame)
        filled, comments = form.filled(page, frame.box)
        characters += filled
        rules, pictures = _drawn(page, frame) if characters else ((), _has_picture(page))
        width, height, lines, turned = lines_of(characters, frame.width, frame.height, rules)
        return {
            "label": label,
            "width": round(width, 1),
            "height": round(height, 1),
            "characters": len(characters),
            "unmapped": unmapped,
            "pictures": pictures,
            "comments": comments,
            "lines": [asdict(line) for line in lines],
            "rules": [[round(each, 1) for each in (r.x0, r.y0, r.x1, r.y1)] for r in turned],
        }
    finally:
        pdfium.FPDF_ClosePage(page)


class _Frame:
    """From the coordinates of a page, which grow upwards, to those of what is seen of it, as it is turned."""

    def __init__(self, page: Any) -> None:
        left, bottom, right, top = (ctypes.c_float() for _ in range(4))
        found = pdfium.FPDFPage_GetCropBox(page, left, bottom, right, top) or pdfium.FPDFPage_GetMediaBox(
            page, left, bottom, right, top
        )
        self.turned = pdfium.FPDFPage_GetRotation(page)
        self.width = float(pdfium.FPDF_GetPageWidthF(page))
        self.height = float(pdfium.FPDF_GetPageHeightF(page))
        self._left, self._bottom = (left.value, bottom.value) if found else (0.0, 0.0)
        self._right = right.value if found else self.width
        self._top = top.value if found else self.height

    def point(self, x: float, y: float) -> tuple[float, float]:
        """A point, from the upper left corner."""
        if self.turned == 1:
            return y - self._bottom, x - self._left
        if self.turned == 2:
            return self._right - x, y - self._bottom
        if self.turned == 3:
            return self._top - y, self._right - x
        return x - self._left, self._top - y

    def box(self, x0: float, y0: float, x1: float, y1: float) -> Box:
        """A rectangle by two of its corners."""
        (ax, ay), (bx, by) = self.point(x0, y0), self.point(x1, y1)
        return Box(min(ax, bx), min(ay, by), max(ax, bx), max(ay, by))


def _characters(page: Any, frame: _Frame) -> tuple[list[Character], int]:
    """The characters of a page, and how many of its fonts do not say what they are."""
    text = pdfium.FPDFText_LoadPage(page)
    if not text:
        return [], 0
    found: list[Character] = []
    unmapped = high = 0
    rect = pdfium.FS_RECTF()
    styles: dict[int, _Style] = {}
    get, generated, box = (
        pdfium.FPDFText_GetUnicode,
        pdfium.FPDFText_IsGenerated,
        pdfium.FPDFText_GetLooseCharBox,
    )
    try:
        for index in range(pdfium.FPDFText_CountChars(text)):
            if generated(text, index) == 1:
                continue
            code = get(text, index)
            if code == _HYPHEN:
                code = ord("-")
            if 0xD800 <= code < 0xDC00:  # 𠮟 comes as the two halves that UTF-16 has of it, at one place
                high = code
                continue
            if high and 0xDC00 <= code < 0xE000:
                code = 0x10000 + ((high - 0xD800) << 10) + code - 0xDC00
            high = 0
            if pdfium.FPDFText_HasUnicodeMapError(text, index) == 1 or code in (0, 0xFFFD) or code > 0x10FFFF:
                unmapped += not (code < 0x80 and chr(code).isspace())
                continue
            if 0xD800 <= code < 0xE000 or not box(text, index, rect):
                unmapped += 0xD800 <= code < 0xE000
                continue
            key = _address(text, index) or 0
            style = styles.get(key)
            if style is None:
                style = styles[key] = _style(text, index, frame)
            place = frame.box(rect.left, rect.bottom, rect.right, rect.top)
            if not math.isfinite(place.x0 + place.x1 + place.y0 + place.y1):
                continue
            found.append(
                Character(
                    chr(code),
                    place.x0,
                    place.y0,
                    place.x1,
                    place.y1,
                    style.size,
                    key,
                    style.angle,
                    style.bold,
                    style.hidden,
                )
            )
    finally:
        pdfium.FPDFText_ClosePage(text)
    return found, unmapped


_address_of = ctypes.CFUNCTYPE(ctypes.c_void_p, pdfium.FPDF_TEXTPAGE, ctypes.c_int)(
    ctypes.cast(pdfium.FPDFText_GetTextObject, ctypes.c_void_p).value or 0
)


def _address(text: Any, index: int) -> int | None:
    """Where the text object of a character is: a name for it, which costs less than the object."""
    address: int | None = _address_of(text, index)
    return address


def _style(text: Any, index: int, frame: _Frame) -> _Style:
    matrix = pdfium.FS_MATRIX()
    size = float(pdfium.FPDFText_GetFontSize(text, index))
    angle = 0
    if pdfium.FPDFText_GetMatrix(text, index, matrix):
        size *= math.hypot(matrix.c, matrix.d) or 1.0
        angle = round(math.atan2(matrix.b, matrix.a) / (math.pi / 2)) % 4
    bold = pdfium.FPDFText_GetFontWeight(text, index) >= 600
    object_ = ctypes.cast(_address(text, index) or 0, pdfium.FPDF_PAGEOBJECT)
    hidden = bool(object_) and pdfium.FPDFTextObj_GetTextRenderMode(object_) in _INVISIBLE
    return _Style(size or 10.0, (angle - frame.turned) % 4, bold, hidden)


def _has_picture(page: Any) -> bool:
    return any(
        pdfium.FPDFPageObj_GetType(pdfium.FPDFPage_GetObject(page, place))
        in (pdfium.FPDF_PAGEOBJ_IMAGE, pdfium.FPDF_PAGEOBJ_FORM)
        for place in range(min(pdfium.FPDFPage_CountObjects(page), 1000))
    )


_Matrix = tuple[float, float, float, float, float, float]


def _drawn(page: Any, frame: _Frame) -> tuple[tuple[Stretch, ...], bool]:
    """The rules of a page, and whether it has pictures."""
    rules: list[Stretch] = []
    pictures = False
    budget = _MOST_SEGMENTS
    for object_, matrix in _objects(page):
        kind = pdfium.FPDFPageObj_GetType(object_)
        pictures = pictures or kind == pdfium.FPDF_PAGEOBJ_IMAGE
        if kind != pdfium.FPDF_PAGEOBJ_PATH:
            continue
        budget -= pdfium.FPDFPath_CountSegments(object_)
        if budget < 0:
            break
        rules += _rules(object_, matrix, frame)
    return tuple(rules), pictures


def _objects(page: Any) -> Iterator[tuple[Any, _Matrix]]:
    """The objects of a page, those inside forms too, with what their coordinates are to be multiplied by."""
    one: _Matrix = (1, 0, 0, 1, 0, 0)
    waiting = [
        (pdfium.FPDFPage_GetObject(page, place), one, 0)
        for place in reversed(range(pdfium.FPDFPage_CountObjects(page)))
    ]
    while waiting:
        object_, outer, depth = waiting.pop()
        matrix = _times(_matrix(object_), outer)
        if pdfium.FPDFPageObj_GetType(object_) != pdfium.FPDF_PAGEOBJ_FORM:
            yield object_, matrix
        elif depth < _DEEPEST_FORM:
            count = pdfium.FPDFFormObj_CountObjects(object_)
            waiting += [
                (pdfium.FPDFFormObj_GetObject(object_, place), matrix, depth + 1)
                for place in reversed(range(count))
            ]


def _matrix(object_: Any) -> _Matrix:
    found = pdfium.FS_MATRIX()
    if not pdfium.FPDFPageObj_GetMatrix(object_, found):
        return (1, 0, 0, 1, 0, 0)
    return (found.a, found.b, found.c, found.d, found.e, found.f)


def _times(inner: _Matrix, outer: _Matrix) -> _Matrix:
    a, b, c, d, e, f = inner
    oa, ob, oc, od, oe, of = outer
    return (
        a * oa + b * oc, a * ob + b * od, c * oa + d * oc, c * ob + d * od, e * oa + f * oc + oe, e * ob + f * od + of,
    )  # fmt: skip


def _rules(path: Any, matrix: _Matrix, frame: _Frame) -> Iterator[Stretch]:
    """The horizontal and vertical lines of a path; a thin rectangle is one line, another its four sides if drawn."""
    points = list(_points(path, matrix, frame))
    stroked = ctypes.c_int()
    filled = ctypes.c_int()
    pdfium.FPDFPath_GetDrawMode(path, filled, stroked)
    xs, ys = [x for x, _, _ in points], [y for _, y, _ in points]
    if not points:
        return
    if max(xs) - min(xs) <= _THIN or max(ys) - min(ys) <= _THIN:
        if max(max(xs) - min(xs), max(ys) - min(ys)) >= _SHORT:
            yield _stretch(min(xs), min(ys), max(xs), max(ys))
        return
    if not stroked.value:
        return
    for (x0, y0, _), (x1, y1, starts) in itertools.pairwise(points):
        straight = abs(x1 - x0) <= 0.5 or abs(y1 - y0) <= 0.5
        if not starts and straight and max(abs(x1 - x0), abs(y1 - y0)) >= _SHORT:
            yield _stretch(min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1))


def _stretch(x0: float, y0: float, x1: float, y1: float) -> Stretch:
    """A line through the middle of a thin rectangle."""
    if x1 - x0 > y1 - y0:
        return Stretch(x0, (y0 + y1) / 2, x1, (y0 + y1) / 2)
    return Stretch((x0 + x1) / 2, y0, (x0 + x1) / 2, y1)


def _points(path: Any, matrix: _Matrix, frame: _Frame) -> Iterator[tuple[float, float, bool]]:
    """The corners of a path, and whether a new part of it starts there."""
    a, b, c, d, e, f = matrix
    x, y = ctypes.c_float(), ctypes.c_float()
    start: tuple[float, float] | None = None
    for place in range(pdfium.FPDFPath_CountSegments(path)):
        segment = pdfium.FPDFPath_GetPathSegment(path, place)
        kind = pdfium.FPDFPathSegment_GetType(segment)
        if kind == pdfium.FPDF_SEGMENT_UNKNOWN or not pdfium.FPDFPathSegment_GetPoint(segment, x, y):
            continue
        point = frame.point(a * x.value + c * y.value + e, b * x.value + d * y.value + f)
        starts = kind != pdfium.FPDF_SEGMENT_LINETO
        if starts:
            start = point
        yield *point, starts
        if start and pdfium.FPDFPathSegment_GetClose(segment):
            yield *start, False


if __name__ == "__main__":
    main(*map(int, sys.argv[1:4]))
