"""What changed between two sentences, word by word, so that both come back from it exactly."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import SequenceMatcher
from itertools import pairwise
from typing import Literal, TypeAlias

from fumikura.research.tokens import Tokens
from fumikura.text.normalize import folded_text
from fumikura.values import frozen

Change: TypeAlias = Literal["equal", "delete", "insert", "replace"]


@frozen
class Operation:
    """A stretch of two texts: `before` of the earlier one became `after` of the later one.

    Where they are `equal` they may still be written otherwise: 両岸 and 兩岸 are compared as they are searched.
    """

    change: Change
    before: str
    after: str


def difference(before: Tokens, after: Tokens) -> tuple[Operation, ...]:
    """The operations that make the later text of the earlier one, in short units, white space with the word behind it.

    The longest blocks that both have stay, as difflib finds them.
    """
    ones, others = _pieces(before), _pieces(after)
    matcher = SequenceMatcher(None, _folded(ones), _folded(others), autojunk=False)
    found: list[Operation] = []
    for change, first, last, other_first, other_last in matcher.get_opcodes():
        old, new = ones[first:last], others[other_first:other_last]
        found.append(Operation(change, "".join(old), "".join(new)))
    return tuple(found)


def marked(operations: Sequence[Operation]) -> str:
    """The later text with what was left out in [-…-] and what was put in as {+…+}; what is equal as it stands there."""
    return "".join(_marked(each) for each in operations)


def _marked(operation: Operation) -> str:
    if operation.change == "equal":
        return operation.after
    left_out = f"[-{operation.before}-]" if operation.before else ""
    return left_out + (f"{{+{operation.after}+}}" if operation.after else "")


def _pieces(tokens: Tokens) -> list[str]:
    """The text cut before each word: together the pieces are the text."""
    cuts = sorted({0, *tokens.starts, *tokens.ends, len(tokens.text)})
    return [tokens.text[start:end] for start, end in pairwise(cuts) if start < end]


def _folded(pieces: Sequence[str]) -> list[str]:
    return [folded_text(piece) or piece for piece in pieces]
