"""The words that are counted: short units as the dictionary cuts, or long units, that put compounds together.

A long unit is a run of prefixes, nouns and nominal suffixes: 抑止|力 is 抑止力, サイバー|空間 is サイバー空間. It
comes near to the 長単位 of NINJAL for nouns; verbs stay as they are.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Literal, NamedTuple, TypeAlias

from fumikura.research.tokens import Tokens
from fumikura.text import Role
from fumikura.values import frozen

__all__ = ["KeptWords", "Unit", "Word", "words_of"]

Unit: TypeAlias = Literal["long", "short"]

# Of the links of the words in a row. An adjectival noun belongs to what follows it: 重要 alone, but 重要性.
_RUN = re.compile("p*(?:n|a(?=[ns]))(?:n|s|a(?=[ns]))*")


class Word(NamedTuple):
    """A word of a text: what it is counted as (`term`), the form to show, and the short units `[first, last)` it is."""

    term: str
    shown: str
    kana: str
    pos: str
    role: Role
    first: int
    last: int
    has_numeral: bool


@frozen
class KeptWords:
    """Words that a person wants whole, as the terms of their short units, by the first of them."""

    by_first: Mapping[str, tuple[tuple[str, ...], ...]]

    @classmethod
    def of(cls, words: Iterable[tuple[str, ...]]) -> KeptWords:
        """From the terms of each word; those of one short unit are whole anyway. The longest is tried first."""
        by_first: dict[str, tuple[tuple[str, ...], ...]] = {}
        for terms in sorted({each for each in words if len(each) > 1}, key=lambda each: (-len(each), each)):
            by_first[terms[0]] = (*by_first.get(terms[0], ()), terms)
        return cls(by_first)


NOTHING_KEPT = KeptWords({})


def words_of(tokens: Tokens, unit: Unit = "long", kept: KeptWords = NOTHING_KEPT) -> Iterator[Word]:
    """The words of a text in order, what has no letter or digit left out."""
    at = 0
    for first, last in _groups(tokens, kept) if unit == "long" else ():
        yield from _short_units(tokens, at, first)
        yield _long_unit(tokens, first, last)
        at = last
    yield from _short_units(tokens, at, len(tokens.entries))


def _short_units(tokens: Tokens, first: int, last: int) -> Iterator[Word]:
    text, starts, ends, entries = tokens.text, tokens.starts, tokens.ends, tokens.entries
    for at in range(first, last):
        _, term, role, _, pos, _, base, kana, alphanumeric, is_counter = entries[at]
        if alphanumeric:
            shown = base or text[starts[at] : ends[at]]
            # Of a million words this is a third of the time that the constructor takes.
            has_numeral = pos == "numeral" or (is_counter and _follows_number(tokens, at))
            yield _new(Word, (term, shown, kana, pos, role, at, at + 1, has_numeral))


_new = tuple.__new__


def _follows_number(tokens: Tokens, at: int) -> bool:
    """Whether a number stands before a word, or in brackets before it: 13（平成25）年."""
    before = at - 1
    if before > 0 and tokens.written(before) in ("）", ")"):
        before -= 1
    return before >= 0 and tokens.entries[before].pos == "numeral"


def _long_unit(tokens: Tokens, first: int, last: int) -> Word:
    parts = tokens.entries[first:last]
    return Word(
        term="".join([part.term for part in parts]),
        shown=tokens.text[tokens.starts[first] : tokens.ends[last - 1]],
        kana="".join([part.kana for part in parts]) if all(part.kana for part in parts) else "",
        pos="noun",
        role=Role.CONTENT,
        first=first,
        last=last,
        has_numeral=any(part.pos == "numeral" for part in parts),
    )


def _groups(tokens: Tokens, kept: KeptWords) -> list[tuple[int, int]]:
    """The short units that are one long unit, as ranges in order."""
    runs = _runs(tokens)
    whole = _kept(tokens, kept, runs) if kept.by_first else []
    if not whole:
        return runs
    outside = [run for run in runs if not any(first <= run[0] and run[1] <= last for first, last in whole)]
    return sorted(outside + whole)


def _runs(tokens: Tokens) -> list[tuple[int, int]]:
    links = "".join([each.link for each in tokens.entries])
    runs = [match.span() for match in _RUN.finditer(links) if match.end() - match.start() > 1]
    if not runs or not any(map(str.isspace, tokens.text)):
        return runs
    return [part for run in runs for part in _parted_at_spaces(tokens, links, *run)]


def _parted_at_spaces(tokens: Tokens, links: str, first: int, last: int) -> Iterator[tuple[int, int]]:
    """The runs that are left of one where white space ends each."""
    begin = first
    for at in range(first + 1, last + 1):
        if at == last or _is_space_between(tokens, at):
            for match in _RUN.finditer(links[begin:at]):
                if match.end() - match.start() > 1:
                    yield begin + match.start(), begin + match.end()
            begin = at


def _is_space_between(tokens: Tokens, at: int) -> bool:
    """Whether there is white space before a short unit."""
    return any(map(str.isspace, tokens.text[tokens.ends[at - 1] : tokens.starts[at]]))


def _kept(tokens: Tokens, kept: KeptWords, runs: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The kept words that stand by themselves: no run goes on beyond them."""
    terms = [each.term for each in tokens.entries]
    found: list[tuple[int, int]] = []
    at = 0
    while at < len(terms):
        for word in kept.by_first.get(terms[at], ()):
            last = at + len(word)
            if tuple(terms[at:last]) == word and not any(_crosses(run, at, last) for run in runs):
                found.append((at, last))
                at = last - 1
                break
        at += 1
    return found


def _crosses(run: tuple[int, int], first: int, last: int) -> bool:
    """Whether a run has a part of a range and something beyond it."""
    return run[0] < last and first < run[1] and not (first <= run[0] and run[1] <= last)
