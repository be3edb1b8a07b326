"""The definition of a name as one text, and the names by which it is looked up."""

from __future__ import annotations

import json

from fumikura.models import Definition
from fumikura.text import fold

__all__ = ["definition_from_text", "definition_to_text", "names_of"]


def names_of(definition: Definition) -> set[str]:
    """The folded names under which a definition is found."""
    return {key for name in (definition.short, definition.long) if (key := fold(name).text)}


def definition_to_text(definition: Definition) -> str:
    """A definition as JSON; `definition_from_text` reads it."""
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


def definition_from_text(text: str) -> Definition:
    """The definition of such a text."""
    short, long, passage, document, source, (first, last), local = json.loads(text)
    return Definition(short, long, passage, document, source, (first, last), local)


def _is_writable(definition: Definition) -> bool:
    """Whether UTF-8 carries it: an id may hold a lone surrogate, which JSON escapes."""
    try:
        f"{definition.passage}{definition.document}{definition.source}".encode()
    except UnicodeEncodeError:
        return False
    return True
