"""Labels of speakers: how minutes, press conferences and interviews mark who speaks.

`○甲野委員長　…`, `◆４番（乙山君）　…`, `【記者】…`, `（長官）…`, `記者：…`, `Q: …`, `記者 …`. The same signs stand
before matters that are no speakers (○本日の会議に付した案件), so a label counts where it names an office or comes
again, and speech follows it. Layout asks (does a speech begin with this line?), and structure (who speaks here?).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import takewhile

from fumikura.numbering import read_mark


@dataclass(frozen=True, slots=True)
class SpeakerLabel:
    """A label at the start of a text: the speaker as written, the signs around the name, the length of it all.

    `style` is the way of marking; `certain` says that the name holds an office or is one.
    """

    style: str
    name: str
    signs: str
    length: int
    certain: bool


_OFFICES = (
    "委員長|委員|議長|議員|大臣|長官|総裁|総理|会長|理事長|理事|参考人|証人|公述人|説明員|君|氏"
    "|さん|先生|教授|博士|知事"
    "|市長|町長|村長|区長|部長|課長|局長|次長|係長|主幹|座長|室長|所長|館長|校長|園長|院長|社長|専務|常務|頭取"
    "|取締役|執行役|監査役"
    "|学長|総長|書記|監事"
    "|司会者?|進行役?|事務局|記者|質問者|回答者|報道官|弁護士|主査|補佐官?|審議官|参事官|政務官"
    "|大統領|首相|主席|団長"
    "|大使|公使|領事|聞き手|話し手|インタビュアー|アナウンサー|キャスター|教諭|司令官?|幕僚長"
    "|裁判官|裁判長|検察官"
    "|被告人?|原告|支部長|支店長|幹事長?|代表|編集部|編集者|主任|担当者|参加者|受講者|生徒|学生"
    "|住民|町民|市民|職員|幹事社"
)
_MORE_OFFICES = "官|長|番|監|人|様|衆|者"  # where a sign says already that a name is meant
_CHAR = r"[^\s、。，．,「」『』【】〔〕［］\[\]（）()〈〉：:；;！？!?○◯◎●◆◇■□…]"
_PAREN = r"[（(【][^（）()【】。、]{1,20}[）)】]"
_NAME = rf"(?P<name>{_CHAR}{{1,24}}(?:{_PAREN}{_CHAR}{{0,8}})?(?:{_PAREN})?)"
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
_OPENING_WORDS = re.compile(r"(?:の)?(?:冒頭)?(?:発言|挨拶|あいさつ|スピーチ|コメント)$")
_STYLES: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("signed", re.compile(rf"(?P<open>[（(][○◯●◎■□◆◇▲△▼▽★☆][：:]?)(?P<name>{_CHAR}{{1,20}})(?P<close>[）)])[ \u3000]*")),
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
            rf"(?P<open>[【［\[〔〈＜])(?P<name>{_CHAR}{{1,24}}(?:[ \u3000・、]{_CHAR}{{1,16}}){{0,2}}(?:{_PAREN})?)"
            r"(?P<close>[】］\]〕〉＞][：:]?)[ \u3000]*"
        ),
    ),
    (
        "paren",
        re.compile(
            rf"(?P<open>[（(])(?P<name>{_CHAR}{{1,20}}(?:[ \u3000]{_CHAR}{{1,12}})?)"
            r"(?P<close>[）)][：:]?)[ \u3000]*"
        ),
    ),
    ("asker", re.compile(rf"(?P<open>[QＱAＡ問答])[ \u3000]+{_NAME}(?P<close>)$")),  # Q 甲野（ある新聞）
    (
        "letter",
        re.compile(
            r"(?P<open>)(?P<name>(?:[QＱAＡ]|問い?|答え?|質問|回答)\s?[0-9０-９一二三四五六七八九十]{0,3})"
            r"(?:(?P<close>\s?[：:．.、）)])[ \u3000]*|[ \u3000]+)(?=\S)"
        ),
    ),
    ("half", re.compile(rf"(?P<open>)(?P<name>{_CHAR}{{1,14}})(?P<close>[）)])[ \u3000]*")),
    ("colon", re.compile(rf"(?P<open>){_NAME}[ \u3000]?(?P<close>[：:])[ \u3000]*")),
    ("colon", re.compile(rf"(?P<open>)(?P<name>{_LATIN_NAME})(?P<close>:) +")),
    (
        "space",
        re.compile(
            rf"(?P<open>)(?P<name>{_CHAR}{{1,12}}(?:{_PAREN})?)[ \u3000]+(?P<close>[|｜]?)[ \u3000]*(?=\S)"
        ),
    ),
)  # fmt: skip
_OPENING_SIGNS = frozenset("○◯〇◎●◆◇■□△▲▽▼☆★【［[〔〈＜（(")
_SIGN_BEHIND_NUMBER = re.compile(rf"{_NUMBERED}[○◯〇◎●◆◇]")
_MAY_BE_NAMED = re.compile(r"[^\s、。]{1,30}?[ \u3000：:．.、）)]")
_IN_LATIN = re.compile(rf"{_LATIN_NAME}$")
_SET_WIDE = re.compile(r"\S(?:[ \u3000]\S)+$")  # 大 臣
_HONORED = re.compile(r"(?:君|氏|さん|先生|様)$")  # as in a line of a poem
_SURNAME = re.compile(r"(?![〇一二三四五六七八九十]+$)[一-龠々ヶァ-ヴー]{2,5}$")
_OTHER_NAME = re.compile(
    r"[ \u3000]?[一-龠々ぁ-んァ-ヴー]{1,5}(?:(?P<more>[ \u3000]*[（(／/]|氏|さん|先生)|[、 \u3000]|$)"
)
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
)
_ONE_OF_SEVERAL = "[0-9０-９A-ZＡ-Ｚ]?"  # 委員A, 記者1
_OFFICE = re.compile(rf"(?:{_OFFICES}){_ONE_OF_SEVERAL}$")
_ANY_OFFICE = re.compile(rf"(?:{_OFFICES}|{_MORE_OFFICES}){_ONE_OF_SEVERAL}$")
_TITLED_NAME = re.compile(r"[（(][^（）()]*(?:君|氏|さん|議員|委員|大臣|長官?)[）)]$")
_MATTER = re.compile(
    r"(?:本日|出席|欠席|列席|説明のため|会議|傍聴|議事|日程|付託|案件|請願|陳情|次回|議題|配[布付]"
    r"|資料|委員の|議員の|参考人の|連絡|問い?合"
    r"|発言する者|拍手|写真|出典|参照|主催|共催|対象)"
)
_ASKS_OR_ANSWERS = re.compile(r"(?:[更再]?問い?|答え?|質問|回答|[QAＱＡ])[0-9０-９]{0,2}$")
_QUESTION, _ANSWER = re.compile(r"[更再]?[QＱ問質]"), re.compile(r"[AＡ答回]")
_SPOKEN = re.compile(r"[。？！?!]|[ぁ-ん].*[ぁ-ん]|^(?:[A-Za-z'’-]+[,.;]? ){2}.*[a-z]\.?$")


def speaker_labels(texts: Sequence[str], head: Sequence[str] = ()) -> tuple[SpeakerLabel | None, ...]:
    """The label of each text of a document, in order, or None where nobody begins to speak.

    A style counts where two texts have it with speech behind a certain name (one, where a sign or brackets mark it);
    within it a name that is no office counts where it comes twice. Who only asks (Q, 問) counts where somebody answers.
    `head` is what stands above the texts, and may name those who take part.
    """
    if not texts:
        return ()
    read = [
        label if label and _is_spoken(text[label.length :], following) else None
        for before, text, following in zip(["", *texts[:-1]], texts, [*texts[1:], ""], strict=True)
        for label in (_read(text, before) or _read_line(text, following),)
    ]
    if not any(read):
        return (None,) * len(texts)
    read = [
        None if label and following and label.length >= len(text) and following.certain else label
        for text, label, following in zip(texts, read, [*read[1:], None], strict=True)
    ]  # a name alone above somebody else's label heads what they say
    said = [label for label in read if label is not None]
    sure = Counter(label.style for label in said if label.certain)
    names = Counter((label.style, label.name) for label in said)
    asking = [label.name for label in said if _ASKS_OR_ANSWERS.match(label.name)]
    asked = any(map(_QUESTION.match, asking)) and any(map(_ANSWER.match, asking))
    offices = {label.style for label in said if label.certain and not _ASKS_OR_ANSWERS.match(label.name)}
    again = _named_again_in_talk(texts, read)
    introduced = _introduced(texts, read, head)
    lines = [label.name for label in said if label.style == "line" and (label.certain or label.name in again)]
    persons = len(set(lines)) < len(lines) or any(len(name) >= _NAMED_OFFICE for name in lines)
    talk = len(lines) >= _FEWEST_LINES and persons

    elsewhere = {label.name for label in said if label.certain and sure[label.style] >= _least(label.style)}

    def counts(label: SpeakerLabel, text: str) -> bool:
        if _ASKS_OR_ANSWERS.match(label.name) and not asked:
            return label.style != "letter" and label.style in offices
        if label.style == "letter":
            return asked
        if label.style == "space" and not label.certain:
            return label.name in introduced and not _introduces(text, label.name)
        if label.style == "line":
            return talk and (label.certain or label.name in again)
        if label.certain and label.name in elsewhere:  # who speaks is marked now so, now so
            return True
        return sure[label.style] >= _least(label.style) and (
            label.certain
            or names[label.style, label.name] > 1
            or (
                label.style == "colon" and label.length >= len(text)
            )  # alone on its line, as the certain ones
        )

    return tuple(
        _named_again(label, text) if label is not None and counts(label, text) else None
        for label, text in zip(read, texts, strict=True)
    )


def _least(style: str) -> int:
    """How many certain names show that a style marks speakers."""
    return 1 if style in ("signed", "sign", "bracket") else 2


def _named_again(label: SpeakerLabel, text: str) -> SpeakerLabel:
    """The label with the name behind an A: in brackets, which says who answers."""
    further = _STYLES[3][1].match(text, label.length) if label.style == "letter" else None
    if further is None or not _is_office(further["name"], "paren"):
        return label
    signs = f"{text[: label.length].strip()}{further['open']}{further['close']}"
    return SpeakerLabel(label.style, further["name"], signs, further.end(), True)


def _introduced(texts: Sequence[str], read: Sequence[SpeakerLabel | None], head: Sequence[str]) -> set[str]:
    """Surnames before a gap that come again, and that a list of those who take part has above with other names."""
    spaced = [
        (text, label.name)
        for text, label in zip(texts, read, strict=True)
        if label and label.style == "space"
    ]
    said = [(text, name) for text, name in spaced if not _introduces(text, name)]
    again = {name for name, times in Counter(name for _, name in said).items() if times > 1}
    first = next((text for text, name in said if name in again), "")
    above = [*head, *takewhile(lambda text: text != first, texts)] if again else []
    listed = {name for name in again if any(_introduces(text, name) for text in above)}
    return listed if len(listed) > 1 else set()


def _introduces(text: str, name: str) -> bool:
    """Whether a line names somebody in full: 座長 甲野 太郎（ある大学）."""
    found = text.find(name) if len(text) <= _LONGEST and "。" not in text else -1
    other = _OTHER_NAME.match(text, found + len(name)) if found >= 0 else None
    # With an office before it, or more behind.
    return other is not None and (found > 0 or other["more"] is not None)


def _named_again_in_talk(texts: Sequence[str], read: Sequence[SpeakerLabel | None]) -> set[str]:
    """Names on lines of their own that are no offices, and come again while somebody leads a talk.

    What comes again with each number is no name but the heading of a part: 1 … 概要 … 2 … 概要.
    """
    if not any(label and label.style == "line" and _LEADS_TALK.match(label.name) for label in read):
        return set()
    before: set[str] = set()
    again: set[str] = set()
    for text, label in zip(texts, read, strict=True):
        if label is not None and label.style == "line":
            again |= before & {label.name}
            before.add(label.name)
        elif read_mark(text):
            before.clear()
    return again


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
    opened, closed = (max(map(before.rfind, signs)) for signs in ("(（", ")）"))
    return _read_start(text[:_LONGEST], opened > closed)


@lru_cache(maxsize=256)
def _read_start(start: str, in_brackets: bool) -> SpeakerLabel | None:
    """As `_read`, of the first characters: layout and structure ask for the same lines."""
    for style, pattern in _styles_of(start):
        match = pattern.match(start)
        if match is None:
            continue
        name, opening_word = _named(match, style)
        if not name or _MATTER.match(name) or name.isdigit():
            return None
        certain = style in ("letter", "signed") or _is_office(name, style)
        if style in ("paren", "bracket") and match.end() >= len(start):
            certain = certain or _PRESS.search(name) is not None
        if style == "asker" and not certain:
            continue
        may_be_introduced = style == "space" and _SURNAME.match(name) is not None
        if style in ("space", "paren", "half") and not (certain or may_be_introduced):
            return None
        if style == "half" and in_brackets:  # the rest of a name in brackets
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
    name = (match.groupdict().get("spaced") or match["name"]).strip()
    words = _OPENING_WORDS.search(name) if style in ("bracket", "paren") else None
    return (name[: words.start()], words[0]) if words and words.start() else (name, "")


def _styles_of(start: str) -> Sequence[tuple[str, re.Pattern[str]]]:
    """The ways of marking that the first characters of a text leave open."""
    if start[:1] in _OPENING_SIGNS or _SIGN_BEHIND_NUMBER.match(start):
        return _STYLES[:4]
    return _STYLES[4:] if _MAY_BE_NAMED.match(start) else ()


def _is_office(name: str, style: str) -> bool:
    if style == "colon" and _IN_LATIN.match(name):
        return True
    if _TITLED_NAME.search(name) or (style in ("paren", "bracket") and _ASKS_OR_ANSWERS.match(name)):
        return True
    bare = re.sub(_PAREN, "", name)
    if _SET_WIDE.match(bare):
        bare = "".join(bare.split())
    ends = _OFFICE if style in ("colon", "space", "half") else _ANY_OFFICE
    return ends.search(bare) is not None


def _is_spoken(rest: str, following: str) -> bool:
    """Whether what stands behind a label, or below one that stands alone, reads as speech."""
    said = rest.strip() or following
    return len(said) >= 3 and _SPOKEN.search(said) is not None
