"""From a folder to an index, and from run to run: what is read again, and what is kept."""

from __future__ import annotations

import json
import os
from contextlib import closing
from pathlib import Path

import pytest

from fumikura.build import BuildReport, FileOutcome, build_index, describe
from fumikura.checking import compare_with_corpus
from fumikura.engines import open_engine
from fumikura.engines.protocol import Request
from fumikura.errors import ArgumentError, CatalogError, CorpusError, FumikuraError, IndexMissingError
from fumikura.freshness import changed_files, file_stamp, sidecar_stamp
from fumikura.messages import Message
from fumikura.models import Passage
from texts import write

ONE = "会合の概要\n令和6年7月28日\n\n閣僚は、台湾海峡の平和について議論した。\n"
OTHER = "会合の概要\n令和6年7月28日\n\n閣僚は、宇宙での協力について議論した。\n"
READY = '{"id": "p1", "text": "潜水艦についての文である。"}\n'


@pytest.fixture(name="corpus")
def _corpus(tmp_path: Path) -> Path:
    return write(tmp_path / "corpus", a_txt=ONE, d__b_md="# 計画\n\n計画は、三年にわたる。\n", c_jsonl=READY)


@pytest.fixture(name="index")
def _index(tmp_path: Path) -> Path:
    return tmp_path / "index"


def _statuses(report: BuildReport) -> dict[str, str]:
    return {each.source: each.status for each in report.files}


def _passages(index: Path) -> dict[str, Passage]:
    engine = open_engine(index)
    try:
        numbers = [each.number for each in engine.search(Request(None)).best]
        return {passage.id: passage for passage in engine.passages(numbers)}
    finally:
        engine.close()


def _texts(index: Path) -> dict[str, str]:
    return {id_: passage.text for id_, passage in _passages(index).items()}


def _changes(corpus: Path, index: Path) -> tuple[str, ...]:
    engine = open_engine(index)
    try:
        return changed_files(corpus, engine)
    finally:
        engine.close()


def test_a_folder_is_indexed(corpus: Path, index: Path) -> None:
    """Every file is added, the report counts what is there, and each passage is found under its id."""
    report = build_index(corpus, index)
    assert _statuses(report) == {"a.txt": "added", "c.jsonl": "added", "d/b.md": "added"}
    assert (report.documents, report.passages) == (3, len(_passages(index)))
    assert report.seconds > 0
    assert _texts(index)["a#3"] == "閣僚は、台湾海峡の平和について議論した。"
    assert (_passages(index)["p1"].document, _passages(index)["p1"].source) == ("c", "c.jsonl")


def test_one_file_is_indexed(corpus: Path, index: Path) -> None:
    """A file alone is a corpus."""
    report = build_index(corpus / "a.txt", index)
    assert _statuses(report) == {"a.txt": "added"}
    assert {each.document for each in _passages(index).values()} == {"a"}
    assert _changes(corpus / "a.txt", index) == ()


def test_the_second_run_reads_nothing_again(corpus: Path, index: Path) -> None:
    """Where nothing changed, every file is unchanged, no progress is made, and the passages are the same."""
    first = build_index(corpus, index)
    before = _passages(index)
    calls: list[str] = []
    second = build_index(str(corpus), str(index), progress=lambda done, total, name: calls.append(name))
    assert _statuses(second) == {"a.txt": "unchanged", "c.jsonl": "unchanged", "d/b.md": "unchanged"}
    assert (second.documents, second.passages) == (first.documents, first.passages)
    assert (_passages(index), calls) == (before, [])


def test_a_touched_file_is_not_read_again(corpus: Path, index: Path) -> None:
    """It is the bytes that count, not the time of the file."""
    build_index(corpus, index)
    os.utime(corpus / "a.txt", (1, 1))
    assert _changes(corpus, index) == ()
    assert _statuses(build_index(corpus, index))["a.txt"] == "unchanged"


