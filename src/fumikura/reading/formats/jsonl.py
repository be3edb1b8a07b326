"""Ready passages: a `.jsonl` file, one passage a line, with the fields of a passage; `id` and `text` are required."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, cast

from fumikura.dates import parse_date
from fumikura.errors import UnreadableError
from fumikura.models import Document, Kind, Passage
from fumikura.reading.content import Ready
from fumikura.reading.decoding import read_text
from fumikura.reading.registry import File, Format
from fumikura.values import replace
from fumikura.vocabulary import DOC_TYPES, KINDS, MEETINGS, SIDES, canonical

__all__ = ["FORMAT", "read_ready"]

_REMEDY = 'Mend that line; a line is a JSON object with at least "id" and "text".'
_TEXTS = ("title", "publisher", "place", "speaker", "page", "note")


def read_ready(text: str, source: str, stem: str) -> tuple[tuple[Document, ...], tuple[Passage, ...]]:
    """The documents and passages of a file; a passage without a document belongs to the one named `stem`.

    Raises UnreadableError, naming the line and what is wrong with it.
    """
    passages: list[Passage] = []
    lines: dict[str, int] = {}
    last: Mapping[str, Any] = {}
    for number, line in enumerate(text.removeprefix("\ufeff").split("\n"), start=1):
        if not line.strip():
            continue
        value = _object(line, source, number)
        if passages and _is_alike(value, last):
            passage = _next_to(passages[-1], value, number)
        else:
            passage = _passage(value, source, stem, number)
        if passage.id in lines:
            raise _fault(source, number, f"the id {passage.id!r} stands in line {lines[passage.id]} already")
        lines[passage.id] = number
        passages.append(passage)
        last = value
    return _documents(passages, source), tuple(passages)


_OWN = frozenset({"id", "text"})


def _is_alike(value: Mapping[str, Any], last: Mapping[str, Any]) -> bool:
    """Whether a line says the same as the one before but for its own id and text, as most lines do; all are texts."""
    if value.keys() != last.keys():
        return False
    for name, said in value.items():
        if type(said) is not str or (said != last[name] if name not in _OWN else not said.strip()):
            return False
    return value.keys() >= _OWN


def _next_to(last: Passage, value: Mapping[str, Any], number: int) -> Passage:
    """The passage of a line that is alike to that of another."""
    return replace(last, id=value["id"], text=value["text"], lines=(number, number))


def _object(line: str, source: str, number: int) -> Mapping[str, Any]:
    try:
        value = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise _fault(source, number, f"no valid JSON ({error})") from error
    if not isinstance(value, dict):
        raise _fault(source, number, "no JSON object")
    return value


def _passage(value: Mapping[str, Any], source: str, stem: str, number: int) -> Passage:
    for name in ("id", "text"):
        if not isinstance(value.get(name), str) or not value[name].strip():
            raise _fault(source, number, f"the field {name!r} is missing, empty or no text")
    document = _text(value, "document", source, number) or stem
    texts = {name: _text(value, name, source, number) for name in _TEXTS}
    date = _date(value.get("date") or value.get("year"), source, number)
    return Passage(
        id=value["id"],
        document=document,
        title=texts["title"] or document,
        publisher=texts["publisher"],
        doc_type=_code(value, "doc_type", DOC_TYPES, source, number) or "other",
        date=date,
        year=int(date[:4]) if date else None,
        document_date=_date(value.get("document_date"), source, number) or date,
        meeting=_code(value, "meeting", MEETINGS, source, number),
        place=texts["place"],
        side=_code(value, "side", SIDES, source, number),
        speaker=texts["speaker"],
        section=_texts(value, "section", source, number, " > "),
        kind=_kind(value, source, number),
        text=value["text"],
        glosses=_texts(value, "glosses", source, number, " / "),
        source=source,
        page=texts["page"],
        lines=(number, number),
        tags=_texts(value, "tags", source, number, " / "),
        note=texts["note"],
    )


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


def _text(value: Mapping[str, Any], name: str, source: str, number: int) -> str:
    found = value.get(name)
    if found is None:
        return ""
    if not isinstance(found, str):
        raise _fault(source, number, f"the field {name!r} is no text")
    return found


def _texts(value: Mapping[str, Any], name: str, source: str, number: int, separator: str) -> tuple[str, ...]:
    found = value.get(name)
    if found is None or found == "":
        return ()
    if isinstance(found, str):
        return tuple(found.split(separator))
    if isinstance(found, list) and all(isinstance(each, str) for each in found):
        return tuple(found)
    raise _fault(source, number, f"the field {name!r} is neither a text nor a list of texts")


def _code(
    value: Mapping[str, Any], name: str, names: Mapping[str, tuple[str, ...]], source: str, number: int
) -> str:
    found = _text(value, name, source, number)
    if not found:
        return ""
    code = canonical(found, names)
    if code is None:
        raise _fault(source, number, f"the field {name!r} is {found!r}; it may be {', '.join(names)}")
    return code


def _kind(value: Mapping[str, Any], source: str, number: int) -> Kind:
    code = _code(value, "kind", KINDS, source, number) or "paragraph"
    return cast("Kind", code)


def _date(given: object, source: str, number: int) -> str:
    if given is None or given == "":
        return ""
    date = parse_date(str(given))
    if date is None:
        raise _fault(source, number, f"the date {given!r} is none that can be read")
    return date


def _fault(source: str, number: int, what: str) -> UnreadableError:
    return UnreadableError(f"{source}, line {number}: {what}.", _REMEDY)


def _read(file: File) -> Ready:
    return Ready(*read_ready(read_text(file.data, file.source, file.encoding), file.source, file.id))


FORMAT = Format(_read, (".jsonl",))
