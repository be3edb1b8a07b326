"""The formats of documents: how a file gets its reader, and how a format is added."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

import fumikura
from fumikura.errors import UnreadableError
from fumikura.reading.content import Content, Ready, Text
from fumikura.reading.registry import MOST_BYTES, format_of, input_formats, load_bytes, read_bytes, suffixes
from program import processes_in
from texts import write


def _read_file(path: Path, source: str, id_: str = "", *, named: bool = False) -> Content:
    return read_bytes(load_bytes(path, source), source, id_, named=named)


_SAMPLE_FORMAT = '''"""A format for this test: a paragraph between two bars."""

from __future__ import annotations

from fumikura.blocks import Block, Form
from fumikura.reading.content import Blocks
from fumikura.reading.decoding import read_text
from fumikura.reading.registry import File, InputFormat


def _read(file: File) -> Blocks:
    parts = read_text(file.data, file.source, file.encoding).split("|")[1:-1]
    return Blocks(tuple(Block(Form.TEXT, part.strip(), (1, 1)) for part in parts))


FORMAT = InputFormat(_read, (".bars",), magic=(b"|bars",))
'''


def test_formats_by_ending(tmp_path: Path) -> None:
    """The ending of a name decides, in any case, where the bytes do not."""
    write(tmp_path, a_TXT="文である。", b_jsonl='{"id": "p", "text": "文である。"}')
    assert _read_file(tmp_path / "a.TXT", "a.TXT") == Text("文である。")
    ready = _read_file(tmp_path / "b.jsonl", "b.jsonl", "b")
    assert isinstance(ready, Ready)
    assert [each.id for each in ready.passages] == ["p"]


def test_no_ending_belongs_to_two_formats() -> None:
    """Each ending is that of one format, in lower case, with its dot."""
    assert len(set(suffixes())) == len(suffixes())
    assert all(each.startswith(".") and each == each.lower() for each in suffixes())
    assert len(input_formats()) >= 2


def test_what_has_no_format_is_named_with_those_that_are_read(tmp_path: Path) -> None:
    """A picture is no document; the message lists the formats that are read, by one ending each."""
    write(tmp_path, a_png=b"\x89PNG\r\n\x1a\n")
    with pytest.raises(
        UnreadableError, match=r"d/a\.png: an image is not a format .*\.html, .*\.txt"
    ) as caught:
        _read_file(tmp_path / "a.png", "d/a.png")
    assert ".htm," not in str(caught.value)


def test_a_file_that_was_named_is_text_if_it_is_nothing_else(tmp_path: Path) -> None:
    """Who names one file as the corpus means it to be read, whatever its name ends in."""
    write(tmp_path, a_log="文である。")
    assert _read_file(tmp_path / "a.log", "a.log", named=True) == Text("文である。")


def test_a_huge_file_is_not_read(tmp_path: Path) -> None:
    """A file over the limit of its format is refused by its size."""
    with (tmp_path / "a.txt").open("wb") as file:
        file.truncate(MOST_BYTES + 1)
    with pytest.raises(UnreadableError, match="larger than 50 MB"):
        _read_file(tmp_path / "a.txt", "a.txt")


def test_a_file_that_is_gone_is_named(tmp_path: Path) -> None:
    """A file that can't be opened is an error of ours, with the system's reason."""
    with pytest.raises(UnreadableError, match=r"a\.txt: No such file"):
        _read_file(tmp_path / "a.txt", "a.txt")


def test_a_format_is_added_by_one_file(tmp_path: Path) -> None:
    """As docs/ARCHITECTURE.md says: a module in reading/formats is all it takes, by its ending and by its first bytes."""
    sources = tmp_path / "src"
    shutil.copytree(
        Path(fumikura.__file__).parent, sources / "fumikura", ignore=shutil.ignore_patterns("__pycache__")
    )
    (sources / "fumikura" / "reading" / "formats" / "bars.py").write_text(_SAMPLE_FORMAT, encoding="utf-8")
    write(tmp_path / "corpus", a_bars="|海峡の平和について述べた。|", b_txt="|bars|平和の文である。|")
    run = processes_in(tmp_path)("search", "平和", "--count", env={"PYTHONPATH": str(sources)})
    assert run.out == "2\n"
    assert format_of("a.bars", b"") is None
