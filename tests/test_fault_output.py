"""What is shown and handed on: nothing foreign acts on a terminal or in a spreadsheet; a failure is said."""

from __future__ import annotations

import csv
import io
import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from fault_output import hostile, index_of_hostile, raw_in, run_on
from fumikura.cli.output import open_output
from fumikura.errors import OutputError
from fumikura.export.formats.csv import read_csv
from fumikura.models import PASSAGE_FIELDS
from program import command, environment, make_folder, on_terminal

_FORMATS = ("table", "plain", "json", "jsonl", "csv", "tsv")
_EVERYTHING = ("search", "語", "--limit", "0")


@pytest.fixture(scope="module", name="strings")
def _strings() -> list[str]:
    """Three hundred hostile strings, each of the sequences alone among them."""
    return list(hostile(300))


@pytest.fixture(scope="module", name="folder")
def _folder(
    tmp_path_factory: pytest.TempPathFactory, strings: list[str]
) -> Iterator[tuple[Path, dict[str, str]]]:
    """A folder with an index of them in every place, and the texts of its passages by id."""
    place = tmp_path_factory.mktemp("hostile") / "work"
    yield place, index_of_hostile(place, strings)


@pytest.mark.parametrize("format_", _FORMATS)
def test_nothing_foreign_acts_on_a_terminal(folder: tuple[Path, dict[str, str]], format_: str) -> None:
    """Hostile strings in texts, titles, headings, glosses, ids, file names: a terminal gets their numbers."""
    for extra in ((), ("--explain", "-C", "1")) if format_ in ("table", "plain") else ((),):
        run = run_on(folder[0], *_EVERYTHING, "--format", format_, *extra, terminal=True, NO_COLOR="1")
        assert run.code == 0
        assert raw_in(run.out) | raw_in(run.err) == set()


def test_colour_is_ours_alone(folder: tuple[Path, dict[str, str]]) -> None:
    """With colour there are our sequences, and none that a text brought: neither as bytes nor as markup of rich."""
    run = run_on(folder[0], *_EVERYTHING, terminal=True)
    assert "\x1b[" in run.out
    assert "\x1b[31;5m" not in run.out
    assert "]0;title" in run.out
    assert "\x1b]0;" not in run.out
    assert "http://evil\x1b" not in run.out
    for markup in ("[/red]", "[bold]", ":smile:"):
        assert markup in run.out


@pytest.mark.parametrize(
    "arguments",
    [
        ("info",), ("catalog",), ("show", "{id}"), ("show", "{id}", "-C", "3"), ("show", "no {hostile}"),
        ("search", "{hostile}("), ("search", "語", "--document", "{hostile}"),
        ("search", "語", "--year", "{hostile}"), ("search", "語", "--output", "{hostile}/x"),
        ("search", "--{hostile}"), ("{hostile}",), ("index", "{hostile}"), ("check", "--index", "{hostile}"),
        ("index", "--encoding", "{hostile}"), ("search", "語", "--format", "{hostile}"),
    ],
)  # fmt: skip
def test_every_command_and_every_mistake(
    folder: tuple[Path, dict[str, str]], strings: list[str], arguments: tuple[str, ...]
) -> None:
    """Whatever is shown, also of what the user typed, is shown by its number where it would act."""
    ids = list(folder[1])
    for number in range(0, 60, 6 if "{" in "".join(arguments) else 60):
        # What a system hands on as an argument: without NUL, and bytes that are no UTF-8 as surrogates of their own.
        text = os.fsdecode(strings[number].replace("\x00", "\x01").encode("utf-8", "surrogatepass"))
        filled = [argument.format(id=ids[number], hostile=text) for argument in arguments]
        run = run_on(folder[0], *filled, terminal=True, NO_COLOR="1", TERM="dumb")
        assert raw_in(run.out) | raw_in(run.err) == set(), filled
        assert run.code in (0, 1, 2)


