"""The research commands, run: whole answers at 80 columns, files, exit codes, and what holds for any question."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import subprocess
from collections import Counter
from pathlib import Path
from xml.etree import ElementTree

import pandas
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import fumikura
from council import COUNCIL, council_folder
from fumikura.cli.answers import Screen
from fumikura.cli.concordance import print_concordance
from fumikura.cli.terminal import width_of
from fumikura.cli.text_table import cut, number, p_value
from fumikura.export import export_formats
from fumikura.messages import Messages
from fumikura.research.citations import DATA_STYLES
from fumikura.research.counting import BY
from fumikura.research.kwic import KwicRow
from fumikura.research.measures import g2
from program import Program, command, environment, on_terminal, program_in
from sample import make_passage, write_index


@pytest.fixture(name="folder", scope="module")
def _folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return council_folder(tmp_path_factory.mktemp("council"))


@pytest.fixture(name="program", scope="module")
def _program(folder: Path) -> Program:
    return program_in(folder)


@pytest.fixture(name="index", scope="module")
def _index(folder: Path) -> fumikura.Index:
    return fumikura.open_index(folder / "index")


def rows_of(text: str) -> list[dict[str, str]]:
    """The rows of a CSV text."""
    return list(csv.DictReader(io.StringIO(text)))


KWIC = """\
 1 2005                       両閣僚は、 抑止力 の維持と地元の負担の軽減が共通の
 2 2005                       日本側は、 抑止力 を維持しつつ基地の負担を軽減する
 3 2010                       両閣僚は、 抑止力 の維持と地元の負担の軽減が共通の
 4 2015                 両閣僚は、同盟の 抑止力 と対処力を一層強化することで一致
 5 2020                           同盟の 抑止力 は、わが国の防衛の柱である。抑止
 6 2020 止力は、わが国の防衛の柱である。 抑止力 の強化は地域の安定にも資する。
 7 2020 電磁波といった新たな領域における 抑止力 の強化が課題である。
 8 2020                 両首脳は、同盟の 抑止力 と対処力を一層強化することで一致

