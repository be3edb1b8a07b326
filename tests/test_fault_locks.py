"""Two at once, what the dead leave, folders that are read-only or something else, runs that are interrupted."""

from __future__ import annotations

import multiprocessing
import os
import shutil
import signal
import subprocess
import sys
import time
import types
from pathlib import Path
from typing import Any

import pytest

from fault_index import can_mount, make_state, state_of
from fumikura.build import build_index
from fumikura.documents import FileContent, read_file
from fumikura.engines import open_writer
from fumikura.errors import FumikuraError, IndexError_, IndexLockedError
from fumikura.reading.discovery import SourceFile
from fumikura.search import open_index
from program import attend, command, environment


def _run(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command(*arguments), cwd=folder, env=environment(), capture_output=True, text=True, check=False
    )


def test_a_second_run_is_told_and_searches_go_on(tmp_path: Path) -> None:
    """While one process writes, another is refused in one line with exit 2, and a search finds the old state."""
    make_state(tmp_path / "corpus", 0)
    build_index(tmp_path / "corpus", tmp_path / "index")
    with open_writer(tmp_path / "index"):
        done = _run(tmp_path, "index")
        assert (done.returncode, done.stderr.count("\n")) == (2, 1)
        assert "Another process is writing" in done.stderr
        assert _run(tmp_path, "search", "台湾", "--count").returncode == 0
    assert _run(tmp_path, "index").returncode == 0


def test_locks_of_the_dead_do_not_hold(tmp_path: Path) -> None:
    """A lock file that was left is none, nor one of a process that was killed, while others read for it."""
    make_state(tmp_path / "corpus", 0, files=60, paragraphs=60)
    (tmp_path / "index").mkdir()
    (tmp_path / "index" / "lock").write_text("12345", encoding="ascii")
    process = subprocess.Popen(
        command("index", "--jobs", "2"), cwd=tmp_path, env=environment(), stderr=subprocess.DEVNULL
    )
    deadline = time.monotonic() + 20
    while not list((tmp_path / "index").glob("g*")) and time.monotonic() < deadline:
        time.sleep(0.01)
    children = _children(process.pid)
    process.kill()
    process.wait()
    with pytest.raises(FumikuraError, match="no index"):
        open_index(tmp_path / "index")
    open_writer(tmp_path / "index").cancel()
    while any(map(_is_alive, children)) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not [child for child in children if _is_alive(child)], "processes outlive the run that made them"


def _children(pid: int) -> list[int]:
    path = Path(f"/proc/{pid}/task/{pid}/children")
    return list(map(int, path.read_text(encoding="ascii").split())) if path.exists() else []


