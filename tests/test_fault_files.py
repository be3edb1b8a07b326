"""Whole files that no one would write, of every format; and shapes whose time once grew with the square of their size."""

from __future__ import annotations

import pytest

from fault_files import fault_of_file, others, survey_files, texts
from fault_growth import GROWING, made_of


@pytest.mark.parametrize(("make", "count"), [(texts, 250), (others, 40)])
def test_files_of_anything(make: object, count: int) -> None:
    """Each gives passages or an error that names it, and no stage of ours fails."""
    outcome = survey_files(make, count, seed=5)  # type: ignore[arg-type]
    assert outcome.failures == []
    assert len(outcome.kinds) > 4


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.html", b"<rt>![](</rt>"),
        ("b.html", "<table><tr><td><rt>語</rt></td></tr></table>&#0;<br>```\n\u3099".encode()),
        ("c.tsv", b"\xef\xbb\xbf\x01"),
        ("d.md", b"\t||"),
        ("e.jsonl", b"\xc2\x85"),
        ("f.html", b"<meta charset=punycode>" + b"a-" * 50_000),
    ],
)
def test_files_that_were_not_taken_well(name: str, data: bytes) -> None:
    """Blocks of glosses alone, files without any passage, an encoding that is none of texts."""
    assert fault_of_file(name, data) is None


@pytest.mark.parametrize("shape", list(GROWING)[:9])
def test_long_shapes(shape: str) -> None:
    """A hundred thousand characters of what once took minutes; `bench/faults.py` measures how the time grows."""
    assert made_of(GROWING[shape](100_000 if "of spaces" in shape else 20_000)) > 0
