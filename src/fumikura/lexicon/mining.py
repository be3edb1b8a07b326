"""Finds the names that documents define: 同盟調整メカニズム（ACM）, X（以下「Y」という）, 「X」（Y）, JAXA（宇宙…機構）.

A pair is taken only where the text itself bears it out: by the number of words and letters, by initials, or by the
same pair found elsewhere. What is only beside a bracket
(a place, a year, a part number) is no name.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from fumikura.lexicon.longform import LongForms
from fumikura.models import Definition, Passage
from fumikura.text import fold

_ABBREVIATION = r"[A-ZＡ-Ｚ][A-Za-zＡ-Ｚａ-ｚ&＆]*(?:[-－‐・/／&＆][A-Za-zＡ-Ｚａ-ｚ]+)*"
_BRACKET = re.compile(r"[（(]([^（）()\n]{1,60})[）)]")
_SHORT = re.compile(rf"(?:略称|略|通称|英[:：])?[:：、,]?\s*({_ABBREVIATION})")
_QUOTED = re.compile(r"[「『]([^「」『』]{1,20})[」』]")
_HEREAFTER = re.compile(
    r"(?:以下|略称|通称|略して)(?:では|は|単に)?[、,，:：]?\s*(?:[「『“\"]([^「」『』”\"]{1,20})[」』”\"]|([^「」『』、。,\s]{1,20}?))"
    r"(?:という|といい|と(?:も)?呼ぶ|と(?:略)?記す|と略す(?:る)?|と(?:する|略称する))?[。．]?"
)
_ENGLISH_AND_SHORT = re.compile(
    rf"(?:英(?:語)?[:：]\s*)?([A-Za-z][A-Za-z'’&,\- ]+?)[、,;:：]\s*(?:略称?[:：]?\s*)?({_ABBREVIATION})"
)
_SHORT_AND_ENGLISH = re.compile(rf"({_ABBREVIATION})\s*[:：、,;]\s*([A-Za-z][A-Za-z'’&,\- ]+)")
_ENGLISH = re.compile(r"(?:英(?:語)?[:：]\s*)?([A-Z][A-Za-z'’]+(?: [A-Za-z'’&\-]+)+)")
_ENGLISH_BEFORE = re.compile(r"([A-Z][A-Za-z'’&\- ]+)[、,;]\s*(?=以下|略称|通称|略して)")
_CLOSING_QUOTE = re.compile(r"[「『]([^「」『』]{2,40})[」』]\s?$")
_NOTE_MARKS = re.compile(r"[⁰¹²³⁴⁵⁶⁷⁸⁹]+$|[*＊※]\s?\d*$")
# Behind a link to a file its type stands in brackets, and is the name of nothing: 和文（PDF）.
_FILE_TYPES = frozenset(
    "PDF DOC DOCX XLS XLSX CSV TSV ZIP HTML HTM XML JPG JPEG PNG GIF PPT PPTX TXT MP MP3 MP4 KB MB".split()
)
_JAPANESE = re.compile(r"[ぁ-ヺ一-鿿]")
_SMALL = frozenset({"of", "for", "the", "on", "in", "to", "and", "&", "at", "by", "with", "a", "an"})
_LATIN_WORD = re.compile(r"[A-Za-z][A-Za-z'’]*|&")
_WINDOW = 80
_CUT = re.compile(r"[。！？\n]|(?<=[0-9０-９])\s+")
_LATIN = re.compile(r"[A-Z][A-Za-z'’]*(?: [A-Za-z'’&\-]+)+ ?$")
_OPEN_QUOTE = re.compile(r"[「『]([^「」『』]{2,40})$")
_SPACE_INSIDE = re.compile(r"(?<=[ぁ-ヺー一-鿿]) (?=[ぁ-ヺー一-鿿])")


@dataclass(frozen=True, slots=True)
class _Pair:
    short: str
    long: str
    local: bool = False
    certain: bool = True


class Miner:
    """Finds definitions. It holds a MeCab, so one is made for many files."""

    def __init__(self) -> None:
        self._forms = LongForms()

    def definitions(self, passages: Iterable[Passage]) -> tuple[Definition, ...]:
        """The names defined in the passages of one file, each where it is defined first in a document."""
        found: dict[tuple[str, str, str], tuple[_Pair, Passage]] = {}
        counts: dict[tuple[str, str], int] = {}
        headings: dict[str, tuple[_Pair, ...]] = {}
        for passage in passages:
            for pair in self._in_passage(passage, headings):
                key = fold(pair.short).text, fold(pair.long).text
                counts[key] = counts.get(key, 0) + 1
                known = found.get((*key, passage.document))
                if known is None or (pair.certain and not known[0].certain):
                    found[(*key, passage.document)] = pair, passage
        whole = _longer_forms(counts)
        return tuple(
            Definition(pair.short, pair.long, at.id, at.document, at.source, at.lines, pair.local)
            for (short, long, _), (pair, at) in found.items()
            if (pair.certain or counts[short, long] > 1)
            and whole.get((short, long), 0) <= counts[short, long]
        )

    def _in_passage(self, passage: Passage, headings: dict[str, tuple[_Pair, ...]]) -> Iterator[_Pair]:
        """The pairs of a passage; those of titles and headings count where the first passage under them is."""
        for heading in (passage.title, *passage.section):
            if heading not in headings:
                headings[heading] = tuple(self._in_text(heading))
                yield from headings[heading]
        yield from self._in_text(passage.text)
        for gloss in passage.glosses:
            yield from self._in_text(gloss)
            yield from _spelled(gloss, passage.text)

    def _in_text(self, text: str) -> Iterator[_Pair]:
        for bracket in _BRACKET.finditer(text):
            inside = bracket[1].strip()
            start = max(0, bracket.start() - _WINDOW)
            before = _NOTE_MARKS.sub("", text[start : bracket.start()].rstrip())
            if cuts := [match.end() for match in _CUT.finditer(before)]:
                before = before[cuts[-1] :]
            if before:
                yield from self._pairs(before, inside, text[bracket.end() : bracket.end() + 12])

    def _pairs(self, before: str, inside: str, after: str) -> Iterator[_Pair]:
        if short := _SHORT.fullmatch(inside):
            yield from self._abbreviated(before, short[1], after)
        elif both := _ENGLISH_AND_SHORT.fullmatch(inside):
            yield from self._in_two_languages(before, both[2], both[1], after)
        elif (both := _SHORT_AND_ENGLISH.fullmatch(inside)) and spells(both[2], both[1]):
            yield from self._in_two_languages(before, both[1], both[2], after)
        elif english := _ENGLISH_BEFORE.match(inside):
            yield from self._named_hereafter(before, english[1], inside[english.end() :], after)
        elif hereafter := _HEREAFTER.fullmatch(inside):
            yield from self._shortened(before, hereafter[1] or hereafter[2])
        elif quoted := _QUOTED.fullmatch(inside):
            yield from self._quoted(before, quoted[1])
        elif english := _ENGLISH.fullmatch(inside):
            yield from self._spelled_out(before, english[1])
        elif _JAPANESE.search(inside):
            yield from self._reversed(before, inside)

    def _in_two_languages(self, before: str, short: str, english: str, after: str) -> Iterator[_Pair]:
        """X（Maritime Domain Awareness: MDA）, and X（MDA：Maritime Domain Awareness）."""
        if spells(english, short):
            yield _Pair(short, english.strip())
        yield from self._abbreviated(before, short, after)

    def _named_hereafter(self, before: str, english: str, rest: str, after: str) -> Iterator[_Pair]:
        """X（Maritime Domain Awareness、以下「MDA」という。）: the name in English, and then what it is called."""
        hereafter = _HEREAFTER.fullmatch(rest)
        short = (hereafter[1] or hereafter[2]) if hereafter else ""
        if short and spells(english, short):
            yield from self._in_two_languages(before, short, english, after)
        elif short:
            yield from self._shortened(before, short)

    def _abbreviated(self, before: str, short: str, after: str) -> Iterator[_Pair]:
        """X（ACM）, and 「X」（ACM）."""
        letters = len(letters_of(fold(short).text))
        if _half_width(short).upper() in _FILE_TYPES:
            return
        if letters < 2 or sum(char.isupper() for char in _half_width(short)) < 2:
            return
        if quoted := _CLOSING_QUOTE.search(before):
            yield _Pair(short, quoted[1])
            return
        too_short = self._forms.count(self._forms.compound(before)) < letters
        if too_short and (opened := _OPEN_QUOTE.search(before)) and self._forms.count(opened[1]) >= letters:
            yield _Pair(short, opened[1])
            return
        if (latin := _LATIN.search(before)) and spells(latin[0], short):
            yield _Pair(short, latin[0].strip())
            return
        long = self._forms.before(before, letters, goes_on=self._forms.begins_with_noun(after))
        if _JAPANESE.search(long) and long != short:
            yield _Pair(short, _SPACE_INSIDE.sub("", long))

    def _shortened(self, before: str, short: str) -> Iterator[_Pair]:
        """X（以下「Y」という）: for the document's own use."""
        if quoted := _CLOSING_QUOTE.search(before):
            yield _Pair(short, quoted[1], local=True)
            return
        compound = self._forms.compound(before)
        if len(compound) <= len(short):
            compound = self._forms.clause(before)
        if len(compound) > len(short) and _JAPANESE.search(compound):
            yield _Pair(short, compound, local=True)

    def _quoted(self, before: str, short: str) -> Iterator[_Pair]:
        """X（「Y」）: a name only where Y looks like one, or stands so again."""
        long = self._forms.compound(before) or _bracketed_before(before, self._forms)
        if long and _JAPANESE.search(long) and fold(long).text != fold(short).text:
            certain = not _JAPANESE.search(short) and any(char.isalnum() for char in short)
            yield _Pair(short, long, certain=certain)

    def _spelled_out(self, before: str, english: str) -> Iterator[_Pair]:
        """ACM（Alliance Coordination Mechanism）."""
        found = re.search(rf"({_ABBREVIATION})\s?$", before)
        if found and spells(english, found[1]):
            yield _Pair(found[1], english)

    def _reversed(self, before: str, inside: str) -> Iterator[_Pair]:
        """JAXA（宇宙航空研究開発機構）."""
        found = re.search(rf"(?<![A-Za-zＡ-Ｚａ-ｚ0-9\-])({_ABBREVIATION})\s?$", before)
        if found is None or not found[1].isupper():
            return
        words = self._forms.is_compound(inside)
        if words >= max(2, len(letters_of(found[1])) - 1):
            yield _Pair(found[1], inside, certain=words >= len(letters_of(found[1])))


