"""What goes wrong in a cluster, and with it: said clearly, nothing lost, no answer of a part of the index."""

from __future__ import annotations

import json
import os
import signal
import socket
import time
import urllib.request
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any
from unittest import mock

import pytest

from fumikura.engines import SETTINGS, open_engine, open_writer, restore_index
from fumikura.engines.opensearch import lock
from fumikura.engines.opensearch.settings import Settings, read_settings, write_settings
from fumikura.engines.protocol import ids_of
from fumikura.errors import (
    ClusterError,
    IndexDamagedError,
    IndexLockedError,
    IndexMissingError,
    IndexVersionError,
)
from fumikura.search import open_index
from in_cluster import ADDRESSES, index_in_cluster, needs_cluster
from opensearch.cluster import Node
from program import make_folder, program_in
from sample import SAMPLE, make_passage, record, write_index
from tls_proxy import PASSWORD, USER, make_certificate, proxy

OLD = [make_passage("古い版。台湾。", "a", 1)]
LEASE = 0.8


@pytest.fixture(autouse=True)
def _short_lease() -> Iterator[None]:
    """Who was killed is taken for dead soon."""
    with mock.patch.object(lock, "LEASE", LEASE):
        yield


def asked(method: str, path: str, body: Any = None, at: str = "") -> Any:
    """The answer of the cluster, past the engine."""
    request = urllib.request.Request(
        (at or ADDRESSES[0]) + path,
        None if body is None else json.dumps(body).encode(),
        {"Content-Type": "application/json"},
        method=method,
    )
    with urllib.request.urlopen(request, timeout=60) as answer:
        return json.load(answer)


def name_of(index: Path) -> str:
    """The name of an index in the cluster."""
    settings = read_settings(index.parent / SETTINGS)
    assert settings
    return settings.name


def indexes_of(index: Path) -> set[str]:
    """The indexes in the cluster that belong to one, but for the lock."""
    name = name_of(index)
    return {each.removeprefix(name) for each in asked("GET", f"/{name}-g*/_alias")}


def ids_in(index: Path) -> tuple[str, ...]:
    """The ids of the passages of an index as it is now."""
    with closing(open_engine(index)) as engine:
        return ids_of(engine)


@needs_cluster
def test_the_engine_is_chosen_on_the_command_line(tmp_path: Path) -> None:
    """`--engine opensearch` writes where the index is, and all commands go there; one engine is not taken for another."""
    make_folder(tmp_path)
    program = program_in(tmp_path)
    environment = {"FUMIKURA_OPENSEARCH": ",".join(ADDRESSES)}
    chosen = program("index", "--engine", "opensearch", env=environment)
    assert chosen.code == 0, chosen.err
    assert f"{SETTINGS} was written" in chosen.err
    try:
        assert program("search", "台湾海峡", "--count").out == "2\n"
        assert "opensearch" in program("info").out
        assert program("check").code == 0
        assert program("index", "--engine", "opensearch").code == 0
        other = program("index", "--engine", "whoosh")
        assert other.code == 2
        assert "does not name whoosh" in other.err
    finally:
        asked("DELETE", "/fumikura*")


@needs_cluster
def test_commands_say_the_same_on_both_engines(tmp_path: Path) -> None:
    """What commands write of an index in a cluster is, byte for byte, what they write of the same in a folder."""
    program = program_in(make_folder(tmp_path))
    elsewhere = ("--index", str(index_in_cluster(tmp_path / "cluster")))
    assert program("index", *elsewhere).code == 0
    for line in (
        "search 台湾海峡 --format csv", "search 海峡~1 --sort -date", "search たいわん", "kwic 台湾",
        "count 台湾 平和 --by year", "words", "words --year 2021 --against year=2013", "collocates 台湾",
        "lineage 台湾海峡の平和", "diff scc-2013 scc-2021", "cite scc-2013#1 --style bibtex", "show scc-2021#1 -C 1",
        "show none#1", "terms",
    ):  # fmt: skip
        assert program(*line.split(), *elsewhere) == program(*line.split()), line


@needs_cluster
def test_two_writers_keep_each_other_out(tmp_path: Path) -> None:
    """While one writes another is refused, and the index is of the first; then it is the other's turn."""
    index = index_in_cluster(tmp_path)
    with open_writer(index) as writer:
        with pytest.raises(IndexLockedError):
            open_writer(index)
        writer.add_file(record(OLD), OLD)
        writer.commit()
    assert ids_in(index) == ("a#1",)
    write_index(index, SAMPLE)
    assert ids_in(index) == tuple(passage.id for passage in SAMPLE)


