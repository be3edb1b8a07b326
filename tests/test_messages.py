"""Both languages say everything, with the same values filled in."""

from __future__ import annotations

import ast
import re
from pathlib import Path
from string import Formatter

import pytest

import fumikura.cli
from fumikura.cli.catalogue import en, ja
from fumikura.cli.messages import language_of, messages
from fumikura.vocabulary import DOC_TYPES, KINDS, MEETINGS, SIDES


def test_both_languages_have_every_key() -> None:
    """The catalogues have the same keys in the same order."""
    assert list(en.TEXTS) == list(ja.TEXTS)


@pytest.mark.parametrize("key", list(en.TEXTS))
def test_both_languages_fill_in_the_same_values(key: str) -> None:
    """No translation forgets a value or asks for one that is not given."""

    def values(text: str) -> set[str]:
        return {name for _, name, _, _ in Formatter().parse(text) if name is not None}

    assert values(en.TEXTS[key]) == values(ja.TEXTS[key])


def test_every_message_that_is_said_is_there() -> None:
    """Every literal key in the sources of the command line is in the catalogue."""
    said = set()
    for file in Path(fumikura.cli.__path__[0]).glob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and re.search(r"\bsay$", ast.unparse(node.func)) and node.args:
                key = node.args[0]
                if isinstance(key, ast.Constant):
                    said.add(key.value)
    assert len(said) > 50
    assert said <= set(en.TEXTS)


def test_every_value_has_a_name() -> None:
    """The closed vocabularies are named in both languages."""
    groups = {"meeting": MEETINGS, "doc_type": DOC_TYPES, "side": SIDES, "kind": KINDS}
    assert all(f"{group}.{code}" in en.TEXTS for group, codes in groups.items() for code in codes)


@pytest.mark.parametrize(
    ("environment", "language"),
    [
        ({}, "en"),
        ({"LANG": "ja_JP.UTF-8"}, "ja"),
        ({"LANG": "ja"}, "ja"),
        ({"LANG": "en_US.UTF-8"}, "en"),
        ({"LANG": "ja_JP.UTF-8", "LC_ALL": "C"}, "en"),
        ({"LANG": "C", "LC_MESSAGES": "ja_JP.eucJP"}, "ja"),
        ({"LANG": "ja_JP.UTF-8", "LC_ALL": ""}, "ja"),
    ],
)
def test_the_language_is_that_of_the_locale(environment: dict[str, str], language: str) -> None:
    """LC_ALL before LC_MESSAGES before LANG; empty ones don't count."""
    assert language_of(environment) == language


def test_a_message_is_filled_in() -> None:
    """Calling the catalogue with a key and values gives the text."""
    assert messages("en")("search.unfiltered", total=3) == "Without the filters there are 3."
    assert messages("ja").label("side", "us") == "米側"
    assert messages("en").label("meeting", "unknown") == "unknown"
