"""Relevance on the project's own documents: nDCG@10 of judged questions, as they are asked and with any of the words.

    python bench/judged.py [--corpus DIR] [--judged FILE] [--each]

The gain of a grade is 2^grade - 1 (Burges et al., Learning to Rank using Gradient Descent, 2005); the ideal order is that
of all judged passages of the question.
"""

from __future__ import annotations

import argparse
import math
import tempfile
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import mean

import fumikura
from fumikura.models import Mode

DEPTH = 10
ROOT = Path(__file__).resolve().parents[1]


@dataclass(frozen=True, slots=True)
class Judged:
    """A question with the grade (1 to 3) of each passage that has one, and words that stand in it."""

    text: str
    grades: Mapping[str, int]
    says: Mapping[str, str]


def judged_questions(path: Path) -> tuple[Judged, ...]:
    """The questions of a file of judgements."""
    with path.open("rb") as file:
        queries = tomllib.load(file)["query"]
    return tuple(
        Judged(
            query["text"],
            {passage["id"]: passage["grade"] for passage in query["passages"]},
            {passage["id"]: passage["says"] for passage in query["passages"]},
        )
        for query in queries
    )


def ndcg(ids: Sequence[str], grades: Mapping[str, int], depth: int = DEPTH) -> float:
    """The discounted gain of passages in this order, as a share of that of the best order."""
    found = _discounted_gain([grades.get(passage_id, 0) for passage_id in ids[:depth]])
    return found / _discounted_gain(sorted(grades.values(), reverse=True)[:depth])


def measure_index(index: fumikura.Index, questions: Sequence[Judged], mode: Mode) -> list[float]:
    """The nDCG of each question; in mode "all" the search goes over to some of the words, as on the command line."""
    values = []
    for question in questions:
        hits = index.search(question.text, mode=mode, relax=True, limit=DEPTH, highlight=False).hits
        values.append(ndcg([hit.passage.id for hit in hits], question.grades))
    return values


def _discounted_gain(grades: Sequence[int]) -> float:
    return math.fsum((2.0**grade - 1) / math.log2(rank + 1) for rank, grade in enumerate(grades, 1))


def main() -> None:
    """Build, ask, report."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--corpus", type=Path, default=ROOT / "corpus")
    parser.add_argument("--judged", type=Path, default=ROOT / "tests" / "data" / "judged.toml")
    parser.add_argument("--each", action="store_true", help="the value of each question, too")
    options = parser.parse_args()
    questions = judged_questions(options.judged)
    with tempfile.TemporaryDirectory() as temporary:
        fumikura.build_index(options.corpus, temporary)
        with fumikura.open_index(temporary) as index:
            values = {mode: measure_index(index, questions, mode) for mode in ("all", "any")}
    if options.each:
        for question, as_asked, some in zip(questions, values["all"], values["any"], strict=True):
            print(f"{as_asked:.3f}  {some:.3f}  {question.text}")
    for mode, found in values.items():
        print(f"mode {mode}: nDCG@{DEPTH} {mean(found):.4f} over {len(found)} questions")


if __name__ == "__main__":
    main()
