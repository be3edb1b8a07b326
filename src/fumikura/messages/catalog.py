"""Mistakes in catalog.toml."""

from __future__ import annotations

_FORM = (
    "`fumikura catalog` shows the form of an entry.",
    "項目の書き方は `fumikura catalog` の出力のとおりです。",
)

TEXTS = {
    "catalog.unreadable": ("{file}: {reason}.", "{file}: {reason}。"),
    "catalog.unreadable.remedy": (
        "Correct it; it must be TOML in UTF-8.",
        "直してください。UTF-8 の TOML です。",
    ),
    "catalog.no-toml": (
        "{file}: not valid TOML (line {line}: {reason}).",
        "{file}: TOML として読めません（{line} 行目: {reason}）。",
    ),
    "catalog.no-toml.remedy": (
        "Correct it; it must be TOML in UTF-8.",
        "直してください。UTF-8 の TOML です。",
    ),
    "catalog.table-unknown": (
        "{file}: only [[document]] entries are known, not {names}.",
        "{file}: 使えるのは [[document]] だけです（{names} ではなく）。",
    ),
    "catalog.table-unknown.remedy": _FORM,
    "catalog.id-taken": (
        "{file}, entry {number}: the id {id!r} is already taken.",
        "{file} の {number} 番目の項目: ID {id!r} は既に使われています。",
    ),
    "catalog.id-taken.remedy": ("Choose another id.", "別の ID にしてください。"),
    "catalog.no-table": (
        "{file}, entry {number}: not a table.",
        "{file} の {number} 番目の項目: 表ではありません。",
    ),
    "catalog.no-table.remedy": _FORM,
    "catalog.key-unknown": (
        "{file}, entry {number}: unknown key {names}; known are {known}.",
        "{file} の {number} 番目の項目: {names} というキーはありません。使えるのは {known} です。",
    ),
    "catalog.key-unknown.remedy": _FORM,
    "catalog.key-missing": (
        "{file}, entry {number}: {key!r} is missing.",
        "{file} の {number} 番目の項目: {key!r} がありません。",
    ),
    "catalog.key-missing.remedy": _FORM,
    "catalog.id": (
        "{file}, entry {number}: the id {id!r} holds a space, # or a control character.",
        "{file} の {number} 番目の項目: ID {id!r} に空白、#、制御文字のいずれかがあります。",
    ),
    "catalog.id.remedy": ("Use letters, digits and -.", "文字、数字、- を使ってください。"),
    "catalog.no-text": (
        "{file}, entry {number}: {key} = {value!r} is not a text.",
        "{file} の {number} 番目の項目: {key} = {value!r} は文字列ではありません。",
    ),
    "catalog.no-text.remedy": ("Put it in quotes.", "引用符で囲んでください。"),
    "catalog.lines": (
        "{file}, entry {number}: lines = {value!r} is not [first, last].",
        "{file} の {number} 番目の項目: lines = {value!r} は [初め, 終わり] ではありません。",
    ),
    "catalog.lines.remedy": _FORM,
    "catalog.lines-past": (
        "{source}: the catalog has a document in lines {first}-{last}, but the file has {number} lines.",
        "{source}: catalog.toml では文書が {first}-{last} 行目にありますが、{number} 行しかありません。",
    ),
    "catalog.lines-past.remedy": ("Correct `lines`.", "lines を直してください。"),
    "catalog.lines-blank": (
        "{source}: the catalog has a document in lines {first}-{last}, but there is no text in them.",
        "{source}: catalog.toml では文書が {first}-{last} 行目にありますが、そこには文字がありません。",
    ),
    "catalog.lines-blank.remedy": ("Correct `lines`.", "lines を直してください。"),
    "catalog.lines-overlap": (
        "{source}: the lines of {id!r} and {other!r} in the catalog overlap.",
        "{source}: catalog.toml の {id!r} と {other!r} の lines が重なっています。",
    ),
    "catalog.lines-overlap.remedy": (
        "Give each line to one document.",
        "どの行も一つの文書に属するようにしてください。",
    ),
    "catalog.code": (
        "{file}, entry {number}: {key} = {value!r}; valid values are {valid}.",
        "{file} の {number} 番目の項目: {key} = {value!r} は使えません。使えるのは {valid} です。",
    ),
    "catalog.code.remedy": _FORM,
    "catalog.date": (
        "{file}, entry {number}: {key} = {value!r} is not a date.",
        "{file} の {number} 番目の項目: {key} = {value!r} は日付ではありません。",
    ),
    "catalog.date.remedy": (
        "Write 2013, 2013-10 or 2013-10-03.",
        "2013、2013-10、2013-10-03 のように書いてください。",
    ),
    "catalog.documents": (
        "{source}: the catalog has {entries: document|documents} for it, but its headings show {found}.",
        "{source}: catalog.toml では {entries} 件の文書ですが、見出しからは {found} 件です。",
    ),
    "catalog.documents.remedy": (
        "Give each entry its lines = [first, last].",
        "各項目に lines = [初め, 終わり] を書いてください。",
    ),
}
