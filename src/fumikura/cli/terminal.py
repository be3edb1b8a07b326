"""The terminal: what it can show, how wide it is, how wide a text is on it.

Every foreign string passes `printable`. rich is imported only where it is needed, as a search into a pipe needs none of
it.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from typing import Any, TextIO

from fumikura.export import printable as printable

COLOUR, NO_PAGER = "fumikura.colour", "fumikura.no-pager"
"""The keys of `Context.meta` for `--color` and `--no-pager`."""


def is_terminal(stream: TextIO) -> bool:
    """Whether `stream` is an open terminal."""
    try:
        return stream.isatty()
    except ValueError:
        return False


def command_setting(name: str) -> Any:
    """The value under a key in the context of the running command, or None."""
    import click

    context = click.get_current_context(silent=True)
    return context.meta.get(name) if context is not None else None


def takes_style(stream: TextIO) -> bool:
    """Whether to write colour and hyperlinks to `stream`, by `--color`, the environment and what the stream is."""
    if (asked := command_setting(COLOUR)) in ("always", "never"):
        return bool(asked == "always")
    environment = os.environ
    wanted = not environment.get("NO_COLOR") and environment.get("TERM", "") not in ("dumb", "unknown")
    return wanted and is_terminal(stream)


def render_styles(pieces: Iterable[tuple[str, str]]) -> str:
    """Pieces of text, each with its style in rich's words, in one line with escape sequences of the sixteen colours.

    rich's console would take twice as long to import as a search does, so only its styles are used.
    """
    from rich.color import ColorSystem
    from rich.style import Style

    return "".join(
        Style.parse(style).render(text, color_system=ColorSystem.STANDARD) for text, style in pieces
    )


def columns_of(stream: TextIO) -> int | None:
    """The columns of a terminal, or COLUMNS; None for a pipe, whose lines are endless."""
    if is_terminal(stream):
        import shutil  # imported here, as it takes a while

        return max(shutil.get_terminal_size().columns, 1)
    given = os.environ.get("COLUMNS", "")
    return int(given) if given.isascii() and given.isdigit() and 0 < int(given) < 10_000 else None


def can_encode(text: str, stream: TextIO) -> bool:
    """Whether the encoding of `stream` has all characters of `text`."""
    try:
        text.encode(getattr(stream, "encoding", None) or "utf-8")
    except (UnicodeEncodeError, LookupError):
        return False
    return True


def width_of(text: str) -> int:
    """The columns that `text` takes."""
    from rich.cells import cell_len

    return cell_len(text)


def pad(text: str, width: int) -> str:
    """`text` padded with spaces to `width` columns."""
    return text + " " * (width - width_of(text))


def note(text: str) -> None:
    """Print a line on stderr; a closed stderr is ignored."""
    try:
        sys.stderr.write(f"fumikura: {printable(text)}\n")
        sys.stderr.flush()
    except (OSError, ValueError):
        return
