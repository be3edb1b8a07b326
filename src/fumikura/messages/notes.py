"""Mistakes in notes.toml."""

from __future__ import annotations

TEXTS = {
    "notes.no-toml": (
        "{file}: no TOML (line {line}: {reason}).",
        "{file}: TOML として読めません（{line} 行目: {reason}）。",
    ),
    "notes.no-toml.remedy": ("Mend it; it is TOML in UTF-8.", "直してください。UTF-8 の TOML です。"),
    "notes.other": ("{file}: only [[note]] entries are known.", "{file}: 使えるのは [[note]] だけです。"),
    "notes.entry": (
        "{file}: note {number} is none: it has id, sha256, and of {known} what is known, as texts.",
        "{file}: {number} 番目の note が正しくありません。id と sha256、それに {known} のうち"
        "分かるものを文字列で書きます。",
    ),
}
