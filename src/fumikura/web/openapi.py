"""Describes the interface for programs (OpenAPI 3.1), from its tables and from the types of its rows."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any

from starlette.responses import Response

from fumikura import __version__
from fumikura.export.printable import dump_json
from fumikura.fields import FIELDS
from fumikura.messages import Messages
from fumikura.models import MATCH_LEVELS
from fumikura.research.collocates import CollocateRow
from fumikura.research.kwic import KwicRow
from fumikura.research.rows import DiffRow, LineageRow
from fumikura.search import Index
from fumikura.web.api import API
from fumikura.web.endpoints import Endpoint, Parameter, WebRequest
from fumikura.web.rendering import render

_STRING: Mapping[str, Any] = MappingProxyType({"type": "string"})
_INTEGER: Mapping[str, Any] = MappingProxyType({"type": "integer"})
_NUMBER: Mapping[str, Any] = MappingProxyType({"type": "number"})
_SPANS = {"type": "array", "items": {"type": "array", "items": _INTEGER, "minItems": 2, "maxItems": 2}}
_BY_FIELD: Mapping[str, Mapping[str, Any]] = {
    "texts": {"type": "array", "items": _STRING},
    "year": {"type": ["integer", "null"]},
    "lines": {"type": "array", "items": _INTEGER, "minItems": 2, "maxItems": 2},
}
_BY_ANNOTATION = {"str": "string", "int": "integer", "float": "number", "None": "null", "Unit": "string"}
_ROWS = {"kwic": KwicRow, "collocates": CollocateRow, "lineage": LineageRow, "diff": DiffRow}
"""The types of rows whose columns do not depend on the question."""


def description(say: Messages) -> dict[str, Any]:
    """The whole document, in the language of `say`."""
    return {
        "openapi": "3.1.0",
        "info": {"title": "fumikura", "version": __version__, "description": say("web.about")},
        "paths": {each.path.replace(":id}", "}"): {"get": _operation(each, say)} for each in API},
        "components": {"schemas": _schemas()},
    }


def _operation(endpoint: Endpoint, say: Messages) -> dict[str, Any]:
    name = endpoint.path.split("/")[2]
    in_path = [
        {
            "name": each,
            "in": "path",
            "required": True,
            "schema": _STRING,
            "description": say("web.parameter-path"),
        }
        for each in re.findall(r"\{(\w+)", endpoint.path)
    ]
    formats = next((each.choices for each in endpoint.parameters if each.name == "format"), ("json",))
    return {
        "operationId": name,
        "summary": say(endpoint.summary),
        "parameters": [*in_path, *(_parameter(each, say) for each in endpoint.parameters)],
        "responses": {
            "200": {
                "description": ", ".join(formats),
                "content": {"application/json": {"schema": _answer_schema(name)}},
            },
            "4XX": {
                "description": say("web.mistake"),
                "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Mistake"}}},
            },
        },
    }


def _parameter(parameter: Parameter, say: Messages) -> dict[str, Any]:
    about = parameter.about
    schema: dict[str, Any] = dict(_STRING)
    if parameter.type == "number":
        schema = {"type": "integer", "minimum": parameter.least}
    elif choices := ("1", "0") if parameter.type == "flag" else parameter.choices:
        schema["enum"] = list(choices)
    if parameter.type == "texts":
        schema = {"type": "array", "items": schema}
    elif parameter.default is not None and parameter.type != "flag":
        schema["default"] = parameter.default
    return {
        "name": parameter.name,
        "in": "query",
        "required": parameter.required,
        "description": say(about) if isinstance(about, str) else say.wording(about),
        "schema": schema,
    }


def _answer_schema(name: str) -> dict[str, Any]:
    names = {"search": "Answer", "passages": "Passages", "documents": "Documents", "cite": "Citations"}
    return {"$ref": f"#/components/schemas/{names.get(name, f'{name.capitalize()}Rows')}"}


def _schemas() -> dict[str, Any]:
    passage = _object_schema({field.name: _BY_FIELD.get(field.type, _STRING) for field in FIELDS})
    hit = {
        "rank": _INTEGER,
        "score": _NUMBER,
        "match": {"type": "string", "enum": list(MATCH_LEVELS)},
        "snippet": _STRING,
        "highlights": _SPANS,
    }
    answer = {
        "query": _STRING,
        "parsed": _STRING,
        "total": _INTEGER,
        "took_ms": _NUMBER,
        "hits": _list_schema("Hit"),
    }
    about = {"about": {"type": "object"}, "rows": {"type": "array", "items": {"type": "object"}}}
    error = _object_schema({"code": _STRING, "message": _STRING, "remedy": _STRING})
    return {
        "Passage": passage,
        "Hit": {"allOf": [_object_schema(hit), {"$ref": "#/components/schemas/Passage"}]},
        "Answer": _object_schema(answer),
        "Passages": _object_schema({"passages": _list_schema("Passage")}),
        "Documents": _object_schema({"documents": {"type": "array", "items": {"type": "object"}}}),
        "Citations": {"type": ["array", "string"]},
        "Mistake": _object_schema({"error": error}),
        "CountRows": _object_schema(about),
        "WordsRows": _object_schema(about),
        **{f"{name.capitalize()}Rows": _rows_schema(row) for name, row in _ROWS.items()},
    }


def _rows_schema(row: Any) -> dict[str, Any]:
    columns = {name: _annotation_schema(str(row.__annotations__[name])) for name in row._fields}
    return _object_schema(
        {"about": {"type": "object"}, "rows": {"type": "array", "items": _object_schema(columns)}}
    )


def _annotation_schema(annotation: str) -> dict[str, Any]:
    """The schema of a column by the text of its type; other types than numbers and texts are lists."""
    written = annotation.removeprefix("ForwardRef('").removesuffix("')")
    names = [_BY_ANNOTATION.get(each.strip(), "array") for each in written.split("|")]
    return {"type": names[0] if len(names) == 1 else names}


def _object_schema(properties: Mapping[str, Any]) -> dict[str, Any]:
    return {"type": "object", "properties": {name: _to_json(value) for name, value in properties.items()}}


def _list_schema(name: str) -> dict[str, Any]:
    return {"type": "array", "items": {"$ref": f"#/components/schemas/{name}"}}


def _to_json(value: Any) -> Any:
    """A value with lists and dictionaries, as JSON has it."""
    if isinstance(value, Mapping):
        return {name: _to_json(each) for name, each in value.items()}
    return (
        [_to_json(each) for each in value]
        if isinstance(value, Sequence) and not isinstance(value, str)
        else value
    )


def _respond(asked: WebRequest, _: Any) -> Response:
    text = dump_json(_to_json(description(asked.say)), indent=2)
    return Response(f"{text}\n", media_type="application/json")


DESCRIPTION = Endpoint("/api/openapi.json", "web.interface", (), _respond)


def _show(asked: WebRequest, _: Index) -> Response:
    return render("api.html", asked.say, asked.address, paths=description(asked.say)["paths"])


PAGES = (Endpoint("/api", "web.interface", (), _show),)
