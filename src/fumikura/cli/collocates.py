"""`fumikura collocates`: what stands near a word."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from fumikura.cli import research_options as options
from fumikura.cli.answers import CommandAnswer, Screen, say_none, with_index
from fumikura.cli.command import Command
from fumikura.cli.options import Number
from fumikura.cli.output import open_output
from fumikura.cli.text_table import lines_of, number
from fumikura.errors import FilterError
from fumikura.file_access import read_user_file
from fumikura.messages import Messages
from fumikura.research.collocates import COLLOCATE_SORTS, stop_words, window_of
from fumikura.research.network import LEAST_JACCARD, MOST_LINES, MOST_WORDS, drawn, graphml
from fumikura.research.provenance import of_collocates

if TYPE_CHECKING:
    from fumikura.research.results import Collocates
    from fumikura.search import Index

_PAGE = 50
_GRAPHML = ".graphml"


def command(say: Messages) -> click.Command:
    """The command, in the language of `say`."""

    @click.command("collocates", cls=Command, say=say)
    @click.argument("words", metavar="WORD", nargs=-1, required=True)
    @click.option("--window", metavar="N|L,R|sentence", default="5", help=say("research.option.window"))
    @options.unit_options(say)
    @click.option("--stop", metavar="FILE", type=click.Path(), help=say("research.option.stop"))
    @click.option("--min", metavar="N", type=Number(say, 1), default=3, help=say("research.option.min-near"))
    @options.choice(
        "--sort",
        COLLOCATE_SORTS,
        say,
        default="log-dice",
        help=say("research.option.collocates-sort"),
        metavar="ORDER",
    )
    @options.against_option(say, "research.option.against-part")
    @click.option("--svg", metavar="FILE", type=click.Path(), help=say("research.option.network"))
    @options.unique_option(say)
    @options.synonyms_option(say)
    @options.limit_option(say)
    @options.shared_options(say, also=("graphml",))
    def collocates(words: tuple[str, ...], **given: Any) -> int:
        word = " ".join(words)
        window_of(given["window"])
        names = ("window", "unit", "pos", "min", "sort", "against", "unique", "synonyms")
        asked = {name: given.pop(name) for name in names}
        stop = given.pop("stop")
        hidden = _stop_words(Path(stop)) if stop else frozenset()
        limit, svg = given.pop("limit"), given.pop("svg")
        if given["format"] is None and (given["output"] or "").lower().endswith(_GRAPHML):
            given["format"] = "graphml"

        def answer(index: Index, filters: dict[str, Any]) -> CommandAnswer:
            found = index.collocates(word, stop=hidden, limit=limit or None, **asked, **filters)
            say_none(index, found.occurrences, filters, say)

            drawing = ""
            if svg or given["format"] == "graphml":
                chosen = {name: asked[name] for name in ("unit", "unique", "synonyms")}
                around = index.tools.network(word, found.rows, **chosen, **filters)
                drawing = graphml(around)
                if svg:
                    limits = say(
                        "research.network.limits", words=MOST_WORDS, lines=MOST_LINES, jaccard=LEAST_JACCARD
                    )
                    with open_output(svg, "plain") as stream:
                        stream.write(drawn(around, word, limits))

            def show(screen: Screen) -> None:
                _show(found, screen, asked["window"], _PAGE if limit is None else limit or None)
                if found.occurrences.by_passage and not found.rows:
                    screen.wrapped(screen.say("research.collocates.none", least=asked["min"]), "dim")

            measured = of_collocates(found, asked)
            ids = [each.passage.id for each in found.occurrences.by_passage]
            texts = {"graphml": drawing}
            return CommandAnswer(
                found.rows, found.columns, show, bool(found.rows), ids, measured, texts=texts
            )

        return with_index(given, say, answer)

    return collocates


def _stop_words(path: Path) -> frozenset[str]:
    try:
        return stop_words(read_user_file(path, pipe=True).decode("utf-8-sig").splitlines())
    except UnicodeDecodeError as error:
        raise FilterError("research.stop-file", path=path) from error


def _show(found: Collocates, screen: Screen, window: str, limit: int | None) -> None:
    say = screen.say
    span = (
        say("research.collocates.sentence")
        if window == "sentence"
        else say("research.collocates.window", window=int(window) if window.isdecimal() else window)
    )
    values = {"word": found.occurrences.query, "nodes": found.nodes, "window": span, "inside": found.windows,
              "words": found.words}  # fmt: skip
    screen.wrapped(say("research.collocates.head", **values), "bold")
    if not found.rows:
        return
    compared = "near_b" in found.columns
    # Beside another part there is no room for the sides.
    counts = ("near", "all") if compared else ("near", "all", "left", "right")
    head = ["", *(say(f"research.collocates.{name}") for name in counts), "log dice", "G2", "MI", "ΔP"]
    if compared:
        head += [say("research.collocates.near-there"), "log dice"]
    cells = [
        [
            row.word,
            *(str(getattr(row, name)) for name in counts),
            *(number(row.log_dice), number(row.g2), number(row.mi), number(row.delta_p_word)),
            *([str(row.near_b), number(row.log_dice_b)] if compared else []),
        ]
        for row in found.rows[:limit]
    ]
    for at, line in enumerate(lines_of([head, *cells], ["l", *"r" * (len(head) - 1)], screen.columns)):
        screen.line(line, "bold" if at == 0 else "")
    if len(cells) < found.total:
        screen.line()
        screen.wrapped(say("research.collocates.footer", shown=len(cells), total=found.total), "dim")
