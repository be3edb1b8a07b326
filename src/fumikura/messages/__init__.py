"""All messages to people, by code, in English and in Japanese.

The table `TEXTS` in the module of a code's topic (`topic.name`) has its sentence in both languages; `topic.name.remedy`
says what to do about it. `{name}` is replaced by a value, `{name!r}` by a value in quotation marks, cut if it is long.
Several values are joined; a value that has a code itself is said in the same language.

`{count: hit|hits}` is a number with its noun in the singular or the plural, `{count:, hit|hits}` has commas in the
number, `{count:is|are}` is the word alone.

The module of a topic is imported when it is needed first, as a search that finds something says little.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from importlib import import_module
from typing import Any, Literal, Protocol, TypeAlias

from fumikura.values import frozen

__all__ = [
    "Coded",
    "Language",
    "Message",
    "Messages",
    "Wording",
    "in_both",
    "language_of",
    "system_reason",
    "together",
]

Language: TypeAlias = Literal["en", "ja"]

_JOINERS: Mapping[Language, str] = {"en": ", ", "ja": "、"}
_LONGEST = 80  # characters of a value in quotation marks


@frozen
class Wording:
    """A text in both languages, where it belongs to a table of its own."""

    en: str
    ja: str


class Coded(Protocol):
    """Something with a code of the tables, and the values of its sentence. `FumikuraError` is one, too."""

    @property
    def code(self) -> str:
        """The code of its sentence."""

    @property
    def values(self) -> Mapping[str, object]:
        """The values that the sentence names."""


class Message:
    """A message that is no error, or a part of one: `Message("file.link-out")`. `str` is English."""

    __slots__ = ("code", "values")

    def __init__(self, code: str, /, **values: object) -> None:
        self.code = code
        self.values = values

    def __str__(self) -> str:
        return Messages("en").whole(self)

    def __repr__(self) -> str:
        return "".join(("Message(", repr(self.code), *(f", {k}={v!r}" for k, v in self.values.items()), ")"))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Message) and (self.code, self.values) == (other.code, other.values)

    def __hash__(self) -> int:
        return hash(self.code)

    def __reduce__(self) -> tuple[Any, ...]:
        return _message, (self.code, self.values)


def _message(code: str, values: Mapping[str, object]) -> Message:
    return Message(code, **values)


@frozen
class Messages:
    """The texts of one language."""

    language: Language

    def __call__(self, code: str, /, **values: object) -> str:
        """The text of a code with its values. Raises KeyError for a code that is in no table."""
        text = _texts(code)[code][self.language == "ja"]
        if not values:
            return text
        return text.format(**{name: self._prepare(value) for name, value in values.items()})

    def wording(self, text: Wording) -> str:
        """A text that comes in both languages, in this one."""
        return text.ja if self.language == "ja" else text.en

    def sentence(self, said: Coded) -> str:
        """The sentence of a message or an error, without its remedy."""
        return self(said.code, **said.values)

    def remedy(self, said: Coded) -> str:
        """What to do about an error; "" if there is nothing to say."""
        code = f"{said.code}.remedy"
        return self(code, **said.values) if code in _texts(code) else ""

    def whole(self, said: Coded) -> str:
        """Sentence and remedy."""
        return together(self.sentence(said), self.remedy(said))

    def label(self, group: str, code: str) -> str:
        """The name of a value of a closed vocabulary, such as a meeting; a code without a name is its own."""
        key = f"label.{group}.{code}"
        return self(key) if key in _texts(key) else code

    def _prepare(self, value: object) -> object:
        if isinstance(value, str):
            return _Text(value)
        if isinstance(value, (int, float)):
            return value if isinstance(value, bool | float) else _Number(value)
        if isinstance(value, Wording):
            return self.wording(value)
        if isinstance(value, tuple):
            return _JOINERS[self.language].join(str(self._prepare(each)).rstrip(".。") for each in value)
        if hasattr(value, "code") and hasattr(value, "values"):
            return self.sentence(value)
        return _Text(value)


class _Number(int):
    """A number in a sentence, which may choose its noun."""

    def __format__(self, spec: str) -> str:
        return _with_noun(self, spec, is_one=self == 1) if "|" in spec else super().__format__(spec)


def _with_noun(value: object, spec: str, *, is_one: bool) -> str:
    """The noun of `spec` for a value, behind the value if `spec` begins with a format and a space."""
    shown = ""
    if spec[0] in " ,":
        size, _, spec = spec.partition(" ")
        shown = f"{format(value, size)} "
    singular, _, plural = spec.partition("|")
    return shown + (singular if is_one else plural)


class _Text(str):
    """A value in a sentence: a text, or any value as Python writes it. Its `repr` is cut if it is long."""

    _value: object

    def __new__(cls, value: object) -> _Text:
        made = super().__new__(cls, value)
        made._value = value
        return made

    def __repr__(self) -> str:
        shown = repr(self._value)
        return shown if len(shown) <= _LONGEST else f"{shown[: _LONGEST - 3]}…{shown[-1]}"

    def __format__(self, spec: str) -> str:
        return _with_noun(str(self), spec, is_one=False) if "|" in spec else super().__format__(spec)


def _texts(code: str) -> Mapping[str, tuple[str, str]]:
    """The table of a topic, by code: its text in English and in Japanese."""
    texts: Mapping[str, tuple[str, str]] = import_module(f"{__name__}.{code.partition('.')[0]}").TEXTS
    return texts


def in_both(said: Coded) -> Wording:
    """The sentence and remedy of a message or an error, in both languages."""
    return Wording(Messages("en").whole(said), Messages("ja").whole(said))


def language_of(environment: Mapping[str, str] = os.environ) -> Language:
    """The language of the locale: Japanese or English, by the variables of POSIX in their order."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if value := environment.get(name, ""):
            return "ja" if value.lower().startswith("ja") else "en"
    return "en"


def together(*sentences: str) -> str:
    """Sentences joined by spaces; no space follows a Japanese full stop."""
    return "".join(s if s.endswith("。") else f"{s} " for s in sentences if s).rstrip()


def system_reason(error: OSError | ValueError) -> Message:
    """The reason of an error of the system: by its number, for a rare one in the system's own words.

    For a name that can be none, as with a NUL in it, Python raises ValueError, and its words are the reason.
    """
    import errno

    if isinstance(error, ValueError):
        return Message("system.other", reason=str(error))
    code = f"system.{errno.errorcode.get(error.errno or 0, '').lower()}"
    return (
        Message(code)
        if code in _texts(code)
        else Message("system.other", reason=error.strerror or str(error))
    )
