"""`fumikura search`: find passages, and show or export them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, get_args

import click

from fumikura.cli import research_options as options
from fumikura.cli.answers import CommandAnswer, is_recorded, keep, recorded
from fumikura.cli.building import open_or_build
from fumikura.cli.command import Command
from fumikura.cli.error_reports import UsageMistake
from fumikura.cli.explain import explain_hit, explain_query
from fumikura.cli.options import (
    Choice,
    Number,
    Seconds,
    context_option,
    corpus_option,
    filter_options,
    format_option,
    index_option,
    output_option,
    screen_options,
    take_filters,
)  # fmt: skip
from fumikura.cli.output import format_of, open_output
from fumikura.cli.terminal import note
from fumikura.engines.protocol import Sort
from fumikura.export import HitList, Neighbours, format_named
from fumikura.export.registry import ExportFormat
from fumikura.export.rows import cells
from fumikura.filters import make_filters
from fumikura.messages import Messages, together
from fumikura.models import PASSAGE_FIELDS, Results
from fumikura.presentation import (
    describe_expansions,
    describe_missing_words,
    describe_reading,
    describe_timeout,
)
from fumikura.values import frozen

if TYPE_CHECKING:
    from fumikura.search import Index


_SORTS: tuple[Sort, ...] = get_args(Sort)
_PAGE = 20
_FEW = 2  # hits
_LEAST_REST = 0.1
_TIMES = frozenset({"year", "date_from", "date_to"})


@frozen
class SearchRequest:
    """A search as typed, checked before anything is opened. `export` is None for the terminal."""

    query: str
    filters: Mapping[str, Any]
    limit: int | None
    offset: int
    sort: Sort
    format: str
    export: ExportFormat | None
    output: str | None
    any: bool
    count: bool
    explain: bool
    context: int
    synonyms: bool
    timeout: float | None

    @property
    def has_room(self) -> bool:
        """Whether the format has room for more than a row of cells."""
        return self.export is None or not self.export.rows

    @property
    def facets(self) -> tuple[str, ...]:
        """The fields that the last line on the terminal sums up."""
        return ("meeting", "year") if self.export is None else ()

    @property
    def arguments(self) -> dict[str, Any]:
        """The arguments of `Index.search` that choose passages."""
        return {
            "mode": "any" if self.any else "all",
            "timeout": self.timeout,
            "synonyms": self.synonyms,
            **self.filters,
        }


def command(say: Messages) -> click.Command:
    """The command, in the language of `say`."""

    @click.command("search", cls=Command, say=say)
    @click.argument("words", metavar="[QUERY]...", nargs=-1)
    @filter_options(say)
    @click.option("--limit", metavar="N", type=Number(say), help=say("option.limit"))
    @click.option("--offset", metavar="N", type=Number(say), default=0, help=say("option.offset"))
    @click.option("--sort", metavar="ORDER", type=Choice(say, _SORTS), help=say("option.sort"))
    @format_option(say)
    @output_option(say)
    @click.option("--any", is_flag=True, help=say("option.any"))
    @click.option("--no-synonyms", "synonyms", flag_value=False, default=True, help=say("option.no-synonyms"))
    @click.option("--count", is_flag=True, help=say("option.count"))
    @click.option("--explain", is_flag=True, help=say("option.explain"))
    @click.option("--timeout", metavar="SECONDS", type=Seconds(say), default="10", help=say("option.timeout"))
    @context_option(say)
    @options.about_option(say)
    @options.save_options(say)
    @screen_options(say)
    @corpus_option(say)
    @index_option(say)
    def search(words: tuple[str, ...], corpus: str, index: str, **given: Any) -> int:
        limit = given["limit"]
        kept = {name: given.pop(name) for name in ("about", "save", "save_rows")}
        request = _request(" ".join(words), given)
        with open_or_build(corpus, index, say) as searched:
            if not any(kept.values()) and not is_recorded():
                return _run(searched, request, corpus, say)
            asked = {**request.arguments, "sort": request.sort, "offset": request.offset, "timeout": None}
            answer = _recorded_answer(searched, request.query, asked, limit=limit or None)
            if recorded(answer):
                return 0 if answer.found else 1
            keep(answer, searched, kept)  # first, as whoever reads the output may close it early
            return _run(searched, request, corpus, say)

    return search


def _request(query: str, given: dict[str, Any]) -> SearchRequest:
    filters = take_filters(given)
    make_filters(**filters)  # a mistake is said before an index is built
    if not query.strip() and not filters:
        raise UsageMistake("usage.no-query", click.get_current_context())
    chosen = given.pop("format") or format_of(given["output"])
    export = None if chosen == "table" else format_named(chosen)
    limit = given.pop("limit")
    if limit is None:
        limit = 0 if export is not None and export.all_hits else _PAGE
    if given["context"] and export is not None and export.rows:
        raise UsageMistake("usage.context", click.get_current_context(), format=chosen)
    sort: Sort = given.pop("sort") or ("relevance" if query.strip() else "document")
    return SearchRequest(
        query=query, filters=filters, limit=limit or None, sort=sort, format=chosen, export=export, **given
    )


def _run(index: Index, request: SearchRequest, corpus: str, say: Messages) -> int:
    results = _search(index, request)
    if request.count:
        return _print_count(index, request, results, say)
    if request.query.strip():
        _note_remarks(index, request, results, say)
    else:
        _note_shown(request, results, say)
    around = _neighbours(index, request, results)
    with open_output(request.output, request.format) as stream:
        if request.export is None:
            from fumikura.cli.table import write_table

            chosen = index.chosen_by(**request.filters)
            write_table(
                results, stream, say, corpus=corpus, offset=request.offset, neighbours=around, filters=chosen
            )
        else:
            notes = {hit.passage.id: explain_hit(hit, say) for hit in results.hits}
            documents = {each.id: each for each in index.documents()} if request.export.cites else {}
            request.export.write(HitList(results, around, notes, documents), stream)
    return 0 if results.total else 1


def _search(index: Index, request: SearchRequest) -> Results:
    if not request.query.strip():
        return index.listing(
            sort=request.sort,
            limit=request.limit,
            offset=request.offset,
            facets=request.facets,
            **request.filters,
        )
    if request.count:
        return index.search(request.query, limit=1, highlight=False, **request.arguments)
    return index.search(
        request.query,
        limit=request.limit,
        offset=request.offset,
        sort=request.sort,
        relax=request.export is None or request.export.relaxes,
        explain=request.explain and request.has_room,
        facets=request.facets,
        **request.arguments,
    )


def _print_count(index: Index, request: SearchRequest, results: Results, say: Messages) -> int:
    with open_output(request.output, "plain") as stream:
        stream.write(f"{results.total}\n")
    _note_reading(results, say)
    _note_time(index, request, results, say)
    if not results.total and not results.timed_out:
        _note_none(index, request, results, say)
    _note_expansions(results, say)
    return 0 if results.total else 1


def _note_reading(results: Results, say: Messages) -> None:
    if results.notes:
        note(describe_reading(results, say))


def _note_time(index: Index, request: SearchRequest, results: Results, say: Messages) -> None:
    if results.timed_out:
        note(describe_timeout(results, request.timeout, len(index), say) + say("search.no-limit"))


def _note_expansions(results: Results, say: Messages) -> None:
    """Say which hits are there by another name or a reading alone, and how many: a count has them, too."""
    if said := describe_expansions(results, say, hint=True):
        note(said)


def _neighbours(index: Index, request: SearchRequest, results: Results) -> Neighbours | None:
    if not request.context:
        return None
    return {hit.passage.id: index.neighbours(hit.passage.id, request.context) for hit in results.hits}


def _note_remarks(index: Index, request: SearchRequest, results: Results, say: Messages) -> None:
    """Print remarks on an answer to stderr."""
    _note_reading(results, say)
    _note_time(index, request, results, say)
    if request.explain:
        for line in explain_query(results, say):
            note(line)
        if results.hits and not results.hits[-1].reasons and request.has_room:
            note(say("explain.time"))
    if not results.total and results.timed_out:
        return
    if not results.total:
        _note_none(index, request, results, say)
    elif results.relaxed:
        near = describe_missing_words(index, results, _remaining_time(request, results), say, briefly=True)
        note(together(say("search.relaxed", words=_word_counts(results)), *near))
    elif results.total <= _FEW and request.export is None:
        for line in _with_some_words(index, request, results, say):
            note(line)
    _note_expansions(results, say)
    _note_shown(request, results, say)


def _note_shown(request: SearchRequest, results: Results, say: Messages) -> None:
    if not results.total and not request.query.strip():
        note(say("search.none-words"))
    elif results.total and not results.hits:
        note(say("search.past", total=results.total, offset=request.offset))
    elif request.format != "table" and len(results.hits) < results.total - request.offset:
        note(say("search.shown", shown=len(results.hits), total=results.total))


def _note_none(index: Index, request: SearchRequest, results: Results, say: Messages) -> None:
    words = _word_counts(results)
    said = [say("search.none", words=words) if words else say("search.none-words")]
    if len(results.words) > 1 and (request.count or _is_strict(request)):
        said += _with_some_words(index, request, results, say)
    if request.filters and request.query.strip():
        asked = {name: request.arguments[name] for name in ("mode", "synonyms")}
        asked["timeout"] = _remaining_time(request, results)
        unfiltered = index.search(request.query, limit=1, highlight=False, **asked).total
        said += [say("search.unfiltered", total=unfiltered)] if unfiltered else []
    if _TIMES & set(request.filters) and (years := [year for year, _ in index.engine.facet("year")]):
        said.append(say("search.years", first=min(years), last=max(years)))
    if unread := sum(bool(record.unread) for record in index.files.values()):
        said.append(say("search.unread", number=unread))
    missing = describe_missing_words(index, results, _remaining_time(request, results), say) if words else ()
    note(together(*said, *missing))


def _with_some_words(index: Index, request: SearchRequest, results: Results, say: Messages) -> Sequence[str]:
    """How many passages have some of the words, where these are more: the few with all need not be what was asked."""
    if request.any or not request.query.strip():
        return []
    arguments = {**request.arguments, "mode": "any", "timeout": _remaining_time(request, results)}
    some = index.search(request.query, limit=1, highlight=False, **arguments).total
    return [say("search.some", total=some)] if some > results.total else []


def _is_strict(request: SearchRequest) -> bool:
    """Whether the format can't say that hits have only some of the words."""
    return request.export is not None and not request.export.relaxes


def _remaining_time(request: SearchRequest, results: Results) -> float | None:
    """The remaining seconds for remarks on an answer."""
    return request.timeout and max(request.timeout - results.took_ms / 1000, _LEAST_REST)


def _word_counts(results: Results) -> str:
    return ", ".join(f"{word} {count}" for word, count in results.words)


def _recorded_answer(index: Index, query: str, asked: dict[str, Any], *, limit: int | None) -> CommandAnswer:
    """The hits as rows of CSV, for a run that is kept; all of them unless a limit was given."""
    if query.strip():
        results = index.search(query, limit=limit, highlight=False, **asked)
    else:
        names = {"mode", "timeout", "synonyms"}
        results = index.listing(
            limit=limit, **{name: value for name, value in asked.items() if name not in names}
        )
    rows = [tuple(cells(hit.passage)) for hit in results.hits]
    ids = [hit.passage.id for hit in results.hits]
    measured = {"query": query, "parsed": results.parsed, "total": results.total}
    return CommandAnswer(rows, PASSAGE_FIELDS, lambda _: None, results.total > 0, ids, measured)
