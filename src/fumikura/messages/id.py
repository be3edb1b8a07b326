"""Ids that are not there."""

from __future__ import annotations

TEXTS = {
    "id.unknown": ("There is no passage {id}.", "{id} という箇所はありません。"),
    "id.unknown.remedy": ("There are documents such as {near}.", "文書には {near} などがあります。"),
    "id.past-end": ("There is no passage {id}.", "{id} という箇所はありません。"),
    "id.past-end.remedy": (
        "Those of this document go from {first} to {last}.",
        "この文書の箇所は {first} から {last} までです。",
    ),
    "id.none": ("There is no passage {id}.", "{id} という箇所はありません。"),
    "id.none.remedy": ("The index is empty.", "索引は空です。"),
}
