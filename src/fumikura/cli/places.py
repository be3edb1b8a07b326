"""Chooses the corpus and the index of a command.

An index knows the corpus that it was built from. Without `--corpus` a command uses that one; with another `--corpus` it
uses the index beside that corpus, or refuses if `--index` was given, too. So no index gets the documents of a second
corpus by accident.
"""

from __future__ import annotations

import os
from pathlib import Path

import click
from click.core import ParameterSource

from fumikura.cli.terminal import note
from fumikura.errors import IndexError_
from fumikura.file_access import may_exist, require_corpus
from fumikura.messages import Messages

DEFAULT_CORPUS = "corpus"
DEFAULT_INDEX = "index"
CHOSEN = "fumikura.places"
"""The key of `Context.meta` for a corpus and an index that override the arguments of a command."""


def requested_place(ctx: click.Context, name: str) -> str | None:
    """The value of `corpus` or `index`: after the command, before it, or in the environment, in this order."""
    value = ctx.params.get(name)
    return value if value is not None else ctx.find_root().params.get(name)


def resolve_places(ctx: click.Context, say: Messages) -> None:
    """Set the corpus and the index of a command, if it has parameters for them."""
    corpus, index = ctx.meta.get(CHOSEN) or (requested_place(ctx, "corpus"), requested_place(ctx, "index"))
    if "index" in ctx.params:
        corpus, index = _resolve(corpus, index, say, must_match=_is_typed(ctx))
        ctx.params["index"] = index
    elif corpus is None and "corpus" in ctx.params:
        # The command reads the documents that the index was built from, and not the index.
        corpus, _ = _resolve(None, index, say, must_match=False)
    if "corpus" in ctx.params:
        ctx.params["corpus"] = DEFAULT_CORPUS if corpus is None else corpus


def _resolve(corpus: str | None, index: str | None, say: Messages, *, must_match: bool) -> tuple[str, str]:
    from fumikura.engines import corpus_of

    known = corpus_of(index or DEFAULT_INDEX)
    if corpus is None:
        there = known is not None and may_exist(known)
        return (
            _display_path(known) if known is not None and there else DEFAULT_CORPUS
        ), index or DEFAULT_INDEX
    if known is None or not may_exist(known) or _is_same(known, corpus):
        return corpus, index or DEFAULT_INDEX
    if index is not None:
        if must_match:
            raise IndexError_("index.other-corpus", folder=index, known=_display_path(known), corpus=corpus)
        return corpus, index
    require_corpus(corpus)
    own = _own_index(corpus)
    note(say("corpus.own-index", index=DEFAULT_INDEX, known=_display_path(known), own=own, corpus=corpus))
    return corpus, own


def _is_typed(ctx: click.Context) -> bool:
    """Whether `--corpus` was typed for a command that can't replace one corpus by another."""
    typed = (each.get_parameter_source("corpus") for each in (ctx, ctx.find_root()))
    return "rebuild" not in ctx.params and ParameterSource.COMMANDLINE in typed


def _is_same(known: Path, corpus: str) -> bool:
    try:
        return (path := Path(corpus).resolve()) == known or (known.is_file() and path == known.parent)
    except (OSError, ValueError):  # a loop of links, a NUL
        return False


def _own_index(corpus: str) -> str:
    """The folder of the index that belongs to a corpus: beside it, and named after it."""
    path = os.path.normpath(corpus)
    return f"{Path(path).resolve() if path in ('.', '..') else path}.index"


def _display_path(path: Path) -> str:
    """A path as a user of this folder would write it."""
    return os.path.relpath(path) if path.is_relative_to(Path.cwd()) else str(path)
