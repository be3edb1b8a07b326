"""One pass over a text that resolves each date as a reader does: by its own words, else by what was named before it.

The year of 5月1日 is the one last named before it in the text, else that of the text's own date; 同年, 翌年
and 前年 go by the year last named, 本年 and 昨年 by the text's date; a bare 25年10月 belongs to the era or the
century that is in use. What fits nothing is no date.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date, timedelta

from fumikura.dates import forms
from fumikura.dates.eras import ERAS, Era, era_named
from fumikura.dates.mentions import NOTHING_NAMED, DateMention, Named
from fumikura.dates.numerals import iso_date, number
from fumikura.values import replace

_RANGES = frozenset({"から", "より", "ないし", "乃至", "~", "-", ".."})
_NAMED_YEARS = {"同年": 0, "翌年": 1, "前年": -1, "翌々年": 2, "前々年": -2}
_WRITTEN_YEARS = {"本年": 0, "今年": 0, "昨年": -1, "去年": -1, "一昨年": -2, "来年": 1}
_STEPS = {"同": 0, "本": 0, "今": 0, "翌": 1, "来": 1, "前": -1, "先": -1}
_LONGEST_RANGE = 60
_EARLIEST_QUOTED = 45  # '45年 is 1945, '44年 is 2044
_LATEST_OF_OLD_DECADES = 30  # 30年代 to 90年代 without a century are those of the 20th


class Reader:
    """One pass over a text, with what was named so far."""

    def __init__(
        self, text: str, written: str, before: Named, *, absolute: bool, year: int | None = None
    ) -> None:
        self._text = text
        self._written = written
        self._before = before
        self._absolute = absolute
        self._year = year if year is not None else int(written[:4]) if written else None
        self._is_aside = False
        self.named = NOTHING_NAMED

    @property
    def has_named(self) -> bool:
        """Whether a year was named in the text."""
        return self.named.year is not None

    def mentions(self) -> Iterator[DateMention]:
        """The dates from the beginning to the end."""
        at = 0
        while match := forms.next_form(self._text, at):
            self._is_aside = False
            mention = self._resolve(match)
            if mention is None:
                at = match.end()
                continue
            at = mention.end
            if not self._is_aside:
                self._remember(mention)
            yield mention
            for further in self._further(mention):
                at = further.end
                self._remember(further)
                yield further

    def _resolve(self, match: re.Match[str]) -> DateMention | None:
        kind, parts = forms.parts(match)
        if kind == "era":
            self.named = replace(self.named, era=era_named(parts["era"]))
            return None
        if kind == "decade":
            return _decade(match, parts)
        if kind in ("year", "first", "numeric"):
            return self._of_year(self._year_of(parts), match, parts, whole=True)
        if kind in ("bare_month", "bare_day"):
            return self._bare(match, parts)
        return None if self._absolute else self._leaning(kind, match, parts)

    def _leaning(self, kind: str, match: re.Match[str], parts: Mapping[str, str]) -> DateMention | None:
        """A date that only its context makes one."""
        match kind:
            case "bare_year":
                return self._of_year(self._bare_year(parts), match, parts, whole=False)
            case "named":
                year = self._antecedent(parts).year
                base = year if year is not None else self._year
                return self._of_year(_plus(base, _NAMED_YEARS[parts["named"]]), match, parts, whole=False)
            case "written":
                year = int(self._written[:4]) if self._written else None
                if (
                    "fiscal" in parts and "01" <= self._written[5:7] <= "03"
                ):  # it began in April of the year before
                    year = _plus(year, -1)
                return self._of_year(_plus(year, _WRITTEN_YEARS[parts["written"]]), match, parts, whole=False)
            case "named_month" | "written_month":
                base_month = self._written[:7]
                if kind == "named_month":
                    base_month = self._antecedent(parts).month or base_month
                return _of_month(base_month, match, parts)
            case "named_day" | "written_day":
                base_day = self._written
                if kind == "named_day":
                    base_day = self._antecedent(parts).day or base_day
                return _of_day(base_day, match, parts)
        return None

    def _antecedent(self, parts: Mapping[str, str]) -> Named:
        """What 同年 and the like go back to.

        From an earlier text only 同 does. What goes back in time is a word aside: the story goes on where it was.
        """
        step = parts["named"][0]
        self._is_aside = step == "前"
        if self.has_named:
            return self.named
        return self._before if step == "同" else NOTHING_NAMED

    def _of_year(
        self, year: int | None, match: re.Match[str], parts: Mapping[str, str], *, whole: bool
    ) -> DateMention | None:
        if year is None:
            return None
        if whole:
            self._count_in(year, parts)
        iso = iso_date(year, parts.get("month"), parts.get("day"))
        if iso is not None:
            return DateMention(iso, match.start(), match.end(), whole, "fiscal" in parts)
        # 平成25年13月 is a year, and something else after it; 1500/0 is no date at all.
        year_end = self._text.rfind("年", match.start(), match.end()) + 1
        if "month" not in parts or not year_end or iso_date(year) is None:
            return None
        return DateMention(f"{year:04d}", match.start(), year_end, whole)

    def _count_in(self, year: int, parts: Mapping[str, str]) -> None:
        """Keep in mind in which count the year was written."""
        era = self.named.era
        if parts.keys() & {"era", "sign", "letter"}:
            era = _era(parts)
        elif "count" in parts and "western" in parts:
            era = next((each for each in ERAS if each.year(number(parts["count"]) or 0) == year), era)
        elif "same" not in parts:
            era = None
        self.named = replace(self.named, era=era, western=bool(parts.keys() & {"western", "short", "quoted"}))

    def _year_of(self, parts: Mapping[str, str]) -> int | None:
        count = number(parts["count"]) if "count" in parts else None
        western = number(parts["western"]) if "western" in parts else None
        if count is not None and ("era" in parts or "sign" in parts or "letter" in parts):
            return _era(parts).year(count) if count else None
        if "short" in parts:
            return 2000 + int(parts["short"])
        if "quoted" in parts:
            short = int(parts["quoted"])
            return short + (1900 if short >= _EARLIEST_QUOTED else 2000)
        if western is None:  # 同25年, or kanji that are no number
            return self._bare_year(parts) if "count" in parts and not self._absolute else None
        if len(parts["western"]) != 2:
            return western
        # 14(同26)年: the two name the same year; take the century in which some era agrees.
        candidates = (western + century for century in (1900, 2000))
        years = (year for year in candidates if count and any(era.year(count) == year for era in ERAS))
        return next(years, None)

    def _bare_year(self, parts: Mapping[str, str]) -> int | None:
        """The year of 25年10月: of the era in use, else the nearest to the year named last or to the text's."""
        written = parts.get("short") or parts["count"]
        count = number(written)
        near = self.named.year if self.has_named else self._year
        era = self.named.era
        if not count:
            return None
        if near is None or written == "元":
            return era.year(count) if era else None
        candidates = [era.year(count)] if era else []
        if not self.has_named and era is None:
            candidates = [each.year(count) for each in ERAS]
        if "same" not in parts and count >= 10 and (self.named.western or not candidates or era is None):
            candidates += [1900 + count, 2000 + count]
        return min(candidates, key=lambda year: abs(year - near), default=None)

    def _bare(self, match: re.Match[str], parts: Mapping[str, str]) -> DateMention | None:
        if self._absolute:
            iso = (
                iso_date(self._year, parts["month"], parts["day"])
                if {"month", "day"} <= parts.keys()
                else None
            )
            return DateMention(iso, match.start(), match.end(), False) if iso and self._year else None
        year = self.named.year if self.has_named else self._year
        month = parts.get("month")
        if month is None:
            base = self.named.month or (self._written[:7] if len(self._written) == 10 else "")
            if not base or (self.has_named and not base.startswith(str(self.named.year))):
                return None
            year, month = int(base[:4]), base[5:7]
        iso = iso_date(year, month, parts.get("day"))
        return DateMention(iso, match.start(), match.end(), False) if iso else None

    def _further(self, mention: DateMention) -> Iterator[DateMention]:
        """What goes on right after a mention: 、25年 after 平成24年, ～5日 after 10月3日."""
        last: DateMention | None = mention
        while (
            last is not None and not last.is_decade and (link := forms.match_at("link", self._text, last.end))
        ):
            ranges = link["link"] in _RANGES
            after = self._in_full(link.end()) or self._shortened(last, link.end(), ranges)
            if after is not None:
                after = replace(after, since=last.iso if ranges and last.iso < after.iso else "")
                yield after
            last = after

    def _in_full(self, at: int) -> DateMention | None:
        """A date with its year at this place."""
        match = forms.match_at("form", self._text, at)
        if match is None or forms.parts(match)[0] not in ("year", "first", "numeric"):
            return None
        return self._resolve(match)

    def _shortened(self, last: DateMention, at: int, ranges: bool) -> DateMention | None:
        """A date that leaves out what it has in common with the last one."""
        for what in {4: ("year",), 7: ("month",), 10: ("day", "month")}[len(last.iso)]:
            if match := forms.match_at(what, self._text, at):
                _, parts = forms.parts(match)
                year = int(last.iso[:4])
                if what == "year":
                    return self._further_year(last, match, parts, ranges)
                month = int(last.iso[5:7]) if what == "day" else number(parts["month"])
                if ranges and month is not None and month < int(last.iso[5:7]):
                    year += 1
                iso = iso_date(year, month, parts.get("day"))
                if iso is None or (what == "day" and iso <= last.iso):
                    return None
                return DateMention(iso, at, match.end(), last.whole)
        return None

    def _further_year(
        self, last: DateMention, match: re.Match[str], parts: Mapping[str, str], ranges: bool
    ) -> DateMention | None:
        year = self._later_year(int(last.iso), parts["count"], ranges)
        written = {name: text for name, text in parts.items() if name not in ("count", "same")}
        found = self._of_year(year, match, written, whole=False)
        return replace(found, whole=True) if found else None

    def _later_year(self, before: int, written: str, ranges: bool) -> int | None:
        """A year after `before` that is written by its last digits, or by its number in the era.

        An earlier one is none: 平成24年から3年 is a length of time.
        """
        count = number(written)
        if not count:
            return None
        candidates = [self.named.era.year(count)] if self.named.era else []
        if self.named.western and len(written) == 2:
            century = before - before % 100
            candidates += [century + count, century + 100 + count] if ranges else [century + count]
        return min((year for year in candidates if before < year <= before + _LONGEST_RANGE), default=None)

    def _remember(self, mention: DateMention) -> None:
        if mention.is_decade:
            return
        if len(mention.since) == len(mention.iso) == 4:  # days without a year are of neither end of a range
            self.named = replace(self.named, year=None)
            return
        self.named = replace(
            self.named,
            year=int(mention.iso[:4]),
            month=mention.iso[:7] if len(mention.iso) >= 7 else self.named.month,
            day=mention.iso if len(mention.iso) == 10 else self.named.day,
        )


