"""Which corpus and which index a command works on, and that no index loses its documents to another corpus."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest

import fumikura
from fumikura.errors import FilterError, IndexError_
from program import Program, command, environment, program_in
from texts import write


@pytest.fixture(name="folder")
def _folder(tmp_path: Path) -> Path:
    """Two corpora, and the index of the first."""
    write(tmp_path / "corpus", a_txt="海の平和について述べる。")
    write(tmp_path / "papers", b_txt="空の平和について述べる。")
    fumikura.build_index(tmp_path / "corpus", tmp_path / "index")
    return tmp_path


@pytest.fixture(name="run")
def _run(folder: Path) -> Program:
    return program_in(folder)


def test_another_corpus_has_its_own_index(run: Program, folder: Path) -> None:
    """--corpus of another corpus than ./index is of takes that corpus's own index, builds it, and says so."""
    found = run("search", "平和", "--corpus", "papers", "--format", "plain")
    assert "空の平和" in found.out
    assert "海の平和" not in found.out
    assert found.err.startswith(
        "fumikura: The index in index belongs to other documents (corpus); using papers.index, the index of papers.\n"
    )
    assert (folder / "papers.index").is_dir()
    assert run("index", "--corpus", "papers").code == 0
    assert run("search", "平和", "--format", "plain").out.count("海の平和") == 1


def test_an_index_of_another_corpus_is_not_searched(run: Program) -> None:
    """Both typed, they must belong together; an index of a file belongs to the folder of the file as well."""
    refused = run("search", "平和", "--corpus", "papers", "--index", "index")
    assert (refused.code, refused.out) == (2, "")
    assert "index holds the documents of corpus, not those of papers" in refused.err
    assert run("search", "平和", "--count", "--corpus", "corpus", "--index", "index").out == "1\n"
    assert run("index", "--corpus", "papers/b.txt", "--index", "one").code == 0
    assert run("search", "平和", "--count", "--corpus", "papers", "--index", "one").out == "1\n"


def test_an_index_knows_its_corpus(run: Program, folder: Path) -> None:
    """Without --corpus a command works on the corpus of the index, wherever that is."""
    assert run("index", "--corpus", "papers", "--index", "other").code == 0
    write(folder / "papers", c_txt="新しい平和の文。")
    assert "c.txt" in run("index", "--index", "other").out
    assert run("search", "平和", "--count", "--index", "other").out == "2\n"


def test_no_index_is_emptied_by_accident(run: Program, folder: Path) -> None:
    """Where corpus and index do not belong together, the index stays, unless it is to be rebuilt."""
    refused = run("index", "--corpus", "papers", "--index", "index")
    assert (refused.code, refused.out) == (2, "")
    assert "holds the documents of" in refused.err
    assert run("search", "海", "--count").out == "1\n"
    with pytest.raises(IndexError_):
        fumikura.build_index(folder / "papers", folder / "index")
    assert run("index", "--corpus", "papers", "--index", "index", "--rebuild").code == 0
    assert run("search", "空", "--count").out == "1\n"


def test_a_corpus_that_was_moved_is_no_other(run: Program, folder: Path) -> None:
    """A corpus under a new name is known by its files, and nothing is read again."""
    (folder / "corpus").rename(folder / "texts")
    moved = run("index", "--corpus", "texts", "--index", "index")
    assert (moved.code, "unchanged 1" in moved.out) == (0, True)
    (folder / "texts").rename(folder / "moved")
    assert run("index", "--corpus", "papers", "--index", "index").code == 2


def test_places_before_and_after_the_command(run: Program) -> None:
    """--corpus and --index may stand on either side, the later one counts; both are before the environment."""
    assert run("--corpus", "papers", "--index", "p", "index").code == 0
    assert run("--index", "p", "search", "空", "--count").out == "1\n"
    assert run("--index", "p", "search", "海", "--count", "--index", "index").out == "1\n"
    assert run("--index", "p", "search", "空", "--count", env={"FUMIKURA_INDEX": "index"}).out == "1\n"
    assert run("search", "空", "--count", env={"FUMIKURA_INDEX": "p"}).out == "1\n"


