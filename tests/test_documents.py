"""One file, several documents; and what the first lines of a document say of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from fumikura.build import build_index
from fumikura.catalog import Catalog, load_catalog
from fumikura.documents import document_ids, fingerprint
from fumikura.errors import CatalogError
from fumikura.models import Document
from texts import content, texts

TWO = """日英防衛相会談（概要）
令和3年7月20日
防衛省

1　岸防衛大臣とウォレス国防大臣は、空母打撃群の寄港について意見を交換した。
2　両大臣は、共同訓練を拡充することで一致した。


日英外相会談（概要）
令和3年5月3日
外務省

1　茂木外務大臣は、ロンドンにおいてラーブ外相と会談した。
2　両外相は、経済連携について協議した。
"""


def test_a_file_of_two_documents_is_split(tmp_path: Path) -> None:
    """A second title and date begin a second document, with lines, a date and a meeting of its own."""
    found = content(tmp_path, TWO)
    first = Document(
        "sample", "日英防衛相会談（概要）", "防衛省", "summary", "2021-07-20", "defense-ministers",
        "", "", "sample.txt", (1, 6),
    )  # fmt: skip
    second = Document(
        "sample-2", "日英外相会談（概要）", "外務省", "summary", "2021-05-03", "foreign-ministers",
        "ロンドン", "", "sample.txt", (9, 14),
    )  # fmt: skip
    assert (found.documents, found.inferred) == ((first, second), (first, second))
    assert [(each.id, each.kind, each.side, each.lines) for each in found.passages] == [
        ("sample#1", "heading", "", (1, 1)),
        ("sample#2", "paragraph", "", (2, 2)),
        ("sample#3", "paragraph", "", (3, 3)),
        ("sample#4", "list-item", "both", (5, 5)),
        ("sample#5", "list-item", "both", (6, 6)),
        ("sample-2#1", "heading", "", (9, 9)),
        ("sample-2#2", "paragraph", "", (10, 10)),
        ("sample-2#3", "paragraph", "", (11, 11)),
        ("sample-2#4", "list-item", "japan", (13, 13)),
        ("sample-2#5", "list-item", "both", (14, 14)),
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "# 日比防衛相会談の結果\n\n2022年4月7日\n\n- 岸大臣は、移転を進める考えを示した。\n\n"
            "# 日越防衛相会談の結果\n\n2021年9月12日\n\n- 岸大臣は、協定を歓迎した。\n",
            [("日比防衛相会談の結果", "2022-04-07", (1, 5)), ("日越防衛相会談の結果", "2021-09-12", (7, 11))],
        ),
        (
            "日豪首脳会談（概要）\n（令和4年10月22日）\n\n両首脳は、共同宣言に署名した。\n\n"
            "日印首脳会談（概要）\n（令和4年3月19日）\n\n両首脳は、共同声明を発出した。\n",
            [("日豪首脳会談（概要）", "2022-10-22", (1, 4)), ("日印首脳会談（概要）", "2022-03-19", (6, 9))],
        ),
        (
            "令和5年3月1日\n青葉市水道局\n\n水道料金の改定について\n\n市は、水道料金を改めます。\n\n"
            "令和5年4月1日\n青葉市水道局\n\n下水道使用料の改定について\n\n市は、使用料を改めます。\n",
            [
                ("水道料金の改定について", "2023-03-01", (1, 6)),
                ("下水道使用料の改定について", "2023-04-01", (8, 13)),
            ],
        ),
        (
            "第3回 日米韓防衛相会合 共同声明\n\n令和4年6月11日\n\n三か国の閣僚は、連携を確認した。\n\n"
            "第4回 日米韓防衛相会合 共同声明\n\n令和5年6月3日\n\n三か国の閣僚は、共有を確認した。\n",
            [
                ("第3回 日米韓防衛相会合 共同声明", "2022-06-11", (1, 5)),
                ("第4回 日米韓防衛相会合 共同声明", "2023-06-03", (7, 11)),
            ],
        ),
        (
            "訓練の結果について\n\n平成29年9月1日\n\n　市内で訓練を行い、三千人が参加した。\n\n--------\n\n"
            "訓練の反省点について\n\n平成29年10月2日\n\n　会場への誘導に時間がかかった。\n",
            [("訓練の結果について", "2017-09-01", (1, 5)), ("訓練の反省点について", "2017-10-02", (9, 13))],
        ),
    ],
)
def test_heads_of_other_forms(
    tmp_path: Path, text: str, expected: list[tuple[str, str, tuple[int, int]]]
) -> None:
    """Headings of Markdown, dates in brackets, dates before titles, sessions, and rules between documents."""
    found = content(tmp_path, text).documents
    assert [(each.title, each.date, each.lines) for each in found] == expected


@pytest.mark.parametrize(
    "text",
    [
        # A date in a sentence, and one below a heading with nothing after it.
        "交渉の経緯に関する報告\n2011年2月10日\n\n委員会は、2010年3月9日に報告書を受けた。\n\n署名\n2011年2月11日\n",
        # Sections headed by meetings and their dates.
        "主な会談の記録\n2014年8月5日\n\n1 日米首脳会談（2014年4月24日）\n\n両首脳は会談した。\n\n"
        "2 日米防衛相会談（2014年5月31日）\n\n両大臣は会談した。\n",
        # Dates alone, as in a diary.
        "航海の日誌\n昭和35年1月19日\n\n港を出た。風は西から吹いていた。\n\n昭和35年1月20日\n\n島を見た。波は静かであった。\n",
        # A title without a date begins nothing.
        "訓練の結果について\n平成29年9月1日\n\n市内で訓練を行った。\n\n訓練の反省点について\n\n誘導に時間がかかった。\n",
    ],
)
def test_other_dates_begin_no_document(tmp_path: Path, text: str) -> None:
    """Dates inside a document, without a title of their own, do not split it."""
    assert len(content(tmp_path, text).documents) == 1


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        ("a.txt", "会合の概要\n\n令和6年7月28日\n\n外務省は、次のとおり発表した。\n", ("summary", "2024-07-28", "other")),
        ("a.txt", "日米安全保障協議委員会\n2013年10月3日\n\n閣僚は、一致した。\n", ("other", "2013-10-03", "2+2")),
        ("a.md", "# 令和5年版防衛白書\n\n## 1 概観\n\n2013年10月3日の会合を振り返る。\n", ("white-paper", "2023", "")),
        (
            "a.txt",
            "平成27年版 防衛白書\n\n1 会談\n\n（1）日米首脳会談（平成26年11月16日）\n\n会談した。\n",
            ("white-paper", "2015", ""),
        ),
        ("2014-05-white-paper.txt", "日米同盟の強化\n\n同盟は、礎であり続けている。\n", ("white-paper", "2014-05", "")),
        ("20110621-summary.txt", "会合は、有意義なものであった。\n", ("summary", "2011-06-21", "")),
        ("a.txt", "日米共同声明\n平成23年6月\n\n1 日時\n6月21日（火）午前\n", ("joint-statement", "2011-06-21", "")),
        ("a.txt", "これは、題名も日付もない文章である。読むほかはない。\n", ("other", "", "")),
        (
            "a.txt",
            "令和元年の日米2+2共同発表\n\n2019年4月19日、閣僚は会談した。\n",
            ("joint-statement", "2019-04-19", "2+2"),
        ),
    ],
)  # fmt: skip
def test_what_first_lines_say(tmp_path: Path, name: str, text: str, expected: tuple[str, str, str]) -> None:
    """Kind, date and meeting are told from the title, the date below it, the opening, or the name of the file."""
    (document,) = content(tmp_path, text, name).documents
    assert (document.doc_type, document.date, document.meeting) == expected


@pytest.mark.parametrize(
    ("text", "publisher"),
    [
        ("会合の概要について\n令和6年7月28日\n外務省・防衛省\n\n閣僚は、会談した。\n", "外務省・防衛省"),
        ("計画の公表について\n令和6年7月28日\n青葉県環境部\n\n県は、計画を定めた。\n", "青葉県環境部"),
        ("計画の公表について\n令和6年7月28日\n\n省は、計画を定めた。\n", ""),
    ],
)
def test_the_publisher_stands_at_the_head(tmp_path: Path, text: str, publisher: str) -> None:
    """The institution that is named at the head published the document."""
    assert content(tmp_path, text).documents[0].publisher == publisher


def test_a_document_without_a_title_is_named_for_its_file(tmp_path: Path) -> None:
    """Prose alone has the name of the file for a title, and still every sentence as a passage."""
    found = content(tmp_path, "港を出た日は、風が西から吹いていた。\n", "航海 日誌.txt")
    assert [(each.id, each.title) for each in found.documents] == [("航海-日誌", "航海 日誌")]
    assert texts(found.passages) == ["港を出た日は、風が西から吹いていた。"]


def test_the_catalog_overrules_what_is_inferred(tmp_path: Path) -> None:
    """An entry gives what it names; what it leaves unsaid is taken from the document."""
    catalog = '[[document]]\nid = "scc"\nfile = "sample.txt"\ntitle = "会談"\nmeeting = ""\n'
    found = content(
        tmp_path, "日英外相会談（概要）\n令和3年5月3日\n外務省\n\n両外相は、協議した。\n", catalog=catalog
    )
    expected = Document("scc", "会談", "外務省", "summary", "2021-05-03", "", "", "", "sample.txt", (1, 5))
    assert (found.documents, found.inferred) == ((expected,), ())
    assert {(each.id.partition("#")[0], each.title, each.meeting) for each in found.passages} == {
        ("scc", "会談", "")
    }


@pytest.mark.parametrize("order", [("a", "b"), ("b", "a")])
def test_the_catalog_splits_by_lines(tmp_path: Path, order: tuple[str, str]) -> None:
    """Entries with lines split a file where no rule would, in whatever order they stand; nothing between is lost."""
    text = "\n".join(f"{n}番目の文は、ここにこうして書いてある。" for n in range(1, 7)) + "\n"
    spans = {"a": "[2, 3]", "b": "[5, 6]"}
    catalog = "".join(
        f'[[document]]\nid = "{id_}"\nfile = "sample.txt"\nlines = {spans[id_]}\ntitle = "{id_}"\ndate = "2000"\n'
        for id_ in order
    )
    passages = content(tmp_path, text, catalog=catalog).passages
    assert [(each.id, each.lines) for each in passages] == [
        ("a#1", (1, 1)),
        ("a#2", (2, 2)),
        ("a#3", (3, 3)),
        ("a#4", (4, 4)),
        ("b#1", (5, 5)),
        ("b#2", (6, 6)),
    ]


def test_entries_without_lines_take_the_heads_in_turn(tmp_path: Path) -> None:
    """Two entries for a file of two heads are its two documents."""
    catalog = "".join(f'[[document]]\nid = "{id_}"\nfile = "sample.txt"\n' for id_ in "ab")
    found = content(tmp_path, TWO, catalog=catalog).documents
    assert [(each.id, each.title, each.lines) for each in found] == [
        ("a", "日英防衛相会談（概要）", (1, 6)),
        ("b", "日英外相会談（概要）", (9, 14)),
    ]


def test_entries_that_do_not_fit_the_file_are_refused(tmp_path: Path) -> None:
    """Three entries for a file of two documents need lines, and the message says so."""
    catalog = "".join(f'[[document]]\nid = "{id_}"\nfile = "sample.txt"\n' for id_ in "abc")
    with pytest.raises(
        CatalogError, match=r"has 3 documents for it, but its headings show 2\. Give each entry its lines"
    ):
        content(tmp_path, TWO, catalog=catalog)


def test_ids_come_from_names(tmp_path: Path) -> None:
    """An id is the name without its ending, folders and all; names that would be the same keep theirs."""
    sources = ["a.txt", "b.md", "b.txt", "d/c.txt", "d-c.txt", "概要 1.txt", "か\u3099.txt", "!.txt"]
    assert document_ids(sources, Catalog({})) == {
        "a.txt": "a",
        "b.md": "b.md",
        "b.txt": "b.txt",
        "d/c.txt": "d-c.txt",
        "d-c.txt": "d-c.txt-",
        "概要 1.txt": "概要-1",
        "か\u3099.txt": "が",
        "!.txt": "document",
    }


def test_ids_of_the_catalog_are_taken(tmp_path: Path) -> None:
    """A file is never given an id that an entry has for another."""
    (tmp_path / "catalog.toml").write_text('[[document]]\nid = "b"\nfile = "a.txt"\n', encoding="utf-8")
    ids = document_ids(["a.txt", "b.txt"], load_catalog(tmp_path))
    assert ids["b.txt"] == "b.txt"


def test_a_fingerprint_names_all_that_decides(tmp_path: Path) -> None:
    """Bytes, entries and id each make another fingerprint; the same ones the same."""
    (tmp_path / "catalog.toml").write_text('[[document]]\nid = "b"\nfile = "a.txt"\n', encoding="utf-8")
    entries = load_catalog(tmp_path).of("a.txt")
    several = {
        fingerprint(b"1", (), "a"),
        fingerprint(b"2", (), "a"),
        fingerprint(b"1", (), "b"),
        fingerprint(b"1", entries, "a"),
    }
    assert len(several) == 4
    assert fingerprint(b"1", entries, "a") == fingerprint(b"1", load_catalog(tmp_path).of("a.txt"), "a")


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        ([(1, 4)], ""),
        ([(1, 5)], ""),
        (
            [(1, 6)],
            "a.txt: the catalog has a document in lines 1-6, but the file has 5 lines. Correct `lines`.",
        ),
        ([(1, 1), (3, 5)], ""),
        (
            [(3, 5), (1, 3)],
            "a.txt: the lines of 'd1' and 'd0' in the catalog overlap. Give each line to one document.",
        ),
    ],
)
def test_entries_of_the_catalog_for_lines_that_are_not_theirs(
    tmp_path: Path, lines: list[tuple[int, int]], said: str
) -> None:
    """Lines past the end of a file, and lines of two documents, are said, and the file is left out."""
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    (corpus / "a.txt").write_text("題\n\n本文である。\n\n", encoding="utf-8")
    entry = "[[document]]\nid = 'd{}'\nfile = 'a.txt'\nlines = {}\n"
    entries = "".join(entry.format(number, list(each)) for number, each in enumerate(lines))
    (corpus / "catalog.toml").write_text(entries, encoding="utf-8")
    report = build_index(corpus, tmp_path / "index", dry_run=True)
    assert [(file.status, file.reason) for file in report.files] == [("skipped" if said else "added", said)]
