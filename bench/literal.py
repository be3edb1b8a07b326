"""Runs of characters: a scan of normalised texts against a field of character bigrams. Which should find them?

    python bench/literal.py FOLDER [--runs N] [--passages N]

FOLDER holds `passages.jsonl`. Both are built from the same folded texts and asked for the same runs, drawn from the
texts, in turn; what is printed is size on disk, time to build, and the median and 95th percentile of answering.
Both must give the same passages, or the script fails.
"""

from __future__ import annotations

import argparse
import json
import random
import statistics
import tempfile
import time
from bisect import bisect_right
from collections.abc import Callable, Sequence
from pathlib import Path

from fumikura.text.normalize import fold

Answer = Callable[[str], list[int]]
SEPARATOR = "\x1e"


def scan_texts(texts: Sequence[str], folder: Path) -> Answer:
    """One file of all texts in UTF-8, held in memory, and the offset of each."""
    data = SEPARATOR.join(texts).encode()
    (folder / "texts").write_bytes(data)
    offsets, at = [], 0
    for text in texts:
        offsets.append(at)
        at += len(text.encode()) + 1

    def answer(run: str) -> list[int]:
        needle, found, at = run.encode(), [], -1
        while (at := data.find(needle, at + 1)) >= 0:
            place = bisect_right(offsets, at) - 1
            found.append(place)
            at = offsets[place + 1] - 1 if place + 1 < len(offsets) else len(data)
        return found

    return answer


def index_bigrams(texts: Sequence[str], folder: Path) -> Answer:
    """A Whoosh field of overlapping bigrams with positions; a run is a phrase of its bigrams."""
    from whoosh.analysis import NgramTokenizer
    from whoosh.fields import NUMERIC, TEXT, Schema
    from whoosh.index import create_in
    from whoosh.query import Phrase, Term

    schema = Schema(at=NUMERIC(stored=True), text=TEXT(analyzer=NgramTokenizer(2), phrase=True))
    index = create_in(folder, schema)
    writer = index.writer(limitmb=512)
    for at, text in enumerate(texts):
        writer.add_document(at=at, text=text)
    writer.commit()
    searcher = index.searcher()

    def answer(run: str) -> list[int]:
        pairs = [run[i : i + 2] for i in range(len(run) - 1)]
        query = Phrase("text", pairs) if len(pairs) > 1 else Term("text", pairs[0])
        return sorted(searcher.stored_fields(doc)["at"] for doc in searcher.docs_for_query(query))

    return answer


def measure(answer: Answer, runs: Sequence[str]) -> tuple[list[float], list[list[int]]]:
    """Milliseconds and answers for each run."""
    times, answers = [], []
    for run in runs:
        started = time.perf_counter()
        answers.append(answer(run))
        times.append((time.perf_counter() - started) * 1000)
    return times, answers


def main() -> None:
    """Build both, ask both, print a table."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path)
    parser.add_argument("--runs", type=int, default=200)
    parser.add_argument("--passages", type=int, default=0)
    options = parser.parse_args()
    with (options.folder / "passages.jsonl").open(encoding="utf-8") as source:
        texts = [fold(json.loads(line)["text"]).text for line in source]
    texts = texts[: options.passages or None]
    rng = random.Random(1)
    chosen = [rng.choice(texts) for _ in range(options.runs)]
    starts = [rng.randrange(max(1, len(text) - 12)) for text in chosen]
    runs = [text[start : start + rng.randint(2, 12)] for text, start in zip(chosen, starts, strict=True)]
    size = sum(len(text.encode()) for text in texts)
    print(
        f"{len(texts)} passages, {size / 1e6:.1f} MB of folded text, {len(runs)} runs of 2 to 12 characters\n"
    )
    print("| mechanism | build, s | size, MB | size / text | median, ms | 95th percentile, ms |")
    print("|---|---|---|---|---|---|")
    answers = []
    for name, mechanism in (("scan", scan_texts), ("bigram field", index_bigrams)):
        with tempfile.TemporaryDirectory() as folder:
            started = time.perf_counter()
            answer = mechanism(texts, Path(folder))
            built = time.perf_counter() - started
            measure(answer, runs[:20])
            times, found = measure(answer, runs)
            used = sum(path.stat().st_size for path in Path(folder).rglob("*") if path.is_file())
        answers.append(found)
        p95 = statistics.quantiles(times, n=20)[-1]
        sizes = f"{used / 1e6:.1f} | {used / size:.2f}"
        print(f"| {name} | {built:.2f} | {sizes} | {statistics.median(times):.2f} | {p95:.2f} |")
    assert answers[0] == answers[1], "the two mechanisms disagree"


if __name__ == "__main__":
    main()
