"""`fumikura words`: frequency lists, n-grams, and the words by which passages differ from others."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import click

from fumikura.cli import research_options as options
from fumikura.cli.answers import CommandAnswer, Screen, with_index
from fumikura.cli.command import Command
from fumikura.cli.error_reports import UsageMistake
from fumikura.cli.options import Choice, Number
from fumikura.cli.terminal import note
from fumikura.cli.text_table import lines_of, number, p_value, rate
from fumikura.errors import FilterError
from fumikura.messages import Messages
from fumikura.research import provenance
from fumikura.research.counting import BY
from fumikura.research.filter_text import values_text
from fumikura.research.key_words import KEY_SORTS, of_side
from fumikura.research.words import gram_sizes

if TYPE_CHECKING:
    from fumikura.research.key_words import KeyRow
    from fumikura.research.results import KeyWords, WordList
    from fumikura.search import Index

_PAGE = 50
_NEAREST = 10  # key words that are shown where none is beyond p


def command(say: Messages) -> click.Command:
    """The command, in the language of `say`."""

    @click.command("words", cls=Command, say=say)
    @options.against_option(say, "research.option.against")
    @click.option("--n", "n", metavar="N[..M]", help=say("research.option.n"))
    @options.unit_options(say)
    @click.option("--containing", metavar="WORD", help=say("research.option.containing"))
    @click.option("--min", metavar="N", type=Number(say, 1), help=say("research.option.min"))
    @click.option(
        "--sort", metavar="ORDER", type=Choice(say, KEY_SORTS), help=say("research.option.words-sort")
    )
    @click.option("--p", "p", metavar="P", type=float, default=0.05, help=say("research.option.p"))
    @click.option("--dispersion", is_flag=True, help=say("research.option.dispersion"))
    @options.choice(
        "--parts", ("document", "year"), say, default="document", help=say("research.option.parts")
    )
    @options.choice(
        "--count-by", ("words", "passages"), say, default="words", help=say("research.option.count-by")
    )
    @click.option("--matrix", metavar="FIELD", type=Choice(say, BY), help=say("research.option.matrix"))
    @click.option("--all", is_flag=True, help=say("research.option.all"))
    @options.unique_option(say)
    @options.limit_option(say)
    @options.shared_options(say)
    def words(**given: Any) -> int:
        names = ("unit", "pos", "containing", "min", "unique")
        asked = {"n": gram_sizes(given.pop("n")), **{name: given.pop(name) for name in names}}
        of_list = {name: given.pop(name) for name in ("dispersion", "parts", "matrix", "all")}
        of_keys = {name: given.pop(name) for name in ("p", "count_by")}
        against, sort, limit = given.pop("against"), given.pop("sort"), given.pop("limit")
        if not 0 < of_keys["p"] <= 1:
            raise FilterError("research.probability", value=of_keys["p"])
        if against is not None and of_list["matrix"]:
            raise UsageMistake("research.matrix-against")

        def answer(index: Index, filters: dict[str, Any]) -> CommandAnswer:
            if against is None:
                found = index.words(
                    sort=sort or "freq", limit=limit or None,
                    **of_list, **asked, **filters,
                )  # fmt: skip
                if not found.total:
                    note(say("research.words.none" if found.passages else "search.none-words"))
                return _list_answer(found, asked, _PAGE if limit is None else limit or None)
            keys = index.key_words(
                against, sort=sort or "g2", dispersion=of_list["dispersion"],
                parts=of_list["parts"], **of_keys,
                **asked, **filters,
            )  # fmt: skip
            named = values_text(filters) or say("research.words.everything"), against
            return _key_answer(keys, asked, of_keys, named, limit)

        return with_index(given, say, answer)

    return words


def _list_answer(found: WordList, asked: dict[str, Any], limit: int | None) -> CommandAnswer:
    def show(screen: Screen) -> None:
        say = screen.say
        rows = found.rows[:limit]
        is_matrix = "occurrences" not in found.columns
        table = _matrix(found, rows) if is_matrix else _list(found, rows, say)
        align = ["l", *("l" if is_matrix and at == 0 else "r" for at in range(len(table[0]) - 1))]
        for at, line in enumerate(lines_of(table, align, screen.columns)):
            screen.line(line, "bold" if at == 0 else "")
        screen.line()
        values = {"shown": len(rows), "total": found.total, "words": found.words, "passages": found.passages}
        footer = say("research.words.footer", **values)
        screen.wrapped(_more(footer, len(rows) < found.total, say), "dim")
        if asked["unique"]:
            screen.wrapped(say("research.left-out", count=found.left_out), "dim")

    measured = provenance.of_words(found, asked)
    return CommandAnswer(found.rows, found.columns, show, bool(found.rows), (), measured)


def _matrix(found: WordList, rows: Sequence[Any]) -> list[list[str]]:
    return [list(found.columns), *([str(value) for value in row] for row in rows)]


def _list(found: WordList, rows: Sequence[Any], say: Messages) -> list[list[str]]:
    def heads(*names: str) -> list[str]:
        return ["", *(say(f"research.words.{name}") for name in names)]

    if "d" not in found.columns:
        cells = (
            [row.word, str(row.occurrences), rate(row.rate), str(row.passages), str(row.documents)]
            for row in rows
        )
        return [heads("occurrences", "rate", "passages", "documents"), *cells]
    # All together would leave no room for the words.
    table = [[*heads("occurrences", "passages"), "range", "D", "DP", "DPnorm", "DA"]]
    for row in rows:
        measures = (number(value) for value in (row.d, row.dp, row.dp_norm, row.da))
        range_ = "" if row.range is None else str(row.range)
        table.append([row.word, str(row.occurrences), str(row.passages), range_, *measures])
    return table


def _key_answer(
    keys: KeyWords, asked: dict[str, Any], of_keys: dict[str, Any], named: tuple[str, str], limit: int | None
) -> CommandAnswer:
    def show(screen: Screen) -> None:
        by = of_keys["count_by"]
        _show_keys(keys, screen, named, _PAGE if limit is None else limit or None, by)
        if asked["unique"]:
            screen.wrapped(screen.say("research.left-out", count=keys.left_out), "dim")

    measured = provenance.of_key_words(keys, asked, named[1], of_keys["count_by"])
    return CommandAnswer(keys.first(limit or None), keys.columns, show, bool(keys.rows), (), measured)


def _show_keys(
    keys: KeyWords, screen: Screen, named: tuple[str, str], limit: int | None, counted_by: str
) -> None:
    say = screen.say
    values = {
        "here": named[0],
        "there": named[1],
        "a": getattr(keys, f"{counted_by}_a"),
        "b": getattr(keys, f"{counted_by}_b"),
        "tested": len(keys.rows),
    }
    other = "" if counted_by == "words" else "-passages"
    screen.wrapped(say(f"research.words.keys{other}", **values), "bold")
    beyond = [row for row in keys.rows if row.p_holm <= keys.p]
    nearest = not beyond
    if nearest:
        beyond = sorted(keys.rows, key=lambda row: -abs(row.g2))[:_NEAREST]
    here, there = of_side(beyond, here=True), of_side(beyond, here=False)
    head = ["", *(say(f"research.words.{name}") for name in ("here", "there")), say(f"research.words.rate{other}"), "",
            say("research.words.log-ratio"), "G2", say("research.words.holm")]  # fmt: skip
    shown = [*here[:limit], *there[:limit]]
    lines = lines_of([head, *map(_key_cells, shown)], ["l", *"rrrrrrr"], screen.columns)
    for at, line in enumerate(lines):
        if at == len(here[:limit]) + 1 and there:
            screen.line(say("research.words.more-there"), "bold")
        screen.line(line, "bold" if at == 0 else "dim" if nearest else "")
    screen.line()
    footer = say(
        "research.words.differ", differ=keys.differ, tested=len(keys.rows), p=f"{keys.p:g}".removeprefix("0")
    )
    screen.wrapped(_more(footer, len(shown) < len(beyond), say), "dim")
    if nearest and keys.rows:
        screen.wrapped(say("research.words.nearest", shown=len(shown)), "dim")


def _key_cells(row: KeyRow) -> list[str]:
    return [
        *(row.word, str(row.a), str(row.b), rate(row.rate_a), rate(row.rate_b)),
        *(number(row.log_ratio, signed=True), number(row.g2, 1), p_value(row.p_holm)),
    ]


def _more(text: str, is_more: bool, say: Messages) -> str:
    return f"{text} · {say('research.all')}" if is_more else text
