"""Why a file is no TOML."""

from __future__ import annotations

TEXTS = {
    "toml.encoding": ("these bytes are not UTF-8", "UTF-8 ではありません"),
    "toml.syntax": ("{reason}", "{reason}"),
    "toml.deep": ("nested too deep", "入れ子が深すぎます"),
    "toml.number": ("a number of too many digits", "桁の多すぎる数があります"),
    "toml.key": ("a key of more than {most} parts", "{most} を超える部分からなるキーがあります"),
}