def test_data_is_handed_on_as_it_is(folder: tuple[Path, dict[str, str]]) -> None:
    """JSON and JSON Lines give back every text, lone surrogates too, on a terminal as in a pipe."""
    place, texts = folder
    for terminal in (False, True):
        out = run_on(place, *_EVERYTHING, "--format", "json", terminal=terminal).out
        assert {hit["id"]: hit["text"] for hit in json.loads(out)["hits"]} == texts
        lines = run_on(place, *_EVERYTHING, "--format", "jsonl", terminal=terminal).out.split("\n")
        assert {hit["id"]: hit["text"] for hit in map(json.loads, filter(None, lines))} == texts


def test_no_cell_is_a_formula(folder: tuple[Path, dict[str, str]], tmp_path: Path) -> None:
    """No cell begins as a formula does, and `read_csv` gives back what was there; TSV has a line for each hit."""
    place, texts = folder
    file = tmp_path / "hits.csv"
    assert run_on(place, *_EVERYTHING, "--output", str(file), terminal=True).code == 0
    with file.open(encoding="utf-8-sig", newline="") as stream:
        cells = [cell for row in csv.reader(stream) for cell in row]
    assert not [
        cell for cell in cells if cell[:1] in {"=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠"}
    ]
    back = {row["id"]: row["text"] for row in read_csv(file)}
    written = {
        id_: text for id_, text in texts.items() if (id_ + text).isprintable() or max(id_ + text) < "\ud800"
    }
    assert {id_: back.get(id_) for id_ in written} == written
    tsv = run_on(place, *_EVERYTHING, "--format", "tsv", terminal=False).out
    assert {line.count("\t") for line in tsv.split("\n") if line} == {len(PASSAGE_FIELDS) + 1}
    assert tsv.count("\n") == len(texts) + 1


@pytest.mark.parametrize("encoding", ["cp932", "ascii", "utf-16", "latin-1"])
@pytest.mark.parametrize("format_", ["table", "plain", "jsonl", "csv"])
def test_any_encoding_of_stdout(folder: tuple[Path, dict[str, str]], format_: str, encoding: str) -> None:
    """What an encoding has not is written as an escape; nothing fails."""
    run = run_on(folder[0], *_EVERYTHING, "--format", format_, terminal=False, encoding=encoding)
    assert run.code == 0
    assert run.err == ""
    if format_ == "jsonl":
        assert len([json.loads(line) for line in run.out.split("\n") if line]) == len(folder[1])


@pytest.mark.parametrize("columns", ["1", "2", "20", "79", "200", "0", "-5", "x"])
def test_any_width(folder: tuple[Path, dict[str, str]], columns: str) -> None:
    """A terminal of any width, or of one that makes no sense, shows all of it."""
    run = run_on(folder[0], "search", "語", "--limit", "60", terminal=True, COLUMNS=columns, NO_COLOR="1")
    assert run.code == 0
    assert raw_in(run.out) == set()


@pytest.fixture(scope="module", name="small")
def _small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_folder(tmp_path_factory.mktemp("small"))


_COMMANDS = (
    ("search", "台湾"), ("search", "台湾", "--format", "json"), ("search", "台湾", "--format", "csv"),
    ("search", "台湾", "--count"), ("info",), ("check",), ("show", "scc-2021#1"), ("catalog",), ("index",), ("--help",),
    ("--version",),
)  # fmt: skip


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no /dev/full")
@pytest.mark.parametrize("arguments", _COMMANDS, ids=" ".join)
def test_a_full_disk_is_said(small: Path, arguments: tuple[str, ...]) -> None:
    """Where stdout can't be written there is one line and exit 2, whatever the command."""
    with Path("/dev/full").open("w", encoding="utf-8") as full:
        done = subprocess.run(
            command(*arguments),
            cwd=small,
            env=environment(),
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )
    assert (done.returncode, done.stderr.count("\n")) == (2, 1)
    assert "No space left" in done.stderr


