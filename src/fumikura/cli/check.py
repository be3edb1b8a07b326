"""`fumikura check`: verify the index against its checksums and the corpus."""

from __future__ import annotations

import os

import click

from fumikura.cli.building import named
from fumikura.cli.command import Command
from fumikura.cli.messages import Messages
from fumikura.cli.options import corpus_option, index_option
from fumikura.cli.output import opened
from fumikura.cli.terminal import note, printable

__all__ = ["command"]


def command(say: Messages) -> click.Command:
    """The command, in the language of `say`."""

    @click.command("check", cls=Command, say=say)
    @corpus_option(say)
    @index_option(say)
    def check(corpus: str, index: str) -> int:
        from fumikura.changes import corpus_changes
        from fumikura.search import open_index

        with open_index(index) as opened_index:
            faults = opened_index.engine.verify()
            passages = opened_index.engine.count()
            compared = os.path.exists(corpus)  # noqa: PTH110 - a path with a NUL is answered, not raised on
            changed = corpus_changes(corpus, opened_index.engine) if compared else ()
        for fault in faults:
            note(say("check.damaged", fault=fault))
        if faults:
            return 2
        lines = [say("check.sound", passages=passages)]
        if compared:
            lines.append(say("check.changed", names=named(changed)) if changed else say("check.same"))
        with opened(None, "plain", say) as stream:
            stream.writelines(f"{printable(line)}\n" for line in lines)
        return 1 if changed else 0

    return check
