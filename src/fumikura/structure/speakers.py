"""Speeches: whose each block is, and the blocks without the labels of their speakers."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from fumikura.blocks import Block, Form
from fumikura.speech import SpeakerLabel, speaker_labels

_NOTICE = re.compile(
    r"(?:〔[^〔〕]*〕|[（(][^（）()。、]{1,24}[）)]|[（(](?:拍手|笑い?|[^（）()]{0,24}(?:する者あり|呼ぶ者あり|の声(?:あり)?|退席|着席|入室|退室"
    r"|登壇))[^（）()]{0,12}[）)]|［[^［］]*］)$"
)
_CLOSING = re.compile(r"[（(]?(?:以[ \u3000]*上|了)[）)]?$")
_ADJOURNED = re.compile(r"(?:午前|午後).{1,12}(?:開議|開会|散会|休憩|閉会|延会|再開|開始|終了)$")
_ASKED = re.compile(r"[―—─–]{2}[ \u3000]?[^―—─–\s]")  # what is asked behind a dash, by whom nobody says
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


def turns(
    blocks: Sequence[Block], labels: Mapping[int, SpeakerLabel], closing: frozenset[int]
) -> tuple[Turn, ...]:
    """The blocks of a body with their speakers, labels lifted out; the blocks at `closing` end a speech."""
    if not labels:
        return tuple(map(Turn, blocks))
    made: list[Turn] = []
    speaker = ""
    for index, block in enumerate(blocks):
        label = labels.get(index)
        if label is not None:
            speaker = label.name
            made.append(Turn(_without_label(block, label), speaker, begins=True))
            continue
        if index in closing or _ADJOURNED.search(block.text) or _ASKED.match(block.text):
            speaker = ""
        aside = block.form is Form.FOOTNOTE or _NOTICE.match(block.text) or _CLOSING.match(block.text)
        speaks = "" if aside else speaker
        if speaks and made[-1].begins and not made[-1].block.text:  # the label stood on a line of its own
            alone = made[-1].block
            made[-1] = Turn(replace(alone, glosses=()))
            made.append(Turn(_below(alone, block), speaks, begins=True))
        else:
            made.append(Turn(block, speaks))
    return tuple(made)


def _below(label: Block, block: Block) -> Block:
    """What is said below a label, with the signs of it."""
    return replace(block, lines=(label.lines[0], block.lines[1]), glosses=(*label.glosses, *block.glosses))


def _without_label(block: Block, label: SpeakerLabel) -> Block:
    """What is said, as a paragraph; the signs around the name are glosses."""
    glosses = (label.signs,) if label.signs else ()
    return replace(
        block, form=Form.TEXT, text=block.text[label.length :].strip(), glosses=(*glosses, *block.glosses)
    )