1-8 of 8 occurrences in 7 passages
"""


def test_kwic(program: Program) -> None:
    """Lines of 80 columns in a pipe, the node in one column, in the order of dates."""
    run = program("kwic", "抑止力")
    assert (run.code, run.out) == (0, KWIC)


@pytest.mark.parametrize(
    ("order", "ids"),
    [
        ("right", "c-2015#2 e-2020#2 a-2005#2 b-2010#2 d-2020#3 d-2020#1 d-2020#1 a-2005#3"),
        ("freq", "a-2005#2 b-2010#2 d-2020#3 d-2020#1 c-2015#2 e-2020#2 d-2020#1 a-2005#3"),
        ("-date", "e-2020#2 d-2020#1 d-2020#1 d-2020#3 c-2015#2 b-2010#2 a-2005#2 a-2005#3"),
        ("document", "a-2005#2 a-2005#3 b-2010#2 c-2015#2 d-2020#1 d-2020#1 d-2020#3 e-2020#2"),
    ],
)
def test_kwic_in_other_orders(program: Program, order: str, ids: str) -> None:
    """By the words to the right in the order of their readings, by how common these are, by date and document."""
    rows = rows_of(program("kwic", "抑止力", "--sort", order, "--format", "csv").out)
    assert " ".join(row["id"] for row in rows) == ids


def test_kwic_files(program: Program) -> None:
    """A file has the sentence around the node, the place of the node, and all columns."""
    first = rows_of(program("kwic", "抑止力", "--format", "csv").out)[0]
    assert list(first) == (
        "n id document title date year meeting doc_type side section kind left node right sentence start end times "
        "source lines".split()
    )
    assert first["left"] + first["node"] + first["right"] == first["sentence"]
    assert (first["start"], first["end"]) == ("5", "8")
    plain = program("kwic", "抑止力", "--format", "plain", "--limit", "1").out
    assert (
        plain == "a-2005#2\t両閣僚は、\t抑止力\tの維持と地元の負担の軽減が共通の目標であることを確認した。\n"
    )


def test_kwic_without_repeated_sentences(program: Program) -> None:
    """A sentence that stands three times is one line at its earliest date, which says so, and names the passages."""
    run = program("kwic", "日程", "--unique")
    assert " 1 2005 ×3 " in run.out
    assert "2 repeated sentences left out" in run.out
    row = json.loads(program("kwic", "日程", "--unique", "--format", "json").out)["rows"][0]
    assert (row["times"], row["ids"]) == (3, ["a-2005#6", "b-2010#6", "c-2015#7"])


def test_kwic_of_nothing(program: Program) -> None:
    """No occurrence is exit code 1, an empty answer, and a word on what was looked for."""
    run = program("kwic", "存在しない語句")
    assert (run.code, run.out) == (1, "")
    assert "does not occur in the texts" in run.err


@pytest.mark.parametrize(
    ("size", "left", "right"),
    [("3", "僚は、", "の維持"), ("2w", "は、", "の維持"), ("passage", "両閣僚は、", None)],
)
def test_kwic_context(program: Program, size: str, left: str, right: str | None) -> None:
    """The context is so many characters or words, or the passage."""
    row = rows_of(program("kwic", "抑止力", "--context", size, "--format", "csv").out)[0]
    assert row["left"] == left
    assert right is None or row["right"] == right


def test_a_sample_is_the_same_everywhere(program: Program) -> None:
    """The lines of a sample are chosen by their places, and stay in order."""
    first, second = (program("kwic", "抑止力", "--sample", "3", "--format", "csv").out for _ in range(2))
    assert first == second
    assert len(rows_of(first)) == 3


COUNT = """\
抑止力: 8 occurrences in 7 of 30 passages; per 10,000 characters (95%)
2005       2  122.0  [14.8, 440.5]  ███████████████████
2006-2009  –                        no documents
2010       1   56.2  [ 1.4, 313.0]  █████████
2011-2014  –                        no documents
2015       1   47.8  [ 1.2, 266.6]  ███████
2016-2019  –                        no documents
2020       4  127.8  [34.8, 327.2]  ████████████████████
Over 5 documents: range 5 of 5 · D 0.73 · DP 0.24 · DPnorm 0.29 · DA 0.65
"""


def test_count(program: Program) -> None:
    """Years with their rates, intervals and bars; those without documents are no zeros; dispersion below."""
    run = program("count", "抑止力")
    assert (run.code, run.out) == (0, COUNT)


def test_count_in_files(program: Program) -> None:
    """A row for each query and year, with full digits; a year without documents has sizes of 0 and nothing else."""
    rows = rows_of(program("count", "抑止力", "サイバー", "--year", "2004..2005", "--format", "csv").out)
    assert [(row["query"], row["year"], row["occurrences"], row["passages"]) for row in rows] == [
        ("抑止力", "2004", "", "0"), ("抑止力", "2005", "2", "6"),
        ("サイバー", "2004", "", "0"), ("サイバー", "2005", "0", "6"),
    ]  # fmt: skip
    assert rows[1]["rate"] == "121.95121951219512"
    assert (rows[0]["rate"], rows[0]["rate_per"], rows[1]["rate_per"]) == ("", "", "10000 characters")


def test_count_by_two_fields(program: Program) -> None:
    """A table with sums, – where there are no documents."""
    lines = program("count", "抑止力", "--by", "year,meeting", "--year", "2015..").out.split("\n")
    assert lines[1:6] == [
        "           2+2  summit  none  all",
        "2015         1       –     –    1",
        "2016-2019    –       –     –    –",
        "2020         –       1     3    4",
        "all          1       1     3    5",
    ]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ("kwic 日程 --unique --limit 1", "2 repeated sentences left out"),
        ("count 抑止力 --by document", "██  架空白書（令和2年版）"),
        ("diff a-2005 b-2010 --limit 2", "2 of 9 sentences · --limit 0 for all"),
    ],
)
def test_what_is_said_beside_an_answer(program: Program, arguments: str, said: str) -> None:
    """What is left out does not depend on what is shown; a document has its title where there is room."""
    assert said in program(*arguments.split()).out


def test_short_files(program: Program) -> None:
    """A limit that is given holds in files: of key words on either side, of sentences in a comparison."""
    keys = program(*"words --year 2020 --against year=..2015 --limit 1 --format tsv".split()).out
    assert [line.split("\t")[0] for line in keys.splitlines()] == ["word", "両首脳", "両閣僚"]
    assert len(program(*"diff a-2005 b-2010 --limit 2 --format tsv".split()).out.splitlines()) == 3


def test_what_looks_like_an_occurrence(tmp_path: Path) -> None:
    """Headings and parts of longer words are not counted, and said."""
    passages = [
        make_passage("東京都で会合を開いた。", "a", 1, date="2020", year=2020),
        make_passage("京都で会合を開いた。", "a", 2, date="2020", year=2020),
        make_passage("会合を開いた。", "a", 3, date="2020", year=2020, section=("京都",)),
        make_passage("京都", "a", 4, date="2020", year=2020, kind="heading"),
    ]
    out = program_in(write_index(tmp_path / "index", passages).parent)("count", "京都").out
    assert out.startswith("京都: 1 occurrence in 1 of 3 passages")
    assert '+1 inside longer words ("京都" counts them)' in out
    assert "1 more passage has it in a heading only." in out


def test_two_words_are_counted_by_passages(program: Program) -> None:
    """Nobody can say how often two words are there: the passages are counted."""
    row = rows_of(program("count", "抑止力 維持", "--by", "meeting", "--format", "csv").out)[0]
    assert (row["occurrences"], row["passages_found"], row["rate"]) == ("", "3", "")


def test_a_chart(program: Program, folder: Path) -> None:
    """SVG with the numbers in its description, broken where there are no documents, the same every time."""
    for name in ("one.svg", "two.svg"):
        assert program("count", "抑止力", "サイバー", "--svg", name).code == 0
    first = (folder / "one.svg").read_bytes()
    assert first == (folder / "two.svg").read_bytes()
    root = ElementTree.fromstring(first)
    description = root.findtext("{http://www.w3.org/2000/svg}desc") or ""
    assert "2005: 2; 121.95 [14.77, 440.53]" in description
    assert "2006: no documents" in description
    assert len(root.findall("{http://www.w3.org/2000/svg}polyline")) == 8  # four runs of years for each query


def test_a_chart_in_the_language_of_the_user(program: Program, folder: Path) -> None:
    """What is drawn is named as the table names it."""
    arguments = ("count", "抑止力", "--by", "meeting", "--svg", "by.svg")
    for language, names in (("C.UTF-8", ("summit", "none")), ("ja_JP.UTF-8", ("首脳会談", "なし"))):
        assert program(*arguments, env={"LANG": language}).code == 0
        root = ElementTree.fromstring((folder / "by.svg").read_bytes())
        shown = {each.text for each in root.iter("{http://www.w3.org/2000/svg}text")}
        assert {"2+2", *names} <= shown


def test_words(program: Program) -> None:
    """A list with the words as they are written, and what they are counted as in files."""
    lines = program("words", "--limit", "3").out.split("\n")
    assert lines[1].split() == ["両閣僚", "11", "218.3", "11", "3"]
    rows = rows_of(program("words", "--min", "1", "--format", "csv").out)
    assert {(row["word"], row["lemma"]) for row in rows} >= {
        ("よる", "因る"),
        ("サイバー空間", "サイバ-空間"),
    }
    assert "こと" not in {row["word"] for row in rows}


def test_key_words(program: Program) -> None:
    """Where no word differs that is said, and the nearest are listed; files have all that were tested."""
    arguments = ("words", "--year", "2020", "--against", "year=..2019", "--min", "1")
    out = program(*arguments).out
    assert out.startswith("Key words: 2020 (179 words) against year=..2019 (325), 98 tested\n")
    assert "0 of 98 words differ (p ≤ .05 after Holm)" in out
    rows = rows_of(program(*arguments, "--format", "csv").out)
    assert len(rows) == 98
    assert float(rows[0]["g2"]) == pytest.approx(8.339752, rel=1e-6)
    assert rows[0]["pct_diff"] == ""


def test_key_words_by_passages(program: Program) -> None:
    """Where passages are counted, the sizes are of passages, and said to be so."""
    arguments = ("words", "--year", "2020", "--against", "rest", "--count-by", "passages", "--min", "1")
    assert program(*arguments).out.startswith("Key words: 2020 (11 passages) against rest (19), ")
    answer = json.loads(program(*arguments, "--format", "json").out)
    assert answer["about"]["sizes"] == {"words_a": 179, "words_b": 325, "passages_a": 11, "passages_b": 19}
    assert answer["about"]["rate_per"] == "10000 passages"
    for row in answer["rows"]:
        assert (row["a"], row["b"]) == (row["passages_a"], row["passages_b"])
        assert row["g2"] == pytest.approx(g2(row["a"], 11, row["a"] + row["b"], 30))
        assert row["rate_a"] == pytest.approx(10_000 * row["a"] / 11)


def test_words_by_parts(index: fumikura.Index) -> None:
    """Dispersion and columns are of what counts, where repeated sentences are left out, too."""
    assert index.words(unique=True, min=1, dispersion=True).rows[0].range == 3
    rows = {row.word: row for row in index.words(unique=True, min=1, matrix="document").rows}
    assert rows["日程"][2:] == (1, 0, 0, 0, 0)


def test_ngrams(program: Program) -> None:
    """Runs of words as written; one that is always part of a longer one is left out."""
    rows = rows_of(program("words", "--n", "4", "--format", "csv").out)
    assert [(row["word"], row["occurrences"]) for row in rows[:3]] == [
        ("ことで一致し", "7"), ("で一致した", "7"), ("の負担の軽減", "6"),
    ]  # fmt: skip


COLLOCATES = """\
Near 抑止力 (8 occurrences, 5 words a side in the sentence; 61 of 496 words)
      near  all  left  right  log dice     G2    MI    ΔP
