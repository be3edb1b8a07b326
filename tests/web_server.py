"""The page over the corpus of the repository, served on a free port of this machine, for tests."""

from __future__ import annotations

import contextlib
import socket
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
import uvicorn

import fumikura
from fumikura.web.app import make_app
from fumikura.web.safety import LOOPBACK

__all__ = ["CORPUS", "corpus_index", "served"]

CORPUS = Path(__file__).parents[1] / "corpus"


def corpus_index(factory: pytest.TempPathFactory) -> Path:
    """An index of the corpus, built once for all tests of the page."""
    folder = factory.getbasetemp() / "index-of-corpus"
    if not folder.exists():
        fumikura.build_index(CORPUS, folder)
    return folder


@contextlib.contextmanager
def served(index: Path) -> Iterator[str]:
    """The address at which the page over an index is served while the context lasts."""
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        listening.listen()
        config = uvicorn.Config(make_app(index, CORPUS, LOOPBACK), log_level="error", lifespan="on")
        server = uvicorn.Server(config)
        thread = threading.Thread(target=server.run, args=([listening],))
        thread.start()
        while not server.started:
            time.sleep(0.01)
        try:
            yield f"http://127.0.0.1:{listening.getsockname()[1]}"
        finally:
            server.should_exit = True
            thread.join()
