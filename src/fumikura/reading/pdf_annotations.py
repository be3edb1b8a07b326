"""What is put upon the pages of a PDF, or into the file beside them: filled-in forms, comments, attached files.

Forms are no part of what PDFium takes for the text of a page. Nothing in one is run: scripts are not even compiled in.
"""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Iterator
from typing import Any
from xml.etree.ElementTree import Element

import pypdfium2.raw as pdfium

from fumikura.reading.laid_lines import Character
from fumikura.reading.trees import parse_xml

_FILLED = frozenset(
    {pdfium.FPDF_FORMFIELD_TEXTFIELD, pdfium.FPDF_FORMFIELD_COMBOBOX, pdfium.FPDF_FORMFIELD_LISTBOX}
)
_SAY_NOTHING = frozenset({pdfium.FPDF_ANNOT_LINK, pdfium.FPDF_ANNOT_POPUP, pdfium.FPDF_ANNOT_WIDGET})
_MOST = 1000  # annotations of a page, and files
_MOST_ATTACHED = 2**26  # bytes
_SIZE = 10.0  # points, of what is filled in
_OURS = 1 << 62  # runs of characters that no text object has

_Place = Callable[[float, float, float, float], Any]


def text_of(function: Callable[[Any, int], int], most: int = 4096) -> str:
    """A text that PDFium gives in UTF-16, asked for its length first; "" where it has more bytes than `most`."""
    size = function(None, 0)
    if not 2 < size < most:
        return ""
    buffer = (ctypes.c_ushort * (size // 2 + 1))()
    function(buffer, size)
    return bytes(buffer)[: size - 2].decode("utf-16-le", "replace")


def attached_names(document: Any) -> list[str]:
    """The names of the files that are attached to a document."""
    return list(map(_name, _attached(document)))


def attached_files(document: Any) -> Iterator[tuple[int, bytes]]:
    """Those files by their place among the names, but for what is beyond a limit of all."""
    left = _MOST_ATTACHED
    for place, file in enumerate(_attached(document)):
        length = ctypes.c_ulong()
        if pdfium.FPDFAttachment_GetFile(file, None, 0, length) and 0 < length.value <= left:
            data = (ctypes.c_char * length.value)()
            if pdfium.FPDFAttachment_GetFile(file, data, length.value, length):
                left -= len(data)
                yield place, bytes(data)


def _attached(document: Any) -> Iterator[Any]:
    for place in range(min(pdfium.FPDFDoc_GetAttachmentCount(document), _MOST)):
        yield pdfium.FPDFDoc_GetAttachment(document, place)


def _name(file: Any) -> str:
    return text_of(lambda buffer, size: pdfium.FPDFAttachment_GetName(file, buffer, size)) or "?"


def texts_of_xfa(document: Any) -> list[str]:
    """The labels and the values of a form that only its XML describes (XFA): the page of such a file asks to wait.

    Raises UnreadableError where that is damaged.
    """
    if pdfium.FPDF_GetFormType(document) != pdfium.FORMTYPE_XFA_FULL:
        return []
    found: list[str] = []
    for place in range(min(pdfium.FPDF_GetXFAPacketCount(document), _MOST)):
        name = ctypes.create_string_buffer(16)
        pdfium.FPDF_GetXFAPacketName(document, place, name, len(name))
        if name.value not in (b"template", b"datasets"):
            continue
        length = ctypes.c_ulong()
        pdfium.FPDF_GetXFAPacketContent(document, place, None, 0, length)
        data = (ctypes.c_char * length.value)()
        pdfium.FPDF_GetXFAPacketContent(document, place, data, length.value, length)
        found += _texts_of_packet(parse_xml(bytes(data), "XFA"))
    return found


def _texts_of_packet(tree: Element) -> Iterator[str]:
    """The texts of a template, which stand in elements for them, and those of data, which stand in any."""
    for node in tree.iter():
        if tree.tag == "template" and node.tag not in ("text", "exData"):
            continue
        text = node.text or "" if tree.tag != "template" else "".join(node.itertext())
        if text.strip():
            yield text


class FormFields:
    """The form of a document, which has the values of its fields."""

    def __init__(self, document: Any) -> None:
        self._info = pdfium.FPDF_FORMFILLINFO(version=2)
        self._form = pdfium.FPDFDOC_InitFormFillEnvironment(document, self._info)

    def filled(self, page: Any, box: _Place) -> tuple[list[Character], list[str]]:
        """What is filled into the fields of a page, as characters in their places, and the comments on it."""
        characters: list[Character] = []
        comments: list[str] = []
        for annotation in _annotations(page):
            kind = pdfium.FPDFAnnot_GetSubtype(annotation)
            if kind == pdfium.FPDF_ANNOT_WIDGET:
                rect = pdfium.FS_RECTF()
                if (text := self._value(annotation)) and pdfium.FPDFAnnot_GetRect(annotation, rect):
                    place = box(rect.left, rect.bottom, rect.right, rect.top)
                    characters += _characters(text, place.x0, place.y0, place.x1, len(characters))
            elif kind not in _SAY_NOTHING and (text := _string(annotation, b"Contents").strip()):
                comments.append(text)
        return characters, comments

    def _value(self, annotation: Any) -> str:
        if not self._form or pdfium.FPDFAnnot_GetFormFieldType(self._form, annotation) not in _FILLED:
            return ""
        return text_of(
            lambda buffer, size: pdfium.FPDFAnnot_GetFormFieldValue(self._form, annotation, buffer, size),
            2**20,
        )


def _annotations(page: Any) -> Iterator[Any]:
    for place in range(min(pdfium.FPDFPage_GetAnnotCount(page), _MOST)):
        if annotation := pdfium.FPDFPage_GetAnnot(page, place):
            try:
                yield annotation
            finally:
                pdfium.FPDFPage_CloseAnnot(annotation)


def _string(annotation: Any, key: bytes) -> str:
    return text_of(lambda buffer, size: pdfium.FPDFAnnot_GetStringValue(annotation, key, buffer, size), 2**20)


def _characters(text: str, x0: float, y0: float, x1: float, first: int) -> Iterator[Character]:
    """The characters of a text that is filled in at a place, in lines as wide as that."""
    x, y, run = x0, y0, _OURS + first
    for char in text.replace("\r\n", "\n").replace("\r", "\n"):
        width = _SIZE / 2 if char.isascii() else _SIZE
        if char == "\n" or x + width > max(x1, x0 + 4 * _SIZE):
            x, y, run = x0, y + 1.4 * _SIZE, run + 1
        if char.isprintable():
            yield Character(char, x, y, x + width, y + _SIZE, _SIZE, run)
            x += width
