"""Who speaks in a passage: the Japanese side, the American, or both.

Read from the subject of each sentence (日本側から…, 米側は…, 日米双方は…) and, in its place, from the office of the one
who is named (外務大臣 is Japan's, 国務長官 the United States').
"""

from __future__ import annotations

import re

__all__ = ["side_of"]

_BOTH = r"日米双方|双方|両閣僚|[四4４]閣僚|両首脳|閣僚|両大臣及び両長官|両者"
_NATIONS = r"日米両国政府|日米両政府|日米両国|日米|両国"
_JAPAN = r"日本側|[^、。「」]{0,12}?(?:内閣総理大臣|総理大臣|総理|外務大臣|防衛大臣|外相|防衛相)"
_US = r"米国?側|アメリカ側|[^、。「」]{0,14}?(?:米?国務長官|米?国防長官|米?大統領|米?副大統領|両長官)"
_SPEAKS = r"(?:から(?:は|も)?|より(?:は|も)?|は|が|も|側?として[はも]?)[、，]?"
_LINKS = (
    r"(?:また|さらに|更に|なお|これに対し(?:て)?|その上で|冒頭|加えて|特に|一方|そして|同時に|この点)?[、，]?"
)
_STARTS = rf"(?:^|(?<=[。、，：:])){_LINKS}(?:[（(][0-9０-９]+[）)]\s*|[・●○－\-①-⑳]\s*)?"
_SPEAKER = re.compile(
    rf"{_STARTS}(?:(?P<both>(?:{_BOTH})(?:は|が|も)|(?:{_NATIONS})は)|(?P<japan>(?:{_JAPAN}){_SPEAKS}|日本は)|(?P<us>(?:{_US}){_SPEAKS}|米国は))"
)


def side_of(text: str) -> str:
    """`japan`, `us`, `both` (they speak together, or both in turn), or "" where nobody is said to speak."""
    plain = re.sub(r"^[（(]?[0-9０-９一-十ア-ンイロハ]{1,2}[）)]\s*|^[・●○－]\s*", "", text)
    found = {str(match.lastgroup) for match in _SPEAKER.finditer(plain)}
    if not found:
        return ""
    return found.pop() if len(found) == 1 else "both"
