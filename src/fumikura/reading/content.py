"""What a reader makes of the bytes of a file; which of these it is decides the way from there to passages."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeAlias

from fumikura.blocks import Block
from fumikura.errors import FumikuraError
from fumikura.messages import Coded
from fumikura.models import Document, Passage
from fumikura.pages import Page
from fumikura.pagination import Start


@dataclass(frozen=True, slots=True)
class About:
    """What a file says of itself outside of its text: in its properties, its `<title>`, its headers.

    `date` is as it was written there. The text overrules these where it says better. A title `is_shown` where readers see
    it, as that of a web page or a book; those of other files are often left over from another.
    """

    title: str = ""
    date: str = ""
    publisher: str = ""
    url: str = ""
    is_shown: bool = False


@dataclass(frozen=True, slots=True)
class Text:
    """Plain text, with the lines that it came in: layout makes blocks of it."""

    text: str
    about: About = About()


@dataclass(frozen=True, slots=True)
class Blocks:
    """Paragraphs, headings and tables that the format itself tells apart: structure makes documents of them.

    A block of `Form.TEXT` may still turn out to be a label, a caption or an item by what it begins with; line breaks
    that were set by hand are `\\n` in its text. Lines are the blocks and rows, counted through the file; `starts` are
    its pages, slides or sheets, in order. `notes` say what could not be read of it.
    """

    blocks: tuple[Block, ...]
    starts: tuple[Start, ...] = ()
    about: About = About()
    notes: tuple[Coded, ...] = ()


@dataclass(frozen=True, slots=True)
class Pages:
    """Lines where they stand on pages. `notes` say what could not be read of them."""

    pages: tuple[Page, ...]
    about: About = About()
    notes: tuple[Coded, ...] = ()


@dataclass(frozen=True, slots=True)
class Part:
    """A file inside another: its name there, with `/` between folders, and its bytes, or why they could not be had.

    `content` is there where it was read already; without a name it is that of the file itself.
    """

    name: str
    data: bytes = b""
    fault: FumikuraError | None = None
    content: Content | None = None


@dataclass(frozen=True, slots=True)
class Parts:
    """The files inside an archive, one after the other, since together they may be large."""

    parts: Iterable[Part]


@dataclass(frozen=True, slots=True)
class Ready:
    """Documents and passages that need nothing more. `faults` say what of the file could not be read, and why."""

    documents: tuple[Document, ...]
    passages: tuple[Passage, ...]
    faults: tuple[Coded, ...] = ()


Content: TypeAlias = Text | Blocks | Pages | Parts | Ready
