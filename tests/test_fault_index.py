"""Kills, failing disks, damaged files: nothing is lost or wrong in silence. `bench/faults.py` does more of it."""

from __future__ import annotations

import errno
import json
import os
import random
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

import pytest

from fault_index import (
    can_mount,
    corruptions,
    cut_short,
    disk_full,
    failed_calls,
    file_limits,
    in_child,
    kills,
    leavings,
    make_state,
    opens_during_commits,
    state_of,
)
from fumikura.build import build_index
from fumikura.engines import open_engine, restore_index
from fumikura.engines.protocol import ids_of
from fumikura.engines.snapshots.pointer import Pointer, write_pointer
from fumikura.engines.whoosh.segment_writer import IndexedPassage
from fumikura.errors import IndexDamagedError, IndexMissingError, IndexVersionError
from fumikura.matching.view import PassageView
from fumikura.models import Passage
from fumikura.search import open_index
from fumikura.values import replace


def _built(place: Path, states: int) -> tuple[Path, Path]:
    """A corpus and its index after so many states."""
    corpus, index = place / "corpus", place / "index"
    for number in range(states):
        make_state(corpus, number)
        build_index(corpus, index)
    return corpus, index


@pytest.mark.parametrize(("count", "jobs"), [(6, 1), (3, 2)])
def test_a_kill_at_any_moment_loses_nothing(tmp_path: Path, count: int, jobs: int) -> None:
    """After kill -9 the last state or the new one is there whole, and the next run leaves nothing lying about."""
    assert kills(tmp_path, count, seed=count, jobs=jobs).failures == []


@pytest.mark.parametrize("code", [errno.EIO, errno.ENOSPC])
def test_any_call_to_the_disk_may_fail(tmp_path: Path, code: int) -> None:
    """Writes, syncs, renames, links, removals fail once each: an error of ours or success, and an index that is whole."""

    def some(calls: int) -> Sequence[int]:
        # The last ones are the commit: many of those, and some of the many writes before.
        return sorted(
            {
                *random.Random(code).sample(range(calls), 3 if code == errno.EIO else 2),
                *range(calls - 14, calls, 3 if code == errno.EIO else 4),
            }
        )

    assert failed_calls(tmp_path, some, code).failures == []


@pytest.mark.parametrize("loss", ["", "data", "names"])
def test_an_end_or_a_loss_of_power_at_any_call(tmp_path: Path, loss: str) -> None:
    """Killed before a call to the disk, or without power, and without all that was not synced: nothing is lost."""
    if loss and not Path("/proc/self/fd").is_dir():
        pytest.skip("what a descriptor is of can't be asked here")

    def some(calls: int) -> Sequence[int]:
        # The whole of the commit, and where the old generation is removed.
        return sorted({*random.Random(loss).sample(range(calls), 2), *range(calls - 24, calls + 1, 5)})

    outcome = cut_short(tmp_path, loss, some)
    assert outcome.failures == []
    assert outcome.tried >= 5


