"""Results that could not be written, and files of results that can't be read back."""

from __future__ import annotations

TEXTS = {
    "output.unwritable": ("{path} can't be written: {reason}.", "{path} に書けません: {reason}。"),
    "output.unwritable.remedy": (
        "Make room, or name another file.",
        "空きを作るか、別のファイルを指定してください。",
    ),
    "output.stdout": ("standard output", "標準出力"),
    "output.no-csv": ("{path} can't be read as CSV: {reason}.", "{path} は CSV として読めません: {reason}。"),
}
