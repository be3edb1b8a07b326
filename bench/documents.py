"""How documents come out: paragraphs that are known, set in many manners, read, and counted where they are exactly right.

    python bench/documents.py [--show MANNER]

The paragraphs are those of the corpus. White space aside, a paragraph is right if a passage has just its characters.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

from fumikura.documents import read_file
from fumikura.reading.discovery import Found, discover

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "tests"))

from pdf_makers import MANNERS  # noqa: E402 - it stands beside the tests, which set the same documents


def paragraphs(count: int) -> list[str]:
    """Paragraphs of running text from the corpus, of more than one line each."""
    found: list[str] = []
    for each in discover(ROOT / "corpus")[0]:
        texts = [p.text for p in read_file(each, (), "d").passages if p.kind == "paragraph"]
        found += [text for text in texts if 60 <= len(text) <= 900 and text.endswith("。")]
    step = max(1, len(found) // count)
    return found[::step][:count]


def main() -> None:
    """Set, read and count."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--show", default="", help="print what is missing in the manner of this name")
    parser.add_argument("--paragraphs", type=int, default=40)
    options = parser.parse_args()
    texts = paragraphs(options.paragraphs)
    all_right, all_expected = 0, 0
    with tempfile.TemporaryDirectory() as folder:
        for manner in MANNERS:
            if options.show and options.show != manner.name:
                continue
            data, expected = manner.make(texts)
            path = Path(folder) / "a.pdf"
            path.write_bytes(data)
            started = time.perf_counter()
            passages = read_file(Found(path, "a.pdf"), (), "a").passages
            seconds = time.perf_counter() - started
            held = Counter(_bare(p.text) for p in passages if p.kind != "furniture")
            held += Counter(_bare(h) for h in {h for p in passages for h in p.section})
            missing = Counter(map(_bare, expected)) - held
            right = len(expected) - missing.total()
            all_right, all_expected = all_right + right, all_expected + len(expected)
            print(
                f"{manner.name:30} {right:4} of {len(expected):4}  {right / len(expected):6.1%}  {seconds:.2f} s"
            )
            if options.show:
                for text in missing:
                    print("  MISSING ", text)
                for text in held - Counter(map(_bare, expected)):
                    print("  INSTEAD ", text)
    if all_expected:
        print(f"{'all':30} {all_right:4} of {all_expected:4}  {all_right / all_expected:6.1%}")


def _bare(text: str) -> str:
    return "".join(text.split())


if __name__ == "__main__":
    main()
