"""A small hand-made collection, and an index of it, for the tests of the engine."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from fumikura.engines import open_writer
from fumikura.engines.protocol import FileRecord
from fumikura.models import Document, Passage

__all__ = ["SAMPLE", "make_passage", "record", "write_index"]


def make_passage(text: str, document: str = "doc", ordinal: int = 1, **changes: Any) -> Passage:
    """A passage with plain values for whatever is not given."""
    values: dict[str, Any] = {
        "id": f"{document}#{ordinal}",
        "document": document,
        "title": "",
        "text": text,
        "source": f"{document}.txt",
        "lines": (ordinal, ordinal),
    }
    return Passage(**{**values, **changes})


def record(passages: Sequence[Passage]) -> FileRecord:
    """The record of the file that the passages come from."""
    ids = dict.fromkeys(passage.document for passage in passages)
    documents = tuple(Document(id=name, title=name, source=passages[0].source) for name in ids)
    return FileRecord(passages[0].source, "fingerprint", documents, len(passages))


def write_index(path: Path, passages: Iterable[Passage]) -> Path:
    """Write an index of the passages, those of one source as one file, in one commit."""
    files: dict[str, list[Passage]] = {}
    for passage in passages:
        files.setdefault(passage.source, []).append(passage)
    with open_writer(path) as writer:
        for group in files.values():
            writer.add_file(record(group), group)
        writer.commit()
    return path


SAMPLE: tuple[Passage, ...] = (
    make_passage(
        "閣僚は、台湾海峡の平和と安定の重要性を強調した。", "a", 1,
        title="共同発表", doc_type="joint-statement", date="2021-03-16", year=2021, meeting="2+2", side="both",
        speaker="甲野議長",
    ),
    make_passage(
        "尖閣諸島に対する日本の施政を損なおうとする、いかなる一方的な行動にも引き続き反対する。", "a", 2,
        title="共同発表", doc_type="joint-statement", date="2021-03-16", year=2021, meeting="2+2",
        section=("1 地域情勢", "2 尖閣諸島"),
    ),
    make_passage(
        "日米同盟の抑止力及び対処力を一層強化する。", "b", 1,
        title="防衛白書", doc_type="white-paper", date="2014", year=2014, section=("1 日米同盟",),
        tags=("抑止", "平和"),
    ),
    make_passage(
        "抑止と対処について、日米は議論した。強化の方策は同盟の課題である。", "b", 2,
        title="防衛白書", doc_type="white-paper", date="2014-04-24", year=2014, meeting="summit", kind="table-row",
        section=("1 日米同盟",),
    ),
    make_passage(
        "東京都で会合を開き、ＳＭ－３ブロックⅡＡとＦ－３５の配備を確認した。", "c", 1,
        title="概要", doc_type="summary", date="2007-05-01", year=2007, meeting="2+2", side="japan",
        tags=("海", "平和"),
    ),
    make_passage(
        "京都で、周辺事態¹に際しての協力と「2＋2」の開催について述べた。", "c", 2,
        title="概要", doc_type="summary", date="2007-05-01", year=2007, meeting="2+2", side="us",
        glosses=("Situation In Areas Surrounding", "しゅうへん"),
    ),
    make_passage("ガイドラインの見直しを行う。", "c", 3, title="概要", section=("3 台湾海峡",), kind="list-item"),
)  # fmt: skip
"""Seven passages of three documents."""
