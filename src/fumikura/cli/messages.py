"""What the program says, in English and in Japanese; the language is that of the locale.

A message is looked up by a key, never written in place, so that a test can prove that both languages have
all of them.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from importlib import import_module
from typing import Literal, TypeAlias, cast

from fumikura.fields import Wording
from fumikura.values import frozen

__all__ = ["Language", "Messages", "language_of", "messages", "together"]

Language: TypeAlias = Literal["en", "ja"]


@frozen
class Messages:
    """The texts of one language; calling it with a key gives the text, with the values filled in."""

    language: Language
    texts: Mapping[str, str]

    def __call__(self, key: str, /, **values: object) -> str:
        """The text of `key`. Raises KeyError for a key that is not in the catalogue: our own slip."""
        text = self.texts[key]
        return text.format(**values) if values else text

    def wording(self, text: Wording) -> str:
        """A text that has both languages itself, in this one."""
        return text.ja if self.language == "ja" else text.en

    def sentence(self, text: str) -> str:
        """What the library says, in this language."""
        if self.language == "en":
            return text
        from fumikura.cli.sentences import in_japanese

        return in_japanese(text)

    def label(self, group: str, code: str) -> str:
        """The name of a value of a closed vocabulary, such as a meeting; a code without a name is its own."""
        return self.texts.get(f"{group}.{code}", code)


def messages(language: Language) -> Messages:
    """The catalogue of a language. Only the one that is asked for is imported."""
    catalogue = import_module(f"fumikura.cli.catalogue.{language}")
    return Messages(language, cast("Mapping[str, str]", catalogue.TEXTS))


def language_of(environment: Mapping[str, str] = os.environ) -> Language:
    """The language of the locale: POSIX's order of variables, and English for all but Japanese."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if value := environment.get(name, ""):
            return "ja" if value.lower().startswith("ja") else "en"
    return "en"


def together(*sentences: str) -> str:
    """Sentences one after the other; no space follows a full stop of Japanese."""
    return "".join(s if s.endswith("。") else f"{s} " for s in sentences if s).rstrip()
