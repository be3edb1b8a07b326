"""Who takes part in a talk: names that are no offices, and speak all the same.

A word before a gap, a colon or behind a sign is the name of somebody who speaks where it comes again and something
shows that it is a person's: a list above has it in full, somebody is addressed by it (乙山さん), it answers what is
asked behind a dash, or paragraph after paragraph begins with such names and reads as talk.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

ASKED = re.compile(r"[―—─–]{2,}[ \u3000]?[^―—─–\s]|[―—─–][ \u3000]?[^―—─–\s].*[？?か]。?$")
"""What is asked behind a dash, by whom nobody says."""
DASHES = tuple("―—─–")

_TURNS = ("colon", "space", "quoting")  # signs and brackets stand before what recurs in other texts, too
_PERSON = re.compile(
    r"(?!(?:[〇一二三四五六七八九十百]+|皆)$)(?:[一-龠々ヶ]{1,5}|[ァ-ヴー・]{2,10}|[A-ZＡ-Ｚ]|(?=.*[一-龠])(?!.*(?:[にのがはをもで]|なら)$)[一-龠々ぁ-ん]{2,5}|お[ぁ-ん]{2,3})$"
)
_ONE_OF_SEVERAL = re.compile(r"[一-龠々]{1,4}[A-ZＡ-Ｚ0-9０-９]$")  # 会場Ａ
_OTHER_NAME = re.compile(
    r"[ \u3000]?[一-龠々ぁ-んァ-ヴー]{1,5}?(?:(?P<more>[ \u3000]*[（(／/]|氏|さん|先生|[ \u3000]{2,}\S)|[、 \u3000]|$)"
)
_WIDE_NAME = re.compile(
    r"^(?:\S{2,4}\u3000)?[一-龠々](?:\u3000+[一-龠々]){2,5}(?=[（(])"
)  # 甲　野　太　郎（…）
_LISTED = re.compile(
    r"[^\s：:、]{0,4}(?:参加|出席|登壇|司会|語り手|話し手|聞き手|メンバー)[^\s：:、]{0,4}[：: \u3000]"
)
_BETWEEN_NAMES = re.compile(r"[、，,・： :\u3000（）()]+")
_WHOLE_NAME = re.compile(r"[ \u3000]?(?:[（(／/]|氏|さん|先生|$)")
_HONORED = (
    "さん|氏|先生|君|くん|様|ちゃん|委員|議員|教授|理事|会長|社長|監督|選手|記者"
    "|総裁|大臣|知事|市長|町長|首相|大統領|長官|[局部課校]長"
)
_ENDED = re.compile(r"[。．！？!?」』）)…]$")
_TALKS = re.compile(
    r"[？?]|[ねよかな][。！]|[（(]笑い?[）)]|^[ \u3000]*(?:はい|ええ|いや|いえ|そう|うん|ああ)"
)
_LONGEST_ENTRY = 60  # code points of a line that introduces somebody
_FEWEST_TURNS = 6  # speeches, where nothing but their turns shows that names speak
_MOST = 0.5  # share of the paragraphs that begin with names which come again
_NEARLY_ALL = 0.8
_TALK = 0.25  # share of the speeches that read as talk


@dataclass(frozen=True, slots=True)
class SaidText:
    """A text of a document that begins with a word which may be the name of who says it: where, whose, and what."""

    place: int
    name: str
    rest: str
    certain: bool
    style: str


def may_be_person(name: str) -> bool:
    """Whether a word may be the name of a person: a surname by its characters, or a letter that stands for it."""
    return _PERSON.match(name) is not None


def names_in_full(text: str, name: str) -> bool:
    """Whether a line names somebody in full, 座長 甲野 太郎（ある大学）, or among those present: 出席：甲野、乙山."""
    if len(text) > _LONGEST_ENTRY or "。" in text:
        return False
    if (
        name in text
        and (listed := _LISTED.match(text))
        and name in _BETWEEN_NAMES.split(text[listed.end() :])
    ):
        return True
    text = _WIDE_NAME.sub(lambda name: "".join(name[0].split()), text)
    if (found := text.find(name)) < 0:
        return False
    if found and text[found - 1] == "・":  # ジョン・ベイカー
        return _WHOLE_NAME.match(text, found + len(name)) is not None
    other = _OTHER_NAME.match(text, found + len(name))
    # With an office before it, or more behind.
    return other is not None and (found > 0 or other["more"] is not None)


@dataclass(frozen=True, slots=True)
class Persons:
    """Names that speak: `known` as persons', and those of which nothing but their `turns` tells it."""

    known: frozenset[str] = frozenset()
    turns: frozenset[str] = frozenset()


