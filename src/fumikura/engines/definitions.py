"""The definition of a name as one text, and the names by which it is looked up."""

from __future__ import annotations

import json
from collections.abc import Iterable

from fumikura.models import Definition
from fumikura.text import fold


def names_of(definition: Definition) -> set[str]:
    """The folded names under which a definition is found."""
    return {key for name in (definition.short, definition.long) if (key := fold(name).text)}


def definition_to_text(definition: Definition) -> str:
    """A definition as JSON; `definitions_from_texts` reads it."""
    return json.dumps(
        [
            definition.short,
            definition.long,
            definition.passage,
            definition.document,
            definition.source,
            definition.lines,
            definition.local,
        ],
        ensure_ascii=not _is_writable(definition),
        separators=(",", ":"),
    )


def definitions_from_texts(texts: Iterable[str]) -> tuple[Definition, ...]:
    """The definitions of such texts, each once, in the order of their sources and lines."""
    found = set(map(_definition, texts))
    return tuple(
        sorted(found, key=lambda each: (each.source, each.lines, each.passage, each.short, each.long))
    )


def _definition(text: str) -> Definition:
    short, long, passage, document, source, (first, last), local = json.loads(text)
    return Definition(short, long, passage, document, source, (first, last), local)


def _is_writable(definition: Definition) -> bool:
    """Whether UTF-8 carries it: an id may hold a lone surrogate, which JSON escapes."""
    try:
        f"{definition.passage}{definition.document}{definition.source}".encode()
    except UnicodeEncodeError:
        return False
    return True
