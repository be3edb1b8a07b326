"""`fumikura terms`, `--no-synonyms`, and what is said of words that were searched besides, or found nowhere."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from program import Program, program_in

LINES = [
    {"id": "a#1", "document": "a", "text": "同盟調整メカニズム（ACM）の活用。"},
    {"id": "a#2", "document": "a", "text": "同盟調整メカニズムと尖閣諸島。"},
    {"id": "b#1", "document": "b", "text": "在日米軍駐留経費負担。ブリンケン長官。"},
]


@pytest.fixture(name="fumikura")
def _fumikura(tmp_path: Path) -> Program:
    (tmp_path / "corpus").mkdir()
    (tmp_path / "corpus" / "p.jsonl").write_text(
        "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in LINES), encoding="utf-8"
    )
    (tmp_path / "corpus" / "thesaurus.toml").write_text(
        '[[group]]\nterms = ["思いやり予算", "在日米軍駐留経費負担"]\nnote = "駐留費"\n', encoding="utf-8"
    )
    run = program_in(tmp_path)
    run("index")
    return run


def test_terms_lists_groups_and_definitions(fumikura: Program) -> None:
    """Groups with their line, names with the passage, the file and the line that define them."""
    run = fumikura("terms")
    assert (run.code, run.err) == (0, "")
    assert run.out == (
        "Groups of thesaurus.toml:\n"
        "  思いやり予算 = 在日米軍駐留経費負担  thesaurus.toml:1\n"
        "    駐留費\n"
        "\n"
        "Defined in the documents:\n"
        "  ACM = 同盟調整メカニズム\n"
        "    a#1  p.jsonl:1\n"
    )


def test_terms_of_a_word(fumikura: Program) -> None:
    """A word chooses what has it, in any form of writing; none is exit code 1, without output."""
    assert fumikura("terms", "ａｃｍ").out.splitlines()[1] == "  ACM = 同盟調整メカニズム"
    assert "ACM" not in fumikura("terms", "予算").out
    assert (fumikura("terms", "火星").code, fumikura("terms", "火星").out) == (1, "")


def test_terms_as_json(fumikura: Program) -> None:
    """The same for programs."""
    run = fumikura("terms", "--format", "json")
    assert json.loads(run.out) == {
        "groups": [{"terms": ["思いやり予算", "在日米軍駐留経費負担"], "note": "駐留費", "line": 1}],
        "defined": [
            {
                "short": "ACM",
                "long": "同盟調整メカニズム",
                "local": False,
                "places": [{"id": "a#1", "document": "a", "source": "p.jsonl", "lines": [1, 1]}],
            }
        ],
    }


def test_a_malformed_thesaurus_is_an_error(fumikura: Program, tmp_path: Path) -> None:
    """A search and `terms` name the line; a search without synonyms goes on."""
    (tmp_path / "corpus" / "thesaurus.toml").write_text("\n[[group]]\nterms = 'a'\n", encoding="utf-8")
    for arguments in (("terms",), ("search", "同盟")):
        run = fumikura(*arguments)
        assert (run.code, run.out) == (2, "")
        assert "thesaurus.toml, line 2:" in run.err
        assert run.err.count("\n") == 1
    assert fumikura("search", "尖閣", "--no-synonyms").code == 0


def test_equals_are_named(fumikura: Program) -> None:
    """What was searched besides is said on stderr and in JSON; --no-synonyms leaves it out."""
    run = fumikura("search", "思いやり予算", "--format", "json")
    assert run.err == (
        "fumikura: Also searched, at a lower weight: 思いやり予算 0 = 在日米軍駐留経費負担 1. "
        "--no-synonyms leaves synonyms out.\n"
    )
    answer = json.loads(run.out)
    assert answer["parsed"] == "(思いやり予算 OR 在日米軍駐留経費負担^0.5)"
    assert answer["hits"][0]["match"] == "synonym"
    assert answer["expanded"] == [
        {
            "word": "思いやり予算",
            "itself": 0,
            "term": "在日米軍駐留経費負担",
            "match": "synonym",
            "passages": 1,
        }
    ]
    assert "by a synonym" in fumikura("search", "思いやり予算").out
    assert fumikura("search", "思いやり予算", "--no-synonyms").code == 1
    assert fumikura("search", "思いやり予算", "--count", "--no-synonyms").out == "0\n"
    counted = fumikura("search", "思いやり予算", "--count")
    assert (counted.out, counted.err) == ("1\n", run.err)


def test_a_reading_is_named(fumikura: Program) -> None:
    """The words that kana were read as."""
    run = fumikura("search", "せんかく")
    assert run.err == "fumikura: Also searched, at a lower weight: せんかく, read as 尖閣 1.\n"
    assert "by its reading" in run.out


def test_a_run_that_is_nowhere_relaxes_to_its_parts(fumikura: Program) -> None:
    """What it is made of is counted, and passages with some of it are shown."""
    run = fumikura("search", "同盟調整機関")
    assert run.code == 0
    assert run.err == ("fumikura: No passage has all the words (同盟調整機関 0): these have some of them.\n")


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("プリンケン", "プリンケン is in no passage: neither as a word nor as characters. "
         "Also searched: ぷりんけん. For プリンケン, did you mean ブリンケン?"),
        ("火星探査", "Nothing in the index is similar."),
    ],
)  # fmt: skip
def test_without_hits_it_is_said_what_comes_near(fumikura: Program, query: str, said: str) -> None:
    """The word without hits, what was tried, and words of the index that it may have meant, in one line."""
    run = fumikura("search", query)
    assert (run.code, run.out, run.err.count("\n")) == (1, "", 1)
    assert f"Passages with each word: {query} 0." in run.err
    assert said in run.err


def test_equals_that_were_tried_are_named(fumikura: Program, tmp_path: Path) -> None:
    """A word whose equals have no hits either."""
    (tmp_path / "corpus" / "thesaurus.toml").write_text(
        '[[group]]\nterms = ["火星", "Mars"]\n', encoding="utf-8"
    )
    assert "Also searched: Mars." in fumikura("search", "火星").err


def test_a_relaxed_answer_says_what_comes_near(fumikura: Program) -> None:
    """Where only some of the words are there, the others may have been slips."""
    run = fumikura("search", "プリンケン", "同盟")
    assert run.code == 0
    assert run.err == (
        "fumikura: No passage has all the words (プリンケン 0, 同盟 2): these have some of them. "
        "For プリンケン, did you mean ブリンケン?\n"
    )
