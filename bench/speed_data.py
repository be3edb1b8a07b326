"""Data of `speed.py`: passages out of a folder, and the questions, words and runs of characters that are asked for.

A folder has `passages.jsonl` (and `queries.tsv`), or CP932 texts whose paragraphs become the passages. Where no questions
come with a folder, sentences of its passages stand in for them. All draws are seeded.
"""

from __future__ import annotations

import json
import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from fumikura.text import Analyzer, Role, fold

_SENTENCE = re.compile(r"[^。！？「」\n]{12,40}[。！？]")
_YEARS = range(1990, 2020)  # given to passages by turns, so that there is something to filter by
_IN_A_FILE = 5_000


@dataclass(frozen=True, slots=True)
class Queries:
    """What is asked: whole questions, queries of two or three words, runs of characters."""

    questions: tuple[str, ...]
    words: tuple[tuple[str, ...], ...]
    runs: tuple[str, ...]


def read_passages(folder: Path, most: int | None = None) -> Iterator[dict[str, str]]:
    """The passages of a folder, the first `most` of them: id, title, text, date."""
    ready = folder / "passages.jsonl"
    found = _read_ready(ready) if ready.is_file() else _read_paragraphs(folder)
    for number, (id_, title, text) in enumerate(found):
        if number == most:
            return
        year = _YEARS[number // 16 % len(_YEARS)]
        yield {"id": id_, "document": title, "title": title, "text": text, "date": str(year)}


def write_passages(folder: Path, target: Path, most: int | None) -> tuple[int, int, int]:
    """Write them as ready passages; their number, and the length of their texts in characters and bytes.

    They are written twice: into one file, and into the folder `corpus` beside it in several.
    """
    number = characters = size = 0
    corpus = target.parent / "corpus"
    corpus.mkdir(exist_ok=True)
    with target.open("w", encoding="utf-8") as file:
        for passage in read_passages(folder, most):
            line = json.dumps(passage, ensure_ascii=False) + "\n"
            file.write(line)
            mode = "a" if number % _IN_A_FILE else "w"
            with (corpus / f"{number // _IN_A_FILE:04}.jsonl").open(mode, encoding="utf-8") as part:
                part.write(line)
            number += 1
            characters += len(passage["text"])
            size += len(passage["text"].encode())
    return number, characters, size


def write_lemmas(passages: Path, target: Path) -> None:
    """A line of lemmas, function words left out, for each passage: the same words for all engines."""
    analyzer = Analyzer()
    with passages.open(encoding="utf-8") as source, target.open("w", encoding="utf-8") as file:
        for line in source:
            file.write(" ".join(lemmas_of(analyzer, json.loads(line)["text"])) + "\n")


def lemmas_of(analyzer: Analyzer, text: str) -> list[str]:
    """The lemmas of a text that are no function words."""
    return [made.term for made in analyzer.analyze(text).entries if made.role is not Role.FUNCTION]


def draw_queries(folder: Path, passages: Path, number: int) -> Queries:
    """So many of each, drawn from the questions of a folder or from its passages."""
    rng = random.Random(number)
    with passages.open(encoding="utf-8") as file:
        texts = [text for line in file if len(text := json.loads(line)["text"]) >= 12]
    given = folder / "queries.tsv"
    if given.is_file():
        lines = given.read_text(encoding="utf-8").splitlines()
        questions = [line.partition("\t")[2] for line in rng.sample(lines, min(number, len(lines)))]
    else:
        questions = list(_draw_sentences(texts, number, rng))
    words = tuple(_draw_words(texts, number, rng))
    runs = []
    for text in rng.choices(texts, k=number):
        start = rng.randrange(len(text) - 10)
        runs.append(text[start : start + rng.randint(2, 12)].replace('"', "").strip())
    return Queries(tuple(questions), words, tuple(run for run in runs if len(fold(run).text) > 1))


def _read_ready(path: Path) -> Iterator[tuple[str, str, str]]:
    with path.open(encoding="utf-8") as file:
        for line in file:
            passage = json.loads(line)
            yield passage["id"], passage.get("title", "-"), passage["text"]


def _read_paragraphs(folder: Path) -> Iterator[tuple[str, str, str]]:
    for path in sorted(folder.glob("*.txt")):
        lines = path.read_text(encoding="cp932", errors="replace").splitlines()
        for number, line in enumerate(lines):
            if line.strip():
                yield f"{path.stem}-{number}", lines[0].strip() or path.stem, line.strip()


def _draw_sentences(texts: Sequence[str], number: int, rng: random.Random) -> Iterator[str]:
    while number:
        found = _SENTENCE.findall(re.sub("《[^》]*》|｜", "", rng.choice(texts)))
        if found:
            yield rng.choice(found)
            number -= 1


def _draw_words(texts: Sequence[str], number: int, rng: random.Random) -> Iterator[tuple[str, ...]]:
    """Two or three content words that one passage has."""
    analyzer = Analyzer()
    while number:
        text = rng.choice(texts)
        tokens = [token for token in analyzer.analyze(text).tokens if token.role is Role.CONTENT]
        words = sorted({text[token.start : token.end] for token in tokens if token.end - token.start > 1})
        if len(words) >= 3 and all(word.isalnum() for word in words):
            yield tuple(rng.sample(words, rng.randint(2, 3)))
            number -= 1
