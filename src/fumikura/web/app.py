"""The application: routes to pages and to the interface for programs, error handlers, languages."""

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
from fumikura.messages import Language, Messages
from fumikura.search import Index
from fumikura.web import openapi
from fumikura.web.addresses import Address
from fumikura.web.api import API, error_response
from fumikura.web.endpoints import SECONDS, Endpoint, WebRequest, read_parameters
from fumikura.web.pages import collocates, comparison, counting, kwic, lineage, reading, search
from fumikura.web.rendering import ErrorView, render, status_of, view_of_error
from fumikura.web.safety import HostCheck, SecurityHeaders
from fumikura.workers import IndexWorker

STATIC = Path(__file__).parent / "static"
_TYPES = {".css": "text/css", ".svg": "image/svg+xml"}
_ROOM: Mapping[str, int] = {"quick": 400, "slow": 20}
"""How many requests may wait for each worker."""

PAGES = tuple(
    page
    for module in (search, reading, counting, kwic, collocates, lineage, comparison, openapi)
    for page in module.PAGES
)


class _IdConvertor(StringConvertor):
    """Matches any id; Starlette's own patterns end at a line feed."""

    regex = r"[\s\S]*"


register_url_convertor("id", _IdConvertor())

_Handler = Callable[[Request], Awaitable[Response]]


def make_app(index: str | Path, corpus: str | Path, hosts: Collection[str]) -> ASGIApp:
    """The application for the index in a folder; it answers under the names of `hosts`."""
    workers = {name: IndexWorker(Path(index), Path(corpus), room, _report) for name, room in _ROOM.items()}

    @contextlib.asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        yield
        for worker in workers.values():
            worker.close()

    app = Starlette(
        routes=[
            *(Route(each.path, _page_handler(each, workers), methods=["GET"]) for each in PAGES),
            *(
                Route(each.path, _api_handler(each, workers), methods=["GET"])
                for each in (*API, openapi.DESCRIPTION)
            ),
            *(
                Route(f"/static/{each.name}", _file_handler(each), methods=["GET"])
                for each in STATIC.iterdir()
            ),
        ],
        middleware=[Middleware(GZipMiddleware, minimum_size=2000, compresslevel=1)],
        exception_handlers={HTTPException: _handle_http_error, Exception: _handle_fault},
        lifespan=lifespan,
    )
    return SecurityHeaders(HostCheck(app, hosts))  # outermost, so that error pages are safe, too


def _page_handler(page: Endpoint, workers: Mapping[str, IndexWorker]) -> _Handler:
    async def answer(request: Request) -> Response:
        if SWITCH in request.query_params:
            return _switch_language(request)
        say = Messages(language_of_request(request))
        address = _address(request)
        try:
            values = {**read_parameters(page.parameters, request.query_params), **request.path_params}
            asked = WebRequest(values, address, say)
            return await workers[page.worker].run(lambda index: page.respond(asked, index))
        except FumikuraError as error:
            return render(
                "mistake.html", say, address, status=status_of(error), mistake=view_of_error(error, say)
            )

    return answer


def _api_handler(endpoint: Endpoint, workers: Mapping[str, IndexWorker]) -> _Handler:
    async def answer(request: Request) -> Response:
        say = Messages(language_of_request(request))
        try:
            values = {**read_parameters(endpoint.parameters, request.query_params), **request.path_params}
            asked = WebRequest(values, _address(request), say)
            return await workers[endpoint.worker].run(lambda index: _answer_in_time(endpoint, asked, index))
        except FumikuraError as error:
            return error_response(error, say, status_of(error))

    return answer


def _answer_in_time(endpoint: Endpoint, asked: WebRequest, index: Index) -> Response:
    with time_limit(SECONDS):
        return endpoint.respond(asked, index)


def _address(request: Request) -> Address:
    pairs = ((name, value) for name, value in request.query_params.multi_items() if value.strip())
    return Address(quote(request.scope["path"], errors="replace"), tuple(pairs))


def _switch_language(request: Request) -> Response:
    """Redirect to the same page in the chosen language, which is kept in a cookie."""
    chosen = request.query_params[SWITCH]
    response = RedirectResponse(str(_address(request).with_values(SWITCH)), status_code=303)
    if chosen in ("ja", "en"):
        response.set_cookie(COOKIE, chosen, max_age=31_536_000, httponly=True, samesite="lax")
    return response


def _file_handler(path: Path) -> _Handler:
    async def answer(_: Request) -> Response:
        headers = {"Cache-Control": "public, max-age=3600"}
        return FileResponse(path, media_type=_TYPES[path.suffix], headers=headers)

    return answer


async def _handle_http_error(request: Request, error: Exception) -> Response:
    """Answer an unknown address, or another method than GET."""
    assert isinstance(error, HTTPException)
    say = Messages(language_of_request(request))
    known = error.status_code == 404
    if _is_for_programs(request):
        code = "web.no-endpoint" if known else "web.no-method"
        return error_response(FumikuraError(code), say, error.status_code)
    view = ErrorView(say("web.no-page" if known else "web.no-method"), say("web.no-page.remedy"))
    return render("mistake.html", say, Address("/"), status=error.status_code, mistake=view)


async def _handle_fault(request: Request, _: Exception) -> Response:
    """Answer a fault of ours; details are on stderr."""
    say = Messages(language_of_request(request))
    if _is_for_programs(request):
        return error_response(FumikuraError("web.fault"), say, 500)
    view = ErrorView(say("web.fault"), say("web.fault.remedy"))
    return render("mistake.html", say, Address("/"), status=500, mistake=view)


def _is_for_programs(request: Request) -> bool:
    """Whether who asks expects JSON, mistakes included."""
    return request.url.path.startswith("/api/")


def _report(error: FumikuraError) -> None:
    sys.stderr.write(f"fumikura: {error}\n")


SWITCH = "lang"
"""The parameter of the links that choose a language."""

COOKIE = "fumikura-language"


def language_of_request(request: Request) -> Language:
    """The language of the cookie, else the one that the browser prefers, else English."""
    chosen = request.cookies.get(COOKIE)
    if chosen in ("ja", "en"):
        return "ja" if chosen == "ja" else "en"
    return _preferred_language(request.headers.get("accept-language", ""))


def _preferred_language(header: str) -> Language:
    best: tuple[float, Language] = (0.0, "en")
    for part in header.split(","):
        name, _, rest = part.partition(";")
        language = name.strip().lower().partition("-")[0]
        weight = _weight(rest)
        if weight > best[0] and language in ("ja", "en"):
            best = weight, "ja" if language == "ja" else "en"
    return best[1]


def _weight(parameters: str) -> float:
    name, _, value = parameters.partition("=")
    try:
        return float(value) if name.strip() == "q" else 1.0
    except ValueError:
        return 0.0
