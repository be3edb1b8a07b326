"""Text to tokens: the normal form, MeCab, and what counts as a word."""

from __future__ import annotations

from fumikura.text.analyzer import ANALYZER_VERSION, Analysis, Analyzer
from fumikura.text.mixed_spellings import (
    is_another_word,
    mixed_parts,
    scripts,
    typed_forms,
    whole_readings,
    with_kanji_for_kana,
)
from fumikura.text.morphemes import dictionary_version, readings_of
from fumikura.text.normalize import Folded, fold
from fumikura.text.spellings import exact_needles, needles, word_needles
from fumikura.text.tokens import Role, Token

__all__ = [
    "ANALYZER_VERSION",
    "Analysis",
    "Analyzer",
    "Folded",
    "Role",
    "Token",
    "dictionary_version",
    "exact_needles",
    "fold",
    "is_another_word",
    "mixed_parts",
    "needles",
    "readings_of",
    "scripts",
    "typed_forms",
    "whole_readings",
    "with_kanji_for_kana",
    "word_needles",
]
