"""The program as it is run: whole commands in a folder of their own, their output, stderr and exit code."""

from __future__ import annotations

import csv
import io
import json
import tomllib
from pathlib import Path

import pytest

from fumikura.export.formats.csv import read_csv
from fumikura.models import PASSAGE_FIELDS
from program import PASSAGES, Program


def test_search_in_a_pipe(processes: Program) -> None:
    """The default format in a pipe: blocks without colour, in whole lines, the most fitting first."""
    run = processes("search", "台湾海峡", "-東シナ海")
    assert run.code == 0
    assert run.err == ""
    assert run.out == (
        "1. [/red]共同発表U+202E\n"
        "   2021-03-16 (Reiwa 3) · 2+2 (foreign and defense ministers)\n"
        "   台湾\n"
        "   閣僚は、台湾海峡の平和と安定の重要性をU+001B[31m強調した。\n"
        "   scc-2021#1  passages.jsonl:2\n"
        "\n"
        "1-1 of 1\n"
    )


def test_a_word_left_out_need_not_be_quoted(fumikura: Program) -> None:
    """`-中国`, `-2021` and `-"…"` are words of the query wherever they stand; real options stay options."""
    assert fumikura("search", "台湾", "-中国", "--count").out == "2\n"
    assert fumikura("search", "-中国", "台湾", "--count").out == "2\n"
    assert fumikura("search", "台湾", '-"台湾海峡"', "--count").out == "1\n"
    assert fumikura("search", "台湾", "--count", "--", "-中国").out == "2\n"
    assert json.loads(fumikura("search", "台湾", "-中国", "--format", "json").out)["query"] == "台湾 -中国"
    unknown = fumikura("search", "台湾", "-x")
    assert (unknown.code, unknown.out) == (2, "")
    assert "-x" in unknown.err


def test_filters(fumikura: Program) -> None:
    """Filters take what people write, repeated ones are OR, different ones AND."""

    def count(*arguments: str) -> str:
        return fumikura("search", "台湾 OR 抑止力", "--count", *arguments).out

    assert count() == "4\n"
    assert count("--year", "平成25") == "1\n"
    assert count("--year", "2013", "--year", "2014") == "2\n"
    assert count("--year", "..2014", "--meeting", "日米安全保障協議委員会") == "1\n"
    assert count("--from", "2014", "--to", "令和3年3月16日") == "3\n"
    assert count("--type", "白書") == "1\n"
    assert count("--document", "scc-2021") == "2\n"


def test_csv_in_a_pipe_and_in_a_file(processes: Program, folder: Path) -> None:
    """All hits, the columns of the contract, no mark in a pipe, one in a file, formulas defused in both."""
    run = processes("search", "抑止力 OR 台湾", "--format", "csv")
    assert run.code == 0
    rows = list(csv.DictReader(io.StringIO(run.out, newline="")))
    assert list(rows[0]) == [*PASSAGE_FIELDS, "snippet", "match"]
    assert len(rows) == 4
    assert "'=抑止力の強化。" in [row["text"] for row in rows]
    assert run.out.count("\r\n") == 5
    quiet = processes("search", "抑止力 OR 台湾", "--output", "hits.csv")
    assert (quiet.code, quiet.out) == (0, "")
    assert (folder / "hits.csv").read_bytes() == b"\xef\xbb\xbf" + run.out.encode()
    assert sorted(row["text"] for row in read_csv(folder / "hits.csv")) == sorted(
        str(p["text"]) for p in PASSAGES
    )
    assert not list(folder.glob(".fumikura-*"))


def test_json_and_jsonl(fumikura: Program) -> None:
    """JSON has the total whatever the limit; JSON Lines has every hit."""
    answer = json.loads(fumikura("search", "台湾", "--format", "json", "--limit", "1").out)
    assert (answer["total"], len(answer["hits"])) == (3, 1)
    assert answer["took_ms"] >= 0
    found = answer["hits"][0]
    assert all(found["text"][start:end] == "台湾" for start, end in found["highlights"])
    lines = fumikura("search", "台湾", "--format", "jsonl").out.splitlines()
    assert [json.loads(line)["rank"] for line in lines] == [1, 2, 3]
    assert len(fumikura("search", "台湾", "--format", "jsonl", "--limit", "2").out.splitlines()) == 2