def test_a_changed_file_is_replaced_and_the_others_stay(corpus: Path, index: Path) -> None:
    """The new passages take the place of the old ones, under the same ids, and no other passage is touched."""
    build_index(corpus, index)
    before = _texts(index)
    write(corpus, a_txt=OTHER)
    assert _changes(corpus, index) == ("a.txt",)
    assert _statuses(build_index(corpus, index)) == {
        "a.txt": "replaced",
        "c.jsonl": "unchanged",
        "d/b.md": "unchanged",
    }
    assert _texts(index) == {**before, "a#3": "閣僚は、宇宙での協力について議論した。"}
    assert _changes(corpus, index) == ()


def test_a_removed_file_is_taken_out(corpus: Path, index: Path) -> None:
    """A file that is gone loses its passages, and the report counts them."""
    build_index(corpus, index)
    (corpus / "a.txt").unlink()
    assert _changes(corpus, index) == ("a.txt",)
    report = build_index(corpus, index)
    assert FileOutcome("a.txt", "removed", passages=3) in report.files
    assert {each.source for each in _passages(index).values()} == {"c.jsonl", "d/b.md"}


def test_a_new_file_is_added(corpus: Path, index: Path) -> None:
    """A file that is new is added without touching the others."""
    build_index(corpus, index)
    write(corpus, e_txt=OTHER)
    assert _changes(corpus, index) == ("e.txt",)
    assert _statuses(build_index(corpus, index))["e.txt"] == "added"
    assert "e#3" in _passages(index)


def test_a_renamed_file_is_another_document(corpus: Path, index: Path) -> None:
    """The old name is removed and the new one added, with ids of its own."""
    build_index(corpus, index)
    (corpus / "a.txt").rename(corpus / "z.txt")
    assert _statuses(build_index(corpus, index)) == {
        "a.txt": "removed",
        "c.jsonl": "unchanged",
        "d/b.md": "unchanged",
        "z.txt": "added",
    }
    assert {each for each in _passages(index) if each[0] in "az"} == {"z#1", "z#2", "z#3"}


def test_an_undecodable_file_is_named_and_the_others_indexed(corpus: Path, index: Path) -> None:
    """Bytes in no encoding are skipped with a reason and a remedy."""
    write(corpus, x_txt="閣僚は、".encode() + b"\xff\xfe\xff")
    report = build_index(corpus, index)
    (skipped,) = [each for each in report.files if each.status == "skipped"]
    assert skipped.source == "x.txt"
    assert "not valid as UTF-8" in skipped.reason
    assert "--encoding" in skipped.reason
    assert set(_statuses(report).values()) == {"added", "skipped"}
    assert report.documents == 3


@pytest.mark.parametrize("broken", [b"\x81\x20\xff\xfe\x00abc", b"", b"\x00" * 600])
def test_a_file_that_broke_keeps_what_it_had(corpus: Path, index: Path, broken: bytes) -> None:
    """Nothing good is lost to a broken copy: the old passages stay, the report says so, and a mended file is read."""
    build_index(corpus, index)
    before = _passages(index)
    write(corpus, a_txt=broken)
    report = build_index(corpus, index)
    (skipped,) = [each for each in report.files if each.status == "skipped"]
    assert skipped.source == "a.txt"
    assert skipped.reason.endswith("The index keeps what it had of it.")
    assert _passages(index) == before
    write(corpus, a_txt=OTHER)
    assert _statuses(build_index(corpus, index))["a.txt"] == "replaced"


def test_a_file_that_became_a_pipe_keeps_what_it_had(corpus: Path, index: Path) -> None:
    """A FIFO in the place of a document is skipped without being opened, and the passages stay."""
    build_index(corpus, index)
    before = _passages(index)
    (corpus / "a.txt").unlink()
    os.mkfifo(corpus / "a.txt")
    report = build_index(corpus, index)
    assert _statuses(report) == {"a.txt": "skipped", "c.jsonl": "unchanged", "d/b.md": "unchanged"}
    assert _passages(index) == before


