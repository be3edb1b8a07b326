"""How documents come out: paragraphs that are known, set in many manners, read, and counted where they are exactly right.

    python bench/documents.py [--show NAME] [--broken N] [--folder FOLDER]

The paragraphs are those of the corpus. White space aside, a paragraph is right if a passage has just its characters. Then
files of all formats are broken at random, and each must be read or named within the limits; a PDF of a hundred pages is
timed; and of the files in FOLDER, if one is given, it is said what came of each.
"""

from __future__ import annotations

import argparse
import random
import resource
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path

from fumikura.documents import FileContent, read_file
from fumikura.errors import FumikuraError
from fumikura.reading.discovery import SourceFile, discover

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "tests"))

from document_makers import MAKERS  # noqa: E402 - these stand beside the tests, which set the same documents
from pdf_makers import MANNERS, horizontal  # noqa: E402

Make = Callable[[Sequence[str]], tuple[bytes, list[str]]]


def main() -> None:
    """Set, read and count."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--show", default="", help="only the manner of this name, with what is missing in it")
    parser.add_argument("--paragraphs", type=int, default=40)
    parser.add_argument("--broken", type=int, default=200, help="how many broken files")
    parser.add_argument("--folder", type=Path, help="a folder of documents to be read")
    options = parser.parse_args()
    texts = paragraphs(options.paragraphs)
    pdfs: dict[str, Make] = {manner.name: manner.make for manner in MANNERS}
    with tempfile.TemporaryDirectory() as folder:
        for title, makers, suffix in (("PDF", pdfs, "a.pdf"), ("other formats", MAKERS, "")):
            right = expected = 0
            for name, make in makers.items():
                if options.show in ("", name):
                    ours, all_ = count_differences(
                        Path(folder), name, suffix or name, make, texts, show=bool(options.show)
                    )
                    right, expected = right + ours, expected + all_
            if expected and not options.show:
                print(f"{title:30} {right:4} of {expected:4}  {right / expected:6.1%}\n")
        if not options.show:
            read_broken_files(Path(folder), texts[:6], options.broken)
            time_hundred_pages(Path(folder), texts)
    if options.folder:
        read_files(options.folder)


def paragraphs(count_differences: int) -> list[str]:
    """Paragraphs of running text from the corpus, of more than one line each."""
    found: list[str] = []
    for each in discover(ROOT / "corpus")[0]:
        texts = [p.text for p in read_file(each, (), "d").passages if p.kind == "paragraph"]
        found += [text for text in texts if 60 <= len(text) <= 900 and text.endswith("。")]
    step = max(1, len(found) // count_differences)
    return found[::step][:count_differences]


def count_differences(
    folder: Path, name: str, file: str, make: Make, texts: Sequence[str], *, show: bool
) -> tuple[int, int]:
    """How many of the texts that a document was made of are passages of it, and how many there are."""
    data, expected = make(texts)
    started = time.perf_counter()
    content = read(folder, file, data)
    seconds = time.perf_counter() - started
    held = Counter(_without_spaces(p.text) for p in content.passages if p.kind != "furniture")
    held += Counter({_without_spaces(heading) for p in content.passages for heading in p.section})
    missing = Counter(map(_without_spaces, expected)) - held
    right = len(expected) - missing.total()
    print(f"{name:30} {right:4} of {len(expected):4}  {right / len(expected):6.1%}  {seconds:.2f} s")
    if show:
        for text in missing:
            print("  missing ", text)
        for text in held - Counter(map(_without_spaces, expected)):
            print("  instead ", text)
    return right, len(expected)


def read(folder: Path, name: str, data: bytes) -> FileContent:
    """What a file of that name and these bytes gives."""
    path = folder / name
    path.write_bytes(data)
    return read_file(SourceFile(path, name), (), "a")


def read_broken_files(folder: Path, texts: Sequence[str], number: int) -> None:
    """Break files of all formats at random; whatever is no error of ours ends the run."""
    whole = {name: make(texts)[0] for name, make in MAKERS.items()}
    whole |= {f"{place}.pdf": manner.make(texts)[0] for place, manner in enumerate(MANNERS[:6])}
    chance = random.Random(1)
    outcomes = Counter[str]()
    slowest = 0.0
    for _ in range(number):
        name = chance.choice(sorted(whole))
        data = _break(whole[name], chance)
        started = time.perf_counter()
        try:
            outcomes["read" if read(folder, name, data).passages else "empty"] += 1
        except FumikuraError:
            outcomes["named"] += 1
        slowest = max(slowest, time.perf_counter() - started)
    peak = (
        max(resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
        // 1024
    )
    print(f"{number} broken files: {dict(outcomes)}; the slowest {slowest:.1f} s, the most memory {peak} MB")


def _break(data: bytes, chance: random.Random) -> bytes:
    """Bytes cut short, changed, swapped or doubled."""
    made = bytearray(data)
    if chance.random() < 0.4:
        del made[chance.randrange(len(made)) :]
    for _ in range(chance.choice((0, 3, 30, 300))):
        if made:
            made[chance.randrange(len(made))] = chance.randrange(256)
    if chance.random() < 0.2 and made:
        start = chance.randrange(len(made))
        made[start:start] = made[start : start + 4096] * 3
    return bytes(made)


def time_hundred_pages(folder: Path, texts: Sequence[str]) -> None:
    """Time a PDF of a hundred pages."""
    setting = (
        '#set page(paper: "a4")\n#set text(font: "Noto Serif JP", lang: "ja")\n#set par(justify: true)\n'
    )
    pages = "\n#pagebreak()\n".join(
        "\n\n".join(text.replace("#", "") for text in texts[:6]) for _ in range(100)
    )
    data = horizontal(setting + pages)
    started = time.perf_counter()
    content = read(folder, "hundred.pdf", data)
    characters = sum(len(passage.text) for passage in content.passages)
    print(f"a PDF of 100 pages, {characters} characters: {time.perf_counter() - started:.1f} s")


def read_files(folder: Path) -> None:
    """Say of each file in a folder what came of it."""
    for each in discover(folder)[0]:
        started = time.perf_counter()
        try:
            content = read_file(each, (), "a")
            kinds = Counter(passage.kind for passage in content.passages)
            said = f"{content.documents[0].title!r} {content.documents[0].date} {dict(kinds)} {content.left_out or ''}"
        except FumikuraError as error:
            said = str(error)
        print(f"{each.source}  {time.perf_counter() - started:.1f} s  {said}")


def _without_spaces(text: str) -> str:
    return "".join(text.split())


if __name__ == "__main__":
    main()
