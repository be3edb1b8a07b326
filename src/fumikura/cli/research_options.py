"""The options that several research commands share, as decorators."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, TypeVar

import click

from fumikura.cli.completion import complete_filters, complete_lists
from fumikura.cli.options import (
    Choice,
    Number,
    Seconds,
    corpus_option,
    filter_options,
    index_option,
    options_in_order,
    output_option,
    screen_options,
)
from fumikura.messages import Messages
from fumikura.research.tokens import POS

_F = TypeVar("_F", bound=Callable[..., Any])
FORMATS = ("table", "plain", "json", "jsonl", "csv", "tsv")


def shared_options(say: Messages, also: Sequence[str] = ()) -> Callable[[_F], _F]:
    """The options that all research commands have: filters, formats (and others `also`), corpus and index."""
    return options_in_order(
        filter_options(say),
        output_options(say, also),
        save_options(say),
        click.option("--timeout", metavar="SECONDS", type=Seconds(say), help=say("research.option.timeout")),
        screen_options(say),
        corpus_option(say),
        index_option(say),
    )


def output_options(say: Messages, also: Sequence[str] = ()) -> Callable[[_F], _F]:
    """`--format`, `--output` and `--about`."""
    return options_in_order(
        click.option(
            "--format",
            metavar="FORMAT",
            type=Choice(say, (*FORMATS, *also)),
            help=say("option.format", formats=(*FORMATS[1:], *also)),
        ),
        output_option(say),
        about_option(say),
    )


def about_option(say: Messages) -> Callable[[_F], _F]:
    """`--about`."""
    return click.option("--about", metavar="FILE", type=click.Path(), help=say("research.option.about"))


def save_options(say: Messages) -> Callable[[_F], _F]:
    """`--save` and `--save-rows`."""
    return options_in_order(
        click.option("--save", metavar="FILE[#NAME]", help=say("research.option.save")),
        click.option("--save-rows", is_flag=True, help=say("research.option.save-rows")),
    )


def against_option(say: Messages, help: str, also: Sequence[str] = ("rest",)) -> Callable[[_F], _F]:  # noqa: A002 - as click
    """`--against`: filters as text, or one of other words."""
    return click.option("--against", metavar="FILTERS", help=say(help), shell_complete=complete_filters(also))


def limit_option(say: Messages, help: str = "research.option.limit") -> Callable[[_F], _F]:  # noqa: A002 - as click
    """`--limit`; None where it was not given."""
    return click.option("--limit", metavar="N", type=Number(say), help=say(help))


def unique_option(say: Messages) -> Callable[[_F], _F]:
    """`--unique`."""
    return click.option("--unique", is_flag=True, help=say("research.option.unique"))


def synonyms_option(say: Messages) -> Callable[[_F], _F]:
    """`--synonyms`."""
    return click.option("--synonyms", is_flag=True, help=say("research.option.synonyms"))


def unit_options(say: Messages) -> Callable[[_F], _F]:
    """`--unit` and `--pos`."""
    return options_in_order(
        choice("--unit", ("long", "short"), say, default="long", help=say("research.option.unit")),
        click.option(
            "--pos",
            metavar="POS,…",
            help=say("research.option.pos"),
            shell_complete=complete_lists(("all", *POS)),
        ),
    )


def choice(
    flag: str,
    names: Sequence[str],
    say: Messages,
    *,
    default: str | None = None,
    help: str,  # noqa: A002 - named as in Click
    metavar: str | None = None,
) -> Callable[[_F], _F]:
    """An option that is one of several names."""
    return click.option(
        flag,
        metavar=metavar or flag.lstrip("-").upper(),
        type=Choice(say, names),
        default=default,
        help=help,
    )
