"""Whole files of every format that no one would write: empty, of markup alone, of controls alone, cut, put together.

A file gives passages, or is refused by an error of ours that names it and is no fault of ours, within some seconds.
"""

from __future__ import annotations

import io
import random
import time
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

from document_makers import MAKERS
from fault_index import Outcome
from fumikura.documents import failure_of, read_file
from fumikura.engines import prepare
from fumikura.errors import FumikuraError, StageError
from fumikura.lexicon.mining import Miner
from fumikura.reading.discovery import SourceFile

__all__ = ["SECONDS", "fault_of_file", "others", "survey_files", "texts"]

SECONDS = 30.0

_WORDS = (
    "日米同盟の抑止力を強化する。", "台湾海峡", "第1章 目的", "第2条", "(1) 協力", "・項目", "平成25年10月3日",
    "二千〇七年", "1500/0", "SCC（日米安全保障協議委員会）", "○甲野委員長　はい。", "問　", "答　", "図表1",
    "*1", "[^1]", "［＃改ページ］", "独《どく》", "a", "1", "https://example.org/", "2013/13/45",
    "Security Consultative Committee", "ｶﾞ", "々", "ー", "㈱", "①", "Ⅲ", "が", "か\u3099",
)  # fmt: skip
_MARKUP = (
    "<p>", "</p>", "<table>", "<tr><td>", "</td></tr>", "</table>", "<ruby>", "<rt>", "</rt>", "<br>", "<!--",
    "-->",
    "<![CDATA[",
    "<script>", "</script>", "<h1>", "<li>", "<div hidden>", "&nbsp;", "&#0;",
    "&#xD800;", "&#1114112;", "&amp", "<", ">", "|", "||",
    "| a | b |\n|---|---|\n", "# ", "## ", "---\n", "***", "```\n", "> ", "* ", "![](", "[a](b)", "｜", "《",
    "》", "※", "\t", "=",
    '{"id": "a#1", "text": "語"}\n', '{"id": 1}\n', "[]\n", "a,b\n", '"a\n',
    "From a@b Sat Jan  1 00:00:00 2000\n",
    "Subject: 題\nMIME-Version: 1.0\n\n", "Content-Type: multipart/mixed; boundary=x\n\n--x\n", "--x--\n",
    "charset=punycode\n",
    "Content-Transfer-Encoding: base64\n\n", "=?utf-8?B?////?=", "<?xml version='1.0'?>", "<!DOCTYPE html>",
    "<html>",
)  # fmt: skip
_CONTROLS = (
    "\n", "\n\n", "\r", "\r\n", " ", "　", "\f", "\v", "\x85", "\x00", "\x01", "\x1b[31m", "\x7f", "\u2028",
    "\u200b", "\u202e",
    "\ufeff", "\u3099", "\u0301", "\U000e0100", "\U0010ffff", "\ufffe",
)  # fmt: skip
_KINDS: tuple[tuple[str, ...], ...] = (
    (), _CONTROLS, _MARKUP, _MARKUP + _CONTROLS, _WORDS + _CONTROLS, _WORDS + _MARKUP + _CONTROLS,
)  # fmt: skip
_ENCODINGS = ("utf-8", "utf-8", "utf-8", "utf-8-sig", "utf-16", "cp932", "euc_jp", "iso2022_jp", "utf-16-le")
_SUFFIXES = (
    ".txt",
    ".md",
    "",
    ".html",
    ".htm",
    ".csv",
    ".tsv",
    ".jsonl",
    ".eml",
    ".mbox",
    ".mht",
    ".xml",
    ".rtf",
)
_OTHER_SUFFIXES = (
    ".docx",
    ".pptx",
    ".xlsx",
    ".odt",
    ".ods",
    ".epub",
    ".zip",
    ".pdf",
    ".doc",
    ".tar",
    ".gz",
    ".jtd",
)


def _text(rng: random.Random) -> str:
    pieces = rng.choice(_KINDS)
    return "".join(rng.choice(pieces) for _ in range(rng.choice((0, 1, 2, 5, 20, 60)))) if pieces else ""