def test_plain_and_neighbours(fumikura: Program) -> None:
    """`-C 1` gives the passages beside a hit; CSV has no room for them."""
    run = fumikura("search", "中国", "--format", "plain", "-C", "1")
    assert "   | 閣僚は、台湾海峡" in run.out
    answer = json.loads(fumikura("search", "中国", "--format", "json", "-C", "1").out)
    assert [each["id"] for each in answer["hits"][0]["before"]] == ["scc-2021#1"]
    assert answer["hits"][0]["after"] == []
    assert fumikura("search", "中国", "--format", "csv", "-C", "1").code == 2


def test_a_count_says_how_the_query_was_read(fumikura: Program) -> None:
    """As a search does, on stderr: the number stands alone on stdout."""
    run = fumikura("search", "(台湾", "--count")
    assert (run.code, run.out) == (0, "3\n")
    assert run.err == "fumikura: The query was read like this: ( is not closed, so it ends with the query.\n"


def test_no_hits(fumikura: Program) -> None:
    """Exit 1, nothing on stdout but an empty answer, and the hits of each word on stderr."""
    run = fumikura("search", "雪男")
    assert (run.code, run.out) == (1, "")
    assert run.err.startswith("fumikura: No passage found.")
    assert "雪男 0" in run.err
    assert json.loads(fumikura("search", "雪男", "--format", "json").out)["hits"] == []
    counted = fumikura("search", "雪男", "--count")
    assert (counted.code, counted.out) == (1, "0\n")


def test_no_hits_because_of_a_filter(fumikura: Program) -> None:
    """The message says how many there are without the filters, and which years there are."""
    run = fumikura("search", "台湾", "--year", "1999")
    assert run.code == 1
    assert "Without the filters there are 3." in run.err
    assert "2013 to 2021" in run.err


def test_relaxed(fumikura: Program) -> None:
    """Where no passage has all words, all formats but rows show those with some, and say so."""
    for format_ in ("table", "plain"):
        run = fumikura("search", "台湾", "雪男", "--format", format_)
        assert run.code == 0
        assert (
            run.err == "fumikura: No passage has all the words (台湾 3, 雪男 0): these have some of them.\n"
        )
        assert "scc-2021#1" in run.out
    assert json.loads(fumikura("search", "台湾", "雪男", "--format", "json").out)["relaxed"] is True
    lines = fumikura("search", "台湾", "雪男", "--format", "jsonl").out.splitlines()
    assert [json.loads(line)["relaxed"] for line in lines] == [True] * 3
    assert fumikura("search", "台湾", "雪男", "--format", "csv").code == 1
    assert fumikura("search", "台湾", "雪男", "--count").out == "0\n"
    assert fumikura("search", "台湾", "雪男", "--any", "--count").out == "3\n"


def test_a_slip_in_a_query_is_said(fumikura: Program) -> None:
    """What was read otherwise than typed is said in one line, and in JSON by its code."""
    run = fumikura("search", "（台湾 ／ 中国", "--format", "json")
    assert run.err == (
        "fumikura: The query was read like this: （ is not closed, so it ends with the query; "
        "／ has no word to go with and is ignored.\n"
    )
    answer = json.loads(run.out)
    assert answer["parsed"] == "(台湾 中国)"
    assert answer["notes"] == [
        {"code": "query.unclosed", "sign": "（"},
        {"code": "query.sign", "sign": "／"},
    ]
    assert "notes" not in json.loads(fumikura("search", "台湾", "--format", "json").out)


