"""How whole pages read: documents of which each line was marked by a reader, and what fumikura makes of them.

    python bench/pages.py FOLDER [...] [--show]

A file of FOLDER has a line a line of a text that was saved or pasted: a label, `|`, the line as it stands. The labels are
F (of the page: menus, footers, other articles, buttons), T (title), D (date), M (other matter of the head), H (heading),
S (who speaks, alone), P (a paragraph begins), L (an item, a row), C (caption), N (note), E (end matter), + (goes on),
and a space for an empty line; `?` behind a label says that it is in doubt, and is not counted. Lines `#: field=value`
above the text have the document's title, date, publisher, place and meeting, `#?` remarks. --show prints what came out
otherwise.
"""

from __future__ import annotations

import argparse
import re
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from fumikura.dates import find_dates
from fumikura.documents import FileContent, read_file
from fumikura.models import Passage
from fumikura.reading.discovery import SourceFile

FIELDS = ("title", "date", "publisher", "place", "meeting")
_TEXT = "PLNCEMDTHS"
_NO_WORD = re.compile(r"\W")
_SIGNS_AROUND = re.compile(r"^[#*＊■◆●○◇□▼▽【\[]+|[】\]*]+$")


@dataclass(frozen=True)
class JudgedBlock:
    """What a reader takes for one: its label, first and last line of the text (from 1), and its text."""

    label: str
    first: int
    last: int
    text: str
    sure: bool


@dataclass(frozen=True)
class Judged:
    """A judged document: what it says of itself, its lines, and its blocks."""

    fields: dict[str, str]
    lines: tuple[str, ...]
    blocks: tuple[JudgedBlock, ...]


def load(path: Path) -> Judged:
    """The judged document in a file."""
    fields: dict[str, str] = {}
    lines: list[str] = []
    blocks: list[JudgedBlock] = []
    for raw in path.read_text(encoding="utf-8").split("\n"):
        if raw.startswith("#"):
            name, _, value = raw.removeprefix("#:").strip().partition("=")
            fields |= {name: value.strip()} if raw.startswith("#:") else {}
            continue
        label, bar, text = raw.partition("|")
        if not bar or len(label) > len("F?"):
            continue
        lines.append(text)
        sure = not label.endswith("?")
        if label[:1] == "+" and blocks:
            begun = blocks[-1]
            blocks[-1] = JudgedBlock(
                begun.label, begun.first, len(lines), begun.text + text, begun.sure and sure
            )
        elif text.strip():
            blocks.append(JudgedBlock(label[:1], len(lines), len(lines), text, sure))
    return Judged(fields, tuple(lines), tuple(blocks))


def read(lines: Sequence[str]) -> FileContent:
    """What fumikura makes of these lines."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "document.txt")
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")
        return read_file(SourceFile(path, path.name), (), "document")


def compare(judged: Judged, made: FileContent) -> Iterator[tuple[str, bool, str]]:
    """What was asked, whether it came out as the reader has it, and what came instead."""
    document = made.documents[0]
    for field in FIELDS:
        if (want := judged.fields.get(field)) is not None and (want or field in ("title", "date")):
            got = getattr(document, field)
            got = "" if got == "document" else got
            yield field, _plain(got, field) == _plain(want, field), f"{got!r}, not {want!r}"
    by_line: dict[int, list[Passage]] = {}
    for passage in made.passages:
        for number in range(passage.lines[0], passage.lines[1] + 1):
            by_line.setdefault(number, []).append(passage)
    headings = {_flat(part) for passage in made.passages for part in passage.section}
    for index, block in enumerate(judged.blocks):
        if block.sure:
            here = [each for line in range(block.first, block.last + 1) for each in by_line.get(line, ())]
            below = judged.blocks[index + 1 : index + 2]
            heads = [each for each in judged.blocks[index + 1 :] if each.label in "PLSN"][:1]
            yield from _of_block(block, here, headings)
            if block.label == "S" and below and below[0].label in "PL":
                said = {each.speaker for each in by_line.get(below[0].first, ())}
                yield (
                    "speaker",
                    any(_names(each, block.text) for each in said),
                    f"{block.text[:40]!r}: {said}",
                )
            if block.label == "H" and below and below[0].label in "PLSHND" and heads:
                under = by_line.get(heads[0].first, ())
                core = _SIGNS_AROUND.sub("", _flat(block.text))
                found = any(core in _flat("".join(each.section)) for each in under)
                yield "heading", found, f"{block.text[:40]!r} in {[each.section for each in under]}"


def _of_block(
    block: JudgedBlock, here: Sequence[Passage], headings: set[str]
) -> Iterator[tuple[str, bool, str]]:
    text = _flat(block.text)
    kinds = {passage.kind for passage in here}
    if block.label == "F":
        yield "furniture", kinds == {"furniture"}, f"{kinds} {block.text[:40]!r}"
        return
    own = [each for each in here if text[:12] in _flat(each.text) or _flat(each.text) in text]
    if block.label in _TEXT:
        lost = any(each.kind == "furniture" for each in own)
        yield "text, no furniture", not lost, f"{block.label} {block.text[:40]!r}"
    if block.label in "PL":
        whole = any(_is_whole(_flat(each.text), text) for each in here)
        came = [(each.kind, each.text[:30]) for each in here]
        yield "paragraph" if block.label == "P" else "item", whole, f"{block.text[:40]!r} in {came}"
    if block.label in "PLMNCED":
        yield "no heading", text not in headings, f"{block.label} {block.text[:40]!r}"


def _is_whole(got: str, want: str) -> bool:
    """Whether a passage has all of a block, but for a label or a mark of a note."""
    lifted = len(want) - len(got)
    return got == want or (want.endswith(got) and len(got) >= 0.6 * len(want) and lifted < 25)


def _names(speaker: str, line: str) -> bool:
    bare = _NO_WORD.sub("", speaker)
    return bool(bare) and bare in _NO_WORD.sub("", line)


def _plain(value: str, field: str) -> str:
    """A value as it is compared: a title without the dates in it, which some readers leave out."""
    if field == "title":
        for mention in reversed(find_dates(value)):
            value = value[: mention.start] + value[mention.end :]
        value = re.sub(r"[(（\[][)）\]]", "", _flat(value))
    return _flat(value)


def _flat(text: str) -> str:
    return "".join(text.split())


def main() -> None:
    """Print how many of each came out as the reader has it."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path, nargs="+")
    parser.add_argument("--show", action="store_true")
    options = parser.parse_args()
    counts: Counter[tuple[str, bool]] = Counter()
    paths = [path for folder in options.folder for path in sorted(folder.rglob("*.txt"))]
    for path in paths:
        judged = load(path)
        for asked, good, otherwise in compare(judged, read(judged.lines)):
            counts[asked, good] += 1
            if options.show and not good:
                print(f"{path.name} {asked}: {otherwise}")
    print(f"{len(paths)} documents\n\n| | as judged | of | % |\n|---|---:|---:|---:|")
    for asked in dict.fromkeys(asked for asked, _ in counts):
        right, wrong = counts[asked, True], counts[asked, False]
        print(f"| {asked} | {right} | {right + wrong} | {100 * right / (right + wrong):.0f} |")


if __name__ == "__main__":
    main()
