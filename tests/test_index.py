"""The index as its users see it: what is committed is found, what is replaced is gone, and faults say so."""

from __future__ import annotations

import json
import multiprocessing
import os
from contextlib import closing
from pathlib import Path

import pytest

from fumikura.engines import open_engine, open_writer
from fumikura.engines.protocol import ids_of
from fumikura.errors import (
    IndexDamagedError,
    IndexError_,
    IndexLockedError,
    IndexMissingError,
    IndexVersionError,
    OutputError,
    UnknownIdError,
)
from fumikura.matching.edit_distance import distance_at_most
from fumikura.models import Passage
from fumikura.search import open_index
from sample import SAMPLE, make_passage, record, write_index
from test_engine_contract import hits


def ids(path: Path, query: str) -> list[str]:
    """Ids of all hits in the index at `path`."""
    with closing(open_engine(path)) as engine:
        return [hit[0] for hit in hits(engine, query)]


def put(path: Path, *passages: Passage) -> None:
    """Index one file in a run of its own."""
    with open_writer(path) as writer:
        writer.add_file(record(passages), passages)
        writer.commit()


@pytest.mark.parametrize(
    ("wrong", "says"), [("c#99", "c#1 to c#3"), ("zzz#1", "documents such as"), ("", "documents such as")]
)
def test_an_unknown_id_says_what_is_near(tmp_path: Path, wrong: str, says: str) -> None:
    """An id that is not there is answered with ids that are."""
    with open_index(write_index(tmp_path, SAMPLE)) as index, pytest.raises(UnknownIdError, match=says):
        index.passage(wrong)


def test_neighbours_are_of_the_same_document(tmp_path: Path) -> None:
    """Neighbours stop where the document does."""
    with open_index(write_index(tmp_path, SAMPLE)) as index:
        before, after = index.neighbours("c#2", 5)
        assert [passage.id for passage in (*before, *after)] == ["c#1", "c#3"]
        assert index.neighbours("a#1", 1) == ((), (SAMPLE[1],))


def test_an_index_tells_its_size_and_versions(tmp_path: Path) -> None:
    """What an index says of itself."""
    with closing(open_engine(write_index(tmp_path, SAMPLE))) as engine:
        info = engine.info()
    assert info.size > 0
    assert set(info.versions) == {"schema", "analyzer", "dictionary", "whoosh"}


def test_a_file_is_replaced_and_removed(tmp_path: Path) -> None:
    """A file that is put in again replaces what there was of it, in the same run too; a removed one is gone."""
    write_index(tmp_path, SAMPLE)
    put(tmp_path, make_passage("全く新しい文章。", "a", 1))
    assert ids(tmp_path, "台湾海峡 強調") == []
    assert ids(tmp_path, "新しい") == ["a#1"]
    with open_writer(tmp_path) as writer:
        for text in ("一回目。", "二回目。"):
            writer.add_file(record([make_passage(text, "d", 1)]), [make_passage(text, "d", 1)])
        writer.remove_file("b.txt")
        writer.remove_file("no such file")
        writer.commit()
    assert ids(tmp_path, "一回目") == []
    assert ids(tmp_path, "二回目") == ["d#1"]
    with closing(open_engine(tmp_path)) as engine:
        assert engine.info().passages == 5
        assert set(engine.files) == {"a.txt", "c.txt", "d.txt"}
        assert engine.facet("year") == (("2007", 2),)


QUERIES = [
    "台湾",
    "同盟の抑止力",
    '"日米"',
    "防衛* OR 協力",
    "同盟 NEAR/5 抑止",
    "ガイドライン~1",
    "title:概要",
    "台湾 -強調",
]


def test_many_small_runs_give_the_same_hits_as_one(tmp_path: Path) -> None:
    """Segments, deletions and merges don't show: order, scores and levels are those of an index built at once."""
    for number in range(3):
        for name in "abc":
            group = [p for p in SAMPLE if p.document == name]
            put(tmp_path / "small", *(group if number == 2 else group[:1]))
    write_index(tmp_path / "once", SAMPLE)
    with closing(open_engine(tmp_path / "small")) as small, closing(open_engine(tmp_path / "once")) as once:
        assert small.info().segments > once.info().segments
        for query in QUERIES:
            assert hits(small, query) == hits(once, query), query
        assert ids_of(small) == ids_of(once)


