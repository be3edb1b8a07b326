"""`fumikura cite`: how to cite documents and passages."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import PurePath
from typing import Any

import click

from fumikura.cli import completion
from fumikura.cli.building import open_or_build
from fumikura.cli.command import Command
from fumikura.cli.options import Choice, corpus_option, index_option, output_option
from fumikura.cli.output import open_output
from fumikura.dates import parse_date
from fumikura.errors import FilterError, OutputError
from fumikura.export.printable import json_safe, printable
from fumikura.messages import Messages
from fumikura.research.citations import STYLES, Style, cite


def command(say: Messages) -> click.Command:
    """The command, in the language of `say`."""

    @click.command("cite", cls=Command, say=say)
    @click.argument(
        "ids",
        metavar="ID...",
        nargs=-1,
        required=True,
        shell_complete=completion.complete_documents_and_passages,
    )
    @click.option("--style", metavar="STYLE", type=Choice(say, STYLES), help=say("research.option.style"))
    @click.option("--accessed", metavar="DATE", help=say("research.option.accessed"))
    @output_option(say)
    @corpus_option(say)
    @index_option(say)
    def cite_(
        ids: tuple[str, ...], style: Style | None, accessed: str | None, output: str | None, **places: Any
    ) -> int:
        day = _day(accessed)
        chosen = style or _style_of(output) or ("sist02" if say.language == "ja" else "apa")
        with open_or_build(places["corpus"], places["index"], say) as index:
            citations = index.cite(ids, accessed=day)
        text = cite(citations, chosen)
        with open_output(output, "plain") as stream:
            # A line is copied, so it is never wrapped.
            stream.write(json_safe(text) if chosen == "csl-json" else printable(text, keep="\n"))
        return 0

    return cite_


_BY_ENDING: Mapping[str, Style] = {".bib": "bibtex", ".ris": "ris", ".json": "csl-json"}


def _style_of(output: str | None) -> Style | None:
    """The style that the ending of a file asks for; None for a text. Raises OutputError for an unknown ending."""
    ending = PurePath(output or "").suffix.lower()
    if ending in ("", ".txt"):
        return None
    if ending not in _BY_ENDING:
        raise OutputError("output.style-ending", path=output, ending=ending, known=(".txt", *_BY_ENDING))
    return _BY_ENDING[ending]


def _day(text: str | None) -> str:
    if not text:
        return ""
    day = parse_date(text)
    if day is None:
        raise FilterError("filter.no-date", value=text, option="--accessed")
    return day
