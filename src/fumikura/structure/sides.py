"""Who speaks in a passage: the Japanese side, the American, or both.

Read from the subject of each sentence (日本側から…, 米側は…, 日米双方は…) and, in its place, from the office of the one
who is named (外務大臣 is Japan's, 国務長官 the United States'). An office that others have too is Japan's unless the name
before it is written in katakana, or a country is named there.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from fumikura.numbering import read_bullet, read_mark

_BOTH = (
    r"日(?:・?[一-龠ァ-ヶー]{1,8})双方(?:の閣僚)?|双方|両閣僚|(?:日米の?)?[四4４](?:閣僚|大臣|者)|両首脳"
    r"|(?:日米(?:両国)?の|[^、。]{1,16}たる)?閣僚|両者"
    r"|両(?:外相|外務大臣|防衛相|防衛大臣|国防相|大臣)(?:及び両長官)?"
    r"|日本側(?:及び|と|・)米国?側(?:双方)?|米国?側(?:及び|と|・)日本側(?:双方)?"
)
# Who signs a treaty, 日本国及びアメリカ合衆国(の全権委員)は, and the two by their names
_SIGNATORIES = (
    r"日本国?(?:政府)?(?:及び|と)(?:アメリカ合衆国|合衆国|米国)(?:政府)?(?:の(?:代表者?|全権委員|閣僚))?"
)
_NATIONS = rf"{_SIGNATORIES}|日[米韓中豪英仏独印露伊加越比]両(?:国政府|政府|国)|日米|両国"
_OURS = (
    r"日本の(?:閣僚|大臣|代表団?|首脳)|日本側|[我わ]が方|当方|日本国?政府|(?:(?<![ァ-ヶー国州豪院])|(?<=日本国)|(?<=[我わ]が国))(?:内閣総理大臣|総理大臣|総理|外務大臣|防衛大臣|防衛庁長官|官房長官"
    r"|外相|防衛相)"
)
_THEIRS = r"米国?側|アメリカ側|米国?政府|(?:米国|アメリカ|合衆国)の(?:閣僚|大臣|長官|代表団?|首脳)"
_THEIR_OFFICES = r"国務長官|国防長官|大統領|両長官"
# A surname and an office: in kanji a Japanese one, in katakana an American one, where the two met.
_OUR_NAMES = (
    r"(?<![一-龠々ァ-ヶー])(?![一-龠々]*(?:務|防衛|国防|科学|労働|水産|産業|交通|環境|復興|関係|担当|当該)大臣)"
    r"(?![各両同全三四五][大首])[一-龠々ヶ]{1,4}(?:大臣|首相)"
)
_BARE_OFFICES = r"(?<![一-龠々ァ-ヶー])(?:大臣|長官)"  # whose they are where none but the two met
_THEIR_NAMES = r"[ァ-ヶー](?:長官|補佐官)"
_FAR_NAMES = r"[ァ-ヶー](?:大臣|首相|大統領|長官|議長)"
_THE_OTHER = "先方"
_ANOTHER = "another"  # who is of neither of the two
_OTHERS = r"国防大臣|国防相|首相|外務大臣|防衛大臣|外相|防衛相|主席|(?:外交|国防)部長官?|国務委員|国務院総理"
_OF_ANOTHER = f"{_THEIR_OFFICES}|{_OTHERS}|{_FAR_NAMES}|{_THE_OTHER}"
_AND = r"(?:、|，|及び|および|並びに|と|・)"
_ANYBODY = (
    f"{_OURS}|{_THEIRS}|{_THEIR_OFFICES}|{_OTHERS}|{_OUR_NAMES}|{_THEIR_NAMES}|{_FAR_NAMES}|{_THE_OTHER}"
    f"|{_BARE_OFFICES}"
)
_SPEAKER = rf"[^、。，「」]{{0,24}}?(?:{_ANYBODY})"
_SPEAKS = r"(?:から(?:は|も)?|より(?:は|も)?|は|が|も|側?として[はも]?)[、，]?"
_LINKS = (
    r"(?:また|さらに|更に|なお|これに対し(?:て)?|その上で|冒頭|加えて|特に|一方|そして|同時に|この点"
    r"|引き続き|続いて|最後に|まず|次に|今般)?[、，]?"
)
_STARTS = rf"(?:^|(?<=[。、，：:])){_LINKS}(?:[・●○－\-①-⑳]\s*)?"
_SUBJECT = re.compile(
    rf"{_STARTS}(?:(?P<both>(?:{_BOTH})(?:は|が|と?も|、)|(?:{_NATIONS})は)|(?P<japan>日本は)|(?P<us>米国は)"
    rf"|(?P<named>(?:{_SPEAKER}{_AND}){{0,4}}{_SPEAKER}){_SPEAKS})"
)
_INTRODUCES = re.compile(
    r"(?:から(?:は)?|より(?:は)?|(?<![要旨容果細])は)(?:(?![要旨容果細]は)[^。]){0,30}?(?:以下|次|下記|左記)の(?:とおり|通り|点|諸点|[0-9０-９一二三四五六七八九十数]{1,2}点|発言"
    r"|[^、。]{0,6}(?:分野|事項|項目|課題|取組|措置|方針|方策|論点|内容|原則|要素|こと))"
)
# A heading or a label over what one side said: 日本側, （２）米側の発言, 峰田外務大臣：
_HEADS_WORDS_OF = re.compile(
    rf"[（(【〔［\[<〈＜■◆●○◎・]?[ \u3000]?(?P<who>日本側|[我わ]が方|当方|{_THEIRS}|日?米?双方|両(?:大臣|閣僚|外相|首脳)"
    rf"|[一-龠々]{{1,6}}(?:大臣|総理|外相|防衛相)|[ァ-ヶー・]{{2,14}}(?:{_THEIR_OFFICES}))"
    r"(?:(?:の|から|より)(?:の)?)?(?:発言|説明|見解|意見|主張|立場|応答|回答|反応|要請|提案|関心事項)?(?:の?(?:概要|要旨|要点|骨子))?"
    r"[）)】〕］\]>〉＞]?[ \u3000]?[：:]?$"
)
_LONGEST_HEADING = 40
_TELLS = re.compile(r"[をがに。]|[ぁ-ん]$")
_GOES_ON = re.compile(r"(?:また|さらに|更に|加えて|その上で|併せて|あわせて|この関連で|特に|なお)[、，,]")
_MINISTER = re.compile(
    r"(?<![一-龠々ァ-ヶー])(?![両各同全元前新現副米英仏独伊加豪韓中露印越泰比](?:内閣|総理|外|防))"
    r"(?P<name>[一-龠々ヶ]{1,8}?)(?:内閣)?(?:総理大臣|外務大臣|防衛大臣|外相|防衛相|総理)"
)
_ENDS_OF_OFFICES = ("大臣", "外相", "防衛相", "総理")
_TREATY = re.compile(r"協定|条約|議事録|交換公文|取極")
_SIDE_FIRST = re.compile(r"(日本側|米国?側)(?:は|から|より)")  # a text that tells what one of the two does
_PARTY = re.compile(r"[■□・○◆]?(?P<party>先方|当方)[ \u3000]*[：: \u3000](?P<who>.*)")
_TOLD = re.compile(
    r"(?:述べた|説明した|表明した|指摘した|強調した|伝えた|発言した|要請した|確認した|評価した"
    r"|旨)[。．]?$"
)
_LETTERS = re.compile(r"交換公文|書[簡翰](?:交換)?|口上書|公文")
_LETTER_OF = re.compile(
    r"[（(〔]?(?:(?P<japan>日本国?側)|(?P<us>米国?側|(?:アメリカ)?合衆国側))[^。、]{0,4}書[簡翰](?:[（(].{1,8}[）)])?[）)〕]?$"
)
_OPENS_LETTER = re.compile(r"以?書[簡翰](?:をも[つっ]て|ヲ以テ)?啓上|(?:以書[簡翰]|書[簡翰]を以て)")
_SIGNED = re.compile(
    r"(?P<state>日本国?|アメリカ合衆国|米国)(?:政府)?"
    r"(?:(?:特命|臨時)[^、。\s]{0,4}大使|大使|公使|領事|外務|内閣|防衛|国務|国防|大統領|全権|代表)"
)
_ADDRESSED = re.compile(r"(?:閣下|殿|様|宛て?|あて)$")
_LONGEST_SIGNATURE = 60
_OTHER_SIDE = {"japan": "us", "us": "japan", "": ""}
_NAMED_FIRST = 16  # code points in which a text names whose words it tells, behind its number
_OFTEN = 0.15  # of the texts tell what one of two sides does, where a document is of these
_SIGNING = 12  # texts at the top, among which those stand whose names a document bears
# Kangxi radicals, which PDFs have in place of the kanji that look like them.
_RADICALS = {code: unicodedata.normalize("NFKC", chr(code)) for code in range(0x2F00, 0x2FD6)}
_BETWEEN_THE_TWO = re.compile(r"日米|米国|アメリカ|合衆国")
_ANOTHER_PARTNER = re.compile(
    r"(?<![0-9０-９一-十本])日・?(?![米本])(?P<partner>[^\Wの本]{1,12}?)(?:首脳|外相|外務|防衛|国防)"
)
# Whose ministers are written in katakana, so that a surname in kanji is a Japanese minister's.
_FAR_PARTNER = re.compile(r"[ァ-ヶー豪英仏独伊印加露伯墨蘭比越泰土尼米]+$|EU$|ＥＵ$")
_AGREED = re.compile(
    r"(?:一致|合意|確認)(?:した|しました|をみた|を見た)。?$|意見(?:交換を行|を交わ|を交換)[ぁ-ん]{1,4}。?$"
)
_SAYS_WHO = re.compile(r"(?<!で)(?<!に)(?<!と)(?<!て)は[^、。]?|が|から|より|側")


@dataclass(frozen=True, slots=True)
class Parties:
    """Who met, as far as it tells whose an office is.

    `american` says that presidents and secretaries are the United States', as no other country is named; `between` that
    none but Japan and the United States met; `two` that two are named. Where `surnames` tell, one in kanji before an
    office is of Japan's; elsewhere `ministers` are the names of Japan's. `of_two` says that a document tells who of the
    two spoke, though not of what meeting.
    """

    american: bool = True
    between: bool = False
    two: bool = False
    surnames: bool = False
    of_two: bool = False
    ministers: frozenset[str] = frozenset()


NOBODY_NAMED = Parties()


def parties_of(title: str, texts: Sequence[str] = ()) -> Parties:
    """Who met, as the title of a document and its texts say."""
    partner = _ANOTHER_PARTNER.search(title)
    of_two = _is_of_two(texts, title)
    named = of_two or _BETWEEN_THE_TWO.search(title) is not None
    between = named and partner is None
    far = partner is not None and _FAR_PARTNER.match(partner["partner"]) is not None
    return Parties(
        american=partner is None,
        between=between,
        two=named or partner is not None,
        surnames=between or far,
        of_two=of_two,
        ministers=_ministers_of_japan(texts),
    )


def side_of(text: str, parties: Parties = NOBODY_NAMED) -> str:
    """`japan`, `us`, `both` (they speak together, or both in turn), or "" where nobody is said to speak."""
    written = _without_mark(text.translate(_RADICALS))
    plain = re.sub(r"（[^（）]*）|\([^()]*\)", "", written).lstrip().replace(",", "、")
    found = set[str]()
    for match in _SUBJECT.finditer(plain):
        if subject := match["named"]:
            found |= _named(subject, parties)
        else:
            found.add(str(match.lastgroup))
    if found <= {_ANOTHER}:
        return ""
    return found.pop() if len(found) == 1 else "both"


def sides_of_letters(texts: Sequence[str], headings: Sequence[str], title: str) -> list[str]:
    """The side that writes each text of letters which the two states exchanged, or "": of sentences alone.

    Each letter is its writer's from its opening on, as the line above it or its heading says (`headings` has one for each
    text, or ""), or the office that it is signed with; one that nobody of the two signs is nobody's. What it answers, and
    quotes from its opening on, is the other's.
    """
    sides = [""] * len(texts)
    starts = [index for index, text in enumerate(texts) if _OPENS_LETTER.match(text)]
    if not starts:
        return sides
    titled = _LETTERS.search(title) is not None and _BETWEEN_THE_TWO.search(title) is not None
    titled = titled or (not _LETTERS.search(title) and any(map(_BETWEEN_THE_TWO.search, texts)))
    for start, stop in pairwise([*starts, len(texts)]):
        headed = _LETTER_OF.match(headings[start]) or (_LETTER_OF.match(texts[start - 1]) if start else None)
        if headed is None and not titled:
            continue
        side = (headed and headed.lastgroup) or next(filter(None, map(_signed_by, texts[start:stop])), "")
        sides[start:stop] = [side if "。" in text else "" for text in texts[start:stop]]
        quoted = _quoted_letter(texts[start:stop])
        for index in range(start + quoted.start, start + quoted.stop):
            sides[index] = _OTHER_SIDE[sides[index]]
    return sides


def _quoted_letter(texts: Sequence[str]) -> range:
    """Where a letter quotes the one that it answers."""
    begun = (i for i, text in enumerate(texts) if text[:1] == "「" and _OPENS_LETTER.match(text, 1))
    first = next(begun, len(texts))
    last = next((i for i in range(first, len(texts)) if texts[i].endswith("」")), first - 1)
    return range(first, last + 1)


def _signed_by(text: str) -> str:
    """The side of whose office a line is, unless it is addressed to it."""
    match = _SIGNED.search(text) if len(text) <= _LONGEST_SIGNATURE and "。" not in text else None
    if match is None or _ADDRESSED.search(text):
        return ""
    return "japan" if match["state"].startswith("日本") else "us"


def agrees(text: str, parties: Parties) -> bool:
    """Whether a text without a subject tells what two agreed on who met: …で一致した。"""
    if not parties.two:
        return False
    last = re.sub(r"「[^「」]*」|（[^（）]*）", "", text.rstrip("。")).split("。")[-1]
    return _AGREED.search(last) is not None and not _SAYS_WHO.search(last)


def introduces(text: str, parties: Parties = NOBODY_NAMED) -> str:
    """The side whose words the items below a text are (日本側より以下のとおり発言), or ""."""
    last = text.translate(_RADICALS).rstrip("。").split("。")[-1]
    match = _INTRODUCES.search(last)
    return (
        side_of(last[: match.end()], parties) if match else ""
    )  # who agrees behind it says none of the items


def side_headed(text: str, parties: Parties) -> str:
    """The side whose words stand under a line that is nothing but its name, or ""."""
    match = _HEADS_WORDS_OF.match(_without_mark(text)) if len(text) <= _LONGEST_HEADING else None
    return side_of(f"{match['who']}は", parties) if match else ""


def side_at_end(text: str, parties: Parties) -> str:
    """The side of whom the last sentence of a text names, or ""."""
    return side_of(text.rstrip("。").rpartition("。")[2], parties)


def tells(text: str) -> bool:
    """Whether a text says something, as the names of those who came do not."""
    return _TELLS.search(text) is not None


def goes_on_speaking(text: str) -> bool:
    """Whether a text without a subject tells further words of whoever spoke before: また、…旨述べた。"""
    return _GOES_ON.match(_without_mark(text)) is not None and _TOLD.search(text) is not None


def _ministers_of_japan(texts: Sequence[str]) -> frozenset[str]:
    """The names, in kanji, that the holders of Japan's offices have in texts: 峰田環外務大臣."""
    named = (text for text in texts if any(end in text for end in _ENDS_OF_OFFICES))  # the pattern is slow
    found = (match["name"] for text in named for match in _MINISTER.finditer(text))
    return frozenset(name for name in found if name[-1] != "国")


