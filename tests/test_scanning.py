"""Characters are found in all texts or in some of them, however rare they are, as often as a plain pattern finds them."""

from __future__ import annotations

import random
import re
from pathlib import Path
from types import SimpleNamespace

from fumikura.engines.snapshots.checksums import FileBytes
from fumikura.engines.whoosh.columns import TextColumn


def test_rare_and_frequent_characters_are_found(tmp_path: Path) -> None:
    """Needles of rare and of frequent characters, alone and several at once, over more passages than one block has."""
    rng = random.Random(1)
    texts = [
        "".join(rng.choices("ああいう海峡", (9, 9, 9, 9, 1, 0.1), k=rng.randint(0, 9))) for _ in range(2_500)
    ]
    path = tmp_path / "texts"
    path.write_text("".join(texts), encoding="utf-8")
    given = SimpleNamespace(_lengths=[len(text.encode()) for text in texts])
    found = 0
    for needles in (("海峡",), ("いう",), ("ああ",), ("あ海", "あ海峡"), ("う峡", "いい", "い"), ("峡海峡",)):
        expected: dict[int, int] = {}
        for row, text in enumerate(texts):
            for first in {needle[0] for needle in needles}:
                pattern = "|".join(needle for needle in needles if needle[0] == first)
                if count := len(re.findall(pattern, text)):
                    expected[row] = expected.get(row, 0) + count
        column = TextColumn(given, FileBytes(path), len(texts))
        some = sorted(rng.sample(range(len(texts)), 300))
        apart = {row: sum(map(texts[row].count, needles)) for row in some}
        apart = {row: count for row, count in apart.items() if count}
        assert dict(column.scan_rows(needles, some)) == apart
        assert dict(column.scan(needles, len(texts))) == expected
        assert dict(column.scan_rows(needles, some)) == apart
        assert dict(column.scan(needles, 1_030)) == {row: n for row, n in expected.items() if row < 1_030}
        found += len(expected)
    assert found > 2_000
