"""`fumikura info`: what is in the index."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import click

from fumikura.cli.building import unread_lines
from fumikura.cli.command import Command
from fumikura.cli.options import corpus_option, index_option, table_or_json_option
from fumikura.cli.output import open_output, print_json
from fumikura.cli.terminal import columns_of, pad, printable, width_of
from fumikura.cli.wrapping import wrap_text
from fumikura.engines.protocol import documents_of, documents_with_counts
from fumikura.messages import Messages
from fumikura.models import Document

if TYPE_CHECKING:
    from fumikura.engines.protocol import Engine

_WIDEST = 120


def command(say: Messages) -> click.Command:
    """The command, in the language of `say`."""

    @click.command("info", cls=Command, say=say)
    @table_or_json_option(say, say("option.terms-format"))
    @corpus_option(say)
    @index_option(say)
    def info(output_format: str, corpus: str, index: str) -> int:
        from fumikura.search import open_index

        with open_index(index) as opened_index:
            if output_format == "json":
                print_json(_as_json(opened_index.engine))
                return 0
            facts = list(_facts(opened_index.engine, say))
            documents = documents_with_counts(opened_index.engine)
            unread = unread_lines(opened_index.files.values(), say)
        with open_output(None, "table") as stream:
            columns = min(columns_of(stream) or 10_000, _WIDEST)
            width = max(width_of(name) for name, _ in facts) + 2
            for name, value in facts:
                lines = wrap_text(printable(value), max(columns - width, 10))
                stream.writelines(
                    f"{pad(name if number == 0 else '', width)}{line}\n" for number, line in enumerate(lines)
                )
            for document, count in documents:
                stream.write("\n")
                stream.writelines(f"{line}\n" for line in _entry(document, count, columns, say))
            if unread:
                stream.write(f"\n{say('command.info.unread')}\n")
                stream.writelines(f"  {printable(line)}\n" for line in unread)
        return 0

    return info


def _as_json(engine: Engine) -> dict[str, Any]:
    """The facts as JSON has them."""
    known = engine.info()
    return {
        "index": known.path,
        "committed": known.committed,
        "size": known.size,
        "versions": dict(known.versions),
        "passages": known.passages,
        "years": dict(engine.facet("year")),
        "meetings": dict(engine.facet("meeting")),
        "documents": [
            {**{name: getattr(document, name) for name in Document.__match_args__}, "passages": count}
            for document, count in documents_with_counts(engine)
        ],
        "unread": [
            {"source": source, "message": Messages("en").wording(each)}
            for source, record in engine.files.items()
            for each in record.unread
        ],
    }


def _facts(engine: Engine, say: Messages) -> Iterator[tuple[str, str]]:
    known = engine.info()
    yield say("command.info.path"), known.path
    yield say("command.info.committed"), _local(known.committed)
    yield say("command.info.size"), _bytes(known.size)
    yield (
        say("command.info.versions"),
        ", ".join(f"{name} {version}" for name, version in known.versions.items()),
    )
    yield say("command.info.documents"), str(len(documents_of(engine)))
    yield say("command.info.passages"), str(known.passages)
    yield say("command.info.years"), ", ".join(f"{year} ({count})" for year, count in engine.facet("year"))
    meetings = ", ".join(f"{say.label('meeting', code)} ({count})" for code, count in engine.facet("meeting"))
    yield say("command.info.meetings"), meetings


def _local(committed: str) -> str:
    """A time of the index in the user's time zone."""
    from datetime import datetime

    try:
        return datetime.fromisoformat(committed).astimezone().isoformat(" ", "seconds")
    except ValueError:
        return committed


def _entry(document: Document, passages: int, columns: int, say: Messages) -> Iterator[str]:
    title = wrap_text(printable(document.title), max(columns - 2, 10))
    facts = (document.date, say.label("doc_type", document.doc_type), document.publisher)
    yield printable(document.id)
    yield from (f"  {line}" for line in title)
    counted = (say("command.info.count", count=passages),)
    rest = " | ".join(printable(fact) for fact in (*facts, *counted) if fact)
    yield from (f"  {line}" for line in wrap_text(rest, max(columns - 2, 10)))


def _bytes(size: int) -> str:
    """A number of bytes in the unit that suits it (powers of 1000)."""
    for unit, step in (("GB", 1e9), ("MB", 1e6), ("kB", 1e3)):
        if size >= step:
            return f"{size / step:.1f} {unit}"
    return f"{size} B"
