"""`fumikura mcp`: the tools for assistants."""

from __future__ import annotations

import importlib.util
import sys

import click

from fumikura.cli.building import open_or_build
from fumikura.cli.command import Command
from fumikura.cli.error_reports import UsageMistake
from fumikura.cli.options import corpus_option, index_option
from fumikura.cli.terminal import note
from fumikura.messages import Messages


def command(say: Messages) -> click.Command:
    """The command, in the language of `say`."""

    @click.command("mcp", cls=Command, say=say)
    @corpus_option(say)
    @index_option(say)
    def mcp(corpus: str, index: str) -> int:
        if importlib.util.find_spec("mcp") is None:
            raise UsageMistake("mcp.extra", click.get_current_context())
        open_or_build(corpus, index, say).close()
        if sys.stdin.isatty():
            note(say("mcp.terminal"))
        from fumikura.mcp import make_server

        make_server(index, corpus, say).run("stdio")
        return 0

    return mcp
