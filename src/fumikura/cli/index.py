"""`fumikura index`: build the index, or bring it up to date."""

from __future__ import annotations

from contextlib import closing

import click

from fumikura.cli.building import build, exit_code_of, report_fields, report_lines
from fumikura.cli.command import Command
from fumikura.cli.error_reports import UsageMistake
from fumikura.cli.options import PATHS, Choice, Number, corpus_option, index_option, table_or_json_option
from fumikura.cli.output import print_json, print_lines
from fumikura.cli.terminal import note
from fumikura.errors import CorpusError
from fumikura.file_access import closed_corpus, path_exists
from fumikura.messages import Messages


def command(say: Messages) -> click.Command:
    """The command, in the language of `say`."""

    @click.command("index", cls=Command, say=say)
    @PATHS
    @click.option("--rebuild", is_flag=True, help=say("option.rebuild"))
    @click.option("--restore", is_flag=True, help=say("option.restore"))
    @click.option("--jobs", metavar="N", type=Number(say, 1), default=1, help=say("option.jobs"))
    @click.option("--encoding", metavar="NAME", help=say("option.encoding"))
    @click.option("--dry-run", is_flag=True, help=say("option.dry-run"))
    @click.option(
        "--engine", metavar="NAME", type=Choice(say, ("whoosh", "opensearch")), help=say("option.engine")
    )
    @table_or_json_option(say, say("option.report-format"))
    @corpus_option(say)
    @index_option(say)
    def index_command(
        paths: tuple[str, ...],
        rebuild: bool,
        restore: bool,
        jobs: int,
        encoding: str | None,
        dry_run: bool,
        engine: str | None,
        output_format: str,
        corpus: str,
        index: str,
    ) -> int:
        if restore:
            if paths or rebuild or encoding or dry_run:
                raise UsageMistake("usage.restore", click.get_current_context())
            return _restore(index, say)
        if paths and path_exists(paths[0]) and not (path_exists(corpus) or closed_corpus(corpus)):
            raise CorpusError("corpus.path-alone", corpus=corpus, path=paths[0])
        if engine:
            _choose(engine, index, say)
        report = build(
            corpus, index, say, paths=paths, rebuild=rebuild, jobs=jobs, encoding=encoding, dry_run=dry_run
        )
        if not report.files and not report.passages:
            raise CorpusError("corpus.no-passages", corpus=corpus)
        if output_format == "json":
            print_json(report_fields(report))
        else:
            lines = report_lines(report, say)
            lines += [say("command.build.dry-run")] if dry_run else []
            print_lines(lines)
        return exit_code_of(report)

    return index_command


def _choose(engine: str, index: str, say: Messages) -> None:
    """Choose the engine of the index, and say where that is written."""
    from fumikura.engines import use_engine

    if file := use_engine(index, engine):
        note(say("index.engine-chosen", file=file, engine=engine))


def _restore(index: str, say: Messages) -> int:
    """Go back to the state before the last commit, and describe it."""
    from fumikura.engines import open_engine, restore_index

    restore_index(index)
    with closing(open_engine(index)) as engine:
        known, documents = engine.info(), sum(len(file.documents) for file in engine.files.values())
        lines = [
            say("index.restored", committed=known.committed, documents=documents, passages=known.passages),
            say("index.restored-next"),
        ]
    print_lines(lines)
    return 0
