"""Texts that are read together are read as each of them is by itself."""

from __future__ import annotations

import json
import random

import pytest

from fumikura.engines.whoosh_engine.together import Together
from fumikura.reading.formats.jsonl import read_ready
from fumikura.text import Analyzer

_PIECES = (
    "アイウ", "ー", "-", "一", "○", "三", "二十", "〇", "一人", "1", "2,000", "1.5", "万", "億", "百", "兆", "零", "F-35",
    "at&t", "2+2", " ", "\u3000", "\n", "①", "②", "²", "が", "か\u3099", "ﾊﾟ", "國会", "。", "、", "？", "（平成",
    "25）年", "令和３年５月１日", "Role Mission", "の考え方", "é", "\u200b", "\ufe0f", "𠮷", "😀", "\x00", "\x1e",
    "\u2028", "㌔", "㍻", "½", "ヶ", "－", "年", "は", "走った", "東京都", "\ue000", "\u0378", "ſ", "ß", "İ", "ﬁ", "…",
    "‥", "・", "々", "ﾞ", "゛", "\u0301", "\ud800",
)  # fmt: skip


@pytest.mark.parametrize("seed", range(20))
def test_together_as_alone(seed: int) -> None:
    """Literal form, starts and terms of each text are those that the analyzer gives, whatever stands beside it."""
    rng, analyzer = random.Random(seed), Analyzer()
    texts = ["".join(rng.choices(_PIECES, k=rng.randrange(1, 20))) for _ in range(100)]
    texts.append("長い文。" * 2_100)
    together = Together(analyzer)
    for some in (texts[:50], texts[50:], texts):  # words that are known already and ones that are not
        read = together.read(some)
        names = list(together.terms)
        for number, text in enumerate(some):
            analysis = analyzer.analyze(text)
            words = slice(read.begins[number], read.begins[number] + read.sizes[number])
            assert read.literals[number] == analysis.literal.text
            assert read.starts[words].tolist() == list(analysis.starts), text
            assert [names[term] for term in read.terms[words]] == [made.indexed for made in analysis.entries]


def test_no_texts() -> None:
    """Nothing to read is no error."""
    assert Together(Analyzer()).read([]).literals == []


def test_lines_that_say_the_same_but_for_id_and_text() -> None:
    """A ready passage beside one that is alike to it is what it is by itself."""
    lines = [
        {"id": "a", "text": "一", "title": "題", "date": "平成25年"},
        {"id": "b", "text": "二", "title": "題", "date": "平成25年"},
        {"id": "c", "text": "三", "title": "題", "date": 2013},
        {"id": "d", "text": "四", "title": "題", "date": 2013},
        {"id": "e", "text": "五", "section": ["章"]},
        {"id": "f", "text": "六", "section": "章 > 節"},
        {"id": "g", "text": "七", "section": "章 > 節"},
    ]
    together = read_ready("\n".join(map(json.dumps, lines)), "a.jsonl", "a").passages
    for number, (passage, line) in enumerate(zip(together, lines, strict=True)):
        (alone,) = read_ready("\n" * number + json.dumps(line), "a.jsonl", "a").passages
        assert passage == alone