def test_segments_are_merged(tmp_path: Path) -> None:
    """Files that come one by one lie in a few segments, and none of them is lost."""
    for number in range(40):
        put(tmp_path, make_passage(f"第{number}回の日米同盟の会合。", f"d{number:02}", 1))
    with closing(open_engine(tmp_path)) as engine:
        assert engine.info().segments <= 8
        assert len(hits(engine, "日米同盟")) == engine.info().passages == 40
        assert engine.verify() == ()


def test_what_is_not_committed_leaves_no_trace(tmp_path: Path) -> None:
    """An error or a cancel drops the changes, and the folder is as it was."""
    write_index(tmp_path, SAMPLE)
    before = sorted(path.name for path in tmp_path.rglob("*"))
    with pytest.raises(RuntimeError), open_writer(tmp_path) as writer:
        writer.add_file(record(SAMPLE[:1]), [make_passage("途中。", "a", 1)])
        raise RuntimeError
    writer = open_writer(tmp_path, rebuild=True)
    assert dict(writer.files) == {}
    writer.cancel()
    assert sorted(path.name for path in tmp_path.rglob("*")) == before
    assert ids(tmp_path, "途中") == []
    with pytest.raises(IndexError_, match="already"):
        writer.commit()


def test_a_run_without_changes_writes_nothing(tmp_path: Path) -> None:
    """The generation stays where nothing was added or removed."""
    write_index(tmp_path, SAMPLE)
    before = (tmp_path / "current.json").read_bytes()
    with open_writer(tmp_path) as writer:
        writer.commit()
    assert (tmp_path / "current.json").read_bytes() == before


def test_an_open_reader_keeps_its_state(tmp_path: Path) -> None:
    """A reader sees what was committed when it was opened, however much is written after it."""
    write_index(tmp_path, SAMPLE)
    with closing(open_engine(tmp_path)) as engine:
        before = hits(engine, "台湾")
        for _ in range(4):
            put(tmp_path, make_passage("台湾。", "a", 1))
        assert hits(engine, "台湾") == before
        assert engine.verify() == ()
    put(tmp_path, make_passage("台湾。", "a", 1))
    assert len(list(tmp_path.glob("g*"))) == 2


def _killed_while_indexing(path: str) -> None:
    with open_writer(path) as writer:
        writer.add_file(record(SAMPLE[:1]), [make_passage("途中で終わる。", "a", 1)])
        os._exit(9)


@pytest.mark.parametrize("first", [True, False])
def test_a_killed_run_changes_nothing(tmp_path: Path, first: bool) -> None:
    """The next search sees the last commit, the next run starts, and no leavings stay."""
    if not first:
        write_index(tmp_path, SAMPLE)
    process = multiprocessing.get_context("fork").Process(
        target=_killed_while_indexing, args=(str(tmp_path),)
    )
    process.start()
    process.join()
    assert process.exitcode == 9
    if not first:
        assert ids(tmp_path, "台湾海峡 強調") == ["a#1"]
    put(tmp_path, make_passage("次の回。", "z", 1))
    assert ids(tmp_path, "次の回") == ["z#1"]
    assert ids(tmp_path, "途中") == []
    assert len(list(tmp_path.glob("g*"))) == (1 if first else 2)


def test_a_second_writer_is_told(tmp_path: Path) -> None:
    """While one writes, another is refused; afterwards it may."""
    with open_writer(tmp_path), pytest.raises(IndexLockedError, match="Another process"):
        open_writer(tmp_path)
    open_writer(tmp_path).cancel()


def test_foreign_folders_are_refused(tmp_path: Path) -> None:
    """A folder with other things in it is never written to; .gitkeep is tolerated, and kept."""
    (tmp_path / "thesis.txt").write_text("draft")
    with pytest.raises(IndexError_, match=r"thesis\.txt"):
        open_writer(tmp_path, rebuild=True)
    (tmp_path / "thesis.txt").rename(tmp_path / ".gitkeep")
    write_index(tmp_path, SAMPLE)
    assert (tmp_path / ".gitkeep").exists()
    (tmp_path / "current.json").unlink()
    (tmp_path / "lock").unlink()
    with pytest.raises(IndexError_, match="unknown origin"):
        open_writer(tmp_path)


