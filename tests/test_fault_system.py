"""What the system refuses, for real: the message names the cause, and nothing says that the index is damaged."""

from __future__ import annotations

import ctypes
import multiprocessing
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
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


@pytest.fixture(name="shut")
def _shut(tmp_path: Path) -> Iterator[Path]:
    """A folder with a corpus below `closed`, and its index."""
    (tmp_path / "closed" / "corpus").mkdir(parents=True)
    (tmp_path / "closed" / "corpus" / "a.txt").write_text("台湾海峡の平和。\n", encoding="utf-8")
    build_index(tmp_path / "closed" / "corpus", tmp_path / "index")
    (tmp_path / "closed").chmod(0)
    yield tmp_path
    (tmp_path / "closed").chmod(0o755)


_DROP, _MAY_READ_ALL = 24, (1, 2)  # of <linux/prctl.h> and <linux/capability.h>


def _drop_rights() -> None:
    """Let root keep to the permissions of files, as everybody else does."""
    for right in _MAY_READ_ALL:
        ctypes.CDLL(None).prctl(_DROP, right, 0, 0, 0)


def _run(place: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "fumikura", *arguments],
        cwd=place, env=environment(), capture_output=True, text=True, timeout=60, check=False, preexec_fn=_drop_rights,
    )  # fmt: skip


@pytest.mark.parametrize(
    "arguments",
    [
        ("index", "--corpus", "closed/corpus", "--index", "new"),
        ("search", "平和", "--corpus", "closed/corpus", "--index", "new"),
        ("catalog", "--corpus", "closed/corpus"),
        ("note", "a#1", "語", "--corpus", "closed/corpus"),
        ("index",),
    ],
)
def test_a_corpus_below_a_closed_folder(shut: Path, arguments: tuple[str, ...]) -> None:
    """The folder that may not be entered is named, where it was said that there are no documents."""
    done = _run(shut, *arguments)
    assert (done.returncode, done.stdout) == (2, "")
    assert f"The folder {shut / 'closed'} may not be entered" in done.stderr
    assert not (shut / "new").exists()


@pytest.mark.parametrize(
    "command", [("search", "平和", "--format", "plain"), ("check",), ("info",), ("count", "平和")]
)
def test_an_index_answers_though_its_corpus_is_closed(shut: Path, command: tuple[str, ...]) -> None:
    """An index is whole without its corpus; what compares the two says why it can't, and no corpus takes its place."""
    done = _run(shut, *command)
    assert done.returncode == 0
    assert done.stdout
    assert ("may not be entered" in done.stderr) == (command != ("info",))
    (shut / "other").mkdir()
    (shut / "other" / "a.txt").write_text("別の文書である。\n", encoding="utf-8")
    refused = _run(shut, "index", "--corpus", "other", "--index", "index")
    assert (refused.returncode, "holds the documents of" in refused.stderr) == (2, True)


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