def _is_of_two(texts: Sequence[str], title: str) -> bool:
    """Whether a document tells who of Japan and the United States spoke, though not of what meeting: as notes of talks
    do that list both (先方　…国務長官, 当方　…外務大臣), treaties, what ministers of both put their names to, and press
    conferences that both give.
    """
    if _BETWEEN_THE_TWO.search(title) and "共同" in title and "会見" in title:
        return True
    if _TREATY.search(title) and any(re.search(_SIGNATORIES, text) for text in texts):
        return True
    signing = [text for text in texts[:_SIGNING] if len(text) <= _LONGEST_SIGNATURE and "。" not in text]
    signed = (any(re.search(f"(?:{who})$", text) for text in signing) for who in (_OURS, _THEIR_OFFICES))
    if _BETWEEN_THE_TWO.search(title) and all(signed):
        return True
    named = (text for text in texts if "側" in text[:_NAMED_FIRST])
    subjects = [side[1][0] for text in named if (side := _SIDE_FIRST.match(_without_mark(text)))]
    if set(subjects) == {"日", "米"} and len(subjects) >= _OFTEN * len(texts):
        return True
    parties = {match["party"]: match["who"] for text in texts if (match := _PARTY.match(text))}
    ours, theirs = (parties.get(party, "") for party in ("当方", "先方"))
    return re.search(_OURS, ours) is not None and re.search(_THEIR_OFFICES, theirs) is not None


