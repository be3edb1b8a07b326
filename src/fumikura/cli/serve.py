"""`fumikura serve`: the page in the browser."""

from __future__ import annotations

import importlib.util
import sys

import click

from fumikura.cli.building import open_or_build
from fumikura.cli.command import Command
from fumikura.cli.error_reports import UsageMistake
from fumikura.cli.options import Number, corpus_option, index_option
from fumikura.cli.terminal import note
from fumikura.messages import Messages

_NEEDED = ("starlette", "jinja2", "uvicorn")
_LAST_PORT = 65_535


def command(say: Messages) -> click.Command:
    """The command, in the language of `say`."""

    @click.command("serve", cls=Command, say=say)
    @click.option("--port", metavar="N", type=Number(say), default=0, help=say("option.port"))
    @click.option("--host", metavar="ADDRESS", default="127.0.0.1", help=say("option.host"))
    @click.option("--allow-host", metavar="NAME", multiple=True, help=say("option.allow-host"))
    @click.option("--open", "browse", is_flag=True, help=say("option.open"))
    @corpus_option(say)
    @index_option(say)
    def serve(
        port: int, host: str, allow_host: tuple[str, ...], browse: bool, corpus: str, index: str
    ) -> int:
        context = click.get_current_context()
        if missing := [each for each in _NEEDED if importlib.util.find_spec(each) is None]:
            raise UsageMistake("web.extra", context, missing=tuple(missing))
        if port > _LAST_PORT:
            raise UsageMistake("web.port", context, port=port, last=_LAST_PORT)
        from fumikura.web.safety import is_loopback
        from fumikura.web.serving import serve as listen

        if not is_loopback(host):
            if not allow_host:
                raise UsageMistake("web.open-host", context, host=host)
            note(say("web.open", hosts=allow_host))
        open_or_build(corpus, index, say).close()

        def ready(address: str) -> None:
            sys.stdout.write(f"{address}\n")
            sys.stdout.flush()
            note(say("web.running"))
            if browse:
                import webbrowser  # imported here, as few ask for it

                webbrowser.open(address)

        listen(index, corpus, host=host, port=port, hosts=allow_host, ready=ready)
        return 0

    return serve
