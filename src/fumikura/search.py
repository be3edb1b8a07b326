"""Searching from Python: parse, analyse, run, highlight. Glue only; each step has its own module."""

from __future__ import annotations

import time
from collections.abc import Mapping
from pathlib import Path
from types import TracebackType
from typing import Any, Self, get_args

from fumikura.analysis import Analyzer
from fumikura.errors import FilterError
from fumikura.filters import make_filters
from fumikura.highlight import EXCERPT, excerpt, original_spans
from fumikura.index import open_engine
from fumikura.index.plan import Plan
from fumikura.index.planner import make_plan
from fumikura.index.seam import Engine, FileRecord, Filters, Mode, Page, Ranked, Sort
from fumikura.models import Document, Hit, Passage, Results
from fumikura.query import Node, parse

__all__ = ["Index", "open_index"]


def open_index(path: str | Path) -> Index:
    """Open the index in the folder `path` for searching; use it in a `with` statement, or close it.

    Raises IndexMissingError, IndexVersionError or IndexDamagedError.
    """
    return Index(open_engine(path))


class Index:
    """An index open for searching. It stays as it was committed when it was opened."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self._analyzer = Analyzer()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the files of the index."""
        self.engine.close()

    def search(
        self,
        query: str,
        *,
        mode: Mode = "all",
        limit: int | None = 20,
        offset: int = 0,
        sort: Sort = "relevance",
        relax: bool = False,
        highlight: bool = True,
        excerpt_size: int = EXCERPT,
        year: Any = None,
        meeting: Any = None,
        doc_type: Any = None,
        type: Any = None,  # noqa: A002 - named as the option of the command line is
        side: Any = None,
        document: Any = None,
        kind: Any = None,
        date_from: Any = None,
        date_to: Any = None,
    ) -> Results:
        """The passages that answer `query`, from the best to the worst.

        With mode "all" every word must be in a passage, with "any" one of them; `relax` goes over from the
        one to the other where there are no hits (`Results.relaxed`). `limit` None means all. A filter takes a
        value, a list of which one must hold, or (years) a tuple for a range; `type` is another name of
        `doc_type`. Without `highlight` no passage is marked and its excerpt is its beginning: that is faster.

        Raises QueryError for a mistake in the query, FilterError for a value that is none.
        """
        started = time.perf_counter()
        _check("mode", mode, Mode)
        _check("sort", sort, Sort)
        if (limit is not None and limit < 0) or offset < 0:
            raise FilterError("A limit and an offset can't be less than 0.", "limit=None means all hits.")
        filters = make_filters(
            year=year,
            date_from=date_from,
            date_to=date_to,
            meeting=meeting,
            doc_type=type if doc_type is None else doc_type,
            side=side,
            document=document,
            kind=kind,
        )
        tree = parse(query)
        plan, page = self._run(query, tree, mode, filters, sort, limit, offset)
        relaxed = relax and mode == "all" and page.total == 0
        if relaxed:
            plan, page = self._run(query, tree, "any", filters, sort, limit, offset)
        hits = tuple(
            self._hit(rank, ranked, plan if highlight else None, excerpt_size)
            for rank, ranked in enumerate(page.ranked, offset + 1)
        )
        return Results(
            query=query,
            parsed=str(tree),
            total=page.total,
            took_ms=(time.perf_counter() - started) * 1000,
            hits=hits,
            words=page.words,
            relaxed=relaxed and page.total > 0,
        )

    def passage(self, passage_id: str) -> Passage:
        """The passage of this id. Raises UnknownIdError, naming ids that are near it."""
        return self.engine.passage(passage_id)

    def neighbours(self, passage_id: str, n: int = 1) -> tuple[tuple[Passage, ...], tuple[Passage, ...]]:
        """Up to `n` passages before and after, of the same document. Raises UnknownIdError."""
        return self.engine.neighbours(passage_id, n)

    def documents(self) -> tuple[Document, ...]:
        """The documents in the index, in the order of their ids."""
        return self.engine.documents()

    @property
    def files(self) -> Mapping[str, FileRecord]:
        """The files in the index, by their path in the corpus."""
        return self.engine.files

    def __len__(self) -> int:
        return self.engine.count()

    def _run(
        self, query: str, tree: Node, mode: Mode, filters: Filters, sort: Sort, limit: int | None, offset: int
    ) -> tuple[Plan, Page]:
        plan = make_plan(tree, query, self._analyzer, mode)
        return plan, self.engine.search(plan, filters, sort=sort, limit=limit, offset=offset)

    def _hit(self, rank: int, ranked: Ranked, plan: Plan | None, excerpt_size: int) -> Hit:
        passage = self.engine.load(ranked.handle)
        found = self.engine.occurrences(plan, ranked.handle) if plan is not None else ()
        highlights = original_spans(passage.text, found)
        return Hit(
            rank=rank,
            score=round(ranked.score, 6),
            match=ranked.match,
            passage=passage,
            highlights=highlights,
            excerpt=excerpt(passage.text, highlights, excerpt_size),
        )


def _check(name: str, value: object, choices: Any) -> None:
    if value not in get_args(choices):
        raise FilterError(f"There is no {name} {value!r}.", f"Choose one of: {', '.join(get_args(choices))}.")
