"""Web pages: what of them is text, what belongs to the page, and that no character is lost."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extraction import blocks_of, held_characters, html_characters, read_bytes
from fumikura.blocks import Form
from fumikura.documents import read_file
from fumikura.errors import UndecodableError
from fumikura.messages import Message
from fumikura.reading.content import About
from fumikura.reading.discovery import SourceFile
from fumikura.reading.formats.html import walk_html

_PAGE = """<!DOCTYPE html>
<html lang="ja"><head><meta charset="utf-8"><title>閣僚協議の結果｜架空省</title>
<meta name="dcterms.date" content="2024-07-28T10:00:00+09:00"><link rel="canonical" href="https://example.jp/a.html">
<style>p { color: red }</style><script>var a = "書かれない";</script></head>
<body><header><a href="/">架空省</a></header>
<nav id="globalnav"><ul><li><a href="/a">会見</a></li><li><a href="/b">報道発表</a></li></ul></nav>
<div id="contents"><h1>閣僚協議の結果</h1>
<p>両国の<ruby>閣僚<rp>（</rp><rt>かくりょう</rt><rp>）</rp></ruby>は、
東京で会談した<sup><a href="#n1">注1</a></sup>。面積は10m<sup>2</sup>である。</p>
<h2>1 総論</h2>
<ul><li>同盟を<b>強化</b>する。</li><li>協力を深める。<ol><li>宇宙で。</li></ol></li></ul>
<table><caption>表1 これまでの協議</caption>
<tr><th>年</th><th>会議</th></tr><tr><td rowspan="2">2020</td><td>第1回<br>東京</td></tr><tr><td>第2回</td></tr></table>
<p>第1行は途中で終わり、<br>第2行に続く。</p>
<p>一つ目の段落である。<br><br>二つ目の段落である。</p>
<div class="footnotes"><p>注1 この協議は年に一度行われる。</p></div></div>
<footer><p>Copyright 架空省</p></footer></body></html>"""


def test_a_page_becomes_blocks() -> None:
    """Headings, lists, spans of tables, ruby, notes and line breaks are read; menus and footers are furniture."""
    assert blocks_of("a.html", _PAGE.encode()) == [
        ("furniture", "架空省"),
        ("furniture", "会見"),
        ("furniture", "報道発表"),
        ("heading1", "閣僚協議の結果"),
        ("text", "両国の閣僚は、東京で会談した。面積は10m2である。"),
        ("heading2", "1 総論"),
        ("bullet", "同盟を強化する。"),
        ("bullet", "協力を深める。"),
        ("bullet", "1. 宇宙で。"),
        ("caption", "表1 これまでの協議"),
        ("row", "年|会議"),
        ("row", "2020|第1回 東京"),
        ("row", "|第2回"),
        ("text", "第1行は途中で終わり、第2行に続く。"),
        ("text", "一つ目の段落である。"),
        ("text", "二つ目の段落である。"),
        ("footnote", "注1 この協議は年に一度行われる。"),
        ("furniture", "Copyright 架空省"),
        ("furniture", "閣僚協議の結果｜架空省"),
    ]


def test_what_is_seen_or_stands_for_it_is_read() -> None:
    """Shadow trees and pages in attributes are text; what is hidden or belongs to forms is found as furniture."""
    frame = '&lt;p&gt;枠の文。&lt;!-- &lt;iframe srcdoc="x">'.replace('"', "&quot;")
    page = (
        '<div><template shadowrootmode="open"><p>影の文。</p><template>型</template></template><p>光の文。</p></div>'
        f'<iframe srcdoc="{frame}"></iframe><map><area alt="東京"></map>'
        '<p><abbr title="世界保健機関">WHO</abbr>の報告。</p>'
        "<details><summary>問い</summary><p>答え。</p></details><p aria-hidden=true>飾り。</p><p hidden>隠し。</p>"
        '<dialog>対話。</dialog><noscript>動かない。</noscript><select><optgroup label="県"><option>山の県</select>'
        '<input type=submit value="送る">'
    )
    assert [(b.form.value, b.text, *b.glosses) for b in walk_html(page, "a").blocks] == [
        ("text", "影の文。"),
        ("text", "光の文。"),
        ("text", "枠の文。"),
        ("text", "", "東京"),
        ("text", "WHOの報告。", "世界保健機関"),
        ("text", "問い"),
        ("text", "答え。"),
        ("text", "飾り。"),
        ("furniture", "隠し。"),
        ("furniture", "対話。"),
        ("furniture", "動かない。"),
        ("furniture", "県"),
        ("furniture", "山の県"),
        ("text", "", "送る"),
    ]


def test_items_have_the_numbers_that_are_shown() -> None:
    """Ordered lists count as browsers do; an item that has a number of its own, or is shown without one, gets none."""
    page = """<h1>手順</h1><ol><li>水をくむ。<li>火をたく。<ol type=a><li>まきを割る。<li>火をつける。</ol>
    <li value=7><p>待つ。</p><p>急がない。</p></ol><ol start=3 style="list-style-type: katakana-iroha"><li>飲む。</ol>
    <ol style="list-style:none"><li>片付ける。</ol><ol><li>(1) 帰る。</ol>
    <table><tr><td>甲<td><ol><li>一つ<li>二つ</ol></table>"""
    assert [text for _, text in blocks_of("a.html", page.encode())] == [
        "手順",
        "1. 水をくむ。",
        "2. 火をたく。",
        "a. まきを割る。",
        "b. 火をつける。",
        "7. 待つ。",
        "急がない。",
        "ハ. 飲む。",
        "片付ける。",
        "(1) 帰る。",
        "甲",
        "1. 一つ",
        "2. 二つ",
    ]


def test_a_few_bad_bytes_of_a_page_are_shown_as_such(tmp_path: Path) -> None:
    """A page in the encoding that it names is read but for a bad byte, which is said; one of many is not read."""
    page = f"<meta charset=utf-8><h1>水の話</h1><p>{'水を大切にする。' * 200}</p>".encode()
    bad = page.replace("話".encode(), b"\xff")
    content = read_bytes(tmp_path, "a.html", bad)
    assert content.documents[0].title == "水の\ufffd"
    assert content.left_out == (
        ("a.html", Message("file.bytes-replaced", source="a.html", count=1, encoding="utf-8")),
    )
    with pytest.raises(UndecodableError):
        read_bytes(tmp_path, "a.html", page.replace("水".encode(), b"\xff"))
    with pytest.raises(UndecodableError):
        read_bytes(tmp_path, "a.html", bad.replace(b"<meta charset=utf-8>", b""))


def test_what_is_lifted_out_of_a_sentence_is_a_gloss(tmp_path: Path) -> None:
    """Ruby and the mark of a note go to the glosses, an exponent stays, and menus are found as furniture."""
    passages = read_bytes(tmp_path, "a.html", _PAGE.encode()).passages
    assert [p.glosses for p in passages if p.text.startswith("両国の閣僚は")] == [("かくりょう", "注1")]
    assert [p.text for p in passages if p.kind == "furniture"][:2] == ["架空省", "会見"]


def test_a_page_says_what_it_is(tmp_path: Path) -> None:
    """Title, date, publisher and address come from the head of the page where the text does not say them."""
    (document,) = read_bytes(tmp_path, "a.html", _PAGE.encode()).documents
    assert (document.title, document.date, document.publisher, document.url) == (
        "閣僚協議の結果",
        "2024-07-28",
        "架空省",
        "https://example.jp/a.html",
    )


def test_no_character_of_a_page_is_lost(tmp_path: Path) -> None:
    """The characters that another parser finds are those of the passages, as often."""
    assert held_characters(read_bytes(tmp_path, "a.html", _PAGE.encode()).passages) == html_characters(_PAGE)


@given(
    st.lists(
        st.sampled_from(
            ["<p>", "</p>", "<div class=menu>", "</div>", "<li>", "<ul>", "</ul>", "<table>", "<tr>", "<td>", "</table>",
             "<sup>", "</sup>", "<ruby>", "<rt>", "</rt>", "</ruby>", "<h2>", "</h2>", "<br>", "<a href=#>", "</a>",
             "<pre>", "</pre>", "あ、", "閣僚", "12", "&lt;b&gt;", "。", "\n", "<nav>", "</nav>", "<b>", "</b>"]
        ),
        max_size=40,
    )
)  # fmt: skip
def test_no_tag_soup_loses_a_character(pieces: list[str]) -> None:
    """Whatever elements open and close in whatever order, what is written between them is in some block."""
    content = walk_html("<body>" + "".join(pieces), "a.html")
    held = "".join(
        "".join(
            [
                block.text,
                *block.glosses,
                *(c.text + "".join(c.glosses) for row in block.rows for c in row.cells),
            ]
        )
        for block in content.blocks
    )
    written = "".join(piece for piece in pieces if not piece.startswith("<")).replace("&lt;b&gt;", "<b>")
    assert sorted("".join(held.split())) == sorted("".join(written.split()))


@pytest.mark.parametrize(
    ("encoding", "name"),
    [("cp932", "Shift_JIS"), ("euc_jp", "EUC-JP"), ("iso2022_jp", "ISO-2022-JP"), ("utf-8", "utf-8")],
)
def test_a_page_is_decoded_as_it_says(tmp_path: Path, encoding: str, name: str) -> None:
    """The encoding that a page names is taken where its bytes are valid in it, however few they are."""
    page = f'<html><head><meta http-equiv="Content-Type" content="text/html; charset={name}"></head><body><p>日本</p>'
    assert read_bytes(tmp_path, "a.html", page.encode(encoding)).passages[0].text == "日本"


def test_a_page_is_told_by_its_content(tmp_path: Path) -> None:
    """A page that is named .txt is no text full of tags."""
    assert [p.text for p in read_bytes(tmp_path, "a.txt", b"<!DOCTYPE html>\n<p>A page.").passages] == [
        "A page."
    ]


def test_a_layout_table_is_no_table() -> None:
    """A table that holds the page's headings, or other tables, is read as the text that it lays out."""
    inner = "<table><tr><td>a</td><td>b</td></tr></table>"
    page = f"<table><tr><td><h1>題</h1><p>本文である。</p></td><td>{inner}</td></tr></table>"
    assert [(b.form, b.text) for b in walk_html(page, "a").blocks] == [
        (Form.HEADING, "題"),
        (Form.TEXT, "本文である。"),
        (Form.TEXT, "a"),
        (Form.TEXT, "b"),
    ]


