"""What a user meets: formats by ending, suggestions, passages without a query, several ids, colour, the pager."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

import fumikura
from fumikura.errors import OutputError
from fumikura.export import export_formats
from fumikura.export.registry import format_by_ending, format_named
from program import Program, on_terminal, processes_in, program_in

_SAMPLE_FORMAT = '''"""A format for this test: the ids, a line each."""

from __future__ import annotations

from fumikura.export.registry import ExportFormat

FORMAT = ExportFormat(
    lambda answer, stream: [stream.write(f"{hit.passage.id}\\n") for hit in answer.results.hits],
    lambda passages, stream, _around: [stream.write(f"{passage.id}\\n") for passage in passages],
    (".ids",),
)
'''


@pytest.fixture(name="run")
def _run(folder: Path) -> Program:
    return program_in(folder)


def test_an_ending_that_no_format_has_is_an_error(run: Program, folder: Path) -> None:
    """-o hits.xlsx is refused before anything is searched, with the endings that are known; --format decides."""
    refused = run("search", "台湾", "-o", "hits.xlsx")
    assert (refused.code, refused.out) == (2, "")
    assert all(ending in refused.err for ending in (".xlsx", ".csv", ".json", ".txt"))
    assert not (folder / "hits.xlsx").exists()
    assert run("search", "台湾", "-o", "hits.xlsx", "--format", "csv").code == 0


@pytest.mark.parametrize("name", export_formats())
def test_a_format_is_asked_for_by_its_ending(name: str) -> None:
    """Every ending leads to one format, in any case."""
    for ending in format_named(name).endings:
        assert format_by_ending(f"d/hits{ending.upper()}") == name
    assert format_by_ending("hits") is None
    with pytest.raises(OutputError):
        format_by_ending("hits.xlsx")


def test_a_format_is_added_by_one_file(folder: Path, tmp_path: Path) -> None:
    """As docs/ARCHITECTURE.md says: a module in export/formats is all it takes."""
    import shutil

    package = tmp_path / "fumikura"
    shutil.copytree(Path(fumikura.__file__).parent, package, ignore=shutil.ignore_patterns("__pycache__"))
    (package / "export" / "formats" / "ids.py").write_text(_SAMPLE_FORMAT, encoding="utf-8")
    run, path = processes_in(folder), {"PYTHONPATH": str(tmp_path)}
    assert run("search", "強調", "--format", "ids", env=path).out == "scc-2021#1\n"
    assert run("search", "強調", "-o", str(tmp_path / "a.ids"), env=path).code == 0
    assert (tmp_path / "a.ids").read_text() == "scc-2021#1\n"
    assert "ids" in run("search", "強調", "--format", "odd", env=path).err


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("rerun",), "FILE[#NAME] is missing."),
        (("search", "台湾", "--doc", "x"), "There is no option --doc. Did you mean --document?"),
        (("count", "台湾", "--limit", "1"), "There is no option --limit. `fumikura count --help`"),
        (("serch", "台湾"), "There is no command serch. Did you mean search?"),
        (("zzz",), "There is no command zzz. `fumikura --help` lists them."),
        (("search", "台湾", "--meting", "2+2"), "There is no option --meting. Did you mean --meeting?"),
        (("search", "台湾", "-x"), "There is no option -x. To exclude a word, write NOT before it"),
        (("search", "台湾", "--limit"), "--limit needs a value."),
        (("search", "台湾", "--any=x"), "--any takes no value."),
        (("info", "more"), "Too many arguments: more."),
    ],
)
def test_a_slip_is_answered_with_what_is_near(run: Program, arguments: tuple[str, ...], says: str) -> None:
    """A mistyped command or option names the nearest one, and NOT is spoken of where a word may be meant."""
    wrong = run(*arguments)
    assert (wrong.code, wrong.out) == (2, "")
    assert says in wrong.err
    assert ("NOT" in wrong.err) == ("-x" in arguments)
    assert "`" in wrong.err or "NOT" in wrong.err


def test_slips_in_japanese(run: Program) -> None:
    """The same in Japanese, whole."""
    japanese = {"LANG": "ja_JP.UTF-8"}
    assert run("serch", env=japanese).err == (
        "fumikura: serch というコマンドはありません。search のことですか。一覧は `fumikura --help`。\n"
    )
    assert "--limit には値が要ります。" in run("search", "a", "--limit", env=japanese).err


def test_passages_without_a_query(run: Program) -> None:
    """A filter alone lists its passages in the order of documents; neither words nor a filter is a mistake."""
    listed = run("search", "--meeting", "2+2", "--format", "jsonl")
    assert [json.loads(line)["id"] for line in listed.out.splitlines()] == ["scc-2013#1", "scc-2021#1"]
    assert (listed.code, listed.err) == (0, "")
    assert run("search", "--meeting", "2+2", "--count").out == "2\n"
    assert (
        run("search", "--meeting", "2+2", "--limit", "1", "--offset", "1", "--format", "csv").out.count("\n")
        == 2
    )
    latest = run("search", "--year", "2013..2021", "--sort", "-date", "--format", "jsonl").out
    assert json.loads(latest.splitlines()[0])["date"] == "2021-03-16"
    assert run("search", "--meeting", "summit").code == 1
    assert run("search").code == 2


def test_a_strict_format_says_how_many_have_some(run: Program) -> None:
    """CSV and --count never go over to other hits, but say on stderr that there are some."""
    for options in (("--format", "csv"), ("--count",)):
        none = run("search", "台湾 雪崩", *options)
        assert (none.code, "Passages with some of the words: 3; --any shows those." in none.err) == (1, True)
    assert run("search", "台湾 雪崩").code == 0


def test_few_hits_are_not_all_that_is_said(run: Program) -> None:
    """Where one or two passages have all the words, the answer says how many have some of them."""
    few = run("search", "台湾 強調")
    assert few.code == 0
    assert few.err == "fumikura: Passages with some of the words: 3; --any shows those.\n"


def test_several_ids_in_any_format(run: Program) -> None:
    """Show takes several ids, with the formats of a search, each passage with its neighbours."""
    shown = json.loads(run("show", "scc-2021#2", "wp-2014#1", "-C", "1", "--format", "json").out)
    assert [each["id"] for each in shown["passages"]] == ["scc-2021#2", "wp-2014#1"]
    assert [each["id"] for each in shown["passages"][0]["before"]] == ["scc-2021#1"]
    rows = list(csv.DictReader(io.StringIO(run("show", "scc-2021#2", "wp-2014#1", "--format", "csv").out)))
    assert [row["id"] for row in rows] == ["scc-2021#2", "wp-2014#1"]
    assert run("show", "scc-2021#2", "zzz#1").code == 2


def test_neighbours_stand_under_their_own_date(run: Program) -> None:
    """Each neighbour has its date, id and lines above it, not those of the hit."""
    lines = run("show", "scc-2021#2", "-C", "1").out.splitlines()
    above = next(line for line in lines if "scc-2021#1" in line)
    assert above.strip().startswith("| 2021-03-16")
    assert "passages.jsonl:2" in above


def test_colour_when_it_is_wanted(run: Program, folder: Path) -> None:
    """--color always colours a pipe, never a terminal's, and auto is as before."""
    assert "\x1b[1;31m台湾\x1b[0m" in run("search", "台湾", "--color", "always").out
    assert "\x1b" not in run("search", "台湾", "--color", "auto").out
    assert "\x1b" not in on_terminal(folder, "search", "台湾", "--color", "never", lines=200)


