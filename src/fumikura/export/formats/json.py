"""JSON of a whole answer.

Characters that act on a terminal, and lone surrogates, are written as escapes, which mean the same to any reader.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, TextIO

from fumikura.export.printable import dump_json
from fumikura.export.registry import ExportFormat, HitList
from fumikura.export.rows import Neighbours, plain_fields
from fumikura.models import Hit, Passage, Reason, Results, WordRead


def _write(answer: HitList, stream: TextIO) -> None:
    """Write `{"query", "parsed", "total", "took_ms", "hits"}`, and where they apply:

    `"relaxed": true` if the hits have only some of the words, `"timed_out": true` if not all passages were searched,
    `"expanded"` with other names that were searched, `"notes"` on what was read otherwise than typed, `"facets"` with the
    values of fields and their numbers of hits, `"explain"` on how the words were read.

    A hit has `rank`, `score`, `match`, `snippet`, `highlights` (`[start, end)` in code points of `text`) and the fields
    of its passage; where they apply `before` and `after` with its neighbours, `title_highlights`, `section_highlights`
    and `glosses_highlights` (a list for each part), and `explain` with the parts of its score.
    """
    stream.write(as_text(_answer(answer.results, answer.neighbours), stream, indent=2) + "\n")


def _write_passages(passages: Sequence[Passage], stream: TextIO, around: Neighbours | None) -> None:
    """Write `{"passages"}`: the fields of each passage, and its neighbours."""
    found = [passage_fields(passage, around) for passage in passages]
    stream.write(as_text({"passages": found}, stream, indent=2) + "\n")


def _answer(results: Results, neighbours: Neighbours | None) -> dict[str, Any]:
    answer: dict[str, Any] = {
        "query": results.query,
        "parsed": results.parsed,
        "total": results.total,
        "took_ms": round(results.took_ms, 3),
    }
    if results.relaxed:
        answer["relaxed"] = True
    if results.notes:
        answer["notes"] = [{"code": note.code, **note.values} for note in results.notes]
    if results.timed_out:
        answer["timed_out"] = True
    if results.expanded:
        answer["expanded"] = [
            {
                "word": each.word,
                "itself": each.itself,
                "term": each.term,
                "match": each.level,
                "passages": each.passages,
            }
            for each in results.expanded
        ]
    if results.read:
        words = [{"word": word, "passages": count} for word, count in results.words]
        answer["explain"] = {"read": [_word_read(word) for word in results.read], "words": words}
    if results.facets:
        answer["facets"] = {field: dict(values) for field, values in results.facets}
    answer["hits"] = [hit_fields(hit, neighbours) for hit in results.hits]
    return answer


def hit_fields(hit: Hit, neighbours: Neighbours | None) -> dict[str, Any]:
    """A hit as JSON has it."""
    fields: dict[str, Any] = {
        "rank": hit.rank,
        "score": round(hit.score, 6),
        "match": hit.match,
        "snippet": hit.snippet,
        "highlights": [list(span) for span in hit.highlights],
        **_other_highlights(hit),
        **plain_fields(hit.passage),
    }
    if hit.reasons:
        fields["explain"] = [_reason(reason) for reason in hit.reasons]
    return fields | _around(hit.passage, neighbours)


def passage_fields(passage: Passage, neighbours: Neighbours | None) -> dict[str, Any]:
    """A passage that is no hit, as JSON has it."""
    return plain_fields(passage) | _around(passage, neighbours)


def _around(passage: Passage, neighbours: Neighbours | None) -> dict[str, Any]:
    if neighbours is None:
        return {}
    before, after = neighbours.get(passage.id, ((), ()))
    return {"before": [*map(plain_fields, before)], "after": [*map(plain_fields, after)]}


def _other_highlights(hit: Hit) -> dict[str, Any]:
    """The highlights of title, section and glosses, if any; section and glosses have a list for each part."""
    found: dict[str, Any] = {}
    if hit.title_highlights:
        found["title_highlights"] = [list(span) for span in hit.title_highlights]
    for name, parts in (("section", hit.section_highlights), ("glosses", hit.glosses_highlights)):
        if any(parts):
            found[f"{name}_highlights"] = [[list(span) for span in part] for part in parts]
    return found


def _reason(reason: Reason) -> dict[str, Any]:
    value: dict[str, Any] = {"kind": reason.kind, "score": round(reason.score, 6)}
    if reason.about:
        value |= {"word": reason.about, "fields": dict(reason.fields), "passages": reason.passages}
    return value


def _word_read(word: WordRead) -> dict[str, Any]:
    pieces = [{"text": text, "searched": term or None} for text, term in word.pieces]
    return {"text": word.text, "form": word.form, "characters": word.characters, "pieces": pieces}


def as_text(value: Any, stream: TextIO, *, indent: int | None = None) -> str:
    """A value as JSON, in characters that the stream can encode and that do not act on a terminal."""
    encoding = (getattr(stream, "encoding", None) or "utf-8").lower().replace("-", "").replace("_", "")
    return dump_json(value, indent=indent, ascii_only=not encoding.startswith("utf"))


FORMAT = ExportFormat(_write, _write_passages, (".json",))