def texts(count: int, seed: int = 0) -> Iterator[tuple[str, bytes]]:
    """Names and bytes of files of the formats that are text."""
    rng = random.Random(seed)
    for number in range(count):
        data = _text(rng).encode(rng.choice(_ENCODINGS), "ignore")
        if rng.random() < 0.1 and data:
            at = rng.randrange(len(data))
            data = (
                data[:at]
                + bytes([rng.randrange(256)]) * rng.choice((0, 1, 3))
                + data[at + rng.choice((0, 1)) :]
            )
        yield f"f{number}{rng.choice(_SUFFIXES)}", data


def _packed(rng: random.Random) -> bytes:
    """A ZIP file of parts that office documents have, and of others, each of anything."""
    names = (
        "word/document.xml", "word/styles.xml", "word/numbering.xml", "[Content_Types].xml", "mimetype",
    "content.xml",
        "META-INF/container.xml", "ppt/presentation.xml", "ppt/slides/slide1.xml", "xl/workbook.xml",
        "xl/worksheets/sheet1.xml", "a.txt", "b.html", "c/d.zip", "../e.txt", "f.docx", "/", "g\udc80.txt",
    "h.jsonl", "word/embeddings/a.docx", "word/embeddings/b.bin", "xl/workbook.bin", "xl/worksheets/sheet1.bin",
        "xl/_rels/workbook.bin.rels", "META-INF/manifest.xml", "Object 1/content.xml",
    )  # fmt: skip
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name in rng.sample(names, rng.randint(0, 5)):
            archive.writestr(name.encode("utf-8", "replace").decode(), _text(rng).encode("utf-8", "replace"))
    return made.getvalue()


def others(count: int, seed: int = 0) -> Iterator[tuple[str, bytes]]:
    """Names and bytes of files of the formats that are none: whole ones cut and changed, packed anything, anything."""
    rng = random.Random(seed)
    whole = [(name, make(tuple(_WORDS[:12]))[0]) for name, make in MAKERS.items()]
    for number in range(count):
        way = rng.random()
        if way < 0.5:
            name, data = rng.choice(whole)
            changed = bytearray(data[: rng.randrange(len(data) + 1)] if rng.random() < 0.4 else data)
            for _ in range(rng.choice((0, 1, 10, 100)) if changed else 0):
                changed[rng.randrange(len(changed))] = rng.randrange(256)
            yield f"o{number}{rng.choice((Path(name).suffix, rng.choice(_OTHER_SUFFIXES)))}", bytes(changed)
        elif way < 0.9:
            yield f"o{number}{rng.choice(_OTHER_SUFFIXES)}", _packed(rng)
        else:
            begin = rng.choice(
                (b"", b"%PDF-1.7\n", b"PK\3\4", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"\x1f\x8b\x08")
            )
            yield (
                f"o{number}{rng.choice(_OTHER_SUFFIXES)}",
                begin + rng.randbytes(rng.choice((0, 1, 100, 2000))),
            )


def fault_of_file(name: str, data: bytes) -> str | None:
    """What is wrong with how a file was taken, or None."""
    started = time.perf_counter()
    try:
        try:
            content = read_file(SourceFile(Path(name), name), (), "f", None, data)
            Miner().definitions(content.passages)
            prepare(content.passages)
            wrong = None if content.passages else "neither passages nor an error"
        except Exception as error:
            raise failure_of(name, error) from error
    except StageError as error:
        wrong = str(error)
    except FumikuraError as error:
        wrong = None if name in str(error) else f"an error that does not name it: {error}"
    took = time.perf_counter() - started
    return wrong or (f"it took {took:.0f} s" if took > SECONDS else None)


def survey_files(
    make: Callable[[int, int], Iterator[tuple[str, bytes]]], count: int, seed: int = 0
) -> Outcome:
    """Read as many files."""
    outcome = Outcome()
    for name, data in make(count, seed):
        outcome.kinds[Path(name).suffix or "no ending"] += 1
        fault = fault_of_file(name, data)
        outcome.note(fault and f"{name} {data[:300]!r}: {fault[:300]}")
    return outcome
