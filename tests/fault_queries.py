"""Queries that try to break the search: pieces of the grammar thrown together, and raw Unicode.

A query may be answered, or refused by an error of ours that points into it; nothing else, and within two seconds.
"""

from __future__ import annotations

import random
import time
from collections.abc import Iterator
from typing import Any

from fault_index import Outcome
from fumikura.errors import FumikuraError, QueryError
from fumikura.search import Index

__all__ = ["AWKWARD", "SECONDS", "fault_of", "fuzz", "queries"]

SECONDS = 2.0

_WORDS = (
    "台湾", "日米同盟", "同盟の抑止力はどう強化されるか", "京", "2+2", "F-35", "U.S.", "第5条", "ｶﾞｲﾄﾞﾗｲﾝ",
    "兩岸", "a", "1", "の",
    "自由で開かれた", "平成25年", "2013-10-03", "ー", "々", "㍿", "①", "é", "👨‍👩‍👧", "か\u3099",
    "\u3099", "\u200d", "\x00", "\ud800",
    "\udfff", "\u202e", "\ufeff", "\U000e0100", "\uffff", "Ⅲ", "¼", "ﷺ",
)  # fmt: skip
_SIGNS = (
    " ", "　", "OR", "|", "AND", "NOT", "-", "−", "(", ")", "（", "）",
    '"', "”", "「", "」", "*", "＊", "~", "~1", "~9", "^", "^2", "^0",
    "^1e9", "NEAR", "NEAR/8", "NEAR/0", "NEAR/99999", "text:", "title:", "nosuch:", "section:(", "?",
    "\\", '\\"', "[", "]", "..",
    "2014..2007", "[a TO b]", ":", "/", "\t", "\n", "\r", "\v", "ＯＲ", "ＮＯＴ", "'", "`", "{", "}",
    "<b>", "%s", "{0}", "\x1b[31m",
)  # fmt: skip
AWKWARD = (
    "", " ", "　", "\x00",
    '"', '""', "「", "「」", "(", ")", "()", "(" * 1000, ")" * 1000, "(" * 1000 + "a" + ")" * 1000, "OR", "NOT",
    "NOT OR", "AND AND", "?^0", "-", "--", "-台湾", "NOT 台湾", "*", "**", "*京", "台湾*", "~", "台湾~9",
    "台湾~", "text:", "text::",
    "text:text:台湾", "nosuch:台湾", "台湾^", "台湾^0", "台湾^-1", "台湾^nan", "台湾^inf", "台湾^1e400",
    "NEAR", "台湾 NEAR", "NEAR 台湾",
    "台湾 NEAR/0 日米", "台湾 NEAR/1001 日米", "2014..2007", "[2014 TO", "台" * 10_000, "台" * 10_001,
    " OR ".join(["台湾"] * 350),
    " ".join(["台湾"] * 501), '"' + "台湾" * 500 + '"', '"' + "台" * 2001 + '"',
    "(a OR " * 350 + "b" + ")" * 350, "a* " * 101,
    "abcdef~2 " * 17, "a NEAR " * 9 + "a", "\ud800", "\ud83d", "\udc00台湾", "👨‍👩‍👧‍👦",
    "\u202e台湾\u202c", "\u200b", "\ufeff", "\U0010ffff",
    "が" + "\u3099" * 5000, "¥" * 9000 + "1", "同盟の抑止力は" * 1000, "1" * 10_000, "a.b" * 3000,
    "々" * 5000, "\n" * 9999 + "台", "1,000," * 1600, "1億2,000万" * 1200, "ﷺ" * 2200, "㍿" * 9999, "ア・" * 499,
    "～".join(map(str, range(1000, 2600))), "台湾の" + "同盟調整" * 2000, "日 NEAR/1000 米 NEAR/1000 の NEAR/1000 を",
    "(" + " OR ".join("日米の国本" * 8) + ") NEAR/1000 (" + " OR ".join("年月協議安全" * 6) + ")",
)  # fmt: skip
"""Queries that broke something somewhere once, or are on the edge of a cap."""

_WAYS: tuple[dict[str, Any], ...] = (
    {},
    {"relax": True},
    {"relax": True, "explain": True},
    {"mode": "any", "sort": "-date", "offset": 2},
    {"year": (2007, 2024), "synonyms": False, "highlight": False},
)


def queries(count: int, seed: int = 0) -> Iterator[str]:
    """As many random queries: most of pieces of the grammar, some of any code points, few of them long."""
    rng = random.Random(seed)
    for _ in range(count):
        way = rng.random()
        if way < 0.75:
            size = rng.choice((1, 2, 3, 5, 8, 13))
            yield "".join(
                rng.choice(_WORDS if rng.random() < 0.5 else _SIGNS) + rng.choice(("", " "))
                for _ in range(size)
            )
        elif way < 0.97:
            yield "".join(_any_character(rng) for _ in range(rng.randint(1, 12)))
        else:
            yield rng.choice(_WORDS + _SIGNS) * rng.randint(2, 400)


def _any_character(rng: random.Random) -> str:
    ranges = (
        (0, 0x7F),
        (0x80, 0x2FF),
        (0x2000, 0x206F),
        (0x3000, 0x30FF),
        (0x4E00, 0x9FFF),
        (0xD800, 0xFFFF),
        (0, 0x10FFFF),
    )
    return chr(rng.randint(*rng.choice(ranges)))


def fault_of(index: Index, query: str, **options: Any) -> str | None:
    """What is wrong with how a query was taken, or None; of two times of the processor the better one counts."""
    wrong, took = _fault_and_seconds(index, query, options)
    if wrong is None and took > SECONDS:
        took = min(took, _fault_and_seconds(index, query, options)[1])
        wrong = f"it took {took:.1f} s" if took > SECONDS else None
    return wrong and f"{query[:200]!a} {options or ''}: {wrong}"


def _fault_and_seconds(index: Index, query: str, options: dict[str, Any]) -> tuple[str | None, float]:
    started = time.process_time()
    try:
        results = index.search(query, **{"limit": 5, **options})
        wrong = None if results.total >= len(results.hits) else "fewer hits counted than given"
    except QueryError as error:
        wrong = (
            None if 0 <= error.position <= len(query) and error.message else "a message that points nowhere"
        )
    except FumikuraError as error:
        wrong = None if error.message else "no message"
    except Exception as error:
        wrong = f"{type(error).__name__}: {error}"
    return wrong, time.process_time() - started


def fuzz(index: Index, count: int, seed: int = 0, ways: int = 5) -> Outcome:
    """Search for `AWKWARD` in so many ways, and for as many random queries in one of them each."""
    outcome = Outcome()
    for query in AWKWARD:
        for options in _WAYS[:ways]:
            outcome.note(fault_of(index, query, **options))
    for number, query in enumerate(queries(count, seed)):
        outcome.note(fault_of(index, query, **_WAYS[number % len(_WAYS)]))
    return outcome