def test_a_missing_index_says_how_to_build_one(tmp_path: Path) -> None:
    """No folder and an empty folder are both answered with the command to run."""
    for path in (tmp_path, tmp_path / "none"):
        with pytest.raises(IndexMissingError, match="fumikura index"):
            open_engine(path)


def test_an_index_of_another_version_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Another analyzer cuts other words: the index says so, and is rebuilt only when that is asked for."""
    write_index(tmp_path, SAMPLE)
    monkeypatch.setattr("fumikura.engines.whoosh.versions.ANALYZER_VERSION", "99")
    for opener in (open_engine, open_writer):
        with pytest.raises(IndexVersionError, match=r"analyzer \d+, now 99.*--rebuild"):
            opener(tmp_path)
    with open_writer(tmp_path, rebuild=True) as writer:
        writer.add_file(record(SAMPLE[:2]), SAMPLE[:2])
        writer.commit()
    assert ids(tmp_path, "台湾") == ["a#1"]


def test_damage_is_noticed(tmp_path: Path) -> None:
    """A file cut short or missing stops the opening, or a byte flipped in what opening reads; any other verify finds."""
    write_index(tmp_path, SAMPLE)
    folder = next(tmp_path.glob("g*"))
    for file in folder.iterdir():
        content = file.read_bytes()
        flipped = bytearray(content)
        flipped[len(content) // 2] ^= 1
        file.write_bytes(bytes(flipped))
        if file.name == "manifest.json" or file.suffix == ".toc":
            with pytest.raises(IndexDamagedError, match="altered"):
                open_engine(tmp_path)
        else:
            assert len(open_engine(tmp_path).verify()) == 1
        file.write_bytes(content[:-1])
        with pytest.raises(IndexDamagedError, match="--rebuild"):
            open_engine(tmp_path)
        file.write_bytes(content)
    assert open_engine(tmp_path).verify() == ()
    pointer = json.loads((tmp_path / "current.json").read_text())
    alterations: tuple[object, ...] = ({**pointer, "generation": "../elsewhere"}, {}, [])
    for altered in alterations:
        (tmp_path / "current.json").write_text(json.dumps(altered))
        with pytest.raises(IndexDamagedError):
            open_engine(tmp_path)
    with open_writer(tmp_path, rebuild=True) as writer:
        writer.add_file(record(SAMPLE[:1]), SAMPLE[:1])
        writer.commit()
    assert ids(tmp_path, "台湾") == ["a#1"]


def test_a_full_disk_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the disk is full the old index stays, and indexing works again once there is room."""
    write_index(tmp_path, SAMPLE)

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patched, open_writer(tmp_path) as writer:
        patched.setattr("fumikura.engines.snapshots.generations.sync", full)
        writer.add_file(record(SAMPLE[:1]), [make_passage("新しい。", "a", 1)])
        with pytest.raises(OutputError, match=r"No space left.*Make room"):
            writer.commit()
    assert ids(tmp_path, "新しい") == []
    put(tmp_path, make_passage("新しい。", "a", 1))
    assert ids(tmp_path, "新しい") == ["a#1"]


def test_an_empty_index_finds_nothing(tmp_path: Path) -> None:
    """An index without passages opens and answers."""
    with open_writer(tmp_path) as writer:
        writer.commit()
    assert ids(tmp_path, "台湾 -中国") == []
    put(tmp_path, make_passage("", "a", 1))
    assert ids(tmp_path, "台湾 OR 「。」") == []
    with open_writer(tmp_path) as writer:
        writer.remove_file("a.txt")
        writer.commit()
    with closing(open_engine(tmp_path)) as engine:
        assert engine.info().passages == 0


@pytest.mark.parametrize(
    ("one", "other", "limit", "edits"),
    [
        ("同盟", "同盟", 1, 0),
        ("同盟国", "同盟", 1, 1),
        ("台湾海峡", "台弯海狭", 2, 2),
        ("台湾", "尖閣", 1, None),
        ("abc", "a", 1, None),
    ],
)
def test_distances_count_edits(one: str, other: str, limit: int, edits: int | None) -> None:
    """Changed, missing and added characters count one each, up to the limit."""
    assert distance_at_most(one, other, limit) == edits
    assert distance_at_most(other, one, limit) == edits
