"""Both languages say everything, with the same values filled in."""

from __future__ import annotations

import ast
import re
from pathlib import Path
from string import Formatter

import pytest

import fumikura.cli
from fumikura.cli.catalogue import en, ja
from fumikura.cli.catalogue.sentences import JAPANESE
from fumikura.cli.messages import language_of, messages
from fumikura.cli.sentences import Sentences, in_japanese
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


_SOURCES = Path(fumikura.__path__[0])
_SENTENCE = re.compile(r"(?=.* )[A-Z~{].*[.]", re.DOTALL)


def _shapes(node: ast.expr, constants: dict[str, str]) -> set[str]:
    """The shapes of sentences that are written in a source: as a string, an f-string, the name of one, or either."""
    match node:
        case ast.Constant(str(text)):
            return {text}
        case ast.Name(name):
            return {constants[name]} if name in constants else set()
        case ast.JoinedStr(values):
            return {"".join(str(each.value) if isinstance(each, ast.Constant) else "{}" for each in values)}
        case ast.IfExp(_, one, other):
            return _shapes(one, constants) | _shapes(other, constants)
    return set()


def _said_by(file: Path) -> set[str]:
    """What a source gives to its errors, and whatever else in it is a sentence."""
    tree = ast.parse(file.read_text(encoding="utf-8"))
    constants = {
        node.targets[0].id: node.value.value
        for node in tree.body
        if isinstance(node, ast.Assign)
        and isinstance(node.targets[0], ast.Name)
        and isinstance(node.value, ast.Constant)
        and isinstance(node.value.value, str)
    }
    described = {node.value for node in ast.walk(tree) if isinstance(node, ast.Expr)}  # docstrings
    parts = {part for node in ast.walk(tree) if isinstance(node, ast.JoinedStr) for part in node.values}
    said = {
        shape
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant | ast.JoinedStr) and node not in described | parts
        for shape in _shapes(node, constants)
        if _SENTENCE.fullmatch(shape)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and re.search(r"(Error_?|_error|damaged)$", ast.unparse(node.func)):
            if ast.unparse(node.func) in ("ValueError", "AttributeError", "TypeError", "FrozenInstanceError"):
                continue
            said |= {shape for each in node.args for shape in _shapes(each, constants) if " " in shape}
    return said


def test_the_library_says_nothing_that_has_no_japanese() -> None:
    """Every sentence in the sources, and whatever an error is given, is known to be said in Japanese."""
    files = [
        file
        for file in _SOURCES.rglob("*.py")
        if {"cli", "fields.py"}.isdisjoint(file.relative_to(_SOURCES).parts)
    ]
    said = {sentence for file in files for sentence in _said_by(file)}
    assert len(said) > 120
    assert sorted(said - JAPANESE.keys()) == []


@pytest.mark.parametrize("shape", list(JAPANESE))
def test_a_sentence_in_japanese_has_all_that_varies(shape: str) -> None:
    """No translation forgets a value or has one that is not there; a sentence made of the shape is known by it."""
    said = JAPANESE[shape]
    assert {name for _, name, _, _ in Formatter().parse(said) if name} == {
        str(number) for number in range(shape.count("{}"))
    }
    values = [f"<{number}>" for number in range(shape.count("{}"))]
    expected = said.replace(":said", "").format(*values)
    assert in_japanese(shape.replace("{}", "%s") % tuple(values)) == expected


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("There is no meeting 'foo'.", "会議 'foo' はありません。"),
        ("holds no text. Remove it from the corpus, or fill it.",
         "文字がありません。文書フォルダーから除くか、中身を入れてください。"),
        ("a.jsonl, line 3: no JSON object. The index keeps what it had of it.",
         "a.jsonl の 3 行目: JSON オブジェクトではありません。索引には前の内容が残ります。"),
        ("In the index i the file f.col makes no sense (ValueError).",
         "索引 i のファイル f.col の中身が意味をなしません（ValueError）。"),
        ("a.txt: Permission denied.", "a.txt: 権限がありません。"),
        ("catalog.toml, entry 2: 'id' is missing.", "catalog.toml の 2 番目の項目: 'id' がありません。"),
        ("Something else. It stays.", "Something else. It stays."),
        ("", ""),
        ("The query has no word to look for. Leave it out.", "検索式に探す語がありません。取り除いてください。"),
        # A user's own words stay, whatever they are.
        ("There is no passage missing.", "missing という箇所はありません。"),
        ("There is no passage .", " という箇所はありません。"),
        ("There is no document 'a b. c: d'.", "文書 'a b. c: d' はありません。"),
        (f"There is no passage {'a. ' * 50_000}.", f"{'a. ' * 50_000} という箇所はありません。"),
    ],
)  # fmt: skip
def test_sentences_are_put_together(text: str, said: str) -> None:
    """A remedy behind a sentence is said as well, reasons are looked up in turn, what is not known stays as it is."""
    assert in_japanese(text) == said


def test_the_shape_that_says_most_is_meant() -> None:
    """Where several shapes fit, the longest does; what varies may be nothing."""
    sentences = Sentences({"{} is {}.": "{0}は{1}。", "{} is missing.": "{0}がない。"})
    assert sentences.said("a is missing.") == "aがない。"
    assert sentences.said("a is b.") == "aはb。"
    assert sentences.said(" is b.") == "はb。"
