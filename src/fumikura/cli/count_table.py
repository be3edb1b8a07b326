"""Counts on a terminal: a row for each part with its rate, its interval and a bar, or a table of two fields."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import cycle

from fumikura.cli.answers import Screen
from fumikura.cli.terminal import printable, width_of
from fumikura.cli.text_table import cut, lines_of, number, rate
from fumikura.messages import Messages
from fumikura.presentation import value_name
from fumikura.research.counting import By, Count
from fumikura.research.dispersion import Dispersion
from fumikura.research.results import Counted

_NOTHING = "–"
_BAR, _SHORTEST_BAR, _LONGEST_BAR = "█", 4, 20
_COLOURS = ("cyan", "magenta", "yellow", "green")
_SHORTEST_TITLE = 12
_ENDLESS = 10_000
_LEAST_OCCURRENCES, _LEAST_PARTS = 5, 3  # for dispersion to say more than the frequency


def show_counts(
    counted: Counted, screen: Screen, titles: Mapping[str, str], *, unique: bool, by_years: bool
) -> None:
    """Print the counts, and below them what was not counted; `titles` are those of documents, by their ids."""
    for total in counted.total:
        screen.wrapped(_head(total, counted, screen.say), "bold")
    if len(counted.by) == 2:
        for query_at in range(len(counted.total)):
            _cross_table(counted, query_at, screen)
    else:
        _rows(counted, screen, titles if counted.by == ("document",) else {})
    _closing(counted, screen, unique=unique, by_years=by_years)


def _head(total: Count, counted: Counted, say: Messages) -> str:
    sizes = total.sizes
    values = {"query": total.query, "found": total.passages_found, "passages": sizes.passages}
    if total.occurrences is None:
        share = ".share" if counted.per == "passages" else ""
        return say(f"research.count.head-passages{share}", **values)
    return say(f"research.count.head.{counted.per}", occurrences=total.occurrences, **values)


def _rows(counted: Counted, screen: Screen, titles: Mapping[str, str]) -> None:
    """A line for each cell, with its title where there is room; those of years without documents in a row are one."""
    by_query = _by_query(counted)
    groups = list(_folded([_has_documents([each]) for each in by_query[0]]))
    lines = _lines(counted, by_query, groups, screen)
    widest = max(map(width_of, lines), default=0)
    if len(by_query) > 1:
        screen.line(lines.pop(0), "bold")
    most = max((each.rate.value for each in counted.counts if each.rate is not None), default=0.0)
    room = min((screen.columns - widest) // len(by_query) - 2, _LONGEST_BAR)
    for line, (first, _) in zip(lines, groups, strict=True):
        here = [column[first] for column in by_query]
        if not _has_documents(here):
            remark = screen.say("research.count.no-documents")
            screen.line(_with_remark(line, remark, widest, screen.columns), "dim")
            continue
        bars = [_bar(each, most, room) for each in here] if room >= _SHORTEST_BAR else []
        pieces = [(line + " " * (widest - width_of(line)), "")]
        for bar, colour in zip(bars, cycle(_COLOURS)):
            pieces += [("  ", ""), (f"{bar:<{room}}", colour)]
        left = screen.columns - sum(width_of(text) for text, _ in pieces) - 2
        if left >= _SHORTEST_TITLE and (title := titles.get(counted.cells[first][0])):
            pieces.append((f"  {cut(printable(title), left)}", "dim"))
        screen.pieces(pieces)


def _by_query(counted: Counted) -> list[Sequence[Count]]:
    """The counts of each query, a cell after the other."""
    size = len(counted.cells)
    return [counted.counts[at * size : (at + 1) * size] for at in range(len(counted.total))]


def _lines(
    counted: Counted, by_query: Sequence[Sequence[Count]], groups: Sequence[tuple[int, int]], screen: Screen
) -> list[str]:
    """The table without its bars, under a head where there are several queries; intervals are left out to make it fit."""
    queries = len(by_query)
    for with_intervals in (True, False) if queries <= 2 else (False,):
        under = ["", ""] if with_intervals else [""]
        rows = [["", *(part for total in counted.total for part in (total.query, *under))]]
        for first, last in groups:
            cells = [part for column in by_query for part in _parts(column[first], with_intervals)]
            rows.append([_label(counted, first, last, screen.say), *cells])
        align = ["l", *(["r", "r", "l"] if with_intervals else ["r", "r"]) * queries]
        shown = _aligned_intervals(rows if queries > 1 else rows[1:]) if with_intervals else rows
        lines = lines_of(shown if queries > 1 or with_intervals else shown[1:], align, _ENDLESS)
        if max(map(width_of, lines), default=0) <= screen.columns:
            return lines
    return [cut(line, screen.columns) for line in lines]


def _with_remark(line: str, remark: str, widest: int, columns: int) -> str:
    """A line with a remark behind its columns, where there is room for that."""
    said = line + " " * max(widest - width_of(line) + 2, 2) + remark
    return said if width_of(said) <= columns else line


def _bar(count: Count, most: float, room: int) -> str:
    if count.rate is None or most <= 0 or room < 1:
        return ""
    return _BAR * round(room * count.rate.value / most)


def _folded(there: Sequence[bool]) -> Iterator[tuple[int, int]]:
    """The first and the last of what is shown as one line: cells without documents that follow one another are."""
    at = 0
    while at < len(there):
        last = at
        while not there[at] and last + 1 < len(there) and not there[last + 1]:
            last += 1
        yield at, last
        at = last + 1


def _has_documents(counts: Sequence[Count]) -> bool:
    return any(each.sizes.passages for each in counts)


def _label(counted: Counted, first: int, last: int, say: Messages) -> str:
    names = [name_of(counted.cells[at][0], counted.by[0], say) for at in (first, last)]
    return names[0] if first == last else "-".join(names)


def name_of(value: str, field: By, say: Messages) -> str:
    """How a value of a field is shown to a person."""
    if value in ("undated", "none"):
        return say(f"research.count.{value}")
    return value_name("doc_type" if field == "type" else field, value, say)


def _parts(count: Count, with_intervals: bool) -> list[str]:
    """Occurrences, rate and interval of a cell; the ends of this are parted by a tab."""
    occurrences = _number(count)
    if not count.sizes.passages:
        cells = [occurrences, "", ""]
    else:
        interval = f"{count.rate.low:.1f}\t{count.rate.high:.1f}" if count.rate is not None else ""
        cells = [occurrences, f"{rate(count.rate.value):>5}" if count.rate is not None else "", interval]
    return cells if with_intervals else cells[:2]


def _aligned_intervals(rows: list[list[str]]) -> list[list[str]]:
    """The intervals, in each third column, as `[low, high]`, their ends below one another."""
    for column in range(3, len(rows[0]) if rows else 0, 3):
        ends = [row[column].split("\t") for row in rows if "\t" in row[column]]
        widths = [max((len(pair[side]) for pair in ends), default=0) for side in (0, 1)]
        for row in rows:
            if "\t" in row[column]:
                low, high = row[column].split("\t")
                row[column] = f"[{low:>{widths[0]}}, {high:>{widths[1]}}]"
    return rows


def _cross_table(counted: Counted, query_at: int, screen: Screen) -> None:
    """Two fields: one a line, the other a column, with sums."""
    size = len(counted.cells)
    counts = dict(zip(counted.cells, counted.counts[query_at * size : (query_at + 1) * size], strict=True))
    lines = list(dict.fromkeys(cell[0] for cell in counted.cells))
    heads = list(dict.fromkeys(cell[1] for cell in counted.cells))
    say = screen.say
    everything = say("research.count.all")
    rows = [["", *(name_of(head, counted.by[1], say) for head in heads), everything]]
    by_line = [[counts[line, head] for head in heads] for line in lines]
    for first, last in _folded([_has_documents(row) for row in by_line]):
        label = (
            name_of(lines[first], counted.by[0], say) if first == last else f"{lines[first]}-{lines[last]}"
        )
        rows.append([label, *map(_number, by_line[first]), _sum(by_line[first])])
    columns = [[counts[line, head] for line in lines] for head in heads]
    rows.append([everything, *map(_sum, columns), _sum(list(counts.values()))])
    if len(counted.total) > 1:
        screen.line(cut(counted.total[query_at].query, screen.columns), "bold")
    for at, text in enumerate(lines_of(rows, ["l", *"r" * (len(heads) + 1)], screen.columns)):
        screen.line(text, "bold" if at == 0 else "")


def _number(count: Count) -> str:
    if not count.sizes.passages:
        return _NOTHING
    return str(count.passages_found if count.occurrences is None else count.occurrences)


def _sum(counts: Sequence[Count]) -> str:
    there = [each for each in counts if each.sizes.passages]
    if not there:
        return _NOTHING
    return str(sum(each.passages_found if each.occurrences is None else each.occurrences for each in there))


def _closing(counted: Counted, screen: Screen, *, unique: bool, by_years: bool) -> None:
    say = screen.say
    several = len(counted.total) > 1
    for found, spread, total in zip(counted.occurrences, counted.dispersion, counted.total, strict=True):
        said: list[str] = []
        if found.inside:
            said.append(say("research.inside", count=found.inside, query=found.query))
        if found.in_headings:
            said.append(say("research.in-headings", count=found.in_headings))
        if spread and spread.parts >= _LEAST_PARTS and (total.occurrences or 0) >= _LEAST_OCCURRENCES:
            said.append(_spread(spread, say, by_years=by_years))
        for each in said:
            screen.wrapped(f"{found.query}: {each}" if several else each, "dim")
    if unique:
        screen.wrapped(say("research.left-out", count=counted.left_out), "dim")


def _spread(spread: Dispersion, say: Messages, *, by_years: bool) -> str:
    measures = {name: number(getattr(spread, name)) for name in ("d", "dp", "dp_norm", "da")}
    over = "dispersion-years" if by_years else "dispersion"
    return say(f"research.count.{over}", parts=spread.parts, range=spread.range, **measures)