@needs_cluster
def test_what_was_taken_for_dead_does_not_commit(tmp_path: Path) -> None:
    """A writer that did not touch its lock for too long finds that another has written, and changes nothing."""
    index = write_index(index_in_cluster(tmp_path), OLD)
    with mock.patch.object(lock.ClusterLock, "_keep_touching"):
        slow = open_writer(index)
    slow.add_file(record(SAMPLE), SAMPLE)
    other = [make_passage("後から書いた。", "z", 1)]
    write_index(index, other)
    with pytest.raises((IndexLockedError, ClusterError)):
        slow.commit()
    slow.cancel()
    assert ids_in(index) == ("a#1", "z#1")
    assert (
        indexes_of(index) == {f"-g00000{number}{of}" for number in (1, 2) for of in ("", "-lexicon")}
        or len(indexes_of(index)) == 2
    )


@needs_cluster
@pytest.mark.parametrize("share", [0.4, 0.8, 1.0])
def test_killed_at_any_moment_the_index_is_whole(tmp_path: Path, share: float, requests: int) -> None:
    """Killed before any request of a run, the index is as before or as after; the next run leaves nothing behind."""
    index = write_index(index_in_cluster(tmp_path), OLD)
    child = os.fork()
    if not child:
        _killed_at(index, max(int(requests * share), 1))
    assert os.WTERMSIG(os.waitpid(child, 0)[1]) == signal.SIGKILL
    assert ids_in(index) in (("a#1",), tuple(passage.id for passage in SAMPLE))
    write_index(index, SAMPLE)
    assert ids_in(index) == tuple(passage.id for passage in SAMPLE)
    assert len(indexes_of(index)) == 2  # what counts, and what counted before


@pytest.fixture(name="requests", scope="module")
def _requests_of_a_run(tmp_path_factory: pytest.TempPathFactory) -> int:
    """How many requests it takes to put the sample into an index."""
    index = write_index(index_in_cluster(tmp_path_factory.mktemp("run")), OLD)
    with mock.patch(
        "opensearchpy.Transport.perform_request", autospec=True, side_effect=_perform
    ) as performed:
        write_index(index, SAMPLE)
    return int(performed.call_count)


def _killed_at(index: Path, request: int) -> None:
    """Put the sample into an index, and die before a request."""
    done = 0

    def perform(*arguments: Any, **named: Any) -> Any:
        nonlocal done
        done += 1
        if done >= request:
            os.kill(os.getpid(), signal.SIGKILL)
        return _perform(*arguments, **named)

    try:
        with mock.patch("opensearchpy.Transport.perform_request", perform):
            write_index(index, SAMPLE)
    finally:
        os.kill(os.getpid(), signal.SIGKILL)


try:
    from opensearchpy import Transport

    _perform = Transport.perform_request
except ModuleNotFoundError:  # then no cluster is named, either
    pass


@needs_cluster
def test_back_to_the_state_before(tmp_path: Path) -> None:
    """The state before the last commit is taken up again; twice is as if never. Readers keep what they opened."""
    index = write_index(index_in_cluster(tmp_path), OLD)
    with pytest.raises(IndexMissingError):
        restore_index(index)
    with closing(open_engine(index)) as reader:
        write_index(index, SAMPLE)
        assert ids_of(reader) == ("a#1",)
        restore_index(index)
        assert ids_in(index) == ("a#1",)
        restore_index(index)
        assert ids_in(index) == tuple(passage.id for passage in SAMPLE)
        assert ids_of(reader) == ("a#1",)


@needs_cluster
def test_a_full_disk_loses_nothing(tmp_path: Path) -> None:
    """Where the cluster lets nobody write (as at its flood stage), the run says so, and the index is as it was."""
    index = write_index(index_in_cluster(tmp_path), OLD)
    with open_writer(index) as writer:
        writer.add_file(record(SAMPLE), SAMPLE)
        block = {"index.blocks.read_only_allow_delete": True}  # what the cluster sets at that stage
        asked("PUT", f"/{name_of(index)}-g000002-*/_settings", block)
        with pytest.raises(ClusterError, match="is read-only") as refused:
            writer.commit()
    assert refused.value.code == "cluster.read-only"
    assert ids_in(index) == ("a#1",)
    assert len(indexes_of(index)) == 1


