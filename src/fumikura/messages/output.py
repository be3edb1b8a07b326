"""Results that could not be written, and files of results that can't be read back."""

from __future__ import annotations

TEXTS = {
    "output.unwritable": ("{path} can't be written: {reason}.", "{path} に書けません: {reason}。"),
    "output.unwritable.remedy": (
        "See that its folder is there, may be written to and has room, or name another file.",
        "フォルダーがあり、書き込みが許され、空きがあることを確かめるか、別のファイルを指定してください。",
    ),
    "output.ending": (
        "{path}: no format has the ending {ending}.",
        "{path}: {ending} で終わる書式はありません。",
    ),
    "output.ending.remedy": (
        "Use one of {known}, or name the format with --format.",
        "{known} のいずれかにするか、--format で書式を指定してください。",
    ),
    "output.style-ending": (
        "{path}: no style has the ending {ending}.",
        "{path}: {ending} で終わる書き方はありません。",
    ),
    "output.style-ending.remedy": (
        "Use one of {known}, or name the style with --style.",
        "{known} のいずれかにするか、--style で書き方を指定してください。",
    ),
    "output.inside": (
        "{path} is inside {folder}, where results can't be written.",
        "{path} は {folder} の中にあります。そこに結果は書けません。",
    ),
    "output.inside.remedy": ("Name a file elsewhere.", "別の場所のファイルを指定してください。"),
    "output.stdout": ("standard output", "標準出力"),
    "output.no-csv": ("{path} can't be read as CSV: {reason}.", "{path} は CSV として読めません: {reason}。"),
}
