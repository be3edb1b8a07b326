"""`fumikura catalog`: what is known of each document, in catalog.toml's own form."""

from __future__ import annotations

import click

from fumikura.cli.building import skipped_line
from fumikura.cli.command import Command
from fumikura.cli.options import PATHS, corpus_option
from fumikura.cli.output import open_output
from fumikura.cli.process import collect_as_usual
from fumikura.cli.terminal import note, printable
from fumikura.file_access import require_corpus
from fumikura.messages import Messages


def command(say: Messages) -> click.Command:
    """The command, in the language of `say`."""

    @click.command("catalog", cls=Command, say=say)
    @PATHS
    @click.option("--new", is_flag=True, help=say("option.new"))
    @corpus_option(say)
    def catalog(paths: tuple[str, ...], new: bool, corpus: str) -> int:
        from fumikura.build import describe
        from fumikura.catalog import dump_catalog

        require_corpus(corpus)
        collect_as_usual()
        described = describe(corpus, paths, new=new)
        for file in described.skipped:
            note(skipped_line(file, say))
        for part in described.parts:
            note(skipped_line(part, say, in_part=True))
        with open_output(None, "plain") as stream:
            stream.write(printable(dump_catalog(described.documents, described.ready), keep="\n"))
        return 2 if described.skipped and not (described.documents or described.ready or new) else 0

    return catalog
