"""`fumikura index`: build the index, or bring it up to date."""

from __future__ import annotations

from contextlib import closing

import click

from fumikura.cli.building import build, report_lines, status_of
from fumikura.cli.command import Command
from fumikura.cli.failures import Mistake
from fumikura.cli.options import PATHS, Number, corpus_option, index_option
from fumikura.cli.output import opened
from fumikura.cli.terminal import printable
from fumikura.messages import Messages

__all__ = ["command"]


def command(say: Messages) -> click.Command:
    """The command, in the language of `say`."""

    @click.command("index", cls=Command, say=say)
    @PATHS
    @click.option("--rebuild", is_flag=True, help=say("option.rebuild"))
    @click.option("--restore", is_flag=True, help=say("option.restore"))
    @click.option("--jobs", metavar="N", type=Number(say, 1), default=1, help=say("option.jobs"))
    @click.option("--encoding", metavar="NAME", help=say("option.encoding"))
    @corpus_option(say)
    @index_option(say)
    def index_command(
        paths: tuple[str, ...],
        rebuild: bool,
        restore: bool,
        jobs: int,
        encoding: str | None,
        corpus: str,
        index: str,
    ) -> int:
        if restore:
            if paths or rebuild or encoding:
                raise Mistake("usage.restore", click.get_current_context())
            return _restore(index, say)
        report = build(corpus, index, say, paths=paths, rebuild=rebuild, jobs=jobs, encoding=encoding)
        with opened(None, "plain") as stream:
            stream.writelines(f"{printable(line)}\n" for line in report_lines(report, say))
        return status_of(report)

    return index_command


def _restore(index: str, say: Messages) -> int:
    """Go back to the state before the last commit, and say which that is."""
    from fumikura.engines import open_engine, restore_index

    restore_index(index)
    with closing(open_engine(index)) as engine:
        facts = {"committed": engine.info().committed, "documents": len(engine.documents())}
        lines = [say("index.restored", passages=engine.count(), **facts), say("index.restored-next")]
    with opened(None, "plain") as stream:
        stream.writelines(f"{printable(line)}\n" for line in lines)
    return 0
