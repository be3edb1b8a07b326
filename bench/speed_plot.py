"""A plot of growth as SVG: the median of a question against the number of passages, both in powers of ten."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from html import escape

__all__ = ["growth"]

_WIDTH, _HEIGHT, _LEFT, _TOP, _RIGHT, _BOTTOM = 640, 400, 60, 20, 130, 45
_COLOURS = ("#c0392b", "#2471a3", "#7d6608", "#1e8449", "#6c3483", "#5d6d7e")


def growth(medians: Mapping[str, Sequence[tuple[int, float]]]) -> str:
    """The drawing of points (passages, milliseconds) for each engine."""
    points = [point for line in medians.values() for point in line]
    x_range = _decades([x for x, _ in points])
    y_range = _decades([y for _, y in points])

    def place(x: float, y: float) -> tuple[float, float]:
        return (
            _LEFT + _share(x, x_range) * (_WIDTH - _LEFT - _RIGHT),
            _HEIGHT - _BOTTOM - _share(y, y_range) * (_HEIGHT - _TOP - _BOTTOM),
        )

    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {_HEIGHT}" '
        'font-family="sans-serif" font-size="12">',
        f'<rect width="{_WIDTH}" height="{_HEIGHT}" fill="white"/>',
    ]
    for power in range(x_range[0], x_range[1] + 1):
        x, y = place(10**power, 10 ** y_range[0])
        parts.append(_line((x, _TOP), (x, y), "#ddd"))
        parts.append(f'<text x="{x:.0f}" y="{y + 18:.0f}" text-anchor="middle">{10**power:,}</text>')
    for power in range(y_range[0], y_range[1] + 1):
        x, y = place(10 ** x_range[0], 10**power)
        parts.append(_line((x, y), (_WIDTH - _RIGHT, y), "#ddd"))
        parts.append(f'<text x="{x - 6:.0f}" y="{y + 4:.0f}" text-anchor="end">{10.0**power:g}</text>')
    parts += _lines(medians, place)
    parts.append(
        f'<text x="{_LEFT}" y="{_HEIGHT - 8}">passages; up: ms a question (median, warm, ten hits)</text>'
    )
    return "\n".join([*parts, "</svg>", ""])


def _lines(medians: Mapping[str, Sequence[tuple[int, float]]], place: object) -> Iterator[str]:
    assert callable(place)
    for colour, (name, points) in zip(_COLOURS, medians.items(), strict=False):
        places = [place(x, y) for x, y in points]
        path = " ".join(f"{x:.1f},{y:.1f}" for x, y in places)
        yield f'<polyline points="{path}" fill="none" stroke="{colour}" stroke-width="2"/>'
        for (x, y), (_, value) in zip(places, points, strict=True):
            yield f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3" fill="{colour}"><title>{value:.2f} ms</title></circle>'
        x, y = places[-1]
        yield f'<text x="{x + 8:.1f}" y="{y + 4:.1f}" fill="{colour}">{escape(name)} {points[-1][1]:.2g}</text>'


def _line(one: tuple[float, float], other: tuple[float, float], colour: str) -> str:
    return f'<line x1="{one[0]:.1f}" y1="{one[1]:.1f}" x2="{other[0]:.1f}" y2="{other[1]:.1f}" stroke="{colour}"/>'


def _decades(values: Sequence[float]) -> tuple[int, int]:
    """The powers of ten around some values."""
    return math.floor(math.log10(min(values))), max(
        math.ceil(math.log10(max(values))), math.floor(math.log10(min(values))) + 1
    )


def _share(value: float, decades: tuple[int, int]) -> float:
    return (math.log10(value) - decades[0]) / (decades[1] - decades[0])
