"""Sets paragraphs as PDF extraction leaves them, lays them out again, and counts what was healed and what was not.

    python bench/reflow.py FOLDER [--documents N] [--seed N] [--worst]

FOLDER holds `passages.jsonl` (one paragraph a line, in the field `text`). Every document sets some twenty
paragraphs in one manner: a width, lines with or without an empty one after each, one way of marking paragraphs
(or none), page numbers, running heads, captions and notes that fall into sentences. A break is healed where the
characters on its two sides stand side by side in one block; two paragraphs are run together where the last
characters of the one and the first of the next do.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from fumikura.layout.flow import layout

NEVER_FIRST = frozenset("、。，．・：；！？」』）】〕］〉》ーァィゥェォッャュョぁぃぅぇぉっゃゅょ々)]}")
NEVER_LAST = frozenset("「『（【〔［〈《([{")


@dataclass(frozen=True)
class Manner:
    """One way of setting a document."""

    width: int
    counted: str  # "columns" or "characters"
    kinsoku: bool
    ragged: int
    empty_lines: bool
    marks: str  # how paragraphs are told apart: "indent", "gap", "trailing", "none"
    page_lines: int
    numbers: str
    head: bool
    captions: float
    notes: float

    def name(self) -> str:
        """A short name for the table."""
        parts = [self.marks, "empty lines" if self.empty_lines else "close", self.counted]
        parts += (
            ["pages"] * bool(self.page_lines)
            + ["captions"] * (self.captions > 0)
            + ["notes"] * (self.notes > 0)
        )
        return ", ".join(parts)


@dataclass
class Sheet:
    """A document as set, with the breaks and the ends of paragraphs to look for."""

    lines: list[str] = field(default_factory=list)
    breaks: list[tuple[str, str]] = field(default_factory=list)
    ends: list[tuple[str, str]] = field(default_factory=list)


def columns(char: str) -> int:
    """Width of a character: two columns for wide ones, else one."""
    return 2 if unicodedata.east_asian_width(char) in "WFA" else 1


def wrap(text: str, manner: Manner, rng: random.Random, first: int) -> list[str]:
    """Lines of at most the manner's width; the first has `first` characters less room."""
    lines, start = [], 0
    unit = columns if manner.counted == "columns" else (lambda _: 1)
    scale = 2 if manner.counted == "columns" else 1
    while start < len(text):
        room = (manner.width - first - rng.randint(0, manner.ragged)) * scale
        end, used = start, 0
        while end < len(text) and used + unit(text[end]) <= room:
            used += unit(text[end])
            end += 1
        if manner.kinsoku and end < len(text):
            while end < len(text) and text[end] in NEVER_FIRST and end - start > 1:
                end += 1
            while end - start > 1 and text[end - 1] in NEVER_LAST:
                end -= 1
        lines.append(text[start:end])
        start, first = end, 0
    return lines


def manners(rng: random.Random) -> Iterator[Manner]:
    """Manners without end."""
    while True:
        pages = rng.random() < 0.5
        yield Manner(
            width=rng.randint(18, 90),
            counted=rng.choice(["columns", "columns", "characters"]),
            kinsoku=rng.random() < 0.7,
            ragged=rng.choice([0, 0, 0, 1, 2]),
            empty_lines=rng.random() < 0.4,
            marks=rng.choice(["indent", "gap", "trailing", "none"]),
            page_lines=rng.randint(20, 45) if pages else 0,
            numbers=rng.choice(["{}", "- {} -", "{}/40", "p. {}", "－{}－", "{} ページ"]),
            head=rng.random() < 0.5,
            captions=rng.choice([0, 0, 0.06]),
            notes=rng.choice([0, 0, 0.06]),
        )


