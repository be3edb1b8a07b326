"""A file that nothing can be made of, or that a stage of ours fails on, costs itself and nothing else."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from whoosh.codec.whoosh3 import W3PerDocWriter

import fumikura.documents
import fumikura.reading.formats.text
from fumikura.build import BuildReport, build_index
from fumikura.cli.building import exit_code_of
from fumikura.dates.reader import Reader
from fumikura.lexicon.mining import Miner
from fumikura.reading.decoding import read_text
from fumikura.search import open_index
from program import program_in

_FRAGILE = "割れ物"
_SLOW = [HealthCheck.too_slow, HealthCheck.function_scoped_fixture]


def _corpus(folder: Path, **files: str) -> Path:
    corpus = folder / "corpus"
    corpus.mkdir(exist_ok=True)
    for name, text in files.items():
        (corpus / f"{name}.md").write_text(text, encoding="utf-8", newline="")
    return corpus


def _skipped(report: BuildReport) -> dict[str, str]:
    return {file.source: file.reason for file in report.files if file.status == "skipped"}


@pytest.mark.parametrize(
    "text",
    [
        "***\n\n---\n",
        "<p></p>\n<div></div>\n",
        "<!-- nothing here -->\n",
        "\x85",
        "\x01\x02\x1b",
        "\u200b\ufeff\n",
        "# \n## \n",
        "## <ruby>\n",
    ],
)
def test_a_file_without_text(tmp_path: Path, text: str) -> None:
    """Rules, empty tags, a comment, controls: the file is named or gives what little it has, the next one is indexed."""
    report = build_index(_corpus(tmp_path, a=text, b="台湾海峡の平和。\n"), tmp_path / "index")
    assert _skipped(report).keys() <= {"a.md"}
    assert not any(file.fault for file in report.files)
    with open_index(tmp_path / "index") as index:
        assert [hit.passage.source for hit in index.search("台湾海峡").hits] == ["b.md"]


_MARKUP = st.sampled_from(
    [
        *"*** --- <p> </p> <br> <!-- --> <table> <tr><td> </td> | || > ``` * ・ ① (1) [^1] ※ 《》 ｜ ［＃］".split(),
        *"<ruby> <rt></rt> &nbsp; 二千〇七年 1500/0 第1章 語 a 1".split(),
        *(
            "\n",
            "\n\n",
            "\r",
            "\f",
            "\x85",
            "\x00",
            "\x1b",
            "\u2028",
            "\u200b",
            "\ufeff",
            " ",
            "　",
            "\t",
            "# ",
        ),
    ]
)


@settings(max_examples=60, deadline=None, suppress_health_check=_SLOW)
@given(text=st.lists(_MARKUP, max_size=12).map("".join))
@example(text="")
@example(text="二千〇七年に決めた。1500/0\n")
def test_small_files_never_break_a_build(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    """Whole files of markup, controls and little else, to which nothing was added."""
    folder = tmp_path_factory.mktemp("small")
    report = build_index(_corpus(folder, a=text, b="台湾海峡の平和。\n"), folder / "index")
    assert not [file for file in report.files if file.fault]
    assert "b.md" not in _skipped(report)


def _reading(monkeypatch: pytest.MonkeyPatch, fail: Callable[[object], None]) -> None:
    def wrapped(data: bytes, source: str, encoding: str | None) -> str:
        text = read_text(data, source, encoding)
        fail(text)
        return text

    monkeypatch.setattr(fumikura.reading.formats.text, "read_text", wrapped)


def _failing(owner: Any, name: str) -> Callable[[pytest.MonkeyPatch, Callable[[object], None]], None]:
    def patch(monkeypatch: pytest.MonkeyPatch, fail: Callable[[object], None]) -> None:
        original = getattr(owner, name)

        def wrapped(*arguments: Any, **named: Any) -> Any:
            fail([vars(each) if isinstance(each, Reader) else each for each in arguments])
            return original(*arguments, **named)

        monkeypatch.setattr(owner, name, wrapped)

    return patch


_STAGES = {
    "reading": _reading,
    "layout": _failing(fumikura.documents, "layout"),
    "structure": _failing(fumikura.documents, "passages_of"),
    "mining": _failing(Miner, "definitions"),
    "preparing": _failing(Reader, "mentions"),
    "writing": _failing(W3PerDocWriter, "add_field"),
}


@pytest.mark.parametrize("jobs", [1, 2])
@pytest.mark.parametrize("stage", _STAGES)
def test_a_stage_that_fails_on_a_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, stage: str, jobs: int
) -> None:
    """Whatever a stage raises, the file is named with the place in the sources, and the others are indexed."""

    def fail(seen: object) -> None:
        if _FRAGILE in repr(seen):
            raise KeyError(_FRAGILE)

    _STAGES[stage](monkeypatch, fail)
    b = f"平和の空である。\n\n平成25年の{_FRAGILE}。\n"
    corpus = _corpus(tmp_path, a="平和の海。\n", b=b, c="海峡の平和。\n")
    report = build_index(corpus, tmp_path / "index", jobs=jobs)
    assert list(_skipped(report)) == ["b.md"]
    assert "fumikura failed on it at " in _skipped(report)["b.md"]
    assert f"KeyError: '{_FRAGILE}'" in _skipped(report)["b.md"]
    assert [file.source for file in report.files if file.fault] == ["b.md"]
    assert exit_code_of(report) == 2
    with open_index(tmp_path / "index") as index:
        assert sorted(hit.passage.source for hit in index.search("平和").hits) == ["a.md", "c.md"]
        assert list(index.engine.verify()) == []


@pytest.mark.parametrize("stage", _STAGES)
def test_what_was_indexed_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, stage: str) -> None:
    """A new state of a file that a stage fails on leaves the old one in the index."""
    corpus = _corpus(tmp_path, a="平和の海。\n", b="平成25年の平和。\n")
    build_index(corpus, tmp_path / "index")

    def fail(seen: object) -> None:
        if _FRAGILE in repr(seen):
            raise ValueError

    _STAGES[stage](monkeypatch, fail)
    report = build_index(
        _corpus(tmp_path, a="平和の海と空。\n", b=f"平和の年である。\n\n平成26年の{_FRAGILE}。\n"),
        tmp_path / "index",
    )
    assert "The index keeps what it had of it." in _skipped(report)["b.md"]
    with open_index(tmp_path / "index") as index:
        assert sorted(hit.passage.text for hit in index.search("平和").hits) == [
            "平和の海と空。",
            "平成25年の平和。",
        ]
        assert list(index.engine.verify()) == []


@pytest.mark.parametrize("arguments", [("catalog",), ("check",), ("index", "--dry-run", "--rebuild")])
def test_every_command_names_a_file_that_a_stage_fails_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...]
) -> None:
    """Whatever reads documents says which one failed, and goes on with the others."""
    run = program_in(tmp_path)
    _corpus(tmp_path, a="平和の海。\n", b="海峡の平和。\n")
    run("index")

    def fail(seen: object) -> None:
        if "海峡" in repr(seen):
            raise KeyError(_FRAGILE)

    _STAGES["layout"](monkeypatch, fail)
    done = run(*arguments)
    assert "Traceback" not in done.err
    assert done.code in (0, 2)
    assert ("b.md" in done.err) == (arguments != ("check",))


def test_exit_codes_of_a_build(tmp_path: Path) -> None:
    """0 where the rest is indexed, 2 where nothing is."""
    run = program_in(tmp_path)
    _corpus(tmp_path, a="---\n")
    alone = run("index")
    assert alone.code == 2
    assert "a.md was skipped: contains no text." in alone.err
    _corpus(tmp_path, b="台湾海峡。\n")
    assert run("index").code == 0


def test_what_looks_like_a_date_in_a_query(tmp_path: Path) -> None:
    """2024/0 is none, so its characters are looked for."""
    run = program_in(tmp_path)
    _corpus(tmp_path, a="比は2024/0であった。\n", b="2024年の海。\n")
    run("index")
    assert run("search", "2024/0", "--format", "plain").out.startswith("1. a\n")
