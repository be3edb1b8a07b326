"""What was done while an index was built."""

from __future__ import annotations

TEXTS = {
    "build.added": ("added", "追加"),
    "build.replaced": ("replaced", "更新"),
    "build.removed": ("removed", "削除"),
    "build.unchanged": ("unchanged", "変更なし"),
    "build.skipped": ("skipped", "除外"),
    "build.skipped-line": ("{source} was skipped: {reason}", "{source} を除外: {reason}"),
    "build.dry-run": (
        "Nothing was written: this is what `fumikura index` would do.",
        "何も書いていません。`fumikura index` を実行するとこうなります。",
    ),
    "build.file": ("{status:<9} {source} ({passages})", "{status} {source} ({passages})"),
    "build.inferred": (
        "inferred: {id}: {title} [{date}, {meeting}, {doc_type}]",
        "推定: {id}: {title} [{date}, {meeting}, {doc_type}]",
    ),
    "build.review": (
        "What was inferred can be reviewed and kept: `fumikura catalog`.",
        "推定した内容は `fumikura catalog` で確かめて残せます。",
    ),
    "build.summary": (
        "{counts}. {documents: document|documents}, {passages: passage|passages}, {seconds:.1f} s.",
        "{counts}。文書 {documents} 件、箇所 {passages} 件、{seconds:.1f} 秒。",
    ),
}
