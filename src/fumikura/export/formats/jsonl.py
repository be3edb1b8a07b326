"""JSON Lines: the hits of an answer, a line each, with the fields that JSON gives them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TextIO

from fumikura.export.formats.json import as_text, hit_fields, passage_fields
from fumikura.export.registry import ExportFormat, HitList
from fumikura.export.rows import Neighbours
from fumikura.models import Passage


def _write(answer: HitList, stream: TextIO) -> None:
    """Write each hit as one line, with `"relaxed": true` where the hits have only some of the words."""
    relaxed = {"relaxed": True} if answer.results.relaxed else {}
    for hit in answer.results.hits:
        stream.write(as_text(relaxed | hit_fields(hit, answer.neighbours), stream) + "\n")


def _write_passages(passages: Sequence[Passage], stream: TextIO, around: Neighbours | None) -> None:
    for passage in passages:
        stream.write(as_text(passage_fields(passage, around), stream) + "\n")


FORMAT = ExportFormat(_write, _write_passages, (".jsonl", ".ndjson"), all_hits=True)
