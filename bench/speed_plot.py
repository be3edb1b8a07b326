"""The plot of growth: passages against milliseconds a question and against seconds of building, as plain SVG.

Both axes are logarithmic, so that growth in proportion is a straight line. Written by hand because two panels of a
few lines need no plotting library.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from html import escape

Lines = Mapping[str, Sequence[tuple[float, float]]]
"""For each engine the points of its line."""

_COLOURS = ("#c1272d", "#0072b2", "#e69f00", "#009e73", "#7b3294", "#555555", "#a6761d", "#56b4e9")
_WIDTH, _HEIGHT, _LEFT, _TOP, _GAP = 330, 260, 60, 40, 80
_LEGEND = 110


def draw_growth(panels: Mapping[str, Lines]) -> str:
    """An SVG document of panels side by side, with one legend."""
    names = list(dict.fromkeys(name for lines in panels.values() for name in lines))
    colours = dict(zip(names, _COLOURS, strict=False))
    width = _LEFT + len(panels) * (_WIDTH + _GAP) + _LEGEND
    height = _TOP + _HEIGHT + 50
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" '
        f'height="{height}" font-family="sans-serif" font-size="12">',
        f'<rect width="{width}" height="{height}" fill="white"/>',
    ]
    for number, (title, lines) in enumerate(panels.items()):
        parts += _draw_panel(title, lines, colours, _LEFT + number * (_WIDTH + _GAP))
    left = width - _LEGEND - _GAP + 16
    for number, name in enumerate(names):
        y = _TOP + 10 + number * 20
        parts.append(f'<path d="M{left} {y}h22" stroke="{colours[name]}" stroke-width="2.5"/>')
        parts.append(f'<text x="{left + 28}" y="{y + 4}">{escape(name)}</text>')
    return "\n".join([*parts, "</svg>", ""])


def _draw_panel(title: str, lines: Lines, colours: Mapping[str, str], left: float) -> Iterator[str]:
    points = [point for line in lines.values() for point in line]
    if not points:
        return
    across, up = (_decades([point[axis] for point in points]) for axis in (0, 1))

    def place(x: float, y: float) -> tuple[float, float]:
        return (
            left + _position(x, across) * _WIDTH,
            _TOP + _HEIGHT - _position(y, up) * _HEIGHT,
        )

    yield f'<text x="{left}" y="{_TOP - 14}" font-weight="bold">{escape(title)}</text>'
    for power in range(across[0], across[1] + 1):
        x, _ = place(10.0**power, 1)
        yield f'<path d="M{x:.1f} {_TOP}v{_HEIGHT}" stroke="#ddd"/>'
        yield f'<text x="{x:.1f}" y="{_TOP + _HEIGHT + 18}" text-anchor="middle">{10**power:,}</text>'
    for power in range(up[0], up[1] + 1):
        _, y = place(1, 10.0**power)
        yield f'<path d="M{left} {y:.1f}h{_WIDTH}" stroke="#ddd"/>'
        yield f'<text x="{left - 6}" y="{y + 4:.1f}" text-anchor="end">{10.0**power:,g}</text>'
    middle = left + _WIDTH / 2
    yield f'<text x="{middle}" y="{_TOP + _HEIGHT + 38}" text-anchor="middle">passages</text>'
    for name, line in lines.items():
        placed = [place(*point) for point in sorted(line)]
        path = " ".join(f"{x:.1f},{y:.1f}" for x, y in placed)
        yield f'<polyline points="{path}" fill="none" stroke="{colours[name]}" stroke-width="2.5"/>'
        for x, y in placed:
            yield f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3.5" fill="{colours[name]}"/>'


def _decades(values: Sequence[float]) -> tuple[int, int]:
    """The powers of ten around values."""
    low, high = math.floor(math.log10(min(values))), math.ceil(math.log10(max(values)))
    return low, max(high, low + 1)


def _position(value: float, powers: tuple[int, int]) -> float:
    return (math.log10(value) - powers[0]) / (powers[1] - powers[0])