def _era(parts: Mapping[str, str]) -> Era:
    return era_named(parts.get("era") or parts.get("sign") or parts["letter"])


def _decade(match: re.Match[str], parts: Mapping[str, str]) -> DateMention | None:
    digits = parts.get("western", "")
    whole = len(digits) == 4
    if len(digits) == 2 and int(digits) >= _LATEST_OF_OLD_DECADES:
        digits = f"19{digits}"
    if len(digits) != 4 or digits[3] != "0":
        return None
    return DateMention(f"{digits[:3]}X", match.start(), match.end(), whole)


def _plus(year: int | None, step: int) -> int | None:
    return None if year is None else year + step


def _of_month(base: str, match: re.Match[str], parts: Mapping[str, str]) -> DateMention | None:
    if len(base) != 7:
        return None
    step = _STEPS[(parts.get("named") or parts["written"])[0]]
    months = int(base[:4]) * 12 + int(base[5:7]) - 1 + step
    iso = iso_date(months // 12, months % 12 + 1, parts.get("day"))
    return DateMention(iso, match.start(), match.end(), False) if iso else None


def _of_day(base: str, match: re.Match[str], parts: Mapping[str, str]) -> DateMention | None:
    if len(base) != 10:
        return None
    step = _STEPS[(parts.get("named") or parts["written"])[0]]
    try:
        iso = (date.fromisoformat(base) + timedelta(days=step)).isoformat()
    except (OverflowError, ValueError):
        return None
    return DateMention(iso, match.start(), match.end(), False)
