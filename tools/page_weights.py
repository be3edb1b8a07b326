"""Learns the weights of `structure/page_parts.py` from documents of which each line was marked by a reader.

    python tools/page_weights.py FOLDER ... [--held-out N] [--decay N]

FOLDER has files as `bench/pages.py` describes them. The weights are those of a conditional random field with two states,
page and text, that make the whole division of each document likeliest; each document counts the same, and an error in the
text costs more than one on the page (softmax margin: Gimpel and Smith 2010). With --held-out the documents are divided
into N parts, and it is printed what the weights of the others find in each. The weights that the module has are the
means of a prior, and --decay is its precision: so a few new documents better what many told. Needs numpy.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from fumikura.layout.flow import layout
from fumikura.structure.page_parts import CHANGE, WEIGHTS, PageBlocks

sys.path.insert(0, str(Path(__file__).parents[1] / "bench"))

from pages import load  # the judged documents are those of the benchmark

Floats = npt.NDArray[np.float64]
SET_BY_HAND = {
    "menu": 4.0, "links": 3.5, "footer": 2.0, "full stop": -2.0, "above the text": 3.0, "below the text": 2.0,
    "no line of a site in the run": -1.0,
}  # fmt: skip
"""Of what is rare in the documents that were judged, and sure."""
KNOWN = {**WEIGHTS, "block": WEIGHTS["block"] + 0.3}
_COST_OF_TEXT = 0.3
_STEPS, _RATE = 300, 0.3
_CAUTION = 0.3  # taken off each block's score: better a menu among the text than text among the menus
_LEAST = 0.15  # weights below are left out


@dataclass(frozen=True)
class Chain:
    """A document: the features of its blocks, a row each, and which of them are of the page (-1: not known)."""

    rows: tuple[tuple[str, ...], ...]
    states: tuple[int, ...]


@dataclass(frozen=True)
class Weights:
    """What was learned: the weight of each feature, and the price of a change."""

    values: dict[str, float]
    change: float

    def divide(self, chain: Chain) -> list[bool]:
        """The likeliest division of a document."""
        scores = [sum(self.values.get(name, 0) for name in row) - _CAUTION for row in chain.rows]
        best = [(0.0, ())] * 2  # type: list[tuple[float, tuple[bool, ...]]]
        for score in scores:
            text, page = best
            best = [
                max((text[0], (*text[1], False)), (page[0] - self.change, (*page[1], False))),
                max((page[0] + score, (*page[1], True)), (text[0] - self.change + score, (*text[1], True))),
            ]
        return list(max(best)[1])


def chain_of(path: Path) -> Chain:
    """The blocks of a judged document that are weighed."""
    judged = load(path)
    blocks = layout("\n".join(judged.lines) + "\n")
    page = PageBlocks(blocks)
    labels = {
        line: block.label
        for block in judged.blocks
        if block.sure
        for line in range(block.first, block.last + 1)
    }
    states: list[int] = []
    for index in page.places:
        first, last = blocks[index].lines
        known = [labels[line] == "F" for line in range(first, last + 1) if line in labels]
        states.append(int(2 * sum(known) > len(known)) if known else -1)
    return Chain(tuple(tuple(page.features(index)) for index in page.places), tuple(states))


def learn(chains: Sequence[Chain], known: Mapping[str, float], decay: float) -> Weights:
    """The weights that make the divisions of `chains` likeliest, not far from `known`, by gradient ascent (AdaGrad)."""
    names = sorted(
        {name for chain in chains for row in chain.rows for name in row} | known.keys() | SET_BY_HAND.keys()
    )
    place = {name: index for index, name in enumerate(names)}
    matrices = [_matrix(chain, place) for chain in chains]
    fixed = np.array([name in SET_BY_HAND for name in names] + [False])
    before = np.array([SET_BY_HAND.get(name, known.get(name, 0.0)) for name in names] + [CHANGE])
    weights = before.copy()
    squares = np.full_like(weights, 1e-6)
    for _ in range(_STEPS):
        gradient = decay * (before - weights)
        for chain, matrix in zip(chains, matrices, strict=True):
            gradient += _gradient(matrix, np.array(chain.states), weights) / len(chain.states)
        gradient[fixed] = 0
        squares += gradient**2
        weights += _RATE * gradient / np.sqrt(squares)
    return Weights(dict(zip(names, map(float, weights[:-1]), strict=True)), float(weights[-1]))


def _matrix(chain: Chain, place: dict[str, int]) -> Floats:
    matrix = np.zeros((len(chain.rows), len(place)))
    for index, row in enumerate(chain.rows):
        for name in row:
            matrix[index, place[name]] += 1
    return matrix


def _gradient(matrix: Floats, states: npt.NDArray[np.int64], weights: Floats) -> Floats:
    """By how much the likelihood of a division grows with each weight, and with the price of a change."""
    scores = np.stack([np.zeros(len(matrix)), matrix @ weights[:-1]], axis=1)
    feared = scores.copy()
    feared[states == 0, 1] += _COST_OF_TEXT
    given = scores.copy()
    given[states == 0, 1] = given[states == 1, 0] = -1e9
    expected, changes = _expect(feared, weights[-1])
    right, right_changes = _expect(given, weights[-1])
    return np.append(matrix.T @ (right - expected), changes - right_changes)


def _expect(scores: Floats, change: float) -> tuple[Floats, float]:
    """How likely each block is of the page, and how many changes there are, on the average of all divisions."""
    steps = np.array([[0, -change], [-change, 0]])
    before, after = np.zeros_like(scores), np.zeros_like(scores)
    before[0] = scores[0]
    for i in range(1, len(scores)):
        before[i] = scores[i] + np.logaddexp(*(before[i - 1][:, None] + steps))
    for i in range(len(scores) - 2, -1, -1):
        after[i] = np.logaddexp(*(steps.T + (scores[i + 1] + after[i + 1])[:, None]))
    total = np.logaddexp(*before[-1])
    page = np.exp(before[:, 1] + after[:, 1] - total)
    pairs = before[:-1, :, None] + steps + (scores[1:] + after[1:])[:, None, :] - total
    return page, float(np.exp(pairs[:, 0, 1]).sum() + np.exp(pairs[:, 1, 0]).sum())


def main() -> None:
    """Print the weights, or what they find in documents that they were not learned from."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path, nargs="+")
    parser.add_argument("--held-out", type=int, default=0)
    parser.add_argument("--decay", type=float, default=1.0)
    options = parser.parse_args()
    paths = [path for folder in options.folder for path in sorted(folder.rglob("*.txt"))]
    chains = [chain for chain in map(chain_of, paths) if chain.rows]
    if not options.held_out:
        found = learn(chains, KNOWN, options.decay)
        found.values["block"] = found.values.get("block", 0) - _CAUTION
        print({name: round(value, 1) for name, value in found.values.items() if abs(value) >= _LEAST})
        print(f"CHANGE = {found.change:.1f}")
        return
    counts = [[0, 0], [0, 0]]
    for part in range(options.held_out):
        others = [chain for i, chain in enumerate(chains) if i % options.held_out != part]
        learned = learn(others, KNOWN, options.decay)
        for chain in chains[part :: options.held_out]:
            for state, aside in zip(chain.states, learned.divide(chain), strict=True):
                if state >= 0:
                    counts[state][aside] += 1
    print(f"of the page, and found: {counts[1][1]} of {sum(counts[1])}")
    print(f"of the text, and kept: {counts[0][0]} of {sum(counts[0])}")


if __name__ == "__main__":
    main()
