"""Mail (.eml), and web pages that were saved as mail is (.mht): the text, and what is attached to it."""

from __future__ import annotations

import codecs
import email
import email.policy
import mimetypes
import re
from collections import Counter
from contextlib import suppress
from dataclasses import dataclass
from email.header import decode_header, make_header
from email.message import EmailMessage
from email.utils import parsedate_to_datetime
from functools import lru_cache
from html import escape
from typing import Any

from fumikura.blocks import Block, Form
from fumikura.errors import FumikuraError, UnreadableError
from fumikura.reading.assembly import moved
from fumikura.reading.content import About, Blocks, Content, Part, Parts, Text
from fumikura.reading.decoding import decode, is_charset
from fumikura.reading.formats.html import walk_html
from fumikura.reading.registry import File, InputFormat

_SHOWN = ("From", "To", "Cc", "Date")
_KNOWN = ("From", "Subject", "Date", "MIME-Version", "Received", "Message-ID")
_MOST_PARTS = 1000
_LONGEST_PARSED = 5_000  # characters of a header
_AT_ONCE = 500  # words of a longer one
_ADORNING = frozenset({"image", "audio", "video"})
"""Kinds of parts that belong to the text, unless they are attached as files."""
_WRITTEN = frozenset({"text/plain", "text/html", "application/xhtml+xml"})
_MUCH = 0.2  # of what an alternative says
_HEADERS = re.compile(
    rb"(?:Return-Path|Received|Delivered-To|X-[\w-]+|DKIM-Signature|Message-ID|MIME-Version|From|To|Date|Subject):",
    re.IGNORECASE,
)
_MIME = re.compile(rb"^(?:MIME-Version|Message-ID|Received|Return-Path):", re.IGNORECASE | re.MULTILINE)


class _Policy(email.policy.EmailPolicy):
    """Reads long headers without their grammar and some words at a time: both take time as the square of the length."""

    def header_fetch_parse(self, name: str, value: str) -> Any:
        """The value of a header; bytes that stand in it as they are, are read in the first encoding they are valid in."""
        for encoding in () if value.isascii() else ("utf-8", "cp932", "euc_jp"):
            with suppress(UnicodeError):
                value = value.encode("ascii", "surrogateescape").decode(encoding)
                break
        if len(value) <= _LONGEST_PARSED:
            return _parsed(name, value)
        words = value.replace("?==?", "?= =?").split()
        some = (" ".join(words[start : start + _AT_ONCE]) for start in range(0, len(words), _AT_ONCE))
        return " ".join(str(make_header(decode_header(each))) for each in some)


@lru_cache(maxsize=1024)
def _parsed(name: str, value: str) -> Any:
    """A header by its grammar: a part is asked for its kind six times, and each time that took a millisecond."""
    return email.policy.default.header_fetch_parse(name, value)


_POLICY = _Policy()


def read_mail(file: File) -> Content:
    """A message. Raises UndecodableError, UnreadableError."""
    return read_message(file.data, file.source, file.encoding)


def read_message(data: bytes, source: str, encoding: str | None = None, *, sure: bool = False) -> Content:
    """The text of a message, or that and its attachments, each a part; `sure` says that it is one, whatever its head.

    Raises UndecodableError, UnreadableError.
    """
    message = email.message_from_bytes(data.removeprefix(codecs.BOM_UTF8), policy=_POLICY)
    assert isinstance(message, EmailMessage)
    return _read(message, source, encoding, sure=sure)


def _read(message: EmailMessage, source: str, encoding: str | None, *, sure: bool) -> Content:
    try:
        texts, others = _parts(message, source, encoding)
        about = _about(message)
        shown = [f"{name}: {value}" for name in _SHOWN if (value := _header(message, name))]
    except (
        LookupError,
        ValueError,
        TypeError,
        AttributeError,
        IndexError,
        AssertionError,
        RecursionError,
    ) as error:
        raise UnreadableError("file.damaged", source=source, what=str(error)) from error
    if not sure and not any(name in message for name in _KNOWN):
        raise UnreadableError("file.damaged", source=source, what=_KNOWN[0])
    content = _content(texts, about, shown, source)
    return Parts([Part("", content=content), *others]) if others else content


def _content(texts: list[_Written], about: About, shown: list[str], source: str) -> Text | Blocks:
    if not any(each.html for each in texts):
        return Text("\n".join([about.title, "", *shown, "", "\n\n".join(each.text for each in texts)]), about)
    pages = [walk_html(each.as_html, source) for each in texts]
    heads = [about.title, *shown] if about.title else shown
    if not shown:  # a page that was saved, and never sent
        heads, about = [], pages[0].about
    blocks = [Block(Form.TEXT, head, (line, line), gap=1) for line, head in enumerate(heads, start=1)]
    for page in pages:
        before = blocks[-1].lines[1] if blocks else 0
        blocks += [moved(block, before) for block in page.blocks]
    return Blocks(tuple(blocks), about=about)


