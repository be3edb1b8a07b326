"""`fumikura check`: verify the index against its checksums and the corpus."""

from __future__ import annotations

import click

from fumikura.cli.building import progress_bar, shorten_names, unread_lines
from fumikura.cli.command import Command
from fumikura.cli.options import corpus_option, index_option
from fumikura.cli.output import print_lines
from fumikura.cli.process import collect_as_usual
from fumikura.cli.terminal import note
from fumikura.file_access import closed_corpus, path_exists
from fumikura.messages import Messages


def command(say: Messages) -> click.Command:
    """The command, in the language of `say`."""

    @click.command("check", cls=Command, say=say)
    @corpus_option(say)
    @index_option(say)
    def check(corpus: str, index: str) -> int:
        from fumikura.checking import compare_with_corpus
        from fumikura.search import open_index

        collect_as_usual()
        compared = path_exists(corpus)
        if closed := closed_corpus(corpus):
            note(say.whole(closed))
        with open_index(index) as opened_index, progress_bar(say, "command.progress.checking") as progress:
            engine = opened_index.engine
            faults = engine.verify(progress and (lambda done, total: progress(done, total, "")))
            passages = engine.info().passages
            unread = unread_lines(engine.files.values(), say)
            comparison = compare_with_corpus(corpus, engine, progress) if compared and not faults else None
        for fault in faults:
            note(say("command.check.damaged", fault=fault))
        for each in comparison.different if comparison else ():
            what = say("command.check.different-count", passages=each.passages, id=each.first)
            note(
                say(
                    "command.check.damaged",
                    fault=say("command.check.different", source=each.source, what=what),
                )
            )
        if faults or (comparison and comparison.different):
            return 2
        changed = comparison.changed if comparison else ()
        lines = [say("command.check.sound", passages=passages)]
        if compared:
            lines.append(
                say("command.check.changed", names=shorten_names(changed))
                if changed
                else say("command.check.same")
            )
        if unread:
            lines += [say("command.info.unread"), *(f"  {line}" for line in unread)]
        lost = comparison.lost_notes if comparison else ()
        lines += [say("command.check.lost-note", id=each.id, begins=each.begins) for each in lost]
        print_lines(lines)
        return 1 if changed else 0

    return check
