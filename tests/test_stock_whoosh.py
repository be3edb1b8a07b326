"""The index is Whoosh's own: whoever knows Whoosh opens it, and what fumikura reads of it is what Whoosh reads."""

from __future__ import annotations

import os
import pickle
import random
import subprocess
import sys
import zlib
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from whoosh.analysis import SpaceSeparatedTokenizer
from whoosh.codec.whoosh3 import W3TermInfo
from whoosh.fields import TEXT, Schema
from whoosh.filedb.filestore import RamStorage
from whoosh.index import FileIndex, exists_in, open_dir
from whoosh.reading import SegmentReader

from fumikura.engines import open_engine, open_writer
from fumikura.engines.whoosh.postings import read_postings
from fumikura.engines.whoosh.safe_loading import SafeCodec, load
from fumikura.engines.whoosh.schema import JapaneseTokenizer, make_schema
from fumikura.search import open_index
from sample import SAMPLE, make_passage, record, write_index

_ALONE = """
import sys
from whoosh.index import open_dir
from whoosh.qparser import QueryParser

index = open_dir(sys.argv[1])
with index.searcher() as searcher:
    for words in sys.argv[2:]:
        query = QueryParser("text", index.schema).parse(words)
        found = searcher.search(query, limit=None)
        print(words, *sorted(hit["id"] for hit in found))
assert not any(name.startswith("fumikura.engines.whoosh.engine") for name in sys.modules)
"""