def _longer_forms(counts: Mapping[tuple[str, str], int]) -> Mapping[tuple[str, str], int]:
    """By name and end of a long form, how often the longer one is defined: more often, if its beginning was torn off."""
    longest: dict[tuple[str, str], int] = {}
    for (short, long), number in counts.items():
        for start in range(1, len(long)):
            key = short, long[start:]
            longest[key] = max(longest.get(key, 0), number)
    return longest


def _bracketed_before(before: str, forms: LongForms) -> str:
    """The long form before another bracket: X（SCC）（「2+2」）."""
    stripped = re.sub(r"[（(][^（）()]*[）)]\s?$", "", before)
    return forms.compound(stripped) if stripped != before else ""


def _spelled(gloss: str, text: str) -> Iterator[_Pair]:
    """A reading that was set into the line beside its abbreviation: RMC, Role Mission Capability."""
    if " " not in gloss.strip() or not gloss.isascii():
        return
    for found in re.finditer(rf"(?<![A-Za-z]){_ABBREVIATION}", text):
        if spells(gloss, found[0]):
            yield _Pair(found[0], gloss.strip())
            return


def _half_width(text: str) -> str:
    return text.translate({code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)})


def spells(name: str, abbreviation: str) -> bool:
    """Whether the initials of `name` are the letters of `abbreviation` (RMC), small words counted or not."""
    wanted = letters_of(abbreviation)
    words = _LATIN_WORD.findall(name)
    plain = "".join(word[0] for word in words if word.lower() not in _SMALL)
    every = "".join(word[0] for word in words if word != "&")
    capitals = "".join(char for char in name if char.isupper())
    return len(wanted) > 1 and wanted in {plain.upper(), every.upper(), capitals}


def letters_of(abbreviation: str) -> str:
    """The letters of an abbreviation, in capitals."""
    return "".join(char for char in abbreviation if char.isalpha()).upper()
