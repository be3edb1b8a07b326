"""One check of offsets for every test of the analysis: what a map of offsets must be, whatever the text."""

from __future__ import annotations

import itertools

from fumikura.text import Analyzer, fold
from fumikura.text.contextual import AFTER, BEFORE
from fumikura.text.normalize import Folded, fold_spaced

__all__ = ["check_offsets"]


_CONTEXT = 4  # characters around one that decide what it becomes


def check_offsets(text: str, analyzer: Analyzer | None = None) -> None:
    """Fail where an offset of `text`, folded or cut into tokens, points to the wrong place."""
    for form in (fold(text), fold_spaced(text)):
        _check_form(text, form)
    if analyzer is not None:
        _check_tokens(text, analyzer)


def _check_form(text: str, form: Folded) -> None:
    assert len(form.starts) == len(form.ends) == len(form.text)
    assert form.length == len(text)
    for start, end in zip(form.starts, form.ends, strict=True):
        assert 0 <= start < end <= len(text)
    assert all(a <= b for a, b in itertools.pairwise(form.starts)), "starts ascend"
    assert all(a <= b for a, b in itertools.pairwise(form.ends)), "ends ascend"
    for char, start, end in zip(form.text, form.starts, form.ends, strict=True):
        piece = text[start:end]
        forms = [
            fold(piece).text,
            fold(text[max(start - _CONTEXT, 0) : end + _CONTEXT]).text,
            *(fold_spaced(f"{one}{piece}{other}").text for one in BEFORE for other in AFTER),
        ]
        assert any(char in found for found in forms)


def _check_tokens(text: str, analyzer: Analyzer) -> None:
    analysis = analyzer.analyze(text)
    literal = analysis.literal.text
    assert literal == fold(text).text
    spans = list(zip(analysis.starts, analysis.ends, strict=True))
    assert all(0 <= start < end <= len(literal) for start, end in spans)
    assert all(one[1] <= other[0] for one, other in itertools.pairwise(spans)), "tokens don't overlap"
    assert "".join(literal[start:end] for start, end in spans) == literal, "no character is outside a token"
    for token, (start, end) in zip(analysis.tokens, spans, strict=True):
        assert (token.start, token.end) == analysis.literal.original(start, end)
        assert token.term or not token.content
