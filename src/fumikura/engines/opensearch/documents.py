"""A passage as a document of the cluster, and back."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from itertools import accumulate
from typing import Any

from fumikura.engines.opensearch.encoding import date_tokens, key, text_of_chars, word_of
from fumikura.engines.opensearch.schema import DAYS, HOLE
from fumikura.engines.serialization import passage_from_plain, passage_to_plain
from fumikura.fields import EXACT_FIELDS
from fumikura.matching.view import FieldView, PassageView
from fumikura.models import Passage
from fumikura.plan.nodes import SEARCHED
from fumikura.text.vocabulary import Vocabulary, char_of, number_of


def document_of(
    passage: Passage, view: PassageView, vocabulary: Vocabulary, number: int, file: str
) -> dict[str, Any]:
    """A passage of `file` as a document, with its view in a vocabulary."""
    kept: dict[str, Any] = {}
    document: dict[str, Any] = {"number": number, "id": key(passage.id), "file": key(file)}
    for name in SEARCHED:
        field = view.fields.get(name)
        if field is None:
            document[name] = {"length": 0}
            continue
        entries = [vocabulary[char] for char in field.tokens]
        lengths = [entry.length for entry in entries]
        words = " ".join([word_of(entry.indexed) if entry.indexed else HOLE for entry in entries])
        chars = text_of_chars(field.text, frozenset(accumulate(lengths, initial=0)))
        document[name] = {"words": words, "chars": chars, "length": view.lengths[name]}
        kept[name] = [_utf8(field.text), field.tokens, "".join(map(char_of, lengths)), view.lengths[name]]
    for name in {place.field for place in view.dates}:
        document[name]["dates"] = date_tokens(place.term for place in view.dates if place.field == name)
    document["exact"] = {name: value for name in EXACT_FIELDS if (value := _exact(getattr(passage, name)))}
    if passage.date:
        days = (passage.date + tail[len(passage.date) :] for tail in ("0000-01-01", "0000-12-31"))
        document |= zip(DAYS, days, strict=True)
    document["kept"] = {
        "passage": text_of_json(passage_to_plain(passage)),
        "document": text_of_json(view.document),
        "fields": kept,
        "dates": view.packed_dates,
    }
    return document


def passage_of(kept: Mapping[str, Any]) -> Passage:
    """The passage of what was kept. Raises LookupError, TypeError or ValueError for what is none."""
    return passage_from_plain(json.loads(kept["passage"]))


def view_of(kept: Mapping[str, Any], fields: Sequence[str] = SEARCHED) -> PassageView:
    """The view of what was kept, of these fields. Raises LookupError, TypeError or ValueError for what is none."""
    views: dict[str, FieldView] = {}
    words: dict[str, int] = {}
    for name, (text, tokens, lengths, number) in kept["fields"].items():
        if name in fields:
            of = dict(zip(tokens, map(number_of, lengths), strict=True))
            views[name], words[name] = FieldView(text, tokens, of), number
    return PassageView(json.loads(kept["document"]), views, words, kept["dates"])


def _exact(value: object) -> object:
    """A value as it is looked up."""
    if isinstance(value, tuple):
        return [key(each) for each in value]
    return key(value) if isinstance(value, str) else value


def _utf8(text: str) -> str:
    """A text with what UTF-8 does not carry replaced."""
    return text.encode("utf-8", "replace").decode()


def text_of_json(value: object) -> str:
    """JSON that UTF-8 carries: it may hold a lone surrogate, which has to be escaped then."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return text if text.isascii() or _utf8(text) == text else json.dumps(value)
