"""The interface for programs: what the command line writes with `--format`, under addresses."""

from __future__ import annotations

import contextlib
import io
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from starlette.responses import Response

from fumikura.engines.protocol import documents_with_counts
from fumikura.errors import ArgumentError, FilterError, FumikuraError, QueryError, TimeLimitError
from fumikura.export import export_formats, format_named
from fumikura.export.printable import dump_json, json_safe, printable
from fumikura.export.registry import ExportFormat, HitList
from fumikura.export.tables import TABLE_FORMATS, write_rows
from fumikura.messages import Messages
from fumikura.research import provenance, rows
from fumikura.research.citations import STYLES, Style, cite
from fumikura.research.counting import BY
from fumikura.research.key_words import KEY_SORTS
from fumikura.research.kwic import KwicRow
from fumikura.research.lineage import RELATED
from fumikura.research.tools import UNITS
from fumikura.research.words import gram_sizes
from fumikura.search import Index
from fumikura.values import replace
from fumikura.web.addresses import Address
from fumikura.web.endpoints import FILTERS, SECONDS, Endpoint, Parameter, WebRequest
from fumikura.web.facets import FACETS
from fumikura.web.pages import collocates, comparison, counting, kwic, lineage, search

_TYPES = {
    "json": "application/json",
    "jsonl": "application/jsonl",
    "csv": "text/csv",
    "tsv": "text/tab-separated-values",
    "bibtex": "application/x-bibtex",
    "ris": "application/x-research-info-systems",
    "csl-json": "application/vnd.citationstyles.csl+json",
}
_LIMIT = 20
_FORMAT = Parameter("format", "web.parameter-format", default="json", choices=export_formats())
_TABLE = Parameter("format", "web.parameter-format", default="json", choices=TABLE_FORMATS)
_ROWS = Parameter("limit", "research.option.limit", "number")
_OF_WORDS = (
    Parameter("against", "research.option.against"),
    Parameter("n", "research.option.n"),
    Parameter("unit", "research.option.unit", default="long", choices=UNITS),
    Parameter("pos", "research.option.pos"),
    Parameter("containing", "research.option.containing"),
    Parameter("min", "research.option.min", "number", least=1),
    Parameter("sort", "research.option.words-sort", choices=KEY_SORTS),
    Parameter("p", "research.option.p", default="0.05"),
    Parameter("dispersion", "research.option.dispersion", "flag", default=False),
    Parameter("parts", "research.option.parts", default="document", choices=("document", "year")),
    Parameter("count-by", "research.option.count-by", default="words", choices=("words", "passages")),
    Parameter("matrix", "research.option.matrix", choices=BY),
    Parameter("all", "research.option.all", "flag", default=False),
    Parameter("unique", "research.option.unique", "flag", default=False),
)


def error_response(error: FumikuraError, say: Messages, status: int) -> Response:
    """An error as JSON: code, message, remedy, and for a mistake in a query its position."""
    told: dict[str, Any] = {
        "code": error.code,
        "message": say.sentence(error),
        "remedy": say.remedy(error),
    }
    if isinstance(error, QueryError):
        told["position"] = error.position
    return _json({"error": told}, status)


def _search(asked: WebRequest, index: Index) -> Response:
    chosen = format_named(asked["format"])
    if not asked["q"] and not asked.filters:
        raise ArgumentError("usage.no-query")
    limit = asked["limit"]
    if limit is None:
        limit = 0 if chosen.all_hits else _LIMIT
    results = search.run_search(
        asked,
        index,
        limit=limit or None,
        offset=asked["offset"],
        relax=chosen.relaxes,
        facets=asked["facets"],
    )
    if results.timed_out and asked["format"] != "json":
        raise TimeLimitError(
            "research.time-up", seconds=SECONDS
        )  # other formats can't say that this is not all
    around = None
    if asked["context"]:
        around = {hit.passage.id: index.neighbours(hit.passage.id, asked["context"]) for hit in results.hits}
    documents = {each.id: each for each in index.documents()} if chosen.cites else {}
    stream = io.StringIO(newline="")
    chosen.write(HitList(results, around, documents=documents), stream)
    return _response(stream, asked["format"], "hits", chosen)


