"""`fumikura terms`: the synonyms of a search, and where each pair was defined."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import click

from fumikura.cli.building import open_or_build
from fumikura.cli.command import Command
from fumikura.cli.options import corpus_option, index_option, table_or_json_option
from fumikura.cli.output import open_output, print_json
from fumikura.cli.terminal import note, printable
from fumikura.lexicon.thesaurus import NAME, Group
from fumikura.messages import Messages
from fumikura.models import Definition
from fumikura.text import fold


@dataclass(frozen=True, slots=True)
class _Pair:
    """Two names of one thing, with every place that defines them."""

    short: str
    long: str
    local: bool
    places: tuple[Definition, ...]


def command(say: Messages) -> click.Command:
    """The command, in the language of `say`."""

    @click.command("terms", cls=Command, say=say)
    @click.argument("word", metavar="[WORD]", required=False)
    @table_or_json_option(say, say("option.terms-format"))
    @corpus_option(say)
    @index_option(say)
    def terms(word: str | None, output_format: str, corpus: str, index: str) -> int:
        with open_or_build(corpus, index, say) as known:
            groups = [group for group in known.thesaurus().groups if _contains(group.terms, word)]
            pairs = [pair for pair in _pairs(known.definitions()) if _contains((pair.short, pair.long), word)]
        if output_format == "json":
            print_json(_as_json(groups, pairs))
        else:
            with open_output(None, "table") as stream:
                stream.writelines(f"{printable(line)}\n" for line in _lines(groups, pairs, say))
        if not groups and not pairs:
            note(say("command.terms.none", file=NAME))
        return 0 if groups or pairs else 1

    return terms


def _contains(terms: Sequence[str], word: str | None) -> bool:
    """Whether any term contains the word, in any form of writing; True without a word."""
    return word is None or any(fold(word).text in fold(term).text for term in terms)


def _pairs(definitions: Sequence[Definition]) -> list[_Pair]:
    """The definitions, grouped by pair, in the order of the short names."""
    found: dict[tuple[str, str, bool], list[Definition]] = {}
    for each in definitions:
        found.setdefault((fold(each.short).text, fold(each.long).text, each.local), []).append(each)
    return [
        _Pair(places[0].short, places[0].long, local, tuple(places))
        for (_, _, local), places in sorted(found.items())
    ]


def _lines(groups: Sequence[Group], pairs: Sequence[_Pair], say: Messages) -> Iterator[str]:
    if groups:
        yield say("command.terms.groups", file=NAME)
        for group in groups:
            yield f"  {' = '.join(group.terms)}  {NAME}:{group.line}"
            if group.note:
                yield f"    {group.note}"
    if groups and pairs:
        yield ""
    if pairs:
        yield say("command.terms.defined")
        for pair in pairs:
            mark = f"  ({say('command.terms.local')})" if pair.local else ""
            yield f"  {pair.short} = {pair.long}{mark}"
            yield from (f"    {each.passage}  {each.source}:{_range(each.lines)}" for each in pair.places)


def _range(lines: tuple[int, int]) -> str:
    return str(lines[0]) if lines[0] == lines[1] else f"{lines[0]}-{lines[1]}"


def _as_json(groups: Sequence[Group], pairs: Sequence[_Pair]) -> dict[str, Any]:
    return {
        "groups": [{"terms": list(each.terms), "note": each.note, "line": each.line} for each in groups],
        "defined": [
            {
                "short": pair.short,
                "long": pair.long,
                "local": pair.local,
                "places": [
                    {
                        "id": each.passage,
                        "document": each.document,
                        "source": each.source,
                        "lines": list(each.lines),
                    }
                    for each in pair.places
                ],
            }
            for pair in pairs
        ],
    }