def test_japanese(processes: Program) -> None:
    """In a Japanese locale messages, help and labels are Japanese."""
    japanese = {"LC_ALL": "ja_JP.UTF-8", "PYTHONIOENCODING": "utf-8"}
    assert "見つかりませんでした" in processes("search", "雪男", env=japanese).err
    assert (
        "2021年3月16日（令和3年） · 外務・防衛閣僚会合（2+2）"
        in processes("search", "台湾海峡", env=japanese).out
    )
    assert "使い方: fumikura search" in processes("search", "--help", env=japanese).out


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["search", "（OR"],
         "検索式の誤り: 検索式に探す語がありません。（1 文字目: （） 文字そのものを探すには引用符で囲みます: \"…\"。"),
        (["search", "台湾", "--meeting", "茶会"],
         "絞り込みの値の誤り: 会議 '茶会' はありません。使えるもの: 2+2 (日米安全保障協議委員会)、"),
        (["show", "scc-2021#99"], "scc-2021#99 という箇所はありません。この文書の箇所は scc-2021#1 から "),
        (["index", "--corpus", "nowhere"], "nowhere に文書がありません。"),
    ],
)  # fmt: skip
def test_mistakes_in_japanese(fumikura: Program, arguments: list[str], said: str) -> None:
    """What is wrong and what to do about it is said in Japanese as well, as a whole."""
    run = fumikura(*arguments, env={"LC_ALL": "ja_JP.UTF-8", "PYTHONUTF8": "1"})
    assert (run.code, run.err.startswith(f"fumikura: {said}")) == (2, True), run.err


@pytest.mark.parametrize("name", ["index", "search", "show", "catalog", "info", "check"])
def test_help_has_examples(fumikura: Program, name: str) -> None:
    """Every command explains itself and shows examples, in both languages."""
    run = fumikura(name, "--help")
    assert (run.code, run.err) == (0, "")
    assert f"Usage: fumikura {name}" in run.out
    assert f"Examples:\n  fumikura {name}" in run.out
    assert (
        f"例:\n  fumikura {name}" in fumikura(name, "-h", env={"LANG": "ja_JP.UTF-8", "PYTHONUTF8": "1"}).out
    )


def test_without_arguments_it_introduces_itself(processes: Program) -> None:
    """`fumikura` alone shows its help, in the order in which the commands are met."""
    run = processes()
    assert run.code == 0
    assert run.out == processes("--help").out
    order = [
        run.out.index(f"\n  {name} ") for name in ("index", "search", "show", "catalog", "info", "check")
    ]
    assert order == sorted(order)
    assert processes("--version").out.startswith("fumikura ")


def test_show(fumikura: Program) -> None:
    """A passage in full with its place, and its neighbours after a bar."""
    run = fumikura("show", "scc-2021#2", "-C", "3")
    assert run.code == 0
    assert "| 閣僚は、台湾海峡の平和と安定の重要性をU+001B[31m強調した。" in run.out
    assert "中国と台湾の関係。" in run.out
    assert "scc-2021#2  passages.jsonl:3" in run.out


def test_the_spread_of_hits(fumikura: Program) -> None:
    """The last line names the first and the last year of all hits, and of those alone that pass the filters."""
    assert (
        fumikura("search", "台湾", "--limit", "1")
        .out.splitlines()[-1]
        .startswith("1-1 of 3 · 2+2: 2 · 2013–2021 · --")
    )
    filtered = fumikura("search", "台湾", "--meeting", "2+2")
    assert filtered.out.splitlines()[-1] == "1-2 of 2 · 2+2: 2 · 2013–2021"


def test_info_and_check(fumikura: Program) -> None:
    """What is in the index, and that it is sound."""
    run = fumikura("info")
    assert run.code == 0
    assert "Passages   4\n" in run.out
    assert "2013 (1), 2014 (1), 2021 (2)" in run.out
    assert "共同発表U+202E" in run.out
    known = json.loads(fumikura("info", "--format", "json").out)
    assert (known["passages"], known["years"], known["unread"]) == (4, {"2013": 1, "2014": 1, "2021": 2}, [])
    assert [document["passages"] for document in known["documents"]] == [1, 2, 1]
    checked = fumikura("check")
    assert (checked.code, checked.err) == (0, "")


