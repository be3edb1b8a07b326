"""A passage as a document of the cluster and back, and whether the documents of an index are right."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import accumulate
from typing import Any

from fumikura.engines.opensearch.encoding import encode_dates, encode_term, encode_text, exact_key
from fumikura.engines.opensearch.schema import DAYS, HOLE
from fumikura.engines.protocol import FileRecord
from fumikura.engines.serialization import passage_from_plain, passage_to_plain
from fumikura.engines.verification import differing_fields, faults_of_counts, first_faults
from fumikura.fields import EXACT_FIELDS
from fumikura.matching.view import FieldView, PassageView, ViewMaker
from fumikura.messages import Coded, Message
from fumikura.models import Passage
from fumikura.plan.nodes import SEARCHED
from fumikura.text import Analyzer
from fumikura.text.tokens import Entry
from fumikura.text.vocabulary import Vocabulary, char_of, number_of


def document_of(
    passage: Passage, view: PassageView, vocabulary: Vocabulary, number: int, file: str
) -> dict[str, Any]:
    """A passage of `file` as a document, with its view in a vocabulary."""
    kept: dict[str, Any] = {}
    document: dict[str, Any] = {"number": number, "id": exact_key(passage.id), "file": exact_key(file)}
    for name in SEARCHED:
        field = view.fields.get(name)
        if field is None:
            document[name] = {"length": 0}
            continue
        entries = [vocabulary[char] for char in field.tokens]
        lengths = [entry.length for entry in entries]
        words = " ".join([encode_term(entry.indexed) if entry.indexed else HOLE for entry in entries])
        chars = encode_text(field.text, frozenset(accumulate(lengths, initial=0)))
        document[name] = {"words": words, "chars": chars, "length": view.lengths[name]}
        kept[name] = [
            _replace_surrogates(field.text),
            field.tokens,
            "".join(map(char_of, lengths)),
            view.lengths[name],
        ]
    for name in {place.field for place in view.dates}:
        document[name]["dates"] = encode_dates(place.term for place in view.dates if place.field == name)
    document["exact"] = {
        name: value for name in EXACT_FIELDS if (value := _exact_value(getattr(passage, name)))
    }
    if passage.date:
        days = (passage.date + tail[len(passage.date) :] for tail in ("0000-01-01", "0000-12-31"))
        document |= zip(DAYS, days, strict=True)
    document["kept"] = {
        "passage": encode_json(passage_to_plain(passage)),
        "document": encode_json(view.document),
        "kind": view.kind,
        "fields": kept,
        "dates": view.packed_dates,
    }
    return document


def passage_of(kept: Mapping[str, Any]) -> Passage:
    """The passage in the `kept` part of a document. Raises LookupError, TypeError or ValueError for what is none."""
    return passage_from_plain(json.loads(kept["passage"]))


def view_of(kept: Mapping[str, Any], fields: Sequence[str] = SEARCHED) -> PassageView:
    """The view there, with these fields. Raises LookupError, TypeError or ValueError for what is none."""
    views: dict[str, FieldView] = {}
    words: dict[str, int] = {}
    for name, (text, tokens, lengths, number) in kept["fields"].items():
        if name in fields:
            of = dict(zip(tokens, map(number_of, lengths), strict=True))
            views[name], words[name] = FieldView(text, tokens, of), number
    return PassageView(json.loads(kept["document"]), views, words, kept["dates"], kept["kind"])


def _exact_value(value: object) -> object:
    """A value as filters look it up."""
    if isinstance(value, tuple):
        return [exact_key(each) for each in value]
    return exact_key(value) if isinstance(value, str) else value


def _replace_surrogates(text: str) -> str:
    """The text with a replacement for what UTF-8 can't hold."""
    return text.encode("utf-8", "replace").decode()


def encode_json(value: object) -> str:
    """JSON that UTF-8 can hold: lone surrogates are escaped."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return text if text.isascii() or _replace_surrogates(text) == text else json.dumps(value)


def faults_of_passages(
    kept: Iterable[Mapping[str, Any]],
    entries: Iterable[Entry],
    files: Mapping[str, FileRecord],
    expected: int,
    progress: Callable[[int, int], None] | None,
) -> tuple[Coded, ...]:
    """The first faults of an index that should have `expected` passages."""
    ids: Counter[str] = Counter()
    sources: Counter[str] = Counter()
    faults = [*first_faults(_faults_of_each(kept, entries, expected, ids, sources, progress))]
    return tuple(faults or faults_of_counts(ids, sources, files))


def _faults_of_each(
    kept: Iterable[Mapping[str, Any]],
    entries: Iterable[Entry],
    expected: int,
    ids: Counter[str],
    sources: Counter[str],
    progress: Callable[[int, int], None] | None,
) -> Iterator[Coded]:
    """The faults of each passage; `ids` and `sources` are counted on the way."""
    maker = ViewMaker(Analyzer(), Vocabulary(entries))
    for done, each in enumerate(kept, 1):
        try:
            passage, view = passage_of(each), view_of(each)
        except (LookupError, TypeError, ValueError) as error:
            yield Message("index.fault-nonsense", kind=type(error).__name__)
            continue
        ids[passage.id] += 1
        sources[passage.source] += 1
        for name in differing_fields(view, maker.view(passage), view.lengths):
            yield Message("index.fault-passage", id=passage.id, field=name)
        if progress:
            progress(done, expected)