@pytest.mark.parametrize(("closed", "code"), [(">&-", 2), ("2>&-", 0), ("<&-", 0), (">&- 2>&- <&-", 2)])
def test_streams_that_are_closed(small: Path, closed: str, code: int) -> None:
    """A stdout that is closed is said with exit 2; a stdin or a stderr that is closed does not matter."""
    line = subprocess.list2cmdline(command("search", "台湾"))
    done = subprocess.run(
        ["sh", "-c", f"{line} {closed}"],
        cwd=small,
        env=environment(),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == code
    assert "Traceback" not in done.stderr
    assert done.stderr.count("\n") == (1 if closed == ">&-" else 0)


@pytest.mark.parametrize("arguments", (*_COMMANDS[:4], ("info",), ("catalog",)), ids=" ".join)
def test_a_closed_pipe_is_silent(small: Path, arguments: tuple[str, ...]) -> None:
    """Who reads stops reading: nothing is said, and it is a success."""
    reader = subprocess.Popen(["true"], stdin=subprocess.PIPE)
    reader.wait()
    assert reader.stdin is not None
    done = subprocess.run(
        command(*arguments),
        cwd=small,
        env=environment(),
        stdout=reader.stdin,
        stderr=subprocess.PIPE,
        check=False,
    )
    reader.stdin.close()
    assert (done.returncode, done.stderr) == (0, b"")


def test_a_terminal_of_twenty_columns_and_a_dumb_one(small: Path) -> None:
    """On a real terminal: neither colour nor links where it is dumb or NO_COLOR is set, and lines that fit."""
    assert "\x1b" not in on_terminal(small, "search", "台湾", TERM="dumb")
    assert "\x1b" not in on_terminal(small, "search", "台湾", NO_COLOR="1")
    shown = on_terminal(small, "search", "台湾", columns=20, NO_COLOR="1")
    assert "台湾" in shown


def test_csv_is_read_back_line_by_line(folder: tuple[Path, dict[str, str]]) -> None:
    """A CSV in a pipe has as many rows as hits, whatever breaks of lines are in its cells."""
    out = run_on(folder[0], *_EVERYTHING, "--format", "csv", terminal=False).out
    assert len(list(csv.reader(io.StringIO(out, newline="")))) == len(folder[1]) + 1


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_a_run_that_is_ended_leaves_no_file_behind(tmp_path: Path, number: signal.Signals) -> None:
    """SIGTERM and SIGHUP during an export end it, and what was there before is still there, and nothing else."""
    (tmp_path / "hits.csv").write_text("before", encoding="utf-8")
    program = (
        "import os, signal\n"
        "from fumikura.cli.output import open_output\n"
        f"signal.signal({int(number)}, signal.SIG_DFL)\n"
        "with open_output('hits.csv', 'csv') as stream:\n"
        f"    stream.write('half'); os.kill(os.getpid(), {int(number)}); stream.write('more')\n"
    )
    ended = subprocess.run([sys.executable, "-c", program], cwd=tmp_path, env=environment(), check=False)
    assert ended.returncode == 128 + number
    assert [path.name for path in tmp_path.iterdir()] == ["hits.csv"]
    assert (tmp_path / "hits.csv").read_text(encoding="utf-8") == "before"


def test_a_file_that_was_protected_is_not_replaced(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A result that somebody made read-only stays, though the folder around it may be written."""
    target = tmp_path / "hits.csv"
    target.write_text("before", encoding="utf-8")
    monkeypatch.setattr(os, "access", lambda path, mode: not (Path(path) == target and mode & os.W_OK))
    with (
        pytest.raises(OutputError, match="Permission denied"),
        open_output(str(target), "csv") as stream,
    ):
        stream.write("after")
    assert [path.read_text(encoding="utf-8") for path in tmp_path.iterdir()] == ["before"]
