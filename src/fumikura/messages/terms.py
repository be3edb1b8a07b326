"""What `fumikura terms` says."""

from __future__ import annotations

TEXTS = {
    "terms.groups": ("Groups of {file}:", "{file} の組:"),
    "terms.defined": ("Defined in the documents:", "文書中の定義:"),
    "terms.local": ("in its own document alone", "その文書の中だけ"),
}
