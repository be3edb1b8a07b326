"""Where results go: stdout, or a file that is written as a whole or not at all.

A file is written under another name and then moved, so that a full disk or Ctrl-C leaves the old one as it was.
"""

from __future__ import annotations

import errno
import io
import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, nullcontext, suppress
from pathlib import Path
from typing import Any, TextIO, cast

import click

from fumikura.cli.pager import through_pager
from fumikura.cli.process import end_in_order
from fumikura.cli.terminal import is_terminal, printable
from fumikura.errors import OutputError
from fumikura.export import format_named
from fumikura.export.printable import dump_json
from fumikura.export.registry import format_by_ending
from fumikura.file_access import path_exists, replaced_file
from fumikura.messages import Message, system_reason

_TABLE = "table"
WRITES_NOTHING = "fumikura.writes-nothing"
"""The key of `Context.meta` that makes a command write no files."""


def format_of(output: str | None) -> str:
    """The format that the name of the output file asks for; `table` where there is none, or it has no ending.

    Raises OutputError for an ending that no format has.
    """
    return (format_by_ending(output) if output and output != "-" else None) or _TABLE


def _is_data(output_format: str) -> bool:
    return output_format != _TABLE and format_named(output_format).data


def prepare_stream(stream: TextIO, output_format: str = "table") -> TextIO:
    """`stream` prepared so that no character fails on it, and data in a pipe is UTF-8, whatever the locale.

    PYTHONIOENCODING is honoured. On a terminal data formats pass `printable` as a whole; `table` and `plain` do so
    piece by piece.
    """
    data = _is_data(output_format)
    if hasattr(stream, "reconfigure"):
        stream.reconfigure(errors="backslashreplace")
        if data and not is_terminal(stream):
            stream.reconfigure(newline="")
            if "PYTHONIOENCODING" not in os.environ:
                stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    return cast("TextIO", _SafeTerminal(stream)) if data and is_terminal(stream) else stream


@contextmanager
def open_output(output: str | None, output_format: str) -> Iterator[TextIO]:
    """The stream for results in this format: stdout if `output` is None or `-`.

    A table that is longer than the terminal goes through a pager. CSV in a file begins with a byte-order mark, by which
    Excel knows UTF-8. With `WRITES_NOTHING` files are not written. Raises OutputError if writing fails; BrokenPipeError
    for a closed pipe.
    """
    if output is None or output == "-":
        with _map_write_errors(Message("output.stdout")):
            stream = prepare_stream(sys.stdout, output_format)
            with through_pager(stream) if output_format == _TABLE else nullcontext(stream) as shown:
                yield shown
            sys.stdout.flush()
        return
    context = click.get_current_context(silent=True)
    if context is not None and WRITES_NOTHING in context.meta:
        yield io.StringIO()
        return
    marked = output_format != _TABLE and format_named(output_format).mark
    encoding = "utf-8-sig" if marked else "utf-8"
    with _map_write_errors(output):
        path = Path(os.path.realpath(output))
        _check_place(output, path)
        # /dev/stdout or a FIFO can't be replaced.
        if path.exists() and not path.is_file() and not path.is_dir():
            with path.open("w", encoding=encoding, errors="backslashreplace", newline="") as stream:
                yield stream
        else:
            with _replace_file(path, encoding) as stream:
                yield stream


def _check_place(output: str, path: Path) -> None:
    """Raise OutputError for a file inside of the corpus or the index."""
    context = click.get_current_context(silent=True)
    for name in ("corpus", "index"):
        folder = context.params.get(name) if context is not None else None
        if folder and path_exists(folder) and path.is_relative_to(os.path.realpath(folder)):
            raise OutputError("output.inside", path=output, folder=folder)


@contextmanager
def _replace_file(path: Path, encoding: str) -> Iterator[TextIO]:
    if path.is_dir():
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(path))
    how = {"encoding": encoding, "errors": "backslashreplace", "newline": ""}
    with end_in_order(), replaced_file(path, "x", **how) as stream:
        yield stream


@contextmanager
def _map_write_errors(path: str | Message) -> Iterator[None]:
    try:
        yield
    except BrokenPipeError:
        raise
    except (OSError, ValueError) as error:
        # A ValueError is a NUL in a name; others are not about the stream.
        if isinstance(error, ValueError) and "null" not in str(error):
            raise
        raise OutputError("output.unwritable", path=path, reason=system_reason(error)) from error


class _SafeTerminal:
    """A terminal on which `printable` replaces characters that would act on it."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self.encoding = stream.encoding

    def write(self, text: str) -> int:
        """Write `text`, its line feeds and tabs as they are."""
        return self._stream.write(printable(text.replace("\r\n", "\n"), keep="\n\t"))


def replace_closed_streams() -> None:
    """Open stand-ins for standard streams that were closed before the program began.

    Otherwise the next file to be opened would get the number of one of them. Writing results to such a stdout is an error
    that is reported; messages to such a stderr are dropped.
    """
    for number, flags in enumerate((os.O_RDONLY, os.O_RDONLY, os.O_WRONLY)):
        try:
            os.fstat(number)
        except OSError:
            os.open(os.devnull, flags)  # the lowest number that is free, which is this one
    if sys.stdout is None:
        sys.stdout = open(1, "w", encoding="utf-8", closefd=False)  # noqa: SIM115
    if sys.stderr is None:
        sys.stderr = open(2, "w", encoding="utf-8", closefd=False)  # noqa: SIM115


def print_lines(lines: Iterable[str]) -> None:
    """Print lines on stdout, each through `printable`."""
    with open_output(None, "plain") as stream:
        stream.writelines(f"{printable(line)}\n" for line in lines)


def print_json(value: Any) -> None:
    """Print a value on stdout as JSON."""
    with open_output(None, "json") as stream:
        stream.write(f"{dump_json(value, indent=2)}\n")


def drop_stdout() -> None:
    """Discard what stdout still holds, on which the interpreter would fail again at its end."""
    with suppress(OSError, ValueError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
        os.close(nowhere)


def is_pipe_closed(error: OSError) -> bool:
    """Whether writing failed because nobody reads."""
    return error.errno in (errno.EPIPE, errno.ESHUTDOWN) or isinstance(error, BrokenPipeError)