def _is_alive(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rsplit(")", 1)[1].split()[0] != "Z"
    except OSError:
        return False


@pytest.mark.parametrize(
    ("jobs", "number", "ends"),
    [
        ("1", signal.SIGINT, (130, "", "fumikura: interrupted\n")),
        ("2", signal.SIGINT, (130, "", "fumikura: interrupted\n")),
        ("2", signal.SIGTERM, (143, "", "")),
    ],
)
def test_a_run_that_is_ended(
    tmp_path: Path, jobs: str, number: signal.Signals, ends: tuple[int, str, str]
) -> None:
    """By Ctrl-C or SIGTERM: the old index is as it was, and nothing is left by the run, however many processes read."""
    attend()
    make_state(tmp_path / "corpus", 0)
    build_index(tmp_path / "corpus", tmp_path / "index")
    shutil.rmtree(tmp_path / "corpus")
    make_state(tmp_path / "corpus", 1, files=150, paragraphs=60)
    process = subprocess.Popen(
        command("index", "--jobs", jobs),
        cwd=tmp_path,
        env=environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    deadline = time.monotonic() + 20
    while len(list((tmp_path / "index").glob("g*"))) < 2 and time.monotonic() < deadline:
        time.sleep(0.01)
    children = _children(process.pid)
    if number == signal.SIGINT:
        os.killpg(process.pid, number)  # as a terminal does: to all processes of the run
    else:
        process.send_signal(number)
    out, err = process.communicate(timeout=30)
    assert (process.returncode, out, err) == ends
    assert not [child for child in children if _is_alive(child)]
    assert state_of(tmp_path / "index") == 0
    assert sorted(path.name for path in (tmp_path / "index").iterdir()) == ["current.json", "g000001", "lock"]


def test_a_reading_process_that_is_killed_costs_nothing(tmp_path: Path) -> None:
    """Where the system ends a process that reads, as for want of memory, what it was at is read once more."""
    make_state(tmp_path / "corpus", 0, files=60, paragraphs=20)
    process = subprocess.Popen(
        command("index", "--jobs", "2"), cwd=tmp_path, env=environment(), stderr=subprocess.PIPE, text=True
    )
    deadline = time.monotonic() + 20
    while not (children := _children(process.pid)) and process.poll() is None and time.monotonic() < deadline:
        time.sleep(0.005)
    if not children:
        process.communicate()
        pytest.skip("the children of a process can't be listed here")
    os.kill(children[0], signal.SIGKILL)
    process.communicate(timeout=60)
    assert process.returncode == 0
    with open_index(tmp_path / "index") as index:
        assert len(index) == 60 * 20


def test_a_file_that_ends_its_process_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A library that crashes on a file costs that file alone: it is named, and the others are indexed."""
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    for name in "abcdefgh":
        (corpus / f"{name}.txt").write_text(f"{name}の話である。\n", encoding="utf-8")

    def crash(found: SourceFile, *rest: Any) -> FileContent:
        if found.source == "c.txt":
            os._exit(139)
        return read_file(found, *rest)

    monkeypatch.setattr("fumikura.build.read_file", crash)
    monkeypatch.setattr(os, "cpu_count", lambda: 2)
    if multiprocessing.get_start_method() != "fork":
        pytest.skip("what is patched here is not in the processes that are begun")
    report = build_index(corpus, tmp_path / "index", jobs=2)
    assert [file.status for file in report.files] == ["added"] * 2 + ["skipped"] + ["added"] * 5
    assert "c.txt: the process that read it ended" in report.files[2].reason


def test_media_that_can_only_be_read(tmp_path: Path) -> None:
    """An index on read-only media is searched and checked; to write it is refused in one line with the remedy."""
    if not can_mount(tmp_path / "disk"):
        pytest.skip("no file system can be mounted here")
    make_state(tmp_path / "corpus", 0)
    disk = tmp_path / "disk"
    subprocess.run(["mount", "-t", "tmpfs", "-o", "size=8m", "tmpfs", disk], check=True)
    try:
        index = disk / "index"
        build_index(tmp_path / "corpus", index)
        subprocess.run(["mount", "-o", "remount,ro", disk], check=True)
        assert state_of(index) == 0
        assert _run(tmp_path, "check", "--index", str(index)).returncode == 0
        for arguments in (("index",), ("index", "--rebuild"), ("index", "--restore")):
            done = _run(tmp_path, *arguments, "--index", str(index))
            assert (done.returncode, done.stderr.count("\n")) == (2, 1)
            assert "Read-only file system" in done.stderr
    finally:
        subprocess.run(["umount", disk], check=True)


@pytest.mark.parametrize(
    "name", ["索引 の 置き場", "a b/c d/索引", "-index", "ind'ex\"$(x)", "索引\u3099\U0001f4da", "x" * 200]
)
def test_an_index_on_any_path(tmp_path: Path, name: str) -> None:
    """Spaces, Japanese, quotes and dashes in the path of an index are as good as any letter."""
    make_state(tmp_path / "corpus 文書", 0)
    index = tmp_path / name
    build_index(tmp_path / "corpus 文書", index)
    assert state_of(index) == 0
    done = _run(tmp_path, "search", "台湾", "--count", f"--index={index}", "--corpus", "corpus 文書")
    assert (done.returncode, done.stderr) == (0, "")


def test_a_folder_that_is_something_else_stays_as_it_is(tmp_path: Path) -> None:
    """Whatever is in a folder that is no index is still there after every command, rebuild and restore too."""
    corpus = tmp_path / "corpus"
    make_state(corpus, 0)
    places = {
        "papers": ("thesis.txt",),
        "project": (".git/config", "src/main.py"),
        "whoosh": ("_MAIN_1.toc", "MAIN_WRITELOCK"),
        "almost": ("g000001/manifest.json", "letter.doc"),
        "generations": ("g000001/notes.txt",),
        "pointer": ("current.json", "holiday.jpg"),
        "hidden": (".profile",),
    }
    for name, files in places.items():
        for file in files:
            path = tmp_path / name / file
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text("mine", encoding="ascii")
    before = _everything(tmp_path)
    for name in (*places, "corpus"):
        for rebuild in (False, True):
            with pytest.raises(IndexError_) as raised:
                build_index(corpus, tmp_path / name, rebuild=rebuild)
            assert raised.value.remedy
        for arguments in (("index", "--restore"), ("search", "台湾"), ("check",)):
            done = _run(tmp_path, *arguments, "--index", name) if name in ("papers", "corpus") else None
            assert done is None or done.returncode == 2
    (tmp_path / "file").write_text("mine", encoding="ascii")
    with pytest.raises(IndexError_, match="--index"):
        build_index(corpus, tmp_path / "file")
    assert {path: data for path, data in _everything(tmp_path).items() if path.name != "file"} == before


def _everything(folder: Path) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_a_second_writer_in_the_same_process_is_told(tmp_path: Path) -> None:
    """The lock holds between threads of one program as well."""
    with open_writer(tmp_path), pytest.raises(IndexLockedError):
        open_writer(tmp_path)


def test_two_writers_where_there_is_no_fcntl(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without `fcntl` the lock of `msvcrt` keeps the second writer out; readers are let in, and the next writer too."""
    import fcntl

    locked: list[int] = []

    def locking(descriptor: int, mode: int, size: int) -> None:
        assert (mode, size) == (2, 1)
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        locked.append(descriptor)

    monkeypatch.setitem(sys.modules, "msvcrt", types.SimpleNamespace(locking=locking, LK_NBLCK=2))
    monkeypatch.setitem(sys.modules, "fcntl", None)
    (tmp_path / "corpus").mkdir()
    (tmp_path / "corpus" / "a.txt").write_text("台湾海峡の平和。\n", encoding="utf-8")
    build_index(tmp_path / "corpus", tmp_path / "index")
    with open_writer(tmp_path / "index"), pytest.raises(IndexLockedError):
        open_writer(tmp_path / "index")
    with open_index(tmp_path / "index") as index:
        assert index.search("台湾海峡").total == 1
    open_writer(tmp_path / "index").cancel()
    assert locked
