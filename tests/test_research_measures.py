"""The measures of the research tools, against values that scipy, statsmodels, R and others give for the same tables."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fumikura.research.dispersion import dispersion
from fumikura.research.intervals import clopper_pearson, poisson_interval, wilson_interval
from fumikura.research.measures import association, chi2, g2, holm, keyness, log_ratio_conservative, p_value

near = pytest.approx


@pytest.mark.parametrize(
    ("count", "size", "low", "high"),
    [
        (0, 2520, 0, 14.63841053),
        (1, 2520, 0.100467492, 22.109696),
        (8, 40000, 0.8634580442, 3.940797305),
        (50, 40000, 9.277740934, 16.47969167),
        (3, 1234, 5.013550429, 71.04759376),
        (200, 100000, 17.32408827, 22.97219817),
    ],
)
def test_the_exact_interval_of_a_rate(count: int, size: int, low: float, high: float) -> None:
    """Garwood's interval, per 10,000, is that of R's poisson.test."""
    assert [10_000 * end / size for end in poisson_interval(count)] == near([low, high], rel=1e-8)


@pytest.mark.parametrize(
    ("found", "total", "low", "high"),
    [
        (0, 9, 0, 0.2991450484),
        (1, 9, 0.01989088764, 0.4349997056),
        (3, 9, 0.1205838184, 0.6457978644),
        (9, 9, 0.7008549516, 1),
        (50, 539, 0.07107257654, 0.120219848),
    ],
)
def test_the_interval_of_a_share(found: int, total: int, low: float, high: float) -> None:
    """Wilson's interval is that of statsmodels, and closed at 0 and 1."""
    assert wilson_interval(found, total) == near((low, high), rel=1e-8)


@given(st.integers(0, 400), st.integers(1, 400), st.sampled_from([0.05, 0.01, 1e-5, 1e-9]))
def test_exact_intervals_hold_what_was_seen(found: int, rest: int, alpha: float) -> None:
    """The share that was seen lies inside its interval, which mirrors that of the rest."""
    low, high = clopper_pearson(found, found + rest, alpha)
    assert 0 <= low <= found / (found + rest) <= high <= 1
    assert clopper_pearson(rest, found + rest, alpha) == near((1 - high, 1 - low), abs=1e-12)
    low, high = poisson_interval(found, alpha)
    assert low <= found <= high


KEYNESS = {
    # a, n1, b, n2: G², chi-squared, p, BIC, %DIFF, log ratio, LRC of one test, LRC of a thousand
    (20, 1000, 5, 2000): (23.18531108, 24.70588235, 1.471167786e-06, 15.17894351, 700, 2.897759847, 1.542779559,
                          0.3091057454),
    (3, 500, 0, 1500): (8.331300023, 9.01352028, 0.003896776166, 0.7303975639, None, 4.391356267, 0.3099841325, 0),
    (0, 500, 12, 1500): (-6.928482334, -4.024144869, 0.00848336466, -0.6724201253, -100, -3.059854845, 0, 0),
    (10, 1000, 20, 2000): (0, 0, 1, -8.006367568, 0, 0.0344048796, 0, 0),
    (206523, 959641, 178174, 1562358): (45784.7915, 47068.05811, 0, 45770.05093, 88.710409, 0.9161731568, 0.9070242627,
                                        0.8972508203),
    (5, 5, 1, 10): (13.68869054, 11.25, 0.0002157498527, 10.98064034, 900, 2.807354922, 0.1621886194, 0),
}  # fmt: skip


@pytest.mark.parametrize("table", KEYNESS)
def test_key_words(table: tuple[int, int, int, int]) -> None:
    """G² over four cells, effect sizes and LRC of tables that are rare, equal, frequent and extreme."""
    found = keyness(*table)
    shown = (found.g2, found.chi2, found.p, found.bic, found.pct_diff, found.log_ratio)
    lrc = log_ratio_conservative(*table), log_ratio_conservative(*table, tests=1000)
    for value, expected in zip((*shown, *lrc), KEYNESS[table], strict=True):
        assert value is None if expected is None else value == near(expected, rel=1e-6, abs=1e-9)


@given(*[st.integers(0, 500)] * 2, *[st.integers(501, 5000)] * 2)
def test_key_words_of_the_other_side(a: int, b: int, n1: int, n2: int) -> None:
    """Exchanging the two parts turns the sign of every signed measure."""
    if not a + b:
        return
    here, there = keyness(a, n1, b, n2), keyness(b, n2, a, n1)
    assert here.g2 == near(-there.g2, abs=1e-6)
    assert here.log_ratio == near(-there.log_ratio)
    assert log_ratio_conservative(a, n1, b, n2) == near(-log_ratio_conservative(b, n2, a, n1), abs=1e-7)
    assert all(math.isfinite(value) for value in (here.g2, here.p, here.log_ratio, here.bic, here.chi2))