@pytest.fixture(name="generation", scope="module")
def _generation(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The current generation of an index of the sample."""
    return next(write_index(tmp_path_factory.mktemp("index"), SAMPLE).glob("g*"))


def test_whoosh_opens_the_index_by_itself(generation: Path) -> None:
    """A program that uses Whoosh alone parses words, one of them inflected, and gets the passages that have them."""
    assert exists_in(str(generation))
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", _ALONE, str(generation), "台湾海峡", "損なう", "日米同盟"],
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    assert done.stdout.splitlines() == ["台湾海峡 a#1", "損なう a#2", "日米同盟 b#1"]


def test_postings_of_a_search_come_from_the_reader_of_whoosh(
    generation: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each term of a search is asked of Whoosh's reader."""
    asked: list[tuple[str, str]] = []
    real = SegmentReader.postings

    def postings(reader: Any, field: str, text: str, scorer: Any = None) -> Any:
        asked.append((field, text))
        return real(reader, field, text, scorer)

    monkeypatch.setattr(SegmentReader, "postings", postings)
    with open_index(generation.parent) as index:
        assert index.search("台湾海峡").total == 1
    assert {("text", "台湾"), ("text", "海峡")} <= set(asked)


def test_the_schema_is_of_the_field_types_of_whoosh(generation: Path) -> None:
    """On disk no field is of a type of ours, so that Whoosh needs of fumikura its tokenizer alone."""
    schema = open_dir(str(generation)).schema
    assert {type(field).__module__ for _, field in schema.items()} == {"whoosh.fields"}
    assert set(schema.names()) == set(make_schema().names())
    assert schema["text"].analyzer == JapaneseTokenizer()


def test_the_tokenizer_says_where_words_stand() -> None:
    """Terms with positions and with offsets into the text as it was given."""
    text = "両閣僚は、F-35を ２０１３年に配備した。"
    tokens = [
        (token.text, token.pos, text[token.startchar : token.endchar])
        for token in JapaneseTokenizer()(text, positions=True, chars=True)
    ]
    assert tokens == [
        ("両", 0, "両"), ("閣僚", 1, "閣僚"), ("f35", 4, "F-35"), ("2013", 6, "２０１３"), ("年", 7, "年"),
        ("配備", 9, "配備"), ("為る", 10, "し"),
    ]  # fmt: skip


def _random_index(rng: random.Random, runs: int) -> Any:
    """An index of Whoosh's own writer, of several segments, with deletions."""
    index = FileIndex.create(RamStorage(), Schema(text=TEXT(SpaceSeparatedTokenizer())), "MAIN")
    for _ in range(runs):
        writer = index.writer()
        for _ in range(rng.choice((1, 5, 300))):
            writer.add_document(text=" ".join(rng.choice("abcdefg") for _ in range(rng.randint(0, 12))))
        writer.commit(merge=False)
    writer = index.writer()
    for number in rng.sample(range(index.doc_count_all()), index.doc_count_all() // 3):
        writer.delete_document(number)
    writer.commit(merge=False)
    return index


def test_blocks_hold_what_the_matchers_of_whoosh_give() -> None:
    """Passages and weights read a block at a time are those of Whoosh's public matchers, on random indexes of its own."""
    rng = random.Random(3)
    for _ in range(12):
        index = _random_index(rng, rng.randint(1, 3))
        with closing(index.reader()) as reader:
            for leaf, _ in reader.leaf_readers():
                for term in "abcdefgz":
                    expected: list[tuple[int, float]] = []
                    matcher = leaf.postings("text", term) if ("text", term) in leaf else None
                    while matcher is not None and matcher.is_active():
                        expected.append((matcher.id(), matcher.weight()))
                        matcher.next()
                    assert [*zip(*read_postings(leaf, "text", term), strict=True)] == expected


def test_what_we_write_the_matchers_of_whoosh_read(tmp_path: Path) -> None:
    """Passages, weights and positions of an index of ours, through merges too, by Whoosh's public matchers."""
    rng = random.Random(4)
    words = ["台湾", "海峡", "平和", "の", "防衛"]
    texts = [[rng.choice(words) for _ in range(rng.randint(1, 300))] for _ in range(14)]
    for number, text in enumerate(texts):
        passage = make_passage("、".join(text), f"d{number:03}", 1)
        with open_writer(tmp_path) as writer:
            writer.add_file(record([passage]), [passage])
            writer.commit()
    current = open_dir(str(max(tmp_path.glob("g*"))))
    with closing(current.reader()) as reader:
        for number, text in enumerate(texts):
            for term in ("台湾", "海峡"):
                positions = {}
                matcher = reader.postings("text", term)
                while matcher.is_active():
                    positions[reader.stored_fields(matcher.id())["id"]] = matcher.value_as("positions")
                    matcher.next()
                expected = [2 * at for at, word in enumerate(text) if word == term]
                assert positions.get(f"d{number:03}#1", []) == expected


def test_long_lists_and_stored_values_are_read_by_whoosh(tmp_path: Path) -> None:
    """A list of several blocks, and passages as they are stored, by Whoosh's public reader and in its matchers' order."""
    rng = random.Random(5)
    texts = [f"海峡の{rng.choice(('平和', '安定', '防衛'))}" * rng.randint(1, 3) for _ in range(1_300)]
    passages = [make_passage(text, "d", number) for number, text in enumerate(texts)]
    current = open_dir(str(next(write_index(tmp_path, passages).glob("g*"))))
    with closing(current.reader()) as reader:
        matcher = reader.postings("text", "平和")
        assert [*matcher.all_ids()] == [number for number, text in enumerate(texts) if "平和" in text]
        matcher = reader.postings("text", "海峡")
        matcher.skip_to(1_000)
        assert (matcher.id(), matcher.value_as("frequency")) == (1_000, texts[1_000].count("海峡"))
        assert [reader.stored_fields(number)["text"] for number in range(len(texts))] == texts


class _Poison:
    """Leaves a mark where it is unpickled."""

    def __init__(self, mark: Path) -> None:
        self._mark = mark

    def __reduce__(self) -> tuple[Callable[..., Any], tuple[Any, ...]]:
        return Path.touch, (self._mark,)


def _loaders() -> Iterator[tuple[str, Callable[[bytes], Any]]]:
    yield "a value", load
    yield (
        "postings beside a term",
        lambda data: _term_info_of(b"\1" + bytes(W3TermInfo._struct.size - 1) + data),
    )


def _term_info_of(data: bytes) -> Any:
    from fumikura.engines.whoosh.safe_loading import _term_info

    return _term_info(data)


@pytest.mark.parametrize(("name", "loader"), list(_loaders()))
@pytest.mark.parametrize("protocol", [0, 2, 5])
def test_no_loader_runs_what_it_loads(
    tmp_path: Path, name: str, loader: Callable[[bytes], Any], protocol: int
) -> None:
    """A pickle that would run something is refused."""
    mark = tmp_path / "mark"
    with pytest.raises(pickle.UnpicklingError, match="no place in an index"):
        loader(pickle.dumps((_Poison(mark),), protocol))
    assert not mark.exists(), name


def test_nothing_runs_whatever_place_is_poisoned(tmp_path: Path) -> None:
    """Each pickle that Whoosh would load, in every file of an index and in its place, is taken for damage."""
    mark = tmp_path / "mark"
    poison = pickle.dumps((_Poison(mark),), 2)
    write_index(tmp_path / "index", [make_passage("台湾海峡の平和。" * 3, "d", n) for n in range(300)])
    generation = next((tmp_path / "index").glob("g*"))
    tried = 0
    for path in sorted(generation.iterdir()):
        content = path.read_bytes()
        for at in _pickles_in(content):
            for poisoned in (poison, zlib.compress(poison)):
                path.write_bytes(content[:at] + poisoned + content[at + len(poisoned) :])
                tried += 1
                _opened_by_us(generation)
                assert not mark.exists(), (path.name, at)
        path.write_bytes(content)
    assert tried > 20


def _pickles_in(content: bytes) -> Iterator[int]:
    """Where pickles begin in a file: those of three protocols, and what is compressed."""
    windows = [zlib.compressobj(level, zlib.DEFLATED, size) for level in (3, 6) for size in range(10, 16)]
    compressed = [(each.compress(b"a") + each.flush())[:2] for each in windows]
    for start in (b"\x80\x02", b"\x80\x03", b"\x80\x04", *compressed):
        at = content.find(start)
        for _ in range(6):
            if at >= 0:
                yield at
                at = content.find(start, at + 1)


def _opened_by_us(generation: Path) -> None:
    """Open the segments of a generation as fumikura does, past its checksums, and read all of them."""
    from whoosh.index import TOC

    from fumikura.engines.whoosh.safe_loading import CheckedStorage

    try:
        storage = CheckedStorage(generation)
        for segment in TOC.read(storage, "MAIN", schema=make_schema()).segments:
            reader = SegmentReader(storage, make_schema(), segment, codec=SafeCodec())
            for field, term in list(reader.all_terms()):
                read_postings(reader, field, term)
            for number in range(segment.doc_count_all()):
                reader.stored_fields(number)
    except Exception:  # whatever it is, nothing ran: that is asked for here
        return


def test_another_index_in_the_same_process_is_opened_as_it_was(tmp_path: Path) -> None:
    """What fumikura refuses to load is its own affair: Whoosh itself is not changed."""
    from whoosh import columns

    with open_index(write_index(tmp_path / "ours", SAMPLE)) as index:
        assert index.search("台湾").total
    storage = RamStorage()
    column = columns.PickleColumn(columns.VarBytesColumn())
    with storage.create_file("c") as file:
        writer = column.writer(file)
        writer.add(0, {"a": complex(1, 2)})
        writer.finish(1)
    length = storage.file_length("c")
    assert column.reader(storage.open_file("c"), 0, length, 1)[0] == {"a": complex(1, 2)}


def test_versions_name_whoosh(generation: Path) -> None:
    """An index says which Whoosh wrote it."""
    with closing(open_engine(generation.parent)) as engine:
        assert engine.info().versions["whoosh"].startswith(("2.7", "3."))
