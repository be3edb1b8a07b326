"""Ready passages: a `.jsonl` file, one passage a line, with the fields of a passage; `id` and `text` are required."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from fumikura.dates import parse_date
from fumikura.errors import UnreadableError
from fumikura.fields import FIELDS, Field
from fumikura.messages import Coded, Message
from fumikura.models import Document, Passage
from fumikura.reading.content import Ready
from fumikura.reading.decoding import read_text
from fumikura.reading.registry import File, InputFormat
from fumikura.values import replace
from fumikura.vocabulary import canonical

_NOT_READ = frozenset({"year", "source", "lines"})
"""Fields of a passage that follow from others, or from where the passage stands in this file."""


def read_ready(text: str, source: str, stem: str) -> Ready:
    """The documents and passages of a file; a passage without a document belongs to the one named `stem`.

    A line that is none is left out, with the fault named. Raises UnreadableError where there is no other.
    """
    lines = _Lines(source, stem)
    for number, line in enumerate(text.removeprefix("\ufeff").split("\n"), start=1):
        if line.strip():
            lines.add(line, number)
    if lines.faults and not lines.passages:
        raise lines.faults[0]
    faults: list[Coded] = [*lines.faults[:_MOST_FAULTS]]
    if len(lines.faults) > _MOST_FAULTS:
        faults.append(Message("file.lines-more", source=source, number=len(lines.faults) - _MOST_FAULTS))
    return Ready(_documents(lines.passages, source), tuple(lines.passages), tuple(faults))


class _Lines:
    """The passages of the lines so far, and what was wrong with others."""

    def __init__(self, source: str, stem: str) -> None:
        self.passages: list[Passage] = []
        self.faults: list[UnreadableError] = []
        self._source = source
        self._stem = stem
        self._numbers: dict[str, int] = {}
        self._last: Mapping[str, Any] = {}

    def add(self, line: str, number: int) -> None:
        """Read a line."""
        try:
            passage, value = self._read(line, number)
        except UnreadableError as error:
            self.faults.append(error)
            return
        self._numbers[passage.id] = number
        self.passages.append(passage)
        self._last = value

    def _read(self, line: str, number: int) -> tuple[Passage, Mapping[str, Any]]:
        value = _object(line, self._source, number)
        if self.passages and _is_alike(value, self._last):
            passage = _next_to(self.passages[-1], value, self._source, number)
        else:
            passage = _passage(value, self._source, self._stem, number)
        if (before := self._numbers.get(passage.id)) is not None:
            raise _fault(self._source, number, "file.line-id-taken", id=passage.id, before=before)
        return passage, value


_MOST_FAULTS = 20
"""Lines of a file that are named; of more, how many."""

_OWN = frozenset({"id", "text"})
_WRITTEN = frozenset({"text", "glosses", "section", "title", "note"})
"""Fields of running text. The others are asked for by what they are, and are whole."""


def _is_alike(value: Mapping[str, Any], last: Mapping[str, Any]) -> bool:
    """Whether a line says the same as the one before but for its own id and text, as most lines do; all are texts."""
    if value.keys() != last.keys():
        return False
    for name, said in value.items():
        if type(said) is not str or (said != last[name] if name not in _OWN else not said.strip()):
            return False
    return value.keys() >= _OWN


def _is_half(text: str) -> bool:
    """Whether a text has half a character (a lone surrogate), which nobody could type, and no file name has."""
    return not text.isascii() and any("\ud800" <= char <= "\udfff" for char in text)


def _next_to(last: Passage, value: Mapping[str, Any], source: str, number: int) -> Passage:
    """The passage of a line that is alike to that of another."""
    _whole(value["id"], "id", source, number)
    return replace(last, id=value["id"], text=value["text"], lines=(number, number))


def _whole(text: str, name: str, source: str, number: int) -> str:
    """A text as it is. Raises UnreadableError where it has half a character, and its field must be whole."""
    if name not in _WRITTEN and _is_half(text):
        raise _fault(source, number, "file.line-half", field=name)
    return text


def _object(line: str, source: str, number: int) -> Mapping[str, Any]:
    try:
        value = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise _fault(source, number, "file.line-json", reason=str(error)) from error
    if not isinstance(value, dict):
        raise _fault(source, number, "file.line-object")
    return value


def _passage(value: Mapping[str, Any], source: str, stem: str, number: int) -> Passage:
    for name in ("id", "text"):
        if not isinstance(value.get(name), str) or not value[name].strip():
            raise _fault(source, number, "file.line-required", field=name)
    given = {
        field.name: _field(value.get(field.name), field, source, number)
        for field in FIELDS
        if field.name not in _NOT_READ
    }
    document = given["document"] or stem
    date = given["date"] or _date(value.get("year"), "year", source, number)
    known = {
        "document": document,
        "title": given["title"] or document,
        "doc_type": given["doc_type"] or "other",
        "kind": given["kind"] or "paragraph",
        "date": date,
        "year": int(date[:4]) if date else None,
        "document_date": given["document_date"] or date,
        "source": source,
        "lines": (number, number),
    }
    return Passage(**{**given, **known})


def _field(found: object, field: Field, source: str, number: int) -> Any:
    """The value of a field, as `fields` says what it is."""
    match field.type:
        case "texts":
            return _texts(found, field, source, number)
        case "date":
            return _date(found, field.name, source, number)
    text = _text(found, field.name, source, number)
    if not text or field.codes is None:
        return text
    code = canonical(text, field.codes)
    if code is None:
        raise _fault(source, number, "file.line-code", field=field.name, value=text, valid=tuple(field.codes))
    return code


def _documents(passages: list[Passage], source: str) -> tuple[Document, ...]:
    firsts: dict[str, Passage] = {}
    lasts: dict[str, int] = {}
    alike: dict[str, bool] = {}
    for passage in passages:
        first = firsts.setdefault(passage.document, passage)
        alike[passage.document] = alike.get(passage.document, True) and first.title == passage.title
        lasts[passage.document] = passage.lines[1]
    return tuple(
        Document(
            id_, first.title if alike[id_] else id_, first.publisher, first.doc_type, first.document_date, first.meeting,
            first.place, "", source, (first.lines[0], lasts[id_]),
        )
        for id_, first in firsts.items()
    )  # fmt: skip


def _text(found: object, name: str, source: str, number: int) -> str:
    if found is None:
        return ""
    if not isinstance(found, str):
        raise _fault(source, number, "file.line-text", field=name)
    return _whole(found, name, source, number)


def _texts(found: object, field: Field, source: str, number: int) -> tuple[str, ...]:
    if found is None or found == "":
        return ()
    if isinstance(found, str):
        found = found.split(field.joiner)
    if isinstance(found, list) and all(isinstance(each, str) for each in found):
        return tuple(_whole(each, field.name, source, number) for each in found)
    raise _fault(source, number, "file.line-texts", field=field.name)


def _date(given: object, name: str, source: str, number: int) -> str:
    if given is None or given == "":
        return ""
    date = parse_date(str(given))
    if date is None:
        raise _fault(source, number, "file.line-date", field=name, value=given)
    return date


def _fault(source: str, number: int, code: str, **values: object) -> UnreadableError:
    return UnreadableError("file.line", source=source, line=number, what=Message(code, **values))


def _read(file: File) -> Ready:
    return read_ready(read_text(file.data, file.source, file.encoding), file.source, file.id)


FORMAT = InputFormat(_read, (".jsonl",))
