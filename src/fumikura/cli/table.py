"""Prints the answer to a search on a terminal: a block for each hit, and their number below."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TextIO

from fumikura.cli.explain import explain_hit
from fumikura.cli.passage_blocks import QUIET, TextPage, make_page
from fumikura.export import Neighbours
from fumikura.fields import NO_FILTERS, Filters, is_in_years
from fumikura.messages import Messages
from fumikura.models import Facet, Hit, Passage, Results
from fumikura.presentation import value_name


def write_table(
    results: Results,
    stream: TextIO,
    say: Messages,
    *,
    corpus: str,
    offset: int = 0,
    neighbours: Neighbours | None = None,
    filters: Filters = NO_FILTERS,
) -> None:
    """Write the hits to `stream`. `corpus` has their files, for the links; `filters` are those of the search."""
    page = make_page(stream, say, corpus)
    for hit in results.hits:
        before, after = (neighbours or {}).get(hit.passage.id, ((), ()))
        _block(page, hit, before, after)
    if results.hits:
        _footer(page, results, offset, filters)


def _block(page: TextPage, hit: Hit, before: tuple[Passage, ...], after: tuple[Passage, ...]) -> None:
    tags = [page.say.label("match", hit.match)] if hit.match != "word" else []
    page.head(hit.passage, f"{hit.rank}. ", tags, title=hit.title_highlights, section=hit.section_highlights)
    for passage in before:
        page.neighbour(passage)
    _excerpt(page, hit)
    for gloss, highlights in hit.matched_glosses:
        page.text(gloss, highlights, style=QUIET)
    for passage in after:
        page.neighbour(passage)
    page.place(hit.passage)
    for line in explain_hit(hit, page.say):
        page.remark(line)
    page.blank()


def _excerpt(page: TextPage, hit: Hit) -> None:
    excerpt = hit.excerpt
    lead = "…" if excerpt.cut_before else ""
    text = lead + excerpt.text.replace("\n", " ") + ("…" if excerpt.cut_after else "")
    page.text(text, [(start + len(lead), end + len(lead)) for start, end in excerpt.highlights])


def _footer(page: TextPage, results: Results, offset: int, filters: Filters) -> None:
    say = page.say
    last = offset + len(results.hits)
    parts = [say("search.footer", first=offset + 1, last=last, total=results.total)]
    if results.total > 1:
        parts += _facet_summary(dict(results.facets), filters, say)
    if last < results.total:
        parts.append(say("search.footer-more", offset=last))
    page.print([(page.separator.join(parts), QUIET)])


def _facet_summary(facets: Mapping[str, Facet], filters: Filters, say: Messages) -> Iterator[str]:
    """The meetings of all hits, as --meeting takes them, the most frequent first; the first and the last year.

    Facets are counted without the filters on their own field, so values that these exclude are left out here.
    """
    meetings = dict(filters.values).get("meeting")
    there = [each for each in facets.get("meeting", ()) if meetings is None or each[0] in meetings]
    if there:
        yield ", ".join(
            f"{value_name('meeting', meeting, say)}: {count}"
            for meeting, count in sorted(there, key=lambda each: -each[1])
        )
    years = [
        year
        for year, _ in facets.get("year", ())
        if not filters.years or is_in_years(int(year), filters.years)
    ]
    if years:
        yield "–".join(dict.fromkeys((min(years), max(years))))
