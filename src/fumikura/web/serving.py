"""Serves the application with uvicorn, on the given port or on a free one."""

from __future__ import annotations

import socket
from collections.abc import Callable, Collection
from pathlib import Path

import uvicorn

from fumikura.web.app import make_app
from fumikura.web.safety import LOOPBACK, is_loopback

_IDLE = 60
"""Seconds for which an idle connection is kept."""


def serve(
    index: str | Path,
    corpus: str | Path,
    *,
    host: str,
    port: int,
    hosts: Collection[str],
    ready: Callable[[str], None],
) -> None:
    """Serve the pages until the process is stopped. `ready` is called with their address once it can be opened.

    Raises OSError, with the address, if the server can't listen there.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    name = host.strip("[]")
    # asyncio sends at once only on sockets that name TCP; on others an answer may wait for 40 ms.
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
