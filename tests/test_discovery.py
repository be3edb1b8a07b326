"""Which files of a folder are documents, and why the others are not."""

from __future__ import annotations

import os
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from fumikura.messages import Message
from fumikura.reading.discovery import PassedFile, discover
from texts import write


def _sources(corpus: Path) -> list[str]:
    return [each.source for each in discover(corpus)[0]]


def test_documents_are_found_in_folders_by_name(tmp_path: Path) -> None:
    """Files of the known formats are found in every folder, in the order of their names, case of the ending aside."""
    write(tmp_path, b_txt="二", a_md="一", d__c_jsonl="{}", d__e__f_markdown="三", g_TXT="四")
    assert _sources(tmp_path) == ["a.md", "b.txt", "d/c.jsonl", "d/e/f.markdown", "g.TXT"]


def test_one_file_is_a_corpus(tmp_path: Path) -> None:
    """A file alone is found under its own name, whatever its ending."""
    write(tmp_path, a_log="一")
    (found,), passed = discover(tmp_path / "a.log")
    assert (found.source, found.path, passed) == ("a.log", tmp_path / "a.log", ())


def test_an_empty_folder_holds_nothing(tmp_path: Path) -> None:
    """A folder without files gives nothing, and passes nothing over."""
    assert discover(tmp_path) == ((), ())


def test_whatever_might_be_a_document_is_to_be_read(tmp_path: Path) -> None:
    """A name alone does not say that a file is no document: reading tells, and gives the reason where it is none."""
    write(tmp_path, a_pdf="%PDF", b_txt="文")
    assert _sources(tmp_path) == ["a.pdf", "b.txt"]


def test_what_is_beside_documents_is_passed_over_without_a_word(tmp_path: Path) -> None:
    """The catalog and licences are there on purpose, others by no doing of the user: no reason is given for them."""
    write(tmp_path, catalog_toml="", NOTICE="", b_txt="文", Thumbs_db="")
    found, passed = discover(tmp_path)
    assert [each.source for each in found] == ["b.txt"]
    assert [(each.reason, each.fault) for each in passed] == [(None, False)] * 3


def test_hidden_files_are_not_looked_at(tmp_path: Path) -> None:
    """Files and folders that begin with a dot are no documents."""
    write(tmp_path, a_txt="文")
    (tmp_path / ".b.txt").write_text("文", encoding="utf-8")
    (tmp_path / ".git").mkdir()
    (tmp_path / ".git" / "c.txt").write_text("文", encoding="utf-8")
    assert (_sources(tmp_path), discover(tmp_path)[1]) == (["a.txt"], ())


def test_a_pipe_is_named_and_never_opened(tmp_path: Path) -> None:
    """A FIFO with the ending of a document would block its reader: it is passed over as a fault."""
    os.mkfifo(tmp_path / "a.txt")
    assert discover(tmp_path) == (
        (),
        (PassedFile("a.txt", Message("file.not-regular", source="a.txt"), True),),
    )
    assert discover(tmp_path / "a.txt") == discover(tmp_path)


def test_links_out_of_the_corpus_are_faults(tmp_path: Path) -> None:
    """Neither a file nor a folder outside is reached through a link."""
    write(tmp_path, out__a_txt="外", corpus__b_txt="内")
    corpus = tmp_path / "corpus"
    (corpus / "file.txt").symlink_to(tmp_path / "out" / "a.txt")
    (corpus / "folder").symlink_to(tmp_path / "out")
    found, passed = discover(corpus)
    assert [each.source for each in found] == ["b.txt"]
    assert sorted(passed, key=lambda each: each.source) == [
        PassedFile("file.txt", Message("file.link-out", source="file.txt"), True),
        PassedFile("folder", Message("file.link-out", source="folder"), True),
    ]


def test_loops_of_links_end(tmp_path: Path) -> None:
    """A link to itself, two that lead to each other, a dead one, and one to the folder above are each named once."""
    write(tmp_path, d__a_txt="文")
    (tmp_path / "self.txt").symlink_to("self.txt")
    (tmp_path / "one.txt").symlink_to("two.txt")
    (tmp_path / "two.txt").symlink_to("one.txt")
    (tmp_path / "dead.txt").symlink_to("nothing")
    (tmp_path / "d" / "up").symlink_to("..")
    found, passed = discover(tmp_path)
    assert [each.source for each in found] == ["d/a.txt"]
    assert {each.source: each.fault for each in passed} == {
        "self.txt": True,
        "one.txt": True,
        "two.txt": True,
        "dead.txt": True,
        "d/up": False,
    }


