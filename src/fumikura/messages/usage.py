"""Mistakes in the use of the command line."""

from __future__ import annotations

TEXTS = {
    "usage.seconds": (
        "{value} is not a number of seconds (0 or more).",
        "{value} は 0 以上の秒数ではありません。",
    ),
    "usage.restore": (
        "--restore can't be combined with other options or paths.",
        "--restore はほかのオプションやパスと一緒には使えません。",
    ),
    "usage.number": (
        "{value} is not a whole number of {least} or more.",
        "{value} は {least} 以上の整数ではありません。",
    ),
    "usage.choice": ("there is no {value}. Valid: {valid}.", "{value} はありません。使えるもの: {valid}。"),
    "usage.option": ("There is no option {option}.", "{option} というオプションはありません。"),
    "usage.near": ("Did you mean {near}?", "{near} のことですか。"),
    "usage.left-out": (
        "To exclude a word, write NOT before it, or - behind `--`.",
        "語を除くには NOT を前に置くか、`--` の後に - を付けて書きます。",
    ),
    "usage.command": ("There is no command {command}.", "{command} というコマンドはありません。"),
    "usage.command.remedy": ("`fumikura --help` lists them.", "一覧は `fumikura --help`。"),
    "usage.command-near": (
        "There is no command {command}. Did you mean {near}?",
        "{command} というコマンドはありません。{near} のことですか。",
    ),
    "usage.command-near.remedy": ("`fumikura --help` lists them.", "一覧は `fumikura --help`。"),
    "usage.extra": ("Too many arguments: {words}.", "余分な引数があります: {words}。"),
    "usage.no-query": (
        "QUERY is missing: give words, or a filter.",
        "QUERY がありません。語か絞り込みを指定してください。",
    ),
    "usage.missing": ("{name} is missing.", "{name} がありません。"),
    "usage.needs-value": ("{option} needs a value.", "{option} には値が要ります。"),
    "usage.no-value": ("{option} takes no value.", "{option} に値は付けられません。"),
    "usage.value": ("{name}: {reason}", "{name}: {reason}"),
    "usage.more": ("`{command} --help` says more.", "詳しくは `{command} --help`。"),
    "usage.context": (
        "-C works with table, plain, json and jsonl, not with {format}.",
        "-C は table、plain、json、jsonl で使えます。{format} では使えません。",
    ),
}