def test_a_list_of_links_is_a_menu() -> None:
    """Three and more items that are nothing but links are furniture, a link in a sentence is text."""
    links = "".join(f"<li><a href=/{n}>項目{n}</a>" for n in range(4))
    page = f"<ul>{links}</ul><p>詳しくは<a href=/x>こちら</a>を見よ。</p><p><a href=/y>別の頁</a></p>"
    assert [b.form for b in walk_html(page, "a").blocks] == [Form.FURNITURE] * 4 + [Form.TEXT] * 2


def test_text_in_something_named_as_a_menu_is_text() -> None:
    """What is called a sidebar and holds the page's prose is not put away."""
    page = f"<div class=sidebar><h1>題</h1><p>{'これは本文の一文である。' * 3}</p></div>"
    assert [b.form for b in walk_html(page, "a").blocks] == [Form.HEADING, Form.TEXT]


def test_what_a_head_says_first_counts() -> None:
    """Of several titles and names the page's own is taken, and that of the site is the publisher."""
    page = (
        '<title>会談 - 架空新聞</title><meta property="og:title" content="会談">'
        '<meta property="og:site_name" content="架空新聞">'
        '<time datetime="2023-01-12">1月12日</time><p>本文。'
    )
    assert walk_html(page, "a").about == About("会談", "2023-01-12", "架空新聞", is_shown=True)


