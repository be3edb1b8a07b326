"""`--explain`: how a query was read, and what the score of a hit is made of, in words for everyone."""

from __future__ import annotations

from collections.abc import Iterator

from fumikura.messages import Messages
from fumikura.models import MATCH_LEVELS, Hit, Reason, Results, WordRead


def explain_query(results: Results, say: Messages) -> tuple[str, ...]:
    """Lines on the query: how it and its words were read, and how many passages have each word."""
    counts = ", ".join(f"{word} {count}" for word, count in results.words)
    return (
        say("search.parsed", parsed=results.parsed),
        *(line for word in results.read for line in _word_lines(word, say)),
        say("search.words", words=counts),
    )


def explain_hit(hit: Hit, say: Messages) -> tuple[str, ...]:
    """Lines on a hit: its score and the parts of it; none if they were not asked for."""
    if not hit.reasons:
        return ()
    return (
        say("explain.score", score=hit.score),
        *(f"  {reason.score:6.2f}  {_reason(reason, say)}" for reason in hit.reasons),
    )


def _word_lines(word: WordRead, say: Messages) -> Iterator[str]:
    if word.characters:
        yield say("explain.characters", text=word.text)
    else:
        yield say("explain.cut", text=word.text, pieces=" | ".join(text for text, _ in word.pieces))
    if word.form != word.text:
        yield "  " + say("explain.form", form=word.form)
    by_lemma = [f"{text} → {term}" for text, term in word.pieces if term and term != text]
    if by_lemma:
        yield "  " + say("explain.lemma", words=", ".join(by_lemma))
    if silent := [text for text, term in word.pieces if not term]:
        yield "  " + say("explain.silent", words=", ".join(silent))


def _reason(reason: Reason, say: Messages) -> str:
    if reason.kind != "run" and reason.kind not in MATCH_LEVELS:
        return say(f"explain.part-{reason.kind}")
    said = say(f"explain.match-{reason.kind}", word=reason.about)
    places = [say(f"explain.in-{field}", count=count) for field, count in reason.fields]
    if places:
        said += say("explain.places", places=say("explain.and").join(places))
    if reason.passages is not None:
        said += say("explain.rare", passages=reason.passages)
    return said
