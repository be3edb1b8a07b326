"""Lists of works: which lines begin an entry, by an author and a year, and which go on from one."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from fumikura.layout.shape import Shape, Shaped

_NAMES = r"[^\s。、，（(「『［\[]{2,24}(?:[ \u3000][^\s。、（(「『［\[]{1,16}){0,3}"
_YEAR = r"(?:19|20)[0-9]{2}[a-z]?"
_BEGINS = re.compile(
    rf"(?:(?:[―—–─－‐-]{{2,}}|{_NAMES})[ \u3000]?[（(［\[][ \u3000]?{_YEAR}(?:[年=＝／/][^）)\]］]{{0,12}})?[）)\]］]"
    r"|[―—–─－]{2,}[^―—–─－\s。][^。]{0,40}[『「“(（]"
    rf"|[A-Z][\w'’-]+, (?:[A-Z][\w.]*[ ,]).*?\b{_YEAR}\b)"
)
_DASHES = frozenset("―—–─－‐-")
_MAY_BEGIN = re.compile(r"^[―—–─－‐-]{2}|^[A-Z]|[（(［\[][ \u3000]?(?:19|20)[0-9]")
_NUMBER = re.compile(r"[\[［(（]?([0-9]{1,3})[\]］)）.．]")
_ANY_YEAR = re.compile(r"(?<![0-9])(?:19|20)[0-9]{2}(?![0-9])")
_ADDS = re.compile(r"https?:|doi|[（(〈<]", re.IGNORECASE)
_PARTED = re.compile(r"[,，、:：.．](?![0-9])|[『「“\"]")  # author, title, publisher
_CITED = 0.6  # of the entries of a numbered list, which are of works
_FIRST = 90  # code points of a line in which a year behind an author stands
_NUMBERED = frozenset({Shape.NUMBERED, Shape.NOTE})
_APART = frozenset({Shape.HEADING, Shape.TABLE, Shape.RULE, Shape.APART, Shape.SPEAKER, Shape.BULLET})
_ENTRIES = frozenset({Shape.TEXT, Shape.LATIN, Shape.FIELD})
_FEWEST = 3
_FEWEST_IN_LATIN = 2
_REACH = 4  # lines of one entry
_WIDE = 0.85  # share of the widest line of a list, from which on a line was broken for want of room
_RATHER_WIDE = 0.6  # where the next is set in


def begins_work(text: str) -> bool:
    """Whether a line begins as the entry of a work does: with an author, or the same again, and a year."""
    if not (
        "19" in text or "20" in text or text[:1] in _DASHES
    ):  # most lines, without a look at each character
        return False
    return _MAY_BEGIN.search(text[:_FIRST]) is not None and _BEGINS.match(text) is not None


def lists_works(texts: Iterable[str]) -> bool:
    """Whether enough lines begin so that there is a list of works among them."""
    return _are_enough([text for text in texts if begins_work(text)])


def _are_enough(begun: Sequence[str]) -> bool:
    fewest = _FEWEST_IN_LATIN if all(map(str.isascii, begun)) else _FEWEST
    return len(begun) >= fewest and any(text[0].isalnum() for text in begun)


def entries(lines: Sequence[Shaped]) -> tuple[frozenset[int], frozenset[int]]:
    """The lines that begin the entries of lists of works, and those that go on from one."""
    begun: set[int] = set()
    further: set[int] = set()
    run: list[int] = []
    for index, line in enumerate(lines):
        if line.shape not in _ENTRIES or not begins_work(line.text):
            continue
        if run and line.line.indent >= lines[run[-1]].line.indent + 2:
            continue  # no. 3 (2001), below the author of 1991
        if run and index - run[-1] > _REACH:
            _take(lines, run, begun, further)
            run = []
        run.append(index)
    _take(lines, run, begun, further)
    for numbered in _numbered(lines):
        _take_numbered(lines, numbered, further)
    return frozenset(begun), frozenset(further)


def _numbered(lines: Sequence[Shaped]) -> Iterator[Sequence[int]]:
    """The first lines of the entries of each list that is numbered from 1, or from where it is taken up again."""
    run: list[int] = []
    last = 0
    for index, line in enumerate(lines):
        match = _NUMBER.match(line.raw) if line.shape in _NUMBERED else None
        if match is None:
            continue
        if run and (int(match[1]) != last + 1 or index - run[-1] > _REACH):
            yield run
            run = []
        run.append(index)
        last = int(match[1])
    yield run


def _take_numbered(lines: Sequence[Shaped], run: Sequence[int], further: set[int]) -> None:
    """Find the further lines of works that are numbered, of which most have a year."""
    if len(run) < _FEWEST:
        return
    ends = (*run[1:], min(run[-1] + _REACH, len(lines)))
    works = [range(start, end) for start, end in zip(run, ends, strict=True)]
    told = [" ".join(lines[index].text for index in work) for work in works]
    cited = sum(_ANY_YEAR.search(text) is not None and len(_PARTED.findall(text)) > 1 for text in told)
    if cited < _CITED * len(works) or any("。" in text[:-1] for text in told[:-1]):
        return
    widest = max(line.line.width for line in lines[run[0] : run[-1] + 1])
    for work in works:
        for index in work[1:]:
            line, above = lines[index], lines[index - 1]
            set_in = line.line.indent > lines[work[0]].line.indent
            wide = above.line.width >= (_RATHER_WIDE if set_in else _WIDE) * widest
            adds = wide or _ADDS.match(line.text) is not None
            if line.line.gap or line.shape in _APART or not adds:
                break
            further.add(index)


def _take(lines: Sequence[Shaped], run: Sequence[int], begun: set[int], further: set[int]) -> None:
    if not _are_enough([lines[index].text for index in run]):
        return
    begun.update(run)
    widest = max(line.line.width for line in lines[run[0] : run[-1] + 1])
    for index in range(run[0] + 1, min(run[-1] + _REACH, len(lines))):
        line, above = lines[index], lines[index - 1]
        if index in begun or line.line.gap or line.shape not in _ENTRIES:
            continue
        if index - 1 in begun or index - 1 in further:
            set_in = line.line.indent >= above.line.indent + (2 if index - 1 in begun else 0) > 0
            if set_in or above.line.width >= _WIDE * widest:
                further.add(index)
