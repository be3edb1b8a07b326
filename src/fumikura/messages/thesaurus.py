"""Mistakes in thesaurus.toml."""

from __future__ import annotations

_FORM = (
    'A group is: [[group]] and, in the next line, terms = ["…", "…"].',
    '組は [[group]] と書き、次の行に terms = ["…", "…"] と書きます。',
)

TEXTS = {
    "thesaurus.keep": (
        "{path}, line {line}: [words] needs keep, a list of words in quotes.",
        "{path} の {line} 行目: [words] には引用符付きの語の配列 keep を書きます。",
    ),
    "thesaurus.unreadable": ("{path} can't be read: {reason}.", "{path} が読めません: {reason}。"),
    "thesaurus.no-toml": (
        "{path}, line {line}: not valid TOML ({reason}).",
        "{path} の {line} 行目: TOML として読めません（{reason}）。",
    ),
    "thesaurus.no-toml.remedy": _FORM,
    "thesaurus.table-unknown": (
        "{path}, line {line}: {key!r} is none of [[group]], [[apart]] and [words].",
        "{path} の {line} 行目: {key!r} は [[group]]、[[apart]]、[words] のどれでもありません。",
    ),
    "thesaurus.table-unknown.remedy": _FORM,
    "thesaurus.no-table": (
        "{path}, line {line}: entry {number} of {kind} is not a table.",
        "{path} の {line} 行目: {kind} の {number} 番目は表ではありません。",
    ),
    "thesaurus.no-table.remedy": _FORM,
    "thesaurus.key-unknown": (
        "{path}, line {line}: unknown key {names}; known are {known}.",
        "{path} の {line} 行目: {names} というキーはありません。使えるのは {known} です。",
    ),
    "thesaurus.key-unknown.remedy": _FORM,
    "thesaurus.terms": (
        "{path}, line {line}: terms is not a list of words in quotes.",
        "{path} の {line} 行目: terms が引用符で囲んだ語の配列ではありません。",
    ),
    "thesaurus.terms.remedy": _FORM,
    "thesaurus.note": (
        "{path}, line {line}: note is not a text.",
        "{path} の {line} 行目: note が文字列ではありません。",
    ),
    "thesaurus.note.remedy": ("Put it in quotes.", "引用符で囲んでください。"),
    "thesaurus.no-letter": (
        "{path}, line {line}: {term!r} has no letter or digit to look for.",
        "{path} の {line} 行目: {term!r} には探せる文字がありません。",
    ),
    "thesaurus.no-letter.remedy": ("Remove it.", "取り除いてください。"),
    "thesaurus.one-term": (
        "{path}, line {line}: a group needs at least two different terms.",
        "{path} の {line} 行目: 異なる語が二つ以上要ります。",
    ),
    "thesaurus.one-term.remedy": _FORM,
}
