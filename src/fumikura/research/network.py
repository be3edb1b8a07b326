"""The network around a word: its closest collocates, and lines among those that share sentences.

As a drawing (SVG) and for other programs (GraphML). How many lines there are depends on two limits, which the drawing
names: nothing should be read into groups that come and go with them.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations
from xml.sax.saxutils import escape, quoteattr

from fumikura.research.charts import FONTS, plain_text, svg_text
from fumikura.research.occurrences import Occurrences
from fumikura.research.selection import Selection
from fumikura.research.units import Unit
from fumikura.values import frozen

MOST_WORDS, MOST_LINES, LEAST_JACCARD = 30, 60, 0.2

_WIDTH, _HEIGHT, _MARGIN = 800, 640, 70
_STEPS = 300
_LEAST_RADIUS, _MOST_RADIUS = 5.0, 26.0


@frozen
class Node:
    """A word, and in how many sentences it stands."""

    word: str
    sentences: int


@frozen
class Link:
    """Two words by their numbers, and the Jaccard coefficient of their sentences."""

    one: int
    other: int
    jaccard: float


@frozen
class Network:
    """The word that was asked for, which is the first node, its collocates, and the lines among all of them."""

    nodes: tuple[Node, ...]
    lines: tuple[Link, ...]


def network(selection: Selection, found: Occurrences, words: Mapping[str, str], unit: Unit) -> Network:
    """The network of a word and its collocates, the closest first: `words` gives the form to show of each term."""
    terms = list(words)[:MOST_WORDS]
    wanted = set(terms)
    sentences: dict[str, set[tuple[str, int]]] = {term: set() for term in terms}
    own: set[tuple[str, int]] = set()
    nodes = {each.passage.id: each.spans for each in found.by_passage}
    for passage in selection.passages:
        spans = selection.counted_sentences(passage)
        places = [
            (start, word.term) for word, start, _ in selection.words(passage, unit) if word.term in wanted
        ]
        for start, end in spans:
            if any(start <= node[0] < end for node in nodes.get(passage.id, ())):
                own.add((passage.id, start))
            for place, term in places:
                if start <= place < end:
                    sentences[term].add((passage.id, start))
    sets = [own, *(sentences[term] for term in terms)]
    names = [found.query, *(words[term] for term in terms)]
    return Network(
        tuple(Node(name, len(each)) for name, each in zip(names, sets, strict=True)),
        tuple(_strongest(sets)),
    )


def _strongest(sets: Sequence[set[tuple[str, int]]]) -> list[Link]:
    """The lines from `LEAST_JACCARD` on, at most `MOST_LINES` of them; the strongest first."""
    lines = [
        Link(one, other, len(shared) / len(sets[one] | sets[other]))
        for one, other in combinations(range(len(sets)), 2)
        if (shared := sets[one] & sets[other])
    ]
    strong = [line for line in lines if line.jaccard >= LEAST_JACCARD]
    return sorted(strong, key=lambda line: (-line.jaccard, line.one, line.other))[:MOST_LINES]


def graphml(drawn_network: Network) -> str:
    """The network as GraphML, as Gephi and others read it."""
    nodes = "".join(
        f'  <node id="n{at}"><data key="label">{escape(plain_text(node.word))}</data>'
        f'<data key="sentences">{node.sentences}</data></node>\n'
        for at, node in enumerate(drawn_network.nodes)
    )
    lines = "".join(
        f'  <edge source="n{line.one}" target="n{line.other}"><data key="jaccard">{line.jaccard!r}</data></edge>\n'
        for line in drawn_network.lines
    )
    keys = "".join(
        f"<key id={quoteattr(name)} for={quoteattr(of)} attr.name={quoteattr(name)} attr.type={quoteattr(kind)}/>\n"
        for name, of, kind in (
            ("label", "node", "string"),
            ("sentences", "node", "int"),
            ("jaccard", "edge", "double"),
        )
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<graphml xmlns="http://graphml.graphdrawing.org/xmlns">\n'
        f'{keys}<graph edgedefault="undirected">\n{nodes}{lines}</graph>\n</graphml>\n'
    )


def drawn(found: Network, head: str, limits: str) -> str:
    """The network as SVG: the size of a word is its frequency, the width of a line its Jaccard coefficient."""
    places = _places(found)
    most = max((node.sentences for node in found.nodes), default=1) or 1
    body: list[str] = [*_drawn_lines(found, places)]
    for at, (node, (x, y)) in enumerate(zip(found.nodes, places, strict=True)):
        radius = _LEAST_RADIUS + (_MOST_RADIUS - _LEAST_RADIUS) * math.sqrt(node.sentences / most)
        fill = "#D55E00" if at == 0 else "#0072B2"
        body.append(f'<circle cx="{x:.2f}" cy="{y:.2f}" r="{radius:.2f}" fill="{fill}" fill-opacity="0.35"/>')
        body.append(svg_text(x, y + 4, node.word, text_anchor="middle"))
    numbers = "\n".join(f"{node.word}: {node.sentences}" for node in found.nodes)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{_WIDTH}" height="{_HEIGHT}" viewBox="0 0 {_WIDTH} {_HEIGHT}" '
        f'font-family="{FONTS}" font-size="13">\n<title>{escape(plain_text(head))}</title>\n'
        f"<desc>{escape(plain_text(numbers))}</desc>\n"
        f'<rect width="{_WIDTH}" height="{_HEIGHT}" fill="white"/>\n'
        + "\n".join(body)
        + "\n"
        + svg_text(20, 26, head, font_size=15, font_weight="bold")
        + "\n"
        + svg_text(20, _HEIGHT - 16, limits, fill="#555", font_size=11)
        + "\n</svg>\n"
    )


def _drawn_lines(found: Network, places: Sequence[tuple[float, float]]) -> Iterator[str]:
    for line in found.lines:
        (x1, y1), (x2, y2) = places[line.one], places[line.other]
        width = 0.5 + 4 * line.jaccard
        ends = f'x1="{x1:.2f}" y1="{y1:.2f}" x2="{x2:.2f}" y2="{y2:.2f}"'
        yield f'<line {ends} stroke="#999" stroke-opacity="0.7" stroke-width="{width:.2f}"/>'


def _places(found: Network) -> list[tuple[float, float]]:
    """Where the nodes stand: Fruchterman & Reingold (1991) from a circle around the first one, always in the same way."""
    number = len(found.nodes)
    around = max(number - 1, 1)
    points = [
        [math.cos(2 * math.pi * at / around), math.sin(2 * math.pi * at / around)] if at else [0.01, 0.02]
        for at in range(number)
    ]
    distance = 2.0 / math.sqrt(max(number, 1))
    for step in range(_STEPS):
        moves = _forces(points, found.lines, distance)
        heat = 0.2 * (1 - step / _STEPS)
        for point, (x, y) in zip(points, moves, strict=True):
            length = math.hypot(x, y) or 1.0
            point[0] += x / length * min(length, heat)
            point[1] += y / length * min(length, heat)
    return _fitted(points)


def _forces(points: Sequence[Sequence[float]], lines: Sequence[Link], distance: float) -> list[list[float]]:
    """What moves each point: all others push it away, those that it has a line to, and the middle, pull it."""
    moves = [[-0.3 * x, -0.3 * y] for x, y in points]
    for one, other in combinations(range(len(points)), 2):
        x, y = points[one][0] - points[other][0], points[one][1] - points[other][1]
        square = x * x + y * y or 1e-9
        push = distance * distance / square
        for at, sign in ((one, 1), (other, -1)):
            moves[at][0] += sign * x * push
            moves[at][1] += sign * y * push
    for line in lines:
        x, y = points[line.one][0] - points[line.other][0], points[line.one][1] - points[line.other][1]
        pull = math.hypot(x, y) / distance
        for at, sign in ((line.one, -1), (line.other, 1)):
            moves[at][0] += sign * x * pull
            moves[at][1] += sign * y * pull
    return moves


def _fitted(points: Sequence[Sequence[float]]) -> list[tuple[float, float]]:
    """The points in the drawing."""
    sides = ((_WIDTH, [x for x, _ in points]), (_HEIGHT, [y for _, y in points]))
    fitted: list[list[float]] = []
    for size, values in sides:
        low, high = min(values, default=0.0), max(values, default=1.0)
        span = (high - low) or 1.0
        fitted.append([_MARGIN + (size - 2 * _MARGIN) * (value - low) / span for value in values])
    return list(zip(*fitted, strict=True)) if points else []
