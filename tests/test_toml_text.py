"""TOML of any kind: read, or refused with a reason and a line, in time that grows with it; and values written as TOML."""

from __future__ import annotations

import tomllib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fumikura.toml_text import TomlFault, read_toml, toml_value


@pytest.mark.parametrize(
    ("text", "line", "reason"),
    [
        ("a = " + "[" * 100_000, 1, "nested too deeply"),
        ("\n" + "a = " + "{a=" * 5_000, 1, "nested too deeply"),
        ("a = " + "9" * 5_000, 1, "a number with too many digits"),
        ("a = 1\nb = 0x" + "f" * 5_000, 2, "a number with too many digits"),
        ("a = 1\nb = [0b" + "1_" * 5_000 + "1]", 2, "a number with too many digits"),
        ("a = 1\n" + ".".join(["a"] * 200_000) + " = 1", 2, "a key with more than 100 parts"),
        ("[[" + " . ".join(['"b c"'] * 200_000) + "]]", 1, "a key with more than 100 parts"),
        ("a = 1\na = 2", 2, "Cannot overwrite a value"),
        ("a = 1\n\nb = ", 3, "Invalid value"),
        ("a = '\udcff'", 1, "these bytes are not UTF-8"),
    ],
)
def test_what_is_refused(text: str, line: int, reason: str) -> None:
    """Depth, digits, dotted keys without end, other mistakes, other bytes: the reason, and the line where it is known."""
    with pytest.raises(TomlFault) as raised:
        read_toml(text.encode("utf-8", "surrogateescape"))
    assert (raised.value.line, str(raised.value.reason)) == (line, reason)


def test_dots_in_texts_are_no_keys() -> None:
    """A text may have as many dots as it likes, in quotes of both kinds, beside escapes."""
    dots = ".".join(["a"] * 500)
    written = f'a = "{dots} \\" {dots}"\nb = \'{dots}\'\n# {". . " * 300}\n'
    assert read_toml(written.encode()) == {"a": f'{dots} " {dots}', "b": dots}


@settings(max_examples=100, deadline=None)
@given(texts=st.lists(st.text(st.characters(exclude_categories=[]))), number=st.integers())
def test_values_are_read_as_they_were_written(texts: list[str], number: int) -> None:
    """Texts, lists of them and numbers come back; half a character, which no file in UTF-8 can hold, as U+FFFD."""
    written = f"texts = {toml_value(texts)}\nnumber = {toml_value(number)}\n"
    whole = [text.encode("utf-16", "surrogatepass").decode("utf-16", "replace") for text in texts]
    assert [len(text) for text in tomllib.loads(written)["texts"]] == [len(text) for text in texts]
    if not any("\ud800" <= char <= "\udfff" for text in texts for char in text):
        assert read_toml(written.encode()) == {"texts": whole, "number": number}
