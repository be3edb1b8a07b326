"""What is handed on: each format as promised, and nothing of a text lost or run on the way."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fumikura.errors import OutputError
from fumikura.export import export_formats, printable, write
from fumikura.export.formats.csv import read_csv
from fumikura.export.printable import json_safe
from fumikura.export.rows import defuse_formula, file_and_lines, restore_formula
from fumikura.models import PASSAGE_FIELDS, Hit, Passage
from hits import PASSAGE, hit, passage, results

TEXTS = st.text(st.characters(exclude_categories=()), max_size=40)


def _written(name: str, *hits: Hit, **changes: object) -> str:
    stream = io.StringIO(newline="")
    write(results(*hits, **changes), name, stream)
    return stream.getvalue()


def test_csv_as_it_stands() -> None:
    """A header row, a row for each hit, CRLF, and lists joined as documented."""
    assert _written("csv", hit()) == (
        "id,document,title,publisher,doc_type,date,year,document_date,meeting,place,side,speaker,section,kind,text,"
        "glosses,source,page,lines,tags,note,snippet,match\r\n"
        "scc-2021#4,scc-2021,日米安全保障協議委員会（２＋２）共同発表,外務省,joint-statement,2021-03-16,2021,2021-03-17,"
        "2+2,東京,both,甲野議長,"
        "地域の安全保障環境 > 台湾海峡,list-item,"
        "閣僚は、台湾海峡の平和と安定の重要性を強調した。閣僚は、東シナ海についても議論した。,"
        "たいわん / Taiwan Strait,scc-2021.txt,12,34-36,抑止 / 平和,要確認,"
        "閣僚は、台湾海峡の平和と安定の重要性を強調した。閣僚は、東シナ海についても議論した。,word\r\n"
    )


def test_csv_without_hits_has_its_header() -> None:
    """A table without rows is still a table."""
    assert _written("csv") == ",".join((*PASSAGE_FIELDS, "snippet", "match")) + "\r\n"


def test_csv_quotes_what_needs_quotes(tmp_path: Path) -> None:
    """Commas, quotes and line breaks inside a cell survive RFC 4180 and our reader."""
    text = 'a,"b"\r\nc\nd\re'
    file = tmp_path / "hits.csv"
    with file.open("w", encoding="utf-8-sig", newline="") as stream:
        write(results(hit(passage(text=text))), "csv", stream)
    (row,) = read_csv(file)
    assert row["text"] == text
    with file.open(encoding="utf-8-sig", newline="") as stream:
        assert [line["text"] for line in csv.DictReader(stream)] == [text]


@pytest.mark.parametrize(
    "first", ["=", "+", "-", "@", "\t", "\r", "＝", " =", "\u3000=", "\x01=", "\x00=", "\n+", "\u200b@"]
)
@pytest.mark.parametrize("field", ["text", "title", "id", "source"])
def test_no_cell_is_a_formula(first: str, field: str, tmp_path: Path) -> None:
    """A cell that a spreadsheet would run begins with an apostrophe, and reads back as it was."""
    value = f"{first}HYPERLINK(1)"
    file = tmp_path / "hits.csv"
    with file.open("w", encoding="utf-8", newline="") as stream:
        write(results(hit(passage(**{field: value}))), "csv", stream)
    with file.open(encoding="utf-8", newline="") as stream:
        assert next(csv.DictReader(stream))[field] == f"'{value}"
    assert read_csv(file)[0][field] == value


@given(TEXTS | st.from_regex(r"'{0,3}[=+\-@\t\r]?.*", fullmatch=True))
def test_defusing_can_be_undone(cell: str) -> None:
    """Whatever a cell holds, apostrophes included, reading gives it back, and none runs."""
    assert restore_formula(defuse_formula(cell)) == cell
    assert not defuse_formula(cell).startswith(("=", "+", "-", "@", "\t", "\r"))


def test_a_cell_longer_than_the_csv_module_allows(tmp_path: Path) -> None:
    """A passage of 200,000 characters is read back, and the module's limit is left as it was."""
    limit = csv.field_size_limit()
    file = tmp_path / "long.csv"
    with file.open("w", encoding="utf-8", newline="") as stream:
        write(results(hit(passage(text="あ" * 200_000))), "csv", stream)
    assert len(read_csv(file)[0]["text"]) == 200_000
    assert csv.field_size_limit() == limit


def test_reading_what_is_no_csv_is_our_error(tmp_path: Path) -> None:
    """A missing file and a broken one are errors of ours."""
    with pytest.raises(OutputError):
        read_csv(tmp_path / "none.csv")
    (tmp_path / "bytes.csv").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(OutputError):
        read_csv(tmp_path / "bytes.csv")


def test_tsv_is_a_line_a_hit() -> None:
    r"""Tabs, line breaks and backslashes in a cell are written \t, \n, \r and \\."""
    stream = io.StringIO()
    write(results(hit(passage(text="a\tb\nc\rd\\e", title="=1+1"))), "tsv", stream)
    header, row = stream.getvalue().splitlines()
    assert header.split("\t") == [*PASSAGE_FIELDS, "snippet", "match"]
    cells = dict(zip(header.split("\t"), row.split("\t"), strict=True))
    assert cells["text"] == r"a\tb\nc\rd\\e"
    assert cells["title"] == "'=1+1"


