"""What the commands report, other than search and those of the researcher."""

from __future__ import annotations

TEXTS = {
    # fumikura show
    "command.show.glosses": ("Glosses: {glosses}", "読み・注記: {glosses}"),
    # What takes long
    "command.progress.checking": ("Checking", "確認中"),
    "command.progress.reading": ("Reading", "読み込み"),
    # fumikura terms
    "command.terms.groups": ("Groups of {file}:", "{file} の組:"),
    "command.terms.defined": ("Defined in the documents:", "文書中の定義:"),
    "command.terms.none": (
        "No such name: neither {file} nor a document defines it.",
        "そのような名前は {file} にも文書の定義にもありません。",
    ),
    "command.terms.local": ("in its own document only", "その文書の中だけ"),
    # fumikura info
    "command.info.path": ("Index", "索引"),
    "command.info.size": ("Size", "大きさ"),
    "command.info.documents": ("Documents", "文書"),
    "command.info.passages": ("Passages", "箇所"),
    "command.info.count": ("{count: passage|passages}", "{count} 箇所"),
    "command.info.years": ("Years", "年"),
    "command.info.meetings": ("Meetings", "会議"),
    "command.info.unread": ("Could not be read:", "読めなかったもの:"),
    "command.info.committed": ("Written", "作成"),
    "command.info.versions": ("Versions", "版"),
    # fumikura check
    "command.check.lost-note": (
        "A note is about a text that no longer exists: {id}, {begins}…",
        "メモの対象の文がもうありません: {id}、{begins}…",
    ),
    "command.check.different": (
        "The index does not match {source} ({what}).",
        "索引の内容が、いま {source} から得られるものと違います（{what}）。",
    ),
    "command.check.different-count": (
        "{passages: passage differs|passages differ}, the first is {id}",
        "{passages} 箇所が異なり、最初は {id}",
    ),
    "command.check.sound": (
        "The index is sound: {passages: passage|passages}, every file as it was written.",
        "索引に異常はありません。箇所 {passages} 件、どのファイルも書いた時のままです。",
    ),
    "command.check.same": (
        "The corpus has not changed since it was indexed.",
        "文書は索引を作った時のままです。",
    ),
    "command.check.changed": (
        "Changed since then: {names}. `fumikura index` brings the index up to date.",
        "その後変わった文書: {names}。`fumikura index` で更新できます。",
    ),
    "command.check.damaged": (
        "The index is damaged: {fault} Go back to the previous one: `fumikura index --restore`, or build it "
        "again: `fumikura index --rebuild`.",
        "索引が壊れています: {fault}`fumikura index --restore` で一つ前に戻すか、`fumikura index "
        "--rebuild` で作り直してください。",
    ),
    # fumikura index
    "command.build.added": ("added", "追加"),
    "command.build.replaced": ("replaced", "更新"),
    "command.build.removed": ("removed", "削除"),
    "command.build.unchanged": ("unchanged", "変更なし"),
    "command.build.skipped": ("skipped", "除外"),
    "command.build.skipped-line": ("{source} was skipped: {reason}", "{source} を除外: {reason}"),
    "command.build.dry-run": (
        "Nothing was written: this is what `fumikura index` would do.",
        "何も書いていません。`fumikura index` を実行するとこうなります。",
    ),
    "command.build.file": ("{status:<9} {source} ({passages})", "{status} {source} ({passages})"),
    "command.build.inferred": (
        "inferred: {id}: {title} [{date}, {meeting}, {doc_type}]",
        "推定: {id}: {title} [{date}, {meeting}, {doc_type}]",
    ),
    "command.build.review": (
        "Review what was inferred, and keep it: `fumikura catalog`.",
        "推定した内容は `fumikura catalog` で確かめて残せます。",
    ),
    "command.build.summary": (
        "{counts}. {documents: document|documents}, {passages: passage|passages}, {seconds:.1f} s.",
        "{counts}。文書 {documents} 件、箇所 {passages} 件、{seconds:.1f} 秒。",
    ),
}
