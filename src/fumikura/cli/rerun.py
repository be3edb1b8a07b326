"""`fumikura rerun`: make kept runs again, and say what has changed."""

from __future__ import annotations

import contextlib
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from fumikura.cli.answers import CommandAnswer, Recorder
from fumikura.cli.building import open_or_build
from fumikura.cli.command import Command
from fumikura.cli.options import corpus_option, index_option
from fumikura.cli.output import WRITES_NOTHING, open_output
from fumikura.cli.places import CHOSEN
from fumikura.cli.saving import run_of
from fumikura.cli.terminal import printable
from fumikura.errors import CorpusError
from fumikura.file_access import read_user_file
from fumikura.messages import Messages
from fumikura.research.saved_runs import (
    DocumentChanges,
    SavedRun,
    difference_of,
    documents_apart,
    read_runs,
    rows_apart,
)

if TYPE_CHECKING:
    from fumikura.search import Index

_MOST_NAMED = 5
_REPEATED = frozenset({"search", "kwic", "count", "words", "collocates", "lineage", "diff"})


def command(say: Messages) -> click.Command:
    """The command, in the language of `say`."""

    @click.command("rerun", cls=Command, say=say)
    @click.argument("file", metavar="FILE[#NAME]")
    @corpus_option(say)
    @index_option(say)
    def rerun(file: str, corpus: str, index: str) -> int:
        path, name = _target(file)
        runs = read_runs(read_user_file(path, pipe=True), str(path))
        chosen = [run for run in runs if not name or run.name == name]
        if not chosen:
            raise CorpusError("research.runs-none", file=file)
        changed = 0
        with open_or_build(corpus, index, say) as searched, open_output(None, "plain") as stream:
            for run in chosen:
                lines = _compared(run, path, searched, _answer(run.command, corpus, index, say), say)
                changed += len(lines) > 1 or lines[0] != say("research.rerun.same", name=run.name)
                stream.writelines(f"{printable(line)}\n" for line in lines)
        return 1 if changed else 0

    return rerun


def _target(file: str) -> tuple[Path, str]:
    if Path(file).is_file() or "#" not in file:
        return Path(file), ""
    before, _, name = file.rpartition("#")
    return Path(before), name


def _compared(run: SavedRun, path: Path, searched: Index, answer: CommandAnswer, say: Messages) -> list[str]:
    """What is to be said of a run that was made again: that it is the same, or what is not."""
    now = run_of(answer, searched, run.name, list(run.command))
    if now.result == run.result:
        return [say("research.rerun.same", name=run.name)]
    changes = [
        say(f"research.rerun.{name}", before=_short(before), after=_short(after))
        for name, (before, after) in difference_of(run, now).items()
    ]
    changes += _of_documents(documents_apart(run, now), say)
    lines = [
        say(
            "research.rerun.changed",
            name=run.name,
            changes="; ".join(changes) or say("research.rerun.values"),
        )
    ]
    kept = path.with_name(f"{path.stem}-{run.name}.csv")
    if kept.is_file():
        lines += [
            f"  {line}" for line in rows_apart(read_user_file(kept).decode("utf-8-sig", "replace"), now.table)
        ]
    return lines


def _of_documents(apart: DocumentChanges, say: Messages) -> list[str]:
    """What became of documents, with the names of the first few."""
    found: list[str] = []
    for kind, ids in (("added", apart.added), ("removed", apart.removed), ("changed", apart.changed)):
        if ids:
            named = ", ".join((*ids[:_MOST_NAMED], *("…" for _ in ids[_MOST_NAMED : _MOST_NAMED + 1])))
            found.append(say(f"research.rerun.document-{kind}", count=len(ids), ids=named))
    return found


def _short(value: Any) -> Any:
    """A fingerprint as much as it takes to see that it is another one."""
    return value[7:15] if isinstance(value, str) and value.startswith("sha256:") else value


def _answer(arguments: Sequence[str], corpus: str, index: str, say: Messages) -> CommandAnswer:
    """What a command gives now; a file of runs may come from anybody, so it chooses neither corpus nor place to write."""
    from fumikura.cli.app import build_app

    if arguments[0] not in _REPEATED:
        raise CorpusError("research.run-command", name=arguments[0])
    recorder = Recorder()
    app = build_app(say)
    with (
        app.make_context("fumikura", list(arguments), obj=recorder) as context,
        contextlib.suppress(click.exceptions.Exit),
    ):
        context.meta[WRITES_NOTHING] = True
        context.meta[CHOSEN] = (corpus, index)
        app.invoke(context)
    if recorder.answer is None:
        raise CorpusError("research.run-no-answer", command=" ".join(arguments))
    return recorder.answer
