"""How an index keeps its numbers: packed lists, posting lists, rows of bits, ids."""

from __future__ import annotations

from array import array
from itertools import accumulate

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from fumikura.engines.whoosh_engine import packing
from fumikura.engines.whoosh_engine.batch import Occurrences, rows_of_bits, rows_of_texts
from fumikura.engines.whoosh_engine.cuts import Cuts
from fumikura.engines.whoosh_engine.gathered import Gathered
from fumikura.engines.whoosh_engine.grams import Grams, grams_of, pack_grams
from fumikura.engines.whoosh_engine.keys import Keys, hashes_of, pack_keys
from fumikura.engines.whoosh_engine.packing import apart, numbers_of, pack_lists, sums_of
from fumikura.engines.whoosh_engine.postings import PostingList
from fumikura.engines.whoosh_engine.rows import Rows, sizes_bytes
from fumikura.engines.whoosh_engine.stored import IN_A_BLOCK, Block, BlockWriter

NUMBERS = st.one_of(
    st.integers(0, 300),
    st.sampled_from((254, 255, 256, 510, 65_534, 65_535, 65_536)),
    st.integers(0, 2**32 - 1),
)
LISTS = st.lists(st.lists(NUMBERS, min_size=1, max_size=20), min_size=1, max_size=20)


@given(LISTS)
def test_packed_lists_are_read_as_they_were(lists: list[list[int]]) -> None:
    """Each list comes out of its bytes, whatever its type: its numbers whole, and the sums along it."""
    numbers = np.array([number for each in lists for number in each], np.int64)
    starts = np.array([0, *accumulate(map(len, lists))][:-1])
    packed = pack_lists(numbers, starts)
    assert [apart(packed.codes[index], packed[index]).tolist() for index in range(len(lists))] == lists
    for index, each in enumerate(lists):
        if sum(each) < 2**32:
            assert sums_of(packed.codes[index], packed[index]).tolist() == list(accumulate(each))


@pytest.mark.parametrize(
    ("numbers", "code", "size"),
    [([1, 254], 0, 2), ([255], 0, 2), ([1] * 9 + [600], 0, 12), ([500, 600], 1, 4), ([2**32 - 1], 2, 4)],
)
def test_the_type_that_takes_least(numbers: list[int], code: int, size: int) -> None:
    """A number too large for a byte is several of them, as long as this takes no more than wider numbers for all."""
    packed = pack_lists(np.array(numbers, np.int64), np.array([0]))
    assert (packed.codes[0], len(packed[0])) == (code, size)
    assert sum(numbers_of(code, packed[0])) == sum(numbers)


def test_no_lists() -> None:
    """Of nothing, nothing is made."""
    assert list(pack_lists(np.empty(0, np.int64), np.empty(0, np.int64)).codes) == []


OCCURRENCES = st.sets(
    st.tuples(st.sampled_from(("海", "峡", "台湾", "a")), st.integers(0, 700), st.integers(0, 70_000)),
    max_size=60,
)


@given(OCCURRENCES, OCCURRENCES)
def test_occurrences_become_posting_lists(
    first: set[tuple[str, int, int]], second: set[tuple[str, int, int]]
) -> None:
    """Terms in order, each with its passages and positions, from two batches of which the second is numbered on."""
    gathered, expected = Gathered(), dict[str, dict[int, list[int]]]()
    for base, found in ((0, sorted(first)), (1_000, sorted(second))):
        names = sorted({term for term, _, _ in found}, reverse=True)
        columns = np.array([(names.index(term), number, at) for term, number, at in found]).reshape(-1, 3)
        gathered.add("text", Occurrences(names, columns[:, 0], columns[:, 1], columns[:, 2]), base)
        for term, number, at in found:
            expected.setdefault(term, {}).setdefault(base + number, []).append(at)
    made = {}
    for field, lists in gathered.fields():
        assert field == "text"
        for each in lists:
            postings = PostingList(each.postings)
            made[each.term.decode()] = {
                number: postings.positions(number).tolist() for number in postings.ids
            }
    assert list(made) == sorted(expected)
    assert made == expected


def test_terms_without_positions() -> None:
    """A term that is there or not has passages alone."""
    gathered = Gathered()
    gathered.add("kind", Occurrences(("note", "title"), np.array([1, 0, 1]), np.array([0, 300, 900])), 0)
    ((_, lists),) = gathered.fields()
    found = {each.term: PostingList(each.postings) for each in lists}
    assert {term: postings.ids.tolist() for term, postings in found.items()} == {
        b"note": [300],
        b"title": [0, 900],
    }
    assert not any(postings.has_positions for postings in found.values())


@pytest.mark.parametrize("data", [b"", b"\x00", b"\x3c\x09\x00\x01", b"\xff\x01\x00\x01", b"\x02\x03\x00abc"])
def test_what_is_no_posting_list(data: bytes) -> None:
    """Bytes of another kind are refused."""
    import struct

    with pytest.raises((ValueError, LookupError, struct.error)):
        PostingList(data).flat  # noqa: B018