def set_document(texts: Sequence[str], manner: Manner, rng: random.Random) -> Sheet:
    """Set paragraphs in one manner."""
    sheet = Sheet()
    page, on_page, noted = 1, 0, 0
    titles = [
        text[: rng.randint(6, 16)].strip("、。「」（）") for text in rng.sample(texts, min(5, len(texts)))
    ]
    head = f"{titles[0]}の研究 第{rng.randint(1, 9)}章"

    def put(line: str) -> None:
        sheet.lines.append(line)
        if manner.empty_lines:
            sheet.lines.append("")

    for number, text in enumerate(texts):
        first = 1 if manner.marks == "indent" else 0
        lines = wrap(text, manner, rng, first)
        for index, line in enumerate(lines):
            last = index == len(lines) - 1
            shown = "\u3000" + line if index == 0 and first else line
            put(shown + (" " if last and manner.marks == "trailing" else ""))
            on_page += 1
            if last:
                break
            sheet.breaks.append((line[-6:], lines[index + 1][:6]))
            if manner.page_lines and on_page >= manner.page_lines:
                put(manner.numbers.format(page))
                if manner.head:
                    put(head)
                page, on_page = page + 1, 0
            elif rng.random() < manner.captions:
                caption = rng.choice(titles)
                put(
                    rng.choice(
                        [
                            f"図{rng.randint(1, 30)} {caption}",
                            f"{caption}の様子（{rng.randint(1990, 2024)}年）",
                            f"写真：{caption}",
                            f"▲{caption}",
                        ]
                    )
                )
            elif rng.random() < manner.notes:
                noted += 1
                note = f"{rng.choice(titles)}については、別に定めるところによる。"
                mark = rng.choice([f"{noted} ", f"※{noted} ", f"（注{noted}）", f"*{noted} "])
                for piece in wrap(mark + note, manner, rng, 0):
                    put(piece)
        if number + 1 < len(texts):
            sheet.ends.append((text[-6:], texts[number + 1][:6]))
            if manner.marks == "gap":
                sheet.lines += [""] if not manner.empty_lines else ["", ""]
    return sheet


def squeeze(text: str) -> str:
    """A text without white space."""
    return re.sub(r"\s", "", text)


def measure(sheet: Sheet) -> tuple[int, int, list[tuple[str, str]], list[tuple[str, str]]]:
    """Breaks healed, ends kept apart, and those that were not."""
    laid = "\x00".join(squeeze(block.text) for block in layout("\n".join(sheet.lines)))
    unhealed = [pair for pair in sheet.breaks if squeeze("".join(pair)) not in laid]
    merged = [pair for pair in sheet.ends if squeeze("".join(pair)) in laid]
    return len(sheet.breaks) - len(unhealed), len(sheet.ends) - len(merged), unhealed, merged


def main() -> None:
    """Print healed and kept apart, in all and by manner."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path)
    parser.add_argument("--documents", type=int, default=300)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--worst", action="store_true", help="print what was not healed, and run together")
    options = parser.parse_args()
    with (options.folder / "passages.jsonl").open(encoding="utf-8") as source:
        texts = [json.loads(line)["text"] for line in source]
    rng = random.Random(options.seed)
    sums: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0, 0])
    for manner, _ in zip(manners(rng), range(options.documents), strict=False):
        sheet = set_document(rng.sample(texts, 20), manner, rng)
        healed, apart, unhealed, merged = measure(sheet)
        for name in ("all", f"marks: {manner.marks}", f"captions: {manner.captions > 0}", f"notes: {manner.notes > 0}",
                     f"pages: {manner.page_lines > 0}", f"empty lines: {manner.empty_lines}", f"ragged: {manner.ragged}",
                     f"counted: {manner.counted}", f"width: {manner.width // 20 * 20}+"):  # fmt: skip
            for i, value in enumerate((healed, len(sheet.breaks), apart, len(sheet.ends))):
                sums[name][i] += value
        if options.worst and (len(unhealed) > 0.02 * len(sheet.breaks) or len(merged) > 1):
            print(manner, len(unhealed), "/", len(sheet.breaks), unhealed[:6], len(merged), merged[:3])
    print(f"{'':24} {'breaks':>8} {'healed':>8}   {'ends':>6} {'run together':>12}")
    for name, (healed, breaks, apart, ends) in sorted(sums.items()):
        print(f"{name:24} {breaks:8} {healed / breaks:8.2%}   {ends:6} {1 - apart / ends:12.2%}")


if __name__ == "__main__":
    main()
