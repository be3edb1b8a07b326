"""Values of filters that mean nothing."""

from __future__ import annotations

_YEAR_FORMS = (
    "Write a year (2013, 平成25), an era (令和), or a range (2007..2014, ..2014, 平成19..).",
    "年（2013、平成25）、元号（令和）、範囲（2007..2014、..2014、平成19..）で書いてください。",
)

TEXTS = {
    "filter.lead": ("{message}", "絞り込みの値の誤り: {message}"),
    "filter.unknown": ("There is no filter {names}.", "{names} という絞り込みはありません。"),
    "filter.unknown.remedy": ("Valid: {valid}.", "使えるもの: {valid}。"),
    "filter.value": ("There is no {field} {value!r}.", "{field} {value!r} はありません。"),
    "filter.value.remedy": ("Valid: {valid}.", "使えるもの: {valid}。"),
    "filter.value-absent": ("There is no {field} {value!r}.", "{field} {value!r} はありません。"),
    "filter.value-absent.remedy": ("There are: {near}.", "あるもの: {near}。"),
    "filter.field-empty": ("There is no {field} {value!r}.", "{field} {value!r} はありません。"),
    "filter.field-empty.remedy": ("No passage has one.", "どの箇所にもありません。"),
    "filter.no-text": ("There is no {field} {value!r}.", "{field} {value!r} はありません。"),
    "filter.no-text.remedy": ("Give a text.", "文字列を書いてください。"),
    "filter.dates-reversed": (
        "The dates are the wrong way round: from {first} to {last}.",
        "日付の前後が逆です: {first} から {last}。",
    ),
    "filter.dates-reversed.remedy": ("Swap them.", "入れ替えてください。"),
    "filter.no-date": ("{value!r} is not a date ({option}).", "{value!r} は日付ではありません（{option}）。"),
    "filter.no-date.remedy": (
        "Write a day, a month or a year: 2013-10-03, 2013-10, 2013, 平成25年10月3日.",
        "日、月、年のいずれかで書いてください: 2013-10-03、2013-10、2013、平成25年10月3日。",
    ),
    "filter.no-year": ("{value!r} is not a year.", "{value!r} は年ではありません。"),
    "filter.no-year.remedy": _YEAR_FORMS,
    "filter.no-years": ("{value!r} is not a range of years.", "{value!r} は年の範囲ではありません。"),
    "filter.no-years.remedy": _YEAR_FORMS,
    "filter.years-tuple": (
        "{value!r} is not a range of years: it has {parts: part|parts}.",
        "{value!r} は年の範囲ではありません。部分が {parts} 個あります。",
    ),
    "filter.years-tuple.remedy": ("Give (first, last).", "(初め, 終わり) と書いてください。"),
    "filter.years-reversed": (
        "The years are the wrong way round: {first}..{last}.",
        "年の前後が逆です: {first}..{last}。",
    ),
    "filter.years-reversed.remedy": (
        "Write {last}..{first}, if that is what you mean.",
        "{last}..{first} のことなら、そう書いてください。",
    ),
}
