"""Catalogs, thesauri, notes and files of runs that try to break what reads them: each is taken, or refused by name."""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from fault_index import Outcome
from fumikura import catalog, notes
from fumikura.build import build_index
from fumikura.errors import FumikuraError
from fumikura.lexicon import thesaurus
from fumikura.research.saved_runs import read_runs

__all__ = ["survey_tables", "tables"]

_SECONDS = 10.0
_KEYS = (
    "id", "file", "lines", "title", "publisher", "doc_type", "date", "meeting", "place", "url", "terms", "note",
    "keep",
    "sha256", "tag", "text", "name", "command", "nosuch", "", "a b", "日本",
)  # fmt: skip
_VALUES = (
    '"a"', "'b'", '"a.txt"', "'../a.txt'", '"2+2"', '"共同発表"', '"2013-10-03"', "2013-10-03", "2013", "-1",
    "1.5", "nan", "inf",
    "true", "[]", "['a', 'b']", "['a', 1]", "[[1]]", "{}", "{a = 1}", "[1, 2]", "[2, 1]", "[0, 99999]",
    "[1, 3]", '""', '"\\u0000"',
    '"\\u202e"', '"#"', "9" * 5000, "1e999", "0x" + "f" * 5000, "07:32:00", "1979-05-27T07:32:00Z",
    '"""' + "あ" * 50 + '"""',
    "[" * 2000, "{a=" * 2000, '"' + "長" * 5000 + '"', '["count", "a"]', '["--svg", "x"]', "'\ud800'",
)  # fmt: skip
_HEADS = (
    "[[document]]", "[[group]]", "[[apart]]", "[words]", "[[note]]", "[[run]]", "[document]", "[[a.b]]", "[",
    "[[", "# ", "\x00",
    ".".join(["a"] * 3000) + " = 1", "document = 1", "group = [1]", "\ufeff",
)  # fmt: skip


def tables(count: int, seed: int = 0) -> Iterator[bytes]:
    """As many files of TOML, or of what is nearly some."""
    rng = random.Random(seed)
    for _ in range(count):
        lines: list[str] = []
        for _ in range(rng.randint(0, 4)):
            lines.append(rng.choice(_HEADS[:6] if rng.random() < 0.8 else _HEADS))
            if rng.random() < 0.6:
                lines += (
                    ['id = "a"', 'file = "a.txt"'] if rng.random() < 0.5 else ['terms = ["台湾", "日本"]']
                )
            lines += [
                f"{rng.choice(_KEYS) or chr(34) * 2} = {rng.choice(_VALUES)}"
                for _ in range(rng.randint(0, 3))
            ]
        data = "\n".join(lines).encode("utf-8", "surrogatepass")
        if data and rng.random() < 0.1:
            at = rng.randrange(len(data))
            data = data[:at] + bytes([rng.randrange(256)]) + data[at + 1 :]
        yield data


def survey_tables(place: Path, count: int, seed: int = 0) -> Outcome:
    """Each file as a catalog, a thesaurus, notes and runs; every tenth beside a corpus that is indexed."""
    corpus = place / "corpus"
    corpus.mkdir(parents=True)
    (corpus / "a.txt").write_text("題\n\n台湾海峡の平和。\n", encoding="utf-8")
    readers: dict[str, Callable[[], object]] = {
        catalog.NAME: lambda: catalog.load_catalog(corpus),
        thesaurus.NAME: lambda: thesaurus.load_thesaurus(corpus),
        notes.NAME: lambda: notes.load_notes(corpus),
    }
    outcome = Outcome()
    for number, data in enumerate(tables(count, seed)):
        for name, read in readers.items():
            path = corpus / name
            path.write_bytes(data)
            outcome.note(_fault(read, name, data))
            if number % 10 == 0:
                outcome.note(
                    _fault(lambda: build_index(corpus, place / "index", rebuild=True), "index", data)
                )
            path.unlink()
        outcome.note(_fault(lambda data=data: read_runs(data, "runs.toml"), "runs", data))  # type: ignore[misc]
    return outcome


def _fault(act: Callable[[], object], name: str, data: bytes) -> str | None:
    started = time.perf_counter()
    try:
        act()
        wrong = None
    except FumikuraError as error:
        wrong = None if str(error) else "no message"
    except Exception as error:
        wrong = f"{type(error).__name__}: {error}"
    took = time.perf_counter() - started
    wrong = wrong or (f"it took {took:.0f} s" if took > _SECONDS else None)
    return wrong and f"{name} {data[:300]!r}: {wrong[:300]}"