def test_a_broken_line_of_ready_passages_is_named(corpus: Path, index: Path) -> None:
    """A mistake in a `.jsonl` file costs that line alone, and is reported beside what became of the file."""
    write(corpus, c_jsonl=READY + "{\n")
    report = build_index(corpus, index)
    of_file = [(each.status, each.passages) for each in report.files if each.source == "c.jsonl"]
    assert of_file == [("added", 1), ("skipped", 0)]
    assert "line 2: not valid JSON" in next(each.reason for each in report.files if each.reason)


def test_a_named_encoding_decides(corpus: Path, index: Path) -> None:
    """What could be two encodings is skipped, and read when the encoding is named for that file."""
    write(corpus, e_txt="同盟強化".encode("euc_jp"))
    assert _statuses(build_index(corpus, index))["e.txt"] == "skipped"
    report = build_index(corpus, index, paths=["e.txt"], encoding="euc_jp")
    assert _statuses(report) == {"e.txt": "added"}
    assert _texts(index)["e#1"] == "同盟強化"
    assert _texts(index)["a#3"] == "閣僚は、台湾海峡の平和について議論した。"


def test_an_encoding_that_there_is_not_ends_a_run_before_it_begins(corpus: Path, index: Path) -> None:
    """A mistyped name costs no file: a rebuild would have left an empty index."""
    build_index(corpus, index)
    before = _texts(index)
    for name in ("sjsi", "rot13", "hex", "cp932\0"):
        with pytest.raises(ArgumentError, match="no encoding"):
            build_index(corpus, index, rebuild=True, encoding=name)
    assert _texts(index) == before


