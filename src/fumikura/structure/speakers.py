"""Speeches: whose each block is, and the blocks without the labels of their speakers."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from fumikura.blocks import Block, Form
from fumikura.speech import SpeakerLabel, is_polite, speaker_labels
from fumikura.talk import ASKED, DASHES, names_in_full

_NOTICE = re.compile(
    r"(?:〔[^〔〕]*〕|[（(][^（）()。、]{1,24}[）)]|[（(](?:拍手|笑い?|[^（）()]{0,24}(?:する者あり|呼ぶ者あり|の声(?:あり)?|退席|着席|入室|退室"
    r"|登壇))[^（）()]{0,12}[）)]|［[^［］]*］)$"
)
_TAKEN_DOWN = re.compile(
    r"[（(][^（）()。]{2,40}(?:にて|於|収録|取材|にて収録)[）)]$"
)  # （十月三日、港町にて）
_CLOSING = re.compile(r"[（(]?(?:以[ \u3000]*上|了)[）)]?$")
_ADJOURNED = re.compile(r".*(?:午前|午後).{1,12}(?:開議|開会|散会|休憩|閉会|延会|再開|開始|終了)$")
# Of somebody else than who speaks: 【やまだ・たろう】…, 課題：情報の不足 between what is said behind names and colons.
_PROFILE = re.compile(r"[（(【［\[〔][ぁ-んー]{2,8}[・ 　][ぁ-んー]{2,8}[）)】］\]〕]")
_FIELD = re.compile(r"[^\s：:。、「」]{1,10}[：:][ \u3000]*[^。？！?!]*$")
_QUOTED = ("」", "』")
_NOBODYS = (_NOTICE, _CLOSING, _TAKEN_DOWN)
_CONTACT = re.compile(
    r"(?:主催|共催|後援|協賛|文責|撮影|写真|取材|構成)[：:＝]|[【■●]?お?問い?合わ?せ|連絡先|〒|(?:tel|電話|fax|e-?mail)[ \u3000:：]|https?://",
    re.IGNORECASE,
)
_ENDING = (_ADJOURNED, ASKED, _PROFILE, _CONTACT)
_MAY_SPEAK = frozenset({Form.TEXT, Form.LABEL, Form.BULLET, Form.NUMBERED})


@dataclass(frozen=True, slots=True)
class Turn:
    """A block with its speaker ("" for none); `begins` says that the speech begins with it."""

    block: Block
    speaker: str = ""
    begins: bool = False


def labels_of(blocks: Sequence[Block], head: Sequence[Block] = ()) -> dict[int, SpeakerLabel]:
    """The labels of the blocks with which somebody begins to speak, by their indexes; `head` stands above them."""
    places = [i for i, block in enumerate(blocks) if block.form in _MAY_SPEAK]
    labels = speaker_labels([blocks[i].text for i in places], [block.text for block in head])
    return {place: label for place, label in zip(places, labels, strict=True) if label is not None}


def introducing(blocks: Sequence[Block], labels: Mapping[int, SpeakerLabel]) -> frozenset[int]:
    """The lines above the first speech that name in full somebody who speaks: they head nothing of it."""
    names = {label.name for label in labels.values() if not label.certain}
    above = range(min(labels, default=0)) if names else ()
    return frozenset(i for i in above if any(names_in_full(blocks[i].text, name) for name in names))


def turns(
    blocks: Sequence[Block], labels: Mapping[int, SpeakerLabel], closing: frozenset[int]
) -> tuple[Turn, ...]:
    """The blocks of a body with their speakers, labels lifted out; the blocks at `closing` end a speech."""
    if not labels:
        return tuple(map(Turn, blocks))
    made: list[Turn] = []
    speaker, voice = "", _Voice()
    by_colons = any(label.style == "colon" for label in labels.values())
    end = _end_of_talk(labels, len(blocks))
    asking = {block.text[0] for block in blocks if block.text.startswith(DASHES) and ASKED.match(block.text)}
    for index, block in enumerate(blocks):
        label = labels.get(index)
        if label is not None:
            voice = _Voice.of(block, label)
            speaker = "" if voice.ended else label.name
            made.append(Turn(_without_label(block, label), label.name, begins=True))
            continue
        if (
            index == end
            or (index in closing and not _goes_on_below(blocks[index : index + 2], alone=voice.alone))
            or block.text[:1] in asking
            or any(ends.match(block.text) for ends in _ENDING)
        ):
            speaker = ""
        aside = block.form is Form.FOOTNOTE or any(own.match(block.text) for own in _NOBODYS)
        aside = aside or (by_colons and _FIELD.match(block.text) is not None)
        aside = aside or (index + 1 in labels and _heads_next(block, blocks[index - 1] if index else None))
        speaks = (
            ""
            if aside
            else speaker or (voice.name if voice.column - 1 <= block.indent <= voice.column + 1 else "")
        )
        if voice.quoted and block.text.endswith(_QUOTED):
            speaker = ""
        if made and made[-1].begins and not made[-1].block.text:  # the label stood on a line of its own
            alone = made[-1].block
            if speaks:
                made[-1] = Turn(replace(alone, glosses=()))
                made.append(Turn(_below(alone, block), speaks, begins=True))
                continue
            made[-1] = Turn(blocks[index - 1])  # and nothing that is said stands below it
        made.append(Turn(block, speaks))
    return tuple(made)


@dataclass(frozen=True, slots=True)
class _Voice:
    """Who has begun to speak, and what of the blocks below is said too.

    None where the speech has `ended` with its block; but what is set in to `column`, as its text is, goes on, and a
    quotation until it is closed (`quoted`).
    """

    name: str = ""
    ended: bool = True
    quoted: bool = False
    alone: bool = False
    column: int = -2

    @classmethod
    def of(cls, block: Block, label: SpeakerLabel) -> _Voice:
        """As a block says that begins with a label."""
        said = block.text[label.length :].strip()
        quotes = said.startswith(("「", "『"))
        closed = quotes and said.endswith(_QUOTED)
        width = sum(1 if char.isascii() else 2 for char in block.text[: label.length])
        ended = closed or (label.brief and bool(said) and not quotes)
        return cls(label.name, ended, quotes and not closed, not said, block.indent + width)


def _end_of_talk(labels: Mapping[int, SpeakerLabel], count: int) -> int:
    """Where a talk of names ends in `count` blocks: the last speaks no longer than anybody did before."""
    places = sorted(labels)
    if labels[places[-1]].certain:
        return count
    longest = max((after - place for place, after in pairwise(places)), default=1)
    return places[-1] + longest


def _goes_on_below(blocks: Sequence[Block], *, alone: bool) -> bool:
    """Whether a heading stands inside of a speech, above what is said as politely: close to what is said before it, or
    anywhere in one below a name that stands `alone` on its line.
    """
    heads = alone or (blocks[0].form is Form.LABEL and not blocks[0].gap)
    return heads and len(blocks) > 1 and not blocks[1].gap and is_polite(blocks[1].text)


def _heads_next(block: Block, before: Block | None) -> bool:
    """Whether a block right above somebody's speech is what that is about, and not the last item of a list."""
    item = block.form is Form.BULLET and (before is None or before.form is not Form.BULLET)
    return item and block.gap > 0 and "。" not in block.text


def _below(label: Block, block: Block) -> Block:
    """What is said below a label, with the signs of it."""
    return replace(block, lines=(label.lines[0], block.lines[1]), glosses=(*label.glosses, *block.glosses))


def _without_label(block: Block, label: SpeakerLabel) -> Block:
    """What is said, as a paragraph; the signs around the name are glosses."""
    glosses = (label.signs,) if label.signs else ()
    return replace(
        block, form=Form.TEXT, text=block.text[label.length :].strip(), glosses=(*glosses, *block.glosses)
    )
