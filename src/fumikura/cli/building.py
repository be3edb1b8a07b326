"""Builds the index for the command line: for `index`, and for commands that find none. With a progress bar."""

from __future__ import annotations

import contextlib
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, TypeAlias

import click

from fumikura.cli.output import WRITES_NOTHING
from fumikura.cli.terminal import is_terminal, note, printable, takes_style
from fumikura.errors import CorpusError, IndexLockedError, IndexMissingError
from fumikura.file_access import closed_corpus, path_exists, require_corpus
from fumikura.messages import Messages, together

if TYPE_CHECKING:
    from fumikura.build import BuildReport, FileOutcome
    from fumikura.engines.protocol import FileRecord
    from fumikura.search import Index


_STATUSES = ("added", "replaced", "removed", "unchanged", "skipped")
# A message is one line: of many names the first few will do.
_NAMES = 3
_PAUSE = 0.2  # seconds between two tries while another process builds the index


def build(
    corpus: str,
    index: str,
    say: Messages,
    *,
    paths: tuple[str, ...] = (),
    rebuild: bool = False,
    jobs: int = 1,
    encoding: str | None = None,
    dry_run: bool = False,
    names_skipped: bool = True,
) -> BuildReport:
    """Build or update the index with a progress bar; files that were skipped are named on stderr if `names_skipped`."""
    from fumikura.build import build_index
    from fumikura.cli.process import end_in_order

    require_corpus(corpus)
    with end_in_order(), progress_bar(say) as progress:
        report = build_index(
            corpus,
            index,
            paths=paths,
            rebuild=rebuild,
            jobs=jobs,
            encoding=encoding,
            progress=progress,
            dry_run=dry_run,
        )
    read = {file.source for file in report.files if file.status != "skipped"}
    for file in report.files:
        if names_skipped and file.status == "skipped":
            note(skipped_line(file, say, in_part=file.source in read))
    return report


def exit_code_of(report: BuildReport) -> int:
    """The exit code of a build: 2 if a fault of ours cost a file, or if files were left out and none is indexed."""
    skipped = [file for file in report.files if file.status == "skipped"]
    return 2 if any(file.fault for file in skipped) or (skipped and not report.passages) else 0


def unread_lines(records: Iterable[FileRecord], say: Messages) -> list[str]:
    """What could not be read of the files in an index, a line each."""
    return [say.wording(each) for record in records for each in record.unread]


def report_fields(report: BuildReport) -> dict[str, Any]:
    """A report as JSON has it; programs may rely on the codes."""
    return {
        "files": [
            {
                "source": file.source,
                "status": file.status,
                "passages": file.passages,
                "reasons": [
                    {"code": each.code, "message": Messages("en").whole(each)} for each in file.reasons
                ],
                "inferred": [each.id for each in file.inferred],
            }
            for file in report.files
        ],
        "documents": report.documents,
        "passages": report.passages,
        "seconds": round(report.seconds, 3),
    }


def skipped_line(file: FileOutcome, say: Messages, *, in_part: bool = False) -> str:
    """Why a file was skipped, or `in_part` something of one that was read, in one line that begins with its name."""
    whole = together(*map(say.whole, file.reasons))
    if in_part and whole.startswith(file.source):
        return whole
    reason = whole.removeprefix(f"{file.source}: ")
    return say("command.build.skipped-line", source=file.source, reason=reason)


def report_lines(report: BuildReport, say: Messages) -> list[str]:
    """What a build did: a line for each changed file, and the sums."""
    lines: list[str] = []
    for file in report.files:
        if file.status in ("added", "replaced", "removed"):
            status = say(f"command.build.{file.status}")
            lines.append(say("command.build.file", status=status, source=file.source, passages=file.passages))
        for each in file.inferred:
            known = {
                name: getattr(each, name) or "-" for name in ("id", "title", "date", "meeting", "doc_type")
            }
            lines.append("  " + say("command.build.inferred", **known))
    if any(file.inferred for file in report.files):
        lines.append(say("command.build.review"))
    counted = Counter[str](file.status for file in report.files)
    counts = ", ".join(
        f"{say(f'command.build.{status}')} {counted[status]}" for status in _STATUSES if counted[status]
    )
    totals = {"documents": report.documents, "passages": report.passages, "seconds": report.seconds}
    lines.append(say("command.build.summary", counts=counts or "-", **totals))
    return lines


def open_or_build(corpus: str, index: str, say: Messages) -> Index:
    """The index, built from the corpus first where there is none.

    Raises CorpusError if there is neither, or nothing to search in the corpus.
    """
    from fumikura.search import open_index

    try:
        opened = open_index(index)
    except IndexMissingError:
        if not path_exists(corpus):
            raise (
                closed_corpus(corpus) or CorpusError("corpus.no-index", index=index, corpus=corpus)
            ) from None
    else:
        context = click.get_current_context(silent=True)
        if context is None or WRITES_NOTHING not in context.meta:  # whoever repeats runs says it once
            note_changes(opened, corpus, say)
        return opened
    note(say("search.building", index=index, corpus=corpus))
    waiting = False
    while True:
        try:
            report = build(corpus, index, say)
        except IndexLockedError:  # another first search builds it
            if not waiting:
                note(say("search.waiting"))
            waiting = True
            time.sleep(_PAUSE)
            with contextlib.suppress(IndexMissingError):
                return open_index(index)
        else:
            if not report.passages:
                raise CorpusError("corpus.no-passages", corpus=corpus)
            return open_index(index)


def note_changes(index: Index, corpus: str, say: Messages) -> None:
    """Say in one line if the corpus has changed since it was indexed."""
    from fumikura.freshness import changed_files

    if not path_exists(corpus):
        if closed := closed_corpus(corpus):
            note(say.whole(closed))
        return
    changed = changed_files(corpus, index.engine)
    if changed:
        note(say("search.changed", count=len(changed), names=shorten_names(changed)))


def shorten_names(names: tuple[str, ...]) -> str:
    """The first few of `names`, for a message."""
    return ", ".join(names[:_NAMES]) + (", …" if len(names) > _NAMES else "")


Progress: TypeAlias = Callable[[int, int, str], None]
"""Called with the files done, the files in all, and the file at hand."""


@contextmanager
def progress_bar(say: Messages, doing: str = "command.progress.reading") -> Iterator[Progress | None]:
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
        console=Console(file=sys.stderr, no_color=not takes_style(sys.stderr), highlight=False),
        transient=True,
        expand=True,
    )
    with bar:
        task = bar.add_task(say(doing), total=None, source="")

        def report(done: int, total: int, source: str) -> None:
            bar.update(task, completed=done, total=total, source=printable(source))

        yield report