def test_json_as_promised() -> None:
    """The answer has the promised keys in their order, and a hit its fields in theirs."""
    answer = json.loads(_written("json", hit(PASSAGE, (4, 8))))
    assert list(answer) == ["query", "parsed", "total", "took_ms", "hits"]
    (found,) = answer["hits"]
    assert list(found) == ["rank", "score", "match", "snippet", "highlights", *PASSAGE_FIELDS]
    assert found["highlights"] == [[4, 8]]
    assert found["section"] == ["地域の安全保障環境", "台湾海峡"]
    assert found["lines"] == [34, 36]
    assert found["year"] == 2021
    assert found["text"][4:8] == "台湾海峡"


def test_json_says_that_it_was_relaxed() -> None:
    """`relaxed` is there when it is true."""
    assert json.loads(_written("json", hit(), relaxed=True))["relaxed"] is True


def test_json_is_readable_japanese() -> None:
    """Japanese stands as it is, not as escapes."""
    assert "台湾海峡" in _written("json", hit())


def test_jsonl_is_the_hits_alone() -> None:
    """A line for each hit, the same object as in JSON."""
    lines = _written("jsonl", hit(), hit(rank=2)).splitlines()
    answer = json.loads(_written("json", hit(), hit(rank=2)))
    assert [json.loads(line) for line in lines] == answer["hits"]


@given(TEXTS)
def test_json_loses_nothing_and_is_safe(text: str) -> None:
    """Any text comes back from UTF-8, lone surrogates included, and no control character stays raw."""
    written = _written("json", hit(passage(text=text)))
    assert json.loads(written.encode("utf-8"))["hits"][0]["text"] == text
    assert printable(written, keep="\n") == written


def test_json_for_a_stream_without_japanese() -> None:
    """Where the encoding has no Japanese, escapes stand for it."""
    raw = io.BytesIO()
    stream = io.TextIOWrapper(raw, encoding="ascii")
    write(results(hit(passage(text="台湾𠮷"))), "json", stream)
    stream.flush()
    assert json.loads(raw.getvalue())["hits"][0]["text"] == "台湾𠮷"


def test_plain_as_it_stands() -> None:
    """A head line, the snippet, the place, an empty line."""
    assert _written("plain", hit(PASSAGE, (4, 8), cut=True)) == (
        "1. 日米安全保障協議委員会（２＋２）共同発表 | 2021-03-16 | 2+2 | 地域の安全保障環境 > 台湾海峡\n"
        "   …閣僚は、台湾海峡の平和と安定の重要性を強調した。閣僚は、東シナ海についても議論した。…\n"
        "   scc-2021#4  scc-2021.txt p. 12\n"
        "\n"
    )


def test_plain_with_neighbours() -> None:
    """Neighbours stand on either side of the snippet, after a bar."""
    stream = io.StringIO()
    around = {PASSAGE.id: ((passage(text="前"),), (passage(text="後"),))}
    write(results(hit()), "plain", stream, neighbours=around)
    lines = stream.getvalue().splitlines()
    assert [line for line in lines if "|" in line[:5]] == [
        "   | 2021-03-16  scc-2021#4  scc-2021.txt p. 12", "   | 前",
        "   | 2021-03-16  scc-2021#4  scc-2021.txt p. 12", "   | 後",
    ]  # fmt: skip


@given(TEXTS)
def test_printable_shows_what_would_act(text: str) -> None:
    """No control, bidi or zero-width character passes, and plain characters pass as they are."""
    shown = printable(text)
    assert not set(shown) & {
        "\x1b",
        "\u202e",
        "\u200b",
        "\u2066",
        "\ufeff",
        "\n",
        "\r",
        "\x9b",
        "\x00",
        "\xad",
    }
    assert all(c in shown for c in text if c.isprintable() and c != "\u034f")


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("\x1b[31m", "U+001B[31m"),
        ("a\u202eb", "aU+202Eb"),
        ("a\u200bb", "aU+200Bb"),
        ("a\tb\nc", "a b c"),
        ("\udc80", "U+DC80"),
        ("\U000e0041", "U+E0041"),
        ("全角　空白と[/red]", "全角　空白と[/red]"),
    ],
)
def test_printable_by_example(text: str, shown: str) -> None:
    """Characters are shown by their number, white space as a space, markup as it stands."""
    assert printable(text) == shown


def test_json_safe_beyond_the_first_plane() -> None:
    """A hidden character above U+FFFF is escaped as the two halves that JSON wants."""
    assert json.loads(json_safe('"\U000e0041"')) == "\U000e0041"
    assert "\U000e0041" not in json_safe('"\U000e0041"')


@pytest.mark.parametrize("name", export_formats())
def test_every_format_takes_every_character(name: str) -> None:
    """No format fails on surrogates, controls, or a passage without a year."""
    strange = passage(text="\ud800\x00\x1b", year=None, section=(), glosses=(), date="")
    assert _written(name, hit(strange))


@pytest.mark.parametrize(
    ("page", "place"),
    [("", "a.pdf:3-8"), ("12", "a.pdf p. 12"), ("12-13", "a.pdf p. 12-13"), ("集計!B5", "a.pdf 集計!B5")],
)
def test_a_place_is_a_page_where_there_are_pages(page: str, place: str) -> None:
    """What has pages is cited by them, what has none by its lines, a sheet by its cell."""
    passage = Passage("a#1", "a", "a", text="文", source="a.pdf", page=page, lines=(3, 8))
    assert file_and_lines(passage) == place