維持     3    3     0      3     13.13  12.71  3.02  0.05
同盟     3    4     3      0     13.00   8.46  2.61  0.05
強化     4    9     0      4     12.91   5.87  1.85  0.05

3 of 7 words · --limit 0 for all
"""


def test_collocates(program: Program) -> None:
    """The closest words first, with counts on either side."""
    run = program("collocates", "抑止力", "--min", "2", "--limit", "3")
    assert (run.code, run.out) == (0, COLLOCATES)


def test_no_collocates(program: Program) -> None:
    """Where no word stands near often enough, that is said, and not a head without rows; of a word that is nowhere it
    isn't.
    """
    run = program("collocates", "抑止力", "--min", "50")
    assert run.code == 1
    assert run.out.splitlines()[1:] == ["No word stands there 50 times or more; --min changes that."]
    assert "--min" not in program("collocates", "流氷").out


LINEAGE = """\
2005-02-19  2+2  first here
    両閣僚は、情報の共有を強化することで一致した。
    a-2005#5
2015-04-27  2+2  reworked, 76% of 2005-02-19
    両閣僚は、{+サイバー空間の脅威に対する+}情報の共有を強化することで一致した。
    c-2015#4
2020-11-13  Summit  slight change, 94% of 2015-04-27
    両[-閣僚-]{+首脳+}は、サイバー空間の脅威に対する情報の共有を強化することで一
    致した。
    e-2020#3