def test_a_dry_run_says_what_would_be_done(run: Program, folder: Path) -> None:
    """What is new, changed, gone and unreadable is named, and the index stays as it is."""
    write(folder / "corpus", c_txt="新しい平和の文。", e_txt="")
    (folder / "corpus" / "a.txt").unlink()
    dry = run("index", "--dry-run")
    assert dry.out.splitlines()[:2] == ["removed   a.txt (1)", "added     c.txt (1)"]
    assert "Nothing was written" in dry.out
    assert "e.txt was skipped: contains no text" in dry.err
    assert run("search", "海", "--count").out == "1\n"


def test_a_report_for_programs(run: Program, folder: Path) -> None:
    """`index --format json` has a record for each file, with codes of what is wrong."""
    write(folder / "corpus", e_txt="")
    report = json.loads(run("index", "--format", "json").out)
    assert (report["documents"], report["passages"]) == (1, 1)
    assert [(file["source"], file["status"]) for file in report["files"]] == [
        ("a.txt", "unchanged"),
        ("e.txt", "skipped"),
    ]
    assert report["files"][1]["reasons"] == [
        {
            "code": "file.empty",
            "message": "e.txt: contains no text. Remove it from the corpus, or fill it.",
        }
    ]


def test_what_was_not_read_is_not_forgotten(run: Program, folder: Path) -> None:
    """Info and check list what could not be read, in the user's language, until it can; a search without hits says so."""
    write(folder / "corpus", e_txt="", f_jsonl='{"id": "f#1", "text": "平和"}\n{\n')
    assert run("index").code == 0
    assert "Could not be read:\n  e.txt: contains no text." in run("info").out
    assert "f.jsonl, line 2: not valid JSON" in run("info").out
    assert "f.jsonl, line 2: not valid JSON" in run("index").err
    assert "e.txt: 文字がありません。" in run("info", env={"LANG": "ja_JP.UTF-8"}).out
    assert "e.txt: contains no text." in run("check").out
    assert "could not be read, wholly or in part: 2" in run("search", "無限").err
    write(folder / "corpus", e_txt="海の文。", f_jsonl='{"id": "f#1", "text": "平和"}\n')
    run("index")
    assert "Could not be read" not in run("info").out


def test_a_known_file_that_breaks_is_listed_too(run: Program, folder: Path) -> None:
    """What the index keeps of a file is searched, and the file is listed as unread."""
    write(folder / "corpus", a_txt=b"\x00\x01" * 400)
    assert "The index keeps what it had of it." in run("index").err
    assert run("search", "海", "--count").out == "1\n"
    assert "a.txt: a binary file." in run("info").out


def test_several_first_searches_at_once(folder: Path) -> None:
    """One builds the index, the others wait for it, and all have the same answer."""
    running = [
        subprocess.Popen(
            command("search", "平和", "--count", "--index", "first"),
            cwd=folder, env=environment(), stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        )
        for _ in range(3)
    ]  # fmt: skip
    assert [each.communicate()[0] for each in running] == [b"1\n"] * 3
    assert {each.returncode for each in running} == {0}


def test_the_catalog_of_what_is_new(run: Program, folder: Path) -> None:
    """An empty file is named and does not end it; --new gives those alone that have no entry yet."""
    write(folder / "corpus", e_txt="")
    listed = run("catalog")
    assert (listed.code, 'id = "a"' in listed.out, "e.txt was skipped: contains no text" in listed.err) == (
        0,
        True,
        True,
    )
    (folder / "corpus" / "catalog.toml").write_text(run("catalog", "--new").out, encoding="utf-8")
    assert run("catalog", "--new").out == ""
    write(folder / "corpus", g_txt="別の文である。", h_jsonl='{"id": "h#1", "text": "平和"}\n')
    assert 'id = "g"' in run("catalog", "--new").out
    assert run("catalog", "--new").out.count("[[document]]") == 1


