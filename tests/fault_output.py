"""Strings that would act on a terminal or a spreadsheet, and runs of the program that show them in every place."""

from __future__ import annotations

import contextlib
import io
import json
import os
import random
import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from unittest import mock

from fumikura.build import build_index
from fumikura.cli import main
from program import Run, environment

__all__ = ["hostile", "index_of_hostile", "raw_in", "run_on"]

_SEQUENCES = (
    "\x1b[31;5m", "\x1b]0;title\x07",
    "\x1b]8;;http://evil\x1b\\", "\x1b[2J", "\x1b[?1049h", "\x1bP+q\x1b\\", "\x9b31m", "\x9d0;t\x9c",
    "\x07", "\x08" * 3, "\x7f", "\x00", "\r", "\n", "\r\n", "\t", "\v", "\f", "\x85", "\u2028", "\u2029",
    "\u202e", "\u2066", "\u200b",
    "\u200d", "\u2060", "\ufeff", "\u00ad", "\u034f", "\u061c", "\U000e0041", "\ud800", "\udc80", "\udfff",
    "\ufff9",
    "[/red]", "[bold]", "[link=http://evil]x[/link]", ":smile:", "%s%n", "{0}", "{index}", "${HOME}",
    "`id`", "$(id)", "<script>", "&lt;",
    '"', "'", "''=1+1", ",", ";", "|", "\\", "\\n", "=1+1", "+1", "-1", "@SUM(1)", "=cmd|'/C calc'!A0",
    "＝1+1", "＠x",
)  # fmt: skip
_PLAIN = ("台湾", "海峡", "a", "1", " ", "　", "同盟", "é", "👨‍👩‍👧", "か\u3099")


def hostile(count: int, seed: int = 0) -> Iterator[str]:
    """As many strings: each sequence alone, then at random among others and among plain text."""
    yield from _SEQUENCES[:count]
    rng = random.Random(seed)
    for _ in range(count - len(_SEQUENCES)):
        yield "".join(
            rng.choice(_SEQUENCES if rng.random() < 0.5 else _PLAIN) for _ in range(rng.randint(1, 8))
        )


def index_of_hostile(place: Path, strings: list[str]) -> dict[str, str]:
    """An index with each string in a text, a title, a heading, a gloss, an id; files have names of the same kind."""
    corpus = place / "corpus"
    corpus.mkdir(parents=True)
    texts: dict[str, str] = {}
    names = ["\x1b[31;5mred.jsonl", "[bold]\u202e.jsonl", "=1+1.jsonl", "plain.jsonl"]
    for at, name in enumerate(names):
        lines: list[str] = []
        for number, text in list(enumerate(strings))[at :: len(names)]:
            whole = re.sub("[\ud800-\udfff]", "", text)  # half a character is refused but in what was written
            id_ = f"{whole}#{number}" if len(whole) < 200 else f"#{number}"
            texts[id_] = f"{text}見出{number}語{text}"
            lines.append(
                json.dumps(
                    {
                        "id": id_, "document": f"{whole}d{number}", "title": text + "題", "publisher": whole,
    "place": whole,
                        "section": [text, text], "glosses": [text], "text": texts[id_],
                    }
                )
            )  # fmt: skip
        (corpus / name).write_text("\n".join(lines) + "\n", encoding="ascii")
    report = build_index(corpus, place / "index")
    assert not [file for file in report.files if file.status == "skipped"], report.files
    return texts


class _Stream(io.TextIOWrapper):
    """A stream that a test reads, and that may say it is a terminal."""

    terminal = False

    def isatty(self) -> bool:
        return self.terminal


def run_on(folder: Path, *arguments: str, terminal: bool, encoding: str = "utf-8", **env: str) -> Run:
    """Run the program in this process with its output on a terminal, or into a pipe."""
    out, err = (_Stream(io.BytesIO(), encoding=encoding, newline="") for _ in range(2))
    out.terminal = err.terminal = terminal
    with (
        mock.patch.dict(os.environ, environment(**env), clear=True),
        contextlib.chdir(folder),
        contextlib.redirect_stdout(out),
        contextlib.redirect_stderr(err),
    ):
        code = main(arguments)
        out.flush()
        err.flush()
    return Run(code, *(stream.buffer.getvalue().decode(stream.encoding) for stream in (out, err)))  # type: ignore[attr-defined]


def raw_in(shown: str) -> set[str]:
    """The characters in what is shown that act on a terminal or can't be seen, other than ends of lines and tabs."""
    unseen = {
        c for c in set(shown) if unicodedata.category(c) in ("Cc", "Cf", "Cs", "Zl", "Zp") or c == "\u034f"
    }
    return unseen - {"\n", "\t"}