3 passages, 2005-02-19 to 2020-11-13, in this corpus. Latest: 2020-11-13.
"""


def test_lineage_of_what_was_said_once(program: Program) -> None:
    """One passage has one date."""
    shown = program("lineage", "c-2015#4", "--year", "2015").out
    assert shown.splitlines()[-1] == "1 passage, 2015-04-27, in this corpus."


def test_lineage(program: Program) -> None:
    """A sentence through the years, each with what changed."""
    for seed in ("両閣僚は、情報の共有を強化することで一致した。", "a-2005#5", "a-2005#5:1"):
        run = program("lineage", seed)
        assert (run.code, run.out) == (0, LINEAGE)


def test_a_seed_from_elsewhere_is_shown(program: Program) -> None:
    """A sentence that the corpus does not have is shown as what was asked for, and has no row in files."""
    seed = "両閣僚は、情報の共有を大いに強化することで一致した。"
    assert program("lineage", seed).out.startswith(f"asked for\n    {seed}\n\n2005-02-19")
    assert len(rows_of(program("lineage", seed, "--format", "csv").out)) == 3


def test_diff(program: Program, folder: Path) -> None:
    """Two documents of the index, or files, sentence by sentence."""
    out = program("diff", "a-2005", "b-2010").out
    assert out.startswith(
        "1 same · 2 slight changes · 3 only in a-2005 · 3 only in b-2010\n~ 両閣僚は、海峡の"
    )
    assert out.endswith("= 次回の会合の日程は、外交経路を通じて調整する。\n")
    for name, text in (
        ("x.txt", "両国は協力を強化することで一致した。"),
        ("y.txt", "両国は協力を一層強化することで一致した。"),
    ):
        (folder / name).write_text(f"{text}\n", encoding="utf-8")
    assert "協力を{+一層+}強化する" in program("diff", "x.txt", "y.txt").out
    assert (
        "両[-閣僚-]{+首脳+}は"
        in program("diff", "--meeting", "2+2", "--year", "2015", "--against", "meeting=summit").out
    )


def test_cite(program: Program) -> None:
    """A line each, in the style of the language, or as asked for."""
    assert (
        program("cite", "a-2005#1").out == "架空外務省. (2005, February 19). 架空協議会共同発表（2005年）.\n"
    )
    run = program("cite", "a-2005", "b-2010", env={"LANG": "ja_JP.UTF-8"})
    assert run.out.split("\n")[1] == "架空外務省, 架空防衛省. 架空協議会の概要（2010年）. 2010-05-28."
    assert program("cite", "nowhere#1").code == 2


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("words", "--year", "2020", "--against", "year=2020"), "11 passages in common"),
        (("words", "--against", "year=1990"), "No passage passes"),
        (("words", "--against", "when=1990"), "'when=1990' is not a filter"),
        (("words", "--pos", "colour"), "no part of speech 'colour'"),
        (("words", "--n", "0"), "N-grams have from 1"),
        (("words", "--p", "2"), "2.0 is not a probability"),
        (("words", "--matrix", "year", "--year", "2020", "--against", "rest"), "--matrix and --against"),
        (
            ("cite", "a-2005", "-o", "a.docx"),
            "no style has the ending .docx. Use one of .txt, .bib, .ris, .json",
        ),
        (("kwic", "抑止力", "--context", "wide"), "'wide' is not a context"),
        (("count", "抑止力", "--by", "colour"), "no field 'colour'"),
        (("count", "抑止力", "--by", "year,year"), "two different ones"),
        (("collocates", "抑止力", "--window", "0"), "'0' is not a window"),
        (("lineage", "a-2005#99"), "no passage a-2005#99"),
        (("lineage", "a-2005#1:7"), "no sentence a-2005#1:7"),
        (("lineage", "。"), "empty sentence"),
        (("diff", "a-2005"), "two documents"),
        (("diff", "a-2005", "nothing"), "no document nothing"),
        (("rerun", "nowhere.toml"), "nowhere.toml"),
        (("cite", "a-2005", "--accessed", "soon"), "'soon' is not a date"),
        (("words", "--timeout", "1e-9"), "time was up after 1e-09 s"),
        (("lineage", "a-2005#1", "--timeout", "1e-9"), "time was up"),
        (("count", "抑止力", "--timeout", "soon"), "soon is not a number of seconds"),
    ],
)
def test_mistakes(program: Program, arguments: tuple[str, ...], said: str) -> None:
    """Bad input is answered with what is wrong, in both languages, and exit code 2."""
    run = program(*arguments)
    assert (run.code, run.out) == (2, "")
    assert said in run.err
    assert "Traceback" not in run.err
    japanese = program(*arguments, env={"LANG": "ja_JP.UTF-8"})
    assert japanese.code == 2
    assert re.search("[ぁ-ん]", japanese.err)


@pytest.mark.parametrize("name", ["kwic", "count", "words", "collocates", "lineage", "diff", "cite", "rerun"])
@pytest.mark.parametrize("language", ["C.UTF-8", "ja_JP.UTF-8"])
def test_help(program: Program, name: str, language: str) -> None:
    """Each command has help with examples, in both languages."""
    run = program(name, "--help", env={"LANG": language})
    assert run.code == 0
    assert f"fumikura {name}" in run.out
    assert "research." not in run.out


def test_saved_runs(program: Program, folder: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    """A run that was kept comes out the same, elsewhere too; a changed corpus is told with the rows that differ."""
    assert program("count", "抑止力", "--by", "year", "--save", "study.toml").code == 0
    assert program("kwic", "抑止力", "--save", "study.toml#lines", "--save-rows", "--format", "csv").code == 0
    assert program("words", "--limit", "5", "--save", "study.toml").code == 0
    run = program("rerun", "study.toml")
    assert (run.code, run.out) == (0, "1 same\nlines same\n3 same\n")
    elsewhere = council_folder(tmp_path_factory.mktemp("elsewhere"))
    study = (folder / "study.toml").read_text(encoding="utf-8")
    (elsewhere / "study.toml").write_text(study, encoding="utf-8")
    (elsewhere / "study-lines.csv").write_bytes((folder / "study-lines.csv").read_bytes())
    assert program_in(elsewhere)("rerun", "study.toml").code == 0
    extra = {
        "id": "f-2025#1",
        "document": "f-2025",
        "date": "2025",
        "year": 2025,
        "text": "抑止力を維持した。",
    }
    (elsewhere / "corpus" / "more.jsonl").write_text(json.dumps(extra) + "\n", encoding="utf-8")
    assert program_in(elsewhere)("index").code == 0
    changed = program_in(elsewhere)("rerun", "study.toml")
    assert changed.code == 1
    assert "1 changed: 16 → 21 rows; documents 5 → 6; passages 30 → 31" in changed.out
    assert "; added 1: f-2025\n" in changed.out
    assert "  +9,f-2025#1" in changed.out


_RUN = """[[run]]
name = "{name}"
command = {command}
made = ""
fumikura = ""
analyzer = ""
dictionary = ""
corpus = ""
documents = 0
passages = 0
thesaurus = ""
rows = 0
result = ""
ids = ""
"""


@pytest.mark.parametrize(
    "options",
    [["--svg", "{place}/made"], ["-o", "{place}/made"], ["-o{place}/made"], ["--save", "{place}/made"],
     ["--about={place}/made"], ["--index", "{place}/made"], ["--corpus", "{place}"], ["--", "--svg={place}/made"],
     ["--about", "--", "--corpus", "{place}", "--index", "{place}/made"]],
)  # fmt: skip
def test_a_file_of_runs_writes_nothing(
    program: Program, folder: Path, tmp_path: Path, options: list[str]
) -> None:
    """It may come from anybody: what its commands would write, or index, stays as it is."""
    command = json.dumps(["count", "抑止力", *(each.format(place=tmp_path) for each in options)])
    (folder / "strange.toml").write_text(_RUN.format(name="1", command=command), encoding="utf-8")
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    run = program("rerun", "strange.toml")
    assert run.code == 1
    assert run.out.startswith("1 changed: 0 → ")
    assert "changed since" not in run.err  # it looks at no other corpus
    assert list(tmp_path.iterdir()) == []
    assert {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()} == before


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("a = " + "9" * 5000, "too many digits"),
        ("\udcff", "not UTF-8"),
        (_RUN.format(name="../1", command='["count", "a"]'), "name of run 1"),
        (_RUN.format(name="1", command='["index", "--rebuild"]'), "index"),
        (_RUN.format(name="1", command='["count", "--help"]'), "gave no answer"),
    ],
)
def test_malformed_files_of_runs(program: Program, tmp_path: Path, text: str, said: str) -> None:
    """What no run can be is said, and so is a command that answers nothing."""
    file = tmp_path / "runs.toml"
    file.write_text(text, encoding="utf-8", errors="surrogateescape")
    run = program("rerun", str(file))
    assert (run.code, run.err.count("\n")) == (2, 1)
    assert said in run.err


def test_rows_that_are_kept_are_no_formulas(tmp_path: Path) -> None:
    """The file of rows beside a run opens in a spreadsheet, so its texts are defused as in every CSV file."""
    (tmp_path / "corpus").mkdir()
    (tmp_path / "corpus" / "a.txt").write_text("=抑止力の強化。\n", encoding="utf-8")
    program = program_in(tmp_path)
    assert program("kwic", "抑止力", "--save", "runs.toml", "--save-rows").code == 0
    assert ",'=,抑止力," in (tmp_path / "runs-1.csv").read_text(encoding="utf-8-sig")
    assert program("rerun", "runs.toml").out == "1 same\n"
    assert program("kwic", "抑止力", "--save", "runs.toml#../x", "--save-rows").code == 2


@pytest.mark.parametrize(
    ("options", "said"),
    [(["--year", "1999"], "No passage found"), (["--min", "99"], "No word is that frequent")],
)
def test_lists_of_nothing(program: Program, options: list[str], said: str) -> None:
    """A list without a word says why on stderr."""
    run = program("words", *options)
    assert run.code == 1
    assert said in run.err


def test_runs_keep_their_names(program: Program, folder: Path) -> None:
    """A name that is there is refused, and a run without one gets one that is free: rows of another stay as they are."""
    ask = ("count", "抑止力", "--save-rows", "--save")
    assert [program(*ask, "kept.toml").code for _ in range(2)] == [0, 0]
    kept = folder / "kept.toml"
    kept.write_text(kept.read_text(encoding="utf-8").split("\n\n")[1], encoding="utf-8")
    assert program(*ask, "kept.toml").code == 0
    assert re.findall('name = "(.*)"', kept.read_text(encoding="utf-8")) == ["2", "3"]
    rows = (folder / "kept-2.csv").read_bytes()
    again = program("count", "同盟", "--save-rows", "--save", "kept.toml#2")
    assert (again.code, "already has a run called '2'" in again.err) == (2, True)
    assert (folder / "kept-2.csv").read_bytes() == rows
    (folder / "kept-mine.csv").write_text("自分の表", encoding="utf-8")
    other = program("count", "同盟", "--save-rows", "--save", "kept.toml#mine")
    assert (other.code, "kept-mine.csv already exists" in other.err) == (2, True)
    assert (folder / "kept-mine.csv").read_text(encoding="utf-8") == "自分の表"
    assert "mine" not in kept.read_text(encoding="utf-8")
    assert not list(folder.glob(".*"))


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes with names here")
def test_nothing_is_waited_for(program: Program, folder: Path) -> None:
    """A pipe in the place of a file of runs, and what never ends in that of a list of words, are refused."""
    os.mkfifo(folder / "pipe")
    for option, path in (("--save", "pipe"), ("--stop", "/dev/zero")):
        run = program("collocates", "抑止力", option, path)
        assert (run.code, run.err.count("\n")) == (2, 1)


PRINTED: list[tuple[list[str], list[str]]] = [
    (["count", "抑止力", "--by", "meeting"], ["occurrences", "rate", "rate_low", "rate_high"]),
    (["count", "抑止力 同盟", "--per", "passages"], ["passages_found", "rate", "rate_low", "rate_high"]),
    (["words"], ["occurrences", "rate", "passages", "documents"]),
    (["words", "--dispersion"], ["occurrences", "passages", "range", "d", "dp", "dp_norm", "da"]),
    (["words", "--year", "2020", "--against", "rest", "--p", "1", "--min", "1"],
     ["a", "b", "rate_a", "rate_b", "log_ratio", "g2", "p_holm"]),
    (["collocates", "抑止力", "--min", "1"],
     ["near", "all", "left", "right", "log_dice", "g2", "mi", "delta_p_word"]),
]  # fmt: skip


@pytest.mark.parametrize(("arguments", "columns"), PRINTED, ids=lambda value: " ".join(value))
def test_numbers_on_the_terminal_are_those_of_the_file(
    program: Program, arguments: list[str], columns: list[str]
) -> None:
    """Every number that is printed in a table is that of the same row of the file, rounded."""
    rows = rows_of(program(*arguments, "--limit", "0", "--format", "csv").out if arguments[0] != "count"
                   else program(*arguments, "--format", "csv").out)  # fmt: skip
    shown = program(*arguments, *(("--limit", "0") if arguments[0] != "count" else ())).out.splitlines()
    name = "word" if "word" in rows[0] else "meeting" if "meeting" in rows[0] else "year"
    lines = {line.split()[0]: line.split(None, 1)[1] for line in shown if len(line.split()) > len(columns)}
    compared = 0
    for row in rows:
        if row[name] in lines and row["passages" if "passages" in row else columns[0]] != "0":
            printed = re.findall(r"[−+]?\d*\.?\d+", lines[row[name]].replace("<.001", "0.000"))
            for text, column in zip(printed, columns, strict=False):
                value, decimals = float(row[column] or 0), len(text.partition(".")[2])
                # Halves may be rounded to either side.
                assert abs(float(text.replace("−", "-")) - value) <= 0.5 * 10**-decimals + 1e-9, (row, column)
                compared += 1
    assert compared >= 2 * len(columns)


def test_negative_limits(index: fumikura.Index) -> None:
    """They are a mistake and no rows from the end."""
    for ask in (index.words, lambda limit: index.kwic("抑止力", limit=limit)):
        with pytest.raises(fumikura.FumikuraError, match="can't be negative"):
            ask(limit=-1)


def test_rows_are_tables_of_pandas(index: fumikura.Index) -> None:
    """What each tool gives is taken by pandas as it is: columns by name, a row each, numbers as numbers."""
    frames = {
        name: pandas.DataFrame(rows)
        for name, rows in (
            ("kwic", index.kwic("抑止力").rows),
            ("count", index.count(["抑止力", "強化"], by=["year", "meeting"]).rows),
            ("words", index.words().rows),
            ("matrix", index.words(matrix="year").rows),
            ("keys", index.words("rest", year=2020).rows),
            ("collocates", index.collocates("抑止力").rows),
            ("lineage", index.lineage("a-2005#5").rows),
            ("diff", index.diff("a-2005", "b-2010").rows),
        )
    }
    assert list(frames["kwic"].columns) == list(KwicRow._fields)
    assert frames["kwic"].groupby("year").size().to_dict() == {2005: 2, 2010: 1, 2015: 1, 2020: 4}
    assert frames["count"].groupby("query").occurrences.sum().to_dict() == {"抑止力": 8, "強化": 9}
    assert frames["words"].set_index("word").occurrences["両閣僚"] == 11
    assert list(frames["matrix"].columns) == ["word", "lemma", "2005", "2010", "2015", "2020"]
    assert frames["matrix"].set_index("word").loc["両閣僚"].tolist()[1:] == [3, 4, 4, 0]
    assert all(len(frame) and frame.columns[0] != 0 for frame in frames.values())


def test_how_an_answer_was_made(program: Program, folder: Path) -> None:
    """JSON says of what, by which versions and measures rows were made; --about writes the same beside a CSV file."""
    about = json.loads(program("collocates", "抑止力", "--format", "json").out)["about"]
    assert about["command"] == ["collocates", "抑止力"]
    assert about["sizes"] == {"nodes": 8, "windows": 61, "words": 496}
    assert about["corpus"].startswith("sha256:")
    program("collocates", "抑止力", "-o", "near.csv", "--about", "near.json")
    assert json.loads((folder / "near.json").read_text(encoding="utf-8")) == about


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    query=st.sampled_from(
        ["抑止力", "力", "強化", "サイバー", "両閣僚", "日程", "の", "負担の軽減", '"力"', "抑止 OR 抑止力"]
    ),
    by=st.sampled_from(BY),
    unique=st.booleans(),
)
def test_one_number_everywhere(index: fumikura.Index, query: str, by: str, unique: bool) -> None:
    """The lines of a concordance are as many as the occurrences that are counted, by whatever field."""
    lines = index.kwic(query, unique=unique)
    counted = index.count(query, by=by, unique=unique)
    assert len(lines.rows) == lines.total == sum(row.occurrences or 0 for row in counted.rows)
    assert sum(row.passages for row in counted.rows) == counted.total[0].sizes.passages


def test_words_agree_with_counts(index: fumikura.Index) -> None:
    """What a list says of a word, `count` says, and lines are as many: of all words that are written so."""
    listed: Counter[str] = Counter()
    for row in index.words(unit="short", pos="noun,verb,adjective,adverb,suffix,prefix", min=1).rows:
        listed[row.word] += row.occurrences
    counted = index.count(list(listed), with_words=False)
    assert {each.query: each.number for each in counted.occurrences} == listed
    for word in ("力", "抑止", "強化", "両", "確認"):
        assert index.kwic(word).total == listed[word]


@pytest.mark.parametrize(
    ("forms", "others"),
    [
        (("取り組み", "取組み"), ("取り組む", "取り組んだ")),
        (("受入れ", "受け入れ"), ("受け入れる",)),
        (("威嚇", "威かく"), ("隠した",)),
        (("打切り", "打ち切り"), ("打ち切る",)),
        (("見直し", "見なおし"), ("見直す",)),
    ],
)
def test_forms_of_one_word_are_counted_as_one(
    tmp_path: Path, forms: tuple[str, ...], others: tuple[str, ...]
) -> None:
    """Whichever is typed, every spelling of a noun is counted, and the verb of it is not."""
    texts = (*(f"{form}を決める。" for form in forms), *(f"これを{other}。" for other in others))
    passages = [make_passage(text, "a", at) for at, text in enumerate(texts, 1)]
    index = fumikura.open_index(write_index(tmp_path / "index", passages))
    for form in forms:
        assert [row.node for row in index.kwic(form, sort="document").rows] == list(forms)


@pytest.mark.parametrize(
    ("word", "written", "other"),
    [
        ("風雅", "風雅を好む。", "風が吹く。"),
        ("使途", "使途を決める。", "検使という。"),
        ("一顧", "一顧もしない。", "一こと話す。"),
        ("無縁", "無縁である。", "意気地が無えんだ。"),
    ],
)
def test_kana_of_the_next_word_are_no_kanji(tmp_path: Path, word: str, written: str, other: str) -> None:
    """Where kana behind a kanji are a particle, or begin the next word, they are not the other kanji of a word."""
    passages = [make_passage(text, "a", at) for at, text in enumerate((written, other), 1)]
    index = fumikura.open_index(write_index(tmp_path / "index", passages))
    assert [row.node for row in index.kwic(word).rows] == [word]
    assert [hit.passage.text for hit in index.search(word).hits] == [written]


def test_windows_add_up(index: fumikura.Index) -> None:
    """The words in windows are the words near the node, and the rest is the rest."""
    found = index.collocates("強化", unit="short", window="4", pos="all", min=1)
    assert sum(row.near for row in found.rows) == found.windows == 71
    assert found.words == 548


def test_the_order_of_documents_makes_no_difference(tmp_path: Path, index: fumikura.Index) -> None:
    """Measures are the same whatever order the documents were read in."""
    renamed = {"a-2005": "z", "b-2010": "y", "c-2015": "x", "d-2020": "w", "e-2020": "v"}
    passages = [
        make_passage(
            each.text, renamed[each.document], int(each.id.rpartition("#")[2]), date=each.date, year=each.year
        )
        for each in COUNCIL
    ]
    with fumikura.open_index(write_index(tmp_path / "index", passages)) as other:
        near = [{row.lemma: row.g2 for row in each.collocates("抑止力").rows} for each in (index, other)]
        keys = [
            {row.lemma: row.g2 for row in each.key_words("year=..2019", year=2020).rows}
            for each in (index, other)
        ]
    assert near[0] == pytest.approx(near[1])
    assert keys[0] == pytest.approx(keys[1])


_TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    lines=st.lists(st.tuples(_TEXTS, _TEXTS.filter(str.strip), _TEXTS), min_size=1, max_size=4),
    columns=st.integers(20, 140),
    ids=st.booleans(),
)
def test_no_line_is_too_wide(lines: list[tuple[str, str, str]], columns: int, ids: bool) -> None:
    """For any characters and width, no line is wider than the screen, and all nodes begin in one column."""
    stream = io.StringIO()
    rows = [
        KwicRow(
            at,
            "x#1",
            "x",
            "",
            "",
            2020,
            "",
            "",
            "",
            (),
            "paragraph",
            left,
            node,
            right,
            "",
            0,
            0,
            at,
            "",
            (1, 1),
            (),
        )
        for at, (left, node, right) in enumerate(lines, 1)
    ]
    print_concordance(rows, Screen(stream, columns, False, Messages("en")), with_ids=ids)
    shown = stream.getvalue().split("\n")[:-1]
    assert len(shown) == len(rows)
    assert max(map(width_of, shown)) <= columns


@given(st.text(max_size=30), st.integers(0, 20))
def test_cut_texts(text: str, columns: int) -> None:
    """A text that is cut has room."""
    shown = cut(text.replace("\n", " "), columns)
    assert width_of(shown) <= columns or not columns


def test_numbers_on_the_terminal() -> None:
    """Measures have two decimals and a typographic minus, but none before nothing; p is short."""
    assert [number(value) for value in (1.005, -2.5, -0.001, None)] == ["1.00", "−2.50", "0.00", ""]
    assert [p_value(value) for value in (0.0004, 0.04996, 1.0)] == ["<.001", ".050", "1.000"]


def test_colour_on_a_terminal(folder: Path) -> None:
    """On a terminal the node is in colour, and changes are struck out and underlined instead of bracketed."""
    assert "\x1b[1;31m抑止力" in on_terminal(folder, "kwic", "抑止力")
    shown = on_terminal(folder, "lineage", "a-2005#5")
    assert "[-" not in shown
    assert "閣僚" in shown
    assert environment()["LANG"] == "C.UTF-8"


def test_hits_as_references(program: Program, folder: Path) -> None:
    """A search gives an entry for each document, with the places of its hits in the note; the ending sets the format."""
    assert set(DATA_STYLES) <= set(export_formats())
    out = program("search", "抑止力", "--document", "a-2005", "--format", "ris").out
    assert out.count("TY  - ") == 1
    assert "N1  - lines 2 of council.jsonl | lines 3 of council.jsonl\n" in out
    entries = json.loads(program("search", "抑止力", "--format", "csl-json").out)
    assert sorted(each["type"] for each in entries) == ["book", *["document"] * 4]
    assert program("search", "抑止力", "-o", "hits.bib").code == 0
    assert (folder / "hits.bib").read_text(encoding="utf-8").count("@misc{") == 4
    shown = program("show", "a-2005#2", "a-2005#3", "--format", "ris").out
    assert shown == program("cite", "a-2005#2", "a-2005#3", "--style", "ris").out == out


def test_a_saved_search(program: Program) -> None:
    """A search is kept whatever format it was shown in, and made again."""
    assert program("search", "抑止力", "維持", "--format", "csv", "--save", "searches.toml").code == 0
    assert program("search", "抑止力", "--limit", "2", "--save", "searches.toml").code == 0
    assert program("rerun", "searches.toml").out == "1 same\n2 same\n"


@pytest.mark.parametrize("command_name", ["count", "search"])
def test_a_run_is_kept_though_its_reader_ends_early(folder: Path, tmp_path: Path, command_name: str) -> None:
    """What `--save` was asked for is there when the output goes to a pipe that nobody reads."""
    saved = tmp_path / "early.toml"
    asked = command(command_name, "抑止力", "--format", "csv", "--save", str(saved))
    with subprocess.Popen(asked, cwd=folder, env=environment(), stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        process.stdout.close()
    assert "抑止力" in saved.read_text(encoding="utf-8")


def test_a_network(program: Program, folder: Path) -> None:
    """The network of a word as SVG, the same every time, and as GraphML with its nodes and lines."""
    for name in ("a.svg", "b.svg"):
        assert program("collocates", "抑止力", "--min", "1", "--svg", name).code == 0
    assert (folder / "a.svg").read_bytes() == (folder / "b.svg").read_bytes()
    drawn = ElementTree.fromstring((folder / "a.svg").read_bytes())
    shown = [each.text for each in drawn.iter("{http://www.w3.org/2000/svg}text")]
    assert {"抑止力", "維持", "同盟"} <= set(shown)
    assert any("Jaccard coefficient of 0.2" in (text or "") for text in shown)
    run = program("collocates", "抑止力", "--format", "graphml")
    graph = ElementTree.fromstring(run.out.encode())
    labels = [
        each.text
        for each in graph.iter("{http://graphml.graphdrawing.org/xmlns}data")
        if each.get("key") == "label"
    ]
    assert labels[0] == "抑止力"
    assert set(labels[1:]) == {"維持", "同盟", "強化", "両閣僚"}
    edges = list(graph.iter("{http://graphml.graphdrawing.org/xmlns}edge"))
    assert ("n0", "n1") in {(edge.get("source"), edge.get("target")) for edge in edges}


def test_the_ending_of_a_file(program: Program, folder: Path) -> None:
    """It chooses the style of a citation and the format of a network; an option goes before it."""
    for name, style in (("a.bib", "bibtex"), ("a.ris", "ris"), ("a.json", "csl-json"), ("a.txt", "apa")):
        assert program("cite", "a-2005", "-o", name).code == 0
        assert (folder / name).read_text(encoding="utf-8") == program("cite", "a-2005", "--style", style).out
    assert program("cite", "a-2005", "-o", "b.bib", "--style", "ris").code == 0
    assert (folder / "b.bib").read_text(encoding="utf-8").startswith("TY  - ")
    assert program("collocates", "抑止力", "-o", "a.graphml").code == 0
    shown = program("collocates", "抑止力", "--format", "graphml").out
    assert (folder / "a.graphml").read_text(encoding="utf-8") == shown


@pytest.mark.parametrize("language", ["C.UTF-8", "ja_JP.UTF-8"])
def test_collocates_in_two_parts_have_room(program: Program, language: str) -> None:
    """At 80 columns no number of either part is cut."""
    arguments = ("collocates", "強化", "--year", "..2015", "--against", "year=2020", "--min", "1")
    out = program(*arguments, env={"LANG": language}).out
    assert "…" not in out
    rows = rows_of(program(*arguments, "--format", "csv").out)
    assert out.splitlines()[2].split()[-1] == number(float(rows[0]["log_dice_b"]))


def test_parts_without_words(tmp_path: Path) -> None:
    """Passages of punctuation alone are passages; what is missing is words."""
    passages = [make_passage("。、！", "a", 1, year=2010), make_passage("海を守る。", "b", 1, year=2020)]
    program = program_in(write_index(tmp_path / "index", passages).parent)
    run = program("words", "--year", "2010", "--against", "rest")
    assert (run.code, run.err) == (2, "fumikura: What passes year=2010 has no word. Choose other filters.\n")
    assert "No word is that frequent" in program("words", "--year", "2010").err
    assert "No passage found" in program("words", "--year", "1990").err
    (tmp_path / "x.txt").write_text("、。\n", encoding="utf-8")
    japanese = {"LANG": "ja_JP.UTF-8"}
    assert "ファイルのひとつ には" in program("diff", "x.txt", "x.txt", env=japanese).err


def test_no_sample(index: fumikura.Index) -> None:
    """A sample has at least one line, and a probability lies between 0 and 1, from Python, too."""
    for size in (0, -3):
        with pytest.raises(fumikura.ArgumentError, match="not a number of lines"):
            index.kwic("抑止力", sample=size)
    with pytest.raises(fumikura.FilterError, match="not a probability"):
        index.key_words("rest", year=2020, p=2.0)


def test_a_changed_corpus_is_said_once(program: Program, folder: Path, tmp_path: Path) -> None:
    """However many runs are repeated."""
    council = program_in(council_folder(tmp_path))
    for _ in range(3):
        assert council("count", "抑止力", "--save", "study.toml").code == 0
    (tmp_path / "corpus" / "new.txt").write_text("抑止力。\n", encoding="utf-8")
    assert council("rerun", "study.toml").err.count("The corpus has changed") == 1


def test_completion_of_lists_and_filters(program: Program) -> None:
    """Of names parted by commas the last is completed; filters as text with their values."""

    def offered(*words: str) -> list[str]:
        line = {"COMP_WORDS": " ".join(("fumikura", *words)), "COMP_CWORD": str(len(words))}
        out = program(env={"_FUMIKURA_COMPLETE": "bash_complete", **line}).out
        return [line.removeprefix("plain,") for line in out.split()]

    assert offered("count", "--by", "me") == ["meeting"]
    assert offered("count", "--by", "year,t") == ["year,type", "year,tag"]
    assert "year,year" not in offered("count", "--by", "year,")
    assert offered("words", "--pos", "noun,ve") == ["noun,verb"]
    assert offered("words", "--against", "r") == ["rest"]
    assert offered("words", "--against", "year=20") == [f"year={each}" for each in (2005, 2010, 2015, 2020)]
    assert "meeting=summit" in offered("diff", "--against", "")


def test_completion_of_ids(program: Program) -> None:
    """`cite` offers documents, and the passages of one once its id is followed by #."""
    environment = {"_FUMIKURA_COMPLETE": "bash_complete", "COMP_CWORD": "2"}
    documents = program(env={**environment, "COMP_WORDS": "fumikura cite a"}).out
    assert documents.split() == ["plain,a-2005"]
    passages = program(env={**environment, "COMP_WORDS": "fumikura cite a-2005#"}).out
    assert len(passages.split()) == 6
