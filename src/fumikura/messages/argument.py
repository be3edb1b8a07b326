"""Arguments of the Python interface that are none."""

from __future__ import annotations

TEXTS = {
    "argument.type": (
        "{name} is {value!r}, but takes a value of type {expected}.",
        "{name} が {value!r} です。型は {expected} です。",
    ),
    "argument.choice": ("There is no {name} {value!r}.", "{name} に {value!r} は使えません。"),
    "argument.choice.remedy": ("Choose one of: {valid}.", "使えるもの: {valid}。"),
    "argument.negative": (
        "limit and offset can't be negative.",
        "limit と offset に 0 未満は使えません。",
    ),
    "argument.negative.remedy": ("limit=None means all hits.", "limit=None ですべての結果になります。"),
    "argument.sample": ("{value!r} is not a number of lines.", "{value!r} は行数ではありません。"),
    "argument.sample.remedy": ("Use sample=1 or more.", "1 以上にしてください。"),
    "argument.jobs": ("{value!r} is not a number of processes.", "{value!r} はプロセスの数ではありません。"),
    "argument.jobs.remedy": ("Use jobs=1 or more.", "1 以上にしてください。"),
    "argument.encoding": (
        "{value!r} is no encoding known here.",
        "{value!r} という文字コードはありません。",
    ),
    "argument.encoding.remedy": (
        "Use cp932, euc_jp, iso2022_jp, utf_16, ….",
        "cp932、euc_jp、iso2022_jp、utf_16 などを使ってください。",
    ),
    "argument.timeout": (
        "timeout is a number of seconds greater than 0.",
        "timeout は 0 より大きい秒数です。",
    ),
    "argument.timeout.remedy": ("timeout=None means no limit.", "timeout=None で無制限になります。"),
}
