"""Shapes of text that once took time growing with the square of their size, and a measure of how it grows."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from pathlib import Path

from fault_index import Outcome
from fault_texts import shapes_of
from fumikura.documents import read_file
from fumikura.engines import prepare
from fumikura.errors import CorpusError
from fumikura.lexicon.mining import Miner
from fumikura.reading.discovery import SourceFile

__all__ = ["GROWING", "growth", "made_of", "survey_growth"]

_LEAST = 0.3  # seconds of work, so that what is measured is no noise
_LARGEST = 2_000_000  # characters
_MOST = 2.3  # times the work for twice the text
_TRIES = 3

GROWING: Mapping[str, Callable[[int], str]] = {
    "heading of spaces": lambda size: f"# a{' ' * size}b\n",
    "page of spaces": lambda size: f"p.{' ' * size}b\n",
    "capitals and a control": lambda size: "A" * size + "\x01",
    "capitals and controls": lambda size: "AB、語語語語\x01" * (size // 8),
    "capitals and bars": lambda size: "A｜" * (size // 2),
    "marks of mixed classes": lambda size: "か" + "\u0301\u0327\u3099\u0323" * (size // 4),
    "definitions of one name": lambda size: "".join(
        f"日米協議第{number}委員会（以下「SCC」という。）で述べた。\n\n" for number in range(size // 26)
    ),
    "definitions in one line": lambda size: "".join(
        f"日米協議{chr(0x4E00 + number % 9000)}委員会（SCC）で。" for number in range(size // 15)
    ),
    "notes and their marks": lambda size: (
        "".join(f"語*{number}、" for number in range(size // 14))
        + "\n\n"
        + "".join(f"*{number} 注\n" for number in range(size // 14))
    ),
    "speakers": lambda size: "".join(f"○甲{number}君　はい。\n" for number in range(size // 12)),
    "dots of contents": lambda size: f"第1章{'・' * size}3\n",
    "short paragraphs": lambda size: "甲。\n\n" * (size // 4),
    "different headings": lambda size: "".join(f"# 見出し{number}\n" for number in range(size // 9)),
    "English in brackets": lambda size: f"日本（{'a ' * (size // 2)}）",
    "half-width kana": lambda size: "ｶﾞ" * (size // 2),
    "open comments": lambda size: "<!--" * (size // 4) + "a",
    "open links": lambda size: "[a](" * (size // 4),
}


def made_of(text: str) -> int:
    """The number of passages that a text gives, read, mined for names, and made ready for an index."""
    passages = read_file(SourceFile(Path("a.txt"), "a.txt"), (), "a", None, text.encode()).passages
    Miner().definitions(passages)
    prepare(passages)
    return len(passages)


def _seconds(text: str) -> float | None:
    """The work that a text takes, in seconds of this process alone; None for one that is none."""
    started = time.process_time()
    try:
        made_of(text)
    except CorpusError:
        return None
    return time.process_time() - started


def growth(shape: Callable[[int], str]) -> float:
    """How many times the work twice the text takes, at the least of some tries; 0 where it is too little to measure."""
    size = 5_000
    while (took := _seconds(shape(size))) is not None and took < _LEAST and size < _LARGEST:
        size *= 2
    if took is None or took < _LEAST:
        return 0.0
    found = []
    for _ in range(_TRIES):
        twice, once = _seconds(shape(2 * size)), _seconds(shape(size))
        found.append((twice or 0.0) / (once or took))
        if found[-1] <= _MOST:
            break
    return min(found)


def survey_growth(share: float = 1.0) -> Outcome:
    """Every shape doubled, or a share of them."""
    outcome = Outcome()
    shapes = {**GROWING, **shapes_of()}
    for name in list(shapes)[:: max(1, round(1 / share))]:
        times = growth(shapes[name])
        outcome.note(f"{name}: {times:.1f} times" if times > _MOST else None)
    return outcome