def _is_of_ours(subject: str, parties: Parties) -> bool:
    """Whether somebody of Japan's is in a subject."""
    if re.search(_OURS, subject) or (parties.between and subject.endswith("大臣") and _is_bare(subject)):
        return True
    names = [match[0][: -len("大臣")] for match in re.finditer(_OUR_NAMES, subject)]
    if parties.surnames:
        return bool(names)
    return any(full.startswith(name) for name in names for full in parties.ministers)


def _is_bare(subject: str) -> bool:
    """Whether a subject is an office without a name before it: 大臣から."""
    return re.fullmatch(f".*?{_BARE_OFFICES}", subject) is not None


def _named(subject: str, parties: Parties) -> set[str]:
    """The sides of those whom a subject names, or that they are of another country; such speak with Japan's together."""
    found = {"japan"} if _is_of_ours(subject, parties) else set[str]()
    theirs = f"{_THEIRS}|{_THEIR_OFFICES}|{_THEIR_NAMES}" if parties.american else _THEIRS
    bare = subject.endswith("長官") and _is_bare(subject)
    if re.search(theirs, subject) or (parties.between and (_THE_OTHER in subject or bare)):
        found.add("us")
    elif re.search(_OF_ANOTHER, re.sub(f"{_OURS}|{_OUR_NAMES}", "", subject)):
        found.add("both" if found else _ANOTHER)
    return found


def _without_mark(text: str) -> str:
    if bullet := read_bullet(text):
        text = text[bullet[0] :]
    mark = read_mark(text)
    return text[mark.length :] if mark else text
