"""An index that was updated answers as one that was built at once: the same hits, scores, levels and order.

A file that can't be read any more, as one that was emptied, keeps what the index had of it: such an index is as one
that was built of the last state of each file that could be read.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory

from fault_index import Outcome
from fumikura.build import build_index
from fumikura.engines import open_engine
from fumikura.engines.protocol import ids_of
from test_engine_contract import hits

__all__ = ["NAMES", "TEXTS", "TITLES", "fault_of_updates", "random_steps", "survey_updates"]

NAMES = ("a.txt", "b.txt", "c.md", "d.jsonl", "e.jsonl")
TEXTS = (
    "会合の概要\n令和6年7月28日\n\n閣僚は、台湾海峡の平和について議論した。\n",
    "会合の概要\n平成26年\n\n閣僚は、宇宙での協力について議論した。\n\n平和は損なわれない。\n",
    "# 計画\n\n計画は、三年にわたる。台湾海峡の安定。\n",
    "台湾海峡。\n" * 3,
    "",
    "---\n",
)
Step = tuple[str, str, str]
"""What is done, to which file, and with what."""

READY = '{{"id": "p1", "text": "{}"}}\n'
QUERIES = ("台湾海峡", "台湾海峡 平和", '"平和"', "議論 -宇宙", "損なう OR 計画", "協力 AND 会合")
TITLES = ("台湾海峡の会合", "平和", "")
CATALOG = '[[document]]\nid = "named"\nfile = "a.txt"\ntitle = "{}"\n'


def take(step: tuple[str, str, str], corpus: Path) -> None:
    """Do to the folder what one step says."""
    kind, name, value = step
    path = corpus / name
    match kind:
        case "write" if name.endswith(".jsonl") and value:
            path.write_text(READY.format(value.replace("\n", "")), encoding="utf-8")
        case "write":
            path.write_text(value, encoding="utf-8")
        case "rename" if path.exists() and path.suffix == Path(value).suffix:
            path.rename(corpus / value)
        case "catalog" if value:
            path.write_text(CATALOG.format(value), encoding="utf-8")
        case "remove" | "catalog":
            path.unlink(missing_ok=True)
        case _:
            pass


def keep_readable(corpus: Path, last: Path) -> None:
    """Bring the folder `last` to the last state of each file of the corpus that has text.

    What the catalog says of a file holds when that is read, so it waits for one that can't be.
    """
    waits = (last / NAMES[0]).exists() and (corpus / NAMES[0]).exists() and not _has_text(corpus / NAMES[0])
    for path in {*corpus.iterdir(), *(corpus / path.name for path in last.iterdir())}:
        if waits and path.name == "catalog.toml":
            continue
        if not path.exists():
            (last / path.name).unlink()
        elif _has_text(path):
            (last / path.name).write_bytes(path.read_bytes())


def _has_text(path: Path) -> bool:
    return bool(path.read_bytes().strip(b"-\n"))


def answers(index: Path) -> dict[str, object]:
    """All that can be asked of an index: its ids, and the hits of each query with scores and levels."""
    with closing(open_engine(index)) as engine:
        return {"ids": ids_of(engine), **{query: hits(engine, query) for query in QUERIES}}


def fault_of_updates(steps: Sequence[Step]) -> str | None:
    """What is different in an index that was brought up to date at each step from one of the last state, or None."""
    with TemporaryDirectory() as folder:
        corpus, last, updated = (Path(folder, name) for name in ("corpus", "last", "updated"))
        corpus.mkdir()
        last.mkdir()
        take(("write", "a.txt", TEXTS[0]), corpus)
        take(("write", "b.txt", TEXTS[1]), corpus)
        for step in steps:
            take(step, corpus)
            keep_readable(corpus, last)
            build_index(corpus, updated)
        build_index(last, Path(folder, "rebuilt"))
        one, other = answers(updated), answers(Path(folder, "rebuilt"))
    return next((f"{name}: {one[name]} {other[name]}" for name in one if one[name] != other[name]), None)


def random_steps(rng: random.Random) -> Iterator[Step]:
    """Some steps of any kind, for those who try more than a test does."""
    values = {"write": TEXTS, "rename": NAMES, "remove": ("",), "catalog": TITLES}
    for _ in range(rng.randint(2, 9)):
        kind = rng.choice(("write", "write", "write", *values))
        name = "catalog.toml" if kind == "catalog" else rng.choice(NAMES)
        yield kind, name, rng.choice(values[kind])


def survey_updates(count: int, seed: int = 0) -> Outcome:
    """As many sequences of changes, each against a new index: all ids, hits, scores, levels and orders."""
    outcome, rng = Outcome(), random.Random(seed)
    for _ in range(count):
        steps = list(random_steps(rng))
        fault = fault_of_updates(steps)
        outcome.note(fault and f"{steps}: {fault[:500]}")
    return outcome
