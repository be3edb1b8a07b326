"""What stands before a cluster in real life: TLS with a certificate, and a user with a password. On real sockets."""

from __future__ import annotations

import base64
import contextlib
import ssl
import subprocess
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

__all__ = ["PASSWORD", "USER", "make_certificate", "proxy"]

USER, PASSWORD = "reader", "s3cret"
_EXPECTED = "Basic " + base64.b64encode(f"{USER}:{PASSWORD}".encode()).decode()


def make_certificate(folder: Path, name: str) -> Path:
    """A certificate for 127.0.0.1 that nobody but itself has signed; its key lies beside it."""
    path = folder / f"{name}.pem"
    command = [
        "openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", f"/CN={name}",
        "-addext", "subjectAltName=IP:127.0.0.1", "-keyout", str(path.with_suffix(".key")), "-out", str(path),
    ]  # fmt: skip
    subprocess.run(command, check=True, capture_output=True)
    return path


@contextlib.contextmanager
def proxy(address: str, certificate: Path, delay: float = 0.0) -> Iterator[str]:
    """The address of what hands on to a node whatever comes with the right password, after a delay in seconds."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def log_message(self, *_: object) -> None:
            """Say nothing."""

        def _hand_on(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
            time.sleep(delay)
            if self.headers.get("Authorization") != _EXPECTED:
                self._answer(401, b"Unauthorized", "text/plain")
                return
            headers = {
                name: self.headers[name]
                for name in ("Content-Type", "Content-Encoding")
                if name in self.headers
            }
            asked = urllib.request.Request(address + self.path, body or None, headers, method=self.command)
            try:
                answer = urllib.request.urlopen(asked, timeout=20)
            except urllib.error.HTTPError as error:
                answer = error
            with answer:
                self._answer(answer.status or 0, answer.read(), answer.headers["Content-Type"])

        def _answer(self, status: int, body: bytes, kind: str) -> None:
            self.send_response(status)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            with contextlib.suppress(OSError):  # who asked waits no more
                self.wfile.write(body)

        do_GET = do_POST = do_PUT = do_DELETE = do_HEAD = _hand_on  # noqa: N815

    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, certificate.with_suffix(".key"))
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    server.handle_error = lambda *_: None  # type: ignore[method-assign]
    server.socket = context.wrap_socket(server.socket, server_side=True, do_handshake_on_connect=False)
    thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    try:
        yield f"https://127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()
        server.server_close()