@given(st.lists(st.text(st.characters(exclude_characters="\x1e", codec="utf-8")), min_size=1, max_size=9))
def test_rows_of_texts_and_of_bits(texts: list[str]) -> None:
    """Texts come out of a column as they went in; so do the bits, here of every other code point and of the end."""
    chars, starts = rows_of_texts(texts)
    column = Rows(chars.data + sizes_bytes(chars.sizes.tolist()))
    assert [column[row].decode() for row in range(len(column))] == texts
    assert len(starts) == sum(len(text) + 1 for text in texts)
    places = [[*range(0, len(row), 2), len(row)] for row in (text.encode() for text in texts)]
    flat = np.array([place for row in places for place in row])
    cuts = rows_of_bits(np.repeat(np.arange(len(texts)), list(map(len, places))), flat, chars.sizes)
    bits = Rows(cuts.data + sizes_bytes(cuts.sizes.tolist()))
    for row, expected in enumerate(places):
        assert Cuts(bits[row], expected[-1]).offsets == sorted(set(expected))


@given(st.lists(st.text(max_size=3), unique=True, max_size=50), st.text(max_size=3))
def test_a_passage_is_found_by_its_id(ids: list[str], other: str) -> None:
    """The passage of an id is among its candidates, lone surrogates or not; of other ids there is seldom one."""
    keys = Keys(pack_keys(hashes_of(ids)))
    assert all(number in keys.candidates(id_) for number, id_ in enumerate(ids))
    assert len(keys) == len(ids)
    assert other in ids or len(list(keys.candidates(other))) <= 1


@pytest.mark.parametrize("content", [b"\x00" * 16, array("I", [2, 1, 0, 1]).tobytes(), b"\x00" * 5])
def test_what_are_no_ids(content: bytes) -> None:
    """Hashes out of order, passages named twice, and half a number are refused."""
    with pytest.raises(ValueError, match=r"ids|bytes"):
        Keys(content)


def test_types_are_told_by_their_place() -> None:
    """Code, type, width and the largest number go together."""
    assert [array(name).itemsize for name in packing.TYPES] == list(packing.WIDTHS)
    assert [256**width - 1 for width in packing.WIDTHS] == list(packing.LARGEST)


@given(
    st.lists(st.text("台湾海峡と、ab", max_size=12), min_size=1, max_size=150),
    st.text("台湾海峡と、a", min_size=1),
)
def test_lists_of_pairs(texts: list[str], needle: str) -> None:
    """Of each pair of characters, and of each character but hiragana, just the texts that have it are listed."""
    rows, _ = rows_of_texts(texts)
    grams = Grams(pack_grams(Rows(rows.data + sizes_bytes(rows.sizes.tolist()))))
    for run in {needle, needle[:2], *(text[at : at + 2] for text in texts for at in range(len(text)))}:
        found, (numbers, exact) = grams.candidates(run), grams_of(run)
        expected = [number for number, text in enumerate(texts) if run in text]
        assert set(expected) <= set(range(len(texts)) if found is None else found)
        if exact:
            assert found is not None
            assert [*found] == grams.passages_with(numbers[0]).tolist() == expected
            assert (grams.size_of(numbers[0]) > 0) == bool(expected)


def test_a_list_of_many_passages() -> None:
    """A list whose size is no 16-bit number is found, and so are those behind it."""
    texts = ["海峡" * (number % 300 > 0) + "海へ" * (number == 7) for number in range(40_000)]
    rows, _ = rows_of_texts(texts)
    grams = Grams(pack_grams(Rows(rows.data + sizes_bytes(rows.sizes.tolist()))))
    for run in ("海峡", "海", "峡", "海へ"):
        expected = [number for number, text in enumerate(texts) if run in text]
        assert [*(grams.candidates(run) or ())] == expected
        assert grams.passages_with(grams_of(run)[0][0]).tolist() == expected


@given(
    st.lists(
        st.binary(max_size=9_000).map(lambda row: row.replace(b"\n", b"")), min_size=1, max_size=IN_A_BLOCK
    )
)
def test_a_block_is_unpacked_as_far_as_needed(rows: list[bytes]) -> None:
    """Rows come out as they went in, in any order of asking, and all of them at once."""
    packed: list[bytes] = []
    writer = BlockWriter(packed.append)
    for row in rows:
        writer.add(row)
    writer.finish()
    assert [*Block(packed[0])] == rows
    block = Block(packed[0])
    for number in (len(rows) // 2, 0, len(rows) - 1):
        assert block[number] == rows[number]
    with pytest.raises((IndexError, ValueError)):
        block[len(rows)]
    with pytest.raises((IndexError, ValueError)):
        Block(packed[0][:-5])[len(rows) - 1]