@needs_cluster
def test_an_index_of_another_is_left_alone(tmp_path: Path) -> None:
    """An index that has our name and is none of ours is neither read nor written, not even to be built anew."""
    index = index_in_cluster(tmp_path)
    asked("PUT", f"/{name_of(index)}", {"settings": {"number_of_replicas": 0}})
    for opening in (open_engine, open_writer, lambda path: open_writer(path, rebuild=True)):
        with pytest.raises(ClusterError) as foreign:
            opening(index)
        assert foreign.value.code == "cluster.foreign"
    assert f"{name_of(index)}" in asked("GET", f"/{name_of(index)}")


@needs_cluster
def test_an_index_of_another_version_is_built_anew_on_request(tmp_path: Path) -> None:
    """It is refused with what differs, for reading and for writing."""
    index = write_index(index_in_cluster(tmp_path), OLD)
    about = {"_meta": {"format": "fumikura", "versions": {"engine": "opensearch", "schema": "0"}}}
    asked("PUT", f"/{name_of(index)}/_mapping", about)
    for opening in (open_engine, open_writer):
        with pytest.raises(IndexVersionError, match="schema 0, now"):
            opening(index)
    with open_writer(index, rebuild=True) as writer:
        writer.add_file(record(SAMPLE), SAMPLE)
        writer.commit()
    assert ids_in(index) == tuple(passage.id for passage in SAMPLE)


@needs_cluster
def test_a_passage_that_was_taken_out_is_missed(tmp_path: Path) -> None:
    """An index of other than the number of passages that its manifest says is no index."""
    index = write_index(index_in_cluster(tmp_path), SAMPLE)
    name = name_of(index)
    asked("PUT", f"/{name}/_settings", {"index.blocks.write": False})
    asked("DELETE", f"/{name}/_doc/3?refresh=true")
    with pytest.raises(IndexDamagedError, match="6 passages, not 7"):
        open_engine(index)


@needs_cluster
def test_too_much_at_once_is_tried_again(tmp_path: Path) -> None:
    """What the cluster refuses as too much is sent again, and not lost."""
    index = index_in_cluster(tmp_path)
    refusals = iter([True, True])

    def perform(transport: Any, method: str, url: str, *arguments: Any, **named: Any) -> Any:
        answer = _perform(transport, method, url, *arguments, **named)
        if url == "/_bulk" and next(refusals, False):
            for item in answer["items"][1::2]:
                for what in item.values():
                    what |= {
                        "status": 429,
                        "error": {"type": "rejected_execution_exception", "reason": "queue"},
                    }
        return answer

    with mock.patch("opensearchpy.Transport.perform_request", perform), mock.patch("time.sleep"):
        write_index(index, SAMPLE)
    assert ids_in(index) == tuple(passage.id for passage in SAMPLE)


