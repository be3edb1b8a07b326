"""`fumikura check`: verify the index against its checksums and the corpus."""

from __future__ import annotations

import os

import click

from fumikura.cli import cycles
from fumikura.cli.building import named, unread_lines
from fumikura.cli.command import Command
from fumikura.cli.options import corpus_option, index_option
from fumikura.cli.output import opened
from fumikura.cli.progress import progress_bar
from fumikura.cli.terminal import note, printable
from fumikura.messages import Messages


def command(say: Messages) -> click.Command:
    """The command, in the language of `say`."""

    @click.command("check", cls=Command, say=say)
    @corpus_option(say)
    @index_option(say)
    def check(corpus: str, index: str) -> int:
        from fumikura.checking import compare_with_corpus
        from fumikura.search import open_index

        cycles.as_usual()
        compared = os.path.exists(corpus)  # noqa: PTH110 - a path with a NUL is answered, not raised on
        with open_index(index) as opened_index, progress_bar(say, "progress.checking") as progress:
            engine = opened_index.engine
            faults = engine.verify(progress and (lambda done, total: progress(done, total, "")))
            passages = engine.info().passages
            unread = unread_lines(engine.files.values(), say)
            comparison = compare_with_corpus(corpus, engine, progress) if compared and not faults else None
        for fault in faults:
            note(say("check.damaged", fault=fault))
        for each in comparison.different if comparison else ():
            what = say("check.different-count", passages=each.passages, id=each.first)
            note(say("check.damaged", fault=say("check.different", source=each.source, what=what)))
        if faults or (comparison and comparison.different):
            return 2
        changed = comparison.changed if comparison else ()
        lines = [say("check.sound", passages=passages)]
        if compared:
            lines.append(say("check.changed", names=named(changed)) if changed else say("check.same"))
        if unread:
            lines += [say("info.unread"), *(f"  {line}" for line in unread)]
        lost = comparison.lost_notes if comparison else ()
        lines += [say("check.lost-note", id=each.id, begins=each.begins) for each in lost]
        with opened(None, "plain") as stream:
            stream.writelines(f"{printable(line)}\n" for line in lines)
        return 1 if changed else 0

    return check
