"""Arguments of Python: of a wrong type, after a close, in a process that may have no others."""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import fumikura
from fumikura.errors import ArgumentError, IndexDamagedError, IndexError_

_CALLS: dict[str, tuple[Callable[[fumikura.Index, Any], object], str]] = {
    "search": (lambda index, value: index.search(value), "query"),
    "limit": (lambda index, value: index.search("台湾", limit=(value,)), "limit"),  # type: ignore[arg-type]
    "timeout": (lambda index, value: index.search("台湾", timeout=[value]), "timeout"),  # type: ignore[arg-type]
    "passage": (lambda index, value: index.passage(value), "passage_id"),
    "neighbours": (lambda index, value: index.neighbours("scc-2021#1", [value]), "n"),  # type: ignore[arg-type]
    "suggest": (lambda index, value: index.suggest(value), "word"),
    "parts_of": (lambda index, value: index.parts_of(value), "word"),
    "listing": (lambda index, value: index.listing(offset=(value,)), "offset"),  # type: ignore[arg-type]
    "kwic": (lambda index, value: index.kwic(value), "query"),
    "count": (lambda index, value: index.count([value]), "queries"),
    "words": (lambda index, value: index.words(pos=value), "pos"),
    "against": (lambda index, value: index.key_words([value]), "against"),  # type: ignore[arg-type]
    "collocates": (lambda index, value: index.collocates("台湾", stop=[value]), "stop"),
    "lineage": (lambda index, value: index.lineage(value), "seed"),
    "diff": (lambda index, value: index.diff("scc-2013", [value]), "after"),
    "cite": (lambda index, value: index.cite([value]), "ids"),
    "plan": (lambda index, value: index.plan(value), "query"),
    "index": (lambda _, value: fumikura.open_index(value), "path"),
    "corpus": (lambda _, value: fumikura.build_index(value, "nowhere"), "corpus"),
    "paths": (lambda _, value: fumikura.build_index("nowhere", "nowhere", paths=[value]), "paths"),
    "encoding": (lambda _, value: fumikura.build_index("nowhere", "nowhere", encoding=value), "encoding"),
}


@pytest.mark.parametrize("name", _CALLS)
def test_an_argument_of_a_wrong_type_is_named(folder: Path, name: str) -> None:
    """Bytes, a number, an object: the error says which argument it is, and which type it takes."""
    call, argument = _CALLS[name]
    with fumikura.open_index(folder / "index") as index:
        for value in (b"x", 1.5, object()):
            with pytest.raises(ArgumentError) as raised:
                call(index, value)
            assert raised.value.values["name"] == argument
            assert raised.value.message.startswith(f"{argument} is ")


def test_what_fits_is_passed_on(folder: Path) -> None:
    """Lists for sequences, any path, a whole number where there may be a fraction, None where that means something."""
    with fumikura.open_index(folder / "index") as index:
        assert index.search("台湾", limit=None, timeout=5).total == 3
        assert index.count(["台湾"], by=["year"]).rows == index.count("台湾").rows
        assert len(index.cite(id_ for id_ in ["scc-2013", "scc-2021#1"])) == 2
        assert index.diff(index.passages(document="scc-2013"), {"document": "scc-2021"}).rows


@pytest.mark.parametrize(
    "use",
    [
        lambda index: index.search("台湾"), lambda index: index.passages(), lambda index: index.documents(),
        lambda index: index.passage("scc-2021#1"), len, lambda index: index.suggest("台灣海"),
        lambda index: index.definitions(), lambda index: index.kwic("台湾"), lambda index: index.words(),
        lambda index: index.files,
    ],
)  # fmt: skip
def test_an_index_that_was_closed_says_so(folder: Path, use: Callable[[fumikura.Index], object]) -> None:
    """Not that it is damaged, nor that it should be built again; and it may be closed twice."""
    with fumikura.open_index(folder / "index") as index:
        pass
    with pytest.raises(IndexError_, match="The index was closed") as raised:
        use(index)
    assert not isinstance(raised.value, IndexDamagedError)
    index.close()


def _build(folder: Path) -> None:
    fumikura.build_index(folder / "corpus", folder / "index", jobs=2)


def test_a_process_that_may_have_no_others_reads_alone(tmp_path: Path) -> None:
    """Daemonic processes, as those of pools are, can't begin others: the index is built all the same."""
    (tmp_path / "corpus").mkdir()
    for name in "ab":
        (tmp_path / "corpus" / f"{name}.txt").write_text(f"台湾海峡の{name}。\n", encoding="utf-8")
    process = multiprocessing.get_context("fork").Process(target=_build, args=(tmp_path,), daemon=True)
    process.start()
    process.join()
    assert process.exitcode == 0
    with fumikura.open_index(tmp_path / "index") as index:
        assert index.search("台湾海峡").total == 2
