"""What the system refuses, for real: the message names the cause, and nothing says that the index is damaged."""

from __future__ import annotations

import multiprocessing
import os
import signal
import subprocess
import sys
from multiprocessing.connection import Connection
from pathlib import Path

import pytest

import fumikura
from fumikura import freshness, notes
from fumikura.build import build_index
from fumikura.engines.whoosh import passages
from fumikura.errors import CorpusError
from fumikura.parallel import in_processes
from program import environment, make_folder

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="limits are those of Linux")

_LIMITED = """
import resource, sys
from fumikura.cli import main
limit = getattr(resource, sys.argv[1])
resource.setrlimit(limit, (int(sys.argv[2]),) * 2)
sys.exit(main(sys.argv[3:]))
"""


@pytest.fixture(scope="module", name="folder")
def _folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = make_folder(tmp_path_factory.mktemp("work"))
    (place / "corpus" / "more.txt").write_text("台湾海峡の平和。\n", encoding="utf-8")
    return place


@pytest.mark.parametrize(
    ("arguments", "limit", "value", "says"),
    [
        (("search", "台湾"), "RLIMIT_NOFILE", 12, "Too many open files"),
        (("search", "台湾"), "RLIMIT_AS", 120 * 2**20, "memory"),
        (("index", "--rebuild", "--jobs", "2"), "RLIMIT_NOFILE", 16, "Too many open files"),
        (("index", "--rebuild"), "RLIMIT_AS", 300 * 2**20, "memory"),
    ],
)
def test_a_limit(folder: Path, arguments: tuple[str, ...], limit: str, value: int, says: str) -> None:
    """No descriptor left, no memory: it is done all the same, or one line names the cause, and no rebuild is advised."""
    done = subprocess.run(
        [sys.executable, "-c", _LIMITED, limit, str(value), *arguments],
        cwd=folder, env=environment(), capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip
    if done.returncode != 0:
        assert done.returncode == 2
        assert says in done.stderr
        assert "Traceback" not in done.stderr
    for wrong in ("damaged", "makes no sense", "rebuild", "standard output", "Install it again"):
        assert wrong not in done.stderr


def test_a_process_that_is_refused(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The second process of a run can't be begun: it is said with the remedy, and the first one does not go on."""
    fork, begun = os.fork, list[int]()

    def refuse() -> int:
        if begun:
            raise BlockingIOError(11, "Resource temporarily unavailable")
        begun.append(child := fork())
        return child

    monkeypatch.setattr(os, "fork", refuse)
    monkeypatch.setattr(os, "cpu_count", lambda: 2)
    with pytest.raises(CorpusError, match=r"refused another process: Resource .* --jobs 1"):
        build_index(folder / "corpus", tmp_path / "index", jobs=2)
    assert begun
    assert not multiprocessing.active_children()


def _half_an_answer(cut: int) -> bytes:
    """Ends its process when it has sent so many bytes of its answer; an even number of them is sent whole."""
    left = cut

    def send(connection: Connection, buffer: bytes) -> None:
        nonlocal left
        part = bytes(buffer[:left])
        os.write(connection.fileno(), part)
        left -= len(part)
        if not left:
            os.kill(os.getpid(), signal.SIGKILL)

    if cut % 2:
        setattr(Connection, "_send", send)  # noqa: B010 - mypy knows no private methods
    return bytes(100_000)


def test_workers_that_are_killed_in_the_middle_of_an_answer() -> None:
    """Each costs its own task alone, however much of the answer was sent, and nothing waits for the rest."""
    cuts = [each for byte in range(1, 60_000, 3_000) for each in (byte, byte + 1)]
    answers = in_processes(_half_an_answer, cuts, 2, lambda _cut: b"lost")
    assert [len(answer) for answer in answers] == [4, 100_000] * 20


def test_no_memory_while_an_index_is_read(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is no damage, whatever was being read."""

    def fail(*_: object) -> None:
        raise MemoryError

    with fumikura.open_index(folder / "index") as index:
        monkeypatch.setattr(passages.Passages, "view", fail)
        with pytest.raises(MemoryError):
            index.search("台湾")


def test_a_file_that_vanishes_while_a_search_looks(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Between the listing and a look at it: it is a changed one, and the search has its answer."""
    listed = folder / "corpus" / "more.txt"
    stat = Path.stat

    def gone(path: Path, **options: bool) -> os.stat_result:
        if path.name == listed.name:
            raise FileNotFoundError(2, "No such file or directory", str(path))
        return stat(path, **options)

    build_index(folder / "corpus", folder / "index")
    with fumikura.open_index(folder / "index") as index:
        assert freshness.changed_files(folder / "corpus", index.engine) == ()
        monkeypatch.setattr(Path, "stat", gone)
        assert freshness.changed_files(folder / "corpus", index.engine) == ("more.txt",)


def test_a_catalog_that_changes_during_a_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What was written after the catalog was read is a change, though the run had not come to the file by then."""
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    (corpus / "a.txt").write_text("台湾海峡の平和。\n", encoding="utf-8")
    read = notes.load_notes

    def write_then_read(folder: Path) -> object:
        (corpus / "catalog.toml").write_text("[[document]]\nid = 'b'\nfile = 'a.txt'\n", encoding="utf-8")
        return read(folder)

    monkeypatch.setattr("fumikura.build.load_notes", write_then_read)
    build_index(corpus, tmp_path / "index")
    with fumikura.open_index(tmp_path / "index") as index:
        assert [each.id for each in index.documents()] == ["a"]
        assert freshness.changed_files(corpus, index.engine) == ("a.txt",)
