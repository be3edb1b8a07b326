"""An index that was updated answers as one that was built at once: the same hits, scores, levels and order.

A file that can't be read any more, as one that was emptied, keeps what the index had of it: such an index is as one
that was built of the last state of each file that could be read.
"""

from __future__ import annotations

from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st

from fumikura.build import build_index
from fumikura.engines import open_engine
from fumikura.engines.listing import ids_of
from test_engine_contract import hits

NAMES = ("a.txt", "b.txt", "c.md", "d.jsonl")
TEXTS = (
    "会合の概要\n令和6年7月28日\n\n閣僚は、台湾海峡の平和について議論した。\n",
    "会合の概要\n平成26年\n\n閣僚は、宇宙での協力について議論した。\n\n平和は損なわれない。\n",
    "# 計画\n\n計画は、三年にわたる。台湾海峡の安定。\n",
    "台湾海峡。\n" * 3,
    "",
    "---\n",
)
READY = '{{"id": "p1", "text": "{}"}}\n'
QUERIES = ("台湾海峡", "台湾海峡 平和", '"平和"', "議論 -宇宙", "損なう OR 計画", "協力 AND 会合")
CATALOG = '[[document]]\nid = "named"\nfile = "a.txt"\ntitle = "{}"\n'
STEPS = st.one_of(
    st.tuples(st.just("write"), st.sampled_from(NAMES), st.sampled_from(TEXTS)),
    st.tuples(st.just("rename"), st.sampled_from(NAMES), st.sampled_from(NAMES)),
    st.tuples(st.just("remove"), st.sampled_from(NAMES), st.just("")),
    st.tuples(st.just("catalog"), st.just("catalog.toml"), st.sampled_from(("台湾海峡の会合", "平和", ""))),
)


def take(step: tuple[str, str, str], corpus: Path) -> None:
    """Do to the folder what one step says."""
    kind, name, value = step
    path = corpus / name
    match kind:
        case "write" if name.endswith(".jsonl") and value:
            path.write_text(READY.format(value.replace("\n", "")), encoding="utf-8")
        case "write":
            path.write_text(value, encoding="utf-8")
        case "rename" if path.exists() and path.suffix == Path(value).suffix:
            path.rename(corpus / value)
        case "catalog" if value:
            path.write_text(CATALOG.format(value), encoding="utf-8")
        case "remove" | "catalog":
            path.unlink(missing_ok=True)
        case _:
            pass


def keep_readable(corpus: Path, last: Path) -> None:
    """Bring the folder `last` to the last state of each file of the corpus that has text."""
    for path in {*corpus.iterdir(), *(corpus / path.name for path in last.iterdir())}:
        if not path.exists():
            (last / path.name).unlink()
        elif path.read_bytes().strip(b"-\n"):
            (last / path.name).write_bytes(path.read_bytes())


def answers(index: Path) -> dict[str, object]:
    """All that can be asked of an index: its ids, and the hits of each query with scores and levels."""
    with closing(open_engine(index)) as engine:
        return {"ids": ids_of(engine), **{query: hits(engine, query) for query in QUERIES}}


@settings(max_examples=12, deadline=None)
@given(steps=st.lists(STEPS, min_size=2, max_size=7))
def test_updates_equal_a_rebuild(steps: list[tuple[str, str, str]]) -> None:
    """After any sequence of added, changed, renamed and removed files and edits of the catalog, run by run."""
    with TemporaryDirectory() as folder:
        corpus, last, updated = (Path(folder, name) for name in ("corpus", "last", "updated"))
        corpus.mkdir()
        last.mkdir()
        take(("write", "a.txt", TEXTS[0]), corpus)
        take(("write", "b.txt", TEXTS[1]), corpus)
        for step in steps:
            take(step, corpus)
            keep_readable(corpus, last)
            build_index(corpus, updated)
        build_index(last, Path(folder, "rebuilt"))
        assert answers(updated) == answers(Path(folder, "rebuilt"))