@dataclass(frozen=True, slots=True)
class _Written:
    """A text of a message, with markup or without."""

    text: str
    html: bool

    @property
    def as_html(self) -> str:
        return self.text if self.html else f"<pre>{escape(self.text)}</pre>"

    def characters(self, source: str) -> Counter[str]:
        """The characters that are said, without white space and markup."""
        if not self.html:
            return Counter("".join(self.text.split()))
        blocks = walk_html(self.text, source).blocks
        cells = [cell.text for block in blocks for row in block.rows for cell in row.cells]
        return Counter("".join("".join([*(block.text for block in blocks), *cells]).split()))


def _parts(message: EmailMessage, source: str, encoding: str | None) -> tuple[list[_Written], list[Part]]:
    """The texts of a message in their order, and the files that come with it: attachments, messages handed on."""
    texts: list[_Written] = []
    others: list[Part] = []
    leaves = _leaves(message, source, encoding)
    for number, part in enumerate(leaves[:_MOST_PARTS], start=1):
        kind = part.get_content_maintype()
        name = part.get_filename() or ""
        if kind == "message" and part.is_multipart():
            others.append(_message_in(part, name or f"{number}.eml", source, encoding))
        elif kind in ("text", "multipart") and not name:
            texts.append(_text(part, source, encoding))
        elif kind not in _ADORNING or part.get_content_disposition() == "attachment":
            payload = part.get_payload(decode=True)
            name = name or f"{number}{mimetypes.guess_extension(part.get_content_type()) or ''}"
            others.append(Part(name.replace("/", "_"), payload if isinstance(payload, bytes) else b""))
    if len(leaves) > _MOST_PARTS:
        fault = UnreadableError("file.mail-parts", source=source, most=_MOST_PARTS, count=len(leaves))
        others.append(Part("", fault=fault))
    return texts, others


def _leaves(message: EmailMessage, source: str, encoding: str | None) -> list[EmailMessage]:
    """The parts of a message that have no parts, in order, and of alternatives one; a message in it is one part."""
    if message.get_content_maintype() != "multipart" or not message.is_multipart():
        return [message]
    inner = [
        _leaves(part, source, encoding) for part in message.iter_parts() if isinstance(part, EmailMessage)
    ]
    if message.get_content_subtype() == "alternative":
        inner = _chosen(inner, source, encoding)
    return [leaf for leaves in inner for leaf in leaves]


def _chosen(
    alternatives: list[list[EmailMessage]], source: str, encoding: str | None
) -> list[list[EmailMessage]]:
    """Of parts that ought to say the same the one that the others add least to, and any that adds much all the same."""
    said = [
        sum(
            (
                _text(leaf, source, encoding).characters(source)
                for leaf in leaves
                if leaf.get_content_type() in _WRITTEN and not leaf.get_filename()
            ),
            Counter[str](),
        )
        for leaves in alternatives
    ]
    if not said:
        return []
    together = Counter[str]()
    for each in said:
        together |= each
    best = min(range(len(said)), key=lambda place: (together - said[place]).total())
    return [
        leaves
        for place, leaves in enumerate(alternatives)
        if place == best or (said[place] - said[best]).total() > _MUCH * said[place].total()
    ]


def _message_in(part: EmailMessage, name: str, source: str, encoding: str | None) -> Part:
    """A message that was handed on with another; of a report on one its fields, which are a message of no text."""
    name = name.replace("/", "_")
    inner = part.get_payload()
    messages = [each for each in inner if isinstance(each, EmailMessage)] if isinstance(inner, list) else []
    try:
        if part.get_content_subtype() == "rfc822" and len(messages) == 1:
            return Part(name, content=_read(messages[0], f"{source}!{name}", encoding, sure=True))
        return Part(name, content=Text("\n\n".join(map(_fields, messages))))
    except FumikuraError as error:
        return Part(name, fault=error)


def _fields(message: EmailMessage) -> str:
    return "\n".join(f"{name}: {_header(message, name)}" for name in message)


def _header(message: EmailMessage, name: str) -> str:
    return " ".join(str(message.get(name, "")).replace("\0", "").split())


def _about(message: EmailMessage) -> About:
    try:
        date = parsedate_to_datetime(_header(message, "Date")).date().isoformat()
    except (ValueError, TypeError, IndexError, OverflowError):
        date = ""
    return About(_header(message, "Subject"), date)


def _text(part: EmailMessage, source: str, encoding: str | None) -> _Written:
    """A part in the encoding that it names if it is valid in that, else as any text."""
    payload = part.get_payload(decode=True)
    data = payload if isinstance(payload, bytes) else b""
    name = part.get_content_charset() or ""
    html = part.get_content_subtype() in ("html", "xhtml+xml")
    for candidate in (
        ("iso2022_jp_ext", "cp932") if name == "iso-2022-jp" else ("cp932",) if "jis" in name else (name,)
    ):
        try:
            return _Written(data.decode(candidate if is_charset(candidate) else "ascii"), html)
        except (LookupError, UnicodeError):
            continue
    return _Written(decode(data, source, encoding), html)


def _is_mail(data: bytes) -> bool:
    return _HEADERS.match(data[:200]) is not None and _MIME.search(data[:8192]) is not None


FORMAT = InputFormat(read_mail, (".eml", ".mht", ".mhtml"), recognises=_is_mail)
