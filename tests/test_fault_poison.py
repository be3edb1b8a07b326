"""An index made by somebody who means harm: nothing in it runs, and whatever is in it is answered by an error of ours."""

from __future__ import annotations

import hashlib
import json
import pickle
import random
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from fault_index import make_state
from fumikura.build import build_index
from fumikura.engines import open_engine, open_writer
from fumikura.engines.protocol import ids_of
from fumikura.engines.snapshots.checksums import checksum_of, checksums_to_json
from fumikura.engines.snapshots.pointer import GenerationRef, Pointer, write_pointer
from fumikura.errors import IndexError_, UnknownIdError
from fumikura.search import open_index


class _Poison:
    """Leaves a mark where it is unpickled."""

    def __init__(self, mark: Path) -> None:
        self._mark = mark

    def __reduce__(self) -> tuple[Callable[..., Any], tuple[Any, ...]]:
        return Path.touch, (self._mark,)


@pytest.fixture(name="index")
def _index(tmp_path: Path) -> Path:
    """A small index of one state."""
    make_state(tmp_path / "corpus", 0, files=2, paragraphs=2)
    build_index(tmp_path / "corpus", tmp_path / "index")
    return tmp_path / "index"


def _signed(index: Path, manifest: Any = None) -> None:
    """Make all checksums right for what is in the index now."""
    generation = next(path for path in index.glob("g*"))
    path = generation / "manifest.json"
    value = json.loads(path.read_bytes()) if manifest is None else manifest
    if manifest is None:
        names = [each for each in sorted(generation.iterdir()) if each != path]
        value["sums"] = checksums_to_json({each.name: checksum_of(each) for each in names})
    path.write_text(json.dumps(value), encoding="utf-8")
    write_pointer(
        index, Pointer(GenerationRef(generation.name, hashlib.sha256(path.read_bytes()).hexdigest()), None)
    )


def _used(index: Path) -> None:
    """Do with an index all that can be done: an error of ours is all that may come of it."""
    for use in (_read, _checked, _written):
        try:
            use(index)
        except IndexError_ as error:
            assert error.message
            assert error.remedy


def _read(index: Path) -> None:
    with open_index(index) as opened:
        for query in ("台湾", '"状態"', "重要性~1 OR 議論*", "同盟 NEAR/5 抑止", "title:f"):
            opened.search(query, limit=None, timeout=5)
        opened.search("台湾 OR 日米", year=2013, date_from="2013-10-03", sort="-date")
        opened.documents()
        for id_ in ids_of(opened.engine):
            opened.neighbours(id_, 2)
        opened.engine.info()
        opened.engine.facet("year")


def _checked(index: Path) -> None:
    with closing(open_engine(index)) as engine:
        engine.verify()


def _written(index: Path) -> None:
    make_state(index.parent / "corpus", random.randrange(1000), files=2, paragraphs=2)
    with open_writer(index) as writer:
        for source in list(writer.files):
            writer.remove_file(source)
        writer.commit()


def _files(index: Path) -> Iterator[Path]:
    yield from sorted(path for path in index.rglob("*") if path.is_file() and path.name != "lock")


@pytest.mark.parametrize("signed", [False, True])
def test_no_pickle_runs(index: Path, tmp_path: Path, signed: bool) -> None:
    """A pickle in the place of any file, or at its end, is not loaded, though all checksums are right."""
    mark = tmp_path / "mark"
    poison = pickle.dumps(_Poison(mark))
    pickle.loads(poison)
    assert mark.exists()
    mark.unlink()
    for path in _files(index):
        content = path.read_bytes()
        pointer = (index / "current.json").read_bytes()
        manifest = next(index.glob("g*/manifest.json")).read_bytes()
        for poisoned in (poison, content + poison, content[: len(content) // 2] + poison):
            path.write_bytes(poisoned)
            if signed and path.name not in ("current.json", "manifest.json"):
                _signed(index)
            _used_without_writing(index)
        path.write_bytes(content)
        (index / "current.json").write_bytes(pointer)
        next(index.glob("g*/manifest.json")).write_bytes(manifest)
        assert not mark.exists(), path
    with open_index(index) as opened:
        assert len(opened) == 4


def _used_without_writing(index: Path) -> None:
    for use in (_read, _checked):
        try:
            use(index)
        except (IndexError_, UnknownIdError) as error:  # the second where the list of ids was altered
            assert error.remedy


def test_what_whoosh_would_load_is_not_looked_at(index: Path, tmp_path: Path) -> None:
    """A table of contents and a segment of Whoosh's own, poisoned, lie in the index, and nothing happens."""
    mark = tmp_path / "mark"
    poison = pickle.dumps(_Poison(mark))
    generation = next(index.glob("g*"))
    for name in ("_MAIN_1.toc", "_passages_1.toc", "_passages_0.toc", "passages_aaaa.seg", "MAIN_WRITELOCK"):
        (generation / name).write_bytes(poison)
    _used(index)
    alien = tmp_path / "alien"
    alien.mkdir()
    (alien / "_MAIN_1.toc").write_bytes(poison)
    for opener in (open_engine, open_writer):
        with pytest.raises(IndexError_, match=r"no index|_MAIN_1\.toc"):
            opener(alien)
    assert (alien / "_MAIN_1.toc").read_bytes() == poison
    assert not mark.exists()


_JUNK: tuple[Any, ...] = (None, -1, 2**40, 1.5, "x", "../../x", "", [], [[]], {}, {"x": 1}, True, "\ud800")


def _places(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    yield path
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, inner in items:
        yield from _places(inner, (*path, key))


def test_a_manifest_of_anything(index: Path) -> None:
    """Each value of the manifest may be of any type, and be signed: an error of ours, no file outside is touched."""
    rng = random.Random(0)
    manifest = json.loads(next(index.glob("g*/manifest.json")).read_bytes())
    for place in _places(manifest):
        altered = json.loads(json.dumps(manifest))
        junk = rng.choice(_JUNK)
        if place:
            inner = altered
            for key in place[:-1]:
                inner = inner[key]
            inner[place[-1]] = junk
        _signed(index, altered if place else junk)
        _used_without_writing(index)


def test_files_of_anything_with_checksums_that_are_right(index: Path) -> None:
    """Bytes altered at random and signed: whatever they mean, there is an answer or an error of ours, and soon."""
    rng = random.Random(1)
    files = [path for path in _files(index) if path.name not in ("current.json", "manifest.json")]
    for number in range(50):
        path = files[number % len(files)]
        content = path.read_bytes()
        if not content:
            continue
        altered = bytearray(content)
        for _ in range(rng.choice((1, 1, 4, 50))):
            altered[rng.randrange(len(altered))] = rng.choice((0, 1, 0x7F, 0x80, 0xFF, rng.randrange(256)))
        path.write_bytes(bytes(altered[: rng.choice((len(altered), rng.randrange(len(altered))))]))
        _signed(index)
        _used_without_writing(index)
        path.write_bytes(content)
        _signed(index)