@pytest.mark.parametrize("missing", ["generations.sync", "generations.sync_folder", "pointer.sync"])
def test_a_sync_that_is_left_out_would_be_found(
    tmp_path: Path, missing: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The trial of a loss of power fails where any sync is left out: so each of them is needed, and seen to be there."""
    if not Path("/proc/self/fd").is_dir():
        pytest.skip("what a descriptor is of can't be asked here")
    monkeypatch.setattr(f"fumikura.engines.snapshots.{missing}", lambda path: None)
    assert cut_short(tmp_path, "names", lambda calls: range(calls - 4, calls)).failures


def test_a_new_folder_is_on_the_disk_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The folders that are made for an index are synced, each in the one above it."""
    synced: list[Path] = []
    monkeypatch.setattr("fumikura.engines.snapshots.generations.sync_folder", synced.append)
    make_state(tmp_path / "corpus", 0)
    build_index(tmp_path / "corpus", tmp_path / "a" / "b")
    assert {tmp_path, tmp_path / "a", tmp_path / "a" / "b"} <= {*synced}


def test_damage_is_found_and_never_searched_in_silence(tmp_path: Path) -> None:
    """Bytes flipped, files cut, missing, longer, zeroed: `check` finds each; no search answers otherwise in silence."""
    outcome = corruptions(tmp_path, 30)
    assert outcome.failures == []
    assert outcome.tried == 30


def test_a_full_file_system(tmp_path: Path) -> None:
    """Where the disk is full it is said, the old index stays, and with room again indexing works."""
    if not can_mount(tmp_path / "disk"):
        pytest.skip("no file system can be mounted here")
    assert disk_full(tmp_path, 5).failures == []


def test_a_limit_on_the_size_of_files(tmp_path: Path) -> None:
    """The same where a limit of the user is reached."""
    assert file_limits(tmp_path, 5).failures == []


def test_an_index_opens_at_any_moment_of_a_commit(tmp_path: Path) -> None:
    """While another process commits without a pause, every open finds a whole state."""
    assert opens_during_commits(tmp_path, 40).failures == []


def test_the_state_before_is_kept_and_gone_back_to(tmp_path: Path) -> None:
    """`restore_index` goes back to the state before the last commit; twice is as if never."""
    corpus, index = _built(tmp_path, 2)
    restore_index(index)
    assert state_of(index) == 0
    restore_index(index)
    assert state_of(index) == 1
    restore_index(index)
    make_state(corpus, 2)
    build_index(corpus, index)
    assert state_of(index) == 2
    restore_index(index)
    assert state_of(index) == 0
    assert leavings(index) == []


def test_a_dead_run_leaves_the_state_before_alone(tmp_path: Path) -> None:
    """A run that dies, or is given up, takes nothing of what could be gone back to."""
    corpus, index = _built(tmp_path, 2)
    make_state(corpus, 2)

    def die(done: int, *_: object) -> None:
        if done:
            os._exit(9)

    assert in_child(lambda: build_index(corpus, index, progress=die)) == 9
    assert len(list(index.glob("g*"))) == 3
    restore_index(index)
    assert state_of(index) == 0


def test_nothing_to_go_back_to_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No index, no previous state, a damaged one, and one of another version each have a message of their own."""
    with pytest.raises(IndexMissingError, match="no index"):
        restore_index(tmp_path / "index")
    _, index = _built(tmp_path, 1)
    with pytest.raises(IndexMissingError, match="no previous state"):
        restore_index(index)
    _built(tmp_path, 2)
    previous = index / json.loads((index / "current.json").read_bytes())["previous"]["generation"]
    victim = next(path for path in previous.iterdir() if path.suffix == ".pst")
    content = victim.read_bytes()
    victim.write_bytes(content[:-1] + b"!")
    with pytest.raises(IndexDamagedError, match=r"damaged, too.*\.pst"):
        restore_index(index)
    assert state_of_current(index) == 1
    victim.write_bytes(content)
    monkeypatch.setattr("fumikura.engines.whoosh.versions.ANALYZER_VERSION", "99")
    with pytest.raises(IndexVersionError, match="--rebuild"):
        restore_index(index)


def state_of_current(index: Path) -> int:
    """The number of the state, without a look at the one before."""
    with open_index(index) as opened:
        return int(opened.passage(ids_of(opened.engine)[0]).text.removeprefix("状態").split("の")[0])


def test_a_reader_keeps_all_its_files(tmp_path: Path) -> None:
    """What a reader has not looked at yet is there however many commits pass; it is cleared away after it."""
    corpus, index = _built(tmp_path, 1)
    with closing(open_engine(index)) as engine:
        for number in range(1, 5):
            make_state(corpus, number)
            build_index(corpus, index)
        assert engine.verify() == ()
        assert engine.passages([0])[0].text.startswith("状態0000")
    make_state(corpus, 5)
    build_index(corpus, index)
    assert leavings(index) == []


def test_data_is_on_the_disk_before_the_switch_and_the_folder_after(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every file and both folders are synced before the pointer is switched by a rename, the folder once more after."""
    if not Path("/proc/self/fd").is_dir():
        pytest.skip("what a descriptor is of can't be asked here")
    corpus, index = _built(tmp_path, 1)
    make_state(corpus, 1)
    done: list[str] = []
    fsync, replace = os.fsync, os.replace

    def synced(descriptor: int) -> None:
        done.append(Path(f"/proc/self/fd/{descriptor}").readlink().relative_to(index).as_posix())
        fsync(descriptor)

    def replaced(source: str, target: str) -> None:
        done.append("switch")
        replace(source, target)

    monkeypatch.setattr(os, "fsync", synced)
    monkeypatch.setattr(os, "replace", replaced)
    build_index(corpus, index)
    at = done.index("switch")
    files = {path.relative_to(index).as_posix() for path in index.glob("g000002/*")}
    assert {*files, "g000002", ".", "current.json.new"} <= {*done[:at]}
    assert done[at + 1 :] == ["."]


def test_damage_is_not_merged_into_a_new_segment(tmp_path: Path) -> None:
    """A segment that was altered is refused where it would be rewritten, and not given a checksum as if it were right."""
    corpus, index = _built(tmp_path, 1)
    victim = next(index.glob("g*/*text_folded.col"))
    content = victim.read_bytes()
    victim.write_bytes(content.replace("台湾".encode(), "大湾".encode(), 1))
    with pytest.raises(IndexDamagedError, match=r"text_folded\.col"):
        for number in range(12):
            (corpus / f"new{number}.txt").write_text(f"新しい文書{number}。\n", encoding="utf-8")
            build_index(corpus, index)
    with pytest.raises(IndexDamagedError, match=r"text_folded\.col.*--rebuild"), open_index(index) as opened:
        opened.search("台湾")


def test_check_walks_the_index(tmp_path: Path) -> None:
    """A segment whose checksums are right but whose postings are not those of its passages is found, too."""
    from fumikura.engines.whoosh import writer

    corpus, index = tmp_path / "corpus", tmp_path / "index"
    make_state(corpus, 0)
    real = writer.document_of

    def wrong(passage: Passage, view: PassageView) -> IndexedPassage:
        made = real(passage, view)
        is_wrong = passage.id.endswith("#2")
        return replace(made, exact={**made.exact, "meeting": "summit"}) if is_wrong else made

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(writer, "document_of", wrong)
        build_index(corpus, index)
    with closing(open_engine(index)) as engine:
        faults = engine.verify()
    assert len(faults) == 3
    assert all("#2 is not indexed correctly by its meeting" in str(fault) for fault in faults)


def test_the_same_id_in_two_files(tmp_path: Path) -> None:
    """Of two files with the id of one passage the first by its name is kept, whichever was there before; the other is
    named, and read as soon as it can be.
    """
    corpus, index = tmp_path / "corpus", tmp_path / "index"
    corpus.mkdir()

    def run(name: str, *ids: str) -> dict[str, tuple[str, str]]:
        lines = [json.dumps({"id": id_, "text": f"{name}の話"}) for id_ in ids]
        (corpus / f"{name}.jsonl").write_text("\n".join(lines), encoding="utf-8")
        return {file.source[0]: (file.status, file.reason) for file in build_index(corpus, index).files}

    assert run("b", "x#1", "y#1")["b"][0] == "added"
    for _ in range(2):
        outcome = run("c", "y#1")
        assert outcome["b"][0] == "unchanged"
        assert outcome["c"] == (
            "skipped",
            "c.jsonl: the id 'y#1' already belongs to a passage of b.jsonl. Choose another id.",
        )
    outcome = run("a", "x#1")
    assert [outcome[name][0] for name in "abc"] == ["added", "skipped", "added"]
    assert "'x#1' already belongs to a passage of a.jsonl" in outcome["b"][1]
    with open_index(index) as opened:
        assert [(each.id, each.text) for each in opened.passages()] == [("x#1", "aの話"), ("y#1", "cの話")]
    outcome = run("a", "z#1")
    assert [outcome[name][0] for name in "abc"] == ["replaced", "added", "skipped"]


def test_a_title_that_folds_to_nothing_is_no_damage(tmp_path: Path) -> None:
    """A file may be called by white space or by what has no width: `check` finds what was indexed."""
    corpus, index = tmp_path / "corpus", tmp_path / "index"
    corpus.mkdir()
    for name in ("\u3000", "\u200b", "。"):
        (corpus / f"{name}.txt").write_text("本文がここにある。\n", encoding="utf-8")
    build_index(corpus, index)
    with closing(open_engine(index)) as engine:
        assert engine.verify() == ()


def test_an_interruption_after_the_switch_harms_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Ctrl-C or SIGTERM in the moment after the new generation became the current one: it is whole."""
    corpus, index = tmp_path / "corpus", tmp_path / "index"
    make_state(corpus, 0)
    build_index(corpus, index)
    make_state(corpus, 1)

    def switch_and_interrupt(folder: Path, pointer: Pointer) -> None:
        write_pointer(folder, pointer)
        raise KeyboardInterrupt

    monkeypatch.setattr("fumikura.engines.snapshots.generations.write_pointer", switch_and_interrupt)
    with pytest.raises(KeyboardInterrupt):
        build_index(corpus, index)
    assert state_of(index) == 1
    with closing(open_engine(index)) as engine:
        assert list(engine.verify()) == []
