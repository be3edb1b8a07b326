"""Mistakes in notes.toml."""

from __future__ import annotations

TEXTS = {
    "notes.no-toml": (
        "{file}: not valid TOML (line {line}: {reason}).",
        "{file}: TOML として読めません（{line} 行目: {reason}）。",
    ),
    "notes.no-toml.remedy": ("Correct it; it must be TOML in UTF-8.", "直してください。UTF-8 の TOML です。"),
    "notes.other": ("{file}: only [[note]] entries are known.", "{file}: 使えるのは [[note]] だけです。"),
    "notes.entry": (
        "{file}: note {number} is not valid: it needs id and sha256, and may have others of {known}, all as texts.",
        "{file}: {number} 番目の note が正しくありません。id と sha256、それに {known} のうち"
        "分かるものを文字列で書きます。",
    ),
}
