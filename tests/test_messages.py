"""What is said to people: every code has its sentences in both languages, with the values that it is given."""

from __future__ import annotations

import ast
import pickle
import pkgutil
import re
from collections.abc import Iterator, Mapping
from importlib import import_module
from pathlib import Path
from string import Formatter

import pytest

import fumikura
import fumikura.messages
from fumikura.errors import FilterError, FumikuraError, QueryError, UnreadableError
from fumikura.messages import Language, Message, Messages, Wording, language_of, system_reason
from fumikura.vocabulary import DOC_TYPES, KINDS, MEETINGS, SIDES

_SOURCES = Path(fumikura.__path__[0])
_TOPICS = [module.name for module in pkgutil.iter_modules(fumikura.messages.__path__)]
_TEXTS: Mapping[str, tuple[str, str]] = {
    code: pair
    for topic in _TOPICS
    for code, pair in import_module(f"fumikura.messages.{topic}").TEXTS.items()
}
_SAYING = re.compile(r"(^|\.)(_?say|Message|damage_error|UsageMistake|_?fault|_error|[A-Z]\w*Error_?)$")
_BESIDES = {"QueryError": {"query", "position"}}
"""Arguments that are no values of a sentence, by what is called."""

_ADDED = {"damage_error": {"folder", "file"}}
"""Values that what is called adds itself."""


def _names(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name}


def _values(code: str) -> set[str]:
    """The values that the sentences of a code name, with those of what is to be done."""
    texts = (*_TEXTS[code], *_TEXTS.get(f"{code}.remedy", ()))
    return set().union(*map(_names, texts))


class _Said:
    """A place in the sources where something is said: the code, or a pattern of it, and the values that are given."""

    def __init__(self, call: ast.Call, code: ast.expr, place: str) -> None:
        self.place = place
        function = ast.unparse(call.func)
        self.values = {each.arg for each in call.keywords if each.arg} - _BESIDES.get(function, set())
        self.values |= _ADDED.get(function, set())
        self.whole = all(each.arg for each in call.keywords)  # without **values
        if isinstance(code, ast.Constant):
            self.pattern = re.escape(str(code.value))
        else:
            assert isinstance(code, ast.JoinedStr)
            parts = (re.escape(str(e.value)) if isinstance(e, ast.Constant) else ".+" for e in code.values)
            self.pattern = "".join(parts)

    def codes(self) -> list[str]:
        """The codes that may be meant."""
        return [code for code in _TEXTS if re.fullmatch(self.pattern, code)]


def _codes(node: ast.expr) -> Iterator[ast.expr]:
    """The codes in an expression: a constant, a text with holes, or one of two."""
    if isinstance(node, ast.IfExp):
        yield from (*_codes(node.body), *_codes(node.orelse))
    elif isinstance(node, ast.JoinedStr) or (isinstance(node, ast.Constant) and isinstance(node.value, str)):
        yield node


def _all_said() -> Iterator[_Said]:
    yield from _said_in_templates()
    for file in sorted(_SOURCES.rglob("*.py")):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and _SAYING.search(ast.unparse(node.func)):
                place = f"{file.relative_to(_SOURCES)}:{node.lineno}"
                for code in (each for argument in node.args for each in _codes(argument)):
                    text = ast.unparse(code)
                    if re.fullmatch(r"""f?['"][a-z]+\.[a-z0-9{][^ /]*['"]""", text):
                        yield _Said(node, code, place)


def _said_in_templates() -> Iterator[_Said]:
    """What the templates of pages say: their calls of `say` read as they would in Python."""
    for file in sorted(_SOURCES.rglob("*.html")):
        for call in re.findall(
            r"""\bsay\("[a-z]+\.[^()]*(?:\([^()]*\)[^()]*)*\)""", file.read_text(encoding="utf-8")
        ):
            plain = re.sub(r"\|length| ~ ", lambda match: "" if match[0] == "|length" else " + ", call)
            node = ast.parse(plain, mode="eval").body
            assert isinstance(node, ast.Call)
            code = node.args[0]
            if isinstance(code, ast.BinOp):  # a beginning, with something of its own behind it
                code = ast.JoinedStr([code.left, ast.FormattedValue(code.right, -1)])
            yield _Said(node, code, f"{file.relative_to(_SOURCES)}: {call}")


_ALL_SAID = list(_all_said())


def test_tables_are_in_both_languages() -> None:
    """Every code is of its module's topic and has a text in both languages, which name the same values."""
    for topic in _TOPICS:
        for code, (english, japanese) in import_module(f"fumikura.messages.{topic}").TEXTS.items():
            assert code.startswith(f"{topic}.")
            assert english
            assert japanese
            assert _names(english) == _names(japanese), code


def test_every_code_that_is_said_is_there() -> None:
    """No code in the sources is without its sentence."""
    assert len(_ALL_SAID) > 200
    assert [each.place for each in _ALL_SAID if not each.codes()] == []


def test_every_code_is_said_with_its_values() -> None:
    """Where a code is said, exactly the values are given that its sentences name."""
    wrong = [
        (each.place, code, sorted(each.values ^ _values(code)))
        for each in _ALL_SAID
        for code in each.codes()
        if (each.values != _values(code) if each.whole else not each.values <= _values(code))
    ]
    # Of codes with a hole in them, some have no use for a value that others name.
    assert [each for each in wrong if not _is_pattern(each[0])] == []


