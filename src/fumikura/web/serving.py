"""Listening: a socket on the port that was asked for or a free one, and uvicorn on it until it is told to end."""

from __future__ import annotations

import socket
from collections.abc import Callable, Collection
from pathlib import Path

import uvicorn

from fumikura.web.app import make_app
from fumikura.web.safety import LOOPBACK, is_loopback

_IDLE = 60
"""Seconds for which a connection is kept for the next request."""


def serve(
    index: str | Path,
    corpus: str | Path,
    *,
    host: str,
    port: int,
    hosts: Collection[str],
    ready: Callable[[str], None],
) -> None:
    """Serve the page until the process is told to end. `ready` is told its address once it can be opened.

    Raises OSError, which names the address, where nothing can listen on it.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    name = host.strip("[]")
    # Of TCP by name: asyncio sends at once only on sockets that say so, and what waits for more waits 40 ms.
    with socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP) as listening:
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listening.bind((name, port))
        except OSError as error:
            raise OSError(error.errno, error.strerror, f"{name}:{port}") from error
        listening.listen(128)
        number = listening.getsockname()[1]
        app = make_app(index, corpus, {*LOOPBACK, *hosts})
        config = uvicorn.Config(
            app,
            timeout_keep_alive=_IDLE,
            log_level="error",
            access_log=False,
            server_header=False,
            date_header=True,
            lifespan="on",
        )
        shown = next(iter(hosts), name) if not is_loopback(host) else name
        ready(f"http://{f'[{shown}]' if ':' in shown else shown}:{number}/")
        uvicorn.Server(config).run(sockets=[listening])
