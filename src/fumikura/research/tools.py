"""The tools that count, over an open index: each takes a question and filters, and gives frozen rows.

Glue only: what is counted, measured and ordered stands in the modules beside it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from heapq import nlargest
from typing import Any, Literal

from fumikura.arguments import check_methods
from fumikura.errors import ArgumentError, FilterError
from fumikura.fields import Filters
from fumikura.models import Passage
from fumikura.plan.nodes import Plan
from fumikura.research import collocates as near
from fumikura.research import counting, kwic, rows
from fumikura.research.citations import Citation, citation_of
from fumikura.research.counting import BY, By, Cell, Per, cells_of
from fumikura.research.dispersion import dispersion as spread_of
from fumikura.research.filter_text import check_choice, filters_of, filters_text
from fumikura.research.key_words import KEY_COLUMNS, KEY_SORTS, KeyRow, KeySort, key_words
from fumikura.research.kwic import Concordance, context_of, sampled
from fumikura.research.network import Network, network
from fumikura.research.occurrences import Occurrences, PassageOccurrences, looked_into, occurrences_of
from fumikura.research.results import Collocates, Counted, KeyWords, Kwic, WordList
from fumikura.research.saved_runs import Fingerprints, fingerprints_of
from fumikura.research.searchable import Searchable
from fumikura.research.selection import Selection
from fumikura.research.tokens import TokenTable, WordTokenizer
from fumikura.research.units import KeptWords, Unit, Units
from fumikura.research.words import (
    Parts,
    Tally,
    contains,
    kind_of_words,
    ngrams,
    reading_key,
    tally,
    without_parts,
)  # fmt: skip
from fumikura.text import Role

UNITS: tuple[Unit, ...] = ("long", "short")


@check_methods
class Tools:
    """The tools over one index. They keep what they know of its words, so that a second question is faster."""

    def __init__(self, index: Searchable) -> None:
        self._index = index
        self._tokenizer = WordTokenizer()
        self._known = TokenTable(index.entry)

    def selection(
        self, filters: Mapping[str, Any], *, unique: bool = False, plan: Plan | None = None
    ) -> Selection:
        """The passages to count, with a plan those that meet it."""
        return Selection(self._index.texts(plan, **filters), self._known, self._units, unique=unique)

    def kwic(
        self,
        query: str,
        *,
        sort: kwic.Sort = "date",
        context: str = "sentence",
        limit: int | None = None,
        offset: int = 0,
        sample: int | None = None,
        unique: bool = False,
        synonyms: bool = False,
        **filters: Any,
    ) -> Kwic:
        """Each occurrence of `query` in its context.

        `sort` is by date, `-date`, document, by the words to the `right` or `left` (by their reading), or `freq`: by how
        common these are. `context` is `20` characters, `5w` (words), `sentence` or `passage` a side. `sample` draws as
        many lines, the same everywhere; `unique` shows a sentence once; `synonyms` counts other names of a word, too.

        Raises QueryError and FilterError.
        """
        check_choice("sort", sort, kwic.SORTS)
        _check_range(limit, offset)
        if sample is not None and sample < 1:
            raise ArgumentError("argument.sample", value=sample)
        shown = context_of(context)
        # Whether a sentence is repeated depends on all passages; all else on those with the query.
        plan = None if unique else looked_into(self._index.plan(query, synonyms=synonyms), synonyms=synonyms)
        selection = self.selection(filters, unique=unique, plan=plan)
        found = self._occurrences(query, selection, filters, synonyms=synonyms)
        taken: Sequence[PassageOccurrences] = (
            found.by_passage if sample is None else sampled(found.by_passage, sample)
        )
        lines = Concordance(selection, taken, sort)
        total = sum(len(each.spans) for each in taken)
        left_out = kwic.left_out(selection, taken)
        passages = len({each.passage.id for each in taken})
        return Kwic(lines.lines(shown, limit, offset), total, passages, found, left_out, lines)

    def count(
        self,
        queries: str | Sequence[str],
        *,
        by: By | Sequence[By] = "year",
        per: Per = "characters",
        parts: str = "document",
        unique: bool = False,
        synonyms: bool = False,
        with_words: bool = True,
        **filters: Any,
    ) -> Counted:
        """How often each of `queries` stands in each part of the passages.

        `by` is one field or two; `per` what a rate is relative to: `characters` (10,000), `words` (1,000,000), `passages`
        (per cent), `nothing`. Every year between the first and the last has a row; one without documents has no numbers.
        Without `with_words` these are not counted, which is faster, and dispersion is left out.

        Raises QueryError and FilterError.
        """
        asked = (queries,) if isinstance(queries, str) else tuple(queries)
        fields: tuple[By, ...] = (by,) if isinstance(by, str) else tuple(by)
        if not asked:
            raise FilterError("research.nothing-to-count")
        if not 1 <= len(fields) <= 2 or len(set(fields)) != len(fields):
            raise FilterError("research.by-fields", valid=BY)
        for field in fields:
            check_choice("field", field, BY)
        check_choice("size", per, counting.PER)
        check_choice("part", parts, ("document", "year"))
        selection = self.selection(filters, unique=unique)
        found = tuple(self._occurrences(each, selection, filters, synonyms=synonyms) for each in asked)
        cells = cells_of(selection, fields, _years_asked(self._index.chosen_by(**filters)))
        need_words = with_words or per == "words"
        made = counting.counts(selection, found, cells, per, with_words=need_words)
        everything: dict[Cell, Sequence[Passage]] = {(): selection.passages}
        return Counted(
            rows=tuple(rows.count_row(each, fields, per) for each in made),
            columns=rows.count_columns(fields),
            counts=made,
            total=counting.counts(selection, found, everything, per, with_words=need_words),
            by=fields,
            per=per,
            cells=tuple(cells),
            occurrences=found,
            dispersion=tuple(
                counting.spread(selection, each, "year" if parts == "year" else "document")
                if each.is_single and need_words
                else None
                for each in found
            ),
            left_out=selection.repeats.number,
        )

    def words(
        self,
        *,
        n: range | int | None = None,
        unit: Unit = "long",
        pos: str | None = None,
        containing: str | None = None,
        min: int | None = None,  # noqa: A002 - named as the option of the command line is
        sort: str = "freq",
        dispersion: bool = False,
        parts: By = "document",
        matrix: By | None = None,
        all: bool = False,  # noqa: A002 - as above
        unique: bool = False,
        limit: int | None = None,
        **filters: Any,
    ) -> WordList:
        """The words of the passages, the most frequent first, or (`sort="reading"`) by reading; with `n` n-grams.

        `pos` are speech parts (`noun,verb`), `all`, or those that say something; `containing` a part of a word. At least
        `min` occurrences are needed: 3, of n-grams 2. An n-gram that is always part of a longer one of the list is left
        out unless `all` are wanted. `matrix` gives a column for each value of a field.

        Raises FilterError.
        """
        check_choice("unit", unit, UNITS)
        check_choice("sort", sort, ("freq", "reading"))
        _check_range(limit)
        selection = self.selection(filters, unique=unique)
        divided = matrix or (parts if dispersion else None)
        cells = cells_of(selection, [divided]) if divided else {}
        least = min if min is not None else (2 if n else 3)
        counted = self._tally(selection, n, unit, pos, counting.numbers_of(cells) if divided else None, least)
        listed = [each for each in counted.entries.values() if each.occurrences >= least]
        if n and not all:
            listed = without_parts(listed)
        listed = [each for each in listed if not containing or contains(each, containing)]
        total = len(listed)
        if sort == "freq" and limit and limit < total:  # where a word stands by its reading takes long to say
            fewest = nlargest(limit, (each.occurrences for each in listed))[-1]
            listed = [each for each in listed if each.occurrences >= fewest]
        listed.sort(key=lambda each: (0 if sort == "reading" else -each.occurrences, reading_key(each)))
        shown = listed[:limit]
        made: tuple[Any, ...]
        if matrix:
            # A column of zeros for a year without documents would say that the words were not used then.
            there = [(at, cell[0]) for at, (cell, passages) in enumerate(cells.items()) if passages]
            columns = ("word", "lemma", *(name for _, name in there))
            row_type = rows.row_type(columns)
            made = tuple(
                row_type(each.shown, each.term, *(each.by_part[at] for at, _ in there)) for each in shown
            )
        else:
            sizes = [selection.sizes(passages, unit).words for passages in cells.values()]
            spread = [spread_of(each.by_part, sizes) if sizes else None for each in shown]
            made = tuple(
                rows.word_row(each, unit, counted.words, found)
                for each, found in zip(shown, spread, strict=True)
            )
            columns = rows.WordRow._fields if dispersion else rows.WORD_COLUMNS
        left_out = selection.repeats.number
        return WordList(made, columns, total, counted.words, counted.passages, counted.documents, left_out)

    def key_words(
        self,
        against: str | Mapping[str, Any],
        *,
        n: range | int | None = None,
        unit: Unit = "long",
        pos: str | None = None,
        containing: str | None = None,
        min: int | None = None,  # noqa: A002 - named as the option of the command line is
        sort: KeySort = "g2",
        p: float = 0.05,
        count_by: Literal["words", "passages"] = "words",
        dispersion: bool = False,
        parts: By = "document",
        unique: bool = False,
        **filters: Any,
    ) -> KeyWords:
        """The words that are commoner in the passages than in others, and those that are rarer, each with its measures.

        `against` are filters, as a mapping or as text (`year=..2014 type=white-paper`), or `rest`: all other passages.
        `dispersion` adds DP over the documents of either side, or the years.

        Raises FilterError where the two parts overlap, or one of them has no words.
        """
        check_choice("unit", unit, UNITS)
        check_choice("sort", sort, KEY_SORTS)
        check_choice("unit", count_by, ("words", "passages"))
        if not 0 < p <= 1:
            raise FilterError("research.probability", value=p)
        here, there = self._parts(filters, against, unique=unique)
        cells = [cells_of(each, [parts]) if dispersion else {} for each in (here, there)]
        tallies = [
            self._tally(each, n, unit, pos, counting.numbers_of(own) if own else None)
            for each, own in zip((here, there), cells, strict=True)
        ]
        for tallied, asked in zip(tallies, (filters, against), strict=True):
            if not tallied.words:
                raise FilterError("research.part-wordless", filters=filters_text(asked))
        least = min if min is not None else (2 if n else 3)
        sizes = [
            [part.sizes(passages, unit).words for passages in own.values()]
            for part, own in zip((here, there), cells, strict=True)
        ]
        a, b = tallies
        made = key_words(
            a, b, unit, least=least, sort=sort, alpha=p, by_passages=count_by == "passages", parts=sizes,
            wanted=lambda entry: contains(entry, containing or ""),
        )  # fmt: skip
        columns = KeyRow._fields if dispersion else KEY_COLUMNS
        differ = sum(row.p_holm <= p for row in made)
        left_out = here.repeats.number + there.repeats.number
        return KeyWords(made, columns, differ, a.words, b.words, p, left_out, a.passages, b.passages)

    def collocates(
        self,
        word: str,
        *,
        window: str = "5",
        unit: Unit = "long",
        pos: str | None = None,
        stop: Iterable[str] = (),
        min: int = 3,  # noqa: A002 - as above
        sort: near.CollocateSort = "log-dice",
        against: str | Mapping[str, Any] | None = None,
        unique: bool = False,
        synonyms: bool = False,
        limit: int | None = None,
        **filters: Any,
    ) -> Collocates:
        """The words that stand near `word`, the most closely associated first.

        `window` is words a side (`5`), left and right (`0,3`), or `sentence`. `stop` are words that are not shown.
        `against` has the same measures in another part beside them.

        Raises QueryError and FilterError.
        """
        check_choice("unit", unit, UNITS)
        check_choice("sort", sort, near.COLLOCATE_SORTS)
        _check_range(limit)
        span, kind = near.window_of(window), kind_of_words(pos)
        if against is None:
            parts, chosen = [self.selection(filters, unique=unique)], [filters]
        else:
            parts = self._parts(filters, against, unique=unique)
            chosen = [filters, {} if against == "rest" else dict(_as_filters(against))]
        found = [
            self._occurrences(word, part, asked, synonyms=synonyms)
            for part, asked in zip(parts, chosen, strict=True)
        ]
        around = [
            near.neighbourhood(part, each, span, unit, kind) for part, each in zip(parts, found, strict=True)
        ]
        hidden = set(stop)
        listed = near.collocates(
            around[0], least=min, sort=sort, wanted=lambda entry: not {entry.shown, entry.term} & hidden
        )
        made = listed[:limit]
        columns: tuple[str, ...] = near.COLLOCATE_COLUMNS
        if against is not None:
            others = {row.lemma: row for row in near.collocates(around[1], least=1)}
            made = tuple(near.beside(row, others.get(row.lemma)) for row in made)
            columns = near.CollocateRow._fields
        return Collocates(
            made, columns, len(listed), around[0].nodes, around[0].windows, around[0].words, found[0],
            parts[0].repeats.number,
        )  # fmt: skip

    def network(
        self,
        word: str,
        found: Sequence[near.CollocateRow],
        *,
        unit: Unit = "long",
        unique: bool = False,
        synonyms: bool = False,
        **filters: Any,
    ) -> Network:
        """The network of a word and what was found near it by `collocates`: see `research.network`."""
        selection = self.selection(filters, unique=unique)
        occurrences = self._occurrences(word, selection, filters, synonyms=synonyms)
        return network(selection, occurrences, {row.lemma: row.word for row in found}, unit)

    def cite(self, ids: str | Iterable[str], *, accessed: str = "") -> tuple[Citation, ...]:
        """How to cite documents and passages, by their ids. `accessed` goes before the day that the catalog has.

        Raises UnknownIdError.
        """
        documents = {document.id: document for document in self._index.documents()}
        found: list[Citation] = []
        for name in (ids,) if isinstance(ids, str) else ids:
            passage = None if name in documents else self._index.passage(name)
            document = documents[name if passage is None else passage.document]
            found.append(citation_of(document, passage, accessed))
        return tuple(found)

    @property
    def is_partial(self) -> bool:
        """Whether words were left out of what was counted, as the vocabulary of the index is full."""
        return self._known.is_partial

    @cached_property
    def fingerprints(self) -> Fingerprints:
        """Names for the content of the index and of its documents."""
        return fingerprints_of(self._index.passages(), self._index.documents())

    def _occurrences(
        self, query: str, selection: Selection, filters: Mapping[str, Any], *, synonyms: bool
    ) -> Occurrences:
        plan = self._index.plan(query, synonyms=synonyms)
        return occurrences_of(
            query, plan, selection, self._index.chosen_by(**filters), self._index, synonyms=synonyms
        )

    def _tally(
        self,
        selection: Selection,
        n: range | int | None,
        unit: Unit,
        pos: str | None,
        parts: Parts | None,
        least: int = 1,
    ) -> Tally:
        kind = kind_of_words(pos)
        if n is None:
            return tally(selection, unit, kind, parts)
        sizes = range(n, n + 1) if isinstance(n, int) else n
        if not sizes or sizes[0] < 1 or sizes[-1] > _LONGEST_GRAM:
            raise FilterError("research.gram-sizes", most=_LONGEST_GRAM)
        says_something = kind if pos else (lambda word: word.role is not Role.FUNCTION)
        return ngrams(selection, unit, says_something, sizes, parts, least)

    def _parts(
        self, filters: Mapping[str, Any], against: str | Mapping[str, Any], *, unique: bool
    ) -> list[Selection]:
        """The passages under filters, and those to compare them with."""
        here = self.selection(filters, unique=unique)
        if against == "rest":
            rest = (each for each in self._index.texts() if each[0].id not in here.by_id)
            there = Selection(rest, self._known, self._units, unique=unique)
        else:
            there = self.selection(_as_filters(against), unique=unique)
        if shared := len(here.by_id.keys() & there.by_id.keys()):
            raise FilterError("research.parts-overlap", count=shared)
        for part, asked in ((here, filters), (there, against)):
            if not part.passages:
                raise FilterError("research.part-empty", filters=filters_text(asked))
        return [here, there]

    @cached_property
    def _units(self) -> Mapping[Unit, Units]:
        kept = KeptWords.of((self._tokenizer.terms(word), word) for word in self._index.kept_words())
        return {unit: Units(self._known, unit, kept) for unit in UNITS}


_LONGEST_GRAM = 20


def _as_filters(against: str | Mapping[str, Any]) -> Mapping[str, Any]:
    return filters_of(against) if isinstance(against, str) else against


def _check_range(limit: int | None, offset: int = 0) -> None:
    if min(limit or 0, offset) < 0:
        raise ArgumentError("argument.negative")


def _years_asked(filters: Filters) -> tuple[int, ...]:
    """The ends of the ranges of years that were asked for."""
    return tuple(year for span in filters.years for year in span if year is not None)