@pytest.mark.parametrize(
    "unit",
    [
        "<div>",
        "<table><tr><td>",
        "<nav><p>。",
        "<div class=menu><p>。",
        "<sup>",
        "<ul><li><a>x</a>",
        "<ruby>a<rt>",
    ],
)
def test_time_is_linear_in_depth(unit: str) -> None:
    """Elements in one another, thousands deep, are read without recursion and in time."""
    started = time.monotonic()
    assert walk_html(unit * 2500 + "x", "a").blocks
    assert time.monotonic() - started < 5


def test_sections_of_xml_are_text() -> None:
    """A CDATA section of a page in XML is what a reader sees; in HTML there is none. Many of them take no longer."""
    page = '<html xmlns="http://www.w3.org/1999/xhtml"><body><p><![CDATA[平和 & <安全>]]>である。</p></body></html>'
    assert [block.text for block in walk_html(page, "a").blocks] == ["平和 & <安全>である。"]
    started = time.monotonic()
    walk_html('<?xml version="1.0"?><p>' + "<![CDATA[" * 100_000, "a")
    assert time.monotonic() - started < 5


@pytest.mark.parametrize(
    ("said", "title"),
    [
        ("川の本｜水の会", "川の本"),
        ("川の本 | 社会基盤の設計なら株式会社水", "川の本"),
        ("川の本", "川の本"),
    ],
)
def test_the_site_goes_from_the_title_that_a_page_gives_itself(tmp_path: Path, said: str, title: str) -> None:
    """What stands behind a bar is the site's name; short lines of the page are no better titles."""
    body = "<p>本の紹介</p><p>最新</p><p>町の川の本を読む。</p>"
    page = f"<html><head><title>{said}</title></head><body>{body}</body></html>"
    path = tmp_path / "page.html"
    path.write_text(page, encoding="utf-8")
    assert read_file(SourceFile(path, "page.html"), (), "page").documents[0].title == title


def test_a_table_in_the_cell_that_lays_out_a_page_is_one() -> None:
    """A table with a border, a caption or heads of columns has rows, though another table is around it."""
    rows = "<tr><td>春</td><td>種</td></tr><tr><td>秋</td><td>実</td></tr>"
    for inner in (
        f"<table border=1>{rows}</table>",
        f"<table><caption>畑</caption>{rows}</table>",
        f"<table><tr><th>時期<th>仕事</tr>{rows}</table>",
    ):
        page = f"<table border=0><tr><td>案内</td><td><p>本文である。</p>{inner}</td></tr></table>"
        assert [b.form for b in walk_html(page, "a").blocks].count(Form.TABLE) == 1
