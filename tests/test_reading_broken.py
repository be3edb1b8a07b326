"""Documents of all formats, whole and broken: paragraphs as they were written, and never an error that is not ours."""

from __future__ import annotations

import io
import random
import re
import zipfile
from pathlib import Path

import pytest

from document_makers import MAKERS
from extraction import characters, held_characters, read_bytes
from fumikura.errors import FumikuraError

_SENTENCE = "第{0}の文書では、両国の閣僚が{0}年の間に協力を深めることで一致し、{1}の研究を進めるとした。"
_PARAGRAPHS = tuple(_SENTENCE.format(number, "防衛装備" * (number % 3)) for number in range(2, 14))


@pytest.mark.parametrize("name", sorted(MAKERS))
def test_paragraphs_come_out_as_they_were_written(tmp_path: Path, name: str) -> None:
    """Each paragraph, item, heading and row is a passage or a section with just its characters."""
    data, expected = MAKERS[name](_PARAGRAPHS)
    passages = read_bytes(tmp_path, name, data).passages
    found = {"".join(p.text.split()) for p in passages} | {h for p in passages for h in p.section}
    assert [text for text in expected if text not in found] == []


@pytest.mark.parametrize("name", sorted(MAKERS))
def test_no_character_is_lost(tmp_path: Path, name: str) -> None:
    """What was written is held, as often as it was written."""
    data, expected = MAKERS[name](_PARAGRAPHS)
    held = held_characters(p for p in read_bytes(tmp_path, name, data).passages if p.kind != "furniture")
    assert characters("".join(expected)) - held == {}


@pytest.mark.parametrize("name", sorted(MAKERS))
def test_broken_files_are_read_or_named(tmp_path: Path, name: str) -> None:
    """Bytes cut off or changed at random: some passages or an error of ours that names the file."""
    whole, _ = MAKERS[name](_PARAGRAPHS)
    chance = random.Random(name)
    for _ in range(40):
        data = bytearray(whole[: chance.randrange(1, len(whole))] if chance.random() < 0.4 else whole)
        for _ in range(chance.choice((1, 10, 100))):
            data[chance.randrange(len(data))] = chance.randrange(256)
        try:
            assert read_bytes(tmp_path, name, bytes(data)).documents
        except FumikuraError as error:
            assert name in str(error)


def _with_odd_attributes(data: bytes, chance: random.Random) -> bytes:
    """An office document or e-book with some attributes of its XML holding what they can't."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as before, zipfile.ZipFile(made, "w") as after:
        for name in before.namelist():
            text = before.read(name).decode("utf-8")
            found = list(re.finditer(r'="([^"]*)"', text))
            for match in sorted(chance.sample(found, min(len(found), 8)), key=lambda m: -m.start()):
                odd = chance.choice(("", "-1", "abc", "9" * 5000, "１", "日本"))
                text = f"{text[: match.start(1)]}{odd}{text[match.end(1) :]}"
            after.writestr(name, text)
    return made.getvalue()


@pytest.mark.parametrize("name", ["a.docx", "a.odt", "a.epub"])
def test_odd_attributes_are_passed_over(tmp_path: Path, name: str) -> None:
    """What should be a number and is none, a reference to nothing: read or named, as all else."""
    whole, _ = MAKERS[name](_PARAGRAPHS)
    chance = random.Random(name)
    for _ in range(40):
        try:
            assert read_bytes(tmp_path, name, _with_odd_attributes(whole, chance)).documents
        except FumikuraError as error:
            assert name in str(error)
