"""`thesaurus.toml`: words that a person takes for equals in a search.

    [[group]]                                   # each is found when another is looked for, at a lower weight
    terms = ["2+2", "日米安全保障協議委員会", "SCC"]
    note = "…"                                  # for the reader; may be left out

    [[apart]]                                   # no equals, though a document seems to define them so
    terms = ["SSC", "日米戦略対話"]

    [words]
    keep = ["動的防衛協力"]                     # counted as one word where they stand by themselves

It is read at every search, so that a change holds at the next one. Equality doesn't go on from group to group.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any

from fumikura.errors import ThesaurusError
from fumikura.file_access import read_if_there
from fumikura.messages import system_reason
from fumikura.text import fold
from fumikura.toml_text import TomlFault, read_toml
from fumikura.values import frozen

NAME = "thesaurus.toml"
_KINDS = ("group", "apart")
_KEYS = ("terms", "note")
_WORDS = "words"


@frozen
class Group:
    """Terms that are equals, as written and folded; `line` is where the group begins in the file."""

    terms: tuple[str, ...]
    folded: frozenset[str]
    note: str
    line: int


@frozen
class Thesaurus:
    """The groups of a file, the sets of terms, folded, that are to be kept apart, and the words to be kept whole."""

    groups: tuple[Group, ...] = ()
    apart: tuple[frozenset[str], ...] = ()
    _by_term: Mapping[str, tuple[Group, ...]] = MappingProxyType({})
    keep: tuple[str, ...] = ()

    def groups_of(self, term: str) -> tuple[Group, ...]:
        """The groups that have a term, in any form of writing."""
        return self._by_term.get(fold(term).text, ())

    def keeps_apart(self, one: str, other: str) -> bool:
        """Whether two terms are said to be no equals."""
        pair = {fold(one).text, fold(other).text}
        return any(pair <= terms for terms in self.apart)


def thesaurus_stamp(corpus: Path) -> tuple[int, int] | None:
    """What changes when the thesaurus in a folder of documents does: its size and time; None where there is none."""
    try:
        status = (corpus / NAME).stat()
    except OSError:
        return None
    return status.st_size, status.st_mtime_ns


def load_thesaurus(corpus: Path) -> Thesaurus:
    """The thesaurus in a folder of documents; one that is not there is empty.

    Raises ThesaurusError, naming the line.
    """
    path = corpus / NAME
    try:
        content = read_if_there(path) or b""
        data = read_toml(content)
    except OSError as error:
        raise ThesaurusError("thesaurus.unreadable", path=path, reason=system_reason(error)) from error
    except TomlFault as fault:
        values = {"line": fault.line, "reason": fault.reason}
        raise ThesaurusError("thesaurus.no-toml", path=path, **values) from fault
    return _checked(data, content.decode("utf-8-sig"), path)


def _checked(data: Mapping[str, Any], text: str, path: Path) -> Thesaurus:
    keep = _kept(data[_WORDS], text, path) if _WORDS in data else ()
    for key, value in data.items():
        if key == _WORDS:
            continue
        if key not in _KINDS or not isinstance(value, list):
            line = _line_of(rf"\s*\[*\s*[\"']?{re.escape(key)}", text)
            raise ThesaurusError("thesaurus.table-unknown", path=path, line=line, key=key)
    groups = tuple(_entries("group", data, text, path))
    apart = tuple(each.folded for each in _entries("apart", data, text, path))
    by_term: dict[str, tuple[Group, ...]] = {}
    for group in groups:
        for key in group.folded:
            by_term[key] = (*by_term.get(key, ()), group)
    return Thesaurus(groups, apart, by_term, keep)


def _kept(value: object, text: str, path: Path) -> tuple[str, ...]:
    """The words of `[words] keep`."""
    keep = value.get("keep", []) if isinstance(value, dict) and set(value) <= {"keep"} else None
    if not isinstance(keep, list) or not all(isinstance(word, str) and fold(word).text for word in keep):
        line = _line_of(r"\s*\[?\s*words\b", text)
        raise ThesaurusError("thesaurus.keep", path=path, line=line)
    return tuple(keep)


def _entries(kind: str, data: Mapping[str, Any], text: str, path: Path) -> Iterator[Group]:
    lines = _header_lines(kind, text)
    for number, value in enumerate(data.get(kind, ())):
        line = lines[number] if number < len(lines) else _line_of(rf"\s*{kind}\b", text)
        if not isinstance(value, dict):
            raise ThesaurusError("thesaurus.no-table", path=path, line=line, number=number + 1, kind=kind)
        if unknown := set(value) - set(_KEYS):
            names = tuple(sorted(unknown))
            raise ThesaurusError("thesaurus.key-unknown", path=path, line=line, names=names, known=_KEYS)
        note = value.get("note", "")
        if not isinstance(note, str):
            raise ThesaurusError("thesaurus.note", path=path, line=line)
        yield Group(*_terms(value.get("terms"), path, line), note, line)


def _terms(value: object, path: Path, line: int) -> tuple[tuple[str, ...], frozenset[str]]:
    if not isinstance(value, list) or not all(isinstance(term, str) for term in value):
        raise ThesaurusError("thesaurus.terms", path=path, line=line)
    folded = [fold(term).text for term in value]
    for term, form in zip(value, folded, strict=True):
        if not any(char.isalnum() for char in form):
            raise ThesaurusError("thesaurus.no-letter", path=path, line=line, term=term)
    if len({*folded}) < 2:
        raise ThesaurusError("thesaurus.one-term", path=path, line=line)
    return tuple(value), frozenset(folded)


def _header_lines(kind: str, text: str) -> list[int]:
    header = re.compile(rf"\s*\[\[\s*{kind}\s*\]\]")
    return [number for number, line in enumerate(text.split("\n"), 1) if header.match(line)]


def _line_of(pattern: str, text: str) -> int:
    """The first line that begins with `pattern`."""
    return next((number for number, line in enumerate(text.split("\n"), 1) if re.match(pattern, line)), 1)
