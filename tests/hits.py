"""Hand-made passages and results for the tests of what is shown and handed on."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from fumikura.models import Hit, Passage, Results, Snippet, Span

__all__ = ["PASSAGE", "hit", "passage", "results"]

PASSAGE = Passage(
    id="scc-2021#4",
    document="scc-2021",
    title="日米安全保障協議委員会（２＋２）共同発表",
    publisher="外務省",
    doc_type="joint-statement",
    date="2021-03-16",
    year=2021,
    document_date="2021-03-17",
    meeting="2+2",
    place="東京",
    side="both",
    speaker="甲野議長",
    section=("地域の安全保障環境", "台湾海峡"),
    kind="list-item",
    text="閣僚は、台湾海峡の平和と安定の重要性を強調した。閣僚は、東シナ海についても議論した。",
    glosses=("たいわん", "Taiwan Strait"),
    source="scc-2021.txt",
    page="12",
    lines=(34, 36),
    tags=("抑止", "平和"),
    note="要確認",
)


def passage(**changes: Any) -> Passage:
    """The example with some of its fields changed."""
    return replace(PASSAGE, **changes)


def hit(of: Passage = PASSAGE, *highlights: Span, rank: int = 1, cut: bool = False) -> Hit:
    """A hit whose excerpt is the whole text."""
    return Hit(rank, 1.5, "word", of, highlights, Snippet(of.text, 0, highlights, cut, cut))


def results(*hits: Hit, **changes: Any) -> Results:
    """An answer of these hits."""
    return replace(Results("台湾", "台湾", len(hits), 1.25, hits, (("台湾", len(hits)),)), **changes)
