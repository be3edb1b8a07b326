"""Notes and tags that a person gives to passages."""

from __future__ import annotations

import json
import zipfile
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest

from council import council_folder
from fumikura.errors import CorpusError
from fumikura.notes import append_note, apply_notes, load_notes, lost_notes, make_note
from program import program_in
from sample import make_passage

ONE, TWO = make_passage("台湾海峡の平和", "a", 1), make_passage("抑止力の維持", "a", 2)
NOTE = make_note(ONE, tag="coding/peace", text="first", date="2026-11-28")


def test_a_note_is_read_back(tmp_path: Path) -> None:
    """What is appended is what is loaded, in order, whatever its characters."""
    odd = make_note(TWO, tag="", text='"quotes"\n\\ and \x7f', date="2026-11-28")
    append_note(tmp_path, NOTE)
    append_note(tmp_path, odd)
    assert load_notes(tmp_path) == (NOTE, odd)
    assert load_notes(tmp_path / "nothing") == (NOTE, odd)  # a file of the corpus: its folder has the notes


def test_notes_of_several_at_once(tmp_path: Path) -> None:
    """What one writes while another does is not lost, and a file that is a link elsewhere stays one."""
    (tmp_path / "corpus").mkdir()
    (tmp_path / "corpus" / "notes.toml").symlink_to(tmp_path / "kept.toml")
    with ThreadPoolExecutor() as pool:
        made = [replace(NOTE, text=str(number)) for number in range(40)]
        list(pool.map(lambda note: append_note(tmp_path / "corpus", note), made))
    assert {note.text for note in load_notes(tmp_path / "corpus")} == {note.text for note in made}
    assert sorted(path.name for path in tmp_path.rglob("*")) == ["corpus", "kept.toml", "notes.toml"]


def test_notes_on_passages() -> None:
    """A passage has the tags and texts of all its notes."""
    again = make_note(ONE, tag="coding", text="second", date="")
    first, second = apply_notes([ONE, TWO], [NOTE, again])
    assert (first.tags, first.note) == (("coding/peace", "coding"), "first / second")
    assert (second.tags, second.note) == ((), "")


def test_a_note_follows_its_text() -> None:
    """Where the id of a passage has moved, the text is found; where the text is gone, nothing has the note."""
    moved = make_passage(ONE.text, "a", 7)
    assert apply_notes([TWO, moved], [NOTE])[1].tags == ("coding/peace",)
    assert apply_notes([TWO], [NOTE]) == (TWO,)
    assert lost_notes([NOTE], [TWO]) == (NOTE,)
    assert lost_notes([NOTE], [moved]) == ()


def test_a_note_on_what_another_file_says_too() -> None:
    """A formula stands in many files: a note on it in one is no note on another, and is lost where its own is gone."""
    elsewhere = replace(ONE, id="b#1", document="b", source="b.txt")
    assert apply_notes([elsewhere], [NOTE]) == (elsewhere,)
    assert lost_notes([NOTE], [elsewhere]) == (NOTE,)


def test_a_note_in_an_archive(tmp_path: Path) -> None:
    """A passage of a file in an archive keeps its note, and that of the same text in the next file has none."""
    (tmp_path / "corpus").mkdir()
    with zipfile.ZipFile(tmp_path / "corpus" / "a.zip", "w") as archive:
        for name in ("one", "two"):
            archive.writestr(f"{name}.txt", f"第{name}回会合\n\n海洋の安全は大切だ。\n")
    program = program_in(tmp_path)
    assert program("index").code == 0
    assert program("note", "a-one#2", "so", "--tag", "sea").out == "a-one#2  [sea]  so\n"
    assert [
        hit["id"] for hit in json.loads(program("search", "--tag", "sea", "--format", "json").out)["hits"]
    ] == ["a-one#2"]


@pytest.mark.parametrize(
    "text",
    [
        "[[note]]\n",
        "[[note]]\nid = 1\nsha256 = 'x'",
        "[note]\nid = 'x'",
        "note = 1",
        "x = 1",
        "[[",
        "[[note]]\nwho = 'x'",
        "x = " + "9" * 5000,
        "x = '\udcff'",
    ],
)
def test_malformed_notes(tmp_path: Path, text: str) -> None:
    """A file that is no file of notes is an error that says so."""
    (tmp_path / "notes.toml").write_text(text, encoding="utf-8", errors="surrogateescape")
    with pytest.raises(CorpusError, match=r"notes\.toml"):
        load_notes(tmp_path)


def test_tagging(tmp_path: Path) -> None:
    """A tag is there at once: behind the id, as a filter, as a field to count by, and in exports."""
    program = program_in(council_folder(tmp_path))
    assert program("note", "a-2005#2").code == 1
    run = program("note", "a-2005#2", "維持が先", "--tag", "coding/deterrence")
    assert (run.code, run.out) == (0, "a-2005#2  [coding/deterrence]  維持が先\n")
    assert "a-2005#2 [coding/deterrence]" in program("search", "抑止力", "--tag", "coding").out
    counted = program("count", "抑止力", "--by", "tag", "--format", "csv").out.split("\r\n")
    assert [row.split(",")[1:3] for row in counted[1:3]] == [["coding/deterrence", "1"], ["none", "7"]]
    assert (
        "coding/deterrence,維持が先" in program("search", "抑止力", "--tag", "coding", "--format", "csv").out
    )
    assert program("check").code == 0


def test_a_note_whose_text_is_gone(tmp_path: Path) -> None:
    """Check lists it; the file of notes stays as it is."""
    folder = council_folder(tmp_path)
    program = program_in(folder)
    assert program("note", "a-2005#2", "--tag", "x").code == 0
    kept = (folder / "corpus" / "notes.toml").read_bytes()
    corpus = folder / "corpus" / "council.jsonl"
    corpus.write_text(
        "".join(corpus.read_text(encoding="utf-8").splitlines(keepends=True)[2:]), encoding="utf-8"
    )
    assert program("index").code == 0
    assert "A note is about a text that no longer exists: a-2005#2" in program("check").out
    assert (folder / "corpus" / "notes.toml").read_bytes() == kept


def test_no_tag(tmp_path: Path) -> None:
    """An empty tag is a mistake, and an unknown id is named."""
    program = program_in(council_folder(tmp_path))
    assert program("note", "a-2005#2", "--tag", " ").code == 2
    run = program("note", "a-2005#99", "text")
    assert run.code == 2
    assert "a-2005#99" in run.err
