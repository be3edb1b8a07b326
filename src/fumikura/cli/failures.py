"""Mistakes, said in one line with what to do about them, in the user's language; never a traceback."""

from __future__ import annotations

import sys

import click

from fumikura.cli.messages import Messages, together
from fumikura.cli.terminal import columns_of, is_terminal, note, printable, width_of
from fumikura.errors import FumikuraError, QueryError

__all__ = ["explain", "explain_os", "explain_usage"]


def explain(error: FumikuraError, say: Messages) -> None:
    """Say an error of ours. A mistake in a query is pointed at: by its number, and a caret on a terminal."""
    kind = next(
        (f"error.{each.__name__}" for each in type(error).__mro__ if f"error.{each.__name__}" in say.texts),
        "",
    )
    lead = say(kind) if kind else ""
    place = _position(error, say) if isinstance(error, QueryError) else ""
    note(together(f"{lead}{say.sentence(error.message)}", place, say.sentence(error.remedy)))
    if isinstance(error, QueryError) and is_terminal(sys.stderr):
        sys.stderr.write("".join(f"  {line}\n" for line in _caret(error, columns_of(sys.stderr) or 80)))


def explain_usage(error: click.ClickException, say: Messages) -> None:
    """Say a mistake in the use of the command line, which Click found."""
    note(together(_usage(error, say), _usage_remedy(error, say)).replace("\0", ""))


def explain_os(error: OSError, say: Messages) -> None:
    """Say what the system refused."""
    path = error.filename if error.filename is not None else say("error.stdout")
    note(say("error.file", path=path, reason=say.sentence(error.strerror or str(error))))


def _position(error: QueryError, say: Messages) -> str:
    if error.position >= len(error.query):
        return say("error.position.end")
    return say("error.position", position=error.position + 1, char=error.query[error.position])


def _caret(error: QueryError, columns: int) -> tuple[str, str]:
    """The query, as much of it as fits, and a caret under the place."""
    position = max(0, min(error.position, len(error.query)))
    room = max(columns - 6, 8)
    start, end = position, position
    while start > 0 and width_of(printable(error.query[start - 1 : position])) <= room * 2 // 3:
        start -= 1
    while end < len(error.query) and width_of(printable(error.query[start : end + 1])) <= room:
        end += 1
    cut_before, cut_after = "…" if start else "", "…" if end < len(error.query) else ""
    before = cut_before + printable(error.query[start:position])
    return before + printable(error.query[position:end]) + cut_after, " " * width_of(before) + "^"


def _usage(error: click.ClickException, say: Messages) -> str:
    if isinstance(error, click.NoSuchOption):
        near = (say("error.option.near", near=each) for each in (error.possibilities or [])[:1])
        return together(say("error.option", option=error.option_name), *near)
    if isinstance(error, click.MissingParameter):
        return say("error.missing", name=_parameter(error))
    if isinstance(error, click.BadParameter):
        return say("error.value", name=_parameter(error), reason=say.sentence(error.message))
    # Older Clicks have no class of its own for it.
    if name := getattr(error, "command_name", None):
        return say("error.command", command=name)
    return say.sentence(error.format_message())


def _usage_remedy(error: click.ClickException, say: Messages) -> str:
    context = getattr(error, "ctx", None)
    command = context.command_path if context is not None else "fumikura"
    if isinstance(error, click.NoSuchOption) and command.endswith(" search"):
        return say("error.option.remedy", command=command)  # what looks like one may be a word to leave out
    if getattr(error, "command_name", None):
        return say("error.command.remedy")
    return say("error.usage.remedy", command=command)


def _parameter(error: click.BadParameter) -> str:
    if error.param is None:
        return str(error.param_hint or "")
    return _name(error.param)


def _name(param: click.Parameter) -> str:
    if isinstance(param, click.Option):
        return max(param.opts, key=len)
    return (param.metavar or param.name or "").strip("[].")
