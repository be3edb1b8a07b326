"""Second readings of a text: as it reads without what is set into it, and with its circled numbers as numbers.

A sentence goes on behind an English reading, behind kana in brackets that say how kanji are read, and behind the mark of
a note; and ① is a 1 to whoever types it. But none of this is what the text says. So such places are read a second time,
apart from the text, as far as a run of 50 characters reaches around them. In the folded form of a field these windows
follow its text, each behind a header of control characters, which no folded text has.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Sequence

from fumikura.models import Span
from fumikura.text.bracketed_readings import is_reading
from fumikura.text.normalize import Folded, fold
from fumikura.values import frozen

REACH = 49  # characters on either side: with one more, a run of 50

MARKER = "\x1d"
"""Begins a window."""

_JOIN, _TO, _END = "\x0e", "\x0f", "\x10"
_OCTAL = str.maketrans({str(digit): chr(digit + 1) for digit in range(8)})
_BACK = str.maketrans({chr(digit + 1): str(digit) for digit in range(8)})
_HEADER = f"{MARKER}((?:{_JOIN}[\x01-\x08]+{_TO}[\x01-\x08]+)+){_END}"
_ONE_JOIN = f"{_JOIN}([\x01-\x08]+){_TO}([\x01-\x08]+)"
_LETTER = "[A-Za-z\u00c0-\u024f]"
_WORD = rf"{_LETTER}[A-Za-z\u00c0-\u024f'’.\-]*+"
_ENGLISH = rf"(?<![A-Za-z0-9'’.\-]){_WORD}(?:(?:,? |,? ?& ?){_WORD})+(?![A-Za-z0-9])"
# Of all other blocks that Japanese is written with, no character is a number of Unicode's categories No and Nl.
_MAY_BE_NUMBER = (
    "[^\x00-\x7f\u2010-\u206f\u2190-\u23ff\u2500-\u2775\u3000-\u3191\u31a0-\u321f\u3400-\u9fff\uff00-\uffef]"
)
_KANJI, _KANA = "々〆㐀-䷿一-鿿", "ぁ-ゖァ-ヺー"
_JAPANESE = f"[{_KANJI}{_KANA}。、「」『』（）()]"
_DIGITS = "[0-9０-９]{1,3}"
_SEVERAL = f"{_DIGITS}(?:[、,，・~～-][注註※]?{_DIGITS})*"
_SET_IN = (
    # How kanji are read: kana in brackets right behind them, those of a name in two parts (すが・よしひで), too.
    rf"(?<=[{_KANJI}])[(（［【〔〈《](?P<kana>[{_KANA}][{_KANA}・ 　]*)[)）］】〕〉》]"
    # Marks of notes: （注1）, 注1）, （※1）, ※1 and *1, [1], 〔1〕 and † behind a word or a sentence, [^1].
    rf"|[(（\[［【〔〈《] ?(?:脚?[注註]釈?|[※*＊]) ?(?:{_SEVERAL}|[一二三四五六七八九十]{{1,3}})?[)）\]］】〕〉》]"
    rf"|脚?[注註]{_DIGITS}[)）]"
    rf"|(?<=[{_KANJI}{_KANA}。、」』）)])(?:[※*＊†‡]{_DIGITS}(?![0-9０-９])"
    rf"|[\[［〔]{_DIGITS}[\]］〕]|[†‡]|※(?=[{_KANJI}{_KANA}。、]))"
    # Emphasis of Markdown: **, __, ~~, == and ` between characters of Japanese; _ not inside a name (報告_最終).
    rf"|(?:(?<={_JAPANESE})|(?<={_JAPANESE} ))(?:[*＊]{{1,3}}|_{{2,3}}|~~|==|`+)(?= ?{_JAPANESE})"
    rf"|(?<={_JAPANESE} )_(?={_JAPANESE})|(?<={_JAPANESE})_(?= {_JAPANESE}|[、。」』）)])"
    r"|\[\^[^\]\s]{1,20}\]"
)
_MAY_BE_SET_IN = frozenset("(（[［【〔〈《※*＊†‡注註_~=`")
_OPENING, _CLOSING = "(（「『[［【〔〈《", ")）」』]］】〕〉》"


@frozen
class Second:
    """A reading: `text` unfolded, and its folded form with offsets into the text as it stands.

    `joins` are the ranges of the folded form that are not as in the text, empty where something was left out.
    """

    text: str
    literal: Folded
    joins: tuple[Span, ...]

    def windows(self) -> Iterator[tuple[str, Span]]:
        """A header for each part that is worth keeping, and where it is in the folded form."""
        size = len(self.literal.text)
        parts: list[tuple[int, int, list[Span]]] = []
        for start, end in self.joins:
            begin, stop = max(start - REACH, 0), min(end + REACH, size)
            if parts and begin <= parts[-1][1]:
                parts[-1][2].append((start, end))
                parts[-1] = (parts[-1][0], stop, parts[-1][2])
            else:
                parts.append((begin, stop, [(start, end)]))
        for begin, stop, joins in parts:
            places = "".join(
                f"{_JOIN}{_octal(start - begin)}{_TO}{_octal(end - begin)}" for start, end in joins
            )
            yield f"{MARKER}{places}{_END}", (begin, stop)


@frozen
class Window:
    """A part of a second reading as it lies in a folded field: from `start` on, with the joins that it is for."""

    start: int
    joins: tuple[Span, ...]

    def is_new(self, start: int, end: int) -> bool:
        """Whether the range of the field has something that its text has not: more than a repetition."""
        for index in range(bisect_right(self.joins, start, key=_end_of_join), len(self.joins)):
            at, to = self.joins[index]
            if end <= at:
                return False
            if at < to or start < at:
                return True
        return False


def second_readings(text: str, folded: Callable[[str], Folded] = fold) -> tuple[Second, ...]:
    """The second readings of a text; for nearly all texts none. `folded` gives the folded form of each, once."""
    found = []
    if insertions := _insertions(text):
        found.append(_read(text, [(span, "") for span in insertions], folded))
    if numbers := [
        ((match.start(), match.end()), unicodedata.normalize("NFKC", match[0]))
        for match in re.finditer(_MAY_BE_NUMBER, text)
        if unicodedata.category(match[0]) in ("No", "Nl")
    ]:
        found.append(_read(text, numbers, folded))
    return tuple(found)


def window_at(field: str, offset: int) -> Window | None:
    """The window of a folded field that `offset` lies in; None where it lies in the text."""
    at = field.rfind(MARKER, 0, offset + 1)
    header = re.compile(_HEADER).match(field, at) if at >= 0 else None
    if header is None:
        return None
    base = header.end()
    joins = ((base + _number(join[1]), base + _number(join[2])) for join in re.finditer(_ONE_JOIN, header[1]))
    return Window(base, tuple(joins))


def originals(text: str, spans: Sequence[Span]) -> Iterator[Span]:
    """Ranges of the folded form of `text`, followed by its windows, as ranges of `text` itself."""
    form = fold(text)
    size = len(form.text)
    places: list[_Place] | None = None
    for start, end in spans:
        if end <= size:
            yield form.original(start, end)
        else:
            places = list(_places(text, size)) if places is None else places
            yield from _in_windows(places, start, end)


@frozen
class _Place:
    """A window as it lies in a folded field: where it ends, and what to take off to get an offset of the reading."""

    end: int
    base: int
    second: Second


def _places(text: str, at: int) -> Iterator[_Place]:
    for second in second_readings(text):
        for header, (begin, stop) in second.windows():
            base = at + len(header) - begin
            at += len(header) + stop - begin
            yield _Place(at, base, second)


def _in_windows(places: Sequence[_Place], start: int, end: int) -> Iterator[Span]:
    """The parts of the original of a range that lies in a window."""
    index = bisect_left(places, end, key=lambda place: place.end)
    if index == len(places):
        return
    second, base = places[index].second, places[index].base
    first, last = start - base, end - base
    inside = range(
        bisect_right(second.joins, first, key=lambda join: join[0]),
        bisect_left(second.joins, last, key=lambda join: join[0]),
    )
    cuts = [second.joins[at][0] for at in inside if len({*second.joins[at]}) == 1]
    for a, b in zip([first, *cuts], [*cuts, last], strict=True):
        yield second.literal.original(a, b)


def _read(text: str, changes: Sequence[tuple[Span, str]], folded: Callable[[str], Folded]) -> Second:
    """The reading of `text` with each range of `changes` replaced."""
    pieces: list[str] = []
    origins: list[int] = []
    ranges: list[Span] = []
    at = length = 0
    for (start, end), instead in (*changes, ((len(text), len(text)), "")):
        pieces += [text[at:start], instead]
        origins += [*range(at, start), *[start] * len(instead)]
        length += start - at
        ranges.append((length, length + len(instead)))
        length += len(instead)
        at = end
    changed = "".join(pieces)
    form = folded(changed)
    ends = [origins[end - 1] + 1 for end in form.ends]
    literal = Folded(form.text, [origins[start] for start in form.starts], ends, len(text))
    joins = tuple(_folded_range(form, span) for span in ranges[:-1])
    return Second(changed, literal, joins)


def _folded_range(form: Folded, span: Span) -> Span:
    """Where a range of the unfolded text lies in its folded form."""
    start = bisect_left(form.ends, span[0] + 1)
    return start, max(bisect_left(form.starts, span[1]), start)


def _insertions(text: str) -> list[Span]:
    """What a reader reads over, in order, none overlapping another."""
    found = list(_english(text))
    if not _MAY_BE_SET_IN.isdisjoint(text):
        end, stop = 0, len(text.rstrip())
        set_in = (
            match.span()
            for match in re.finditer(_SET_IN, text)
            if match.start() and match.end() < stop and not _is_word_in_brackets(match)
        )
        merged: list[Span] = []
        for span in sorted((*found, *set_in)):
            if span[0] >= end:
                merged.append(span)
                end = span[1]
        return merged
    return found


def _is_word_in_brackets(match: re.Match[str]) -> bool:
    """Whether what was found are kana that say more than how the kanji before them are read."""
    if match["kana"] is None or match[0][0] == "《":  # which are for readings alone
        return False
    text, start = match.string, match.start()
    first = start
    while first and _is_kanji(text[first - 1]):
        first -= 1
    return not is_reading(text[first:start], match["kana"], text[match.end() :])


def _is_kanji(char: str) -> bool:
    return "㐀" <= char <= "鿿" or char in "々〆"


def _english(text: str) -> Iterator[Span]:
    """English of two words or more between characters of another script, outside of brackets."""
    if re.search(_LETTER, text) is None:  # as in most texts, and many times as fast to tell
        return
    depth, at = 0, 0
    begin, stop = len(text) - len(text.lstrip()), len(text.rstrip())
    for match in re.finditer(_ENGLISH, text):
        start, end = match.span()
        depth += sum((char in _OPENING) - (char in _CLOSING) for char in text[at:start])
        at = start
        if depth <= 0 and begin < start and end < stop:
            yield start, end


def _end_of_join(join: Span) -> int:
    """Up to where a range may begin to have something of a join."""
    return max(join[1], join[0] + 1)


def _octal(number: int) -> str:
    return f"{number:o}".translate(_OCTAL)


def _number(digits: str) -> int:
    return int(digits.translate(_BACK), 8)
