"""Text to tokens: the normal form, MeCab, and what counts as a word."""

from __future__ import annotations

from fumikura.analysis.analyzer import ANALYZER_VERSION, Analysis, Analyzer
from fumikura.analysis.mecab import dictionary_version, readings_of
from fumikura.analysis.normalize import Folded, fold
from fumikura.analysis.spellings import needles
from fumikura.analysis.tokens import Role, Token

__all__ = [
    "ANALYZER_VERSION",
    "Analysis",
    "Analyzer",
    "Folded",
    "Role",
    "Token",
    "dictionary_version",
    "fold",
    "needles",
    "readings_of",
]