def test_paths_restrict_a_run(corpus: Path, index: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file of the corpus, a folder of it, or a path from the working folder; the others stay as they were."""
    assert _statuses(build_index(corpus, index, paths=["d"])) == {"d/b.md": "added"}
    monkeypatch.chdir(corpus)
    assert _statuses(build_index(corpus, index, paths=[Path("a.txt"), corpus / "c.jsonl"])) == {
        "a.txt": "added",
        "c.jsonl": "added",
    }
    (corpus / "d" / "b.md").unlink()
    assert _statuses(build_index(corpus, index, paths=["a.txt"])) == {"a.txt": "unchanged"}
    assert len({each.source for each in _passages(index).values()}) == 3


def test_a_path_that_is_no_document_is_refused(corpus: Path, index: Path, tmp_path: Path) -> None:
    """A file outside the corpus, or one that is not there, is an error before anything is written."""
    write(tmp_path, out_txt=ONE)
    for path in (tmp_path / "out.txt", "nothing.txt"):
        with pytest.raises(CorpusError, match="is not a document of the corpus"):
            build_index(corpus, index, paths=[path])
    with pytest.raises(IndexMissingError):
        open_engine(index)


def test_a_rebuild_reads_all_again(corpus: Path, index: Path) -> None:
    """With `rebuild` every file is read as if for the first time, and what can't be read any more is gone."""
    build_index(corpus, index)
    write(corpus, a_txt=b"")
    report = build_index(corpus, index, rebuild=True)
    assert _statuses(report) == {"a.txt": "skipped", "c.jsonl": "added", "d/b.md": "added"}
    assert {each.source for each in _passages(index).values()} == {"c.jsonl", "d/b.md"}


def test_ids_are_the_same_from_build_to_build(corpus: Path, index: Path, tmp_path: Path) -> None:
    """A rebuild, an index elsewhere, and one built by two processes have the same passages under the same ids."""
    build_index(corpus, index)
    before = _passages(index)
    build_index(corpus, index, rebuild=True)
    assert _passages(index) == before
    write(corpus, e_txt=OTHER)
    build_index(corpus, tmp_path / "elsewhere", jobs=2)
    there = _passages(tmp_path / "elsewhere")
    assert {id_: there[id_] for id_ in before} == before


def test_the_catalog_counts_as_part_of_a_file(corpus: Path, index: Path) -> None:
    """A new entry replaces the file that it speaks of and no other; an entry for no file is named."""
    build_index(corpus, index)
    write(corpus, catalog_toml='[[document]]\nid = "scc"\nfile = "a.txt"\ntitle = "会談"\n')
    assert _changes(corpus, index) == ("a.txt",)
    assert _statuses(build_index(corpus, index)) == {
        "a.txt": "replaced",
        "c.jsonl": "unchanged",
        "d/b.md": "unchanged",
    }
    assert {each.title for each in _passages(index).values() if each.document == "scc"} == {"会談"}
    write(corpus, catalog_toml='[[document]]\nid = "gone"\nfile = "gone.txt"\n')
    report = build_index(corpus, index)
    (missing,) = [each for each in report.files if each.source == "gone.txt"]
    assert (missing.status, missing.reasons) == (
        "skipped",
        (Message("file.catalog-missing", source="gone.txt"),),
    )


def test_a_malformed_catalog_stops_the_run(corpus: Path, index: Path) -> None:
    """Nothing is indexed by a catalog that can't be read, and the old index stays."""
    build_index(corpus, index)
    before = _passages(index)
    write(corpus, catalog_toml="[[document]\n", a_txt=OTHER)
    with pytest.raises(CatalogError):
        build_index(corpus, index)
    assert _passages(index) == before


def test_there_must_be_a_corpus(tmp_path: Path, index: Path) -> None:
    """A folder that is not there is an error that names it and says what to do."""
    with pytest.raises(CorpusError, match=r"There are no documents at .*nowhere\. Name a folder"):
        build_index(tmp_path / "nowhere", index)


def test_an_empty_corpus_gives_an_empty_index(tmp_path: Path, index: Path) -> None:
    """A folder without documents is indexed as such."""
    (tmp_path / "corpus").mkdir()
    report = build_index(tmp_path / "corpus", index)
    assert (report.files, report.documents, report.passages, _passages(index)) == ((), 0, 0, {})


def test_a_pipe_as_a_corpus_is_named(tmp_path: Path, index: Path) -> None:
    """A FIFO is never opened, and the report says why it is no corpus."""
    os.mkfifo(tmp_path / "a.txt")
    (outcome,) = build_index(tmp_path / "a.txt", index).files
    assert (outcome.status, outcome.reasons) == ("skipped", (Message("file.not-regular", source="a.txt"),))


def test_what_was_inferred_is_reported(corpus: Path, index: Path) -> None:
    """A document without an entry is reported with what its first lines say; ready passages speak for themselves."""
    outcomes = {each.source: each.inferred for each in build_index(corpus, index).files}
    assert [(each.id, each.title, each.date) for each in outcomes["a.txt"]] == [
        ("a", "会合の概要", "2024-07-28")
    ]
    assert outcomes["c.jsonl"] == ()
    assert describe(corpus, ["a.txt"]).documents == outcomes["a.txt"]
    assert [each.id for each in describe(corpus).documents] == ["a", "d-b"]
    assert [each.id for each in describe(corpus).ready] == ["c"]
    assert describe(corpus, new=True).ready == ()


def test_progress_is_told_file_by_file(corpus: Path, index: Path) -> None:
    """The progress names each file before it counts it, and ends with all done."""
    calls: list[tuple[int, int, str]] = []
    build_index(corpus, index, progress=lambda *call: calls.append(call))
    assert calls == [(0, 3, "a.txt"), (1, 3, "c.jsonl"), (2, 3, "d/b.md"), (3, 3, "")]


def test_a_folder_that_was_closed_keeps_its_files(
    corpus: Path, index: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Files in a folder that can't be read any more are not taken for removed."""
    build_index(corpus, index)
    before = _passages(index)
    scan = os.scandir

    def refuse(path: str | Path) -> object:
        if Path(path).name == "d":
            raise PermissionError(13, "Permission denied", str(path))
        return scan(path)

    with monkeypatch.context() as patched:
        patched.setattr(os, "scandir", refuse)
        report = build_index(corpus, index)
        with closing(
            open_engine(index)
        ) as engine:  # nor does a search or a check advise a run that changes nothing
            assert changed_files(corpus, engine) == compare_with_corpus(corpus, engine).changed == ()
    assert _statuses(report) == {"a.txt": "unchanged", "c.jsonl": "unchanged", "d": "skipped"}
    assert _passages(index) == before


def test_names_of_any_kind(tmp_path: Path, index: Path) -> None:
    """Spaces, line breaks, kana taken apart and bytes of no encoding in a name do no harm."""
    corpus = write(tmp_path / "corpus", a_txt=ONE)
    names = [b"b c.txt", b"d\ne.txt", "か\u3099.txt".encode(), b"\xff.txt", "［赤］.txt".encode()]
    for name in names:
        try:
            Path(os.fsdecode(os.fsencode(corpus) + b"/" + name)).write_text(OTHER, encoding="utf-8")
        except OSError:
            pytest.skip("the file system takes no such name")
    report = build_index(corpus, index)
    assert set(_statuses(report).values()) == {"added"}
    assert len({each.document for each in _passages(index).values()}) == 1 + len(names)
    assert set(_statuses(build_index(corpus, index)).values()) == {"unchanged"}


@pytest.mark.parametrize(
    "text",
    ["台\x00湾の文である。", "\x1b[31m台湾の文である。", "\u202e台湾の文である。", "台湾\ud800の文である。"],
)
def test_odd_characters_are_kept(tmp_path: Path, index: Path, text: str) -> None:
    """NUL, escapes, bidi controls and lone surrogates of a ready passage come back from the index as they went in."""
    corpus = write(tmp_path / "corpus", a_jsonl=json.dumps({"id": "p", "text": text}))
    build_index(corpus, index)
    assert _texts(index) == {"p": text}


def test_an_index_among_its_documents(corpus: Path) -> None:
    """Its own files are no documents, so a second run has nothing to do and nothing to say."""
    index = corpus / "index"
    first = build_index(corpus, index)
    again = build_index(corpus, index)
    assert [each.source for each in again.files] == [each.source for each in first.files]
    assert {*_statuses(again).values()} == {"unchanged"}
    with closing(open_engine(index)) as engine:
        assert changed_files(corpus, engine) == ()


def test_files_that_were_only_touched_are_not_read_again(tmp_path: Path, index: Path) -> None:
    """A run that changes anything notes the times of the other files, too: searches need not look into those again."""
    corpus = tmp_path / "two"
    corpus.mkdir()
    for name in ("a.txt", "b.txt"):
        (corpus / name).write_text(f"文書{name}である。\n", encoding="utf-8")

    def stamps() -> dict[str, bool]:
        build_index(corpus, index)
        beside = sidecar_stamp(corpus)
        with closing(open_engine(index)) as engine:
            return {
                name: each.stamp == file_stamp(corpus / name, beside) for name, each in engine.files.items()
            }

    assert stamps() == {"a.txt": True, "b.txt": True}
    (corpus / "catalog.toml").write_text('[[document]]\nid = "x"\nfile = "b.txt"\n', encoding="utf-8")
    assert stamps() == {"a.txt": True, "b.txt": True}
    os.utime(corpus / "a.txt", (1, 1))
    assert stamps() == {"a.txt": False, "b.txt": True}  # nothing else was changed


@pytest.mark.parametrize("name", ["\0", "\ud800", "x" * 5000])
def test_names_that_no_file_can_have(corpus: Path, index: Path, name: str) -> None:
    """As a corpus, an index, a file of the corpus: an error of ours."""
    for places in ((name, index), (corpus, name)):
        with pytest.raises(FumikuraError):
            build_index(*places)
    with pytest.raises(CorpusError):
        build_index(corpus, index, paths=[name])


def test_paths_are_resolved_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """`index corpus/*.txt` looks at each file and each name some times, and not at each file for each name."""
    write(tmp_path / "corpus", **{f"f{number}_txt": "平和である。\n" for number in range(40)})
    resolve, calls = Path.resolve, list[Path]()

    def counted(path: Path, strict: bool = False) -> Path:
        calls.append(path)
        return resolve(path, strict)

    monkeypatch.setattr(Path, "resolve", counted)
    build_index(tmp_path / "corpus", tmp_path / "index", paths=sorted((tmp_path / "corpus").iterdir()))
    assert len(calls) < 5 * 40
