"""Columns of text on a terminal: aligned by display width, cut where a line would be too long."""

from __future__ import annotations

from collections.abc import Sequence

from fumikura.cli.terminal import printable, width_of

_GAP = " " * 2
_LEAST = 10
"""Columns that are left to the first column, where the others alone are too wide already."""


def lines_of(rows: Sequence[Sequence[str]], align: Sequence[str], columns: int) -> list[str]:
    """Rows as lines of at most `columns`: the first column gives way where there is not enough room.

    `align` says how the cells of each column stand: `l` to the left, `r` to the right.
    """
    if not rows:
        return []
    shown = [[printable(cell) for cell in row] for row in rows]
    widths = [max(width_of(row[at]) for row in shown) for at in range(len(align))]
    over = sum(widths) + len(_GAP) * (len(widths) - 1) - columns
    if over > 0:
        widths[0] = max(widths[0] - over, min(widths[0], _LEAST))
    return [
        cut(
            _GAP.join(
                _aligned(cell, width, side) for cell, width, side in zip(row, widths, align, strict=True)
            ).rstrip(),
            columns,
        )
        for row in shown
    ]


def cut(text: str, columns: int) -> str:
    """As much of a text as fits, with … where something is left out."""
    if width_of(text) <= columns:
        return text
    kept = text
    while kept and width_of(kept) > columns - 1:
        kept = kept[: max(len(kept) - max((width_of(kept) - columns + 1) // 2, 1), 0)]
    return f"{kept}…" if columns > 0 else ""


def rate(value: float | None) -> str:
    """A rate, with one decimal."""
    return "" if value is None else f"{value + 0.0:.1f}"


def number(value: float | None, decimals: int = 2, *, signed: bool = False) -> str:
    """A measure, with a typographic minus."""
    if value is None:
        return ""
    text = f"{value:+.{decimals}f}" if signed else f"{value:.{decimals}f}"
    if not text.strip("+-0."):  # rounded to nothing: no sign
        text = text.lstrip("+-")
    return text.replace("-", "−")


def p_value(value: float) -> str:
    """A probability: <.001, or three decimals without a zero before them."""
    if value < 0.001:
        return "<.001"
    text = f"{value:.3f}"
    return text.removeprefix("0") if value < 1 else text


def _aligned(cell: str, width: int, side: str) -> str:
    cell = cut(cell, width)
    space = " " * (width - width_of(cell))
    return space + cell if side == "r" else cell + space
