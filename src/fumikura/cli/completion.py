"""Completion by the Tab key: values of filters, and ids in the index.

A completion prints nothing but words: without an index that can be read it offers none.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, TypeAlias

import click

from fumikura.cli.places import DEFAULT_INDEX, requested_place
from fumikura.cli.terminal import printable
from fumikura.errors import FumikuraError
from fumikura.fields import FILTERED, Field, field_named

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

    from fumikura.engines.protocol import Engine

Completer: TypeAlias = "Callable[[click.Context, click.Parameter, str], list[CompletionItem]]"

# A shell asks before it shows thousands of words; a longer prefix narrows them down.
_MOST = 500
# Characters with a meaning to some shell, or to Click's script for it (the comma). = and ~ have one at the beginning
# alone, but hardly any id has them elsewhere.
_SPECIAL = frozenset("\"'`$&|;<>(){}[]*?!\\^~=,")


def complete_values(field: Field) -> Completer:
    """The completer for a field: codes of a closed vocabulary, or values in the index with their numbers of passages."""
    codes = field.codes
    if codes is not None:
        return lambda _ctx, _param, incomplete: _from_vocabulary(codes, incomplete)

    def complete(ctx: click.Context, _param: click.Parameter, incomplete: str) -> list[CompletionItem]:
        if field.name == "document":
            from fumikura.engines.protocol import documents_of

            found = _from_index(ctx, lambda engine: [(each.id, each.title) for each in documents_of(engine)])
        else:
            found = _from_index(ctx, lambda engine: list(engine.facet(field.name)))
        return [_make_item(value, beside) for value, beside in found if value.startswith(incomplete)][:_MOST]

    return complete


def complete_lists(names: Iterable[str]) -> Completer:
    """The completer for names that are parted by commas: of the last one."""
    offered = tuple(names)

    def complete(_ctx: click.Context, _param: click.Parameter, incomplete: str) -> list[CompletionItem]:
        before, comma, last = incomplete.rpartition(",")
        given = before.split(",")
        found = (each for each in offered if each.startswith(last) and each not in given)
        return [_make_item(f"{before}{comma}{each}") for each in found]

    return complete


def complete_filters(also: Sequence[str] = ()) -> Completer:
    """The completer for filters as text, `NAME=VALUE`, and for other words in their place.

    A name is offered with its values, as a shell puts a space behind what it completes; while nothing is typed, those
    of closed vocabularies alone.
    """

    def complete(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
        found = [_make_item(each) for each in also if each.startswith(incomplete)]
        for field, each in FILTERED:
            name = f"{each.parameter}="
            typed = name.startswith(incomplete) or incomplete.startswith(name)
            if typed and each.comparison not in ("from", "to") and (incomplete or field.codes is not None):
                values = complete_values(field)(ctx, param, incomplete[len(name) :])
                found += [_make_item(f"{name}{item.value}", item.help) for item in values]
        return found[:_MOST]

    return complete


def complete_passages(ctx: click.Context, _param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """The ids of the passages."""
    from fumikura.engines.protocol import ids_of

    found = _from_index(ctx, lambda engine: [(each, "") for each in ids_of(engine)])
    return [_make_item(id_) for id_, _ in found if id_.startswith(incomplete)][:_MOST]


def complete_documents_and_passages(
    ctx: click.Context, param: click.Parameter, incomplete: str
) -> list[CompletionItem]:
    """The ids of documents; behind a # those of passages."""
    if "#" in incomplete:
        return complete_passages(ctx, param, incomplete)
    return complete_values(field_named("document"))(ctx, param, incomplete)


def _make_item(value: str, beside: str | None = None) -> CompletionItem:
    from click.shell_completion import CompletionItem  # imported here, as every command names these functions

    return CompletionItem(value, help=beside)


def _from_vocabulary(names: Mapping[str, tuple[str, ...]], incomplete: str) -> list[CompletionItem]:
    codes = [_make_item(code, aliases[0]) for code, aliases in names.items()]
    aliases = [_make_item(alias, code) for code, known in names.items() for alias in known]
    # Only codes while nothing is typed, then also the names people use.
    offered: Iterable[CompletionItem] = [*codes, *aliases] if incomplete else codes
    return [item for item in offered if str(item.value).startswith(incomplete)]


def _is_safe(value: str) -> bool:
    """Whether a shell takes a value literally; others would act on the terminal or in the shell."""
    acts = value.startswith(("-", "#"))  # an option, a comment
    return value.isprintable() and not acts and not any(char.isspace() or char in _SPECIAL for char in value)


def _from_index(
    ctx: click.Context, read: Callable[[Engine], list[tuple[str, str]] | list[tuple[str, int]]]
) -> list[tuple[str, str]]:
    from fumikura.engines import open_engine

    path = requested_place(ctx, "index") or os.environ.get("FUMIKURA_INDEX") or DEFAULT_INDEX
    try:
        engine = open_engine(path)
        try:
            return [(value, printable(str(beside))) for value, beside in read(engine) if _is_safe(value)]
        finally:
            engine.close()
    except (FumikuraError, OSError, ValueError):
        return []
