"""The program where something is wrong: one line that says what and where, never a traceback."""

from __future__ import annotations

import signal
import subprocess
import time
from pathlib import Path

import pytest

from program import Program, attend, command, environment, on_terminal

CHECKED = """\
The index is sound: 4 passages, every file as it was written.
The corpus has not changed since it was indexed.
"""


def test_csv_is_utf8_whatever_the_locale(processes: Program) -> None:
    """Data in a pipe is UTF-8, unless PYTHONIOENCODING asks for something else."""
    ascii_locale = {"LC_ALL": "POSIX", "PYTHONCOERCECLOCALE": "0"}
    assert "台湾" in processes("search", "台湾", "--format", "csv", env=ascii_locale).out
    run = processes("search", "台湾", "--format", "csv", env={"PYTHONIOENCODING": "cp932"}, encoding="cp932")
    assert "台湾" in run.out


@pytest.mark.parametrize(("encoding", "format_"), [("cp932", "table"), ("ascii", "json"), ("euc_jp", "csv")])
def test_no_encoding_of_stdout_is_a_problem(processes: Program, encoding: str, format_: str) -> None:
    """A stdout that can't hold every character gets the rest as escapes."""
    run = processes(
        "search", "台湾", "--format", format_, env={"PYTHONIOENCODING": encoding}, encoding=encoding
    )
    assert (run.code, run.err) == (0, "")
    assert "scc-2021#1" in run.out


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("search", "台湾", "--year", "abc"), "'abc' is not a year"),
        (("search", "台湾", "--year", ""), "'' is not a year"),
        (("search", "台湾", "--from", "2013-13-01"), "'2013-13-01' is not a date"),
        (("search", "台湾", "--from", ""), "'' is not a date"),
        (("search", "台湾", "--meeting", "宴会"), "2+2 (日米安全保障協議委員会)"),
        (("search", "台湾", "--document", "scc"), "scc-2021"),
        (("search", "台湾", "--limit", "-1"), "--limit: -1 is not a whole number"),
        (("search", "台湾", "--format", "xml"), "there is no xml"),
        (("search", "台湾 NEAR/2000 中国"), "(at character"),
        (("search", ""), "fumikura: "),
        (("search",), "QUERY is missing"),
        (("serach", "台湾"), "fumikura"),
        (("show", "scc-2021#99"), "scc-2021#"),
        (("show", "zzz#1"), "There is no passage zzz#1. There are documents such as "),  # none is near it
        (("info", "--index", "nowhere"), "nowhere"),
        (("search", "台湾", "--output", "no/such/folder/x.csv"), "See that its folder is there"),
        (("search", "台湾", "--output", "."), "can't be written"),
        (("catalog", "--corpus", "nowhere"), "nowhere"),
        (("index", "--corpus", "nowhere"), "nowhere"),
        (("search", "台湾", "--index", "nul\x01l", "--corpus", "none\x1b[31m"), "noneU+001B[31m"),
    ],
)
def test_mistakes_are_one_line(fumikura: Program, arguments: tuple[str, ...], says: str) -> None:
    """Exit 2, nothing on stdout, one line on stderr that says what is wrong."""
    run = fumikura(*arguments)
    assert (run.code, run.out) == (2, "")
    assert says in run.err
    assert run.err.startswith("fumikura: ")
    assert run.err.count("\n") == 1


def test_a_mistake_in_a_query_is_pointed_at(folder: Path) -> None:
    """On a terminal a caret stands under the character, in columns and not in characters."""
    shown = on_terminal(folder, "search", "台湾 NEAR/2000 中国")
    lines = shown.splitlines()
    assert lines[-2] == "  台湾 NEAR/2000 中国"
    assert lines[-1].strip() == "^"


def test_a_terminal(folder: Path) -> None:
    """On a terminal: matches in colour, file names as links, nothing foreign that acts."""
    shown = on_terminal(folder, "search", "台湾海峡", NO_COLOR="")
    assert "\x1b[1;31m台湾海峡\x1b[0m" in shown
    assert "\x1b]8;" in shown
    assert "passages.jsonl" in shown
    assert "\x1b[31m強調" not in shown
    assert "\x1b" not in on_terminal(folder, "search", "台湾海峡", NO_COLOR="1")
    assert "\x1b" not in on_terminal(folder, "search", "台湾海峡", "--format", "csv", NO_COLOR="")
    assert on_terminal(folder, "search", "台湾海峡", columns=20)