def _passage(asked: WebRequest, index: Index) -> Response:
    passage = index.passage(asked["id"])
    around = {passage.id: index.neighbours(passage.id, asked["context"])} if asked["context"] else None
    chosen = format_named(asked["format"])
    stream = io.StringIO(newline="")
    if chosen.cites:
        stream.write(cite(index.cite(passage.id), asked["format"]))
    else:
        chosen.write_passages([passage], stream, around)
    return _response(stream, asked["format"], "passage", chosen)


def _documents(_: WebRequest, index: Index) -> Response:
    documents = [
        {**{name: _plain(getattr(each, name)) for name in each.__match_args__}, "passages": passages}
        for each, passages in documents_with_counts(index.engine)
    ]
    return _json({"documents": documents})


def _cite(asked: WebRequest, index: Index) -> Response:
    style: Style = asked["style"] or ("sist02" if asked.say.language == "ja" else "apa")
    text = cite(index.cite(asked["id"], accessed=asked["accessed"] or ""), style)
    stream = io.StringIO(json_safe(text) if style == "csl-json" else printable(text, keep="\n"))
    return _response(stream, style, "citation", None)


def _count(asked: WebRequest, index: Index) -> Response:
    found = counting.count_queries(asked, index, with_words=True)
    return _table("count", asked, index, found.rows, found.columns, provenance.of_counts(found, asked.values))


def _kwic(asked: WebRequest, index: Index) -> Response:
    found = kwic.find_lines(asked, index, "sentence", asked["limit"] or None)
    columns = KwicRow._fields[:-1]
    return _table("kwic", asked, index, found.rows, columns, provenance.of_kwic(found, asked.values))


def _collocates(asked: WebRequest, index: Index) -> Response:
    found = collocates.find_collocates(asked, index, asked["limit"] or None)
    return _table(
        "collocates", asked, index, found.rows, found.columns, provenance.of_collocates(found, asked.values)
    )


def _words(asked: WebRequest, index: Index) -> Response:
    options = {
        name: asked[name] for name in ("unit", "pos", "containing", "min", "dispersion", "parts", "unique")
    }
    options |= {"n": gram_sizes(asked["n"]), **asked.filters}
    against, limit = asked["against"], asked["limit"] or None
    if against is None:
        found = index.words(
            sort=asked["sort"] or "freq", matrix=asked["matrix"], all=asked["all"], limit=limit, **options
        )
        return _table(
            "words", asked, index, found.rows, found.columns, provenance.of_words(found, asked.values)
        )
    by = asked["count-by"]
    keys = index.key_words(
        against, sort=asked["sort"] or "g2", p=_probability(asked["p"]), count_by=by, **options
    )
    about = provenance.of_key_words(keys, asked.values, against, by)
    return _table("words", asked, index, keys.first(limit), keys.columns, about)


def _probability(text: str) -> float:
    with contextlib.suppress(ValueError):
        if 0 < float(text) <= 1:
            return float(text)
    raise FilterError("research.probability", value=text)


def _lineage(asked: WebRequest, index: Index) -> Response:
    found = lineage.find_lineage(asked, index)
    columns = rows.LineageRow._fields[:-1]
    return _table(
        "lineage", asked, index, found.rows, columns, provenance.of_lineage(RELATED, asked["against"])
    )


def _diff(asked: WebRequest, index: Index) -> Response:
    found = comparison.compare_documents(asked, index)
    columns = rows.DiffRow._fields[:-1]
    return _table("diff", asked, index, found.rows, columns, provenance.of_diff())


