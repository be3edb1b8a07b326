"""The group of commands; here whatever ends a run becomes an exit code."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from importlib import import_module
from typing import Any

import click

from fumikura.cli.command import HelpfulCommand
from fumikura.cli.error_reports import UsageMistake, report_error, report_os_error, report_usage_error
from fumikura.cli.options import place_options
from fumikura.cli.output import drop_stdout, is_pipe_closed, prepare_stream, replace_closed_streams
from fumikura.cli.terminal import note
from fumikura.errors import FumikuraError
from fumikura.messages import Messages, language_of

MISTAKE = 2
INTERRUPTED = 130

ARGUMENTS = "fumikura.arguments"
"""The key of `Context.meta` for the arguments of the whole command line."""

_NAME = "fumikura"
_COMPLETION = "_FUMIKURA_COMPLETE"
# In the order in which a user meets them.
_COMMANDS = (
    *("index", "search", "show", "kwic", "count", "words", "collocates", "lineage", "diff", "cite"),
    *("rerun", "note"),
    *("serve", "mcp", "terms", "catalog", "info", "check"),
)


class App(HelpfulCommand, click.Group):
    """The group: `fumikura`. A command is imported when it is asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names of the commands, in the order in which a user meets them."""
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of this name, or None."""
        if cmd_name not in _COMMANDS:
            return None
        made: click.Command = import_module(f"fumikura.cli.{cmd_name}").command(self.say)
        return made

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command that is meant; for an unknown one the error names the nearest."""
        name = args[0]
        if name in _COMMANDS or name.startswith("-") or ctx.resilient_parsing:
            return super().resolve_command(ctx, args)
        import difflib  # imported here, as only a mistake needs it

        if near := difflib.get_close_matches(name, _COMMANDS, n=1):
            raise UsageMistake("usage.command-near", ctx, command=name, near=near[0])
        raise UsageMistake("usage.command", ctx, command=name)

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The commands first: they are what a user looks for."""
        self.format_commands(ctx, formatter)
        click.Command.format_options(self, ctx, formatter)


def build_app(say: Messages) -> App:
    """The group of commands in the language of `say`."""

    def start(ctx: click.Context, **_: Any) -> int:
        if ctx.invoked_subcommand is None:
            click.echo(ctx.get_help())
        return 0

    version = click.Option(
        ["--version"],
        is_flag=True,
        is_eager=True,
        expose_value=False,
        help=say("option.version"),
        callback=_show_version,
    )
    params = [version, *place_options(say)]
    return App("app", say=say, params=params, callback=click.pass_context(start), invoke_without_command=True)


def run(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit code: 0, 1 without hits, 2 on a mistake, 130 on Ctrl-C.

    Every exception that a user can cause becomes one line on stderr; a closed pipe is no error.
    """
    say = Messages(language_of())
    replace_closed_streams()
    prepare_stream(sys.stdout)
    prepare_stream(sys.stderr)
    app = build_app(say)
    try:
        if _COMPLETION in os.environ:  # the shell asks: Click answers, and ends the process
            app.main(arguments, prog_name=_NAME)
        code = _invoke(app, sys.argv[1:] if arguments is None else list(arguments))
        sys.stdout.flush()
    except click.ClickException as error:
        report_usage_error(error, say)
    except FumikuraError as error:
        report_error(error, say)
        if isinstance(error.__cause__, OSError):
            drop_stdout()
    except KeyboardInterrupt:
        note(say("system.interrupted"))
        return INTERRUPTED
    except OSError as error:
        drop_stdout()
        if is_pipe_closed(error):
            return 0
        report_os_error(error, say)
    except MemoryError:
        note(say("system.memory"))
    else:
        return code
    return MISTAKE


def _invoke(app: App, arguments: list[str]) -> int:
    # Not `app.main`, which handles a closed pipe and Ctrl-C in its own ways.
    try:
        with app.make_context(_NAME, list(arguments)) as context:
            context.meta[ARGUMENTS] = tuple(arguments)
            code = app.invoke(context)
    except click.exceptions.Exit as ended:
        return ended.exit_code
    return code if isinstance(code, int) else 0


def _show_version(ctx: click.Context, _param: click.Parameter, wanted: bool) -> None:
    if wanted and not ctx.resilient_parsing:
        from importlib.metadata import version

        click.echo(f"fumikura {version('fumikura')}")
        ctx.exit()
