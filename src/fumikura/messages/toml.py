"""Why a file is no TOML."""

from __future__ import annotations

TEXTS = {
    "toml.encoding": ("these bytes are not UTF-8", "UTF-8 ではありません"),
    "toml.syntax": ("{reason}", "{reason}"),
    "toml.deep": ("nested too deeply", "入れ子が深すぎます"),
    "toml.number": ("a number with too many digits", "桁の多すぎる数があります"),
    "toml.key": ("a key with more than {most} parts", "{most} を超える部分からなるキーがあります"),
}