def _table(
    command: str,
    asked: WebRequest,
    index: Index,
    found: Sequence[Any],
    columns: Sequence[str],
    measured: Mapping[str, Any],
) -> Response:
    """Rows as the command line writes them; JSON has the address instead of the command."""

    def about() -> Mapping[str, Any]:
        address = Address(
            asked.address.path, tuple(pair for pair in asked.address.pairs if pair[0] != "format")
        )
        return {"address": str(address), **provenance.versions(index), **measured}

    stream = io.StringIO(newline="")
    write_rows(found, columns, asked["format"], stream, about)
    return _response(stream, asked["format"], command, None)


def _response(stream: io.StringIO, name: str, title: str, chosen: ExportFormat | None) -> Response:
    """The response; formats other than JSON and plain text are sent as files."""
    content = stream.getvalue().encode("utf-8", "replace")
    if name == "csv":
        content = b"\xef\xbb\xbf" + content  # so that a spreadsheet reads it as UTF-8
    headers = {}
    if name not in ("json", "plain", "sist02", "apa", "chicago"):
        ending = chosen.endings[0] if chosen and chosen.endings else _ENDINGS.get(name, f".{name}")
        headers["Content-Disposition"] = f'attachment; filename="fumikura-{title}{ending}"'
    media = _TYPES.get(name, "text/plain")
    return Response(content, media_type=media, headers=headers)


_ENDINGS = {"bibtex": ".bib", "csl-json": ".json"}


def _json(value: Any, status: int = 200) -> Response:
    return Response(f"{dump_json(value, indent=2)}\n", status, media_type="application/json")


def _plain(value: Any) -> Any:
    return list(value) if isinstance(value, tuple) else value


def _require_first(parameters: Sequence[Parameter]) -> tuple[Parameter, ...]:
    """The parameters of a page, the first of them required."""
    return (replace(parameters[0], required=True), *parameters[1:])


def _tool_endpoint(
    name: str,
    parameters: Sequence[Parameter],
    respond: Callable[[WebRequest, Index], Response],
    also: Sequence[Parameter] = (),
) -> Endpoint:
    return Endpoint(
        f"/api/{name}",
        f"help.{name}-short",
        (*_require_first(parameters), *FILTERS, *also, _TABLE),
        respond,
        "slow",
    )


API: tuple[Endpoint, ...] = (
    Endpoint(
        "/api/search",
        "help.search-short",
        (
            *search.PARAMETERS,
            Parameter("limit", "option.limit", "number"),
            Parameter("offset", "option.offset", "number", 0),
            Parameter("context", "option.context", "number", 0),
            Parameter("facets", "web.parameter-facets", "texts", choices=FACETS),
            _FORMAT,
        ),
        _search,
    ),
    Endpoint(
        "/api/passages/{id:id}",
        "help.show-short",
        (Parameter("context", "option.context", "number", 0), _FORMAT),
        _passage,
    ),
    Endpoint("/api/documents", "web.api-documents", (), _documents),
    _tool_endpoint("count", counting.PARAMETERS, _count),
    Endpoint("/api/words", "help.words-short", (*_OF_WORDS, *FILTERS, _ROWS, _TABLE), _words, "slow"),
    _tool_endpoint("kwic", kwic.PARAMETERS, _kwic, (_ROWS,)),
    _tool_endpoint("collocates", collocates.PARAMETERS, _collocates, (_ROWS,)),
    _tool_endpoint("lineage", lineage.PARAMETERS, _lineage),
    Endpoint(
        "/api/diff",
        "help.diff-short",
        (*(replace(each, required=True) for each in comparison.PARAMETERS), *FILTERS, _TABLE),
        _diff,
        "slow",
    ),
    Endpoint(
        "/api/cite",
        "help.cite-short",
        (
            Parameter("id", "web.parameter-ids", "texts", required=True),
            Parameter("style", "research.option.style", choices=STYLES),
            Parameter("accessed", "research.option.accessed"),
        ),
        _cite,
    ),
)