def test_a_file_by_two_names_is_taken_once_under_its_own(tmp_path: Path) -> None:
    """A link whose name comes first does not take the place of the file, and a hard link is no second document."""
    write(tmp_path, m_txt="文")
    (tmp_path / "a.txt").symlink_to("m.txt")
    (tmp_path / "z.txt").hardlink_to(tmp_path / "m.txt")
    found, passed = discover(tmp_path)
    assert [each.source for each in found] == ["m.txt"]
    assert sorted(each.source for each in passed) == ["a.txt", "z.txt"]
    assert [each.reason for each in sorted(passed, key=lambda each: each.source)] == [
        Message("file.same", source=name, other="m.txt") for name in ("a.txt", "z.txt")
    ]


def test_a_corpus_may_be_a_link_itself(tmp_path: Path) -> None:
    """The folder that was named is followed, and sources are relative to it."""
    write(tmp_path, real__d__a_txt="文")
    (tmp_path / "link").symlink_to("real")
    assert _sources(tmp_path / "link") == ["d/a.txt"]


def test_a_folder_that_cannot_be_read_is_a_fault(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is in a closed folder is not passed over in silence."""
    write(tmp_path, a_txt="文", d__b_txt="文")
    scan = os.scandir

    def refuse(path: Any) -> Any:
        if Path(path).name == "d":
            raise PermissionError(13, "Permission denied", str(path))
        return scan(path)

    monkeypatch.setattr(os, "scandir", refuse)
    found, passed = discover(tmp_path)
    assert [each.source for each in found] == ["a.txt"]
    reason = Message("system.eacces")
    assert passed == (PassedFile("d", Message("file.unreadable", source="d", reason=reason), True),)


def test_a_folder_whose_files_cannot_be_asked_for_costs_itself(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where the system refuses to say what a listed file is (no right to enter, a path too long), it is named."""
    write(tmp_path, a_txt="文", d__b_txt="文")
    ask = {name: getattr(os, name) for name in ("stat", "lstat")}

    def refuse(name: str, path: Any, **how: Any) -> os.stat_result:
        if not isinstance(path, int) and Path(path).parent.name == "d":
            raise OSError(36, "File name too long", str(path))
        status: os.stat_result = ask[name](path, **how)
        return status

    for name in ask:
        monkeypatch.setattr(os, name, partial(refuse, name))
    found, passed = discover(tmp_path)
    assert ([each.source for each in found], [each.source for each in passed]) == (["a.txt"], ["d/b.txt"])
    assert passed[0].fault


def test_a_name_that_reads_like_that_of_a_part_is_named(tmp_path: Path) -> None:
    """A file beside an archive may be called as a member of it is: whose passages these are must be sure."""
    write(tmp_path, **{"a_zip": "文", "a.zip!b_txt": "文", "c.zip!b_txt": "文"})
    found, passed = discover(tmp_path)
    assert [each.source for each in found] == ["a.zip", "c.zip!b.txt"]
    reason = Message("file.name-taken", source="a.zip!b.txt", other="a.zip")
    assert passed == (PassedFile("a.zip!b.txt", reason, fault=True),)


@pytest.fixture(name="undecodable")
def _undecodable(tmp_path: Path) -> Iterator[Path]:
    try:
        Path(os.fsdecode(os.fsencode(tmp_path) + b"/\xff.txt")).write_text("文", encoding="utf-8")
    except OSError:
        pytest.skip("the file system takes no such name")
    yield tmp_path


def test_a_name_in_no_encoding_is_found(undecodable: Path) -> None:
    """A file whose name is no UTF-8 is a document as any other, under a name that can be written down."""
    (found,) = discover(undecodable)[0]
    assert found.source == "\\xff.txt"
    assert found.path.read_text(encoding="utf-8") == "文"


def test_two_names_that_are_written_alike_are_not_one_file(undecodable: Path) -> None:
    """A name of bytes that are no text, and one that spells them out, look the same: the second is named."""
    write(undecodable, **{r"\xff_txt": "二"})
    found, passed = discover(undecodable)
    assert [each.source for each in found] == [r"\xff.txt"]
    reason = Message("file.name-taken", source=r"\xff.txt", other=r"\xff.txt")
    assert passed == (PassedFile(r"\xff.txt", reason, fault=True),)
