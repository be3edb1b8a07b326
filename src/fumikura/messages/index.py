"""The index: where there is none, where it can't be used, and what is wrong with its files."""

from __future__ import annotations

_BUILD = ("Build one: fumikura index", "作るには: fumikura index")
_REBUILD = ("Build it again: fumikura index --rebuild", "作り直してください: fumikura index --rebuild")
_GO_BACK = (
    "Go back to the previous one: fumikura index --restore, or build it again: fumikura index --rebuild",
    "一つ前に戻すか: fumikura index --restore、作り直してください: fumikura index --rebuild",
)
_ANOTHER = ("Name another with --index.", "別のフォルダーを --index で指定してください。")
_NOT_WRITTEN = (
    "The index {folder} can't be written: {reason}.",
    "索引 {folder} に書けません: {reason}。",
)

TEXTS = {
    "index.closed": ("The index was closed.", "索引は閉じられています。"),
    "index.closed.remedy": ("Open it again.", "開き直してください。"),
    "index.missing": ("There is no index in {folder}.", "{folder} に索引がありません。"),
    "index.missing.remedy": _BUILD,
    "index.versions": (
        "The index in {folder} was built by another version ({differences}).",
        "{folder} の索引は別の版で作られています（{differences}）。",
    ),
    "index.versions.remedy": _REBUILD,
    "index.version": ("{name} {found}, now {current}", "{name} {found}、現在は {current}"),
    "index.locked": (
        "Another process is writing the index {folder}.",
        "別のプロセスが索引 {folder} に書いています。",
    ),
    "index.locked.remedy": (
        "Wait until it is done, and try again.",
        "終わるのを待ってやり直してください。",
    ),
    "index.other-corpus": (
        "The index in {folder} holds the documents of {known}, not those of {corpus}.",
        "{folder} は {known} の文書の索引で、{corpus} の索引ではありません。",
    ),
    "index.other-corpus.remedy": (
        "Name another index with --index; --rebuild replaces the documents in this one.",
        "別の索引を --index で指定してください。--rebuild を付けると入れ替わります。",
    ),
    "index.folder-unusable": (
        "The index folder {folder} can't be used: {reason}.",
        "索引のフォルダー {folder} が使えません: {reason}。",
    ),
    "index.folder-unusable.remedy": _ANOTHER,
    "index.folder-foreign": (
        "The folder {folder} holds more than an index ({names}).",
        "フォルダー {folder} に索引でないものがあります（{names}）。",
    ),
    "index.folder-foreign.remedy": (
        "Name an empty one with --index.",
        "空のフォルダーを --index で指定してください。",
    ),
    "index.foreign-folders": ("folders of unknown origin", "由来の分からないフォルダー"),
    "index.not-writable": _NOT_WRITTEN,
    "index.not-writable.remedy": (
        "Make it writable, or name another folder with --index.",
        "書けるようにするか、別のフォルダーを --index で指定してください。",
    ),
    "index.write-failed": _NOT_WRITTEN,
    "index.write-failed.remedy": (
        "What was indexed before is still there.",
        "これまでの索引は残っています。",
    ),
    "index.no-room": _NOT_WRITTEN,
    "index.no-room.remedy": (
        "Make room; what was indexed before is still there.",
        "空きを作ってください。これまでの索引は残っています。",
    ),
    "index.not-confirmed": (
        "The index {folder} is up to date, but the disk does not confirm it: {reason}.",
        "索引 {folder} は更新しましたが、ディスクが書き込みを保証しません: {reason}。",
    ),
    "index.not-confirmed.remedy": (
        "Check the disk; then: fumikura check",
        "ディスクを確かめ、そのうえで: fumikura check",
    ),
    "index.unreadable": (
        "The index in {folder} can't be read: {reason}.",
        "{folder} の索引が読めません: {reason}。",
    ),
    "index.unreadable.remedy": (
        "Check its files, or name another with --index.",
        "ファイルを確かめるか、別のフォルダーを --index で指定してください。",
    ),
    "index.writer-closed": (
        "The index writer was already committed or cancelled.",
        "索引の書き込みは既に終わったか取り消されています。",
    ),
    "index.writer-closed.remedy": ("Open another.", "新しく開いてください。"),
    "index.no-previous": (
        "The index in {folder} has no previous state.",
        "{folder} の索引には一つ前の状態がありません。",
    ),
    "index.no-previous.remedy": _REBUILD,
    # Damage
    "index.damaged": ("The index in {folder} is damaged. {fault}", "{folder} の索引が壊れています。{fault}"),
    "index.damaged.remedy": _GO_BACK,
    "index.files-lost": (
        "The index in {folder} has lost its files.",
        "{folder} の索引のファイルがなくなっています。",
    ),
    "index.files-lost.remedy": _GO_BACK,
    "index.previous-lost": (
        "The previous state of the index in {folder} has lost its files.",
        "{folder} の索引の一つ前の状態のファイルがなくなっています。",
    ),
    "index.previous-lost.remedy": _REBUILD,
    "index.previous-damaged": (
        "The previous state of the index in {folder} is damaged, too. {fault}",
        "{folder} の索引は一つ前の状態も壊れています。{fault}",
    ),
    "index.previous-damaged.remedy": _REBUILD,
    "index.manifest-altered": (
        "The manifest of the index in {folder} was altered.",
        "{folder} の索引の目録が変わっています。",
    ),
    "index.manifest-altered.remedy": _GO_BACK,
    "index.pointer-altered": (
        "The file {file} of the index in {folder} was altered.",
        "{folder} の索引のファイル {file} が変わっています。",
    ),
    "index.pointer-altered.remedy": _REBUILD,
    "index.file-missing": (
        "In the index {folder} the file {file} is missing.",
        "索引 {folder} のファイル {file} がありません。",
    ),
    "index.file-missing.remedy": _GO_BACK,
    "index.file-size": (
        "In the index {folder} the file {file} has another size than was written.",
        "索引 {folder} のファイル {file} の大きさが書いた時と違います。",
    ),
    "index.file-size.remedy": _GO_BACK,
    "index.file-unreadable": (
        "In the index {folder} the file {file} can't be read ({reason}).",
        "索引 {folder} のファイル {file} が読めません（{reason}）。",
    ),
    "index.file-unreadable.remedy": _GO_BACK,
    "index.file-nonsense": (
        "In the index {folder} the file {file} makes no sense ({kind}).",
        "索引 {folder} のファイル {file} の中身が意味をなしません（{kind}）。",
    ),
    "index.file-nonsense.remedy": _GO_BACK,
    "index.file-changed": (
        "In the index {folder} the file {file} is not what was written.",
        "索引 {folder} のファイル {file} が書いた時と違います。",
    ),
    "index.file-changed.remedy": _GO_BACK,
    "index.file-altered": (
        "In the index {folder} the file {file} was altered (in bytes {first:,} to {last:,}).",
        "索引 {folder} のファイル {file} が変わっています（{first:,} から {last:,} までのバイト）。",
    ),
    "index.file-altered.remedy": _GO_BACK,
    # What a check finds
    "index.fault-missing": ("The file {file} is missing.", "ファイル {file} がありません。"),
    "index.fault-unreadable": (
        "The file {file} can't be read: {reason}.",
        "ファイル {file} が読めません: {reason}。",
    ),
    "index.fault-size": (
        "The file {file} has {found:, byte|bytes}, not the {expected:,} that were written.",
        "ファイル {file} は {found:,} バイトで、書いた時の {expected:,} バイトと違います。",
    ),
    "index.fault-altered": (
        "The file {file} is not what was written (first in bytes {first:,} to {last:,}).",
        "ファイル {file} が書いた時と違います（最初は {first:,} から {last:,} までのバイト）。",
    ),
    "index.fault-foreign": (
        "The file {file} does not belong to the index.",
        "ファイル {file} は索引のものではありません。",
    ),
    "index.fault-folder": ("The index can't be read: {reason}.", "索引が読めません: {reason}。"),
    "index.fault-previous": (
        "The state before the last commit, kept for --restore, is damaged: {fault}",
        "--restore のための一つ前の状態が壊れています: {fault}",
    ),
    "index.fault-manifest": ("The manifest makes no sense.", "目録が意味をなしません。"),
    "index.fault-nonsense": (
        "The index makes no sense ({kind}).",
        "索引の中身が意味をなしません（{kind}）。",
    ),
    "index.fault-id": (
        "The id {id} has {passages: passage|passages}.",
        "ID {id} の箇所が {passages} 個あります。",
    ),
    "index.fault-count": (
        "Of {source} the index has {found: passage|passages}, not {expected}.",
        "{source} の箇所が {found} 個で、{expected} 個ではありません。",
    ),
    "index.fault-more": ("… and {number} more.", "…あと {number} 個。"),
    "index.fault-postings": (
        "The postings of {term!r} in {field} name passages that do not exist.",
        "{field} の {term!r} の出現表に、ない箇所があります。",
    ),
    "index.fault-passage": (
        "Passage {id} is not indexed correctly by its {field}.",
        "箇所 {id} の {field} の索引が正しくありません。",
    ),
    # Said by `fumikura index`
    "index.engine-chosen": (
        "{file} was written: from now on {engine} keeps the index.",
        "{file} を書きました。索引は今後 {engine} に置かれます。",
    ),
    "index.restored": (
        "The index is back in its state of {committed}: {documents: document|documents}, "
        "{passages: passage|passages}.",
        "索引を {committed} に書かれた状態に戻しました（文書 {documents} 件、{passages} 箇所）。",
    ),
    "index.restored-next": (
        "The replaced index is kept: another --restore brings it back.",
        "入れ替わった索引も残っています。もう一度 --restore を実行するとそちらに戻ります。",
    ),
}
