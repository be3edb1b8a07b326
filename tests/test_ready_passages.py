"""Ready passages: `.jsonl` files."""

from __future__ import annotations

import json
from dataclasses import asdict, replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fumikura.errors import UnreadableError
from fumikura.models import Document, Passage
from fumikura.reading.formats.jsonl import read_ready
from hits import PASSAGE


def _line(**fields: Any) -> str:
    return json.dumps({"id": "p1", "text": "文である。", **fields}, ensure_ascii=False)


def _read(*lines: str) -> tuple[tuple[Document, ...], tuple[Passage, ...]]:
    ready = read_ready("\n".join(lines) + "\n", "a.jsonl", "a")
    return ready.documents, ready.passages


def test_id_and_text_are_enough() -> None:
    """A passage of an id and a text belongs to the document that the file is named for; the rest is empty."""
    documents, passages = _read(_line())
    assert passages == (Passage("p1", "a", "a", text="文である。", source="a.jsonl", lines=(1, 1)),)
    assert documents == (Document("a", "a", source="a.jsonl", lines=(1, 1)),)


def test_all_fields_are_kept() -> None:
    """A passage as it is exported comes back as it was, its place in the new file aside."""
    whole = replace(PASSAGE, source="a.jsonl", lines=(1, 1))
    assert _read(json.dumps(asdict(whole)))[1] == (whole,)


def test_fields_as_csv_has_them() -> None:
    """A section path with ` > `, glosses with ` / `, dates and codes by their names are understood."""
    line = _line(
        section="Ⅰ > 1 概観",
        glosses="かく / かくりょう",
        date="平成25年10月3日",
        meeting="日米安全保障協議委員会",
        doc_type="共同発表",
        side="米側",
        kind="箇条書き",
    )
    (passage,) = _read(line)[1]
    assert (passage.section, passage.glosses) == (("Ⅰ", "1 概観"), ("かく", "かくりょう"))
    assert (passage.date, passage.year) == ("2013-10-03", 2013)
    found = (passage.meeting, passage.doc_type, passage.side, passage.kind)
    assert found == ("2+2", "joint-statement", "us", "list-item")


@pytest.mark.parametrize(
    "fields", [{"year": 2013}, {"date": "2013"}, {"date": 2013}, {"date": "", "year": "平成25年"}]
)
def test_a_year_alone_is_a_date(fields: dict[str, Any]) -> None:
    """A year, as a number or in words, dates a passage."""
    (passage,) = _read(_line(**fields))[1]
    assert (passage.date, passage.year) == ("2013", 2013)


def test_empty_lines_and_a_mark_are_passed_over() -> None:
    """Lines count as an editor counts them, whatever is empty."""
    passages = read_ready(f"\ufeff\n{_line()}\n\n  \n{_line(id='p2')}", "a.jsonl", "a").passages
    assert [(each.id, each.lines) for each in passages] == [("p1", (2, 2)), ("p2", (5, 5))]


def test_one_file_holds_several_documents() -> None:
    """Each document has the title and lines of its passages, and its id for a title where they differ."""
    documents, _ = _read(
        _line(id="p1", document="x", title="一"),
        _line(id="p2", document="y", title="二"),
        _line(id="p3", document="x", title="一"),
        _line(id="p4", document="y", title="三"),
    )
    assert [(each.id, each.title, each.lines) for each in documents] == [
        ("x", "一", (1, 3)),
        ("y", "y", (2, 4)),
    ]


def test_unknown_fields_do_no_harm() -> None:
    """A hit of JSON Lines has rank and score besides; they are passed over."""
    assert _read(_line(rank=1, score=2.5, lines=[7, 9]))[1] == _read(_line())[1]


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("{", "not valid JSON"),
        ("[" * 100_000, "not valid JSON"),
        ("[1]", "not a JSON object"),
        ('"文"', "not a JSON object"),
        ("{}", "the field 'id' is missing"),
        ('{"id": "p1"}', "the field 'text' is missing"),
        (_line(text=""), "the field 'text' is missing, empty"),
        (_line(text="  "), "the field 'text' is missing, empty"),
        (_line(id="p\ud800#1"), "the field 'id' has half a character"),
        (_line(document="\udfff"), "the field 'document' has half a character"),
        *(
            (_line(**{name: "a\ud800b"}), f"the field '{name}' has half a character")
            for name in (
                "publisher",
                "place",
                "speaker",
                "side",
                "page",
                "meeting",
                "doc_type",
                "kind",
                "tags",
            )
        ),
        (_line(tags=["a", "b\udc00"]), "the field 'tags' has half a character"),
        (_line(id=3), "the field 'id' is missing, empty or not a text"),
        (_line(title=3), "the field 'title' is not a text"),
        (_line(section=[1]), "the field 'section' is neither"),
        (_line(date="きのう"), "the date 'きのう' is not a valid date"),
        (_line(date="2013-02-30"), "the date '2013-02-30' is not a valid date"),
        (_line(meeting="宴会"), "valid values are 2+2, summit"),
        (_line(kind="poem"), "valid values are paragraph"),
        (_line(doc_type="詩"), "valid values are joint-statement"),
        (_line(side="左"), "valid values are japan, us, both"),
    ],
)
def test_a_mistake_is_named_with_its_line(line: str, says: str) -> None:
    """What is wrong with a line is said, with the file and the number of the line, and costs that line alone."""
    ready = read_ready("\n".join((_line(id="p0"), line, _line(id="p9"))), "a.jsonl", "a")
    assert [passage.id for passage in ready.passages] == ["p0", "p9"]
    (fault,) = ready.faults
    assert isinstance(fault, UnreadableError)
    assert fault.message.startswith("a.jsonl, line 2: ")
    assert says in fault.message
    assert fault.remedy


def test_a_file_of_mistakes_is_none() -> None:
    """Where no line is a passage, the file can't be read, and the first mistake says why; of many, some are named."""
    with pytest.raises(UnreadableError, match="line 1: not valid JSON"):
        _read("{", "{")
    ready = read_ready("\n".join((_line(), *["{"] * 100)), "a.jsonl", "a")
    assert len(ready.faults) == 21
    assert str(ready.faults[-1]) == "a.jsonl: 80 more such lines."


def test_an_id_stands_once() -> None:
    """The second passage of an id is a mistake, and the first is named."""
    ready = read_ready("\n".join((_line(), _line(id="p2"), _line())), "a.jsonl", "a")
    assert [passage.id for passage in ready.passages] == ["p1", "p2"]
    assert "line 3: the id 'p1' is already in line 1" in str(ready.faults[0])


_json = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=5,
)


@given(
    st.dictionaries(
        st.sampled_from("id text document title date year meeting section glosses kind side".split()),
        _json,
    )
)  # fmt: skip
def test_any_object_gives_a_passage_or_a_message(value: dict[str, Any]) -> None:
    """Whatever stands in the fields, the answer is a passage or an error of ours."""
    try:
        documents, passages = _read(json.dumps(value))
    except UnreadableError:
        return
    assert len(documents) == len(passages) == 1


@given(st.lists(st.text(st.characters(exclude_categories=["Cs"])).filter(str.strip), min_size=1, max_size=5))
def test_texts_come_back_as_they_were(texts: list[str]) -> None:
    """No character of a text is changed, line ends and controls included."""
    lines = [_line(id=f"p{n}", text=text) for n, text in enumerate(texts)]
    assert [each.text for each in _read(*lines)[1]] == texts
