"""Relevance on documents: nDCG of judged questions, as they are asked and with any of the words.

    python bench/judged.py [--corpus DIR] [--judged FILE] [--depth N] [--each]

Without options the questions are those of the project's own documents. In other files of judgements passages may be named
by document and line, as in bench/outside.toml. The gain of a grade is 2^grade - 1 (Burges et al., Learning to Rank using
Gradient Descent, 2005); the ideal order is that of all judged passages of the question.
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
from typing import Any

import fumikura
from fumikura.models import Mode

DEPTH = 10
ROOT = Path(__file__).resolve().parents[1]


@dataclass(frozen=True, slots=True)
class Judged:
    """A question with the grade (1 to 3) of each passage that has one, and words that stand in it.

    A passage is named by its id, or by a file and a line: `name:12`, until `resolve` finds it.
    """

    text: str
    grades: Mapping[str, int]
    says: Mapping[str, str]

    def resolve(self, index: fumikura.Index) -> Judged:
        """The question with the ids of passages that were named by lines; of one judged twice, the higher grade."""
        places = {
            f"{Path(passage.source).stem}:{line}": passage.id
            for passage in index.passages()
            for line in range(passage.lines[1], passage.lines[0] - 1, -1)
        }
        grades: dict[str, int] = {}
        for name, grade in self.grades.items():
            id_ = places.get(name, name)
            grades[id_] = max(grade, grades.get(id_, 0))
        return Judged(self.text, grades, self.says)


def judged_questions(path: Path) -> tuple[Judged, ...]:
    """The questions of a file of judgements."""
    with path.open("rb") as file:
        queries = tomllib.load(file)["query"]
    return tuple(
        Judged(
            query["text"],
            {_name(passage): passage["grade"] for passage in query["passages"]},
            {_name(passage): passage["says"] for passage in query["passages"] if "says" in passage},
        )
        for query in queries
    )


def _name(passage: Mapping[str, Any]) -> str:
    return str(passage["id"]) if "id" in passage else f"{passage['document']}:{passage['line']}"


def ndcg(ids: Sequence[str], grades: Mapping[str, int], depth: int = DEPTH) -> float:
    """The discounted gain of passages in this order, as a share of that of the best order."""
    found = _discounted_gain([grades.get(passage_id, 0) for passage_id in ids[:depth]])
    return found / _discounted_gain(sorted(grades.values(), reverse=True)[:depth])


def measure_index(
    index: fumikura.Index, questions: Sequence[Judged], mode: Mode, depth: int = DEPTH
) -> list[float]:
    """The nDCG of each question; in mode "all" the search goes over to some of the words, as on the command line."""
    values = []
    for question in questions:
        hits = index.search(question.text, mode=mode, relax=True, limit=depth, highlight=False).hits
        values.append(ndcg([hit.passage.id for hit in hits], question.grades, depth))
    return values


def _discounted_gain(grades: Sequence[int]) -> float:
    return math.fsum((2.0**grade - 1) / math.log2(rank + 1) for rank, grade in enumerate(grades, 1))


def main() -> None:
    """Build, ask, report."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--corpus", type=Path, default=ROOT / "corpus")
    parser.add_argument("--judged", type=Path, default=ROOT / "tests" / "data" / "judged.toml")
    parser.add_argument("--depth", type=int, default=DEPTH)
    parser.add_argument("--each", action="store_true", help="the value of each question, too")
    options = parser.parse_args()
    questions = judged_questions(options.judged)
    with tempfile.TemporaryDirectory() as temporary:
        fumikura.build_index(options.corpus, temporary)
        with fumikura.open_index(temporary) as index:
            questions = tuple(question.resolve(index) for question in questions)
            values = {mode: measure_index(index, questions, mode, options.depth) for mode in ("all", "any")}
    if options.each:
        for question, as_asked, some in zip(questions, values["all"], values["any"], strict=True):
            print(f"{as_asked:.3f}  {some:.3f}  {question.text}")
    for mode, found in values.items():
        print(f"mode {mode}: nDCG@{options.depth} {mean(found):.4f} over {len(found)} questions")


if __name__ == "__main__":
    main()
