"""Mail (.eml), and web pages that were saved as mail is (.mht): the text, and what is attached to it."""

from __future__ import annotations

import email
import email.policy
import re
from dataclasses import replace
from email.message import EmailMessage
from email.utils import parsedate_to_datetime

from fumikura.blocks import Block, Form
from fumikura.errors import UnreadableError
from fumikura.reading.content import About, Blocks, Content, Part, Parts, Text
from fumikura.reading.decoding import decode
from fumikura.reading.formats.html import walk_html
from fumikura.reading.registry import File, Format

__all__ = ["FORMAT", "read_mail", "read_message"]

_SHOWN = ("From", "To", "Cc", "Date")
_KNOWN = ("From", "Subject", "Date", "MIME-Version", "Received", "Message-ID")
_MOST_PARTS = 1000
_HEADERS = re.compile(
    rb"(?:Return-Path|Received|Delivered-To|X-[\w-]+|DKIM-Signature|Message-ID|MIME-Version|From|To|Date|Subject):",
    re.IGNORECASE,
)
_MIME = re.compile(rb"^(?:MIME-Version|Message-ID|Received|Return-Path):", re.IGNORECASE | re.MULTILINE)


def read_mail(file: File) -> Content:
    """A message. Raises UndecodableError, UnreadableError."""
    return read_message(file.data, file.source, file.encoding)


def read_message(data: bytes, source: str, encoding: str | None = None) -> Content:
    """The text of a message, or that and its attachments, each a part. Raises UndecodableError, UnreadableError."""
    try:
        message = email.message_from_bytes(data, policy=email.policy.default)
        assert isinstance(message, EmailMessage)
        body, attached = _bodies(message), _attached(message)
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
    if not any(name in message for name in _KNOWN):
        raise UnreadableError("file.damaged", source=source, what=_KNOWN[0])
    content = _content(body, about, shown, source, encoding)
    if not attached:
        return content
    return Parts([Part("", content=content), *attached])


def _content(
    body: EmailMessage | None, about: About, shown: list[str], source: str, encoding: str | None
) -> Text | Blocks:
    text = _text(body, source, encoding) if body is not None else ""
    if body is None or body.get_content_subtype() != "html":
        return Text("\n".join([about.title, "", *shown, "", text]), about)
    page = walk_html(text, source)
    if not shown:  # a page that was saved, and never sent
        return Blocks(page.blocks, about=page.about)
    heads = [about.title, *shown] if about.title else shown
    made = [Block(Form.TEXT, head, (line, line), gap=1) for line, head in enumerate(heads, start=1)]
    return Blocks((*made, *(_moved(block, len(made)) for block in page.blocks)), about=about)


def _moved(block: Block, by: int) -> Block:
    rows = tuple(replace(row, line=row.line + by) for row in block.rows)
    return replace(block, lines=(block.lines[0] + by, block.lines[1] + by), rows=rows)


def _bodies(message: EmailMessage) -> EmailMessage | None:
    """What is read of a message: its plain text, else its HTML."""
    found = message.get_body(("plain", "html"))
    return found if isinstance(found, EmailMessage) else None


def _attached(message: EmailMessage) -> list[Part]:
    """What is attached, without pictures that only adorn the text."""
    parts: list[Part] = []
    body = _bodies(message)
    for number, each in enumerate(message.walk()):
        if number > _MOST_PARTS:
            break
        kind = each.get_content_maintype()
        named = each.get_filename()
        if (
            each is body
            or each.is_multipart()
            or (kind == "text" and not named)
            or kind in ("image", "audio", "video")
        ):
            continue
        payload = each.get_payload(decode=True)
        if isinstance(payload, bytes) and named:
            parts.append(Part(named.replace("/", "_"), payload))
    return parts


def _header(message: EmailMessage, name: str) -> str:
    return " ".join(str(message.get(name, "")).replace("\0", "").split())


def _about(message: EmailMessage) -> About:
    try:
        date = parsedate_to_datetime(_header(message, "Date")).date().isoformat()
    except (ValueError, TypeError, IndexError, OverflowError):
        date = ""
    return About(_header(message, "Subject"), date)


def _text(part: EmailMessage, source: str, encoding: str | None) -> str:
    """The characters of a part, in the encoding that it names if it is valid in that, else as any text."""
    payload = part.get_payload(decode=True)
    data = payload if isinstance(payload, bytes) else b""
    name = part.get_content_charset() or ""
    for candidate in (
        ("iso2022_jp_ext", "cp932") if name == "iso-2022-jp" else ("cp932",) if "jis" in name else (name,)
    ):
        try:
            return data.decode(candidate or "ascii")
        except (LookupError, UnicodeError):
            continue
    return decode(data, source, encoding)


def _is_mail(data: bytes) -> bool:
    return _HEADERS.match(data[:200]) is not None and _MIME.search(data[:8192]) is not None


FORMAT = Format(read_mail, (".eml", ".mht", ".mhtml"), recognises=_is_mail)
