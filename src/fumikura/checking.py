"""Compares an index with its corpus: every file is read again, and its passages compared with those of the index.

`freshness` asks at each search whether files have changed; this asks whether the index is right about unchanged ones.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from fumikura.build import files_changed_since
from fumikura.catalog import CatalogEntry, load_catalog
from fumikura.documents import document_ids, read_file
from fumikura.engines.protocol import Engine, passages_of_file
from fumikura.errors import FumikuraError
from fumikura.freshness import added_or_removed
from fumikura.notes import Note, apply_notes, load_notes, lost_notes, notes_of_file
from fumikura.reading.discovery import SourceFile, discover


@dataclass(frozen=True, slots=True)
class Difference:
    """An unchanged file with other passages in the index than it gives: how many differ, and the id of the first."""

    source: str
    passages: int
    first: str


@dataclass(frozen=True, slots=True)
class Comparison:
    """`changed` are the files that were changed, added or removed; `different` tells what is wrong with the others.

    `lost_notes` are notes on passages whose text is no longer in their file.
    """

    changed: tuple[str, ...]
    different: tuple[Difference, ...]
    lost_notes: tuple[Note, ...] = ()


def compare_with_corpus(
    corpus: str | Path, engine: Engine, progress: Callable[[int, int, str], None] | None = None
) -> Comparison:
    """Compare each file of a corpus with what the index holds of it. Raises CatalogError."""
    root = Path(corpus)
    catalog, notes = load_catalog(root), load_notes(root)
    found, passed = discover(root)
    changed = added_or_removed(found, passed, engine.files)
    both = sorted(each.source for each in found if each.source not in changed)
    changed.update(files_changed_since(root, both, engine.files))
    ids = document_ids([each.source for each in found], catalog)
    different: list[Difference] = []
    for number, each in enumerate(found):
        if progress:
            progress(number, len(found), each.source)
        if each.source not in changed:
            own = notes_of_file(notes, each.source)
            different += _compare_file(each, catalog.of(each.source), ids[each.source], own, engine)
    passages = (passage for source in engine.files for passage in passages_of_file(engine, source))
    return Comparison(tuple(sorted(changed)), tuple(different), lost_notes(notes, passages) if notes else ())


def _compare_file(
    found: SourceFile, entries: Sequence[CatalogEntry], id_: str, notes: Sequence[Note], engine: Engine
) -> list[Difference]:
    try:
        given = apply_notes(read_file(found, entries, id_).passages, notes)
        expected = {passage.id: passage for passage in given}
    except FumikuraError:  # it was read with --encoding, or can't be read any more
        return []
    held = {passage.id: passage for passage in passages_of_file(engine, found.source)}
    wrong = [name for name in {**expected, **held} if expected.get(name) != held.get(name)]
    return [Difference(found.source, len(wrong), wrong[0])] if wrong else []
