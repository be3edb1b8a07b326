"""Click's command and help page, in the user's language and with examples.

Click counts characters and cuts texts at spaces; Japanese has wide characters and no spaces, so `wrapping` makes the
lines.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

import click

from fumikura.cli.error_reports import UsageMistake
from fumikura.cli.places import resolve_places
from fumikura.cli.terminal import pad, width_of
from fumikura.cli.wrapping import wrap_text
from fumikura.messages import Messages

# No real argument holds a NUL, so it can mark the words that only look like options.
_MARK = "\0"
_HEADINGS = frozenset({"options", "commands", "examples"})
_WIDEST_HELP = 100
_NARROWEST_HELP = 40


class HelpFormatter(click.HelpFormatter):
    """Click's formatter with headings in the user's language and lines cut by display width."""

    def __init__(self, say: Messages) -> None:
        import shutil  # imported here, as only a page of help needs it

        columns = shutil.get_terminal_size().columns
        super().__init__(width=max(_NARROWEST_HELP, min(columns, _WIDEST_HELP)) - 2)
        self._say = say

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        """The usage line, which names are too short to need a wrap."""
        self.write(f"{prefix or self._say('help.heading-usage')} {prog} {args}".rstrip() + "\n")

    def write_text(self, text: str) -> None:
        """A text, its own line breaks kept."""
        indent = " " * self.current_indent
        lines = wrap_text(text, max(self.width - self.current_indent, 10))
        self.write("".join(f"{indent}{line}".rstrip() + "\n" for line in lines))

    def write_dl(self, rows: Iterable[tuple[str, str]], col_max: int = 30, col_spacing: int = 2) -> None:
        """Terms and what they mean, in two columns."""
        pairs = list(rows)
        column = min(max((width_of(term) for term, _ in pairs), default=0), min(col_max, self.width // 2))
        indent = " " * self.current_indent
        for term, meaning in pairs:
            lines = wrap_text(meaning, max(self.width - self.current_indent - column - col_spacing, 10))
            if width_of(term) > column:
                self.write(f"{indent}{term}\n")
                term = ""
            for number, line in enumerate(lines):
                self.write(
                    f"{indent}{pad(term if number == 0 else '', column + col_spacing)}{line}".rstrip() + "\n"
                )

    @contextmanager
    def section(self, name: str) -> Iterator[None]:
        """A section under a heading; Click names its own in English."""
        known = name.lower() in _HEADINGS
        with super().section(self._say(f"help.heading-{name.lower()}") if known else name):
            yield


class HelpContext(click.Context):
    """A context that sets its help page by `HelpFormatter`."""

    def make_formatter(self) -> click.HelpFormatter:
        """The formatter of the command's language."""
        return (
            HelpFormatter(self.command.say)
            if isinstance(self.command, HelpfulCommand)
            else super().make_formatter()
        )


class HelpfulCommand(click.Command):
    """A command or the group, with help and examples from the messages, under `name`."""

    context_class = HelpContext

    def __init__(self, name: str, *, say: Messages, **rest: Any) -> None:
        given = {**rest, "add_help_option": False}
        super().__init__(name, **given)
        self.say = say
        self.params.append(
            click.Option(
                ["-h", "--help"],
                is_flag=True,
                is_eager=True,
                expose_value=False,
                help=say("option.help"),
                callback=_show_help,
            )
        )

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The description, without the indent that Click gives it."""
        formatter.write_paragraph()
        formatter.write_text(self.say(f"help.{self.name}"))

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The examples, a line each, never wrapped: they are there to be copied."""
        with formatter.section("Examples"):
            for line in self.say(f"help.{self.name}-examples").split("\n"):
                formatter.write(f"{' ' * formatter.current_indent}{line}\n")


class Command(HelpfulCommand):
    """A command that takes words such as `-中国` or `-"…"` for arguments, not for short options."""

    def __init__(self, name: str, *, say: Messages, **rest: Any) -> None:
        super().__init__(name, say=say, **rest)
        self.allow_extra_args = True  # so that the error is ours, not Click's

    def get_short_help_str(self, limit: int = 45) -> str:
        """What the command does, for the list of commands."""
        return self.say(f"help.{self.name}-short")

    def invoke(self, ctx: click.Context) -> Any:
        """Choose corpus and index, then run the command."""
        resolve_places(ctx, self.say)
        return super().invoke(ctx)

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Parse as Click does, hiding words that only look like options."""
        end = args.index("--") if "--" in args else len(args)
        marked = [f"{_MARK}{arg}" if _is_excluded_word(arg) else arg for arg in args[:end]]
        try:
            rest = super().parse_args(ctx, marked + args[end:])
        except click.UsageError as error:
            error.ctx = error.ctx or ctx
            raise
        if rest and not ctx.resilient_parsing:
            raise UsageMistake("usage.extra", ctx, words=tuple(word.removeprefix(_MARK) for word in rest))
        paths = {param.name for param in self.params if isinstance(param.type, click.Path)}
        for name, value in ctx.params.items():
            ctx.params[name] = _decode(value, as_path=name in paths)
        return rest


def _is_excluded_word(arg: str) -> bool:
    """Whether `-…` is a word to exclude: no option begins with a digit or a character beyond ASCII."""
    return len(arg) > 1 and arg[0] == "-" and not (arg[1] == "-" or (arg[1].isascii() and arg[1].isalpha()))


def _decode(value: Any, *, as_path: bool) -> Any:
    """A value without its mark. Texts, but not paths, are decoded as UTF-8.

    Without an installed locale Python passes the bytes of an argument on as surrogates.
    """
    if isinstance(value, tuple):
        return tuple(_decode(item, as_path=as_path) for item in value)
    if not isinstance(value, str):
        return value
    text = value.removeprefix(_MARK)
    if as_path or text.isprintable():
        return text
    try:
        return os.fsencode(text).decode("utf-8")
    except UnicodeError:
        return text


def _show_help(ctx: click.Context, _param: click.Parameter, wanted: bool) -> None:
    if wanted and not ctx.resilient_parsing:
        click.echo(ctx.get_help(), color=ctx.color)
        ctx.exit()