@needs_cluster
def test_certificate_and_password(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """With the right ones all works through TLS; a wrong one of either is told from the other."""
    right, wrong = (make_certificate(tmp_path, name) for name in ("right", "wrong"))
    with proxy(ADDRESSES[0], right) as address:
        index = index_in_cluster(tmp_path / "a", addresses=(address,), certificate=str(right), user=USER)
        monkeypatch.setenv("FUMIKURA_OPENSEARCH_PASSWORD", PASSWORD)
        write_index(index, OLD)
        assert ids_in(index) == ("a#1",)
        monkeypatch.setenv("FUMIKURA_OPENSEARCH_PASSWORD", "guess")
        with pytest.raises(ClusterError, match="refuses user 'reader'"):
            open_engine(index)
        other = index_in_cluster(tmp_path / "b", addresses=(address,), certificate=str(wrong), user=USER)
        with pytest.raises(ClusterError) as untrusted:
            open_engine(other)
        assert untrusted.value.code == "cluster.certificate"
        missing = index_in_cluster(tmp_path / "c", addresses=(address,), certificate=str(tmp_path / "no.pem"))
        with pytest.raises(ClusterError) as nowhere:
            open_engine(missing)
        assert nowhere.value.code == "cluster.certificate"


@needs_cluster
def test_a_cluster_that_takes_too_long(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A time-out is said; where a search has a time of its own, that is what counts."""
    certificate = make_certificate(tmp_path, "right")
    monkeypatch.setenv("FUMIKURA_OPENSEARCH_PASSWORD", PASSWORD)
    with proxy(ADDRESSES[0], certificate, delay=3) as address:
        index = index_in_cluster(
            tmp_path / "a", addresses=(address,), certificate=str(certificate), user=USER, timeout=1
        )
        with pytest.raises(ClusterError, match="did not answer within 1 seconds"):
            open_engine(index)
    index = write_index(index_in_cluster(tmp_path / "b"), SAMPLE)
    with open_index(index) as opened:
        assert opened.search("台湾", timeout=1e-4).searched == 0


def test_a_cluster_that_is_not_there(tmp_path: Path) -> None:
    """Commands end with 2 and one clear message; nothing is made where none can be reached."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        write_settings(tmp_path / SETTINGS, Settings((f"http://127.0.0.1:{taken.getsockname()[1]}",)))
        (tmp_path / "corpus").mkdir()
        (tmp_path / "corpus" / "a.txt").write_text("台湾海峡の平和と安定。", "utf-8")
        program = program_in(tmp_path)
        for arguments in (("search", "台湾"), ("index",), ("info",)):
            done = program(*arguments)
            assert done.code == 2
            assert "can't be reached" in done.err
    assert not (tmp_path / "index").exists()


def test_the_password_is_read_from_a_file_of_ones_own(tmp_path: Path) -> None:
    """From one that others may read it is not."""
    path = tmp_path / "password"
    path.write_text("s3cret\n")
    path.chmod(0o600)
    assert Settings(password_file=str(path)).password == "s3cret"
    path.chmod(0o644)
    with pytest.raises(ClusterError, match="Others can read"):
        assert not Settings(password_file=str(path)).password
    with pytest.raises(ClusterError, match="can't be read"):
        assert not Settings(password_file=str(tmp_path / "none")).password


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("[engine]\nuse = 'solr'", "solr"),
        ("[engine]\nuse = 'opensearch'\nshards = 'many'", "shards"),
        ("[engine]\nuse = 'opensearch'\npassword = 's3cret'", "password"),
        ("[engine", "engine"),
    ],
)
def test_settings_that_make_no_sense(tmp_path: Path, text: str, what: str) -> None:
    """They are said with the file and the name that is wrong."""
    (tmp_path / SETTINGS).write_text(text)
    with pytest.raises(ClusterError, match=f"(?s){SETTINGS}.*{what}"):
        open_engine(tmp_path / "index")


@needs_cluster
def test_a_node_that_stops_and_comes_back(tmp_path: Path) -> None:
    """An index with copies is searched and written as before; one without is refused, and is whole again after."""
    nodes = asked("GET", "/_nodes/settings")["nodes"].values()
    home = max(Path(each["settings"]["path"]["home"]) for each in nodes)
    if len(nodes) < 3 or not (home / "node.json").is_file():
        pytest.skip("the cluster is none of tests/opensearch/cluster.py with three nodes")
    node = Node(home)
    copied = write_index(index_in_cluster(tmp_path / "copied", replicas=1, shards=3), SAMPLE)
    single = write_index(index_in_cluster(tmp_path / "single", replicas=0, shards=3), SAMPLE)
    asked("GET", f"/_cluster/health/{name_of(copied)}*?wait_for_status=green&timeout=30s")
    other = next(each for each in ADDRESSES if each != node.address)
    with open_index(copied) as before, open_writer(copied) as writer:
        expected = [(hit.passage.id, hit.score) for hit in before.search("台湾 OR 日米").hits]
        node.stop(signal.SIGKILL)
        try:
            assert [(hit.passage.id, hit.score) for hit in before.search("台湾 OR 日米").hits] == expected
            writer.add_file(
                record([make_passage("後で足した。", "z", 1)]), [make_passage("後で足した。", "z", 1)]
            )
            writer.commit()
            assert ids_in(copied)[-1] == "z#1"
            with pytest.raises(ClusterError) as part:
                _until_refused(single)
            # The last node that was asked may be the one that is gone.
            assert part.value.code in ("cluster.shards", "cluster.partial", "cluster.unreachable")
        finally:
            node.start()
    asked("GET", f"/_cluster/health/{name_of(single)}*?wait_for_status=yellow&timeout=60s", at=other)
    assert ids_in(single) == tuple(passage.id for passage in SAMPLE)
    asked("GET", f"/_cluster/health?wait_for_nodes={len(nodes)}&timeout=60s", at=other)


def _until_refused(index: Path) -> None:
    """Search until the cluster has noticed that a node is gone."""
    for _ in range(100):
        ids_in(index)
        time.sleep(0.1)