ASSOCIATION = {
    # near, windows, elsewhere, words: expected, MI, MI3, t, G², log dice, ΔP of the word, ΔP of the node
    (8, 100, 40, 10000): (0.4, 4.321928095, 10.32192809, 2.687005769, 34.89486675, 10.87071698, 0.07676767677,
                          0.1907630522),
    (8, 15828, 4675, 14307668): (5.171765238, 0.6293432116, 6.629343212, 0.99993198948, 1.325389396, 3.676452600,
                                 0.0001788834338, 0.0006051677398),
    (40, 100, 40, 10000): (0.4, 6.643856190, 17.28771238, 6.261309767, 386.9543263, 13.19264508, 0.4, 0.9939759036),
    (4, 1000, 40, 10000): (4, 0, 4, 0, 0, 6.977632187, 0, 0),
    (1, 20, 1, 10000): (0.002, 8.965784285, 8.965784285, 0.998, 12.47997101, 10.60768258, 0.05, 0.99809981),
}  # fmt: skip


@pytest.mark.parametrize("table", ASSOCIATION)
def test_collocates(table: tuple[int, int, int, int]) -> None:
    """The measures of a collocate; t of "new companies" is the .999932 of Manning & Schütze."""
    found = association(*table, node=table[1])
    shown = (found.expected, found.mi, found.mi3, found.t, found.g2, found.log_dice)
    assert (*shown, found.delta_p_word, found.delta_p_node) == near(ASSOCIATION[table], rel=1e-6, abs=1e-9)


DISPERSION = [
    # counts, sizes: range, D, DP, DPnorm, DA
    ((2, 0, 1, 1, 3, 0, 3, 0, 0, 0), (8143, 8058, 8271, 8125, 7959, 7941, 8146, 8001, 8003, 7930),
     (5, 0.6038797287, 0.4990704544, 0.5535479786, 0.3081640272)),
    ((0, 4, 3, 2, 1), (1000,) * 5, (4, 0.6464466094, 0.3, 0.375, 0.5)),
    ((1, 2, 3, 4, 5), (9, 10, 10, 10, 11), (5, 0.7851504535, 0.18, 0.2195121951, 0.6974500345)),
    ((3, 3, 3), (1000,) * 3, (3, 1, 0, 0, 1)),
    ((0, 0, 7), (1000, 2000, 3000), (1, 0, 0.5, 0.6, 0)),
    ((2, 1, 1, 3, 1), (119, 132, 154, 135, 81), (5, 0.7761518562, 0.2159822866, 0.2483796296, 0.6891352438)),
]  # fmt: skip


@pytest.mark.parametrize(("counts", "sizes", "expected"), DISPERSION)
def test_dispersion(counts: tuple[int, ...], sizes: tuple[int, ...], expected: tuple[float, ...]) -> None:
    """Published examples, with parts of unequal size; D never leaves 0 to 1 by rounding."""
    found = dispersion(counts, sizes)
    assert found is not None
    assert (found.range, found.d, found.dp, found.dp_norm, found.da) == near(expected, rel=1e-8, abs=1e-12)


def test_dispersion_of_too_little() -> None:
    """There is none of a word that stands nowhere, nor over one part; parts without words don't count."""
    assert dispersion((0, 0), (10, 10)) is None
    assert dispersion((3, 0), (10, 0)) is None


def test_adjusted_p() -> None:
    """Holm's p, as statsmodels adjusts these fifteen, in the order in which they were given."""
    p = [
        0.0001,
        0.0004,
        0.0019,
        0.0095,
        0.0201,
        0.0278,
        0.0298,
        0.0344,
        0.0459,
        0.324,
        0.4262,
        0.5719,
        0.6528,
        0.759,
        1,
    ]
    adjusted = [0.0015, 0.0056, 0.0247, 0.114, 0.2211, 0.278, 0.278, 0.278, 0.3213, 1, 1, 1, 1, 1, 1]
    assert holm(p) == near(adjusted)
    assert holm(p[::-1]) == near(adjusted[::-1])
    assert holm([]) == ()


def test_tables_that_say_nothing() -> None:
    """An empty table, and one whose cells are as expected, have a statistic of plain 0, and p is 1."""
    assert (g2(0, 0, 0, 0), chi2(0, 0, 0, 0), p_value(0)) == (0, 0, 1)
    assert math.copysign(1, g2(10, 1000, 30, 3000)) == 1
