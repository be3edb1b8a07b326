"""The page that describes the interface for programs to people."""

from __future__ import annotations

from starlette.responses import Response

from fumikura.search import Index
from fumikura.web.endpoints import Asked, Endpoint
from fumikura.web.openapi import description
from fumikura.web.rendering import html


def _respond(asked: Asked, _: Index) -> Response:
    return html("api.html", asked.say, asked.address, paths=description(asked.say)["paths"])


PAGES = (Endpoint("/api", "web.interface", (), _respond),)
