"""What an index holds, listed by what any engine answers."""

from __future__ import annotations

from fumikura.engines.protocol import Engine, Request
from fumikura.fields import Filters
from fumikura.models import Document, Passage, file_of


def documents_of(engine: Engine) -> tuple[Document, ...]:
    """The documents, in the order of their ids."""
    found = (document for file in engine.files.values() for document in file.documents)
    return tuple(sorted(found, key=lambda document: document.id))


def ids_of(engine: Engine) -> tuple[str, ...]:
    """The ids of all passages, in the order of documents and of the passages in each."""
    return engine.ids([each.number for each in engine.search(Request(None, sort="document")).best])


def passages_of_file(engine: Engine, source: str) -> tuple[Passage, ...]:
    """The passages of a file, those of each of its documents in order."""
    documents = frozenset(document.id for document in engine.files[source].documents)
    request = Request(None, Filters((("document", documents),)), "document")
    found = engine.passages([each.number for each in engine.search(request).best])
    return tuple(passage for passage in found if file_of(passage.source, (source,)) == source)