def test_search_with_neither_index_nor_corpus(fumikura: Program, tmp_path: Path) -> None:
    """The message names both places and the ways to give them."""
    run = fumikura("search", "台湾", cwd=tmp_path)
    assert (run.code, run.out) == (2, "")
    assert "--corpus" in run.err
    assert "FUMIKURA_INDEX" in run.err
    assert not (tmp_path / "index").exists()


def test_a_skipped_file_is_named(processes: Program, tmp_path: Path) -> None:
    """The others are indexed, so the exit code is 0; the file is named on stderr."""
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    (corpus / "good.txt").write_text("台湾海峡。\n", encoding="utf-8")
    (corpus / "bad.txt").write_bytes(b"\x81\xff\xfe\x00\x00\x9f" * 20)
    run = processes("index", cwd=tmp_path)
    assert run.code == 0
    assert "bad.txt" in run.err
    assert "good.txt" in run.out
    assert processes("search", "台湾海峡", "--count", cwd=tmp_path).out == "1\n"


@pytest.mark.parametrize("format_", ["table", "plain", "json", "csv"])
def test_a_closed_pipe_is_silent(folder: Path, format_: str) -> None:
    """`fumikura search … | head -1` leaves nothing on stderr and is a success."""
    process = subprocess.Popen(
        command("search", "台湾", "--format", format_),
        cwd=folder,
        env=environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdout.close()
    assert process.stderr.read() == b""
    process.stderr.close()
    assert process.wait() == 0


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no /dev/full")
def test_a_full_disk_is_said(folder: Path) -> None:
    """Where stdout can't be written: one line, exit 2."""
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            command("search", "台湾"),
            cwd=folder,
            env=environment(),
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
        )
    assert done.returncode == 2
    assert done.stderr.count("\n") == 1
    assert "standard output" in done.stderr


def test_ctrl_c(tmp_path: Path) -> None:
    """An interrupt while the index is built: one line, exit 130, and no index."""
    attend()
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    for number in range(40):
        text = "".join(
            f"第{number}の{each}番目の閣僚は、台湾海峡の平和と安定について議論した。\n\n"
            for each in range(400)
        )
        (corpus / f"{number}.txt").write_text(text, encoding="utf-8")
    process = subprocess.Popen(
        command("search", "台湾"),
        cwd=tmp_path,
        env=environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert process.stderr is not None
    assert b"building" in process.stderr.readline()
    time.sleep(0.3)
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=30)
    assert process.returncode == 130
    assert (out, err) == (b"", b"fumikura: interrupted\n")


def test_check_after_a_change_of_the_first_document(fumikura: Program, tmp_path: Path) -> None:
    """Deleted passages at the beginning of a segment, where every list of postings begins with them, are no damage."""
    (corpus := tmp_path / "corpus").mkdir()
    for name in "abcd":
        (corpus / f"{name}.txt").write_text(f"{name}は台湾海峡の平和を望む。\n", encoding="utf-8")
    fumikura("index", cwd=tmp_path)
    (corpus / "a.txt").write_text("台湾海峡は平和である。\n", encoding="utf-8")
    fumikura("index", cwd=tmp_path)
    run = fumikura("check", cwd=tmp_path)
    assert (run.code, run.out) == (0, CHECKED)


def test_check_knows_what_can_not_be_indexed(fumikura: Program, tmp_path: Path) -> None:
    """A file that was skipped is no change, as to index again would change nothing; one that was touched is."""
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    (corpus / "good.txt").write_text("台湾海峡。\n", encoding="utf-8")
    (corpus / "bad.txt").write_bytes(b"\x81\xff\xfe\x00\x00\x9f" * 20)
    assert fumikura("index", cwd=tmp_path).code == 0
    assert fumikura("check", cwd=tmp_path).code == 0
    assert fumikura("search", "台湾海峡", cwd=tmp_path).err == ""
    (corpus / "bad.txt").write_text("今度は読める。\n", encoding="utf-8")
    touched = fumikura("check", cwd=tmp_path)
    assert touched.code == 1
    assert "bad.txt" in touched.out
