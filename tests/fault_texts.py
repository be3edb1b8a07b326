"""Documents that try to break the reading: whatever stands before it, the word at their end is found and marked.

A document may also be refused with a reason, where its bytes can't be told for text.
"""

from __future__ import annotations

import json
import random
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from fault_index import Outcome
from fumikura.build import build_index
from fumikura.search import Index, open_index

__all__ = ["AWKWARD", "SECONDS", "documents", "fault_of_document", "index_of", "shapes_of", "survey"]

SECONDS = 60.0
"""For a document of 200,000 characters: far more than it takes, far less than what grows with its square."""

_PIECES = (
    "日米同盟の抑止力を強化する。", "台湾海峡の平和と安定", "\n", "\n\n", "　", " ", "\t", "\r\n", "\r",
    "\f", "\v", "\x85", "\u2028", "\u2029",
    "\x00", "\x01", "\x1b[31m", "\x7f", "\u200b", "\u202e", "\ufeff", "が", "か\u3099", "ｶﾞ", "\u3099",
    "。", "、", "「", "」", "（", "1", "①",
    "第1章 ", "(1) ", "・", "| a | b |\n|---|---|\n", "# ", "---\n", "<table><tr><td>", "</td>", "<br>",
    "《", "》", "｜", "［＃", "］", "※",
    "👨‍👩‍👧", "\U0010ffff", "ー", "々", "a", "Security Consultative Committee", "2013年",
    "平成25年10月3日", "図表1 ", "*1 ", "\\", "&amp;",
)  # fmt: skip


