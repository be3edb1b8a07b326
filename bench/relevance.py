"""Relevance: MRR@10 of questions against the passages that answer them, and how long an answer takes.

    python bench/relevance.py FOLDER [--index DIR] [--part all|first|second] [--every N] [--worst FILE]

FOLDER holds `passages.jsonl` (id, title, text), `queries.tsv` (id, tab, question) and `qrels` (TREC form). The halves are
whole titles, in turn: what is tuned is tuned on the first, and the second is held out.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from statistics import mean, quantiles

import fumikura
from fumikura.errors import QueryError

DEPTH = 10


@dataclass(frozen=True, slots=True)
class Question:
    """A question, the ids of the passages that answer it, and the half that it belongs to."""

    text: str
    answers: frozenset[str]
    half: int


@dataclass(frozen=True, slots=True)
class QuestionResult:
    """A question with the rank of the first passage that answers it (None beyond the depth), and the seconds."""

    question: Question
    rank: int | None
    seconds: float

    @property
    def reciprocal_rank(self) -> float:
        """1 / rank, and 0 without one."""
        return 1 / self.rank if self.rank else 0.0


def read_questions(folder: Path) -> Iterator[Question]:
    """The questions of a folder that have an answer."""
    titles: dict[str, int] = {}
    halves: dict[str, int] = {}
    with (folder / "passages.jsonl").open(encoding="utf-8") as file:
        for line in file:
            passage = json.loads(line)
            title = passage.get("title", passage["id"])
            halves[passage["id"]] = titles.setdefault(title, len(titles)) % 2
    answers: dict[str, set[str]] = defaultdict(set)
    for line in (folder / "qrels").read_text(encoding="utf-8").splitlines():
        question, _, passage_id, grade = line.split()
        if int(grade) > 0:
            answers[question].add(passage_id)
    for line in (folder / "queries.tsv").read_text(encoding="utf-8").splitlines():
        question, _, text = line.partition("\t")
        if found := answers.get(question):
            yield Question(text, frozenset(found), halves[min(found)])


def answer_question(index: fumikura.Index, question: Question) -> QuestionResult:
    """The question put to the index. One that is no query for its signs is counted as not answered."""
    started = time.perf_counter()
    try:
        hits = index.search(question.text, mode="any", limit=DEPTH, highlight=False).hits
    except QueryError as error:
        print(f"not a query: {question.text}: {error}", file=sys.stderr)
        hits = ()
    seconds = time.perf_counter() - started
    ranks = (hit.rank for hit in hits if hit.passage.id in question.answers)
    return QuestionResult(question, next(ranks, None), seconds)


def print_report(name: str, results: list[QuestionResult]) -> None:
    """One line: how many, MRR@10, how many at the first rank, median and 95th percentile of the time."""
    if len(results) < 2:
        return
    cuts = quantiles((each.seconds * 1000 for each in results), n=20)
    print(
        f"{name:8}{len(results):7,} questions  MRR@{DEPTH} {mean(each.reciprocal_rank for each in results):.4f}"
        f"  first {mean(each.rank == 1 for each in results):.4f}"
        f"  found {mean(each.rank is not None for each in results):.4f}"
        f"  median {cuts[9]:.1f} ms  p95 {cuts[18]:.1f} ms"
    )


def main() -> None:
    """Build, ask, report."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--index", type=Path, help="where the index is, or is to be built (a temporary one)")
    parser.add_argument("--part", choices=("all", "first", "second"), default="all")
    parser.add_argument("--every", type=int, default=1, metavar="N", help="ask each Nth question only")
    parser.add_argument("--worst", type=Path, metavar="FILE", help="write the questions that are not first")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        folder = options.index or Path(temporary) / "index"
        if not (folder / "current.json").is_file():
            started = time.perf_counter()
            fumikura.build_index(options.folder / "passages.jsonl", folder)
            print(f"built in {time.perf_counter() - started:.1f} s")
        with fumikura.open_index(folder) as index:
            print(f"{len(index):,} passages, {index.engine.info().size / 1e6:.2f} MB")
            asked = [
                question
                for number, question in enumerate(read_questions(options.folder))
                if number % options.every == 0 and options.part in ("all", ("first", "second")[question.half])
            ]
            results = [answer_question(index, question) for question in asked]
    for name, half in (("first", 0), ("second", 1)):
        print_report(name, [each for each in results if each.question.half == half])
    print_report("all", results)
    if options.worst:
        lines = [f"{each.rank or '-'}\t{each.question.text}\n" for each in results if each.rank != 1]
        options.worst.write_text("".join(lines), encoding="utf-8")


if __name__ == "__main__":
    main()
