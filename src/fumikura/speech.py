"""Labels of speakers: how minutes, press conferences and interviews mark who speaks.

`○甲野委員長　…`, `◆４番（乙山君）　…`, `【記者】…`, `（長官）…`, `記者：…`, `Q: …`, `記者 …`. The same signs stand
before matters that are no speakers (○本日の会議に付した案件), so a label counts where it names an office or comes
again, and speech follows it. Layout asks (does a speech begin with this line?), and structure (who speaks here?).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise

from fumikura.asking import TurnLabel, asks_or_answers, is_asked, unanswered, without_number
from fumikura.numbering import read_mark
from fumikura.talk import SaidText, may_be_person, names_in_full, persons


@dataclass(frozen=True, slots=True)
class SpeakerLabel:
    """A label at the start of a text: the speaker as written, the signs around the name, the length of it all.

    `style` is the way of marking; `certain` says that the name holds an office or is one, `brief` that what stands
    below the text is not said by it, unless it says so again.
    """

    style: str
    name: str
    signs: str
    length: int
    certain: bool
    brief: bool = False


_OFFICES = (
    "委員長|委員|議長|議員|大臣|長官|総裁|総理|会長|理事長|理事|参考人|証人|公述人|説明員|君|氏"
    "|さん|先生|教授|博士|知事"
    "|教育長|市長|町長|村長|区長|部長|課長|局長|次長|係長|主幹|座長|室長|所長|館長|校長|園長|院長|社長|専務|常務|頭取"
    "|取締役|執行役|監査役"
    "|学長|総長|書記|監事"
    "|司会者?|進行役?|事務局|記者|質問者|回答者|報道官|弁護士|主査|補佐官?|審議官|参事官|政務官"
    "|大統領|首相|主席|団長"
    "|大使|公使|領事|聞き手|話し手|インタビュアー|アナウンサー|キャスター|教諭|司令官?|幕僚長"
    "|裁判官|裁判長|検察官"
    "|被告人?|原告|支部長|支店長|幹事長?|代表|編集部|編集者|主任|担当者|参加者|受講者|生徒|学生"
    "|住民|町民|市民|職員|幹事社|総監|参与|顧問|審議役|本部長|秘書官|モデレーター|ファシリテーター|コーディネーター"
    "|パネリスト|ナレーター|株主|アナリスト|保護者|傍聴者|来場者"
)
_MORE_OFFICES = (
    "官|(?<![特成延身全助波])長|番|監|人|様|衆|者"  # where a sign says already that a name is meant
)
_CHAR = r"[^\s、。，．,「」『』【】〔〕［］\[\]（）()〈〉：:；;！？!?○◯◎●◆◇■□…]"
_PAREN = r"[（(【][^（）()【】。、]{1,20}[）)】]"
_NAME = rf"(?P<name>{_CHAR}{{1,24}}(?:{_PAREN}{_CHAR}{{0,8}})?(?:{_PAREN})?)"
_WIDE = rf"(?P<wide>{_CHAR}(?:[ \u3000]{{1,2}}{_CHAR}){{1,3}})"  # an office set wide: 会　長
_LATIN_OFFICES = (
    r"(?:[A-Z][a-z]+ ){0,2}(?:Chair(?:man|woman|person)?|Moderator|Secretar(?:y|iat)|Reporter|Interviewer"
    r"|President|Minister|Ambassador|Director|Judge|Speaker|Question|Answer)"
)
_LATIN_NAME = (
    rf"(?:{_LATIN_OFFICES}|(?:Mr|Mrs|Ms|Dr|Prof)\.? [A-Z][\w'’-]+(?: [A-Z][\w'’-]+)?)"
    r"(?: \([^()]{1,30}\))?"
)
_GAP = r"(?:[ \u3000\t]+|$)"
_NUMBERED = r"[0-9]{1,4}[ \u3000:：]+"  # as pages of minutes count speeches
# What is said behind 冒頭発言 is said by whom that names; the word belongs to the signs.
_SPEECHES = ("の答弁", "の回答", "の質問", "の説明", "の意見", "より")
_OPENING_WORDS = re.compile(
    rf"(?:の)?(?:冒頭)?(?:発言|挨拶|あいさつ|スピーチ|コメント)$|(?:{'|'.join(_SPEECHES)})$"
)
_STYLES: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("signed", re.compile(rf"(?P<open>[（(][○◯●◎■□◆◇▲△▼▽★☆][：:]?)(?P<name>{_CHAR}{{1,20}})(?P<close>[）)])[ \u3000]*")),
    ("sign", re.compile(rf"(?P<open>[○◯〇◎●◆◇■□])[ \u3000]?{_WIDE}(?P<close>[：:]?){_GAP}")),
    (
        "sign",
        re.compile(
            rf"(?P<open>(?:{_NUMBERED})?[○◯〇◎●◆◇■□△▲▽▼☆★])[ \u3000]?"
            rf"(?:{_NAME}(?:(?P<close>[：:]){_GAP}?|{_GAP})(?!{_CHAR}{{1,10}}(?:{_OFFICES})[ \u3000])"
            rf"|(?P<spaced>{_CHAR}{{1,5}}[ \u3000]{_CHAR}{{1,10}}(?:{_OFFICES})){_GAP})"
        ),
    ),
    (
        "bracket",
        re.compile(
            rf"(?P<open>(?:{_NUMBERED}|[0-9]{{1,5}}(?=【))?[【［\[〔〈＜])"
            rf"(?P<name>{_CHAR}{{1,24}}(?:[ \u3000・、]{_CHAR}{{1,16}}){{0,2}}(?:{_PAREN})?)"
            r"(?P<close>[】］\]〕〉＞][：:]?)[ \u3000]*"
        ),
    ),
    (
        "paren",
        re.compile(
            rf"(?P<open>(?:[→⇒][ \u3000]*)?[（(])(?P<name>{_CHAR}{{1,20}}(?:[ \u3000]{_CHAR}{{1,12}})?)"
            r"(?P<close>[）)][：:]?)[ \u3000]*"
        ),
    ),
    ("item", re.compile(rf"(?P<open>[•・])[ \u3000]*{_NAME}(?P<close>[：:]?)$")),
    ("asker", re.compile(rf"(?P<open>[QＱAＡ問答])[ \u3000]+{_NAME}(?P<close>)$")),  # Q 甲野（ある新聞）
    (
        "letter",
        re.compile(
            r"(?P<open>)(?P<name>(?:[QＱAＡ]|[更再]?問い?|答え?|質問|回答)\s?[0-9０-９一二三四五六七八九十]{0,3}"
            r"(?:[（(][^（）()、。\s]{1,16}[）)](?=\s?[：:]))?)"
            r"(?:(?P<close>\s?[：:．.、）)])[ \u3000]*|[ \u3000]+)(?=\S)"
        ),
    ),
    ("half", re.compile(rf"(?P<open>)(?P<name>{_CHAR}{{1,14}})(?P<close>[）)])[ \u3000]*")),
    ("colon", re.compile(rf"(?P<open>){_WIDE}[ \u3000]?(?P<close>[：:])[ \u3000]*")),
    ("colon", re.compile(rf"(?P<open>){_NAME}[ \u3000]?(?P<close>[：:])[ \u3000]*")),
    ("colon", re.compile(rf"(?P<open>)(?P<name>{_LATIN_NAME})(?P<close>:) +")),
    ("quoting", re.compile(rf"(?P<open>)(?P<name>{_CHAR}{{1,10}}(?:{_PAREN})?)(?P<close>)(?=「(?!.*」[ぁ-ん、]))")),
    ("space", re.compile(rf"(?P<open>){_WIDE}[ \u3000]+(?P<close>)(?=\S)")),
    (
        "space",
        re.compile(
            rf"(?P<open>)(?P<name>{_CHAR}{{1,12}}(?:{_PAREN})?)[ \u3000]+(?P<close>[|｜]?)[ \u3000]*(?=\S)"
        ),
    ),
)  # fmt: skip
_WITH_SIGNS = 6  # styles that begin with a sign or a bracket
_OPENING_SIGNS = frozenset("→⇒•・○◯〇◎●◆◇■□△▲▽▼☆★【［[〔〈＜（(")
_IN_BRACKETS = next(pattern for style, pattern in _STYLES if style == "paren")
_SIGN_BEHIND_NUMBER = re.compile(rf"{_NUMBERED}[○◯〇◎●◆◇【]|[0-9]{{1,5}}【")
_MAY_BE_NAMED = re.compile(r"[^\s、。]{1,30}?[ \u3000：:．.、）)「]")
_IN_LATIN = re.compile(rf"{_LATIN_NAME}$")
_SET_WIDE = re.compile(r"\S(?:[ \u3000]\S)+$")  # 大 臣
_HONORED = re.compile(r"(?:君|氏|さん|先生|様)$")  # as in a line of a poem
_LEADS_TALK = re.compile(
    r"司会者?$|進行役?$|聞き手$|記者|インタビュアー$|編集[部者]$|アナウンサー$|キャスター$"
)
_POLITE = re.compile(r"(?:ます|です|ました|ません|でした|でしょう|ください)(?:[かねよが]*[。、？?]|$)")
_NAME_ALONE = re.compile(rf"{_CHAR}+(?:{_PAREN})?$")
_FEWEST_LINES = 3  # names on lines of their own, where nothing else marks what is said
_NAMED_OFFICE = (
    4  # code points of an office with a name before it; offices alone, each once, head what is told of them
)
_LONGEST_LINE = 14  # code points of a name on a line of its own
_LONGEST_UNCERTAIN = 8  # code points of a name that is no office, before a colon
_LONGEST = 60  # code points of a label, its signs included
# Who asks, where the name of a paper or a station stands alone on a line.
_PRESS = re.compile(
    r"(?:新聞|通信|テレビ|放送|新報|日報|タイムズ|ニュース|記者クラブ|ＮＨＫ|NHK)(?:社|社?[^\s、。]{0,5}記者)?$"
    r"|^(?:テレビ[一-龠]{1,3}|ロイター|ブルームバーグ|共同|時事|読売|朝日|毎日|産経|日経)(?:通信|新聞)?(?:社|[^\s、。]{0,5}記者)?$"
)
_ONE_OF_SEVERAL = "[0-9０-９A-ZＡ-Ｚ]?"  # 委員A, 記者1
_OF_SEVERAL = r"|(?:社員|先輩|後輩|男性|女性|会場|大学生|高校生|利用者|相談者)[0-9０-９A-ZＡ-Ｚ]"
_OFFICE = re.compile(rf"(?:(?:{_OFFICES}){_ONE_OF_SEVERAL}{_OF_SEVERAL})$")
_OFFICE_ALONE = re.compile(rf"(?:副?(?:{_OFFICES})|[一-龠]{{1,4}}[長員官])$")
_SURNAME_WIDE = re.compile(r"[一-龠々]\u3000[一-龠々](?:\u3000[一-龠々])?$")  # 甲　野
_ANY_OFFICE = re.compile(rf"(?:(?:{_OFFICES}|{_MORE_OFFICES}){_ONE_OF_SEVERAL}{_OF_SEVERAL})$")
_SECTION_OF_OFFICE = re.compile(r"[一-龠](?:課|室|係|局|部|側|者)$")
_TITLED_NAME = re.compile(r"[（(][^（）()]*(?:君|氏|さん|議員|委員|大臣|長官?)[）)]$")
_MATTER = re.compile(
    r"(?:本日|出席|欠席|列席|説明のため|会議|傍聴|議事|日程|付託|案件|請願|陳情|次回|議題|配[布付]"
    r"|資料|委員の|議員の|参考人の|連絡|問い?合"
    r"|発言する者|拍手|写真|出典|参照|主催|共催|対象)"
)
_LONGEST_VERSE = 16  # code points
_SENTENCE = re.compile(r"[。、，．？！?!…」）)]")
_IN_BRACKETS_BEHIND = re.compile(r"[（(][^（）()]*[）)]$")  # where somebody is from
_SPOKEN = re.compile(
    r"^[（(](?:爆?笑い?|拍手|うなずく)[）)]$|[。？！?!]|[ぁ-ん].*[ぁ-ん]|^(?:[A-Za-z'’-]+[,.;]? ){2}.*[a-z]\.?$"
)


def speaker_labels(texts: Sequence[str], head: Sequence[str] = ()) -> tuple[SpeakerLabel | None, ...]:
    """The label of each text of a document, in order, or None where nobody begins to speak.

    A style counts where two texts have it with speech behind a certain name (one, where a sign or brackets mark it);
    within it a name that is no office counts where it comes twice, or is seen to be a person's. Who only asks (Q, 問)
    counts where somebody answers. `head` is what stands above the texts, and may name those who take part.
    """
    if not texts:
        return ()
    read = [
        label if label and _is_spoken(text[label.length :], following, label.style) else None
        for before, text, following in zip(["", *texts[:-1]], texts, [*texts[1:], ""], strict=True)
        for label in (_read(text, before) or _read_line(text, following),)
    ]
    if not any(read):
        return (None,) * len(texts)
    read = [
        None if label and following and label.length >= len(text) and following.certain else label
        for text, label, following in zip(texts, read, [*read[1:], None], strict=True)
    ]  # a name alone above somebody else's label heads what they say
    evidence = _evidence(texts, read, head)
    return tuple(
        evidence.seen(_named_again(label, text))
        if label is not None and evidence.counts(label, text)
        else None
        for label, text in zip(read, texts, strict=True)
    )


@dataclass(frozen=True, slots=True)
class _Evidence:
    """What the labels of a document, read together, say of each of them."""

    sure: Counter[str]  # how many certain names each style has
    names: Counter[tuple[str, str]]
    persons: frozenset[str]
    turns: frozenset[str]  # those of them of which only the turns that they take tell it
    offices: frozenset[str]  # styles that mark others than who asks and who answers
    elsewhere: frozenset[str]  # certain names of styles that count
    asked: bool
    unanswered: frozenset[str]  # words of questions that nobody answers, as those of a questionnaire
    shared: frozenset[str]  # styles in which persons speak that hold no office
    lines: bool  # whether names on lines of their own speak

    def seen(self, label: SpeakerLabel) -> SpeakerLabel:
        """The label, which says how far its speech reaches."""
        brief = label.style == "quoting" or (_close(label.name) in self.turns and not label.certain)
        return replace(label, brief=True) if brief else label

    def counts(self, label: SpeakerLabel, text: str) -> bool:
        name = _close(label.name)
        if without_number(label.name) in self.unanswered:
            return False
        if name in self.persons and not label.certain:
            return not names_in_full(text, label.name)
        if label.style == "letter":
            return self.asked or (len(label.name) == 1 and label.name in self.persons)
        if asks_or_answers(label.name) and label.certain:
            return self.asked or label.style in self.offices
        if label.style == "line":
            return self.lines and label.certain
        if _PRESS.search(name) and (
            label.style in self.shared or self.sure[label.style] >= _least(label.style)
        ):
            return True
        if label.style == "quoting" and self.names[label.style, label.name] < 2:
            return False
        if not label.certain and label.style in ("space", "quoting"):
            return False
        if label.certain and (label.name in self.elsewhere or label.style in self.shared):
            return True  # who speaks is marked now so, now so
        if label.certain and _LEADS_TALK.match(label.name) and is_polite(text[label.length :]):
            return True
        return self.sure[label.style] >= _least(label.style) and (
            label.certain
            or self.names[label.style, label.name] > 1
            or (label.style == "sign" and is_polite(text[label.length :]))
            or (label.length >= len(text) and self._is_alone_as_they(label))
        )

    def _is_alone_as_they(self, label: SpeakerLabel) -> bool:
        """Whether a label alone on its line speaks as the certain ones do: behind a colon, or some section (担当課)."""
        return label.style == "colon" or (
            label.style in ("bracket", "paren") and _SECTION_OF_OFFICE.search(label.name) is not None
        )


def _evidence(texts: Sequence[str], read: Sequence[SpeakerLabel | None], head: Sequence[str]) -> _Evidence:
    said = [label for label in read if label is not None]
    sure = Counter(label.style for label in said if label.certain)
    alone = _alone_above_talk(texts, read)
    sure.update(label.style for label in alone if label.style == "paren")
    again = _named_again_in_talk(texts, read)
    found = persons(texts, tuple(_said(texts, read)), head)
    known = again | found.known | found.turns
    lines = [label.name for label in said if label.style == "line" and (label.certain or label.name in known)]
    polite = {label.name for label in alone if label.style == "line" and len(label.name) >= _NAMED_OFFICE}
    talk = len(set(lines)) < len(lines) or bool(polite)
    others = sum(label.certain and label.style != "line" for label in said) if again else 0
    talk = talk and (len(lines) + others >= _FEWEST_LINES or len(polite) > 1)
    talk = talk or (len(set(lines)) > 1 and any(map(_LEADS_TALK.match, lines)))
    return _Evidence(
        sure,
        Counter((label.style, label.name) for label in said),
        frozenset(known if talk else found.known | found.turns),
        found.turns,
        frozenset(label.style for label in said if label.certain and not asks_or_answers(label.name)),
        frozenset(label.name for label in said if label.certain and sure[label.style] >= _least(label.style)),
        is_asked([TurnLabel(label.name, label.certain, label.style == "letter") for label in said]),
        unanswered([label.name for label in said]),
        frozenset(label.style for label in said if _close(label.name) in known and label.style != "line"),
        talk,
    )


def _alone_above_talk(texts: Sequence[str], read: Sequence[SpeakerLabel | None]) -> list[SpeakerLabel]:
    """The offices on lines of their own above what is said politely, as minutes and press conferences set them."""
    return [
        label
        for label, text, following in zip(read, texts, [*texts[1:], ""], strict=True)
        if label and label.certain and label.length >= len(text) and is_polite(following)
    ]


def _said(texts: Sequence[str], read: Sequence[SpeakerLabel | None]) -> Iterator[SaidText]:
    for place, (text, label) in enumerate(zip(texts, read, strict=True)):
        if label is not None:
            stands_for_name = label.style == "letter" and len(label.name) == 1
            style = ("colon" if label.signs else "space") if stands_for_name else label.style
            certain = (label.certain and not stands_for_name) or _PRESS.search(label.name) is not None
            yield SaidText(place, _close(label.name), text[label.length :], certain, style)


def names_speaker(text: str) -> bool:
    """Whether a text is nothing but the label of an office, between signs."""
    label = _read_start(text) if 0 < len(text) <= _LONGEST_LINE else None
    return label is not None and label.certain and bool(label.signs) and label.length >= len(text)


def is_polite(text: str) -> bool:
    """Whether what is said in a text is said politely (です, ます), as to others."""
    return _POLITE.search(text) is not None


def _least(style: str) -> int:
    """How many certain names show that a style marks speakers."""
    return 1 if style in ("signed", "sign", "bracket") else 2


def _named_again(label: SpeakerLabel, text: str) -> SpeakerLabel:
    """The label with the name behind an A: in brackets, which says who answers."""
    further = _IN_BRACKETS.match(text, label.length) if label.style == "letter" else None
    if further is None or not _is_office(further["name"], "paren"):
        return label
    signs = f"{text[: label.length].strip()}{further['open']}{further['close']}"
    return SpeakerLabel(label.style, further["name"], signs, further.end(), True)


def _named_again_in_talk(texts: Sequence[str], read: Sequence[SpeakerLabel | None]) -> set[str]:
    """Names on lines of their own that are no offices, and come again while somebody leads a talk, or answers them.

    What comes again with each number is no name but the heading of a part: 1 … 概要 … 2 … 概要.
    """
    said = [label for label in read if label is not None]
    if all(label.style != "line" for label in said):
        return set()
    led = any(label.style == "line" and _LEADS_TALK.match(label.name) for label in said)
    answered = Counter(
        label.name for label, answer in pairwise(said) if answer.certain and answer.style != "line"
    )
    before: set[str] = set()
    again: set[str] = set()
    for text, label in zip(texts, read, strict=True):
        if label is not None and label.style == "line":
            again |= before & {label.name}
            before.add(label.name)
        elif read_mark(text):
            before.clear()
    return {name for name in again if led or answered[name] > 1}


def _read_line(text: str, following: str) -> SpeakerLabel | None:
    """The name of an office, or of somebody, that a line consists of, above what he says."""
    name = text.strip()
    if not 2 <= len(name) <= _LONGEST_LINE or not _NAME_ALONE.match(name):
        return None
    certain = _is_office(name, "colon") and (following[:1] == "「" or not _HONORED.search(name))
    if not certain and (len(name) > _LONGEST_UNCERTAIN or not _POLITE.search(following)):
        return None
    quoted = certain and following[:1] == "「"
    return SpeakerLabel("quoted" if quoted else "line", name, "", len(text), certain)


def _read(text: str, before: str) -> SpeakerLabel | None:
    """The label that a text may begin with; `before` is the text above it."""
    if text[:1] in "•・" and before[:1] == text[:1]:  # the next item of a list
        return None
    # What a bracket closes that was opened above is the rest of a name in it, and no label.
    label = _read_start(text[:_LONGEST])
    return None if label is not None and label.style == "half" and _ends_in_brackets(before) else label


def _ends_in_brackets(text: str) -> bool:
    opened, closed = (max(map(text.rfind, signs)) for signs in ("(（", ")）"))
    return opened > closed


@lru_cache(maxsize=4096)
def _read_start(start: str) -> SpeakerLabel | None:
    """As `_read`, of the first characters: layout and structure ask for the same lines."""
    for style, pattern in _styles_of(start):
        match = pattern.match(start)
        if match is None:
            continue
        if "wide" in match.groupdict() and not _may_be_wide(match["wide"], style):
            continue
        name, opening_word = _named(match, style)
        if not name or _MATTER.match(name) or name.isdigit():
            return None
        certain = style in ("letter", "signed") or _is_office(name, style)
        if style in ("paren", "bracket", "asker") and match.end() >= len(start):
            certain = certain or opening_word in _SPEECHES or _PRESS.search(name) is not None
        if style == "asker" and not certain:
            continue
        if style in ("paren", "half", "item") and not certain:
            return None
        may_speak = certain or may_be_person(_close(name)) or _PRESS.search(name)
        if style in ("space", "quoting") and not may_speak:
            return None
        if style == "colon" and not certain and len(name) > _LONGEST_UNCERTAIN:
            return None
        return SpeakerLabel(
            style,
            name,
            f"{match['open']}{opening_word}{match.groupdict().get('close') or ''}".strip(),
            match.end(),
            certain,
        )
    return None


def _named(match: re.Match[str], style: str) -> tuple[str, str]:
    """The name in a label, and the word behind it that says that it is an opening statement."""
    groups = match.groupdict()
    name = (groups.get("wide") or groups.get("spaced") or match["name"]).strip()
    words = _OPENING_WORDS.search(name) if style in ("bracket", "paren") else None
    return (name[: words.start()], words[0]) if words and words.start() else (name, "")


def _may_be_wide(name: str, style: str) -> bool:
    """Whether a name set wide is an office, or before a gap a surname."""
    if style == "space" and _SURNAME_WIDE.match(name):
        return True
    return _OFFICE_ALONE.match("".join(name.split())) is not None


def _close(name: str) -> str:
    """A name without the gaps that it is set wide with."""
    return "".join(name.split()) if _SET_WIDE.match(name) else name


def _styles_of(start: str) -> Sequence[tuple[str, re.Pattern[str]]]:
    """The ways of marking that the first characters of a text leave open."""
    if start[:1] in _OPENING_SIGNS or _SIGN_BEHIND_NUMBER.match(start):
        return _STYLES[:_WITH_SIGNS]
    return _STYLES[_WITH_SIGNS:] if _MAY_BE_NAMED.match(start) else ()


def _is_office(name: str, style: str) -> bool:
    if style == "colon" and _IN_LATIN.match(name):
        return True
    if _TITLED_NAME.search(name) or (style in ("paren", "bracket") and asks_or_answers(name)):
        return True
    bare = re.sub(_PAREN, "", name)
    if _SET_WIDE.match(bare):
        bare = "".join(bare.split())
    ends = _OFFICE if style in ("colon", "space", "half", "quoting") else _ANY_OFFICE
    return ends.search(bare) is not None


def _is_spoken(rest: str, following: str, style: str) -> bool:
    """Whether what stands behind a label, or below one that stands alone, reads as speech, and not as verse."""
    said = rest.strip() or following
    if style == "space" and len(said) < _LONGEST_VERSE and not _SENTENCE.search(said):
        return False
    said = _IN_BRACKETS_BEHIND.sub("", said) or said
    return len(said) >= 3 and _SPOKEN.search(said) is not None