def _awkward(size: int) -> dict[str, Callable[[], str]]:
    return {
        "NUL in the middle": lambda: "台湾\x00海峡\x00" * 50,
        "one line": lambda: "日米同盟の抑止力を強化する。" * (size // 14),
        "one line without a full stop": lambda: "日米同盟の抑止力を強化する" * (size // 13),
        "one letter": lambda: "あ" * size,
        "one kanji": lambda: "国" * size,
        "one latin letter": lambda: "a" * size,
        "one digit": lambda: "1" * size,
        "letters and hyphens": lambda: "a-" * (size // 2),
        "spaces": lambda: "始め" + " " * max(size, 70_000),
        "wide spaces": lambda: "始め" + "　" * max(size, 70_000),
        "line feeds": lambda: "始め" + "\n" * size,
        "short lines": lambda: "台湾\n" * (size // 3),
        "lines and empty lines": lambda: "台湾の話\n\n" * (size // 6),
        "tabs": lambda: "a\tb\t" * (size // 4),
        "marks of voice": lambda: "か" + "\u3099" * size,
        "marks on each": lambda: "か\u3099" * (size // 2),
        "accents": lambda: "e\u0301\u0302" * (size // 3),
        "zero width": lambda: "\u200b" * size,
        "brackets": lambda: "「" * size,
        "pairs of brackets": lambda: "（（" * (size // 4) + "））" * (size // 4),
        "ruby": lambda: "独《どく》" * (size // 5),
        "open ruby": lambda: "｜独《" * (size // 4),
        "notes": lambda: "［＃ここから" * (size // 6),
        "numbers of headings": lambda: "".join(f"第{n}章 見出し\n\n" for n in range(size // 9)),
        "bullets": lambda: "・項目\n" * (size // 4),
        "pipes": lambda: "| a | b |\n" * (size // 10),
        "open tables": lambda: "<table><tr><td>a" * (size // 16),
        "nested tables": lambda: "<table><tr><td>" * min(size // 15, 2000),
        "emoji": lambda: "👨‍👩‍👧‍👦" * (size // 7),
        "hangul": lambda: "가나다" * (size // 3),
        "arabic": lambda: "ﷺ" * size,
        "dates": lambda: "平成25年10月3日、" * (size // 10),
        "page numbers": lambda: "".join(f"本文の行が続く\n\n- {n} -\n\n" for n in range(size // 16)),
        "every control character": lambda: "".join(f"語{chr(code)}語" for code in (*range(32), *range(0x7F, 0xA0))),
        "every format character": lambda: "".join(
            f"語{chr(code)}語"
            for code in (0xAD, 0x34F, 0x61C, *range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x2070))
        ),
        "rows of numbers": lambda: "1,000," * (size // 6),
        "rows of kanji numbers": lambda: "1億2,000万" * (size // 8),
        "versions": lambda: "1.2." * (size // 4),
        "numbers on lines": lambda: "1\n" * (size // 2),
        "circled on lines": lambda: "\n①" * (size // 2),
        "circled and brackets on lines": lambda: "\n①\n\n(1)\n" * (size // 8),
        "dashes on lines": lambda: "―\n\n" * (size // 3),
        "circled in a line": lambda: "の①" * (size // 2),
        "English in a line": lambda: "日本Security Consultative Committeeと" * (size // 34),
        "words of latin": lambda: "Security Consultative Committee " * (size // 32),
    }  # fmt: skip


def shapes_of() -> dict[str, Callable[[int], str]]:
    """The documents of `AWKWARD` by their names, of any size."""

    def shape(name: str) -> Callable[[int], str]:
        return lambda size: _awkward(size)[name]()

    return {name: shape(name) for name in AWKWARD}


AWKWARD = tuple(_awkward(0))
"""Names of the documents that `documents` begins with."""


def documents(size: int | None, count: int, seed: int = 0) -> Iterator[tuple[str, str]]:
    """Name and text of each document of `AWKWARD`, about `size` characters long, if any, and of as many random ones."""
    for name, make in _awkward(size).items() if size is not None else ():
        yield name, make()
    rng = random.Random(seed)
    for number in range(count):
        yield f"random {seed}/{number}", "".join(rng.choice(_PIECES) for _ in range(rng.randint(1, 200)))


def index_of(place: Path, text: str, name: str = "d.txt", encoding: str = "utf-8") -> tuple[Path, str]:
    """An index of one document of this text, and why it was skipped, if it was."""
    corpus = place / "corpus"
    corpus.mkdir(parents=True, exist_ok=True)
    (corpus / name).write_bytes(text.encode(encoding, "surrogatepass" if encoding == "utf-8" else "strict"))
    report = build_index(corpus, place / "index", rebuild=True)
    return place / "index", " ".join(file.reason for file in report.files if file.status == "skipped")


def fault_of_document(place: Path, text: str, *, ready: bool = False, gap: str = "\n\n") -> str | None:
    """What is wrong with a document that ends in a word of its own, or None."""
    if ready:
        whole = json.dumps({"id": "r#1", "text": f"{text}{gap}標識語ヌ七"}) + "\n"
        index, skipped = index_of(place, whole, "r.jsonl")
    else:
        index, skipped = index_of(place, f"{text}{gap}標識語ヌ七。\n")
    if skipped:
        return None if "binary" in skipped else f"skipped: {skipped}"
    with open_index(index) as opened:
        return _fault_of_sentinel(opened)


def _fault_of_sentinel(index: Index) -> str | None:
    results = index.search('"標識語ヌ七"', limit=None)
    # It may have been taken for the title, and be found in all passages; it stands in the text of one, which leads.
    standing = [hit for hit in results.hits if "標識語ヌ七" in hit.passage.text.replace("\n", "")]
    if len(standing) != 1 or standing[0].rank != 1:
        return f"found {len(standing)} times, at {[hit.rank for hit in standing]} of {results.total}"
    (hit,) = standing
    marked = [hit.passage.text[start:end] for start, end in hit.highlights]
    if [text.replace("\n", "") for text in marked] != ["標識語ヌ七"]:
        return f"marked {ascii(marked)[:200]}"
    return None if "標識語ヌ七" in hit.snippet else "not in its own excerpt"


def survey(place: Path, size: int | None, count: int, seed: int = 0) -> Outcome:
    """Index and search every document, as a file and as a ready passage."""
    outcome = Outcome()
    for number, (name, text) in enumerate(documents(size, count, seed)):
        for ready in (False, True):
            started = time.perf_counter()
            try:
                fault = fault_of_document(place / f"{number}{ready}", text, ready=ready)
            except Exception as error:
                fault = f"{type(error).__name__}: {error}"
            took = time.perf_counter() - started
            if fault is None and took > SECONDS:
                fault = f"it took {took:.0f} s"
            outcome.note(fault and f"{name}{' (ready)' if ready else ''}: {fault}")
    return outcome
