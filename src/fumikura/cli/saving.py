"""How an answer was made: said in JSON, written beside a file, and kept in a file of runs."""

from __future__ import annotations

import datetime
import itertools
import json
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from fumikura.cli.error_reports import UsageMistake
from fumikura.cli.output import open_output
from fumikura.file_access import exclusive_access, read_if_there
from fumikura.research.provenance import versions
from fumikura.research.saved_runs import SavedRun, appended, canonical_csv, digest, is_name, read_runs
from fumikura.values import replace

if TYPE_CHECKING:
    from fumikura.cli.answers import CommandAnswer
    from fumikura.search import Index

# Options that say where an answer goes, and not what is asked.
_WITH_VALUE = frozenset(
    {"--save", "--about", "-o", "--output", "--format", "--svg", "--corpus", "--index", "--timeout"}
)
_FLAGS = frozenset({"--save-rows", "--ids"})


def about(answer: CommandAnswer, index: Index) -> dict[str, Any]:
    """What there is to know of how rows were made."""
    return {"command": command_line(), **versions(index), **answer.measured}


def command_line() -> list[str]:
    """The command as it was typed, without what says where its answer goes."""
    context = click.get_current_context()
    arguments: list[str] = list(context.find_root().meta.get("fumikura.arguments", sys.argv[1:]))
    kept: list[str] = []
    at = 0
    while at < len(arguments):
        name, equals, _ = arguments[at].partition("=")
        if arguments[at] == "--":
            return kept + arguments[at:]
        if name in _WITH_VALUE:
            at += 1 if equals else 2
        else:
            if name not in _FLAGS:
                kept.append(arguments[at])
            at += 1
    return kept


def run_of(answer: CommandAnswer, index: Index, name: str, command: list[str]) -> SavedRun:
    """An answer as it is kept."""
    from fumikura.export.rows import defuse_formula

    rows = canonical_csv(answer.rows, answer.columns)
    return SavedRun(
        name=name,
        command=tuple(command),
        made=datetime.datetime.now(datetime.UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        **versions(index),
        thesaurus=index.thesaurus_stamp(),
        rows=len(answer.rows),
        result=digest(rows),
        ids=digest("\n".join(sorted(set(answer.ids)))),
        contents=tuple(f"{id_} {name}" for id_, name in index.tools.fingerprints.documents.items()),
        table=canonical_csv(answer.rows, answer.columns, safe=defuse_formula),
    )


def save(target: str, answer: CommandAnswer, index: Index, *, with_rows: bool) -> None:
    """Append an answer to a file of runs, under the name behind `#` or the next number."""
    file, _, name = target.rpartition("#") if "#" in target else (target, "", "")
    if name and not is_name(name):
        raise UsageMistake("research.run-name", value=name)
    path, run = Path(file), run_of(answer, index, name, command_line())
    with exclusive_access(Path(os.path.realpath(path))):
        data = read_if_there(path) or b""
        taken = {run.name for run in read_runs(data, file)}
        numbers = map(str, itertools.count(len(taken) + 1))
        name = name or next(each for each in numbers if each not in taken and not _rows(path, each).exists())
        if name in taken:
            raise UsageMistake("research.run-taken", value=name, file=file)
        if with_rows and _rows(path, name).exists():
            raise UsageMistake("research.rows-taken", file=_rows(path, name), name=name)
        with open_output(file, "plain") as stream:
            stream.write(appended(data.decode("utf-8-sig"), replace(run, name=name)))
    if with_rows:
        with open_output(str(_rows(path, name)), "csv") as stream:
            stream.write(run.table)


def _rows(path: Path, name: str) -> Path:
    """Where the rows of a run are kept, beside the file of runs."""
    return path.with_name(f"{path.stem}-{name}.csv")


def write_about(path: str, answer: CommandAnswer, index: Index) -> None:
    """Write how an answer was made into a file."""
    with open_output(path, "json") as stream:
        stream.write(json.dumps(about(answer, index), ensure_ascii=False, indent=2) + "\n")
