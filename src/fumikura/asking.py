"""Questions with their answers, as labels of what is said tell them: Q and A, 問１ and 答, 質問 and 回答."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

# A（甲野）: who answers is named beside the letter.
_ASKS_OR_ANSWERS = re.compile(
    r"(?:[更再]?問い?|答え?|質問|回答|[QAＱＡ])[0-9０-９]{0,2}(?:[（(][^（）()]{1,16}[）)])?$"
)
_QUESTION, _ANSWER = re.compile(r"[更再]?[QＱ問質]"), re.compile(r"[AＡ答回]")


@dataclass(frozen=True, slots=True)
class TurnLabel:
    """The name in a label, whether none but who speaks is called so, and whether a letter may stand for it."""

    name: str
    certain: bool
    by_letter: bool


def asks_or_answers(name: str) -> bool:
    """Whether a name is the word of a question or an answer, with its number."""
    return _ASKS_OR_ANSWERS.match(name) is not None


def without_number(name: str) -> str:
    """A name without its number."""
    return name.rstrip("0123456789０１２３４５６７８９")


def unanswered(names: Sequence[str]) -> frozenset[str]:
    """The words of questions that nothing but further questions follow, as those of a questionnaire."""
    answered = {without_number(asks) for asks, answer in pairwise(names) if not _asks(answer)}
    return frozenset(without_number(name) for name in names if _asks(name)) - answered


def is_asked(labels: Sequence[TurnLabel]) -> bool:
    """Whether what is asked is answered: by who is called so (A, 答), or by somebody's name each time."""
    asking = [asks_or_answers(label.name) for label in labels]
    questions = [_asks(label.name) for label in labels]
    if any(asks and _ANSWER.match(label.name) for asks, label in zip(asking, labels, strict=True)):
        return any(questions)
    answers = [label.certain and not asks for asks, label in zip(asking, labels, strict=True)]
    answered = sum(asks and answer for asks, answer in zip(questions, answers[1:], strict=False))
    by_letters = any(asks and label.by_letter for asks, label in zip(questions, labels, strict=True))
    return answered > by_letters and answered >= sum(questions) - 1


def _asks(name: str) -> bool:
    return asks_or_answers(name) and _QUESTION.match(name) is not None
