"""thesaurus.toml: what it says, and what is said of a mistake in it."""

from __future__ import annotations

from pathlib import Path

import pytest

from fumikura.errors import ThesaurusError
from fumikura.lexicon import load_thesaurus

CORPUS = Path(__file__).parent.parent / "corpus"


def test_groups_and_their_lines(tmp_path: Path) -> None:
    """A group is found by each of its terms in any form of writing, and knows its line."""
    (tmp_path / "thesaurus.toml").write_text(
        '# head\n[[group]]\nterms = ["2+2", "SCC"]\n\n[[group]]\nterms = [\n  "兩岸", "台湾海峡の両側",\n]\nnote = "n"\n'
        '[[apart]]\nterms = ["SSC", "協議"]\n',
        encoding="utf-8",
    )
    found = load_thesaurus(tmp_path)
    assert [(group.terms, group.note, group.line) for group in found.groups] == [
        (("2+2", "SCC"), "", 2),
        (("兩岸", "台湾海峡の両側"), "n", 5),
    ]
    assert found.groups_of("２＋２") == found.groups_of("scc") == found.groups[:1]
    assert found.groups_of("両岸") == found.groups[1:]
    assert found.keeps_apart("ssc", "協議")
    assert not found.keeps_apart("SCC", "協議")


def test_without_a_file_there_are_no_groups(tmp_path: Path) -> None:
    """A corpus need not have a thesaurus."""
    assert load_thesaurus(tmp_path).groups == ()


@pytest.mark.parametrize(
    ("content", "line", "said"),
    [
        ('[[group]]\nterms = ["a", "b"', 2, "not valid TOML"),
        ('[[group]]\nterms = ["a", "b"]\n[[group]]\nterms = ["c"\n\n[[group]]', 6, "not valid TOML"),
        ('\n[[group]]\nterms = ["a"]\n', 2, "two different terms"),
        ('[[group]]\nterms = ["SCC", "ＳＣＣ"]\n', 1, "two different terms"),
        ('[[group]]\nterms = ["a", "b"]\n\n[[group]]\nterms = ["a", 3]\n', 4, "not a list of words"),
        ('[[group]]\nterms = ["a", "b"]\n\n[[group]]\nwords = ["a", "b"]\n', 4, "unknown key words"),
        ('[[group]]\nterms = ["a", "。"]\n', 1, "no letter or digit"),
        ('# x\n[[groups]]\nterms = ["a", "b"]\n', 2, "'groups' is none of"),
        ('# x\n[group]\nterms = ["a", "b"]\n', 2, "'group' is none of"),
        ("\n\ngroup = [1]\n", 3, "not a table"),
        ('# x\n[[group]]\nterms = ["a", "b"]\nnote = ["c"]\n', 2, "note is not a text"),
        (f"a = {'9' * 5000}", 1, "too many digits"),
    ],
)
def test_a_mistake_is_named_with_its_line(tmp_path: Path, content: str, line: int, said: str) -> None:
    """What can't be read says where and why."""
    (tmp_path / "thesaurus.toml").write_text(content, encoding="utf-8")
    with pytest.raises(ThesaurusError, match=rf"thesaurus\.toml, line {line}: .*{said}"):
        load_thesaurus(tmp_path)


def test_bytes_that_are_no_utf8_are_named_with_their_line(tmp_path: Path) -> None:
    """A file saved in another encoding is refused."""
    (tmp_path / "thesaurus.toml").write_bytes("# ok\n[[group]]\nterms = ['同盟']\n".encode("cp932"))
    with pytest.raises(ThesaurusError, match=r"line 3: .*UTF-8"):
        load_thesaurus(tmp_path)


def test_the_thesaurus_of_the_project() -> None:
    """It is sound, and no term stands in two groups by mistake."""
    groups = load_thesaurus(CORPUS).groups
    terms = [term for group in groups for term in group.terms]
    assert len(groups) > 40
    assert len(terms) == len(set(terms))