def test_catalog_is_toml(fumikura: Program) -> None:
    """What is known of the documents is printed in a form that can be kept."""
    run = fumikura("catalog")
    assert run.code == 0
    assert "scc-2021" in run.out
    tomllib.loads(run.out)


def test_explain(fumikura: Program) -> None:
    """How the query was read goes to stderr, how each hit was found beside it."""
    run = fumikura("search", "台湾", "--explain")
    assert "Query: " in run.err
    assert "台湾 3" in run.err
    assert run.out.count("Score ") == 3
    assert run.out.count("the word 台湾") == 3


def test_search_builds_the_index_first(fumikura: Program, tmp_path: Path) -> None:
    """Without an index, search builds it, says so, and goes on; later it says what has changed."""
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    (corpus / "a.txt").write_text("台湾海峡の平和と安定。\n", encoding="utf-8")
    first = fumikura("search", "台湾海峡", "--count", cwd=tmp_path)
    assert (first.code, first.out) == (0, "1\n")
    assert first.err == "fumikura: No index in index: building one from corpus.\n"
    assert fumikura("search", "台湾海峡", "--count", cwd=tmp_path).err == ""
    (corpus / "b.txt").write_text("台湾海峡。\n", encoding="utf-8")
    changed = fumikura("search", "台湾海峡", "--count", cwd=tmp_path)
    assert changed.out == "1\n"
    assert changed.err.count("\n") == 1
    assert "b.txt" in changed.err
    assert fumikura("check", cwd=tmp_path).code == 1
    assert fumikura("index", cwd=tmp_path).code == 0
    assert fumikura("search", "台湾海峡", "--count", cwd=tmp_path).out == "2\n"


def test_the_environment_and_the_flag(fumikura: Program, folder: Path, tmp_path: Path) -> None:
    """FUMIKURA_INDEX and FUMIKURA_CORPUS name the places; a flag beats them."""
    given = {"FUMIKURA_INDEX": str(folder / "index"), "FUMIKURA_CORPUS": str(folder / "corpus")}
    assert fumikura("search", "台湾", "--count", cwd=tmp_path, env=given).out == "3\n"
    wrong = {"FUMIKURA_INDEX": "nowhere", "FUMIKURA_CORPUS": "nowhere"}
    assert fumikura("search", "台湾", "--count", "--index", str(folder / "index"), env=wrong).out == "3\n"


@pytest.mark.parametrize(
    ("line", "offered"),
    [
        ("fumikura sea", {"search"}),
        ("fumikura search --form", {"--format"}),
        ("fumikura search --format js", {"json", "jsonl"}),
        ("fumikura search --year 20", {"2013", "2014", "2021"}),
        ("fumikura search --meeting 2", {"2+2", "2プラス2", "2+2会合"}),
        ("fumikura search --document scc", {"scc-2013", "scc-2021"}),
        ("fumikura search --type w", {"white-paper"}),
        ("fumikura show scc-2021", {"scc-2021#1", "scc-2021#2"}),
        ("fumikura search 台湾 -中国 --side u", {"us"}),
    ],
)
def test_completion(fumikura: Program, line: str, offered: set[str]) -> None:
    """The Tab key offers commands, options, values of the vocabularies, and what is in the index."""
    words = line.split()
    asked = {"_FUMIKURA_COMPLETE": "bash_complete", "COMP_WORDS": line, "COMP_CWORD": str(len(words) - 1)}
    run = fumikura(env=asked)
    assert {each.split(",", 1)[1] for each in run.out.splitlines()} == offered
    assert run.err == ""


def test_completion_is_quiet_without_an_index(fumikura: Program, tmp_path: Path) -> None:
    """No index, no words, no message."""
    line = "fumikura search --year 20"
    asked = {"_FUMIKURA_COMPLETE": "bash_complete", "COMP_WORDS": line, "COMP_CWORD": "3"}
    run = fumikura(env=asked, cwd=tmp_path)
    assert (run.out.strip(), run.err) == ("", "")
    assert not list(tmp_path.iterdir())
