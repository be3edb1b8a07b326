"""What stands near a word: counts in windows around it, and the measures of association that they give."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Literal, NamedTuple, TypeAlias, get_args

from fumikura.deadline import until_deadline
from fumikura.errors import FilterError
from fumikura.models import Passage, Span
from fumikura.research.measures import Association, association, holm
from fumikura.research.occurrences import Occurrences
from fumikura.research.selection import Selection
from fumikura.research.units import CountedWord, Unit
from fumikura.research.words import Kind, ListedWord, reading_key
from fumikura.values import frozen

CollocateSort: TypeAlias = Literal["log-dice", "g2", "mi", "mi3", "t", "delta-p", "freq"]
COLLOCATE_SORTS: tuple[CollocateSort, ...] = get_args(CollocateSort)

Window: TypeAlias = tuple[int, int]
"""Words to the left and to the right of a node, within its sentence."""

_SENTENCE: Window = (1 << 30, 1 << 30)


@frozen
class Neighbourhood:
    """What stands around the nodes of a selection.

    `near` counts each word inside of a window, once where windows overlap; `left` and `right` on which side of a node;
    `elsewhere` counts it wherever it is no node. `windows` are all words inside of one, `words` all that are no node.
    """

    nodes: int
    windows: int
    words: int
    entries: Mapping[str, ListedWord]
    near: Mapping[str, int]
    left: Mapping[str, int]
    right: Mapping[str, int]
    elsewhere: Mapping[str, int]


class CollocateRow(NamedTuple):
    """A collocate; the last three are those of another part, where one was asked for."""

    word: str
    lemma: str
    pos: str
    near: int
    left: int
    right: int
    all: int
    expected: float
    passages: int
    documents: int
    log_dice: float
    g2: float
    p_holm: float
    mi: float
    mi3: float
    t: float
    delta_p_word: float | None
    delta_p_node: float | None
    near_b: int | None = None
    all_b: int | None = None
    log_dice_b: float | None = None


COLLOCATE_COLUMNS = CollocateRow._fields[:18]
"""The columns without another part."""


def window_of(text: str) -> Window:
    """What `5`, `0,3` and `sentence` mean. Raises FilterError for anything else."""
    if text == "sentence":
        return _SENTENCE
    match = re.fullmatch(r"(\d{1,6})(?:,(\d{1,6}))?", text)
    window = (int(match[1]), int(match[2] or match[1])) if match else (0, 0)
    if not any(window):
        raise FilterError("research.window", value=text)
    return window


def neighbourhood(
    selection: Selection, found: Occurrences, window: Window, unit: Unit, kind: Kind
) -> Neighbourhood:
    """Count what stands around the occurrences of a word. A long unit that has the node in it is no word beside it.

    All words are counted, whatever their kind; `entries` has those that are to be listed.
    """
    nodes_of = {each.passage.id: each.spans for each in found.by_passage}
    counts = {name: Counter[str]() for name in ("near", "left", "right", "elsewhere")}
    entries = _Entries(kind)
    without_node: Counter[str] = Counter()
    nodes = windows = words = 0
    for passage in until_deadline(selection.passages):
        spans = nodes_of.get(passage.id)
        if spans is None:
            without_node.update(selection.keys(passage, unit))
            continue
        for places in _sentences(selection, passage, spans, unit):
            here = [word for word in places if word is not None]
            words += len(here)
            nodes += len(places) - len(here)
            counts["elsewhere"].update(word.term for word in here)
            sides = _sides(places, window)
            for at, (is_left, is_right) in sides.items():
                word = places[at]
                assert word is not None
                windows += 1
                counts["near"][word.term] += 1
                counts["left"][word.term] += is_left
                counts["right"][word.term] += is_right
                entries.add(word, passage)
    for key, number in without_node.items():
        word = selection.units[unit].words[key]
        if word.is_word:
            words += number
            counts["elsewhere"][word.term] += number
    return Neighbourhood(nodes, windows, words, entries.made(), **counts)


def collocates(
    around: Neighbourhood,
    *,
    least: int,
    sort: CollocateSort = "log-dice",
    wanted: Callable[[ListedWord], bool] = lambda _: True,
) -> tuple[CollocateRow, ...]:
    """The words that stand at least so often near the node, the closest first; p adjusted for all of them."""
    listed = [word for term, word in around.entries.items() if around.near[term] >= least and wanted(word)]
    measured = [
        association(
            around.near[word.term], around.windows, around.elsewhere[word.term], around.words, around.nodes
        )
        for word in listed
    ]
    adjusted = holm([each.p for each in measured])
    found = [
        (_row(around, word, measures, p), word)
        for word, measures, p in zip(listed, measured, adjusted, strict=True)
    ]
    # Equal values may differ in the last digit by the way they were worked out.
    measure = _MEASURES[sort]
    found.sort(
        key=lambda each: (-round(getattr(each[0], measure) or 0.0, 9), -each[0].near, reading_key(each[1]))
    )
    return tuple(row for row, _ in found)


_MEASURES: Mapping[CollocateSort, str] = MappingProxyType(
    {
        "log-dice": "log_dice",
        "g2": "g2",
        "mi": "mi",
        "mi3": "mi3",
        "t": "t",
        "delta-p": "delta_p_word",
        "freq": "near",
    }
)
"""The columns that collocates are sorted by."""


def _row(around: Neighbourhood, word: ListedWord, measures: Association, p_holm: float) -> CollocateRow:
    near, all_ = around.near[word.term], around.elsewhere[word.term]
    sides = (around.left.get(word.term, 0), around.right.get(word.term, 0))
    return CollocateRow(
        *(word.shown, word.term, word.pos, near, *sides, all_),
        *(measures.expected, word.passages, word.documents, measures.log_dice, measures.g2, p_holm),
        *(measures.mi, measures.mi3, measures.t, measures.delta_p_word, measures.delta_p_node),
    )


def beside(row: CollocateRow, there: CollocateRow | None) -> CollocateRow:
    """A row with the counts of the same word in another part, which need not have it."""
    if there is None:
        return row._replace(near_b=0)
    return row._replace(near_b=there.near, all_b=there.all, log_dice_b=there.log_dice)


def _sentences(
    selection: Selection, passage: Passage, nodes: Sequence[Span], unit: Unit
) -> Iterator[list[CountedWord | None]]:
    """The words of each sentence in order, None for a node, of however many words that is."""
    words = selection.words(passage, unit)
    starts, ends = [start for _, start, _ in words], [end for _, _, end in words]
    node_at: dict[int, Span] = {}
    for node in nodes:
        for at in range(bisect_right(ends, node[0]), bisect_left(starts, node[1])):
            node_at.setdefault(at, node)
    first = 0
    for _, end in selection.counted_sentences(passage):
        last = bisect_left(starts, end, first)
        places: list[CountedWord | None] = []
        for at in range(first, last):
            if at not in node_at:
                places.append(words[at][0])
            elif at == first or node_at.get(at - 1) != node_at[at]:
                places.append(None)
        first = last
        yield places


def _sides(places: Sequence[CountedWord | None], window: Window) -> dict[int, tuple[bool, bool]]:
    """The places inside of a window, and whether they are to the left and to the right of a node."""
    left: set[int] = set()
    right: set[int] = set()
    for at, word in enumerate(places):
        if word is None:
            left.update(range(max(at - window[0], 0), at))
            right.update(range(at + 1, min(at + window[1] + 1, len(places))))
    return {at: (at in left, at in right) for at in sorted(left | right) if places[at] is not None}


class _Entries:
    """The words near a node, with the forms to show and where they stand."""

    def __init__(self, kind: Kind) -> None:
        self._kind = kind
        self._forms: dict[str, Counter[tuple[str, str, str]]] = {}
        self._passages: dict[str, dict[str, str]] = {}

    def add(self, word: CountedWord, passage: Passage) -> None:
        """Take in a word beside a node."""
        if self._kind(word):
            self._forms.setdefault(word.term, Counter())[word.shown, word.kana, word.pos] += 1
            self._passages.setdefault(word.term, {})[passage.id] = passage.document

    def made(self) -> dict[str, ListedWord]:
        """The entries, by what each word is counted as."""
        return {term: self._entry(term, forms) for term, forms in self._forms.items()}

    def _entry(self, term: str, forms: Counter[tuple[str, str, str]]) -> ListedWord:
        shown, kana, pos = min(forms, key=lambda form: (-forms[form], form))
        where = self._passages[term]
        return ListedWord(term, shown, kana, pos, forms.total(), len(where), len(set(where.values())))


def stop_words(lines: Iterable[str]) -> frozenset[str]:
    """The words of a list to hide, one a line; # begins a remark."""
    return frozenset(word for line in lines if (word := line.partition("#")[0].strip()))
