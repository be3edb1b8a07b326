"""What `lineage` takes for related, held against pairs of sentences that were judged by reading them.

`data/lineage_pairs.tsv` has 212 pairs of the bundled documents, drawn by their weighted containment so that most lie near
a threshold of it: 1 is the same statement taken up again, 0 the same phrases only. How much must be shared, as a part and
at all, was set on one half of them.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

import fumikura
from fumikura.research.lineage import RELATED, SentenceIndex, sentences_of
from fumikura.research.sentences import form_of
from fumikura.research.similarity import shingles_of

ROOT = Path(__file__).parents[1]


Judged = list[tuple[bool, Callable[[float], bool], bool]]
"""For each pair: whether it is the same statement, whether it is related by a threshold, whether it is held out."""


@pytest.fixture(name="judged", scope="module")
def _judged(tmp_path_factory: pytest.TempPathFactory) -> Judged:
    folder = tmp_path_factory.mktemp("judged")
    fumikura.build_index(ROOT / "corpus", folder / "index")
    with fumikura.open_index(folder / "index") as index:
        weights = SentenceIndex(sentences_of(index.passages())).weights
    lines = (ROOT / "tests" / "data" / "lineage_pairs.tsv").read_text(encoding="utf-8").split("\n")[1:-1]
    judged: Judged = []
    for same, one, other in (line.split("\t") for line in lines):
        related = partial(weights.are_related, shingles_of(form_of(one)), shingles_of(form_of(other)))
        held_out = hashlib.sha256((one + other).encode()).digest()[-1] % 2 == 1
        judged.append((same == "1", related, held_out))
    return judged


def _quality(pairs: Judged, least: float) -> tuple[float, float]:
    """Precision and recall at a threshold."""
    found = [same for same, related, _ in pairs if related(least)]
    return sum(found) / len(found), sum(found) / sum(same for same, _, _ in pairs)


def test_what_is_related_on_pairs_that_it_was_not_set_on(judged: Judged) -> None:
    """Of the held-out half 65 % of what is taken for the same is so, and 87 % of what is so is found."""
    held_out = [pair for pair in judged if pair[2]]
    precision, recall = _quality(held_out, RELATED)
    assert len(judged) == 212
    assert (round(precision, 2), round(recall, 2)) == (0.65, 0.87)


def test_the_threshold_is_the_best_of_its_neighbours(judged: Judged) -> None:
    """On the half that it was set on, no threshold around it has both a better precision and a better recall."""
    seen = [pair for pair in judged if not pair[2]]
    precision, recall = _quality(seen, RELATED)
    others = [_quality(seen, RELATED + step / 100) for step in range(-10, 16)]
    assert not [each for each in others if each[0] > precision and each[1] > recall]
