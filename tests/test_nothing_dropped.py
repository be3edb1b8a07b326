"""Every character of a file is in the text or the glosses of exactly one passage, or in a heading over some."""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise
from pathlib import Path

import pytest

from fumikura.catalog import load_catalog
from fumikura.documents import document_ids, read_file
from fumikura.models import Passage
from fumikura.reading.discovery import SourceFile, discover

CORPUS = Path(__file__).parents[1] / "corpus"
_TAG = re.compile(r"</?(?:p|li|ul|ol|table|thead|tbody|tr|td|th|sup|br)\b[^<>]*>")
_MARKUP = re.compile(r"^#+ |^\s*- |\*\*|\^(?=\{)|(?<=\^)\{|\}", re.MULTILINE)
_REPEATED = re.compile(r"^(?:年月日\t|項目\t).*$|^20\d\d/\d+/\d+(?=\t)", re.MULTILINE)


def _bare(text: str) -> str:
    """A text without tags, marks of Markdown, and white space."""
    return re.sub(r"\s", "", _MARKUP.sub("", _TAG.sub("", text)))


def _held(passages: tuple[Passage, ...]) -> str:
    """All that passages hold: texts, glosses, and each heading once where it is first above a passage."""
    parts: list[str] = []
    open_: tuple[str, ...] = ()
    captions = {passage.text for passage in passages if passage.kind == "caption"}
    for passage in passages:
        same = next(
            (i for i, (a, b) in enumerate(zip(open_, passage.section, strict=False)) if a != b),
            min(len(open_), len(passage.section)),
        )
        headings = passage.section[:-1] if _under_heads(passage) else passage.section
        parts += [heading for heading in headings[same:] if heading not in captions]
        parts += [passage.text, *passage.glosses]
        open_ = passage.section
    return re.sub(r"\s", "", "".join(parts))


def _under_heads(passage: Passage) -> bool:
    """Whether the last part of a section is the heads of columns, which are a row of the table as well."""
    return passage.kind == "table-row" and " / " in passage.section[-1]


def _found() -> list[SourceFile]:
    return list(discover(CORPUS)[0])


@pytest.mark.parametrize("found", _found(), ids=lambda found: found.source)
def test_every_character_is_in_exactly_one_passage(found: SourceFile) -> None:
    """The characters of a file and those of its passages are the same, as often; what is missing is printed."""
    catalog = load_catalog(CORPUS)
    ids = document_ids([each.source for each in _found()], catalog)
    passages = read_file(found, catalog.of(found.source), ids[found.source]).passages
    source = _bare(found.path.read_text(encoding="utf-8"))
    held = Counter(_held(passages))
    missing = Counter(source) - held
    added = held - Counter(source)
    repeated = Counter(re.sub(r"\s", "", "".join(_repeated(found.path.read_text(encoding="utf-8")))))
    assert missing - repeated == Counter(), (
        f"missing: {missing - repeated}; lines: {_lines_without(found, passages)}"
    )
    assert added == Counter(), f"twice: {added}"


@pytest.mark.parametrize("found", _found(), ids=lambda found: found.source)
def test_every_line_is_held(found: SourceFile) -> None:
    """Each line's own characters stand together in some passage or heading, as far as no markup cuts them."""
    catalog = load_catalog(CORPUS)
    ids = document_ids([each.source for each in _found()], catalog)
    passages = read_file(found, catalog.of(found.source), ids[found.source]).passages
    assert _lines_without(found, passages) == []


def _repeated(text: str) -> list[str]:
    """The header of a table that goes on over pages, from its second page on, and the first cells repeated below it."""
    lines = text.split("\n")
    seen: set[str] = set()
    repeated: list[str] = []
    for before, line in pairwise(lines):
        header = re.sub(r"\s", "", before).replace("／", "/")
        if "\t" in before and header in seen:
            repeated += [before, *line.split("\t")[:3]]
        elif "\t" in before:
            seen.add(header)
    return repeated


def _plain(text: str) -> str:
    """A text without white space; a header repeated on the next page may be set in the other width."""
    return re.sub(r"\s", "", text).replace("／", "/")


def _lines_without(found: SourceFile, passages: tuple[Passage, ...]) -> list[str]:
    """Pieces of lines, cut at markup and at readings, that no passage holds."""
    held = "\x00".join(_plain(part) for p in passages for part in (p.text, *p.glosses, *p.section))
    reading = r"((?:[A-Z][A-Za-z]+,? (?:and |for )?)+[A-Z][A-Za-z]+)"
    pieces: list[str] = []
    for line in found.path.read_text(encoding="utf-8").split("\n"):
        for part in filter(None, re.split(r"<[^<>]*>|\t|\^\{|\}|\*\*|^#+ |^\s*- |([⁰¹²³⁴⁵⁶⁷⁸⁹]+)", line)):
            pieces += [_plain(piece) for piece in re.split(reading, part)]
    return [piece for piece in pieces if piece not in held]
