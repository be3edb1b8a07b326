"""`fumikura catalog`: what is known of each document, in catalog.toml's own form."""

from __future__ import annotations

import os

import click

from fumikura.cli import cycles
from fumikura.cli.command import Command
from fumikura.cli.options import PATHS, corpus_option
from fumikura.cli.output import opened
from fumikura.cli.terminal import printable
from fumikura.errors import CorpusError
from fumikura.messages import Messages

__all__ = ["command"]


def command(say: Messages) -> click.Command:
    """The command, in the language of `say`."""

    @click.command("catalog", cls=Command, say=say)
    @PATHS
    @corpus_option(say)
    def catalog(paths: tuple[str, ...], corpus: str) -> int:
        from fumikura.build import describe
        from fumikura.catalog import dumps

        if not os.path.exists(corpus):  # noqa: PTH110 - a path with a NUL is answered, not raised on
            raise CorpusError("corpus.missing", corpus=corpus)
        cycles.as_usual()
        text = dumps(describe(corpus, paths))
        with opened(None, "plain") as stream:
            stream.write(printable(text, keep="\n"))
        return 0

    return catalog
