"""Reports errors in one line, with what to do about them, in the user's language; never a traceback."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from itertools import islice

import click

from fumikura.cli.terminal import columns_of, is_terminal, note, printable, width_of
from fumikura.errors import FilterError, FumikuraError, QueryError
from fumikura.messages import Messages, system_reason, together

_ALIKE = 0.6  # difflib's own limit


class UsageMistake(click.UsageError):
    """A mistake in the use of the command line: the code of its sentence, and values."""

    def __init__(self, code: str, ctx: click.Context | None = None, /, **values: object) -> None:
        super().__init__(code, ctx)
        self.code = code
        self.values: Mapping[str, object] = values


def report_error(error: FumikuraError, say: Messages) -> None:
    """Report an error of ours. Mistakes in a query are shown by position, and by a caret on a terminal."""
    sentence, place = say.sentence(error), ""
    if isinstance(error, QueryError):
        sentence, place = say("query.lead", message=sentence), _position_sentence(error, say)
    elif isinstance(error, FilterError):
        sentence = say("filter.lead", message=sentence)
    note(together(sentence, place, say.remedy(error)))
    if isinstance(error, QueryError) and is_terminal(sys.stderr):
        sys.stderr.write("".join(f"  {line}\n" for line in _caret_lines(error, columns_of(sys.stderr) or 80)))


def report_usage_error(error: click.ClickException, say: Messages) -> None:
    """Report a mistake in the use of the command line, which Click or a command found."""
    note(together(*_usage_sentences(error, say)).replace("\0", ""))


def report_os_error(error: OSError, say: Messages) -> None:
    """Report an error of the system."""
    reason = system_reason(error)
    if error.filename is None:
        note(say("system.failed", reason=reason))
    else:
        note(say("system.file", path=str(error.filename), reason=reason))


def _position_sentence(error: QueryError, say: Messages) -> str:
    if error.position >= len(error.query):
        return say("query.position-end")
    return say("query.position", position=error.position + 1, char=error.query[error.position])


def _caret_lines(error: QueryError, columns: int) -> tuple[str, str]:
    """As much of the query as fits, and a caret under the position."""
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


def _usage_sentences(error: click.ClickException, say: Messages) -> tuple[str, ...]:
    """The sentences: what is wrong, and what to do about it."""
    context = getattr(error, "ctx", None)
    command = context.command_path if context is not None else "fumikura"
    more = say("usage.more", command=command)
    if isinstance(error, UsageMistake):
        return say.sentence(error), say.remedy(error) or more
    if isinstance(error, click.NoSuchOption):
        alike = (each for each in error.possibilities or () if _is_alike(error.option_name, each))
        near = [say("usage.near", near=each) for each in islice(alike, 1)]
        # What looks like short options may be a word to exclude.
        word = command.endswith(" search") and not error.option_name.startswith("--")
        return say("usage.option", option=error.option_name), *near, say("usage.left-out") if word else more
    if isinstance(error, click.MissingParameter):
        return say("usage.missing", name=_parameter_name(error)), more
    if isinstance(error, click.BadOptionUsage):
        return say(_value_code(error, context), option=error.option_name), more
    if isinstance(error, click.BadParameter):
        return say("usage.value", name=_parameter_name(error), reason=error.message), more
    return error.format_message(), more


def _is_alike(typed: str, option: str) -> bool:
    """Whether an option may be meant by what was typed. Click compares their dashes, too, which all options share."""
    import difflib  # imported here, as only a mistake needs it

    typed, option = typed.lstrip("-"), option.lstrip("-")
    return option.startswith(typed) or difflib.SequenceMatcher(None, typed, option).ratio() >= _ALIKE


def _value_code(error: click.BadOptionUsage, context: click.Context | None) -> str:
    """The code for an option that lacks a value, or takes none."""
    params = context.command.params if context is not None else []
    option = next((each for each in params if error.option_name in (*each.opts, *each.secondary_opts)), None)
    return "usage.no-value" if isinstance(option, click.Option) and option.is_flag else "usage.needs-value"


def _parameter_name(error: click.BadParameter) -> str:
    param = error.param
    if param is None:
        return str(error.param_hint or "")
    if isinstance(param, click.Option):
        return max(param.opts, key=len)
    name = (param.metavar or param.name or "").removesuffix("...")
    return name[1:-1] if name.startswith("[") and name.endswith("]") else name
