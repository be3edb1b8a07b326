"""How far the building of the index is: a bar on a terminal, nothing elsewhere."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TypeAlias

from fumikura.cli.terminal import is_terminal, printable, styled
from fumikura.messages import Messages

Progress: TypeAlias = Callable[[int, int, str], None]
"""Called with the files done, the files in all, and the file at hand."""


@contextmanager
def progress_bar(say: Messages, doing: str = "progress.reading") -> Iterator[Progress | None]:
    """A function to report progress to, or None where nobody looks at stderr."""
    if not is_terminal(sys.stderr):
        yield None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn
    from rich.progress import Progress as Bar
    from rich.table import Column

    bar = Bar(
        TextColumn("{task.description}", markup=False),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
        # What is left of the line: a long name is cut, and never makes the bar jump.
        TextColumn("{task.fields[source]}", markup=False, table_column=Column(ratio=1, no_wrap=True)),
        console=Console(file=sys.stderr, no_color=not styled(sys.stderr), highlight=False),
        transient=True,
        expand=True,
    )
    with bar:
        task = bar.add_task(say(doing), total=None, source="")

        def report(done: int, total: int, source: str) -> None:
            bar.update(task, completed=done, total=total, source=printable(source))

        yield report