def test_a_folder_to_index_is_a_corpus(run: Program, folder: Path) -> None:
    """`index FOLDER` where no corpus is says how a corpus is named; a path that is nowhere is not proposed as one."""
    (folder / "corpus").rename(folder / "elsewhere")
    refused = run("index", "papers", "--index", "new")
    assert refused.code == 2
    assert refused.err == (
        "fumikura: There are no documents at corpus. A PATH is part of a corpus. If papers is yours, "
        "write --corpus papers.\n"
    )
    assert "--corpus nowhere" not in run("index", "nowhere", "--index", "new").err


def test_a_note_names_no_file_that_is_left_out(run: Program, folder: Path) -> None:
    """`index` has named what can't be read: a note is answered with the note alone."""
    write(folder / "corpus", e_txt="")
    assert "e.txt was skipped" in run("index").err
    noted = run("note", "a#1", "--tag", "sea")
    assert (noted.out, noted.err) == ("a#1  [sea]\n", "")


def test_the_catalog_is_that_of_the_documents_of_an_index(run: Program, folder: Path) -> None:
    """Without --corpus `catalog` reads the documents that ./index was built from, as `index` does; with it, those."""
    (folder / "corpus").rename(folder / "elsewhere")
    assert run("index", "--corpus", "papers", "--index", "index", "--rebuild").code == 0
    assert 'id = "b"' in run("catalog").out
    listed = run("catalog", "--corpus", "elsewhere")
    assert ('id = "a"' in listed.out, 'id = "b"' in listed.out) == (True, False)


def test_the_catalog_is_one_that_is_used(run: Program, folder: Path) -> None:
    """Kept as it is printed it changes nothing: what is said of lines that say it themselves is a comment."""
    write(folder / "corpus", h_jsonl='{"id": "h1", "text": "平和"}\n')
    assert run("index").code == 0
    before = run("search", "平和", "--format", "jsonl").out
    printed = run("catalog").out
    assert '# id = "h"\n# file = "h.jsonl"' in printed
    (folder / "corpus" / "catalog.toml").write_text(printed, encoding="utf-8")
    assert run("index").err == ""
    assert run("search", "平和", "--format", "jsonl").out == before


def test_one_bad_line_is_not_said_to_cost_its_file(run: Program, folder: Path) -> None:
    """The line is named, and nothing says that the file was skipped, as the others are found."""
    write(folder / "corpus", h_jsonl='{"id": "h1", "text": "平和"}\n{\n')
    for name in ("index", "catalog"):
        done = run(name)
        assert (done.code, done.err.startswith("fumikura: h.jsonl, line 2: ")) == (0, True)


def test_jobs_are_a_number_of_processes(folder: Path) -> None:
    """Fewer than one is an error of ours; more than there are cores is no more than that."""
    for wrong in (0, -1, True, "2"):
        with pytest.raises(FilterError):
            fumikura.build_index(folder / "corpus", folder / "index", jobs=wrong)  # type: ignore[arg-type]
    fumikura.build_index(folder / "corpus", folder / "index", jobs=10**6, rebuild=True)


def test_results_are_not_written_among_the_documents(run: Program, folder: Path) -> None:
    """-o into the corpus or the index is refused: it would be read as a document, or stand in the way."""
    for place in ("corpus", "index"):
        refused = run("search", "平和", "-o", f"{place}/hits.csv")
        assert (refused.code, f"inside {place}" in refused.err) == (2, True)
        assert not (folder / place / "hits.csv").exists()
    alone = folder / "alone.csv"
    alone.write_text("平和,1\n", encoding="utf-8")
    refused = run("search", "平和", "--corpus", "alone.csv", "--index", "alone", "-o", "alone.csv")
    assert (refused.code, alone.read_text(encoding="utf-8")) == (2, "平和,1\n")
