"""Runs that are kept in a file, to be made again: what was asked, of what, and what came out.

    [[run]]
    name = "1"
    command = ["count", "抑止力", "--by", "year"]
    made = "2026-11-28T14:40:06Z"
    …
    result = "sha256:…"    # of the rows as CSV, numbers to nine digits

The corpus is named by its content, so that a run is the same on another machine.
"""

from __future__ import annotations

import csv
import difflib
import hashlib
import io
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from fumikura.errors import CorpusError
from fumikura.models import PASSAGE_FIELDS, Document, Passage
from fumikura.toml_text import TomlFault, read_toml, toml_value
from fumikura.values import frozen

_DIGITS = 9  # of a number: the last ones may differ by the order in which a sum was made


@frozen
class SavedRun:
    """A run: how it was asked, what it was asked of, and what came out.

    `contents` has the id of each document with a short name for its content behind a space; runs that were kept before
    that was have none. `table` are the rows, which stand elsewhere.
    """

    name: str
    command: tuple[str, ...]
    made: str
    fumikura: str
    analyzer: str
    dictionary: str
    corpus: str
    thesaurus: str
    documents: int
    passages: int
    rows: int
    result: str
    ids: str
    contents: tuple[str, ...] = ()
    table: str = ""


_FIELDS = SavedRun.__match_args__[:-1]
_LISTS = ("command", "contents")
_NOT_CONTENT = frozenset({"source", "lines", "text", "tags", "note"})


@frozen
class Fingerprints:
    """A name for the content of an index, and a shorter one for that of each document, by its id."""

    corpus: str
    documents: Mapping[str, str]


def fingerprints_of(passages: Iterable[Passage], documents: Iterable[Document]) -> Fingerprints:
    """Names by ids, texts and what is known of each passage, not by files, times, and what a person wrote of it."""
    names = [name for name in PASSAGE_FIELDS if name not in _NOT_CONTENT]
    whole = hashlib.sha256()
    parts = {document.id: hashlib.sha256() for document in documents}
    for passage in sorted(passages, key=lambda each: each.id):
        text = hashlib.sha256(_utf8(passage.text)).hexdigest()
        content = _utf8(json.dumps([text, *(getattr(passage, name) for name in names)], ensure_ascii=False))
        whole.update(content)
        parts.setdefault(passage.document, hashlib.sha256()).update(content)
    return Fingerprints(
        f"sha256:{whole.hexdigest()}", {name: each.hexdigest()[:8] for name, each in parts.items()}
    )


def _utf8(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")


def canonical_csv(
    rows: Iterable[Any], columns: Sequence[str], safe: Callable[[str], str] | None = None
) -> str:
    """Rows as one text, the same for the same values; `safe` is what is to be done to texts before they are opened."""
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(columns)
    for row in rows:
        cells = [(value, _cell(value)) for value in row[: len(columns)]]
        writer.writerow(
            [safe(cell) if safe and isinstance(value, str | tuple) else cell for value, cell in cells]
        )
    return stream.getvalue()


def digest(text: str) -> str:
    """A name for a text."""
    return f"sha256:{hashlib.sha256(text.encode('utf-8', 'surrogatepass')).hexdigest()}"


def is_name(text: str) -> bool:
    """Whether a run may be called so: its rows stand in a file of that name."""
    return bool(text) and text.isprintable() and not {*text} & {"/", "\\", "#"}


def appended(text: str, run: SavedRun) -> str:
    """A file of runs with one more."""
    lines = [f"{name} = {toml_value(getattr(run, name))}" for name in _FIELDS]
    between = "" if not text else "\n" if text.endswith("\n") else "\n\n"
    return f"{text}{between}[[run]]\n" + "\n".join(lines) + "\n"


def read_runs(data: bytes, source: str) -> tuple[SavedRun, ...]:
    """The runs of a file. Raises CorpusError for what is none."""
    try:
        tables = read_toml(data)
    except TomlFault as fault:
        raise CorpusError(
            "research.runs-toml", source=source, line=fault.line, reason=fault.reason
        ) from fault
    entries = tables.get("run", [])
    if set(tables) - {"run"} or not isinstance(entries, list):
        raise CorpusError("research.runs-other", source=source)
    return tuple(_run(entry, number, source) for number, entry in enumerate(entries, 1))


def difference_of(before: SavedRun, after: SavedRun) -> dict[str, tuple[Any, Any]]:
    """What is not the same in two runs of one command, by name; nothing where they gave the same."""
    if before.result == after.result:
        return {}
    names = ("rows", "documents", "passages", "corpus", "thesaurus", "fumikura", "analyzer", "dictionary")
    pairs = {name: (getattr(before, name), getattr(after, name)) for name in names}
    return {name: pair for name, pair in pairs.items() if pair[0] != pair[1]}


@frozen
class DocumentChanges:
    """The ids of documents that two runs do not share, or not with the same content."""

    added: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()


def documents_apart(before: SavedRun, after: SavedRun) -> DocumentChanges:
    """What became of the documents between two runs; nothing where one of them does not say which it had."""
    if not before.contents or not after.contents:
        return DocumentChanges()
    then, now = (dict(each.rpartition(" ")[::2] for each in run.contents) for run in (before, after))
    return DocumentChanges(
        added=tuple(id_ for id_ in now if id_ not in then),
        removed=tuple(id_ for id_ in then if id_ not in now),
        changed=tuple(id_ for id_ in now if id_ in then and now[id_] != then[id_]),
    )


def rows_apart(before: str, after: str) -> list[str]:
    """The rows that are not the same in two tables, those of the first with -, those of the second with +."""
    compared = difflib.unified_diff(before.splitlines(), after.splitlines(), lineterm="", n=0)
    return [line for line in compared if not line.startswith(("---", "+++", "@@"))]


def _run(entry: object, number: int, source: str) -> SavedRun:
    if not isinstance(entry, dict):
        raise CorpusError("research.run-no-table", source=source, number=number)
    values = {name: entry.get(name, [] if name == "contents" else None) for name in _FIELDS}
    command = values["command"]
    if not command or not _are_texts(command):
        raise CorpusError("research.run-no-command", source=source, number=number)
    if not _are_texts(values["contents"]):
        raise CorpusError("research.run-value", source=source, number=number, name="contents")
    for name, value in values.items():
        wanted = int if name in ("documents", "passages", "rows") else list if name in _LISTS else str
        if not isinstance(value, wanted) or isinstance(value, bool):
            raise CorpusError("research.run-value", source=source, number=number, name=name)
    if not is_name(str(values["name"])):
        raise CorpusError("research.run-value", source=source, number=number, name="name")
    known: dict[str, Any] = {str(name): value for name, value in values.items()}
    return SavedRun(**known | {name: tuple(known[name]) for name in _LISTS})


def _are_texts(values: object) -> bool:
    return isinstance(values, list) and all(isinstance(each, str) for each in values)


def _cell(value: Any) -> str:
    match value:
        case None:
            return ""
        case float():
            return f"{value + 0.0:.{_DIGITS}g}"
        case tuple():
            return " ".join(map(str, value))
    return str(value)
