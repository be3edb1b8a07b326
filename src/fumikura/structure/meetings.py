"""Which kind of meeting a heading, a title or a cell names.

The names are those the Japanese government gives its meetings; what holds for one bilateral meeting holds for
others of the same rank (日豪防衛相会談 is of defense ministers too).
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from fumikura.dates import find_dates, parse_date
from fumikura.structure.days import Calendar

_NAMES: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("other", re.compile(r"経済版\s?[「『]?\s?[2２]\s?[+＋]\s?[2２]|経済政策協議委員会")),
    (
        "2+2",
        re.compile(
            r"[2２]\s?[+＋]\s?[2２]|[2２]プラス[2２]|ツー・?プラス・?ツー|安全保障協議委員会|(?<![A-Za-z])SCC(?![A-Za-z])|外務・防衛閣僚|外務・防衛担当閣僚"
        ),
    ),
    (
        "defense-ministers",
        re.compile(
            r"(?:防衛|国防)(?:大臣|相|長官|首脳)?(?:テレビ|電話)?会[談合議]|(?:防衛|国防)(?:相|大臣|首脳)"
        ),
    ),
    ("foreign-ministers", re.compile(r"外(?:相|務大臣)が?(?:(?:テレビ|電話)?会[談合議]|共同(?:記者)?会見)")),
    ("summit", re.compile(r"首脳[がら]?(?:テレビ|電話)?(?:会[談合議]|協議)|首脳共同(?:記者)?会見|サミット")),
)
# Prime ministers and presidents since 1945, by whose names the press calls a summit (橋本・クリントン会談).
_LEADERS = (
    "吉田|鳩山|石橋|岸|池田|佐藤|田中|三木|福田|大平|鈴木|中曽根|竹下|宇野|海部|宮[澤沢]|細川|羽田|村山|橋本|小渕|森|小泉|安倍|麻生|菅|野田"
    "|岸田|石破|高市|トルーマン|アイゼンハワー|ケネディ|ジョンソン|ニクソン|フォード|カーター|レーガン|ブッシュ|クリントン|オバマ|トランプ|バイデン"
)
_LEADERS_MEET = re.compile(rf"(?:{_LEADERS})・(?:{_LEADERS})(?:両首脳)?会[談合]")
# Who meets, by their offices, where a text tells of it without a name for the meeting.
_MET = re.compile(
    r"会談(?:を(?:行|開|実施|し)|し|する|に臨|が(?:行|開)|[ \u3000」]|$)|会合(?:を(?:行|開|実施)|し)|協議を(?:行|実施)"
)
_OFFICES: tuple[tuple[str, re.Pattern[str], re.Pattern[str]], ...] = (
    (
        "defense-ministers",
        re.compile(r"防衛(?:大臣|相|庁長官)"),
        re.compile(r"国防(?:長官|大臣|相)|防衛(?:大臣|相)"),
    ),
    (
        "foreign-ministers",
        re.compile(r"外(?:務大臣|相)"),
        re.compile(r"国務長官|外(?:務大臣|務長官|相|交部長)"),
    ),
    (
        "summit",
        re.compile(r"(?:総理(?:大臣)?|首相)"),
        re.compile(r"大統領|首相|主席|国王|議長|総書記"),
    ),
)
_ANY_MEETING = re.compile(
    r"(?<!本)会[談合議](?!室|員|長|計|所|録|規則|資料|設置|条例|令|法)|(?:協議会?|対話)(?=の(?:概要|結果|要旨|開催|模様)|$)"
)
_ASSEMBLY = re.compile(r"定例会|臨時会|議会")  # of a town or a prefecture, not between states
_BRACKETED = re.compile(r"（[^（）]*）|\([^()]*\)|「[^「」]*」|『[^『』]*』|【[^【】]*】")
_LIST = re.compile(r"主[なた]|一覧|実績|年表|推移")
_AFTER_DATE = re.compile(
    r"\s*(?:[（(][月火水木金土日・]{1,4}(?:曜日?)?[）)])?\s*(?:[~〜～\-－–—・、及び].{0,12})?$"
)
_NEEDS_MEETING = re.compile(
    r"会[談合議]|協議|委員会|[2２]\s?(?:[+＋]|プラス)\s?[2２]|プラス・?ツー|SCC|サミット|共同(?:記者)?会見"
)


_OF_YEAR = re.compile(r"([同翌])年(?![度間])")
_LONGEST_NAME = 60


@dataclass(frozen=True, slots=True)
class Occasion:
    """A meeting and when it was: what a section or a row is about."""

    date: str
    meeting: str
    place: str = ""


def meeting_in(text: str) -> str:
    """The code of the meeting that a text names, "" where it names none. The first that is named counts."""
    squeezed = re.sub(r"\s", "", unicodedata.normalize("NFKC", text)).replace("會", "会")
    if _LEADERS_MEET.search(squeezed):
        return "summit"
    if not _NEEDS_MEETING.search(squeezed) or _LIST.search(_BRACKETED.sub("", squeezed)):
        return ""
    found = [(match.start(), code) for code, pattern in _NAMES if (match := pattern.search(squeezed))]
    if found:
        return min(found)[1]
    if _ASSEMBLY.search(squeezed):
        return ""
    return "other" if _ANY_MEETING.search(_BRACKETED.sub("", squeezed)) else ""


def meeting_told(text: str) -> str:
    """The code of the meeting of which a sentence or a headline tells by the offices of those who met, or ""."""
    if not _MET.search(text):
        return ""
    met = [code for code, ours, theirs in _OFFICES if _two_of(text, ours, theirs)]
    return "2+2" if met[:2] == ["defense-ministers", "foreign-ministers"] else met[0] if met else ""


def _two_of(text: str, ours: re.Pattern[str], theirs: re.Pattern[str]) -> bool:
    """Whether one of ours and one of theirs are named, at two places."""
    first = ours.search(text)
    return first is not None and any(match.start() != first.start() for match in theirs.finditer(text))


def occasion_of(text: str) -> Occasion | None:
    """The meeting and its date that a heading or a caption names, or None where one of the two is missing.

    日米首脳会談（2014年4月24日） is of 2014-04-24; a year alone is no date of a meeting.
    """
    dates = [mention.iso for mention in find_dates(text) if len(mention.iso) > 4]
    meeting = meeting_in(text)
    return Occasion(dates[0], meeting) if dates and meeting else None


def occasion_of_row(
    cells: tuple[str, ...], year: int | None = None, *, dated: bool = False
) -> Occasion | None:
    """The meeting that a row of a table is about: one cell is its date, another names it, or one cell does both.

    `year` is that of a row above, for a day without one. In a chronology (`dated`) a date alone is enough.
    """
    cells = tuple(filter(None, cells))
    date = next((iso for cell in cells if (iso := date_of_cell(cell, year))), None)
    if date is None:
        short = (cell for cell in cells if len(cell) <= _LONGEST_NAME)
        return next((found for cell in short if (found := occasion_of(cell))), None)
    if len(date) == 4:
        date = next((iso for cell in cells if (iso := date_of_cell(cell, int(date))) and len(iso) > 4), date)
    if len(date) == len("2000-01"):  # the day may have a cell of its own
        calendar = Calendar(date)
        date = next((iso for cell in cells if (iso := calendar.heading(cell)).startswith(f"{date}-")), date)
    for cell in cells:
        if not date_of_cell(cell, year) and (meeting := meeting_of_cell(cell)):
            return Occasion(date, meeting, place_of_cell(cell))
    return Occasion(date, "") if dated else None


def meeting_of_cell(cell: str) -> str:
    """The code of the meeting that a cell names; a long one tells of something, and names nothing."""
    return meeting_in(cell) if len(cell) <= _LONGEST_NAME and "。" not in cell else ""


def date_of_cell(cell: str, year: int | None = None) -> str | None:
    """The date that a cell holds and nothing else, the first day of several (10月1日～3日), or None.

    `year` is that of a day or a month without one, and the year that 同年 says.
    """
    if year is not None and (of_year := _OF_YEAR.match(cell)):
        year += of_year[1] == "翌"
        cell = cell[of_year.end() :].lstrip() or f"{year}年"
    if iso := parse_date(cell) or parse_date(re.sub(r"(?<=[.．/／])\s+", "", cell)):  # 1951. 9. 8
        return iso
    if year is not None and len(day := Calendar(str(year)).heading(cell)) > len("2000"):
        return day
    first = next(iter(find_dates(cell, year=year)), None)
    if first is None or first.start or len(first.iso) == 4 or not _AFTER_DATE.match(cell[first.end :]):
        return None
    return first.iso


def place_of_cell(cell: str) -> str:
    """The place that a cell names behind the name of a meeting: 日米首脳会談／大阪."""
    match = re.search(r"[／/]\s*([^／/\s]+)$", cell)
    return match[1] if match else ""
