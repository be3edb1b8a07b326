"""Keeps pages safe: which host names are answered, and what a browser may load.

Any site that is open in a browser can reach a page on a loopback address by letting its own name point there (DNS
rebinding). So requests are answered only under names that the server is meant to have.
"""

from __future__ import annotations

from collections.abc import Collection

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

LOOPBACK = ("127.0.0.1", "localhost", "[::1]")
"""The names of this machine to itself."""

_HEADERS = {
    "Content-Security-Policy": "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}


def is_loopback(host: str) -> bool:
    """Whether a server on this address can be reached from its own machine alone."""
    return host == "localhost" or host in ("::1", "[::1]") or host.startswith("127.")


class HostCheck:
    """Answers requests under the names of `hosts` alone, with any port."""

    def __init__(self, app: ASGIApp, hosts: Collection[str]) -> None:
        self._app = app
        self._hosts = frozenset(host.lower() for host in hosts)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer, or refuse."""
        if scope["type"] == "http" and not self._is_allowed(Headers(scope=scope).getlist("host")):
            await PlainTextResponse("fumikura: unknown host\n", status_code=421)(scope, receive, send)
            return
        await self._app(scope, receive, send)

    def _is_allowed(self, hosts: list[str]) -> bool:
        if len(hosts) != 1:
            return False
        name, _, port = hosts[0].lower().rpartition(":")
        return (name if name and port.isdecimal() else hosts[0].lower()) in self._hosts


class SecurityHeaders:
    """Sets the headers that say what a browser may do with an answer."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer with the headers."""

        async def protected(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in _HEADERS.items():
                    headers[name] = value
                headers.setdefault("Cache-Control", "private, no-cache")
                headers.add_vary_header("Accept-Language, Cookie")
            await send(message)

        await self._app(scope, receive, protected)
