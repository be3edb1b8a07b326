"""The ways in which Japanese documents write a date, as one pattern: what each part of a match is, it names.

A match has one of the groups of `KINDS` and, within it, the groups year, era, count, month, day, ...
with a number behind the name, as a name may stand once in a pattern. Patterns read the plain form of a text,
which has as many characters as the text.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from functools import cache
from typing import TypeAlias

_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
OLD_NUMERALS = "壱壹弐貳参參拾"
"""大字 of days and years: 昭和弐拾年."""

_PLAIN = str.maketrans(
    dict(zip("０１２３４５６７８９（）／．，～〜∼\u3000\xa0\n", "0123456789()/.,~~~   ", strict=True))
    | dict(zip(OLD_NUMERALS, "一一二二三三十", strict=True))
    | dict.fromkeys("－‐‑‒–—―−﹣", "-")
    | {chr(ord(letter) + 0xFEE0): letter for letter in _LETTERS}
    | {
        chr(code): unicodedata.normalize("NFKC", chr(code)) for code in range(0x2F00, 0x2FD6)
    }  # Kangxi radicals
)
_ERA = "明治|大正|昭和|平成|令和|[㍻㍼㍽㍾㋿]"
_ERA_SIGN = "[明大昭平令]"
_KANJI = "〇零一二三四五六七八九十廿卅"
_NUMBER = f"(?:[0-9]{{1,2}}|[{_KANJI}]{{1,3}}|元)"
_SMALL = f"(?:[0-9]{{1,2}}|[{_KANJI}]{{1,3}})"
_S = "[ ]?"
_AD = f"(?:西暦{_S})?"
_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
_MONTH_NAME = (
    "(?i:jan(?:uary|[.])?|feb(?:ruary|[.])?|mar(?:ch|[.])?|apr(?:il|[.])?|may|june?[.]?|july?[.]?|aug(?:ust|[.])?"
    "|sept?(?:ember|[.])?|oct(?:ober|[.])?|nov(?:ember|[.])?|dec(?:ember|[.])?)"
)
_ENGLISH_DAY = "[0-9]{1,2}(?:st|nd|rd|th)?"
# What makes a number before 年 a length of time, and what before it another count of years.
_LENGTH = (
    r"(?!間|余|来(?!日)|ぶり|振り|以上|以内|未満|近く|足らず|目(?!的|標|指)|もの|分の|越し|連続|周年"
    r"|前(?![後半期回年月日述])|後(?![半期任継期]))"
)
_NO_OTHER_COUNT = (
    r"(?<!紀元)(?<!元前)(?<!紀元 )(?<!元前 )(?<!皇紀)(?<![^西]暦)(?<!BC)(?<!B\.C\.)(?<![約全])(?<!およそ)"
)
_NO_DIGIT_BEFORE = r"(?<![0-9])(?<![0-9][,.])"
_LINK = r"[ ]?(?P<link>、|,|・|及び|および|並びに|ならびに|と|又は|または|から|より|ないし|乃至|~|-|\.\.)[ ]?"
_LISTED = "(?:[ ]?(?:[、,・~-]|\\.\\.|及び|および|から|と) ?"


def _tail(n: int) -> str:
    """度, or a month and a day, after 年. A day may be the first of several (3、4日); 1/1 is one, too."""
    more_months = rf"(?={_LISTED}{_SMALL}){{1,3}}{_S}月(?!間))"
    numeric = rf"{_S}(?P<month{n}0>[0-9]{{1,2}})/(?P<day{n}0>[0-9]{{1,2}})(?![0-9/])"
    return rf"(?:(?P<fiscal{n}>度)|(?:の)?{_S}(?P<month{n}>{_SMALL}){_S}(?:月(?!間){_day(n)}|{more_months})|{numeric})?"


def _day(n: int) -> str:
    more_days = rf"(?={_LISTED}{_SMALL}){{1,4}}{_S}日(?!間))"
    return rf"(?:の?{_S}(?P<day{n}>{_SMALL}){_S}(?:日(?!間)|{more_days}))?"


_Forms: TypeAlias = tuple[tuple[str, str], ...]
"""Kinds of dates, each with a pattern of its own. Of several that match, the first counts."""

_FORMS: _Forms = (
    # 平成25.10.3, H25/10/3, 昭62.4.1, 令和3-7-18
    (
        "numeric",
        rf"(?:(?P<era1>{_ERA})|(?<![一-鿿])(?P<sign1>{_ERA_SIGN})|(?<![A-Za-z0-9])(?P<letter1>[MTSHR]))"
        rf"{_S}(?P<count1>{_NUMBER})(?P<sep1>[./・-]){_S}(?P<month1>[0-9]{{1,2}})(?P=sep1){_S}(?P<day1>[0-9]{{1,2}})(?![0-9])",
    ),
    # 令和3.7
    (
        "numeric",
        rf"(?P<era26>{_ERA}){_S}(?P<count26>{_NUMBER})(?P<sep26>[./]){_S}(?P<month26>[0-9]{{1,2}})(?![0-9/.年])",
    ),
    # H31.4, S62.4, R3.12: no magnitude (M7.3), no version, and nothing with a unit
    (
        "numeric",
        r"(?<![A-Za-z0-9])(?<!版[はがを])(?<!リリース)(?<!バージョン)(?<!lease )(?<!rsion )"
        r"(?!(?<=[A-Za-z] )[HRS][0-9.]+ [a-z])"
        r"(?P<letter31>H(?=3[01]\.|[12]?[0-9]\.)|R|S(?=[1-6][0-9]))(?P<count31>[0-9]{1,2})"
        r"\.(?P<month31>1[0-2]|0?[1-9])(?![0-9A-Za-z./%％‰℃㎜㎝㎞㍍㌢㌔年倍割度版型点系])"
        r"(?! ?(?:という|の)? ?(?:版|改訂版|リリース|バージョン))",
    ),
    # 2013/10/3, 2013-10-03, 2013.10.3, 2013. 4. 1, 2013/10
    (
        "numeric",
        rf"{_NO_DIGIT_BEFORE}{_AD}(?P<western2>[0-9]{{4}}){_S}(?P<sep2>[/.-]){_S}(?P<month2>[0-9]{{1,2}})(?P=sep2)"
        rf"{_S}(?P<day2>[0-9]{{1,2}})(?![0-9])",
    ),
    (
        "numeric",
        rf"{_NO_DIGIT_BEFORE}(?<![/.]){_AD}(?P<western3>[12][0-9]{{3}})/(?P<month3>[0-9]{{1,2}})(?![0-9/年])",
    ),
    # July 18, 2021, 18 July 2021, July 2021
    (
        "numeric",
        rf"(?<![A-Za-z0-9])(?:the )?(?:(?P<name27>{_MONTH_NAME})(?: (?P<day27>{_ENGLISH_DAY}),?)?"
        rf"|(?P<day28>{_ENGLISH_DAY})(?: of)?,? (?P<name28>{_MONTH_NAME}),?) (?P<western27>[0-9]{{4}})(?![0-9])",
    ),
    # FY2013, fiscal year 2013
    (
        "year",
        r"(?<![A-Za-z0-9])(?:J?FY|(?i:fiscal(?: year)?)) ?(?P<western29>[0-9]{4})(?P<fiscal29>)(?![0-9])",
    ),
    # 2019会計年度, 令和元会計年度
    (
        "year",
        rf"(?:(?P<era30>{_ERA}){_S}(?P<count30>{_NUMBER})|{_NO_DIGIT_BEFORE}(?P<western30>[0-9]{{4}})){_S}年?(?P<fiscal30>会計年度)",
    ),
    # 1990年代, 昭和50年代, 80年代
    (
        "decade",
        rf"(?:(?P<era7>{_ERA}){_S}{_NUMBER}|{_NO_DIGIT_BEFORE}(?P<western7>[0-9]{{2}}|[0-9]{{4}})){_S}年代",
    ),
    # The first of several: 2007~2014年, 平成24、25年, 2012、13年
    (
        "first",
        rf"(?:(?P<era11>{_ERA}){_S}(?P<count11>{_NUMBER})|{_NO_DIGIT_BEFORE}{_NO_OTHER_COUNT}(?P<western11>[12][0-9]{{3}}))"
        rf"(?={_LISTED}(?:{_ERA})?{_S}(?:[0-9]{{4}}|{_NUMBER})){{1,4}}{_S}年(?!代)(?P<fiscal11>度)?{_LENGTH})",
    ),
)  # fmt: skip
# What 度, or a month and a day, may follow.
_YEARS: _Forms = (
    # 13(平成25)年, 14(同26)年, 13(同25年), 昭和35(1960)年, 1991(平成 3)年, 2013年(平成25年)
    (
        "year",
        rf"(?P<western4>(?<![0-9])[0-9]{{4}}|(?<![0-9])[0-9]{{2}}){_S}年?{_S}\({_S}(?:(?P<era4>{_ERA})|(?P<same4>同)){_S}"
        rf"(?P<count4>{_NUMBER}){_S}(?:\){_S}年|年{_S}\)(?:{_S}年)?)",
    ),
    (
        "year",
        rf"(?P<era5>{_ERA}){_S}(?P<count5>{_NUMBER}){_S}年?{_S}\({_S}(?P<western5>[0-9]{{4}}){_S}年?{_S}\){_S}年?",
    ),
    (
        "year",
        rf"(?<![0-9])(?P<western6>[0-9]{{4}}){_S}年{_S}\({_S}(?P<era6>{_ERA}){_S}(?P<count6>{_NUMBER}){_S}年?{_S}\)",
    ),
    (
        "year",
        rf"(?:(?P<era8>{_ERA})|(?<![A-Za-z0-9])(?P<letter8>[MTSHR])){_S}(?P<count8>{_NUMBER}){_S}年(?!間)",
    ),
    (
        "year",
        rf"{_NO_DIGIT_BEFORE}{_NO_OTHER_COUNT}{_AD}(?P<western9>[0-9]{{4}}){_S}年{_LENGTH}",
    ),
    (
        "year",
        rf"(?<![{_KANJI}百千]){_AD}(?P<western10>[一二][〇零一二三四五六七八九]{{3}}|[一二]?千[一二三四五六七八九]百[{_KANJI}]{{0,3}}"
        rf"|二千[{_KANJI}]{{1,3}})"
        rf"年{_LENGTH}",
    ),
    # '21年, ’98年
    ("year", rf"(?<![A-Za-z0-9])['’‘＇](?P<quoted33>[0-9]{{2}}){_S}年{_LENGTH}"),
    # 05年: no length of time is written with a zero
    ("year", rf"{_NO_DIGIT_BEFORE}(?<![第-])(?P<short12>0[0-9]){_S}年{_LENGTH}"),
    # 同25年: of the era named before
    ("year", rf"(?<![合共協大混帯])(?P<same13>同){_S}(?P<count13>{_NUMBER}){_S}年(?!間)"),
    ("bare_year", r"(?<![一-鿿ァ-ヶー])(?P<short15>元)年(?!間)"),
    # Years by their distance from one that was named, or from the one of the document
    (
        "named",
        r"(?P<named16>(?<![合共協大混帯])同年(?![代齢輩配生次])|翌々年|前々年|翌年|(?<![以直])前年(?!代))"
        r"(?!の?[0-9]{4}年)",
    ),
    ("written", r"(?P<written17>一昨年|昨年|(?<!過)去年|(?<!日)本年|今年|(?<![以従由元])来年)"),
)  # fmt: skip
_PARTS_OF_DATES: _Forms = (
    ("year", rf"(?<![0-9])(?P<western25>[0-9]{{4}}){_S}\({_S}(?P<era25>{_ERA}){_S}(?P<count25>{_NUMBER}){_S}\)"),
    # 25年10月, 25年度, 25年末: a year of the era, or of the century, named before
    (
        "bare_year",
        rf"{_NO_DIGIT_BEFORE}(?<![第{_KANJI}百千数約])(?<!禁錮)(?<!禁固)(?<!懲役)(?P<short14>{_SMALL}){_S}年"
        rf"(?:(?P<fiscal14>度)(?!目|にわた|連続|ぶり)|(?=末|初頭|[春夏秋冬]|当初|時点|現在|版)"
        rf"|(?P<month14>{_SMALL}){_S}月(?!間){_day(14)})",
    ),
    ("named_month", rf"(?P<named18>(?<![合共協大混帯])同月|翌月|前月){_day(18)}"),
    ("written_month", rf"(?P<written19>(?<!日)本月|今月|先月|来月){_day(19)}"),
    (
        "named_day",
        r"(?P<named20>(?<![合共協大混帯一])同日(?![本米中韓朝豪印英仏独ソ系常])|(?<![一二三])翌日(?!本)|前日(?!本))"
        r"(?!の?[0-9]{1,2}[年月日])",
    ),
    ("written_day", r"(?P<written21>(?<!日)本日)"),
    # 5月1日, 5月, 5日
    (
        "bare_month",
        rf"(?<![0-9/.年ヶケかカヵ箇個毎{_KANJI}])(?<!年 )(?<!毎年)(?P<month22>{_SMALL}){_S}月"
        r"(?![間刊給額]|革命|王政|王令|危機|王朝)"
        rf"(?:の?{_S}(?P<day22>{_SMALL}){_S}(?:日(?!間)|(?={_LISTED}{_SMALL}){{1,4}}{_S}日(?!間))))?(?![雨蝿晴病])",
    ),
    (
        "bare_day",
        rf"(?<![0-9/.月第{_KANJI}数])(?<!月 )(?P<day23>{_SMALL}){_S}日"
        r"(?=付|未明|早朝|午前|午後|深夜|夜|から[行開始実]|に(?!わた|及|分け|[0-9一二]|かけ))",
    ),
    ("era", rf"(?P<era24>{_ERA})"),
)  # fmt: skip

KINDS: tuple[str, ...] = tuple(dict.fromkeys(kind for kind, _ in (*_FORMS, *_YEARS, *_PARTS_OF_DATES)))
# Each begins with one of a set of characters: such a pattern is found many times faster than any other.
_HINT = (
    r"[年月日⽉⽇/／.．・\-－（(](?:"
    rf"(?<=[0-9０-９{_KANJI}{OLD_NUMERALS}元同翌前本今昨去来先 \u3000)）][年月日⽉⽇])|(?<=計年)度"
    r"|(?<=[（(]) ?[明大昭平令同㍻]|(?<=[0-9０-９][/／.．・\-－]) ?[0-9０-９])"
)
_LATIN_HINT = rf"(?i:(?:{'|'.join(_MONTHS)})[a-z. ])|(?i:fy|fiscal)[ a-z]*[0-9]"
_LATIN = re.compile("[A-Za-z\u017f]")  # ſ is an s to a pattern that minds no case
_SHORT = 100  # code points; for so few, two sets tell faster than a pattern, which would have to be compiled
_SIGNS, _BEFORE_SIGNS = (
    frozenset("年月日⽉⽇/／.．・-－（("),
    frozenset(f"0123456789０１２３４５６７８９{_KANJI}{OLD_NUMERALS}元同翌前本今昨去来先"),
)
_WEEKDAY = r"\s*\([月火水木金土日](?:曜日?)?(?:・祝)?\)"
_ENGLISH_HINTS = (*_MONTHS, "fy", "fiscal")
_ENGLISH_BEGINNINGS = (*_ENGLISH_HINTS, "the ", "jfy")
# Where a form may begin: trying all of them at every character would take many times as long.
_START = (
    rf"(?<![0-9])[0-9]|[{_KANJI}千](?=[{_KANJI}千百]{{0,7}}[ ]?[年月日])|[㍻㍼㍽㍾㋿]"
    rf"|[明大昭平令](?=[治正和成元0-9{_KANJI}])|[MTSHR](?=[0-9元])|同(?=[年月日0-9{_KANJI}])"
    r"|['’‘＇](?=[0-9]{2} ?年)|西暦"
    r"|(?<![A-Za-z])(?:(?i:the (?=[0-9])|fiscal|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)|J?FY)"
    r"|[翌前](?=[々年月日])|[本今](?=[年月日])|[昨去来]年|一昨年|[先来]月|元年"
)


def plain(text: str) -> str:
    """The text with widths, dashes and spaces as one, code point for code point."""
    return text.translate(_PLAIN)


def may_have_dates(text: str) -> bool:
    """Whether it is worth while to look for dates at all; much faster than to look."""
    if len(text) < _SHORT and (_SIGNS.isdisjoint(text) or _BEFORE_SIGNS.isdisjoint(text)):
        lower = text.translate(_PLAIN).lower()
        if not any(hint in lower for hint in _ENGLISH_HINTS):
            return False
    if _pattern("hint").search(text):
        return True
    return _LATIN.search(text) is not None and _pattern("latin hint").search(text) is not None


def after_weekday(text: str, at: int) -> int:
    """Where the day of the week in brackets ends that begins at a place of a plain text, else that place."""
    match = _pattern("weekday").match(text, at)
    return match.end() if match else at


def may_begin(text: str) -> bool:
    """Whether a plain text may begin with a date that has a space or brackets in it; told without any pattern."""
    first = text[:1]
    if first.isdigit() or first in "明大昭平令㍻㍼㍽㍾㋿西一二":
        return True
    lower = text[:8].lower()
    return lower.startswith(_ENGLISH_BEGINNINGS) or (first in "MTSHR" and text[1:2] in {*"0123456789元"})


def next_form(text: str, at: int) -> re.Match[str] | None:
    """The next thing in a plain text that may be a date: its parts are given by `parts`."""
    form = _pattern("form")
    for start in _pattern("start").finditer(text, at):
        if match := form.match(text, start.start()):
            return match
    return None


def match_at(what: str, text: str, at: int) -> re.Match[str] | None:
    """A "form" at a place, the "link" to a further date, or what may be left of that: "year", "month", "day"."""
    return _pattern(what).match(text, at)


def parts(match: re.Match[str]) -> tuple[str, Mapping[str, str]]:
    """The kind of a match ("" for what is no "form") and its parts, by their names without numbers."""
    found = {name.rstrip("0123456789"): text for name, text in match.groupdict().items() if text is not None}
    if "name" in found:
        found["month"] = str(_MONTHS.index(found.pop("name")[:3].lower()) + 1)
        if "day" in found:
            found["day"] = found["day"].rstrip("stndrh")
    kind = next((name for name in KINDS if f"kind_{name}" in found), "")
    return kind, found


def _any_of(forms: _Forms, number: int) -> str:
    return "|".join(f"(?P<kind_{kind}{n}>{form})" for n, (kind, form) in enumerate(forms, number))


_MORE = f"(?={_LISTED}{_NUMBER}){{1,4}}{_S}"
_PATTERNS: Mapping[str, str] = {
    "hint": _HINT,
    "latin hint": _LATIN_HINT,
    "start": _START,
    # Compiling a pattern takes longer the longer it is: what may follow any year is in it once.
    "form": f"{_any_of(_FORMS, 100)}|(?:{_any_of(_YEARS, 200)}){_tail(34)}|{_any_of(_PARTS_OF_DATES, 300)}",
    "weekday": _WEEKDAY,
    "link": _LINK,
    "year": (
        rf"(?P<same1>同)?{_S}(?P<count1>{_NUMBER})"
        rf"(?:{_S}年(?!代){_LENGTH}{_tail(1)}|{_MORE}年(?!代)(?P<fiscal2>度)?{_LENGTH}))"
    ),
    "month": rf"(?P<month1>{_SMALL}){_S}(?:月(?!間){_day(1)}|{_MORE}月(?!間)))",
    "day": rf"(?P<day1>{_SMALL}){_S}(?:日(?!間)|{_MORE}日(?!間)))",
}


@cache
def _pattern(what: str) -> re.Pattern[str]:
    """Compiled at first use: a search for words needs none of them, and compiling takes longer than to search."""
    return re.compile(_PATTERNS[what])
