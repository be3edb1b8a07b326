"""`catalog.toml`: what a person knows of the documents."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fumikura import catalog, notes
from fumikura.build import build_index, describe
from fumikura.catalog import Catalog, dump_catalog, load_catalog
from fumikura.errors import CatalogError, ThesaurusError
from fumikura.lexicon import thesaurus
from fumikura.models import Document
from fumikura.search import open_index
from fumikura.vocabulary import DOC_TYPES, MEETINGS

_ENTRY = '[[document]]\nid = "a"\nfile = "a.txt"\n'
_text = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
_documents = st.builds(
    Document,
    id=st.from_regex(r"[a-z0-9平和][a-z0-9._平和-]{0,9}", fullmatch=True),
    title=_text,
    publisher=_text,
    doc_type=st.sampled_from(sorted(DOC_TYPES)),
    date=st.one_of(
        st.just(""),
        st.dates().map(lambda day: day.isoformat()),
        st.dates().map(lambda day: day.isoformat()[:7]),
        st.dates().map(lambda day: day.isoformat()[:4]),
    ),
    meeting=st.sampled_from(["", *sorted(MEETINGS)]),
    place=_text,
    url=_text,
    source=_text.filter(lambda name: name and "\\" not in name),
    lines=st.tuples(st.integers(1, 50), st.integers(50, 99)),
    container=_text,
    accessed=st.one_of(st.just(""), st.dates().map(lambda day: day.isoformat())),
    pages=_text,
)


def _catalog(folder: Path, text: str) -> Catalog:
    (folder / "catalog.toml").write_text(text, encoding="utf-8")
    return load_catalog(folder)


@settings(deadline=None)
@given(documents=st.lists(_documents, unique_by=lambda each: each.id, max_size=4))
def test_what_is_printed_is_read_again(
    tmp_path_factory: pytest.TempPathFactory, documents: list[Document]
) -> None:
    """The entries that `fumikura catalog` prints give the same documents, whatever characters are in them."""
    catalog = _catalog(tmp_path_factory.mktemp("corpus"), dump_catalog(documents))
    entries = [entry for of_file in catalog.entries.values() for entry in of_file]
    assert {entry.document for entry in entries} == set(documents)
    assert all(entry.has_lines for entry in entries)


def test_the_form_that_is_printed() -> None:
    """An entry has its fields in the order of the help, and those that are empty are left out."""
    document = Document(
        "scc", "「2+2」\t共同発表", doc_type="joint-statement", date="2013-10", source="a.txt", lines=(1, 8)
    )
    assert dump_catalog([document]) == (
        '[[document]]\nid = "scc"\nfile = "a.txt"\nlines = [1, 8]\ntitle = "「2+2」\\t共同発表"\n'
        'doc_type = "joint-statement"\ndate = "2013-10"\n'
    )


def test_a_corpus_needs_no_catalog(tmp_path: Path) -> None:
    """Where there is none, and where the corpus is one file, the catalog is empty."""
    (tmp_path / "a.txt").write_text("文", encoding="utf-8")
    assert load_catalog(tmp_path) == load_catalog(tmp_path / "a.txt") == Catalog({})
    assert load_catalog(tmp_path).of("a.txt") == ()


def test_an_entry_may_stand_twice(tmp_path: Path) -> None:
    """`fumikura catalog >> catalog.toml` a second time leaves the catalog good."""
    (tmp_path / "catalog.toml").write_text(_ENTRY + _ENTRY, encoding="utf-8")
    assert len(load_catalog(tmp_path).of("a.txt")) == 1


def test_an_entry_says_what_it_knows(tmp_path: Path) -> None:
    """An entry without lines and title leaves both to be found; what it names is known."""
    catalog = _catalog(tmp_path, f"\ufeff{_ENTRY}")
    (entry,) = catalog.of("a.txt")
    assert entry.document == Document("a", "", source="a.txt")
    assert (entry.has_lines, entry.known) == (False, ("file", "id"))


def test_values_as_people_write_them(tmp_path: Path) -> None:
    """Dates of TOML and in Japanese, names of meetings, and a backslash in a path are all understood."""
    text = '[[document]]\nid = "{0}"\nfile = "d\\\\{0}.txt"\ndate = {1}\nmeeting = "{2}"\ndoc_type = "{3}"\n'
    catalog = _catalog(
        tmp_path,
        text.format("a", "2013-10-03", "日米安全保障協議委員会", "共同発表")
        + text.format("b", '"平成25年10月"', "首脳会談", "白書")
        + text.format("c", "2013", "SCC", "概要"),
    )
    found = [entry.document for of_file in catalog.entries.values() for entry in of_file]
    assert [(each.source, each.date, each.meeting, each.doc_type) for each in found] == [
        ("d/a.txt", "2013-10-03", "2+2", "joint-statement"),
        ("d/b.txt", "2013-10", "summit", "white-paper"),
        ("d/c.txt", "2013", "2+2", "summary"),
    ]


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("[[document]", "catalog.toml: "),
        ("[document]\nid = 'a'", "only [[document]] entries are known, not [document]"),
        ("documents = []", "not documents"),
        ("document = ['a']", "entry 1: not a table"),
        ("[[document]]\nid = 'a'", "entry 1: 'file' is missing"),
        ("[[document]]\nfile = 'a.txt'", "entry 1: 'id' is missing"),
        (_ENTRY + "titel = 'あ'", "unknown key titel; known are id, file, title"),
        (_ENTRY + _ENTRY + "title = 'あ'", "entry 2: the id 'a' is already taken"),
        ("a = " + "[" * 100_000, "not valid TOML (line 1: nested too deeply)"),
        ("[[document]]\nid = ['a']\nfile = 'a.txt'", "entry 1: id = ['a'] is not a text"),
        ("[[document]]\nid = true\nfile = 'a.txt'", "entry 1: id = True is not a text"),
        (_ENTRY + "title = {a = 1}", "title = {'a': 1} is not a text"),
        (_ENTRY + "lines = [5, 2]", "lines = [5, 2] is not [first, last]"),
        (_ENTRY + "lines = [0, 2]", "is not [first, last]"),
        (_ENTRY + "lines = 5", "is not [first, last]"),
        (_ENTRY + "lines = [true, 2]", "is not [first, last]"),
        (_ENTRY + "date = 'きのう'", "date = 'きのう' is not a date"),
        (_ENTRY + "date = '2013-02-30'", "is not a date"),
        (_ENTRY + "date = 2021.10", "date = 2021.1 is not a text"),
        (_ENTRY + "meeting = '宴会'", "meeting = '宴会'; valid values are 2+2, summit"),
        (_ENTRY + "doc_type = '詩'", "valid values are joint-statement"),
        ("[[document]]\nid = 'a b'\nfile = 'a.txt'", "holds a space"),
        ("[[document]]\nid = 'a#1'\nfile = 'a.txt'", "holds a space, #"),
        ('[[document]]\nid = "a\\u001b"\nfile = "a.txt"', "control character"),
    ],
)
def test_a_mistake_is_named_with_its_entry(tmp_path: Path, text: str, says: str) -> None:
    """A malformed catalog is refused: the message says in which entry, what is wrong, and what is valid."""
    with pytest.raises(CatalogError) as caught:
        _catalog(tmp_path, text)
    assert says in caught.value.message
    assert caught.value.remedy


def test_a_catalog_in_another_encoding_is_refused(tmp_path: Path) -> None:
    """TOML is UTF-8: a catalog in CP932 is named, not misread."""
    (tmp_path / "catalog.toml").write_bytes('[[document]]\ntitle = "概要"'.encode("cp932"))
    with pytest.raises(CatalogError, match="it must be TOML in UTF-8"):
        load_catalog(tmp_path)


@pytest.mark.parametrize("name", [catalog.NAME, thesaurus.NAME, notes.NAME])
@pytest.mark.parametrize("make", [Path.mkdir, lambda path: path.symlink_to("nothing")])
def test_what_stands_in_place_of_a_file_is_said(
    tmp_path: Path, name: str, make: Callable[[Path], None]
) -> None:
    """A folder or a dead link that is called like the catalog is not passed over as if there were none."""
    read = {
        catalog.NAME: catalog.load_catalog,
        thesaurus.NAME: thesaurus.load_thesaurus,
        notes.NAME: notes.load_notes,
    }[name]
    read(tmp_path)
    make(tmp_path / name)
    with pytest.raises((CatalogError, ThesaurusError, OSError), match=name):
        read(tmp_path)


def test_a_page_has_no_lines(tmp_path: Path) -> None:
    """The entry of a document has the lines of a text file, and none where the file is no text."""
    (tmp_path / "a.html").write_text("<p>本文です。</p><p>次です。</p>", encoding="utf-8")
    (tmp_path / "b.txt").write_text("本文です。\n\n次です。\n", encoding="utf-8")
    page, text = dump_catalog(describe(tmp_path).documents).split("\n\n")
    assert "lines" not in page
    assert "lines = [1, 3]" in text


def _read(folder: Path, catalog_: str, files: dict[str, str | bytes]) -> list[tuple[str, str, str]]:
    """What became of each file of a corpus with that catalog: its status, and the code of the reason."""
    for name, content in files.items():
        (folder / name).write_bytes(content.encode() if isinstance(content, str) else content)
    _catalog(folder, catalog_)
    report = build_index(folder, folder.parent / f"{folder.name}.index")
    return [(each.source, each.status, each.reasons[0].code if each.reasons else "") for each in report.files]


_TEXT = "会合の概要\n\n閣僚は、議論した。\n\n次の会合である。\n"


@pytest.mark.parametrize(
    ("lines", "code"),
    [
        (("[1, 99]",), "catalog.lines-past"),
        (("[99, 99]",), "catalog.lines-past"),
        (("[1, 99999999999999999999]",), "catalog.lines-past"),
        (("[1, 3]", "[3, 5]"), "catalog.lines-overlap"),
        (("[1, 5]", "[2, 3]"), "catalog.lines-overlap"),
        (("[1, 3]", "[1, 3]"), "catalog.lines-overlap"),
        (("[1, 5]", "[6, 6]"), "catalog.lines-blank"),
        (("[2, 2]",), "catalog.lines-blank"),
        (("[1, 3]", "[4, 4]"), "catalog.lines-blank"),
        (("[1, 3]", ""), "catalog.documents"),
        (("[1, 3]", "[5, 5]"), ""),
        (("[1, 5]",), ""),
    ],
)
def test_lines_that_cannot_be(tmp_path: Path, lines: tuple[str, ...], code: str) -> None:
    """Past the end, of two documents, without a text: the file is named, with the reason, and costs itself alone."""
    entries = "".join(
        f'[[document]]\nid = "d{number}"\nfile = "a.txt"\n' + (f"lines = {each}\n" if each else "")
        for number, each in enumerate(lines)
    )
    found = _read(tmp_path, entries, {"a.txt": _TEXT, "b.txt": "別の文書である。\n"})
    assert found == [("a.txt", "skipped" if code else "added", code), ("b.txt", "added", "")]


@pytest.mark.parametrize("lines", ["[9, 1]", "[0, 4]", "[-3, 4]", "[1.0, 4.0]", '"1-4"', "[4]", "[1, 2, 3]", "[]",
    "[true, true]", "[nan, inf]", "[2013-01-01, 2013-01-02]", "{}", "4"])  # fmt: skip
def test_lines_that_are_none(tmp_path: Path, lines: str) -> None:
    """What is not two whole numbers in order is refused before anything is read."""
    with pytest.raises(CatalogError) as error:
        _catalog(tmp_path, f"{_ENTRY}lines = {lines}\n")
    assert error.value.code == "catalog.lines"


@pytest.mark.parametrize("key", ["date", "accessed"])
@pytest.mark.parametrize(
    "value",
    [
        '"2013-02-30"',
        '"2013-13-01"',
        '"2013-00"',
        '"0000"',
        '"2013年2月30日"',
        '"令和0年"',
        '"平成32年"',
        '"昭和65年1月8日"',
        '"大正16年"',
        '"tomorrow"',
        '"13"',
        '"20131003"',
        '"-2013"',
        '"2013-10-03T10:00:00Z"',
        '"  "',
        '"\\u0000"',
        "2013-10-03T10:00:00",
        "-5",
        "0",
        "99999",
        "true",
        "1.5",
        "10:00:00",
        "inf",
        "[2013]",
        "{a=1}",
    ],
)
def test_dates_that_cannot_be(tmp_path: Path, key: str, value: str) -> None:
    """A day that no month has, a year that no era has, what is no date: refused by its entry, with what to write."""
    with pytest.raises(CatalogError, match=rf"entry 1: {key} = .*(Write 2013|quotes)"):
        _catalog(tmp_path, f"{_ENTRY}{key} = {value}\n")


@pytest.mark.parametrize(
    "value",
    ["2013", "0x7dd", "2013-02-28", '"昭和64年1月7日"', '"平成31年5月1日"', '"２０１３年"', '"2013.10.3"'],
)
def test_dates_that_can_be(tmp_path: Path, value: str) -> None:
    """Either calendar, with quotes or without; an era is written on for some weeks after its end."""
    (entry,) = _catalog(tmp_path, f"{_ENTRY}date = {value}\n").of("a.txt")
    assert entry.document.date[:4] in ("2013", "1989", "2019")


@pytest.mark.parametrize(
    ("key", "value"),
    [("meeting", "2+3"), ("meeting", "none"), ("meeting", "\\u0000"), ("doc_type", "white paper")],
)
def test_codes_that_cannot_be(tmp_path: Path, key: str, value: str) -> None:
    """A kind of meeting or of document that is none is refused with those that there are."""
    with pytest.raises(CatalogError, match=f"entry 1: {key} = .*; valid values are "):
        _catalog(tmp_path, f'{_ENTRY}{key} = "{value}"\n')


@pytest.mark.parametrize("of_file", ["ガ.txt", "カ\u3099.txt"])
@pytest.mark.parametrize("of_entry", ["ガ.txt", "カ\u3099.txt", "./ガ.txt"])
def test_a_name_whose_marks_are_written_apart(tmp_path: Path, of_file: str, of_entry: str) -> None:
    """An entry is of the file that it names, in whichever way file system and person write ガ; so it is in an archive."""
    entry = '[[document]]\nid = "d{0}"\ntitle = "題"\nfile = "{1}"\n'
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as packed:
        packed.writestr(of_file, _TEXT)
    inside = f"a.zip!{of_entry.removeprefix('./')}"
    files: dict[str, str | bytes] = {of_file: _TEXT, "a.zip": archive.getvalue()}
    found = _read(tmp_path, entry.format(1, of_entry) + entry.format(2, inside), files)
    assert sorted(found) == sorted([(of_file, "added", ""), ("a.zip", "added", "")])
    with open_index(tmp_path.parent / f"{tmp_path.name}.index") as index:
        assert sorted((each.id, each.title, each.source) for each in index.documents()) == [
            ("d1", "題", of_file),
            ("d2", "題", f"a.zip!{of_file}"),
        ]


def test_entries_that_no_document_is_made_by(tmp_path: Path) -> None:
    """Those of what is not in the corpus, not in an archive, the archive itself, or ready passages, are named."""
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as packed:
        packed.writestr("a.txt", _TEXT)
    names = ("gone.txt", "a.zip!gone.txt", "a.zip", "p.jsonl")
    entries = "".join(
        f'[[document]]\nid = "d{number}"\nfile = "{name}"\n' for number, name in enumerate(names)
    )
    ready = '{"id": "x#1", "text": "語である。"}\n'
    found = _read(tmp_path, entries, {"a.zip": archive.getvalue(), "p.jsonl": ready})
    assert [(source, code) for source, status, code in found if status == "skipped"] == [
        ("a.zip", "file.catalog-no-part"),
        ("a.zip!gone.txt", "file.catalog-no-part"),
        ("gone.txt", "file.catalog-missing"),
        ("p.jsonl", "file.catalog-ready"),
    ]
