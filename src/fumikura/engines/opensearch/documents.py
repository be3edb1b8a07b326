"""A passage as a document of the cluster, and back."""

from __future__ import annotations

import json
from collections.abc import Mapping
from itertools import accumulate, count
from typing import Any

from fumikura.engines.opensearch.encoding import date_tokens, key, text_of_chars, word_of
from fumikura.engines.opensearch.schema import DAYS, HOLE
from fumikura.engines.stored import passage_from_stored, stored_of
from fumikura.fields import EXACT_FIELDS
from fumikura.matching.view import FieldView, PassageView
from fumikura.models import Passage
from fumikura.plan.nodes import SEARCHED
from fumikura.text.vocabulary import char_of

__all__ = ["Tokens", "document_of", "passage_of", "text_of_json"]


_MOST = 1_000_000  # tokens


def document_of(
    passage: Passage, view: PassageView, terms: Mapping[str, tuple[str, int]], number: int, file: str
) -> dict[str, Any]:
    """A passage of `file` as a document; `terms` has what each token of its view is searched by, and its length."""
    kept: dict[str, Any] = {}
    document: dict[str, Any] = {"number": number, "id": key(passage.id), "file": key(file)}
    for name in SEARCHED:
        field = view.fields.get(name)
        if field is None:
            document[name] = {"length": 0}
            continue
        tokens = [terms[char] for char in field.tokens]
        words = " ".join([word_of(term) if term else HOLE for term, _ in tokens])
        lengths = [length for _, length in tokens]
        folded = text_of_chars(field.text, frozenset(accumulate(lengths, initial=0)))
        kept[name] = [_utf8(field.text), words, lengths, view.lengths[name]]
        document[name] = {"words": words, "chars": folded, "length": view.lengths[name]}
    for name in {place.field for place in view.dates}:
        document[name]["dates"] = date_tokens(place.term for place in view.dates if place.field == name)
    document["exact"] = {name: value for name in EXACT_FIELDS if (value := _exact(getattr(passage, name)))}
    if passage.date:
        days = (passage.date + tail[len(passage.date) :] for tail in ("0000-01-01", "0000-12-31"))
        document |= zip(DAYS, days, strict=True)
    document["kept"] = {
        "passage": text_of_json(stored_of(passage)),
        "document": text_of_json(view.document),
        "fields": kept,
        "dates": view.packed_dates,
    }
    return document


def passage_of(kept: Mapping[str, Any]) -> Passage:
    """The passage of what was kept. Raises LookupError, TypeError or ValueError for what is none."""
    return passage_from_stored(json.loads(kept["passage"]))


class Tokens:
    """The tokens of the views that were read or asked for: a character for each term."""

    def __init__(self) -> None:
        self._chars: dict[str, str] = {}
        self._free = count()

    def of(self, term: str) -> str:
        """The token that is searched by a term; that of no word for an empty one."""
        return self._char(word_of(term) if term else HOLE)

    def view(self, kept: Mapping[str, Any]) -> PassageView:
        """The view of what was kept. Raises LookupError, TypeError or ValueError for what is none."""
        fields: dict[str, FieldView] = {}
        words: dict[str, int] = {}
        for name, (text, tokens, lengths, words[name]) in kept["fields"].items():
            chars = "".join(map(self._char, tokens.split(" ")))
            edges = tuple(accumulate(lengths, initial=0))
            if len(edges) != len(chars) + 1 or edges[-1] != len(text):
                raise ValueError(name)
            fields[name] = FieldView(text, chars, {}, edges)
        return PassageView(json.loads(kept["document"]), fields, words, kept["dates"])

    def _char(self, word: str) -> str:
        found = self._chars.get(word)
        if found is None:
            number = next(self._free)
            # There are as many characters as Unicode has code points; a word that comes after them is as none.
            found = self._chars.setdefault(word, char_of(number) if number < _MOST else self._char(HOLE))
        return found


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