def test_a_long_answer_goes_through_a_pager(folder: Path, tmp_path: Path) -> None:
    """What is longer than the screen is handed to PAGER, what fits is not; --no-pager and PAGER=cat leave it out."""
    pager = tmp_path / "pager"
    pager.write_text("#!/bin/sh\necho PAGED\ncat\n", encoding="utf-8")
    pager.chmod(0o755)
    paged = str(pager)
    assert on_terminal(folder, "search", "台湾", lines=5, PAGER=paged).startswith("PAGED\n")
    assert "PAGED" not in on_terminal(folder, "search", "台湾", lines=100, PAGER=paged)
    assert "PAGED" not in on_terminal(folder, "search", "台湾", "--no-pager", lines=5, PAGER=paged)
    assert "台湾" in on_terminal(folder, "search", "台湾", lines=5, PAGER="cat")
    assert "台湾" in on_terminal(folder, "search", "台湾", lines=5, PAGER="no-such-program")
    assert "台湾" in on_terminal(folder, "show", "scc-2021#1", lines=2, PAGER=paged)


def test_what_a_shell_would_run_is_not_completed(tmp_path: Path) -> None:
    """An id with a character that a shell gives a meaning is not offered, nor one that is an option; one with # is."""
    (tmp_path / "corpus").mkdir()
    ids = ["a#1", "a$(touch x)", "a`x`", "a;x", "a b", "a|x", "a\x1b[31m", "-ox", "#x"]
    lines = "".join(json.dumps({"id": each, "text": "平和。"}) + "\n" for each in ids)
    (tmp_path / "corpus" / "a.jsonl").write_text(lines, encoding="utf-8")
    run = program_in(tmp_path)
    run("index")
    asked = {"_FUMIKURA_COMPLETE": "bash_complete", "COMP_WORDS": "fumikura show ", "COMP_CWORD": "2"}
    assert run(env=asked).out == "plain,a#1\n"
