"""Charts of counts as SVG: a line over years or months that breaks where there are no documents, else bars.

Written by hand, without a clock or a random number, so that the same counts give the same bytes. Colours are those of
Okabe and Ito (2008), which the colour-blind can tell apart; dashes and markers differ, too.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from typing import Any
from xml.sax.saxutils import escape

from fumikura.errors import FilterError
from fumikura.research.counting import Count
from fumikura.values import frozen

WIDTH, HEIGHT = 800, 400
FONTS = "'Noto Sans CJK JP', 'Hiragino Sans', 'Yu Gothic', sans-serif"
_LEFT, _RIGHT, _TOP, _BOTTOM = 64, 24, 56, 56
_COLOURS = ("#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9", "#000000", "#F0E442")
_DASHES = ("", "6 3", "2 2", "8 3 2 3", "4 4", "1 3", "10 4", "6 2 2 2")
_MOST_LABELS = 20
_WIDE = re.compile("[^\x00-\xff]")


@frozen
class Labels:
    """The words of a chart: its head, what the axis of values shows, and what is said of a gap."""

    head: str
    values: str
    no_documents: str


def count_chart(counts: Sequence[Count], queries: Sequence[str], labels: Labels, *, over_time: bool) -> str:
    """The counts of each query, one cell after the other, as a chart; `over_time` is drawn as lines.

    Rates are drawn with their intervals, else occurrences or passages. Raises FilterError for more than eight queries.
    """
    if len(queries) > len(_COLOURS):
        raise FilterError("research.chart-queries", most=len(_COLOURS), count=len(queries))
    size = len(counts) // max(len(queries), 1)
    series = [counts[at * size : (at + 1) * size] for at in range(len(queries))]
    top = _top(max((_high(each) for each in counts if each.sizes.passages), default=0.0))
    body = [
        *_frame(labels, top),
        *_names(series[0] if series else ()),
        *(_lines(series, top) if over_time else _bars(series, top)),
        *_legend(queries),
    ]
    described = escape(plain_text(_numbers(series, queries, labels)))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{HEIGHT}" viewBox="0 0 {WIDTH} {HEIGHT}" '
        f'font-family="{FONTS}" font-size="12">\n<title>{escape(plain_text(labels.head))}</title>\n'
        f"<desc>{described}</desc>\n"
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="white"/>\n' + "\n".join(body) + "\n</svg>\n"
    )


def svg_text(x: float, y: float, text: str, **attributes: Any) -> str:
    """A text at a place, with attributes (`text_anchor="end"`)."""
    given = "".join(f' {name.replace("_", "-")}="{value}"' for name, value in attributes.items())
    return f'<text x="{_number(x)}" y="{_number(y)}"{given}>{escape(plain_text(text))}</text>'


def _value(count: Count) -> float:
    if count.rate is not None:
        return count.rate.value
    return count.passages_found if count.occurrences is None else count.occurrences


def _high(count: Count) -> float:
    """How far up a count reaches: not the end of a long interval, which would press all else flat."""
    return min(count.rate.high, 2.5 * count.rate.value) if count.rate and count.rate.value else _value(count)


def _top(high: float) -> float:
    """A round number that is not below the highest value."""
    if high <= 0:
        return 1.0
    scale = 10.0 ** math.floor(math.log10(high))
    return next(step * scale for step in (1, 2, 2.5, 5, 10) if step * scale >= high)


def _frame(labels: Labels, top: float) -> Iterator[str]:
    yield svg_text(_LEFT, 20, labels.head, font_size=14, font_weight="bold")
    yield svg_text(_LEFT, 46, labels.values, fill="#555")
    for part in range(6):
        value = top * part / 5
        y = _y(value, top)
        yield f'<line x1="{_LEFT}" y1="{_number(y)}" x2="{WIDTH - _RIGHT}" y2="{_number(y)}" stroke="#ddd"/>'
        yield svg_text(_LEFT - 6, y + 4, f"{value:g}", text_anchor="end")


def _names(counts: Sequence[Count]) -> Iterator[str]:
    """The cells along the axis, as many as there is room for."""
    every = math.ceil(len(counts) / _MOST_LABELS) or 1
    for at, count in enumerate(counts):
        if at % every == 0:
            name = " / ".join(count.cell)
            yield svg_text(
                _x(at, len(counts)),
                HEIGHT - _BOTTOM + 18,
                _shortened(name, len(counts)),
                text_anchor="middle",
            )


def _shortened(name: str, number: int) -> str:
    room = max(int((WIDTH - _LEFT - _RIGHT) / min(max(number, 1), _MOST_LABELS) / 7), 4)
    taken = 0
    for at, char in enumerate(name):
        taken += 2 if _WIDE.match(char) else 1
        if taken > room:
            return f"{name[:at]}…"
    return name


def _lines(series: Sequence[Sequence[Count]], top: float) -> Iterator[str]:
    for number, counts in enumerate(series):
        colour, dash = _COLOURS[number], _DASHES[number]
        for run in _runs(counts):
            points = " ".join(
                f"{_number(_x(at, len(counts)))},{_number(_y(_value(counts[at]), top))}" for at in run
            )
            dashed = f' stroke-dasharray="{dash}"' if dash else ""
            yield f'<polyline points="{points}" fill="none" stroke="{colour}" stroke-width="2"{dashed}/>'
        for at, count in enumerate(counts):
            if count.sizes.passages:
                x = _x(at, len(counts)) + 3 * (number - (len(series) - 1) / 2)
                yield from _whisker(count, x, top, colour)
                yield _marker(number, _x(at, len(counts)), _y(_value(count), top), colour)


def _runs(counts: Sequence[Count]) -> Iterator[list[int]]:
    """The cells with documents that follow one another."""
    run: list[int] = []
    for at, count in enumerate(counts):
        if count.sizes.passages:
            run.append(at)
        elif run:
            yield run
            run = []
    if run:
        yield run


def _bars(series: Sequence[Sequence[Count]], top: float) -> Iterator[str]:
    for number, counts in enumerate(series):
        step = (WIDTH - _LEFT - _RIGHT) / max(len(counts), 1)
        width = min(step * 0.8 / len(series), 60)
        for at, count in enumerate(counts):
            if count.sizes.passages:
                x = _x(at, len(counts)) + (number - len(series) / 2) * width
                y = _y(_value(count), top)
                height = HEIGHT - _BOTTOM - y
                box = f'x="{_number(x)}" y="{_number(y)}" width="{_number(width)}" height="{_number(height)}"'
                yield f'<rect {box} fill="{_COLOURS[number]}" fill-opacity="0.75"/>'
                yield from _whisker(count, x + width / 2, top, "#333")


def _whisker(count: Count, x: float, top: float, colour: str) -> Iterator[str]:
    """The interval of a rate; where it goes beyond the chart, its end is open."""
    if count.rate is None:
        return
    low, high = _y(count.rate.low, top), _y(min(count.rate.high, top), top)
    lines = [(x, low, x, high), (x - 3, low, x + 3, low)]
    if count.rate.high <= top:
        lines.append((x - 3, high, x + 3, high))
    for x1, y1, x2, y2 in lines:
        ends = f'x1="{_number(x1)}" y1="{_number(y1)}" x2="{_number(x2)}" y2="{_number(y2)}"'
        yield f'<line {ends} stroke="{colour}" stroke-opacity="0.6"/>'


def _marker(number: int, x: float, y: float, colour: str) -> str:
    """A point, in a shape of its own for each query."""
    corners: tuple[tuple[float, float], ...]
    match number % 4:
        case 0:
            return f'<circle cx="{_number(x)}" cy="{_number(y)}" r="4" fill="{colour}"/>'
        case 1:
            return f'<rect x="{_number(x - 4)}" y="{_number(y - 4)}" width="8" height="8" fill="{colour}"/>'
        case 2:
            corners = ((x, y - 5), (x + 5, y + 4), (x - 5, y + 4))
        case _:
            corners = ((x, y - 5), (x + 5, y), (x, y + 5), (x - 5, y))
    points = " ".join(f"{_number(a)},{_number(b)}" for a, b in corners)
    return f'<polygon points="{points}" fill="{colour}"/>'


def _legend(queries: Sequence[str]) -> Iterator[str]:
    step = (WIDTH - _LEFT - _RIGHT) / max(len(queries), 1)
    for number, query in enumerate(queries):
        x = _LEFT + number * step
        yield _marker(number, x + 6, HEIGHT - 14, _COLOURS[number])
        yield svg_text(x + 16, HEIGHT - 10, _shortened(query, len(queries)))


def _numbers(series: Sequence[Sequence[Count]], queries: Sequence[str], labels: Labels) -> str:
    """All that is drawn, as text."""
    lines: list[str] = [labels.values]
    for query, counts in zip(queries, series, strict=True):
        lines.append(f"{query}:")
        for count in counts:
            name = " / ".join(count.cell)
            if not count.sizes.passages:
                lines.append(f"{name}: {labels.no_documents}")
            elif count.rate is None:
                lines.append(f"{name}: {_number(_value(count))}")
            else:
                rate = count.rate
                found = count.passages_found if count.occurrences is None else count.occurrences
                lines.append(f"{name}: {found}; {rate.value:.2f} [{rate.low:.2f}, {rate.high:.2f}]")
    return "\n".join(lines)


def _x(at: int, number: int) -> float:
    return _LEFT + (WIDTH - _LEFT - _RIGHT) * (at + 0.5) / max(number, 1)


def _y(value: float, top: float) -> float:
    return HEIGHT - _BOTTOM - (HEIGHT - _TOP - _BOTTOM) * value / top


def _number(value: float) -> str:
    """A coordinate with two digits at most."""
    return f"{value + 0.0:.2f}".rstrip("0").rstrip(".")


def plain_text(text: str) -> str:
    """A text without what XML can't hold."""
    return re.sub("[^\n\t\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]", "", text)
