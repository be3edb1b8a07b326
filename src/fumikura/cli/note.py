"""`fumikura note`: write something of a passage, or tag it."""

from __future__ import annotations

import datetime
from pathlib import Path

import click

from fumikura.cli import completion
from fumikura.cli.building import build, open_or_build
from fumikura.cli.command import Command
from fumikura.cli.error_reports import UsageMistake
from fumikura.cli.options import corpus_option, index_option
from fumikura.cli.output import open_output
from fumikura.cli.process import end_in_order
from fumikura.cli.terminal import printable
from fumikura.errors import OutputError
from fumikura.fields import field_named
from fumikura.file_access import require_corpus
from fumikura.messages import Messages, system_reason
from fumikura.notes import NAME, append_note, make_note


def command(say: Messages) -> click.Command:
    """The command, in the language of `say`."""

    @click.command("note", cls=Command, say=say)
    @click.argument("id", metavar="ID", shell_complete=completion.complete_passages)
    @click.argument("words", metavar="[TEXT]...", nargs=-1)
    @click.option(
        "--tag",
        metavar="TAG",
        multiple=True,
        help=say("research.option.note-tag"),
        shell_complete=completion.complete_values(field_named("tags")),
    )
    @corpus_option(say)
    @index_option(say)
    def note(id: str, words: tuple[str, ...], tag: tuple[str, ...], corpus: str, index: str) -> int:  # noqa: A002
        text = " ".join(words).strip()
        tags = [_tag(each) for each in tag]
        if any("\ud800" <= char <= "\udfff" for char in text):  # bytes of the shell, which no text can hold
            raise UsageMistake("research.note-half", text=text)
        if text or tags:
            require_corpus(corpus)
        with open_or_build(corpus, index, say) as searched:
            passage = searched.passage(id)
        if text or tags:
            today = datetime.date.today().isoformat()
            try:
                with end_in_order():
                    for at, each in enumerate(tags or [""]):
                        said = text if at == 0 else ""
                        append_note(Path(corpus), make_note(passage, tag=each, text=said, date=today))
            except OSError as error:
                path = Path(corpus) / NAME
                raise OutputError("output.unwritable", path=path, reason=system_reason(error)) from error
            build(corpus, index, say, names_skipped=False)  # `index` did, and `info` does
            with open_or_build(corpus, index, say) as searched:
                passage = searched.passage(id)
        with open_output(None, "plain") as stream:
            parts = [passage.id, *(f"[{each}]" for each in passage.tags), passage.note]
            stream.write("  ".join(printable(part) for part in parts if part) + "\n")
        return 0 if passage.tags or passage.note else 1

    return note


def _tag(text: str) -> str:
    """A tag, without white space around it. Raises UsageMistake where it is empty, or has what can't be seen."""
    tag = text.strip()
    if not tag or not tag.isprintable():
        raise UsageMistake("research.tag", value=text)
    return tag
