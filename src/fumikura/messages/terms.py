"""What `fumikura terms` says."""

from __future__ import annotations

TEXTS = {
    "terms.groups": ("Groups of {file}:", "{file} の組:"),
    "terms.defined": ("Defined in the documents:", "文書中の定義:"),
    "terms.none": (
        "No such name: neither {file} nor a document defines one.",
        "そのような名前は {file} にも文書の定義にもありません。",
    ),
    "terms.local": ("in its own document alone", "その文書の中だけ"),
}