def persons(texts: Sequence[str], said: Sequence[SaidText], head: Sequence[str] = ()) -> Persons:
    """The names among those `said` of `texts` that are no offices, but persons'; `head` stands above the texts."""
    speeches = [each for each in said if not names_in_full(texts[each.place], each.name)]
    named = [each for each in speeches if not each.certain and may_be_person(each.name)]
    times = Counter(each.name for each in named)
    if not times:
        return Persons()
    again = {name for name, count in times.items() if count > 1}
    first = min((each.place for each in named if each.name in again), default=named[0].place)
    above = [*head, *texts[:first]]
    introduced = {name for name in times if any(names_in_full(text, name) for text in above)}
    answering = {name for name, count in _answers(texts, named).items() if count > 1}
    known = introduced | (again & (answering | _addressed(texts, head, again)))
    styles = {each.style for each in named if each.name in known}
    offices = sum(each.certain and each.style in styles for each in speeches)
    if len(known) > 1 or answering or (known & again and offices > 1):
        alike = [each.name for each in said if each.style in styles]
        known |= {name for name in alike if name in introduced or _ONE_OF_SEVERAL.match(name)}
    else:
        known = set()
    by_turns = (
        _in_turn(texts, [each for each in speeches if each.style == style], again) for style in _TURNS
    )
    turns = frozenset[str]().union(*by_turns)
    if turns & introduced & again:  # a talk with somebody who is introduced, and not a play
        known |= turns
    return Persons(frozenset(known), turns - known)


def _addressed(texts: Sequence[str], head: Sequence[str], names: set[str]) -> set[str]:
    """The names by which somebody is addressed, or told of with respect."""
    if not names:
        return set()
    either = "|".join(map(re.escape, sorted(names, key=len, reverse=True)))
    pattern = re.compile(rf"(?<![一-龠々ァ-ヴー])({either})(?:{_HONORED})")
    return {match[1] for text in (*head, *texts) for match in pattern.finditer(text)}


def _answers(texts: Sequence[str], named: Sequence[SaidText]) -> Counter[str]:
    """How often each name speaks right after what was asked behind a dash."""
    at = {each.place: each.name for each in named}
    answers = Counter[str]()
    asked = False
    for place, text in enumerate(texts):
        if place in at:
            answers[at[place]] += asked
            asked = False
        else:
            asked = asked or ASKED.match(text) is not None
    return answers


def _in_turn(texts: Sequence[str], speeches: Sequence[SaidText], again: set[str]) -> set[str]:
    """The names that begin paragraph after paragraph of what reads as talk: all, where nearly each has one."""
    turns = [each for each in speeches if (each.certain or may_be_person(each.name)) and each.rest]
    often = {each.name for each in turns} & again
    ends = [i for i, each in enumerate(turns) if each.certain or each.name in often]
    turns = turns[ends[0] : ends[-1] + 1] if ends else []
    if len(often) < 2 or len(turns) < _FEWEST_TURNS:
        return set()
    if sum(_TALKS.search(each.rest) is not None for each in turns) < _TALK * len(turns):
        return set()
    begun = sum(1 for _ in _paragraphs(texts, turns[0].place, turns[-1].place))
    if sum(each.certain or each.name in often for each in turns) < _MOST * begun:
        return set()
    every = len(turns) >= _NEARLY_ALL * begun
    return often | {each.name for each in turns if every and _ENDED.search(each.rest) and not each.certain}


def _paragraphs(texts: Sequence[str], first: int, last: int) -> Iterator[int]:
    """The places from the first to the last where a paragraph may begin: behind what ends a sentence."""
    return (place for place in range(first, last + 1) if place == first or _ENDED.search(texts[place - 1]))
