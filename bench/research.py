"""How long the researcher's tools take over a million words: each is to answer within two seconds.

    python bench/research.py [FOLDER]

Passages of the bundled documents are repeated, each time with another number in them, until there are a million units.
Each line has the seconds by the clock, those of a processor, and the number that the question gives.
"""

from __future__ import annotations

import argparse
import json
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import fumikura

WORDS = 1_000_000
CORPUS = Path(__file__).parents[1] / "corpus"


def main() -> None:
    """Time the tools over the corpus in a folder, which is made where it is not there."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("folder", type=Path, nargs="?", help="kept for another run; else a temporary one")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as place:
        time_tools(options.folder or Path(place))


def time_tools(folder: Path) -> None:
    """Build the index where there is none, and print a line for each tool."""
    if not (folder / "index").exists():
        build_corpus(folder)
    with fumikura.open_index(folder / "index") as index:
        for name, ask in (
            ("words", lambda: index.words().words),
            ("words again", lambda: index.words().words),
            ("words --n 3", lambda: index.words(n=3, limit=50).words),
            ("count by year", lambda: index.count("抑止力").total[0].occurrences),
            ("kwic, 10,000 lines", lambda: len(index.kwic("協力", limit=10_000).rows)),
            ("kwic by reading", lambda: len(index.kwic("協力", sort="right", limit=10_000).rows)),
            ("collocates", lambda: index.collocates("抑止力").words),
            ("key words", lambda: index.key_words("rest", year="2021..").words_a),
        ):
            print(f"{name:<20} {time_call(ask)}", flush=True)


def time_call(ask: Callable[[], int | None]) -> str:
    """Seconds that a question takes by the clock and of a processor, with the number that it gives."""
    started, used = time.perf_counter(), time.process_time()
    found = ask()
    return f"{time.perf_counter() - started:6.2f} s  {time.process_time() - used:6.2f} s  ({found:,})"


def build_corpus(folder: Path) -> None:
    """An index of a million words."""
    fumikura.build_index(CORPUS, folder / "bundled")
    with fumikura.open_index(folder / "bundled") as index:
        passages = index.passages()
        size = index.words(unit="short", pos="all").words
    (folder / "corpus").mkdir()
    for copy in range(-(-WORDS // size)):
        with (folder / "corpus" / f"{copy:03}.jsonl").open("w", encoding="utf-8") as stream:
            for passage in passages:
                fields = {
                    "id": f"{passage.document}-{copy}#{passage.id.rpartition('#')[2]}",
                    "document": f"{passage.document}-{copy}",
                    "date": passage.date,
                    "text": f"{passage.text}（{copy}）",
                }
                stream.write(json.dumps(fields, ensure_ascii=False) + "\n")
    fumikura.build_index(folder / "corpus", folder / "index", jobs=2)


if __name__ == "__main__":
    main()
