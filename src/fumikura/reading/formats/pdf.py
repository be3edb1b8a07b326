"""PDF: lines with their places, by PDFium in a process of its own (`pdf_child`), which limits bind."""

from __future__ import annotations

import base64
import re
from collections.abc import Iterator, Sequence
from typing import Any

from fumikura.blocks import Form
from fumikura.errors import UnreadableError
from fumikura.messages import Coded, Message
from fumikura.pages import Box, LaidLine, Page, Stretch
from fumikura.reading.archives import named_once
from fumikura.reading.assembly import Assembly
from fumikura.reading.content import About, Blocks, Content, Pages
from fumikura.reading.embedded import with_files
from fumikura.reading.limited import values_from
from fumikura.reading.registry import File, InputFormat, require_installed

_SECONDS_A_PAGE = 30
_RESTARTS = 5  # after pages that ended the process
_UNMAPPED = 0.3  # of the characters of a page, from which on the rest says nothing
_NO_TITLE = re.compile(
    r"Microsoft \w+ - |untitled|^[\w.-]+\.(?:docx?|xlsx?|pptx?|pdf|indd|jtdc?|ai)$|^[\x00-\x20-~]{0,8}$", re.I
)
_PRIVATE = re.compile(r"[\ue000-\uf8ff\U000f0000-\U0010ffff]")


def read_pdf(file: File) -> Content:
    """The pages of a PDF, or the texts of a form that has none; and the files that are attached to it.

    Raises UnreadableError where it is damaged, needs a password, or holds no text.
    """
    require_installed("pypdfium2", "pypdfium2", file.source)
    found = _Reader(file)
    found.run()
    try:
        main: Pages | Blocks | UnreadableError = found.content()
    except UnreadableError as fault:
        main = fault
    if isinstance(main, UnreadableError) and not found.attached:
        raise main
    return with_files(main, found.attached, file.source)


class _Reader:
    """Runs the process that reads a file, anew behind a page that ended it."""

    def __init__(self, file: File) -> None:
        self._file = file
        self._count: int | None = None
        self._title = ""
        self.attached: dict[str, bytes] = {}  # files, empty where they could not be had
        self._unread: list[str] = []
        self._described: list[str] = []  # labels and values of a form that is laid out by its reader
        self._pages: dict[int, dict[str, Any]] = {}
        self._error = ""

    def run(self) -> None:
        """Read all pages that can be read. Raises UnreadableError where none can be."""
        first = 0
        for _ in range(_RESTARTS):
            for value in self._values(first):
                if "error" in value:
                    raise self._unreadable(value["error"])
                if "pages" in value:
                    self._count, self._title, self._unread = value["pages"], value["title"], value["unread"]
                    self._described = value["described"]
                    names = [name for name, _ in named_once((each, each) for each in value["files"])]
                    self.attached = dict.fromkeys(names, b"")
                elif "attached" in value:
                    self.attached[names[value["place"]]] = base64.b64decode(value["attached"])
                else:
                    self._pages[first] = value
                    first += 1
            if self._count is None:
                raise UnreadableError("file.process-ended", source=self._file.source)
            if first >= self._count:
                return
            self._pages[first] = {"fault": "crash"}
            first += 1
        for index in range(first, self._count or 0):
            self._pages[index] = {"fault": "crash"}

    def content(self) -> Pages | Blocks:
        """What was read. Raises UnreadableError where there is no text in it."""
        source = self._file.source
        pages, notes = list[Page](), list[Coded]()
        lost, pictures, unmapped, partly = list[int](), list[int](), list[int](), list[int]()
        for index in range(self._count or 0):
            value = self._pages[index]
            if "fault" in value:
                lost.append(index + 1)
                continue
            page = _page(value, index + 1)
            said = sum(len(line.text) for line in page.lines)
            private = sum(len(_PRIVATE.findall(line.text)) for line in page.lines)
            if (
                value["unmapped"] + private > _UNMAPPED * (said + value["unmapped"])
                and value["unmapped"] + private > 20
            ):
                unmapped.append(index + 1)
                continue
            if value["unmapped"]:
                partly.append(index + 1)
            if not said and value["pictures"]:
                pictures.append(index + 1)
            pages.append(page)
        if not self._described and not any(page.lines for page in pages):
            raise self._unreadable(
                "map" if unmapped or partly else "scan" if pictures else "damaged" if lost else "empty"
            )
        if lost:
            notes.append(Message("file.pages-damaged", source=source, pages=_listed(lost)))
        if unmapped:
            notes.append(Message("file.pages-unmapped", source=source, pages=_listed(unmapped)))
        if partly:
            notes.append(Message("file.pages-partly-unmapped", source=source, pages=_listed(partly)))
        if pictures:
            notes.append(Message("file.pages-pictures", source=source, pages=_listed(pictures)))
        notes += (Message("file.part-unread", source=source, name=name) for name in self._unread)
        title = "" if _NO_TITLE.search(self._title) else " ".join(self._title.split())
        if self._described:
            shown = [(Form.FURNITURE, line.text) for page in pages for line in page.lines]
            return _blocks([*((Form.TEXT, text) for text in self._described), *shown], About(title), notes)
        return Pages(tuple(pages), About(title), tuple(notes))

    def _unreadable(self, error: str) -> UnreadableError:
        source = self._file.source
        if error in ("password", "security"):
            return UnreadableError("file.password", source=source)
        if error == "map":
            return UnreadableError("file.fonts-unmapped", source=source)
        if error == "scan":
            return UnreadableError("file.scan", source=source)
        if error == "empty":
            return UnreadableError("file.empty", source=source)
        return UnreadableError("file.damaged", source=source, what=str(error))

    def _values(self, first: int) -> Iterator[dict[str, Any]]:
        """What the process says of the file and of each page from `first` on, until it ends or is ended."""
        return values_from(
            "fumikura.reading.pdf_child", self._file.data, self._file.source, (str(first),), _SECONDS_A_PAGE
        )


def _blocks(texts: Sequence[tuple[Form, str]], about: About, notes: Sequence[Coded]) -> Blocks:
    out = Assembly()
    for form, text in texts:
        out.text(text)
        out.end(form)
    return Blocks(tuple(out.blocks), about=about, notes=tuple(notes))


def _page(value: dict[str, Any], number: int) -> Page:
    lines = tuple(
        LaidLine(
            each["text"], Box(**each["box"]), each["size"], each["bold"], each["hidden"], each["across"],
            tuple((low, high) for low, high in each["raised"]), tuple(each["glosses"]),
        )
        for each in value["lines"]
    )  # fmt: skip
    foot = Box(0.0, value["height"], value["width"], value["height"])
    lines += tuple(LaidLine(" ".join(each.split()), foot, 10.0, across=True) for each in value["comments"])
    rules = tuple(Stretch(*each) for each in value["rules"])
    return Page(number, value["label"], value["width"], value["height"], lines, rules)


def _listed(numbers: list[int]) -> str:
    """Numbers in short: 1-3, 7."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and runs[-1][-1] == number - 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return ", ".join(f"{run[0]}-{run[-1]}" if len(run) > 1 else str(run[0]) for run in runs)


FORMAT = InputFormat(read_pdf, (".pdf",), recognises=lambda data: b"%PDF-" in data[:1024], most_bytes=2**29)
