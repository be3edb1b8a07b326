"""The options that several commands share, as decorators."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, TypeAlias, TypeVar

import click

from fumikura.cli import completion
from fumikura.cli.terminal import COLOUR, NO_PAGER
from fumikura.export import export_formats
from fumikura.fields import FILTERED, Field, Filter
from fumikura.messages import Messages

_F = TypeVar("_F", bound=Callable[..., Any])


if TYPE_CHECKING:
    _IntType: TypeAlias = click.ParamType[int]
    _FloatType: TypeAlias = click.ParamType[float | None]
    _StrChoice: TypeAlias = click.Choice[str]
else:  # before Click 8.2 they take no type
    _IntType, _FloatType, _StrChoice = click.ParamType, click.ParamType, click.Choice


class Number(_IntType):
    """A whole number from `least` on, in ASCII or full-width digits."""

    name = "integer"

    def __init__(self, say: Messages, least: int = 0) -> None:
        self._say = say
        self._least = least

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        """The number that `value` writes."""
        try:
            number = int(value)
        except ValueError:
            number = self._least - 1
        if number < self._least:
            self.fail(self._say("usage.number", value=value, least=self._least), param, ctx)
        return number


class Seconds(_FloatType):
    """A number of seconds; 0 means no limit and is given as None."""

    name = "seconds"

    def __init__(self, say: Messages) -> None:
        self._say = say

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> float | None:
        """The number that `value` writes."""
        try:
            number = float(value)
        except ValueError:
            number = -1.0
        if not 0 <= number < math.inf:
            self.fail(self._say("usage.seconds", value=value), param, ctx)
        return number or None


class Choice(_StrChoice):
    """One of several names; the mistake is said in the user's language."""

    def __init__(self, say: Messages, names: Sequence[str]) -> None:
        super().__init__(names)
        self._say = say

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The name, as it stands."""
        if value not in self.choices:
            self.fail(self._say("usage.choice", value=value, valid=", ".join(self.choices)), param, ctx)
        return str(value)


def options_in_order(*options: Callable[[_F], _F]) -> Callable[[_F], _F]:
    """Several options as one decorator, in the order in which the help lists them."""

    def decorate(function: _F) -> _F:
        for option in reversed(options):
            function = option(function)
        return function

    return decorate


def index_option(say: Messages) -> Callable[[_F], _F]:
    """`--index`, given to the function as `index`; see `places`."""
    return click.option("--index", metavar="DIR", type=click.Path(), help=say("option.index"))


def corpus_option(say: Messages) -> Callable[[_F], _F]:
    """`--corpus`, given to the function as `corpus`; see `places`."""
    return click.option("--corpus", metavar="DIR", type=click.Path(), help=say("option.corpus"))


def place_options(say: Messages) -> list[click.Parameter]:
    """Both options before the command, and their environment variables."""
    return [
        click.Option(
            [f"--{name}"], metavar="DIR", type=click.Path(), envvar=f"FUMIKURA_{name.upper()}", help=text
        )
        for name, text in (("corpus", say("option.corpus")), ("index", say("option.index")))
    ]


def screen_options(say: Messages) -> Callable[[_F], _F]:
    """`--color` and `--no-pager`, which `terminal` and `pager` look up when something is shown."""
    return options_in_order(
        click.option(
            "--no-pager", is_flag=True, default=None,
            help=say("option.no-pager"), expose_value=False, callback=_remember(NO_PAGER),
        ),
        click.option(
            "--color", metavar="WHEN", type=Choice(say, ("auto", "always", "never")),
            help=say("option.color"), expose_value=False, callback=_remember(COLOUR),
        ),
    )  # fmt: skip


def _remember(name: str) -> Callable[[click.Context, click.Parameter, Any], None]:
    def keep(ctx: click.Context, _param: click.Parameter, value: Any) -> None:
        if value is not None:
            ctx.meta[name] = value

    return keep


def format_option(say: Messages) -> Callable[[_F], _F]:
    """`--format`: `table`, or an export format."""
    formats = export_formats()
    return click.option(
        "--format",
        metavar="FORMAT",
        type=Choice(say, ("table", *formats)),
        help=say("option.format", formats=formats),
    )


def table_or_json_option(say: Messages, text: str) -> Callable[[_F], _F]:
    """`--format`, given to the function as `output_format`: for people, or for programs."""
    kinds = Choice(say, ("table", "json"))
    return click.option("--format", "output_format", metavar="FORMAT", type=kinds, default="table", help=text)


def output_option(say: Messages) -> Callable[[_F], _F]:
    """`--output`."""
    return click.option("-o", "--output", metavar="FILE", type=click.Path(), help=say("option.output"))


def context_option(say: Messages) -> Callable[[_F], _F]:
    """`-C`, given to the function as `context`."""
    return click.option(
        "-C", "--context", metavar="N", type=Number(say), default=0, help=say("option.context")
    )


def filter_options(say: Messages) -> Callable[[_F], _F]:
    """All filters of `fields`, under their names in `make_filters` and `Index.search`."""
    return options_in_order(*(_filter_option(field, filter_, say) for field, filter_ in FILTERED))


def _filter_option(field: Field, filter_: Filter, say: Messages) -> Callable[[_F], _F]:
    several = filter_.comparison not in ("from", "to")
    return click.option(
        filter_.flag,
        filter_.arguments[0],
        metavar=filter_.metavar,
        multiple=several,
        help=say.wording(filter_.help),
        shell_complete=completion.complete_values(field) if several else None,
    )


def take_filters(options: dict[str, Any]) -> dict[str, Any]:
    """Take the filters out of the options of a command; as arguments of `Index.search`."""
    values = {filter_.arguments[0]: options.pop(filter_.arguments[0]) for _, filter_ in FILTERED}
    return {
        name: list(value) if isinstance(value, tuple) else value
        for name, value in values.items()
        if value not in (None, ())
    }


PATHS = click.argument("paths", metavar="[PATH]...", nargs=-1, type=click.Path())
IDS = click.argument(
    "ids", metavar="ID...", nargs=-1, required=True, shell_complete=completion.complete_passages
)