def _is_pattern(place: str) -> bool:
    return any(each.place == place and ".+" in each.pattern for each in _ALL_SAID)


def test_no_code_is_unused() -> None:
    """What stands in the tables is said somewhere."""
    said = {code for each in _ALL_SAID for code in each.codes()}
    there = {code.removesuffix(".remedy") for code in _TEXTS}
    named = {
        code for code in there if code.startswith(("label.", "system.e"))
    }  # looked up by a value, by a number
    assert sorted(there - said - named - _named_elsewhere()) == []


def _named_elsewhere() -> set[str]:
    """Codes that stand as a plain text in the sources: in a table of codes, or given on."""
    found: set[str] = set()
    for file in _SOURCES.rglob("*.py"):
        if file.parent.name != "messages":
            for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
                if isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value in _TEXTS:
                    found.add(node.value)
    return found


def test_every_value_has_a_name() -> None:
    """The closed vocabularies are named in both languages."""
    groups = {"meeting": MEETINGS, "doc_type": DOC_TYPES, "side": SIDES, "kind": KINDS}
    assert all(f"label.{group}.{code}" in _TEXTS for group, codes in groups.items() for code in codes)


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
    """A code and its values give the text; a label without a name is its own code."""
    assert Messages("en")("search.unfiltered", total=3) == "Without the filters there are 3."
    assert Messages("en")("search.unfiltered", total=1) == "Without the filters there is 1."
    assert [Messages("en")("web.total", total=each) for each in (1, 2000)] == ["1 hit", "2,000 hits"]
    assert Messages("ja").label("side", "us") == "米側"
    assert Messages("en").label("meeting", "unknown") == "unknown"


@pytest.mark.parametrize(
    ("said", "english", "japanese"),
    [
        (
            FilterError("filter.value", field=Wording("meeting", "会議"), value="foo", valid=("2+2", "summit")),
            "There is no meeting 'foo'. Valid: 2+2, summit.",
            "会議 'foo' はありません。使えるもの: 2+2、summit。",
        ),
        (
            UnreadableError("file.line", source="a.jsonl", line=3, what=Message("file.line-object")),
            "a.jsonl, line 3: not a JSON object. "
            'Correct that line; each line is a JSON object with at least "id" and "text".',
            "a.jsonl の 3 行目: JSON オブジェクトではありません。"
            'その行を直してください。1 行は少なくとも "id" と "text" を持つ JSON オブジェクトです。',
        ),
        (
            UnreadableError("file.unreadable", source="a.txt", reason=system_reason(PermissionError(13, "x"))),
            "a.txt: Permission denied. Check that the file can be read.",
            "a.txt: 権限がありません。ファイルが読めるか確かめてください。",
        ),
        # A user's own words stay, whatever they are.
        (Message("id.none", id="missing. {id}"), "There is no passage missing. {id}. The index is empty.",
         "missing. {id} という箇所はありません。索引は空です。"),
        (Message("file.line-text", field="x" * 500), f"the field 'x{'x' * 75}…' is not a text",
         f"フィールド 'x{'x' * 75}…' が文字列ではありません"),
    ],
)  # fmt: skip
def test_values_of_every_kind(said: Message | FumikuraError, english: str, japanese: str) -> None:
    """Several values are joined, what has a code itself is said in the language, a quoted value is cut."""
    languages: tuple[Language, Language] = ("en", "ja")
    assert [Messages(each).whole(said) for each in languages] == [english, japanese]
    assert str(said) == english


def test_an_error_is_a_code_and_values() -> None:
    """Programs ask for both; the English text and its remedy are there for people, also out of another process."""
    error = QueryError("query.too-deep", query="((台湾", position=1, most=64)
    for each in (error, pickle.loads(pickle.dumps(error))):
        assert (each.code, each.values) == ("query.too-deep", {"most": 64})
        assert (each.query, each.position) == ("((台湾", 1)
        assert (each.message, each.remedy) == ("Brackets may be 64 deep.", "Use fewer.")
        assert str(each) == f"{each.message} {each.remedy}"


def test_a_message_is_a_value() -> None:
    """Messages of the same code and values are equal, and go to other processes."""
    message = Message("file.same", source="a.txt", other="b.txt")
    assert (
        message == Message("file.same", source="a.txt", other="b.txt") == pickle.loads(pickle.dumps(message))
    )
    assert message != Message("file.same", source="a.txt", other="c.txt")
    assert repr(message) == "Message('file.same', source='a.txt', other='b.txt')"


def test_a_rare_reason_of_the_system_is_said_in_its_own_words() -> None:
    """What has a number that is known is said in the user's language, else as the system says it."""
    assert (
        Messages("ja").sentence(system_reason(OSError(28, "No space left on device"))) == "空きがありません"
    )
    assert (
        str(system_reason(OSError(99, "Cannot assign requested address")))
        == "Cannot assign requested address"
    )
    assert str(system_reason(OSError("odd"))) == "odd"
