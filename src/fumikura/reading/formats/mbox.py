"""Mailboxes (.mbox, RFC 4155): messages one after the other, each a document."""

from __future__ import annotations

import re
from collections.abc import Iterator

from fumikura.errors import FumikuraError
from fumikura.reading.content import Part, Parts
from fumikura.reading.formats.mail import read_message
from fumikura.reading.registry import File, InputFormat

_START = re.compile(rb"^From \S+ .*\d\d:\d\d.*\d{4}.*\r?\n", re.MULTILINE)
_QUOTED = re.compile(rb"^>(>*From )", re.MULTILINE)


def read_mailbox(file: File) -> Parts:
    """The messages of a mailbox, by their number."""
    return Parts(_messages(file))


def _messages(file: File) -> Iterator[Part]:
    starts = list(_START.finditer(file.data))
    ends = [match.start() for match in starts[1:]] + [len(file.data)] * bool(starts)
    if ahead := file.data[: starts[0].start() if starts else len(file.data)].strip():
        yield Part("0", ahead)  # what is in front of the first, which no program wrote there
    for number, (match, end) in enumerate(zip(starts, ends, strict=True), start=1):
        data = _QUOTED.sub(rb"\1", file.data[match.end() : end])
        name = f"{number}"
        try:
            yield Part(name, content=read_message(data, f"{file.source}!{name}", file.encoding, sure=True))
        except FumikuraError as error:
            yield Part(name, fault=error)


FORMAT = InputFormat(
    read_mailbox, (".mbox",), recognises=lambda data: _START.match(data) is not None, most_bytes=2**29
)
