"""The application: routes to pages and to the interface, and what becomes of errors."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import AsyncIterator, Awaitable, Callable, Collection, Mapping
from pathlib import Path
from urllib.parse import quote

from starlette.applications import Starlette
from starlette.convertors import StringConvertor, register_url_convertor
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import Request
from starlette.responses import FileResponse, RedirectResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp

from fumikura.deadline import time_limit
from fumikura.errors import FumikuraError
from fumikura.messages import messages
from fumikura.search import Index
from fumikura.web.addresses import Address
from fumikura.web.api import API
from fumikura.web.api import mistake as api_mistake
from fumikura.web.endpoints import SECONDS, Asked, Endpoint
from fumikura.web.language import COOKIE, SWITCH, language_of_request
from fumikura.web.mistakes import Mistake, said_of, status_of
from fumikura.web.openapi import DESCRIPTION
from fumikura.web.pages import (
    collocates,
    comparison,
    counting,
    interface,
    kwic,
    lineage,
    reading,
    search,
)
from fumikura.web.parameters import read
from fumikura.web.rendering import html
from fumikura.web.safety import OnlyHosts, Protected
from fumikura.workers import IndexWorker

STATIC = Path(__file__).parent / "static"
_TYPES = {".css": "text/css", ".svg": "image/svg+xml"}
_ROOM: Mapping[str, int] = {"quick": 400, "slow": 20}
"""How many requests may wait for each worker."""

PAGES = tuple(
    page
    for module in (search, reading, counting, kwic, collocates, lineage, comparison, interface)
    for page in module.PAGES
)


class _AnyText(StringConvertor):
    """What an id may be: Starlette's own patterns end at a line feed."""

    regex = r"[\s\S]*"


register_url_convertor("id", _AnyText())

_Handler = Callable[[Request], Awaitable[Response]]


def make_app(index: str | Path, corpus: str | Path, hosts: Collection[str]) -> ASGIApp:
    """The pages over the index in a folder, answered under the names of `hosts`."""
    workers = {name: IndexWorker(Path(index), Path(corpus), room, _report) for name, room in _ROOM.items()}

    @contextlib.asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        yield
        for worker in workers.values():
            worker.close()

    app = Starlette(
        routes=[
            *(Route(each.path, _page(each, workers), methods=["GET"]) for each in PAGES),
            *(Route(each.path, _program(each, workers), methods=["GET"]) for each in (*API, DESCRIPTION)),
            *(Route(f"/static/{each.name}", _file(each), methods=["GET"]) for each in STATIC.iterdir()),
        ],
        middleware=[Middleware(GZipMiddleware, minimum_size=2000, compresslevel=1)],
        exception_handlers={HTTPException: _refused, Exception: _failed},
        lifespan=lifespan,
    )
    return Protected(OnlyHosts(app, hosts))  # around everything, so that what fails goes out as safe


def _page(page: Endpoint, workers: Mapping[str, IndexWorker]) -> _Handler:
    async def answer(request: Request) -> Response:
        if SWITCH in request.query_params:
            return _switched(request)
        say = messages(language_of_request(request))
        address = _address(request)
        try:
            values = {**read(page.parameters, request.query_params), **request.path_params}
            asked = Asked(values, address, say)
            return await workers[page.worker].run(lambda index: page.respond(asked, index))
        except FumikuraError as error:
            return html("mistake.html", say, address, status=status_of(error), mistake=said_of(error, say))

    return answer


def _program(endpoint: Endpoint, workers: Mapping[str, IndexWorker]) -> _Handler:
    async def answer(request: Request) -> Response:
        say = messages(language_of_request(request))
        try:
            values = {**read(endpoint.parameters, request.query_params), **request.path_params}
            asked = Asked(values, _address(request), say)
            return await workers[endpoint.worker].run(lambda index: _in_time(endpoint, asked, index))
        except FumikuraError as error:
            return api_mistake(error, say, status_of(error))

    return answer


def _in_time(endpoint: Endpoint, asked: Asked, index: Index) -> Response:
    with time_limit(SECONDS):
        return endpoint.respond(asked, index)


def _address(request: Request) -> Address:
    pairs = ((name, value) for name, value in request.query_params.multi_items() if value.strip())
    return Address(quote(request.scope["path"], errors="replace"), tuple(pairs))


def _switched(request: Request) -> Response:
    """The same page in the language that was chosen, which is kept in a cookie and in no address."""
    chosen = request.query_params[SWITCH]
    response = RedirectResponse(str(_address(request).having(SWITCH)), status_code=303)
    if chosen in ("ja", "en"):
        response.set_cookie(COOKIE, chosen, max_age=31_536_000, httponly=True, samesite="lax")
    return response


def _file(path: Path) -> _Handler:
    async def answer(_: Request) -> Response:
        headers = {"Cache-Control": "public, max-age=3600"}
        return FileResponse(path, media_type=_TYPES[path.suffix], headers=headers)

    return answer


async def _refused(request: Request, error: Exception) -> Response:
    """What is no address of ours, or asked in another way than by GET."""
    assert isinstance(error, HTTPException)
    say = messages(language_of_request(request))
    known = error.status_code == 404
    mistake = Mistake(say("web.no-page") if known else say("web.no-method"), say("web.no-page.remedy"))
    return html("mistake.html", say, Address("/"), status=error.status_code, mistake=mistake)


async def _failed(request: Request, _: Exception) -> Response:
    """A fault of ours; what it is stands on stderr."""
    say = messages(language_of_request(request))
    mistake = Mistake(say("web.fault"), say("web.fault.remedy"))
    return html("mistake.html", say, Address("/"), status=500, mistake=mistake)


def _report(error: FumikuraError) -> None:
    sys.stderr.write(f"fumikura: {error}\n")
