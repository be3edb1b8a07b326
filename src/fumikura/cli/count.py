"""`fumikura count`: how often words stand in the texts, by year or any field or two."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from fumikura.cli import research_options as options
from fumikura.cli.answers import CommandAnswer, Screen, say_none, with_index
from fumikura.cli.command import Command
from fumikura.cli.completion import complete_lists
from fumikura.cli.count_table import name_of, show_counts
from fumikura.cli.output import open_output
from fumikura.errors import FilterError
from fumikura.messages import Messages
from fumikura.research.counting import BY, PER
from fumikura.research.provenance import of_counts
from fumikura.values import replace

if TYPE_CHECKING:
    from fumikura.research.results import Counted
    from fumikura.search import Index


def command(say: Messages) -> click.Command:
    """The command, in the language of `say`."""

    @click.command("count", cls=Command, say=say)
    @click.argument("queries", metavar="QUERY...", nargs=-1, required=True)
    @click.option(
        "--by",
        metavar="FIELD[,FIELD]",
        default="year",
        help=say("research.option.by"),
        shell_complete=complete_lists(BY),
    )
    @options.choice("--per", PER, say, default="characters", help=say("research.option.per"), metavar="SIZE")
    @click.option("--svg", metavar="FILE", type=click.Path(), help=say("research.option.svg"))
    @options.choice(
        "--parts", ("document", "year"), say, default="document", help=say("research.option.parts")
    )
    @options.unique_option(say)
    @options.synonyms_option(say)
    @options.shared_options(say)
    def count(queries: tuple[str, ...], **given: Any) -> int:
        fields = _fields(given.pop("by"))
        asked = {name: given.pop(name) for name in ("per", "parts", "unique", "synonyms")}
        svg = given.pop("svg")

        def answer(index: Index, filters: dict[str, Any]) -> CommandAnswer:
            counted = index.count(queries, by=fields, **asked, **filters)
            for each in counted.occurrences:
                say_none(index, each, filters, say)
            if svg:
                _draw(counted, svg, say)

            def show(screen: Screen) -> None:
                titles = {each.id: each.title for each in index.documents()}
                show_counts(
                    counted, screen, titles, unique=asked["unique"], by_years=asked["parts"] == "year"
                )

            found = any(each.by_passage for each in counted.occurrences)
            ids = [one.passage.id for each in counted.occurrences for one in each.by_passage]
            measured = of_counts(counted, asked)
            return CommandAnswer(counted.rows, counted.columns, show, found, ids, measured)

        return with_index(given, say, answer)

    return count


def _fields(text: str) -> Any:
    fields = tuple(part.strip() for part in text.split(","))
    unknown = [field for field in fields if field not in BY]
    if unknown:
        raise FilterError("research.choice", name="field", value=unknown[0], valid=BY)
    return fields


def _draw(counted: Counted, path: str, say: Messages) -> None:
    from fumikura.research.charts import Labels, count_chart

    queries = [each.query for each in counted.total]
    labels = Labels(
        " · ".join(queries),
        say(f"research.chart.{counted.per}"),
        say("research.count.no-documents"),
    )
    over_time = counted.by in (("year",), ("month",))
    counts = [
        replace(each, cell=tuple(name_of(*part, say) for part in zip(each.cell, counted.by, strict=True)))
        for each in counted.counts
    ]
    drawn = count_chart(counts, queries, labels, over_time=over_time)
    with open_output(path, "plain") as stream:
        stream.write(drawn)
