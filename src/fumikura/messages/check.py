"""What `fumikura check` says."""

from __future__ import annotations

TEXTS = {
    "check.lost-note": (
        "A note is of a text that is not there any more: {id}, {begins}…",
        "メモの対象の文がもうありません: {id}、{begins}…",
    ),
    "check.different": (
        "The index does not hold what {source} gives now: {what}.",
        "索引の内容が、いま {source} から得られるものと違います（{what}）。",
    ),
    "check.different-count": (
        "{passages: passage differs|passages differ}, the first is {id}",
        "{passages} 箇所が異なり、最初は {id}",
    ),
    "check.sound": (
        "The index is sound: {passages: passage|passages}, every file as it was written.",
        "索引に異常はありません。箇所 {passages} 件、どのファイルも書いた時のままです。",
    ),
    "check.same": ("The corpus is as it was when it was indexed.", "文書は索引を作った時のままです。"),
    "check.changed": (
        "Changed since: {names}. `fumikura index` brings the index up to date.",
        "その後変わった文書: {names}。`fumikura index` で更新できます。",
    ),
    "check.damaged": (
        "The index is damaged: {fault} Go back to the one before: `fumikura index --restore`; or build it "
        "again: `fumikura index --rebuild`.",
        "索引が壊れています: {fault}`fumikura index --restore` で一つ前に戻すか、`fumikura index "
        "--rebuild` で作り直してください。",
    ),
}
