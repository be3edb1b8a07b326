"""Reads TOML that anybody may have written, within bounds, and writes values as TOML."""

from __future__ import annotations

import json
import re
from typing import Any

from fumikura.messages import Message

_MOST_PARTS = 100
"""Parts of a dotted key. Python's parser takes quadratic time for them, and no file of ours has any."""

# Quoted texts, whose dots are not those of a key.
_QUOTED = re.compile(r'"(?:[^"\\\n]++|\\.)*+"|\'[^\'\n]*+\'')
_LONG_KEY = re.compile(rf"[\w-]++(?:[ \t]*+\.[ \t]*+[\w-]++){{{_MOST_PARTS},}}")
# Python makes one of it, however long, and can't write it.
_LONG_NUMBER = re.compile(r"0[xob][\da-fA-F_]{1000}")
_LINE = re.compile(r"\s*\(at (?:line (\d+)|end of document).*\)$")
_SURROGATE = re.compile("[\ud800-\udfff]")


class TomlFault(Exception):  # noqa: N818 - the reader of the file makes an error of ours from it
    """Bytes are no TOML, or too much of it: the reason, and its line."""

    def __init__(self, reason: Message, line: int) -> None:
        super().__init__(reason)
        self.reason = reason
        self.line = line


def read_toml(data: bytes) -> dict[str, Any]:
    """The tables of a file. Raises TomlFault."""
    import tomllib  # imported here, as few searches meet a file of TOML

    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise TomlFault(Message("toml.encoding"), data.count(b"\n", 0, error.start) + 1) from error
    bare = _QUOTED.sub("x", text)
    for long, message in (
        (_LONG_KEY, Message("toml.key", most=_MOST_PARTS)),
        (_LONG_NUMBER, Message("toml.number")),
    ):
        if found := long.search(bare):
            raise TomlFault(message, bare.count("\n", 0, found.start()) + 1)
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        place = _LINE.search(str(error))
        line = int(place[1]) if place and place[1] else text.count("\n") + 1
        raise TomlFault(Message("toml.syntax", reason=_LINE.sub("", str(error))), line) from error
    except RecursionError as error:
        raise TomlFault(Message("toml.deep"), 1) from error
    except ValueError as error:  # Python makes no whole number of thousands of digits
        raise TomlFault(Message("toml.number"), 1) from error


def toml_value(value: object) -> str:
    """A text, a number, or a list of them, as TOML; U+FFFD stands for what UTF-8 can't hold."""
    if isinstance(value, (list, tuple)):
        return f"[{', '.join(map(toml_value, value))}]"
    # A JSON string is a TOML basic string but for DEL, which TOML wants escaped.
    text = json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
    return _SURROGATE.sub("\ufffd", text)
